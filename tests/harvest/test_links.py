"""What a body is and where it leads: HTML, feeds, sitemaps, in every spelling."""

from __future__ import annotations

import gzip
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pmgraph.harvest.links import Form, form_of, read_listing
from pmgraph.harvest.outcome import Answer, NotReceivedError

HERE = "https://host.example/presse/liste.html?seite=1"


def answer(body: str | bytes, kind: str = "text/html", charset: str | None = None, *links: str) -> Answer:
    data = body.encode() if isinstance(body, str) else body
    return Answer(address=HERE, status=200, body=data, media_type=kind, charset=charset, links=links)


def links(body: str | bytes, kind: str = "text/html", charset: str | None = None) -> list[str]:
    found = answer(body, kind, charset)
    return [link.removeprefix("https://host.example") for link in read_listing(found, form_of(found)).links]


def further(body: str | bytes, kind: str = "text/html", *headers: str) -> list[str]:
    found = answer(body, kind, None, *headers)
    return [link.removeprefix("https://host.example") for link in read_listing(found, form_of(found)).further]


ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><link rel="self" href="/feed"/>
<link rel="next" href="/feed?page=2"/><entry><link rel="enclosure" href="/a.mp3"/><link href="/a"/></entry>
<entry><link rel="alternate" href="/b#top"/><link rel="next" href="/no"/></entry><entry><id>urn:x</id></entry></feed>"""
RSS = """<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><link>https://host.example/</link>
<atom:link rel="next" href="?seite=2"/><item><link> /a </link></item><item><guid>https://host.example/b</guid></item>
<item><guid isPermaLink="false">4711</guid></item><item><link><![CDATA[/c?x=1&y=2]]></link><guid>/nein</guid></item>
</channel></rss>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel rdf:about="/"><link>/</link></channel><item rdf:about="/a"><link>/a</link></item></rdf:RDF>"""
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:i="http://www.google.com/schemas/sitemap-image/1.1"><url><loc> /a </loc><lastmod>2014-07-16</lastmod>
<i:image><i:loc>/a.png</i:loc></i:image></url><url><loc>/b</loc></url></urlset>"""
INDEX = "<sitemapindex><sitemap><loc>/s1.xml.gz</loc></sitemap><sitemap><loc>/s2.xml</loc></sitemap></sitemapindex>"


@pytest.mark.parametrize(
    ("body", "kind", "form", "found", "onward"),
    [
        (ATOM, "application/atom+xml", Form.FEED, ["/a", "/b"], ["/feed?page=2"]),
        (ATOM, "text/xml", Form.FEED, ["/a", "/b"], ["/feed?page=2"]),
        (RSS, "application/rss+xml", Form.FEED, ["/a", "/b", "/c?x=1&y=2"], ["/presse/liste.html?seite=2"]),
        (RSS, "text/plain", Form.FEED, ["/a", "/b", "/c?x=1&y=2"], ["/presse/liste.html?seite=2"]),
        ("<!-- <html> -->\n" + RDF, "application/xml", Form.FEED, ["/a"], []),
        (SITEMAP, "application/xml", Form.SITEMAP, ["/a", "/b"], []),
        (gzip.compress(SITEMAP.encode(), mtime=0), "application/x-gzip", Form.SITEMAP, ["/a", "/b"], []),
        (gzip.compress(SITEMAP.encode(), mtime=0), "application/octet-stream", Form.SITEMAP, ["/a", "/b"], []),
        (INDEX, "text/xml", Form.INDEX, [], ["/s1.xml.gz", "/s2.xml"]),
        ("\ufeff" + SITEMAP, "", Form.TEXT, [], []),
    ],
)  # fmt: skip
def test_feeds_and_sitemaps(body: Any, kind: str, form: Form, found: list[str], onward: list[str]) -> None:
    received = answer(body, kind)
    if form is Form.TEXT:
        form = Form.SITEMAP
        found = ["/a", "/b"]
    assert form_of(received) is form
    assert links(body, kind) == found
    assert further(body, kind) == onward


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<a href=a><a href='/b/'><a href=\"//host.example/c\"><a href='../d'>", ["/presse/a", "/b/", "/c", "/d"]),
        ("<a href='/a#x'><a href='/a'><a name=x>", ["/a"]),
        ("<base href='/x/y'><a href='a'>", ["/x/a"]),
        ("<a href='mailto:a@b'><a href='javascript:x()'><a href='file:///a'><a href='data:,x'>", []),
        ("<a href='/a b/ä?q=ü&amp;r=1'>", ["/a%20b/%C3%A4?q=%C3%BC&r=1"]),
        ("<a href=' /a\n'>", ["/a"]),
        ("<a href='HTTPS://HOST.example:443/a'>", ["/a"]),
        ("<!-- <a href=/a> --><script>'<a href=/b>'</script>", []),
        ("<a href='http://[x'><a href='http://host:port/'><a href='/a'>", ["/a"]),
        ("<area href='/x'><link rel=stylesheet href='/x.css'><img src='/x.png'>", []),
    ],
)
def test_links_of_a_page(body: str, found: list[str]) -> None:
    assert links(body) == found


def test_links_are_found_in_any_charset() -> None:
    page = "<a href='/köln'>"
    assert links(page.encode("latin-1"), "text/html", "iso-8859-1") == ["/k%C3%B6ln"]
    assert links(page.encode("latin-1"), "text/html", "utf-8") == ["/k%C3%B6ln"]
    assert links(page.encode(), "text/html", "x-nonsense") == ["/k%C3%B6ln"]
    assert links(b"<a href='/a'>\x81\xff", "text/html", "ascii") == ["/a"]


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("</2>; rel=next", ["/2"]),
        ('<?seite=2>; rel="next"', ["/presse/liste.html?seite=2"]),
        ('</0>; rel=prev, </2>; title="a, b"; rel="last next"', ["/2"]),
        ("</2>; rel=nextone, </3>; rel=prev", []),
        ("no link at all", []),
    ],
)
def test_paging_in_link_headers(header: str, found: list[str]) -> None:
    assert further("<p>", "text/html", header) == found


def test_paging_in_a_page() -> None:
    assert further("<link rel=next href='?s=2'><a rel='nofollow NEXT' href='?s=2'><a rel=prev href='?s=0'>") == [
        "/presse/liste.html?s=2"
    ]


BOMB = '<!DOCTYPE r [<!ENTITY a "' + "x" * 1000 + '">' + "".join(
    f'<!ENTITY {n} "{f"&{m};" * 50}">' for m, n in zip("abcde", "bcdef", strict=True)
) + "]><rss><channel><item><link>&f;</link></item></channel></rss>"  # fmt: skip


@pytest.mark.parametrize(
    "body", ["<rss><channel>", "<rss>\0</rss>", "<rss>&undefined;</rss>", BOMB], ids=["open", "nul", "entity", "bomb"]
)
def test_broken_xml_is_a_finding(body: str) -> None:
    found = answer(body, "application/rss+xml")
    with pytest.raises(NotReceivedError) as caught:
        read_listing(found, Form.FEED)
    assert caught.value.issue.code == "PM-HARV-011"
    assert caught.value.issue.message.startswith("broken XML: ")


def test_no_entity_is_loaded_from_a_file() -> None:
    body = '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel><item><link>&a;</link></item></channel></rss>'
    with pytest.raises(NotReceivedError, match="undefined entity"):
        read_listing(answer(body), Form.FEED)


def test_a_compressed_sitemap_that_breaks_off_is_a_finding() -> None:
    with pytest.raises(NotReceivedError, match="breaks off"):
        form_of(answer(gzip.compress(SITEMAP.encode(), mtime=0)[:-9], "application/gzip"))


def test_a_compressed_sitemap_that_grows_without_bound_is_a_finding() -> None:
    with pytest.raises(NotReceivedError, match="more than 50,000,000 bytes when inflated"):
        form_of(answer(gzip.compress(bytes(60_000_000), mtime=0), "application/gzip"))


KINDS = ("text/html", "text/plain", "application/xml", "application/rss+xml", "application/gzip", "", "image/png")
PIECES = st.sampled_from(["<a href='", "'>", "<rss>", "<item>", "<link>", "</", "<base href=", "<!--", "<?xml ", "&#0;", "\0", "ä", "http://[", "//", "x"])  # fmt: skip


@given(st.lists(PIECES, max_size=12).map("".join), st.sampled_from(KINDS), st.none() | st.sampled_from(["hex", "punycode", "utf-16", "a\0", "undefined"]))  # fmt: skip
@example("<rss", "text/plain", None)
def test_no_body_raises_anything_but_a_finding(body: str, kind: str, charset: str | None) -> None:
    found = answer(body, kind, charset)
    with suppress(NotReceivedError):
        form = form_of(found)
        links = read_listing(found, form).links if form in (Form.HTML, Form.FEED, Form.SITEMAP, Form.INDEX) else ()
        assert all(link.startswith(("http://", "https://")) for link in links)
