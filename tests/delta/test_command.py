"""`pmgraph diff` in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def two(project: Path, rebuild: Callable[..., Any], version: Path) -> tuple[Path, Path]:
    """The version that ships, and one whose release names another day."""
    (seed,) = (project / "corpus").glob("*.txt")
    seed.write_bytes(seed.read_bytes().replace(b"am Mittwoch", b"am 14. Juli 2014"))
    return version, rebuild().version


def diff(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pmgraph", "diff", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def test_text_tells_what_changed(two: tuple[Path, Path]) -> None:
    done = diff(*two, "--format", "text", "--exit-code")
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert "  ~ Datum: 16. Juli 2014 → 14. Juli 2014, denn: „14. Juli 2014“ (st-mf/2014/31)" in lines
    assert lines[-1].endswith("in 1 thing")
    assert "  ~ date: 16 July 2014 → 14 July 2014" in diff(*two, "--format", "text", "--lang", "en").stdout


def test_captured_output_is_json(two: tuple[Path, Path]) -> None:
    done = diff(*two)
    assert done.returncode == 0
    (thing,) = json.loads(done.stdout)["things"]
    assert "date" in [change["aspect"] for change in thing["changes"]]


def test_patch_holds_the_quads(two: tuple[Path, Path]) -> None:
    lines = diff(*two, "--format", "rdf-patch").stdout.splitlines()
    assert any(
        line.startswith("D ") and '"2014-07-16"^^<http://id.loc.gov/datatypes/edtf/EDTF>' in line for line in lines
    )
    assert any(
        line.startswith("A ") and '"2014-07-14"^^<http://id.loc.gov/datatypes/edtf/EDTF>' in line for line in lines
    )


def test_same_graph_exits_with_zero(version: Path) -> None:
    for format_ in ("text", "rdf-patch"):
        done = diff(version, version / "graph.nq", "--format", format_, "--exit-code")
        assert (done.returncode, done.stdout) == (0, {"text": "no difference\n", "rdf-patch": "TX .\nTC .\n"}[format_])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["{v}", "nowhere"], "nowhere: no such file or folder"),
        (["{v}", "{v}", "--lang", "fr"], "--lang 'fr': the sentences are in de or en"),
        (["{v}", "{v}", "--format", "xml"], "--format 'xml': take one of text, json, turtle, rdf-patch"),
    ],
)
def test_wrong_use_says_what_and_the_cure(version: Path, arguments: list[str], message: str) -> None:
    done = diff(*(a.format(v=version) for a in arguments))
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
