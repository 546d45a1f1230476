"""Builds the graph of a project: read, map, check, hold back what is wrong, and swap the new version in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from pmgraph.concepts import Concepts, read_concepts
from pmgraph.config import Settings
from pmgraph.curated import Curated, EditorRecord
from pmgraph.errors import ConfigError, UsageError
from pmgraph.iris import Iris
from pmgraph.model import Issue
from pmgraph.pipeline.before import read_before
from pmgraph.pipeline.beside import with_extractors
from pmgraph.pipeline.corpus import LOST, read_corpus
from pmgraph.pipeline.files import version_files, write_index
from pmgraph.pipeline.graphs import map_all
from pmgraph.pipeline.holding import hold_back
from pmgraph.pipeline.readings import read_all
from pmgraph.plugins.load import load_extractors
from pmgraph.publish.versions import building, current_version, swap_in
from pmgraph.tables.located import finding
from pmgraph.tables.portals import shipped_portals
from pmgraph.tables.records import read_record
from pmgraph.tables.register import read_register

Progress = Callable[[str], None]


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


def build(
    settings: Settings,
    out: Path,
    *,
    strict: bool = False,
    allow_empty: bool = False,
    progress: Progress = lambda _: None,
) -> BuildReport:
    """Build the project into `out`. Raises UsageError where the configuration is wrong; bad documents are issues.

    A violation that lies in one release holds that release back. One in the curated files or across graphs, or more
    than one release in a hundred held back, keeps the whole old graph; with `strict` any violation does. So does a
    corpus without a release where there were some, unless `allow_empty`: a folder that is not mounted looks the same.
    """
    extractors = load_extractors(settings.extractors, settings.ner)
    with building(out):
        iris, concepts = Iris(settings.base), read_concepts()
        curated, wrong = read_curated(settings, concepts)
        corpus = read_corpus(settings)
        releases, odd = read_all(corpus.documents, concepts.topics, shipped_portals(), lambda: progress("release read"))
        if extractors:
            progress("reading beside the rules")
        releases, beside = with_extractors(releases, extractors, concepts)
        progress("mapping")
        mapped = map_all(releases, curated, iris, concepts.labels_of("role"))
        before, damaged = read_before(out)
        if before.base not in (None, settings.base):
            raise UsageError(
                f"{out} holds a graph with the base {before.base}, not {settings.base}; name another folder with --out"
            )
        lost = _lost(corpus.issues, odd)
        progress("checking")
        held = hold_back(mapped, before, lost, settings, iris)
        emptied = () if held.graphs or allow_empty or not before.entries else (_emptied(settings),)
        issues = sorted(
            dict.fromkeys([*wrong, *corpus.issues, *odd, *beside, *mapped.issues, *damaged, *held.issues, *emptied]),
            key=_order,
        )
        stays = bool(wrong or emptied or held.whole or held.too_many or (strict and held.held_back))
        version = current_version(out)
        if not stays:
            progress("writing")
            version = swap_in(out, version_files(held, mapped, issues, settings, before), write_index)
        return BuildReport(
            version=version, swapped=not stays, releases=len(held.graphs), records=len(curated.records),
            statements=len(set(held.quads)), lost=len(lost), held_back=held.held_back, issues=tuple(issues),
        )  # fmt: skip


def _lost(read: Iterable[Issue], understood: Iterable[Issue]) -> tuple[str, ...]:
    """The paths of documents that gave nothing: those that could not be read, and those that are no release."""
    codes = (*LOST, "PM-DOC-006")
    return tuple(sorted({i.path for i in (*read, *understood) if i.code in codes and i.path is not None}))


def _emptied(settings: Settings) -> Issue:
    message = "no release is left where the graph before had some; the graph before stays"
    return finding("PM-CONF-003", message, str(settings.corpus), None)


def _order(issue: Issue) -> tuple[int, str, str, int, str]:
    return (issue.severity.rank, issue.code, issue.path or issue.subject or "", issue.line or 0, issue.message)
