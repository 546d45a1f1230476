"""Finds the parties of an agreement: named between "zwischen … und", as subject of the sentence, or signed for."""

from __future__ import annotations

import re

from pmgraph.extract.mentions import BodyMention
from pmgraph.german.bodies import LAENDER, LAND
from pmgraph.model import Span

# "Land und kommunale Spitzenverbände Sachsen-Anhalts": the genitive behind the second noun belongs to both.
_SHARED = re.compile(
    rf"\b(?P<form>Land|Freistaat)\s+(?:und|sowie)\s+(?:[a-zäöüß]+e[nrs]?\s+)?[A-ZÄÖÜ][\wäöüß]+\s+{LAND}(?:s|es)?\b(?!-)"
)
_AGREED = re.compile(
    r"\b(?:haben|hat)\b[^.;]{0,300}?\b(?:vereinbart|unterzeichnet|unterschrieben|geschlossen|abgeschlossen|erneuert)\b"
)
_BETWEEN = re.compile(r"\bzwischen\s+(?P<names>[^.;:]{3,200})")


def shared_land(text: str, span: Span) -> BodyMention | None:
    """The Land that "Land" means where its name stands behind the noun that it is coordinated with."""
    match = _SHARED.search(text, span.start, span.end)
    if match is None:
        return None
    land = re.sub(r"-\s+", "-", match["land"])
    return BodyMention(span=Span(*match.span()), name=f"{match['form']} {land}", kind="land", land=LAENDER[land])


def subject_parties(text: str, sentence: Span, bodies: list[BodyMention]) -> list[BodyMention]:
    """Bodies before "haben … vereinbart": the subject that agrees. Nothing where the sentence has no such verb."""
    verb = _AGREED.search(text, sentence.start, sentence.end)
    if verb is None:
        return []
    found = [b for b in bodies if sentence.start <= b.span.start and b.span.end <= verb.start()]
    land = shared_land(text, Span(sentence.start, verb.start()))
    return [land, *found] if land is not None else found


def between_parties(text: str, name: Span, bodies: list[BodyMention]) -> list[BodyMention]:
    """Bodies inside "zwischen A und B" of an agreement's own name."""
    match = _BETWEEN.search(text, name.start, name.end)
    if match is None:
        return []
    inside = Span(*match.span("names"))
    found = [b for b in bodies if inside.contains(b.span)]
    return found if len(found) > 1 else []
