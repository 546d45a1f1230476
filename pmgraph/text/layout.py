"""Takes a document apart: repaired copy, header, title, sentences of the running text, imprints."""

from __future__ import annotations

import re
from collections import Counter

from pmgraph.errors import CATALOGUE
from pmgraph.model import Document, Evidence, Factuality, Issue, Span
from pmgraph.reading import Header, Layout, OffsetMap, Repaired
from pmgraph.text.blocks import ATTACHED, ATTACHMENTS, outside
from pmgraph.text.header import CUT_NUMBER, read_header
from pmgraph.text.imprint import read_imprints
from pmgraph.text.repair import repair
from pmgraph.text.sentences import split_sentences
from pmgraph.text.wrapped import unwrap

MOST = 40_000
"""Characters of running text beyond which nothing more is read: no release is that long."""
MARGINS = 200
"""Lines beside the running text that are kept."""
READ = 4 * MOST
"""Characters of a document that are looked at, imprints included."""
_MARK = re.compile("[?¿Ãâ]")


def read_layout(document: Document) -> Layout:
    """The parts of a release. Never fails: what is not there stays empty, and what was mended is an issue."""
    repaired = _mended(document.text[:READ])
    text, origin = repaired.text, repaired.origin

    hollow: list[Span] = []

    def cite(span: Span, rule: str) -> Evidence:
        there = origin.to_original(span)
        exact = there.of(document.text)
        if not exact:
            hollow.append(there)
        return Evidence(span=there, exact=exact, rule=rule, factuality=Factuality.STATED)

    header, title, body_start = read_header(text, cite)
    imprints, imprint_start = read_imprints(text, cite)
    attachments = ATTACHMENTS.search(text) if any(word in text for word in ATTACHED) else None
    end = min(imprint_start, attachments.start() if attachments is not None else len(text))
    start = min(body_start, end)
    cut = end - start > MOST or len(document.text) > READ
    end = min(end, start + MOST)
    running, contacts = outside(text, start, end)
    above = Span(0, title.start if title is not None else start)
    return Layout(
        document=document,
        text=text,
        origin=origin,
        header=header,
        title=title,
        sentences=tuple(s for part in running for s in split_sentences(text, part, origin)),
        imprints=imprints,
        margins=tuple(line for part in (above, *contacts, Span(end, len(text))) for line in lines_of(text, part))[
            :MARGINS
        ],
        issues=(*_issues(document, repaired, origin, header), *((_too_long(document, origin, end),) if cut else ())),
        hollow=hollow,
    )


def _mended(text: str) -> Repaired:
    """The repaired copy; where broken lines were joined it is repaired again, now that what was apart stands together."""
    repaired = repair(text)
    joined = unwrap(repaired)
    if joined is repaired:
        return repaired
    again = repair(joined.text)
    counts = Counter(dict(joined.mended)) + Counter(dict(again.mended))
    return Repaired(again.text, again.origin.after(joined.origin), tuple(sorted(counts.items())))


def lines_of(text: str, span: Span) -> list[Span]:
    """The lines of a part of the text, without surrounding space and without empty ones."""
    found = []
    at = span.start
    for line in span.of(text).split("\n"):
        stripped = line.strip()
        if stripped:
            start = at + len(line) - len(line.lstrip())
            found.append(Span(start, start + len(stripped)))
        at += len(line) + 1
    return found


def _too_long(document: Document, origin: OffsetMap, end: int) -> Issue:
    kind = CATALOGUE["PM-DOC-005"]
    at = origin.to_original(Span(end, end)).start
    return Issue(
        code=kind.code, severity=kind.severity, cure=kind.cure, path=document.path, line=document.line_of(at), span=Span(at, at),
        message=f"running text is longer than {MOST:,} characters; the rest is not read",
        message_de=f"Fließtext ist länger als {MOST} Zeichen; der Rest wird nicht gelesen",
    )  # fmt: skip


def _issues(document: Document, repaired: Repaired, origin: OffsetMap, header: Header) -> list[Issue]:
    issues = []
    lost = {kind: n for kind, n in repaired.mended if "quotation" in kind or kind in ("dashes", "bullets", "mojibake")}
    if lost:
        kind = CATALOGUE["PM-TEXT-001"]
        counts = ", ".join(f"{n} {name}" for name, n in sorted(lost.items()))
        mark = _MARK.search(document.text)
        first = mark.start() if mark is not None else 0
        issues.append(
            Issue(
                code=kind.code, severity=kind.severity, cure=kind.cure, path=document.path, line=document.line_of(first),
                message=f"{sum(lost.values())} lost characters read from a repaired copy ({counts})",
                message_de=f"{sum(lost.values())} verlorene Zeichen, gelesen aus einer bereinigten Kopie",
            )
        )  # fmt: skip
    cut = CUT_NUMBER.search(repaired.text, 0, 400)
    if cut is not None and header.number is not None:
        kind = CATALOGUE["PM-HEAD-001"]
        where = origin.to_original(Span(*cut.span()))
        issues.append(
            Issue(
                code=kind.code, severity=kind.severity, cure=kind.cure, path=document.path, line=1, span=where,
                message=f"header is cut to {cut.group().strip()!r}; {header.number.value} is read as the number",
                message_de=f"Kopfzeile ist auf „{cut.group().strip()}“ gekürzt; {header.number.value} gilt als Nummer",
            )
        )  # fmt: skip
    return issues
