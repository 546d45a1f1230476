"""Takes a document apart: repaired copy, header, title, sentences of the running text, imprints."""

from __future__ import annotations

import re

from pmgraph.errors import CATALOGUE
from pmgraph.model import Document, Evidence, Factuality, Issue, Span
from pmgraph.reading import Header, Layout, OffsetMap, Repaired
from pmgraph.text.header import CUT_NUMBER, read_header
from pmgraph.text.imprint import read_imprints
from pmgraph.text.repair import repair
from pmgraph.text.sentences import split_sentences

_ATTACHMENTS = re.compile(
    r"\n\s*(?:Anhänge zur Pressemitteilung|Artikel-Informationen)|Artikel-Informationen\s*\nerstellt am:"
)


def read_layout(document: Document) -> Layout:
    """The parts of a release. Never fails: what is not there stays empty, and what was mended is an issue."""
    repaired = repair(document.text)
    text, origin = repaired.text, repaired.origin

    def cite(span: Span, rule: str) -> Evidence:
        there = origin.to_original(span)
        return Evidence(span=there, exact=there.of(document.text), rule=rule, factuality=Factuality.STATED)

    header, title, body_start = read_header(text, cite)
    imprints, imprint_start = read_imprints(text, cite)
    attachments = _ATTACHMENTS.search(text)
    end = min(imprint_start, attachments.start() if attachments is not None else len(text))
    start = min(body_start, end)
    return Layout(
        document=document,
        text=text,
        origin=origin,
        header=header,
        title=title,
        sentences=split_sentences(text, Span(start, end), origin),
        imprints=imprints,
        issues=tuple(_issues(document, repaired, origin, header)),
    )


def _issues(document: Document, repaired: Repaired, origin: OffsetMap, header: Header) -> list[Issue]:
    issues = []
    lost = {kind: n for kind, n in repaired.mended if "quotation" in kind or kind in ("dashes", "bullets", "mojibake")}
    if lost:
        kind = CATALOGUE["PM-TEXT-001"]
        counts = ", ".join(f"{n} {name}" for name, n in sorted(lost.items()))
        first = next((i for i, c in enumerate(document.text) if c in "?¿Ãâ"), 0)
        issues.append(
            Issue(
                code=kind.code, severity=kind.severity, cure=kind.cure, path=document.path, line=document.line_of(first),
                message=f"{sum(lost.values())} lost characters read from a repaired copy ({counts})",
                message_de=f"{sum(lost.values())} verlorene Zeichen, gelesen aus einer bereinigten Kopie",
            )
        )  # fmt: skip
    cut = CUT_NUMBER.search(repaired.text)
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
