"""The data that ship: what their README says of them is so, every row is in use, and nothing is a violation."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from pmgraph.concepts import read_concepts
from pmgraph.curated import EditorRecord
from pmgraph.model import Severity
from pmgraph.pipeline.build import BuildReport
from pmgraph.publish.versions import GRAPH
from pmgraph.store.embedded import EmbeddedGraph
from pmgraph.store.protocol import select
from pmgraph.tables.records import read_record
from pmgraph.tables.register import read_register

DATA = Path(__file__).parents[1] / "data"
README = (DATA / "README.md").read_text(encoding="utf-8")
PLAIN = " ".join(README.split())
COUNTED = {
    "releases with their text": "?x a pm:PressRelease",
    "records of linked pages": "?x a pm:EditorialRecord",
    "agreements": "{ ?x a pm:Agreement } UNION { ?x a pm:FrameworkAgreement }",
    "signatures": "?x a pm:Signature",
    "persons": "?x a foaf:Person",
    "bodies": "?x a org:Organization",
}


@pytest.fixture(scope="module")
def graph(version: Path) -> EmbeddedGraph:
    return EmbeddedGraph.of_build(version / GRAPH)


@pytest.fixture(scope="module")
def records() -> list[EditorRecord]:
    return [read_record(file, file.name) for file in sorted((DATA / "records").glob("*.yaml"))]


def section(title: str) -> str:
    return README.split(f"## {title}\n")[1].split("\n## ")[0]


def rows(text: str) -> dict[str, list[str]]:
    """The rows of the tables in a text by their first cell, without heads and rules."""
    cells = [[c.strip() for c in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")]
    return {first: rest for first, *rest in cells if not set(first) <= {"-"}}


@pytest.mark.parametrize("what", COUNTED)
def test_the_readme_counts_what_is_in_the_graph(graph: EmbeddedGraph, what: str) -> None:
    (row,) = select(graph, f"SELECT (COUNT(DISTINCT ?x) AS ?count) WHERE {{ {COUNTED[what]} }}")
    assert rows(README.split("## ")[0])[what] == [f"{int(row['count']):,}"]


def test_the_readme_says_how_many_records_it_introduces(records: list[EditorRecord]) -> None:
    assert f"One release as received, {len(records)} records typed in" in README


def test_the_readme_says_from_when_to_when(graph: EmbeddedGraph) -> None:
    found = []
    for things in ("?x a pm:EditorialRecord", "?a pm:signedIn ?x"):
        (row,) = select(
            graph,
            f"SELECT (MIN(?low) AS ?first) (MAX(?high) AS ?last) WHERE {{ {things} . "
            "?x pm:earliestDate ?low ; pm:latestDate ?high }",
        )
        found += [row["first"][:4], row["last"][:4]]
    assert (
        "issued from {} to {}; the agreements that they report or recall were signed from {} to {}".format(*found)
        in PLAIN
    )


def test_every_warning_is_listed_and_none_is_a_violation(built: BuildReport) -> None:
    assert built.clean
    warned = Counter(i.code for i in built.issues if i.severity is Severity.WARNING and i.resolved_by is None)
    assert {code: [str(count)] for code, count in warned.items()} == {
        code: cells[:1] for code, cells in rows(section("What the checks warn of")).items() if code != "code"
    }
    assert [i for i in built.issues if i.severity is Severity.VIOLATION] == []


def test_every_open_question_is_put_in_words(graph: EmbeddedGraph) -> None:
    asked = select(
        graph,
        "SELECT DISTINCT ?name WHERE { ?issue oa:hasTarget ?x ; pm:issueCode ?code FILTER(STRSTARTS(?code, 'PM-LINK')) "
        "OPTIONAL { ?x skos:prefLabel ?b FILTER(LANG(?b) = 'de') } OPTIONAL { ?x foaf:name ?p } "
        "OPTIONAL { ?x dcterms:title ?t } BIND(COALESCE(?b, ?p, ?t) AS ?name) }",
    )
    names = {row["name"] for row in asked}
    said = " ".join(section("Joined, and not joined").split())
    assert len(names) == 14
    assert {name for name in names if name not in said} == set()


def test_every_record_was_read_once_and_gives_its_own_page(records: list[EditorRecord]) -> None:
    assert len(records) == 36
    assert {record.read for record in records} == {"once"}
    assert len({record.source for record in records}) == len(records)
    assert {a.status for r in records for a in r.agreements} == {"signed", "renewed", "planned", "mentioned"}


def test_a_repaired_title_stands_beside_the_printed_one(records: list[EditorRecord]) -> None:
    repaired = {r.slug: (r.printed_title, r.title) for r in records if r.printed_title}
    assert set(repaired) == {
        "bismarck-museum-2015", "dataport-beitritt-2013-01", "festung-mark-2022", "gebietsaenderung-aschersleben-2008",
        "region-centre-2014",
    }  # fmt: skip
    assert all("?" not in title for _, title in repaired.values())
    assert [r.slug for r in records if "?" in r.title] == []


def test_what_is_left_out_is_no_record(records: list[EditorRecord]) -> None:
    left = re.findall(r"\]\((https?://[^)]+)\)", section("Left out"))
    assert len(left) == 3
    assert {r.source for r in records}.isdisjoint(left)


def test_a_record_says_who_or_what_for_each_agreement(records: list[EditorRecord]) -> None:
    """What names neither a party nor a signatory is an earlier agreement, or joins one that a release describes."""
    replaced = {a.replaces for r in records for a in r.agreements}
    bare = [a for r in records for a in r.agreements if not (a.parties or a.groups or a.signatories)]
    assert {a.name for a in bare if a.name not in replaced and a.id is None} == set()


def test_every_row_of_the_register_is_in_use(version: Path) -> None:
    """A body ships only where the corpus or a record names it, or one that it is part of; the Länder all do."""
    register = read_register(DATA / "register", "register", read_concepts().slugs)
    base = "https://w3id.org/pmgraph/"
    named = {
        quad.object.value
        for quad in parse(path=str(version / GRAPH), format=RdfFormat.N_QUADS)
        if isinstance(quad.object, NamedNode) and str(quad.graph_name) != f"<{base}graph/register>"
    }
    used = {body.id for body in register.bodies if f"{base}id/body/{body.id}" in named}
    parents = {body.parent for body in register.bodies if body.id in used}
    idle = [b.id for b in register.bodies if b.id not in used | parents and b.kind != "land"]
    assert idle == []
    assert all(body.source for body in register.bodies)
    assert {place.id for place in register.places} == {"15003000"}
