"""Portal profiles that ship with the package."""

from pathlib import Path

import pytest

from pmgraph.curated import PageLayout
from pmgraph.errors import ConfigError
from pmgraph.tables.portals import portal_of, read_portal, shipped_portals


@pytest.mark.parametrize(
    ("url", "portal"),
    [
        ("https://presse.sachsen-anhalt.de/not-rated/2014/07/16/a/", "presse-sachsen-anhalt"),
        ("https://presse.sachsen-anhalt.de.evil.example/2014/07/16/", None),
        ("https://example.de/presse.sachsen-anhalt.de/", None),
        (None, None),
    ],
)
def test_the_host_of_the_address_chooses_the_portal(url: str | None, portal: str | None) -> None:
    found = portal_of(url, shipped_portals())
    assert (found.id if found is not None else None) == portal


def test_every_profile_gives_its_reason() -> None:
    assert all(len(portal.reason) > 20 for portal in shipped_portals())


def test_a_date_pattern_needs_its_three_groups(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("hosts: [a.example]\nreason: measured on pages\nurl_date: '/(?P<year>\\d{4})/'\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="needs the groups year, month and day"):
        read_portal(file)


def test_the_layout_of_a_page_is_read_from_the_profile(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(
        "hosts: [a.example]\nreason: measured on pages\npage:\n  body: .text\n  drop: [nav, .teilen]\n",
        encoding="utf-8",
    )
    assert read_portal(file).page == PageLayout(body=".text", drop=("nav", ".teilen"))


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("page:\n  body: 'div['\n", "no CSS selector"),
        ("page:\n  drop: [nav, '???']\n", "no CSS selector"),
        ("page:\n  boddy: div\n", "did you mean 'body'"),
    ],
)
def test_a_wrong_layout_is_named(tmp_path: Path, page: str, says: str) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(f"hosts: [a.example]\nreason: measured on pages\n{page}", encoding="utf-8")
    with pytest.raises(ConfigError, match=says):
        read_portal(file)
