"""Real servers on free ports of loopback, each in a process of its own, and a plain client."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest

from pmgraph.queries.catalogue import named_queries
from pmgraph.serve.settings import Limits

SERVER = """
import json, sys
from pathlib import Path
from pmgraph.serve.app import make_app
from pmgraph.serve.run import run
from pmgraph.serve.settings import Example, Limits, ServeSettings
from pmgraph.store.embedded import EmbeddedGraph

given = json.loads(sys.argv[1])
file, texts = Path(given["file"]), Path(given["texts"])
graph = EmbeddedGraph.of_build(file) if given["build"] else EmbeddedGraph.of_file(file)

class Distant:
    # A graph that no fork can share, as a remote one is.

    def query(self, *arguments, **options):
        return graph.query(*arguments, **options)

    def __len__(self):
        return len(graph)

def text_of(sha256):
    place = texts / f"{sha256}.txt"
    return place.read_bytes().decode() if given["show"] and place.is_file() else None

settings = ServeSettings(
    base=given["base"], title_de="Vereinbarungen", title_en="Agreements", digest=given["digest"], text_of=text_of,
    examples=tuple(Example(*e) for e in given["examples"]), limits=Limits(**given["limits"]),
    union=given["build"], dump=file if given["build"] else None, root_path=given["root_path"],
    trusted_proxies=given["trusted"],
)
run(make_app(Distant() if given["distant"] else graph, settings), "127.0.0.1", 0, lambda address: print(address, flush=True))
"""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def type(self) -> str:
        return self.headers.get_content_type()

    @property
    def problem(self) -> dict[str, Any]:
        assert self.type == "application/problem+json", self.text[:200]
        found: dict[str, Any] = json.loads(self.body)
        assert found["status"] == self.status
        assert {"type", "title", "detail", "code"} <= set(found)
        return found

    @property
    def rows(self) -> list[dict[str, str]]:
        found = json.loads(self.body)["results"]["bindings"]
        return [{name: term["value"] for name, term in row.items()} for row in found]


@dataclass(frozen=True)
class Server:
    address: str
    process: subprocess.Popen[str]

    def ask(
        self, path: str, method: str = "GET", *, body: bytes | None = None, headers: dict[str, str] | None = None,
        accept: str | None = None, timeout: float = 60,
    ) -> Answer:  # fmt: skip
        parts = urlsplit(self.address)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=timeout)
        try:
            given = dict(headers or {}) | ({"Accept": accept} if accept is not None else {})
            connection.request(method, path, body, given)
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        finally:
            connection.close()

    def query(self, query: str, *, accept: str = "application/sparql-results+json", **more: str) -> Answer:
        return self.ask(f"/sparql?{urlencode({'query': query, **more})}", accept=accept)

    def descendants(self) -> list[int]:
        """The processes below the server: the nursery and its workers."""
        found: list[int] = []
        waiting = [self.process.pid]
        while waiting:
            below = children(waiting.pop())
            found += below
            waiting += below
        return found

    def workers(self) -> list[int]:
        (nursery,) = children(self.process.pid)
        return children(nursery)


def children(pid: int) -> list[int]:
    file = Path(f"/proc/{pid}/task/{pid}/children")
    if not file.exists():
        pytest.skip("this platform does not list the children of a process in /proc")
    return [int(child) for child in file.read_text().split()]


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not (state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z")


def gone(pids: list[int], seconds: float = 20) -> bool:
    """Whether all of them end; the time is a bound against hanging, not a figure."""
    until = time.monotonic() + seconds
    while any(map(alive, pids)):
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


def until_true(condition: Callable[[], bool], seconds: float = 20) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it does not come to pass"
        time.sleep(0.02)


@contextmanager
def serving(
    file: Path, *, build: bool = True, show: bool = True, digest: str | None = "d1", base: str = "https://w3id.org/pmgraph",
    distant: bool = False, examples: tuple[tuple[object, ...], ...] = (), root_path: str = "",
    trusted: tuple[str, ...] = (), **limits: float,
) -> Iterator[Server]:  # fmt: skip
    given = {
        "file": str(file), "texts": str(file.parent / "texts"), "build": build, "show": show, "distant": distant, "digest": digest,
        "base": base, "examples": examples, "limits": limits, "root_path": root_path, "trusted": trusted,
    }  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, "-W", "error", "-c", SERVER, json.dumps(given)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    with process:
        assert process.stdout is not None
        assert process.stderr is not None
        address = process.stdout.readline().strip()
        if not address:
            process.kill()
            pytest.fail(f"the server did not start: {process.stderr.read()}")
        server = Server(address, process)
        try:
            # The first answers need not wait for all workers, but tests that count them do.
            if Path("/proc/self").exists() and not distant:
                until_true(lambda: len(server.descendants()) == 1 + limits.get("workers", Limits().workers))
            yield server
        finally:
            below = server.descendants() if process.poll() is None and Path("/proc/self").exists() else []
            process.send_signal(signal.SIGTERM)
            try:
                _, complaints = process.communicate(timeout=30)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
        assert gone(below), "a process was left behind"
        assert not complaints, complaints


@contextmanager
def serving_build(out: Path) -> Iterator[Server]:
    """A build folder served by the command itself."""
    process = subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "pmgraph", "serve", str(out), "--port", "0"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    with process:
        assert process.stdout is not None
        assert process.stderr is not None
        address = process.stdout.readline().strip()
        try:
            assert address, process.stderr.read()
            yield Server(address, process)
        finally:
            process.send_signal(signal.SIGTERM)
            _, complaints = process.communicate(timeout=60)
        assert not complaints, complaints


@pytest.fixture(scope="session")
def serve_build() -> Callable[..., Any]:
    """Serves a build folder by the command; a context manager."""
    return serving_build


@pytest.fixture(scope="session")
def made() -> Callable[..., Server]:
    """The client of a running server: its address and its process."""
    return Server


@pytest.fixture(scope="session")
def until() -> Callable[..., None]:
    """Waits until something is true; fails when it takes too long."""
    return until_true


@pytest.fixture(scope="session")
def dump(seed_version: Path) -> Path:
    """The dump of the release of 2014 and the record of 2006; its texts stand beside it."""
    return seed_version / "graph.nq"


@pytest.fixture(scope="session")
def server(dump: Path) -> Iterator[Server]:
    """The release of 2014 and the record of 2006, served."""
    examples = tuple((q.title_de, q.title_en, q.text, q.name, q.keywords_de, q.keywords_en) for q in named_queries())
    assert len(examples) >= 20
    with serving(dump, examples=examples) as running:
        yield running


@pytest.fixture(scope="session")
def serve() -> Callable[..., Any]:
    """Serves a file with settings of one's own; a context manager."""
    return serving


@pytest.fixture(scope="session")
def processes() -> Callable[..., Any]:
    """Whether processes end: `processes(pids)`."""
    return gone


@pytest.fixture(scope="session")
def eventually() -> Callable[..., None]:
    """Waits until `condition()` holds: the nursery does its work after the answer is sent."""

    return until_true


@pytest.fixture(scope="session")
def agreement(server: Server) -> str:
    """The path of the agreement of 2014, below `/doc/`."""
    (row,) = server.query("SELECT ?a WHERE { ?a pm:signedIn/pm:hasSignature ?x } GROUP BY ?a").rows
    return row["a"].removeprefix("https://w3id.org/pmgraph/id/")


@pytest.fixture(scope="session")
def release(server: Server) -> str:
    """The path of the release of 2014, below `/doc/`."""
    (row,) = server.query("SELECT ?r WHERE { ?r a pm:PressRelease }").rows
    return row["r"].removeprefix("https://w3id.org/pmgraph/id/")
