"""From when, until when and for how long an agreement is in force: only where the words say it of the agreement."""

from typing import Any

import pytest

from pmgraph.extract.content import TopicIndex
from pmgraph.extract.record import as_record
from pmgraph.extract.release import Knowledge, read_release
from pmgraph.model import Document, Factuality
from pmgraph.reading import Reading
from pmgraph.text.layout import read_layout

HEAD = (
    ": 12\nGuben, den 03.04.2014\n\nNeue Moore für die Stadt\n\nDer Landkreis Nordmoor und die Stadt Guben haben heute "
    "eine Moorvereinbarung unterzeichnet. "
)


def read(text: str) -> Reading:
    document = Document(key="t", path="t", text=text, text_sha256="", raw_sha256="", encoding="utf-8", reader="text/1")
    return read_release(read_layout(document), Knowledge(TopicIndex(())))


def term(text: str, number: int = 0) -> dict[str, Any]:
    agreement = as_record(read(HEAD + text))["agreements"][number]
    keys = ("in_force_from", "in_force_until", "term", "extended_by")
    return {key: agreement[key] for key in keys if agreement[key] is not None}


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Sie tritt am 1. Januar 2015 in Kraft.", {"in_force_from": "2015-01-01"}),
        ("Sie gilt ab sofort und läuft bis Ende 2020.", {"in_force_from": "2014-04-03", "in_force_until": "2020"}),
        ("Die Vereinbarung ist gültig von 2014 bis 2020.", {"in_force_from": "2014", "in_force_until": "2020"}),
        (
            "Die Vereinbarung, die am 1. Mai 2014 in Kraft tritt, gilt bis 2020.",
            {"in_force_from": "2014-05-01", "in_force_until": "2020"},
        ),
        (
            "Sie ist zunächst auf drei Jahre befristet und verlängert sich automatisch um ein Jahr.",
            {"term": "P3Y", "extended_by": "P1Y"},
        ),
        (
            "Zum 1. Mai tritt sie in Kraft und hat eine Laufzeit von zehn Jahren.",
            {"in_force_from": "2014-05-01", "in_force_until": "2024-04-30", "term": "P10Y"},
        ),
        ("Die Vereinbarung gilt unbefristet.", {"term": "open-ended"}),
        ("Die Vereinbarung wurde heute unterzeichnet und gilt bis 2018.", {"in_force_until": "2018"}),
        ("Die Vereinbarung tritt am 31. Dezember 2016 außer Kraft.", {"in_force_until": "2016-12-31"}),
    ],
)
def test_terms_are_read(text: str, read: dict[str, str]) -> None:
    assert term(text) == read


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Sie trat rückwirkend zum 1. Januar in Kraft.", "2014-01-01"),
        ("Sie tritt zum 1. Juli in Kraft.", "2014-07-01"),
        ("Sie tritt zum 1. Januar in Kraft.", "XXXX-01-01"),
        ("Sie gilt bis zum 31. März.", None),
    ],
)
def test_a_day_without_year_is_in_the_year_of_the_release_only_where_the_tense_agrees(
    text: str, edtf: str | None
) -> None:
    assert term(text).get("in_force_from") == edtf


def test_what_is_said_of_the_earlier_agreement_is_the_earlier_ones() -> None:
    text = "Die bisherige Vereinbarung lief Ende 2013 aus. Die neue Moorvereinbarung gilt bis 2020."
    assert (term(text, 0), term(text, 1)) == ({"in_force_until": "2020"}, {"in_force_until": "2013"})


def test_two_agreements_keep_their_own_terms() -> None:
    text = (
        "Guben, den 03.04.2014\n\nMoor und Torf\n\nDie Stadt Guben und der Landkreis Nordmoor haben heute einen "
        "Moorvertrag und eine Torfvereinbarung unterzeichnet. Der Moorvertrag gilt bis 2020. "
        "Die Torfvereinbarung hat eine Laufzeit von zwei Jahren. Sie gilt für alle."
    )
    found = {a["name"]: (a["in_force_until"], a["term"]) for a in as_record(read(text))["agreements"]}
    assert found == {"Moorvertrag": ("2020", None), "Torfvereinbarung": (None, "P2Y")}


@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        ("Sie tritt am 1. Januar 2015 in Kraft.", Factuality.STATED),
        ("Sie soll am 1. Januar 2015 in Kraft treten.", Factuality.PLANNED),
        ("Stimmt der Rat zu, tritt die Vereinbarung am 1. Januar 2015 in Kraft.", Factuality.PLANNED),
        ("Das Inkrafttreten der Vereinbarung ist für den 1. Januar 2015 vorgesehen.", Factuality.PLANNED),
        ("Sie gilt ab sofort.", Factuality.INFERRED),
        ("Sie tritt zum 1. Juli in Kraft.", Factuality.INFERRED),
    ],
)
def test_how_sure_an_entry_into_force_is(text: str, factuality: Factuality) -> None:
    found = read(HEAD + text).agreements[0].term
    assert found is not None
    assert [(d.factuality, e.factuality) for d in found.begins for e in d.evidence] == [(factuality, factuality)]


def test_the_term_of_a_planned_agreement_is_planned() -> None:
    text = (
        "Guben, den 03.04.2014\n\nMoore\n\nDie Stadt Guben und der Landkreis Nordmoor wollen am 5. Mai 2014 eine "
        "Moorvereinbarung unterzeichnen. Die Vereinbarung hat eine Laufzeit von fünf Jahren."
    )
    found = read(text).agreements[0].term
    assert found is not None
    assert found.duration is not None
    assert {e.factuality for e in (*found.words, *found.duration.evidence)} == {Factuality.PLANNED}


def test_the_evidence_is_the_smallest_passage() -> None:
    found = (
        read(HEAD + "Sie tritt am 1. Januar 2015 in Kraft und hat eine Laufzeit von fünf Jahren.").agreements[0].term
    )
    assert found is not None
    assert found.duration is not None
    assert [e.exact for d in found.begins for e in d.evidence] == ["1. Januar 2015"]
    assert [e.exact for e in found.duration.evidence] == ["fünf Jahren"]
    assert [e.exact for e in found.words] == ["in Kraft", "Laufzeit"]
    assert [(d.rule, d.factuality) for d in found.ends] == [("term.end-of-duration", Factuality.INFERRED)]


@pytest.mark.parametrize(
    ("noun", "name"),
    [
        ("einen Moorvertrag mit einer Laufzeit von fünf Jahren", "Moorvertrag"),
        ("eine Vereinbarung über Moore mit fünfjähriger Laufzeit", "Vereinbarung über Moore"),
    ],
)
def test_a_term_is_no_part_of_the_name(noun: str, name: str) -> None:
    text = f"Guben, den 03.04.2014\n\nMoore\n\nLandrat Ole Storm und Bürgermeister Kai Brüning haben heute {noun} unterzeichnet."
    (agreement,) = as_record(read(text))["agreements"]
    assert (agreement["name"], agreement["term"]) == (name, "P5Y")
