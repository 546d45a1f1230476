"""Runs SHACL and gives its results as values (https://www.w3.org/TR/shacl/#validation-report).

pySHACL on rdflib graphs is the reference engine. Nothing is inferred and nothing imported: what a shape should see,
such as concept schemes and the class hierarchy, must be in the data graph.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import pyshacl
from rdflib import Graph, URIRef
from rdflib.collection import Collection
from rdflib.namespace import SH
from rdflib.paths import AlternativePath, InvPath, MulPath, Path, SequencePath
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.term import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One validation result; `path`, `value` and `constraint` are None where the report has none."""

    focus: Node
    component: Node
    severity: Node
    shape: Node
    path: URIRef | Path | None = None
    value: Node | None = None
    constraint: Node | None = None

    @property
    def path_text(self) -> str:
        """The path in the syntax of SPARQL property paths; empty where there is none."""
        return self.path.n3() if self.path is not None else ""


def results(data: Graph, shapes: Graph) -> tuple[Result, ...]:
    """Every result of validating `data`, in no particular order; shapes that are ill-formed raise pySHACL's error."""
    _, report, _ = pyshacl.validate(
        _Prepared(data), shacl_graph=shapes, inference="none", advanced=False, inplace=True, do_owl_imports=False
    )
    if not isinstance(report, Graph):
        raise report
    # Results of nested shapes hang on these as sh:detail and are not findings of their own.
    return tuple(_result(report, node) for node in report.objects(predicate=SH.result))


class _Prepared(Graph):
    """The same graph, which parses a query once: pySHACL hands over its text anew for each focus node.

    Half of the time of a whole validation goes into that parsing otherwise.
    """

    def __init__(self, data: Graph) -> None:
        super().__init__(store=data.store, identifier=data.identifier, namespace_manager=data.namespace_manager)
        self._prepared: dict[str, Query] = {}

    def query(self, query_object: str | Query, *args: Any, **kwargs: Any) -> Any:
        if isinstance(query_object, str):
            known = self._prepared.get(query_object)
            if known is None:
                known = self._prepared[query_object] = prepareQuery(query_object, initNs=dict(self.namespaces()))
            query_object = known
        return super().query(query_object, *args, **kwargs)


def _result(report: Graph, node: Node) -> Result:
    def one(predicate: URIRef) -> Node:
        found = report.value(node, predicate)
        assert found is not None, f"the engine left out {predicate}"
        return found

    path = report.value(node, SH.resultPath)
    return Result(
        focus=one(SH.focusNode),
        component=one(SH.sourceConstraintComponent),
        severity=one(SH.resultSeverity),
        shape=one(SH.sourceShape),
        path=read_path(report, path) if path is not None else None,
        value=report.value(node, SH.value),
        constraint=report.value(node, SH.sourceConstraint),
    )


_REPEATED: tuple[tuple[URIRef, Literal["*", "+", "?"]], ...] = (
    (SH.zeroOrMorePath, "*"),
    (SH.oneOrMorePath, "+"),
    (SH.zeroOrOnePath, "?"),
)


def read_path(graph: Graph, node: Node) -> URIRef | Path:
    """The property path that `node` describes (https://www.w3.org/TR/shacl/#property-paths)."""
    if isinstance(node, URIRef):
        return node
    inverse = graph.value(node, SH.inversePath)
    if inverse is not None:
        return InvPath(read_path(graph, inverse))
    either = graph.value(node, SH.alternativePath)
    if either is not None:
        return AlternativePath(*(read_path(graph, part) for part in Collection(graph, either)))
    for predicate, times in _REPEATED:
        repeated = graph.value(node, predicate)
        if repeated is not None:
            return MulPath(read_path(graph, repeated), times)
    return SequencePath(*(read_path(graph, part) for part in Collection(graph, node)))
