"""The graph in this process: what it holds, and that no query changes it or leaves it."""

import queue
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, QuerySolutions

from pmgraph.errors import QueryError, StoreError
from pmgraph.store.embedded import EmbeddedGraph
from pmgraph.store.protocol import ask, select

LINE = "<http://example.org/a> <http://example.org/p> {} <http://example.org/graph/{}> .\n"


@pytest.fixture
def build(tmp_path: Path) -> EmbeddedGraph:
    dump = tmp_path / "graph.nq"
    dump.write_text(LINE.format('"x"', 1) + LINE.format('"x"', 2) + LINE.format('"y"', 2), encoding="utf-8")
    return EmbeddedGraph.of_build(dump)


def test_a_triple_of_two_graphs_counts_once_in_the_union(build: EmbeddedGraph) -> None:
    query = "SELECT (COUNT(*) AS ?n) { <http://example.org/a> <http://example.org/p> ?o }"
    assert list(select(build, query)) == [{"n": "2"}]
    both = "SELECT ?g { GRAPH ?g { <http://example.org/a> <http://example.org/p> 'x' } } ORDER BY ?g"
    assert [row["g"] for row in select(build, both)] == ["http://example.org/graph/1", "http://example.org/graph/2"]


def test_a_build_has_ontology_and_concepts_beside_it(build: EmbeddedGraph) -> None:
    assert ask(build, "ASK { GRAPH <https://w3id.org/pmgraph/ns> { pm:Signature a owl:Class } }")
    assert ask(build, "ASK { GRAPH <https://w3id.org/pmgraph/voc> { voc:rahmenvereinbarung skos:prefLabel ?l } }")
    assert ask(build, "ASK { pm:Signature a owl:Class . voc:rahmenvereinbarung skos:prefLabel ?l }")


def test_the_length_is_that_of_the_default_graph(tmp_path: Path) -> None:
    file = tmp_path / "some.trig"
    file.write_text("@prefix : <http://example.org/> . :a :p 1 . :g { :b :p 2 , 3 }", encoding="utf-8")
    assert len(EmbeddedGraph.of_file(file)) == 1


@pytest.mark.parametrize(
    ("name", "text", "in_default", "in_named"),
    [
        ("a.nq", LINE.format('"x"', 1), 0, 1),
        ("a.trig", "<http://example.org/g> { <http://example.org/a> <http://example.org/p> 1, 2 }", 0, 2),
        ("a.ttl", "<http://example.org/a> <http://example.org/p> 1, 2 .", 2, 0),
        ("a.NT", '<http://example.org/a> <http://example.org/p> "x" .', 1, 0),
    ],
)
def test_a_file_is_served_as_it_states_itself(
    tmp_path: Path, name: str, text: str, in_default: int, in_named: int
) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    graph = EmbeddedGraph.of_file(file)
    assert list(select(graph, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")) == [{"n": str(in_default)}]
    assert list(select(graph, "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")) == [{"n": str(in_named)}]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.xlsx", "", r"a\.xlsx: \.xlsx names no RDF format; use \.nq"),
        ("noending", "", "no ending names no RDF format"),
        ("a.srj", "{}", r"\.srj names no RDF format"),
        ("a.ttl", "<http://example.org/a> <", r"a\.ttl: not readable as Turtle"),
    ],
)
def test_a_file_that_is_no_graph_names_itself_and_the_cure(tmp_path: Path, name: str, text: str, message: str) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    with pytest.raises(StoreError, match=message):
        EmbeddedGraph.of_file(file)


def test_a_missing_file_is_a_store_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"nowhere\.nq"):
        EmbeddedGraph.of_build(tmp_path / "nowhere.nq")


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s ?p ?o",
        "SELECT * WHERE { ?s nowhere:p ?o }",
        "INSERT DATA { <a:a> <a:p> <a:o> }",
        "DELETE WHERE { ?s ?p ?o }",
        "LOAD <http://127.0.0.1/>",
        "DROP ALL",
        "CLEAR DEFAULT",
    ],
)
def test_what_cannot_be_run_is_a_query_error_and_changes_nothing(build: EmbeddedGraph, text: str) -> None:
    before = len(build)
    with pytest.raises(QueryError, match="the query cannot be run"):
        build.query(text)
    assert len(build) == before
    assert list(select(build, "SELECT (COUNT(*) AS ?n) { GRAPH <http://example.org/graph/2> { ?s ?p ?o } }")) == [
        {"n": "2"}
    ]


@pytest.fixture
def listener() -> Iterator[tuple[str, Callable[[], int]]]:
    """The address of a socket, and a count of the connections made to it so far."""
    seen: queue.Queue[tuple[str, int]] = queue.Queue()
    server = socket.create_server(("127.0.0.1", 0))

    def accept() -> None:
        while True:
            connection, peer = server.accept()
            connection.close()
            seen.put(peer)
            if peer == last:
                return

    def count() -> int:
        """Connections are taken in their order, so all others are seen when this one of our own is."""
        with socket.create_connection(server.getsockname()) as own:
            here, number = own.getsockname(), 0
            while seen.get(timeout=30) != here:
                number += 1
        return number

    last: tuple[str, int] | None = None
    thread = threading.Thread(target=accept)
    thread.start()
    yield f"http://127.0.0.1:{server.getsockname()[1]}/sparql", count
    with socket.socket() as closing:
        closing.bind(("127.0.0.1", 0))
        last = closing.getsockname()
        closing.connect(server.getsockname())
        thread.join()
    server.close()


SERVICES = [
    "SELECT * {{ SERVICE <{}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICE SILENT <{}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ sErViCe <{}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICESILENT<{}>{{ ?s ?p ?o }} }}",
    "SELECT * {{ ?s ?p 1SERVICE SILENT<{}>{{ ?s ?p ?o }} }}",
    "SELECT * {{ VALUES ?e {{ <{}> }} SERVICE SILENT ?e {{ ?s ?p ?o }} }}",
    "SELECT * {{ BIND(1 AS ?a) FILTER(?a<2)SERVICE SILENT#>\n<{}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ BIND('w' AS ?a) FILTER(?a<'x>')SERVICE SILENT <{}> {{ ?s ?p ?o }} FILTER(?a != 'y') }}",
    "SELECT * {{ FILTER NOT EXISTS {{ SERVICE SILENT <{}> {{ ?s ?p ?o }} }} }}",
    "SELECT (EXISTS {{ SERVICE SILENT <{}> {{ ?s ?p ?o }} }} AS ?x) {{}}",
    "SELECT * {{}} ORDER BY (EXISTS {{ SERVICE SILENT <{}> {{ ?s ?p ?o }} }})",
    "SELECT * {{ {{ SELECT * {{ OPTIONAL {{ MINUS {{ SERVICE SILENT <{}> {{ ?s ?p ?o }} }} }} }} }} }}",
    "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ SERVICE SILENT <{}> {{ ?s ?p ?o }} }}",
    "ASK {{ SERVICE SILENT <{}> {{ ?s ?p ?o }} }}",
]


@pytest.mark.parametrize("template", SERVICES)
def test_service_is_refused_and_opens_no_connection(
    build: EmbeddedGraph, listener: tuple[str, Callable[[], int]], template: str
) -> None:
    address, connections = listener
    with pytest.raises(QueryError, match=r"SERVICE"):
        build.query(template.format(address))
    assert connections() == 0


@pytest.mark.parametrize(
    "template",
    [
        "SELECT * FROM <{}> {{ ?s ?p ?o }}",
        "SELECT * FROM NAMED <{}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        "SELECT * {{ GRAPH <{}> {{ ?s ?p ?o }} }}",
    ],
)
def test_a_graph_that_is_not_here_is_empty_and_not_fetched(
    build: EmbeddedGraph, listener: tuple[str, Callable[[], int]], template: str
) -> None:
    address, connections = listener
    assert list(select(build, template.format(address))) == []
    assert connections() == 0


def test_the_listener_of_these_tests_sees_a_connection(listener: tuple[str, Callable[[], int]]) -> None:
    address, connections = listener
    with socket.create_connection(("127.0.0.1", int(address.split(":")[2].split("/")[0]))):
        pass
    assert connections() == 1


def test_the_word_service_in_names_strings_and_comments_is_no_federation(build: EmbeddedGraph) -> None:
    query = 'SELECT ?o { ?s ?p ?o FILTER(?o != "SERVICE") FILTER NOT EXISTS { ?s a schema:Service } } # service'
    assert {row["o"] for row in select(build, query)} >= {"x", "y"}


def test_the_dataset_of_the_protocol_replaces_the_graphs_own(build: EmbeddedGraph) -> None:
    first = "http://example.org/graph/1"
    answer = build.query("SELECT ?o { ?s ?p ?o }", default_graphs=[first])
    assert isinstance(answer, QuerySolutions)
    assert [row["o"] for row in answer] == [Literal("x")]
    named = build.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", named_graphs=[first])
    assert isinstance(named, QuerySolutions)
    assert [row["g"] for row in named] == [NamedNode(first)]
    empty = build.query("SELECT * { ?s ?p ?o }", named_graphs=[first])
    assert isinstance(empty, QuerySolutions)
    assert list(empty) == []


def test_a_bound_variable_need_not_be_projected(build: EmbeddedGraph) -> None:
    assert list(select(build, "SELECT ?s { ?s <http://example.org/p> ?o }", o=Literal("y"))) == [
        {"s": "http://example.org/a"}
    ]


def test_select_and_ask_refuse_the_other_form() -> None:
    graph = EmbeddedGraph.of_quads([Quad(NamedNode("a:a"), NamedNode("a:p"), Literal("x"), DefaultGraph())])
    with pytest.raises(TypeError, match="no SELECT"):
        list(select(graph, "ASK {}"))
    with pytest.raises(TypeError, match="no ASK"):
        ask(graph, "SELECT * {}")
