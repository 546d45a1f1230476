"""Finds place, date and number in the lines that head a release, wherever a portal puts them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pmgraph.german.dates import DateKind, find_dates
from pmgraph.model import DateClaim, Span
from pmgraph.text.lines import DAY, TOWN

_NUMBER = r"\d{1,4}(?:\s?/\s?\d{2,4})?"
# In order of trust: the first that fits is the header.
_PATTERNS = (
    re.compile(rf"^(?P<line>(?P<place>{TOWN}),\s+(?:den|der)\s+(?P<date>{DAY}))[ \t]*$", re.M),
    re.compile(rf"^(?P<line>(?P<date>{DAY}),\s+(?P<place>{TOWN})\s+[–-]\s+(?P<number>{_NUMBER}))[ \t]*$", re.M),
    re.compile(
        rf"^(?P<line>(?P<place>{TOWN}):\s*(?P<date>{DAY})\s*[/,–-]?\s*Nr\.?:?\s*(?P<number>{_NUMBER}))\b.{{0,6}}$", re.M
    ),
    re.compile(rf"^(?P<line>(?P<place>{TOWN}),\s+(?:am\s+)?(?P<date>{DAY}))[ \t]*\.?$", re.M),
    re.compile(rf"^(?P<line>(?P<place>{TOWN}),\s+(?:den\s+|am\s+)?(?P<date>{DAY}))\s?[.:–-]\s+(?=[A-ZÄÖÜ„])", re.M),
    re.compile(
        rf"^(?P<line>(?:Press\w+|Medien\w+)\s+(?:Nr\.?|Nummer)?\s*:?\s*(?P<number>{_NUMBER})\s*(?:vom|,|[–|-])\s*(?P<date>{DAY}))",
        re.M,
    ),
    re.compile(rf"^(?P<line>(?:Press\w+|Medien\w+|Meldung)\b[^\n.]{{0,90}}?(?P<date>{DAY}))", re.M),
    re.compile(
        rf"(?P<line>\b(?:[Vv]eröffentlicht|[Ee]rstellt|[Pp]ubliziert|[Ee]rschienen|Datum|Stand)(?:\s+am)?\s*:?\s*(?P<date>{DAY}))"
    ),
    re.compile(
        rf"^(?P<line>(?:(?:(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch|Sonnabend),?\s+(?:den\s+)?)?(?P<date>{DAY}))(?:[ \t]*$|[ \t]+[-–|•][ \t])",
        re.M,
    ),
    re.compile(rf"^(?P<line>(?P<place>{TOWN})\s+\([a-z]{{2,10}}\))(?:[ \t]*$|\s?[.–-]\s)", re.M),
)
_LESS_TRUSTED = frozenset(_PATTERNS[6:])
_ANYWHERE = (_PATTERNS[0], _PATTERNS[1], _PATTERNS[3], _PATTERNS[7])
_LEAD = re.compile(rf"(?P<line>(?P<place>{TOWN}|[A-ZÄÖÜ]{{3,}}(?:[ /-][A-ZÄÖÜ]{{2,}})*)\.)\s+(?=[A-ZÄÖÜ„\"0-9])")
_LEAD_CODE = re.compile(rf"(?P<line>(?P<place>{TOWN})\s*\([A-Za-z]{{2,6}}\)\s?[.:–-])\s+(?=\S)")
_NO_TOWN = frozenset(
    [
        "Hintergrund", "Prof", "Dr", "Dipl", "Herr", "Frau", "Fazit", "Danke", "Achtung", "Hinweis", "Foto", "Bild", "Termin", "Ergebnis", "Einladung",
        "Nachruf", "Zitat", "Ziel", "Rückblick", "Ausblick", "Kommentar", "Thema",
    ]
)  # fmt: skip
_INNER_DATE = re.compile(rf"(?P<line>(?P<place>{TOWN}),\s+(?:den\s+)?(?P<date>{DAY}))")
_TODAY = re.compile(
    r"\b(?:[Hh]eute|[Hh]eutigen?(?:\s+(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|\s+(?:Mittwoch|Sonnabend))?)\s*(?:\(|,\s*(?:dem|den|der)?\s*)(?P<date>\d{1,2}\.\s?(?:\d{1,2}\.\s?\d{4}"
    r"|(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)(?:\s+\d{4})?))"
)


@dataclass(frozen=True, slots=True)
class Headed:
    """A heading line: its groups are `line` and, where printed, `place`, `date` and `number`."""

    match: re.Match[str]

    def span(self, group: str) -> Span | None:
        """Where a part stands, or None if the line has none."""
        if group not in self.match.re.groupindex or self.match[group] is None:
            return None
        return Span(*self.match.span(group))


def find_header_line(text: str, *, skip: Span | None, anywhere: bool = False) -> list[Headed]:
    """The heading lines of a text, the most trusted first; a line inside `skip` (the inner dateline) is not one.

    With `anywhere` only lines that are unmistakable wherever they stand.
    """
    found = []
    seen: set[str] = set()
    for pattern in _ANYWHERE if anywhere else _PATTERNS:
        if pattern in _LESS_TRUSTED and {"place", "date"} <= seen:
            break
        for match in pattern.finditer(text):
            if skip is None or not skip.contains(Span(*match.span("line"))):
                found.append(Headed(match))
                seen |= {name for name in ("place", "date") if name in match.re.groupindex}
                break
    return found


def find_inner_line(text: str, start: int) -> Headed | None:
    """The dateline right behind an inner header that ends at `start`."""
    match = _INNER_DATE.search(text, start, start + 160)
    return Headed(match) if match is not None else None


def find_lead(text: str, start: int, end: int) -> Headed | None:
    """The place that opens the running text: "COTTBUS. Die Stadt …", "Plauen (wbn). Am …"."""
    match = _LEAD_CODE.match(text, start, end)
    if match is None:
        match = _LEAD.match(text, start, end)
        if match is not None and match["place"].capitalize() in _NO_TOWN:
            return None
    return Headed(match) if match is not None else None


def find_named_today(text: str, start: int, end: int) -> Headed | None:
    """The day that "heute (8. Juli)" or "am heutigen Mittwoch, 4.11.2020" says it is."""
    match = _TODAY.search(text, start, end)
    return Headed(match) if match is not None else None


def as_claim(text: str, span: Span, rule: str, year: int | None) -> DateClaim | None:
    """The date of a heading as a claim without evidence; `year` completes a day without one."""
    wording = span.of(text)
    printed = wording if re.search(r"\d{4}|\.\s?\d\d?\.\s?\d\d$", wording) or year is None else f"{wording} {year}"
    found = find_dates(printed, anchor=None)
    if not found or found[0].kind is DateKind.IMPOSSIBLE or found[0].earliest is None:
        return None
    day = found[0]
    return DateClaim(wording=wording, edtf=day.edtf, earliest=day.earliest, latest=day.latest, rule=rule)
