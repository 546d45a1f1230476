"""Which wordings count as one name, one person, one role."""

import pytest

from pmgraph.evaluate.likeness import folded, number_in, same_name, same_person, same_role, words_of


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Landkreistag", "Landkreistag Sachsen-Anhalt", True),
        ("Landkreistag Sachsen", "Landkreistag Sachsen-Anhalt", False),
        ("Land Sachsen-Anhalt", "Sachsen-Anhalts", True),
        ("Sachsen", "Sachsen-Anhalt", False),
        ("Freistaat", "Land", False),
        ("das Land", "Länder", False),
        ("Verband der Moorbauern", "Verbandes der Moorbauern e. V.", True),
        ("Verein Moor", "Verein Heide Nord", False),
        ("Universität Köhlerfeld", "Universitaet Koehlerfeld", True),
        ("", "", False),
    ],
)
def test_bodies(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same
    assert same_name(other, one) is same


def test_a_land_alone_is_no_content_word_and_land_alone_is_one() -> None:
    assert words_of("Land Bremen").content == frozenset()
    assert words_of("Land Bremen").laender == {"bremen"}
    assert words_of("das Land").content == {"land"}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Prof. Dr. Ada Moorhuhn", "Ada Moorhuhn", True),
        ("Moorhuhn", "Ada Moorhuhn", True),
        ("Bert Moorhuhn", "Ada Moorhuhn", False),
        ("Ada Moor-Huhn", "Ada Huhn", False),
        ("Jörg Grün", "Joerg Gruen", True),
        ("Dr.", "Dr.", False),
    ],
)
def test_persons(one: str, other: str, same: bool) -> None:
    assert same_person(one, other) is same
    assert same_person(other, one) is same


def test_roles_share_a_word_or_contain_each_other() -> None:
    assert same_role("Umweltministerin", "Ministerin")
    assert same_role("Präsident des Vereins", "Vereinspräsident; Präsident")
    assert not same_role("Rektor", "Kanzler")
    assert not same_role("Rektor", None)
    assert same_role(None, "")


def test_numbers_go_by_their_first_digits() -> None:
    assert number_in("Nr. 068/04") == number_in("68") == "68"
    assert number_in("ohne Nummer") is None
    assert number_in(None) is None


def test_folding_transcribes_german_and_drops_other_accents() -> None:
    assert folded("Ärztehaus Straße, Renée") == "aerztehaus strasse, renee"
