"""Lengths of time in words and digits, and the last day that follows from them."""

from datetime import date

import pytest

from pmgraph.german.durations import duration_at, is_duration, last_day


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("fünf Jahren", "P5Y"),
        ("5 Jahre", "P5Y"),
        ("ein Jahr", "P1Y"),
        ("einen Monat", "P1M"),
        ("ein weiteres Jahr", "P1Y"),
        ("18 Monaten", "P18M"),
        ("zweieinhalb Jahre", "P30M"),
        ("2,5 Jahre", "P30M"),
        ("anderthalb Jahre", "P18M"),
        ("fünfjährige", "P5Y"),
        ("10-jährigen", "P10Y"),
        ("sechsmonatiger", "P6M"),
    ],
)
def test_a_length_of_time_is_read_where_it_stands(words: str, value: str) -> None:
    found = duration_at(words, 0, len(words))
    assert found is not None
    assert (found.value, found.span.of(words)) == (value, words)


@pytest.mark.parametrize("words", ["fünf Gemeinden", "5 Jahre alte Kinder", "einige Jahre", "Jahre", "2014"])
def test_what_is_no_length_of_time_is_left_alone(words: str) -> None:
    assert duration_at(words, 0, len(words)) is None


@pytest.mark.parametrize(
    ("first", "duration", "last"),
    [
        ("2015-01-01", "P5Y", "2019-12-31"),
        ("2014-05-15", "P18M", "2015-11-14"),
        ("2016-03-01", "P1Y", "2017-02-28"),
        ("2015-01-31", "P1M", "2015-02-28"),
        ("2016-02-29", "P1Y", "2017-02-28"),
        ("2015-01-01", "P30D", "2015-01-30"),
    ],
)
def test_a_period_ends_on_the_day_before_its_like(first: str, duration: str, last: str) -> None:
    assert last_day(date.fromisoformat(first), duration) == date.fromisoformat(last)


def test_a_period_that_outlasts_the_calendar_has_no_last_day() -> None:
    assert last_day(date(9000, 1, 1), "P999Y") is None


def test_a_wrong_duration_is_named_with_its_cure() -> None:
    with pytest.raises(ValueError, match=r"'five years' is no duration .* write it as P5Y or P18M"):
        last_day(date(2015, 1, 1), "five years")


@pytest.mark.parametrize(
    ("value", "good"), [("P5Y", True), ("P1Y6M", True), ("P", False), ("P0Y", False), ("5Y", False)]
)
def test_a_duration_is_positive_and_in_years_months_or_days(value: str, good: bool) -> None:
    assert is_duration(value) is good
