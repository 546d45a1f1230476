"""The page on harvesting names every code and every option."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

from pmgraph.cli.harvest import harvest
from pmgraph.errors import CATALOGUE


def test_the_page_names_every_code(root: Path) -> None:
    page = (root / "docs" / "harvesting.md").read_text(encoding="utf-8")
    assert set(re.findall(r"PM-HARV-\d{3}", page)) == {code for code in CATALOGUE if code.startswith("PM-HARV")}


def test_the_page_names_every_option(root: Path) -> None:
    page = (root / "docs" / "harvesting.md").read_text(encoding="utf-8")
    options = {name.replace("_", "-") for name in inspect.signature(harvest).parameters} - {"address", "project"}
    assert {name for name in options if f"--{name.removeprefix('as-')}" not in page} == set()
