"""Which agreements are in force on a day: certain, possible or unknown, never guessed."""

from pathlib import Path

import pytest

from pmgraph.publish.versions import GRAPH
from pmgraph.queries.catalogue import named_query
from pmgraph.store.embedded import EmbeddedGraph
from pmgraph.store.protocol import select


@pytest.fixture(scope="module")
def terms(terms_version: Path) -> EmbeddedGraph:
    return EmbeddedGraph.of_build(terms_version / GRAPH)


def on(graph: EmbeddedGraph, day: str) -> dict[str, str]:
    query = named_query("in-force").text
    assert '"2015-01-01"' in query
    return {row["label"]: row["inForce"] for row in select(graph, query.replace('"2015-01-01"', f'"{day}"'))}


HEIDE, MOOR, TORF = "Heidepakt (2014)", "Moorvereinbarung (2014)", "Torfvertrag (2014)"


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("2013-12-31", {}),
        ("2014-04-30", {HEIDE: "möglich"}),
        ("2014-05-01", {HEIDE: "möglich", MOOR: "ja"}),
        ("2015-01-01", {HEIDE: "ja", MOOR: "ja", TORF: "möglich"}),
        ("2019-04-30", {HEIDE: "ja", MOOR: "ja", TORF: "möglich"}),
        ("2019-05-01", {HEIDE: "ja", TORF: "möglich"}),
        ("2020-06-01", {HEIDE: "möglich", TORF: "möglich"}),
        ("2021-01-01", {TORF: "möglich"}),
    ],
)
def test_a_day_decides_which_agreements_are_in_force(terms: EmbeddedGraph, day: str, found: dict[str, str]) -> None:
    assert on(terms, day) == found


def test_the_dates_are_as_precise_as_the_source(terms: EmbeddedGraph) -> None:
    rows = {row["label"]: (row.get("from"), row.get("until")) for row in select(terms, named_query("q21").text)}
    assert rows == {HEIDE: ("2014", "2020"), MOOR: ("2014-05-01", "2019-04-30"), TORF: ("2014-06-01", None)}
