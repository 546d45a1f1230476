"""The files of one version: dump, manifest, report, and the texts that may be shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from pmgraph import __version__
from pmgraph.config import Settings
from pmgraph.model import Issue, PublishText
from pmgraph.pipeline.graphs import Mapped
from pmgraph.pipeline.readings import Release
from pmgraph.publish.versions import GRAPH, MANIFEST, REPORT, TEXTS, as_json, current_version, read_manifest
from pmgraph.rdf.release import ReleaseGraph
from pmgraph.rdf.terms import Quad, dump, parse_line


@dataclass(frozen=True, slots=True)
class Before:
    """What the current version holds of each release graph: its quads, its entry in the manifest, and its text."""

    graphs: dict[str, list[Quad]] = field(default_factory=dict)
    entries: dict[str, dict[str, Any]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    """By SHA-256."""


def read_before(out: Path) -> Before:
    """The release graphs of the version that is current below `out`; nothing where there is none."""
    version = current_version(out)
    before = Before()
    if version is None:
        return before
    before.entries.update((entry["graph"], entry) for entry in read_manifest(version)["releases"])
    for line in (version / GRAPH).read_text(encoding="utf-8").splitlines():
        quad = parse_line(line)
        if quad.g[1:-1] in before.entries:
            before.graphs.setdefault(quad.g[1:-1], []).append(quad)
    for file in (version / TEXTS).glob("*.txt"):
        with file.open(encoding="utf-8", newline="") as stream:
            before.texts[file.stem] = stream.read()
    return before


def version_files(
    quads: Iterable[Quad],
    mapped: Mapped,
    issues: Iterable[Issue],
    settings: Settings,
    *,
    held: Iterable[str],
    kept: frozenset[str],
    before: Before,
) -> dict[str, str]:
    """Path below the version -> text. Of a release held back (`held`), the last good version's text and entry stay."""
    files: dict[str, str] = {}
    entries: list[dict[str, Any]] = []
    back = frozenset(held)
    for release, graph in mapped.releases:
        if graph.graph not in kept:
            continue
        if graph.graph in back:
            entry = before.entries[graph.graph]
            text = before.texts.get(entry["text_sha256"])
        else:
            entry = _entry(release, graph)
            document = release.reading.document
            text = document.text if document.publish_text is PublishText.FULL else None
        entries.append(entry)
        if text is not None:
            files[f"{TEXTS}/{entry['text_sha256']}.txt"] = text
    found = [_plain(issue) for issue in issues]
    files |= {GRAPH: dump(quads), REPORT: as_json(found)}
    files[MANIFEST] = as_json(
        {
            "software": f"pmgraph {__version__}",
            "base": settings.base,
            "title": {"de": settings.title_de, "en": settings.title_en},
            "licence": settings.licence,
            "counts": {"releases": len(entries), "quads": files[GRAPH].count("\n"), "issues": len(found)},
            "held_back": sorted(back),
            "releases": sorted(entries, key=lambda entry: str(entry["graph"])),
        }
    )
    return files


def _entry(release: Release, graph: ReleaseGraph) -> dict[str, Any]:
    document = release.reading.document
    return {
        "release": graph.iri, "graph": graph.graph, "path": document.path, "url": document.url,
        "text_sha256": document.text_sha256, "publish_text": document.publish_text.value,
    }  # fmt: skip


def _plain(issue: Issue) -> dict[str, Any]:
    values = asdict(issue)
    values["severity"] = issue.severity.value
    return {key: value for key, value in values.items() if value not in (None, "")}
