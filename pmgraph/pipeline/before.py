"""What the current version holds, so that a release held back can keep its last good graph."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pmgraph.model import Issue
from pmgraph.publish.versions import GRAPH, TEXTS, current_version, is_whole, read_manifest
from pmgraph.rdf.terms import Quad, parse_dump
from pmgraph.tables.located import finding


@dataclass(frozen=True, slots=True)
class Before:
    """What the current version holds of each release graph: its quads, its entry in the manifest, and its text."""

    graphs: dict[str, list[Quad]] = field(default_factory=dict)
    entries: dict[str, dict[str, Any]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    """By SHA-256."""
    base: str | None = None


def read_before(out: Path) -> tuple[Before, tuple[Issue, ...]]:
    """The release graphs of the version that is current below `out`; nothing where there is none.

    A version that was changed on disk counts as none, with an issue: what it holds is not what was checked.
    """
    version = current_version(out)
    if version is None:
        return Before(), ()
    if not is_whole(version):
        message = "the current version was changed on disk; it is not used, and no last good version can stay"
        return Before(), (finding("PM-CONF-002", message, str(version), None),)
    manifest = read_manifest(version)
    before = Before(base=manifest["base"])
    before.entries.update((entry["graph"], entry) for entry in manifest["releases"])
    for quad in parse_dump((version / GRAPH).read_text(encoding="utf-8")):
        if quad.g[1:-1] in before.entries:
            before.graphs.setdefault(quad.g[1:-1], []).append(quad)
    for file in (version / TEXTS).glob("*.txt"):
        with file.open(encoding="utf-8", newline="") as stream:
            before.texts[file.stem] = stream.read()
    return before, ()
