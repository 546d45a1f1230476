"""Scores what a name in somebody's table may mean; the matching behind the reconciliation service."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pmgraph.search.find import Hit, Index, likeness
from pmgraph.search.folding import as_name
from pmgraph.search.index import KINDS
from pmgraph.serve.properties import BY_ID, Value, values_of
from pmgraph.serve.reader import Reader

_CERTAIN, _APART = 95.0, 5.0
_NAME_COUNTS = 0.7
_LOOKED_AT = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One query of a batch. `kinds` is empty where any will do; `wanted` pairs a property with values to look for."""

    text: str
    kinds: tuple[str, ...] = ()
    prefers: tuple[str, ...] = ()
    wanted: tuple[tuple[str, tuple[str, ...]], ...] = ()
    limit: int = 10
    impossible: bool = False
    """Whether nothing can be of the types asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A thing that a query may mean, with a score from 0 to 100 and what it is made of."""

    hit: Hit
    score: float
    match: bool = False
    features: Mapping[str, float] = field(default_factory=dict)


def candidates(index: Index, reader: Reader, query: Query, language: str) -> tuple[Candidate, ...]:
    """The candidates of a query, the likeliest first.

    At most one is a certain match: its score is 95 or more, and the next is five points behind. A person is certain
    only where a property besides the name agrees, since two people may bear one name.
    """
    if query.impossible:
        return ()
    hits = _hits(index, query, language)
    found = sorted(
        (_scored(reader, hit, query, language) for hit in hits), key=lambda c: (-c.score, c.hit.iri)
    )[: query.limit]  # fmt: skip
    if not found or found[0].score < _CERTAIN or (len(found) > 1 and found[1].score > found[0].score - _APART):
        return tuple(found)
    first = found[0]
    if first.hit.kind == "person" and not any(v >= 90 for k, v in first.features.items() if k != "name"):
        return tuple(found)
    return (Candidate(hit=first.hit, score=first.score, match=True, features=first.features), *found[1:])


def _hits(index: Index, query: Query, language: str) -> Sequence[Hit]:
    if query.text.strip():
        return index.similar(query.text, kinds=query.kinds, limit=_LOOKED_AT, language=language)
    words = " ".join(value for _, values in query.wanted for value in values)
    return index.find(words, kinds=query.kinds, limit=_LOOKED_AT, language=language).hits


def _scored(reader: Reader, hit: Hit, query: Query, language: str) -> Candidate:
    features: dict[str, float] = {}
    if query.text.strip():
        features["name"] = hit.score
    for name, values in query.wanted:
        features[name] = _agreement(reader, hit, name, values, language)
    beside = [value for name, value in features.items() if name != "name"]
    if "name" not in features:
        score = sum(beside) / len(beside)
    elif beside:
        score = _NAME_COUNTS * hit.score + (1 - _NAME_COUNTS) * sum(beside) / len(beside)
    else:
        score = hit.score
    if query.prefers and hit.kind not in query.prefers:
        score *= 0.8
    return Candidate(hit=hit, score=round(score, 1), features=features)


def _agreement(reader: Reader, hit: Hit, name: str, wanted: Sequence[str], language: str) -> float:
    """From 0 to 100: how well the best value of the thing agrees with the best one wanted; 0 where it has none."""
    one = BY_ID.get(name)
    if one is None or hit.kind not in one.kinds:
        return 0.0
    held = values_of(reader, hit.iri, one, language)
    return max((_alike(value, text, name) for value in held for text in wanted), default=0.0)


def _alike(value: Value, text: str, name: str) -> float:
    if value.iri is not None and (value.iri == text or value.iri.endswith(f"/id/{text}")):
        return 100.0
    if name == "date":
        # "2014" agrees with every day of the year.
        return 100.0 if text and value.name.startswith(text) else 0.0
    return likeness(as_name(value.name), as_name(text))


def read_query(given: Any) -> Query:
    """A query as the protocol states it (section 4.2); ValueError says what is wrong with which member."""
    if not isinstance(given, dict):
        raise ValueError(f"a query is an object, not {type(given).__name__}")
    text = given.get("query", "")
    if not isinstance(text, str):
        raise ValueError(f"query is a text, not {text!r}")
    wanted = tuple(_wanted(one) for one in _list(given.get("properties", []), "properties"))
    if not text.strip() and not wanted:
        raise ValueError("a query needs query or properties")
    limit = given.get("limit", 10)
    if isinstance(limit, bool) or not isinstance(limit, int | float) or not 1 <= limit <= 100:
        raise ValueError(f"limit is a number from 1 to 100, not {limit!r}")
    types = given.get("type") or []
    asked = [types] if isinstance(types, str) else [str(t) for t in _list(types, "type")]
    known = tuple(t for t in asked if t in KINDS)
    strict = given.get("type_strict", "any")
    if strict not in ("any", "should", "all"):
        raise ValueError(f"type_strict is any, should or all, not {strict!r}")
    if strict == "should":
        return Query(text=text[:500], prefers=known, wanted=wanted, limit=int(limit))
    # No thing here is of two types.
    impossible = bool(asked) and (not known or (strict == "all" and len(set(asked)) > 1))
    return Query(text=text[:500], kinds=known, wanted=wanted, limit=int(limit), impossible=impossible)


def _wanted(one: Any) -> tuple[str, tuple[str, ...]]:
    if not isinstance(one, dict) or not isinstance(one.get("pid"), str) or "v" not in one:
        raise ValueError(f"a property is an object with pid and v, not {one!r}")
    values = one["v"] if isinstance(one["v"], list) else [one["v"]]
    return one["pid"], tuple(str(v.get("id", "")) if isinstance(v, dict) else str(v) for v in values)


def _list(given: Any, name: str) -> list[Any]:
    if not isinstance(given, list):
        raise ValueError(f"{name} is a list, not {given!r}")
    return given
