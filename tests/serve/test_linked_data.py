"""Things, documents, graphs, ontology and concepts: redirects, formats, headers."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

BASE = "https://w3id.org/pmgraph"
ANNOTATION = "http://www.w3.org/ns/anno.jsonld"
FORMATS = {
    "text/turtle": (".ttl", RdfFormat.TURTLE),
    "application/n-triples": (".nt", RdfFormat.N_TRIPLES),
    "application/ld+json": (".jsonld", RdfFormat.JSON_LD),
    "application/rdf+xml": (".rdf", RdfFormat.RDF_XML),
}


def test_thing_redirects_to_its_document(server: Any, agreement: str) -> None:
    answer = server.ask(f"/id/{agreement}", accept="text/turtle")
    assert (answer.status, answer.headers["Location"]) == (303, f"/doc/{agreement}")
    assert server.ask(f"/id/{agreement}?lang=en").headers["Location"] == f"/doc/{agreement}?lang=en"


@pytest.mark.parametrize("path", ["/id/body/nobody", "/doc/body/nobody", "/doc/body/nobody.ttl", "/graph/nothing", "/voc/nothing", "/nothing", "/voc.pdf"])  # fmt: skip
def test_unknown_is_not_found(server: Any, path: str) -> None:
    answer = server.ask(path)
    assert (answer.status, answer.problem["code"]) == (404, "not-found")
    page = server.ask(path, accept="text/html")
    assert (page.status, page.type) == (404, "text/html")


@pytest.mark.parametrize("media_type", FORMATS)
def test_document_by_accept_and_by_suffix_is_the_same_graph(server: Any, agreement: str, media_type: str) -> None:
    suffix, format_ = FORMATS[media_type]
    by_accept = server.ask(f"/doc/{agreement}", accept=media_type)
    by_suffix = server.ask(f"/doc/{agreement}{suffix}", accept="text/html")
    assert (by_accept.status, by_accept.type) == (by_suffix.status, by_suffix.type) == (200, media_type)
    assert by_accept.headers["Content-Location"] == f"/doc/{agreement}{suffix}"
    one, other = (set(parse(a.body, format=format_)) for a in (by_accept, by_suffix))
    assert one == other
    said = {(q.subject.value, q.predicate.value, q.object.value) for q in one}
    thing = f"{BASE}/id/{agreement}"
    assert (f"{BASE}/doc/{agreement}", "http://xmlns.com/foaf/0.1/primaryTopic", thing) in said
    assert (thing, f"{BASE}/ns#hasParty", f"{BASE}/id/body/st") in said
    assert (f"{BASE}/id/body/st", "http://www.w3.org/2004/02/skos/core#prefLabel", "Land Sachsen-Anhalt") in said
    assert any(p == f"{BASE}/ns#exact" and o == "Landkreistags" for _, p, o in said), "its evidence is described too"


def test_html_by_suffix_whatever_accept_says(server: Any, agreement: str) -> None:
    assert server.ask(f"/doc/{agreement}.html", accept="text/turtle").type == "text/html"


def test_identifier_with_a_dot_is_no_suffix(server: Any) -> None:
    assert server.ask("/doc/rule/choose.finest", accept="text/turtle").status == 200
    assert server.ask("/doc/rule/choose.finest.ttl").type == "text/turtle"


def test_document_that_nobody_wants_is_not_acceptable(server: Any, agreement: str) -> None:
    answer = server.ask(f"/doc/{agreement}", accept="image/png")
    assert (answer.status, answer.problem["code"]) == (406, "not-acceptable")
    assert "text/turtle" in answer.problem["detail"]


def test_headers_of_a_document(server: Any, agreement: str) -> None:
    headers = server.ask(f"/doc/{agreement}", accept="text/turtle", headers={"Origin": "https://example.org"}).headers
    assert {"Accept", "Accept-Language"} <= {v.strip() for v in headers["Vary"].split(",")}
    assert f'<{BASE}/doc/{agreement}>; rel="canonical"' in headers["Link"]
    assert f'</doc/{agreement}.jsonld>; rel="alternate"; type="application/ld+json"' in headers["Link"]
    assert f'</doc/{agreement}.ttl>; rel="describedby"' in headers["Link"]
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["Content-Security-Policy"].startswith("default-src 'self'")
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_document_is_revalidated_by_form_and_language(server: Any, agreement: str) -> None:
    tag = server.ask(f"/doc/{agreement}", accept="text/turtle").headers["ETag"]
    again = server.ask(f"/doc/{agreement}", accept="text/turtle", headers={"If-None-Match": f'"x", {tag}'})
    assert (again.status, again.body) == (304, b"")
    assert server.ask(f"/doc/{agreement}", accept="application/n-triples", headers={"If-None-Match": tag}).status == 200
    german = server.ask(f"/doc/{agreement}", accept="text/html", headers={"Accept-Language": "de"}).headers["ETag"]
    english = server.ask(
        f"/doc/{agreement}", accept="text/html", headers={"Accept-Language": "en", "If-None-Match": german}
    )
    assert english.status == 200


def test_only_get_and_head_on_documents(server: Any, agreement: str) -> None:
    assert server.ask(f"/doc/{agreement}", "HEAD").body == b""
    answer = server.ask(f"/doc/{agreement}", "POST", body=b"")
    assert (answer.status, answer.problem["code"]) == (405, "method-not-allowed")


def test_without_digest_nothing_is_tagged(dump: Path, serve: Callable[..., Any]) -> None:
    with serve(dump, digest=None) as server:
        assert "ETag" not in server.ask("/").headers


@pytest.mark.parametrize("how", ["accept", "query"])
def test_evidence_as_web_annotation(server: Any, release: str, how: str) -> None:
    (row, *_) = server.query('SELECT ?e WHERE { ?e pm:exact "Heinz-Lothar Theel" ; pm:supports pm:signatory }').rows
    path = row["e"].removeprefix(f"{BASE}/id/")
    if how == "accept":
        answer = server.ask(f"/doc/{path}", accept=f'application/ld+json;profile="{ANNOTATION}"')
    else:
        answer = server.ask(f"/doc/{path}.jsonld?profile={ANNOTATION}")
    assert answer.headers["Content-Type"] == f'application/ld+json;profile="{ANNOTATION}"'
    found = json.loads(answer.body)
    assert (found["@context"], found["id"], found["type"]) == (ANNOTATION, row["e"], "Annotation")
    assert found["body"]["source"].startswith(f"{BASE}/id/signature/")
    assert found["target"]["source"].startswith(f"{BASE}/id/{release}/text/")
    position, quote = found["target"]["selector"]
    assert (quote["type"], quote["exact"]) == ("TextQuoteSelector", "Heinz-Lothar Theel")
    assert position["end"] - position["start"] == len("Heinz-Lothar Theel")
    plain = server.ask(f"/doc/{path}", accept="application/ld+json")
    assert plain.headers["Content-Type"] == "application/ld+json"


def test_named_graph_in_every_format(server: Any) -> None:
    wanted = server.query(
        "SELECT (COUNT(*) AS ?n) WHERE { GRAPH <https://w3id.org/pmgraph/graph/register> { ?s ?p ?o } }"
    )
    for media_type, (suffix, format_) in FORMATS.items():
        answer = server.ask(f"/graph/register{suffix}")
        assert answer.type == media_type
        assert len(set(parse(answer.body, format=format_))) == int(wanted.rows[0]["n"])


@pytest.mark.parametrize(
    ("path", "subject"),
    [("/ns", f"{BASE}/ns#Signature"), ("/voc", f"{BASE}/voc/rahmenvereinbarung"), ("/voc/ikt", f"{BASE}/voc/ikt")],
)
def test_ontology_and_concepts_as_rdf(server: Any, path: str, subject: str) -> None:
    for media_type, (suffix, format_) in FORMATS.items():
        for answer in (server.ask(path, accept=media_type), server.ask(path + suffix)):
            assert (answer.status, answer.type) == (200, media_type)
            assert NamedNode(subject) in {q.subject for q in parse(answer.body, format=format_)}


def test_every_term_and_concept_answers(server: Any) -> None:
    page = server.ask("/ns", accept="text/html").text
    for row in server.query(
        f"SELECT ?t WHERE {{ GRAPH <{BASE}/ns> {{ ?t a ?c FILTER(STRSTARTS(STR(?t), '{BASE}/ns#')) }} }}"
    ).rows:
        assert f'id="{row["t"].removeprefix(f"{BASE}/ns#")}"' in page
    concepts = server.query("SELECT ?c WHERE { ?c a skos:Concept }").rows
    assert len(concepts) > 20
    for row in concepts[::5]:
        assert server.ask(f"/voc/{row['c'].removeprefix(f'{BASE}/voc/')}", accept="text/html").status == 200


FOREIGN = """
@prefix ex: <https://data.example/x/id/> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
ex:person\\/ä a foaf:Person ; foaf:name "Ä. Öztürk" ; foaf:familyName "Öztürk" .
"""


def test_any_file_under_any_base(tmp_path: Path, serve: Callable[..., Any]) -> None:
    file = tmp_path / "some.ttl"
    file.write_text(FOREIGN.replace("\\/", "%2F"), encoding="utf-8")
    with serve(file, build=False, base="https://data.example/x", digest=None) as server:
        assert server.query("SELECT ?n WHERE { ?s foaf:name ?n }").rows == [{"n": "Ä. Öztürk"}]
        (row,) = server.query("SELECT ?s WHERE { ?s foaf:name ?n }").rows
        assert row["s"].startswith("https://data.example/x/id/person")
        assert "Öztürk" in server.ask("/persons", accept="text/html").text
        answer = server.ask("/doc/person%2F%C3%A4", accept="text/turtle")
        assert "Öztürk" in answer.text
        assert server.ask("/ns").status == 404


def test_named_graphs_alone_are_read_as_their_union(tmp_path: Path, serve: Callable[..., Any]) -> None:
    file = tmp_path / "two.nq"
    lines = [
        f"<{BASE}/id/person/{n:03}> <http://xmlns.com/foaf/0.1/{p}> {o} <{BASE}/graph/g{n % 2}> .\n"
        for n in range(120)
        for p, o in (("name", f'"Person {n:03}"'), ("familyName", f'"{n:03}"'))
    ]
    lines += [
        f"<{BASE}/id/person/{n:03}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://xmlns.com/foaf/0.1/Person> <{BASE}/graph/t> .\n"
        for n in range(120)
    ]
    file.write_text("".join(lines))
    with serve(file, build=False, digest=None) as server:
        first, last = (server.ask(f"/persons?page={n}", accept="text/html").text for n in (1, 3))
        assert "Person 000" in first
        assert "Person 050" not in first
        assert "Person 119" in last
        assert 'rel="next"' in first
        assert 'rel="next"' not in last
        assert server.ask("/persons?page=4").status == 404
        assert server.ask("/persons?page=x").status == 400
        page = server.ask("/doc/person/007", accept="text/html").text
        assert 'href="/graph/g1"' in page
        assert 'href="/graph/t"' in page
        assert server.query("SELECT * WHERE { ?s ?p ?o }").rows == [], (
            "the endpoint serves the file as it states itself"
        )


@pytest.mark.parametrize(
    "path",
    [
        "/doc/%00",
        "/doc/%FF",
        "/doc/..%2f..%2fetc",
        "/doc/a%3Cb",
        "/voc/%22",
        "/doc/",
        "/id/",
        "/graph/%3C",
        "/doc/.ttl",
        "/doc/%",
        "//doc/x",
        "/doc//",
        "/ns.x",
        "/static/%2e%2e/app.py",
        "/agreements?page=%C2%B2",
        "/?lang=%00",
    ],
)
@pytest.mark.parametrize("accept", ["text/html", "text/turtle", "*/*;q=x"])
def test_odd_address_is_never_a_fault(server: Any, path: str, accept: str) -> None:
    assert server.ask(path, accept=accept).status < 500


def test_the_iri_of_the_ontologys_version_answers(server: Any) -> None:
    (row,) = server.query("SELECT ?v { ?o owl:versionIRI ?v }").rows
    assert row["v"].startswith(f"{BASE}/ns/")
    answer = server.ask(row["v"].removeprefix(BASE))
    assert (answer.status, answer.headers["Location"]) == (303, "/ns")
    other = server.ask("/ns/99.0.0")
    assert (other.status, other.problem["detail"]) == (404, f"this server has {row['v']}, not {BASE}/ns/99.0.0")
