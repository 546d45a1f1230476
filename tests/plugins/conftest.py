"""A distribution with an extractor, as an installer would leave it, and projects that read with it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pmgraph.tables.register import COLUMNS

MODULE = '''
import re

from pmgraph.extractor import BodyFound, PersonFound
from pmgraph.model import Span


class Moor:
    """Finds the people and houses of an invented register, each wherever it stands."""

    api = 1

    def __call__(self, layout, reading):
        assert reading.layout is layout
        for name in ("Tjorven Quandtke", "Jörn Ahlwardt"):
            for match in re.finditer(name, layout.text):
                yield PersonFound(span=Span(*match.span()), quote=name, label="register.person")
        for match in re.finditer("Torfkontor Guben", layout.text):
            yield BodyFound(span=Span(*match.span()), quote=match.group(), label="register.house", kind="unternehmen")


class Broken(Moor):
    def __call__(self, layout, reading):
        yield from super().__call__(layout, reading)
        raise KeyError("a table of the extractor")


class Sloppy(Moor):
    """Counts a character too much, answers nonsense, and leaves the rest right."""

    def __call__(self, layout, reading):
        for found in super().__call__(layout, reading):
            yield found
            yield PersonFound(span=found.span.shifted(1), quote=found.quote, label="off by one")
            yield PersonFound(span=found.span.shifted(1), quote=found.quote, label="off-by-one")
        yield "Tjorven Quandtke"
        yield BodyFound(span=Span(0, 4), quote=layout.text[:4], label="x", kind="moorhaus")


class Future(Moor):
    api = 2
'''
ENTRY_POINTS = """\
[pmgraph.extractors]
moor = moor_names:Moor
broken = moor_names:Broken
sloppy = moor_names:Sloppy
future = moor_names:Future
gone = moor_names:Gone
"""
RELEASE = (
    ": 12\nGuben, den 16.07.2014\n\nNeue Moore für die Stadt Guben\n\n"
    "Minister Jörn Ahlwardt und Landrat Kai Brüning haben heute den Moorvertrag unterzeichnet. "
    "Mit dabei war Tjorven Quandtke, Geschäftsführer der Stadt Guben. Das Torfkontor Guben liefert die Pflanzen.\n\n"
    "Pressekontakt: Tjorven Quandtke, Telefon 12\n"
)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as `pip install --target` makes it: a module and the metadata of its distribution."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "moor_names.py").write_text(MODULE, encoding="utf-8")
    info = folder / "moor_names-1.2.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: moor-names\nVersion: 1.2\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(ENTRY_POINTS, encoding="utf-8")
    (info / "RECORD").write_text("moor_names.py,,\n", encoding="utf-8")
    return folder


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A project with one release."""
    folder = tmp_path / "office"
    for name in ("corpus", "records", "register"):
        (folder / name).mkdir(parents=True)
    (folder / "pmgraph.toml").write_text('[reading]\npublish_text = "full"\n', encoding="utf-8")
    for name, columns in COLUMNS.items():
        (folder / "register" / name).write_text(",".join(columns) + "\n", encoding="utf-8")
    (folder / "corpus" / "moor.txt").write_text(RELEASE, encoding="utf-8")
    return folder


Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(site: Path, tmp_path: Path) -> Run:
    """Runs pmgraph with that distribution installed, and warnings as errors."""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        path = os.pathsep.join(filter(None, (str(site), os.environ.get("PYTHONPATH"))))
        return subprocess.run(
            [sys.executable, "-W", "error", "-m", "pmgraph", *arguments], cwd=tmp_path, capture_output=True, text=True,
            encoding="utf-8", timeout=300, check=False, env={**os.environ, "PYTHONPATH": path},
        )  # fmt: skip

    return run
