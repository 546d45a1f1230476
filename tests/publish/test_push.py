"""A push brings the named graphs of a dump into real stores of others: all, once, and nothing else."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from pyoxigraph import DefaultGraph, Quad, QuerySolutions, RdfFormat, parse, serialize

from pmgraph.errors import StoreError, UsageError
from pmgraph.publish.push import BEGUN, Plan, Source, State, count, make_plan, record_graph, states_of
from pmgraph.publish.push import push as bring
from pmgraph.publish.versions import GRAPH
from pmgraph.store.credentials import Credentials
from pmgraph.store.embedded import EmbeddedGraph
from pmgraph.store.graph_store import GraphStore
from pmgraph.store.protocol import select
from pmgraph.store.remote import RemoteGraph

B = "https://w3id.org/pmgraph"
RECORD = f"{B}/graph/pushed"
RELEASE = f"{B}/graph/release/st-mf/2014/31"
OTHERS = "https://others.example/graph/1"


@pytest.fixture
def store(oxigraph: Callable[..., Any]) -> Iterator[Any]:
    with oxigraph() as running:
        yield running


@pytest.fixture
def dump(seed_version: Path, tmp_path: Path) -> Path:
    """A dump to change."""
    file = tmp_path / "graph.nq"
    file.write_bytes((seed_version / GRAPH).read_bytes())
    return file


def push(dump: Path, store: Any) -> Plan:
    credentials = Credentials(user=store.user, password=store.password) if store.user else None
    remote = RemoteGraph(store.query, credentials=credentials)
    plan = make_plan(states_of(Source(dump)), remote)
    with GraphStore(store.graphs, credentials=credentials) as graphs:
        bring(Source(dump), plan, graphs, remote, lambda triples: None)
    return plan


def held(store: Any) -> dict[str, set[str]]:
    """The triples of each graph of a store, but for its record of what was brought."""
    rows = select(RemoteGraph(store.query), "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")
    graphs = sorted(row["g"] for row in rows if row["g"] != RECORD)
    return {graph: set(triples(store, graph)) for graph in graphs}


def triples(store: Any, graph: str) -> Iterator[str]:
    answer = httpx.get(store.graphs, params={"graph": graph}, headers={"Accept": "application/n-triples"})
    for quad in parse(answer.content, format=RdfFormat.N_TRIPLES):
        yield str(quad.triple)


def as_oxigraph_keeps(triple: str) -> str:
    """Oxigraph keeps every kind of integer as xsd:integer."""
    return triple.replace("#nonNegativeInteger>", "#integer>")


def stated(dump: Path) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for quad in parse(path=str(dump), format=RdfFormat.N_QUADS):
        found.setdefault(quad.graph_name.value, set()).add(as_oxigraph_keeps(str(quad.triple)))  # type: ignore[union-attr]
    return found


def change(dump: Path, old: str, new: str) -> None:
    text = dump.read_text(encoding="utf-8")
    assert old in text
    dump.write_text("".join(sorted(text.replace(old, new).splitlines(keepends=True))), encoding="utf-8")


def test_the_store_holds_what_the_dump_states(dump: Path, store: Any) -> None:
    plan = push(dump, store)
    assert held(store) == stated(dump)
    assert set(plan.changed) == set(stated(dump))
    assert plan.triples == sum(map(len, stated(dump).values()))
    assert (plan.unchanged, plan.gone) == (0, ())


def test_what_did_not_change_is_not_brought_again(dump: Path, store: Any) -> None:
    push(dump, store)
    again = push(dump, store)
    assert (again.changed, again.gone, again.triples) == ((), (), 0)
    change(dump, '"Rahmenvereinbarung', '"Neue Rahmenvereinbarung')
    changed = {quad.split(" ")[-2].strip("<>") for quad in dump.read_text().splitlines() if '"Neue Rahmen' in quad}
    assert RELEASE in changed
    third = push(dump, store)
    assert set(third.changed) == changed
    assert held(store) == stated(dump)


def test_graphs_gone_are_removed_and_those_of_others_stay(dump: Path, store: Any) -> None:
    httpx.put(
        store.graphs,
        params={"graph": OTHERS},
        content="<urn:a> <urn:b> <urn:c> .",
        headers={"Content-Type": "text/turtle"},
    ).raise_for_status()
    push(dump, store)
    lines = dump.read_text(encoding="utf-8").splitlines(keepends=True)
    dump.write_text("".join(line for line in lines if not line.endswith(f"<{RELEASE}> .\n")), encoding="utf-8")
    plan = push(dump, store)
    assert plan.gone == (RELEASE,)
    assert held(store) == stated(dump) | {OTHERS: {"<urn:a> <urn:b> <urn:c>"}}
    assert RELEASE not in make_plan(states_of(Source(dump)), RemoteGraph(store.query)).entered


def test_a_graph_that_others_emptied_is_brought_again(dump: Path, store: Any) -> None:
    push(dump, store)
    httpx.delete(store.graphs, params={"graph": RELEASE}).raise_for_status()
    assert push(dump, store).changed == (RELEASE,)
    assert held(store) == stated(dump)


def test_virtuoso_takes_a_push_with_a_digest_of_the_password(dump: Path, virtuoso: Any) -> None:
    assert push(dump, virtuoso).triples == sum(map(len, stated(dump).values()))
    assert push(dump, virtuoso).changed == ()
    remote = RemoteGraph(virtuoso.query)
    assert count(remote, stated(dump)) == {graph: len(lines) for graph, lines in stated(dump).items()}
    graphs = " ".join(f"<{graph}>" for graph in stated(dump))
    rows = remote.query(f"SELECT * WHERE {{ VALUES ?g {{ {graphs} }} GRAPH ?g {{ ?s ?p ?o }} }}")
    assert isinstance(rows, QuerySolutions)
    assert {Quad(r["s"], r["p"], r["o"], r["g"]) for r in rows} == set(parse(path=str(dump), format=RdfFormat.N_QUADS))


def test_without_the_password_virtuoso_refuses_and_the_error_says_how(dump: Path, virtuoso: Any) -> None:
    with GraphStore(virtuoso.graphs) as graphs, pytest.raises(StoreError, match=r"401.*PMGRAPH_STORE_USER"):
        graphs.put(RELEASE, "")
    wrong = Credentials(user="dba", password="wrong")
    with GraphStore(virtuoso.graphs, credentials=wrong) as graphs, pytest.raises(StoreError, match="401") as error:
        graphs.put(RELEASE, "")
    assert "wrong" not in str(error.value)


STOPPED = """
import os, signal, sys
from pmgraph.publish import push
from pmgraph.store.embedded import EmbeddedGraph
from pmgraph.store.graph_store import GraphStore
push.BATCH_GRAPHS = 2
moment, real, steps = int(sys.argv[1]), GraphStore._ask, 0
def ask(self, method, graph, **options):
    global steps
    for before in (True, False):
        steps += 1
        if steps == moment:
            os.kill(os.getpid(), signal.SIGKILL)
        if before:
            real(self, method, graph, **options)
GraphStore._ask = ask
from pmgraph.cli.main import run
code = run(sys.argv[2:])
print(steps, file=sys.stderr)
sys.exit(code)
"""


def killed(moment: int, dump: Path, store: Any) -> tuple[int, int]:
    """The exit code of a push that is killed before or after a request, and how many moments there were."""
    done = subprocess.run(
        [sys.executable, "-c", STOPPED, str(moment), "push", store.query, str(dump)], capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    return done.returncode, int(done.stderr.split()[-1]) if done.returncode == 0 else 0


def test_a_push_goes_on_wherever_it_was_killed(dump: Path, oxigraph: Callable[..., Any], tmp_path: Path) -> None:
    former = tmp_path / "former.nq"
    former.write_bytes(dump.read_bytes())
    lines = former.read_text(encoding="utf-8").splitlines(keepends=True)
    lines = [line for line in lines if "/graph/register>" not in line] + [
        f"<urn:a> <urn:b> <urn:c> <{B}/graph/old> .\n"
    ]
    former.write_text("".join(lines).replace('"Rahmenvereinbarung', '"Alte Rahmenvereinbarung'), encoding="utf-8")
    with oxigraph() as store:
        push(former, store)
        code, moments = killed(0, dump, store)
    assert (code, moments > 10) == (0, True)
    for moment in range(1, moments + 1, max(1, moments // int(os.environ.get("PMGRAPH_KILLS", "8")))):
        with oxigraph() as store:
            push(former, store)
            assert killed(moment, dump, store)[0] == -signal.SIGKILL
            plan = make_plan(states_of(Source(dump)), RemoteGraph(store.query))
            there = held(store)
            # What the store's list says is true: nothing entered has other triples than its digest stands for.
            assert there.keys() <= plan.entered.keys()
            for graph, state in plan.entered.items():
                assert state == BEGUN or state.triples == len(there.get(graph, ())) or graph in plan.gone
                if state == plan.wanted.get(graph):
                    assert there[graph] == stated(dump)[graph]
            # Going back to the former state is right as well, whatever half of the new one was brought.
            if moment % 2:
                push(former, store)
                assert held(store) == stated(former)
            push(dump, store)
            assert held(store) == stated(dump)


def test_counts_that_differ_are_an_error_and_not_entered(dump: Path, oxigraph: Callable[..., Any]) -> None:
    with oxigraph() as asked, oxigraph() as written:
        remote = RemoteGraph(asked.query)
        plan = make_plan(states_of(Source(dump)), remote)
        with (
            GraphStore(written.graphs) as graphs,
            pytest.raises(StoreError, match=r"triples were sent, the store holds 0; check that both addresses"),
        ):
            bring(Source(dump), plan, graphs, remote, lambda triples: None)
        said = select(RemoteGraph(written.query), f"SELECT DISTINCT ?o {{ GRAPH <{RECORD}> {{ ?s ?p ?o }} }}")
        assert {row["o"] for row in said} == {BEGUN.digest, "0"}


def test_the_command_says_what_it_did(dump: Path, store: Any) -> None:
    def call(*options: str) -> dict[str, Any]:
        done = subprocess.run(
            [sys.executable, "-m", "pmgraph", "push", store.query, str(dump), *options], capture_output=True, check=True
        )
        values: dict[str, Any] = json.loads(done.stdout)
        return values

    planned = call("--dry-run")
    assert held(store) == {}
    assert set(planned["written"]) == set(stated(dump))
    done = call()
    assert {k: v for k, v in planned.items() if k != "dry_run"} == {k: v for k, v in done.items() if k != "dry_run"}
    assert held(store) == stated(dump)
    assert call()["unchanged"] == len(stated(dump))


def test_a_file_with_triples_outside_graphs_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "plain.nq"
    file.write_text("<urn:a> <urn:b> <urn:c> .\n", encoding="utf-8")
    assert isinstance(next(parse(path=str(file), format=RdfFormat.N_QUADS)).graph_name, DefaultGraph)
    with pytest.raises(UsageError, match=r"plain\.nq: <urn:a> <urn:b> <urn:c> stands outside named graphs"):
        states_of(Source(file))


def test_a_file_of_two_projects_is_refused() -> None:
    with pytest.raises(UsageError, match=r"2 bases, such as https://a\.example, https://b\.example"):
        record_graph(["https://a.example/graph/1", "https://b.example/graph/1"])


def test_a_build_brings_ontology_and_concepts_that_stay_the_same(store: Any, seed_version: Path) -> None:
    def call() -> dict[str, Any]:
        done = subprocess.run(
            [sys.executable, "-m", "pmgraph", "push", store.query, str(seed_version)], capture_output=True, check=True
        )
        values: dict[str, Any] = json.loads(done.stdout)
        return values

    assert {"https://w3id.org/pmgraph/ns", "https://w3id.org/pmgraph/voc"} <= set(call()["written"])
    assert call()["written"] == []
    remote = RemoteGraph(store.query)
    served = EmbeddedGraph.of_build(seed_version / GRAPH)
    asked = (
        "SELECT ?l { GRAPH <https://w3id.org/pmgraph/voc> { ?c <http://www.w3.org/2004/02/skos/core#prefLabel> ?l } }"
    )
    assert sorted(r["l"] for r in select(remote, asked)) == sorted(r["l"] for r in select(served, asked))


def test_trig_and_nquads_of_one_dump_are_one_state(dump: Path, tmp_path: Path) -> None:
    trig = tmp_path / "graph.trig"
    quads: list[Quad] = list(parse(path=str(dump), format=RdfFormat.N_QUADS))
    serialize(quads, output=str(trig), format=RdfFormat.TRIG)
    assert states_of(Source(trig)) == states_of(Source(dump))
    assert all(isinstance(s, State) and s.digest.startswith("ni:///sha-256;") for s in states_of(Source(dump)).values())
