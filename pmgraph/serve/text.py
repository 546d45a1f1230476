"""A release's text in pieces, each with what was read from it, so that a page can mark it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from pmgraph.serve.facts import Quote


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the text under the same quotes. `opens` are the anchors of the passages that begin here."""

    text: str
    quotes: tuple[Quote, ...]
    opens: tuple[str, ...]


def pieces(text: str, quotes: Iterable[Quote]) -> list[Piece]:
    """The text cut at every edge of a quote; joined again it is the text. Quotes beyond its end are left out."""
    held = sorted((q for q in quotes if q.end <= len(text)), key=lambda q: (q.start, q.end, q.evidence))
    edges = sorted({0, len(text), *(q.start for q in held), *(q.end for q in held)})
    found: list[Piece] = []
    over: list[Quote] = []
    following = 0
    for start, end in pairwise(edges):
        over = [q for q in over if q.end > start]
        opens: list[str] = []
        while following < len(held) and held[following].start == start:
            over.append(held[following])
            opens.append(held[following].anchor)
            following += 1
        found.append(Piece(text[start:end], tuple(over), tuple(dict.fromkeys(opens))))
    return found
