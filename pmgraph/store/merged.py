"""A graph whose default graph is the union of its named graphs, on a store that does not merge them itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from pyoxigraph import Literal, QuerySolutions

from pmgraph.errors import QueryError
from pmgraph.store.over_graphs import OwnDataset, over_graphs
from pmgraph.store.protocol import Answer, Graph, Term, select
from pmgraph.store.sparql_text import bind

MOST = 2_000
"""Named graphs that one query may name at most: stores limit the size of a request."""


class Union(StrEnum):
    """How a remote store merges its named graphs."""

    NATIVE = "native"
    """Its own default graph holds them all."""
    QUERY = "query"
    """It does not; each query has to say so."""


class MergedGraph:
    """Asks `graph` for the union of its named graphs, each triple once.

    A query is rewritten over `GRAPH`. One that cannot be, such as a path of any length, is asked with all named graphs
    as its dataset (https://www.w3.org/TR/sparql11-protocol/#dataset); QueryError where these are more than `MOST`.
    """

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def query(
        self,
        sparql: str,
        bindings: Mapping[str, Term] | None = None,
        *,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
    ) -> Answer:
        """The answer to a query; see `protocol.Graph.query`. A dataset that is named is asked as it is."""
        if default_graphs or named_graphs:
            return self._graph.query(sparql, bindings, default_graphs=default_graphs, named_graphs=named_graphs)
        try:
            text = over_graphs(bind(sparql, bindings or {}))
        except OwnDataset:
            return self._graph.query(sparql, bindings)
        except QueryError as error:
            graphs = self._named(str(error))
            return self._graph.query(sparql, bindings, default_graphs=graphs, named_graphs=graphs)
        return self._graph.query(text)

    def __len__(self) -> int:
        answer = self.query("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
        assert isinstance(answer, QuerySolutions)
        (row,) = answer
        count = row["n"]
        assert isinstance(count, Literal)
        return int(count.value)

    def _named(self, why: str) -> tuple[str, ...]:
        found = select(self._graph, f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?s ?p ?o }} }} LIMIT {MOST + 1}")
        graphs = tuple(sorted(row["g"] for row in found))
        if len(graphs) > MOST:
            raise QueryError(
                f"{why}, and the store has more than {MOST:,} named graphs to be named; "
                'let it merge them itself and set union = "native"'
            )
        return graphs
