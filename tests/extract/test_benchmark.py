"""The benchmark of reading runs and prints every figure that its dated results are made of."""

import subprocess
import sys
from pathlib import Path

import pytest

FIGURES = ("texts:", "machine:", "memory after 20 releases:", "pmgraph:", "floor:", "ratio:", "loop:")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("Moorbund", "Torfverband"):
        text = f"{name} unterzeichnet Vereinbarung\n\nLandrätin Wibke Ostermann unterzeichnete am 3. Mai 2012 eine Vereinbarung."
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    script = root / "benchmarks" / "reading" / "measure.py"
    return subprocess.run(
        [sys.executable, str(script), *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=root,
        check=False,
    )


def test_one_run_prints_every_figure(root: Path, folder: Path) -> None:
    done = run(root, str(folder), "--releases", "20", "--rounds", "1")
    assert done.returncode == 0, done.stderr
    assert [line.split(": ")[0] + ":" for line in done.stdout.splitlines()] == list(FIGURES)
    assert "texts: 2, " in done.stdout
    assert "Document to record" in done.stdout
    assert "the tokeniser of spaCy 3." in done.stdout


def test_a_folder_without_texts_is_refused_by_name(root: Path, tmp_path: Path) -> None:
    done = run(root, str(tmp_path))
    assert done.returncode == 1
    assert f"{tmp_path} holds no *.txt and no *.json" in done.stderr
