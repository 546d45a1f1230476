"""Each item of a feed is a document; a bad one loses itself alone and says on which line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pmgraph.errors import DocumentError

Read = Callable[..., Any]

RSS = """\
<?xml version="1.0" encoding="{encoding}"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Presse</title>
<link>https://presse.example.de/</link>
<item><title>Kreise &amp; Städte</title><link>/2020/1</link><description>Anriss</description>
<content:encoded><![CDATA[<p>Erster&nbsp;Absatz.</p><p>Zweiter.</p>]]></content:encoded></item>
{middle}
<item><title>Land</title><guid>https://presse.example.de/2020/3</guid>
<description>&lt;p&gt;Text mit &uuml; und &amp;amp;.&lt;/p&gt;</description></item>
</channel></rss>
"""
FIRST = "Kreise & Städte\n\nErster\u00a0Absatz.\n\nZweiter."
LAST = "Land\n\nText mit ü und &."


def test_items_of_rss_are_documents_with_their_addresses(read: Read) -> None:
    documents, issues = read(RSS.format(encoding="utf-8", middle=""))
    assert [(d.key, d.path, d.url, d.text) for d in documents] == [
        ("a.txt#1", "corpus/a.txt#1", "https://presse.example.de/2020/1", FIRST),
        ("a.txt#2", "corpus/a.txt#2", "https://presse.example.de/2020/3", LAST),
    ]
    assert documents[0].reader.startswith("feed/1+selectolax-")
    assert issues == ()


def test_the_declared_encoding_is_heard(read: Read) -> None:
    documents, _ = read(RSS.format(encoding="ISO-8859-1", middle="").encode("cp1252"))
    assert documents[0].text == FIRST
    assert documents[0].encoding == "cp1252"


@pytest.mark.parametrize(
    ("middle", "line", "says"),
    [
        ("<item><title>A & B</title></item>", 6, "item 2 is not well-formed"),
        ("<item>\n<title>A</b></title></item>", 7, "item 2 is not well-formed: mismatched tag"),
        ("<item><title>Nur Titel</title><description/></item>", 6, "item 2 holds no text"),
        (f"<item><description>{'&lt;div&gt;' * 2_000}</description></item>", 6, "item 2 is nested beyond all use"),
        (f"<item><description>{'x' * 20_001}</description></item>", 6, "item 2 has more than 20,000 characters"),
    ],
)
def test_a_bad_item_loses_itself_alone(read: Read, middle: str, line: int, says: str) -> None:
    documents, (issue,) = read(RSS.format(encoding="utf-8", middle=middle), limit=20_000)
    assert [(d.key, d.text) for d in documents] == [("a.txt#1", FIRST), ("a.txt#3", LAST)]
    assert documents[0].url == "https://presse.example.de/2020/1"
    assert issue.code == "PM-DOC-013"
    assert issue.where == f"corpus/a.txt:{line}"
    assert says in issue.message


def test_an_address_that_is_none_is_reported_and_the_item_read(read: Read) -> None:
    middle = "<item><link>ftp://x.example/1</link><description>Text</description></item>"
    documents, (issue,) = read(RSS.format(encoding="utf-8", middle=middle))
    assert (documents[1].text, documents[1].url) == ("Text", None)
    assert (issue.code, issue.line) == ("PM-DOC-017", 6)


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><link rel="self" href="https://a.example/feed"/>
<link href="https://a.example/"/>
<entry><title type="html">A &amp;amp; B</title><link rel="edit" href="https://a.example/e"/><link href="/1"/>
<summary>kurz</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>a &lt; b</p><p class="x">c<br/>d</p></div></content></entry>
<entry><title>C</title><link rel="alternate" href="https://a.example/2"/><content type="text">1 &lt; 2</content></entry></feed>"""


def test_entries_of_atom_are_documents(read: Read) -> None:
    documents, issues = read(ATOM)
    assert [(d.url, d.text) for d in documents] == [
        ("https://a.example/1", "A & B\n\na < b\n\nc\nd"), ("https://a.example/2", "C\n\n1 < 2"),
    ]  # fmt: skip
    assert issues == ()


def test_items_of_rss_1_stand_beside_the_channel(read: Read) -> None:
    documents, _ = read(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        "<channel><link>https://a.example/</link></channel><item><title>T</title><link>https://a.example/1</link>"
        "<description>Text</description></item></rdf:RDF>"
    )
    assert [(d.url, d.text) for d in documents] == [("https://a.example/1", "T\n\nText")]


@pytest.mark.parametrize(
    "declared", ['<!ENTITY a "aaa"><!ENTITY b "&a;&a;&a;">', '<!ENTITY b SYSTEM "file:///etc/hostname">']
)
def test_entities_are_not_expanded(read: Read, declared: str) -> None:
    with pytest.raises(DocumentError, match="declares entities"):
        read(
            f'<?xml version="1.0"?><!DOCTYPE rss [{declared}]><rss><channel><item><title>&b;</title></item></channel></rss>'
        )
