"""Content negotiation as a table of Accept headers (RFC 9110 section 12.5.1)."""

import pytest

from pmgraph.serve.accept import choose, choose_language, wishes

OFFERS = ("text/html", "text/turtle", "application/ld+json", "application/n-triples")
ANNOTATION = 'application/ld+json;profile="http://www.w3.org/ns/anno.jsonld"'


@pytest.mark.parametrize(
    ("header", "chosen"),
    [
        (None, "text/html"),
        ("", "text/html"),
        ("*/*", "text/html"),
        ("text/turtle", "text/turtle"),
        ("TEXT/Turtle", "text/turtle"),
        ("text/turtle;charset=utf-8", "text/turtle"),
        ("application/*", "application/ld+json"),
        ("text/*;q=0.5, application/n-triples", "application/n-triples"),
        ("text/turtle;q=0.3, application/ld+json;q=0.7", "application/ld+json"),
        ("text/turtle ; q=0.9 , application/ld+json ; q=0.8", "text/turtle"),
        ("*/*, text/turtle", "text/turtle"),
        ("*/*;q=0.1, text/*;q=0.2", "text/html"),
        ("text/html;q=0, */*", "text/turtle"),
        ("text/*;q=0, */*;q=0.1", "application/ld+json"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8", "text/html"),
        ("application/rdf+xml, text/turtle;q=0.001", "text/turtle"),
        ("text/turtle;q=2, text/html;q=0.1", "text/html"),
        ("nonsense, text/turtle;q=0.4", "text/turtle"),
        ('application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"', "application/ld+json"),
        ('application/ld+json;profile="a,b;q=0";q=0.9, text/turtle;q=0.8', "application/ld+json"),
        ("image/png", None),
        ("text/turtle;q=0", None),
        ("text/html;q=0.0, text/turtle;q=0.000", None),
    ],
)
def test_choice(header: str | None, chosen: str | None) -> None:
    assert choose(header, OFFERS) == chosen


def test_profile_picks_the_offer_that_bears_it() -> None:
    offers = (*OFFERS, ANNOTATION)
    assert choose(ANNOTATION, offers) == ANNOTATION
    assert choose("application/ld+json", offers) == "application/ld+json"


def test_nothing_offered_is_nothing_chosen() -> None:
    assert choose("*/*", ()) is None


def test_wishes_keep_quoted_commas_together() -> None:
    (only,) = wishes('a/b;x="1,2;3";q=0.5')
    assert only.parameters == {("x", "1,2;3")}
    assert only.quality == 0.5


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "de"), ("en", "en"), ("en-GB,en;q=0.9", "en"), ("fr", "de"), ("fr, en;q=0.3", "en"), ("*", "de"),
        ("de-AT, en;q=0.9", "de"), ("en;q=0.2, de;q=0.8", "de"), ("en;q=0", "de"),
    ],
)  # fmt: skip
def test_language(header: str | None, language: str) -> None:
    assert choose_language(header, ("de", "en")) == language
