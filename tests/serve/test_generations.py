"""A new build takes over from the one served while clients go on asking; real processes, real connections."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest

from pmgraph.publish.versions import building, swap_in

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="generations are forked, and this platform has no fork")

ASK = f"/sparql?{urlencode({'query': 'SELECT ?n { ?s pm:number ?n }', 'format': 'csv'})}"
MANIFEST = json.dumps({"base": "https://example.org", "title": {"de": "D", "en": "E"}, "licence": None, "releases": []})


def build(out: Path, number: int, graph: str | None = None) -> str:
    line = (
        f'<https://example.org/id/x> <https://w3id.org/pmgraph/ns#number> "{number}" <https://example.org/graph/x> .\n'
    )
    with building(out):
        return swap_in(out, {"graph.nq": line if graph is None else graph, "manifest.json": MANIFEST}).name


class Running:
    """A server made by the command, and what it says on stderr."""

    def __init__(self, process: subprocess.Popen[str], address: str) -> None:
        self.process, self.address = process, address
        parts = urlsplit(address)
        self.host, self.port = parts.hostname or "", parts.port or 0

    def connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection(self.host, self.port, timeout=60)

    def number(self) -> str:
        connection = self.connect()
        try:
            return asked(connection)[1]
        finally:
            connection.close()

    def generations(self) -> list[int]:
        pid = self.process.pid
        return [int(n) for n in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def asked(connection: http.client.HTTPConnection) -> tuple[int, str, bool]:
    """Status, the number that is served, and whether the connection stays."""
    connection.request("GET", ASK)
    answer = connection.getresponse()
    body = answer.read().decode()
    return answer.status, body.split()[-1] if body else "", answer.headers.get("Connection") != "close"


@contextmanager
def served(out: Path, ended: Callable[..., bool], *, complaints: str = "") -> Iterator[Running]:
    process = subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "pmgraph", "serve", str(out), "--port", "0"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    with process:
        assert process.stdout is not None
        assert process.stderr is not None
        running = Running(process, process.stdout.readline().strip())
        try:
            assert running.port, process.stderr.read() if process.poll() is not None else "no address"
            yield running
        finally:
            below = running.generations() if process.poll() is None else []
            process.send_signal(signal.SIGTERM)
            _, said = process.communicate(timeout=60)
        assert ended(below)
        assert complaints in said if complaints else not said, said


class Client(threading.Thread):
    """Asks on until it is stopped, on connections kept as long as the server keeps them, or on new ones each time."""

    def __init__(self, running: Running, *, keeps: bool) -> None:
        super().__init__()
        self.running, self.keeps = running, keeps
        self.seen: Counter[str] = Counter()
        self.failures: list[str] = []
        self.stopped = threading.Event()

    def run(self) -> None:
        connection = self.running.connect()
        while not self.stopped.is_set():
            try:
                status, number, stays = asked(connection)
            except (OSError, http.client.HTTPException) as error:
                self.failures.append(repr(error))
                connection.close()
                connection = self.running.connect()
                continue
            self.seen[number] += 1
            if status != 200:
                self.failures.append(str(status))
            if not (self.keeps and stays):
                connection.close()
                connection = self.running.connect()
        connection.close()


def test_new_builds_take_over_without_a_failed_request(
    tmp_path: Path, processes: Callable[..., bool], eventually: Callable[..., None]
) -> None:
    build(tmp_path, 1)
    with served(tmp_path, processes) as running:
        clients = [Client(running, keeps=n % 2 == 0) for n in range(4)]
        for client in clients:
            client.start()
        for number in (2, 3, 4):
            build(tmp_path, number)
            eventually(lambda number=number: running.number() == str(number))
        eventually(lambda: all(client.seen["4"] for client in clients))
        eventually(lambda: len(running.generations()) == 1)
        for client in clients:
            client.stopped.set()
        for client in clients:
            client.join(60)
        assert [client.failures for client in clients] == [[]] * 4
        for client in clients:
            assert list(client.seen) == ["1", "2", "3", "4"], "each version in its turn"


def test_long_answer_of_the_former_graph_is_given_whole(
    tmp_path: Path, processes: Callable[..., bool], eventually: Callable[..., None]
) -> None:
    many = "".join(
        f'<https://example.org/id/{n}> <https://w3id.org/pmgraph/ns#number> "1" <https://example.org/graph/x> .\n'
        for n in range(250)
    )
    build(tmp_path, 1, many)
    slow = "SELECT (COUNT(*) AS ?n) (MIN(?x) AS ?former) { ?a pm:number ?x . ?b ?q ?d FILTER(STRLEN(STR(?a)) < 90) }"
    with served(tmp_path, processes) as running:
        connection = running.connect()
        connection.request("GET", f"/sparql?{urlencode({'query': slow, 'format': 'csv'})}")
        build(tmp_path, 2)
        eventually(lambda: running.number() == "2")
        answer = connection.getresponse()
        assert answer.status == 200
        count, former = answer.read().decode().split()[-1].split(",")
        assert (int(count) > 250 * 250, former) == (True, "1")
        connection.close()


def test_build_that_cannot_be_served_leaves_the_former_one(
    tmp_path: Path, processes: Callable[..., bool], eventually: Callable[..., None]
) -> None:
    build(tmp_path, 1)
    with served(tmp_path, processes, complaints="the former graph is served on") as running:
        (first,) = running.generations()
        # Long enough before its fault to be seen while it loads.
        good = "".join(f"<urn:{n}> <urn:p> <urn:o> <urn:g> .\n" for n in range(60_000))
        broken = build(tmp_path, 2, f"{good}this is no N-Quads\n")
        assert (tmp_path / "current").resolve().name == broken
        eventually(lambda: len(running.generations()) == 2)
        eventually(lambda: running.generations() == [first])
        assert running.number() == "1"
        build(tmp_path, 3)
        eventually(lambda: running.number() == "3")


def test_killed_generation_is_replaced(
    tmp_path: Path, processes: Callable[..., bool], eventually: Callable[..., None]
) -> None:
    build(tmp_path, 1)
    with served(tmp_path, processes, complaints="another takes its place") as running:
        (first,) = running.generations()
        os.kill(first, signal.SIGKILL)
        eventually(lambda: running.generations() not in ([], [first]))
        assert running.number() == "1", "the socket never closed, so the request waited"


def test_killed_keeper_leaves_no_process(tmp_path: Path, processes: Callable[..., bool]) -> None:
    build(tmp_path, 1)
    process = subprocess.Popen(
        [sys.executable, "-m", "pmgraph", "serve", str(tmp_path), "--port", "0"], stdout=subprocess.PIPE, text=True
    )
    with process:
        assert process.stdout is not None
        running = Running(process, process.stdout.readline().strip())
        below = running.generations()
        assert len(below) == 1
        process.kill()
        assert processes(below)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signal_ends_everything_quietly(tmp_path: Path, processes: Callable[..., bool], number: Any) -> None:
    build(tmp_path, 1)
    with served(tmp_path, processes) as running:
        below = running.generations()
        running.process.send_signal(number)
        assert running.process.wait(60) == 0
        assert processes(below)


def test_first_build_that_cannot_be_served_is_an_error(tmp_path: Path) -> None:
    build(tmp_path, 1, "this is no N-Quads\n")
    done = subprocess.run(
        [sys.executable, "-m", "pmgraph", "serve", str(tmp_path), "--port", "0"],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "graph.nq: not readable as N-Quads" in done.stderr
    assert "Traceback" not in done.stderr
