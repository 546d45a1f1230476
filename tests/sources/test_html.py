"""A page becomes the plain text of its release: blocks on lines of their own, menus left out, nothing else changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pmgraph.model import Document
from pmgraph.sources.charset import decode
from pmgraph.sources.html import fragment_text
from pmgraph.sources.markup import parse
from pmgraph.tables.portals import read_portal

Read = Callable[..., Any]

BLOCKS = [
    ("<p>a</p><p>b</p>", "a\n\nb"),
    ("<p>a\n  b\tc</p>", "a b c"),
    ("<p>a&nbsp;&nbsp;b&thinsp;c</p>", "a\u00a0\u00a0b\u2009c"),
    ("<p>Lan&shy;des</p>", "Lan\u00addes"),
    ("a<br>b<br/>c", "a\nb\nc"),
    ("a<br><br>b", "a\n\nb"),
    ("<h1>T</h1>Text <b>fett</b> und <i>k</i>ursiv.", "T\n\nText fett und kursiv."),
    ("<div>a</div><div>b</div>", "a\nb"),
    ("<div><div><div>a</div></div></div>b", "a\nb"),
    ("<ul><li>eins<li>zwei <b>x</b></ul>drei", "eins\nzwei x\n\ndrei"),
    ("<table><tr><td>a</td><td> b </td></tr><tr><td>c<td>d</table>", "a\tb\nc\td"),
    ("<pre>a  b\n\n  c</pre>d", "a b\n\nc\n\nd"),
    ("Er sagte: <q>Ja</q>.", "Er sagte: „Ja“."),
    ("a<script>b</script><style>c</style><!-- d --><noscript>e</noscript>f", "af"),
    ("<p>a</p><p> </p><p>&nbsp;</p><p>b</p>", "a\n\n\u00a0\n\nb"),
    ("a&lt;b&amp;c &#8222;d&#8220;", "a<b&c „d“"),
    ("<p>a<span>b</span>c</p>", "abc"),
    ("<p hidden>a</p><nav>b</nav><div class='breadcrumb'>c</div><div role=navigation>d</div>e", "e"),
    ("<p>a\x0cb\x07c</p>", "a bc"),
]


@pytest.mark.parametrize(("markup", "text"), BLOCKS)
def test_blocks_become_lines(markup: str, text: str) -> None:
    assert fragment_text(markup) == text


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><title>x | Portal</title>{head}</head><body>{body}</body></html>"


def test_the_main_element_is_read_under_the_headline_of_the_page(
    read: Read, title: str, paragraphs: tuple[str, str]
) -> None:
    first, second = paragraphs
    main = f"<main><div class='share'>Teilen</div><p>{first}</p><p>{second}</p></main>"
    ((document,), issues) = read(page(f"<header><h1>{title}</h1></header><ul><li>Start</ul>{main}<p>Cookies?</p>"))
    assert document.text == f"{title}\n\n{first}\n\n{second}"
    assert document.reader.startswith("html/1+selectolax-")
    assert issues == ()


def test_one_article_is_the_release_and_several_are_a_list(read: Read, paragraphs: tuple[str, str]) -> None:
    first, second = paragraphs
    ((one,), _) = read(page(f"<p>vorher</p><article><h1>T</h1><p>{first}</p></article>"))
    assert one.text == f"T\n\n{first}"
    ((several,), _) = read(
        page(f"<main><article><p>{first}</p></article><article><p>{second}</p></article></main><p>x</p>")
    )
    assert several.text == f"{first}\n\n{second}"


def test_trafilatura_finds_the_main_text_of_an_unmarked_page(
    read: Read, title: str, paragraphs: tuple[str, str]
) -> None:
    pytest.importorskip("trafilatura", reason="the extra `web` is not installed")
    first, second = paragraphs
    first = first.replace("Landkreis Nordheide", "Landkreis\u00a0Nordheide")
    menu = "<div id='m'><ul><li><a href='/'>Start</a></li><li><a href='/t'>Themen</a></li><li><a href='/p'>Presse</a></li></ul></div>"
    foot = "<div id='f'><a href='/i'>Impressum</a> <a href='/d'>Datenschutz</a></div>"
    ((document,), issues) = read(page(f"{menu}<div><h1>{title}</h1><p>{first}</p><p>{second}</p></div>{foot}"))
    assert document.text == f"{title}\n\n{first}\n\n{second}", "characters are those of the page"
    assert "+trafilatura-" in document.reader
    assert issues == ()


def test_a_page_that_does_not_say_what_its_release_is_is_read_whole_and_reported(read: Read) -> None:
    ((document,), (issue,)) = read(page("<div>kurz</div><div>und knapp</div>"))
    assert document.text == "kurz\nund knapp"
    assert issue.code == "PM-DOC-014"


PROFILE = """\
hosts: [presse.example.de]
reason: three invented pages
page:
  number: .nr
  date: .wann
  title: h2.kopf
  body: "#inhalt"
  imprint: .imp
  drop: [.teilen]
"""


def test_a_profile_names_the_parts_in_the_order_of_a_release(read: Read, tmp_path: Path) -> None:
    (tmp_path / "beispiel.yaml").write_text(PROFILE, encoding="utf-8")
    portals = (read_portal(tmp_path / "beispiel.yaml"),)
    head = '<link rel="canonical" href="https://presse.example.de/2020/1">'
    body = (
        "<div id=inhalt><h2 class=kopf>Der Titel</h2><div class=teilen>teilen</div><p>Text.</p></div>"
        "<div class=imp>Impressum: Amt</div><div class=wann>Ort, den 1. Mai 2020</div><p>Menü</p><b class=nr>Nr. 7</b>"
    )
    ((document,), issues) = read(page(body, head), portals=portals)
    assert document.text == "Nr. 7\n\nOrt, den 1. Mai 2020\n\nDer Titel\n\nText.\n\nImpressum: Amt"
    assert document.reader.endswith("+beispiel")
    assert document.url == "https://presse.example.de/2020/1"
    assert issues == ()
    changed = page("<main>" + "Neu gestaltet. " * 20 + "</main>", head)
    ((document,), (issue,)) = read(changed, portals=portals)
    assert document.text.startswith("Neu gestaltet.")
    assert "'beispiel' finds no text" in issue.message


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link rel="canonical" href="https://a.example/x">', "https://a.example/x"),
        ('<meta property="og:url" content="https://a.example/y">', "https://a.example/y"),
        (
            '<link rel="canonical" href="/x"><meta property="og:url" content="https://a.example/y">',
            "https://a.example/y",
        ),
        ('<link rel="canonical" href="javascript:x">', None),
        ("", None),
    ],
)
def test_a_page_gives_its_own_address(read: Read, head: str, url: str | None) -> None:
    ((document,), _) = read(page("<article>Text</article>", head))
    assert document.url == url


META = '<meta http-equiv="Content-Type" content="text/html; charset={}">'
CHARSETS = [
    ("Müller".encode(), "Müller", "utf-8", None),
    (META.format("utf-8").encode() + "Müller".encode(), "Müller", "utf-8", None),
    (META.format("iso-8859-1").encode() + "Müller – „x“".encode("cp1252"), "Müller – „x“", "cp1252", None),
    (b'<meta charset=ISO-8859-15>' + "Müller €".encode("iso8859-15"), "Müller €", "iso8859-15", None),
    (b'<?xml version="1.0" encoding="iso-8859-2"?>' + "Łódź".encode("iso8859-2"), "Łódź", "iso8859-2", None),
    (b'<meta charset="iso-8859-1">' + "Müller".encode(), "Müller", "utf-8", "iso-8859-1"),
    (b'<meta charset="utf-8">' + "Müller".encode("cp1252"), "Müller", "cp1252", "utf-8"),
    (b'<meta charset="rot13">' + "Müller".encode("cp1252"), "Müller", "cp1252", "rot13"),
    ("\ufeffMüller".encode(), "Müller", "utf-8", None),
    (b"\xff\xfe" + "Müller".encode("utf-16-le"), "Müller", "utf-16-le", None),
    (b"\xfe\xff" + "Müller".encode("utf-16-be"), "Müller", "utf-16-be", None),
]  # fmt: skip


@pytest.mark.parametrize(("data", "text", "codec", "contradicted"), CHARSETS)
def test_the_charset_is_what_the_bytes_say_before_what_the_page_declares(
    data: bytes, text: str, codec: str, contradicted: str | None
) -> None:
    got, found, wrong = decode(data)
    assert got.endswith(text)
    assert (found, wrong) == (codec, contradicted)


def test_a_page_in_another_charset_than_it_declares_is_reported(read: Read) -> None:
    data = page("<article>Müller</article>", '<meta charset="utf-8">').encode("cp1252")
    ((document,), issues) = read(data)
    assert (document.text, document.encoding) == ("Müller", "cp1252")
    assert [i.message for i in issues if i.code == "PM-DOC-003"] == ["read as cp1252; it declares utf-8"]


def test_markup_made_to_choke_a_parser_is_refused() -> None:
    assert parse("<div>" * 2_000) is None
    assert parse("".join(f"<b id={i}>" for i in range(900)) + "<p>" * 20_000) is None
    assert parse("<p>Text</p>" * 20_000) is not None


def test_the_same_page_gives_the_same_text(read: Read, paragraphs: tuple[str, str]) -> None:
    data = page(f"<div><h1>T</h1><p>{paragraphs[0]}</p><table><tr><td>a<td>b</table></div>")
    assert read(data) == read(data)
    assert isinstance(read(data)[0][0], Document)
