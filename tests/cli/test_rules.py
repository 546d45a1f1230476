"""`pmgraph rules` counts what the graph says, invents no use, and shows no wording that a source forbids."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse
from rich.console import Console

from pmgraph.cli.fired import fired_rules
from pmgraph.cli.rules import Lang, show_all
from pmgraph.german.rules import READING
from pmgraph.model import PublishText
from pmgraph.rdf.catalogue import RULES

SIGNING = "role.before-name"


def call(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pmgraph", "rules", *arguments], cwd=folder, capture_output=True, text=True,
        encoding="utf-8", timeout=120, check=False, env={**os.environ, "COLUMNS": "80"},
    )  # fmt: skip


def lines(folder: Path, *arguments: str) -> dict[str, list[str]]:
    done = call(folder, *arguments)
    assert done.returncode == 0, done.stderr
    return {(cells := line.split("\t"))[0]: cells[1:] for line in done.stdout.splitlines()}


def copied(version: Path, folder: Path, old: str = "", new: str = "") -> Path:
    """A version as a folder of its own, with `old` replaced in its graph and manifest."""
    target = folder / "copy"
    target.mkdir()
    for file in version.rglob("*"):
        if file.is_file() and file.suffix != ".sqlite":
            there = target / file.relative_to(version)
            there.parent.mkdir(exist_ok=True)
            text = file.read_text(encoding="utf-8")
            there.write_text(
                text.replace(old, new) if old and there.suffix in (".nq", ".json") else text, encoding="utf-8"
            )
    return target


def test_every_declared_rule_is_listed_once_by_group(version: Path) -> None:
    listed = lines(version.parent, str(version))
    assert set(listed) == {rule.id for rule in READING} | set(RULES)
    groups = [id_.split(".")[0] for id_ in listed]
    changes = sum(group != before for group, before in zip(groups[1:], groups, strict=False))
    assert changes == len(set(groups)) - 1, "the rules of a group stand together"


def test_the_count_is_that_of_the_evidence_in_the_graph(seed_version: Path) -> None:
    version = seed_version
    nodes: Counter[str] = Counter()
    for quad in parse(path=str(version / "graph.nq"), format=RdfFormat.N_QUADS):
        if quad.predicate.value.endswith("#readBy") and "/evidence/" in str(quad.subject):
            nodes[quad.object.value.rsplit("/", 1)[-1]] += 1  # type: ignore[union-attr]
    told = {rule["id"]: rule for rule in json.loads(call(version.parent, str(version), "--json").stdout)}
    assert {id_: rule["passages"] for id_, rule in told.items() if rule["passages"]} == dict(nodes)
    assert told["person.name"]["passages"] >= 3
    assert told["choose.best-reason"]["choices"] == 1
    assert told["address.path-date"] | {"fired": 1, "passages": 0, "choices": 1} == told["address.path-date"]
    assert told["sign.caption"]["fired"] == 0


def test_the_table_fits_a_terminal_of_80_columns(capsys: pytest.CaptureFixture[str]) -> None:
    show_all(Console(width=80), fired_rules(None), Lang.DE)
    lines = capsys.readouterr().out.splitlines()
    assert all(len(line) <= 80 for line in lines)
    assert lines[0].split() == ["rule", "fired", "purpose"]
    (row,) = [line for line in lines if line.startswith(SIGNING)]
    assert row.rstrip() == f"{SIGNING:26}      –  Amt unmittelbar vor dem Namen."
    assert lines[-1] == f"{len(fired_rules(None))} rules"


def test_unused_lists_only_what_did_not_fire(version: Path) -> None:
    all_, unused = lines(version.parent, str(version)), lines(version.parent, str(version), "--unused")
    assert unused == {id_: cells for id_, cells in all_.items() if cells[0] == "0"}
    assert "sign.caption" in unused
    assert "person.name" not in unused


@pytest.mark.parametrize(
    ("lang", "says"), [("de", "Amt unmittelbar vor dem Namen."), ("en", "Office right before the name.")]
)
def test_the_purpose_comes_in_the_language_asked_for(version: Path, lang: str, says: str) -> None:
    assert lines(version.parent, str(version), "--lang", lang)[SIGNING][1] == says


def test_without_a_build_nothing_is_counted(tmp_path: Path) -> None:
    listed = lines(tmp_path)
    assert {cells[0] for cells in listed.values()} == {"–"}
    assert json.loads(call(tmp_path, "--json").stdout)[0]["fired"] is None
    told = call(tmp_path, SIGNING).stdout
    assert "`pmgraph build` makes one" in told
    done = call(tmp_path, "--unused")
    assert (done.returncode, "build: no graph here" in done.stderr) == (2, True)


def test_one_rule_is_shown_whole(version: Path) -> None:
    told = call(version.parent, SIGNING, str(version)).stdout
    (rule,) = [rule for rule in READING if rule.id == SIGNING]
    for part in (rule.english, rule.german, *rule.examples, *rule.counter_examples, "fired once in the last build"):
        assert part in told
    assert "„Finanzstaatssekretär Michael Richter als" in told, (
        "the release may be shown in full: its sentence stands here"
    )


def test_a_source_that_allows_quotes_only_shows_the_passage(version: Path, tmp_path: Path) -> None:
    folder = copied(version, tmp_path, '"publish_text": "full"', f'"publish_text": "{PublishText.QUOTES.value}"')
    (read,) = json.loads(call(tmp_path, SIGNING, str(folder), "--json").stdout)["read"]
    assert (read["exact"], read["sentence"]) == ("Finanzstaatssekretär", "Finanzstaatssekretär")
    assert "Michael Richter" not in call(tmp_path, SIGNING, str(folder)).stdout


def test_a_source_that_forbids_its_wording_shows_none(version: Path, tmp_path: Path) -> None:
    folder = copied(version, tmp_path)
    graph = folder / "graph.nq"
    kept = [line for line in graph.read_text(encoding="utf-8").splitlines(keepends=True) if "ns#exact>" not in line]
    graph.write_text("".join(kept), encoding="utf-8")
    told = call(tmp_path, SIGNING, str(folder)).stdout
    assert "the source forbids its wording" in told
    assert "Finanzstaatssekretär" not in told


def test_a_rule_that_this_version_does_not_have_is_retired(version: Path, tmp_path: Path) -> None:
    folder = copied(version, tmp_path, SIGNING, "role.of-old")
    told = {rule["id"]: rule for rule in json.loads(call(tmp_path, str(folder), "--json").stdout)}
    assert (told["role.of-old"]["state"], told["role.of-old"]["fired"]) == ("retired", 1)
    assert (told[SIGNING]["state"], told[SIGNING]["fired"]) == ("declared", 0)
    assert "this version does not have them" in call(tmp_path, str(folder), "role.of-old").stdout


WRONG = [
    (("role.before-nam",), "role.before-nam: neither a rule nor a folder; did you mean role.before-name"),
    (("role",), "did you mean role.as or role.before-name or role.before-rank?"),
    (("nowhere/",), "nowhere: no graph here"),
    (("person.name", "person.surname"), "name one folder of a build and one rule at most"),
]


@pytest.mark.parametrize(("arguments", "says"), WRONG)
def test_wrong_use_says_the_cure(tmp_path: Path, arguments: tuple[str, ...], says: str) -> None:
    done = call(tmp_path, *arguments)
    assert done.returncode == 2
    assert says in done.stderr
