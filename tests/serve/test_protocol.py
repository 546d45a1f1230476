"""SPARQL 1.1 Protocol, section 2.1 (https://www.w3.org/TR/sparql11-protocol/#query-operation), case by case."""

from __future__ import annotations

import json
import socket
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, Store

from pmgraph.queries.catalogue import named_queries
from pmgraph.serve.problem import Problem
from pmgraph.serve.protocol import FORM, QUERY, UPDATE, Operation, read_operation
from pmgraph.vocab import PREFIXES

ASK = "ASK { ?s ?p ?o }"
G = "https://w3id.org/pmgraph/graph/register"


def form(**parameters: str | list[str]) -> bytes:
    return urlencode(parameters, doseq=True).encode()


@pytest.mark.parametrize(
    ("section", "arguments"),
    [
        ("2.1.1 GET", ("GET", None, form(query=ASK), b"")),
        ("2.1.2 POST form", ("POST", FORM, b"", form(query=ASK))),
        ("2.1.2 POST form with charset", ("POST", f"{FORM}; charset=UTF-8", b"", form(query=ASK))),
        ("2.1.3 POST direct", ("POST", QUERY, b"", ASK.encode())),
        ("2.1.3 POST direct, charset", ("POST", f"{QUERY}; charset=utf-8", b"", ASK.encode())),
        ("2.1.3 type is case-insensitive", ("POST", "Application/SPARQL-Query", b"", ASK.encode())),
    ],
)
def test_three_ways_to_ask(section: str, arguments: tuple[str, str | None, bytes, bytes]) -> None:
    assert read_operation(*arguments) == Operation(query=ASK), section


@pytest.mark.parametrize("way", ["get", "form", "direct"])
def test_2_1_4_dataset_of_the_protocol(way: str) -> None:
    graphs = {"default-graph-uri": [G, "http://x/2"], "named-graph-uri": ["http://x/3"]}
    found = {
        "get": lambda: read_operation("GET", None, form(query=ASK, **graphs), b""),
        "form": lambda: read_operation("POST", FORM, b"", form(query=ASK, **graphs)),
        "direct": lambda: read_operation("POST", QUERY, form(**graphs), ASK.encode()),
    }[way]()
    assert found.default_graphs == (G, "http://x/2")
    assert found.named_graphs == ("http://x/3",)


def test_plain_get_asks_for_the_description() -> None:
    assert read_operation("GET", None, b"lang=en", b"").query is None


def test_plus_and_percent_are_decoded() -> None:
    assert read_operation("GET", None, b"query=ASK+%7B%7D+%23+%C3%A4", b"").query == "ASK {} # ä"


@pytest.mark.parametrize(
    ("section", "status", "code", "arguments"),
    [
        ("2.1.1 exactly one query", 400, "several-queries", ("GET", None, form(query=[ASK, ASK]), b"")),
        ("2.1.2 exactly one query", 400, "several-queries", ("POST", FORM, b"", form(query=[ASK, ASK]))),
        ("2.1.2 query is required", 400, "no-query", ("POST", FORM, b"", b"")),
        ("2.1.2 parameters stand in the body", 400, "several-queries", ("POST", FORM, form(query=ASK), form(query=ASK))),
        ("2.1.3 no second query in the address", 400, "several-queries", ("POST", QUERY, form(query=ASK), ASK.encode())),
        ("2.1.1 a dataset without query", 400, "no-query", ("GET", None, form(**{"default-graph-uri": G}), b"")),
        ("2.1.4 graphs are IRIs", 400, "bad-graph", ("GET", None, form(query=ASK, **{"default-graph-uri": "a b"}), b"")),
        ("2.1.4 graphs are absolute", 400, "bad-graph", ("GET", None, form(query=ASK, **{"named-graph-uri": "x"}), b"")),
        ("2.1.1 update is no query", 400, "read-only", ("GET", None, form(update="CLEAR ALL"), b"")),
        ("2.2.1 no update by form", 400, "read-only", ("POST", FORM, b"", form(update="CLEAR ALL"))),
        ("2.2.1 no update beside a query", 400, "read-only", ("POST", FORM, b"", form(query=ASK, update="CLEAR ALL"))),
        ("2.2.1 no update in the address", 400, "read-only", ("POST", FORM, form(update="CLEAR ALL"), form(query=ASK))),
        ("2.2.2 no direct update", 415, "unsupported-media-type", ("POST", UPDATE, b"", b"CLEAR ALL")),
        ("2.1 other types", 415, "unsupported-media-type", ("POST", "text/plain", b"", ASK.encode())),
        ("2.1 no type", 415, "unsupported-media-type", ("POST", None, b"", ASK.encode())),
        ("2.1.3 UTF-8 only", 415, "unsupported-media-type", ("POST", f"{QUERY}; charset=latin1", b"", ASK.encode())),
        ("2.1.3 invalid UTF-8", 400, "not-utf-8", ("POST", QUERY, b"", b"ASK { ?s ?p '\xe4' }")),
        ("2.1.1 invalid UTF-8, encoded", 400, "not-utf-8", ("GET", None, b"query=%E4", b"")),
        ("2.1.2 invalid UTF-8 in a form", 400, "not-utf-8", ("POST", FORM, b"", b"query=\xe4")),
        ("no flood of parameters", 400, "too-many-parameters", ("GET", None, b"&".join([b"a=1"] * 1001), b"")),
        ("2.1 methods", 405, "method-not-allowed", ("PUT", QUERY, b"", ASK.encode())),
        ("2.1 methods", 405, "method-not-allowed", ("DELETE", None, b"", b"")),
        ("2.1 methods", 405, "method-not-allowed", ("PATCH", UPDATE, b"", b"")),
    ],
)  # fmt: skip
def test_rejected(section: str, status: int, code: str, arguments: tuple[str, str | None, bytes, bytes]) -> None:
    with pytest.raises(Problem) as caught:
        read_operation(*arguments)
    assert (caught.value.status, caught.value.code) == (status, code), section


def test_refusals_name_the_way_out() -> None:
    with pytest.raises(Problem) as wrong_type:
        read_operation("POST", "text/plain", b"", b"")
    assert wrong_type.value.headers["Accept-Post"] == f"{FORM}, {QUERY}"
    with pytest.raises(Problem) as wrong_method:
        read_operation("PUT", None, b"", b"")
    assert "POST" in wrong_method.value.headers["Allow"]


# The same over the wire.


@pytest.mark.parametrize("way", ["get", "form", "direct"])
def test_every_way_gets_the_same_rows(server: Any, way: str) -> None:
    query = 'SELECT ?n WHERE { ?p a foaf:Person ; foaf:name ?n FILTER(?n != "ä") } ORDER BY ?n'
    answer = {
        "get": lambda: server.query(query),
        "form": lambda: server.ask("/sparql", "POST", body=form(query=query), headers={"Content-Type": FORM}),
        "direct": lambda: server.ask("/sparql", "POST", body=query.encode(), headers={"Content-Type": QUERY}),
    }[way]()
    assert (answer.status, answer.type) == (200, "application/sparql-results+json")
    assert answer.rows == [{"n": "Heinz-Lothar Theel"}, {"n": "Jürgen Leindecker"}, {"n": "Michael Richter"}]


@pytest.mark.parametrize(
    ("accept", "media_type", "begins"),
    [
        ("application/sparql-results+json", "application/sparql-results+json", '{"head"'),
        ("application/json", "application/json", '{"head"'),
        ("application/sparql-results+xml", "application/sparql-results+xml", "<?xml"),
        ("text/csv", "text/csv", "n\r\nMichael"),
        ("text/tab-separated-values", "text/tab-separated-values", '?n\n"Michael'),
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.6", "application/sparql-results+xml", "<?xml"),
        ("*/*", "application/sparql-results+json", '{"head"'),
        ("text/turtle, application/sparql-results+json;q=0.1", "application/sparql-results+json", '{"head"'),
    ],
)
def test_2_1_6_rows_in_the_format_asked_for(server: Any, accept: str, media_type: str, begins: str) -> None:
    answer = server.query('SELECT ?n WHERE { ?p foaf:familyName "Richter" ; foaf:name ?n }', accept=accept)
    assert (answer.status, answer.type) == (200, media_type)
    assert answer.text.startswith(begins)
    assert "Accept" in answer.headers["Vary"]


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("text/turtle", "text/turtle"), ("application/n-triples", "application/n-triples"),
        ("application/ld+json", "application/ld+json"), ("application/rdf+xml", "application/rdf+xml"),
        ("application/n-quads", "application/n-quads"), ("application/trig", "application/trig"),
        ("*/*", "text/turtle"), ("application/sparql-results+json, application/rdf+xml;q=0.5", "application/rdf+xml"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "form_", ["CONSTRUCT WHERE { ?p foaf:familyName ?n }", "DESCRIBE ?p WHERE { ?p a foaf:Person }"]
)
def test_2_1_6_triples_in_the_format_asked_for(server: Any, form_: str, accept: str, media_type: str) -> None:
    answer = server.query(form_, accept=accept)
    assert (answer.status, answer.type) == (200, media_type)
    assert "Leindecker" in answer.text


@pytest.mark.parametrize("name", ["csv", "text/csv", "CSV"])
def test_format_parameter_outranks_accept(server: Any, name: str) -> None:
    answer = server.query("ASK { ?s a foaf:Person }", accept="application/sparql-results+xml", format=name)
    assert (answer.type, answer.text.strip()) == ("text/csv", "true")


def test_ask_in_every_format(server: Any) -> None:
    for name in ("json", "xml", "csv", "tsv"):
        assert "true" in server.query("ASK { ?s a foaf:Person }", format=name).text
        assert "false" in server.query("ASK { ?s a foaf:Nobody }", format=name).text


@pytest.mark.parametrize(
    ("status", "code", "path", "accept"),
    [
        (400, "unknown-format", "/sparql?query=ASK%7B%7D&format=pdf", "*/*"),
        (400, "query-rejected", "/sparql?query=SELECT", "*/*"),
        (400, "query-rejected", "/sparql?query=", "*/*"),
        (400, "query-rejected", "/sparql?query=" + quote("INSERT DATA { <a:a> <a:a> <a:a> }"), "*/*"),
        (400, "query-rejected", "/sparql?query=" + quote("LOAD <file:///etc/passwd>"), "*/*"),
        (400, "query-rejected", "/sparql?query=" + quote("DROP ALL"), "*/*"),
        (400, "several-queries", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D", "*/*"),
        (406, "not-acceptable", "/sparql?query=ASK%7B%7D", "image/png"),
        (406, "query-not-acceptable", "/sparql?query=ASK%7B%7D", "text/turtle"),
        (406, "query-not-acceptable", "/sparql?query=ASK%7B%7D&format=turtle", "*/*"),
        (406, "query-not-acceptable", "/sparql?query=" + quote("DESCRIBE <a:a>"), "text/csv"),
    ],
)
def test_2_1_7_failure_is_a_problem_document(server: Any, status: int, code: str, path: str, accept: str) -> None:
    answer = server.ask(path, accept=accept)
    assert answer.status == status
    assert answer.problem["code"] == code


def test_wrong_method_and_type_over_the_wire(server: Any) -> None:
    for method in ("PUT", "DELETE", "PATCH"):
        answer = server.ask("/sparql", method, body=b"x", headers={"Content-Type": QUERY})
        assert (answer.status, answer.problem["code"]) == (405, "method-not-allowed")
        assert "GET" in answer.headers["Allow"]
    answer = server.ask("/sparql", "POST", body=b"CLEAR ALL", headers={"Content-Type": UPDATE})
    assert (answer.status, answer.problem["code"]) == (415, "unsupported-media-type")


def test_nothing_can_be_changed(server: Any) -> None:
    before = server.query("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }").rows
    for body in (form(update="CLEAR ALL"), form(query="CLEAR ALL"), form(query=ASK, update="CLEAR ALL")):
        assert server.ask("/sparql", "POST", body=body, headers={"Content-Type": FORM}).status == 400
    assert server.query("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }").rows == before


def test_dataset_of_the_protocol_outranks_from(server: Any) -> None:
    query = "SELECT (COUNT(*) AS ?n) FROM <http://nowhere.example/> WHERE { ?s a org:Post }"
    assert server.query(query).rows == [{"n": "0"}]
    assert int(server.query(query, **{"default-graph-uri": G}).rows[0]["n"]) >= 3


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * WHERE { SERVICE <{}> { ?s ?p ?o } }",
        "SELECT * WHERE { SERVICE SILENT <{}> { ?s ?p ?o } }",
        "SELECT * WHERE { BIND(<{}> AS ?e) SERVICE ?e { ?s ?p ?o } }",
        r"SELECT * WHERE { \u0053ERVICE SILENT <{}> { ?s ?p ?o } }",
        "SELECT * FROM <{}> WHERE { ?s ?p ?o }",
        "SELECT * FROM NAMED <{}> WHERE { GRAPH ?g { ?s ?p ?o } }",
        "LOAD <{}>",
    ],
)
def test_no_query_opens_an_address(server: Any, query: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.05)
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/x"
        answer = server.query(query.replace("{}", address))
        with pytest.raises(TimeoutError):
            listening.accept()
    assert answer.status == 400 or answer.rows == []


def test_query_longer_than_the_limit(server: Any) -> None:
    body = b"ASK {}" + b" " * 1_000_001
    answer = server.ask("/sparql", "POST", body=body, headers={"Content-Type": QUERY})
    assert (answer.status, answer.problem["code"]) == (413, "query-too-long")
    answer = server.ask("/sparql", "POST", body=body * 4, headers={"Content-Type": QUERY})
    assert answer.status == 413


def test_head_has_the_headers_of_get(server: Any) -> None:
    answer = server.ask("/sparql?query=ASK%7B%7D", "HEAD")
    assert (answer.status, answer.body, answer.type) == (200, b"", "application/sparql-results+json")


def test_browser_gets_a_page_with_the_rows_linked_to_this_host(server: Any) -> None:
    answer = server.query("SELECT ?p WHERE { ?p a foaf:Person }", accept="text/html,application/xhtml+xml,*/*;q=0.8")
    assert (answer.status, answer.type) == (200, "text/html")
    assert answer.text.count('<a href="/doc/person/') == 3
    assert "3 Zeilen" in answer.text


def test_browser_gets_triples_and_truth_on_the_page(server: Any) -> None:
    assert (
        "foaf:familyName &#34;Richter&#34;" in server.query("DESCRIBE ?p { ?p a foaf:Person }", accept="text/html").text
    )
    assert '<p class="lead">ja</p>' in server.query("ASK { ?p a foaf:Person }", accept="text/html").text
    several = server.query('SELECT ?a ?b { VALUES (?a ?b) { (1 "x"@en) (UNDEF <a:b>) } }', accept="text/html").text
    assert '<span lang="en">x</span>' in several


def test_browser_gets_the_error_beside_the_query(server: Any) -> None:
    answer = server.query("SELEKT <b>", accept="text/html")
    assert answer.status == 400
    assert "SELEKT &lt;b&gt;" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers
    assert 'role="alert"' in answer.text


def test_service_description_tells_the_true_address(server: Any) -> None:
    answer = server.ask("/sparql", accept="application/n-triples")
    sd = "http://www.w3.org/ns/sparql-service-description#"
    here = f"<{server.address}sparql>"
    assert answer.status == 200
    assert f"{here} <{sd}endpoint> {here} ." in answer.text
    assert f"{here} <{sd}supportedLanguage> <{sd}SPARQL11Query> ." in answer.text
    assert f"<{sd}name> <{G}> ." in answer.text
    assert "10 s" in answer.text
    assert "_:" not in answer.text


def test_service_description_offers_prefixes_and_examples_that_run(server: Any) -> None:
    store = Store()
    store.load(server.ask("/sparql", accept="text/turtle").body, format=RdfFormat.TURTLE)
    sh = "PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX schema: <https://schema.org/> "
    rows = store.query(sh + "SELECT ?p ?n { ?s sh:declare ?d . ?d sh:prefix ?p ; sh:namespace ?n }")
    prefixes = {row["p"].value: row["n"].value for row in rows}
    assert prefixes == {prefix: str(namespace) for prefix, namespace in PREFIXES.items()}
    forms = "sh:select|sh:construct|sh:ask|sh:describe"
    examples = list(store.query(sh + f"SELECT ?q {{ ?e a sh:SPARQLExecutable ; schema:target ?s ; {forms} ?q }}"))
    assert len(examples) == len(named_queries())
    for example in examples:
        assert server.query(example["q"].value, accept="*/*").status == 200, example["q"]


@given(
    st.sampled_from(["GET", "POST", "PUT"]),
    st.sampled_from([None, FORM, QUERY, UPDATE, "a;charset"]),
    st.binary(max_size=60),
    st.binary(max_size=60),
)
def test_any_bytes_are_an_operation_or_a_problem(method: str, kind: str | None, address: bytes, body: bytes) -> None:
    try:
        read_operation(method, kind, address, body)
    except Problem as problem:
        refused = problem.status
    else:
        refused = 400
    assert refused in (400, 405, 415)


def test_answers_are_revalidated(server: Any) -> None:
    first = server.query("ASK { ?s ?p ?o }")
    path = f"/sparql?{urlencode({'query': 'ASK { ?s ?p ?o }'})}"
    again = server.ask(path, accept="application/sparql-results+json", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status, again.body, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    other = server.ask(path, accept="text/csv", headers={"If-None-Match": first.headers["ETag"]})
    assert other.status == 200


def test_results_are_json_that_others_can_read_from_any_page(server: Any) -> None:
    answer = server.ask("/sparql?query=ASK%7B%7D", headers={"Origin": "https://example.org"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert json.loads(answer.body)["boolean"] is True
    preflight = server.ask(
        "/sparql", "OPTIONS",
        headers={"Origin": "https://example.org", "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"},
    )  # fmt: skip
    assert preflight.status == 200
    assert "POST" in preflight.headers["Access-Control-Allow-Methods"]
