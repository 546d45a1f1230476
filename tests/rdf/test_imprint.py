"""The imprint says how to reach a house, and never who works there."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from pmgraph.iris import Iris
from pmgraph.model import Claim, Evidence, Span
from pmgraph.rdf.imprint import global_number, is_personal
from pmgraph.rdf.release import Linked, map_release
from pmgraph.rdf.terms import dump
from pmgraph.reading import Imprint, Reading
from pmgraph.vocab import VCARD

SOMEWHERE = Evidence(span=Span(0, 1), exact="x", rule="imprint.organisation")


def imprint(responsible: str | None = None) -> Imprint:
    claim = Claim(responsible, (SOMEWHERE,)) if responsible is not None else None
    return Imprint(evidence=SOMEWHERE, responsible=claim)


@pytest.mark.parametrize(
    ("address", "responsible", "personal"),
    [
        ("presse.mf@sachsen-anhalt.de", None, False),
        ("pressestelle@stk.sachsen-anhalt.de", "Dr. Ina Muster", False),
        ("michael.richter@example.org", None, True),
        ("m.muster@example.org", "Ina Muster", True),
        ("muster@example.org", "Ina Muster", True),
        ("karl-heinz@example.org", None, True),
        ("info@michael.example.org", None, False),
    ],
)
def test_a_mailbox_that_bears_a_name_is_personal(address: str, responsible: str | None, personal: bool) -> None:
    assert is_personal(address, imprint(responsible)) is personal


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("(0391) 567-1105", "tel:+49-391-567-1105"),
        ("0391/567-11 05", "tel:+49-391-567-11-05"),
        ("030 18 681-0", "tel:+49-30-18-681-0"),
        ("+49 391 567", None),
        ("0049 391 567", None),
        ("567-1105", None),
        ("", None),
    ],
)
def test_a_german_number_in_global_form_or_none(printed: str, number: str | None) -> None:
    assert global_number(printed) == number


TEXT = """Ministerium der Finanzen - Pressemitteilung Nr.: 7/11

Magdeburg, den 3. Februar 2011

Land eröffnet Ausstellung

Finanzstaatssekretärin Anna Sommer hat heute in Magdeburg eine Ausstellung eröffnet. Sie dankte allen Helfern.

Impressum:
Ministerium der Finanzen
Verantwortlich: Bernd Impressum
Musterweg 1
39108 Magdeburg
Tel: (0391) 567-1234
Fax: (0391) 567-1235
Mail: bernd.impressum@example.org
"""


def test_who_is_named_only_in_the_imprint_is_not_in_the_graph(
    read: Callable[..., Reading], link: Callable[[Reading], Linked], iris: Iris
) -> None:
    reading = read(TEXT, url=None)
    written = dump(map_release(reading, link(reading), iris).quads)
    assert "Anna Sommer" in written, "she is named in office in the news"
    assert "Bernd" not in written
    assert "bernd" not in written
    assert "+49-391-567-1234" in written


def test_an_address_that_is_none_is_left_out_and_the_rest_stays(
    read: Callable[..., Reading], link: Callable[[Reading], Linked], iris: Iris
) -> None:
    reading = read(TEXT, url=None)
    mail, page = Claim("presse <at> mf", (SOMEWHERE,)), Claim("www.mf .de", (SOMEWHERE,))
    broken = tuple(replace(found, email=mail, url=page) for found in reading.layout.imprints)
    damaged = replace(reading, layout=replace(reading.layout, imprints=broken))
    written = dump(map_release(damaged, link(damaged), iris).quads)
    assert "+49-391-567-1234" in written
    assert VCARD("hasEmail") not in written
    assert VCARD("hasURL") not in written
