"""The shapes themselves: well-formed, each with its code, severity and messages, and only of terms that are described."""

from collections.abc import Iterator

import pyshacl
import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, RDF, RDFS, SH
from rdflib.plugins.sparql import prepareQuery
from rdflib.term import Node

from pmgraph.resources import ontology_files, shape_files
from pmgraph.validate.shacl import SEVERITIES, checks

PMS = "https://w3id.org/pmgraph/shapes#"
FOREIGN = {
    "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#isString",
    "http://xmlns.com/foaf/0.1/age",
    "http://xmlns.com/foaf/0.1/birthday",
    "http://xmlns.com/foaf/0.1/mbox",
    "http://xmlns.com/foaf/0.1/phone",
    "https://schema.org/address",
    "https://schema.org/articleBody",
    "https://schema.org/birthDate",
    "https://schema.org/birthPlace",
    "https://schema.org/email",
    "https://schema.org/telephone",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
    "http://www.w3.org/2004/02/skos/core#inScheme",
    "http://www.w3.org/2004/02/skos/core#notation",
}
"""Terms that the graph must not hold, and those of the concept schemes themselves."""


@pytest.fixture(scope="module")
def shapes() -> Graph:
    graph = Graph()
    for file in shape_files():
        graph.parse(file)
    return graph


@pytest.fixture(scope="module")
def labelled() -> set[Node]:
    """What the ontology gives a label in both languages."""
    graph = Graph()
    for file in ontology_files():
        graph.parse(file)
    languages: dict[Node, set[str]] = {}
    for term, label in graph.subject_objects(RDFS.label):
        assert isinstance(label, Literal)
        languages.setdefault(term, set()).add(label.language or "")
    return {term for term, found in languages.items() if {"de", "en"} <= found}


def coded(shapes: Graph) -> list[tuple[URIRef, str]]:
    return sorted(
        (shape, str(code))
        for shape, code in shapes.subject_objects(DCTERMS.identifier)
        if isinstance(shape, URIRef) and shape.startswith(PMS)
    )


def steps(shapes: Graph, path: Node) -> Iterator[Node]:
    """The properties that a path goes over."""
    if isinstance(path, URIRef):
        yield path
        return
    inner = shapes.value(path, SH.inversePath) or shapes.value(path, SH.alternativePath)
    if inner is not None:
        yield from steps(shapes, inner)
    else:
        for part in Collection(shapes, path):
            yield from steps(shapes, part)


@pytest.mark.slow
def test_the_shapes_conform_to_the_shapes_of_shapes(shapes: Graph) -> None:
    conforms, _, text = pyshacl.validate(Graph(), shacl_graph=shapes, meta_shacl=True)
    assert conforms, text


def test_a_code_is_the_name_of_its_shape(shapes: Graph) -> None:
    found = coded(shapes)
    assert len(found) == len(checks(shapes)) == 206
    assert all(str(shape) == PMS + code for shape, code in found)


def test_every_named_shape_is_a_check_with_a_target_and_a_severity(shapes: Graph) -> None:
    named = {s for s in shapes.subjects(unique=True) if isinstance(s, URIRef) and s.startswith(PMS)}
    assert named == {shape for shape, _ in coded(shapes)}
    for shape in named:
        assert shapes.value(shape, RDF.type) in (SH.NodeShape, SH.PropertyShape)
        targets = [
            target
            for kind in (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)
            for target in shapes.objects(shape, kind)
        ]
        assert len(targets) == 1, shape
        assert shapes.value(shape, SH.severity) in SEVERITIES, shape


def test_every_message_starts_with_its_code_and_is_there_in_both_languages(shapes: Graph) -> None:
    for shape, code in coded(shapes):
        messages = {m.language: str(m) for m in shapes.objects(shape, SH.message) if isinstance(m, Literal)}
        assert set(messages) == {"de", "en"}, code
        assert all(text.startswith(f"{code} ") and len(text) > 15 for text in messages.values()), code


def test_every_check_says_what_to_do(shapes: Graph) -> None:
    assert all(check.cure.endswith(".") for check in checks(shapes))


def test_shapes_name_only_terms_that_the_ontology_describes(shapes: Graph, labelled: set[Node]) -> None:
    named = {step for path in shapes.objects(predicate=SH.path) for step in steps(shapes, path)}
    for predicate in (
        SH["class"], SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.lessThan, SH.lessThanOrEquals, SH.equals,
    ):  # fmt: skip
        named |= set(shapes.objects(predicate=predicate))
    unknown = {str(term) for term in named - labelled}
    assert unknown == FOREIGN


def test_every_query_parses_with_the_prefixes_that_the_shapes_declare(shapes: Graph) -> None:
    declared = {}
    for block in shapes.objects(URIRef(PMS[:-1]), SH.declare):
        assert isinstance(block, BNode)
        declared[str(shapes.value(block, SH.prefix))] = str(shapes.value(block, SH.namespace))
    queries = list(shapes.objects(predicate=SH.select))
    assert len(queries) == 19
    for query in queries:
        prepareQuery(str(query), initNs=declared)


def test_every_file_says_its_licence() -> None:
    files = shape_files()
    assert len(files) == 17
    assert all("CC0 1.0 Universal" in file.read_text(encoding="utf-8") for file in files)
