"""Every check of `shapes/` has a case that it finds and a near one that it lets pass: the tables in `cases/`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from rdflib import BNode, Graph
from rdflib.namespace import DCTERMS
from rdflib.term import Node

from pmgraph.model import Severity
from pmgraph.resources import ontology_files, resource_dir, shape_files
from pmgraph.validate.shacl import checks, validate
from pmgraph.vocab import PREFIXES

HERE = Path(__file__).parent
PREFIXES_FILE = resource_dir("shapes") / "prefixes.ttl"
BASE = "https://w3id.org/pmgraph/id/"
NODES = {
    "R": "release/st-mf/2014/31",
    "T": "release/st-mf/2014/31/text/aaaaaaaaaaaa",
    "run": "release/st-mf/2014/31/run",
    "imprint": "release/st-mf/2014/31/imprint/1",
    "address": "release/st-mf/2014/31/imprint/1/address",
    "phone": "release/st-mf/2014/31/imprint/1/telephone",
    "A": "agreement/st/2014/ikt",
    "S": "agreement/st/2014/ikt/signing",
    "A06": "agreement/st/2006/ikt",
    "S06": "agreement/st/2006/ikt/signing",
    "record": "record/vertrag-2006",
    "G1": "signature/00000000000000b1",
    "G2": "signature/00000000000000b2",
    "P1": "person/00000000000000a1",
    "P2": "person/00000000000000a2",
    "post1": "body/st-mf/post/staatssekretaer",
    "post2": "body/st-lkt/post/geschaeftsfuehrung",
    "M1": "release/st-mf/2014/31/membership/000000000001",
    "st": "body/st",
    "mf": "body/st-mf",
    "lkt": "body/st-lkt",
    "gremium": "body/st-gremium",
    "magdeburg": "place/15003000",
    "portal": "service/st/landesportal",
    "Q": "release/st-mf/2014/31/statement/200",
    "D1": "release/st-mf/2014/31/date/000000000001",
    "D2": "release/st-mf/2014/31/date/000000000002",
    "L": "agreement/st/2014/ikt/term",
    "LB": "agreement/st/2014/ikt/term/beginning",
    "LE": "agreement/st/2014/ikt/term/end",
    "I": "release/st-mf/2014/31/issue/PM-HEAD-001-00000000",
    "rule1": "rule/choose.only",
    "rule2": "rule/header.dateline",
    "E1": "release/st-mf/2014/31/evidence/10-32-00000001",
    "E2": "release/st-mf/2014/31/evidence/40-44-00000002",
    "E3": "release/st-mf/2014/31/evidence/60-72-00000003",
    "E4": "release/st-mf/2014/31/evidence/80-95-00000004",
    "E5": "release/st-mf/2014/31/evidence/60-72-00000005",
    "E6": "release/st-mf/2014/31/evidence/40-44-00000006",
    "E7": "release/st-mf/2014/31/evidence/96-111-00000007",
    "EA": "release/st-mf/2014/31/evidence/200-221-0000000a",
    "EB": "release/st-mf/2014/31/evidence/80-95-0000000b",
    "data": "dataset",
    "turtle": "distribution/turtle",
    "sparql": "service/sparql",
}
"""What the prefixes of the cases stand for: `R:` is the release of base.ttl."""

NAMES = PREFIXES | {name: BASE + path for name, path in NODES.items()}

Case = dict[str, Any]


def collect() -> Iterator[tuple[str, str, Case]]:
    """Every case as (file, code, case)."""
    for file in sorted((HERE / "cases").glob("*.yaml")):
        for code, case in yaml.safe_load(file.read_text(encoding="utf-8")).items():
            yield file.stem, code, case


CASES = list(collect())
PASSING = [
    pytest.param(code, changes, id=f"{code}-{number}")
    for _, code, case in CASES
    for number, changes in enumerate([case["pass"], *case.get("more", [])])
]
FAILING = [pytest.param(code, case, id=code) for _, code, case in CASES]


@pytest.fixture(scope="module")
def base() -> Graph:
    return Graph().parse(HERE / "base.ttl")


@pytest.fixture(scope="module")
def surroundings() -> Graph:
    """Ontology and concepts, which every case sees beside its data."""
    graph = Graph()
    for file in ontology_files():
        graph.parse(file)
    return graph


@pytest.fixture(scope="module")
def shapes() -> Graph:
    graph = Graph()
    for file in shape_files():
        graph.parse(file)
    return graph


@pytest.fixture(scope="module")
def single(shapes: Graph) -> dict[str, Graph]:
    """For each code a shapes graph that holds its check alone."""
    found: dict[str, Graph] = {}
    for file in shape_files():
        graph = Graph().parse(file)
        for shape, code in graph.subject_objects(DCTERMS.identifier):
            found.setdefault(str(code), Graph().parse(PREFIXES_FILE))
            copy_description(graph, shape, found[str(code)])
    return found


def copy_description(source: Graph, node: Node, target: Graph) -> None:
    """Copy the triples of a node and of the blank nodes below it."""
    for triple in source.triples((node, None, None)):
        target.add(triple)
        if isinstance(triple[2], BNode):
            copy_description(source, triple[2], target)


def changed(base: Graph, surroundings: Graph, changes: Case) -> Graph:
    """base.ttl after the changes of a case, which must change something, with the surroundings."""
    data = Graph()
    data += base
    before = set(data)
    if "del" in changes:
        data.update(f"BASE <{BASE}> DELETE WHERE {{ {changes['del']} }}", initNs=NAMES)
        assert set(data) != before, f"nothing to delete: {changes['del']}"
    middle = set(data)
    if "add" in changes:
        data.update(f"BASE <{BASE}> INSERT DATA {{ {changes['add']} }}", initNs=NAMES)
        assert set(data) != middle, f"nothing new: {changes['add']}"
    assert set(data) != before
    data += surroundings
    return data


def iri_of(name: str) -> str:
    prefix, _, local = name.partition(":")
    return BASE + local if prefix == "id" else BASE + NODES[prefix] + local


def test_nothing_is_found_in_the_base_graph(base: Graph, surroundings: Graph, shapes: Graph) -> None:
    assert validate(base + surroundings, shapes) == ()


def test_every_check_has_cases_and_every_case_a_check(shapes: Graph) -> None:
    codes = [code for _, code, _ in CASES]
    assert len(codes) == len(set(codes))
    assert sorted(codes) == [check.code for check in checks(shapes)]


def test_every_case_was_collected() -> None:
    assert len(FAILING) == len(CASES) == 206
    assert len(PASSING) == 206 + 14
    assert {file for file, _, _ in CASES} == {file.stem for file in shape_files()} - {"prefixes"}


@pytest.mark.parametrize(("code", "case"), FAILING)
def test_finds(code: str, case: Case, base: Graph, surroundings: Graph, single: dict[str, Graph]) -> None:
    changes = case["fail"]
    found = validate(changed(base, surroundings, changes), single[code])
    here = [issue for issue in found if issue.subject == iri_of(changes["at"])]
    assert here, f"{code} found nothing at {iri_of(changes['at'])}, but {found}"
    assert {issue.code for issue in found} == {code}
    assert {issue.severity for issue in found} == {Severity(case["severity"])}
    if "says" in changes:
        assert any(changes["says"] in issue.message for issue in here), here
        assert any(changes["says"] in issue.message_de for issue in here), here


@pytest.mark.parametrize(("code", "changes"), PASSING)
def test_lets_pass(code: str, changes: Case, base: Graph, surroundings: Graph, single: dict[str, Graph]) -> None:
    assert validate(changed(base, surroundings, changes), single[code]) == ()
