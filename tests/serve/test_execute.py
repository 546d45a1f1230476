"""One query to its end: the whole answer, or why there is none."""

from __future__ import annotations

import asyncio
import json

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from pmgraph.serve.engine import Busy, ThreadEngine, TimedOut
from pmgraph.serve.execute import Job, Outcome, calls_service, execute
from pmgraph.serve.settings import Limits
from pmgraph.store.embedded import EmbeddedGraph

A = NamedNode("http://example.org/a")
GRAPH = EmbeddedGraph.of_quads([Quad(A, NamedNode("http://example.org/p"), Literal(str(n))) for n in range(200)])


def job(query: str, **more: int) -> Job:
    return Job(query=query, results="json", triples="turtle", max_bytes=more.get("max_bytes", 1_000_000))


def test_whole_answer_in_the_format_of_its_form() -> None:
    rows = execute(GRAPH, job("SELECT ?o { ?s ?p ?o }"))
    assert (rows.outcome, rows.format) == (Outcome.DONE, "json")
    assert len(json.loads(rows.body)["results"]["bindings"]) == 200
    triples = execute(GRAPH, job("CONSTRUCT WHERE { ?s ?p ?o }"))
    assert (triples.outcome, triples.format) == (Outcome.DONE, "turtle")
    assert triples.body.count(b'"') == 400


@pytest.mark.parametrize("query", ["SELECT ?o { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"])
def test_answer_past_its_limit_is_an_error_without_a_part(query: str) -> None:
    reply = execute(GRAPH, job(query, max_bytes=500))
    assert (reply.outcome, reply.body) == (Outcome.TOO_LARGE, b"")
    assert "500 bytes" in reply.detail


def test_broken_query_says_where() -> None:
    reply = execute(GRAPH, job("SELECT ?o { ?s ?p }"))
    assert reply.outcome is Outcome.REJECTED
    assert "1:" in reply.detail


def test_job_survives_the_pipe() -> None:
    one = Job(query="ASK {}", results="csv", triples=None, default_graphs=("http://x/1",), named_graphs=("http://x/2",))
    assert Job.from_json(one.to_json()) == one


@pytest.mark.parametrize(
    ("calls", "query"),
    [
        (True, "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }"),
        (True, "select * { service silent ?x { ?s ?p ?o } }"),
        (True, "SELECT * {SERVICE<http://x/>{}}"),
        (True, r"SELECT * { \u0053\u0045RVICE <http://x/> { ?s ?p ?o } }"),
        (True, r"SELECT * { \U00000053ERVICE <http://x/> { ?s ?p ?o } }"),
        (True, "SELECT * { # comment\nSERVICE <http://x/> {} }"),
        (True, "SELECT * { ?s ?p '#' . SERVICE <http://x/> {} }"),
        (False, "SELECT * { ?s a <http://x/SERVICE> }"),
        (False, "SELECT ?service { ?service a schema:Service }"),
        (False, "SELECT * { ?s ?p 'SERVICE', \"service\", '''\nSERVICE ''' }"),
        (False, "SELECT * { ?s ?p ?o } # SERVICE <http://x/>"),
        (False, "SELECT ($service AS ?x) {}"),
        (False, "PREFIX service: <http://x/> SELECT * { ?s a service:a }"),
    ],
)
def test_service_is_found_by_its_token(calls: bool, query: str) -> None:
    assert calls_service(query) is calls


def run(engine: ThreadEngine, *queries: str) -> list[object]:
    async def all_() -> list[object]:
        await engine.start()
        found = await asyncio.gather(*(engine.run(job(q)) for q in queries), return_exceptions=True)
        await engine.stop()
        return list(found)

    return asyncio.run(all_())


SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"  # 8 million rows: seconds, not forever


def test_threads_answer_and_time_out_and_turn_away() -> None:
    engine = ThreadEngine(GRAPH, Limits(seconds=0.1, workers=1, waiting=0))
    slow, turned_away = run(engine, SLOW, "ASK {}")
    assert isinstance(slow, TimedOut)
    assert isinstance(turned_away, Busy)
    (fast,) = run(ThreadEngine(GRAPH, Limits(workers=1)), "ASK { ?s ?p ?o }")
    assert getattr(fast, "outcome", None) is Outcome.DONE
