"""A release holds one state of the graph in every form, describes each file truly, and is never written again."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Quad, RdfFormat, Triple, parse

from pmgraph.errors import StoreError, UsageError
from pmgraph.publish.releases import Published, canonical_digest, describes, free_id, publish, releases_of

B = "https://w3id.org/pmgraph"
DAY = date(2026, 11, 25)


def no_changes(former: Path | None) -> Any:
    return None if former is None else []


@pytest.fixture
def out(seed_version: Path, tmp_path: Path) -> Path:
    """A build folder of its own with the version of the release of 2014."""
    target = tmp_path / "build" / "versions" / seed_version.name
    shutil.copytree(seed_version, target)
    (tmp_path / "build" / "current").symlink_to(Path("versions") / seed_version.name)
    return tmp_path / "build"


def make(out: Path, id_: str = "2026-11-25", day: date = DAY) -> Published:
    return publish(out, (out / "current").resolve(), id_=id_, day=day, changes=no_changes)


@pytest.fixture
def made(out: Path) -> Published:
    return make(out)


def quads(file: Path, format_: RdfFormat) -> set[Quad]:
    return set(parse(path=str(file), format=format_))


def test_dumps_hold_the_same_graph(made: Published, seed_version: Path) -> None:
    given = quads(seed_version / "graph.nq", RdfFormat.N_QUADS)
    assert quads(made.folder / "graph.nq", RdfFormat.N_QUADS) == given
    assert quads(made.folder / "graph.jsonld", RdfFormat.JSON_LD) == given
    triples = {Triple(q.subject, q.predicate, q.object) for q in given}
    found = quads(made.folder / "graph.ttl", RdfFormat.TURTLE)
    assert {Triple(q.subject, q.predicate, q.object) for q in found} == triples
    assert (made.folder / "graph.nq").read_bytes() == (seed_version / "graph.nq").read_bytes()


def test_manifest_describes_every_file_truly(made: Published) -> None:
    described = {entry["path"]: entry for entry in made.manifest["files"]}
    there = {f.relative_to(made.folder).as_posix() for f in made.folder.rglob("*") if f.is_file()}
    assert set(described) == there - {"manifest.json"}
    for path, entry in described.items():
        data = (made.folder / path).read_bytes()
        assert (entry["bytes"], entry["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
    assert described["tables/csv-metadata.json"]["media_type"] == "application/csvm+json"
    assert described["graph.nq"]["title"]["de"] == "alle benannten Graphen, sortiert"


def test_manifest_names_code_inputs_and_counts(made: Published, seed_version: Path) -> None:
    manifest = made.manifest
    assert (manifest["id"], manifest["published"], manifest["former"]) == ("2026-11-25", "2026-11-25", None)
    assert manifest["version"] == seed_version.name
    assert manifest["software"].startswith("pmgraph ")
    assert manifest["address"] == f"{B}/release/2026-11-25/"
    assert [i["release"] for i in manifest["inputs"]] == [f"{B}/id/release/st-mf/2014/31"]
    assert manifest["counts"]["tables"]["signatures"] == 3
    lines = (seed_version / "graph.nq").read_text(encoding="utf-8").count("\n")
    assert manifest["counts"]["quads"] == lines


def test_dump_is_canonical_as_it_stands(made: Published) -> None:
    """Without blank nodes the canonical form is the sorted lines, so two writers agree: the dump's and the library's."""
    dump = (made.folder / "graph.nq").read_bytes()
    assert hashlib.sha256(dump).hexdigest() == made.manifest["canonical"]["digest"]


def test_canonical_digest_does_not_depend_on_order_or_labels() -> None:
    def quads_of(turtle: bytes) -> list[Quad]:
        return list(parse(turtle, format=RdfFormat.TURTLE))

    one = quads_of(b'_:a <http://p> _:b . _:b <http://q> "x" .')
    other = quads_of(b'_:y <http://q> "x" . _:x <http://p> _:y .')
    third = quads_of(b'_:y <http://q> "x" . _:y <http://p> _:x .')
    assert canonical_digest(one) == canonical_digest(other) != canonical_digest(third)


def test_tables_hold_who_signed(made: Published) -> None:
    with (made.folder / "tables" / "signatures.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {(row["name"], row["body"]) for row in rows} == {
        ("Michael Richter", f"{B}/id/body/st"),
        ("Heinz-Lothar Theel", f"{B}/id/body/st-lkt"),
        ("Jürgen Leindecker", f"{B}/id/body/st-sgsa"),
    }
    metadata = json.loads((made.folder / "tables" / "csv-metadata.json").read_text(encoding="utf-8"))
    for table in metadata["tables"]:
        with (made.folder / "tables" / table["url"]).open(encoding="utf-8", newline="") as stream:
            header, *body = list(csv.reader(stream))
        assert header == [column["name"] for column in table["tableSchema"]["columns"]]
        at = [header.index(name) for name in table["tableSchema"]["primaryKey"]]
        keys = [tuple(row[i] for i in at) for row in body]
        assert keys == sorted(set(keys)), f"{table['url']} is sorted, each key once"


def test_every_reference_of_a_table_leads_to_a_row(made: Published) -> None:
    metadata = json.loads((made.folder / "tables" / "csv-metadata.json").read_text(encoding="utf-8"))
    columns: dict[str, dict[str, set[str]]] = {}
    for table in metadata["tables"]:
        with (made.folder / "tables" / table["url"]).open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        columns[table["url"]] = {c["name"]: {r[c["name"]] for r in rows} for c in table["tableSchema"]["columns"]}
    checked = 0
    for table in metadata["tables"]:
        for key in table["tableSchema"]["foreignKeys"]:
            other = key["reference"]
            values = columns[table["url"]][key["columnReference"]] - {""}
            assert values <= columns[other["resource"]][other["columnReference"]]
            checked += len(values)
    assert checked > 10


def test_database_answers_as_the_tables_do(made: Published) -> None:
    with closing(sqlite3.connect(made.folder / "graph.sqlite")) as base:
        assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        found = base.execute(
            "SELECT a.date, s.name, b.name FROM signatures s JOIN agreements a ON a.iri = s.agreement"
            " JOIN bodies b ON b.iri = s.body ORDER BY s.name"
        ).fetchall()
        passages = base.execute(
            "SELECT exact FROM evidence WHERE \"end\" - start = 11 AND exact LIKE 'am %'"
        ).fetchall()
    assert found[0] == ("2014-07-16", "Heinz-Lothar Theel", "Landkreistag Sachsen-Anhalt")
    assert ("am Mittwoch",) in passages


def test_archive_holds_every_file_and_describes_itself(made: Published) -> None:
    with zipfile.ZipFile(made.folder / "pmgraph-2026-11-25.zip") as archive:
        assert archive.testzip() is None
        crate = json.loads(archive.read("ro-crate-metadata.json"))
        names = set(archive.namelist()) - {"ro-crate-metadata.json"}
        for name in names:
            assert archive.read(name) == (made.folder / name).read_bytes()
    things = {thing["@id"]: thing for thing in crate["@graph"]}
    root = things["./"]
    assert {part["@id"] for part in root["hasPart"]} == names == set(things) - {"./", "ro-crate-metadata.json"}
    assert root["datePublished"] == "2026-11-25"
    assert root["license"] == {"@id": made.manifest["licence"]}
    assert things["ro-crate-metadata.json"]["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.1"}


def test_same_graph_on_the_same_day_is_the_same_release_byte_for_byte(
    out: Path, seed_version: Path, tmp_path: Path
) -> None:
    first = make(out)
    other = tmp_path / "other"
    shutil.copytree(seed_version, other / "versions" / seed_version.name)
    (other / "current").symlink_to(Path("versions") / seed_version.name)
    second = make(other)
    for file in first.folder.rglob("*"):
        if file.is_file():
            assert file.read_bytes() == (second.folder / file.relative_to(first.folder)).read_bytes(), file.name


def test_release_is_never_written_again(out: Path, made: Published) -> None:
    before = {f: f.read_bytes() for f in made.folder.rglob("*") if f.is_file()}
    with pytest.raises(UsageError, match="a release is never written again; choose another --id"):
        make(out)
    assert before == {f: f.read_bytes() for f in made.folder.rglob("*") if f.is_file()}
    assert free_id(out, DAY) == "2026-11-25.2"
    second = make(out, "2026-11-25.2")
    assert second.manifest["former"] == "2026-11-25"
    assert [r.id for r in releases_of(out)] == ["2026-11-25", "2026-11-25.2"]


@pytest.mark.parametrize("id_", ["", "..", "a/b", "Ä", ".hidden", "x" * 65])
def test_id_that_cannot_be_an_address_is_refused(out: Path, id_: str) -> None:
    with pytest.raises(UsageError, match="is no id of a release"):
        make(out, id_)


def test_killed_release_leaves_nothing_that_counts(out: Path) -> None:
    def killed(_: Path | None) -> Any:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        publish(out, (out / "current").resolve(), id_="x", day=DAY, changes=killed)
    left = out / "releases" / ".draft-killed"
    left.mkdir()
    (left / "manifest.json").write_text("{")
    assert releases_of(out) == ()
    make(out)
    assert [f.name for f in (out / "releases").iterdir()] == ["2026-11-25"]


def test_full_disk_is_an_error_that_says_so(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", str(out / "graph.jsonld"))

    monkeypatch.setattr("pmgraph.publish.releases.serialize", full)
    with pytest.raises(StoreError, match=r"graph\.jsonld: No space left on device; nothing was published"):
        make(out)
    assert releases_of(out) == ()


@given(
    st.sets(st.text(alphabet="abcä", min_size=1, max_size=4), max_size=30),
    st.text(alphabet="abcä", min_size=1, max_size=4),
)
def test_thing_is_found_in_a_sorted_dump_by_halving(names: set[str], name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        dump = Path(folder) / "graph.nq"
        lines = sorted(f'<https://x/{n}> <https://p/{k}> "1" .\n' for n in names for k in range(2))
        dump.write_text("".join(lines), encoding="utf-8")
        for wanted in (*names, name):
            assert describes(dump, f"https://x/{wanted}") == (wanted in names)


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pmgraph", "publish", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def test_command_publishes_a_graph_once_and_tells_what_changed(
    project: Path, rebuild: Callable[..., Any], tmp_path: Path
) -> None:
    rebuild()
    out = tmp_path / "out"
    first = json.loads(run(out, "--date", "2026-11-24").stdout)
    assert (first["id"], first["former"]) == ("2026-11-24", None)
    again = run(out, "--date", "2026-11-25")
    assert (again.returncode, json.loads(again.stdout)["id"]) == (0, "2026-11-24")
    assert "published already" in again.stderr
    (seed,) = (project / "corpus").glob("*.txt")
    seed.write_bytes(seed.read_bytes().replace(b"am Mittwoch", b"am 14. Juli 2014"))
    rebuild()
    assert run(out, "--date", "2026-11-23").returncode == 2, "a later release cannot be older"
    second = json.loads(run(out, "--date", "2026-11-25").stdout)
    assert (second["id"], second["former"]) == ("2026-11-25", "2026-11-24")
    changes = json.loads((out / "releases" / "2026-11-25" / "changes.json").read_text(encoding="utf-8"))
    said = [change["sentence"]["de"] for thing in changes for change in thing["changes"]]
    assert "~ Datum: 16. Juli 2014 → 14. Juli 2014, denn: „14. Juli 2014“ (st-mf/2014/31)" in said


def test_single_version_cannot_be_published(version: Path) -> None:
    done = run(version)
    assert done.returncode == 2
    assert "give the folder of a build" in done.stderr


@pytest.mark.parametrize("name", ["latest", "timemap"])
def test_a_release_cannot_take_the_name_of_all(out: Path, name: str) -> None:
    with pytest.raises(UsageError, match=f"release id '{name}': that address leads to other releases"):
        make(out, name)
    assert not (out / "releases" / name).exists()
