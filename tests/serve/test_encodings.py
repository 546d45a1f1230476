"""Answers as they go over the wire: compressed where that helps and the client can read it, whole in any case."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import brotli
import pytest
import zstandard

READ: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.decompress,
    "br": brotli.decompress,
    "zstd": lambda body: zstandard.ZstdDecompressor().stream_reader(body).read(),
}
TYPES = ["application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"]
ALL = f"/sparql?{urlencode({'query': 'SELECT * WHERE { ?s ?p ?o } ORDER BY ?s ?p ?o'})}"


def ask(server: Any, path: str, encoding: str, accept: str = TYPES[0], method: str = "GET") -> Any:
    return server.ask(path, method, accept=accept, headers={"Accept-Encoding": encoding})


@pytest.mark.parametrize("encoding", READ)
@pytest.mark.parametrize("accept", TYPES)
def test_rows_arrive_whole_in_every_encoding(server: Any, encoding: str, accept: str) -> None:
    plain, packed = ask(server, ALL, "identity", accept), ask(server, ALL, encoding, accept)
    assert (packed.status, packed.headers["Content-Encoding"]) == (200, encoding)
    assert "Content-Encoding" not in plain.headers
    assert READ[encoding](packed.body) == plain.body
    assert int(plain.headers["Content-Length"]) == len(plain.body) > 300_000, "large enough to go out in pieces"
    assert len(packed.body) < len(plain.body) / 4
    for answer in (plain, packed):
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert answer.headers["ETag"] == plain.headers["ETag"], "weak: one representation, whatever its packing"


@pytest.mark.parametrize(
    ("path", "accept"),
    [("/", "text/html"), ("/ns", "text/turtle"), ("/ns", "application/ld+json"), ("/voc", "application/rdf+xml")],
)
def test_pages_and_documents_are_packed_too(server: Any, path: str, accept: str) -> None:
    packed = ask(server, path, "zstd, gzip;q=0.5", accept)
    assert packed.headers["Content-Encoding"] == "zstd"
    assert READ["zstd"](packed.body) == ask(server, path, "identity", accept).body


@pytest.mark.parametrize("encoding", ["identity", "gzip;q=0", "x-unknown", "*;q=0"])
def test_client_that_takes_no_encoding_gets_none(server: Any, encoding: str) -> None:
    answer = ask(server, ALL, encoding)
    assert answer.status == 200
    assert "Content-Encoding" not in answer.headers


def test_head_has_no_body_in_any_encoding(server: Any) -> None:
    for encoding in ("identity", *READ):
        answer = ask(server, ALL, encoding, method="HEAD")
        assert (answer.status, answer.body) == (200, b"")


def test_workbook_is_packed_already(server: Any) -> None:
    query = urlencode({"query": "SELECT * WHERE { ?s ?p ?o } LIMIT 1000", "format": "xlsx"})
    answer = ask(server, f"/sparql?{query}", "gzip, br, zstd")
    assert answer.body.startswith(b"PK")
    assert "Content-Encoding" not in answer.headers
    assert answer.type == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="result.xlsx"'


def test_spreadsheet_csv_is_given_by_name_alone(server: Any) -> None:
    query = "SELECT ?n WHERE { ?p foaf:name ?n } ORDER BY ?n LIMIT 2"
    answer = server.query(query, format="csv-excel")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.body.startswith(b"\xef\xbb\xbfn\r\n")
    assert server.query(query, accept="text/csv").body.startswith(b"n\r\n")
    construct = server.query("CONSTRUCT WHERE { ?p foaf:name ?n }", format="xlsx")
    assert (construct.status, construct.problem["code"]) == (406, "query-not-acceptable")
