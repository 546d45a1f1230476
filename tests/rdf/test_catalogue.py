"""Every rule that can be named in a graph is described in both languages."""

import ast
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from pmgraph.iris import Iris
from pmgraph.rdf.catalogue import RETIRED, RULES, map_catalogue, software_iri
from pmgraph.rdf.choice import FINEST, ONLY, OPEN, RANK, RANKED
from pmgraph.rdf.records import RULE_RECORD
from pmgraph.rdf.terms import Quad
from pmgraph.vocab import DCTERMS, PM, PROV, RDF, RDFS, SKOS

PACKAGE = Path(__file__).parents[2] / "pmgraph"
Facts = Callable[[Iterable[Quad], str], dict[str, list[str]]]
_RULE = re.compile(r"[a-z]+\.[a-z]+(?:-[a-z]+)*")


def rules_in_code() -> set[str]:
    """Every string of the reading stages that has the form of a rule's identifier."""
    found = set()
    for folder in ("text", "extract", "german"):
        for file in sorted((PACKAGE / folder).glob("*.py")):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and _RULE.fullmatch(node.value):
                    found.add(node.value)
    return found


def test_every_rule_that_reads_is_described() -> None:
    in_code = rules_in_code()
    assert len(in_code) > 20
    assert in_code - RULES.keys() == set(), "describe them in RULES of pmgraph/rdf/catalogue.py"


def test_every_rule_that_chooses_is_described() -> None:
    assert {FINEST, ONLY, RANKED, OPEN, RULE_RECORD, *RANK} <= RULES.keys()


def test_descriptions_are_sentences_in_two_languages() -> None:
    for rule, (english, german) in RULES.items():
        assert english.endswith("."), rule
        assert german.endswith("."), rule
        assert english != german, rule


def test_only_the_rules_in_use_are_in_the_graph(iris: Iris, facts: Facts) -> None:
    software = frozenset({iris.id("software", "pmgraph-1.2.3")})
    w = map_catalogue(frozenset({"sign.participle"}), software, iris)
    said = facts(w.quads, iris.rule("sign.participle"))
    assert said[RDF("type")] == [PM("Rule")]
    assert said[DCTERMS("identifier")] == ["sign.participle"]
    assert set(said[SKOS("definition")]) == set(RULES["sign.participle"])
    assert sum(q.o == f"<{PM('Rule')}>" for q in w.quads) == 1
    agent = facts(w.quads, software_iri(iris, "1.2.3"))
    assert (agent[RDF("type")], agent[RDFS("label")]) == ([PROV("SoftwareAgent")], ["pmgraph 1.2.3"])


def test_a_rule_of_an_earlier_version_is_called_so(iris: Iris, facts: Facts) -> None:
    w = map_catalogue(frozenset({"sign.gone"}), frozenset(), iris)
    assert set(facts(w.quads, iris.rule("sign.gone"))[SKOS("definition")]) == set(RETIRED)
