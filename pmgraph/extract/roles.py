"""Finds offices with what belongs to their wording: their field, a body inside it, a function in brackets."""

from __future__ import annotations

import re

from pmgraph.extract.bodies import find_bodies
from pmgraph.extract.mentions import BodyMention, RoleMention
from pmgraph.german.bodies import body_word
from pmgraph.german.names import is_first_name
from pmgraph.german.offices import find_offices, office_word
from pmgraph.model import Span

_FOR = re.compile(
    r"\s+für\s+(?:(?:die|den|das)\s+)?[A-ZÄÖÜ][\wäöüß-]*(?:,\s+[A-ZÄÖÜ][\wäöüß-]*)*(?:\s+(?:und|sowie)\s+[A-ZÄÖÜ][\wäöüß-]*)?(?!\s+[A-ZÄÖÜ])"
)
_FOR_LIST = re.compile(
    r"\s+für\s+(?:(?:die|den|das)\s+)?[A-ZÄÖÜ][\wäöüß-]*(?:,\s+[A-ZÄÖÜ][\wäöüß-]*)*\s+(?:und|sowie)\s+[A-ZÄÖÜ][\wäöüß-]*(?!\s+[A-ZÄÖÜ])"
)
_FOR_ONE = re.compile(r"\s+für\s+(?:(?:die|den|das)\s+)?[A-ZÄÖÜ][\wäöüß-]*(?!\s+[A-ZÄÖÜ])")
_ORGAN = re.compile(
    r"\s+(?:der\s+Geschäftsführung|der\s+Geschäftsleitung|des\s+(?:Vorstand(?:e?s)?|Aufsichtsrat(?:e?s)?|Verwaltungsrat(?:e?s)?|Kuratoriums|Präsidiums|Direktoriums))\b"
)
_BRACKET = re.compile(r"\s\((?P<short>[A-ZÄÖÜ]{2,6})\)")
_PLURAL_ARTICLE = re.compile(r"\b[Dd]ie\s+(?:[a-zäöüß]+en\s+)?$")
_ARTICLE = re.compile(r"\s+(?:der|des)\s+")
_CAP = r"[A-ZÄÖÜ][\wÄÖÜäöüß]*(?:-[\wÄÖÜäöüß]+)*"
_HOUSE = re.compile(
    rf"\s+(?:der|des|von|vom)\s+(?P<house>{_CAP}(?:\s{_CAP}){{0,2}})(?=\s*(?:[,.;()–]|\bund\b|\bsowie\b|$))"
)
_KREIS = re.compile(r"[A-ZÄÖÜ][\wäöüß-]*(?:kreis|Kreis)(?P<case>es|s)?")
_HEADED = frozenset(
    [
        "geschaeftsfuehrung", "hauptgeschaeftsfuehrung", "vorstand", "vorstandsvorsitz", "direktor", "leitung",
        "vorsitz", "praesident", "rektor",
    ]
)  # fmt: skip


def find_roles(text: str, start: int, end: int) -> list[RoleMention]:
    """The offices named in `text[start:end]`, in order, each with its complement where that makes it one office."""
    found: list[RoleMention] = []
    for first, last, word in find_offices(text, start, end):
        if found and first < found[-1].span.end:
            continue
        label, finish, body, concept = word.nominative, last, None, word.concept
        organ = _ORGAN.match(text, last, end) if concept in ("vorsitz", "sprecher", "vorstand") else None
        if organ is not None:
            label, last = f"{label} {' '.join(organ.group().split())}", organ.end()
            finish = last
        rest = _ARTICLE.match(text, last, end)
        # "Beauftragter der Landesregierung für Informationstechnik": the field is part of the office, so the body
        # between the two is as well.
        if rest is not None and text.find(" für ", rest.end(), min(end, rest.end() + 60)) >= 0:
            inner = [b for b in find_bodies(text, rest.end(), min(end, rest.end() + 80)) if b.span.start == rest.end()]
            body = inner[0] if inner else None
        at = body.span.end if body is not None else last
        phrase = _FOR_LIST.match(text, at, end) or _FOR_ONE.match(text, at, end)
        if phrase is not None and (body is None or " für " not in text[body.span.start : body.span.end]):
            between = f" {text[last:at].strip()}" if body is not None else ""
            label, finish = f"{label}{between} {phrase.group().strip()}", phrase.end()
        else:
            body = None
        bracket = _BRACKET.match(text, finish, end)
        if bracket is not None:
            inside = office_word(bracket["short"])
            if inside is not None:
                label, finish, concept = label + bracket.group(), bracket.end(), inside.concept
        found.append(
            RoleMention(
                span=Span(first, finish), text=" ".join(label.split()), concept=concept, word=word.nominative, body=body,
                plural=word.plural or _made_plural(text, first, word.nominative),
            )
        )  # fmt: skip
    return found


def _made_plural(text: str, start: int, nominative: str) -> bool:
    """Whether the article tells what the noun does not: "die Geschäftsführer" are several."""
    return not nominative.endswith(("in", "e")) and _PLURAL_ARTICLE.search(text, max(0, start - 40), start) is not None


def find_houses(text: str, roles: list[RoleMention], bodies: list[BodyMention], end: int) -> list[BodyMention]:
    """Houses that no head noun names but an office does: "der Geschäftsführer der Burg Falkenhorst"."""
    found = []
    for role in roles:
        match = _HOUSE.match(text, role.span.end, end)
        if match is None:
            continue
        span = Span(*match.span("house"))
        if any(b.span.start < span.end and span.start < b.span.end for b in bodies):
            continue
        words = match["house"].split()
        kreis = _KREIS.fullmatch(words[0])
        if role.concept == "landrat" and kreis is not None and len(words) == 1:
            name = words[0][: len(words[0]) - len(kreis["case"] or "")]
            found.append(BodyMention(span=span, name=name, kind="landkreis"))
        elif role.concept in _HEADED and _is_house(words):
            found.append(BodyMention(span=span, name=match["house"], kind="sonstige-stelle"))
    return found


_PARTS = frozenset(
    [
        "Abteilung", "Campus", "Standort", "Bereich", "Geschäftsbereich", "Referat", "Dezernat", "Fachbereich",
        "Amt", "Team", "Projekt", "Kreis", "Gruppe", "Arbeitsgruppe", "Fraktion", "Republik", "Bundesrepublik",
        "Firma", "Messe",
    ]
)  # fmt: skip


def _is_house(words: list[str]) -> bool:
    """Whether capitalised words can be the name of a house: two of them, or one that no common noun looks like."""
    if any(office_word(w) is not None for w in words) or is_first_name(words[0]) or words[0] in _PARTS:
        return False
    if len(words) > 1:
        return body_word(words[-1]) is None
    return sum(c.isupper() for c in words[0]) > 1
