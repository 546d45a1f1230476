"""A file is read by what it holds, whatever its name says; what cannot be read says why."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable
from typing import Any

import hypothesis
import hypothesis.strategies as st
import pytest

from pmgraph.curated import Sidecar
from pmgraph.errors import DocumentError
from pmgraph.model import Document, Issue, PublishText
from pmgraph.sources.forms import Form, form_of
from pmgraph.sources.read import READERS, each_document, read_documents, suffix_of

Read = Callable[..., Any]

FORMS = [
    (b"Magdeburg, den 1. Mai 2020\n\nTitel\n\nText.", Form.TEXT, ".txt"),
    (b"1 < 2 und 3 > 2: <Name> steht in Klammern", Form.TEXT, ".txt"),
    (b"[Update] Land und Kommunen", Form.TEXT, ".txt"),
    ("\ufeffTitel".encode(), Form.TEXT, ".txt"),
    ("Titel".encode("utf-16"), Form.TEXT, ".txt"),
    (b"<!DOCTYPE html>\n<html><body>", Form.HTML, ".html"),
    (b"\n<!-- a --><HTML lang=de>", Form.HTML, ".html"),
    (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0"><html xmlns="x">', Form.HTML, ".html"),
    ("<html><p>Ä".encode("utf-16"), Form.HTML, ".html"),
    (b"<div class=a>Text</div>", Form.HTML, ".html"),
    (b"Titel<br><p>Text</p><p>mehr</p><b>x</b>", Form.HTML, ".html"),
    (b'<?xml version="1.0"?>\n<rss version="2.0">', Form.FEED, ".xml"),
    (b'<feed xmlns="http://www.w3.org/2005/Atom">', Form.FEED, ".xml"),
    (b'<rdf:RDF xmlns:rdf="x">', Form.FEED, ".xml"),
    (b'<?xml version="1.0"?><urlset/>', Form.XML, ".txt"),
    (b"junk\n%PDF-1.7\n", Form.PDF, ".pdf"),
    (b'{"text": "a"}', Form.JSON, ".json"),
    (b'[\n  {"text": "a"}]', Form.JSON, ".json"),
    (b"WARC/1.1\r\n", Form.WARC, ".warc"),
]


@pytest.mark.parametrize(("data", "form", "suffix"), FORMS)
def test_the_content_says_what_a_file_is(data: bytes, form: Form, suffix: str) -> None:
    assert form_of(data) is form
    assert suffix_of(data) == suffix


def test_every_form_has_a_reader() -> None:
    assert set(READERS) | {Form.WARC} == set(Form), "archives are taken apart before their records are looked at"


def test_text_is_kept_as_it_is_with_both_digests(read: Read) -> None:
    text = "Zeile\u00a0eins \r\n\r\n  Zeile zwei\n"
    ((document,), issues) = read(text)
    assert (document.text, document.reader, document.key) == (text, "text/1", "a.txt")
    assert document.text_sha256 == document.raw_sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert issues == ()


def test_gzip_is_unpacked_once_and_the_digest_is_of_the_file(read: Read) -> None:
    packed = gzip.compress(b"Eine Zeile.", mtime=0) + gzip.compress(b" Noch eine.", mtime=0)
    ((document,), _) = read(packed)
    assert document.text == "Eine Zeile. Noch eine."
    assert document.raw_sha256 == hashlib.sha256(packed).hexdigest()
    with pytest.raises(DocumentError, match="not text"):
        read(gzip.compress(gzip.compress(bytes(range(256)) * 20, mtime=0), mtime=0))


@pytest.mark.parametrize(
    ("data", "code", "says"),
    [
        (b"", "PM-DOC-001", "file is empty"),
        (b"<html><body><script>1</script></body></html>", "PM-DOC-001", "holds no text"),
        (bytes(range(256)) * 9, "PM-DOC-002", "not text"),
        (b'<?xml version="1.0"?><urlset/>', "PM-DOC-002", "neither a page nor a feed"),
        (b"WARC/1.0\r\n", "PM-DOC-012", "web archive breaks off at byte 0"),
        (gzip.compress(b"Vertrag " * 2_000, mtime=0), "PM-DOC-005", "more than 10,000 bytes"),
        (gzip.compress(b"\0" * 50_000_000, mtime=0), "PM-DOC-005", "more than 10,000 bytes"),
        (gzip.compress(b"[{}" + b" " * 50_000_000, mtime=0), "PM-DOC-005", "more than 1,000,000 bytes"),
        (gzip.compress(b"Vertrag" * 99, mtime=0)[:-12], "PM-DOC-012", "it ends too early"),
        (b"\x1f\x8bkein gzip", "PM-DOC-012", "gzip cannot be read"),
        (b"<p>" * 300 + b"<p>Vertrag</p>" * 1_500, "PM-DOC-005", "more than 10,000 characters"),
        (b"<div>" * 2_000 + b"x", "PM-DOC-012", "nested more than 1,000 deep"),
        (b"<br>" * 200_001, "PM-DOC-005", "more than 40,000 bytes"),
        (b'{"text": "a"' + b"\n" + b'"b"', "PM-DOC-012", "not JSON"),
        (b'[{"a":' + b"[" * 200_000, "PM-DOC-012", "nested beyond all use"),
        (b"<rss><channel></channel></rss>", "PM-DOC-001", "no items"),
        (b"<rss><channel>", "PM-DOC-012", "feed cannot be read: line 1"),
        (b"%PDF-1.4 and no more", "PM-DOC-012", "PDF cannot be read"),
    ],
)
def test_a_file_that_gives_nothing_says_why(read: Read, data: bytes, code: str, says: str) -> None:
    with pytest.raises(DocumentError, match=says) as caught:
        read(data, limit=10_000)
    assert (caught.value.issue.code, caught.value.issue.path) == (code, "corpus/a.txt")
    assert caught.value.issue.message_de
    assert caught.value.issue.cure


def test_what_the_sidecar_says_outranks_the_file() -> None:
    sidecar = Sidecar(
        url="https://a.example/1", publisher="st-mf", retrieved="2020-01-01", publish_text=PublishText.FULL
    )
    data = b'{"text": "Text", "url": "https://b.example/2", "publisher": "st-mi"}'
    ((one,), _) = read_documents(data, key="k", path="k", sidecar=sidecar)
    assert (one.url, one.publisher, one.retrieved, one.publish_text) == (
        "https://a.example/1", "st-mf", "2020-01-01", PublishText.FULL,
    )  # fmt: skip
    ((several,), _) = read_documents(b"[" + data + b"]", key="k", path="k", sidecar=sidecar)
    assert (several.url, several.publisher) == ("https://b.example/2", "st-mf"), "one address is not that of many"


def test_documents_come_one_at_a_time() -> None:
    data = b'{"text": "eins"}\nkaputt\n{"text": "zwei"}\n'
    found = each_document(data, key="k", path="k")
    first = next(found)
    assert isinstance(first, Document)
    assert first.text == "eins"
    assert [one.text if isinstance(one, Document) else one.code for one in found] == ["PM-DOC-013", "zwei"]


HOSTILE = [
    "<rss>" + "<item " * 200_000,
    "<rss>" + "<item>" * 200_000,
    "<rss>" + "<link>" * 200_000,
    "<rss><channel><item><description>" + "&lt;a" * 300_000 + "</description></item></channel></rss>",
    "<rss " * 200_000,
    "<html>" + "<a " * 300_000,
    "<html>" + "<!--" * 300_000,
    "<html><body>" + "<br>" * 200_001,
    "<html>" + "<p>" * 150_000,
    "<meta " * 300_000,
    "{" + '"a":{' * 100_000,
    "[{}" + ",{}" * 100_000,
    '{"text":"a"}\n' * 50_000,
    "\n" * 1_500_000 + "<html>",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_what_is_made_to_take_for_ever_does_not(text: str) -> None:
    try:
        documents, issues = read_documents(text.encode(), key="k", path="k", limit=2_000_000)
    except DocumentError as error:
        documents, issues = (), (error.issue,)
    assert documents or issues


STARTS = (
    b"",
    b"<html><body>",
    b"<rss><channel><item>",
    b"%PDF-1.4\n",
    b'{"text":',
    b'[{"text":"',
    b"\x1f\x8b\x08",
    b"<p>",
)


@hypothesis.given(start=st.sampled_from(STARTS), rest=st.binary(max_size=300))
@hypothesis.settings(max_examples=200)
def test_any_bytes_are_read_or_refused(start: bytes, rest: bytes) -> None:
    def outcome() -> tuple[tuple[Document, ...], tuple[Issue, ...]]:
        try:
            return read_documents(start + rest, key="k", path="k")
        except DocumentError as error:
            return (), (error.issue,)

    documents, issues = outcome()
    assert documents or issues
    for document in documents:
        assert hashlib.sha256(document.text.encode()).hexdigest() == document.text_sha256
    assert outcome() == (documents, issues)
