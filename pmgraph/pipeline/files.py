"""The files of one version: dump, manifest, report, and the texts that may be shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from pmgraph import __version__
from pmgraph.config import Settings
from pmgraph.errors import CATALOGUE
from pmgraph.model import Issue, PublishText
from pmgraph.pipeline.before import Before
from pmgraph.pipeline.graphs import Mapped
from pmgraph.pipeline.holding import Held
from pmgraph.pipeline.readings import Release
from pmgraph.publish.versions import GRAPH, INDEX, MANIFEST, REPORT, TEXTS, as_json, shown_texts
from pmgraph.rdf.release import ReleaseGraph
from pmgraph.rdf.terms import dump
from pmgraph.search.index import make_index
from pmgraph.store.embedded import EmbeddedGraph


def version_files(
    held: Held, mapped: Mapped, issues: Iterable[Issue], settings: Settings, before: Before
) -> dict[str, str]:
    """Path below the version -> text. Of a graph that is retained, the last good version's text and entry stay."""
    files: dict[str, str] = {}
    entries: list[dict[str, Any]] = [before.entries[graph] for graph in sorted(held.retained)]
    for entry in entries:
        text = before.texts.get(entry["text_sha256"])
        if text is not None:
            files[f"{TEXTS}/{entry['text_sha256']}.txt"] = text
    for release, graph in mapped.releases:
        if graph.graph in held.graphs - held.retained:
            entries.append(_entry(release, graph))
            document = release.reading.document
            if document.publish_text is PublishText.FULL:
                files[f"{TEXTS}/{document.text_sha256}.txt"] = document.text
    silent = {
        r.reading.document.path for r, _ in mapped.releases if r.reading.document.publish_text is PublishText.NONE
    }
    found = [_plain(issue, wording=issue.path not in silent) for issue in issues]
    files |= {GRAPH: dump(held.quads), REPORT: as_json(found)}
    files[MANIFEST] = as_json(
        {
            "software": f"pmgraph {__version__}",
            "base": settings.base,
            "title": {"de": settings.title_de, "en": settings.title_en},
            "licence": settings.licence,
            "counts": {"releases": len(entries), "quads": files[GRAPH].count("\n"), "issues": len(found)},
            "held_back": sorted(held.held_back),
            "releases": sorted(entries, key=lambda entry: str(entry["graph"])),
        }
    )
    return files


def write_index(version: Path) -> None:
    """Makes the search index of a version beside its files, with the texts that may be shown."""
    graph = EmbeddedGraph.of_build(version / GRAPH)
    make_index(graph, shown_texts(version), version / INDEX).close()


def _entry(release: Release, graph: ReleaseGraph) -> dict[str, Any]:
    document = release.reading.document
    return {
        "release": graph.iri, "graph": graph.graph, "path": document.path, "url": document.url,
        "text_sha256": document.text_sha256, "publish_text": document.publish_text.value,
    }  # fmt: skip


def _plain(issue: Issue, *, wording: bool) -> dict[str, Any]:
    """An issue as JSON values; without `wording`, where a source forbids it, only kind and place are said."""
    kind = CATALOGUE.get(issue.code)
    if not wording:
        plain = (kind.title_en, kind.title_de) if kind is not None else (issue.message, issue.message_de)
        issue = replace(issue, sentence=None, message=plain[0], message_de=plain[1])
    values = asdict(issue)
    values["severity"] = issue.severity.value
    return {key: value for key, value in values.items() if value not in (None, "")}
