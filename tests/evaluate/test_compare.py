"""Two results: what rose, what fell, which releases changed, and which floors are missed."""

from __future__ import annotations

import pytest

from pmgraph.errors import UsageError
from pmgraph.evaluate.compare import Floor, compare_results, floor_of
from pmgraph.evaluate.result import ReleaseCounts, Result
from pmgraph.evaluate.tally import Tally


def result(name: str, gold: str = "g", **releases: tuple[str, Tally]) -> Result:
    return Result(
        date="2015-01-01", software="pmgraph 0", code_sha256="c", gold_sha256=gold, name=name,
        releases={id_: ReleaseCounts(*counts) for id_, counts in releases.items()},
    )  # fmt: skip


def signed(right: int, false: int, missed: int, invented: int = 0) -> Tally:
    return Tally({"signatories": (right, false, missed)}, {"date": (1, 1)}, (invented, 10))


def test_a_figure_falls_and_rises_measure_by_measure() -> None:
    compared = compare_results(result("old", a=("1", signed(8, 2, 0))), result("new", a=("1", signed(7, 0, 1))))
    assert [(c.measure, c.before, c.after, c.fell) for c in compared.changes] == [
        ("p", 0.8, 1.0, False), ("r", 1.0, 0.875, True), ("f1", 16 / 18, 14 / 15, False),
    ]  # fmt: skip
    assert [(r.id, dict(r.counts)) for r in compared.releases] == [("a", {"signatories": ((8, 2, 0), (7, 0, 1))})]


def test_more_invention_is_a_fall() -> None:
    compared = compare_results(result("old", a=("1", signed(1, 0, 0))), result("new", a=("1", signed(1, 0, 0, 2))))
    assert [(c.figure, c.measure, c.fell) for c in compared.changes] == [("invented", "share", True)]


def test_what_was_not_measured_before_neither_falls_nor_rises() -> None:
    compared = compare_results(result("old", a=("1", Tally())), result("new", a=("1", signed(0, 1, 0))))
    assert ("p", None, 0.0, False) in [(c.measure, c.before, c.after, c.fell) for c in compared.changes]
    assert compared.falls == ()


def test_equal_results_show_no_change() -> None:
    one = result("old", a=("1", signed(8, 2, 0)), b=("2", signed(1, 0, 0)))
    compared = compare_results(one, one)
    assert (compared.changes, compared.releases, compared.same_gold, compared.compared) == ((), (), True, 2)


def test_only_releases_with_the_same_annotation_are_compared() -> None:
    old = result("old", a=("1", signed(8, 2, 0)), b=("2", signed(1, 0, 0)), c=("3", signed(5, 0, 0)))
    new = result("new", "h", a=("1", signed(8, 2, 0)), b=("9", signed(0, 0, 5)), d=("4", signed(0, 9, 0)))
    compared = compare_results(old, new)
    assert (compared.same_gold, compared.compared, compared.changes) == (False, 1, ())
    assert (compared.annotated_anew, compared.only_before, compared.only_after) == (("b",), ("c",), ("d",))
    with pytest.raises(UsageError, match="old and new have no release in common"):
        compare_results(result("old", a=("1", Tally())), result("new", a=("2", Tally())))


@pytest.mark.parametrize(
    ("text", "floor"),
    [
        ("0.9", Floor(0.9)),
        ("signatories=0.92", Floor(0.92, "signatories")),
        ("signatory-in-role.p=1", Floor(1.0, "signatory in role", "p")),
        ("signed on.accuracy=0", Floor(0.0, "signed on", "accuracy")),
    ],
)
def test_a_floor_is_read(text: str, floor: Floor) -> None:
    assert floor_of(text) == floor


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("signatorys=0.9", "did you mean 'signatories'"),
        ("issuer.p=0.9", "issuer has no 'p'"),
        ("persons=90", "0 to 1"),
        ("persons=nan", "0 to 1"),
        ("persons", "0 to 1"),
        ("=0.9", "write 0.9"),
        ("invented=0.1", "is no figure"),
    ],
)
def test_a_floor_that_is_none_is_refused(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        floor_of(text)


def test_a_floor_is_missed_by_what_is_below_it_and_measured() -> None:
    figures = signed(7, 0, 1).figures()
    assert Floor(0.9, "signatories", "r").missed(figures) == (("signatories", "r", 0.875),)
    assert Floor(0.875, "signatories", "r").missed(figures) == ()
    assert Floor(0.99).missed(figures) == (("signatories", "f1", 14 / 15),)
    assert Floor(1.0, "persons").missed(figures) == ()
