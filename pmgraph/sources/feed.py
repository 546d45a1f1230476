"""Reads feeds: each item or entry is a document.

RSS 2.0 (https://www.rssboard.org/rss-specification), RSS 1.0 (https://web.resource.org/rss/1.0/spec) with
`content:encoded`, and Atom (https://www.rfc-editor.org/rfc/rfc4287). A feed's date is when an item was put out, often
in UTC, not what the release says; it is not taken over.
"""

from __future__ import annotations

import re
from urllib.parse import urljoin

from pmgraph.model import Issue
from pmgraph.sources.charset import decode
from pmgraph.sources.feed_xml import ATOM, CONTENT, Broken, Element, link_of, read_items
from pmgraph.sources.html import READER as HTML_READER
from pmgraph.sources.html import fragment_text
from pmgraph.sources.received import Found, Received, address, headed, printable

READER = f"feed/1+{HTML_READER.split('+', 1)[1]}"
_TAG = re.compile(r"<[a-zA-Z/!][^>]{0,500}>|&(?:[a-zA-Z]{2,30}|#\d{1,7});")
_ESCAPED = {"html", "text/html"}


def read_feed(data: bytes, received: Received) -> Found:
    """A document for each item that holds text; one that does not is an issue with its line."""
    try:
        text, encoding, _ = decode(data)
        items, home = read_items(text)
    except UnicodeDecodeError as error:
        raise received.error("PM-DOC-004", f"byte {error.start} fits no character encoding", "unlesbar") from error
    except ValueError as error:
        raise received.error("PM-DOC-012", f"feed cannot be read: {error}", "Feed ist nicht lesbar") from error
    if not items:
        raise received.error("PM-DOC-001", "feed holds no items", "Feed enthält keine Einträge")
    for number, item in enumerate(items, 1):
        if isinstance(item, Broken):
            yield _bad(received, number, item.line, f"is not well-formed: {item.message}")
        else:
            yield from _read(item, number, received, encoding, home)


def _read(item: Element, number: int, received: Received, encoding: str, home: str | None) -> Found:
    text = _body(item)
    title = _plain(next(iter(item.all("title")), None))
    if text is None:
        yield _bad(received, number, item.line, "is nested beyond all use")
        return
    if not text.strip():
        yield _bad(received, number, item.line, "holds no text")
        return
    whole = headed(title, text)
    if len(whole) > received.limit:
        yield _bad(received, number, item.line, f"has more than {received.limit:,} characters")
        return
    link = _link(item)
    url = address(urljoin(received.sidecar.url or home or "", link)) if link else None
    if link and url is None:
        said = f"item {number}: {link!r} is no absolute http address; it is read without"
        yield received.issue("PM-DOC-017", said, f"Eintrag {number}: keine Adresse", item.line)
    yield received.document(whole, reader=READER, encoding=encoding, number=number, url=url)


def _body(item: Element) -> str | None:
    """The longest of the texts that an item carries; feeds put the whole and a teaser side by side."""
    bodies = [
        *item.all("encoded", CONTENT), *item.all("content", ATOM), *item.all("description"), *item.all("summary", ATOM),
    ]  # fmt: skip
    texts = [_as_text(body) for body in bodies]
    if texts and all(text is None for text in texts):
        return None
    return max((text for text in texts if text is not None), key=len, default="")


def _as_text(body: Element) -> str | None:
    kind = body.attributes.get("type", "html" if body.namespace != ATOM else "text")
    if kind == "xhtml" or kind in _ESCAPED or _TAG.search(body.text):
        return fragment_text(body.text)
    return printable(body.text).strip("\n")


def _plain(title: Element | None) -> str | None:
    return None if title is None else _as_text(title)


def _link(item: Element) -> str | None:
    found = [link_of(e) for e in item.all("link")]
    guids = [e.text.strip() for e in item.all("guid") if e.attributes.get("isPermaLink") != "false"]
    return next((a for a in (*found, *guids) if a), None)


def _bad(received: Received, number: int, line: int, said: str) -> Issue:
    return received.issue("PM-DOC-013", f"item {number} {said}", f"Eintrag {number} ist fehlerhaft", line)
