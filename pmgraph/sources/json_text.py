"""Reads JSON and JSON lines: an object is a release, a list or several lines are several.

| key | what it is | else |
| --- | --- | --- |
| `text` | the plain text | `content_text` |
| `html` | the text as HTML, read where there is no plain text | `content_html` |
| `title` | its headline, put above a text that does not start with it | |
| `date` | its day, put on the first line as releases print it (16.07.2014) unless the text starts with it | |
| `url` | its address | |
| `publisher` | the id of the issuing body in the register | |

Other keys are passed over. A list may also stand under `items` of an object, as in JSON Feed
(https://www.jsonfeed.org/version/1.1/). JSON is https://www.rfc-editor.org/rfc/rfc8259.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from pmgraph.sources.charset import decode
from pmgraph.sources.html import READER as HTML_READER
from pmgraph.sources.html import fragment_text
from pmgraph.sources.received import Found, Received, address, headed, printable

READER = "json/1"
_READER_HTML = f"{READER}+{HTML_READER.split('+', 1)[1]}"
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?=$|[T ])")
_FIRST = 400


def read_json(data: bytes, received: Received) -> Found:
    """A document for each object; one that is wrong is an issue with its line, and the others are read."""
    try:
        text, encoding, _ = decode(data)
    except UnicodeDecodeError as error:
        raise received.error("PM-DOC-004", f"not UTF-8 at byte {error.start}", "kein UTF-8") from error
    try:
        whole = json.loads(text)
    except RecursionError as error:
        raise received.error("PM-DOC-012", "JSON is nested beyond all use", "JSON ist zu tief verschachtelt") from error
    except ValueError as error:
        first, _, rest = text.strip().partition("\n")
        if not rest.strip() or not first.rstrip().endswith("}"):
            message = f"not JSON: {error}"
            raise received.error("PM-DOC-012", message, "kein JSON", getattr(error, "lineno", None)) from error
        yield from _lines(text, received, encoding)
        return
    if isinstance(whole, dict) and isinstance(whole.get("items"), list):
        whole = whole["items"]
    if not isinstance(whole, list):
        yield from _read(whole, None, 1, received, encoding)
        return
    for number, (item, line) in enumerate(zip(whole, _lines_of_items(text), strict=False), 1):
        yield from _read(item, number, line, received, encoding)


def _lines(text: str, received: Received, encoding: str) -> Found:
    number = 0
    for line, raw in enumerate(text.split("\n"), 1):
        if not raw.strip():
            continue
        number += 1
        try:
            item = json.loads(raw)
        except (ValueError, RecursionError) as error:
            yield received.issue(
                "PM-DOC-013", f"item {number} is not JSON: {error}", f"Eintrag {number}: kein JSON", line
            )
            continue
        yield from _read(item, number, line, received, encoding)


def _lines_of_items(text: str) -> Iterator[int]:
    """The line on which each item of the first list of `text` starts, and 1 ever after."""
    decoder, line, counted = json.JSONDecoder(), 1, 0
    at = text.find("[", text.find('"items"') if text.lstrip().startswith("{") else 0) + 1
    while True:
        while at < len(text) and text[at] in " \t\r\n,":
            at += 1
        try:
            _, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            break
        line += text.count("\n", counted, at)
        counted = at
        yield line
        at = end
    while True:
        yield 1


def _read(item: Any, number: int | None, line: int, received: Received, encoding: str) -> Found:
    try:
        text, reader = _text(item)
        url, publisher = _string(item, "url"), _string(item, "publisher")
        if len(text) > received.limit:
            raise ValueError(f"has more than {received.limit:,} characters")
    except ValueError as error:
        issue = received.issue(
            "PM-DOC-013", f"item {number or 1} {error}", f"Eintrag {number or 1} ist fehlerhaft", line
        )
        yield issue
        return
    known = address(url)
    if url is not None and known is None:
        said = f"item {number or 1}: {url!r} is no absolute http address; it is read without"
        yield received.issue("PM-DOC-017", said, f"Eintrag {number or 1}: keine Adresse", line)
    yield received.document(
        text, reader=reader, encoding=encoding, number=number, url=known, publisher=publisher
    )  # fmt: skip


def _text(item: Any) -> tuple[str, str]:
    """The plain text of an object, and the reader that gave it; ValueError says what is wrong with it."""
    if not isinstance(item, dict):
        raise ValueError(f"is {json.dumps(item)[:40]}; write an object with the key 'text'")
    text = _string(item, "text") or _string(item, "content_text")
    reader = READER
    if text is None:
        markup = _string(item, "html") or _string(item, "content_html")
        if markup is None:
            raise ValueError("has neither 'text' nor 'html'")
        text, reader = fragment_text(markup), _READER_HTML
    if text is None or not text.strip():
        raise ValueError("holds no text")
    return _dated(_string(item, "date"), headed(_string(item, "title"), printable(text))), reader


def _dated(date: str | None, text: str) -> str:
    if date is None:
        return text
    found = _ISO.match(date)
    printed = f"{found[3]}.{found[2]}.{found[1]}" if found is not None else printable(" ".join(date.split()))
    return text if printed in text[:_FIRST] else f"{printed}\n\n{text}"


def _string(item: dict[str, Any], key: str) -> str | None:
    value = item.get(key)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"has {json.dumps(value)[:40]} as {key!r}; write a string")
    return value or None
