"""Reads plain text: bytes are decoded once and kept, with no newline translation and no normalisation."""

from __future__ import annotations

import hashlib

from pmgraph.curated import Sidecar
from pmgraph.errors import CATALOGUE, DocumentError
from pmgraph.model import Document, Issue, PublishText

READER = "text/1"
LIMIT = 2_000_000
"""Bytes beyond which a file is not one release."""
_CONTROL = frozenset(range(32)) - {9, 10, 12, 13}
_UNASSIGNED_1252 = frozenset(b"\x81\x8d\x8f\x90\x9d")


def read_text(
    data: bytes,
    *,
    key: str,
    path: str,
    sidecar: Sidecar | None = None,
    publish_text: PublishText = PublishText.QUOTES,
    limit: int = LIMIT,
    raw_sha256: str | None = None,
) -> tuple[Document, tuple[Issue, ...]]:
    """The document in `data`, and what was odd about its encoding. A file that is no text raises DocumentError.

    `raw_sha256` is the digest of the file as received where `data` was unpacked from it.
    """
    text, encoding = _decode(data, path, limit)
    issues: tuple[Issue, ...] = ()
    if encoding == "cp1252":
        issues = (
            _issue(
                "PM-DOC-003", path, "bytes are not UTF-8; read as Windows-1252", "kein UTF-8; als Windows-1252 gelesen"
            ),
        )
    known = sidecar or Sidecar()
    return Document(
        key=key,
        path=path,
        text=text,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        raw_sha256=raw_sha256 or hashlib.sha256(data).hexdigest(),
        encoding=encoding,
        reader=READER,
        url=known.url,
        publisher=known.publisher,
        retrieved=known.retrieved,
        publish_text=known.publish_text or publish_text,
    ), issues


def _decode(data: bytes, path: str, limit: int) -> tuple[str, str]:
    if len(data) > limit:
        raise _error("PM-DOC-005", path, f"file has more than {limit:,} bytes", f"Datei hat mehr als {limit} Bytes")
    if not data.strip():
        raise _error("PM-DOC-001", path, "file is empty", "Datei ist leer")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16"), "utf-16"
        except UnicodeDecodeError as error:
            raise _error(
                "PM-DOC-004", path, f"not UTF-16 at byte {error.start}", f"kein UTF-16 bei Byte {error.start}"
            ) from error
    control = sum(byte in _CONTROL for byte in data[:4096])
    if b"\0" in data[:4096] or control > len(data[:4096]) // 50:
        raise _error(
            "PM-DOC-002", path, f"{control} control characters at the start: not text", "Steuerzeichen: kein Text"
        )
    try:
        return data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError as error:
        if _UNASSIGNED_1252 & set(data):
            raise _error(
                "PM-DOC-004",
                path,
                f"byte {error.start} is neither UTF-8 nor Windows-1252",
                f"Byte {error.start} ist unlesbar",
            ) from error
        return data.decode("cp1252"), "cp1252"


def _issue(code: str, path: str, message: str, message_de: str) -> Issue:
    kind = CATALOGUE[code]
    return Issue(code=code, severity=kind.severity, message=message, message_de=message_de, cure=kind.cure, path=path)


def _error(code: str, path: str, message: str, message_de: str) -> DocumentError:
    return DocumentError(_issue(code, path, message, message_de))
