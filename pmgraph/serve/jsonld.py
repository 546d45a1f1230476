"""Triples as compact JSON-LD (https://www.w3.org/TR/json-ld11/), in the words of `ontology/context.jsonld`.

The context stands in the document, cut to the words that it uses, so that nobody needs the network to read it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from pyoxigraph import RdfFormat, Triple, serialize
from rdflib import Graph

from pmgraph.resources import resource_dir

_ALWAYS = ("@version", "id", "type")


@cache
def context() -> dict[str, Any]:
    """The context of the package."""
    found: dict[str, Any] = json.loads((resource_dir("ontology") / "context.jsonld").read_text(encoding="utf-8"))
    inner: dict[str, Any] = found["@context"]
    return inner


def compact(triples: Iterable[Triple], first: str | None = None) -> bytes:
    """The triples as one JSON-LD document, the node `first` before the others; the same triples are the same bytes."""
    lines = serialize(triples, format=RdfFormat.N_TRIPLES)
    assert lines is not None
    # bind_namespaces: rdflib's own prefixes would shadow those of the context.
    graph = Graph(bind_namespaces="none").parse(data=lines, format="nt")
    written = json.loads(graph.serialize(format="json-ld", context=context(), auto_compact=False))
    nodes = written.get("@graph", [{k: v for k, v in written.items() if k != "@context"}])
    ordered = sorted((_ordered(node) for node in nodes), key=lambda n: (n.get("id") != first, str(n.get("id"))))
    document = {"@context": _used(ordered), "@graph": ordered}
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _ordered(value: Any) -> Any:
    """The same value with keys and sets in one order. A list of RDF keeps its own."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda k: (k not in _ALWAYS, k))
        return {key: value[key] if key == "@list" else _ordered(value[key]) for key in keys}
    if isinstance(value, list):
        return sorted((_ordered(item) for item in value), key=lambda item: json.dumps(item, sort_keys=True))
    return value


def _used(nodes: list[Any]) -> dict[str, Any]:
    """The part of the context that the nodes need: their words, and the prefixes in which those are defined."""
    words = set(_words(nodes))
    whole = context()
    kept = {key for key in whole if key in words or key in _ALWAYS}
    kept |= {prefix for key in kept for prefix in _prefixes(whole[key]) if prefix in whole}
    return {key: whole[key] for key in whole if key in kept}


def _prefixes(entry: Any) -> tuple[str, ...]:
    """The prefixes in which a word of the context is defined."""
    defined = (entry.get("@id"), entry.get("@type")) if isinstance(entry, dict) else (entry,)
    return tuple(str(iri).partition(":")[0] for iri in defined)


def _words(value: Any) -> Iterator[str]:
    """Every key, and the prefix of every key and string that has one."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield key.partition(":")[0]
            yield from _words(inner)
    elif isinstance(value, list):
        for item in value:
            yield from _words(item)
    elif isinstance(value, str):
        yield value
        yield value.partition(":")[0]
