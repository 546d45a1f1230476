"""Finds the nouns that name agreements, with their printed complements."""

from __future__ import annotations

import re

from pmgraph.extract.mentions import AgreementMention
from pmgraph.german.agreements import (
    ANAPHOR,
    EARLIER,
    FOREIGN,
    UNUSUAL,
    corrected,
    is_agreement,
    is_bare,
    is_plural,
    kind_of,
    nominative,
)
from pmgraph.german.bodies import body_word
from pmgraph.german.names import is_first_name
from pmgraph.german.offices import office_word
from pmgraph.model import Span

# The capital comes first and the word boundary behind it: the engine skips to capitals.
_WORD = re.compile(r"[A-ZÄÖÜ](?<!\w.)[\wäöüß]*(?:-[\wäöüß]+)*(?!-)")
_STARTS = r"(?:über|zur|zum|für|zwischen|mit|von|vom|der|des|im|in|gegen|bei|zu)"
_SMALL = (
    r"(?:über|zur|zum|für|zwischen|mit|von|vom|der|des|dem|den|die|das|und|oder|sowie|im|in|am|an|auf|aus|bei|beim|gegen|nach|zu|"
    r"ihrer|ihre|ihres|seiner|eine|einer|eines|einem|einen|ein|e\.\s?V\.)"
)
_NOUN = r"(?:[A-ZÄÖÜ][\wäöüß/]*(?:-[\wäöüß/]+)*-?|\d{4}(?:[-/–]\d{2,4})?|„[^“]{1,80}“)"
_ADJECTIVE = r"[a-zäöüß]+(?:e[nrsm]?)"
_MODIFIER = rf"{_ADJECTIVE}(?=\s+(?:{_ADJECTIVE}\s+)?[A-ZÄÖÜ„])"
# A complement starts with a preposition or article, holds small words, adjectives and nouns, and ends with a noun. What
# stands between two nouns starts with a comma or a small word: an adjective there is a verb ("die Vereinbarung zum Bau
# der Leitstelle unterzeichneten …"). Every step takes at least one whole word, and there are at most 24 of them, so that the pattern runs in linear time.
_COMPLEMENT = re.compile(
    rf"\s+{_STARTS}(?:\s+(?:{_SMALL}|{_MODIFIER}))*\s+{_NOUN}"
    rf"(?:(?:,\s+(?:(?:{_SMALL}|{_MODIFIER})\s+){{0,6}}|\s+(?:{_SMALL}\s+(?:(?:{_SMALL}|{_MODIFIER})\s+){{0,5}})?){_NOUN}){{0,24}}"
)
_APPOSED = re.compile(
    r"\s+(?P<word>[A-ZÄÖÜ][a-zäöüß]{3,}(?:-[A-ZÄÖÜ][a-zäöüß]+)*)(?=\s*(?:[.,;:]|$)|\s+(?:[a-zäöüß]|unterzeichnet))"
)
_QUOTED_NAME = re.compile(r"\s+[„‚\"][^“‘\"]{1,120}[“‘\"]")
_YEARS = re.compile(r"\s+(?:für\s+)?(?P<years>(?:19|20)\d\d(?:\s?[-–/]\s?(?:19|20)?\d\d)?)\b")
_OF_YEAR = re.compile(r"\s+(?:von|aus|vom|aus\s+dem\s+Jahr|vom\s+Jahr)\s+(?P<year>(?:19|20)\d\d)\b")
_TIME = re.compile(
    r"\s+(?:(?:am|vom|von|im|in|zum|seit|bis|aus)\s+(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag|Jahr|Beisein|Anwesenheit|\d|[Hh]eute"
    r"|Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b|heute\b|jetzt\b|mit\s+(?:ihre[rn]|seine[rn])\s+Unterschrift"
    r"|(?:in|außer)\s+Kraft\b|(?:zum|am|vor|bis\s+zum|ab)\s+(?:Jahres|Monats|Quartals|Schuljahres|Semester)(?:ende|beginn|anfang|wechsel)s?\b|mit\s+(?:eine[rm]\s+)?(?:[\w-]+\s+)?(?:Laufzeit|Geltungsdauer|Vertragsdauer)\b).*$",
    re.DOTALL,
)
# A finite verb behind an agreement that opens its sentence: "Die Vereinbarung über X unterzeichneten A und B".
_VERB_BEHIND = re.compile(
    r"\s+(?:unterzeichneten?|unterschrieben?|besiegelten?|bekräftigten?|schlossen|setzten?|erneuerten?|verlängerten?)$"
)
_RELATIVE = re.compile(r",\s+(?:der|die|das|den|dem)\s+\d{4}.*$", re.DOTALL)
_DEFINITE = re.compile(
    r"\b(?:[Dd](?:er|ie|as|en|em|es)|[Dd]iese[nrsm]?|[Ii]m|[Zz]ur|[Zz]um|[Bb]eim)\s+(?:[a-zäöüß]+e[nrsm]?\s+)?$"
)
_NEXT = re.compile(r"(?:,\s*|\s+(?:und|sowie|durch)\s+|\s+)(?:(?:der|die|dem|den|des|von|Herrn?|Frau)\s+)*$")


def find_agreements(text: str, span: Span, sentence: int, quotes: list[Span]) -> list[AgreementMention]:
    """The agreement nouns in one sentence (or the title, as sentence -1), in order."""
    found: list[AgreementMention] = []
    for match in _nouns(text, span):
        if (
            found
            and match.start() < found[-1].span.end
            and match.end() > found[-1].span.start + len(found[-1].noun)
            and not is_bare(found[-1].noun)
        ):
            continue
        if found and match.start() < found[-1].span.start + len(found[-1].noun):
            continue
        found.append(_mention(text, span, match, sentence, quotes))
    return found


def find_unusual(text: str, span: Span, sentence: int, quotes: list[Span]) -> list[AgreementMention]:
    """The object of a verb of signing that is called a partnership, an alliance or the like; for sentences without more."""
    if SIGNS.search(text, span.start, span.end) is None or ANAPHOR.search(text, span.start, span.end) is not None:
        return []
    words = (
        m for m in _WORD.finditer(text, span.start, span.end)
        if UNUSUAL.fullmatch(m.group()) and _OBJECT.search(text, max(span.start, m.start() - 60), m.start())
    )  # fmt: skip
    return [_mention(text, span, m, sentence, quotes) for m in words][:1]


SIGNS = re.compile(r"\b[Uu]nterzeichne(?:t|ten?)\b|\b[Uu]nterschr[ie]*b(?:en)?\b")
_OBJECT = re.compile(
    r"(?<!\bzu )(?<!\bin )(?<!\bfür )(?<!\büber )(?<!\bmit )(?<!\bfür )(?<!\bdurch )\b(?:[Ee]ine[n]?|[Ee]in|[Dd]ie|[Dd]en|[Dd]as)\s+(?:[a-zäöüß]+e[nrs]?\s+)?$"
)


def _nouns(text: str, span: Span) -> list[re.Match[str]]:
    nouns = [m for m in _WORD.finditer(text, span.start, span.end) if is_agreement(m.group())]
    foreign = list(FOREIGN.finditer(text, span.start, span.end)) if " of " in text[span.start : span.end] else []
    if foreign:
        nouns = [n for n in nouns if not any(f.start() <= n.start() < f.end() for f in foreign)]
    return sorted([*nouns, *foreign], key=lambda m: m.start())


def _mention(text: str, span: Span, match: re.Match[str], sentence: int, quotes: list[Span]) -> AgreementMention:
    noun = match.group() if FOREIGN.fullmatch(match.group()) else corrected(nominative(match.group()))
    end = match.end()
    own_year = _OF_YEAR.match(text, end, span.end)
    years = _YEARS.match(text, end, span.end)
    printed = ""
    if years is not None:
        printed = years.group()
    elif own_year is None:
        quoted_name = _QUOTED_NAME.match(text, end, span.end)
        complement = quoted_name or _apposed(text, noun, end, span.end) or _COMPLEMENT.match(text, end, span.end)
        printed = (
            _VERB_BEHIND.sub("", _cut(_TIME.sub("", _RELATIVE.sub("", complement.group()))))
            if complement is not None
            else ""
        )
    name = f"{noun} {' '.join(printed.split())}" if printed.strip() else noun
    single = years is not None and len(years["years"]) == 4
    year = int(own_year["year"]) if own_year else int(years["years"]) if years is not None and single else None
    return AgreementMention(
        span=Span(match.start(), end + len(printed)),
        noun=noun,
        name=name,
        kind=kind_of(noun),
        earlier=EARLIER.search(text, max(span.start, match.start() - 40), match.start()) is not None,
        plural=is_plural(match.group()),
        sentence=sentence,
        quoted=any(q.contains(Span(*match.span())) for q in quotes),
        definite=_DEFINITE.search(text, max(span.start, match.start() - 40), match.start()) is not None,
        year=year,
        year_at=_year_at(own_year, "year") or (_year_at(years, "years") if single else None),
    )


def _apposed(text: str, noun: str, start: int, end: int) -> re.Match[str] | None:
    """A noun right behind the agreement's that is part of its name: "Digitalpakt Kommunen"."""
    match = _APPOSED.match(text, start, end)
    if match is None or is_bare(noun):
        return None
    word = match["word"]
    if office_word(word) is not None or body_word(word) is not None or is_first_name(word) or is_agreement(word):
        return None
    return match


def _year_at(match: re.Match[str] | None, group: str) -> Span | None:
    return Span(*match.span(group)) if match is not None else None


def _cut(printed: str) -> str:
    """A complement up to the first office or person, who are no part of the name: "… unterzeichnete Minister A"."""
    for word in _WORD.finditer(printed):
        if (
            office_word(word.group()) is not None
            or word.group() in ("Herr", "Herrn", "Frau")
            or is_first_name(word.group())
        ):
            before = printed[: word.start()]
            return before[: m.start()] if (m := _NEXT.search(before)) is not None else before.rstrip(" ,")
    return printed
