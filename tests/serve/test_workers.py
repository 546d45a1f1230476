"""Real worker processes: what kills one query, and only that one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from pmgraph.errors import UsageError
from pmgraph.serve.run import run

SMALL = "ASK { ?s a foaf:Person }"
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * WHERE " + "{" * 4000 + "}" * 4000,
        "SELECT * WHERE { FILTER(" + "!" * 20_000 + "true) }",
        "SELECT * WHERE { FILTER(" + "(" * 20_000 + "1" + ")" * 20_000 + ") }",
    ],
    ids=["braces", "negations", "brackets"],
)
def test_nested_query_costs_its_own_request_alone(server: Any, query: str) -> None:
    body, headers = query.encode(), {"Content-Type": "application/sparql-query"}
    with ThreadPoolExecutor(5) as clients:
        bombs = [clients.submit(server.ask, "/sparql", "POST", body=body, headers=headers) for _ in range(3)]
        small = [clients.submit(server.query, SMALL) for _ in range(20)]
    for bomb in bombs:
        answer = bomb.result()
        assert (answer.status, answer.problem["code"]) in ((503, "query-crashed"), (400, "query-rejected"))
    assert {answer.result().status for answer in small} == {200}


def test_endless_query_ends_at_its_limit_while_small_ones_go_on(
    dump: Path, serve: Callable[..., Any], eventually: Callable[..., None]
) -> None:
    with serve(dump, seconds=1, workers=2) as server:
        before = server.workers()
        with ThreadPoolExecutor(2) as clients:
            endless = clients.submit(server.query, ENDLESS)
            small = [server.query(SMALL).status for _ in range(50)]
            answer = endless.result()
        assert set(small) == {200}
        assert (answer.status, answer.problem["code"]) == (503, "timeout")
        assert "1 s" in answer.problem["detail"]
        eventually(lambda: len(set(server.workers()) - set(before)) == 1 and len(server.workers()) == 2)


def test_killed_workers_are_replaced(
    server: Any, processes: Callable[..., bool], eventually: Callable[..., None]
) -> None:
    before = server.workers()
    for worker in before:
        os.kill(worker, signal.SIGKILL)
    assert processes(before)
    assert [server.query(f"{SMALL} # {n}").status for n in range(len(before) + 2)] == [200] * (len(before) + 2)
    eventually(lambda: not set(server.workers()) & set(before) and len(server.workers()) == len(before))


def test_worker_killed_over_a_query_costs_that_query(
    dump: Path, serve: Callable[..., Any], eventually: Callable[..., None]
) -> None:
    with serve(dump, seconds=60, workers=1) as server, ThreadPoolExecutor(1) as client:
        (worker,) = server.workers()
        pending = client.submit(server.query, ENDLESS)
        eventually(lambda: busy(worker))
        os.kill(worker, signal.SIGKILL)
        answer = pending.result()
        assert (answer.status, answer.problem["code"]) == (503, "query-crashed")
        assert server.query(SMALL).status == 200


def busy(pid: int) -> bool:
    """Whether a process computes."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "R"


def test_full_queue_is_turned_away_with_a_time_to_come_back(dump: Path, serve: Callable[..., Any]) -> None:
    with serve(dump, seconds=2, workers=1, waiting=1, long=1) as server, ThreadPoolExecutor(6) as clients:
        answers = [f.result() for f in [clients.submit(server.query, ENDLESS) for _ in range(6)]]
        codes = sorted(a.problem["code"] for a in answers)
        assert codes.count("busy") >= 4
        assert "timeout" in codes
        turned_away = [a for a in answers if a.problem["code"] == "busy"]
        assert {(a.status, a.headers["Retry-After"]) for a in turned_away} == {(429, "2")}
        assert server.query(SMALL).status == 200


def test_query_ends_with_the_client_that_hangs_up(
    dump: Path, serve: Callable[..., Any], eventually: Callable[..., None]
) -> None:
    with serve(dump, seconds=60, workers=1) as server:
        (worker,) = server.workers()
        with pytest.raises(TimeoutError):
            server.ask(f"/sparql?{urlencode({'query': ENDLESS})}", timeout=1)
        eventually(lambda: worker not in server.workers() and len(server.workers()) == 1)
        assert server.query(SMALL).status == 200


def test_answer_past_the_limit_of_size_is_no_part_of_it(dump: Path, serve: Callable[..., Any]) -> None:
    with serve(dump, result_bytes=20_000) as server:
        answer = server.query("SELECT * WHERE { ?s ?p ?o }")
        assert (answer.status, answer.problem["code"]) == (503, "query-too-large")
        assert server.query("SELECT * WHERE { ?s ?p ?o } LIMIT 5").status == 200


@pytest.mark.skipif(sys.platform != "linux", reason="the limit of memory is kept on Linux only")
def test_query_past_the_limit_of_memory_ends(dump: Path, serve: Callable[..., Any]) -> None:
    with serve(dump, memory_bytes=100_000_000, seconds=60) as server:
        answer = server.query("SELECT * WHERE { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f ?a ?d")
        assert (answer.status, answer.problem["code"]) == (503, "query-crashed")
        assert server.query(SMALL).status == 200


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signal_ends_the_server_and_every_process_of_it(
    number: signal.Signals, dump: Path, serve: Callable[..., Any], processes: Callable[..., bool]
) -> None:
    with serve(dump) as server:
        below = server.descendants()
        assert len(below) >= 3
        server.process.send_signal(number)
        assert server.process.wait(20) == 0
        assert processes(below)


def test_killed_server_leaves_no_process(dump: Path, serve: Callable[..., Any], processes: Callable[..., bool]) -> None:
    with serve(dump, seconds=60) as server, ThreadPoolExecutor(1) as client:
        pending = client.submit(server.query, ENDLESS)
        assert server.query(SMALL).status == 200
        below = server.descendants()
        server.process.kill()
        assert pending.exception() is not None
        assert processes(below), "workers outlive the server"


def test_graph_that_cannot_be_shared_is_served_from_threads(dump: Path, serve: Callable[..., Any]) -> None:
    with serve(dump, distant=True) as server:
        assert server.descendants() == []
        assert server.query(SMALL).status == 200
        assert server.query("SELECT").problem["code"] == "query-rejected"
        assert server.query("ASK { SERVICE <http://127.0.0.1:9/> {} }").problem["code"] == "query-rejected"
        assert server.ask("/doc/body/st", accept="text/html").status == 200


def test_taken_port_is_an_error_that_says_so(server: Any) -> None:
    port = int(server.address.rstrip("/").rpartition(":")[2])
    with pytest.raises(UsageError, match=f"127.0.0.1:{port}.*--port"):
        run(_no_app, "127.0.0.1", port, lambda _: None)


async def _no_app(scope: Any, receive: Any, send: Any) -> None:
    raise AssertionError("never called")


def test_module_imports_without_starting_anything() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", "import pmgraph.serve.app"], capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
