"""Finds the body that an office is held in where only a place is printed: "Cottbuser Polizeipräsident", "A (Guben)"."""

from __future__ import annotations

import re

from pmgraph.extract.bodies import is_proper, plain_land
from pmgraph.extract.mentions import BodyMention, PersonMention, RoleMention
from pmgraph.german.bodies import LAENDER, LAND
from pmgraph.model import Span

_OF_PLACE = {
    "oberbuergermeister": ("Stadt", "gemeinde"),
    "buergermeister": ("Stadt", "gemeinde"),
    "landrat": ("Landkreis", "landkreis"),
    "polizeipraesident": ("Polizei", "polizei"),
}
"""What an office governs, for the offices that a place is enough for."""
OF_LAND = frozenset(["ministerpraesident", "minister", "staatsminister", "staatssekretaer", "senator"])
"""Offices of a Land."""
_BEFORE = re.compile(
    r"(?P<place>\b[A-ZÄÖÜ][a-zäöüß]+(?:-[A-ZÄÖÜ][a-zäöüß]+)*)(?:(?P<genitive>s)|(?P<adjective>er))\s+(?:[a-zäöüß]+(?:er|e|en|in)\s+)?$"
)
_LAND_BEFORE = re.compile(rf"\b{LAND}s\s+(?:[a-zäöüß]+(?:er|e|en)\s+)?$")
_TOWN = re.compile(r"[A-ZÄÖÜ][a-zäöüß]{2,}(?:[-/][A-ZÄÖÜ][a-zäöüß]+)*(?!\.)")
_POSITIONS = frozenset(
    ["Mitte", "Links", "Rechts", "Vorn", "Hinten", "Foto", "Archiv", "Privat", "Vorsitz", "Leitung", "Moderation"]
)
"""What captions print in brackets behind a name, and is no place."""
_NO_PLACES = frozenset(
    ["Aber", "Außer", "Bisher", "Daher", "Dieser", "Früher", "Hinter", "Immer", "Jeder", "Jener", "Leider", "Nur", "Oder",
     "Später", "Unser", "Unter", "Weder", "Welcher", "Wieder", "Über"]
)  # fmt: skip
"""Words that begin a sentence and end like the adjective of a town."""
_BRACKET = re.compile(r"\s+\((?P<place>[A-ZÄÖÜ][^()]{1,40})\)")


def place_before(text: str, role: RoleMention, start: int) -> BodyMention | None:
    """The body that a place right before the office stands for: "Gubens Bürgermeister", "der Gubener Bürgermeister"."""
    low = max(start, role.span.start - 50)
    if role.concept in OF_LAND:
        land = _LAND_BEFORE.search(text, low, role.span.start)
        if land is None:
            return None
        name = plain_land(land["land"])
        return BodyMention(span=Span(*land.span("land")), name=f"Land {name}", kind="land", land=LAENDER[name])
    governed = _OF_PLACE.get(role.concept)
    match = _BEFORE.search(text, low, role.span.start) if governed is not None else None
    if match is None or governed is None or f"{match['place']}er" in _NO_PLACES:
        return None
    place = match["place"] if match["genitive"] else town_of(match["place"] + "er", text)
    if place is None or len(place) < 3:
        return None
    return BodyMention(
        span=Span(match.start(), match.start("place") + len(match["place"]) + (2 if match["adjective"] else 0)),
        name=f"{governed[0]} {place}",
        kind=governed[1],
    )


def town_of(adjective: str, text: str) -> str | None:
    """The town that an adjective in -er is made from; what the text prints elsewhere decides between forms.

    "Gubener" is Guben, "Göttinger" Göttingen, "Dresdner" Dresden.
    """
    stem = adjective[:-2]
    forms = [stem]
    if stem.endswith(("ing", "ung")):
        forms.insert(0, stem + "en")
    if stem.endswith(("dn", "tn", "hn", "ln", "mn", "lm", "sn")):
        forms.insert(0, stem[:-1] + "e" + stem[-1])
    if stem.endswith("ens"):
        forms.insert(0, stem[:-3] + "e")
    if stem + "en" in LAENDER:
        return stem + "en"
    printed = [f for f in (*forms, stem + "en", stem + "e") if _stands(f, text)]
    if printed:
        return printed[0]
    return forms[0]


def _stands(word: str, text: str) -> bool:
    """Whether `word` stands in the text as a word of its own. A pattern would have to be compiled for every new word."""
    at = text.find(word)
    while at >= 0:
        around = text[at - 1 : at] + text[at + len(word) : at + len(word) + 1]
        if not any(c.isalnum() or c == "_" for c in around):
            return True
        at = text.find(word, at + 1)
    return False


def bracketed(text: str, person: PersonMention, role: RoleMention, bodies: list[BodyMention]) -> BodyMention | None:
    """The body that a place in brackets behind a name stands for: a body of the release that is named with it, or a Land."""
    match = _BRACKET.match(text, person.span.end)
    if match is None:
        return None
    place = " ".join(match["place"].split())
    span = Span(*match.span("place"))
    if place in LAENDER and role.concept in OF_LAND:
        return BodyMention(span=span, name=f"Land {place}", kind="land", land=LAENDER[place])
    named = {b.name: b for b in bodies if b.name.endswith(f" {place}") and b.kind not in ("land", "partei")}
    governed = _OF_PLACE.get(role.concept)
    if not named and governed is not None and _TOWN.fullmatch(place) and is_proper(place) and place not in _POSITIONS:
        whole = place if governed[0] == "Landkreis" and place.lower().endswith("kreis") else f"{governed[0]} {place}"
        return BodyMention(span=span, name=whole, kind=governed[1])
    if len(named) != 1:
        return None
    known = next(iter(named.values()))
    return BodyMention(span=span, name=known.name, kind=known.kind, land=known.land)
