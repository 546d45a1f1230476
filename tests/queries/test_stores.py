"""The queries answer the same on another store, and stay right where several releases speak of one thing."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, QuerySolutions

from pmgraph.publish.versions import GRAPH
from pmgraph.queries.catalogue import NamedQuery, named_queries, named_query
from pmgraph.store.embedded import EmbeddedGraph
from pmgraph.store.protocol import select

Rows = list[dict[str, str]]
R = "https://w3id.org/pmgraph/id/release/st-mf/2014/31"
NEW = "https://w3id.org/pmgraph/id/agreement/st/2014/rahmenvereinbarung-zusammenarbeit-bereichen-ikt-e-government"


# rdflib's own parser and engine still call what rdflib deprecates.
@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")
@pytest.mark.parametrize("query", named_queries(), ids=lambda q: q.name)
def test_rdflib_gives_the_same_rows_for_the_same_text(
    graph: EmbeddedGraph, dataset: rdflib.Dataset, query: NamedQuery
) -> None:
    def key(row: dict[str, str]) -> list[tuple[str, str]]:
        return sorted(row.items())

    there = [{str(name): str(term) for name, term in row.items()} for row in dataset.query(query.text).bindings]
    here = list(select(graph, query.text))
    assert here
    assert sorted(there, key=key) == sorted(here, key=key)


def twin(line: str) -> str:
    """The line as a second release under number 32 would say it: the same agreement, bodies and places.

    Its evidence is its own; it words the title and the day in another way, and calls the agreement planned.
    """
    for said, other in (
        ("/voc/renewed>", "/voc/planned>"),
        ('"am Mittwoch"@de', '"heute"@de'),
        (
            '"Rahmenvereinbarung über Zusammenarbeit in Bereichen IKT und E-Government"@de',
            '"Rahmenvereinbarung IKT"@de',
        ),
    ):
        line = line.replace(said, other)
    return line.replace(R, R.removesuffix("/31") + "/32").replace(
        "graph/release/st-mf/2014/31", "graph/release/st-mf/2014/32"
    )


@pytest.fixture(scope="module")
def two(seed_version: Path, tmp_path_factory: pytest.TempPathFactory) -> EmbeddedGraph:
    """The graph of the release of 2014 with a second release that tells the same news."""
    lines = (seed_version / GRAPH).read_text(encoding="utf-8").splitlines()
    # What is derived is derived once for the agreement that both speak of; the twin's own date is not in the graph.
    told = [line for line in lines if "/graph/release/st-mf/2014/31> ." in line]
    dump = tmp_path_factory.mktemp("two") / GRAPH
    dump.write_text("\n".join([*lines, *map(twin, told)]) + "\n", encoding="utf-8")
    return EmbeddedGraph.of_build(dump)


SAME = ["q01", "q02", "q03", "q04", "q05", "q06", "q09", "q10", "q13", "q14", "q15", "q16", "q17", "q19", "q21"]


@pytest.mark.parametrize("name", SAME)
def test_a_second_release_on_the_same_news_adds_no_rows(
    rows: Callable[..., Rows], two: EmbeddedGraph, name: str
) -> None:
    assert [row | {"status": ""} for row in rows(name, two)] == [row | {"status": ""} for row in rows(name)]


def test_all_states_that_sources_give_stand_in_one_row(rows: Callable[..., Rows], two: EmbeddedGraph) -> None:
    assert [set(row["status"].split(", ")) for row in rows("q01", two)] == [{"erwähnt"}, {"erneuert", "beabsichtigt"}]


@pytest.mark.parametrize(("name", "factor"), [("q08", 2), ("q11", 2), ("q20", 2)])
def test_what_each_release_says_for_itself_is_told_twice(
    rows: Callable[..., Rows], two: EmbeddedGraph, name: str, factor: int
) -> None:
    assert len(rows(name, two)) == factor * len(rows(name))


def test_a_release_without_a_known_day_counts_without_a_year(rows: Callable[..., Rows], two: EmbeddedGraph) -> None:
    assert [(row.get("year"), row["releases"]) for row in rows("q07", two)] == [(None, "1"), ("2014", "1")]


def test_a_query_can_be_asked_about_one_agreement(graph: EmbeddedGraph) -> None:
    earlier = NamedNode(NEW.replace("2014", "2006"))
    assert list(select(graph, named_query("parties").text, agreement=earlier)) == []
    assert len(list(select(graph, named_query("parties").text, agreement=NamedNode(NEW)))) == 3


def test_every_variable_that_a_hint_names_can_be_bound(graph: EmbeddedGraph) -> None:
    hinted = [
        (query, name) for query in named_queries() for hint in query.hints for name in re.findall(r"\?(\w+)", hint)
    ]
    assert len(hinted) >= 8
    for query, name in hinted:
        values = {row[name] for row in select(graph, query.text) if name in row}
        for value in sorted(values)[:1]:
            term = (
                NamedNode(value)
                if value.startswith("http")
                else next(t for t in terms(graph, query, name) if t.value == value)
            )
            bound = list(select(graph, query.text, **{name: term}))
            assert {row[name] for row in bound} == {value}, query.name


def terms(graph: EmbeddedGraph, query: NamedQuery, name: str) -> list[Literal]:
    answer = graph.query(query.text)
    assert isinstance(answer, QuerySolutions)
    return [term for row in answer if isinstance(term := row[name], Literal)]
