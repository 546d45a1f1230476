"""The page of an agreement says how long it is in force, in both languages, with the passages."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pmgraph.spoken_dates import spoken_length


@pytest.fixture(scope="module")
def terms(terms_version: Path, serve: Callable[..., Any]) -> Iterator[Any]:
    with serve(terms_version / "graph.nq") as running:
        yield running


def text_of(server: Any, path: str) -> str:
    plain = re.sub(r"<[^>]+>", " ", server.ask(path, accept="text/html").text)
    return re.sub(r"\s+", " ", plain)


def address(server: Any, name: str) -> str:
    listed = server.ask("/agreements", accept="text/html").text
    (found,) = {
        re.split(r"[?#]", link)[0] for link in re.findall(r'href="(/doc/agreement/[^"]+)"', listed) if name in link
    }
    return str(found)


def test_both_ends_length_and_extension_stand_on_the_page(terms: Any) -> None:
    here = address(terms, "moorvereinbarung")
    german, english = text_of(terms, f"{here}?lang=de"), text_of(terms, f"{here}?lang=en")
    for words in (
        "Geltungsdauer Inkrafttreten 1. Mai 2014 Ende 30. April 2019 Dauer 5 Jahre fünf Jahren",
        "Verlängert sich um 1 Jahr ein Jahr",
    ):
        assert words in german
    for words in ("In force Entry into force 1 May 2014 End 30 April 2019 Length 5 years", "Extended by 1 year"):
        assert words in english
    assert "erschlossen" in german.split("Geltungsdauer", 1)[1], "the last day is inferred"


def test_no_end_is_told_from_an_unknown_end(terms: Any) -> None:
    german = text_of(terms, f"{address(terms, 'torfvertrag')}?lang=de")
    assert "Ende unbefristet unbefristet" in german
    assert "1. Juni 2014" in german
    assert "beabsichtigt" in german


def test_a_record_tells_a_term_without_a_passage(terms: Any) -> None:
    german = text_of(terms, f"{address(terms, 'heidepakt')}?lang=de")
    assert "Geltungsdauer Inkrafttreten 2014 Ende 2020 Dauer 6 Jahre" in german


@pytest.mark.parametrize("part", ["term", "term/beginning", "term/end"])
def test_term_and_its_days_have_pages_with_their_names(terms: Any, part: str) -> None:
    answer = terms.ask(f"{address(terms, 'moorvereinbarung')}/{part}?lang=de", accept="text/html")
    assert answer.status == 200
    assert "Moorvereinbarung (2014)</h1>" in answer.text


@pytest.mark.parametrize(
    ("duration", "german", "english"),
    [
        ("P5Y", "5 Jahre", "5 years"),
        ("P1Y", "1 Jahr", "1 year"),
        ("P18M", "18 Monate", "18 months"),
        ("P1Y6M", "1 Jahr, 6 Monate", "1 year, 6 months"),
        ("PT5H", "PT5H", "PT5H"),
    ],
)
def test_a_length_of_time_is_said_in_words(duration: str, german: str, english: str) -> None:
    assert (spoken_length(duration, "de"), spoken_length(duration, "en")) == (german, english)
