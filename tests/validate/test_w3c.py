"""The W3C test suite of SHACL (https://w3c.github.io/data-shapes/data-shapes-test-suite/) against our entry.

It is read where it lies beside the checkout, and skipped where it does not.
"""

from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pyshacl.errors import ReportableRuntimeError, ShapeLoadError
from rdflib import BNode, Graph, Literal, Namespace
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from pmgraph.validate.results import Result, read_path, results
from pmgraph.validate.shacl import validate

SUITE = Path(__file__).parents[2] / ".." / "shared" / "judges" / "shacl" / "tests"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = Namespace("http://www.w3.org/ns/shacl-test#")
KNOWN_FAILURES = {
    "core/property/uniqueLang-002": 'pySHACL takes "1"^^xsd:boolean for true, where the suite wants the literal true',
    "sparql/pre-binding/shapesGraph-001": "pySHACL does not bind $shapesGraph, which is optional in SHACL",
}

pytestmark = pytest.mark.skipif(not SUITE.is_dir(), reason=f"the SHACL test suite is not at {SUITE}")

Row = tuple[str, str, str, str, str]


@cache
def load(path: Path) -> Graph:
    return Graph().parse(path, publicID=path.as_uri())


def cases() -> list[Any]:
    """One parameter for each file with a test; each holds one."""
    made = []
    for path in sorted(SUITE.resolve().rglob("*.ttl")):
        if "sht:Validate" not in path.read_text(encoding="utf-8"):
            continue
        name = path.relative_to(SUITE.resolve()).with_suffix("").as_posix()
        reason = KNOWN_FAILURES.get(name)
        marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
        made.append(pytest.param(path, id=name, marks=marks))
    return made


CASES = cases()


def test_the_whole_suite_was_collected() -> None:
    assert len(CASES) == 121
    assert {case.id for case in CASES} >= set(KNOWN_FAILURES)


@pytest.mark.parametrize("path", CASES)
def test_w3c(path: Path) -> None:
    graph = load(path)
    [test] = graph.subjects(RDF.type, SHT.Validate)
    action, expected = graph.value(test, MF.action), graph.value(test, MF.result)
    data, shapes = (part(graph, graph.value(action, p), path) for p in (SHT.dataGraph, SHT.shapesGraph))
    if expected == SHT.Failure:
        with pytest.raises((ShapeLoadError, ReportableRuntimeError)):
            results(data, shapes)
        return
    found = results(data, shapes)
    assert Counter(map(row_of, found)) == Counter(map(row(graph), graph.objects(expected, SH.result)))
    assert graph.value(expected, SH.conforms) == Literal(not found)
    subjects = {str(result.focus) for result in found}
    assert {issue.subject for issue in validate(data, shapes)} == subjects


def part(graph: Graph, node: Node | None, path: Path) -> Graph:
    here = Path(str(node).removeprefix("file://"))
    return graph if here == path else load(here)


def row_of(result: Result) -> Row:
    parts = (result.focus, result.component, result.severity, result.value)
    focus, component, severity, value = map(shown, parts)
    return focus, result.path_text, component, severity, value


def row(graph: Graph) -> Callable[[Node], Row]:
    def read(node: Node) -> Row:
        path = graph.value(node, SH.resultPath)
        names = (SH.focusNode, SH.sourceConstraintComponent, SH.resultSeverity, SH.value)
        focus, component, severity, value = (shown(graph.value(node, name)) for name in names)
        return focus, read_path(graph, path).n3() if path is not None else "", component, severity, value

    return read


def shown(node: Node | None) -> str:
    """A term in N3; one blank node is as good as another."""
    if node is None:
        return ""
    return "_:" if isinstance(node, BNode) else node.n3()
