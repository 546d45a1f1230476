"""What the readers have in common: where the bytes came from, and how documents and findings are made of them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from pmgraph.curated import Portal, Sidecar
from pmgraph.errors import CATALOGUE, DocumentError
from pmgraph.iris import web_iri
from pmgraph.model import Document, Issue, PublishText

Found = Iterator[Document | Issue]
"""What a reader yields, in the order of the file: a document at a time, so that memory stays flat."""
_WHITE = re.compile("[ \t\n\r\f]+")
_TOP, _LONG = 12, 20
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A file as received. `limit` is the most bytes that one release may have; `portals` are the known layouts."""

    key: str
    path: str
    sidecar: Sidecar
    publish_text: PublishText
    limit: int
    raw_sha256: str
    portals: tuple[Portal, ...] = ()

    def document(
        self,
        text: str,
        *,
        reader: str,
        encoding: str,
        number: int | None = None,
        url: str | None = None,
        publisher: str | None = None,
    ) -> Document:
        """The document with that plain text; `number` is its place, from 1, in a file that holds several.

        What the sidecar states outranks what the file says of itself, save the address of one among several.
        """
        known = self.sidecar
        name = "" if number is None else f"#{number}"
        return Document(
            key=self.key + name,
            path=self.path + name,
            text=text,
            text_sha256=hashlib.sha256(text.encode()).hexdigest(),
            raw_sha256=self.raw_sha256,
            encoding=encoding,
            reader=reader,
            url=known.url or url if number is None else url,
            publisher=known.publisher or publisher,
            retrieved=known.retrieved,
            publish_text=known.publish_text or self.publish_text,
        )

    def issue(
        self, code: str, message: str, message_de: str, line: int | None = None, cure: str | None = None
    ) -> Issue:
        """A finding of the catalogue about the file."""
        kind = CATALOGUE[code]
        return Issue(
            code=code, severity=kind.severity, message=message, message_de=message_de,
            cure=kind.cure if cure is None else cure, path=self.path, line=line,
        )  # fmt: skip

    def error(self, code: str, message: str, message_de: str, line: int | None = None) -> DocumentError:
        """The error that says why the whole file cannot be read."""
        return DocumentError(self.issue(code, message, message_de, line))

    def checked(self, text: str) -> str:
        """The text if it is one of a release's length; DocumentError where it is empty or too long."""
        if not text.strip():
            raise self.error("PM-DOC-001", "file holds no text", "Datei enthält keinen Text")
        if len(text) > self.limit:
            raise self.error("PM-DOC-005", f"text has more than {self.limit:,} characters", "Text ist zu lang")
        return text


def printable(text: str) -> str:
    """The text without control characters and lone surrogates, which no plain text can hold."""
    return _CONTROL.sub("", text)


def address(value: str | None) -> str | None:
    """An absolute http(s) address, or None where the value is none."""
    try:
        return web_iri(value.strip()) if value else None
    except ValueError:
        return None


def headed(title: str | None, text: str) -> str:
    """The text with its title on a line of its own above it, unless it is among its first lines anyway."""
    line = _WHITE.sub(" ", printable(title or "")).strip()
    if not line:
        return text
    wanted = "".join(line.split())
    first = ["".join(part.split()) for part in text[: 600 + 2 * len(line)].split("\n") if part.strip()][:_TOP]
    # A long headline may be broken over lines, or stand in one with what is next to it.
    runs = {"".join(first[i:j]) for i in range(len(first)) for j in range(i + 1, i + 4)}
    there = wanted in runs or (len(wanted) >= _LONG and wanted in "".join(first))
    return text if there else f"{line}\n\n{text}"
