"""Profiles of press portals: one YAML file each in `pmgraph/portals/`, chosen by the host of a release's address."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, field_validator
from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from pmgraph.curated import PageLayout, Portal
from pmgraph.tables.located import Strict, checked, read_yaml

CODE = "PM-CONF-001"


class _Page(Strict):
    number: str | None = None
    place: str | None = None
    date: str | None = None
    title: str | None = None
    body: str | None = None
    imprint: str | None = None
    drop: tuple[str, ...] = ()

    @field_validator("number", "place", "date", "title", "body", "imprint", "drop")
    @classmethod
    def _selects(cls, value: str | tuple[str, ...] | None) -> str | tuple[str, ...] | None:
        for selector in (value,) if isinstance(value, str) else value or ():
            try:
                LexborHTMLParser("<p></p>").css(selector)
            except SelectolaxError as error:
                raise ValueError("no CSS selector; write it as tag, .class or #id") from error
        return value


class _Portal(Strict):
    hosts: tuple[str, ...] = Field(min_length=1)
    jurisdiction: str | None = None
    url_date: str | None = None
    header_utc_summer: bool = False
    page: _Page | None = None
    reason: str = Field(min_length=10)

    @field_validator("url_date")
    @classmethod
    def _has_groups(cls, value: str | None) -> str | None:
        if value is not None and not {"year", "month", "day"} <= set(re.compile(value).groupindex):
            raise ValueError("a pattern for dates needs the groups year, month and day")
        return value


def read_portal(file: Path) -> Portal:
    """The profile in `file`; its name without ending is its id."""
    found = checked(_Portal, read_yaml(file, file.name, CODE), CODE)
    return Portal(
        id=file.stem, hosts=found.hosts, url_date=found.url_date, header_utc_summer=found.header_utc_summer,
        jurisdiction=found.jurisdiction, reason=found.reason,
        page=PageLayout(**found.page.model_dump()) if found.page is not None else None,
    )  # fmt: skip


@cache
def shipped_portals() -> tuple[Portal, ...]:
    """The profiles that the package ships, by id."""
    return tuple(read_portal(file) for file in sorted((Path(__file__).parents[1] / "portals").glob("*.yaml")))


def portal_of(url: str | None, portals: Iterable[Portal]) -> Portal | None:
    """The portal whose host the address names; a subdomain does not count."""
    host = urlsplit(url).hostname if url else None
    return next((p for p in portals if host in p.hosts), None)
