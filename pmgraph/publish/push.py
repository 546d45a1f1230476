"""Brings the named graphs of a dump into a remote store: those that changed, and none that it did not bring itself.

What the store holds of us is kept by the store, in one graph `BASE/graph/pushed`: for each graph its digest, as a
named information identifier (https://www.rfc-editor.org/rfc/rfc6920), and its number of triples. Two machines that
push the same project agree thereby, and graphs of others in the same store are never touched. Once all is there, the
graph has a digest of its own, by which a server sees that the store holds something new.

Graphs go in batches. Before a batch its graphs are entered as begun, after it they are counted in the store and entered
with their new digest. Whenever a push ends, by a kill or a lost connection, the list names every graph that we brought
and never says more of it than what is true; the next push goes on with what is only begun.
"""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, parse

from pmgraph.errors import StoreError, UsageError
from pmgraph.store.embedded import vocabulary
from pmgraph.store.graph_store import GraphStore
from pmgraph.store.protocol import Graph, select

BATCH_TRIPLES, BATCH_GRAPHS = 200_000, 500
"""How much is brought before it is counted and entered: what is brought again after a kill, at most."""
HELD = 2_000_000
"""Triples held in memory at a time; the dump is read once more for every so many that changed."""
_ROUND = 200
"""Graphs whose triples are asked for in one query."""
_DIGEST = "ni:///sha-256;"
_IDENTIFIER, _TRIPLES = "http://purl.org/dc/terms/identifier", "http://rdfs.org/ns/void#triples"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_FORMATS = {".nq": RdfFormat.N_QUADS, ".trig": RdfFormat.TRIG}


@dataclass(frozen=True, slots=True)
class Source:
    """What is pushed: a dump (`.nq`, `.trig`), and whether the ontology and the concepts stand beside it."""

    dump: Path
    vocabulary: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """What one graph holds: its digest, as an identifier of RFC 6920, and its number of triples."""

    digest: str
    triples: int


BEGUN = State("ni:///sha-256;", 0)
"""The state of a graph while it is written: nothing is known of what it holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a push has to do. `wanted` are the graphs of the dump, `entered` those that the store is known to hold."""

    wanted: Mapping[str, State]
    entered: Mapping[str, State]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    record: str
    """The graph in which the store keeps what was brought."""
    complete: str | None
    """The digest of the whole that the store states; None while something is missing."""

    @property
    def done(self) -> bool:
        """Whether nothing is left to do."""
        return not self.changed and not self.gone and self.complete == whole(self.wanted)

    @property
    def unchanged(self) -> int:
        """How many graphs are in the store as they should be."""
        return len(self.wanted) - len(self.changed)

    @property
    def triples(self) -> int:
        """How many triples are to be brought."""
        return sum(self.wanted[graph].triples for graph in self.changed)


@dataclass(slots=True)
class _Sums:
    """The digest of a graph while its triples pass."""

    digest: hashlib._Hash = field(default_factory=hashlib.sha256)
    triples: int = 0


def states_of(source: Source) -> dict[str, State]:
    """The named graphs of a source with their state, in the order in which they are first met.

    The digest is of the N-Triples in the order of the dump: dumps are sorted, and what is in another order is brought
    again. UsageError where the dump has triples outside named graphs, which a push does not carry.
    """
    sums: dict[str, _Sums] = {}
    for graph, line in _lines(source):
        known = sums.get(graph)
        if known is None:
            known = sums[graph] = _Sums()
        known.digest.update(line.encode())
        known.triples += 1
    return {graph: State(_named(s.digest), s.triples) for graph, s in sums.items()}


def record_graph(graphs: Iterable[str]) -> str:
    """Where the store keeps what was brought: `BASE/graph/pushed`, by what stands before `/graph/` in all names."""
    # The ontology and the concepts have names of their own, in whatever project they are.
    bases = {graph.partition("/graph/")[0] for graph in graphs if "/graph/" in graph}
    if len(bases) != 1:
        said = f"{len(bases)} bases, such as {', '.join(sorted(bases)[:3])}" if bases else "no graph BASE/graph/…"
        raise UsageError(f"the dump holds {said}; push a build or a release of one project")
    return f"{bases.pop()}/graph/pushed"


def make_plan(wanted: Mapping[str, State], remote: Graph) -> Plan:
    """What differs: by the store's own list, and by what its graphs hold when they are counted."""
    record = record_graph(wanted)
    if record in wanted:
        raise UsageError(f"the dump holds <{record}>, which is kept by the store; take it out")
    entered = _entered(remote, record)
    held = count(remote, [graph for graph in wanted if graph in entered])
    changed = tuple(g for g, state in wanted.items() if entered.get(g) != state or held.get(g, 0) != state.triples)
    gone = tuple(sorted(entered.keys() - wanted.keys()))
    return Plan(
        wanted=wanted, entered=entered, changed=changed, gone=gone, record=record, complete=pushed_version(remote)
    )


def whole(states: Mapping[str, State]) -> str:
    """The digest of all graphs together, whatever their order."""
    lines = "".join(f"{graph} {state.digest}\n" for graph, state in sorted(states.items()))
    return _named(hashlib.sha256(lines.encode()))


def pushed_version(remote: Graph) -> str | None:
    """The digest of what a push last brought into a store; None where there was none, or one is not finished."""
    asked = f"SELECT ?d WHERE {{ GRAPH ?g {{ ?g <{_IDENTIFIER}> ?d }} FILTER(STRENDS(STR(?g), '/graph/pushed')) }}"
    found = sorted(row["d"] for row in select(remote, asked))
    return " ".join(found) if found else None


def _named(digest: hashlib._Hash) -> str:
    return _DIGEST + urlsafe_b64encode(digest.digest()).decode().rstrip("=")


def push(source: Source, plan: Plan, store: GraphStore, remote: Graph, progress: Callable[[int], None]) -> None:
    """Carry out a plan. `progress` hears of each number of triples brought. StoreError where a count is not as sent."""
    entered = dict(plan.entered)

    def enter() -> None:
        store.put(plan.record, "".join(_as_triples(entered)))

    for graph in plan.gone:
        store.delete(graph)
        del entered[graph]
    if plan.gone:
        enter()
    for held in _portions(plan.changed, plan.wanted, HELD, len(plan.changed)):
        lines = _gathered(source, frozenset(held))
        for batch in _portions(held, plan.wanted, BATCH_TRIPLES, BATCH_GRAPHS):
            entered.update(dict.fromkeys(batch, BEGUN))
            enter()
            for graph in batch:
                store.put(graph, "".join(lines.pop(graph)))
                progress(plan.wanted[graph].triples)
            _verify(remote, {graph: plan.wanted[graph].triples for graph in batch})
            entered.update((graph, plan.wanted[graph]) for graph in batch)
            enter()
    store.put(plan.record, "".join(_as_triples(entered)) + _identified(plan.record, whole(entered)))


def count(remote: Graph, graphs: Iterable[str]) -> dict[str, int]:
    """How many triples named graphs of the store hold; one that is not there is not in the answer."""
    held: dict[str, int] = {}
    listed = list(graphs)
    for at in range(0, len(listed), _ROUND):
        values = " ".join(f"<{graph}>" for graph in listed[at : at + _ROUND])
        asked = f"SELECT ?g (COUNT(*) AS ?n) WHERE {{ VALUES ?g {{ {values} }} GRAPH ?g {{ ?s ?p ?o }} }} GROUP BY ?g"
        held.update((row["g"], int(row["n"])) for row in select(remote, asked) if "g" in row)
    return held


def _verify(remote: Graph, sent: Mapping[str, int]) -> None:
    held = count(remote, sent)
    for graph, triples in sent.items():
        if held.get(graph, 0) != triples:
            raise StoreError(
                f"<{graph}>: {triples} triples were sent, the store holds {held.get(graph, 0)}; "
                "check that both addresses mean the same store, then push again"
            )


def _entered(remote: Graph, record: str) -> dict[str, State]:
    """The store's list of what was brought."""
    rows = select(
        remote,
        f"SELECT ?g ?digest ?n WHERE {{ GRAPH <{record}> {{ ?g <{_IDENTIFIER}> ?digest ; <{_TRIPLES}> ?n }} }}",
    )
    return {row["g"]: State(row["digest"], int(row["n"])) for row in rows}


def _as_triples(entered: Mapping[str, State]) -> Iterator[str]:
    for graph, state in sorted(entered.items()):
        yield _identified(graph, state.digest)
        yield f'<{graph}> <{_TRIPLES}> "{state.triples}"^^<{_XSD}integer> .\n'


def _identified(graph: str, digest: str) -> str:
    return f'<{graph}> <{_IDENTIFIER}> "{digest}"^^<{_XSD}anyURI> .\n'


def _portions(graphs: Iterable[str], states: Mapping[str, State], triples: int, most: int) -> Iterator[list[str]]:
    """The graphs in portions of so many triples and graphs at most; a larger graph is a portion alone."""
    portion: list[str] = []
    size = 0
    for graph in graphs:
        if portion and (size + states[graph].triples > triples or len(portion) >= most):
            yield portion
            portion, size = [], 0
        portion.append(graph)
        size += states[graph].triples
    if portion:
        yield portion


def _gathered(source: Source, graphs: frozenset[str]) -> dict[str, list[str]]:
    lines: dict[str, list[str]] = {graph: [] for graph in graphs}
    for graph, line in _lines(source):
        if graph in lines:
            lines[graph].append(line)
    return lines


def _lines(source: Source) -> Iterator[tuple[str, str]]:
    """Each quad of a source as its graph's IRI and its triple in N-Triples."""
    form = _FORMATS.get(source.dump.suffix)
    if form is None:
        raise UsageError(f"{source.dump}: named graphs come from {' or '.join(_FORMATS)}; give a build or such a file")
    try:
        for quad in parse(path=str(source.dump), format=form):
            yield _graph_of(source.dump, quad), f"{quad.triple} .\n"
    except (OSError, SyntaxError, ValueError) as error:
        raise UsageError(f"{source.dump}: {error}; make it again") from error
    if source.vocabulary:
        yield from ((_graph_of(source.dump, quad), f"{quad.triple} .\n") for quad in vocabulary())


def _graph_of(dump: Path, quad: Quad) -> str:
    if isinstance(quad.graph_name, NamedNode):
        return quad.graph_name.value
    where = "outside named graphs" if isinstance(quad.graph_name, DefaultGraph) else "in a graph without a name"
    raise UsageError(f"{dump}: {quad.triple} stands {where}, which a push does not carry; name its graph")
