"""Records typed in by editors: the one that ships, and every slip with its line and cure."""

from pathlib import Path

import pytest

from pmgraph.curated import EditorRecord
from pmgraph.errors import ConfigError
from pmgraph.tables.records import read_record

RECORD = """\
source: https://paper.example/1999
title: Zwei Kreise einigen sich
entered: 2026-11-24
jurisdiction: st
agreements:
  - name: Vereinbarung über den Winterdienst
    kind: Vereinbarung
    status: signed
    signed_on: 1999-10
    in_force_from: 1999-11
    in_force_until: "2004"
    term: P5Y
    extended_by: P1Y
    parties: [Landkreis Nord, Landkreis Süd]
    signatories:
      - person: Inge Beispiel
        role: Landrätin
        body: Landkreis Nord
"""


def read(tmp_path: Path, text: str) -> EditorRecord:
    file = tmp_path / "Winter 1999.yaml"
    file.write_text(text, encoding="utf-8")
    return read_record(file, "records/Winter 1999.yaml")


def test_the_shipped_record_dates_the_agreement_of_2006(root: Path) -> None:
    record = read_record(root / "data" / "records" / "egovernment-2006.yaml", "records/egovernment-2006.yaml")
    (agreement,) = record.agreements
    assert record.source == "https://www.egovernment.de/enge-zusammenarbeit-zwischen-landund-kommunen-a-396421/"
    assert (agreement.signed_on, agreement.wording) == ("2006-01-09", "vom 9. Januar 2006")
    assert agreement.id == "st/2006/rahmenvereinbarung-zusammenarbeit-bereichen-ikt-e-government"


def test_a_record_keeps_what_was_typed(tmp_path: Path) -> None:
    record = read(tmp_path, RECORD)
    (agreement,) = record.agreements
    assert record.slug == "winter-1999"
    assert (agreement.signed_on, agreement.parties, agreement.line) == (
        "1999-10",
        ("Landkreis Nord", "Landkreis Süd"),
        6,
    )
    assert [(s.person, s.role, s.body) for s in agreement.signatories] == [
        ("Inge Beispiel", "Landrätin", "Landkreis Nord")
    ]


def test_a_record_says_how_long_an_agreement_is_in_force(tmp_path: Path) -> None:
    (agreement,) = read(tmp_path, RECORD).agreements
    assert (agreement.in_force_from, agreement.in_force_until) == ("1999-11", "2004")
    assert (agreement.term, agreement.extended_by) == ("P5Y", "P1Y")


WRONG = [
    ("term: P5Y", "term: five years", 12, "no length of time; write five years as P5Y, 18 months as P18M, or open-ended"),
    ("extended_by: P1Y", "extended_by: open-ended", 13, "no length of time; write five years as P5Y"),
    ("in_force_from: 1999-11", "in_force_from: November", 10, "is no date of the EDTF subset"),
    ("in_force_from: 1999-11", "in_force_from: 2005-01", 6, "lies before in_force_from '2005-01'"),
    ("term: P5Y", "term: open-ended", 6, "open-ended, but in force until '2004'; leave one of the two out"),
    ("signed_on: 1999-10", "sigend_on: 1999-10", 9, "'agreements.1.sigend_on' is no key here; did you mean 'signed_on'?"),
    ("role: Landrätin", "rolle: Landrätin", 17, "did you mean 'role'?"),
    ("signed_on: 1999-10", "signed_on: Oktober 1999", 9, "is no date of the EDTF subset; write it as 2006"),
    ("kind: Vereinbarung", "kind: Rahmenvereinbarungen", 7, "did you mean 'Rahmenvereinbarung'?"),
    ("status: signed", "status: unterschrieben", 8, "'agreements.1.status' is 'unterschrieben'"),
    ("source: https://paper.example/1999", "source: Zeitung", 1, "'Zeitung' is not an absolute http address"),
    ("title: Zwei Kreise", "printed_title: Zwei Kreise einigen sich\ntitle: Zwei Kreise", 1, "leave it out where nothing was repaired"),
    ("entered: 2026-11-24", "entered: 2026-11-24\nheader_date: Juli", 4, "write the day that the header prints as YYYY-MM-DD"),
    ("entered: 2026-11-24", "entered: 2026-11-24\nread: thrice", 4, "'thrice'"),
    ("    status: signed", "    status: signed\n    inferred: true", 6, "inferred needs signed_on and the wording"),
    ("title: Zwei Kreise einigen sich\n", "", 1, "'title' is missing; add it"),
    ("entered: 2026-11-24", "entered: gestern", 3, "write the day on which it was typed in as YYYY-MM-DD"),
    ("    signed_on: 1999-10", "    id: Winterdienst\n    signed_on: 1999-10", 9, "write jurisdiction/year/slug"),
]  # fmt: skip


@pytest.mark.parametrize(("right", "wrong", "line", "says"), WRONG)
def test_a_slip_names_line_value_and_cure(tmp_path: Path, right: str, wrong: str, line: int, says: str) -> None:
    assert right in RECORD
    with pytest.raises(ConfigError) as caught:
        read(tmp_path, RECORD.replace(right, wrong))
    (problem,) = caught.value.problems
    assert problem.where == f"records/Winter 1999.yaml:{line}"
    assert says in problem.message
