"""Persons of several records are one where they bear the same full name in the same body, and nowhere else."""

from __future__ import annotations

import random

import pytest

from pmgraph.link.persons import Named, is_full, join_persons


def one(source: str, name: str, *houses: str, entered: str = "2026-11-25") -> Named:
    return Named(source=source, entered=entered, name=name, houses=frozenset(houses), id=f"{source}-{name[0]}")


def test_the_same_full_name_in_the_same_body_is_one_person() -> None:
    joined = join_persons([one("b", "Erika Muster", "st-a"), one("a", "Erika Muster", "st-a", "st-b")])
    assert joined == {("a", "Erika Muster"): "a-E", ("b", "Erika Muster"): "a-E"}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (one("a", "Erika Muster", "st-a"), one("b", "Erika Muster", "st-b")),
        (one("a", "Erika Muster", "st-a"), one("b", "Erika Muster")),
        (one("a", "Erika Muster"), one("b", "Erika Muster")),
        (one("a", "Muster", "st-a"), one("b", "Muster", "st-a")),
        (one("a", "E. Muster", "st-a"), one("b", "E. Muster", "st-a")),
        (one("a", "Erika Muster", "st-a"), one("b", "Erika Muster-Beispiel", "st-a")),
    ],
    ids=["other body", "one without a body", "no body", "surname alone", "initial", "other name"],
)
def test_what_is_less_than_that_stays_apart(first: Named, second: Named) -> None:
    assert join_persons([first, second]) == {}


def test_the_source_that_was_entered_first_gives_the_id_and_a_later_one_moves_none() -> None:
    old, new = one("z", "Erika Muster", "st-a", entered="2026-11-24"), one("a", "Erika Muster", "st-a")
    assert set(join_persons([new, old]).values()) == {"z-E"}


def test_a_person_of_two_bodies_joins_those_of_either() -> None:
    named = [one("a", "Erika Muster", "x"), one("b", "Erika Muster", "y"), one("c", "Erika Muster", "x", "y")]
    for seed in range(6):
        random.Random(seed).shuffle(named)
        assert join_persons(named) == {(source, "Erika Muster"): "a-E" for source in "abc"}


@pytest.mark.parametrize(
    ("name", "full"),
    [("Erika Muster", True), ("Muster", False), ("E. Muster", False), ("von Muster", False), ("Karl-Heinz Ohm", True)],
)
def test_a_full_name_is_more_than_a_surname(name: str, full: bool) -> None:
    assert is_full(name) is full
