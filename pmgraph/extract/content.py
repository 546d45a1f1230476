"""Finds what an agreement is about: topics, the bodies it provides for, and digital services that a release names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pmgraph.model import Span

_COMMITTEE = re.compile(
    r"\b(?:[Ee]in|[Ee]ine)\s+(?:(?:[a-zäöüß]+e[srn]?)\s+){0,2}(?P<name>[A-ZÄÖÜ][\wäöüß-]*(?:gremium|ausschuss|beirat|kommission"
    r"|arbeitsgruppe|lenkungskreis|kuratorium|geschäftsstelle|steuerungsgruppe|lenkungsgruppe)"
    r"|Gremium|Beirat|Kuratorium|Arbeitsgruppe)\s+(?:soll|wird)\b"
)
_SERVICE = re.compile(r"\b(?:[Dd](?:as|er|ie))\s+(?P<name>[A-ZÄÖÜ][\wäöüß]*(?:-[\wäöüß]+)*)\b(?!-)")
_SERVICES = ("portal", "server", "plattform", "datenbank")


@dataclass(frozen=True, slots=True)
class Topic:
    """A concept of the topic scheme: its slug and the wordings that a text may use for it, in the nominative."""

    slug: str
    labels: tuple[str, ...]


class TopicIndex:
    """Finds topics by their wordings in any inflection; built once from the concept scheme."""

    def __init__(self, topics: tuple[Topic, ...]) -> None:
        labels = sorted(((label, t.slug) for t in topics for label in t.labels), key=lambda x: (-len(x[0]), x))
        self._slugs = [slug for _, slug in labels]
        self._pattern = re.compile("|".join(f"({_inflected(label)})" for label, _ in labels)) if labels else None

    def find(self, text: str, span: Span) -> list[tuple[str, Span]]:
        """The topics of a passage in order, each at its first wording."""
        found: dict[str, Span] = {}
        if self._pattern is not None:
            for match in self._pattern.finditer(text, span.start, span.end):
                assert match.lastindex is not None
                found.setdefault(self._slugs[match.lastindex - 1], Span(*match.span()))
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
    found = []
    for sentence in sentences:
        for match in _COMMITTEE.finditer(text, sentence.start, sentence.end):
            found.append((match["name"], Span(*match.span("name")), Span(*match.span())))
    return found


def find_services(text: str, sentences: tuple[Span, ...]) -> list[tuple[str, Span]]:
    """Digital services that are named with the definite article, each at its first mention."""
    found: dict[str, Span] = {}
    for sentence in sentences:
        for match in _SERVICE.finditer(text, sentence.start, sentence.end):
            if match["name"].endswith(_SERVICES):
                found.setdefault(match["name"], Span(*match.span("name")))
    return list(found.items())
