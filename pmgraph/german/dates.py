"""Finds dates in German prose and writes them in EDTF (https://www.loc.gov/standards/datetime/), inventing none.

Everything is one pass of one compiled pattern over the sentence; a reading that needs the day of the release ("heute",
"am 3. Dezember") says so by its rule.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from pmgraph.model import Span

MONTHS: dict[str, int] = {
    "januar": 1, "jänner": 1, "jan": 1, "februar": 2, "feb": 2, "märz": 3, "mrz": 3, "april": 4, "apr": 4, "mai": 5, "juni": 6,
    "jun": 6, "juli": 7, "jul": 7, "august": 8, "aug": 8, "september": 9, "sept": 9, "sep": 9, "oktober": 10, "okt": 10,
    "november": 11, "nov": 11, "dezember": 12, "dez": 12,
}  # fmt: skip
WEEKDAYS: tuple[str, ...] = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAY = "|".join((*WEEKDAYS, "sonnabend"))
# No date starts with another letter than these, which spares two words in three the long row of alternatives.
_DATE = re.compile(
    rf"\b(?=[\dadefghijlmnosv])(?:(?P<numeric>(?P<nd>\d{{1,2}})\.\s?(?P<nm>\d{{1,2}})\.\s?(?P<ny>\d{{4}}|\d{{2}})(?!\d))"
    rf"|(?P<written>(?P<wd>\d{{1,2}})\.\s?(?P<wm>{_MONTH})\b\.?(?:\s+(?P<wy>\d{{4}}))?)"
    rf"|(?P<monthly>(?:(?P<part>Anfang|Mitte|Ende)\s+)?(?P<mm>{_MONTH})\b\.?\s+(?P<my>\d{{4}})\b)"
    rf"|(?P<yearly>(?:(?:im\s+)?Jahre?s?|seit|von|aus|Anfang|Mitte|Ende)\s+(?P<yy>(?:19|20)\d\d)\b(?!\.?\d))"
    rf"|(?P<bare>(?<![\d.,–/-])(?P<by>(?:19|20)\d\d)(?=\s+(?:wurden?|hatten?|haben|hat|geschlossen|unterzeichnet|abgeschlossen|unterschrieben|vereinbart)\b)"
    rf"|(?:(?<=unterschrieb )|(?<=unterschrieben )|(?<=unterzeichnete )|(?<=unterzeichneten )|(?<=schlossen )|(?<=hatte )|(?<=hatten ))"
    rf"(?P<bv>(?:19|20)\d\d)(?=\s+(?:de[nrms]|die|das|eine?[nmr]?|ihre?n?|seine?n?)\s))"
    rf"|(?P<lastyear>(?:im\s+)?(?:vorigen|vergangenen|letzten)\s+Jahr(?:es)?\b)"
    rf"|(?P<today>[Hh]eute?\b(?:\s+(?:morgen|früh|abend|vormittag|nachmittag|mittag)\b)?|[Hh]eutigen?\b)(?:\s+\((?P<td>\d{{1,2}})\.\s?(?P<tm>{_MONTH})\))?"
    rf"|(?P<yesterday>[Gg]estern\b)|(?P<tomorrow>[Mm]orgen\b(?=\s|,|\.))"
    rf"|(?P<weekday>(?:[Aa]m|[Vv]om)\s+(?:\([^)]{{1,20}}\)\s+)?(?P<wk>{_WEEKDAY})(?:abend|morgen|nachmittag|mittag|vormittag)?\b))",
    re.IGNORECASE,
)
_DEADLINE = re.compile(r"\bbis\s+(?:spätestens\s+)?(?:zum\s+|Ende\s+)?$", re.IGNORECASE)


class DateKind(StrEnum):
    """What a wording commits itself to."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    WEEKDAY = "weekday"
    DEADLINE = "deadline"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """One date as worded. `span` is of the text searched; `edtf` is None for a bare weekday and an impossible day."""

    span: Span
    wording: str
    kind: DateKind
    rule: str
    edtf: str | None = None
    earliest: str | None = None
    latest: str | None = None
    weekday: int | None = None


def find_dates(text: str, *, anchor: date | None) -> list[FoundDate]:
    """Every date in `text`, in order. `anchor` is the day of the release, which "heute" and a missing year refer to."""
    found = []
    for match in _DATE.finditer(text):
        reading = _read(match, anchor)
        if reading is not None:
            deadline = _DEADLINE.search(text, max(0, match.start() - 40), match.start())
            if deadline is not None and reading.kind is DateKind.DAY:
                reading = FoundDate(
                    span=reading.span, wording=reading.wording, kind=DateKind.DEADLINE, rule="date.deadline",
                    edtf=f"../{reading.edtf}", latest=reading.latest,
                )  # fmt: skip
            found.append(reading)
    return found


def _read(match: re.Match[str], anchor: date | None) -> FoundDate | None:
    span, wording = Span(*match.span()), match.group()
    if match["numeric"]:
        year = int(match["ny"]) if len(match["ny"]) == 4 else 2000 + int(match["ny"])
        return _day(span, wording, year, int(match["nm"]), int(match["nd"]), "date.numeric")
    if match["written"]:
        month, day = MONTHS[match["wm"].lower()], int(match["wd"])
        if match["wy"]:
            return _day(span, wording, int(match["wy"]), month, day, "date.written")
        return _yearless(span, wording, month, day, anchor)
    if match["monthly"]:
        return _month(span, wording, int(match["my"]), MONTHS[match["mm"].lower()], match["part"])
    if match["lastyear"]:
        return _year(span, wording, f"{anchor.year - 1:04d}", "date.last-year") if anchor is not None else None
    if match["yearly"] or match["bare"]:
        return _year(span, wording, match["yy"] or match["by"] or match["bv"], "date.year")
    if match["weekday"]:
        name = match["wk"].lower()
        number = 5 if name == "sonnabend" else WEEKDAYS.index(name)
        return FoundDate(span=span, wording=wording, kind=DateKind.WEEKDAY, rule="date.weekday", weekday=number)
    if match["td"]:
        known = anchor.year if anchor is not None else None
        month, day = MONTHS[match["tm"].lower()], int(match["td"])
        return (
            _day(span, wording, known, month, day, "date.today-named")
            if known
            else _yearless(span, wording, month, day, None)
        )
    if anchor is None:
        return None
    shift, rule = (
        (0, "date.today") if match["today"] else (-1, "date.yesterday") if match["yesterday"] else (1, "date.tomorrow")
    )
    day_ = anchor + timedelta(days=shift)
    return _day(span, wording, day_.year, day_.month, day_.day, rule)


def _year(span: Span, wording: str, year: str, rule: str) -> FoundDate:
    return FoundDate(
        span=span,
        wording=wording,
        kind=DateKind.YEAR,
        rule=rule,
        edtf=year,
        earliest=f"{year}-01-01",
        latest=f"{year}-12-31",
    )


def _day(span: Span, wording: str, year: int, month: int, day: int, rule: str) -> FoundDate:
    if not (1 <= month <= 12 and 1 <= day <= monthrange(max(year, 1), month)[1]):
        return FoundDate(span=span, wording=wording, kind=DateKind.IMPOSSIBLE, rule=rule)
    iso = f"{year:04d}-{month:02d}-{day:02d}"
    return FoundDate(span=span, wording=wording, kind=DateKind.DAY, rule=rule, edtf=iso, earliest=iso, latest=iso)


def _yearless(span: Span, wording: str, month: int, day: int, anchor: date | None) -> FoundDate:
    """A day without year is the anchor's year; without an anchor the year stays open (EDTF `XXXX-12-03`)."""
    if not 1 <= day <= monthrange(2000, month)[1]:
        return FoundDate(span=span, wording=wording, kind=DateKind.IMPOSSIBLE, rule="date.day-and-month")
    if anchor is not None:
        return _day(span, wording, anchor.year, month, day, "date.day-and-month")
    return FoundDate(
        span=span, wording=wording, kind=DateKind.DAY, rule="date.day-and-month", edtf=f"XXXX-{month:02d}-{day:02d}"
    )


def _month(span: Span, wording: str, year: int, month: int, part: str | None) -> FoundDate:
    edtf = f"{year:04d}-{month:02d}" + ("~" if part else "")
    return FoundDate(
        span=span, wording=wording, kind=DateKind.MONTH, rule="date.month", edtf=edtf,
        earliest=f"{year:04d}-{month:02d}-01", latest=f"{year:04d}-{month:02d}-{monthrange(year, month)[1]:02d}",
    )  # fmt: skip
