"""Repair works on a copy, leads back to the stored text, and repeated changes nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmgraph.model import Span
from pmgraph.text.repair import repair

CASES = [
    (
        "Es gelang der Umbau.?Wir freuen uns?, sagte Amtsleiterin Kern.",
        "Es gelang der Umbau. „Wir freuen uns“, sagte Amtsleiterin Kern.",
    ),
    ("Der Kreis ? und auch die Stadt ? zahlt.", "Der Kreis – und auch die Stadt – zahlt."),
    ("Was kostet das? Niemand weiß es.", "Was kostet das? Niemand weiß es."),
    ("Er fragte: ?Wer zahlt?? Alle.", "Er fragte: „Wer zahlt?“ Alle."),
    ("?Das hilft allen.? Mehr war nicht zu hören.", "„Das hilft allen.“ Mehr war nicht zu hören."),
    ("im Jahr\u00a0 2006", "im Jahr 2006"),
    ("Verwal\u00adtung", "Verwaltung"),
    ("StÃ¤dte", "Städte"),
    ("Der Kreis -- und auch die Stadt -- zahlt.", "Der Kreis – und auch die Stadt – zahlt."),
    (
        "Praesidentin Baerbel Wolf und Juergen Neuer sprachen fuer die Landratsaemter.",
        "Präsidentin Bärbel Wolf und Jürgen Neuer sprachen für die Landratsämter.",
    ),
    ("Ein Manuel Neuer, ein Michael Poel.", "Ein Manuel Neuer, ein Michael Poel."),
]


@pytest.mark.parametrize(("stored", "repaired"), CASES)
def test_damage_is_mended(stored: str, repaired: str) -> None:
    assert repair(stored).text == repaired


DAMAGED = st.text(alphabet=st.sampled_from("ab AÄ.,?¿„“–\n\u00a0\u00ad()Ã¤:"), max_size=60) | st.text(max_size=40)


@settings(max_examples=300, deadline=None)
@given(DAMAGED)
def test_repairing_twice_changes_nothing(text: str) -> None:
    once = repair(text).text
    assert repair(once).text == once


@settings(max_examples=300, deadline=None)
@given(DAMAGED)
def test_every_character_leads_back_to_the_stored_text(text: str) -> None:
    repaired = repair(text)
    assert len(repaired.origin) == len(repaired.text)
    assert list(repaired.origin.starts) == sorted(repaired.origin.starts)
    for at, character in enumerate(repaired.text):
        there = repaired.origin.to_original(Span(at, at + 1))
        assert 0 <= there.start <= there.end <= len(text)
        if character.isalnum() and character.isascii():
            assert there.of(text) == character
