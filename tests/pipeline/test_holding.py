"""What a build keeps when a source is at fault, lost, or works in an unusual way."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pmgraph.config import load_settings
from pmgraph.errors import UsageError
from pmgraph.model import Severity
from pmgraph.pipeline.build import BuildReport, build
from pmgraph.publish.versions import building, swap_in

Rebuild = Callable[..., BuildReport]
B = "https://w3id.org/pmgraph"
RELEASE = """\
Landkreise einigen sich

Der Landkreis Nordheide und der Landkreis Südheide haben eine Vereinbarung über eine gemeinsame Leitstelle unterzeichnet.

Impressum:Landkreis NordheidePressestelleMarktplatz 512345 NordheideTel: (01234) 567-89Mail: presse@nordheide.example.de
"""
RECORD = """\
source: https://paper.example/1999
title: Zwei Kreise einigen sich
publisher: Tageblatt
issued: 1999-10-05
entered: 2026-11-24
jurisdiction: ni
note: aus dem Archiv
agreements:
  - name: Vereinbarung über den Winterdienst
    kind: Vereinbarung
    status: renewed
    signed_on: 1999-10-04
    wording: am Montag
    signed_at: Nordheide
    parties: [Landkreis Nordheide, Landkreis Südheide]
    replaces: ni/1990/vereinbarung-winterdienst
    signatories:
      - person: Inge Beispiel
        title: Dr.
        role: Landrätin
        body: Landkreis Nordheide
  - id: ni/1990/vereinbarung-winterdienst
    name: Vereinbarung über den Winterdienst
    kind: Vereinbarung
    status: mentioned
    signed_on: 1990
"""


def put(project: Path, name: str, text: str | bytes) -> Path:
    file = project / "corpus" / name
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


def dump(report: BuildReport) -> str:
    assert report.version is not None
    return (report.version / "graph.nq").read_text(encoding="utf-8")


def violations(report: BuildReport) -> list[tuple[str, str]]:
    return [(i.code, i.message) for i in report.issues if i.severity is Severity.VIOLATION]


def test_line_separators_in_a_text_survive_a_second_build(project: Path, rebuild: Rebuild) -> None:
    put(
        project,
        "a.txt",
        RELEASE.replace("eine gemeinsame", "eine\u2028gemeinsame\u0085").replace("haben", "haben\u2029"),
    )
    assert violations(rebuild()) == []
    assert rebuild().clean


def test_a_record_that_uses_every_field_is_built(project: Path, rebuild: Rebuild) -> None:
    (project / "records" / "winter.yaml").write_text(RECORD, encoding="utf-8")
    report = rebuild()
    assert violations(report) == []
    assert report.clean
    text = dump(report)
    assert "Inge Beispiel" in text
    assert f"<https://w3id.org/pmgraph/ns#renews> <{B}/id/agreement/ni/1990/vereinbarung-winterdienst>" in text
    assert [i.where for i in report.issues if i.code == "PM-REC-002"] == ["records/winter.yaml:22"]


def test_a_version_that_was_changed_on_disk_is_written_anew(project: Path, rebuild: Rebuild) -> None:
    first = rebuild()
    assert first.version is not None
    whole = dump(first)
    (first.version / "graph.nq").write_text(whole[:5000], encoding="utf-8")
    (first.version / "manifest.json").write_text("{", encoding="utf-8")
    report = rebuild()
    assert report.clean
    assert [i.code for i in report.issues if i.code == "PM-CONF-002"] == ["PM-CONF-002"]
    assert [line for line in dump(report).split("\n") if "PM-CONF" not in line] == whole.split("\n")


def test_a_corpus_that_has_become_empty_keeps_the_graph(project: Path, rebuild: Rebuild, tmp_path: Path) -> None:
    before = rebuild()
    shutil.rmtree(project / "corpus")
    report = rebuild()
    assert (report.swapped, report.version) == (False, before.version)
    assert [code for code, _ in violations(report)] == ["PM-CONF-003"]
    assert build(load_settings(project), tmp_path / "out", allow_empty=True).swapped


def test_a_document_that_is_lost_keeps_its_last_graph_and_text(project: Path, rebuild: Rebuild) -> None:
    before = rebuild()
    next((project / "corpus").glob("*.txt")).write_bytes(b"")
    report = rebuild()
    assert (report.swapped, report.lost, report.releases) == (True, 1, 1)
    kept = {line for line in dump(report).split("\n") if "/graph/release/" in line}
    assert kept == {line for line in dump(before).split("\n") if "/graph/release/" in line}
    assert report.version is not None
    assert len(list((report.version / "texts").glob("*.txt"))) == 1


def later(text: bytes, number: bytes, day: bytes) -> bytes:
    return text.replace(b": 31\n", b": " + number + b"\n", 1).replace(b"am Mittwoch", b"am " + day)


def test_a_last_good_graph_of_an_earlier_version_is_described(project: Path, rebuild: Rebuild, tmp_path: Path) -> None:
    seed = next((project / "corpus").glob("*.txt"))
    file = put(project, "b.txt", later(seed.read_bytes(), b"40", b"7. Juli 2014").replace(b"IKT", b"Archivwesen"))
    put(project, "b.txt.yaml", "publisher: st-mf\n")
    first = rebuild()
    assert first.version is not None
    files = {
        f.relative_to(first.version).as_posix(): f.read_text(encoding="utf-8").replace("pmgraph-0.1.0", "pmgraph-0.0.9")
        for f in first.version.rglob("*")
        if f.is_file() and f.suffix != ".sqlite"
    }
    files["graph.nq"] = files["graph.nq"].replace("id/rule/person.name>", "id/rule/person.retired>")
    with building(tmp_path / "out"):
        swap_in(tmp_path / "out", files)
    file.write_bytes(later(seed.read_bytes(), b"40", b"20. August 2014").replace(b"IKT", b"Archivwesen"))
    report = rebuild()
    assert report.held_back == (f"{B}/graph/release/st-mf/2014/40",)
    text = dump(report)
    assert f"<{B}/id/software/pmgraph-0.0.9> <http://www.w3.org/2000/01/rdf-schema#label>" in text
    assert "A rule of an earlier version." in text


def test_two_releases_at_fault_about_one_signing_are_held_back_alone(project: Path, rebuild: Rebuild) -> None:
    before = rebuild()
    seed = next((project / "corpus").glob("*.txt")).read_bytes().replace(b"E-Government", b"Landesarchiv")
    for name, number in (("b.txt", b"40"), ("c.txt", b"41")):
        put(project, name, later(seed, number, b"20. August 2014"))
        put(project, f"{name}.yaml", "publisher: st-mf\n")
    report = rebuild()
    assert set(report.held_back) == {f"{B}/graph/release/st-mf/2014/40", f"{B}/graph/release/st-mf/2014/41"}
    assert (report.swapped, report.version) == (False, before.version), "two of three are more than one in a hundred"


def test_a_right_that_was_withdrawn_takes_the_last_good_graph_with_it(project: Path, rebuild: Rebuild) -> None:
    rebuild()
    file = next((project / "corpus").glob("*.txt"))
    sidecar = file.with_name(f"{file.name}.yaml")
    sidecar.write_text(sidecar.read_text(encoding="utf-8").replace("text: full", "text: none"), encoding="utf-8")
    file.write_bytes(later(file.read_bytes(), b"31", b"20. August 2014"))
    put(project, "other.txt", RELEASE)
    report = rebuild()
    assert report.held_back == (f"{B}/graph/release/st-mf/2014/31",)
    assert "lebenswertes Land" not in dump(report)
    assert report.version is not None
    assert list((report.version / "texts").glob("*.txt")) == []


def test_the_name_of_a_file_moves_no_iri(project: Path, rebuild: Rebuild) -> None:
    seed = next((project / "corpus").glob("*.txt"))
    other = put(project, "z.txt", seed.read_bytes().replace(b"im Jahr 2006", b"im Jahr 2005"))
    put(project, "z.txt.yaml", "publisher: st-mf\n")
    before = {line for line in dump(rebuild()).split("\n") if "sha256" in line}
    other.rename(other.with_name("000_a.txt"))
    (project / "corpus" / "z.txt.yaml").rename(project / "corpus" / "000_a.txt.yaml")
    assert {line for line in dump(rebuild()).split("\n") if "sha256" in line} == before


def test_bodies_of_releases_from_nowhere_do_not_meet(project: Path, rebuild: Rebuild) -> None:
    for name, town in (("a.txt", "Saarbrücken"), ("b.txt", "Kassel")):
        text = f"Landkreistag unterzeichnet Vereinbarung\n\n{town}, den 3. Mai 2016\n\nDer Landkreistag und der Städtetag haben "
        put(project, name, text + f"heute in {town} eine Vereinbarung über den Winterdienst unterzeichnet.\n")
    text = dump(rebuild())
    bodies = {part.split(">")[0] for part in text.split(f"<{B}/id/body/") if "landkreistag>" in part[:40]}
    assert len(bodies) == 2, bodies


def test_a_folder_that_no_build_made_is_left_alone(project: Path, tmp_path: Path) -> None:
    mine = tmp_path / "out" / "versions" / "my-thesis"
    mine.mkdir(parents=True)
    with pytest.raises(UsageError, match="my-thesis: not made by a build; name another folder with --out"):
        build(load_settings(project), tmp_path / "out")
    assert mine.is_dir()


def test_a_graph_with_another_base_is_not_replaced(project: Path, rebuild: Rebuild) -> None:
    rebuild()
    toml = project / "pmgraph.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace(B, "https://data.example.de/x"), encoding="utf-8")
    with pytest.raises(UsageError, match=r"holds a graph with the base https://w3id.org/pmgraph, not https://data"):
        rebuild()


def test_the_manifest_names_the_source_of_every_release_graph(built: BuildReport) -> None:
    assert built.version is not None
    manifest = json.loads((built.version / "manifest.json").read_text(encoding="utf-8"))
    assert [(e["graph"], e["path"]) for e in manifest["releases"]] == [
        (f"{B}/graph/release/st-mf/2014/31", "corpus/000_e0aaa5cb92dd628b.txt")
    ]
