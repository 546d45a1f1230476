"""What a graph can be asked, whether it is held in this process or answers at a remote address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples

Term = NamedNode | BlankNode | Literal
Answer = QuerySolutions | QueryBoolean | QueryTriples


class Graph(Protocol):
    """A dataset that answers SPARQL 1.1 queries; updates do not exist here, so nothing can be changed through it."""

    def query(
        self,
        sparql: str,
        bindings: Mapping[str, Term] | None = None,
        *,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
    ) -> Answer:
        """The answer to a query. `bindings` fix variables (without `?`) to terms, in the outer pattern of the query.

        `default_graphs` and `named_graphs` are the dataset of the protocol
        (https://www.w3.org/TR/sparql11-protocol/#dataset); empty means the graph's own. A query that cannot be
        parsed raises QueryError, a store that does not answer StoreError.
        """
        ...

    def __len__(self) -> int:
        """How many triples the default graph holds."""
        ...


def select(graph: Graph, sparql: str, **bindings: Term) -> Iterator[dict[str, str]]:
    """The rows of a SELECT query as plain strings, without what is unbound."""
    answer = graph.query(sparql, bindings)
    if not isinstance(answer, QuerySolutions):
        raise TypeError(f"the query is no SELECT: {sparql[:80]!r}")
    names = [v.value for v in answer.variables]
    for row in answer:
        yield {n: t.value for n in names if (t := row[n]) is not None}


def ask(graph: Graph, sparql: str, **bindings: Term) -> bool:
    """The answer of an ASK query."""
    answer = graph.query(sparql, bindings)
    if not isinstance(answer, QueryBoolean):
        raise TypeError(f"the query is no ASK: {sparql[:80]!r}")
    return bool(answer)
