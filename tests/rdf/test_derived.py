"""`/graph/derived`: one date for each thing, and every conflict kept."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from pmgraph.edtf_dates import bounds
from pmgraph.iris import Iris
from pmgraph.model import DateClaim, Factuality, Severity
from pmgraph.rdf.derived import claims_of, derive
from pmgraph.rdf.graph import GraphWriter
from pmgraph.rdf.terms import Quad, dump, plain
from pmgraph.vocab import DCTERMS, PM, RDF

IRIS = Iris("https://example.org")
R = IRIS.release("st-mf/2014/31")
SIGNING = IRIS.id("agreement", "st", "2006", "x", "signing")


def source(name: str, thing: str, *claims: tuple[str, str]) -> list[Quad]:
    w = GraphWriter(IRIS, IRIS.graph(name), IRIS.id(name))
    for edtf, rule in claims:
        low, high = bounds(edtf)
        planned = Factuality.INFERRED if rule.startswith("portal") else Factuality.STATED
        w.date_claim(
            thing,
            DateClaim(wording=f"„{edtf}“", edtf=edtf, earliest=low, latest=high, rule=rule, factuality=planned),
            R,
        )
    return w.quads


def facts(quads: list[Quad], thing: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for quad in quads:
        if plain(quad.s) == thing:
            found.setdefault(plain(quad.p), []).append(plain(quad.o))
    return found


def test_a_record_that_is_finer_than_the_year_of_the_release_wins_by_choose_finest() -> None:
    quads = source("release", SIGNING, ("2006", "date.year")) + source(
        "record", SIGNING, ("2006-01-09", "record.entered")
    )
    derived, rules, issues = derive(quads, IRIS, frozenset({R}))
    said = facts(derived, SIGNING)
    assert said[PM("edtfDate")] == ["2006-01-09"]
    assert said[PM("earliestDate")] == said[PM("latestDate")] == ["2006-01-09"]
    assert said[PM("chosenBy")] == [IRIS.rule("choose.finest")]
    assert said[PM("chosenClaim")] == [
        plain(q.s) for q in quads if plain(q.o) == "2006-01-09" and q.p.endswith("edtfDate>")
    ]
    assert DCTERMS("issued") not in said, "only a release is issued"
    assert (rules, issues) == (frozenset({"choose.finest"}), [])


def test_the_header_that_the_portals_rule_overrules_is_a_resolved_issue() -> None:
    quads = source(
        "release",
        R,
        ("2014-07-16", "portal.header-utc-summer"),
        ("2014-07-15", "header.dateline"),
        ("2014-07-16", "address.path-date"),
    )
    derived, rules, (issue,) = derive(quads, IRIS, frozenset({R}))
    said = facts(derived, R)
    assert said[PM("edtfDate")] == said[DCTERMS("issued")] == ["2014-07-16"]
    assert said[PM("chosenBy")] == [IRIS.rule("choose.best-reason")]
    assert (issue.code, issue.resolved_by, issue.subject) == ("PM-DATE-004", "portal.header-utc-summer", R)
    assert "2014-07-15 (header.dateline)" in issue.message
    (node,) = [plain(q.s) for q in derived if plain(q.o) == PM("DataIssue")]
    kept = facts(derived, node)
    assert kept[PM("issueCode")] == ["PM-DATE-004"]
    assert kept[PM("issueState")] == ["https://w3id.org/pmgraph/voc/resolved"]
    assert kept[PM("resolvedBy")] == [IRIS.rule("portal.header-utc-summer")]
    assert kept["http://www.w3.org/ns/oa#hasTarget"] == [R]
    assert rules == {"choose.best-reason", "portal.header-utc-summer"}


def test_a_header_beside_another_date_in_the_address_is_resolved_by_the_better_reason() -> None:
    quads = source("release", R, ("2014-01-15", "header.dateline"), ("2014-01-20", "address.path-date"))
    derived, _, (issue,) = derive(quads, IRIS, frozenset({R}))
    assert facts(derived, R)[DCTERMS("issued")] == ["2014-01-15"]
    assert (issue.code, issue.resolved_by) == ("PM-DATE-003", "choose.best-reason")
    assert issue.severity is Severity.INFO, "what a rule resolved asks nothing of anyone"


def test_sources_that_contradict_each_other_stay_open_as_a_set() -> None:
    quads = source("a", SIGNING, ("2006-01-09", "date.written"), ("2006", "date.year")) + source(
        "b", SIGNING, ("2006-03-01", "record.entered")
    )
    derived, rules, (issue,) = derive(quads, IRIS, frozenset())
    said = facts(derived, SIGNING)
    assert said[PM("edtfDate")] == ["[2006-01-09,2006-03-01]"]
    assert (said[PM("earliestDate")], said[PM("latestDate")]) == (["2006-01-09"], ["2006-03-01"])
    assert said[PM("chosenBy")] == [IRIS.rule("choose.open-conflict")]
    assert (issue.code, issue.resolved_by, issue.severity) == ("PM-DATE-003", None, Severity.WARNING)
    (claim,) = said[PM("chosenClaim")]
    assert claim.startswith(IRIS.id("derived", "date", ""))
    made = facts(derived, claim)
    assert made[RDF("type")] == [PM("DateClaim")]
    assert made[PM("dateText")] == ["„2006-01-09“ / „2006-03-01“"]
    conflicting = {plain(q.s) for q in quads if q.p.endswith("edtfDate>") and plain(q.o) != "2006"}
    assert set(made[DCTERMS("source")]) == conflicting, "the claim leads to the two that it holds"
    assert rules == {"choose.open-conflict"}


def test_open_planned_and_approximate_dates_give_the_bounds_that_are_known() -> None:
    things = {
        f"{SIGNING}/{n}": edtf for n, edtf in enumerate(["../2013-10-22", "XXXX-12-03", "2008-05~", "2013-10-22/.."])
    }
    quads = [quad for thing, edtf in things.items() for quad in source("a", thing, (edtf, "date.deadline"))]
    derived, _, issues = derive(quads, IRIS, frozenset())
    assert issues == []
    low_high = {}
    for thing, edtf in things.items():
        said = facts(derived, thing)
        assert said[PM("edtfDate")] == [edtf]
        low_high[edtf] = (said.get(PM("earliestDate")), said.get(PM("latestDate")))
    assert low_high == {
        "../2013-10-22": (None, ["2013-10-22"]),
        "XXXX-12-03": (None, None),
        "2008-05~": (["2008-05-01"], ["2008-05-31"]),
        "2013-10-22/..": (["2013-10-22"], None),
    }


def test_a_conflict_of_open_and_set_dates_is_one_set() -> None:
    quads = source(
        "a", SIGNING, ("../2013-10-22", "date.deadline"), ("[2014-07-09,2014-07-16]", "date.weekday-near-dateline")
    )
    derived, _, (issue,) = derive(quads, IRIS, frozenset())
    said = facts(derived, SIGNING)
    assert said[PM("edtfDate")] == ["[..2013-10-22,2014-07-09,2014-07-16]"]
    assert (said.get(PM("earliestDate")), said[PM("latestDate")]) == (None, ["2014-07-16"])
    assert issue.code == "PM-DATE-003"


def test_a_wording_with_quotation_marks_and_backslashes_is_read_back() -> None:
    w = GraphWriter(IRIS, IRIS.graph("a"), IRIS.id("a"))
    w.date_claim(
        SIGNING,
        DateClaim(
            wording='am "9." \\ Januar\n',
            edtf="2006-01-09",
            earliest="2006-01-09",
            latest="2006-01-09",
            rule="date.written",
        ),
        R,
    )
    ((only,),) = claims_of(w.quads).values()
    assert only.claim.wording == 'am "9." \\ Januar\n'


_claims = st.lists(
    st.tuples(
        st.sampled_from(["2006", "2006-01-09", "2006-03-01", "../2006-02-01", "[2006-01-09,2006-03-01]", "2007"]),
        st.sampled_from(
            ["date.year", "record.entered", "header.dateline", "address.path-date", "portal.header-utc-summer"]
        ),
    ),
    min_size=1,
    max_size=5,
)


@settings(deadline=None)
@given(_claims, st.randoms())
def test_every_thing_has_exactly_one_date_whatever_the_order(
    claims: list[tuple[str, str]], order: random.Random
) -> None:
    quads = source("a", SIGNING, *claims) + source("b", R, *claims[:1])
    shuffled = list(quads)
    order.shuffle(shuffled)
    derived, rules, issues = derive(quads, IRIS, frozenset({R}))
    again = derive(shuffled, IRIS, frozenset({R}))
    assert (dump(again[0]), again[1], again[2]) == (dump(derived), rules, issues)
    for thing in (SIGNING, R):
        said = facts(sorted(set(derived)), thing)
        assert [len(said[PM(name)]) for name in ("edtfDate", "chosenClaim", "chosenBy")] == [1, 1, 1]
