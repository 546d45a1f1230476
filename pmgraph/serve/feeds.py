"""Writes feeds: Atom (https://www.rfc-editor.org/rfc/rfc4287) and JSON Feed (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

ATOM, JSON_FEED = "application/atom+xml", "application/feed+json"
_NS = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry. `id` stays for ever; `updated` is a day (`2014-07-16`), for nothing here knows an hour."""

    id: str
    title: str
    updated: str
    address: str
    lines: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed with the newest entry first. `address` is where it is, `page` where people read the same."""

    id: str
    title: str
    author: str
    language: str
    address: str
    page: str
    entries: Sequence[Entry]
    updated: str
    """The day of a feed without entries."""


def atom(feed: Feed) -> bytes:
    """The feed as Atom, with its lines as plain text."""
    ET.register_namespace("", _NS)
    root = ET.Element(f"{{{_NS}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": feed.language})
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "updated", _moment(max((e.updated for e in feed.entries), default=feed.updated)))
    _add(ET.SubElement(root, f"{{{_NS}}}author"), "name", feed.author)
    _add(root, "link", rel="self", href=feed.address, type=ATOM)
    _add(root, "link", rel="alternate", href=feed.page, type="text/html")
    for one in feed.entries:
        entry = ET.SubElement(root, f"{{{_NS}}}entry")
        _add(entry, "id", one.id)
        _add(entry, "title", one.title)
        _add(entry, "updated", _moment(one.updated))
        _add(entry, "link", rel="alternate", href=one.address, type="text/html")
        _add(entry, "content", "\n".join(one.lines), type="text")
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def json_feed(feed: Feed) -> bytes:
    """The feed as JSON Feed 1.1."""
    values = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.address,
        "language": feed.language,
        "authors": [{"name": feed.author}],
        "items": [
            {
                "id": one.id, "url": one.address, "title": one.title, "content_text": "\n".join(one.lines) or one.title,
                "date_modified": _moment(one.updated),
            }
            for one in feed.entries
        ],
    }  # fmt: skip
    return json.dumps(values, ensure_ascii=False, indent=1).encode() + b"\n"


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> None:
    ET.SubElement(parent, f"{{{_NS}}}{name}", attributes).text = None if text is None else _sayable(text)


def _sayable(text: str) -> str:
    """The text without the control characters that XML 1.0 cannot hold (https://www.w3.org/TR/xml/#charsets)."""
    return "".join(c if c in "\t\n\r" or (c >= "\x20" and c not in "\ufffe\uffff") else "\ufffd" for c in text)


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"
