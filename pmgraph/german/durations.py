"""Reads lengths of time in German prose, and writes them as `xsd:duration` (https://www.w3.org/TR/xmlschema11-2/#duration)."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from pmgraph.model import Span

NUMBERS: dict[str, int] = {
    "ein": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10,
    "elf": 11, "zwölf": 12, "fünfzehn": 15, "achtzehn": 18, "zwanzig": 20, "vierundzwanzig": 24, "fünfundzwanzig": 25,
    "dreißig": 30, "sechsunddreißig": 36, "achtundvierzig": 48, "fünfzig": 50, "sechzig": 60,
}  # fmt: skip
"""The number words that lengths of time are given in."""

_NUMBER = "|".join(sorted(NUMBERS, key=len, reverse=True))
_HALF = rf"(?P<half>{_NUMBER}|\d{{1,2}})(?:einhalb|,5)"
DURATION = re.compile(
    rf"\b(?:(?:{_HALF}|(?P<word>{_NUMBER})(?:e[nrms]{{0,2}})?|(?P<digits>\d{{1,3}}))"
    r"\s+(?:weitere[nrs]?\s+|volle[nrs]?\s+)?(?P<unit>Jahre?[ns]?|Monate?[ns]?)|(?P<joined>anderthalb)\s+(?:Jahre?[ns]?)"
    rf"|(?P<each>{_NUMBER}|\d{{1,2}}-?)(?P<unit_of>jährig|monatig)e[nrsm]?)\b(?!\s+alte)"
)
"""A length of time in years or months, such as "fünf Jahren", "18 Monate", "ein weiteres Jahr", "dreijährige"."""


@dataclass(frozen=True, slots=True)
class FoundDuration:
    """A length of time: its `xsd:duration` of years or months, and its span in the text searched."""

    span: Span
    value: str


def duration_at(text: str, start: int, end: int) -> FoundDuration | None:
    """The length of time that stands right at `start`, if one does."""
    match = DURATION.match(text, start, end)
    return FoundDuration(Span(*match.span()), _value(match)) if match is not None else None


def _value(match: re.Match[str]) -> str:
    if match["joined"]:
        return "P18M"
    if match["each"]:
        number = NUMBERS.get(match["each"]) or int(match["each"].rstrip("-"))
        return f"P{number}{'Y' if match['unit_of'] == 'jährig' else 'M'}"
    years = match["unit"].startswith("Jahr")
    if match["half"]:
        whole = NUMBERS.get(match["half"]) or int(match["half"])
        return f"P{whole * 12 + 6}M" if years else f"P{whole}M15D"
    number = int(match["digits"]) if match["digits"] else NUMBERS[match["word"]]
    return f"P{number}{'Y' if years else 'M'}"


def is_duration(value: str) -> bool:
    """Whether `value` is a positive `xsd:duration` of years, months and days."""
    match = _DURATION_VALUE.fullmatch(value)
    return match is not None and any(int(part) for part in match.groups() if part)


_DURATION_VALUE = re.compile(r"P(?=\d)(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,5})D)?")


def last_day(first: date, duration: str) -> date | None:
    """The last day of a period that begins with the day `first`: § 187 (2) and § 188 (2) BGB.

    https://www.gesetze-im-internet.de/bgb/__188.html; None where the calendar ends before it does.
    """
    match = _DURATION_VALUE.fullmatch(duration)
    if match is None:
        raise ValueError(f"{duration!r} is no duration of years, months and days; write it as P5Y or P18M")
    years, months, days = (int(part or 0) for part in match.groups())
    month = first.year * 12 + first.month - 1 + years * 12 + months
    year, number = divmod(month, 12)
    if year > date.max.year - 1:
        return None
    length = monthrange(year, number + 1)[1]
    if first.day > length:  # § 188 (3): where the month lacks the day, the period ends with the month
        return date(year, number + 1, length) + timedelta(days=days)
    return date(year, number + 1, first.day) + timedelta(days=days - 1)
