"""The figures as VoID: partitions and linksets, each a node with an IRI of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pmgraph.iris import Iris
from pmgraph.rdf.graph import GraphWriter
from pmgraph.rdf.statistics import PropertyCount, Statistics
from pmgraph.rdf.terms import Quad
from pmgraph.rdf.void import describe_statistics
from pmgraph.vocab import DCTERMS, FOAF, PM, RDF, SKOS, VOID

Facts = Callable[[Iterable[Quad], str], dict[str, list[str]]]
FOUND = Statistics(
    triples=12, subjects=4, objects=7, entities=3,
    classes={PM("Signature"): 2, "https://other.example/Thing": 1},
    properties={PM("signatory"): PropertyCount(2, 2, 1), SKOS("exactMatch"): PropertyCount(1, 1, 1)},
    properties_of={(PM("Signature"), PM("signatory")): 2},
    links={("wikidata", SKOS("exactMatch")): 1}, examples=("https://a.example/id/release/1",),
)  # fmt: skip
IRIS = Iris("https://a.example")
DATASET = "https://a.example/id/dataset"


def written() -> list[Quad]:
    w = GraphWriter(IRIS, IRIS.graph("catalogue"), IRIS.id("catalogue"))
    describe_statistics(w, FOUND)
    return w.quads


def test_the_dataset_bears_its_sums(facts: Facts) -> None:
    said = facts(written(), DATASET)
    figures = ("triples", "entities", "distinctSubjects", "distinctObjects", "classes", "properties")
    assert [said[VOID(name)] for name in figures] == [["12"], ["3"], ["4"], ["7"], ["2"], ["2"]]
    assert said[VOID("uriSpace")] == ["https://a.example/id/"]
    assert said[VOID("sparqlEndpoint")] == ["https://a.example/sparql"]
    assert set(said[VOID("dataDump")]) == {"https://a.example/dump/graph.nq", "https://a.example/dump/graph.nt"}
    assert said[VOID("exampleResource")] == ["https://a.example/id/release/1"]
    assert set(said[VOID("vocabulary")]) == {str(PM), str(SKOS)}


def test_a_class_has_a_partition_and_in_it_one_for_each_property(facts: Facts) -> None:
    quads = written()
    part = facts(quads, f"{DATASET}/class/pm-Signature")
    assert (part[VOID("class")], part[VOID("entities")]) == ([PM("Signature")], ["2"])
    assert part[VOID("propertyPartition")] == [f"{DATASET}/class/pm-Signature/pm-signatory"]
    inner = facts(quads, f"{DATASET}/class/pm-Signature/pm-signatory")
    assert (inner[VOID("property")], inner[VOID("triples")]) == ([PM("signatory")], ["2"])


def test_a_term_without_prefix_gets_a_partition_too(facts: Facts) -> None:
    quads = written()
    parts = facts(quads, DATASET)[VOID("classPartition")]
    assert {c for part in parts for c in facts(quads, part)[VOID("class")]} == set(FOUND.classes)
    assert all(part.isascii() and "other.example" not in part for part in parts)


def test_a_property_has_its_own_partition(facts: Facts) -> None:
    part = facts(written(), f"{DATASET}/property/pm-signatory")
    assert [part[VOID(name)] for name in ("triples", "distinctSubjects", "distinctObjects")] == [["2"], ["2"], ["1"]]


def test_links_to_an_authority_are_a_linkset(facts: Facts) -> None:
    quads = written()
    (linkset,) = facts(quads, DATASET)[VOID("subset")]
    said = facts(quads, linkset)
    assert said[RDF("type")] == [VOID("Linkset")]
    assert said[VOID("linkPredicate")] == [SKOS("exactMatch")]
    assert said[VOID("subjectsTarget")] == [DATASET]
    (target,) = said[VOID("objectsTarget")]
    there = facts(quads, target)
    assert there[VOID("uriSpace")] == ["http://www.wikidata.org/entity/"]
    assert there[DCTERMS("title")] == ["Wikidata"]
    assert there[FOAF("homepage")] == ["http://www.wikidata.org/"]


def test_there_are_no_blank_nodes() -> None:
    assert all(term.startswith(("<", '"')) for quad in written() for term in quad)
