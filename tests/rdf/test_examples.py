"""Prefixes and example queries as editors read them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from pmgraph.iris import Iris
from pmgraph.rdf.examples import ExampleQuery, declare_prefixes, offer_queries
from pmgraph.rdf.graph import GraphWriter
from pmgraph.rdf.terms import Quad
from pmgraph.vocab import PREFIXES, RDF, RDFS, SCHEMA, SH

Facts = Callable[[Iterable[Quad], str], dict[str, list[str]]]
SERVICE = "https://a.example/sparql"


@pytest.fixture
def w() -> GraphWriter:
    iris = Iris("https://a.example")
    return GraphWriter(iris, iris.graph("catalogue"), SERVICE)


def test_every_prefix_is_declared_once(w: GraphWriter, facts: Facts) -> None:
    declare_prefixes(w, SERVICE)
    nodes = facts(w.quads, SERVICE)[SH("declare")]
    assert len(nodes) == len(set(nodes)) == len(PREFIXES)
    declared = {facts(w.quads, n)[SH("prefix")][0]: facts(w.quads, n)[SH("namespace")][0] for n in nodes}
    assert declared == {prefix: str(namespace) for prefix, namespace in PREFIXES.items()}


@pytest.mark.parametrize(
    ("form", "own"),
    [
        ("SELECT", "SPARQLSelectExecutable"), ("ask", "SPARQLAskExecutable"),
        ("CONSTRUCT", "SPARQLConstructExecutable"), ("DESCRIBE", None),
    ],
)  # fmt: skip
def test_a_query_is_typed_by_its_form(form: str, own: str | None, w: GraphWriter, facts: Facts) -> None:
    query = ExampleQuery(
        name="q1", title_de="Was?", title_en="What?", text=f'{form} "ä"\n', form=form, keywords_de=("a", "b"),
        keywords_en=("c",),
    )  # fmt: skip
    offer_queries(w, SERVICE, [query])
    said = facts(w.quads, "https://a.example/id/query/q1")
    assert set(said[RDF("type")]) == {SH("SPARQLExecutable"), *([SH(own)] if own else [])}
    assert said[SH(form.lower())] == [f'{form} "ä"\n']
    assert said[SH("prefixes")] == said[SCHEMA("target")] == [SERVICE]
    assert sorted(said[RDFS("label")]) == sorted(said[RDFS("comment")]) == ["Was?", "What?"]
    assert sorted(said[SCHEMA("keywords")]) == ["a", "b", "c"]
