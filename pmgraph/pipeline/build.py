"""Builds the graph of a project: read, map, check, hold back what is wrong, and swap the new version in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from pmgraph.concepts import Concepts, read_concepts
from pmgraph.config import Settings
from pmgraph.curated import Curated, EditorRecord
from pmgraph.errors import ConfigError
from pmgraph.iris import Iris
from pmgraph.model import Issue, Severity
from pmgraph.pipeline.checking import check_quads, located
from pmgraph.pipeline.corpus import read_corpus
from pmgraph.pipeline.files import read_before, version_files
from pmgraph.pipeline.graphs import Mapped, complete, map_all
from pmgraph.pipeline.readings import read_all
from pmgraph.publish.versions import building, current_version, swap_in
from pmgraph.rdf.terms import Quad
from pmgraph.tables.portals import shipped_portals
from pmgraph.tables.records import read_record
from pmgraph.tables.register import read_register

Progress = Callable[[str], None]
ALLOWED_SHARE = 100
"""One release in so many may be held back; a single one always may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a build did. `version` is the folder that is current now, None where nothing could be swapped in."""

    version: Path | None
    swapped: bool
    releases: int
    records: int
    statements: int
    """Quads of the dump."""
    lost: int
    held_back: tuple[str, ...]
    """IRIs of the graphs that a violation kept out; their last good version stays where there was one."""
    issues: tuple[Issue, ...]

    @property
    def clean(self) -> bool:
        """Whether the graph was swapped, nothing was held back and no document was lost."""
        return self.swapped and not self.held_back and not self.lost


def read_curated(settings: Settings, concepts: Concepts) -> tuple[Curated, tuple[Issue, ...]]:
    """Register and records. A wrong record is an issue and the others stand; a wrong register raises ConfigError."""
    register = read_register(settings.register, settings.shown(settings.register), concepts.slugs)
    records: list[EditorRecord] = []
    issues: list[Issue] = []
    for file in sorted(settings.records.glob("*.yaml")):
        try:
            records.append(read_record(file, settings.shown(file)))
        except ConfigError as error:
            issues.extend(error.problems)
    return Curated(register=register, records=tuple(records)), tuple(issues)


def build(settings: Settings, out: Path, *, strict: bool = False, progress: Progress = lambda _: None) -> BuildReport:
    """Build the project into `out`. Raises UsageError where the configuration is wrong; bad documents are issues.

    A violation that lies in one release holds that release back. One in the curated files or across graphs, or more
    than one release in a hundred held back, keeps the whole old graph; with `strict` any violation does.
    """
    with building(out):
        iris, concepts = Iris(settings.base), read_concepts()
        curated, wrong = read_curated(settings, concepts)
        corpus = read_corpus(settings)
        releases, odd = read_all(corpus.documents, concepts.topics, shipped_portals(), lambda: progress("release read"))
        progress("mapping")
        mapped = map_all(releases, curated, iris, concepts.labels_of("role"))
        issues = [*wrong, *corpus.issues, *odd, *mapped.issues]
        lost = corpus.lost + sum(i.code == "PM-DOC-006" for i in odd)
        before = read_before(out)
        kept = {graph.graph: list(graph.quads) for _, graph in mapped.releases}
        progress("checking")
        held: list[str] = []
        whole = bool(wrong)
        while True:
            quads, conflicts = complete((q for found in kept.values() for q in found), mapped.curated, settings, iris)
            findings = _findings(quads, mapped)
            violations = [f for f in findings if f.severity is Severity.VIOLATION]
            faulty = sorted({f.graph for f in violations if f.graph in kept})
            if not faulty:
                break
            issues += [f for f in violations if f.graph in faulty]
            for graph in faulty:
                if graph not in held and graph in before.graphs:
                    kept[graph] = before.graphs[graph]
                else:
                    del kept[graph]
            held += [g for g in faulty if g not in held]
        issues += [*findings, *conflicts]
        whole = whole or bool(violations) or (strict and bool(held)) or _too_many(held, len(mapped.releases))
        issues = sorted(dict.fromkeys(issues), key=_order)
        version = current_version(out)
        if not whole:
            progress("writing")
            files = version_files(quads, mapped, issues, settings, held=held, kept=frozenset(kept), before=before)
            version = swap_in(out, files)
        return BuildReport(
            version=version, swapped=not whole, releases=len(kept), records=len(curated.records),
            statements=len(set(quads)), lost=lost, held_back=tuple(held), issues=tuple(issues),
        )  # fmt: skip


def _too_many(held: Iterable[str], releases: int) -> bool:
    number = len(tuple(held))
    return number > 1 and number * ALLOWED_SHARE > releases


def _findings(quads: list[Quad], mapped: Mapped) -> tuple[Issue, ...]:
    by_graph = {graph.graph: release for release, graph in mapped.releases}
    return located(check_quads(quads), by_graph, quads)


def _order(issue: Issue) -> tuple[int, str, str, int, str]:
    return (issue.severity.rank, issue.code, issue.path or issue.subject or "", issue.line or 0, issue.message)
