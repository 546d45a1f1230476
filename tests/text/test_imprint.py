"""Imprints, glued or not, one or two of them."""

from pmgraph.model import Document
from pmgraph.reading import Imprint
from pmgraph.text.layout import read_layout


def imprints(tail: str) -> tuple[Imprint, ...]:
    text = "Neue Moore für Guben\n\nDie Stadt legt Moore an, und alle freuen sich.\n\n" + tail
    return read_layout(
        Document(key="t", path="t", text=text, text_sha256="", raw_sha256="", encoding="utf-8", reader="text/1")
    ).imprints


def values(imprint: Imprint) -> dict[str, str]:
    names = ("organisation", "unit", "responsible", "street", "postal_code", "town", "telephone", "fax", "email", "url")
    return {n: c.value for n in names if (c := getattr(imprint, n)) is not None}


def test_glued_imprint_is_taken_apart() -> None:
    (found,) = imprints(
        "Impressum:Ministerium für Moore des LandesHessenPressestelleMoorweg 4035037 MarburgTel: (06421) 567-1105Fax: (06421) 567-1390Mail: presse@moor.de"
    )
    assert values(found) == {
        "organisation": "Ministerium für Moore des Landes Hessen", "unit": "Pressestelle", "street": "Moorweg 40", "postal_code": "35037",
        "town": "Marburg", "telephone": "(06421) 567-1105", "fax": "(06421) 567-1390", "email": "presse@moor.de",
    }  # fmt: skip


def test_imprint_on_lines_of_its_own() -> None:
    (found,) = imprints("Impressum:\n\nAmt für Moore\nPressestelle\nMoorweg 3\n15344 Guben\n\nTel: (03561) 55-12")
    assert values(found)["organisation"] == "Amt für Moore"
    assert values(found)["town"] == "Guben"


def test_second_imprint_is_that_of_the_later_house() -> None:
    first, second = imprints(
        "Impressum: Ministerium für Torf Pressestelle Weg 1 15344 Guben\n\nImpressum:Ministerium für MoorePressestelleWeg 2"
    )
    assert values(first)["organisation"] == "Ministerium für Torf"
    assert values(second)["organisation"] == "Ministerium für Moore"


def test_a_responsible_person_is_no_house() -> None:
    (found,) = imprints("Impressum: Verantwortlich: Uta Brandt Pressestelle Moorweg 2 15344 Guben")
    assert "organisation" not in values(found)
    assert values(found)["responsible"] == "Uta Brandt"
