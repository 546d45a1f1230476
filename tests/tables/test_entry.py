"""`[catalogue]` of `pmgraph.toml`: every key checked, with line and cure."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmgraph.config import load_settings
from pmgraph.errors import ConfigError
from pmgraph.rdf.entry import Contact, needs_attribution, place_iri


def write(folder: Path, text: str) -> Path:
    (folder / "pmgraph.toml").write_text(text, encoding="utf-8")
    return folder


def test_without_the_table_nothing_is_invented(tmp_path: Path) -> None:
    entry = load_settings(write(tmp_path, '[dataset]\ntitle_de = "Verträge"\n')).entry
    assert entry.title_de == "Verträge"
    assert (entry.publisher, entry.contact, entry.contributor_id, entry.attribution, entry.issued) == (None,) * 5
    assert (entry.themes, entry.languages) == (("GOVE",), ("DEU",))


def test_a_complete_table_is_one_value(tmp_path: Path, root: Path) -> None:
    text = (root / "tests" / "complete.toml").read_text(encoding="utf-8")
    entry = load_settings(write(tmp_path, text)).entry
    assert entry.contact == Contact(
        name="Beispielamt, Datenstelle",
        email="daten@amt.example",
        url="https://amt.example/daten",
        phone="+49-391-1234567",
    )
    assert entry.places == (
        "http://dcat-ap.de/def/politicalGeocoding/stateKey/15",
        "http://publications.europa.eu/resource/authority/country/DEU",
    )
    assert (entry.issued, entry.contributor_id) == ("2026-01-15", "landSachsenAnhalt")


def test_a_supplier_may_be_written_as_an_iri(tmp_path: Path) -> None:
    text = '[catalogue]\ncontributor_id = "http://dcat-ap.de/def/contributors/openNRW"\n'
    assert load_settings(write(tmp_path, text)).entry.contributor_id == "openNRW"


WRONG = [
    ('themes = ["GOV"]', "'GOV' is no code of the list; did you mean 'GOVE'?"),
    ("themes = []", "'catalogue.themes'"),
    ('level = "land"', "use one of"),
    ('frequency = "IRREGULAR"', "did you mean 'IRREG'?"),
    ('availability = "stable"', "'stable' is no code of the list"),
    ('languages = ["de"]', "'de' is no code of a language; write DEU"),
    ('places = ["stateKey/3"]', "'stateKey/3' is no place; write country/DEU"),
    ('publisher_type = "Ministry"', "'Ministry' is no code of the list"),
    ('publisher_homepage = "amt.example"', "'amt.example' is not an absolute http address"),
    ('contributor_id = "land st"', "'land st' is no supplier"),
    ('issued = "gestern"', "'catalogue.issued' is 'gestern'"),
    ('lizenz = "x"', "'catalogue.lizenz' is no key here"),
    ('contact = { name = "Amt" }', "the contact cannot be reached; add email, url or phone"),
    ('contact = { name = "Amt", email = "amt" }', "'amt' is no e-mail address; write name@host"),
    ('contact = { name = "Amt", phone = "0391 1" }', "write it as +49-391-1234"),
    ('contact = { email = "a@b.example" }', "'catalogue.contact.name' is missing; add it"),
]


@pytest.mark.parametrize(("line", "says"), WRONG)
def test_a_wrong_key_names_line_and_cure(tmp_path: Path, line: str, says: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load_settings(write(tmp_path, f"[catalogue]\n\n{line}\n"))
    problem = caught.value.problems[0]
    assert problem.where == f"{tmp_path / 'pmgraph.toml'}:3"
    assert says in problem.message


@pytest.mark.parametrize(
    ("short", "iri"),
    [
        ("country/DEU", "http://publications.europa.eu/resource/authority/country/DEU"),
        ("geonames/2842565", "http://sws.geonames.org/2842565/"),
        ("districtKey/15003", "http://dcat-ap.de/def/politicalGeocoding/districtKey/15003"),
        ("regionalKey/150030000000", "http://dcat-ap.de/def/politicalGeocoding/regionalKey/150030000000"),
    ],
)
def test_a_place_is_written_short(short: str, iri: str) -> None:
    assert place_iri(short) == iri


def test_which_licences_ask_for_a_name() -> None:
    licences = "http://dcat-ap.de/def/licenses/"
    asking = ["dl-by-de/2.0", "cc-by/4.0", "cc-by-sa/4.0", "odby"]
    free = ["dl-zero-de/2.0", "cc-zero", "officialWork"]
    assert all(needs_attribution(f"{licences}{one}") for one in asking)
    assert not any(needs_attribution(f"{licences}{one}") for one in free)
