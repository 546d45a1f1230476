"""The catalogue against GovData's shapes of DCAT-AP.de 3.0 with the base shapes of DCAT-AP.

They are read where they lie beside the checkout, never copied, and skipped where they are not.
"""

from functools import cache
from pathlib import Path

import pyshacl
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, RDF, SH, SKOS

from pmgraph.pipeline.checking import check_lines
from pmgraph.rdf.terms import parse_dump

JUDGES = Path(__file__).parents[2] / ".." / "shared" / "judges" / "dcat-ap-de"
pytestmark = pytest.mark.skipif(not JUDGES.is_dir(), reason=f"GovData's shapes of DCAT-AP.de are not at {JUDGES}")

EU = "http://publications.europa.eu/resource/authority/"
# The lists beside the shapes hold a part of the EU tables; these codes are in the tables too.
CODES = {
    "data-theme": ["JUST"], "file-type": ["RDF_N_QUADS", "RDF_N_TRIPLES", "SPARQLQRES"], "language": ["ENG"],
    "planned-availability": ["STABLE", "EXPERIMENTAL"],
}  # fmt: skip
SEVERE = (SH.Violation, SH.Warning)


@cache
def shapes() -> Graph:
    graph = Graph()
    files = [file for file in sorted(JUDGES.glob("*.ttl")) if file.stem != "dcat-ap-de-imports"]
    assert len(files) == 5
    for file in files:
        graph.parse(file)
    return graph


@cache
def lists() -> Graph:
    graph = Graph()
    files = [file for file in sorted((JUDGES / "vocabularies").iterdir()) if file.suffix in (".ttl", ".rdf")]
    assert len(files) >= 6
    for file in files:
        graph.parse(file)
    for table, codes in CODES.items():
        for code in codes:
            graph.add((URIRef(f"{EU}{table}/{code}"), SKOS.inScheme, URIRef(f"{EU}{table}")))
    return graph


def catalogue(version: Path) -> Graph:
    """`/graph/catalogue` of a build."""
    quads = parse_dump((version / "graph.nq").read_text(encoding="utf-8"))
    lines = [f"{q.s} {q.p} {q.o} ." for q in quads if q.g.endswith("/graph/catalogue>")]
    assert len(lines) > 500
    return Graph().parse(data="\n".join(lines), format="nt")


def judged(data: Graph) -> list[tuple[str, str]]:
    """Every violation and warning as (severity, message)."""
    _, report, _ = pyshacl.validate(data + lists(), shacl_graph=shapes(), advanced=True, inference="none")
    assert isinstance(report, Graph)
    found = []
    for result in report.subjects(RDF.type, SH.ValidationResult):
        severity = report.value(result, SH.resultSeverity)
        if severity in SEVERE:
            focus, message = report.value(result, SH.focusNode), report.value(result, SH.resultMessage)
            found.append((str(severity).rpartition("#")[2], f"{focus}: {message}"))
    return sorted(found)


def ours(data: Graph) -> list[str]:
    """The codes of our own checks of catalogues that find something."""
    found = check_lines(data.serialize(format="nt").splitlines())
    return [issue.code for issue in found if issue.code.startswith("CA")]


def test_a_complete_configuration_gives_neither_violation_nor_warning(complete: Path) -> None:
    data = catalogue(complete)
    assert len(set(data.subjects(RDF.type, DCAT.Distribution))) == 3
    assert judged(data) == []


def test_the_project_that_ships_gives_neither_violation_nor_warning(version: Path) -> None:
    assert judged(catalogue(version)) == []


def test_what_the_project_that_ships_leaves_open_is_said_by_our_own_checks(version: Path) -> None:
    assert ours(catalogue(version)) == ["CA01", "CA10"]


def test_a_complete_configuration_leaves_nothing_open(complete: Path) -> None:
    assert ours(catalogue(complete)) == []


BROKEN = [
    ("title", f"DELETE {{ ?x <{DCTERMS.title}> ?o }} WHERE {{ ?x a <{DCAT.Dataset}> ; <{DCTERMS.title}> ?o }}"),
    ("publisher", f"DELETE {{ ?x <{DCTERMS.publisher}> ?o }} WHERE {{ ?x a <{DCAT.Catalog}> ; <{DCTERMS.publisher}> ?o }}"),
    ("accessURL", f"DELETE {{ ?x <{DCAT.accessURL}> ?o }} WHERE {{ ?x <{DCAT.accessURL}> ?o }}"),
    ("endpointURL", f"DELETE {{ ?x <{DCAT.endpointURL}> ?o }} WHERE {{ ?x <{DCAT.endpointURL}> ?o }}"),
    ("license", f"DELETE {{ ?x <{DCTERMS.license}> ?o }} WHERE {{ ?x a <{DCAT.Distribution}> ; <{DCTERMS.license}> ?o }}"),
    ("language", f"INSERT {{ ?x <{DCTERMS.language}> <{EU}language/XYZ> }} WHERE {{ ?x a <{DCAT.Dataset}> }}"),
    ("spatial", f"DELETE {{ ?o a ?c }} WHERE {{ ?x <{DCTERMS.spatial}> ?o . ?o a ?c }}"),
]  # fmt: skip


@pytest.mark.parametrize(("says", "update"), BROKEN, ids=[says for says, _ in BROKEN])
def test_the_judge_finds_what_is_broken(says: str, update: str, complete: Path) -> None:
    data = catalogue(complete)
    before = set(data)
    data.update(update)
    assert set(data) != before
    assert any(says in message for _, message in judged(data))


def test_the_six_that_the_judge_misses_are_found_by_our_checks(complete: Path) -> None:
    data = catalogue(complete)
    dataset = next(data.subjects(RDF.type, DCAT.Dataset))
    de = "http://dcat-ap.de/def/dcatde/"
    data.remove((dataset, URIRef(f"{de}contributorID"), None))
    data.remove((dataset, DCAT.theme, None))
    data.remove((None, DCTERMS["format"], None))
    data.remove((None, URIRef(f"{de}licenseAttributionByText"), None))
    data.set((dataset, DCTERMS.issued, Literal("24.11.2026")))
    data.set((dataset, URIRef("http://data.europa.eu/r5r/availability"), URIRef(f"{EU}planned-availability/SOMETIMES")))
    assert set(ours(data)) == {"CA01", "CA02", "CA03", "CA04", "CA05", "CA07"}
    missed = [
        m for _, m in judged(data) if "contributorID" in m or "theme" in m or "format" in m or "availability" in m
    ]
    assert missed == [], "the official shapes have learnt; our own check may go"
