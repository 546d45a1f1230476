"""Results of SHACL as values, with their paths."""

import pytest
from pyshacl.errors import ShapeLoadError
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import SH

from pmgraph.validate.results import read_path, results

EX = "https://example.org/"
PREFIXES = f"@prefix ex: <{EX}> . @prefix sh: <http://www.w3.org/ns/shacl#> .\n"


def turtle(text: str) -> Graph:
    return Graph().parse(data=PREFIXES + text, format="turtle")


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("ex:a", "<https://example.org/a>"),
        ("[ sh:inversePath ex:a ]", "^<https://example.org/a>"),
        ("( ex:a ex:b )", "<https://example.org/a>/<https://example.org/b>"),
        ("[ sh:alternativePath ( ex:a ex:b ) ]", "<https://example.org/a>|<https://example.org/b>"),
        ("[ sh:zeroOrMorePath ex:a ]", "<https://example.org/a>*"),
        ("[ sh:oneOrMorePath ex:a ]", "<https://example.org/a>+"),
        ("[ sh:zeroOrOnePath ex:a ]", "<https://example.org/a>?"),
        ("( [ sh:inversePath ex:a ] ex:b )", "^<https://example.org/a>/<https://example.org/b>"),
    ],
)
def test_a_path_is_written_as_in_sparql(path: str, written: str) -> None:
    graph = turtle(f"ex:shape sh:path {path} .")
    assert read_path(graph, graph.value(URIRef(EX + "shape"), SH.path)).n3() == written


def test_a_result_names_focus_path_value_and_shape() -> None:
    shapes = turtle(
        "ex:S a sh:PropertyShape ; sh:targetNode ex:n ; sh:path ex:p ; sh:nodeKind sh:IRI ; sh:severity sh:Info ."
    )
    [result] = results(turtle('ex:n ex:p "text", ex:fine .'), shapes)
    assert (result.focus, result.shape) == (URIRef(EX + "n"), URIRef(EX + "S"))
    assert (result.path, result.value) == (URIRef(EX + "p"), Literal("text"))
    assert (result.component, result.severity) == (SH.NodeKindConstraintComponent, SH.Info)


def test_what_nested_shapes_find_is_no_result_of_its_own() -> None:
    shapes = turtle(
        "ex:S a sh:PropertyShape ; sh:targetNode ex:n ; sh:path ex:p ; sh:node [ sh:property [ sh:path ex:q ; sh:minCount 1 ] ] ."
    )
    [result] = results(turtle("ex:n ex:p ex:m ."), shapes)
    assert (result.component, result.value) == (SH.NodeConstraintComponent, URIRef(EX + "m"))


def test_the_same_query_serves_every_focus_node() -> None:
    select = "SELECT $this ?value WHERE { $this ex:p ?value . FILTER(?value > 1) }"
    shapes = turtle(
        "ex: sh:declare [ sh:prefix 'ex' ; sh:namespace 'https://example.org/'^^<http://www.w3.org/2001/XMLSchema#anyURI> ] ."
        f"ex:S a sh:NodeShape ; sh:targetSubjectsOf ex:p ; sh:sparql [ sh:prefixes ex: ; sh:select '{select}' ] ."
    )
    found = results(turtle("ex:a ex:p 1 . ex:b ex:p 2 . ex:c ex:p 3, 4 ."), shapes)
    assert sorted((str(r.focus).removeprefix(EX), int(str(r.value))) for r in found) == [("b", 2), ("c", 3), ("c", 4)]


def test_validation_leaves_the_data_as_it_was() -> None:
    data = turtle("ex:n ex:p ex:m .")
    before = set(data)
    results(data, turtle("ex:S a sh:PropertyShape ; sh:targetNode ex:n ; sh:path ex:p ; sh:maxCount 0 ."))
    assert set(data) == before


def test_an_ill_formed_shape_is_an_error() -> None:
    with pytest.raises(ShapeLoadError):
        results(turtle("ex:n ex:p ex:m ."), turtle("ex:S a sh:PropertyShape ; sh:targetNode ex:n ; sh:maxCount 0 ."))
