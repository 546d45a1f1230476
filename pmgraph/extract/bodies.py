"""Finds bodies by head noun and complement, and puts their names into the nominative."""

from __future__ import annotations

import re

from pmgraph.extract.mentions import BodyMention
from pmgraph.german.bodies import GENERIC, LAENDER, LAND, BodyWord, Head, body_word
from pmgraph.model import Span

_CAP = r"[A-ZÄÖÜ][\wäöüß]*(?:-[A-ZÄÖÜ]?[\wäöüß]+)*"
_WORD = re.compile(rf"(?:(?P<co>[A-ZÄÖÜ][\wäöüß]+-)\s+(?P<und>und|oder)\s+)?(?P<word>{_CAP})")
_ADJECTIVE = re.compile(r"(?P<stem>[A-ZÄÖÜ][\wäöüß-]*(?:isch|deutsch|ländisch))e[nrsm]?\s+$")
_SHORT = re.compile(r"\s\((?P<short>[A-ZÄÖÜ][\wÄÖÜäöüß&-]{1,9})\)")
_FOR = re.compile(rf"\s+für\s+(?:(?:die|den|das)\s+)?{_CAP}(?:(?:,\s+|\s+und\s+|\s+sowie\s+){_CAP})*")
_GENITIVE = re.compile(rf"\s+(?:der|des)\s+(?!Landes\b|Freistaate?s\b){_CAP}(?:\s+und\s+(?:der\s+)?{_CAP})*")
_OF_LAND = re.compile(rf"\s+(?:(?:des\s+(?:Landes|Freistaate?s)|von)\s+)?{LAND}(?P<s>s?)\b(?!-)")
_PROPER = re.compile(rf"\s+(?:der\s+)?(?P<name>{_CAP}(?:\s+(?:an\s+der|am|im|in\s+der|bei|vor\s+der)\s+{_CAP})?)")
_LAND_ITSELF = re.compile(rf"\b(?P<form>Land(?:es)?|Freistaat(?:e?s)?|Bundesland(?:es)?)\s+{LAND}s?\b(?!-)")
_NEUTER = ("ium", "amt", "gericht", "zentrum", "institut")


def find_bodies(text: str, start: int, end: int) -> list[BodyMention]:
    """The bodies named in `text[start:end]`, in order. Groups and nouns without their proper name are not bodies."""
    found: list[BodyMention] = []
    for match in _LAND_ITSELF.finditer(text, start, end):
        land = _land(match["land"])
        noun = "Freistaat" if match["form"].startswith("Freistaat") else "Land"
        found.append(BodyMention(span=Span(*match.span()), name=f"{noun} {land}", kind="land", land=LAENDER[land]))
    at = start
    while (near := _WORD.search(text, at, end)) is not None:
        at = near.end()
        word = body_word(near["word"])
        if word is None and near["co"]:
            at = near.start("word")
        if word is None:
            continue
        body = _with_complement(text, near, word, start, end)
        if body is not None:
            found.append(body)
            at = max(at, body.span.end)
    return found


def _with_complement(text: str, match: re.Match[str], word: BodyWord, start: int, end: int) -> BodyMention | None:
    first, last = match.span()
    name = word.nominative
    if match["co"]:
        name = f"{match['co']} {match['und']} {name}"
    head = word.head
    named = False
    if head.named:
        proper = _PROPER.match(text, last, end)
        if proper is None:
            return None
        name, last, named = f"{name} {proper['name']}", proper.end(), True
    if head.of:
        phrase = _FOR.match(text, last, end) or (_GENITIVE.match(text, last, end) if _takes_genitive(head) else None)
        if phrase is not None:
            name, last, named = name + " " + " ".join(phrase.group().split()), phrase.end(), True
    land = None
    of_land = None if head.kind == "gemeinde" else _OF_LAND.match(text, last, end)
    if of_land is not None:
        land = LAENDER[_land(of_land["land"])]
        printed = of_land.group()[: -1 if of_land["s"] else None]
        name, last, named = name + " " + " ".join(printed.split()), of_land.end(), True
    elif head.kind in ("hochschule", "kammer", "polizei", "gericht", "stiftung") and not named:
        proper = _PROPER.match(text, last, end)
        if proper is not None and not body_word(proper["name"]):
            name, last, named = f"{name} {proper['name']}", proper.end(), True
    adjective = _ADJECTIVE.search(text, start, first)
    if adjective is not None:
        ending = "e" if head.endings == ("",) else "es" if head.noun.endswith(_NEUTER) else "er"
        name, first = f"{adjective['stem']}{ending} {name}", adjective.start()
        named = True
    if not named and _needs_a_name(word, head):
        return None
    short = _SHORT.match(text, last, end)
    return BodyMention(
        span=Span(first, last), name=name, kind=head.kind, short=short["short"] if short else None, land=land
    )


def _takes_genitive(head: Head) -> bool:
    return head.kind in ("landesministerium", "verband", "stiftung", "hochschule")


def _needs_a_name(word: BodyWord, head: Head) -> bool:
    """A bare "Ministerium", "Hochschule" or "Verband" names no one; a compound such as "Landkreistag" does."""
    return head.noun in GENERIC and word.nominative.lower() == head.noun


def _land(printed: str) -> str:
    return re.sub(r"-\s+", "-", printed)
