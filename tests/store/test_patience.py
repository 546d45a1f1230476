from datetime import UTC, datetime

import pytest

from pmgraph.store.patience import Patience, retry_after

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def test_each_wait_is_twice_the_one_before_up_to_the_longest() -> None:
    assert list(Patience(retries=5, first=1.0, longest=5.0).waits()) == [1.0, 2.0, 4.0, 5.0, 5.0]
    assert list(Patience(retries=0).waits()) == []


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, 2.5),
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Sun, 01 Mar 2026 12:00:30 GMT", 30.0),
        ("Sun, 01 Mar 2026 11:00:00 GMT", 0.0),
        ("Sun, 01 Mar 2026 12:00:30 -0000", 2.5),
        ("soon", 2.5),
        ("-3", 2.5),
        ("", 2.5),
    ],
)
def test_retry_after_in_seconds_or_as_a_date(header: str | None, seconds: float) -> None:
    assert retry_after(header, 2.5, now=NOON) == seconds
