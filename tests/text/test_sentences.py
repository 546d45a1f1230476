"""Sentences, also where lines are broken, full stops lost, and foreign lines stand between."""

import pytest

from pmgraph.model import Document
from pmgraph.text.layout import MOST, read_layout


def sentences(text: str) -> list[str]:
    layout = read_layout(
        Document(key="t", path="t", text=text, text_sha256="", raw_sha256="", encoding="utf-8", reader="text/1")
    )
    return [" ".join(s.of(layout.text).split()) for s in layout.sentences]


CASES = [
    (
        "Die Moor GmbH & Co. KG baut. Auch Hof & Co. Das freut alle.",
        ["Die Moor GmbH & Co. KG baut.", "Auch Hof & Co.", "Das freut alle."],
    ),
    (
        "Das hilft allen sehr. Dr. Muster kam am 3. Mai nach St. Goar.",
        ["Das hilft allen sehr.", "Dr. Muster kam am 3. Mai nach St. Goar."],
    ),
    ("„Das hilft allen.“ Mehr sagte er nicht.", ["„Das hilft allen.“", "Mehr sagte er nicht."]),
    ("Das war der Schwerpunkt   Zudem half es allen.", ["Das war der Schwerpunkt", "Zudem half es allen."]),
    (
        "Am 16. Februar kam Minister\n\nProf. Dr. Muster, und alle\n\nfreuten sich sehr.",
        ["Am 16. Februar kam Minister Prof. Dr. Muster, und alle freuten sich sehr."],
    ),
    (
        "Die Moore werden am 16. und am 23.\n\nFebruar 2009 geöffnet.",
        ["Die Moore werden am 16. und am 23. Februar 2009 geöffnet."],
    ),
    (
        "Die Moore sind offen\n\nDer Eintritt ist frei, und alle sind da.",
        ["Die Moore sind offen", "Der Eintritt ist frei, und alle sind da."],
    ),
    (
        "Der Vertrag wurde unterzeichnet.Der Landtag entscheidet morgen.",
        ["Der Vertrag wurde unterzeichnet.", "Der Landtag entscheidet morgen."],
    ),
    ("Mehr steht unter www.beispiel.Guben.example im Netz.", ["Mehr steht unter www.beispiel.Guben.example im Netz."]),
    ("Es war die 8. Berufsmesse in Guben. Alle kamen.", ["Es war die 8. Berufsmesse in Guben.", "Alle kamen."]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_text_is_split(text: str, expected: list[str]) -> None:
    head = "Neue Moore für Guben\n\nDie Stadt Guben legt neue Moore an.\n\n"
    assert sentences(head + text) == ["Die Stadt Guben legt neue Moore an.", *expected]


def test_style_sheets_share_bars_and_contact_lines_are_no_text() -> None:
    styles = (
        'Normal 0 21 false false MicrosoftInternetExplorer4 /* Style Definitions */ table.X {mso-style-name:"Y"; a:b;} '
    )
    text = f"Neue Moore für Guben\n\n{styles}Die Moore sind offen, und alle freuen sich.\n\nDrucken\nTeilen\n\nPressekontakt: Uta Brandt\nTelefon 12"
    assert sentences(text) == ["Die Moore sind offen, und alle freuen sich."]


def test_a_text_that_is_no_release_any_more_is_cut_and_said_so() -> None:
    text = "Die Moore sind offen, und alle freuen sich. " * (MOST // 40)
    layout = read_layout(
        Document(key="t", path="t", text=text, text_sha256="", raw_sha256="", encoding="utf-8", reader="text/1")
    )
    assert layout.sentences[-1].end <= MOST
    assert [i.code for i in layout.issues] == ["PM-DOC-005"]
