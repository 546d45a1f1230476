"""Dates of EDTF (https://www.loc.gov/standards/datetime/) as a reader says them."""

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
