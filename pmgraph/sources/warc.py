"""Reads web archives (WARC 1.0 and 1.1, https://iipc.github.io/warc-specifications/): each page is a document.

warcio reads the records; what is inflated is bounded here, so that a bomb ends, and so that a file that breaks off
gives what stands before the break.
"""

from __future__ import annotations

import re
import zlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr
from dataclasses import replace
from importlib.metadata import version
from io import StringIO
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeadersParserException

from pmgraph.curated import Sidecar
from pmgraph.errors import DocumentError
from pmgraph.model import Document, Issue
from pmgraph.sources.forms import GZIP, HEAD, MOST, Form, bound_of, form_of
from pmgraph.sources.received import Found, Received, address

READER = f"warc/1+warcio-{version('warcio')}"
Reader = Callable[[bytes, Received], Found]
_START = b"WARC/"
_INFLATED = 10
"""How many times the bytes of the largest file an archive may hold when it is inflated."""
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T|$)")
_TYPES = frozenset(["text/html", "application/xhtml+xml", "text/plain", "application/pdf", ""])
_ENCODINGS = frozenset(["", "identity", "gzip", "deflate", "br"])
_WITH_TEXT = ("response", "resource", "conversion")
_TYPES_OF_RECORDS = frozenset([*_WITH_TEXT, "warcinfo", "request", "metadata", "revisit", "continuation"])
_LENGTH, _STATUS, _TYPE = (
    re.compile(r"\d{1,15}"),
    re.compile(r"\d{3}"),
    re.compile(r"[a-z0-9.+-]{1,40}/[a-z0-9.+-]{1,80}"),
)


class _Inflated:
    """The bytes of an archive as they are read, at most `bound` of them, and where in the file they come from."""

    def __init__(self, data: bytes, bound: int) -> None:
        self.data, self.bound = data, bound
        self.packed = data.startswith(GZIP)
        self.given = 0
        self.broken: str | None = None
        """Why nothing more can be read, where that is before the end."""
        self._at = 0
        self._member = zlib.decompressobj(wbits=31)
        self._rest = data if self.packed else b""
        self._starts = [(0, 0)]
        """Where each gzip member starts: among the bytes given, and in the file."""

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes; none at the end, at the bound, or where the file breaks off."""
        size = size if size >= 0 else 1 << 16
        if self.broken is not None:
            return b""
        piece = self._inflate(size) if self.packed else self.data[self.given : self.given + size]
        self.given += len(piece)
        if self.given > self.bound and self.broken is None:
            self.broken = f"it holds more than {self.bound:,} bytes"
        return piece

    def tell(self) -> int:
        """How many bytes were given."""
        return self.given

    def in_file(self, offset: int) -> int:
        """The byte of the file at which the record with this offset starts, or the gzip member that holds it."""
        if not self.packed:
            return offset
        return self._starts[bisect_right(self._starts, (offset, len(self.data))) - 1][1]

    def _inflate(self, size: int) -> bytes:
        piece = b""
        try:
            while not piece and self.broken is None:
                if self._member.eof:
                    self._rest = self._member.unused_data
                    if not self._rest.startswith(GZIP):
                        if self._rest.strip(b"\0"):
                            self._starts.append((self.given, len(self.data) - len(self._rest)))
                            self.broken = "what follows is no gzip"
                        break
                    self._starts.append((self.given, len(self.data) - len(self._rest)))
                    self._member = zlib.decompressobj(wbits=31)
                piece = self._member.decompress(self._rest, size)
                if not self._member.eof:
                    self._rest = self._member.unconsumed_tail
                    if not piece and not self._rest:
                        self.broken = "gzip ends too early"
        except zlib.error as error:
            self.broken = f"gzip cannot be read: {error}"
        return piece


def is_warc(data: bytes) -> bool:
    """Whether the bytes are a web archive, packed or not, decided by how they start."""
    if not data.startswith(GZIP):
        return data.startswith(_START)
    try:
        return zlib.decompressobj(wbits=31).decompress(data[:HEAD], len(_START)) == _START
    except zlib.error:
        return False


def read_warc(data: bytes, received: Received, readers: Mapping[Form, Reader]) -> Found:
    """A document for each record that holds a form of `readers`; the others are counted in one finding.

    A record that cannot be read is a finding; where the file breaks off, one says at which byte, and what was read
    before it stays. DocumentError where it breaks off in its first record.
    """
    stream = _Inflated(data, _INFLATED * MOST * received.limit)
    records = ArchiveIterator(stream)
    passed: Counter[str] = Counter()
    number, start = 0, 0
    while (taken := _next(records, stream, received.limit)) is not None:
        record, payload = taken
        start = records.offset
        reader = readers.get(form_of(payload)) if isinstance(payload, bytes) else None
        if isinstance(payload, str) or reader is None:
            passed[payload if isinstance(payload, str) else f"{record.rec_type} of another form"] += 1
            continue
        number += 1
        try:
            for one in reader(payload, _of_record(received, record, number)):
                yield replace(one, reader=f"{READER}+{one.reader}") if isinstance(one, Document) else one
        except DocumentError as error:
            yield error.issue
    if stream.broken is not None or start < stream.tell():
        issue = _breaks_off(received, stream, start, number)
        if not number and not passed:
            raise DocumentError(issue)
        yield issue
    if passed:
        said = ", ".join(f"{count} {what}" for what, count in sorted(passed.most_common(20)))
        yield received.issue(
            "PM-DOC-018", f"passed over in the web archive: {said}", f"im Webarchiv ausgelassen: {said}"
        )


def _next(records: ArchiveIterator, stream: _Inflated, limit: int) -> tuple[Any, bytes | str] | None:
    """The next record with its payload, or with what it is if that is not read; None at the end and at a break."""
    said = StringIO()  # warcio writes to stderr what it finds odd
    try:
        with redirect_stderr(said):
            record = next(records, None)
            if record is None:
                return None
            if _LENGTH.fullmatch(record.rec_headers.get_header("Content-Length") or "") is None:
                return None  # warcio takes it for empty
            payload = _payload(record, limit)
            while record.raw_stream.read(1 << 16):
                pass
            # A record that is cut off, or one whose length is wrong, is none; nothing behind it can be found.
            if getattr(record.raw_stream, "limit", 0) > 0:
                return None
            odd = said.getvalue()
            records.read_to_end()
            if said.getvalue() != odd:
                stream.broken = stream.broken or "the length of the record before is wrong"
                return None
    except Exception as error:  # on damaged bytes warcio trips over whatever is missing
        told = isinstance(error, ArchiveLoadFailed | StatusAndHeadersParserException)
        stream.broken = stream.broken or (" ".join(str(error).split())[:200] if told else "what follows is no record")
        return None
    return record, f"{record.rec_type} in a broken encoding" if odd and isinstance(payload, bytes) else payload


def _payload(record: Any, limit: int) -> bytes | str:
    """What a record holds, or a few words on what it is where that is not to be read."""
    kind = record.rec_type if record.rec_type in _TYPES_OF_RECORDS else "of an unknown type"
    headers = record.http_headers
    if kind not in _WITH_TEXT or (kind == "response" and headers is None):
        return str(kind)
    status = headers.get_statuscode() if headers is not None else "200"
    if status != "200":
        return f"response with status {status if _STATUS.fullmatch(status) else 'unknown'}"
    encoding = (headers.get_header("Content-Encoding") or "").strip().lower() if headers is not None else ""
    if encoding not in _ENCODINGS:
        return "response in an encoding that is not read"
    stated = headers.get_header("Content-Type") if headers is not None else record.content_type
    type_ = (stated or "").partition(";")[0].strip().lower()
    if type_ not in _TYPES:
        return f"{kind} of {type_ if _TYPE.fullmatch(type_) else 'an unknown type'}"
    most = max(bound_of(form, limit) for form in (Form.TEXT, Form.HTML, Form.PDF)) + 1
    stream, pieces, size = record.content_stream(), [], 0
    while size < most and (piece := stream.read(min(most - size, 1 << 16))):
        pieces.append(piece)
        size += len(piece)
    content = b"".join(pieces)
    if size > bound_of(form_of(content), limit):
        return f"{kind} that is too large"
    return content if content.strip() else f"{kind} without content"


def _of_record(received: Received, record: Any, number: int) -> Received:
    """What is known of one record: its own address and day; the sidecar's word outranks the day."""
    uri, date = (record.rec_headers.get_header(name) for name in ("WARC-Target-URI", "WARC-Date"))
    day = _DAY.match(date or "")
    known = received.sidecar
    return replace(
        received, key=f"{received.key}#{number}", path=f"{received.path}#{number}",
        sidecar=Sidecar(
            url=address(uri), publisher=known.publisher, publish_text=known.publish_text,
            retrieved=known.retrieved or (day[1] if day is not None else None),
        ),
    )  # fmt: skip


def _breaks_off(received: Received, stream: _Inflated, start: int, number: int) -> Issue:
    at = stream.in_file(start)
    why = stream.broken or "the file ends within a record"
    return received.issue(
        "PM-DOC-012", f"web archive breaks off at byte {at:,}: {why}; the {number} pages before it were read",
        f"Webarchiv bricht bei Byte {at} ab: {why}; die {number} Seiten davor wurden gelesen",
    )  # fmt: skip
