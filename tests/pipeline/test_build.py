"""A build is complete, repeatable and safe: what is wrong is held back, and the graph before it stays."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from pmgraph.config import load_settings
from pmgraph.errors import UsageError
from pmgraph.model import Severity
from pmgraph.pipeline.build import BuildReport, build
from pmgraph.publish.versions import building

Rebuild = Callable[..., BuildReport]
B = "https://w3id.org/pmgraph"
SIGNING = f"<{B}/id/agreement/st/2014/rahmenvereinbarung-zusammenarbeit-bereichen-ikt-e-government/signing>"
PM = "https://w3id.org/pmgraph/ns#"


def lines(report: BuildReport) -> set[str]:
    assert report.version is not None
    return set((report.version / "graph.nq").read_text(encoding="utf-8").removesuffix("\n").split("\n"))


def later(project: Path) -> Path:
    """Adds a release that reports a signing on a day after it was issued, which contradicts itself."""
    seed = next((project / "corpus").glob("*.txt"))
    wrong = seed.read_bytes().replace(b": 31\n", b": 40\n", 1).replace(b"am Mittwoch", b"am 20. August 2014")
    file = project / "corpus" / "later.txt"
    file.write_bytes(wrong.replace(b"E-Government", b"Landesarchiv"))
    file.with_name("later.txt.yaml").write_text("publisher: st-mf\n", encoding="utf-8")
    return file


def test_the_shipped_project_builds_without_a_violation(built: BuildReport) -> None:
    assert built.clean
    assert (built.releases, built.records, built.lost) == (1, 36, 0)
    assert [i.message for i in built.issues if i.severity is Severity.VIOLATION] == []


def test_the_signing_of_2014_has_one_chosen_date(built: BuildReport) -> None:
    found = lines(built)
    day = '"2014-07-16"^^<http://id.loc.gov/datatypes/edtf/EDTF>'
    assert f"{SIGNING} <{PM}edtfDate> {day} <{B}/graph/derived> ." in found
    assert f"{SIGNING} <{PM}chosenBy> <{B}/id/rule/choose.finest> <{B}/graph/derived> ." in found
    claims = [line for line in found if f"<{PM}dateOf> {SIGNING} " in line]
    assert len(claims) == 2, "the reading without the address stays beside the chosen one"


def test_the_record_gives_2006_a_second_claim_that_wins(built: BuildReport) -> None:
    found = lines(built)
    old = SIGNING.replace("/2014/", "/2006/")
    claims = {line.split()[0]: line for line in found if f"<{PM}dateOf> {old} " in line}
    assert {line.rsplit(" ", 2)[1] for line in claims.values()} == {
        f"<{B}/graph/release/st-mf/2014/31>",
        f"<{B}/graph/record/egovernment-2006>",
    }
    assert f'{old} <{PM}edtfDate> "2006-01-09"^^<http://id.loc.gov/datatypes/edtf/EDTF> <{B}/graph/derived> .' in found


def test_the_dump_is_sorted_and_without_blank_nodes(built: BuildReport) -> None:
    assert built.version is not None
    text = (built.version / "graph.nq").read_text(encoding="utf-8")
    listed = text.splitlines()
    assert listed == sorted(set(listed))
    assert not any(line.startswith("_:") or " _:" in line.split('"')[0] for line in listed)


def test_two_builds_of_one_input_are_the_same_bytes(project: Path, rebuild: Rebuild, tmp_path: Path) -> None:
    first = rebuild()
    assert first.version is not None
    second = build(load_settings(project), tmp_path / "elsewhere")
    assert second.version is not None
    assert first.version.name == second.version.name
    for file in sorted(f for f in first.version.rglob("*") if f.is_file()):
        assert file.read_bytes() == (second.version / file.relative_to(first.version)).read_bytes(), file.name


def test_the_order_of_register_rows_changes_nothing(project: Path, rebuild: Rebuild) -> None:
    before = lines(rebuild())
    for file in sorted((project / "register").glob("*.csv")):
        head, *rows = file.read_text(encoding="utf-8").splitlines()
        random.Random(7).shuffle(rows)
        file.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    assert lines(rebuild()) == before


def test_a_violation_in_one_release_holds_it_back_with_its_sentence(project: Path, rebuild: Rebuild) -> None:
    before = lines(rebuild())
    later(project)
    report = rebuild()
    assert report.held_back == (f"{B}/graph/release/st-mf/2014/40",)
    assert (report.swapped, report.clean) == (True, False)
    assert not any("/st-mf/2014/40" in line for line in lines(report))
    sources = {line for line in before if "/graph/release/" in line or "/graph/record/" in line}
    assert sources <= lines(report), "the rest is published as it was"
    (violation,) = [i for i in report.issues if i.severity is Severity.VIOLATION]
    assert violation.code == "SG07"
    assert violation.where.startswith("corpus/later.txt:")
    assert violation.sentence is not None
    assert "am 20. August 2014 in Magdeburg unterzeichneten" in violation.sentence


def test_the_last_good_version_of_a_release_stays(project: Path, rebuild: Rebuild) -> None:
    file = later(project)
    wrong = file.read_bytes()
    file.write_bytes(wrong.replace(b"am 20. August 2014", b"am 7. Juli 2014"))
    graph = f"<{B}/graph/release/st-mf/2014/40>"
    good = {line for line in lines(rebuild()) if graph in line}
    assert good
    file.write_bytes(wrong)
    report = rebuild()
    assert report.held_back == (graph[1:-1],)
    assert {line for line in lines(report) if graph in line} == good
    assert report.version is not None
    manifest = json.loads((report.version / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["held_back"] == [graph[1:-1]]


def test_strict_keeps_the_whole_old_graph(project: Path, rebuild: Rebuild) -> None:
    before = rebuild()
    later(project)
    report = rebuild(strict=True)
    assert (report.swapped, report.version) == (False, before.version)


def test_a_broken_register_stops_before_anything_is_written(project: Path, rebuild: Rebuild, tmp_path: Path) -> None:
    before = rebuild()
    with (project / "register" / "bodies.csv").open("a", encoding="utf-8") as stream:
        stream.write("x,X,,,kein-typ,,st,,,a release\n")
    with pytest.raises(UsageError, match=r"register/bodies.csv:42: kind 'kein-typ' is no body type"):
        rebuild()
    assert (tmp_path / "out" / "current").resolve() == before.version


def test_an_output_folder_that_cannot_be_written_is_named(project: Path, tmp_path: Path) -> None:
    taken = tmp_path / "file"
    taken.write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match=r"file: cannot be written .* name another folder with --out"):
        build(load_settings(project), taken)


def test_two_builds_at_once_do_not_meet(project: Path, tmp_path: Path) -> None:
    with building(tmp_path / "out"), pytest.raises(UsageError, match="another build is at work"):
        build(load_settings(project), tmp_path / "out")


def test_only_texts_that_may_be_shown_in_full_are_beside_the_graph(project: Path, rebuild: Rebuild) -> None:
    sidecar = next((project / "corpus").glob("*.yaml"))
    for right, shown in (("full", 1), ("quotes", 0), ("none", 0)):
        text = sidecar.read_text(encoding="utf-8")
        start = text.index("publish_text:")
        end = text.index("\n", start)
        sidecar.write_text(f"{text[:start]}publish_text: {right}{text[end:]}", encoding="utf-8")
        report = rebuild()
        assert report.version is not None
        assert len(list((report.version / "texts").glob("*.txt"))) == shown, right
        said = [line for line in lines(report) if f"<{PM}exact>" in line]
        assert bool(said) == (right != "none"), right
        assert any("lebenswertes Land" in line for line in lines(report)) == (right != "none"), right
