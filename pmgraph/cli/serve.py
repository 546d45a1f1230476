"""`pmgraph serve`: SPARQL and pages for a build, an RDF file or a remote endpoint."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from pmgraph.cli.graphs import Endpoint, Merging, open_graph
from pmgraph.cli.output import stderr, write
from pmgraph.config import DEFAULT_BASE
from pmgraph.publish.versions import GRAPH, INDEX, current_version, read_manifest, shown_texts, version_of
from pmgraph.queries.catalogue import named_queries
from pmgraph.serve.app import make_app
from pmgraph.serve.engine import can_fork
from pmgraph.serve.generations import Keeper, Served
from pmgraph.serve.proxy import checked_network, checked_prefix
from pmgraph.serve.run import run
from pmgraph.serve.settings import Example, ServeSettings
from pmgraph.store.merged import MergedGraph, Union
from pmgraph.store.protocol import Graph, select

_NEWEST = """SELECT ?agreement WHERE { ?release pm:announces ?agreement .
  OPTIONAL { ?agreement pm:signedIn/pm:latestDate ?day } } ORDER BY DESC(?day) ?agreement LIMIT 1"""


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

    prefix, trusted = checked_prefix(root_path), tuple(map(checked_network, trust_proxy or ()))

    def made() -> Served:
        graph, settings = _opened(place, endpoint, union)
        settings = replace(settings, root_path=prefix, trusted_proxies=trusted)
        pages = ["sparql", *newest_pages(graph, settings.base)]
        return Served(app=make_app(graph, settings), version=settings.digest or "", pages=pages)

    if can_fork() and endpoint is None and current_version(place) is not None:
        Keeper(made, lambda: _name(current_version(place)), announce=announce, complain=_complain).run(host, port)
    else:
        served = made()
        run(served.app, host, port, lambda address: announce(address, served.pages))


def _opened(place: Path, endpoint: str | None, union: Union | None) -> tuple[Graph, ServeSettings]:
    if endpoint is not None or place.is_file():
        graph = open_graph(place, endpoint, union)
        return graph, ServeSettings(base=base_in(graph) or DEFAULT_BASE, union=isinstance(graph, MergedGraph))
    version = version_of(place).resolve()
    return open_graph(version), build_settings(version, place if current_version(place) else None)


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
        examples=tuple(
            Example(q.title_de, q.title_en, q.text, q.name, q.keywords_de, q.keywords_en) for q in named_queries()
        ),
    )  # fmt: skip
