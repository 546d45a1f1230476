"""What portals and crawlers find: the catalogue, the figures at the well-known place, and the downloads."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import RdfFormat, Store
from rdflib import Graph, URIRef
from rdflib.namespace import DCAT, FOAF, RDF

from pmgraph.rdf.terms import parse_dump
from pmgraph.serve.catalogue import union
from pmgraph.vocab import DCTERMS, VOID

BASE = "https://w3id.org/pmgraph"
DATASET = URIRef(f"{BASE}/id/dataset")
VOIDS = "PREFIX void: <http://rdfs.org/ns/void#> "
FORMS = [
    ("text/turtle", "ttl", RdfFormat.TURTLE), ("application/ld+json", "jsonld", RdfFormat.JSON_LD),
    ("application/rdf+xml", "rdf", RdfFormat.RDF_XML), ("application/n-triples", "nt", RdfFormat.N_TRIPLES),
]  # fmt: skip


def loaded(body: bytes, format_: RdfFormat = RdfFormat.TURTLE) -> Store:
    store = Store()
    store.load(body, format=format_, base_iri="https://elsewhere.example/")
    return store


def catalogue(server: Any) -> Graph:
    return Graph().parse(data=server.ask("/catalog.ttl").body, format="turtle")


def test_the_catalogue_is_the_same_graph_in_every_format(server: Any) -> None:
    expected = {str(q.triple) for q in loaded(server.ask("/catalog", accept="text/turtle").body)}
    assert len(expected) > 80
    for media_type, ending, format_ in FORMS:
        by_accept, by_suffix = server.ask("/catalog", accept=media_type), server.ask(f"/catalog.{ending}")
        assert by_accept.type == by_suffix.type == media_type
        assert by_accept.body == by_suffix.body
        assert {str(q.triple) for q in loaded(by_suffix.body, format_)} == expected
    links = server.ask("/catalog", accept="text/turtle").headers["Link"]
    assert f'<{BASE}/catalog>; rel="canonical"' in links
    assert f'<{server.address}catalog.rdf>; rel="alternate"' in links


def test_what_no_format_meets_and_what_is_not_there(server: Any) -> None:
    assert server.ask("/catalog", accept="image/png").status == 406
    assert server.ask("/catalog.csv").status == 404
    assert server.ask("/dump/other.nq").problem["code"] == "not-found"


def test_every_address_of_the_catalogue_answers_here(server: Any) -> None:
    graph = catalogue(server)
    asked = 0
    for predicate in (DCAT.accessURL, DCAT.downloadURL, DCAT.endpointURL, DCAT.endpointDescription, DCAT.landingPage):
        for address in map(str, graph.objects(predicate=predicate)):
            assert address.startswith(server.address), address
            assert server.ask(f"/{address.removeprefix(server.address)}", accept="*/*").status == 200, address
            asked += 1
    assert asked == 8


def test_every_thing_of_the_catalogue_has_a_document(server: Any) -> None:
    own = {str(s) for s in catalogue(server).subjects() if str(s).startswith(f"{BASE}/id/")}
    assert len(own) >= 8
    for iri in own:
        assert server.ask(iri.replace(f"{BASE}/id/", "/doc/"), accept="text/turtle").status == 200, iri


def test_names_stay_where_addresses_move(server: Any) -> None:
    graph = catalogue(server)
    assert (URIRef(f"{BASE}/catalog"), DCAT.dataset, DATASET) in graph
    assert graph.value(URIRef(f"{BASE}/catalog"), FOAF.homepage) == URIRef(server.address)
    assert set(graph.subjects(RDF.type, DCAT.Distribution)) == {
        URIRef(f"{BASE}/id/distribution/{name}") for name in ("nquads", "ntriples", "sparql")
    }


def test_figures_are_no_matter_of_a_portal(server: Any) -> None:
    assert not any(str(p).startswith(VOID) for p in catalogue(server).predicates())


def test_the_page_names_publisher_licence_and_downloads(server: Any) -> None:
    text = server.ask("/catalog?lang=de", accept="text/html").text
    for said in (
        "The pmgraph maintainers",
        "dump/graph.nq",
        "licenses/cc-by/4.0",
        "Ein Kontakt ist noch nicht genannt",
    ):
        assert said in text, said


def test_well_known_void_gives_the_figures_of_the_endpoint(server: Any) -> None:
    answer = server.ask("/.well-known/void", accept="*/*")
    assert answer.type == "text/turtle"
    store = loaded(answer.body)
    rows = list(store.query(VOIDS + "SELECT ?c ?n { ?d void:classPartition ?p . ?p void:class ?c ; void:entities ?n }"))
    assert len(rows) > 20
    for row in rows:
        query = f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ GRAPH ?g {{ ?x a {row['c']} }} {OUTSIDE} }}"
        (counted,) = server.query(query).rows
        assert counted["n"] == row["n"].value, row["c"]


OUTSIDE = f"FILTER(?g NOT IN (<{BASE}/graph/catalogue>, <{BASE}/ns>, <{BASE}/voc>))"


def test_figures_of_properties_are_those_of_the_endpoint(server: Any) -> None:
    store = loaded(server.ask("/.well-known/void", accept="text/turtle").body)
    rows = list(
        store.query(
            VOIDS + "SELECT ?p ?n ?s ?o { ?d void:propertyPartition ?x . ?x void:property ?p ; void:triples ?n ; "
            "void:distinctSubjects ?s ; void:distinctObjects ?o }"
        )
    )
    assert len(rows) > 60
    for row in rows:
        inner = f"{{ SELECT DISTINCT ?s ?o {{ GRAPH ?g {{ ?s {row['p']} ?o }} {OUTSIDE} }} }}"
        query = f"SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?a) (COUNT(DISTINCT ?o) AS ?b) {{ {inner} }}"
        (counted,) = server.query(query).rows
        assert [counted[k] for k in "nab"] == [row[k].value for k in "nso"], row["p"]


def test_well_known_void_leads_people_to_the_page(server: Any) -> None:
    answer = server.ask("/.well-known/void", accept="text/html")
    assert (answer.status, answer.headers["Location"]) == (303, "/catalog")


def test_the_dump_is_the_dataset(server: Any, dump: Path) -> None:
    whole = server.ask("/dump/graph.nq")
    assert (whole.type, whole.body) == ("application/n-quads", dump.read_bytes())
    part = server.ask("/dump/graph.nq", headers={"Range": "bytes=0-99"})
    assert (part.status, part.body) == (206, dump.read_bytes()[:100])
    assert server.ask("/dump/graph.nq", headers={"If-None-Match": whole.headers["ETag"]}).status == 304


def test_the_union_holds_each_triple_once(server: Any, dump: Path) -> None:
    quads = parse_dump(dump.read_text(encoding="utf-8"))
    lines = server.ask("/dump/graph.nt").text.splitlines()
    assert len(lines) == len(set(lines)) < len(quads)
    assert set(lines) == {f"{q.s} {q.p} {q.o} ." for q in quads}
    assert server.ask("/dump/graph.nt", "HEAD").body == b""


def test_triples_that_several_graphs_share_stand_together(tmp_path: Path) -> None:
    file = tmp_path / "dump.nq"
    lines = [
        '<a:s> <a:p> "a" <g:1> .',
        '<a:s> <a:p> "a" <g:2> .',
        '<a:s> <a:p> "a b . c"@de <g:1> .',
        '<a:s> <a:p> "a"@de <g:1> .',
    ]
    file.write_text("".join(f"{line}\n" for line in sorted(lines)), encoding="utf-8")
    assert b"".join(union(file)).decode().splitlines() == sorted(
        ['<a:s> <a:p> "a" .', '<a:s> <a:p> "a b . c"@de .', '<a:s> <a:p> "a"@de .']
    )


def test_a_file_has_no_catalogue_but_says_how_much_it_holds(tmp_path: Path, serve: Callable[..., Any]) -> None:
    file = tmp_path / "some.ttl"
    file.write_text("<https://a.example/s> <https://a.example/p> 1, 2 .", encoding="utf-8")
    with serve(file, build=False, digest=None, base="https://a.example") as other:
        assert "without a catalogue" in other.ask("/catalog").problem["detail"]
        assert other.ask("/dump/graph.nq").status == 404
        text = other.ask("/.well-known/void", accept="application/n-triples").text
        assert f'<{VOID}triples> "2"' in text
        assert f"<{VOID}sparqlEndpoint> <{other.address}sparql> ." in text


@pytest.mark.parametrize("path", ["/catalog.ttl", "/.well-known/void"])
def test_descriptions_are_revalidated(server: Any, path: str) -> None:
    first = server.ask(path, accept="text/turtle")
    assert server.ask(path, accept="text/turtle", headers={"If-None-Match": first.headers["ETag"]}).status == 304


def test_licence_and_days_stand_on_what_is_downloaded(server: Any) -> None:
    graph = catalogue(server)
    for distribution in graph.subjects(RDF.type, DCAT.Distribution):
        assert str(graph.value(distribution, URIRef(DCTERMS("license")))) == "http://dcat-ap.de/def/licenses/cc-by/4.0"
        assert str(graph.value(distribution, URIRef(DCTERMS("modified")))) == "2026-11-24"
