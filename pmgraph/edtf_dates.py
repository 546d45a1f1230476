"""Reads the dates of EDTF that the project writes and accepts, and says which days they may be.

The subset of levels 0 to 2 (https://www.loc.gov/standards/datetime/): `2006`, `2006-01`, `2006-01-09`; unspecified
digits at the end (`200X`, `2006-XX`, `2006-01-XX`) or of the whole year (`XXXX-12-03`); `?`, `~` and `%` behind a
date; intervals with open (`..`) or unknown (empty) ends; one of a set (`[2014-07-09,2014-07-16]`). The `edtf` package
reads all of EDTF, but 200 dates a second; this is a few lines on the hot path, and tested against it.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

Days = tuple[str | None, str | None]
"""The first and the last possible day as `YYYY-MM-DD`; None where that side is open or unknown."""

_DATE = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX|XXXX)(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX))?)?(?P<qualifier>[?~%]?)"
)
_HINT = "write it as 2006, 2006-01, 2006-01-09, 2006~, 2006/2008, ../2006-01-09 or [2006-01-09,2006-01-16]"


def possible_days(edtf: str) -> tuple[Days, ...]:
    """The ranges of days that an EDTF date may be: one, or one for each member of a set; ValueError if it is none."""
    if edtf.startswith("[") and edtf.endswith("]"):
        return tuple(_member(edtf, part.strip()) for part in edtf[1:-1].split(","))
    return (_range(edtf),)


def bounds(edtf: str) -> Days:
    """The first and the last day that an EDTF date may be; ValueError if it is none of the subset.

    A date called approximate or uncertain keeps the bounds that it would have without: how far off it may be is not
    said, and none is invented.
    """
    days = possible_days(edtf)
    lows, highs = [low for low, _ in days], [high for _, high in days]
    low = None if None in lows else min(x for x in lows if x is not None)
    high = None if None in highs else max(x for x in highs if x is not None)
    return low, high


def is_edtf(value: str) -> bool:
    """Whether `value` is a date of the subset."""
    try:
        possible_days(value)
    except ValueError:
        return False
    return True


def _member(whole: str, part: str) -> Days:
    """One member of a set, which may be a run of days (`2006-01-09..2006-01-11`) or open (`..2006`)."""
    first, dots, last = part.partition("..")
    if not dots:
        return _single(whole, part)
    return _ends(whole, first or "..", last or "..")


def _range(edtf: str) -> Days:
    first, slash, last = edtf.partition("/")
    return _ends(edtf, first, last) if slash else _single(edtf, edtf)


def _ends(whole: str, first: str, last: str) -> Days:
    if first in ("", "..") and last in ("", ".."):
        raise ValueError(f"{whole!r} bounds nothing; {_HINT}")
    low = None if first in ("", "..") else _single(whole, first)[0]
    high = None if last in ("", "..") else _single(whole, last)[1]
    if low is not None and high is not None and low > high:
        raise ValueError(f"{whole!r} ends before it begins; turn its ends round")
    return low, high


def _single(whole: str, part: str) -> Days:
    match = _DATE.fullmatch(part)
    if match is None:
        raise ValueError(f"{whole!r} is no date of the EDTF subset; {_HINT}")
    year, month, day = match["year"], match["month"], match["day"]
    if (month == "XX" and day not in (None, "XX")) or ("X" in year and year != "XXXX" and month not in (None, "XX")):
        raise ValueError(f"{whole!r} leaves a digit open before one that is given; {_HINT}")
    try:
        _check(year, month, day)
        if year == "XXXX":
            return None, None
        low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
        return _first(low, month, day), _last(high, month, day)
    except ValueError as error:
        raise ValueError(f"{whole!r} is no day of the calendar: {error}; check it in the source") from error


def _check(year: str, month: str | None, day: str | None) -> None:
    """Refuse a month or a day that does not exist; 2000, a leap year, stands for a year that is open."""
    known = 2000 if "X" in year else int(year)
    if month not in (None, "XX"):
        date(known, int(month), 1)
        if day not in (None, "XX"):
            date(known, int(month), int(day))


def _first(year: int, month: str | None, day: str | None) -> str:
    number = 1 if month in (None, "XX") else int(month)
    return date(year, number, 1 if day in (None, "XX") else int(day)).isoformat()


def _last(year: int, month: str | None, day: str | None) -> str:
    number = 12 if month in (None, "XX") else int(month)
    return date(year, number, monthrange(year, number)[1] if day in (None, "XX") else int(day)).isoformat()
