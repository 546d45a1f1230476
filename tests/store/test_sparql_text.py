"""Values put into queries: whatever the value, the query around it stays what it was."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, Store

from pmgraph.errors import QueryError
from pmgraph.store.sparql_text import bind, query_form

A, B, P, Q = (NamedNode(f"http://example.org/{name}") for name in "abpq")


@pytest.fixture(scope="module")
def store() -> Store:
    made = Store()
    made.extend(
        [
            Quad(A, P, Literal("one"), DefaultGraph()),
            Quad(B, P, Literal("two"), DefaultGraph()),
            Quad(A, Q, B, DefaultGraph()),
        ]
    )
    return made


def rows(store: Store, sparql: str) -> list[list[str | None]]:
    answer = store.query(sparql)
    assert isinstance(answer, QuerySolutions)
    return sorted([None if term is None else term.value for term in row] for row in answer)


@pytest.mark.parametrize(
    ("sparql", "form"),
    [
        ("SELECT * {}", "SELECT"),
        ("# SELECT\nPREFIX ask: <http://example.org/ask#>\nask { ?s ask:p ?o }", "ASK"),
        ("BASE <http://example.org/> CONSTRUCT WHERE { ?s ?p ?o }", "CONSTRUCT"),
        ("describe <http://example.org/a>", "DESCRIBE"),
    ],
)
def test_form_is_the_first_keyword_outside_names_and_comments(sparql: str, form: str) -> None:
    assert query_form(sparql) == form


@pytest.mark.parametrize(
    "text",
    ["", "INSERT DATA { <a:a> <a:a> 'SELECT' }", "LOAD <http://example.org/>", "# SELECT", "DELETE WHERE { ?s ?p ?o }"],
)
def test_what_is_no_query_is_refused(text: str) -> None:
    with pytest.raises(QueryError, match="no SELECT, ASK"):
        query_form(text)


@pytest.mark.parametrize(
    ("sparql", "expected"),
    [
        ("SELECT ?o { ?s <http://example.org/p> ?o }", [["one"]]),
        ("SELECT ?s ?o WHERE { ?s <http://example.org/p> ?o }", [[A.value, "one"]]),
        ("SELECT ?s (COUNT(?o) AS ?n) { ?s ?p ?o } GROUP BY ?s", [[A.value, "2"]]),
        ("SELECT ?o { ?x <http://example.org/p> ?o FILTER(?x = ?s) }", [["one"]]),
        ("SELECT ?o { ?x <http://example.org/p> ?o FILTER NOT EXISTS { ?x <http://example.org/q> ?s } }", [["one"], ["two"]]),
        ("SELECT (EXISTS { ?s <http://example.org/q> ?z } AS ?has) { ?s <http://example.org/p> ?o }", [["true"]]),
        ("SELECT ?s ?o { SELECT ?s ?o { ?s <http://example.org/p> ?o } }", [[A.value, "one"]]),
        ("SELECT ?o { # SELECT { }\n ?s <http://example.org/p> ?o }", [["one"]]),
        ("SELECT ?o ('{' AS ?brace) { ?s <http://example.org/p> ?o } ORDER BY ?o LIMIT 1", [["one", "{"]]),
        ("SELECT ?o { { ?s <http://example.org/p> ?o } UNION { ?s <http://example.org/q> ?o } }", [[B.value], ["one"]]),
    ],
)  # fmt: skip
def test_a_bound_variable_restricts_the_pattern(store: Store, sparql: str, expected: list[list[str]]) -> None:
    assert rows(store, bind(sparql, {"s": A})) == expected


@pytest.mark.parametrize(
    "sparql",
    [
        "CONSTRUCT { ?s <http://example.org/r> ?o } WHERE { ?s ?p ?o }",
        "CONSTRUCT WHERE { ?s ?p ?o }",
        "DESCRIBE ?s { ?s ?p ?o }",
    ],
)
def test_graph_queries_are_bound_too(store: Store, sparql: str) -> None:
    triples = list(store.query(bind(sparql, {"s": A})))  # type: ignore[arg-type]
    assert {triple.subject for triple in triples} == {A}
    assert len(triples) == 2


HOSTILE = [
    '" } #', "' . } UNION { ?s ?p ?o } #", "\\", '\\"', '"""', "'''", "\n}\r\n{", "\u0000\u007f", "<http://example.org/>", "?s", "ä€😀",
    '"@de', '"^^<http://example.org/t>', "} VALUES ?x { 1 } {",
]  # fmt: skip


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("language", [None, "de"])
def test_a_hostile_value_stays_a_value(store: Store, value: str, language: str | None) -> None:
    query = "SELECT ?x WHERE { BIND(1 AS ?one) }"
    assert rows(store, bind(query, {"x": Literal(value, language=language)})) == [[value]]


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_string_comes_back_as_it_was(value: str) -> None:
    assert rows(Store(), bind("SELECT ?x { BIND(1 AS ?one) }", {"x": Literal(value)})) == [[value]]


@pytest.mark.parametrize("name", ["", "?s", "s }", "1x", "s) {"])
def test_a_name_that_is_no_variable_is_refused(name: str) -> None:
    with pytest.raises(QueryError, match="no name of a variable"):
        bind("SELECT * { ?s ?p ?o }", {name: A})


def test_a_blank_node_is_refused_because_it_would_match_anything() -> None:
    with pytest.raises(QueryError, match="blank node _:b"):
        bind("SELECT * { ?s ?p ?o }", {"s": BlankNode("b")})


def test_a_query_without_a_pattern_cannot_be_bound() -> None:
    with pytest.raises(QueryError, match="no pattern"):
        bind("DESCRIBE <http://example.org/a>", {"s": A})


def test_without_bindings_the_text_is_unchanged() -> None:
    assert bind("no query at all", {}) == "no query at all"
