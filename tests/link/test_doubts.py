"""Open questions: what may be one and was not joined, with the reason, and nothing that only looks alike."""

from __future__ import annotations

import random

import pytest

from pmgraph.link.doubts import AGREEMENTS, BODIES, PERSONS, Seen, doubts

B = "https://example.org/id"


def body(id_: str, *names: str, group: str = "st landesministerium", asked: bool = True) -> Seen:
    return Seen(iri=f"{B}/body/{id_}", names=names, group=group, asked=asked)


def agreement(
    path: str, name: str, *parties: str, kind: str = "vertrag", source: str | None = None, **days: str
) -> Seen:
    return Seen(
        iri=f"{B}/agreement/{path}", names=(name,), group=kind, sources=frozenset({source or path}),
        parties=frozenset(parties), **days,
    )  # fmt: skip


def person(id_: str, name: str, *, asked: bool = True) -> Seen:
    return Seen(iri=f"{B}/person/{id_}", names=(name,), asked=asked)


def asked_about(*things: Seen) -> list[tuple[str, str, str]]:
    kinds: dict[str, list[Seen]] = {"person": [], "body": [], "agreement": []}
    for thing in things:
        kinds[thing.iri.removeprefix(f"{B}/").split("/")[0]].append(thing)
    found = doubts(kinds["person"], kinds["body"], kinds["agreement"])
    return [(d.code, d.one.rsplit("/", 1)[-1], d.other.rsplit("/", 1)[-1]) for d in found]


def test_two_persons_of_one_full_name_are_a_question() -> None:
    assert asked_about(person("b", "Erika Muster"), person("a", "Erika Muster"), person("c", "Max Beispiel")) == [
        (PERSONS, "a", "b")
    ]
    assert asked_about(person("a", "Muster"), person("b", "Muster")) == []


def test_a_question_is_asked_only_where_a_record_names_one_of_the_two() -> None:
    assert asked_about(person("a", "Erika Muster", asked=False), person("b", "Erika Muster", asked=False)) == []
    assert asked_about(person("a", "Erika Muster", asked=False), person("b", "Erika Muster")) == [(PERSONS, "b", "a")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kultusministerium", "Ministerium für Bildung des Landes Sachsen-Anhalt"),
        ("Ministerium für Wirtschaft und Arbeit", "Ministerium für Wissenschaft und Wirtschaft"),
        ("Stadt Musterstadt", "Stadtwerke Musterstadt"),
    ],
)
def test_bodies_that_may_be_one_are_a_question(one: str, other: str) -> None:
    assert asked_about(body("a", one), body("b", other)) == [(BODIES, "a", "b")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (body("a", "Kultusministerium"), body("b", "Ministerium der Finanzen")),
        (body("a", "Ministerium für Landwirtschaft"), body("b", "Ministerium für Wirtschaft")),
        (body("a", "Landkreis Nord", group="st landkreis"), body("b", "Landkreis Süd", group="st landkreis")),
        (body("a", "Kultusministerium"), body("b", "Kultusministerium", group="sn landesministerium")),
    ],
    ids=["other matter", "other word", "other name", "other Land"],
)
def test_bodies_that_only_look_alike_are_none(one: Seen, other: Seen) -> None:
    assert asked_about(one, other) == []


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (
            agreement("st/2007/a", "Vertrag über das Archiv", "x", "y"),
            agreement("ni/2007/b", "Vertrag über Akten", "y", "x"),
            "2 parties in common",
        ),
        (
            agreement("st/2007/a", "Lehrer-Tarifvertrag"),
            agreement("st/undated/b", "Lehrertarifvertrag (neu)"),
            "the same matter in both names: lehrertarifvertrag",
        ),
        (
            agreement("st/2013/a", "Staatsvertrag", "x"),
            agreement("ni/2013/b", "Staatsvertrag über das Rechenzentrum", "x"),
            "a party in common, both of 2013",
        ),
    ],
)
def test_agreements_that_may_be_one_are_a_question_with_its_reason(one: Seen, other: Seen, why: str) -> None:
    (found,) = doubts((), (), (one, other))
    assert (found.code, {found.one, found.other}, found.why[0]) == (AGREEMENTS, {one.iri, other.iri}, why)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (agreement("st/1/a", "Pakt am See", "x", "y"), agreement("st/1/b", "Pakt am See", "x", "y", kind="pakt")),
        (
            agreement("st/1/a", "Vertrag", "x", "y", earliest="2007-01-01", latest="2007-12-31"),
            agreement("st/1/b", "Vertrag", "x", "y", earliest="2008-01-01", latest="2008-12-31"),
        ),
        (agreement("st/1/a", "Vertrag", "x", "y", source="s"), agreement("st/1/b", "Vertrag", "x", "y", source="s")),
        (agreement("st/1/a", "Vertrag zur Zusammenarbeit"), agreement("st/1/b", "Vertrag der Zusammenarbeit")),
        (agreement("st/1/a", "Pakt für Archive"), agreement("ni/1/b", "Pakt der Archive")),
        (agreement("st/undated/a", "Vertrag", "x"), agreement("st/undated/b", "Vertrag", "x")),
    ],
    ids=["other kind", "other day", "one source", "any matter", "other Land", "no year"],
)
def test_agreements_that_cannot_or_need_not_be_one_are_none(one: Seen, other: Seen) -> None:
    assert doubts((), (), (one, other)) == ()


def test_the_order_of_the_things_plays_no_part() -> None:
    things = [agreement(f"st/2013/{c}", "Staatsvertrag", "x", "y") for c in "abcd"]
    expected = doubts((), (), things)
    assert len(expected) == 6
    for seed in range(5):
        random.Random(seed).shuffle(things)
        assert doubts((), (), things) == expected
