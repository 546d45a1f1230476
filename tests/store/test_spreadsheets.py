"""Rows as a spreadsheet reads them: cells are checked in the parts of the file, not by the library that wrote it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from pyoxigraph import QueryBoolean, QuerySolutions, Store

from pmgraph.errors import AnswerTooLarge
from pmgraph.rdf.formats import named
from pmgraph.store.answers import write_answer
from pmgraph.store.spreadsheets import write_csv, write_workbook

ROWS = """SELECT ?name ?count ?share ?day ?old ?known ?long ?link WHERE { VALUES (?name ?count ?share ?day ?old ?known ?long ?link) {
  ("Müller; „GmbH“" 42 1.5 "2014-07-16"^^xsd:date "1871-01-18"^^xsd:date true 1234567890123456 <https://example.org/ä>)
  ("=cmd|' /C calc'!A0"@de -7 2.5e3 "2014-07"^^xsd:gYearMonth UNDEF false UNDEF UNDEF)
} }"""
XSD = "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "


def ask(query: str) -> QuerySolutions | QueryBoolean:
    answer = Store().query(XSD + query)
    assert isinstance(answer, QuerySolutions | QueryBoolean)
    return answer


def written(write: Callable[..., None], query: str) -> bytes:
    out = io.BytesIO()
    write(ask(query), out)
    return out.getvalue()


def cells(book: bytes) -> dict[str, str]:
    """The sheet's cells by their place; texts are looked up, numbers are as they stand, booleans bear their type."""
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
        texts = re.findall(r"<si><t[^>]*>(.*?)</t></si>", parts.read("xl/sharedStrings.xml").decode(), re.DOTALL)
    found = {}
    for place, more, value in re.findall(r'<c r="([A-Z]+\d+)"([^>]*)><v>(.*?)</v></c>', sheet):
        found[place] = texts[int(value)] if 't="s"' in more else f"bool {value}" if 't="b"' in more else value
    return found


def test_csv_opens_in_a_german_spreadsheet() -> None:
    text = written(write_csv, ROWS)
    assert text.startswith(b"\xef\xbb\xbf")
    assert text.decode("utf-8-sig").split("\r\n") == [
        "name;count;share;day;old;known;long;link",
        '"Müller; „GmbH“";42;1,5;2014-07-16;1871-01-18;true;1234567890123456;https://example.org/ä',
        "'=cmd|' /C calc'!A0;-7;2500;2014-07;;false;;",
        "",
    ]


def test_cells_of_a_workbook_have_the_kind_of_their_value() -> None:
    found = cells(written(write_workbook, ROWS))
    assert [found[f"{c}1"] for c in "ABCDEFGH"] == ["name", "count", "share", "day", "old", "known", "long", "link"]
    assert found["A2"] == "Müller; „GmbH“"
    assert (found["B2"], found["C2"], found["F2"], found["F3"]) == ("42", "1.5", "bool 1", "bool 0")
    assert found["D2"] == "41836", "16 July 2014, in days as a sheet counts them"
    assert found["D3"] == "2014-07", "a month is no day"
    assert found["E2"] == "1871-01-18", "a sheet cannot count before 1900"
    assert found["G2"] == "1234567890123456", "a sheet would round it"
    assert found["A3"].startswith("=cmd"), "a text, which is never run"
    assert (found["B3"], found["C3"]) == ("-7", "2500")
    assert "E3" not in found


def test_number_that_no_sheet_can_hold_stays_text() -> None:
    found = cells(written(write_workbook, "SELECT (1e999 AS ?x) (xsd:double('INF') AS ?y) {}"))
    assert (found["A2"], found["B2"]) == ("INF", "INF")


def test_workbook_is_the_same_file_every_time() -> None:
    assert written(write_workbook, ROWS) == written(write_workbook, ROWS)


@pytest.mark.parametrize(("query", "truth"), [("ASK { }", "1"), ("ASK { FILTER(false) }", "0")])
def test_truth_is_one_cell(query: str, truth: str) -> None:
    assert cells(written(write_workbook, query)) == {"A1": "boolean", "A2": f"bool {truth}"}
    assert written(write_csv, query).decode("utf-8-sig").split() == ["boolean", "true" if truth == "1" else "false"]


def test_text_longer_than_a_cell_is_an_error_and_no_shorter_text() -> None:
    with pytest.raises(AnswerTooLarge, match=r"row 1 holds a text of 32,768 characters and a cell holds 32,767"):
        written(write_workbook, f'SELECT ("{"x" * 32_768}" AS ?x) {{}}')
    assert len(cells(written(write_workbook, f'SELECT ("{"x" * 32_767}" AS ?x) {{}}'))["A2"]) == 32_767


def test_more_rows_than_a_sheet_holds_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pmgraph.store.spreadsheets._ROWS", 4)
    assert cells(written(write_workbook, "SELECT * { VALUES ?x { 1 2 3 } }"))["A4"] == "3"
    with pytest.raises(AnswerTooLarge, match="more rows than a sheet holds"):
        written(write_workbook, "SELECT * { VALUES ?x { 1 2 3 4 } }")


def test_answer_without_rows_or_columns_is_a_file_all_the_same() -> None:
    assert cells(written(write_workbook, "SELECT ?x { FILTER(false) }")) == {"A1": "x"}
    assert written(write_csv, "SELECT * { }") == b"\xef\xbb\xbf\r\n\r\n"
    assert zipfile.is_zipfile(io.BytesIO(written(write_workbook, "SELECT * { }")))


def test_triples_and_rows_go_through_one_door() -> None:
    out = io.BytesIO()
    write_answer(ask("SELECT (1 AS ?x) {}"), named("tsv"), out)
    assert out.getvalue() == b"?x\n1\n"
    out = io.BytesIO()
    write_answer(Store().query("CONSTRUCT { <http://a> a <http://b> } {}"), named("ntriples"), out)
    assert out.getvalue() == b"<http://a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://b> .\n"
