"""`pmgraph push`: brings the named graphs of a build or a release into a store of one's own."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from pmgraph.cli.output import counted, stderr, stdout, wants_json, write_json
from pmgraph.publish.push import Plan, Source, make_plan, states_of
from pmgraph.publish.push import push as bring
from pmgraph.publish.versions import GRAPH, version_of
from pmgraph.store.credentials import credentials_in
from pmgraph.store.graph_store import GraphStore, graph_store_of
from pmgraph.store.remote import RemoteGraph


def push(
    endpoint: Annotated[str, typer.Argument(metavar="ENDPOINT", help="Address at which the store answers SPARQL.")],
    place: Annotated[
        Path, typer.Argument(metavar="[DIR|FILE]", help="Folder of a build or a release, or a .nq or .trig file.")
    ] = Path("build"),
    graph_store: Annotated[
        str | None,
        typer.Option(
            "--graph-store",
            help="Address of its Graph Store Protocol.",
            show_default="the one beside ENDPOINT at Oxigraph, Virtuoso, Fuseki, GraphDB",
        ),
    ] = None,
    timeout: Annotated[float, typer.Option("--timeout", min=1, help="Seconds for one request.")] = 120.0,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the account as JSON.")] = False,
) -> None:
    """Bring a build or a release into a SPARQL 1.1 store: changed named graphs only. Run it again to go on.

    Name and password come from PMGRAPH_STORE_USER and PMGRAPH_STORE_PASSWORD, a token from PMGRAPH_STORE_TOKEN.

    Example: `pmgraph push http://localhost:7878/query build`
    """
    # A build is pushed as it is served: with the ontology and the concepts that its data are in.
    source = Source(place) if place.is_file() else Source(version_of(place) / GRAPH, vocabulary=True)
    credentials = credentials_in(os.environ)
    remote = RemoteGraph(endpoint, credentials=credentials, timeout=timeout)
    with GraphStore(graph_store or graph_store_of(endpoint), credentials=credentials, timeout=timeout) as store:
        plan = make_plan(states_of(source), remote)
        if not dry_run and not plan.done:
            _carry_out(source, plan, store, remote)
    if wants_json(as_json):
        write_json(_values(plan, store.address, dry_run=dry_run))
    else:
        stdout().print(_account(plan, store.address, dry_run=dry_run), markup=False)


def _carry_out(source: Source, plan: Plan, store: GraphStore, remote: RemoteGraph) -> None:
    """The push with a bar on a terminal's stderr."""
    console = stderr()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("triples", total=plan.triples)
        bring(source, plan, store, remote, lambda triples: bar.advance(task, triples))


def _account(plan: Plan, address: str, *, dry_run: bool) -> str:
    would = "would be " if dry_run else ""
    parts = [f"{counted(len(plan.changed), 'graph')} {would}written ({counted(plan.triples, 'triple')})"]
    if plan.gone:
        parts.append(f"{len(plan.gone)} {would}removed")
    parts.append(f"{plan.unchanged:,} unchanged")
    return f"{', '.join(parts)}: {address}"


def _values(plan: Plan, address: str, *, dry_run: bool) -> dict[str, Any]:
    return {
        "store": address, "dry_run": dry_run, "written": list(plan.changed), "removed": list(plan.gone),
        "unchanged": plan.unchanged, "triples_written": plan.triples,
        "triples": sum(state.triples for state in plan.wanted.values()), "record": plan.record,
    }  # fmt: skip
