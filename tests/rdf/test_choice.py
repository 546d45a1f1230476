"""Which reading of a date wins, and which stay open; order never matters."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmgraph.edtf_dates import bounds
from pmgraph.model import DateClaim, Factuality
from pmgraph.rdf.choice import FINEST, ONLY, OPEN, RANK, RANKED, Choice, DateReading, choose


def reading(
    edtf: str, rule: str = "date.written", *, name: str = "", factuality: Factuality = Factuality.STATED
) -> DateReading:
    low, high = bounds(edtf)
    claim = DateClaim(wording=edtf, edtf=edtf, earliest=low, latest=high, rule=rule, factuality=factuality)
    return DateReading(f"http://example.org/{name or rule}/{edtf}", claim)


def said(choice: Choice) -> tuple[str | None, str, list[str | None]]:
    chosen = choice.chosen.claim.edtf if choice.chosen is not None else None
    return chosen, choice.rule, sorted(r.claim.edtf or "" for r in choice.against)  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["2006"], ("2006", ONLY, [])),
        (["[2014-07-09,2014-07-16]"], ("[2014-07-09,2014-07-16]", ONLY, [])),
        (["2006", "2006-01-09"], ("2006-01-09", FINEST, [])),
        (["2006", "2006-01", "2006-01-09"], ("2006-01-09", FINEST, [])),
        (["2014-07-16", "[2014-07-09,2014-07-16]"], ("2014-07-16", FINEST, [])),
        (["[2014-07-09,2014-07-16]", "2014-07"], ("[2014-07-09,2014-07-16]", FINEST, [])),
        (["../2013-10-22", "2013"], ("2013", FINEST, [])),
        (["XXXX-12-03", "2013-12-03"], ("2013-12-03", FINEST, [])),
        (["2008-05~", "2008"], ("2008-05~", FINEST, [])),
        (["2006-01-09", "2006-03-01"], (None, OPEN, ["2006-01-09", "2006-03-01"])),
        (["2006-01-09", "2006-03-01", "2006"], (None, OPEN, ["2006-01-09", "2006-03-01"])),
        (["2006-01-09", "2007", "2006"], (None, OPEN, ["2006-01-09", "2007"])),
        (["2014-07-10", "[2014-07-09,2014-07-16]"], (None, OPEN, ["2014-07-10", "[2014-07-09,2014-07-16]"])),
        (["../2013-10-22", "2014"], (None, OPEN, ["../2013-10-22", "2014"])),
    ],
)
def test_the_finest_of_readings_that_agree_wins_and_others_stay_open(
    dates: list[str], expected: tuple[str | None, str, list[str]]
) -> None:
    assert said(choose([reading(d) for d in dates])) == expected
    assert said(choose([reading(d) for d in reversed(dates)])) == expected


def test_a_release_has_the_day_of_the_best_reason_and_keeps_what_it_overruled() -> None:
    header, address = reading("2014-07-15", "header.dateline"), reading("2014-07-16", "address.path-date")
    portal = reading("2014-07-16", "portal.header-utc-summer", factuality=Factuality.INFERRED)
    choice = choose([header, address, portal])
    assert (choice.chosen, choice.rule) == (portal, RANKED)
    assert said(choice)[2] == ["2014-07-15", "2014-07-16"]
    assert choose([header, address]).chosen == header
    inner = reading("2014-07-17", "header.inner-dateline")
    assert choose([portal, header, inner, address]).chosen == inner


def test_readings_that_agree_overrule_nothing() -> None:
    choice = choose([reading("2014-01-16", "header.dateline"), reading("2014-01-16", "address.path-date")])
    assert said(choice) == ("2014-01-16", RANKED, [])


def test_of_equally_fine_readings_the_stated_one_wins() -> None:
    guessed = reading("2014-07-16", "date.weekday-of-issue", name="a", factuality=Factuality.INFERRED)
    stated = reading("2014-07-16", "date.written", name="b")
    assert choose([guessed, stated]).chosen == stated


def test_a_date_that_is_no_edtf_of_the_subset_counts_by_its_bounds() -> None:
    claim = DateClaim(
        wording="Frühjahr", edtf="2014-21", earliest="2014-03-01", latest="2014-05-31", rule="record.entered"
    )
    spring = DateReading("http://example.org/spring", claim)
    assert choose([spring, reading("2014")]).chosen == spring
    assert choose([spring, reading("2014-07-16")]).chosen is None


_edtf = st.one_of(
    st.dates().filter(lambda d: d.year > 1).map(lambda d: d.isoformat()),
    st.sampled_from(
        [
            "2006",
            "2006-01",
            "2006-01-09",
            "2006-01-10",
            "../2006-01-09",
            "2006-01-09/..",
            "[2006-01-09,2006-02-01]",
            "XXXX-01-09",
            "2006~",
        ]
    ),
)
_readings = st.lists(
    st.builds(
        reading,
        _edtf,
        st.sampled_from([*RANK, "date.written", "record.entered"]),
        factuality=st.sampled_from(Factuality),
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda r: r.iri,
)


@settings(deadline=None)
@given(_readings, st.randoms())
def test_the_choice_does_not_depend_on_the_order(readings: list[DateReading], order: random.Random) -> None:
    shuffled = list(readings)
    order.shuffle(shuffled)
    choice = choose(readings)
    assert choose(shuffled) == choice
    assert choice.chosen in readings or len(choice.against) > 1
    assert set(choice.against) <= set(readings)
