"""What a file is, by its content; its name says nothing. Compressed files are unpacked once, with a bound."""

from __future__ import annotations

import re
import zlib
from enum import StrEnum

HEAD = 8192
"""How many bytes of a file decide what it is."""
GZIP = b"\x1f\x8b"


class Form(StrEnum):
    """The forms that releases come in, and one that is named when it is refused."""

    TEXT = "text"
    HTML = "HTML"
    FEED = "feed"
    PDF = "PDF"
    JSON = "JSON"
    XML = "XML"
    WARC = "WARC"


ROOM = {Form.HTML: 4, Form.PDF: 10, Form.FEED: 10, Form.JSON: 100, Form.WARC: 100}
"""How many times the size of one release a file of that form may have; 1 where it is not named."""
MOST = max(ROOM.values())

_ROOTS = {"html": Form.HTML, "rss": Form.FEED, "feed": Form.FEED, "rdf": Form.FEED}
_BEFORE_ROOT = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)*", re.DOTALL | re.IGNORECASE)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")
_HTML_TAGS = frozenset(
    [
        "a",
        "article",
        "aside",
        "b",
        "base",
        "blockquote",
        "body",
        "br",
        "center",
        "div",
        "dl",
        "em",
        "fieldset",
        "figure",
        "font",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "i",
        "iframe",
        "img",
        "link",
        "main",
        "meta",
        "nav",
        "noscript",
        "ol",
        "p",
        "pre",
        "script",
        "section",
        "small",
        "span",
        "strong",
        "style",
        "table",
        "tbody",
        "td",
        "template",
        "title",
        "tr",
        "u",
        "ul",
    ]
)
_PAGE = re.compile(r"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
_MARKUP = re.compile(r"</(?:p|div|a|b|strong|em|span|li|td|h[1-6])\s*>|<br\s*/?>|<p>", re.IGNORECASE)
_JSON = re.compile(r'\s*(?:\{\s*["}]|\[\s*[{\]])')
_MARKUP_AT_LEAST = 4


class TooLargeError(Exception):
    """A file is larger than its form may be; `bound` is how many bytes it may have."""

    def __init__(self, bound: int) -> None:
        super().__init__(bound)
        self.bound = bound


def form_of(data: bytes) -> Form:
    """What the (unpacked) bytes hold, decided by the first 8 KiB of them."""
    head = data[:HEAD]
    if b"%PDF-" in head[:1024]:
        return Form.PDF
    if head.startswith(b"WARC/"):
        return Form.WARC
    codec = "utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    text = head.removeprefix(b"\xef\xbb\xbf").decode(codec, "replace")
    start = _BEFORE_ROOT.match(text)
    root = _ROOT.match(text, start.end() if start is not None else 0)
    if root is not None:
        name = root[1].lower()
        if name in _ROOTS:
            return _ROOTS[name]
        if name in _HTML_TAGS or _PAGE.search(text):
            return Form.HTML
        if text.lstrip().startswith("<?xml"):
            return Form.XML
    if _PAGE.search(text, 0, 1024) or len(_MARKUP.findall(text)) >= _MARKUP_AT_LEAST:
        return Form.HTML
    return Form.JSON if _JSON.match(text) else Form.TEXT


def bound_of(form: Form, limit: int) -> int:
    """How many bytes a file of that form may have where one release may have `limit`."""
    return limit * ROOM.get(form, 1)


def unpacked(data: bytes, limit: int) -> bytes:
    """The bytes, inflated once where they are gzip (https://www.rfc-editor.org/rfc/rfc1952).

    Raises TooLargeError where they hold more than their form may have, zlib.error where the gzip is broken. A bomb is
    noticed while it is inflated: never more than the bound is held.
    """
    if not data.startswith(GZIP):
        return _within(data, limit)
    out = bytearray()
    rest, bound = data, MOST * limit
    while rest.startswith(GZIP):  # a gzip file may have several members
        inflate = zlib.decompressobj(wbits=31)
        while not inflate.eof:
            piece = inflate.decompress(rest, 1 << 16)
            rest = inflate.unconsumed_tail
            if not (piece or rest or inflate.eof):
                raise zlib.error("it ends too early")
            out += piece
            if len(out) >= HEAD and bound == MOST * limit:
                bound = bound_of(form_of(bytes(out[:HEAD])), limit)
            if len(out) > bound:
                raise TooLargeError(bound)
        rest = inflate.unused_data
    return _within(bytes(out), limit)


def _within(data: bytes, limit: int) -> bytes:
    bound = bound_of(form_of(data), limit)
    if len(data) > bound:
        raise TooLargeError(bound)
    return data
