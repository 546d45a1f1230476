"""Finds offices with what belongs to their wording: their field, a body inside it, a function in brackets."""

from __future__ import annotations

import re

from pmgraph.extract.bodies import find_bodies
from pmgraph.extract.mentions import BodyMention, RoleMention
from pmgraph.german.agreements import is_agreement
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
    r"\s+(?:der\s+Geschäftsführung|der\s+Geschäftsleitung|des\s+(?:(?:[A-ZÄÖÜ][a-zäöüß-]*vorstand|Vorstand)(?:e?s)?|Aufsichtsrat(?:e?s)?|Verwaltungsrat(?:e?s)?|Kuratoriums|Präsidiums|Direktoriums))\b"
)
# What a minister is for, where the words stand behind the office: "Minister der Finanzen", "Ministerin des Innern".
_RESORT = re.compile(
    r"\s+(?:der\s+(?:Justiz|Finanzen|Verteidigung)|des\s+(?:Inner[en]{1,2}|Äußer[en]{1,2}|Auswärtigen))(?:\s+und\s+für\s+[A-ZÄÖÜ][\wäöüß-]*)*\b"
)
# Adjectives that make an office another one, by their stem.
_RANK = re.compile(
    r"\b(?P<stem>(?:Erst|Zweit|Leitend|Ärztlich|Kaufmännisch|Technisch|Wissenschaftlich|Künstlerisch|Stellvertretend|stellvertretend"
    r"|Geschäftsführend|Parlamentarisch|Regierend|Ehrenamtlich|Ständig))e[rnm]?\s+$"
)
_MASCULINE = re.compile(r"\b(?:[Dd]e[rmn]|[Vv]om|[Zz]um|[Bb]eim|[Dd]es)\s+(?:[A-ZÄÖÜ]?[a-zäöüß]+e[nr]?\s+)?$")
_BRACKET = re.compile(r"\s\((?P<short>[A-ZÄÖÜ]{2,6})\)")
_PAIRED = re.compile(r"\b[A-ZÄÖÜ][\wäöüß-]*innen\s+(?:und|sowie)\s+$")
_PLURAL_ARTICLE = re.compile(r"\b[Dd]ie\s+(?:[a-zäöüß]+en\s+)?$")
_ARTICLE = re.compile(r"\s+(?:der|des)\s+")
_CAP = r"[A-ZÄÖÜ][\wÄÖÜäöüß]*(?:-[\wÄÖÜäöüß]+)*"
_HOUSE = re.compile(
    rf"\s+(?:der|des|von|vom)\s+(?P<house>{_CAP}(?:\s(?:(?:de|di|of|du|la|del)\s)?{_CAP}){{0,3}})(?=\s*(?:[,.;()–]|\bund\b|\bsowie\b|$))"
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
        label, finish, body, concept = _weak_to_strong(text, first, last, word.nominative), last, None, word.concept
        rank = None
        if text[first - 2 : first - 1] in ("e", "r", "n", "m"):
            rank = _RANK.search(text, max(start, first - 40), first)
        if rank is not None:
            label, first = f"{rank['stem']}{_ending(label)} {label}", rank.start()
        organ = None
        if concept in ("vorsitz", "sprecher", "vorstand"):
            organ = _ORGAN.match(text, last, end)
        elif concept in ("minister", "staatsminister", "senator"):
            organ = _RESORT.match(text, last, end)
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
                plural=word.plural or _made_plural(text, first, last, word.nominative),
            )
        )  # fmt: skip
    return found


def _weak_to_strong(text: str, start: int, end: int, nominative: str) -> str:
    """An adjective that is an office in the form it has without an article: "der Vorsitzende" is a "Vorsitzender".

    "Der Vorsitzende" is a man, "der Vorsitzenden" a woman, and "dem", "den" and "des" leave no doubt.
    """
    if not nominative.endswith(_ADJECTIVAL):
        return nominative
    article = _MASCULINE.search(text, max(0, start - 40), start)
    if article is None:
        return nominative
    feminine = article.group().lower().startswith("der") and not text[start:end].endswith("e")
    return nominative.removesuffix("r") if feminine else nominative.removesuffix("r") + "r"


_ADJECTIVAL = tuple(f"{stem}{ending}" for stem in ("ende", "ordnete", "auftragte", "mächtigte") for ending in ("", "r"))


def _ending(office: str) -> str:
    """The ending of an adjective before an office: "Erste Beigeordnete", "Leitender Direktor", "Leitendes Mitglied"."""
    if office.endswith("glied"):
        return "es"
    return "e" if office.endswith(("in", "e")) else "er"


def _made_plural(text: str, start: int, end: int, nominative: str) -> bool:
    """Whether the article tells what the noun does not: "die Geschäftsführer" are several.

    Not so in "der Vertrag, die Landrat A und Rektorin B unterzeichneten", where the word before it is no article.
    """
    if nominative.endswith(("in", "e")):
        return False
    if "innen" in text[max(0, start - 12) : start] and _PAIRED.search(text, max(0, start - 60), start) is not None:
        return True
    article = _PLURAL_ARTICLE.search(text, max(0, start - 40), start)
    if article is None or (text[start:end] == nominative and not nominative.endswith(("er", "mitglied"))):
        return False
    comma = text[: article.start()].rstrip()
    return not (comma.endswith(",") and any(map(is_agreement, _CAPITAL.findall(comma[-80:]))))


_CAPITAL = re.compile(rf"\b{_CAP}")


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
    """Whether capitalised words can be the name of a house: two of them, or one that no common noun looks like.

    A name that begins with an inflected adjective ("des Gubischen Tages") cannot be put into the nominative.
    """
    if words[0].endswith("schen"):
        return False
    if any(office_word(w) is not None for w in words) or is_first_name(words[0]) or words[0] in _PARTS:
        return False
    if len(words) > 1:
        return body_word(words[-1]) is None
    return sum(c.isupper() for c in words[0]) > 1
