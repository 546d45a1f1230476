"""Pages of the whole project that ships: lists of many agreements, and what records alone say."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

THEATRE = "agreement/st/2009/theaterfoerdervertrag-zwischen-dem-land-und-der-stadt-dessau-cb4cf9"
TARGETS = "agreement/st/2015/zielvereinbarungen-2015-2019-zielvereinbarungen-2015"
TREATY = "agreement/st/2013/staatsvertrag-dataport-beitritt-2014"


@pytest.fixture(scope="module")
def many(version: Path, serve: Callable[..., Any]) -> Iterator[Any]:
    with serve(version / "graph.nq", workers=1) as running:
        yield running


def text_of(server: Any, path: str) -> str:
    answer = server.ask(path, accept="text/html")
    assert answer.status == 200, path
    main = re.search(r"<main.*?</main>", answer.text, re.S)
    assert main is not None
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main.group())).split())


def test_agreements_stand_by_year_with_those_of_no_year_last(many: Any) -> None:
    page = many.ask("/agreements?lang=de", accept="text/html").text
    years = re.findall(r'<h2 class="year">([^<]+)</h2>', page)
    assert years == [
        "2022", "2021", "2015", "2014", "2013", "2009", "2007", "2006", "2004", "1999", "1997", "1991", "ohne Datum",
    ]  # fmt: skip


def test_english_lists_give_the_german_name_too(many: Any) -> None:
    text = text_of(many, "/agreements?lang=en")
    assert (
        "16 February 2009 Contract (2009) Theaterfördervertrag zwischen dem Land und der Stadt Dessau-Roßlau (2009)"
        in text
    )


def test_parties_stand_where_no_signatory_is_named(many: Any) -> None:
    text = text_of(many, "/agreements?lang=de")
    assert (
        "Koalitionsvertrag „Wir gestalten Sachsen-Anhalt. Stark. Modern. Krisenfest. Gerecht.“ (2021) Partner: CDU"
        in text
    )
    assert "Kooperationsvertrag (2022) Christian Szibor für Festung Mark" in text


def test_records_have_a_list_of_their_own(many: Any) -> None:
    text = text_of(many, "/records?lang=de")
    assert text.startswith("Erfasste Quellen 36 insgesamt 13. Januar 2026 Erklärung von Ministerpräsident Haseloff")
    assert 'href="/records' in many.ask("/?lang=de", accept="text/html").text


def test_who_is_to_sign_what_is_only_planned_is_said_so(many: Any) -> None:
    text = text_of(many, f"/doc/{THEATRE}?lang=de")
    assert "Wer unterzeichnen soll Soll unterzeichnet werden am 16. Februar 2009 , Dessau-Roßlau" in text
    assert "Unterzeichnen sollen: Klemens Koschig , Jan-Hendrik Olbertz" in text
    assert "Unterzeichnet am" not in text


def test_a_role_without_a_body_and_how_often_the_source_was_read_are_shown(many: Any) -> None:
    text = text_of(many, f"/doc/{TARGETS}?lang=de")
    assert "Hartmut Möllring nicht genannt Wissenschaftsminister" in text
    assert "handelt von einmal gelesen" in text


def test_a_month_is_not_called_a_day_and_open_questions_are_shown(many: Any) -> None:
    text = text_of(many, f"/doc/{TREATY}?lang=de")
    assert "Unterzeichnet: September 2013" in text
    assert "vielleicht dieselbe Vereinbarung" in text
