"""The wheel is whole: installed without the checkout, pmgraph works in an empty folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(root)],
        check=True, capture_output=True,
    )  # fmt: skip
    (made,) = out.glob("pmgraph-*.whl")
    return made


def test_ontology_shapes_queries_and_templates_are_in_it(wheel: Path, root: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    expected = {f"pmgraph/_resources/ontology/{f.name}" for f in (root / "ontology").iterdir()}
    expected |= {f"pmgraph/_resources/shapes/{f.name}" for f in (root / "shapes").glob("*.ttl")}
    for folder, pattern in (("queries", "*.rq"), ("portals", "*.yaml"), ("serve", "**/*")):
        found = [f for f in (root / "pmgraph" / folder).glob(pattern) if f.is_file() and f.suffix != ".pyc"]
        assert found, folder
        expected |= {f.relative_to(root).as_posix() for f in found}
    assert expected - names == set()


def test_an_installed_wheel_builds_and_answers_in_an_empty_folder(wheel: Path, root: Path, tmp_path: Path) -> None:
    site, home = tmp_path / "site", tmp_path / "home"
    home.mkdir()
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(site), str(wheel)],
        check=True, capture_output=True,
    )  # fmt: skip

    def pmgraph(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "pmgraph", *arguments], cwd=home, capture_output=True, text=True, encoding="utf-8",
            env={**os.environ, "PYTHONPATH": str(site)}, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    where = subprocess.run(
        [sys.executable, "-c", "import pmgraph; print(pmgraph.__file__)"], cwd=home, capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": str(site)}, check=True,
    )  # fmt: skip
    assert Path(where.stdout.strip()).is_relative_to(site), "the checkout must not be what is tested"
    pmgraph("init", "data")
    seed = next((root / "data" / "corpus").glob("*.txt"))
    pmgraph("add", str(seed), "--url", "https://presse.sachsen-anhalt.de/not-rated/2014/07/16/a/")
    rows = json.loads(pmgraph("query", "q03"))["results"]["bindings"]
    assert sorted(row["name"]["value"] for row in rows) == [
        "Heinz-Lothar Theel",
        "Jürgen Leindecker",
        "Michael Richter",
    ]
    codes = {finding["code"] for finding in json.loads(pmgraph("check", "--fail-on", "violation"))}
    assert "PM-HEAD-001" in codes
