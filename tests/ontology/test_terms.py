"""The ontology: the terms that the code uses, each with labels, definitions and a place in what is reused."""

from collections import Counter

import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS
from rdflib.term import Node

from pmgraph.resources import ontology_files, resource_dir
from pmgraph.vocab import ONTOLOGY_GRAPH, PM, PM_CLASSES, PM_PROPERTIES

CC0 = URIRef("https://creativecommons.org/publicdomain/zero/1.0/")
ORG = "http://www.w3.org/ns/org#"


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(resource_dir("ontology") / "pmgraph.ttl")


@pytest.fixture(scope="module")
def everything() -> Graph:
    graph = Graph()
    for file in ontology_files():
        graph.parse(file)
    return graph


def own(graph: Graph, *kinds: URIRef) -> set[str]:
    """The local names of pmgraph's own terms of some kinds."""
    found = {str(term) for kind in kinds for term in graph.subjects(RDF.type, kind)}
    return {term.removeprefix(PM) for term in found if term.startswith(PM)}


def languages(graph: Graph, term: Node, predicate: URIRef) -> list[str]:
    return sorted(text.language or "" for text in graph.objects(term, predicate) if isinstance(text, Literal))


def test_classes_and_properties_are_those_of_the_code(ontology: Graph) -> None:
    assert own(ontology, OWL.Class) == set(PM_CLASSES)
    assert own(ontology, OWL.ObjectProperty, OWL.DatatypeProperty) == set(PM_PROPERTIES)
    named = {str(term) for triple in ontology for term in triple if str(term).startswith(PM)}
    assert {name.removeprefix(PM) for name in named} - {""} == PM.terms


@pytest.mark.parametrize("term", sorted([*PM_CLASSES, *PM_PROPERTIES]))
def test_every_term_has_one_label_and_definition_in_each_language(term: str, ontology: Graph) -> None:
    here = URIRef(PM(term))
    assert languages(ontology, here, RDFS.label) == ["de", "en"]
    assert languages(ontology, here, SKOS.definition) == ["de", "en"]
    assert all(str(text).endswith(".") for text in ontology.objects(here, SKOS.definition))
    assert set(ontology.objects(here, RDFS.isDefinedBy)) == {URIRef(ONTOLOGY_GRAPH)}


def test_no_two_terms_bear_the_same_label(ontology: Graph) -> None:
    for language in ("de", "en"):
        labels = Counter(str(x).lower() for x in ontology.objects(predicate=RDFS.label) if x.language == language)
        assert [label for label, times in labels.items() if times > 1] == []


def test_every_class_stands_under_a_reused_one(ontology: Graph) -> None:
    for name in PM_CLASSES:
        above = set(ontology.transitive_objects(URIRef(PM(name)), RDFS.subClassOf))
        assert any(not str(term).startswith(PM) for term in above), name


def test_domain_and_range_are_described(ontology: Graph, everything: Graph) -> None:
    described = set(everything.subjects(RDF.type, OWL.Class))
    outside = {RDF.langString, RDF.Property, SKOS.Concept}
    for predicate in (RDFS.domain, RDFS.range, URIRef("https://schema.org/domainIncludes")):
        for term, scope in ontology.subject_objects(predicate):
            if (term, RDF.type, OWL.DatatypeProperty) in ontology and predicate == RDFS.range:
                assert str(scope).startswith(("http://www.w3.org/2001/XMLSchema#", str(RDF), "http://id.loc.gov/"))
            else:
                assert scope in described | outside, (term, scope)


def test_a_property_has_the_kind_of_its_range(ontology: Graph) -> None:
    for name in own(ontology, OWL.DatatypeProperty):
        assert ontology.value(URIRef(PM(name)), RDFS.range) is not None, name
    assert own(ontology, OWL.DatatypeProperty).isdisjoint(own(ontology, OWL.ObjectProperty))


def test_bodies_of_every_class_are_organisations(everything: Graph) -> None:
    for name in ("FormalOrganization", "OrganizationalUnit", "OrganizationalCollaboration"):
        assert (URIRef(ORG + name), RDFS.subClassOf, URIRef(ORG + "Organization")) in everything
    public = URIRef("http://data.europa.eu/m8g/PublicOrganisation")
    assert (public, RDFS.subClassOf, URIRef(ORG + "Organization")) in everything
    assert (URIRef(PM("FrameworkAgreement")), RDFS.subClassOf, URIRef(PM("Agreement"))) in everything


def test_what_is_reused_has_labels_in_both_languages() -> None:
    imports = Graph().parse(resource_dir("ontology") / "imports.ttl")
    terms = set(imports.subjects())
    assert len(terms) > 80
    for term in terms:
        assert languages(imports, term, RDFS.label) == ["de", "en"], term


def test_there_are_no_blank_nodes(everything: Graph) -> None:
    assert [term for triple in everything for term in triple if isinstance(term, BNode)] == []


def test_the_licence_is_stated(ontology: Graph) -> None:
    assert (URIRef(ONTOLOGY_GRAPH), DCTERMS.license, CC0) in ontology
    assert all("CC0 1.0 Universal" in file.read_text(encoding="utf-8") for file in ontology_files())
