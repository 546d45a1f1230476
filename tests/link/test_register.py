"""A name joins the register only where exactly one row of its jurisdiction bears it."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmgraph.curated import Register, RegisterBody, RegisterPlace
from pmgraph.link.register import RegisterIndex
from pmgraph.reading import Body


def row(id_: str, label: str, *alternatives: str, jurisdiction: str = "st", kind: str = "verband") -> RegisterBody:
    return RegisterBody(
        id=id_, label_de=label, label_en=None, alternatives=alternatives, kind=kind, parent=None, jurisdiction=jurisdiction,
        same_as=(), spatial=None, source="test", path="bodies.csv", line=2,
    )  # fmt: skip


ROWS = (
    row("st", "Land Sachsen-Anhalt", kind="land"),
    row("st-mf", "Ministerium der Finanzen des Landes Sachsen-Anhalt", "Ministerium der Finanzen", "MF"),
    row("st-lkt", "Landkreistag Sachsen-Anhalt", "Landkreistag"),
    row("ni-lkt", "Niedersächsischer Landkreistag", "Landkreistag", jurisdiction="ni"),
    row("st-a", "Städtebund Nord", "Bund"),
    row("st-b", "Städtebund Süd", "Bund"),
)
PLACES = (
    RegisterPlace(
        id="15003000", label_de="Magdeburg", jurisdiction="st", same_as=(), source="test", path="places.csv", line=2
    ),
)
INDEX = RegisterIndex(Register(bodies=ROWS, places=PLACES))


def body(name: str, kind: str = "verband") -> Body:
    return Body(name=name, kind=kind, mentions=())


@pytest.mark.parametrize(
    ("name", "jurisdiction", "expected"),
    [
        ("Ministerium der Finanzen", "st", "st-mf"),
        ("ministerium  der FINANZEN", "st", "st-mf"),
        ("MF", "st", "st-mf"),
        ("Landkreistag", "st", "st-lkt"),
        ("Landkreistag", "ni", "ni-lkt"),
        ("Niedersaechsischer Landkreistag", "ni", "ni-lkt"),
    ],
)
def test_a_name_of_one_row_joins_it_with_a_reason(name: str, jurisdiction: str, expected: str) -> None:
    link = INDEX.body(body(name), jurisdiction)
    assert link.id == expected
    assert link.row is not None
    assert link.row.id == expected
    assert repr(name) in link.reason
    assert jurisdiction in link.reason


@pytest.mark.parametrize(
    ("name", "jurisdiction", "expected"),
    [
        ("Landkreistag", "bb", "bb-landkreistag"),
        ("Bund", "st", "st-bund"),
        ("Ministerium", "st", "st-ministerium"),
        ("Städte- und Gemeindebund", "st", "st-staedte-und-gemeindebund"),
    ],
)
def test_a_name_of_no_row_or_of_several_keeps_an_iri_of_its_own(name: str, jurisdiction: str, expected: str) -> None:
    link = INDEX.body(body(name), jurisdiction)
    assert (link.id, link.row) == (expected, None)
    assert "no single row" in link.reason


def test_two_long_names_that_begin_alike_stay_two() -> None:
    name = "Arbeitsgemeinschaft der Verbände und Vereine für die Pflege der Landschaft im Norden"
    one, other = INDEX.body(body(name), "st").id, INDEX.body(body(f"{name} und im Süden"), "st").id
    assert one != other
    assert one.startswith("st-arbeitsgemeinschaft-der-verbaende-und-vereine-")
    assert len(one) < 75


def test_a_land_is_known_in_every_jurisdiction() -> None:
    assert INDEX.body(body("Land Sachsen-Anhalt", "land"), "ni").id == "st"
    assert INDEX.body(body("Städtebund Nord"), "ni").row is None


@pytest.mark.parametrize(
    ("name", "kind", "home"),
    [
        ("Landkreistag Hessen", "verband", "he-landkreistag-hessen"),
        (
            "Ministerium der Finanzen Sachsen-Anhalts",
            "landesministerium",
            "st-ministerium-der-finanzen-sachsen-anhalts",
        ),
        ("Ministerium der Justiz Sachsens", "landesministerium", "sn-ministerium-der-justiz-sachsens"),
        ("Bundesministerium der Justiz", "landesministerium", "bund-bundesministerium-der-justiz"),
        ("Agentur für Arbeit", "bundesbehoerde", "bund-agentur-fuer-arbeit"),
        ("Landkreistag", "verband", "de-123456-landkreistag"),
    ],
)
def test_a_body_is_at_home_where_its_name_says(name: str, kind: str, home: str) -> None:
    assert INDEX.body(body(name, kind), "de-123456").id == home


def test_several_bodies_are_linked_by_name() -> None:
    links = INDEX.bodies([body("Landkreistag"), body("Unbekannter Verein")], "st")
    assert {name: link.id for name, link in links.items()} == {
        "Landkreistag": "st-lkt",
        "Unbekannter Verein": "st-unbekannter-verein",
    }


def test_a_place_joins_its_row_in_its_jurisdiction_only() -> None:
    assert INDEX.place("Magdeburg", "st") == ("15003000", PLACES[0])
    assert INDEX.place("Magdeburg", "ni") == ("ni-magdeburg", None)
    assert INDEX.place("Halle (Saale)", "st") == ("st-halle-saale", None)


@settings(deadline=None)
@given(
    st.randoms(), st.sampled_from(["Landkreistag", "Bund", "MF", "Land Sachsen-Anhalt"]), st.sampled_from(["st", "ni"])
)
def test_the_order_of_rows_does_not_matter(order: random.Random, name: str, jurisdiction: str) -> None:
    rows = list(ROWS)
    order.shuffle(rows)
    again = RegisterIndex(Register(bodies=tuple(rows), places=PLACES))
    assert again.body(body(name), jurisdiction) == INDEX.body(body(name), jurisdiction)
