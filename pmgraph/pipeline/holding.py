"""Decides what of a build may be published: a release at fault is held back, and its last good version stays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pmgraph.config import Settings
from pmgraph.iris import Iris
from pmgraph.model import Issue, PublishText, Severity
from pmgraph.pipeline.before import Before
from pmgraph.pipeline.checking import check_quads, located
from pmgraph.pipeline.corpus import homes_of
from pmgraph.pipeline.graphs import Mapped, complete
from pmgraph.rdf.terms import Quad, iri
from pmgraph.vocab import RDF

_RIGHTS = (PublishText.NONE, PublishText.QUOTES, PublishText.FULL)
ALLOWED_SHARE = 100
"""One release in so many may be held back; a single one always may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The dataset that is left, and what was held back from it."""

    quads: list[Quad]
    graphs: frozenset[str]
    """IRIs of the release graphs in it."""
    retained: frozenset[str]
    """Those of them that are a last good version: of a release held back, or of a document that is lost."""
    held_back: tuple[str, ...]
    issues: tuple[Issue, ...]
    whole: bool
    """Whether a violation lies in the curated files or across graphs, so that nothing may be published."""

    @property
    def too_many(self) -> bool:
        """Whether more releases are held back than a graph can miss."""
        number = len(self.held_back)
        return number > 1 and number * ALLOWED_SHARE > len(self.graphs | set(self.held_back))


def hold_back(mapped: Mapped, before: Before, lost: Iterable[str], settings: Settings, iris: Iris) -> Held:
    """Check the whole dataset, hold back the releases at fault, and check again until none is.

    `lost` are the paths of documents that cannot be read now; a graph that one of them gave before stays.
    """
    kept = {graph.graph: list(graph.quads) for _, graph in mapped.releases}
    gone = set(lost)
    retained = {
        g for g, entry in before.entries.items() if gone.intersection(homes_of(entry["path"])) and g not in kept
    }
    kept |= {g: before.graphs[g] for g in sorted(retained)}
    rights = {graph.graph: release.reading.document.publish_text for release, graph in mapped.releases}
    held: list[str] = []
    issues: list[Issue] = []
    while True:
        quads, derived = complete((q for found in kept.values() for q in found), mapped, settings, iris)
        new = {graph.graph: release for release, graph in mapped.releases if graph.graph not in retained}
        findings = located(check_quads(quads), new, quads)
        violations = [f for f in findings if f.severity is Severity.VIOLATION]
        faulty = {v: _at_fault(v, quads, kept, before) for v in violations}
        if not any(faulty.values()):
            break
        issues += [v for v, graphs in faulty.items() if graphs]
        for graph in sorted(set().union(*faulty.values())):
            if graph not in retained and graph in before.graphs and _may_stay(before.entries[graph], rights.get(graph)):
                kept[graph] = before.graphs[graph]
                retained.add(graph)
            else:
                del kept[graph]
                retained.discard(graph)
            if graph not in held:
                held.append(graph)
    return Held(
        quads=quads, graphs=frozenset(kept), retained=frozenset(retained), held_back=tuple(held),
        issues=(*issues, *findings, *derived), whole=bool(violations),
    )  # fmt: skip


def _at_fault(violation: Issue, quads: Iterable[Quad], kept: dict[str, list[Quad]], before: Before) -> frozenset[str]:
    """The release graphs that a violation lies in; none where it lies in the curated files.

    Where several releases describe its subject, those that have changed are at fault, else all of them.
    """
    if violation.graph is not None:
        return frozenset({violation.graph} & kept.keys())
    subject, type_ = f"<{violation.subject}>", iri(RDF("type"))
    homes = frozenset(q.g[1:-1] for q in quads if q.s == subject and q.p == type_)
    if not homes or not homes <= kept.keys():
        return frozenset()
    changed = frozenset(g for g in homes if set(before.graphs.get(g, ())) != set(kept[g]))
    return changed or homes


def _may_stay(entry: dict[str, object], right: PublishText | None) -> bool:
    """Whether a last good version may stay: not where the right to its wording was withdrawn since."""
    was = PublishText(str(entry["publish_text"]))
    return right is None or _RIGHTS.index(was) <= _RIGHTS.index(right)
