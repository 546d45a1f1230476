"""What is denied, refused, unreal or only asked about is no signing, and who is only cited does not sign."""

from __future__ import annotations

from typing import Any

import pytest

from pmgraph.concepts import read_concepts
from pmgraph.extract.record import as_record
from pmgraph.pipeline.readings import read_document
from pmgraph.sources.text import read_text

HEAD = "Dresden, den 12.05.2017\n\nKreis und Stadt sprechen über Radweg\n\n"
TOPICS = read_concepts().topics


def agreements(sentence: str) -> list[dict[str, Any]]:
    document, _ = read_text(f"{HEAD}{sentence}\n".encode(), key="a", path="a.txt")
    found: list[dict[str, Any]] = as_record(read_document(document, TOPICS, ()).reading)["agreements"]
    return found


NOT_SIGNED = [
    "Bürgermeisterin Anna Weiß und Landrat Bernd Kühl unterschrieben die Vereinbarung über den Radweg nicht.",
    "Bürgermeisterin Anna Weiß unterschrieb keine Vereinbarung mit der Stadt Köln.",
    "Weder Landrat Bernd Kühl noch Bürgermeisterin Anna Weiß haben den Vertrag unterzeichnet.",
    "Hätte Ministerin Anna Weiß die Vereinbarung über den Radweg unterzeichnet, wäre vieles anders.",
    "Ob Landrat Bernd Kühl die Vereinbarung unterzeichnet hat, ist offen.",
    "Ministerin Anna Weiß weigerte sich, die Vereinbarung über den Radweg zu unterzeichnen.",
    "Landrat Bernd Kühl lehnte es ab, die Vereinbarung über den Radweg zu unterschreiben.",
    "Landrat Bernd Kühl hat die Vereinbarung über den Radweg niemals unterzeichnet.",
    "Würde Landrat Bernd Kühl die Vereinbarung unterzeichnen, fiele der Radweg weg.",
    "Haben Landrat Bernd Kühl und Ministerin Anna Weiß den Vertrag über den Radweg unterzeichnet?",
    "Die Fraktion wirft Ministerin Anna Weiß vor, die Vereinbarung allein unterzeichnet zu haben.",
    "Landrat Bernd Kühl bestreitet, den Vertrag über den Radweg unterzeichnet zu haben.",
    "Bürgermeisterin Anna Weiß weigerte sich, den Vertrag zu unterschreiben.",
]


@pytest.mark.parametrize("sentence", NOT_SIGNED)
def test_no_signing_is_read(sentence: str) -> None:
    found = agreements(sentence)
    assert [a["status"] for a in found if a["status"] != "mentioned"] == []
    assert [s["person"] for a in found for s in a["signatories"]] == []


SIGNERS = [
    ("Laut Ministerin Anna Weiß hat Landrat Bernd Kühl heute die Vereinbarung über den Radweg unterzeichnet.", ["Bernd Kühl"]),
    ("Nach Angaben von Landrat Bernd Kühl hat Bürgermeisterin Anna Weiß heute den Vertrag unterzeichnet.", ["Anna Weiß"]),
    ("Ohne Landrat Bernd Kühl hat Bürgermeisterin Anna Weiß heute den Vertrag unterzeichnet.", ["Anna Weiß"]),
    ("Landrat Bernd Kühl hat heute nicht nur den Vertrag über den Radweg unterzeichnet.", ["Bernd Kühl"]),
    ("Landrat Bernd Kühl unterzeichnete heute den nicht unumstrittenen Vertrag.", ["Bernd Kühl"]),
    ("Landrat Bernd Kühl unterzeichnete heute ohne Zögern gemeinsam mit Bürgermeisterin Anna Weiß den Vertrag.",
     ["Bernd Kühl", "Anna Weiß"]),
    ("Landrat Bernd Kühl unterzeichnete heute einen Vertrag, der nicht kündbar ist.", ["Bernd Kühl"]),
    ("Vereinbarung über den Radweg unterschrieben Ministerin Anna Weiß (CDU): „Das hilft allen.“", []),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "people"), SIGNERS)
def test_only_who_signs_is_a_signatory(sentence: str, people: list[str]) -> None:
    (agreement,) = agreements(sentence)
    assert agreement["status"] == "signed"
    assert [s["person"] for s in agreement["signatories"]] == people


def test_a_year_behind_the_verb_makes_a_signing_background() -> None:
    (agreement,) = agreements("Ministerpräsidentin Anna Weiß unterschrieb 2012 den Fiskalpakt.")
    assert (agreement["status"], agreement["signed_on"]) == ("mentioned", "2012")
