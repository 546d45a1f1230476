"""JSON and JSON lines: the keys of a release become its text and what is known of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[..., Any]

ONE = [
    ('{"text": "Ein Text."}', "Ein Text."),
    ('{"text": "Ein Text.", "title": "Der  Titel"}', "Der Titel\n\nEin Text."),
    ('{"text": "Der Titel\\n\\nEin Text.", "title": "Der Titel"}', "Der Titel\n\nEin Text."),
    ('{"text": "Ein Text.", "date": "2014-07-16"}', "16.07.2014\n\nEin Text."),
    ('{"text": "Ein Text.", "date": "2014-07-16T23:30:00Z", "title": "T"}', "16.07.2014\n\nT\n\nEin Text."),
    ('{"text": "Magdeburg, den 16.07.2014\\nText.", "date": "2014-07-16"}', "Magdeburg, den 16.07.2014\nText."),
    ('{"text": "Ein Text.", "date": "Mitte Juli"}', "Mitte Juli\n\nEin Text."),
    ('{"html": "<p>a<p>b"}', "a\n\nb"),
    ('{"text": "x", "html": "<p>a<p>b"}', "x"),
    ('{"content_html": "<p>a<br>b"}', "a\nb"),
    ('{"text": "a\\ud800b\\u0000c"}', "abc"),
]


@pytest.mark.parametrize(("data", "text"), ONE)
def test_an_object_is_a_release(read: Read, data: str, text: str) -> None:
    ((document,), issues) = read(data)
    assert (document.key, document.text) == ("a.txt", text)
    assert issues == ()


def test_address_and_publisher_are_those_of_the_object(read: Read) -> None:
    ((document,), _) = read('{"text": "T", "url": "https://a.example/1", "publisher": "st-mf", "kategorie": 7}')
    assert (document.url, document.publisher, document.reader) == ("https://a.example/1", "st-mf", "json/1")


BAD = [
    ("7", "item 2 is 7"),
    ("[]", "item 2 is []"),
    ('{"title": "T"}', "item 2 has neither 'text' nor 'html'"),
    ('{"text": 3}', "item 2 has 3 as 'text'"),
    ('{"text": " "}', "item 2 holds no text"),
    ('{"text": "T", "url": ["a"]}', "item 2 has [\"a\"] as 'url'"),
    (f'{{"text": "{"x" * 20_001}"}}', "item 2 has more than 20,000 characters"),
    (f'{{"html": "{"<div>" * 2_000}"}}', "item 2 holds no text"),
]


@pytest.mark.parametrize(("bad", "says"), BAD)
@pytest.mark.parametrize(
    ("frame", "line"),
    [('{{"text": "eins"}}\n\n{}\n{{"text": "drei"}}\n', 3), ('[{{"text": "eins"}},\n{}, \n{{"text": "drei"}}]', 2),
     ('{{"version": "1", "items": [{{"text": "eins"}},\n\n\n{},\n{{"text": "drei"}}]}}', 4)],
)  # fmt: skip
def test_a_bad_item_loses_itself_alone(read: Read, frame: str, line: int, bad: str, says: str) -> None:
    documents, (issue,) = read(frame.format(bad), limit=20_000)
    assert [(d.key, d.text) for d in documents] == [("a.txt#1", "eins"), ("a.txt#3", "drei")]
    assert (issue.code, issue.where) == ("PM-DOC-013", f"corpus/a.txt:{line}")
    assert says in issue.message


def test_a_broken_line_loses_itself_alone(read: Read) -> None:
    documents, (issue,) = read('{"text": "eins"}\n{"text": "zw\n{"text": "drei"}')
    assert [d.key for d in documents] == ["a.txt#1", "a.txt#3"]
    assert (issue.code, issue.line) == ("PM-DOC-013", 2)
    assert "is not JSON" in issue.message


def test_an_address_that_is_none_is_reported_and_the_text_read(read: Read) -> None:
    ((document,), (issue,)) = read('{"text": "T", "url": "presse/1"}')
    assert (document.text, document.url) == ("T", None)
    assert (issue.code, issue.line) == ("PM-DOC-017", 1)
