"""The figures of a dataset: counted in one pass, each triple once, whatever the order."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmgraph.iris import Iris
from pmgraph.rdf.statistics import PropertyCount, count
from pmgraph.rdf.terms import Quad, day, iri, parse_dump, text
from pmgraph.vocab import DCTERMS, FOAF, PM, RDF, SKOS

IRIS = Iris("https://a.example/x")


def quad(s: str, p: str, o: str, graph: str = "release/1") -> Quad:
    return Quad(iri(IRIS.id(s)), iri(p), o, iri(IRIS.graph(graph)))


PERSON, TITLED = iri(FOAF("Person")), DCTERMS("title")
SMALL = [
    quad("p1", RDF("type"), PERSON),
    quad("p1", RDF("type"), PERSON, "release/2"),
    quad("p2", RDF("type"), PERSON),
    quad("p1", TITLED, text("a")),
    quad("p1", TITLED, text("b")),
    quad("p2", TITLED, text("a")),
    quad("r", RDF("type"), iri(PM("PressRelease"))),
    quad("r", SKOS("exactMatch"), iri("http://www.wikidata.org/entity/Q1")),
    quad("r", DCTERMS("spatial"), iri("http://www.wikidata.org/entity/Q1")),
    quad("r", SKOS("exactMatch"), iri("https://d-nb.info/gnd/1")),
    quad("r", PM("earliestDate"), day("2006-01-09"), "derived"),
    quad("r", PM("latestDate"), day("2014-07-16"), "derived"),
    quad("p1", PM("enteredOn"), day("2026-11-24"), "record/1"),
    quad("c", RDF("type"), PERSON, "catalogue"),
]


def test_a_triple_of_two_graphs_counts_once_and_the_catalogue_not_at_all() -> None:
    found = count(SMALL, IRIS)
    assert (found.triples, found.subjects, found.entities) == (12, 3, 3)
    assert found.classes == {FOAF("Person"): 2, PM("PressRelease"): 1}
    assert found.properties[TITLED] == PropertyCount(3, 2, 2)
    assert found.properties_of[FOAF("Person"), TITLED] == 3


def test_links_are_counted_by_authority_and_property() -> None:
    assert count(SMALL, IRIS).links == {
        ("wikidata", SKOS("exactMatch")): 1, ("wikidata", DCTERMS("spatial")): 1, ("gnd", SKOS("exactMatch")): 1,
    }  # fmt: skip


def test_the_days_are_those_of_the_data() -> None:
    found = count(SMALL, IRIS)
    assert (found.earliest, found.latest, found.entered) == ("2006-01-09", "2014-07-16", ("2026-11-24",))
    assert found.examples == (IRIS.id("r"),)


def test_nothing_is_counted_of_nothing() -> None:
    found = count([], IRIS)
    assert (found.triples, found.classes, found.earliest, found.examples) == (0, {}, None, ())


@given(st.randoms(use_true_random=False))
def test_order_and_repetition_change_nothing(randomness: random.Random) -> None:
    shuffled = SMALL + SMALL[:4]
    randomness.shuffle(shuffled)
    assert count(shuffled, IRIS) == count(SMALL, IRIS)


@pytest.mark.parametrize("at", range(len(SMALL) - 1))
def test_every_quad_changes_the_version(at: int) -> None:
    assert count(SMALL[:at] + SMALL[at + 1 :], IRIS).version != count(SMALL, IRIS).version


def test_the_version_does_not_hang_on_the_catalogue() -> None:
    assert count(SMALL[:-1], IRIS).version == count(SMALL, IRIS).version


def test_the_sums_of_a_build_fit_together(version: Path) -> None:
    found = count(parse_dump((version / "graph.nq").read_text(encoding="utf-8")), Iris("https://w3id.org/pmgraph"))
    assert sum(p.triples for p in found.properties.values()) == found.triples > 900
    assert sum(found.classes.values()) == found.properties[RDF("type")].triples
    assert all(p.subjects <= p.triples and p.objects <= p.triples for p in found.properties.values())
    assert all(n <= found.properties[p].triples for (_, p), n in found.properties_of.items())
