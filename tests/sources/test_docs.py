"""The page on sources names every finding, every form and every key."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pmgraph.errors import CATALOGUE
from pmgraph.sources.pdf import PAGES
from pmgraph.tables.portals import read_portal


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / "docs" / "sources.md").read_text(encoding="utf-8")


def test_the_page_names_every_code(page: str) -> None:
    assert set(re.findall(r"PM-DOC-\d{3}", page)) == {code for code in CATALOGUE if code.startswith("PM-DOC")}


def test_the_profile_on_the_page_is_one(page: str, tmp_path: Path) -> None:
    shown = re.search(r"```yaml\n(.*?)```", page, re.S)
    assert shown is not None
    (tmp_path / "beispiel.yaml").write_text(shown[1], encoding="utf-8")
    portal = read_portal(tmp_path / "beispiel.yaml")
    assert portal.page is not None
    assert portal.page.body == "article.pm-text"
    assert portal.page.drop == (".pm-teilen", ".pm-galerie")


def test_the_page_names_the_bound_of_pages(page: str) -> None:
    assert f"At most {PAGES} pages" in page
