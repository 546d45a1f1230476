"""Dates of EDTF (https://www.loc.gov/standards/datetime/) and lengths of time as a reader says them."""

from __future__ import annotations

import re

_MONTHS = {
    "de": (
        "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
        "Dezember",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ),
}  # fmt: skip
_WORDS = {
    "de": {"or": " oder ", "to": " bis ", "about": "etwa ", "unsure": " (unsicher)", "open": "offen"},
    "en": {"or": " or ", "to": " to ", "about": "about ", "unsure": " (uncertain)", "open": "open"},
}
_UNITS = {
    "de": (("Jahr", "Jahre"), ("Monat", "Monate"), ("Tag", "Tage")),
    "en": (("year", "years"), ("month", "months"), ("day", "days")),
}
_LENGTH = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?")
_PLAIN = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?([~?%]?)")


def spoken(edtf: str, language: str) -> str:
    """`2014-07-16` as "16. Juli 2014", a set as "… oder …", an interval as "… bis …"; the unknown stays as it is."""
    words = _WORDS[language]
    if edtf[:1] == "[" and edtf[-1:] == "]":
        return words["or"].join(spoken(part.strip(), language) for part in edtf[1:-1].split(","))
    if "/" in edtf:
        start, _, end = edtf.partition("/")
        return words["to"].join(
            words["open"] if side in ("", "..") else spoken(side, language) for side in (start, end)
        )
    found = _PLAIN.fullmatch(edtf)
    if found is None or (found[2] is not None and not 1 <= int(found[2]) <= 12):
        return edtf
    year, month, day, doubt = found.groups()
    said: str = year
    if month is not None:
        said = f"{_MONTHS[language][int(month) - 1]} {year}"
    if day is not None:
        said = f"{int(day)}. {said}" if language == "de" else f"{int(day)} {said}"
    if doubt in ("~", "%"):
        said = words["about"] + said
    return said + words["unsure"] if doubt in ("?", "%") else said


def spoken_length(duration: str, language: str) -> str:
    """`P5Y` as "5 Jahre", `P1Y6M` as "1 Jahr, 6 Monate"; what is no such `xsd:duration` stays as it is."""
    found = _LENGTH.fullmatch(duration)
    if found is None or not any(found.groups()):
        return duration
    counted = [
        f"{int(number)} {one if int(number) == 1 else many}"
        for number, (one, many) in zip(found.groups(), _UNITS[language], strict=True)
        if number
    ]
    return ", ".join(counted)
