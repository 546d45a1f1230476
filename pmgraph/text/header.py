"""Reads the header of a release: number, place, date, issuer, title, also where it is repeated inside the text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from pmgraph.german.bodies import body_word
from pmgraph.model import Claim, DateClaim, Evidence, Span
from pmgraph.reading import Header
from pmgraph.text.datelines import (
    Headed,
    as_claim,
    behind_dateline,
    find_header_line,
    find_inner_line,
    find_labelled_place,
    find_lead,
    find_named_today,
    find_number,
)
from pmgraph.text.lines import AGENCY, ATTRIBUTE, INNER, INNER_WORDS, Line, LineKind, dated_rest, kind_of, read_lines

Cite = Callable[[Span, str], Evidence]

CUT_NUMBER = re.compile(r"^[ \t]*:\s*(?P<number>\d{1,4}(?:/\d{2,4})?)[ \t]*$", re.M)
_HOUSE_WORD = re.compile(r"[A-ZÄÖÜ][\wäöüß-]*")
_HOUSE_REST = re.compile(r"(?:[A-ZÄÖÜ][\wäöüß-]*,?|für|der|des|und|von)")
_HEAD = 1_200
_REACH = 400
"""How far behind the title, or behind each other, headers that are repeated in the text may stand."""
_FIRST = 2_000
_TOP = 6_000
"""Within how many characters inner headers are looked for."""


def read_header(text: str, cite: Cite) -> tuple[Header, Span | None, int]:
    """The header, the span of the title, and the offset at which the running text starts. `text` is repaired."""
    cut = CUT_NUMBER.search(text, 0, 400)
    lines = read_lines(text)
    inner = _inner_headers(text)
    inner_line = find_inner_line(text, inner[-1].end()) if inner else None
    skip = inner_line.span("line") if inner_line else None
    head = _head(text)
    headings = find_header_line(head, skip=skip)
    if len(head) < len(text) and not any(h.span("date") for h in headings):
        headings += find_header_line(text, skip=skip, anywhere=True)
    title, body = _title_and_body(text, lines, inner, inner_line)
    lead = _lead(text, body)
    today = find_named_today(text, body, len(text))
    line = next((h for h in headings if h.span("date") is not None), None)
    places = (*headings, inner_line, find_labelled_place(head), lead)
    place = next((h for h in places if h is not None and h.span("place") is not None), None)
    number = next((h for h in headings if h.span("number") is not None), None) or find_number(head)
    date = _date(text, line, "header.dateline", cite, None)
    inner_date = _date(text, inner_line, "header.inner-dateline", cite, None)
    known = inner_date or date
    header = Header(
        number=_claim(text, Span(*cut.span("number")), "header.number", cite)
        if cut
        else _part(text, number, "number", "header.number", cite),
        inner_number=_claim(text, Span(*inner[0].span("number")), "header.inner-number", cite) if inner else None,
        issuer=_claim(text, house, "header.inner-issuer", cite)
        if inner and (house := _house(text, inner[0]))
        else None,
        place=_part(text, place, "place", "header.place", cite),
        date=date,
        inner_date=inner_date,
        today=_date(
            text,
            today,
            "header.named-today",
            cite,
            int(known.earliest[:4]) if known is not None and known.earliest else None,
        ),
        dateline=_part(text, line, "line", "header.dateline", cite),
        title=Claim(title.of(text), (cite(title, "header.title"),)) if title is not None else None,
    )
    return header, title, behind_dateline(text, body, (*headings, lead))


def _inner_headers(text: str) -> list[re.Match[str]]:
    """The headers repeated in the text: near its top, each close behind the one before."""
    found: list[re.Match[str]] = []
    if not any(word in text for word in INNER_WORDS):
        return found
    for match in INNER.finditer(text, 0, _TOP):
        if match.start() <= (found[-1].end() + _REACH if found else _FIRST):
            found.append(match)
    return found


def _head(text: str) -> str:
    """The first lines of a text, where nearly every header stands, cut at a line's end."""
    end = text.find("\n", _HEAD)
    return text if end < 0 else text[: end + 1]


def _lead(text: str, body: int) -> Headed | None:
    """The place that opens one of the first three paragraphs."""
    at = body
    for _ in range(3):
        while at < len(text) and text[at].isspace():
            at += 1
        lead = find_lead(text, at, min(len(text), at + 120))
        if lead is not None:
            return lead
        at = text.find("\n", at)
        if at < 0:
            return None
    return None


def _title_and_body(
    text: str, lines: list[Line], inner: list[re.Match[str]], inner_line: Headed | None
) -> tuple[Span | None, int]:
    """The headline next above the running text, and where that text starts."""
    own = _header_end(lines, text)
    first = next((i for i, line in enumerate(lines) if i >= own and _starts_text(line)), None)
    agency = next(
        (i for i, line in enumerate(lines[: first if first is not None else None]) if line.kind is LineKind.AGENCY),
        None,
    )
    if agency is not None:
        return _below_agency(text, lines, agency)
    title = _headline_above(text, lines, first if first is not None else len(lines))
    if title is None and first is not None and _may_be_title(lines, first, text):
        title, first = lines[first].span, first + 1
    body = (
        title.end
        if title is not None
        else lines[first].span.start
        if first is not None and first < len(lines)
        else _first_start(lines, text)
    )
    while (header := next((ln for ln in lines if ln.span.start >= body), None)) is not None and header.kind in _SKIPPED:
        body = header.span.end
    glued: list[re.Match[str]] = []
    for match in inner:
        if body <= match.start() <= (glued[-1].end() if glued else body) + _REACH:
            glued.append(match)
    if glued:
        body = _after_repeated(text, title, max(glued[-1].end(), _end(inner_line)))
    return title, max(
        body,
        _end(inner_line)
        if inner_line and not glued and _end(inner_line) <= body + _REACH and _own_line(text, inner_line)
        else body,
    )


_SKIPPED = (LineKind.JUNK, LineKind.HEADER)


def _header_end(lines: list[Line], text: str) -> int:
    """The index behind the last inner header that has a line of its own above the text."""
    last = 0
    for index, line in enumerate(lines):
        if line.kind is LineKind.TEXT:
            break
        if line.kind is LineKind.INNER:
            last = index + 1
    return last


def _starts_text(line: Line) -> bool:
    return line.kind is LineKind.TEXT or (line.kind is LineKind.INNER and line.span.end - line.span.start > 200)


def _headline_above(text: str, lines: list[Line], first: int) -> Span | None:
    """The headline that ends above line `first`, with the lines that it was broken over."""
    at = first - 1
    while at >= 0 and lines[at].kind is not LineKind.HEADLINE:
        if lines[at].kind is LineKind.HEADER:
            rest = dated_rest(lines[at].span.of(text))
            if rest is not None and rest[1] and not any(ln.kind is LineKind.HEADLINE for ln in lines[:at]):
                return Span(lines[at].span.end - len(rest[1]), lines[at].span.end)
        at -= 1
    if at < 0:
        return None
    start = at
    while (
        start > 0
        and lines[start - 1].kind is LineKind.HEADLINE
        and not lines[start].gap
        and _goes_on(text, lines[start - 1], lines[start])
    ):
        start -= 1
    span = Span(lines[start].span.start, lines[at].span.end)
    return span if span.end - span.start <= 400 and len(span.of(text).split()) > 1 else None


def _goes_on(text: str, above: Line, below: Line) -> bool:
    """Whether a headline runs on into the next line."""
    upper, lower = above.span.of(text), below.span.of(text)
    return (
        upper.endswith(("/", "-", "–", ",", ":"))
        or lower[0].islower()
        or upper.rsplit(" ", 1)[-1] in _OPEN_WORDS
        or ATTRIBUTE.search(upper) is not None
    )


_OPEN_WORDS = frozenset(
    [
        "der", "die", "das", "des", "dem", "den", "und", "oder", "für", "mit", "von", "vom", "zur", "zum", "zu",
        "in", "im", "am", "an", "auf", "über", "bei",
    ]
)  # fmt: skip


def _may_be_title(lines: list[Line], first: int, text: str) -> bool:
    """Whether the first line of text is a headline that ends with a full stop: one sentence above a longer text."""
    span = lines[first].span
    if span.end - span.start > 160 or first + 1 >= len(lines) or lines[first].kind is not LineKind.TEXT:
        return False
    return (
        re.search(r"[.!?] [A-ZÄÖÜ]", span.of(text)) is None
        and lines[first + 1].span.end - lines[first + 1].span.start > 200
    )


def _below_agency(text: str, lines: list[Line], agency: int) -> tuple[Span | None, int]:
    """With an agency's code line, the headline is the line above it, or what stands behind the code."""
    code = AGENCY.match(text, lines[agency].span.start, lines[agency].span.end)
    end = lines[agency].span.end
    assert code is not None
    if code.end() < end:
        rest = Span(code.end(), end)
        if kind_of(rest.of(text)) is LineKind.TEXT:
            return _headline_above(text, lines, agency), code.end()
        return (rest, end) if rest.end - rest.start <= 300 else (_headline_above(text, lines, agency), code.end())
    return _headline_above(text, lines, agency), end


def _first_start(lines: list[Line], text: str) -> int:
    kept = next((ln for ln in lines if ln.kind not in (*_SKIPPED, LineKind.INNER)), None)
    return kept.span.start if kept is not None else len(text)


def _own_line(text: str, inner_line: Headed) -> bool:
    end = _end(inner_line)
    rest = text[end : text.find("\n", end)] if text.find("\n", end) >= 0 else text[end:]
    return not rest.strip()


def _end(headed: Headed | None) -> int:
    span = headed.span("line") if headed is not None else None
    return span.end if span is not None else 0


def _after_repeated(text: str, title: Span | None, at: int) -> int:
    """Behind the title where it is said once more after the inner header."""
    if title is None:
        return at
    here = at
    for number, word in enumerate(title.of(text).split()):
        start = here
        while here < len(text) and text[here].isspace():
            here += 1
        end = here + len(word)
        if (number and here == start) or text[here:end].translate(_ANY_MARK) != word.translate(_ANY_MARK):
            return at
        here = end
    return here


_ANY_MARK = str.maketrans(dict.fromkeys("„“”\"'?¿–-", "?"))
"""Takes any quotation mark or dash for any other: what is said twice may be damaged once."""


def _house(text: str, inner: re.Match[str]) -> Span | None:
    """The house before an inner header: from its head noun to the dash, on the same line or the line above."""
    start = text.rfind("\n", 0, inner.start()) + 1
    segment = text[start : inner.start()]
    if not segment.strip() and start > 1:
        above = text[:start].rstrip()
        start = above.rfind("\n") + 1
        segment = above[start:].rstrip(" -–|")
    before = list(INNER.finditer(segment))
    offset = before[-1].end() if before else 0
    best: int | None = None
    for word in _HOUSE_WORD.finditer(segment, offset):
        rest = segment[word.end() :].split()
        if body_word(word.group()) is not None and all(_HOUSE_REST.fullmatch(w) for w in rest):
            best = word.start()
    if best is None and len(segment[offset:].strip()) <= 60 and segment[offset:].strip():
        best = offset + len(segment[offset:]) - len(segment[offset:].lstrip())
    if best is None:
        return None
    return Span(start + best, start + best + len(segment[best:].rstrip(" -–|\n")))


def _claim(text: str, span: Span, rule: str, cite: Cite) -> Claim[str]:
    return Claim(" ".join(span.of(text).split()), (cite(span, rule),))


def _part(text: str, headed: Headed | None, group: str, rule: str, cite: Cite) -> Claim[str] | None:
    span = headed.span(group) if headed is not None else None
    if span is not None and headed is not None and "\n" in span.of(text):
        span = headed.span("date")  # "erstellt am:" on one line, the date on the next
    return _claim(text, span, rule, cite) if span is not None else None


def _date(text: str, headed: Headed | None, rule: str, cite: Cite, year: int | None) -> DateClaim | None:
    span = headed.span("date") if headed is not None else None
    if span is None:
        return None
    claim = as_claim(text, span, rule, year)
    return replace(claim, evidence=(cite(span, rule),)) if claim is not None else None
