"""Chooses the representation that a request asks for, after RFC 9110 section 12.5 (proactive negotiation).

https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1. Starlette has nothing for this.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

# A quoted string may hold the separator, so members and parameters are matched rather than split.
_MEMBER = re.compile(r'(?:[^,"]|"(?:[^"\\]|\\.)*")+')
_PARAMETER = re.compile(r'(?:[^;"]|"(?:[^"\\]|\\.)*")+')
_QUALITY = re.compile(r"(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)")
_TYPE = re.compile(r"[\w!#$%&'*+.^`|~-]+/[\w!#$%&'*+.^`|~-]+")


@dataclass(frozen=True, slots=True)
class Wish:
    """One member of an Accept header: a media range or language range in lower case, its parameters, its weight."""

    value: str
    parameters: frozenset[tuple[str, str]]
    quality: float


def wishes(header: str) -> tuple[Wish, ...]:
    """The members of an Accept or Accept-Language header; a member that is malformed is left out."""
    found = []
    for member in _MEMBER.findall(header):
        value, *rest = (part.strip() for part in _PARAMETER.findall(member))
        quality = 1.0
        parameters = set()
        for part in rest:
            name, _, given = part.partition("=")
            name, given = name.strip().lower(), given.strip().strip('"')
            if name != "q":
                parameters.add((name, given))
                continue
            if not _QUALITY.fullmatch(given):
                value = ""
                break
            quality = float(given)
        if value:
            found.append(Wish(value.lower(), frozenset(parameters), quality))
    return tuple(found)


def choose(header: str | None, offers: Sequence[str]) -> str | None:
    """The offer that the header likes best, or None where it likes none.

    `offers` are media types in the server's order of preference, perhaps with parameters. An absent or empty header
    likes everything alike. The most specific range that matches an offer gives its weight; of equal weights the offer
    that is named more closely wins, then the earlier one. A parameter that no offer has (such as a JSON-LD profile)
    is a preference, not a condition: refusing would help nobody.
    """
    if header is None or not header.strip():
        return offers[0] if offers else None
    wanted = [w for w in wishes(header) if _TYPE.fullmatch(w.value)]
    best: tuple[float, float, int] | None = None
    for position, offer in enumerate(offers):
        (parsed,) = wishes(offer)
        matches = [(closeness, w.quality) for w in wanted if (closeness := _closeness(w, parsed)) > 0]
        if not matches:
            continue
        closeness, quality = max(matches)
        if quality > 0 and (best is None or (quality, closeness, -position) > best):
            best = (quality, closeness, -position)
    return None if best is None else offers[-best[2]]


def _closeness(wish: Wish, offer: Wish) -> float:
    """0 where the range does not match, else the more the closer."""
    kind, _, _ = wish.value.partition("/")
    if wish.value == "*/*":
        return 1
    if wish.value == f"{kind}/*":
        return 2 if offer.value.startswith(f"{kind}/") else 0
    if wish.value != offer.value:
        return 0
    asked = {p for p in wish.parameters if p[0] != "charset"}
    if asked <= offer.parameters:
        return 4 + len(asked)
    return 3


def choose_language(header: str | None, offers: Sequence[str]) -> str:
    """The offered language that Accept-Language likes best, else the first; `de-AT` likes `de`
    (RFC 4647 section 3.4, lookup)."""
    best, at = 0.0, 0
    for wish in wishes(header or ""):
        primary = wish.value.partition("-")[0]
        position = offers.index(primary) if primary in offers else 0 if primary == "*" else None
        if position is not None and wish.quality > best:
            best, at = wish.quality, position
    return offers[at]
