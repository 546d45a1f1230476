"""Finds the nouns that name agreements, with their printed complements."""

from __future__ import annotations

import re

from pmgraph.extract.mentions import AgreementMention
from pmgraph.german.agreements import EARLIER, FOREIGN, NOUN, is_plural, kind_of, nominative
from pmgraph.model import Span

_STARTS = r"(?:über|zur|zum|für|zwischen|mit|von|vom|der|des|im|in|gegen|bei|zu)"
_SMALL = (
    r"(?:über|zur|zum|für|zwischen|mit|von|vom|der|des|dem|den|die|das|und|oder|sowie|im|in|am|an|auf|aus|bei|beim|gegen|nach|zu|"
    r"ihrer|ihre|ihres|seiner|eine|einer|eines|einem|einen|ein|e\.\s?V\.)"
)
_NOUN = r"(?:[A-ZÄÖÜ][\wäöüß/]*(?:-[\wäöüß/]+)*-?|\d{4}(?:[-/–]\d{2,4})?|„[^“]{1,80}“)"
_ADJECTIVE = r"[a-zäöüß]+(?:e[nrsm]?)"
# A complement starts with a preposition or article, holds small words, adjectives and nouns, and ends with a noun. Every
# step takes at least one whole word, so that the pattern runs in time linear in the sentence.
_COMPLEMENT = re.compile(
    rf"\s+{_STARTS}(?:\s+(?:{_SMALL}|{_ADJECTIVE}(?=\s+(?:{_ADJECTIVE}\s+)?[A-ZÄÖÜ„])))*\s+{_NOUN}"
    rf"(?:(?:,)?\s+(?:(?:{_SMALL}|{_ADJECTIVE}(?=\s+(?:{_ADJECTIVE}\s+)?[A-ZÄÖÜ„]))\s+)*{_NOUN})*"
)
_QUOTED_NAME = re.compile(r"\s+„[^“]{1,120}“")
_TIME = re.compile(
    r"\s+(?:(?:am|vom|von|im|in|zum|seit|bis)\s+(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag|Jahr|\d|[Hh]eute"
    r"|Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b|heute\b|jetzt\b).*$",
    re.DOTALL,
)


def find_agreements(text: str, span: Span, sentence: int, quotes: list[Span]) -> list[AgreementMention]:
    """The agreement nouns in one sentence (or the title, as sentence -1), in order."""
    found: list[AgreementMention] = []
    matches = [*NOUN.finditer(text, span.start, span.end), *FOREIGN.finditer(text, span.start, span.end)]
    for match in sorted(matches, key=lambda m: (m.start(), -m.end())):
        if found and match.start() < found[-1].span.end:
            continue
        noun = match.group() if FOREIGN.fullmatch(match.group()) else nominative(match.group())
        end = match.end()
        quoted_name = _QUOTED_NAME.match(text, end, span.end)
        complement = quoted_name or _COMPLEMENT.match(text, end, span.end)
        name = noun
        if complement is not None:
            printed = _TIME.sub("", complement.group())
            if printed.strip():
                name, end = noun + " " + " ".join(printed.split()), match.end() + len(printed)
        earlier = EARLIER.search(text, span.start, match.start())
        found.append(
            AgreementMention(
                span=Span(match.start(), end),
                noun=noun,
                name=name,
                kind=kind_of(noun),
                earlier=earlier is not None,
                plural=is_plural(match.group()),
                sentence=sentence,
                quoted=any(q.contains(Span(*match.span())) for q in quotes),
            )
        )
    return found
