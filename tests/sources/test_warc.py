"""Web archives, written with warcio as crawlers write them: pages become documents, the rest is counted."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pmgraph.config import load_settings
from pmgraph.errors import DocumentError
from pmgraph.model import Document, Issue
from pmgraph.pipeline.build import build
from pmgraph.sources.read import read_documents
from pmgraph.tables.register import COLUMNS

Read = Callable[..., tuple[tuple[Document, ...], tuple[Issue, ...]]]
HOST = "https://presse.example.de"


def page(number: int, text: str) -> str:
    return (
        f"<!DOCTYPE html><html><head><title>{number}</title></head><body><article><h1>Neue Moore {number}</h1>"
        f"<p>Guben, den {number:02d}.07.2014</p><p>{text}</p></article></body></html>"
    )


class Archive:
    """An archive under construction; every record has a date of its own."""

    def __init__(self, *, packed: bool) -> None:
        self.stream, self.number = BytesIO(), 0
        self.starts: list[int] = []
        self.writer = WARCWriter(self.stream, gzip=packed)
        self.add("/", b"software: test\r\n", "application/warc-fields", kind="warcinfo")
        self.number = 0

    def add(
        self, path: str, payload: bytes, type_: str, *, kind: str = "response", status: str = "200 OK", **headers: str
    ) -> int:
        """Writes a record and gives the byte at which it starts."""
        self.number += 1
        at = self.stream.tell()
        self.starts.append(at)
        listed = [("Content-Type", type_), *((name.replace("_", "-"), value) for name, value in headers.items())]
        http = StatusAndHeaders(status, listed, protocol="HTTP/1.1") if kind in ("response", "revisit") else None
        record = self.writer.create_warc_record(
            HOST + path, kind, payload=BytesIO(payload), http_headers=http, warc_content_type="" if http else type_,
            warc_headers_dict={
                "WARC-Date": f"2020-01-{self.number:02d}T23:30:00Z", "WARC-Record-ID": f"<{UUID(int=len(self.starts)).urn}>",
            },
            length=len(payload),
        )  # fmt: skip
        self.writer.write_record(record)
        return at

    @property
    def bytes(self) -> bytes:
        return self.stream.getvalue()


@pytest.fixture(params=[False, True], ids=["warc", "warc.gz"])
def archive(request: pytest.FixtureRequest) -> Archive:
    return Archive(packed=request.param)


def filled(archive: Archive, paragraphs: tuple[str, str]) -> int:
    """Two pages, a text and much that is none; the start of the last page."""
    archive.add("/1", page(1, paragraphs[0]).encode(), "text/html; charset=utf-8")
    archive.add("/1", b"GET / HTTP/1.1\r\n\r\n", "application/http; msgtype=request", kind="metadata")
    archive.add("/logo.png", b"\x89PNG" * 40, "image/png")
    archive.add("/gone", page(9, paragraphs[0]).encode(), "text/html", status="404 Not Found")
    archive.add("/1", b"", "text/html", kind="revisit")
    archive.add("/leer", b"  ", "text/html")
    archive.add("/feed", b"<rss version='2.0'><channel><item/></channel></rss>", "text/html")
    archive.add("/2.txt", f"Guben, den 02.07.2014\n\n{paragraphs[1]}".encode(), "text/plain", kind="resource")
    packed = gzip.compress(page(3, paragraphs[1]).encode("cp1252", "replace"), mtime=0)
    return archive.add("/3", packed, "text/html", Content_Encoding="gzip")


def test_pages_become_documents_with_address_and_day(read: Read, archive: Archive, paragraphs: tuple[str, str]) -> None:
    filled(archive, paragraphs)
    documents, issues = read(archive.bytes)
    assert [(d.path, d.url, d.retrieved) for d in documents] == [
        ("corpus/a.txt#1", f"{HOST}/1", "2020-01-01"),
        ("corpus/a.txt#2", f"{HOST}/2.txt", "2020-01-08"),
        ("corpus/a.txt#3", f"{HOST}/3", "2020-01-09"),
    ]
    assert documents[0].text == f"Neue Moore 1\n\nGuben, den 01.07.2014\n\n{paragraphs[0]}"
    assert documents[1].text.endswith(paragraphs[1])
    assert paragraphs[1] in documents[2].text
    assert documents[0].reader.startswith("warc/1+warcio-")
    assert "+html/1" in documents[0].reader
    (passed,) = [i for i in issues if i.code == "PM-DOC-018"]
    for said in (
        "1 metadata", "1 response of image/png", "1 response with status 404", "1 revisit", "1 warcinfo",
        "1 response without content", "1 response of another form",
    ):  # fmt: skip
        assert said in passed.message
    assert [i.code for i in issues if i.code not in ("PM-DOC-018", "PM-DOC-003")] == []


@pytest.mark.parametrize("packed", [False, True], ids=["warc", "warc.gz"])
@pytest.mark.parametrize("after", [3, 60, 300], ids=["in its start", "in its headers", "in its content"])
def test_a_file_that_is_cut_off_keeps_what_stands_before(
    read: Read, paragraphs: tuple[str, str], after: int, packed: bool
) -> None:
    archive = Archive(packed=packed)
    start = filled(archive, paragraphs)
    documents, issues = read(archive.bytes[: start + after])
    assert [d.url for d in documents] == [f"{HOST}/1", f"{HOST}/2.txt"]
    (broken,) = [i for i in issues if i.code == "PM-DOC-012"]
    assert f"breaks off at byte {start:,}: " in broken.message
    assert "the 2 pages before it were read" in broken.message
    assert broken.path == "corpus/a.txt"


def test_a_record_of_wrong_length_ends_what_can_be_read(read: Read, paragraphs: tuple[str, str]) -> None:
    archive = Archive(packed=False)
    archive.add("/1", page(1, paragraphs[0]).encode(), "text/html")
    start = archive.add("/2", page(2, paragraphs[1]).encode(), "text/html")
    archive.add("/3", page(3, paragraphs[1]).encode(), "text/html")
    whole = archive.bytes
    length = whole.index(b"Content-Length: ", start)
    end = whole.index(b"\r\n", length)
    for wrong in (b"Content-Length: 77", b"Content-Length: x", b"Content-Length: 99999999"):
        documents, issues = read(whole[:length] + wrong + whole[end:])
        assert [d.url for d in documents] == [f"{HOST}/1"]
        assert [i.code for i in issues if i.code != "PM-DOC-018"] == ["PM-DOC-012"]


def test_an_archive_that_was_packed_as_a_whole_is_read(read: Read, paragraphs: tuple[str, str]) -> None:
    archive = Archive(packed=False)
    filled(archive, paragraphs)
    documents, _ = read(gzip.compress(archive.bytes, mtime=0))
    assert len(documents) == 3


def test_chunked_answers_are_put_together(read: Read, paragraphs: tuple[str, str]) -> None:
    archive = Archive(packed=True)
    whole = page(1, paragraphs[0]).encode()
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in (whole[:99], whole[99:])) + b"0\r\n\r\n"
    archive.add("/1", chunks, "text/html", Transfer_Encoding="chunked")
    ((document,), _) = read(archive.bytes)
    assert document.text.endswith(paragraphs[0])


def test_bombs_end(read: Read) -> None:
    archive = Archive(packed=True)
    archive.add("/1", gzip.compress(b"<p>" + b" " * 30_000_000, mtime=0), "text/html", Content_Encoding="gzip")
    archive.add("/2", b"<p>" + b" " * 30_000_000, "text/html")
    documents, issues = read(archive.bytes, limit=10_000)
    assert documents == ()
    said = " ".join(i.message for i in issues)
    assert "1 response that is too large" in said
    assert "it holds more than 10,000,000 bytes" in said


def test_a_bad_record_harms_no_other(read: Read, paragraphs: tuple[str, str]) -> None:
    archive = Archive(packed=True)
    archive.add("/1", b"<div>" * 1_500 + b"x", "text/html")
    archive.add("/2", bytes(range(256)) * 9, "text/plain")
    archive.add("/3", page(3, paragraphs[0]).encode(), "text/html")
    documents, issues = read(archive.bytes)
    assert [(d.path, d.url) for d in documents] == [("corpus/a.txt#3", f"{HOST}/3")]
    assert [(i.code, i.path) for i in issues if i.code != "PM-DOC-018"] == [
        ("PM-DOC-012", "corpus/a.txt#1"),
        ("PM-DOC-002", "corpus/a.txt#2"),
    ]


def test_an_archive_without_a_whole_record_is_lost(read: Read) -> None:
    with pytest.raises(DocumentError, match="breaks off at byte 0"):
        read(Archive(packed=False).bytes[:40])


def test_a_build_reads_an_archive_in_the_corpus(tmp_path: Path, paragraphs: tuple[str, str]) -> None:
    project = tmp_path / "office"
    for name in ("corpus", "records", "register"):
        (project / name).mkdir(parents=True)
    (project / "pmgraph.toml").write_text("", encoding="utf-8")
    for name, columns in COLUMNS.items():
        (project / "register" / name).write_text(",".join(columns) + "\n", encoding="utf-8")
    archive = Archive(packed=True)
    archive.add("/1", page(1, paragraphs[0]).encode(), "text/html")
    archive.add("/2", page(2, paragraphs[1]).encode(), "text/html")
    (project / "corpus" / "crawl.bin").write_bytes(archive.bytes)
    report = build(load_settings(project), tmp_path / "out")
    assert report.version is not None
    assert (report.clean, report.releases) == (True, 2)
    manifest = json.loads((report.version / "manifest.json").read_text(encoding="utf-8"))
    assert {(r["path"], r["url"]) for r in manifest["releases"]} == {
        ("corpus/crawl.bin#1", f"{HOST}/1"),
        ("corpus/crawl.bin#2", f"{HOST}/2"),
    }


def attempted(data: bytes) -> tuple[tuple[Document, ...], tuple[Issue, ...]]:
    """What is read of an archive, or the one finding that says why nothing was."""
    try:
        return read_documents(data, key="a", path="a", limit=20_000)
    except DocumentError as error:
        return (), (error.issue,)


@given(cut=st.integers(0, 3_000), packed=st.booleans())
def test_wherever_it_is_cut_off_the_pages_before_stay(cut: int, packed: bool) -> None:
    archive = Archive(packed=packed)
    filled(archive, ("Die Stadt legt Moore an.", "Der Kreis legt Moore an."))
    whole, _ = read_documents(archive.bytes, key="a", path="a")
    end = max(200, len(archive.bytes) - cut)
    part, issues = attempted(archive.bytes[:end])
    assert [(d.key, d.text) for d in part] == [(d.key, d.text) for d in whole][: len(part)]
    # Cut between two records, or within the empty lines behind one, nothing shows that there were more.
    between = any(start - (0 if packed else 4) <= end <= start for start in (*archive.starts, len(archive.bytes)))
    assert between is not any(i.code == "PM-DOC-012" for i in issues)


@given(
    changes=st.lists(st.tuples(st.integers(0, 4_000), st.integers(0, 255)), min_size=1, max_size=8),
    packed=st.booleans(),
)
def test_changed_bytes_never_end_in_an_exception(changes: list[tuple[int, int]], packed: bool) -> None:
    archive = Archive(packed=packed)
    filled(archive, ("Die Stadt legt Moore an.", "Der Kreis legt Moore an."))
    data = bytearray(archive.bytes)
    for at, byte in changes:
        data[9 + at % (len(data) - 9)] = byte
    documents, issues = attempted(bytes(data))
    assert all(i.code.startswith("PM-DOC-") for i in issues)
    assert len(documents) <= 3
