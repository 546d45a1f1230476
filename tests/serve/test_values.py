"""Small pure parts: the marked text, dates in words, links."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmgraph.serve.documents import split_suffix
from pmgraph.serve.facts import Quote
from pmgraph.serve.links import Links
from pmgraph.serve.release import clicked
from pmgraph.serve.text import pieces
from pmgraph.serve.words import WORDS, word
from pmgraph.spoken_dates import spoken


def quote(start: int, end: int, evidence: str = "e") -> Quote:
    return Quote(
        evidence=evidence, supports="p", value=None, exact="", start=start, end=end, factuality=None, rule=None, release="r"
    )  # fmt: skip


SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 15)), max_size=12)


@given(st.text(max_size=45), SPANS)
def test_pieces_are_the_text_and_every_quote_covers_its_passage(text: str, spans: list[tuple[int, int]]) -> None:
    quotes = [quote(start, start + length, str(n)) for n, (start, length) in enumerate(spans)]
    found = pieces(text, quotes)
    assert "".join(p.text for p in found) == text
    at = 0
    anchors: list[str] = []
    for piece in found:
        held = {q.evidence for q in quotes if q.end <= len(text) and q.start <= at and at + len(piece.text) <= q.end}
        assert {q.evidence for q in piece.quotes} == held
        for anchor in piece.opens:
            assert anchor.startswith(f"t{at}-")
        anchors += piece.opens
        at += len(piece.text)
    assert sorted(anchors) == sorted({q.anchor for q in quotes if q.end <= len(text)})


def test_click_means_the_smallest_passage() -> None:
    piece = pieces("abcdef", [quote(0, 6, "whole"), quote(2, 4, "part"), quote(2, 4, "a-role"), quote(2, 4, "z-name")])[
        1
    ]
    about = {
        "whole": "https://b.example/id/person/2", "part": "https://b.example/id/signature/1",
        "a-role": "https://b.example/id/agreement/1", "z-name": "https://b.example/id/person/1",
    }  # fmt: skip
    assert piece.text == "cd"
    meant = clicked(piece, about)
    assert meant is not None
    assert meant.evidence == "z-name", "of equal passages the one that names a person"
    assert clicked(pieces("ab", [])[0], {}) is None


@pytest.mark.parametrize(
    ("edtf", "german", "english"),
    [
        ("2014-07-16", "16. Juli 2014", "16 July 2014"),
        ("2014-03", "März 2014", "March 2014"),
        ("2006", "2006", "2006"),
        ("[2014-07-09,2014-07-16]", "9. Juli 2014 oder 16. Juli 2014", "9 July 2014 or 16 July 2014"),
        ("2014-07/2015", "Juli 2014 bis 2015", "July 2014 to 2015"),
        ("../2014-07-16", "offen bis 16. Juli 2014", "open to 16 July 2014"),
        ("2014-07-16/", "16. Juli 2014 bis offen", "16 July 2014 to open"),
        ("2006~", "etwa 2006", "about 2006"),
        ("2006-01?", "Januar 2006 (unsicher)", "January 2006 (uncertain)"),
        ("2006%", "etwa 2006 (unsicher)", "about 2006 (uncertain)"),
        ("2006-21", "2006-21", "2006-21"),
        ("XXXX-07", "XXXX-07", "XXXX-07"),
    ],
)
def test_dates_in_words(edtf: str, german: str, english: str) -> None:
    assert (spoken(edtf, "de"), spoken(edtf, "en")) == (german, english)


@pytest.mark.parametrize("prefix", ["", "/agreements"])
@pytest.mark.parametrize(
    ("iri", "path"),
    [
        ("https://b.example/x/id/body/st", "/doc/body/st"),
        ("https://b.example/x/graph/register", "/graph/register"),
        ("https://b.example/x", "/"),
        ("https://w3id.org/pmgraph/ns#Signature", "/ns#Signature"),
        ("https://w3id.org/pmgraph/ns", "/ns"),
        ("https://w3id.org/pmgraph/voc/ikt", "/voc/ikt"),
        ("https://w3id.org/pmgraph/voc", "/voc"),
        ("https://b.example/x/id/a b", "/doc/a%20b"),
    ],
)
def test_own_iris_lead_to_this_host(iri: str, path: str, prefix: str) -> None:
    assert Links("https://b.example/x", prefix).path(iri) == prefix + path


@pytest.mark.parametrize(
    "iri", ["http://www.wikidata.org/entity/Q1206", "https://b.example/xy/id/1", "tel:+49", "mailto:a@b.example"]
)
def test_foreign_iris_stay_as_they_are(iri: str) -> None:
    links = Links("https://b.example/x")
    assert links.path(iri) is None
    assert links.href(iri) == iri


@pytest.mark.parametrize(
    "iri", ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "file:///etc/passwd"]
)
def test_dangerous_links_lead_nowhere(iri: str) -> None:
    assert Links("https://b.example/x").href(iri) == "#"


def test_path_is_read_as_written_then_decoded() -> None:
    base = "https://b.example/x/id"
    assert Links("https://b.example/x").things("a%2F%C3%A4") == (f"{base}/a%2F%C3%A4", f"{base}/a%2Fä", f"{base}/a/ä")
    assert Links("https://b.example/x").things("body/st") == (f"{base}/body/st",)


@pytest.mark.parametrize(
    ("path", "split"),
    [
        ("body/st", ("body/st", None)), ("body/st.ttl", ("body/st", "text/turtle")), ("a.html", ("a", "text/html")),
        ("a.jsonld", ("a", "application/ld+json")), ("rule/choose.finest", ("rule/choose.finest", None)),
        ("a.nq", ("a.nq", None)), ("a.csv", ("a.csv", None)), (".ttl", ("", "text/turtle")),
    ],
)  # fmt: skip
def test_suffix_names_the_format(path: str, split: tuple[str, str | None]) -> None:
    assert split_suffix(path) == split


def test_every_word_is_there_in_both_languages() -> None:
    for key, both in WORDS.items():
        assert all(text.strip() for text in both), key
    assert word("found_rows", "de", count=3) == "3 Zeilen"
