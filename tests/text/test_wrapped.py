"""Broken lines become paragraphs again; what is no running text stays on its lines."""

import pytest

from pmgraph.model import Span
from pmgraph.text.repair import repair
from pmgraph.text.wrapped import unwrap

PROSE = (
    "Die Stadt Guben legt gemeinsam mit dem Landkreis Nordmoor und\n"
    "dessen Gemeinden neue Moore an und freut sich mit allen auf\n"
    "einen langen Sommer."
)
JOINED = PROSE.replace("\n", " ")
CASES = [
    (PROSE, JOINED),
    (f"Neue Moore für Guben\n{PROSE}", f"Neue Moore für Guben\n{JOINED}"),
    ("Alle freuen sich auf die Verein-\nbarung der beiden Häuser.", "Alle freuen sich auf die Vereinbarung der beiden Häuser."),
    ("Es kommen der Städte-\nund Gemeindebund sowie andere.", "Es kommen der Städte- und Gemeindebund sowie andere."),
    ("Es kommt die Nordmoor-\nStiftung mit ihren Leuten.", "Es kommt die Nordmoor-Stiftung mit ihren Leuten."),
    (
        "Die Stadt hat im letzten Sommer\n– und das zum ersten Mal – neue\nMoore angelegt.",
        "Die Stadt hat im letzten Sommer – und das zum ersten Mal – neue Moore angelegt.",
    ),
    ("Landkreis Nordmoor\nMoorweg 4\n15344 Guben", "Landkreis Nordmoor\nMoorweg 4\n15344 Guben"),
    ("Es kommen:\n– der Moorbund\n– der Torfverband", "Es kommen:\n– der Moorbund\n– der Torfverband"),
    ("Alle sind eingeladen.\nDer Eintritt ist frei für alle Gäste und ihre Kinder.", "Alle sind eingeladen.\nDer Eintritt ist frei für alle Gäste und ihre Kinder."),
    (
        f"Landkreis Nordmoor und Stadt Guben unterzeichnen eine\nVereinbarung zum Moorschutz\n\n{PROSE}\n{PROSE}",
        f"Landkreis Nordmoor und Stadt Guben unterzeichnen eine Vereinbarung zum Moorschutz\n\n{JOINED}\n{JOINED}",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("stored", "joined"), CASES)
def test_lines_are_joined_where_they_were_broken(stored: str, joined: str) -> None:
    assert unwrap(repair(stored)).text == joined


@pytest.mark.parametrize("stored", [stored for stored, _ in CASES])
def test_every_character_leads_back_to_the_stored_text(stored: str) -> None:
    mended = unwrap(repair(stored))
    assert len(mended.origin) == len(mended.text)
    for at, character in enumerate(mended.text):
        if character.isalnum():
            assert mended.origin.to_original(Span(at, at + 1)).of(stored) == character
