"""Opens the graph that a command is about: a build, a file, or a remote endpoint."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from pmgraph.config import FILE, load_settings
from pmgraph.errors import UsageError
from pmgraph.publish.versions import GRAPH, read_manifest, version_of
from pmgraph.store.credentials import credentials_in
from pmgraph.store.embedded import EmbeddedGraph
from pmgraph.store.merged import MergedGraph, Union
from pmgraph.store.patience import Patience
from pmgraph.store.protocol import Graph
from pmgraph.store.remote import RemoteGraph

GraphPlace = Annotated[Path, typer.Option("--graph", help="Folder of a build, or an RDF file.")]
Endpoint = Annotated[str | None, typer.Option("--endpoint", help="Address of a SPARQL endpoint to ask instead.")]

Merging = Annotated[
    Union | None,
    typer.Option(
        "--union", help="How that endpoint merges named graphs.", show_default="as pmgraph.toml says, else native"
    ),
]


def open_graph(
    place: Path,
    endpoint: str | None = None,
    union: Union | None = None,
    *,
    patience: Patience | None = None,
    called: str | None = None,
) -> Graph:
    """The graph at `endpoint` if given, else that of a file as it states it, else a build's with its union.

    For `patience` and `called` see `RemoteGraph`.
    """
    if endpoint is not None:
        remote = RemoteGraph(endpoint, credentials=credentials_in(os.environ), patience=patience, called=called)
        return MergedGraph(remote) if merging(union) is Union.QUERY else remote
    if union is not None:
        raise UsageError("--union says how an endpoint merges graphs; give its address as --endpoint")
    if place.is_file():
        return EmbeddedGraph.of_file(place)
    return EmbeddedGraph.of_build(version_of(place) / GRAPH)


def merging(union: Union | None) -> Union:
    """The way that was asked for, else that of the project here, else native."""
    if union is not None:
        return union
    here = next((place for place in (Path("data"), Path()) if (place / FILE).is_file()), None)
    return load_settings(here).union if here is not None else Union.NATIVE


def base_of(place: Path) -> str | None:
    """The base IRI of a build's data; None for a file, which does not say."""
    return str(read_manifest(version_of(place))["base"]) if place.is_dir() else None
