"""SPARQL 1.1 Service Description (https://www.w3.org/TR/sparql11-service-description/): each demand with its section."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store
from rdflib import Graph, URIRef
from rdflib.namespace import RDF

from pmgraph.queries.catalogue import named_queries
from pmgraph.vocab import PREFIXES, SD, VOID

BASE = "https://w3id.org/pmgraph"
TYPES = ["text/turtle", "application/ld+json", "application/rdf+xml", "application/n-triples"]
NAMES = "PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX schema: <https://schema.org/> "
RDFS = "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "


def described(server: Any, media_type: str = "text/turtle") -> Graph:
    answer = server.ask("/sparql", accept=media_type)
    assert (answer.status, answer.type) == (200, media_type)
    store = Store()
    store.load(answer.body, format=RdfFormat.from_media_type(media_type))
    return Graph().parse(data="\n".join(f"{quad.triple} ." for quad in store), format="nt")


def service(server: Any) -> URIRef:
    return URIRef(f"{server.address}sparql")


@pytest.mark.parametrize("media_type", TYPES)
def test_2_a_get_without_query_gives_an_rdf_serialization(server: Any, media_type: str) -> None:
    graph = described(server, media_type)
    assert (service(server), RDF.type, URIRef(SD("Service"))) in graph


def test_2_content_is_negotiated(server: Any) -> None:
    sizes = {len(described(server, media_type)) for media_type in TYPES}
    assert len(sizes) == 1
    assert server.ask("/sparql", accept="image/png").status == 406


def test_2_a_client_that_takes_anything_gets_rdf(server: Any) -> None:
    assert server.ask("/sparql", accept="*/*").type == "text/turtle"


def test_3_2_1_there_is_one_service_with_its_endpoint(server: Any) -> None:
    graph = described(server)
    assert list(graph.subjects(RDF.type, URIRef(SD("Service")))) == [service(server)]
    assert list(graph.objects(service(server), URIRef(SD("endpoint")))) == [service(server)]


def test_3_2_2_languages_are_instances_of_the_vocabulary(server: Any) -> None:
    # No update is accepted, so no update language is named.
    assert set(described(server).objects(service(server), URIRef(SD("supportedLanguage")))) == {
        URIRef(SD("SPARQL11Query"))
    }


def test_3_2_3_features_are_those_of_the_dataset(server: Any, tmp_path: Path, serve: Callable[..., Any]) -> None:
    assert set(described(server).objects(service(server), URIRef(SD("feature")))) == {URIRef(SD("UnionDefaultGraph"))}
    file = tmp_path / "some.nq"
    file.write_text("<a:s> <a:p> <a:o> <a:g> .\n", encoding="utf-8")
    with serve(file, build=False, digest=None) as other:
        assert set(described(other).objects(service(other), URIRef(SD("feature")))) == set()


def test_3_2_3_the_union_is_what_the_feature_says(server: Any) -> None:
    (row,) = server.query("SELECT (COUNT(*) AS ?n) { { SELECT DISTINCT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } } } }").rows
    (default,) = described(server).objects(predicate=URIRef(SD("defaultGraph")))
    assert str(described(server).value(default, URIRef(VOID("triples")))) == row["n"]


def test_3_2_4_the_entailment_regime_is_simple(server: Any) -> None:
    regimes = set(described(server).objects(service(server), URIRef(SD("defaultEntailmentRegime"))))
    assert regimes == {URIRef("http://www.w3.org/ns/entailment/Simple")}


def test_3_2_5_every_result_format_is_given(server: Any) -> None:
    formats = {str(f) for f in described(server).objects(service(server), URIRef(SD("resultFormat")))}
    given = {
        "SPARQL_Results_JSON": "application/sparql-results+json", "SPARQL_Results_XML": "application/sparql-results+xml",
        "SPARQL_Results_CSV": "text/csv", "SPARQL_Results_TSV": "text/tab-separated-values", "Turtle": "text/turtle",
        "N-Triples": "application/n-triples", "JSON-LD": "application/ld+json", "RDF_XML": "application/rdf+xml",
        "N-Quads": "application/n-quads", "TriG": "application/trig",
    }  # fmt: skip
    assert formats == {f"http://www.w3.org/ns/formats/{name}" for name in given}
    for name, media_type in given.items():
        query = "ASK {}" if name.startswith("SPARQL") else "CONSTRUCT WHERE { ?s a foaf:Person }"
        query = "SELECT * { ?s a foaf:Person }" if name.endswith(("CSV", "TSV")) else query
        answer = server.query(query, accept=media_type)
        assert (answer.status, answer.type) == (200, media_type), name


def test_3_2_6_dataset_default_graph_and_named_graphs(server: Any) -> None:
    graph = described(server)
    (dataset,) = graph.objects(service(server), URIRef(SD("defaultDataset")))
    assert (dataset, RDF.type, URIRef(SD("Dataset"))) in graph
    (default,) = graph.objects(dataset, URIRef(SD("defaultGraph")))
    assert (default, RDF.type, URIRef(SD("Graph"))) in graph
    entries = list(graph.objects(dataset, URIRef(SD("namedGraph"))))
    assert all((entry, RDF.type, URIRef(SD("NamedGraph"))) in graph for entry in entries)
    names = {str(name) for entry in entries for name in graph.objects(entry, URIRef(SD("name")))}
    assert names == {row["g"] for row in server.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }").rows}


def test_only_terms_of_the_vocabulary_are_used(server: Any) -> None:
    terms = {
        "Service", "endpoint", "supportedLanguage", "SPARQL11Query", "feature", "UnionDefaultGraph", "resultFormat",
        "defaultEntailmentRegime", "defaultDataset", "Dataset", "defaultGraph", "Graph", "namedGraph", "NamedGraph", "name",
    }  # fmt: skip
    used = {str(term) for triple in described(server) for term in triple if str(term).startswith(str(SD))}
    assert used == {SD(term) for term in terms} | {str(SD)}, "the namespace itself is that of a prefix"


def test_limits_are_stated_in_both_languages(server: Any) -> None:
    texts = list(described(server).objects(service(server), URIRef("http://purl.org/dc/terms/description")))
    assert {text.language for text in texts} == {"de", "en"}  # type: ignore[attr-defined]
    assert all("10 s" in text and "64 MB" in text for text in texts)


def test_the_figures_of_the_dataset_are_linked(server: Any) -> None:
    linked = described(server).value(service(server), URIRef("http://www.w3.org/2000/01/rdf-schema#seeAlso"))
    assert str(linked) == f"{server.address}.well-known/void"
    assert server.ask("/.well-known/void", accept="text/turtle").status == 200


def examples(server: Any) -> list[Any]:
    store = Store()
    store.load(server.ask("/sparql", accept="text/turtle").body, format=RdfFormat.TURTLE)
    query = (
        NAMES
        + RDFS
        + """SELECT ?e ?q ?de ?en (GROUP_CONCAT(?k) AS ?words) {
      ?e a sh:SPARQLExecutable, sh:SPARQLSelectExecutable ; sh:select ?q ; sh:prefixes ?s ; schema:target ?s ;
        rdfs:label ?de, ?en ; schema:keywords ?k . FILTER(LANG(?de) = "de" && LANG(?en) = "en")
    } GROUP BY ?e ?q ?de ?en ORDER BY ?e"""
    )
    return list(store.query(query))


def test_every_named_query_is_an_example_with_label_and_keywords(server: Any) -> None:
    found = examples(server)
    assert [row["e"].value for row in found] == [f"{BASE}/id/query/{q.name}" for q in named_queries()]
    assert [(r["de"].value, r["en"].value, r["q"].value) for r in found] == [
        (q.title_de, q.title_en, q.text) for q in named_queries()
    ]
    assert all(row["words"].value for row in found)


def test_every_example_runs_with_the_declared_prefixes_alone(server: Any, dump: Path) -> None:
    """A general editor puts the declared prefixes before the query, and nothing else."""
    store = Store()
    store.load(path=str(dump), format=RdfFormat.N_QUADS)
    rows = store.query(
        NAMES
        + f"SELECT ?p ?n {{ GRAPH ?g {{ <{BASE}/id/service/sparql> sh:declare ?d . ?d sh:prefix ?p ; sh:namespace ?n }} }}"
    )
    declared = {row["p"].value: row["n"].value for row in rows}
    assert declared == {prefix: str(namespace) for prefix, namespace in PREFIXES.items()}
    for row in examples(server):
        head = "".join(f"PREFIX {p}: <{n}>\n" for p, n in declared.items() if f"PREFIX {p}:" not in row["q"].value)
        answer = server.query(head + row["q"].value)
        assert answer.status == 200, answer.text


def test_editors_find_examples_and_prefixes_by_asking_the_endpoint(server: Any) -> None:
    """Some editors read no description but ask for `sh:SPARQLExecutable` and `sh:declare` in the data."""
    rows = server.query(
        NAMES + RDFS + "SELECT DISTINCT ?e ?q { ?e a sh:SPARQLExecutable ; rdfs:label|rdfs:comment ?c ; "
        "sh:select|sh:ask|sh:construct|sh:describe ?q }"
    ).rows
    assert len(rows) == len(named_queries())
    prefixes = server.query(NAMES + "SELECT DISTINCT ?p { [] sh:namespace ?n ; sh:prefix ?p }").rows
    assert {row["p"] for row in prefixes} == set(PREFIXES)


def test_editors_find_properties_by_class(server: Any) -> None:
    """Completion asks for the properties of a class by the nested partitions of VoID."""
    rows = server.query(
        "SELECT DISTINCT ?p { ?c void:class pm:Signature ; void:propertyPartition/void:property ?p }"
    ).rows
    assert {NamedNode(f"https://w3id.org/pmgraph/ns#{name}").value for name in ("signatory", "onBehalfOf")} <= {
        row["p"] for row in rows
    }
