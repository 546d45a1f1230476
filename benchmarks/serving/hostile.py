"""Asks a server 200 hostile queries while four clients ask small ones, and tells how the small ones fared.

    python benchmarks/serving/hostile.py [BUILD] [--hostile 200] [--clients 4] [--seconds 10]

BUILD is a folder that `pmgraph build` made (default: build); the server is started by the command itself on a free port
of loopback and stopped at the end. The same clients first ask alone, so that the figures can be compared. Exits with 1
where a small query failed, took two seconds or more, or where more than one in a hundred took more than 250 ms.
"""

from __future__ import annotations

import argparse
import http.client
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from urllib.parse import urlencode, urlsplit

SMALL = "SELECT ?name WHERE { ?person a foaf:Person ; foaf:name ?name } LIMIT 20"
JSON = {"Accept": "application/sparql-results+json"}


def hostile() -> list[tuple[str, str]]:
    """The kinds of hostile query with one of each."""
    product = "".join(f"?a{n} ?b{n} ?c{n} . " for n in range(4))
    paths = " . ".join(f"?a{n} (<x:a>|!<x:b>)* ?b{n}" for n in range(3))
    long_text = f'"{"x" * 1_000}"'
    grown = "".join(f"BIND(CONCAT({', '.join([f'?v{n}'] * 40)}) AS ?v{n + 1}) " for n in range(6))
    bomb = "^(([a-z])+.)+[A-Z]([a-z])+$"
    many = "1 " * 200_000
    return [
        ("cartesian product", f"SELECT (COUNT(*) AS ?n) {{ {product} }}"),
        ("product, sorted", f"SELECT * {{ {product} }} ORDER BY ?c0 ?c1 ?c2"),
        ("endless path", f"SELECT (COUNT(*) AS ?n) {{ {paths} }}"),
        ("huge string", f"SELECT (CONCAT({', '.join([long_text] * 900)}) AS ?x) {{}}"),
        ("growing string", f"SELECT (STRLEN(?v6) AS ?n) {{ BIND({long_text} AS ?v0) {grown} }}"),
        ("regex bomb", f'SELECT * {{ ?s ?p ?o FILTER(REGEX(CONCAT(STR(?o), "{"a" * 200}!"), "{bomb}")) }}'),
        ("nested braces", "SELECT * WHERE " + "{" * 4_000 + "}" * 4_000),
        ("nested negation", "SELECT * { FILTER(" + "!" * 20_000 + "true) }"),
        ("nested brackets", "SELECT * { FILTER(" + "(" * 20_000 + "1" + ")" * 20_000 + ") }"),
        ("a megabyte of text", "SELECT * { ?s ?p ?o } # " + "x" * 990_000),
        ("more than a megabyte", "SELECT * { ?s ?p ?o } # " + "x" * 1_100_000),
        ("everything", "SELECT * { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"),
        ("many unions", "SELECT * { " + " UNION ".join(["{ ?s ?p ?o }"] * 3_000) + " }"),
        ("values", f"SELECT (COUNT(*) AS ?n) {{ VALUES ?x {{ {many} }} VALUES ?y {{ {many} }} }}"),
        ("service", "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"),
        ("update", "DELETE WHERE { ?s ?p ?o }"),
    ]


class Client(threading.Thread):
    """Asks the small query on and on, each time with another comment, so that no cache answers."""

    def __init__(self, host: str, port: int, number: int) -> None:
        super().__init__(daemon=True)
        self.where, self.number = (host, port), number
        self.took: list[float] = []
        self.failed: list[str] = []
        self.stopped = threading.Event()

    def run(self) -> None:
        connection = http.client.HTTPConnection(*self.where, timeout=60)
        asked = 0
        while not self.stopped.is_set():
            asked += 1
            query = urlencode({"query": f"{SMALL} # {self.number}-{asked}"})
            start = time.perf_counter()
            try:
                connection.request("GET", f"/sparql?{query}", headers=JSON)
                answer = connection.getresponse()
                body = answer.read()
            except OSError as error:
                self.failed.append(repr(error))
                connection.close()
                continue
            self.took.append(time.perf_counter() - start)
            if answer.status != 200 or b'"bindings"' not in body:
                self.failed.append(f"{answer.status} {body[:100]!r}")
        connection.close()


def post(host: str, port: int, query: str) -> str:
    """Status and code of the answer to a hostile query."""
    connection = http.client.HTTPConnection(host, port, timeout=120)
    try:
        connection.request("POST", "/sparql", query.encode(), {"Content-Type": "application/sparql-query", **JSON})
        answer = connection.getresponse()
        body = answer.read()
        return f"{answer.status}" + (
            f" {body.partition(b'code')[2][4:30].decode().split(chr(34))[0]}" if answer.status >= 400 else ""
        )
    except OSError as error:
        return type(error).__name__
    finally:
        connection.close()


def measure(host: str, port: int, clients: int, busy: threading.Event) -> tuple[list[float], list[str]]:
    """How long the small queries took while `busy` is not set, and which failed."""
    asking = [Client(host, port, n) for n in range(clients)]
    for client in asking:
        client.start()
    busy.wait()
    for client in asking:
        client.stopped.set()
    for client in asking:
        client.join(60)
    return [t for c in asking for t in c.took], [f for c in asking for f in c.failed]


def told(name: str, took: list[float], failed: list[str], seconds: float) -> tuple[float, float]:
    """Prints the figures of small queries; the 99th percentile and the longest, in milliseconds."""
    p99, longest = statistics.quantiles(took, n=100)[98] * 1e3, max(took) * 1e3
    sys.stdout.write(
        f"{name}: {len(took) / seconds:.0f} small queries a second, median {statistics.median(took) * 1e3:.1f} ms, "
        f"99 of 100 within {p99:.0f} ms, longest {longest:.0f} ms, {len(failed)} failed\n"
    )
    return p99, longest


def main() -> None:
    """Start the server, ask alone, ask beside hostile queries, and print what came of it."""
    parser = argparse.ArgumentParser(description="Hostile queries beside small ones.")
    parser.add_argument("build", nargs="?", type=Path, default=Path("build"))
    parser.add_argument("--hostile", type=int, default=200)
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=10)
    given = parser.parse_args()
    command = [sys.executable, "-m", "pmgraph", "serve", str(given.build), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            parts = urlsplit(server.stdout.readline().strip())
            ended = compare(parts.hostname or "", parts.port or 0, given)
        finally:
            server.terminate()
    sys.exit(ended)


def compare(host: str, port: int, given: argparse.Namespace) -> int:
    """The exit code, after both measurements."""
    over = threading.Event()
    threading.Timer(given.seconds, over.set).start()
    told("alone", *measure(host, port, given.clients, over), given.seconds)
    kinds, results, over = hostile(), Counter[tuple[str, str]](), threading.Event()
    waiting = iter([kinds[n % len(kinds)] for n in range(given.hostile)])
    lock = threading.Lock()

    def attack() -> None:
        while True:
            with lock:
                kind, query = next(waiting, ("", ""))
            if not kind:
                return
            outcome = post(host, port, query)
            with lock:
                results[kind, outcome] += 1

    attackers = [threading.Thread(target=attack, daemon=True) for _ in range(8)]
    start = time.perf_counter()
    for attacker in attackers:
        attacker.start()
    threading.Thread(target=lambda: ([a.join() for a in attackers], over.set()), daemon=True).start()
    took, failed = measure(host, port, given.clients, over)
    p99, longest = told(f"beside {given.hostile} hostile", took, failed, time.perf_counter() - start)
    for (kind, outcome), count in sorted(results.items()):
        sys.stdout.write(f"  {kind}: {count} x {outcome}\n")
    for failure in failed[:5]:
        sys.stdout.write(f"  failed: {failure}\n")
    return 1 if failed or p99 > 250 or longest > 2_000 else 0


if __name__ == "__main__":
    main()
