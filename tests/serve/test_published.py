"""Releases, changes and feeds as a server gives them, from two real releases of the project that ships."""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from pmgraph.config import load_settings
from pmgraph.pipeline.build import build
from pmgraph.serve.feeds import Entry, Feed, atom, json_feed

A = "{http://www.w3.org/2005/Atom}"
B = "https://w3id.org/pmgraph"


def publish(out: Path, day: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pmgraph", "publish", str(out), "--date", day], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def out(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build folder with two releases; the second dates the signing otherwise."""
    folder = tmp_path_factory.mktemp("published")
    project = Path(shutil.copytree(root / "data", folder / "project"))
    build(load_settings(project), folder / "out")
    publish(folder / "out", "2026-11-24")
    seed = next(f for f in (project / "corpus").glob("*.txt") if b"am Mittwoch" in f.read_bytes())
    seed.write_bytes(seed.read_bytes().replace(b"am Mittwoch", b"am 14. Juli 2014"))
    seed.write_bytes(seed.read_bytes().replace("Jürgen Leindecker".encode(), b"Sabine Muster"))
    build(load_settings(project), folder / "out")
    publish(folder / "out", "2026-11-25")
    return folder / "out"


@pytest.fixture(scope="module")
def server(out: Path, serve_build: Callable[..., Any]) -> Iterator[Any]:
    with serve_build(out) as running:
        yield running


def test_list_names_the_releases_the_newest_first(server: Any) -> None:
    page = server.ask("/release", accept="text/html").text
    assert page.index("2026-11-25/") < page.index("2026-11-24/")
    assert "24. November 2026" in page
    found = json.loads(server.ask("/release.json").body)
    assert [r["id"] for r in found] == ["2026-11-25", "2026-11-24"]
    assert found[0]["former"] == "2026-11-24"


def test_release_has_a_page_a_manifest_and_every_file_of_it(server: Any) -> None:
    page = server.ask("/release/2026-11-25/", accept="text/html").text
    manifest = json.loads(server.ask("/release/2026-11-25/manifest.json").body)
    assert json.loads(server.ask("/release/2026-11-25/", accept="application/json").body) == manifest
    assert manifest["address"] in page
    for entry in manifest["files"]:
        answer = server.ask(f"/release/2026-11-25/{entry['path']}", headers={"Accept-Encoding": "identity"})
        assert (answer.status, answer.type) == (200, entry["media_type"])
        assert hashlib.sha256(answer.body).hexdigest() == entry["sha256"]
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert entry["path"].startswith("texts/") or f"/release/2026-11-25/{entry['path']}" in page


def test_file_is_given_in_parts_and_not_twice(server: Any) -> None:
    path = "/release/2026-11-25/pmgraph-2026-11-25.zip"
    whole = server.ask(path)
    assert zipfile.is_zipfile(io.BytesIO(whole.body))
    part = server.ask(path, headers={"Range": "bytes=10-19"})
    assert (part.status, part.body) == (206, whole.body[10:20])
    again = server.ask(path, headers={"If-None-Match": whole.headers["ETag"]})
    assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize(
    "path",
    ["/release/2026-11-23/", "/release/2026-11-25/none.txt", "/release/2026-11-25/../2026-11-24/graph.nq",
     "/release/2026-11-25/%2e%2e/%2e%2e/current/graph.nq", "/release/2026-11-25//etc/passwd", "/release/../manifest.json"],
)  # fmt: skip
def test_what_no_manifest_names_is_not_given(server: Any, path: str) -> None:
    answer = server.ask(path, accept="application/json")
    assert (answer.status, answer.problem["code"]) == (404, "not-found")


def test_latest_leads_to_the_newest_and_a_missing_slash_is_added(server: Any) -> None:
    for path, there in [
        ("/release/latest/", "/release/2026-11-25/"),
        ("/release/latest/graph.nq", "/release/2026-11-25/graph.nq"),
        ("/release/2026-11-24", "/release/2026-11-24/"),
    ]:
        answer = server.ask(path)
        assert (answer.status // 100, answer.headers["Location"]) == (3, there)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "~ Datum: 16. Juli 2014 → 14. Juli 2014, denn: „14. Juli 2014“ (st-mf/2014/31)"),
        ("en", "~ date: 16 July 2014 → 14 July 2014, because: “14. Juli 2014” (st-mf/2014/31)"),
    ],
)
def test_changes_are_told_as_page_json_and_feed(server: Any, language: str, sentence: str) -> None:
    page = server.ask(f"/changes?lang={language}", accept="text/html").text
    assert sentence in page
    (told,) = json.loads(server.ask("/changes.json").body)
    assert (told["release"], told["former"]) == ("2026-11-25", "2026-11-24")
    assert sentence in [c["sentence"][language] for thing in told["things"] for c in thing["changes"]]
    answer = server.ask(f"/changes.atom?lang={language}")
    assert answer.type == "application/atom+xml"
    feed = ET.fromstring(answer.body)
    entries = feed.findall(f"{A}entry")
    contents = [entry.findtext(f"{A}content") or "" for entry in entries]
    assert any(sentence in content for content in contents)
    links = [entry.find(f"{A}link").get("href") for entry in entries]  # type: ignore[union-attr]
    assert all(server.ask(link.removeprefix(server.address.rstrip("/"))).status == 200 for link in links)
    assert {entry.findtext(f"{A}updated") for entry in entries} == {"2026-11-25T00:00:00Z"}
    assert len({entry.findtext(f"{A}id") for entry in entries}) == len(entries)


def test_changes_of_one_release(server: Any) -> None:
    assert json.loads(server.ask("/changes.json?release=2026-11-24").body) == [], "nothing was before the first"
    assert server.ask("/changes?release=none", accept="application/json").problem["code"] == "not-found"


def test_newest_agreements_as_atom_and_json_feed(server: Any) -> None:
    feed = ET.fromstring(server.ask("/agreements.atom").body)
    first = feed.find(f"{A}entry")
    assert first is not None
    found = json.loads(server.ask("/agreements.json").body)
    item = next(i for i in found["items"] if "/agreement/st/2014/rahmenvereinbarung-zusammenarbeit" in i["id"])
    assert item["date_modified"] == "2014-07-14T00:00:00Z"
    lines = item["content_text"].splitlines()
    assert lines[0] == "Unterzeichnet am: 14. Juli 2014"
    assert "Landkreistag Sachsen-Anhalt" in lines[1]
    assert "Unterschriften: Michael Richter für Land Sachsen-Anhalt" in lines
    assert item["url"].startswith(server.address)
    assert [e.findtext(f"{A}id") for e in feed.findall(f"{A}entry")] == [i["id"] for i in found["items"]]
    assert server.ask("/agreements.json").type == "application/feed+json"


def test_release_made_while_the_server_runs_is_there_at_once(
    root: Path, tmp_path: Path, serve_build: Callable[..., Any]
) -> None:
    build(load_settings(root / "data"), tmp_path / "out")
    with serve_build(tmp_path / "out") as server:
        assert "noch keine Ausgabe" in server.ask("/release?lang=de", accept="text/html").text
        assert server.ask("/release/latest/").problem["code"] == "not-found"
        assert ET.fromstring(server.ask("/changes.atom").body).findall(f"{A}entry") == []
        publish(tmp_path / "out", "2026-11-25")
        assert server.ask("/release/2026-11-25/", accept="text/html").status == 200


@pytest.mark.parametrize("kind", ["id", "doc"])
def test_thing_that_only_a_former_release_describes_is_gone(server: Any, out: Path, kind: str) -> None:
    former, now = (
        {line.split()[0] for line in (out / "releases" / day / "graph.nq").read_text(encoding="utf-8").splitlines()}
        for day in ("2026-11-24", "2026-11-25")
    )
    gone = sorted(iri for iri in former - now if "/id/person/" in iri)
    assert gone
    path = gone[0].strip("<>").removeprefix(f"{B}/id/")
    answer = server.ask(f"/{kind}/{path}", accept="application/json")
    assert (answer.status, answer.problem["code"]) == (410, "gone")
    assert answer.headers["Link"] == '</release/2026-11-24/>; rel="predecessor-version"'
    page = server.ask(f"/{kind}/{path}", accept="text/html")
    assert page.status == 410
    assert "2026-11-24" in page.text
    assert server.ask(f"/{kind}/person/none", accept="application/json").status == 404


def feed(title: str) -> Feed:
    entry = Entry(id="urn:x", title=title, updated="2014-07-16", address="http://a/", lines=["eins", "zwei"])
    return Feed(
        id="urn:f", title="F", author="A", language="de", address="http://a/f", page="http://a/p", entries=[entry],
        updated="1970-01-01",
    )  # fmt: skip


@pytest.mark.parametrize("title", ["Müller & Söhne <GmbH>", "a\x00b\x0bc\ufffe", "]]>", '"'])
def test_feed_is_well_formed_whatever_it_says(title: str) -> None:
    root = ET.fromstring(atom(feed(title)))
    assert root.findtext(f"{A}entry/{A}title") == title.replace("\x00", "�").replace("\x0b", "�").replace("\ufffe", "�")
    assert json.loads(json_feed(feed(title)))["items"][0]["title"] == title


def when(server: Any, path: str, day: str) -> str:
    answer = server.ask(f"/release/latest/{path}", headers={"Accept-Datetime": day})
    assert (answer.status, "Accept-Datetime" in answer.headers["Vary"]) == (302, True)
    return str(answer.headers["Location"])


@pytest.mark.parametrize(
    ("day", "id_"),
    [
        ("Tue, 24 Nov 2026 00:00:00 GMT", "2026-11-24"),
        ("Tue, 24 Nov 2026 23:59:59 GMT", "2026-11-24"),
        ("Wed, 25 Nov 2026 00:00:00 GMT", "2026-11-25"),
        ("Tue, 01 Jan 2030 00:00:00 GMT", "2026-11-25"),
        # Nothing is older than the first (RFC 7089, section 4.5.3).
        ("Mon, 01 Jan 2001 00:00:00 GMT", "2026-11-24"),
    ],
)
def test_memento_finds_the_state_of_a_day(server: Any, day: str, id_: str) -> None:
    for path in ("", "graph.nq", "tables/agreements.csv"):
        there = when(server, path, day)
        assert there == f"/release/{id_}/{path}"
        memento = server.ask(there)
        assert memento.status == 200
        assert memento.headers["Memento-Datetime"] == {
            "2026-11-24": "Tue, 24 Nov 2026 00:00:00 GMT", "2026-11-25": "Wed, 25 Nov 2026 00:00:00 GMT"
        }[id_]  # fmt: skip


def test_memento_refuses_what_is_no_date(server: Any) -> None:
    answer = server.ask("/release/latest/", headers={"Accept-Datetime": "gestern"})
    assert (answer.status, answer.problem["code"]) == (400, "bad-accept-datetime")
    assert server.ask("/release/latest/nothing.nq", headers={"Accept-Datetime": "gestern"}).status == 404


def test_memento_links_lead_from_each_to_all(server: Any) -> None:
    """A client comes from a memento to the original, from there to the TimeMap, and from it to every memento."""
    memento = server.ask("/release/2026-11-24/graph.nq")
    links = {
        rel: target
        for target, rels in re.findall(r'<([^>]+)>; rel="([^"]+)"', memento.headers["Link"])
        for rel in rels.split()
    }
    local = {rel: target.removeprefix(server.address.rstrip("/")) for rel, target in links.items()}
    assert local["original"] == local["timegate"] == "/release/latest/graph.nq"
    listed = server.ask(local["timemap"])
    assert listed.type == "application/link-format"
    found = re.findall(r'<([^>]+)>; rel="([a-z ]*memento)"; datetime="([^"]+)"', listed.text)
    assert [(t.removeprefix(server.address.rstrip("/")), rel, day) for t, rel, day in found] == [
        ("/release/2026-11-24/graph.nq", "first memento", "Tue, 24 Nov 2026 00:00:00 GMT"),
        ("/release/2026-11-25/graph.nq", "last memento", "Wed, 25 Nov 2026 00:00:00 GMT"),
    ]
    assert 'rel="original timegate"' in listed.text
    assert {server.ask(t.removeprefix(server.address.rstrip("/"))).status for t, _, _ in found} == {200}
