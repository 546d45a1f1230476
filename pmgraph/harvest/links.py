"""What a received body is, and where it leads: a page, a feed, a sitemap, an index of sitemaps.

Feeds are Atom (https://www.rfc-editor.org/rfc/rfc4287), RSS 2.0 (https://www.rssboard.org/rss-specification) and
RSS 1.0; paging follows `rel="next"` in HTML, in Link headers (https://www.rfc-editor.org/rfc/rfc8288) and in feeds
(https://www.rfc-editor.org/rfc/rfc5005#section-3); sitemaps follow https://www.sitemaps.org/protocol.html.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from xml.etree import ElementTree

from selectolax.lexbor import LexborHTMLParser

from pmgraph.harvest.addresses import canonical
from pmgraph.harvest.exchange import inflated
from pmgraph.harvest.outcome import Answer, NotReceivedError, TryAgainError, issue


class Form(StrEnum):
    """What a body is."""

    HTML = "page"
    FEED = "feed"
    SITEMAP = "sitemap"
    INDEX = "sitemap index"
    TEXT = "text"
    PDF = "PDF"
    XML = "XML"
    JSON = "JSON"


SUFFIXES = {Form.HTML: ".html", Form.TEXT: ".txt", Form.PDF: ".pdf", Form.XML: ".xml", Form.JSON: ".json"}
"""The forms that a release may have, and how its file ends."""
_MEDIA_TYPES = {
    "text/html": Form.HTML, "application/xhtml+xml": Form.HTML, "text/plain": Form.TEXT, "application/pdf": Form.PDF,
    "application/xml": Form.XML, "text/xml": Form.XML, "application/json": Form.JSON,
}  # fmt: skip
_GZIP = b"\x1f\x8b"
_GZIP_TYPES = ("application/gzip", "application/x-gzip")
_ROOTS = {"rss": Form.FEED, "feed": Form.FEED, "RDF": Form.FEED, "urlset": Form.SITEMAP, "sitemapindex": Form.INDEX}
_ROOT = re.compile(rb"<(?![?!])(?:[\w.-]+:)?([\w.-]+)")
_LINK = re.compile(r'<([^>]*)>((?:\s*;\s*[\w*-]+\s*(?:=\s*(?:"[^"]*"|[^",;\s]*))?)*)')
_REL_NEXT = re.compile(r';\s*rel\s*=\s*(?:"(?:[^"]*\s)?next(?:\s[^"]*)?"|next(?![\w-]))', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Listing:
    """The addresses that a body names, in its order and each once, and those of its next parts."""

    links: tuple[str, ...]
    further: tuple[str, ...]


def form_of(answer: Answer) -> Form:
    """What the body is, by its media type and, for XML and where none is given, by its beginning."""
    kind, body = answer.media_type, answer.body
    form = _MEDIA_TYPES.get(kind)
    if form is None and kind.endswith("+json"):
        form = Form.JSON
    if form is None and (kind.endswith("+xml") or (kind in _GZIP_TYPES and body.startswith(_GZIP))):
        form = Form.XML
    if form is None and kind in ("", "application/octet-stream"):
        form = _sniffed(body)
    if form is None:
        said = f"has the media type {kind!r}, which no release has"
        raise NotReceivedError(issue("PM-HARV-006", answer.address, said, f"hat den Typ {kind!r}"))
    if form in (Form.XML, Form.TEXT):
        # Many hosts send feeds and sitemaps as text/plain or under a type of their own.
        return _ROOTS.get(_root(_unpacked(answer)), form)
    return form


def read_listing(answer: Answer, form: Form) -> Listing:
    """The links of a page, a feed or a sitemap; NotReceivedError where the XML is broken."""
    if form is Form.HTML:
        links, further = _of_html(answer)
    else:
        links, further = _of_xml(answer, form)
    further += [m[1] for header in answer.links for m in _LINK.finditer(header) if _REL_NEXT.search(m[2])]
    onward = _addresses(further, answer.address)
    return Listing(tuple(a for a in _addresses(links, answer.address) if a not in onward), onward)


def _sniffed(body: bytes) -> Form | None:
    start = body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"%pdf-"):
        return Form.PDF
    if start.startswith((b"<!doctype html", b"<html")):
        return Form.HTML
    if start.startswith((b"<?xml", _GZIP)):
        return Form.XML
    return None if b"\0" in start else Form.TEXT


def _root(body: bytes) -> str:
    """The local name of the first element."""
    start = body[:4096]
    if not start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return ""
    found = _ROOT.search(re.sub(rb"<!--.*?-->", b"", start, flags=re.DOTALL))
    return found[1].decode() if found is not None else ""


def _unpacked(answer: Answer) -> bytes:
    """The body; a sitemap that lies compressed on its host is inflated."""
    if not answer.body.startswith(_GZIP):
        return answer.body
    body = bytearray()
    try:
        for piece in inflated(iter([answer.body])):
            body += piece
            if len(body) > 50_000_000:
                said = "holds more than 50,000,000 bytes when inflated"
                raise NotReceivedError(issue("PM-HARV-005", answer.address, said, "hat entpackt über 50 MB"))
    except TryAgainError as error:
        raise NotReceivedError(issue("PM-HARV-011", answer.address, str(error), "ist kein gzip")) from error
    return bytes(body)


def _of_html(answer: Answer) -> tuple[list[str], list[str]]:
    tree = LexborHTMLParser(_decoded(answer))
    base = next((n.attributes.get("href") or "" for n in tree.css("base[href]")), "")
    here = (canonical(base, answer.address) if base else None) or answer.address
    links: list[str] = []
    further: list[str] = []
    for node in tree.css("a[href], link[href]"):
        target = canonical(node.attributes.get("href") or "", here)
        rel = (node.attributes.get("rel") or "").lower().split()
        if target is None:
            continue
        if "next" in rel:
            further.append(target)
        elif node.tag == "a":
            links.append(target)
    return links, further


def _decoded(answer: Answer) -> str:
    """The text, for finding links only: a wrong charset costs letters, never an ASCII address."""
    for name in (answer.charset, "utf-8"):
        try:
            return answer.body.decode(name or "utf-8")
        except (LookupError, ValueError):  # no such charset, or not these bytes
            continue
    return answer.body.decode("cp1252", "replace")


def _of_xml(answer: Answer, form: Form) -> tuple[list[str], list[str]]:
    try:
        # expat itself refuses entities that grow without bound, and loads none from elsewhere.
        root = ElementTree.fromstring(_unpacked(answer))
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise NotReceivedError(issue("PM-HARV-011", answer.address, f"broken XML: {error}", "kaputtes XML")) from error
    if form is Form.FEED:
        return list(_entries(root)), [e.get("href", "") for e in _named(root, "link") if e.get("rel") == "next"]
    found = [(e.text or "").strip() for entry in root for e in entry if _local(e) == "loc"]
    return (found, []) if form is Form.SITEMAP else ([], found)


def _entries(root: ElementTree.Element) -> Iterator[str]:
    """The address of each item of RSS and each entry of Atom that has one."""
    for entry in root.iter():
        if _local(entry) not in ("item", "entry"):
            continue
        own = [e for e in entry if _local(e) == "link"]
        found = [e.get("href") or (e.text or "").strip() for e in own if e.get("rel", "alternate") == "alternate"]
        guids = [(e.text or "").strip() for e in entry if _local(e) == "guid" and e.get("isPermaLink") != "false"]
        yield from [address for address in (*found, *guids) if address][:1]


def _named(root: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    """The children of that name of a feed or of its channel."""
    for parent in (root, *root):
        if parent is root or _local(parent) == "channel":
            yield from (child for child in parent if _local(child) == name)


def _local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _addresses(found: Iterable[str], base: str) -> tuple[str, ...]:
    spelt = (canonical(address, base) for address in found if address)
    return tuple(dict.fromkeys(address for address in spelt if address is not None))
