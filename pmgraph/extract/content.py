"""Finds what an agreement is about: topics, the bodies it provides for, and digital services that a release names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pmgraph.model import Span

_COMMITTEE_ENDS = (
    "gremium", "ausschuss", "beirat", "kommission", "arbeitsgruppe", "lenkungskreis", "kuratorium", "geschäftsstelle",
    "steuerungsgruppe", "lenkungsgruppe",
)  # fmt: skip
_COMMITTEES_ALONE = ("Gremium", "Beirat", "Kuratorium", "Arbeitsgruppe")
_COMMITTEE = re.compile(
    r"\b(?:[Ee]in|[Ee]ine)\s+(?:(?:[a-zäöüß]+e[srn]?)\s+){0,2}"
    rf"(?P<name>[A-ZÄÖÜ][\wäöüß-]*(?:{'|'.join(_COMMITTEE_ENDS)})|{'|'.join(_COMMITTEES_ALONE)})\s+(?:soll|wird)\b"
)
_SERVICE = re.compile(r"\b(?:[Dd](?:as|er|ie))\s+(?P<name>[A-ZÄÖÜ][\wäöüß]*(?:-[\wäöüß]+)*)\b(?!-)")
_SERVICES = ("portal", "server", "plattform", "datenbank")


_WORD_START = re.compile(r"(?<![\w-])\w[\w-]")


@dataclass(frozen=True, slots=True)
class Topic:
    """A concept of the topic scheme: its slug and the wordings that a text may use for it, in the nominative."""

    slug: str
    labels: tuple[str, ...]


class TopicIndex:
    """Finds topics by their wordings in any inflection; built once from the concept scheme.

    Wordings are looked up by the two letters that a word starts with, which leaves a handful of patterns to try: one
    alternation of all of them would be tried at every word.
    """

    def __init__(self, topics: tuple[Topic, ...]) -> None:
        labels = sorted(((label, t.slug) for t in topics for label in t.labels), key=lambda x: (-len(x[0]), x))
        self._by_start: dict[str, list[tuple[re.Pattern[str], str]]] = {}
        for label, slug in labels:
            self._by_start.setdefault(label[:2], []).append((re.compile(_inflected(label)), slug))

    def find(self, text: str, span: Span) -> list[tuple[str, Span]]:
        """The topics of a passage in order, each at its first wording; where several fit, the longest label counts."""
        if not self._by_start:
            return []
        found: dict[str, Span] = {}
        at = span.start
        for word in _WORD_START.finditer(text, span.start, span.end):
            if word.start() < at:
                continue
            for pattern, slug in self._by_start.get(word.group(), ()):
                match = pattern.match(text, word.start(), span.end)
                if match is not None:
                    found.setdefault(slug, Span(*match.span()))
                    at = match.end()
                    break
        return list(found.items())


def _inflected(label: str) -> str:
    """A wording as a pattern in which every word may take a German ending; abbreviations take none."""
    words = []
    for word in label.split():
        if word.isupper() or not word[-1].isalpha() or word.lower() in ("und", "für", "der", "die", "des", "im", "in"):
            words.append(re.escape(word))
        elif word[0].islower():
            words.append(re.escape(re.sub(r"e[nrsm]?$", "", word)) + r"e[nrsm]?")
        else:
            words.append(re.escape(re.sub(r"(?:en|e|n)$", "", word)) + r"(?:e?n|e?s|e)?")
    return r"(?<![\w-])" + r"\s+".join(words) + r"(?![\w-])"


def find_committees(text: str, sentences: tuple[Span, ...]) -> list[tuple[str, Span, Span]]:
    """Bodies that shall come to be, as (name, its span, the span of name and modal verb)."""
    found: list[tuple[str, Span, Span]] = []
    if not any(noun in text for noun in (*_COMMITTEE_ENDS, *_COMMITTEES_ALONE)):
        return found
    for sentence in sentences:
        for match in _COMMITTEE.finditer(text, sentence.start, sentence.end):
            found.append((match["name"], Span(*match.span("name")), Span(*match.span())))
    return found


def find_services(text: str, sentences: tuple[Span, ...]) -> list[tuple[str, Span]]:
    """Digital services that are named with the definite article, each at its first mention."""
    found: dict[str, Span] = {}
    if not any(ending in text for ending in _SERVICES):
        return []
    for sentence in sentences:
        for match in _SERVICE.finditer(text, sentence.start, sentence.end):
            if match["name"].endswith(_SERVICES):
                found.setdefault(match["name"], Span(*match.span("name")))
    return list(found.items())
