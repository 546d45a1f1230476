"""The graph of the release of 2014, in this process and in rdflib, and the rows of a named query without the base of IRIs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import rdflib

from pmgraph.publish.versions import GRAPH
from pmgraph.queries.catalogue import named_query
from pmgraph.resources import ontology_files
from pmgraph.store.embedded import EmbeddedGraph
from pmgraph.store.protocol import Graph, select
from pmgraph.vocab import CONCEPTS_GRAPH, ONTOLOGY_GRAPH, PM, VOC

BASE = "https://w3id.org/pmgraph/"
Rows = list[dict[str, str]]


def short(value: str) -> str:
    """The value with the namespaces and the base of IRIs cut short, so that rows can be read."""
    for long, brief in ((PM, "pm:"), (VOC, "voc:"), (BASE, "")):
        if value.startswith(long):
            return brief + value.removeprefix(long)
    return value


@pytest.fixture(scope="session")
def graph(seed_version: Path) -> EmbeddedGraph:
    return EmbeddedGraph.of_build(seed_version / GRAPH)


@pytest.fixture(scope="session")
def dataset(seed_version: Path) -> rdflib.Dataset:
    """The same dataset in rdflib, whose default graph is the union too."""
    made = rdflib.Dataset(default_union=True)
    made.parse(data=(seed_version / GRAPH).read_text(encoding="utf-8"), format="nquads")
    for file in ontology_files():
        name = CONCEPTS_GRAPH if file.stem == "concepts" else ONTOLOGY_GRAPH
        made.graph(rdflib.URIRef(name)).parse(data=file.read_text(encoding="utf-8"), format="turtle")
    return made


@pytest.fixture(scope="session")
def rows(graph: EmbeddedGraph) -> Callable[..., Rows]:
    """The rows of a named query, on the graph of the release of 2014 unless another is given."""

    def of(name: str, other: Graph | None = None) -> Rows:
        found = select(other or graph, named_query(name).text)
        return [{key: short(value) for key, value in row.items()} for row in found]

    return of
