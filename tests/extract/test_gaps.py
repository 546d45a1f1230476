"""What was not understood is said with its code, its place and its sentence, and only where something is odd."""

from __future__ import annotations

import pytest

from pmgraph.errors import NOT_UNDERSTOOD
from pmgraph.extract.content import TopicIndex
from pmgraph.extract.release import Knowledge, read_release
from pmgraph.model import Document, Issue
from pmgraph.text.layout import read_layout

HEAD = ": 12\nGuben, den 16.07.2014\n\nNeue Moore für die Stadt\n\n"


def found(text: str) -> list[Issue]:
    document = Document(
        key="t", path="t.txt", text=HEAD + text, text_sha256="", raw_sha256="", encoding="utf-8", reader="text/1"
    )
    reading = read_release(read_layout(document), Knowledge(TopicIndex(())))
    return [i for i in reading.issues if i.code in NOT_UNDERSTOOD and i.code != "PM-HEAD-003"]


ODD = [
    ("PM-SIGN-001", "Der Landrat hat heute feierlich unterzeichnet.", "unterzeichnet"),
    ("PM-SIGN-001", "Der Rektor und die Präsidentin unterzeichnen.", "unterzeichnen"),
    ("PM-SIGN-001", "Minister Udo Harms unterzeichnet.", "unterzeichnet"),
    ("PM-SIGN-001", "Landrat Udo Harms hat heute ein Regelwerk unterzeichnet.", "unterzeichnet"),
    ("PM-SIGN-001", "Landrat Udo Harms setzte seine Unterschrift unter die Abmachung.", "seine Unterschrift unter"),
    ("PM-SIGN-002", "Der Landrat und Rektorin Anke Voss haben heute den Moorvertrag unterzeichnet.", "Landrat"),
    ("PM-SIGN-002", "Die Landräte der Kreise Nord und Süd haben heute den Moorvertrag unterzeichnet.", "Landräte"),
    ("PM-SIGN-002", "Der Moorvertrag wurde heute vom Landrat unterzeichnet.", "Landrat"),
    ("PM-SIGN-003", "Ein Moorvertrag wurde heute unterzeichnet.", "unterzeichnet"),
    ("PM-DATE-002", "Die Stadt Guben und die Moor AG haben am Montag den Moorvertrag unterzeichnet.", "am Montag"),
    (
        "PM-DATE-006",
        "Die Stadt Guben und die Moor AG haben am 3. August 2014 den Moorvertrag unterzeichnet.",
        "3. August 2014",
    ),
    ("PM-DATE-001", "Die Moore gehören der Stadt seit dem 31. April 2009.", "31. April 2009"),
    ("PM-DATE-001", "Die Moore gehören der Stadt seit dem 30.02.2009.", "30.02.2009"),
    ("PM-DATE-001", "Die Moore gehören der Stadt seit dem 12.13.2009.", "12.13.2009"),
    ("PM-DATE-005", "Das Fest beginnt am Montag, dem 16. Juli 2014, im Moor.", "Montag, dem 16. Juli 2014"),
    ("PM-DATE-005", "Das Fest beginnt am Freitag, 18.07.2013, im Moor.", "Freitag, 18.07.2013"),
    ("PM-DATE-005", "Das Fest beginnt am Freitag, 17. Juli, im Moor.", "Freitag, 17. Juli"),
]


@pytest.mark.parametrize(("code", "text", "passage"), ODD)
def test_what_is_odd_is_named_with_its_sentence(code: str, text: str, passage: str) -> None:
    (issue,) = [i for i in found(text) if i.code == code]
    assert issue.span is not None
    assert passage in issue.span.of(HEAD + text)
    assert (issue.path, issue.line) == ("t.txt", 6)
    assert issue.sentence == text
    assert issue.message
    assert issue.message_de
    assert issue.cure


PLAIN = [
    "Die Stadt Guben und die Moor AG haben am Mittwoch, 9. Juli 2014, den Moorvertrag unterzeichnet.",
    "Im Beisein des Ministers haben heute die Stadt Guben und die Moor AG den Moorvertrag unterzeichnet.",
    "Landrat Udo Harms hat heute das Gesetz unterzeichnet.",
    "Landrat Udo Harms will den Moorvertrag nicht unterzeichnen.",
    "Das Fest beginnt am Mittwoch, dem 16. Juli 2014, im Moor.",
    "Das Fest beginnt am Sonnabend, 19. Juli, im Moor.",
    "Das Fest beginnt am Dienstag, 6. Januar, im Moor.",
    "Am 29. Februar 2012 und am 31. Juli 2013 war Fest.",
    "Fassung 30.02.14 der Karte gilt, siehe Abschnitt 12.13.",
    "Landrat Kai Brüning und Bürgermeisterin Uta Brandt haben heute den Moorvertrag unterzeichnet.",
]


@pytest.mark.parametrize("text", PLAIN)
def test_nothing_is_said_of_what_is_plain(text: str) -> None:
    assert found(text) == []


def test_a_header_with_an_impossible_day_is_named() -> None:
    text = ": 12\nGuben, den 31.06.2014\n\nNeue Moore für die Stadt\n\nDie Stadt Guben legt Moore an."
    document = Document(
        key="t", path="t.txt", text=text, text_sha256="", raw_sha256="", encoding="utf-8", reader="text/1"
    )
    reading = read_release(read_layout(document), Knowledge(TopicIndex(())))
    (issue,) = [i for i in reading.issues if i.code == "PM-DATE-001"]
    assert issue.line == 2
    assert issue.span is not None
    assert issue.span.of(text) == "31.06.2014"
