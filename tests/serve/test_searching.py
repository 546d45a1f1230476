"""`/search` as a real server answers it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest


@pytest.fixture(scope="module")
def built_server(built: Any, version: Path, serve_build: Callable[..., Any]) -> Iterator[Any]:
    """The build that ships, served by the command, with the index that the build made."""
    assert (version / "search.sqlite").is_file()
    with serve_build(version.parent.parent) as running:
        yield running


def ask(server: Any, query: str, **more: str) -> dict[str, Any]:
    tail = "".join(f"&{name}={value}" for name, value in more.items())
    answer = server.ask(f"/search.json?q={quote(query)}{tail}")
    assert answer.status == 200, answer.text
    found: dict[str, Any] = json.loads(answer.body)
    return found


def test_person_is_found_with_office_and_page(built_server: Any) -> None:
    first = ask(built_server, "leindeker")["results"][0]
    assert (first["type"], first["name"]) == ("person", "Jürgen Leindecker")
    assert "Städte- und Gemeindebund" in first["detail"]
    assert (
        built_server.ask(first["page"].removeprefix(built_server.address.rstrip("/")), accept="text/html").status == 200
    )


def test_release_is_found_by_its_words_with_the_passage(built_server: Any) -> None:
    (hit,) = ask(built_server, "Verwaltungskosten", type="release")["results"]
    assert [hit["snippet"][a:b] for a, b in hit["marks"]] == ["Verwaltungskosten"]


def test_page_shows_hits_with_marks(built_server: Any) -> None:
    text = built_server.ask("/search?q=Verwaltungskosten&lang=de", accept="text/html").text
    assert "<mark>Verwaltungskosten</mark>" in text
    assert "1 Treffer" in text
    english = built_server.ask("/search?q=Landkreistg&lang=en", accept="text/html").text
    assert "taken to mean: landkreistag" in english


def test_what_is_typed_is_never_markup(built_server: Any) -> None:
    text = built_server.ask("/search?q=%3Cscript%3Ealert(1)%3C/script%3E%22", accept="text/html").text
    assert "<script" not in text
    assert "&lt;script&gt;" in text


def test_kinds_pages_and_lengths_are_checked(built_server: Any) -> None:
    for query, code in [
        ("q=a&type=x", "unknown-type"), ("q=a&page=0", "bad-page"), ("q=a&limit=101", "bad-limit"),
        ("q=a&limit=%C2%B2", "bad-limit"), (f"q={'a' * 501}", "query-too-long"),
    ]:  # fmt: skip
        answer = built_server.ask(f"/search.json?{query}")
        assert (answer.status, answer.problem["code"]) == (400, code)
    assert {r["type"] for r in ask(built_server, "Sachsen-Anhalt", type="body")["results"]} == {"body"}


def test_empty_query_shows_the_form(built_server: Any) -> None:
    assert ask(built_server, "")["total"] == 0
    assert 'type="search"' in built_server.ask("/search", accept="text/html").text


def test_graph_without_an_index_is_searched_too(server: Any) -> None:
    """The server of a file makes its index when it is first asked."""
    assert ask(server, "Gemeindebund")["total"] > 0
