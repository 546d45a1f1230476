"""Finds the parties of an agreement: in its own name, as subject or agent of the clause that signs, or signed for.

A party is a body, a Land, or a group that the text names without its members ("die Hochschulen des Landes").
"""

from __future__ import annotations

import re

from pmgraph.extract.bodies import plain_land
from pmgraph.extract.clauses import EMBEDDED
from pmgraph.extract.mentions import AgreementMention, BodyMention
from pmgraph.german.bodies import LAENDER, LAND
from pmgraph.model import Span

# "Land und kommunale Verbände Thüringens": the genitive behind the second noun belongs to both.
_SHARED = re.compile(
    rf"\b(?P<form>Land|Freistaat)\s+(?:und|sowie)\s+(?:[a-zäöüß]+e[nrs]?\s+)?[A-ZÄÖÜ][\wäöüß]+\s+{LAND}(?:s|es)?\b(?!-)"
)
_AGREED = re.compile(
    r"\b(?:haben|hat)\b[^.;]{0,300}?\b(?:vereinbart|unterzeichnet|unterschrieben|geschlossen|abgeschlossen|erneuert)\b"
)
_BETWEEN = re.compile(r"\b[Zz]wischen\s+(?P<names>[^.;:]{3,300})")
_WITH = re.compile(
    r"\b(?:mit|zwischen|von|vom|durch|der|des)\s+(?:(?:der|dem|den|des)\s+)?(?:(?:Ländern?|Land|Partnern?)\s+)?$"
)
_PLACED = re.compile(
    r"\b(?:[Ii]n|[Ii]m|[Aa]n|[Aa]m|[Aa]uf|[Bb]ei|[Bb]eim|[Aa]us|[Vv]or|[Nn]eben|[Hh]inter|[Zz]u|[Zz]um|[Zz]ur|[Nn]ach|[Üü]ber|[Uu]nter|[Ii]nnerhalb|Rande|Gast|Räumen|Sitz|Gebäude|Aula|Saal)\s+(?:(?:der|dem|den|des|die|das)\s+)?(?:[a-zäöüß]+e[nrsm]?\s+)?$"
)
_LAND_NAME = re.compile(
    rf"(?<![\w-])(?:(?P<form>Land|Freistaat|Freistaates|Freistaats|Landes|Freien?\s+und\s+Hansestadt)\s+)?{LAND}(?![\w-])"
)
_LIST_BEFORE = re.compile(
    r"(?:(?:,|\bund|\bsowie|\bvon|\bmit|\bzwischen|\bdurch|Ländern?|Bundesländern?)\s+(?:(?:dem|der|den)\s+)?|^)$"
)
_LIST_BEHIND = re.compile(rf"\s*(?:,|und|sowie)\s+(?:(?:der|dem|den|das)\s+)?(?:Land\s+|Freistaat\s+)?{LAND}(?![\w-])")
_GROUP = re.compile(
    r"\b(?:(?P<adjective>kommunalen?|staatlichen?|beteiligten?|alle|sämtliche|mehrere|zehn|Kommunalen?)\s+)?"
    r"(?P<noun>Spitzenverbände|Hochschulen|Universitäten|Kommunen|Landkreise|Bundesländern?|Trägerländer|Länder|Ländern|Spitzenverbänden|Gewerkschaften|Verbände|Krankenkassen|Wirtschaft|Sozialpartner)\b(?!-)"
)
_LAND_ALONE = re.compile(
    r"(?<![\w-])(?:das\s+|dem\s+|Das\s+)?(?P<land>Land|Freistaat)(?=\s+(?:und|haben|hat|sowie|mit)\b|\s*,|\s+eine)"
)


def shared_land(text: str, span: Span) -> BodyMention | None:
    """The Land that "Land" means where its name stands behind the noun that it is coordinated with."""
    match = _SHARED.search(text, span.start, span.end)
    if match is None:
        return None
    land = plain_land(match["land"])
    return BodyMention(span=Span(*match.span()), name=f"{match['form']} {land}", kind="land", land=LAENDER[land])


def subject_parties(text: str, sentence: Span, bodies: list[BodyMention]) -> list[BodyMention]:
    """Bodies before "haben … vereinbart": the subject that agrees. Nothing where the sentence has no such verb."""
    verb = _AGREED.search(text, sentence.start, sentence.end)
    if verb is None or EMBEDDED.search(text, verb.start(), verb.end()):
        return []
    found = [
        b
        for b in bodies
        if sentence.start <= b.span.start and b.span.end <= verb.start() and not is_placed(text, sentence, b.span)
    ]
    land = shared_land(text, Span(sentence.start, verb.start()))
    return [land, *found] if land is not None else found


def clause_parties(text: str, clause: Span, bodies: list[BodyMention], taken: list[Span]) -> list[BodyMention]:
    """Bodies, Länder and groups of the clause that signs, less what is only its place or part of something else.

    `taken` are the passages that mean something else there: the agreement's name, offices and their houses.
    """
    found = [
        b for b in bodies
        if clause.contains(b.span) and not any(t.contains(b.span) for t in taken) and not is_placed(text, clause, b.span)
    ]  # fmt: skip
    taken = [*taken, *(b.span for b in bodies)]
    found += [b for b in _laender(text, clause) if not any(t.contains(b.span) for t in taken)]
    found += [g for g in groups(text, clause) if not any(t.start < g.span.end and g.span.start < t.end for t in taken)]
    return sorted(found, key=lambda b: b.span)


def named_parties(text: str, mention: AgreementMention, bodies: list[BodyMention], sentence: Span) -> list[BodyMention]:
    """The parties that an agreement's own wording names: "zwischen A und B", "mit A", "von A und B"."""
    tail = Span(mention.span.start + 1, min(sentence.end, max(mention.span.end, mention.span.start + 1)))
    between = _BETWEEN.search(text, sentence.start, sentence.end)
    if between is not None:
        inside = Span(*between.span("names"))
        found = [b for b in bodies if inside.contains(b.span)]
        found += [b for b in _laender(text, inside) if not any(o.span.contains(b.span) for o in found)]
        return sorted(found, key=lambda b: b.span) if len(found) > 1 else []
    found = [
        b
        for b in bodies
        if tail.contains(b.span) and _WITH.search(text, tail.start, b.span.start) and not is_placed(text, tail, b.span)
    ]
    found += [g for g in groups(text, tail) if _WITH.search(text, tail.start, g.span.start)]
    return sorted(found, key=lambda b: b.span)


_AGREES = re.compile(
    r"\b(?:schließen|schließt|unterzeichnen|unterzeichnet|unterschreiben|unterschreibt|vereinbaren|vereinbart|besiegeln|besiegelt|erneuern|erneuert|verlängern|verlängert)\b"
)


def title_parties(text: str, title: Span, bodies: list[BodyMention]) -> list[BodyMention]:
    """Who a headline says agrees: "Bezirk und Hochschule schließen Vertrag". Nothing where it has no such verb."""
    verb = _AGREES.search(text, title.start, title.end)
    return clause_parties(text, Span(title.start, verb.start()), bodies, []) if verb is not None else []


_IN_IT = re.compile(r"\b(?:darin|damit|dabei|hierin)\b")
_VERB = re.compile(r"\s(?!(?:und|sowie|der|die|das|dem|den|des|von|für|vom)\s)[a-zäöüß]{3,}(?:en|t|n)\s")
_BOTH_SIDES = re.compile(
    r"\b[Bb]eide[nr]?\s+(?:Seiten|Partnern?|Parteien|Häusern?|Einrichtungen|Kommunen|Städten?|Ländern?)\b"
)


def followed_parties(text: str, sentence: Span, bodies: list[BodyMention]) -> list[BodyMention]:
    """The subjects of the sentence behind the signing that goes on about it: "Hessen und Bayern verbinden darin …"."""
    if _IN_IT.search(text, sentence.start, sentence.end) is None:
        return []
    verb = _VERB.search(text, sentence.start, sentence.end)
    if verb is None:
        return []
    found = clause_parties(text, Span(sentence.start, verb.start()), bodies, [])
    return found if len(found) > 1 else []


def both_parties(text: str, clause: Span, before: list[list[BodyMention]]) -> list[BodyMention]:
    """The two that "beide Seiten" means: the only two bodies of the sentence before, or of the title."""
    if _BOTH_SIDES.search(text, clause.start, clause.end) is None:
        return []
    for bodies in before:
        names = {b.name: b for b in bodies}
        if len(names) == 2:
            return list(names.values())
    return []


def groups(text: str, span: Span) -> list[BodyMention]:
    """Groups of bodies that the text names as one: "kommunale Spitzenverbände"."""
    found = []
    for match in _GROUP.finditer(text, span.start, span.end):
        noun, adjective = match["noun"], match["adjective"]
        if (
            noun
            in (
                "Länder",
                "Ländern",
                "Bundesländer",
                "Bundesländern",
                "Verbände",
                "Landkreise",
                "Universitäten",
                "Gewerkschaften",
            )
            and adjective is None
        ):
            continue
        noun = noun[:-1] if noun.endswith("ern") or noun == "Spitzenverbänden" else noun
        name = (
            f"{adjective.lower().removesuffix('n')} {noun}"
            if adjective and adjective[-1] == "n" and adjective != "zehn"
            else f"{adjective} {noun}"
            if adjective
            else noun
        )
        found.append(BodyMention(span=Span(*match.span()), name=name, kind="gruppe"))
    for match in _LAND_ALONE.finditer(text, span.start, span.end):
        found.append(BodyMention(span=Span(*match.span("land")), name=match["land"], kind="gruppe"))
    return found


def _laender(text: str, span: Span) -> list[BodyMention]:
    """The Länder of a list or with "von" and the like, as parties: "von Hessen, Bayern und dem Freistaat Sachsen"."""
    found: list[BodyMention] = []
    for match in _LAND_NAME.finditer(text, span.start, span.end):
        listed = _LIST_BEFORE.search(text[max(span.start, match.start() - 24) : match.start()].lstrip("\n")) is not None
        if not listed and match["form"] is None and _LIST_BEHIND.match(text, match.end(), span.end) is None:
            continue
        land = plain_land(match["land"])
        form = (
            "Freistaat "
            if (match["form"] or "").startswith("Freistaat")
            else "Land "
            if (match["form"] or "").startswith("Land")
            else ""
        )
        found.append(BodyMention(span=Span(*match.span()), name=form + land, kind="land", land=LAENDER[land]))
    return found


def is_placed(text: str, clause: Span, span: Span) -> bool:
    """Whether a preposition of place stands before the body: "im Landtag", "am Rande der Konferenz"."""
    return _PLACED.search(text, max(clause.start, span.start - 40), span.start) is not None
