"""Says which named graph is at fault for a finding, so that one bad release holds back itself alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from pmgraph.model import Issue
from pmgraph.vocab import OA, PM, RDF

_TYPE = f"<{RDF('type')}>"
_ABOUT = (f"<{PM('dateOf')}>", f"<{OA('hasTarget')}>")
_DERIVED = "/graph/derived>"

NQuad = tuple[str, str, str, str]
"""Subject, predicate, object and graph, each as N-Quads text."""


def attribute(issues: Iterable[Issue], quads: Iterable[NQuad]) -> tuple[Issue, ...]:
    """The issues, each with the one graph that describes its subject; None where several do, or none ("across graphs").

    A graph describes a thing if it says what class it is of. `/graph/derived` says so only of claims and issues of its
    own: those count for the graph of the thing that they are about, as do the facts that it adds to things of others.
    """
    found = tuple(issues)
    homes: dict[str, set[str]] = defaultdict(set)
    about: dict[str, set[str]] = defaultdict(set)
    for subject, predicate, value, graph in quads:
        if predicate == _TYPE and not graph.endswith(_DERIVED):
            homes[subject].add(graph)
        elif predicate in _ABOUT and graph.endswith(_DERIVED):
            about[subject].add(value)
    return tuple(replace(issue, graph=_graph(f"<{issue.subject}>", homes, about)) for issue in found)


def _graph(subject: str, homes: dict[str, set[str]], about: dict[str, set[str]]) -> str | None:
    graphs = homes.get(subject) or {graph for thing in about.get(subject, ()) for graph in homes.get(thing, ())}
    return next(iter(graphs))[1:-1] if len(graphs) == 1 else None
