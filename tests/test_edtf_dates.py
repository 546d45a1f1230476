"""Bounds of EDTF dates, by hand and against the `edtf` package over the project's subset."""

from datetime import date
from time import struct_time

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from pmgraph.edtf_dates import bounds, is_edtf, possible_days


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("2006", "2006-01-01", "2006-12-31"),
        ("2006-01-09", "2006-01-09", "2006-01-09"),
        ("2013-09", "2013-09-01", "2013-09-30"),
        ("2012-02", "2012-02-01", "2012-02-29"),
        ("2008-05~", "2008-05-01", "2008-05-31"),
        ("2008?", "2008-01-01", "2008-12-31"),
        ("2008-05-03%", "2008-05-03", "2008-05-03"),
        ("200X", "2000-01-01", "2009-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("2006-XX", "2006-01-01", "2006-12-31"),
        ("2006-XX-XX", "2006-01-01", "2006-12-31"),
        ("2006-02-XX", "2006-02-01", "2006-02-28"),
        ("XXXX-12-03", None, None),
        ("XXXX", None, None),
        ("2006/2008-05", "2006-01-01", "2008-05-31"),
        ("2006-01-09/2006-01-11", "2006-01-09", "2006-01-11"),
        ("../2013-10-22", None, "2013-10-22"),
        ("2013-10-22/..", "2013-10-22", None),
        ("/2013", None, "2013-12-31"),
        ("2013/", "2013-01-01", None),
        ("[2014-07-09,2014-07-16]", "2014-07-09", "2014-07-16"),
        ("[2014-07-16, 2014-07-09]", "2014-07-09", "2014-07-16"),
        ("[2006,2008-05]", "2006-01-01", "2008-05-31"),
        ("[..2006-01-09,2007]", None, "2007-12-31"),
        ("[2006-01-09..2006-01-11,2007]", "2006-01-09", "2007-12-31"),
    ],
)
def test_bounds_are_the_first_and_the_last_possible_day(edtf: str, earliest: str | None, latest: str | None) -> None:
    assert bounds(edtf) == (earliest, latest)
    assert is_edtf(edtf)


@pytest.mark.parametrize(
    ("edtf", "message"),
    [
        ("", "no date of the EDTF subset; write it as 2006"),
        ("9. Januar 2006", "no date of the EDTF subset"),
        ("2006-1-9", "no date of the EDTF subset"),
        ("2006-01-09T10:00", "no date of the EDTF subset"),
        ("06-01-09", "no date of the EDTF subset"),
        ("2006-02-30", "'2006-02-30' is no day of the calendar"),
        ("2006-13", "no day of the calendar"),
        ("XXXX-02-30", "no day of the calendar"),
        ("0000", "no day of the calendar"),
        ("2006-XX-09", "leaves a digit open before one that is given"),
        ("200X-01", "leaves a digit open before one that is given"),
        ("../..", "bounds nothing"),
        ("/", "bounds nothing"),
        ("[..]", "bounds nothing"),
        ("2008/2006", "ends before it begins"),
        ("[2006,]", "no date of the EDTF subset"),
        ("[]", "no date of the EDTF subset"),
        ("[2006,2007", "no date of the EDTF subset"),
        ("{2006,2007}", "no date of the EDTF subset"),
    ],
)
def test_what_is_no_date_of_the_subset_says_why(edtf: str, message: str) -> None:
    with pytest.raises(ValueError, match=message.replace(".", r"\.")):
        bounds(edtf)
    assert not is_edtf(edtf)


def test_a_set_keeps_its_members_apart() -> None:
    assert possible_days("[2014-07-09,2014-07-16]") == (("2014-07-09", "2014-07-09"), ("2014-07-16", "2014-07-16"))
    assert possible_days("2014-07-09/2014-07-16") == (("2014-07-09", "2014-07-16"),)


def iso(value: struct_time) -> str:
    return date(value.tm_year, value.tm_mon, value.tm_mday).isoformat()


_days = st.dates(min_value=date(1000, 1, 1), max_value=date(9990, 12, 31))
_plain = st.one_of(
    _days.map(lambda d: d.isoformat()), _days.map(lambda d: f"{d:%Y-%m}"), _days.map(lambda d: f"{d:%Y}")
)
_qualified = st.tuples(_plain, st.sampled_from(["", "?", "~", "%"])).map("".join)
_unspecified = st.one_of(
    _days.map(lambda d: f"{d:%Y}"[:3] + "X"), _days.map(lambda d: f"{d:%Y}-XX"), _days.map(lambda d: f"{d:%Y-%m}-XX")
)
_intervals = st.tuples(_plain, _plain).filter(lambda ends: bounds(ends[0])[0] <= bounds(ends[1])[1]).map("/".join)  # type: ignore[operator]
_sets = st.lists(_plain, min_size=2, max_size=4).map(lambda members: f"[{','.join(members)}]")


@settings(deadline=None)
@given(st.one_of(_plain, _unspecified, _intervals, _sets))
def test_bounds_are_those_of_the_edtf_package(edtf: str) -> None:
    known = parse_edtf(edtf)
    assert bounds(edtf) == (iso(known.lower_strict()), iso(known.upper_strict()))


@settings(deadline=None)
@given(_qualified)
def test_a_qualified_date_is_read_by_both_and_keeps_its_bounds(edtf: str) -> None:
    parse_edtf(edtf)
    assert bounds(edtf) == bounds(edtf.rstrip("?~%"))


@settings(deadline=None)
@given(st.text("0123456789X-/.[],~?% ", max_size=24))
def test_any_text_is_a_date_or_a_value_error(text: str) -> None:
    try:
        low, high = bounds(text)
    except ValueError:
        return
    assert low is None or high is None or date.fromisoformat(low) <= date.fromisoformat(high)
