"""A graph held in this process by Oxigraph (https://pyoxigraph.readthedocs.io/)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from pyoxigraph import CanonicalizationAlgorithm, Dataset, DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse

from pmgraph.errors import QueryError, StoreError
from pmgraph.rdf.formats import Kind, by_extension
from pmgraph.resources import ontology_files
from pmgraph.store.guard import refuse_service
from pmgraph.store.protocol import Answer, Term
from pmgraph.store.sparql_text import bind
from pmgraph.vocab import CONCEPTS_GRAPH, ONTOLOGY_GRAPH, PREFIXES


class EmbeddedGraph:
    """A dataset in memory. It has no way to be changed once it is made, and a query cannot leave it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._size = sum(1 for _ in store.quads_for_pattern(None, None, None, DefaultGraph()))

    @classmethod
    def of_build(cls, dump: Path) -> EmbeddedGraph:
        """The dump of a build with ontology and concepts beside it, and the union of all graphs as default graph.

        The union is stored: as a query option it counts a triple of two graphs twice (oxigraph issue 1919).
        """
        store = Store()
        _load(store, dump, RdfFormat.N_QUADS)
        store.bulk_extend(vocabulary())
        store.bulk_extend([Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in store])
        return cls(store)

    @classmethod
    def of_file(cls, file: Path) -> EmbeddedGraph:
        """The dataset of an RDF file exactly as the file states it."""
        found = by_extension(file.suffix)
        if found is None or found.rdf is None or found.kind is Kind.RESULTS:
            raise StoreError(f"{file}: {file.suffix or 'no ending'} names no RDF format; use .nq, .trig, .ttl or .nt")
        store = Store()
        _load(store, file, found.rdf)
        return cls(store)

    @classmethod
    def of_quads(cls, quads: Iterable[Quad]) -> EmbeddedGraph:
        """A dataset of the given quads."""
        store = Store()
        store.extend(quads)
        return cls(store)

    def query(
        self,
        sparql: str,
        bindings: Mapping[str, Term] | None = None,
        *,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
    ) -> Answer:
        """The answer to a query; see `protocol.Graph.query`. Prefixes of `vocab.PREFIXES` need no declaration.

        Nothing can be changed or fetched through a query: pyoxigraph parses no update here, FROM only picks graphs of
        the store, and SERVICE, for which it would open a connection, raises QueryError.
        """
        given = bool(default_graphs or named_graphs)
        refuse_service(sparql)
        try:
            return self._store.query(
                bind(sparql, bindings or {}),
                prefixes=dict(PREFIXES),
                default_graph=[NamedNode(g) for g in default_graphs] if given else None,
                named_graphs=[NamedNode(g) for g in named_graphs] if given else None,
            )
        except (SyntaxError, ValueError, RuntimeError) as error:
            raise QueryError(f"the query cannot be run: {error}; check it near the place named") from error

    def __len__(self) -> int:
        return self._size


def vocabulary() -> list[Quad]:
    """The ontology and the concepts in graphs of their own, sorted; blank nodes have canonical names (RDFC-1.0)."""
    quads: list[Quad] = []
    for file in ontology_files():
        graph = NamedNode(CONCEPTS_GRAPH if file.stem == "concepts" else ONTOLOGY_GRAPH)
        triples = parse(path=str(file), format=RdfFormat.TURTLE)
        quads += (Quad(t.subject, t.predicate, t.object, graph) for t in triples)
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(dataset, key=str)


def _load(store: Store, file: Path, format_: RdfFormat) -> None:
    try:
        store.bulk_load(path=str(file), format=format_)
    except SyntaxError as error:
        raise StoreError(f"{file}: not readable as {format_.name}: {error}; build or export it again") from error
    except OSError as error:
        raise StoreError(f"{file}: {error.strerror or error}; give the folder or file of a graph") from error
