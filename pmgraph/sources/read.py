"""Reads any file of a corpus: what it holds decides which reader takes it, never its name."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterable

from pmgraph.curated import Portal, Sidecar
from pmgraph.model import Document, Issue, PublishText
from pmgraph.sources.feed import read_feed
from pmgraph.sources.forms import GZIP, MOST, Form, TooLargeError, bound_of, form_of, unpacked
from pmgraph.sources.html import read_html
from pmgraph.sources.json_text import read_json
from pmgraph.sources.pdf import read_pdf
from pmgraph.sources.received import Found, Received
from pmgraph.sources.text import LIMIT, read_text
from pmgraph.sources.warc import is_warc, read_warc

Reader = Callable[[bytes, Received], Found]


def _read_plain(data: bytes, received: Received) -> Found:
    document, issues = read_text(
        data, key=received.key, path=received.path, sidecar=received.sidecar, publish_text=received.publish_text,
        limit=received.limit, raw_sha256=received.raw_sha256,
    )  # fmt: skip
    yield from issues
    yield document


def _refuse(data: bytes, received: Received) -> Found:
    raise received.error("PM-DOC-002", "file is XML, but neither a page nor a feed", "Datei ist weder Seite noch Feed")


READERS: dict[Form, Reader] = {
    Form.TEXT: _read_plain,
    Form.HTML: read_html,
    Form.FEED: read_feed,
    Form.PDF: read_pdf,
    Form.JSON: read_json,
    Form.XML: _refuse,
}
"""Which reader takes which form. A reader yields documents and findings, or raises DocumentError for the whole file."""
_IN_ARCHIVES = {form: READERS[form] for form in (Form.TEXT, Form.HTML, Form.PDF)}


_SUFFIXES = {Form.HTML: ".html", Form.FEED: ".xml", Form.PDF: ".pdf", Form.JSON: ".json", Form.WARC: ".warc"}


def suffix_of(data: bytes) -> str:
    """How the name of a file with that content usually ends; people go by it, the readers do not."""
    return ".gz" if data.startswith(GZIP) else _SUFFIXES.get(form_of(data), ".txt")


def may_hold_several(data: bytes, limit: int) -> bool:
    """Whether the bytes hold a form that can carry several releases."""
    if is_warc(data):
        return True
    try:
        return form_of(unpacked(data, limit)) in (Form.FEED, Form.JSON)
    except (TooLargeError, zlib.error):
        return False


def most_bytes(limit: int) -> int:
    """How many bytes of a file are worth reading where one release may have `limit`."""
    return MOST * limit


def each_document(
    data: bytes,
    *,
    key: str,
    path: str,
    sidecar: Sidecar | None = None,
    publish_text: PublishText = PublishText.QUOTES,
    limit: int = LIMIT,
    portals: Iterable[Portal] = (),
) -> Found:
    """What a file holds, a document or a finding at a time; DocumentError where nothing of it can be read.

    A file of several releases gives documents with the keys and paths `NAME#1`, `NAME#2` …, counted in the file's order
    with those that cannot be read. `portals` are the profiles of pages.
    """
    received = Received(
        key=key, path=path, sidecar=sidecar or Sidecar(), publish_text=publish_text, limit=limit,
        raw_sha256=hashlib.sha256(data).hexdigest(), portals=tuple(portals),
    )  # fmt: skip
    if is_warc(data):
        if len(data) > bound_of(Form.WARC, limit):
            message = f"file has more than {bound_of(Form.WARC, limit):,} bytes"
            raise received.error("PM-DOC-005", message, "Datei ist zu groß")
        yield from read_warc(data, received, _IN_ARCHIVES)
        return
    try:
        plain = unpacked(data, limit)
    except TooLargeError as error:
        message = f"file has more than {error.bound:,} bytes"
        raise received.error("PM-DOC-005", message, f"Datei hat mehr als {error.bound} Bytes") from error
    except zlib.error as error:
        raise received.error("PM-DOC-012", f"gzip cannot be read: {error}", "gzip ist beschädigt") from error
    yield from READERS[form_of(plain)](plain, received)


def read_documents(
    data: bytes,
    *,
    key: str,
    path: str,
    sidecar: Sidecar | None = None,
    publish_text: PublishText = PublishText.QUOTES,
    limit: int = LIMIT,
    portals: Iterable[Portal] = (),
) -> tuple[tuple[Document, ...], tuple[Issue, ...]]:
    """The documents in `data` and what was found wrong, as `each_document` gives them."""
    documents: list[Document] = []
    issues: list[Issue] = []
    found = each_document(
        data, key=key, path=path, sidecar=sidecar, publish_text=publish_text, limit=limit, portals=portals
    )
    for one in found:
        if isinstance(one, Document):
            documents.append(one)
        else:
            issues.append(one)
    return tuple(documents), tuple(issues)
