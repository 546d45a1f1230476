"""`pmgraph serve`: SPARQL and pages for a build, an RDF file or a remote endpoint."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from pyoxigraph import NamedNode

from pmgraph.cli.graphs import Endpoint, Merging, open_graph
from pmgraph.cli.output import stderr, write
from pmgraph.config import DEFAULT_BASE
from pmgraph.errors import StoreError
from pmgraph.publish.push import pushed_version
from pmgraph.publish.versions import GRAPH, INDEX, current_version, read_manifest, shown_texts, version_of
from pmgraph.queries.catalogue import named_queries
from pmgraph.serve.app import make_app
from pmgraph.serve.engine import can_fork
from pmgraph.serve.generations import Keeper, Served
from pmgraph.serve.proxy import checked_network, checked_prefix
from pmgraph.serve.run import run
from pmgraph.serve.settings import Example, Limits, ServeSettings
from pmgraph.store.credentials import credentials_in
from pmgraph.store.embedded import EmbeddedGraph
from pmgraph.store.merged import MergedGraph, Union
from pmgraph.store.patience import Patience
from pmgraph.store.protocol import Graph, select
from pmgraph.store.remote import RemoteGraph

_NEWEST = """SELECT ?agreement WHERE { ?release pm:announces ?agreement .
  OPTIONAL { ?agreement pm:signedIn/pm:latestDate ?day } } ORDER BY DESC(?day) ?agreement LIMIT 1"""

_DATASET = """SELECT ?title ?language ?licence WHERE {
  ?dataset dcterms:title ?title . BIND(LANG(?title) AS ?language) OPTIONAL { ?dataset dcterms:license ?licence } }"""
_PATIENCE = Patience(retries=1, longest=2.0)
"""Somebody waits for a page; what does not come at the second try is an error."""
_UNCACHED = Limits(cache_bytes=0)
"""Answers of a store are not kept: it may change at any time."""
_PROBE_SECONDS = 15.0
"""How often a store is asked whether something new was pushed, and how long it may take to say so."""


def serve(
    place: Annotated[
        Path, typer.Argument(metavar="[DIR|FILE]", help="Folder of a build, or an RDF file (.nq, .trig, .ttl, .nt).")
    ] = Path("build"),
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port; 0 takes a free one.")] = 8000,
    endpoint: Endpoint = None,
    union: Merging = None,
    root_path: Annotated[
        str, typer.Option("--root-path", help="Path that the site is reached under, such as /pmgraph.")
    ] = "",
    trust_proxy: Annotated[
        list[str] | None,
        typer.Option("--trust-proxy", help="Address or network whose X-Forwarded headers are believed; repeatable."),
    ] = None,
) -> None:
    """Serve SPARQL at /sparql and a page for every thing. Ends with Ctrl-C.

    A build is served with the union of its graphs as default graph, a file exactly as it states its dataset. A new
    build takes over as soon as it is there, without a failed request.

    Example: `pmgraph serve build --port 0`
    """

    def announce(address: str, pages: Sequence[str]) -> None:
        # The address stands on a line of its own, so that a program that started the server can read it.
        write("".join(f"{address}{page}\n" for page in ("", *pages)))

    newest = _newest(place, endpoint)
    prefix, trusted = checked_prefix(root_path), tuple(map(checked_network, trust_proxy or ()))

    def made() -> Served:
        graph, settings = _opened(place, endpoint, union)
        settings = replace(settings, root_path=prefix, trusted_proxies=trusted)
        pages = ["sparql", *newest_pages(graph, settings.base)]
        version = settings.digest or (newest() if newest is not None else None) or ""
        return Served(app=make_app(graph, settings), version=version, pages=pages)

    if can_fork() and newest is not None:
        Keeper(made, newest, announce=announce, complain=_complain).run(host, port)
    else:
        served = made()
        run(served.app, host, port, lambda address: announce(address, served.pages))


def _opened(place: Path, endpoint: str | None, union: Union | None) -> tuple[Graph, ServeSettings]:
    if endpoint is not None or place.is_file():
        graph = open_graph(place, endpoint, union, patience=_PATIENCE, called="the store behind this server")
        return graph, _told(graph)
    version = version_of(place).resolve()
    return open_graph(version), build_settings(version, place if current_version(place) else None)


def _newest(place: Path, endpoint: str | None) -> Callable[[], str | None] | None:
    """What names the version that should be served; None where what is served does not change."""
    if endpoint is not None:
        return RemoteVersion(
            RemoteGraph(
                endpoint, credentials=credentials_in(os.environ), timeout=_PROBE_SECONDS, patience=Patience(retries=0)
            )
        )
    return (lambda: _name(current_version(place))) if current_version(place) is not None else None


class RemoteVersion:
    """The version of what was pushed into a store, asked for now and then; the last known while it does not answer."""

    def __init__(self, graph: Graph, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._graph, self._clock = graph, clock
        self._asked: float | None = None
        self._version = "unknown"

    def __call__(self) -> str:
        """The version; "unknown" where the store never said one, which then is served as it is."""
        if self._asked is None or self._clock() - self._asked >= _PROBE_SECONDS:
            with contextlib.suppress(StoreError):
                self._version = pushed_version(self._graph) or self._version
            self._asked = self._clock()
        return self._version


def _told(graph: Graph) -> ServeSettings:
    """What a graph tells of itself: the base of its IRIs, and the titles and the licence of its dataset."""
    base = base_in(graph)
    limits = Limits() if isinstance(graph, EmbeddedGraph) else _UNCACHED
    if base is None:
        return ServeSettings(base=DEFAULT_BASE, union=isinstance(graph, MergedGraph), limits=limits)
    rows = list(select(graph, _DATASET, dataset=NamedNode(f"{base}/id/dataset")))
    plain = ServeSettings(base=base, union=isinstance(graph, MergedGraph), examples=_examples(), limits=limits)
    titles = {row["language"]: row["title"] for row in rows}
    return replace(
        plain,
        title_de=titles.get("de", plain.title_de),
        title_en=titles.get("en", plain.title_en),
        licence=next((row["licence"] for row in rows if "licence" in row), None),
    )


def _complain(what: str) -> None:
    stderr().print(f"warning: {what}", style="yellow", markup=False)


def _name(version: Path | None) -> str | None:
    return None if version is None else version.name


def base_in(graph: Graph) -> str | None:
    """The base of the data's IRIs, as far as a release's IRI tells it: what stands before `/id/release/`."""
    found = select(graph, "SELECT ?r WHERE { ?r a pm:PressRelease } ORDER BY ?r LIMIT 1")
    return next((row["r"].split("/id/release/", 1)[0] for row in found if "/id/release/" in row["r"]), None)


def newest_pages(graph: Graph, base: str) -> list[str]:
    """The path of the page of the newest agreement that a release announces, if the graph has one."""
    newest = select(graph, _NEWEST)
    return [
        f"doc/{row['agreement'].removeprefix(f'{base}/id/')}" for row in newest if row["agreement"].startswith(base)
    ]


def build_settings(version: Path, out: Path | None = None) -> ServeSettings:
    """What the server needs to know of a build; only texts that may be shown in full are handed to it."""
    manifest = read_manifest(version)
    return ServeSettings(
        base=manifest["base"],
        title_de=manifest["title"]["de"],
        title_en=manifest["title"]["en"],
        digest=version.resolve().name,
        licence=manifest["licence"],
        out=out,
        text_of=shown_texts(version),
        index=version / INDEX if (version / INDEX).is_file() else None,
        dump=version / GRAPH,
        union=True,
        examples=_examples(),
    )  # fmt: skip


def _examples() -> tuple[Example, ...]:
    return tuple(Example(q.title_de, q.title_en, q.text, q.name, q.keywords_de, q.keywords_en) for q in named_queries())
