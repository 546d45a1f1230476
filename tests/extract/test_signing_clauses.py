"""Who signs what: every construction of signing and of naming signers, and what only looks like it."""

from typing import Any

import pytest

from pmgraph.extract.content import TopicIndex
from pmgraph.extract.record import as_record
from pmgraph.extract.release import Knowledge, read_release
from pmgraph.model import Document
from pmgraph.text.layout import read_layout

HEAD = ": 12\nGuben, den 03.04.2012\n\nNeues vom Moor\n\n"


def record(text: str) -> dict[str, Any]:
    document = Document(
        key="t", path="t", text=HEAD + text, text_sha256="", raw_sha256="", encoding="utf-8", reader="text/1"
    )
    return as_record(read_release(read_layout(document), Knowledge(TopicIndex(()))))


def signers(text: str) -> list[str]:
    return [
        s["person"].split()[-1]
        for a in record(text)["agreements"]
        if a["status"] in ("signed", "renewed")
        for s in a["signatories"]
    ]


SIGNED = [
    "Gerd Kunze und Ole Storm haben heute den Moorvertrag unterzeichnet.",
    "Gerd Kunze und Ole Storm unterzeichneten heute den Moorvertrag.",
    "Den Moorvertrag unterschrieben heute Gerd Kunze und Ole Storm.",
    "Der Moorvertrag wurde heute von Gerd Kunze und Ole Storm unterzeichnet.",
    "Unterzeichnet wurde der Moorvertrag heute durch Gerd Kunze und Ole Storm.",
    "Gerd Kunze und Ole Storm setzten heute ihre Unterschrift unter den Moorvertrag.",
    "Mit ihrer Unterschrift besiegelten Gerd Kunze und Ole Storm heute den Moorvertrag.",
    "Es ist ein Moorvertrag, unter den Gerd Kunze und Ole Storm heute ihre Unterschriften setzten.",
    "Grundlage bildet der Moorvertrag, unterzeichnet von Gerd Kunze und Ole Storm.",
    "Im Beisein von Minister Udo Harms haben Gerd Kunze und Ole Storm heute den Moorvertrag unterzeichnet.",
    "Gerd Kunze und Ole Storm haben heute im Beisein von Minister Udo Harms den Moorvertrag unterzeichnet.",
    "Gerd Kunze in Vertretung für Udo Harms und Ole Storm haben heute den Moorvertrag unterzeichnet.",
    "Gerd Kunze unterzeichnete heute gemeinsam mit Ole Storm den Moorvertrag.",
    "Herr Kunze und Frau Storm haben heute den Moorvertrag unterzeichnet.",
    "Landrat Kunze und Landrätin Storm unterzeichneten heute den Moorvertrag.",
    "Der Moorvertrag gilt ab sofort.\n\nBei der Unterzeichnung: Gerd Kunze (l.) und Ole Storm (r.), dahinter Udo Harms. Foto: Anja Mohr",
    "Gerd Kunze und Ole Storm unterzeichnen heute in Guben den Moorvertrag.",
    "Der Moorvertrag trägt seit heute die Unterschriften von Gerd Kunze und Ole Storm.",
    "Gerd Kunze setzte heute gemeinsam mit Ole Storm seine Unterschrift unter den Moorvertrag.",
    "Den Moorvertrag unterzeichnete für das Land Gerd Kunze, für den Bund unterzeichnete Ole Storm.",
    "Den Moorvertrag über die gemeinsame Leitstelle unterzeichneten heute Gerd Kunze und Ole Storm.",
]


@pytest.mark.parametrize("text", SIGNED)
def test_signers_are_read(text: str) -> None:
    assert sorted(signers(text)) == ["Kunze", "Storm"]


LOOK_ALIKES = [
    "Die Gerd Kunze GmbH und die Stadt Guben haben heute den Moorvertrag unterzeichnet.",
    "Gerd Kunze lädt zur Unterzeichnung des Moorvertrags am 3. Mai ein.",
    "Auf dem Foto (v. l.): Gerd Kunze, Ole Storm und Udo Harms nach der Unterzeichnung des Moorvertrags.",
    "Der Moorvertrag soll, so Minister Gerd Kunze, von den Ländern unterzeichnet werden.",
    "Nach Angaben von Gerd Kunze haben beide Häuser den Moorvertrag heute unterzeichnet.",
    "Gerd Kunze war Zeuge, als die Länder den Moorvertrag unterzeichneten.",
    "Gerd Kunze unterzeichnete ihren Arbeitsvertrag. Der Moorvertrag bleibt davon unberührt.",
    "Der Moorvertrag soll am 3. Mai 2012 von Gerd Kunze und Ole Storm unterzeichnet werden.",
    "Gerd Kunze und Ole Storm wollen den Moorvertrag unterzeichnen.",
    "Gerd Kunze und Ole Storm unterzeichnen am 3. Mai 2012 den Moorvertrag.",
    "Gerd Kunze und Ole Storm unterzeichnen heute um 14 Uhr den Moorvertrag.",
    "Gerd Kunze und Ole Storm haben den Moorvertrag noch nicht unterzeichnet.",
    "Gerd Kunze hat heute das Gesetz zum Moorvertrag unterzeichnet.",
    "Gerd Kunze hat heute das Gästebuch unterzeichnet.",
    "Gerd Kunze und Ole Storm vereinbarten heute eine engere Zusammenarbeit.",
    "Gerd Kunze und Ole Storm begrüßten heute den Moorvertrag.",
    "Gerd Kunze, Präsident des Moorverbandes, und Ole Storm, Rektor der Hochschule Guben, nahmen am Empfang teil.",
    "Minister Gerd Kunze überreichte Bürgermeister Ole Storm heute einen Zuwendungsbescheid.",
    "Im Jahr 2004 hatten Gerd Kunze und Ole Storm den Moorvertrag unterzeichnet.",
    "Das Kabinett stimmte heute dem Moorvertrag zu, sagte Minister Gerd Kunze.",
    "Der Moorvertrag ist unterschriftsreif, sagten Gerd Kunze und Ole Storm.",
    "Gerd Kunze und Ole Storm laden zur Unterzeichnung des Moorvertrags ein.",
    "„Der Moorvertrag, den wir 2007 geschlossen haben, wirkt“, sagte Gerd Kunze heute.",
]


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_nobody_signs_where_it_only_looks_so(text: str) -> None:
    assert signers(text) == []


BODIES = [
    ("Der Präsident des Moorverbandes, Gerd Kunze, unterzeichnete heute den Moorvertrag.", "Präsident", "Moorverband"),
    ("Gerd Kunze, Rektor der Hochschule Guben, unterzeichnete heute den Moorvertrag.", "Rektor", "Hochschule Guben"),
    ("Landrat Gerd Kunze (Landkreis Nordmoor) unterzeichnete heute den Moorvertrag.", "Landrat", "Landkreis Nordmoor"),
    ("Gerd Kunze (Vorstand der Moorstiftung) unterzeichnete heute den Moorvertrag.", "Vorstand", "Moorstiftung"),
    ("Gubens Bürgermeister Gerd Kunze unterzeichnete heute den Moorvertrag.", "Bürgermeister", "Stadt Guben"),
    (
        "Für die Stadt Guben unterzeichnete Bürgermeister Gerd Kunze heute den Moorvertrag.",
        "Bürgermeister",
        "Stadt Guben",
    ),
    (
        "General Uwe Ost kam. Oberst Gerd Kunze vom Landeskommando Hessen unterzeichnete heute den Moorvertrag.",
        "Oberst",
        "Landeskommando Hessen",
    ),
    ("Justizminister Gerd Kunze (Hessen) unterzeichnete heute den Moorvertrag.", "Justizminister", "Land Hessen"),
    (
        "Der Geschäftsführer der Burg Falkenhorst, Gerd Kunze, unterzeichnete heute den Moorvertrag.",
        "Geschäftsführer",
        "Burg Falkenhorst",
    ),
    ("Kultusminister Gerd Kunze unterzeichnete heute den Moorvertrag.", "Kultusminister", None),
]


@pytest.mark.parametrize(("text", "role", "body"), BODIES)
def test_role_and_body_of_a_signer(text: str, role: str, body: str | None) -> None:
    (agreement,) = record(text)["agreements"]
    (signer,) = agreement["signatories"]
    assert (signer["person"], signer["role"], signer["body"]) == ("Gerd Kunze", role, body)


PARTIES = [
    (
        "Der Landkreis Nordmoor und die Stadt Guben haben heute den Moorvertrag unterzeichnet.",
        ["Landkreis Nordmoor", "Stadt Guben"],
    ),
    (
        "Der Vertrag zwischen der Stadt Guben und dem Moorverband wurde heute unterzeichnet.",
        ["Stadt Guben", "Moorverband"],
    ),
    (
        "Von Hessen, Bayern und dem Freistaat Sachsen ist heute der Moorvertrag unterzeichnet worden.",
        ["Hessen", "Bayern", "Freistaat Sachsen"],
    ),
    (
        "Die Moor GmbH und der Förderkreis für das Moor Guben e. V. haben heute den Moorvertrag unterzeichnet.",
        ["Moor GmbH", "Förderkreis für das Moor Guben e. V."],
    ),
    (
        "Die Landratsämter Nordhof und Südhof haben heute den Moorvertrag unterzeichnet.",
        ["Landratsamt Nordhof", "Landratsamt Südhof"],
    ),
    ("Im Landtag haben heute die CDU und die FDP den Koalitionsvertrag unterzeichnet.", ["CDU", "FDP"]),
]


@pytest.mark.parametrize(("text", "parties"), PARTIES)
def test_parties_are_read(text: str, parties: list[str]) -> None:
    (agreement,) = record(text)["agreements"]
    assert agreement["parties"] == parties


def test_what_was_not_understood_is_said() -> None:
    document = Document(
        key="t", path="t.txt", text=HEAD + "Der Minister und der Rektor haben das Papier heute unterzeichnet.", text_sha256="",
        raw_sha256="", encoding="utf-8", reader="text/1",
    )  # fmt: skip
    reading = read_release(read_layout(document), Knowledge(TopicIndex(())))
    (issue,) = [i for i in reading.issues if i.code == "PM-SIGN-001"]
    assert issue.sentence == "Der Minister und der Rektor haben das Papier heute unterzeichnet."
    assert issue.where == "t.txt:6"


NO_PERSONS = [
    "Das Fest war in der Karl Muster Halle und auf dem Anna Beispiel Platz.",
    "Das Gymnasium „Anna Muster“ in Guben feierte.",
    "Der Minister zeigte Verständnis, Kanzlerin und Präsident auch.",
    "Die Karl Muster Stiftung half.",
]


@pytest.mark.parametrize("text", NO_PERSONS)
def test_what_is_named_after_a_person_is_none(text: str) -> None:
    assert record(text)["persons"] == []


def test_a_place_in_a_caption_is_no_town() -> None:
    text = "Der Moorvertrag gilt ab sofort.\n\nBei der Unterzeichnung: Bürgermeister Gerd Kunze (Mitte) und Landrat Ole Storm (Forst)."
    (agreement,) = record(text)["agreements"]
    assert [s["body"] for s in agreement["signatories"]] == [None, "Landkreis Forst"]


@pytest.mark.parametrize(
    ("text", "name", "status", "replaces"),
    [
        ("Die Stadt Guben hat heute den Moorvertrag unterzeichnet. Er ersetzt den Vertrag von 1998.", "Moorvertrag", "renewed", "Vertrag von 1998"),
        (
            "Die Stadt Guben hat heute den Moorvertrag unterzeichnet. Er löst die Vereinbarung aus dem Jahr 2006 ab.",
            "Moorvertrag", "renewed", "Vereinbarung von 2006",
        ),
        ("Die Stadt Guben kündigte den Moorvertrag mit dem Landkreis Spree zum Jahresende.", "Moorvertrag mit dem Landkreis Spree", "terminated", None),
        ("Die Stadt Guben hat den Moorvertrag gekündigt.", "Moorvertrag", "terminated", None),
        ("Die Stadt Guben kündigte einen Moorvertrag an.", "Moorvertrag", "mentioned", None),
        ("Die Stadt Guben will den Moorvertrag kündigen.", "Moorvertrag", "mentioned", None),
        ("Der Moorvertrag wurde nicht gekündigt.", "Moorvertrag", "mentioned", None),
        (
            "Die Stadt Guben hat heute ein Memorandum of Understanding zur Moorkunde unterzeichnet. Das Memorandum zur Moorkunde gilt ab sofort.",
            "Memorandum of Understanding zur Moorkunde", "signed", None,
        ),
    ],
)  # fmt: skip
def test_agreements_follow_and_end(text: str, name: str, status: str, replaces: str | None) -> None:
    found = [a for a in record(text)["agreements"] if a["signed_on"] not in ("1998", "2006")]
    assert [(a["name"], a["status"], a["replaces"]) for a in found] == [(name, status, replaces)]
