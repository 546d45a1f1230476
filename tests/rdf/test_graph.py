"""The writer of one named graph: evidence, date claims and issues as nodes with IRIs of their own."""

from collections.abc import Callable, Iterable

import pytest

from pmgraph.errors import CATALOGUE
from pmgraph.iris import Iris
from pmgraph.model import DateClaim, Evidence, Factuality, Issue, Span
from pmgraph.rdf.graph import GraphWriter
from pmgraph.rdf.terms import Quad, plain
from pmgraph.vocab import PM, RDF, TIME, VOC

IRIS = Iris("https://example.org/")
OWNER = IRIS.release("st-mf/2014/31")
TEXT = f"{OWNER}/text/abc"
THING, VALUE = IRIS.id("agreement", "x"), IRIS.id("body", "st")
CITED = Evidence(span=Span(3, 9), exact="Mittwo", rule="date.weekday", factuality=Factuality.INFERRED)
Facts = Callable[[Iterable[Quad], str], dict[str, list[str]]]


@pytest.fixture
def writer() -> GraphWriter:
    return GraphWriter(IRIS, IRIS.graph("release", "x"), OWNER, TEXT)


def test_evidence_is_one_node_with_all_that_leads_back_to_the_text(writer: GraphWriter, facts: Facts) -> None:
    writer.evidence(THING, PM("hasParty"), (CITED,), VALUE)
    (node,) = facts(writer.quads, THING)[PM("hasEvidence")]
    assert node.startswith(f"{OWNER}/evidence/3-9-")
    assert facts(writer.quads, node) == {
        RDF("type"): [PM("Evidence")],
        PM("evidences"): [THING],
        PM("supports"): [PM("hasParty")],
        PM("supportsValue"): [VALUE],
        PM("textVersion"): [TEXT],
        PM("start"): ["3"],
        PM("end"): ["9"],
        PM("exact"): ["Mittwo"],
        PM("factuality"): [VOC("inferred")],
        PM("readBy"): [IRIS.rule("date.weekday")],
    }
    assert writer.rules == {"date.weekday"}
    assert writer.cites(VALUE, Span(3, 9))
    assert not writer.cites(THING, Span(3, 9))


def test_evidence_of_two_properties_or_values_at_one_place_is_two_nodes(writer: GraphWriter) -> None:
    writer.evidence(THING, PM("hasParty"), (CITED,), VALUE)
    writer.evidence(THING, PM("hasParty"), (CITED,), IRIS.id("body", "st-lkt"))
    writer.evidence(THING, PM("providesFor"), (CITED,), VALUE)
    assert len({q.s for q in writer.quads if plain(q.o) == PM("Evidence")}) == 3


def test_without_a_text_or_a_passage_there_is_nothing_to_cite() -> None:
    record = GraphWriter(IRIS, IRIS.graph("record", "x"), IRIS.id("record", "x"))
    record.evidence(THING, PM("hasParty"), (CITED,))
    assert record.quads == []
    release = GraphWriter(IRIS, IRIS.graph("release", "x"), OWNER, TEXT)
    release.evidence(THING, PM("hasParty"), (Evidence(span=Span(3, 3), exact="", rule="date.weekday"),))
    assert release.quads == []


def test_quotes_may_be_withheld_and_offsets_stay(facts: Facts) -> None:
    writer = GraphWriter(IRIS, IRIS.graph("release", "x"), OWNER, TEXT, quotes=False)
    writer.evidence(THING, PM("hasParty"), (CITED,))
    (node,) = facts(writer.quads, THING)[PM("hasEvidence")]
    said = facts(writer.quads, node)
    assert (said[PM("start")], said[PM("end")]) == (["3"], ["9"])
    assert PM("exact") not in said


def test_a_reading_that_bounds_nothing_is_no_date_claim(writer: GraphWriter) -> None:
    vague = DateClaim(wording="kürzlich", edtf=None, earliest=None, latest=None, rule="date.vague")
    assert writer.date_claim(THING, vague, OWNER) is None
    assert writer.quads == []


def test_a_weekday_is_stated_only_where_the_readings_name_one(writer: GraphWriter, facts: Facts) -> None:
    def on(day: int | None) -> DateClaim:
        return DateClaim(wording="", edtf=None, earliest=None, latest=None, rule="date.weekday", weekday=day)

    writer.weekday(THING, (on(None),))
    writer.weekday(THING, (on(1), on(2)))
    assert writer.quads == []
    writer.weekday(THING, (on(2), on(2), on(None)))
    assert facts(writer.quads, THING) == {PM("statedWeekday"): [TIME("Wednesday")]}


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_an_issue_is_open_until_a_rule_resolves_it(writer: GraphWriter, facts: Facts, code: str) -> None:
    kind = CATALOGUE[code]
    for resolved in (None, "choose.finest"):
        issue = Issue(
            code=code, severity=kind.severity, message=f"what {resolved}", message_de="was", resolved_by=resolved
        )
        writer.issue(THING, issue)
    found = {plain(q.s) for q in writer.quads}
    assert len(found) == 2
    states = sorted(
        (facts(writer.quads, i)[PM("issueState")][0], facts(writer.quads, i).get(PM("resolvedBy"))) for i in found
    )
    assert states == [(VOC("open"), None), (VOC("resolved"), [IRIS.rule("choose.finest")])]
    assert all(i.startswith(f"{OWNER}/issue/{code}-") for i in found)
