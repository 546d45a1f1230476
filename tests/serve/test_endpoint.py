"""Every page, query and API on a remote store gives what it gives on a build, or a clear error of the other server."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any
from urllib.parse import quote

import pytest

B = "https://w3id.org/pmgraph/id/"
PATHS = (
    "/", "/?lang=en", "/catalog", "/catalog.ttl", "/changes", "/agreements.atom", "/agreements.json", "/query", "/query/q01",
    "/query/q05", "/ns", "/ns.ttl", "/voc", "/voc/land", "/agreements", "/bodies", "/persons", "/releases",
    "/records", "/graph/register", "/graph/derived", "/openapi.json", "/reconcile", "/context.jsonld", "/sparql?query=ASK%7B%7D",
    "/reconcile/suggest/entity?prefix=hoch", "/search.json?q=Hochschule&type=body", "/search?q=Hochschule&type=body",
    "/reconcile?queries=" + quote('{"q0": {"query": "Stadt Kassel", "type": "body"}}'),
)  # fmt: skip


def pushed(store: Any, place: Path) -> None:
    subprocess.run([sys.executable, "-m", "pmgraph", "push", store.query, str(place)], check=True, capture_output=True)


@contextmanager
def serving(server: Callable[..., Any], *arguments: str) -> Iterator[Any]:
    process = subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "pmgraph", "serve", *arguments, "--port", "0"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    with process:
        assert process.stdout is not None
        assert process.stderr is not None
        try:
            address = process.stdout.readline().strip()
            assert address, process.stderr.read()
            yield server(address, process)
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=60)


@pytest.fixture(scope="module")
def here(made: Callable[..., Any], version: Path) -> Iterator[Any]:
    """The build itself."""
    with serving(made, str(version)) as running:
        yield running


@pytest.fixture(scope="module", params=["native", "query"])
def there(request: Any, made: Callable[..., Any], oxigraph: Callable[..., Any], version: Path) -> Iterator[Any]:
    """The same on Oxigraph's server, which merges its graphs itself or is asked to."""
    with oxigraph(union=request.param == "native") as store:
        pushed(store, version)
        with serving(made, "--endpoint", store.query, "--union", request.param) as running:
            yield running


def plain(answer: Any, server: Any) -> str:
    """An answer without what differs rightly: the server's own address, names of blank nodes, scores, kinds of integers."""
    text = answer.text.replace(server.address.rstrip("/"), "")
    text = re.sub(r"_:[0-9a-z]+|\bnonNegativeInteger\b", "·", text).replace("#integer", "#·")
    # The store's own list of what was pushed is in the union too.
    return re.sub(r'"score": [0-9.]+|\b[\d.,]+ (?:Tripel|triples)\b', "", text)


@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_the_same(here: Any, there: Any, path: str) -> None:
    ours, theirs = here.ask(path), there.ask(path)
    assert (ours.status, ours.type) == (200, theirs.type)
    assert theirs.status == 200
    lines = [sorted(plain(answer, server).split("\n")) for answer, server in ((ours, here), (theirs, there))]
    assert lines[0] == lines[1]


def test_every_thing_has_the_same_page(here: Any, there: Any) -> None:
    asked = f"SELECT DISTINCT ?s {{ ?s a ?c FILTER(STRSTARTS(STR(?s), '{B}')) }} ORDER BY ?s"
    things = [row["s"].removeprefix(B) for row in here.query(asked).rows]
    assert len(things) > 600
    for thing in things[::40]:
        for ending in ("", ".nt"):
            ours, theirs = here.ask(f"/doc/{thing}{ending}"), there.ask(f"/doc/{thing}{ending}")
            assert (thing, ours.status) == (thing, 200) == (thing, theirs.status)
            first, second = plain(ours, here), plain(theirs, there)
            if ending:
                assert set(first.splitlines()) == set(second.splitlines()), thing
            else:
                assert first == second, thing


def test_what_is_not_there_is_not_found(there: Any) -> None:
    assert there.ask("/doc/agreement/none").status == 404
    assert there.ask("/dump/graph.nq").status == 404


def test_foreign_queries_get_the_union(here: Any, there: Any) -> None:
    asked = "SELECT ?s ?name { ?s <https://w3id.org/pmgraph/ns#hasParty> ?b . ?b <http://www.w3.org/2004/02/skos/core#prefLabel> ?name }"
    ours, theirs = here.query(asked).rows, there.query(asked).rows
    assert ours
    assert {tuple(row.items()) for row in ours} == {tuple(row.items()) for row in theirs}


def test_a_new_push_is_served_without_a_restart(
    made: Callable[..., Any],
    oxigraph: Callable[..., Any],
    seed_version: Path,
    version: Path,
    until: Callable[..., None],
) -> None:
    with oxigraph() as store:
        pushed(store, seed_version)
        with serving(made, "--endpoint", store.query, "--union", "query") as running:
            before = running.ask("/records").text
            pushed(store, version)
            until(lambda: len(running.ask("/records").text) > 2 * len(before), 60)


class Behind:
    """A store that answers as its `mood` says, in front of a real one."""

    def __init__(self, real: str) -> None:
        self.mood, self.real, self.free = "well", real, Event()


@pytest.fixture(scope="module")
def behind(oxigraph: Callable[..., Any], version: Path) -> Iterator[tuple[Behind, str]]:
    import httpx

    with oxigraph(union=True) as store:
        pushed(store, version)
        state = Behind(store.query)

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                if state.mood == "slow":
                    state.free.wait(60)
                if state.mood == "html":
                    self.say(200, "text/html", b"<p>Wartung</p>")
                elif state.mood == "busy":
                    self.say(503, "text/plain", b"later", "7")
                elif state.mood == "broken":
                    self.say(200, "application/sparql-results+json", b'{"head":{"vars":["s"]},"results":{"bindings":[')
                else:
                    headers = {"Accept": self.headers["Accept"]}
                    answer = httpx.get(f"{state.real}?{self.path.partition('?')[2]}", headers=headers)
                    self.say(answer.status_code, answer.headers["content-type"], answer.content)

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                self.path = f"/?{body.decode()}"
                self.do_GET()

            def say(self, status: int, kind: str, body: bytes, again: str | None = None) -> None:
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                if again is not None:
                    self.send_header("Retry-After", again)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                """Keep the test's output clean."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        Thread(target=server.serve_forever, daemon=True).start()
        yield state, f"http://127.0.0.1:{server.server_port}/sparql"
        state.free.set()
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def moody(behind: tuple[Behind, str], made: Callable[..., Any]) -> Iterator[Any]:
    with serving(made, "--endpoint", behind[1]) as running:
        yield running


@pytest.mark.parametrize(
    ("mood", "status", "words"),
    [("html", 502, "answers text/html"), ("busy", 503, "HTTP 503"), ("broken", 502, "broken")],
)
def test_the_fault_of_the_store_is_told_and_passes(
    behind: tuple[Behind, str], moody: Any, mood: str, status: int, words: str
) -> None:
    state, address = behind
    state.mood = mood
    try:
        for path in (
            "/doc/place/15003000",
            "/doc/place/15003000.ttl",
            "/query/q01",
            "/sparql?query=ASK%7B%3Fs%20%3Fp%20%3Fo%7D",
        ):
            answer = moody.ask(path, accept="*/*" if "sparql" in path else None)
            assert (path, answer.status) == (path, status)
            assert words in answer.text
            # Where the store is, is nobody's business outside.
            assert address not in answer.text
            assert (answer.headers["Retry-After"] is not None) == (status == 503)
    finally:
        state.mood = "well"
    assert moody.ask("/doc/place/15003000").status == 200


def test_a_store_that_is_gone_cannot_be_served(made: Callable[..., Any]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pmgraph", "serve", "--endpoint", "http://127.0.0.1:9/query", "--port", "0"],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stdout == ""
    assert "cannot be reached" in done.stderr


def test_a_store_that_goes_while_it_is_served_is_502(
    made: Callable[..., Any], oxigraph: Callable[..., Any], seed_version: Path
) -> None:
    with oxigraph(union=True) as store:
        pushed(store, seed_version)
        server = serving(made, "--endpoint", store.query)
        running = server.__enter__()
    try:
        answer = running.ask("/doc/place/15003000", accept="application/json")
        assert answer.status == 502
        page = running.ask("/records", accept="text/html")
        assert (page.status, page.type) == (502, "text/html")
        assert json.dumps(store.query) not in page.text
    finally:
        server.__exit__(None, None, None)
