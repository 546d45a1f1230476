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


def compact(triples: Iterable[Triple], root: str | None = None) -> bytes:
    """The triples as one JSON-LD document; the same triples are the same bytes.

    With `root` the document is that node, and what it leads to stands inside, each node where it is nearest; another
    mention is the node's `id`. What leads only to the root is in `@included`
    (https://www.w3.org/TR/json-ld11/#included-nodes). Without it, all nodes stand in `@graph` side by side.
    """
    lines = serialize(triples, format=RdfFormat.N_TRIPLES)
    assert lines is not None
    # bind_namespaces: rdflib's own prefixes would shadow those of the context.
    graph = Graph(bind_namespaces="none").parse(data=lines, format="nt")
    written = json.loads(graph.serialize(format="json-ld", context=context(), auto_compact=False))
    nodes = written.get("@graph", [{k: v for k, v in written.items() if k != "@context"}])
    ordered = sorted((_ordered(node) for node in nodes), key=lambda n: str(n.get("id")))
    top = next((node for node in ordered if _full(node.get("id")) == root), None)
    body = {"@graph": ordered} if top is None else _framed(top, ordered)
    return json.dumps({"@context": _used([body]), **body}, ensure_ascii=False, indent=1).encode()


def _framed(top: dict[str, Any], nodes: list[dict[str, Any]]) -> dict[str, Any]:
    """The node `top` with the others inside it, breadth first, and those that it does not lead to beside it."""
    apart = {node["id"]: node for node in nodes if "id" in node and node is not top}
    _embed([top], apart)
    included = []
    # Of the rest, those come first that lead to others, as evidence does to what it was read with.
    for key in sorted(apart, key=lambda k: (-_leads(apart[k], apart), k)):
        if key in apart:
            node = apart.pop(key)
            _embed([node], apart)
            included.append(node)
    return {**top, "@included": sorted(included, key=lambda n: str(n["id"]))} if included else top


def _embed(level: list[dict[str, Any]], apart: dict[str, dict[str, Any]]) -> None:
    """Put nodes of `apart` in the place of their first mention, level by level."""
    while level:
        below: list[dict[str, Any]] = []
        for node in level:
            for word in [w for w in node if w not in _ALWAYS]:
                values = node[word] if isinstance(node[word], list) else [node[word]]
                placed = [_node_of(word, value, apart) or value for value in values]
                below += [new for new, old in zip(placed, values, strict=True) if new is not old]
                node[word] = placed if isinstance(node[word], list) else placed[0]
        level = below


def _node_of(word: str, value: Any, apart: dict[str, dict[str, Any]]) -> dict[str, Any] | None:
    """The node that a value mentions, taken from `apart`; None where it is none or stands elsewhere already."""
    key = _mentioned(word, value)
    return apart.pop(key, None) if key is not None else None


def _mentioned(word: str, value: Any) -> str | None:
    """The `id` that a value of a word stands for."""
    if isinstance(value, dict):
        return value["id"] if value.keys() == {"id"} else None
    entry = context().get(word)
    by_id = isinstance(entry, dict) and entry.get("@type") in ("@id", "@vocab")
    return value if by_id and isinstance(value, str) else None


def _leads(node: dict[str, Any], apart: dict[str, dict[str, Any]]) -> int:
    values = ((w, v) for w, vs in node.items() if w not in _ALWAYS for v in (vs if isinstance(vs, list) else [vs]))
    return sum(1 for word, value in values if _mentioned(word, value) in apart)


def _full(name: str | None) -> str | None:
    """The IRI that an `id` stands for: `voc:land` in full."""
    prefix, colon, local = (name or "").partition(":")
    namespace = context().get(prefix) if colon and not local.startswith("//") else None
    return f"{namespace}{local}" if isinstance(namespace, str) else name


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
