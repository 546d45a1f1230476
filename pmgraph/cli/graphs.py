"""Opens the graph that a command is about: a build, a file, or a remote endpoint."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from pmgraph.publish.versions import GRAPH, read_manifest, version_of
from pmgraph.store.credentials import credentials_in
from pmgraph.store.embedded import EmbeddedGraph
from pmgraph.store.protocol import Graph
from pmgraph.store.remote import RemoteGraph

GraphPlace = Annotated[Path, typer.Option("--graph", help="Folder of a build, or an RDF file.")]
Endpoint = Annotated[str | None, typer.Option("--endpoint", help="Address of a SPARQL endpoint to ask instead.")]


def open_graph(place: Path, endpoint: str | None = None) -> Graph:
    """The graph at `endpoint` if given, else that of a file as it states it, else a build's with its union."""
    if endpoint is not None:
        return RemoteGraph(endpoint, credentials=credentials_in(os.environ))
    if place.is_file():
        return EmbeddedGraph.of_file(place)
    return EmbeddedGraph.of_build(version_of(place) / GRAPH)


def base_of(place: Path) -> str | None:
    """The base IRI of a build's data; None for a file, which does not say."""
    return str(read_manifest(version_of(place))["base"]) if place.is_dir() else None
