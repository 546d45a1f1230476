"""Dates in German prose, and what each wording commits itself to."""

from datetime import date

import pytest

from pmgraph.german.dates import DateKind, find_dates

ANCHOR = date(2012, 4, 3)
CASES = [
    ("am 03.05.2012", "2012-05-03", "date.numeric"),
    ("am 3. 5. 2012", "2012-05-03", "date.numeric"),
    ("am 22.07.10", "2010-07-22", "date.numeric"),
    ("am 3. Mai 2012", "2012-05-03", "date.written"),
    ("am 3. Mai", "2012-05-03", "date.day-and-month"),
    ("im Mai 2012", "2012-05", "date.month"),
    ("Ende Mai 2008", "2008-05~", "date.month"),
    ("im Jahr 2006", "2006", "date.year"),
    ("seit 2007", "2007", "date.year"),
    ("der 2010 geschlossen wurde", "2010", "date.year"),
    ("heute", "2012-04-03", "date.today"),
    ("heute morgen", "2012-04-03", "date.today"),
    ("heute (8. Juli)", "2012-07-08", "date.today-named"),
    ("gestern", "2012-04-02", "date.yesterday"),
    ("morgen,", "2012-04-04", "date.tomorrow"),
    ("bis zum 31. März 2004", "../2004-03-31", "date.deadline"),
    ("im vorigen Jahr", "2011", "date.last-year"),
]


@pytest.mark.parametrize(("wording", "edtf", "rule"), CASES)
def test_wording_is_read(wording: str, edtf: str, rule: str) -> None:
    (found,) = find_dates(wording, anchor=ANCHOR)
    assert (found.edtf, found.rule) == (edtf, rule)
    assert found.span.of(wording) == found.wording


@pytest.mark.parametrize(
    "wording", ["Nr. 12", "10.000 Euro", "Artikel 69", "um 15.00 Uhr", "2003/2004", "der Monat", "am Ende"]
)
def test_what_is_no_date_is_left(wording: str) -> None:
    assert find_dates(wording, anchor=ANCHOR) == []


def test_a_day_that_does_not_exist_is_said_to_be_impossible() -> None:
    (found,) = find_dates("am 31.02.2012", anchor=ANCHOR)
    assert (found.kind, found.edtf) == (DateKind.IMPOSSIBLE, None)


def test_without_the_day_of_the_release_nothing_is_invented() -> None:
    assert find_dates("heute und gestern", anchor=None) == []
    (found,) = find_dates("am 3. Dezember", anchor=None)
    assert found.edtf == "XXXX-12-03"


@pytest.mark.parametrize(("wording", "number"), [("am Montag", 0), ("am Sonnabend", 5), ("am Freitagabend", 4)])
def test_weekday_stays_open(wording: str, number: int) -> None:
    (found,) = find_dates(wording, anchor=ANCHOR)
    assert (found.weekday, found.edtf) == (number, None)
