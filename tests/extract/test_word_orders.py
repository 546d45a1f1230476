"""Whoever signs is read in every voice and word order, with office and body; who only attends or speaks is not."""

from __future__ import annotations

from itertools import product

import pytest

from pmgraph.extract.content import TopicIndex
from pmgraph.extract.record import as_record
from pmgraph.extract.release import Knowledge, read_release
from pmgraph.model import Document
from pmgraph.text.layout import read_layout

HEAD = "Guben, den 12.05.2017\n\nNeues aus der Region\n\n"
# Subject, behind "von", person, office, body.
FIRST = [
    ("Landrat Udo Harms", "Landrat Udo Harms", "Udo Harms", "Landrat", None),
    ("der Landrat des Landkreises Nordmoor, Udo Harms,", "dem Landrat des Landkreises Nordmoor, Udo Harms,", "Udo Harms", "Landrat", "Landkreis Nordmoor"),
    ("Udo Harms, Landrat des Landkreises Nordmoor,", "Udo Harms, Landrat des Landkreises Nordmoor,", "Udo Harms", "Landrat", "Landkreis Nordmoor"),
    ("der Nordmoorer Landrat Udo Harms", "dem Nordmoorer Landrat Udo Harms", "Udo Harms", "Landrat", "Landkreis Nordmoor"),
    ("für den Landkreis Nordmoor Landrat Udo Harms", "Landrat Udo Harms für den Landkreis Nordmoor", "Udo Harms", "Landrat", "Landkreis Nordmoor"),
]  # fmt: skip
SECOND = [
    ("Prof. Dr. Anke Voss, Rektorin der Hochschule Guben,", "Prof. Dr. Anke Voss, Rektorin der Hochschule Guben,", "Anke Voss", "Rektorin", "Hochschule Guben"),
    ("Anke Voss (Geschäftsführerin der Moor GmbH)", "Anke Voss (Geschäftsführerin der Moor GmbH)", "Anke Voss", "Geschäftsführerin", "Moor GmbH"),
    ("die Vorstandsvorsitzende der Moor AG, Anke Voss,", "der Vorstandsvorsitzenden der Moor AG, Anke Voss,", "Anke Voss", "Vorstandsvorsitzende", "Moor AG"),
    ("Kirchenpräsidentin Anke Voss", "Kirchenpräsidentin Anke Voss", "Anke Voss", "Kirchenpräsidentin", None),
]  # fmt: skip
ORDERS = {
    "perfect": "{A} und {b} haben heute den Moorvertrag unterzeichnet.",
    "preterite": "{A} und {b} unterzeichneten heute den Moorvertrag.",
    "object first": "Den Moorvertrag unterzeichneten heute {a} und {b}.",
    "object first, perfect": "Den Moorvertrag haben heute {a} und {b} unterschrieben.",
    "time first": "Heute unterzeichneten {a} und {b} den Moorvertrag.",
    "passive": "Der Moorvertrag wurde heute von {von_a} und {von_b} unterzeichnet.",
    "passive, verb first": "Unterzeichnet wurde der Moorvertrag heute von {von_a} und {von_b}.",
    "by agent": "Grundlage ist der Moorvertrag, heute unterzeichnet von {von_a} und {von_b}.",
    "signature under": "{A} und {b} setzten heute ihre Unterschriften unter den Moorvertrag.",
    "signature under, perfect": "{A} und {b} haben heute ihre Unterschrift unter den Moorvertrag gesetzt.",
    "together with": "Gemeinsam mit {von_b} hat {a} heute den Moorvertrag unterzeichnet.",
    "together with, inside": "{A} hat heute gemeinsam mit {von_b} den Moorvertrag unterzeichnet.",
    "sealed": "Mit ihren Unterschriften besiegelten heute {a} und {b} den Moorvertrag.",
    "relative clause": "Mehr Schutz verspricht der Moorvertrag, den {a} und {b} heute unterzeichnet haben.",
    "subordinate clause": "Nachdem {a} und {b} heute den Moorvertrag unterzeichnet hatten, sprach Minister Peer Brandt.",
    "present": "Heute unterzeichnen {a} und {b} den Moorvertrag.",
    "attended": "{A} und {b} haben heute im Beisein von Minister Peer Brandt den Moorvertrag unterzeichnet.",
    "commented": "{A} und {b} haben heute den Moorvertrag unterzeichnet. „Das ist gut“, sagte Minister Peer Brandt.",
}


@pytest.mark.parametrize("order", ORDERS)
def test_signers_are_read_in_every_word_order(order: str) -> None:
    for a, b in product(FIRST, SECOND):
        text = ORDERS[order].format(A=a[0][0].upper() + a[0][1:], a=a[0], b=b[0], von_a=a[1], von_b=b[1])
        text = HEAD + text.replace(",.", ".")
        document = Document(
            key="t", path="t", text=text, text_sha256="", raw_sha256="", encoding="utf-8", reader="text/1"
        )
        found = as_record(read_release(read_layout(document), Knowledge(TopicIndex(()))))["agreements"]
        assert [(x["name"], x["status"], x["signed_on"]) for x in found] == [("Moorvertrag", "signed", "2017-05-12")]
        signed = sorted((s["person"], s["role"], s["body"]) for s in found[0]["signatories"])
        assert signed == sorted([a[2:], b[2:]]), text
        assert sorted(found[0]["parties"]) == sorted(p for p in (a[4], b[4]) if p is not None), text
