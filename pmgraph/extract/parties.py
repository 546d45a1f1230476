"""Finds the parties of an agreement: in its own name, as subject or agent of the clause that signs, or signed for.

A party is a body, a Land, or a group that the text names without its members ("die Hochschulen des Landes").
"""

from __future__ import annotations

import re
from dataclasses import replace

from pmgraph.extract.bodies import plain_land
from pmgraph.extract.clauses import EMBEDDED
from pmgraph.extract.mentions import AgreementMention, BodyMention
from pmgraph.german.agreements import is_agreement
from pmgraph.german.bodies import LAENDER, LAND, body_word
from pmgraph.german.offices import office_word
from pmgraph.model import Span

# "Land und kommunale Verbände Thüringens": the genitive behind the second noun belongs to both.
_SHARED = re.compile(
    rf"\b(?P<form>Land|Freistaat)\s+(?:und|sowie)\s+(?:[a-zäöüß]+e[nrs]?\s+)?[A-ZÄÖÜ][\wäöüß]+\s+{LAND}(?:s|es)?\b(?!-)"
)
_AGREED = re.compile(
    r"\b(?:haben|hat)\b[^.;]{0,300}?\b(?:vereinbart|unterzeichnet|unterschrieben|geschlossen|abgeschlossen|erneuert|verständigt|geeinigt|zusammengetan|zusammengeschlossen)\b"
    r"|\bsind\b[^.;:]{0,60}?\b(?:Kooperations|Vertrags)?[Pp]artner(?:innen)?\b(?!\s+de[sr]\b)"
    r"|\b(?:wollen|werden)\b[^.;:]{0,120}?\b(?:zusammenarbeiten|kooperieren)\b|\barbeiten\b[^.;:]{0,120}?\bzusammen\b"
)
_BETWEEN = re.compile(r"\b[Zz]wischen\s+(?P<names>[^.;:]{3,300})")
_WITH = re.compile(
    r"\b(?:mit|zwischen|von|vom|durch|der|des)\s+(?:(?:der|dem|den|des)\s+)?(?:(?:Ländern?|Land|Partnern?)\s+)?$"
)
_PLACED = re.compile(
    r"\b(?:[Ii]n|[Ii]m|[Aa]n|[Aa]m|[Aa]uf|[Bb]ei|[Bb]eim|[Aa]us|[Vv]or|[Nn]eben|[Hh]inter|[Zz]u|[Zz]um|[Zz]ur|[Nn]ach|[Üü]ber|[Uu]nter|[Ii]nnerhalb|Rande|Gast|Räumen|Sitz|Gebäude|Aula|Saal)\s+(?:(?:der|dem|den|des|die|das)\s+)?(?:[A-ZÄÖÜ]?[a-zäöüß-]+e[nrsm]?\s+)?$"
)
# "im Rathaus der Stadt", "bei einer Feier des Verbandes": the place belongs to the body.
_PLACE_OF = re.compile(
    r"\b(?:[Ii]m|[Aa]m|[Bb]eim|(?:[Ii]n|[Aa]n|[Aa]uf|[Vv]or|[Bb]ei)\s+(?:dem|der|den|einer|einem))\s+(?:[a-zäöüß]+en\s+)?(?P<noun>[A-ZÄÖÜ][\wäöüß-]*)\s+(?:der|des)\s+$"
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
    r"(?<![\w-])(?:das\s+|dem\s+|Das\s+)?(?P<land>Land|Freistaat)(?=\s+(?:und|haben|hat|sowie|mit|schließen|unterzeichnen|vereinbaren|besiegeln|unterschreiben)\b|\s*,|\s+eine|\s*$)"
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
    before = Span(sentence.start, verb.start())
    land = shared_land(text, before)
    if land is not None:
        return [land, *found]
    return [*(g for g in _lands_alone(text, before) if not is_placed(text, sentence, g.span)), *found]


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


def short_bodies(
    text: str, clause: Span, known: list[BodyMention], every: list[list[BodyMention]]
) -> list[BodyMention]:
    """Bodies that a clause calls by their head noun alone ("die Universität"), where the release names one such body."""
    found = []
    for match in _SHORT.finditer(text, clause.start, clause.end):
        span = Span(*match.span("noun"))
        if any(b.span.start < span.end and span.start < b.span.end for b in known):
            continue
        word = body_word(match["noun"])
        if word is None or word.plural:
            continue
        meant = {
            b.name: b for group in every for b in group if b.name.split(" ", 1)[0] == word.nominative and " " in b.name
        }
        if len(meant) == 1:
            found.append(replace(next(iter(meant.values())), span=span))
    return found


_SHORT = re.compile(
    r"\b(?:[Dd]ie|[Dd]er|[Dd]en|[Dd]em|[Dd]as|[Vv]om|[Uu]nd|[Zz]wischen)\s+(?P<noun>[A-ZÄÖÜ][a-zäöüß]+)(?=\s+(?:[a-zäöü]|[A-ZÄÖÜ][a-zäöüß]+vertrag)|\s*[,.])"
)


def named_parties(text: str, mention: AgreementMention, bodies: list[BodyMention], sentence: Span) -> list[BodyMention]:
    """The parties that an agreement's own wording names: "zwischen A und B", "mit A", "von A und B"."""
    tail = Span(mention.span.start + 1, min(sentence.end, max(mention.span.end, mention.span.start + 1)))
    if _BETWEEN.search(text, sentence.start, sentence.end) is not None:
        return _between(text, sentence, bodies)
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
    """Who a headline says agrees: "Bezirk und Hochschule schließen Vertrag", "Partnerschaft zwischen A und B"."""
    verb = _AGREES.search(text, title.start, title.end)
    if verb is not None:
        return clause_parties(text, Span(title.start, verb.start()), bodies, [])
    return _between(text, title, bodies) if _TOGETHER.search(text, title.start, title.end) else []


_TOGETHER = re.compile(
    r"(?:[Pp]artnerschaft|[Zz]usammenarbeit|[Kk]ooperation|[Bb]ündnis|[Pp]akt|[Vv]ertrag|[Vv]ereinbarung)\s+zwischen\b"
)


def _between(text: str, span: Span, bodies: list[BodyMention]) -> list[BodyMention]:
    """The bodies and Länder of "zwischen A und B"; nothing where only one of them is known."""
    between = _BETWEEN.search(text, span.start, span.end)
    if between is None:
        return []
    inside = Span(*between.span("names"))
    found = [b for b in bodies if inside.contains(b.span)]
    found += [b for b in _laender(text, inside) if not any(o.span.contains(b.span) for o in found)]
    return sorted(found, key=lambda b: b.span) if len(found) > 1 else []


_RULES = re.compile(
    r"(?:Damit|Darin|Dadurch|Mit\s+(?:dem|der)\s+[A-ZÄÖÜ][\w-]+)\s+[a-zäöüß]+(?:en|ln|rn)\s+(?P<who>[^.;:]{5,300}?)\s+(?:ihre?n?|enger|gemeinsam|die\s+Grundlage)\b"
)
_IN_IT = re.compile(r"\b(?:darin|damit|dabei|hierin)\b")
_VERB = re.compile(r"\s(?!(?:und|sowie|der|die|das|dem|den|des|von|für|vom)\s)[a-zäöüß]{3,}(?:en|t|n)\s")
_BOTH_SIDES = re.compile(
    r"\b[Bb]eide[nr]?\s+(?:Seiten|Partnern?|Parteien|Häusern?|Einrichtungen|Kommunen|Städten?|Ländern?)\b"
)


def followed_parties(text: str, sentence: Span, bodies: list[BodyMention]) -> list[BodyMention]:
    """The subjects of the sentence behind the signing that goes on about it: "Hessen und Bayern verbinden darin …"."""
    ruled = _RULES.match(text, sentence.start, sentence.end)
    if ruled is not None:
        found = clause_parties(text, Span(*ruled.span("who")), bodies, [])
        return found if len(found) > 1 else []
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
    return found + _lands_alone(text, span)


def _lands_alone(text: str, span: Span) -> list[BodyMention]:
    """ "Land" and "Freistaat" without a name, as groups that the rest of the release may name."""
    return [
        BodyMention(span=Span(*match.span("land")), name=match["land"], kind="gruppe")
        for match in _LAND_ALONE.finditer(text, span.start, span.end)
    ]


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
    if _PLACED.search(text, max(clause.start, span.start - 40), span.start) is not None:
        return True
    of = _PLACE_OF.search(text, max(clause.start, span.start - 60), span.start)
    return of is not None and not is_agreement(of["noun"]) and office_word(of["noun"]) is None
