"""Reads the header of a release: number, place, date, issuer, title, also where it is repeated inside the text."""

from __future__ import annotations

import re
from collections.abc import Callable

from pmgraph.german.dates import DateKind, find_dates
from pmgraph.model import Claim, DateClaim, Evidence, Span
from pmgraph.reading import Header

Cite = Callable[[Span, str], Evidence]

_DAY = r"\d{1,2}\.\s?(?:\d{1,2}\.\s?|(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\s+)\d{4}"
_TOWN = r"[A-ZÄÖÜ][\wäöüß-]+(?:[ /-][A-ZÄÖÜ][\wäöüß-]+){0,2}"
CUT_NUMBER = re.compile(r"\A\s*:\s*(?P<number>\d{1,4}(?:/\d{2,4})?)[ \t]*$", re.M)
_DATELINE = re.compile(rf"^(?P<line>(?P<place>{_TOWN}),\s+(?:den|der)\s+(?P<date>{_DAY}))[ \t]*$", re.M)
_PORTAL_LINE = re.compile(
    rf"^(?P<line>(?P<date>{_DAY}),\s+(?P<place>{_TOWN})\s+[–-]\s+(?P<number>\d{{1,4}}(?:\s?/\s?\d{{2,4}})?))[ \t]*$",
    re.M,
)
_INNER = re.compile(
    r"(?P<issuer>[A-ZÄÖÜ][\wäöüß]*(?:\s+(?:für|der|des|und|für|[A-ZÄÖÜ][\wäöüß,-]*)){0,9}?)\s+[-–]\s*Pressemitteilung\s+Nr\.:?\s*"
    r"(?P<number>\d{1,4}/\d{2,4}|\d{1,4})"
)
_INNER_DATE = re.compile(rf"(?P<place>{_TOWN}),\s+den\s+(?P<date>{_DAY})")


def read_header(text: str, cite: Cite) -> tuple[Header, Span | None, int]:
    """The header, the span of the title, and the offset at which the running text starts. `text` is repaired."""
    cut = CUT_NUMBER.search(text)
    line = _DATELINE.search(text) or _PORTAL_LINE.search(text)
    inner = list(_INNER.finditer(text, 0, 3000))
    number = _claim(cut, "number", "header.number", cite)
    if number is None and line is not None and "number" in line.re.groupindex:
        number = _claim(line, "number", "header.number", cite)
    head_end = max([m.end() for m in (cut, line) if m is not None], default=0)
    inner_date = _INNER_DATE.search(text, inner[-1].end(), inner[-1].end() + 200) if inner else None
    title = _title(text, head_end, inner[0].start() if inner else None)
    body = title.end if title is not None else head_end
    if inner and inner[0].start() >= body:
        body = (inner_date or inner[-1]).end()
        body = _after_repeated(text, title, body)
    return (
        Header(
            number=number,
            inner_number=_claim(inner[0], "number", "header.inner-number", cite) if inner else None,
            issuer=_claim(inner[0], "issuer", "header.inner-issuer", cite) if inner else None,
            place=_claim(line or inner_date, "place", "header.place", cite),
            date=_date(line, "header.dateline", cite),
            inner_date=_date(inner_date, "header.inner-dateline", cite),
            dateline=_claim(line, "line", "header.dateline", cite),
            title=Claim(title.of(text), (cite(title, "header.title"),)) if title is not None else None,
        ),
        title,
        body,
    )


def _after_repeated(text: str, title: Span | None, at: int) -> int:
    """Behind the title where it is said once more after the inner header."""
    if title is None:
        return at
    rest = re.compile(r"\s*" + r"\s+".join(map(re.escape, title.of(text).split()))).match(text, at)
    return rest.end() if rest is not None else at


def _title(text: str, head_end: int, inner: int | None) -> Span | None:
    """The first line below the header that has at least two words and is followed by a longer text."""
    for match in re.compile(r"^[^\n]+$", re.M).finditer(text, head_end):
        line = match.group().strip()
        if inner is not None and match.start() >= inner and head_end:
            return None
        if len(line.split()) < 2 or _INNER.match(line):
            continue
        if match.end() - match.start() > 400:
            return None
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        return Span(start, start + len(line))
    return None


def _claim(match: re.Match[str] | None, group: str, rule: str, cite: Cite) -> Claim[str] | None:
    if match is None:
        return None
    return Claim(" ".join(match[group].split()), (cite(Span(*match.span(group)), rule),))


def _date(match: re.Match[str] | None, rule: str, cite: Cite) -> DateClaim | None:
    if match is None:
        return None
    found = find_dates(match["date"], anchor=None)
    if not found or found[0].kind is DateKind.IMPOSSIBLE:
        return None
    day = found[0]
    return DateClaim(
        wording=match["date"], edtf=day.edtf, earliest=day.earliest, latest=day.latest, rule=rule,
        evidence=(cite(Span(*match.span("date")), rule),),
    )  # fmt: skip
