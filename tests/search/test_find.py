"""What a search finds in an invented graph, however it is typed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmgraph.search.find import Index, likeness, passage
from pmgraph.search.folding import as_name, occurrences, words, writings
from pmgraph.search.index import make_index
from pmgraph.store.embedded import EmbeddedGraph

TEXT = "Die Zweckvereinbarung über die Müllabfuhr gilt für die Straße am Weiher.\nFrau Höß dankte allen Fußgängern."
GRAPH = """
@prefix d: <https://example.org/id/> .
d:a1 a pm:Agreement ; rdfs:label "Zweckvereinbarung Müllabfuhr (2014)"@de , "Agreement (2014)"@en ;
  dcterms:title "Zweckvereinbarung über die Müllabfuhr"@de ; pm:hasParty d:b1 , d:b2 ; pm:signedIn d:s1 .
d:s1 pm:edtfDate "2014-07-16" ; pm:hasSignature d:u1 . d:u1 pm:signatory d:p1 ; pm:onBehalfOf d:b1 .
d:a2 a pm:FrameworkAgreement ; rdfs:label "Rahmenvereinbarung Archiv (2015)"@de , "Framework agreement (2015)"@en .
d:b1 a org:Organization ; skos:prefLabel "Landkreis Weißenfels"@de ; skos:altLabel "LK Weißenfels"@de .
d:b2 a org:Organization ; skos:prefLabel "Ministerium für Inneres und Sport"@de ; skos:altLabel "Innenministerium"@de .
d:b3 a org:Organization ; skos:prefLabel "Städtebund Höhenland"@de .
d:p1 a foaf:Person ; foaf:name "Anna Müller-Lüdenscheidt" .
d:p2 a foaf:Person ; foaf:name "Bernd Müller" .
d:o1 a dcterms:Location ; skos:prefLabel "Weißenfels"@de .
d:r1 a pm:PressRelease ; dcterms:title "Landkreis regelt die Abfuhr neu"@de ; dcterms:publisher d:b1 ; pm:edtfDate "2014-07" .
d:r2 a pm:PressRelease ; dcterms:title "Nachricht ohne Text"@de .
d:v1 prov:specializationOf d:r1 ; schema:sha256 "one" . d:v2 prov:specializationOf d:r2 ; schema:sha256 "two" .
"""
PREFIXES = """
@prefix pm: <https://w3id.org/pmgraph/ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix dcterms: <http://purl.org/dc/terms/> . @prefix org: <http://www.w3.org/ns/org#> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix prov: <http://www.w3.org/ns/prov#> . @prefix schema: <https://schema.org/> .
"""
D = "https://example.org/id/"


def text_of(sha: str) -> str | None:
    """The text of the first release; that of the second may not be shown."""
    return TEXT if sha == "one" else None


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedGraph:
    file = tmp_path_factory.mktemp("graph") / "graph.ttl"
    file.write_text(PREFIXES + GRAPH, encoding="utf-8")
    return EmbeddedGraph.of_file(file)


@pytest.fixture(scope="module")
def index(graph: EmbeddedGraph) -> Index:
    return Index(make_index(graph, text_of), text_of)


def found(index: Index, query: str, *kinds: str) -> list[str]:
    return [hit.iri.removeprefix(D) for hit in index.find(query, kinds=kinds).hits]


@pytest.mark.parametrize("typed", ["Müller", "mueller", "MÜLLER", "muller", "Mu\u0308ller"])
def test_umlaut_is_found_however_it_is_typed(index: Index, typed: str) -> None:
    assert set(found(index, typed, "person")) == {"p1", "p2"}


@pytest.mark.parametrize("typed", ["Weißenfels", "Weissenfels", "WEISSENFELS", "weißenf"])
def test_sharp_s_and_beginnings_are_found(index: Index, typed: str) -> None:
    assert {"b1", "o1"} <= set(found(index, typed))


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("vereinbarung", {"a1", "a2"}),
        ("bund", {"b3"}),
        ("ministerium", {"b2"}),
        ("innenmin", {"b2"}),
        ("lüdenscheidt", {"p1"}),
    ],
)
def test_part_of_a_compound_is_found(index: Index, typed: str, first: set[str]) -> None:
    assert first <= set(found(index, typed))


@pytest.mark.parametrize(
    ("typed", "iri", "meant"),
    [("Weissenfles", "o1", "weissenfels"), ("Ministerum", "b2", "ministerium"), ("Rahmenvereinbahrung", "a2", "rahmenvereinbarung"),
     ("Archic", "a2", "archiv")],
)  # fmt: skip
def test_slip_is_found_and_told(index: Index, typed: str, iri: str, meant: str) -> None:
    result = index.find(typed)
    assert iri in [hit.iri.removeprefix(D) for hit in result.hits]
    assert result.meant == (meant,)


def test_every_word_must_be_there(index: Index) -> None:
    assert found(index, "Müller Bernd") == ["p2"]
    assert found(index, "Müller Weißenfels") == ["p1"], "the body signed for stands beside the name"
    assert found(index, "Müller Archiv") == []


def test_name_as_typed_comes_before_longer_words_and_text(index: Index) -> None:
    assert found(index, "Weißenfels")[0] in ("o1", "b1")
    assert found(index, "Müllabfuhr")[:1] == ["a1"]
    assert "r1" in found(index, "Müllabfuhr"), "the text speaks of it"


def test_text_is_searched_only_where_it_may_be_shown(index: Index) -> None:
    (hit,) = index.find("Fussgaenger").hits
    assert hit.iri == f"{D}r1"
    assert hit.snippet is not None
    assert [hit.snippet[a:b] for a, b in hit.marks] == ["Fußgängern"]
    assert found(index, "Nachricht") == ["r2"], "its title is known"


def test_kinds_limit_what_is_found(index: Index) -> None:
    assert set(found(index, "Landkreis", "release")) == {"r1"}
    assert set(found(index, "Landkreis", "body")) == {"b1"}
    assert set(found(index, "Landkreis", "body", "release")) == {"b1", "r1"}


def test_details_tell_namesakes_apart_in_both_languages(index: Index) -> None:
    (german,) = [hit for hit in index.find("Müllabfuhr").hits if hit.kind == "agreement"]
    assert german.detail == "16. Juli 2014 · Landkreis Weißenfels · Ministerium für Inneres und Sport"
    english = index.find("Müllabfuhr", kinds=["agreement"], language="en").hits[0]
    assert (english.name, english.detail.split(" · ")[0]) == ("Agreement (2014)", "16 July 2014")


def test_pages_follow_one_another(index: Index) -> None:
    whole = index.find("e", limit=50)
    parts = [hit.iri for at in range(0, whole.total, 2) for hit in index.find("e", limit=2, offset=at).hits]
    assert parts == [hit.iri for hit in whole.hits]
    assert len(parts) == whole.total


@given(st.text(max_size=60))
def test_no_query_breaks_the_search(index: Index, query: str) -> None:
    result = index.find(query)
    assert len(result.hits) <= max(result.total, 0)
    index.similar(query)


@pytest.mark.parametrize(
    "query",
    ['"', "a AND b", "NEAR(a b)", "name:x", "*", "(", "'; DROP TABLE thing; --", "-müller", "^a", "{a}", "a" * 400],
)
def test_no_query_is_read_as_a_command(index: Index, query: str) -> None:
    index.find(query)
    assert found(index, "Bernd") == ["p2"]


@pytest.mark.parametrize(
    ("name", "kind", "iri", "least"),
    [
        ("Landkreis Weißenfels", "body", "b1", 100),
        ("Landkreis Weissenfels", "body", "b1", 100),
        ("LK Weißenfels", "body", "b1", 100),
        ("Innenministerium", "body", "b2", 100),
        ("Müller, Bernd", "person", "p2", 97),
        ("Ministerium für Inneres & Sport", "body", "b2", 90),
        ("Landkreis Weisenfels", "body", "b1", 90),
    ],
)
def test_similar_names_are_scored(index: Index, name: str, kind: str, iri: str, least: float) -> None:
    best = index.similar(name, kinds=[kind])[0]
    assert best.iri == f"{D}{iri}"
    assert best.score >= least


def test_other_body_of_the_same_place_is_no_match(index: Index) -> None:
    assert all(hit.score < 90 for hit in index.similar("Stadt Weißenfels", kinds=["body"]))


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_is_symmetric_and_full_only_for_the_same_name(one: str, other: str) -> None:
    a, b = as_name(one), as_name(other)
    assert likeness(a, b) == likeness(b, a)
    assert (likeness(a, b) == 100) == (a == b)


@given(st.text(alphabet="aäoöuüsß xyz-", max_size=40))
def test_what_is_indexed_can_be_asked_for(text: str) -> None:
    held = set(writings(text).split())
    assert set(words(text)) <= held
    for term in words(text):
        assert list(occurrences(text, [term])) != []


def test_passage_is_cut_at_words() -> None:
    text = "Anfang " * 40 + "hier steht das Wort " + "Ende " * 40
    snippet, marks = passage(text, ["wort"])
    assert snippet is not None
    assert snippet.startswith("Anfang ")
    assert snippet.endswith(" Ende")
    assert [snippet[a:b] for a, b in marks] == ["Wort"]
    assert passage(text, ["fehlt"]) == (None, ())


def test_index_on_disk_answers_as_the_one_in_memory(graph: EmbeddedGraph, index: Index, tmp_path: Path) -> None:
    file = tmp_path / "search.sqlite"
    make_index(graph, text_of, file).close()
    read: Callable[..., sqlite3.Connection] = sqlite3.connect
    base = read(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)
    on_disk = Index(base, text_of)
    for query in ("müller", "vereinbarung", "Fussgaenger", "Weissenfles"):
        assert on_disk.find(query) == index.find(query)
    base.close()


def test_same_graph_makes_the_same_file(graph: EmbeddedGraph, tmp_path: Path) -> None:
    for name in ("a", "b"):
        make_index(graph, text_of, tmp_path / name).close()
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
