"""A delta as JSON values and as triples."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

from pmgraph.delta.compare import Change, ThingDelta, Turn
from pmgraph.delta.facts import LANGUAGES, Fact, Snapshot
from pmgraph.delta.wording import sentence
from pmgraph.vocab import DCTERMS, PROV, RDF, RDFS, Vocabulary

CS = Vocabulary("http://purl.org/vocab/changeset/schema#")


def as_values(delta: Sequence[ThingDelta], former: Snapshot, latter: Snapshot) -> list[dict[str, Any]]:
    """The delta for JSON: one object a thing, with its changes, their sentences in both languages, their passages."""
    return [
        {
            "thing": one.thing,
            "kind": one.kind,
            "turn": one.turn.value,
            "name": {lang: (former if one.turn is Turn.WENT else latter).name(one.thing, lang) for lang in LANGUAGES},
            "changes": [_change(change, former, latter) for change in one.changes],
        }
        for one in delta
    ]


def _change(change: Change, former: Snapshot, latter: Snapshot) -> dict[str, Any]:
    return {
        "turn": change.turn.value,
        "aspect": change.fact.aspect,
        "before": None if change.before is None else dict(change.before.parts),
        "after": None if change.after is None else dict(change.after.parts),
        "sentence": {language: sentence(change, former, latter, language) for language in LANGUAGES},
        "graphs": list(change.fact.graphs),
        "evidence": [
            {"iri": q.evidence, "release": q.release, "start": q.start, "end": q.end, "exact": q.exact, "rule": q.rule}
            for q in change.fact.quotes
        ],
    }


def as_triples(delta: Sequence[ThingDelta], former: Snapshot, latter: Snapshot, *, base: str) -> Iterator[Triple]:
    """The delta as change sets (http://purl.org/vocab/changeset/schema#), one a change.

    Each names its subject, its reason in both languages, and what it rests on; its IRI is a digest of what it says.
    The statements themselves are told exactly by an RDF patch (`patch.py`).
    """
    for one in delta:
        for change in one.changes:
            node = NamedNode(f"{base}/id/change/{_digest(change)}")
            yield Triple(node, NamedNode(RDF("type")), NamedNode(CS("ChangeSet")))
            yield Triple(node, NamedNode(CS("subjectOfChange")), NamedNode(one.thing))
            yield Triple(node, NamedNode(DCTERMS("type")), Literal(f"{change.fact.aspect} {change.turn.value}"))
            for language in LANGUAGES:
                said = sentence(change, former, latter, language)
                yield Triple(node, NamedNode(CS("changeReason")), Literal(said, language=language))
                snapshot = former if one.turn is Turn.WENT else latter
                name = Literal(snapshot.name(one.thing, language), language=language)
                yield Triple(NamedNode(one.thing), NamedNode(RDFS("label")), name)
            for quote in change.fact.quotes:
                yield Triple(node, NamedNode(PROV("wasDerivedFrom")), NamedNode(quote.evidence))


def _digest(change: Change) -> str:
    def key(fact: Fact | None) -> str:
        return "" if fact is None else repr(fact.key)

    return hashlib.sha256(f"{key(change.before)}\0{key(change.after)}".encode()).hexdigest()[:16]
