"""Compact JSON-LD: the words of the context, nothing lost, the same bytes every time."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse
from rdflib import Graph

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
    node = found
    assert node["id"] == THING.value
    assert node["type"] == "Agreement"
    assert node["hasParty"] == ["https://w3id.org/pmgraph/id/body/a", "https://w3id.org/pmgraph/id/body/b"]
    assert node["earliestDate"] == "2014-07-16"
    assert [other["id"] for other in found["@included"]] == ["https://a.example/"]
    assert found["@context"].items() <= context().items()
    assert len(found["@context"]) < len(context()) / 3


def test_what_the_root_leads_to_stands_inside_it() -> None:
    body = NamedNode("https://w3id.org/pmgraph/id/body/a")
    kind = NamedNode(VOC("land"))
    more = [
        *TRIPLES,
        Triple(body, NamedNode(SKOS("prefLabel")), Literal("Land A", language="de")),
        Triple(body, NamedNode("http://www.w3.org/ns/org#classification"), kind),
        Triple(kind, NamedNode(SKOS("prefLabel")), Literal("Land", language="de")),
        # Back to the root, and to what stands elsewhere already: both are mentioned, not repeated.
        Triple(kind, NamedNode(SKOS("note")), THING),
        Triple(
            NamedNode("https://w3id.org/pmgraph/id/body/b"), NamedNode("http://www.w3.org/ns/org#classification"), kind
        ),
        Triple(THING, NamedNode("http://example.org/said"), Literal("https://w3id.org/pmgraph/id/body/a")),
    ]
    found: dict[str, Any] = json.loads(compact(more, THING.value))
    first, second = found["hasParty"]
    assert first["prefLabel"] == {"de": "Land A"}
    kinds = [first["classification"], second["classification"]]
    assert [k["prefLabel"]["de"] for k in kinds if isinstance(k, dict)] == ["Land"]
    assert [k for k in kinds if isinstance(k, str)] == ["voc:land"]
    assert found["http://example.org/said"] == "https://w3id.org/pmgraph/id/body/a"
    assert read(compact(more, THING.value)) == set(more)


def test_a_root_that_says_nothing_leaves_the_nodes_side_by_side() -> None:
    found = json.loads(compact(TRIPLES, "https://w3id.org/pmgraph/id/agreement/none"))
    assert [node["id"] for node in found["@graph"]] == sorted([THING.value, "https://a.example/"])


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib reads JSON-LD into one
def test_every_document_is_one_tree_of_the_same_triples(server: Any) -> None:
    asked = "SELECT DISTINCT ?s { ?s a ?c FILTER(STRSTARTS(STR(?s), 'https://w3id.org/pmgraph/id/')) } ORDER BY ?s"
    things = [row["s"] for row in server.query(asked).rows]
    assert len(things) > 200
    for thing in things[::3]:
        path = thing.replace("https://w3id.org/pmgraph/id/", "/doc/")
        tree, lines = server.ask(f"{path}.jsonld"), server.ask(f"{path}.nt")
        found = json.loads(tree.body)
        assert found["id"] == thing
        assert "@graph" not in found
        expected = {Triple(q.subject, q.predicate, q.object) for q in parse(lines.body, format=RdfFormat.N_TRIPLES)}
        # Bare numbers and truth values of JSON are xsd:integer and xsd:boolean, as the context knows.
        assert read(tree.body) == expected, thing
    # Another reader, and one of JavaScript's making in test_federated.py, read the same.
    graph = Graph().parse(data=tree.body, format="json-ld")
    assert len(graph) == len(expected)


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
