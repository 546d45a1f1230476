"""Maps readings, register and records to named graphs, and derives what only all of them together tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from pmgraph import __version__
from pmgraph.config import Settings
from pmgraph.curated import Curated
from pmgraph.errors import CATALOGUE
from pmgraph.iris import Iris
from pmgraph.model import Issue
from pmgraph.pipeline.linking import Linker
from pmgraph.pipeline.readings import Release
from pmgraph.rdf.catalogue import map_catalogue
from pmgraph.rdf.curated import map_record, map_register
from pmgraph.rdf.derived import derive
from pmgraph.rdf.release import ReleaseGraph, key_of, map_release
from pmgraph.rdf.terms import Quad, iri
from pmgraph.vocab import PM, RDF


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapped:
    """The graphs that sources give, before anything is derived from them together."""

    releases: tuple[tuple[Release, ReleaseGraph], ...]
    curated: tuple[Quad, ...]
    issues: tuple[Issue, ...]


def map_all(releases: Iterable[Release], curated: Curated, iris: Iris, roles: Mapping[str, tuple[str, str]]) -> Mapped:
    """One graph a release, one a record, and the register. Two texts under one number get keys of their own.

    `roles` are the labels of the role scheme in German and English.
    """
    linker = Linker.of(curated.register, iris, roles)
    issues: list[Issue] = []
    graphs: dict[str, tuple[Release, ReleaseGraph]] = {}
    for release in releases:
        linked, found = linker.link(release.reading, release.portal)
        issues.extend(found)
        linked = replace(linked, other_addresses=release.other_addresses)
        key = key_of(release.reading, linked.issuer)
        if key in graphs:
            issues.append(_same_number(release, graphs[key][0], key))
            linked = replace(linked, suffix=f"-{release.reading.document.text_sha256[:8]}")
        graph = map_release(release.reading, linked, iris)
        graphs[graph.key] = (release, graph)
    curated_quads = list(map_register(curated.register, iris).quads)
    described = _agreements(graph for _, graph in graphs.values())
    for record in curated.records:
        curated_quads += map_record(
            record, iris, linker.named, place_id=linker.placed, registered=linker.registered, roles=roles,
            described=described,
        ).quads  # fmt: skip
    return Mapped(releases=tuple(graphs.values()), curated=tuple(curated_quads), issues=tuple(issues))


def _agreements(graphs: Iterable[ReleaseGraph]) -> frozenset[str]:
    """The IRIs of the agreements that releases describe."""
    kinds = {iri(PM("Agreement")), iri(PM("FrameworkAgreement"))}
    return frozenset(q.s[1:-1] for graph in graphs for q in graph.quads if q.p == iri(RDF("type")) and q.o in kinds)


def _same_number(release: Release, before: Release, key: str) -> Issue:
    kind = CATALOGUE["PM-DOC-008"]
    other = before.reading.document.path
    return Issue(
        code=kind.code, severity=kind.severity, cure=kind.cure, path=release.reading.document.path,
        message=f"{key} is the number of {other} too, with another text; both are kept apart",
        message_de=f"{key} ist auch die Nummer von {other}, mit anderem Text; beide bleiben getrennt",
    )  # fmt: skip


def complete(
    release_quads: Iterable[Quad], curated: Iterable[Quad], settings: Settings, iris: Iris
) -> tuple[list[Quad], tuple[Issue, ...]]:
    """All quads of the dataset: those of the sources, the dates chosen from them, and the catalogue of rules."""
    quads = [*release_quads, *curated]
    is_release = (iri(RDF("type")), iri(PM("PressRelease")))
    releases = frozenset(q.s[1:-1] for q in quads if (q.p, q.o) == is_release)
    derived, _, issues = derive(quads, iris, releases)
    quads += derived
    by_rule = {iri(PM(name)) for name in ("readBy", "chosenBy", "resolvedBy")}
    prefix = iris.rule("")
    used = frozenset(q.o[1:-1].removeprefix(prefix) for q in quads if q.p in by_rule)
    catalogue = map_catalogue(used, iris, version=__version__, title_de=settings.title_de, title_en=settings.title_en)
    quads += catalogue.quads
    return quads, tuple(issues)
