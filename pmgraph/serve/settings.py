"""What a server is told once, when it is made."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple


def _no_text(_sha256: str) -> str | None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one query may cost. All of it is stated in the service description."""

    seconds: float = 10.0
    """How long a query may run, and how long it may wait for a free worker before that."""
    quick_seconds: float = 0.1
    """A query that runs longer is a slow one: it goes on at the lowest priority, and quick ones go past it."""
    workers: int = field(default_factory=lambda: max(4, min(8, 2 * (os.cpu_count() or 2))))
    """How many queries run at once, slow ones not counted."""
    long_seconds: float = 1.0
    """A slow query that runs longer than this is a long one. A quick one may be slow for a moment on a busy machine."""
    long: int = field(default_factory=lambda: max(4, os.cpu_count() or 2))
    """How many long queries run at once; one more is turned away with 503 and Retry-After."""
    waiting: int = 64
    """How many queries may wait for a worker; one more is turned away in the same way."""
    query_bytes: int = 1_000_000
    result_bytes: int = 64_000_000
    cache_bytes: int = 64_000_000
    """Room for answers given again while the graph is the same; 0 keeps none."""
    memory_bytes: int = 2_000_000_000
    """What a worker may allocate beyond the graph it shares; kept on Linux only."""


class Example(NamedTuple):
    """A query to try, with what it asks in both languages."""

    title_de: str
    title_en: str
    query: str
    name: str = ""
    """A word for its IRI, such as `q03-signatures`."""
    keywords_de: tuple[str, ...] = ()
    keywords_en: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeSettings:
    """Everything that pages and endpoint need beside the graph. Nothing here changes while the server runs."""

    base: str = "https://w3id.org/pmgraph"
    """The base IRI of the data, without a slash at its end."""
    title_de: str = "pmgraph"
    title_en: str = "pmgraph"
    licence: str | None = None
    """The IRI of the licence of the data."""
    digest: str | None = None
    """The digest of the build; with it every answer bears an ETag and can be revalidated."""
    out: Path | None = None
    """The build folder whose releases are served; None where a file or a remote endpoint is."""
    index: Path | None = None
    """The search index of the build; without it one is made in memory when it is first asked."""
    text_of: Callable[[str], str | None] = _no_text
    """The full text whose sha-256 is given, or None where it is unknown or its rights forbid showing it."""
    dump: Path | None = None
    """The N-Quads file of the build, to be downloaded."""
    union: bool = False
    """Whether the default graph is the union of the named graphs."""
    root_path: str = ""
    """The path under which the site is mounted, such as `/pmgraph`; without a slash at its end."""
    trusted_proxies: tuple[str, ...] = ()
    """Addresses and networks whose `X-Forwarded-…` headers are believed."""
    examples: tuple[Example, ...] = ()
    """Queries that the pages and the service description offer."""
    limits: Limits = field(default_factory=Limits)
