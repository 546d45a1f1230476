"""The summary of a build counts what was not understood, and `check --code` lists it with file and sentence."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

from pmgraph.cli.gaps import gaps_of, show_gaps
from pmgraph.errors import CATALOGUE
from pmgraph.model import Issue

HEAD = ": {n}\nGuben, den 16.07.2014\n\nNeue Moore {n}\n\n"
TEXTS = (
    "Der Landrat hat heute feierlich unterzeichnet.",
    "Die Bürgermeisterin hat heute mit Freude unterschrieben.",
    "Ein Moorvertrag wurde heute unterzeichnet.",
)


def issue(code: str, path: str, sentence: str | None, resolved_by: str | None = None) -> Issue:
    kind = CATALOGUE[code]
    return Issue(
        code=code,
        severity=kind.severity,
        message=kind.title_en,
        path=path,
        line=1,
        sentence=sentence,
        resolved_by=resolved_by,
    )


def call(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pmgraph", *arguments], cwd=folder, capture_output=True, text=True, encoding="utf-8",
        timeout=120, check=False, env={**os.environ, "COLUMNS": "80"},
    )  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gaps")
    assert call(folder, "init", "office").returncode == 0
    for number, text in enumerate(TEXTS, 1):
        (folder / "office" / "corpus" / f"{number}.txt").write_text(HEAD.format(n=number) + text, encoding="utf-8")
    return folder


def test_the_report_counts_by_code_with_an_example(home: Path) -> None:
    done = call(home, "build", "office", "--json")
    assert done.returncode == 0, done.stderr
    told = {gap["code"]: gap for gap in json.loads(done.stdout)["not_understood"]}
    assert {code: gap["count"] for code, gap in told.items()} == {"PM-SIGN-001": 2, "PM-SIGN-003": 1, "PM-HEAD-003": 3}
    example = told["PM-SIGN-001"]["example"]
    assert (example["where"], example["sentence"]) == ("corpus/1.txt:6", TEXTS[0])
    listed = json.loads(call(home, "check", "build", "--code", "pm-sign").stdout)
    assert {(i["code"], i["where"], i["sentence"]) for i in listed} == {
        ("PM-SIGN-001", "corpus/1.txt:6", TEXTS[0]),
        ("PM-SIGN-001", "corpus/2.txt:6", TEXTS[1]),
        ("PM-SIGN-003", "corpus/3.txt:6", TEXTS[2]),
    }


def test_a_code_that_does_not_exist_is_wrong_use(home: Path) -> None:
    call(home, "build", "office")
    done = call(home, "check", "build", "--code", "PM-SING-001")
    assert done.returncode == 2
    assert "did you mean PM-SIGN-001?" in done.stderr
    assert call(home, "check", "build", "--code", "AG11").returncode == 0


def test_the_summary_fits_a_narrow_terminal_and_shows_a_sentence_a_code(capsys: pytest.CaptureFixture[str]) -> None:
    issues = [issue("PM-DATE-001", f"corpus/{n}.txt", f"Satz Nummer {n} über Moore." * 8) for n in range(1200)]
    issues.append(issue("PM-SIGN-001", "corpus/a.txt", None))
    show_gaps(Console(width=80), gaps_of(issues), "build")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "not understood:"
    assert lines[1] == "      1 PM-SIGN-001  signing verb without an agreement"
    assert lines[3] == "  1,200 PM-DATE-001  date does not exist"
    assert lines[-1] == "  all of a kind: `pmgraph check build --code PM-SIGN-001`"
    assert "Satz Nummer 0 über Moore." in "".join(lines)
    assert all(len(line) <= 80 for line in lines)


def test_what_a_rule_resolved_counts_as_understood() -> None:
    assert gaps_of([issue("PM-DATE-002", "a.txt", "Am Montag.", resolved_by="date.weekday-of-issue")]) == []
    (gap,) = gaps_of([issue("PM-DATE-002", "b.txt", None), issue("PM-DATE-002", "c.txt", "Am Montag.")])
    assert (gap.count, gap.example.path) == (2, "c.txt")
