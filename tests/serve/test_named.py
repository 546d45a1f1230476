"""The named queries as an API, and the description of the whole interface."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import jsonschema
import pytest

from pmgraph.queries.catalogue import named_queries, named_query
from pmgraph.serve.app import _routes
from pmgraph.serve.named import term, variables
from pmgraph.serve.openapi import describe

B = "https://w3id.org/pmgraph"


@pytest.mark.parametrize("query", named_queries(), ids=lambda q: q.name)
def test_each_query_answers_as_at_the_endpoint(server: Any, query: Any) -> None:
    form = "json" if query.kind in ("SELECT", "ASK") else "ntriples"
    there = server.ask(f"/query/{query.name}?format={form}")
    assert there.status == 200, there.text
    assert there.body == server.query(query.text, format=form).body
    assert server.ask(f"/query/{query.id}?format={form}").body == there.body


def test_variables_are_bound_by_their_names(server: Any) -> None:
    rows = server.ask("/query/q03?format=json").rows
    person = rows[0]["person"]
    for value in (quote(person), person.removeprefix(f"{B}/")):
        assert [r["person"] for r in server.ask(f"/query/q03?format=json&person={value}").rows] == [person]
    assert server.ask("/query/q03?format=json&person=id/person/none").rows == []
    assert server.ask("/query/q03?format=json&name=Michael%20Richter").rows == [
        r for r in rows if r["name"] == "Michael Richter"
    ]


def test_a_value_that_a_query_has_gives_way_to_another(server: Any) -> None:
    def signings(asked: str) -> list[str]:
        return [row["earliest"] for row in server.ask(f"/query/q13{asked}").rows]

    assert signings("") == ["2014-07-16"]
    assert signings("?from=2006-01-01&to=2006-12-31") == ["2006-01-09"]
    assert signings("?from=2006-01-01") == ["2006-01-09", "2014-07-16"]
    assert signings("?from=2020-01-01&to=2020-12-31") == []
    refused = server.ask("/query/q13?from=heute")
    assert (refused.status, refused.problem["code"]) == (400, "bad-value")
    assert "is no day" in refused.problem["detail"]


def test_rows_come_in_pages(server: Any) -> None:
    whole = server.ask("/query/q03?format=json").rows
    assert len(whole) == 3
    pages = [server.ask(f"/query/q03?format=json&limit=2&offset={at}").rows for at in (0, 2, 4)]
    assert [len(page) for page in pages] == [2, 1, 0]
    assert [row for page in pages for row in page] == whole


def test_every_format_is_given(server: Any) -> None:
    assert server.ask("/query/q03?format=xlsx").body.startswith(b"PK")
    assert server.ask("/query/q03", accept="text/csv").type == "text/csv"
    assert server.ask("/query/q03", accept="text/tab-separated-values").type == "text/tab-separated-values"


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/query/q99", 404, "not-found"),
        ("/query/q03?agreemnt=x", 400, "unknown-parameter"),
        ("/query/q03?limit=-1", 400, "bad-limit"),
        ("/query/q03?limit=100001", 400, "bad-limit"),
        ("/query/q03?offset=x", 400, "bad-offset"),
        ("/query/q03?format=doc", 400, "unknown-format"),
        ("/query/q09?day=2014-02-30", 400, "bad-value"),
    ],
)
def test_wrong_parameter_is_named(server: Any, path: str, status: int, code: str) -> None:
    answer = server.ask(path, accept="application/json")
    assert (answer.status, answer.problem["code"]) == (status, code)


@pytest.mark.parametrize("value", ['"} DROP ALL #', "x' } UNION { ?s ?p ?o", "<a>", "a\\u0022b", "?s", "id/}{"])
def test_no_value_changes_the_query_around_it(server: Any, value: str) -> None:
    answer = server.ask(f"/query/q03?format=json&name={quote(value)}")
    assert (answer.status, answer.rows) == (200, [])


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("id/body/st", f"<{B}/id/body/st>"),
        ("https://example.org/a", "<https://example.org/a>"),
        ("2014-07-16", '"2014-07-16"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("Michael Richter", '"Michael Richter"'),
        ("Hinweis: mit Leerzeichen", '"Hinweis: mit Leerzeichen"'),
    ],
)
def test_value_means_what_it_looks_like(value: str, expected: str) -> None:
    assert str(term(value, B)) == expected


def test_list_names_variables_and_addresses(server: Any) -> None:
    found = json.loads(server.ask("/query").body)
    assert [q["id"] for q in found] == [q.id for q in named_queries()]
    third = found[2]
    assert {"agreement", "person", "body", "name"} <= set(third["variables"])
    assert server.ask(third["address"].removeprefix(server.address.rstrip("/"))).status == 200
    assert variables(named_query("q03")) == frozenset(third["variables"])


def test_description_is_served_with_its_own_address(server: Any) -> None:
    answer = server.ask("/openapi.json")
    assert answer.type == "application/openapi+json"
    found = json.loads(answer.body)
    assert found["openapi"] == "3.1.0"
    assert found["servers"] == [{"url": server.address.rstrip("/")}] or found["servers"] == [{"url": server.address}]
    assert found["info"]["title"] == "Agreements"


def test_description_covers_every_address() -> None:
    described = {
        path.replace("{path}", "*").replace("{id}", "*").replace("{slug}", "*") for path in describe("t", "/")["paths"]
    }
    served = {
        path.replace("{path:path}", "*").replace("{id:path}", "*").replace("{id}", "*").replace("{slug}", "*")
        for route in _routes()
        if (path := getattr(route, "path", ""))
        and path not in {"/query/{name}.{ending}", "/ns.{ending}", "/voc.{ending}"}
    }
    beside = {
        "/static",
        "/robots.txt",
        "/favicon.ico",
        "/ns/",
        "/ns/{version}",
        "/voc/",
        "/release/*",
        "/release/latest/*",
        "/release/timemap/*",
        "/query/{name}",
        "/openapi.json",
    }
    assert served - described == beside
    assert {p for p in described - served if not p.startswith("/query/")} == set()


def test_every_schema_of_the_description_is_one() -> None:
    def schemas(value: Any) -> Any:
        if isinstance(value, dict):
            for key, inner in value.items():
                if key == "schema":
                    yield inner
                yield from schemas(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from schemas(inner)

    found = list(schemas(describe("t", "/")))
    assert len(found) > 200
    for schema in found:
        jsonschema.Draft202012Validator.check_schema(schema)
