"""The JSON-LD context: every term of the ontology under one short key, and graphs that survive the way there and back."""

import json
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from rdflib import Graph, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import OWL, RDF, RDFS, SKOS, XSD
from rdflib.term import Node

from pmgraph.resources import ontology_files, resource_dir
from pmgraph.vocab import EDTF, PREFIXES

SAMPLE = Path(__file__).parents[1] / "shapes" / "base.ttl"
CONTEXT: dict[str, Any] = json.loads((resource_dir("ontology") / "context.jsonld").read_text(encoding="utf-8"))[
    "@context"
]
TERMS = {key: value for key, value in CONTEXT.items() if key not in PREFIXES and not key.startswith("@")}
KEYWORDS = {"id": "@id", "type": "@type"}


def definition(value: str | dict[str, str]) -> dict[str, str]:
    return {"@id": value} if isinstance(value, str) else value


def full(short: str) -> URIRef:
    prefix, _, local = short.partition(":")
    return URIRef(CONTEXT[prefix] + local)


@pytest.fixture(scope="module")
def ontology() -> Graph:
    graph = Graph()
    for file in ontology_files():
        graph.parse(file)
    return graph


@pytest.fixture(scope="module")
def described(ontology: Graph) -> set[Node]:
    """Every class and property that the ontology describes."""
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    return {term for kind in kinds for term in ontology.subjects(RDF.type, kind)}


def test_prefixes_are_those_of_queries_and_pages() -> None:
    assert {key: CONTEXT[key] for key in PREFIXES} == {key: str(value) for key, value in PREFIXES.items()}
    assert CONTEXT["@version"] == 1.1
    assert {key: CONTEXT[key] for key in KEYWORDS} == KEYWORDS


def test_every_term_of_the_ontology_has_one_key(described: set[Node]) -> None:
    known = [full(definition(value)["@id"]) for key, value in TERMS.items() if key not in KEYWORDS]
    assert len(known) == len(set(known))
    schemes = {SKOS.Concept, SKOS.ConceptScheme, SKOS.inScheme, SKOS.broader, SKOS.topConceptOf, SKOS.notation}
    assert set(known) == described | schemes


def test_links_dates_and_labels_are_typed_as_the_ontology_says(ontology: Graph) -> None:
    wrong = []
    for key, value in TERMS.items():
        made = definition(value)
        if key in KEYWORDS or not made["@id"].startswith("pm:"):
            continue
        term = full(made["@id"])
        scope = ontology.value(term, RDFS.range)
        expected: dict[str, str] = {}
        if (term, RDF.type, OWL.ObjectProperty) in ontology:
            expected = {"@type": "@id"}
        elif scope == RDF.langString:
            expected = {"@container": "@language"}
        elif scope == URIRef(EDTF):
            expected = {"@type": "edtf:EDTF"}
        elif scope not in (None, XSD.string):
            expected = {"@type": f"xsd:{str(scope).removeprefix(str(XSD))}"}
        if made != {"@id": made["@id"], **expected}:
            wrong.append((key, made, expected))
    assert wrong == []


def compact(graph: Graph) -> str:
    return graph.serialize(format="json-ld", context=CONTEXT)


# rdflib's own parser of JSON-LD makes a graph of a deprecated class.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize("source", [SAMPLE, *ontology_files()], ids=lambda path: path.stem)
def test_a_compacted_graph_reads_back_as_the_same_graph(source: Path) -> None:
    graph = Graph().parse(source)
    assert len(graph) > 100
    assert isomorphic(Graph().parse(data=compact(graph), format="json-ld"), graph)


def test_another_reader_finds_the_same_graph() -> None:
    graph = Graph().parse(SAMPLE)
    quads = pyoxigraph.parse(compact(graph), format=pyoxigraph.RdfFormat.JSON_LD)
    lines = "\n".join(f"{quad.triple} ." for quad in quads)
    assert isomorphic(Graph().parse(data=lines, format="nt"), graph)


def test_a_signing_reads_like_plain_json() -> None:
    nodes = {node["id"]: node for node in json.loads(compact(Graph().parse(SAMPLE)))["@graph"]}
    base = "https://w3id.org/pmgraph/id/"
    signing = nodes[f"{base}agreement/st/2014/ikt/signing"]
    assert signing["type"] == "SigningEvent"
    assert signing["dateText"] == {"de": "am Mittwoch"}
    assert signing["edtfDate"] == signing["earliestDate"] == "2014-07-16"
    assert signing["statedWeekday"] == "time:Wednesday"
    signature = nodes[f"{base}signature/00000000000000b1"]
    assert signature["signatory"] == f"{base}person/00000000000000a1"
    assert nodes[f"{base}person/00000000000000a1"]["personName"] == "Michael Richter"
    assert nodes[f"{base}body/st-mf"]["prefLabel"] == {"de": "Ministerium der Finanzen", "en": "Ministry of Finance"}
