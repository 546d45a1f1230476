"""Compact JSON-LD: the words of the context, nothing lost, the same bytes every time."""

from __future__ import annotations

import json
import random
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from pmgraph.serve.jsonld import compact, context
from pmgraph.vocab import DCTERMS, PM, RDF, SKOS, VOC, XSD

THING = NamedNode("https://w3id.org/pmgraph/id/agreement/1")
TRIPLES = [
    Triple(THING, NamedNode(RDF("type")), NamedNode(PM("Agreement"))),
    Triple(THING, NamedNode(PM("hasParty")), NamedNode("https://w3id.org/pmgraph/id/body/b")),
    Triple(THING, NamedNode(PM("hasParty")), NamedNode("https://w3id.org/pmgraph/id/body/a")),
    Triple(THING, NamedNode(PM("agreementStatus")), NamedNode(VOC("renewed"))),
    Triple(THING, NamedNode(DCTERMS("title")), Literal("Pakt", language="de")),
    Triple(THING, NamedNode(SKOS("altLabel")), Literal("plain")),
    Triple(THING, NamedNode("http://example.org/p"), Literal("1.50", datatype=NamedNode(XSD("decimal")))),
    Triple(THING, NamedNode(PM("earliestDate")), Literal("2014-07-16", datatype=NamedNode(XSD("date")))),
    Triple(NamedNode("https://a.example/"), NamedNode("http://example.org/p"), THING),
]


def read(document: bytes) -> set[Triple]:
    return {Triple(q.subject, q.predicate, q.object) for q in parse(document, format=RdfFormat.JSON_LD)}


def test_nothing_is_lost() -> None:
    assert read(compact(TRIPLES)) == set(TRIPLES)


def test_order_of_triples_does_not_matter() -> None:
    expected = compact(TRIPLES, THING.value)
    for seed in range(5):
        shuffled = random.Random(seed).sample(TRIPLES, len(TRIPLES))
        assert compact(shuffled, THING.value) == expected


def test_words_of_the_context_and_no_more_of_it_than_is_used() -> None:
    found: dict[str, Any] = json.loads(compact(TRIPLES, THING.value))
    node = found["@graph"][0]
    assert node["id"] == THING.value
    assert node["type"] == "Agreement"
    assert node["hasParty"] == ["https://w3id.org/pmgraph/id/body/a", "https://w3id.org/pmgraph/id/body/b"]
    assert node["earliestDate"] == "2014-07-16"
    assert found["@context"].items() <= context().items()
    assert len(found["@context"]) < len(context()) / 3


def test_list_keeps_its_order() -> None:
    first, second = BlankNode("x"), BlankNode("y")
    lines = [
        Triple(THING, NamedNode("http://example.org/list"), first),
        Triple(first, NamedNode(RDF("first")), Literal("z")),
        Triple(first, NamedNode(RDF("rest")), second),
        Triple(second, NamedNode(RDF("first")), Literal("a")),
        Triple(second, NamedNode(RDF("rest")), NamedNode(RDF("nil"))),
    ]
    assert b'"@list": [\n     "z",\n     "a"' in compact(lines)


def test_context_is_published(server: Any) -> None:
    answer = server.ask("/context.jsonld")
    assert (answer.type, json.loads(answer.body)["@context"]) == ("application/ld+json", context())
