"""The lexicon: offices, bodies, agreements and names in their cases, genders and compounds."""

import pytest

from pmgraph.german.agreements import (
    corrected,
    is_agreement,
    is_bare,
    is_plural,
    is_weak,
    kind_of,
    names_matter,
    nominative,
    singular,
)
from pmgraph.german.bodies import body_word, kind_of_name
from pmgraph.german.names import TITLES, is_first_name
from pmgraph.german.offices import office_word, resort_of, resorts_in


@pytest.mark.parametrize(
    ("word", "nominative", "concept"),
    [
        ("Ministers", "Minister", "minister"),
        ("Finanzstaatssekretärin", "Finanzstaatssekretärin", "staatssekretaer"),
        ("Landräten", "Landrat", "landrat"),
        ("Landrätin", "Landrätin", "landrat"),
        ("Oberbürgermeisterin", "Oberbürgermeisterin", "oberbuergermeister"),
        ("TH-Präsidenten", "TH-Präsident", "praesident"),
        ("Vorstandsvorsitzenden", "Vorstandsvorsitzender", "vorstandsvorsitz"),
        ("Geschäftsführer", "Geschäftsführer", "geschaeftsfuehrung"),
        ("Polizeipräsidentin", "Polizeipräsidentin", "polizeipraesident"),
        ("Rektors", "Rektor", "rektor"),
        ("CIO", "CIO", "cio"),
        ("Brigadegeneral", "Brigadegeneral", "funktion"),
    ],
)
def test_office_in_any_case_and_compound(word: str, nominative: str, concept: str) -> None:
    office = office_word(word)
    assert office is not None
    assert (office.nominative, office.concept) == (nominative, concept)


@pytest.mark.parametrize(
    "word", ["Lautsprecher", "Radio", "Begleiter", "Projektor", "Rathaus", "Weltmeister", "Ministerium"]
)
def test_what_sounds_like_an_office_is_none(word: str) -> None:
    assert office_word(word) is None


def test_resort_of_a_compound_names_its_ministry() -> None:
    assert "finanz" in resort_of("Finanzministerin")
    assert resort_of("Landrat") == ()


@pytest.mark.parametrize(
    ("word", "nominative", "plural"),
    [
        ("Landkreistags", "Landkreistag", False),
        ("Sparkassenverbandes", "Sparkassenverband", False),
        ("Landratsämter", "Landratsamt", True),
        ("Universitätsklinika", "Universitätsklinikum", True),
        ("Karl-Muster-Stiftung", "Karl-Muster-Stiftung", False),
        ("Kultusministeriums", "Kultusministerium", False),
    ],
)
def test_body_is_put_into_the_nominative(word: str, nominative: str, plural: bool) -> None:
    body = body_word(word)
    assert body is not None
    assert (body.nominative, body.plural) == (nominative, plural)


@pytest.mark.parametrize(
    "word", ["Altstadt", "Freundeskreis", "Datenbank", "Feiertag", "Werkstatt", "Arbeitskreis", "Uniform"]
)
def test_what_ends_like_a_body_is_none(word: str) -> None:
    assert body_word(word) is None


@pytest.mark.parametrize(
    ("noun", "kind"),
    [
        ("Rahmenvereinbarung", "Rahmenvereinbarung"), ("Sicherheitskooperationsvereinbarung", "Kooperationsvereinbarung"),
        ("Zweckvereinbarungen", "Vereinbarung"), ("Kooperationsvertrages", "Vertrag"), ("Medienstaatsvertrag", "Staatsvertrag"),
        ("Ausbildungspaktes", "Pakt"), ("Verwaltungsabkommen", "Abkommen"), ("Letter of Intent", "Absichtserklärung"),
        ("Memorandum of Understanding", "Memorandum"), ("Deklaration", "other"), ("Urkunde", "other"),
    ],
)  # fmt: skip
def test_kind_is_the_longest_that_the_noun_ends_in(noun: str, kind: str) -> None:
    assert kind_of(noun) == kind


@pytest.mark.parametrize(
    "word",
    ["Mietvertrag", "Regierungserklärung", "Geburtsurkunde", "Spielvertrag", "Impakt", "vertraglich", "Zusammenarbeit"],
)
def test_what_is_no_agreement_between_bodies(word: str) -> None:
    assert not is_agreement(word)


def test_number_case_and_slips_of_nouns() -> None:
    assert nominative("Theaterverträgen") == "Theaterverträge"
    assert singular("Theaterverträge") == "Theatervertrag"
    assert is_plural("Zielvereinbarungen")
    assert not is_plural("Zielvereinbarung")
    assert is_bare("Vertrag")
    assert not is_bare("Moorvertrag")
    assert is_weak("Erklärung")
    assert not is_weak("Absichtserklärung")
    assert corrected("Kooprationsvertrag") == "Kooperationsvertrag"
    assert corrected("Moorvertrag") == "Moorvertrag"


def test_first_names_and_academic_titles() -> None:
    assert is_first_name("Karl-Heinz")
    assert not is_first_name("Moorweg")
    assert not is_first_name("Anna-Muster-Schule")
    match = TITLES.match("Prof. Dr. Dr. h.c. Muster")
    assert match is not None
    assert match.group().strip() == "Prof. Dr. Dr. h.c."


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Freistaat Thüringen", "land"),
        ("CDU Hessen", "partei"),
        ("dbb tarifunion", "gewerkschaft"),
        ("Wehrbereichskommando III", "bundesbehoerde"),
        ("Bundesstadt Bonn", "gemeinde"),
        ("Beispiel-GmbH", "unternehmen"),
        ("Beispiel GmbH & Co. KGaA", "unternehmen"),
        ("Beispiel e. K.", "unternehmen"),
        ("Bau eG", "unternehmen"),
        ("Kreis der Freunde e. V.", "verband"),
        ("Freunde des Archivs e. V.", "verband"),
        ("Landkreistag Nord e. V.", "kommunaler-spitzenverband"),
        ("Festung Mark", "sonstige-stelle"),
    ],
)
def test_the_type_of_a_body_by_its_name(name: str, kind: str) -> None:
    assert kind_of_name(name) == kind


@pytest.mark.parametrize(
    ("name", "matters"),
    [
        ("Kultusministerium", {"kultus", "bildung", "kultur"}),
        ("Ministerium für Bildung", {"bildung"}),
        ("Ministerium für Landwirtschaft und Umwelt", {"landwirtschaft", "umwelt"}),
        ("Amt für Bildung", set()),
    ],
)
def test_the_matters_of_a_ministry(name: str, matters: set[str]) -> None:
    assert resorts_in(name) == matters


@pytest.mark.parametrize(
    ("noun", "says"),
    [("Tarifvertrag", True), ("Lehrer-Tarifvertrag", True), ("Kooperationsvertrag", False), ("Vertrag", False)],
)
def test_a_noun_for_an_agreement_may_say_what_it_is_about(noun: str, says: bool) -> None:
    assert names_matter(noun) is says
