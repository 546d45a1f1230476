"""Headers of every portal: number, place, date, issuer and title, and where the running text starts."""

import pytest

from pmgraph.model import Document
from pmgraph.reading import Layout
from pmgraph.text.layout import read_layout

BODY = "Die Stadt Guben legt neue Moore an und freut sich auf den Sommer. Alle sind eingeladen."


def layout(text: str) -> Layout:
    return read_layout(
        Document(key="t", path="t", text=text, text_sha256="", raw_sha256="", encoding="utf-8", reader="text/1")
    )


CASES = [
    (": 12\nGuben, den 03.04.2012\n\nNeue Moore für Guben\n\n", "12", "2012-04-03", "Guben", "Neue Moore für Guben"),
    (
        "Neue Moore für Guben\n\n09.08.2023, Guben – 16 / 2023\n\n",
        "16 / 2023",
        "2023-08-09",
        "Guben",
        "Neue Moore für Guben",
    ),
    ("POL-GU: Neue Moore\nGuben (ots)\n", None, None, "Guben", "POL-GU: Neue Moore"),
    ("Guben (ots) – Neue Moore für Guben\n", None, None, "Guben", "Neue Moore für Guben"),
    ("Neue Moore für Guben\n\nGuben: 22.07.10/Nr.: 28.)\n", "28", "2010-07-22", "Guben", "Neue Moore für Guben"),
    ("Neue Moore für Guben\n\nGuben, 03. Mai 2022\n\n", None, "2022-05-03", "Guben", "Neue Moore für Guben"),
    ("Universität Guben, 7. Juni 2012\n\nNeue Moore für Guben\n\n", None, "2012-06-07", None, "Neue Moore für Guben"),
    (
        "Halle (Saale), den 09.11.2004\n\nNeue Moore für Halle\n\n",
        None,
        "2004-11-09",
        "Halle (Saale)",
        "Neue Moore für Halle",
    ),
    (
        "Pressemitteilung Nr. 45/2018 vom 9. Oktober 2018\n\nNeue Moore für Guben\n\n",
        "45/2018",
        "2018-10-09",
        None,
        "Neue Moore für Guben",
    ),
    ("11.06.2015 - Umwelt\nNeue Moore für Guben\n\n", None, "2015-06-11", None, "Neue Moore für Guben"),
    ("11.06.2015 - Neue Moore\n\n", None, "2015-06-11", None, "Neue Moore"),
    (
        "Neue Moore für Guben\n\nVeröffentlicht: 20.08.2014 // Quelle: Rathaus\n\n",
        None,
        "2014-08-20",
        None,
        "Neue Moore für Guben",
    ),
    ("Neue Moore für Guben\n\nFreitag, 8. Juni 2012\n\n", None, "2012-06-08", None, "Neue Moore für Guben"),
    ("Start im Mai\n\nNeue Moore für Guben\n\nGuben/Forst (wbn). ", None, None, "Guben/Forst", "Neue Moore für Guben"),
    ("Neue Moore für Guben\n\nGUBEN. ", None, None, "GUBEN", "Neue Moore für Guben"),
    ("Menu\nmenu\n\nPressemitteilungen - Archiv\n\nNeue Moore für Guben\n\n", None, None, None, "Neue Moore für Guben"),
    (
        "Inhalt anspringen\n\nThemen\n\nNeue Moore für\nGuben und Forst\n\n",
        None,
        None,
        None,
        "Neue Moore für\nGuben und Forst",
    ),
]


@pytest.mark.parametrize(("head", "number", "day", "place", "title"), CASES)
def test_header_is_read(head: str, number: str | None, day: str | None, place: str | None, title: str) -> None:
    found = layout(head + BODY)
    header = found.header
    assert (header.number.value if header.number else None) == number
    assert (header.date.edtf if header.date else None) == day
    assert (header.place.value if header.place else None) == place
    assert found.title is not None
    assert found.title.of(found.text) == title
    assert found.sentences[-1].of(found.text) == "Alle sind eingeladen."


def test_inner_header_is_read_and_skipped() -> None:
    inner = "Ministerium für Moore - Pressemitteilung Nr.: 012/12 "
    found = layout(
        f": 12\nGuben, den 03.04.2012\n\nNeue Moore\n\n{inner}{inner}Guben, den 4. April 2012 Neue Moore {BODY}"
    )
    header = found.header
    assert header.issuer is not None
    assert header.inner_number is not None
    assert header.inner_date is not None
    assert (header.issuer.value, header.inner_number.value, header.inner_date.edtf) == (
        "Ministerium für Moore",
        "012/12",
        "2012-04-04",
    )
    assert found.sentences[0].of(found.text).startswith("Die Stadt Guben")


@pytest.mark.parametrize(
    "again", ["Wird Torf teurer? – Fragen", "Wird Torf teurer? - Fragen", "Wird Torf\nteurer? – Fragen"]
)
def test_a_title_said_again_behind_the_inner_header_is_skipped(again: str) -> None:
    inner = "Ministerium für Moore - Pressemitteilung Nr.: 012/12 Guben, den 4. April 2012"
    found = layout(f"Wird Torf teurer? – Fragen\n\n{inner} {again} {BODY}")
    assert found.title is not None
    assert found.title.of(found.text) == "Wird Torf teurer? – Fragen"
    assert found.sentences[0].of(found.text).startswith("Die Stadt Guben")


def test_an_inner_header_far_below_is_no_header() -> None:
    found = layout(
        ": 12\nGuben, den 03.04.2012\n\nNeue Moore\n\n" + BODY * 30 + " Amt für Torf - Pressemitteilung Nr.: 99/12"
    )
    assert found.header.inner_number is None


def test_the_day_that_the_text_calls_today() -> None:
    found = layout(": 12\nGuben, den 03.04.2012\n\nNeue Moore\n\nHeute (4. April) beginnt die Arbeit. " + BODY)
    assert found.header.today is not None
    assert found.header.today.edtf == "2012-04-04"


def test_a_text_without_header_has_none() -> None:
    found = layout(BODY)
    assert found.title is None
    assert found.header.date is None
    assert found.sentences[0].start == 0
