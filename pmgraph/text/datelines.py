"""Finds place, date and number in the lines that head a release, wherever a portal puts them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pmgraph.german.bodies import body_word
from pmgraph.german.dates import DateKind, find_dates
from pmgraph.model import DateClaim, Span
from pmgraph.text.lines import CLOCK, DAY, NUMBER, RELEASE, SHOUTED, TOWN, WEEKDAY

_PLACE = rf"(?P<place>{TOWN}|{SHOUTED})"
_DATE = rf"(?P<date>{DAY})"
_NR = rf"(?P<number>{NUMBER})"
# In order of trust: the first that fits is the header.
_PATTERNS = (
    re.compile(rf"^(?P<line>{_PLACE},\s+{WEEKDAY}(?:den|der)\s+{_DATE})[ \t]*$", re.M),
    re.compile(rf"^(?P<line>{_DATE},\s+(?P<place>{TOWN})\s+[–?-]\s+{_NR})[ \t]*$", re.M),
    re.compile(rf"^(?P<line>(?P<place>{TOWN}):\s*{_DATE}\s*[/,–-]?\s*Nr\.?:?\s*{_NR}\.?\)?)(?=\s|$)", re.M),
    re.compile(rf"^(?P<line>{_PLACE},\s+(?:am\s+)?{WEEKDAY}{_DATE}(?:\s*[·|,–-]\s*Nr\.?:?\s*{_NR})?)[ \t]*\.?$", re.M),
    re.compile(rf"^(?P<line>Ort\s?[/,]\s?Datum\s*:\s*{_PLACE},?\s+(?:den\s+)?{_DATE})", re.M),
    re.compile(
        rf"^[*_(]{{0,3}}(?P<line>{_PLACE}(?:,\s+|\s?/\s?){WEEKDAY}(?:den\s+|am\s+)?{_DATE}(?:\s?[.:–-](?=[ *_)]|$)|(?=[*_)])))[*_.)]{{0,3}}\s+(?=[A-ZÄÖÜ„])",
        re.M,
    ),
    re.compile(
        rf"^(?P<line>(?:{RELEASE}|Press\w+|Medien\w+)\s+(?:Nr\.?|Nummer)?\s*:?\s*{_NR}\s*(?:vom|[,/|–-])\s*{_DATE})",
        re.M,
    ),
    re.compile(rf"^(?P<line>(?:Press\w+|Medien\w+|Meldung)\b[^\n.]{{0,90}}?{_DATE})", re.M),
    re.compile(
        rf"(?P<line>\b(?:[Vv]eröffentlicht|[Ee]rstellt|[Pp]ubliziert|[Ee]rschienen|Datum|Stand)(?:\s+am)?\s*:?\s*{WEEKDAY}{_DATE})"
    ),
    re.compile(rf"^(?:am\s+)?(?P<line>{WEEKDAY}{_DATE}){CLOCK}(?:[ \t]*$|[ \t]+[-–|•][ \t])", re.M),
    re.compile(
        rf"^(?P<line>(?P<place>{TOWN})\s+\([a-z]{{2,10}}\)(?:\s*[–-]\s*{_DATE})?)(?:[ \t]*[–-]?[ \t]*$|\s?[.–-]\s)",
        re.M,
    ),
    re.compile(rf"^[^\n|]{{2,80}}\|[^\n]{{0,60}}?(?P<line>{_DATE})[ \t]*$", re.M),
    re.compile(
        rf"(?<!\b[Ii]n )(?<!\bnach )(?<!\baus )(?<!\bvon )(?<!\bbei )(?<!\bfür )\b(?P<line>(?P<place>{TOWN}),\s+den\s+{_DATE})(?=\s*(?:[A-ZÄÖÜ„–-]|$))",
        re.M,
    ),
    re.compile(
        rf"^(?P<house>[A-ZÄÖÜ][\w-]+(?:\s[A-ZÄÖÜ][\w-]+)?)(?:\s[\w-]+){{0,5}},\s+(?P<line>{WEEKDAY}(?:den\s+|der\s+)?{_DATE})[ \t]*\.?$",
        re.M,
    ),
)
_DATED, _IN_TEXT = _PATTERNS[8], _PATTERNS[12]
"""The two that may start inside a line; `_DATED_WORD` and `_DEN` stand in all that they find."""
_DATED_WORD, _DEN = re.compile(r"eröffentlicht|rstellt|ubliziert|rschienen|Datum|Stand"), re.compile(r",\s+den\s")
_PRINTS = re.compile(r"[0-9(]")
_LESS_TRUSTED = frozenset(_PATTERNS[7:])
_ANYWHERE = (_PATTERNS[0], _PATTERNS[1], _PATTERNS[3], _DATED)
_OPENING = re.compile(r"[\s*_(]*")
_CLOSING = re.compile(r"[ .:*_)]*(?:[–-](?=\s))?\s*")
_NOT_ISSUED = re.compile(r"(?:Sperrfrist|Termine?|Wann|Beginn|Anmeldeschluss)\b[^\n\d]{0,40}$")
"""What stands before a day that is not the day of issue."""
_BEHIND_NUMBER = rf"(?=[ \t]*(?:$|[|·•–-]|,[^\n]{{0,40}}?{DAY}|vom\b|/\s*\d{{1,2}}\.))"
_NUMBERS = (
    re.compile(rf"^(?P<line>{RELEASE}[\s-]*(?:Nr\.?|Nummer|No\.)\s*:?\s*{_NR})(?![.\d]){_BEHIND_NUMBER}", re.M),
    re.compile(
        rf"^(?P<line>{RELEASE}:?[ \t]+(?P<number>\d{{1,4}}\s?/\s?\d{{2,4}}|\d{{1,3}}))(?![.\d]){_BEHIND_NUMBER}", re.M
    ),
    re.compile(rf"^(?P<line>Nr\.?[ \t]*:?[ \t]*{_NR})(?![.\d]){_BEHIND_NUMBER}", re.M),
    re.compile(
        rf"^(?P<line>(?:Nummer|Lfd\.\s?Nr\.|(?:PM|{RELEASE})-?(?:Nr\.|[Nn]ummer))[ \t]*:?\s*{_NR})[ \t]*$", re.M
    ),
)
_LABELLED_PLACE = re.compile(rf"^(?P<line>Ort[ \t]*:\s*(?P<place>{TOWN}))[ \t]*$", re.M)
_LEAD = re.compile(rf"(?P<line>(?P<place>{TOWN}|{SHOUTED})\.)\s+(?=[A-ZÄÖÜ„\"0-9])")
_LEAD_CODE = re.compile(rf"(?P<line>(?P<place>{TOWN})\s*\([A-Za-z]{{2,6}}\)\s?[.:–-])\s+(?=\S)")
_NO_TOWN = frozenset(
    [
        "Hintergrund", "Prof", "Dr", "Dipl", "Herr", "Frau", "Fazit", "Danke", "Achtung", "Hinweis", "Foto", "Bild", "Termin", "Ergebnis", "Einladung",
        "Nachruf", "Zitat", "Ziel", "Rückblick", "Ausblick", "Kommentar", "Thema",
    ]
)  # fmt: skip
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_INNER_DATE = re.compile(rf"(?P<line>(?P<place>{TOWN}),\s+(?:den\s+)?(?P<date>{DAY}))")
_TODAY = re.compile(
    r"[Hh]eut(?<!\w....)(?:e|igen?(?:\s+(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|\s+(?:Mittwoch|Sonnabend))?)\s*(?:\(|,\s*(?:dem|den|der)?\s*)(?P<date>\d{1,2}\.\s?(?:\d{1,2}\.\s?\d{4}"
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
    lines = _line_starts(text)
    for pattern in _ANYWHERE if anywhere else _PATTERNS:
        if pattern in _LESS_TRUSTED and {"place", "date"} <= seen:
            break
        for match in _matches(pattern, text, lines):
            if (skip is None or not skip.contains(Span(*match.span("line")))) and _is_of_issue(match):
                found.append(Headed(match))
                seen |= {name for name in ("place", "date") if found[-1].span(name) is not None}
                break
    return found


def _line_starts(text: str) -> list[int]:
    """Where the lines of a text start that a heading may stand in.

    It begins with a letter, a digit or an emphasis, and holds a digit or the bracket of an agency, or the next does.
    """
    starts, at, above = [], 0, -1
    for line in text.split("\n"):
        opens = line[:1].isalnum() or line[:1] in ("*", "_", "(")
        if line and _PRINTS.search(line) is not None:
            if above >= 0:
                starts.append(above)
            if opens:
                starts.append(at)
            above = -1
        elif line:
            above = at if opens else -1
        at += len(line) + 1
    return starts


def _matches(pattern: re.Pattern[str], text: str, lines: list[int]) -> Iterator[re.Match[str]]:
    """`pattern.finditer(text)`; a pattern for a line is tried where lines start, not at every letter."""
    if pattern is _DATED or pattern is _IN_TEXT:
        if (_DATED_WORD if pattern is _DATED else _DEN).search(text) is not None:
            yield from pattern.finditer(text)
        return
    at = 0
    for start in lines:
        if start >= at and (match := pattern.match(text, start)) is not None:
            yield match
            at = match.end()


def _is_of_issue(match: re.Match[str]) -> bool:
    """Whether the day is not that of an embargo or an event, and the place is a place."""
    printed = match.groupdict()
    if (printed.get("place") or "").capitalize() in _NO_TOWN:
        return False
    # "Konferenz der Länder, 7. Juni 2012" announces, "Universität Guben, 7. Juni 2012" heads.
    if (house := printed.get("house")) is not None and not any(map(body_word, house.split())):
        return False
    start = match.start("line")
    return _NOT_ISSUED.search(match.string, max(0, start - 60), start) is None


def find_number(head: str) -> Headed | None:
    """The number that a line of its own or a label gives, where no dateline does."""
    lines = _line_starts(head)
    match = next((m for p in _NUMBERS for at in lines if (m := p.match(head, at)) is not None), None)
    return Headed(match) if match is not None else None


def find_labelled_place(head: str) -> Headed | None:
    """The place that a label names: "Ort: Guben"."""
    match = _LABELLED_PLACE.search(head) if "Ort" in head else None
    return Headed(match) if match is not None else None


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


def behind_dateline(text: str, body: int, headings: Iterable[Headed | None]) -> int:
    """Where the running text starts behind a dateline that opens it."""
    opening = _OPENING.match(text, body)
    start = opening.end() if opening is not None else body
    for heading in headings:
        span = heading.span("line") if heading is not None else None
        if span is not None and span.start == start:
            closing = _CLOSING.match(text, span.end)
            return closing.end() if closing is not None else span.end
    return body


def find_named_today(text: str, start: int, end: int) -> Headed | None:
    """The day that "heute (8. Juli)" or "am heutigen Mittwoch, 4.11.2020" says it is."""
    match = _TODAY.search(text, start, end)
    return Headed(match) if match is not None else None


def as_claim(text: str, span: Span, rule: str, year: int | None) -> DateClaim | None:
    """The date of a heading as a claim without evidence; `year` completes a day without one."""
    wording = span.of(text)
    if (iso := _ISO.fullmatch(wording)) is not None:
        return as_day(wording, f"{iso[3]}.{iso[2]}.{iso[1]}", rule)
    printed = wording if re.search(r"\d{4}|\.\s?\d\d?\.\s?\d\d$", wording) or year is None else f"{wording} {year}"
    return as_day(wording, printed, rule)


def as_day(wording: str, printed: str, rule: str) -> DateClaim | None:
    """The day that `printed` names as a claim, or None where there is no such day."""
    found = find_dates(printed, anchor=None)
    if not found or found[0].kind is DateKind.IMPOSSIBLE or found[0].earliest is None:
        return None
    day = found[0]
    return DateClaim(wording=wording, edtf=day.edtf, earliest=day.earliest, latest=day.latest, rule=rule)
