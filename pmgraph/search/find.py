"""Asks the index: which things a query may mean, the likeliest first, and which passage of a text speaks of it."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from pmgraph.search.folding import as_name, occurrences, words

_EXPANDED = 40
"""How many words of the graph one word of a query may stand for."""
_TRIGRAM = 3
_LONGEST = 12
"""How many words of a query count; more tell no more apart."""
_AROUND = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A thing that was found. `snippet` is a passage of its text, `marks` the half-open ranges in it that matched."""

    iri: str
    kind: str
    name: str
    detail: str
    score: float
    snippet: str | None = None
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a query found: how many in all, the hits of one page, and the words it was taken to mean."""

    total: int
    hits: tuple[Hit, ...]
    meant: tuple[str, ...] = ()
    """Words of the graph that stand for words of the query which it does not have."""


class _Row(NamedTuple):
    iri: str
    kind: str
    de: str
    en: str
    detail_de: str
    detail_en: str
    text: str | None
    rank: float
    folded: str

    def hit(self, language: str, score: float) -> Hit:
        german = language == "de"
        return Hit(
            iri=self.iri, kind=self.kind, name=self.de if german else self.en,
            detail=self.detail_de if german else self.detail_en, score=score,
        )  # fmt: skip


_COLUMNS = "thing.iri, thing.kind, thing.de, thing.en, thing.detail_de, thing.detail_en, thing.text"


class Index:
    """Reads one index; to be used from many threads."""

    def __init__(self, base: sqlite3.Connection, text_of: Callable[[str], str | None]) -> None:
        self._base, self._text_of = base, text_of
        self._lock = threading.Lock()

    def find(
        self, query: str, *, kinds: Sequence[str] = (), language: str = "de", limit: int = 20, offset: int = 0
    ) -> Found:
        """The things that have every word of the query in their names or their text; of very many the best thousand.

        A word stands for itself, for words that begin with it or hold it ("vereinbarung" in "Rahmenvereinbarung"), and
        where there is none of these for words that differ by a slip. Umlauts may be typed in any way. Who has every
        word as it was typed in a name comes first.
        """
        asked = list(dict.fromkeys(words(query)))[:_LONGEST]
        with self._lock:
            groups = [self._expand(word) for word in asked]
            if not asked or not all(groups):
                return Found(total=0, hits=())
            match = " AND ".join("(" + " OR ".join(f'"{term}"' for term in group) + ")" for group in groups)
            rows = self._rows("word JOIN thing ON thing.id = word.rowid WHERE word MATCH ?", match, kinds, _MATCHED)
        exact = set(asked)
        rows.sort(key=lambda row: (not exact <= {*words(row.de), *words(row.en)}, row.rank, row.iri))
        terms = [term for group in groups for term in group]
        return Found(
            total=len(rows),
            hits=tuple(self._with_passage(row, terms, language) for row in rows[offset : offset + limit]),
            meant=tuple(g[0] for word, g in zip(asked, groups, strict=True) if not any(word in term for term in g)),
        )

    def similar(
        self, name: str, *, kinds: Sequence[str] = (), language: str = "de", limit: int = 10
    ) -> tuple[Hit, ...]:
        """Things whose name is like this one, with the `likeness` of the name that is nearest as their score.

        For matching lists of names: words may be in another order, some may be missing, and letters may differ.
        """
        asked = as_name(name)
        with self._lock:
            rows = self._rows("name JOIN thing ON thing.id = name.thing WHERE folded = ?", asked, kinds, _SAME)
            if len(asked) >= _TRIGRAM:
                source = "name_part JOIN name ON name.id = name_part.rowid JOIN thing ON thing.id = name.thing"
                rows += self._rows(f"{source} WHERE name_part MATCH ?", _any_of(asked), kinds, _ALIKE)
        best: dict[str, Hit] = {}
        for row in rows:
            score = likeness(asked, row.folded)
            if row.iri not in best or score > best[row.iri].score:
                best[row.iri] = row.hit(language, score)
        return tuple(sorted(best.values(), key=lambda hit: (-hit.score, hit.iri))[:limit])

    def _rows(self, source: str, value: str, kinds: Sequence[str], ranking: tuple[str, str, int]) -> list[_Row]:
        rank, folded, limit = ranking
        among = f"AND thing.kind IN ({', '.join('?' * len(kinds))})" if kinds else ""
        found = self._base.execute(
            f"SELECT {_COLUMNS}, {rank} AS rank, {folded} FROM {source} {among}"
            f" ORDER BY rank, thing.iri LIMIT {limit:d}",
            (value, *kinds),
        )
        return [_Row(*row) for row in found]

    def _with_passage(self, row: _Row, terms: list[str], language: str) -> Hit:
        hit = row.hit(language, round(-row.rank, 4))
        text = self._text_of(row.text) if row.text is not None else None
        if text is None:
            return hit
        snippet, marks = passage(text, terms)
        return replace(hit, snippet=snippet, marks=marks)

    def _expand(self, word: str) -> list[str]:
        """The words of the graph that a word of a query stands for, itself first, then the more common ones."""
        found = self._terms("term >= ? AND term < ?", word, f"{word}\U0010ffff")
        if len(word) > _TRIGRAM:
            found += self._parts(word)
            if not found:
                found = self._slips(word)
        return sorted(dict.fromkeys(found), key=lambda term: term != word)[: _EXPANDED + 1]

    def _terms(self, condition: str, *values: str) -> list[str]:
        ranked = f"ORDER BY term = ? DESC, count DESC, term LIMIT {_EXPANDED}"
        rows = self._base.execute(f"SELECT term FROM term WHERE {condition} {ranked}", (*values, values[0]))
        return [term for (term,) in rows]

    def _parts(self, word: str) -> list[str]:
        # Without positions the trigrams of a term may lie apart, so each is looked at.
        rows = self._base.execute(
            "SELECT term.term FROM term_part JOIN term ON term.id = term_part.rowid WHERE term_part MATCH ?"
            f" ORDER BY term.count DESC, term.term LIMIT {5 * _EXPANDED}",
            (" AND ".join(f'"{part}"' for part in _trigrams(word)),),
        )
        return [term for (term,) in rows if word in term][:_EXPANDED]

    def _slips(self, word: str) -> list[str]:
        """The words at one edit, or at two from eight letters on: a letter missed, doubled, wrong, or two swapped."""
        allowed = 1 if len(word) < 8 else 2
        rows = self._base.execute(
            "SELECT term.term, term.count FROM term_part JOIN term ON term.id = term_part.rowid WHERE term_part MATCH ?"
            " AND length(term.term) BETWEEN ? AND ? LIMIT 20000",
            (_any_of(word), len(word) - allowed, len(word) + allowed),
        ).fetchall()
        near = [(OSA.distance(word, term, score_cutoff=allowed), -count, term) for term, count in rows]
        return [term for distance, _, term in sorted(near) if distance <= allowed][:5]


_MATCHED = ("bm25(word, 10.0, 4.0, 1.0)", "''", 1_000)
_SAME = ("0.0", "name.folded", 200)
_ALIKE = ("bm25(name_part)", "name.folded", 200)


def likeness(one: str, other: str) -> float:
    """How alike two folded names are, from 0 to 100; 100 only where they are the same."""
    if one == other:
        return 100.0
    few, many = sorted((set(one.split()), set(other.split())), key=len)
    # A name within a longer one may be short for it, and may be quite another thing: never as good as the same name.
    within = 60 + 35 * min(len(one), len(other)) / max(len(one), len(other), 1) if few <= many and few else 0
    # The same words in another order are nearly the same name.
    order = fuzz.token_sort_ratio(one, other) - 2
    return round(min(99.0, max(fuzz.ratio(one, other), order, within)), 1)


def _trigrams(text: str) -> list[str]:
    return list(dict.fromkeys(text[i : i + 3] for i in range(len(text) - 2)))


def _any_of(text: str) -> str:
    return " OR ".join(f'"{part}"' for part in _trigrams(text)[:60])


def passage(text: str, terms: list[str]) -> tuple[str | None, tuple[tuple[int, int], ...]]:
    """The passage around the first match, cut at words, and where in it the matches are."""
    first = next(occurrences(text, terms), None)
    if first is None:
        return None, ()
    start, end = max(0, first[0] - _AROUND), min(len(text), first[1] + _AROUND)
    if start > 0:
        start = text.find(" ", start, first[0]) + 1 or first[0]
    if end < len(text):
        end = max(text.rfind(" ", first[1], end), first[1])
    clean = " ".join(text[start:end].split())
    return clean, tuple(occurrences(clean, terms))
