"""A graph behind HTTP gives the same answers as one in this process, and says clearly what goes wrong."""

import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from pyoxigraph import (
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
)

from pmgraph.errors import QueryError, StoreError
from pmgraph.store.embedded import EmbeddedGraph
from pmgraph.store.patience import Patience
from pmgraph.store.protocol import Graph, ask, select
from pmgraph.store.remote import RemoteGraph

A, B, P = (NamedNode(f"http://example.org/{name}") for name in "abp")
G = NamedNode("http://example.org/graph/1")
QUADS = [
    Quad(A, P, Literal('eins "zwei"\n€ 😀', language="de"), DefaultGraph()),
    Quad(A, P, Literal("7", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer")), DefaultGraph()),
    Quad(B, P, A, DefaultGraph()),
    Quad(B, P, A, G),
]


@dataclass
class Endpoint:
    """A SPARQL endpoint on loopback. `plan` are answers that come before the graph's own, one a request."""

    graph: EmbeddedGraph
    plan: list[Callable[[BaseHTTPRequestHandler], None]] = field(default_factory=list)
    requests: list[tuple[str, str, dict[str, list[str]]]] = field(default_factory=list)
    """Method, Accept header and parameters of each request."""
    address: str = ""


def handler_of(endpoint: Endpoint) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.answer(parse_qs(urlsplit(self.path).query))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self.answer(parse_qs(urlsplit(self.path).query) | parse_qs(body))

        def answer(self, parameters: dict[str, list[str]]) -> None:
            endpoint.requests.append((self.command, self.headers["Accept"], parameters))
            if endpoint.plan:
                endpoint.plan.pop(0)(self)
                return
            try:
                found = endpoint.graph.query(
                    parameters["query"][0],
                    default_graphs=parameters.get("default-graph-uri", ()),
                    named_graphs=parameters.get("named-graph-uri", ()),
                )
            except QueryError as error:
                send(self, 400, "text/plain; charset=utf-8", str(error).encode())
                return
            if isinstance(found, QueryTriples):
                send(self, 200, "application/n-triples", found.serialize(format=RdfFormat.N_TRIPLES) or b"")
            else:
                body = found.serialize(format=QueryResultsFormat.JSON) or b""
                send(self, 200, "application/sparql-results+json", body)

        def log_message(self, format: str, *args: object) -> None:
            """Keep the test's output clean."""

    return Handler


def send(handler: BaseHTTPRequestHandler, status: int, media_type: str, body: bytes, **headers: str) -> None:
    handler.send_response(status)
    handler.send_header("Content-Type", media_type)
    handler.send_header("Content-Length", str(len(body)))
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


def says(
    status: int, body: str, media_type: str = "text/html", **headers: str
) -> Callable[[BaseHTTPRequestHandler], None]:
    return lambda handler: send(handler, status, media_type, body.encode(), **headers)


def hangs_up(handler: BaseHTTPRequestHandler) -> None:
    handler.connection.shutdown(socket.SHUT_RDWR)
    handler.close_connection = True


def breaks_off(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "application/sparql-results+json")
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"head":{"vars":["s"]},"results":{"bindings":[')
    handler.wfile.flush()
    hangs_up(handler)


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    made = Endpoint(EmbeddedGraph.of_quads(QUADS))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler_of(made))
    made.address = f"http://127.0.0.1:{server.server_port}/sparql"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield made
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def waited() -> list[float]:
    """The waits between tries, in seconds; the graph of these tests does not really wait."""
    return []


@pytest.fixture
def remote(endpoint: Endpoint, waited: list[float]) -> RemoteGraph:
    return RemoteGraph(endpoint.address, sleep=waited.append)


QUERIES = [
    "SELECT ?s ?o { ?s <http://example.org/p> ?o } ORDER BY ?s ?o",
    "SELECT ?s ?nothing { ?s ?p <http://example.org/a> }",
    "SELECT * { ?s ?p 'not there' }",
    "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }",
]


@pytest.mark.parametrize("sparql", QUERIES)
def test_rows_are_those_of_the_graph_behind_it(remote: RemoteGraph, endpoint: Endpoint, sparql: str) -> None:
    here, there = endpoint.graph.query(sparql), remote.query(sparql)
    assert isinstance(here, QuerySolutions)
    assert isinstance(there, QuerySolutions)
    assert there.variables == here.variables
    assert [list(row) for row in there] == [list(row) for row in here]


def test_ask_and_construct_give_the_same_types_as_the_embedded_graph(remote: RemoteGraph, endpoint: Endpoint) -> None:
    yes = remote.query("ASK { <http://example.org/b> ?p ?o }")
    assert isinstance(yes, QueryBoolean)
    assert bool(yes)
    assert not ask(remote, "ASK { ?s ?p 'not there' }")
    construct = "CONSTRUCT { ?o <http://example.org/of> ?s } WHERE { ?s ?p ?o FILTER(isIRI(?o)) }"
    triples = remote.query(construct)
    assert isinstance(triples, QueryTriples)
    assert list(triples) == list(endpoint.graph.query(construct))  # type: ignore[arg-type]
    assert [request[1] for request in endpoint.requests][-1] == "application/n-triples"


def test_both_graphs_keep_the_protocol(remote: RemoteGraph, endpoint: Endpoint) -> None:
    graphs: list[Graph] = [remote, endpoint.graph]
    assert [len(graph) for graph in graphs] == [3, 3]


@pytest.mark.parametrize("value", ['"', "} UNION { ?s ?p ?o }", "\\", "a\nb", "ä€😀", "<x>"])
def test_bindings_cross_the_wire_as_values(remote: RemoteGraph, value: str) -> None:
    assert list(select(remote, "SELECT ?x { BIND(1 AS ?one) }", x=Literal(value))) == [{"x": value}]


def test_known_prefixes_need_no_declaration_and_declared_ones_win(remote: RemoteGraph) -> None:
    assert list(select(remote, "SELECT ?s { ?s foaf:name ?o }")) == []
    query = "PREFIX foaf: <http://example.org/> SELECT ?s { ?s foaf:p foaf:a }"
    assert list(select(remote, query)) == [{"s": B.value}]


def test_the_dataset_goes_into_the_parameters_of_the_protocol(remote: RemoteGraph, endpoint: Endpoint) -> None:
    answer = remote.query(
        "SELECT ?s { ?s ?p ?o }", default_graphs=[G.value], named_graphs=[G.value, "http://example.org/graph/2"]
    )
    assert isinstance(answer, QuerySolutions)
    assert [row["s"] for row in answer] == [B]
    parameters = endpoint.requests[-1][2]
    assert parameters["default-graph-uri"] == [G.value]
    assert parameters["named-graph-uri"] == [G.value, "http://example.org/graph/2"]


def test_a_short_query_is_a_get_and_a_long_one_a_post(remote: RemoteGraph, endpoint: Endpoint) -> None:
    short = "SELECT ?s { ?s ?p <http://example.org/a> }"
    rows = [list(select(remote, short)), list(select(remote, short + " # " + "x" * 5_000))]
    assert rows[0] == rows[1] == [{"s": B.value}]
    assert [method for method, _, _ in endpoint.requests] == ["GET", "POST"]


def test_an_address_with_a_query_string_keeps_it(endpoint: Endpoint) -> None:
    remote = RemoteGraph(endpoint.address + "?repository=releases")
    assert ask(remote, "ASK { ?s ?p ?o }")
    assert endpoint.requests[-1][2]["repository"] == ["releases"]


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_is_asked_again_after_the_time_it_names(
    remote: RemoteGraph, endpoint: Endpoint, waited: list[float], status: int
) -> None:
    endpoint.plan = [
        says(status, "busy", Retry_After="7"),
        says(status, "busy"),
        says(status, "busy", Retry_After="9999"),
    ]
    assert ask(remote, "ASK { ?s ?p ?o }")
    assert waited == [7.0, 1.0, 30.0], "the header, else twice the wait before, at most the longest"
    assert len(endpoint.requests) == 4


def test_a_server_that_stays_busy_is_given_up_with_its_words(
    remote: RemoteGraph, endpoint: Endpoint, waited: list[float]
) -> None:
    endpoint.plan = [says(503, "<h1>maintenance   until noon</h1>")] * 9
    with pytest.raises(StoreError, match=r"127\.0\.0\.1:\d+/sparql does not answer: HTTP 503 .*maintenance until noon"):
        remote.query("ASK {}")
    assert (len(endpoint.requests), waited) == (4, [0.5, 1.0, 2.0])


@pytest.mark.parametrize("breakage", [hangs_up, breaks_off])
def test_a_lost_connection_is_tried_again(
    remote: RemoteGraph, endpoint: Endpoint, waited: list[float], breakage: Callable[[BaseHTTPRequestHandler], None]
) -> None:
    endpoint.plan = [breakage]
    assert list(select(remote, "SELECT ?s { ?s ?p <http://example.org/a> }")) == [{"s": B.value}]
    assert waited == [0.5]


def test_nobody_listening_is_a_store_error_with_the_address(waited: list[float]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"http://127.0.0.1:{free.getsockname()[1]}/sparql"
    with pytest.raises(StoreError, match=rf"{address} cannot be reached: .*refused"):
        RemoteGraph(address, sleep=waited.append, patience=Patience(retries=2)).query("ASK {}")
    assert waited == [0.5, 1.0]


def test_a_server_that_does_not_answer_in_time_is_given_up(endpoint: Endpoint) -> None:
    released = threading.Event()

    def hesitate(handler: BaseHTTPRequestHandler) -> None:
        released.wait(60)
        handler.close_connection = True

    endpoint.plan = [hesitate]
    try:
        with pytest.raises(StoreError, match=r"did not answer within 0\.2 seconds"):
            RemoteGraph(endpoint.address, timeout=0.2).query("ASK {}")
    finally:
        released.set()
    assert len(endpoint.requests) == 1, "a slow query is not made slower by asking it again"


def test_a_refused_query_is_a_query_error_with_the_servers_words(remote: RemoteGraph, endpoint: Endpoint) -> None:
    with pytest.raises(QueryError, match=r"/sparql refuses the query: the query cannot be run: error at 1:"):
        remote.query("SELECT * WHERE { ?s ?p")
    assert len(endpoint.requests) == 1


@pytest.mark.parametrize("status", [401, 403, 404, 414, 500, 502])
def test_other_refusals_are_store_errors_with_the_servers_words(
    remote: RemoteGraph, endpoint: Endpoint, status: int
) -> None:
    endpoint.plan = [says(status, "no “way”")]
    with pytest.raises(StoreError, match=r"/sparql does not answer: .*no “way”"):
        remote.query("ASK {}")
    assert len(endpoint.requests) == 1


@pytest.mark.parametrize(
    ("body", "media_type", "message"),
    [
        ("<html><body>Welcome</body></html>", "text/html", r"answers text/html instead of .*Welcome.*address of a SPARQL endpoint"),
        ("garbage", "application/sparql-results+json", r"answers with broken application/sparql-results\+json.*garbage"),
        ('{"head":{"vars":["s"]},"results":{"bindings":[{"s":', "application/sparql-results+json", "answers with broken"),
        ('{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"uri","value":"no iri"}}]}}', "application/json", "answers with broken"),
        ("", "application/sparql-results+json", "answers with broken"),
    ],
)  # fmt: skip
def test_an_answer_that_is_no_result_is_not_taken_for_an_empty_one(
    remote: RemoteGraph, endpoint: Endpoint, body: str, media_type: str, message: str
) -> None:
    endpoint.plan = [says(200, body, media_type)]
    with pytest.raises(StoreError, match=message):
        remote.query("SELECT ?s { ?s ?p ?o }")


def test_broken_triples_are_a_store_error(remote: RemoteGraph, endpoint: Endpoint) -> None:
    endpoint.plan = [says(200, "<http://example.org/a> <http://example.org/p> .", "application/n-triples")]
    with pytest.raises(StoreError, match="answers with broken application/n-triples"):
        remote.query("CONSTRUCT WHERE { ?s ?p ?o }")


@pytest.mark.parametrize("text", ["INSERT DATA { <a:a> <a:p> 1 }", "DROP ALL", ""])
def test_an_update_never_leaves_this_process(remote: RemoteGraph, endpoint: Endpoint, text: str) -> None:
    with pytest.raises(QueryError, match="can only be read"):
        remote.query(text)
    assert endpoint.requests == []


@pytest.mark.parametrize("address", ["", "file:///etc/hostname", "localhost:7878/query", "ftp://example.org/"])
def test_an_address_that_is_no_web_address_is_refused(address: str) -> None:
    with pytest.raises(StoreError, match="no SPARQL endpoint; give an address"):
        RemoteGraph(address)
