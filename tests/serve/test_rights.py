"""What rights forbid is in no output: every file of a build and a release, and every address of a server, is searched.

A word of the text that no fact cites stands for the full text, a passage that facts cite for its wording.
"""

from __future__ import annotations

import gzip
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

import pytest

from pmgraph.config import load_settings
from pmgraph.pipeline.build import build

# Both stand once in the release of 2014: the first in running text that nothing cites, the second in a quoted statement.
UNCITED = "grundlegende Voraussetzung"
CITED = "Konsolidierung der öffentlichen Haushalte"
ALL = "SELECT * WHERE { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"


class Place(NamedTuple):
    """A right, the build folder made under it, and the server of it."""

    right: str
    out: Path
    server: Any


@pytest.fixture(scope="module", params=["full", "quotes", "none"])
def place(
    request: pytest.FixtureRequest,
    root: Path,
    tmp_path_factory: pytest.TempPathFactory,
    serve_build: Callable[..., Any],
) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp(request.param)
    project = Path(shutil.copytree(root / "data", folder / "project"))
    sidecar = next(f for f in (project / "corpus").glob("*.yaml"))
    text = sidecar.read_text(encoding="utf-8")
    assert "publish_text: full" in text
    sidecar.write_text(text.replace("publish_text: full", f"publish_text: {request.param}"), encoding="utf-8")
    out = folder / "out"
    build(load_settings(project), out)
    publish = [sys.executable, "-m", "pmgraph", "publish", str(out), "--date"]
    subprocess.run([*publish, "2026-11-24"], check=True, capture_output=True)
    # A second release, so that changes are told: the text itself is changed.
    seed = next(f for f in (project / "corpus").glob("*.txt"))
    seed.write_bytes(seed.read_bytes().replace(b"am Mittwoch", b"am 14. Juli 2014"))
    build(load_settings(project), out)
    subprocess.run([*publish, "2026-11-25"], check=True, capture_output=True)
    with serve_build(out) as server:
        yield Place(request.param, out, server)


def expected(right: str) -> tuple[bool, bool]:
    """Whether the uncited and the cited words may be shown."""
    return right == "full", right in ("full", "quotes")


def holds(data: bytes) -> tuple[bool, bool]:
    """Whether the uncited and the cited words are in some bytes, however they are escaped."""
    text = " ".join(data.decode("utf-8", errors="replace").split())
    text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text).replace("&#246;", "ö")
    return UNCITED in text, CITED in text


def test_words_stand_once_in_the_text(root: Path) -> None:
    text = next((root / "data" / "corpus").glob("*.txt")).read_text(encoding="utf-8")
    flat = " ".join(text.split())
    assert (flat.count(UNCITED), flat.count(CITED)) == (1, 1)


def test_no_file_of_a_build_or_release_shows_more(place: Place) -> None:
    seen = [False, False]
    files = [f for f in place.out.rglob("*") if f.is_file() and not f.is_symlink()]
    assert len(files) > 30
    for file in files:
        data = file.read_bytes()
        if file.suffix == ".zip":
            with zipfile.ZipFile(file) as archive:
                data = b"".join(archive.read(name) for name in archive.namelist())
        found = holds(data)
        for at in (0, 1):
            assert not found[at] or expected(place.right)[at], file
            seen[at] = seen[at] or found[at]
    assert tuple(seen) == expected(place.right), "the words are there where they may be"


def addresses(server: Any) -> list[str]:
    """The pages of every thing, and every list, feed, search and query."""
    iris = {
        row["s"]
        for row in server.query("SELECT DISTINCT ?s WHERE { ?s a ?type FILTER(CONTAINS(STR(?s), '/id/')) }").rows
    }
    things = [f"/doc/{iri.partition('/id/')[2]}" for iri in sorted(iris)]
    assert len(things) > 80
    words = ("grundlegende", "Voraussetzung", "Konsolidierung", "Haushalte", "Richter")
    return [
        *(f"{thing}{ending}" for thing in things for ending in ("", ".ttl", ".jsonld")),
        *(
            "/",
            "/agreements",
            "/bodies",
            "/persons",
            "/releases",
            "/release",
            "/changes",
            "/changes.json",
            "/changes.atom",
        ),
        *("/agreements.atom", "/agreements.json", "/query", "/openapi.json"),
        *(f"/search{form}?q={word}" for word in words for form in ("", ".json")),
        *(f"/reconcile/suggest/entity?prefix={word}" for word in words),
        *(f"/sparql?{urlencode({'query': ALL, 'format': form})}" for form in ("json", "csv", "tsv", "xml")),
        f"/sparql?{urlencode({'query': 'CONSTRUCT WHERE { ?s ?p ?o }', 'format': 'turtle'})}",
    ]


def test_no_address_of_a_server_shows_more(place: Place) -> None:
    seen = [False, False]
    for address in addresses(place.server):
        answer = place.server.ask(address, headers={"Accept-Encoding": "gzip"}, accept="text/html, */*;q=0.5")
        assert answer.status == 200, address
        body = gzip.decompress(answer.body) if answer.headers["Content-Encoding"] == "gzip" else answer.body
        found = holds(re.sub(rb"</?mark>|</?span[^>]*>|</?a[^>]*>", b"", body))
        for at in (0, 1):
            assert not found[at] or expected(place.right)[at], address
            seen[at] = seen[at] or found[at]
    assert tuple(seen) == expected(place.right), "the words are there where they may be"
