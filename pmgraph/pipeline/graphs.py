"""Maps readings, register and records to named graphs, and derives what only all of them together tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from pmgraph.config import Settings
from pmgraph.curated import Curated, EditorRecord, RecordAgreement
from pmgraph.errors import CATALOGUE
from pmgraph.iris import Iris
from pmgraph.model import Issue
from pmgraph.pipeline.asking import ask
from pmgraph.pipeline.describing import describe_dataset, received
from pmgraph.pipeline.linking import Linker
from pmgraph.pipeline.readings import Release
from pmgraph.pipeline.recording import map_records
from pmgraph.rdf.catalogue import map_catalogue
from pmgraph.rdf.curated import map_register
from pmgraph.rdf.derived import derive
from pmgraph.rdf.release import Linked, ReleaseGraph, key_of, map_release
from pmgraph.rdf.terms import Quad, iri
from pmgraph.vocab import PM, PROV, RDF


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapped:
    """The graphs of the releases, and what the records are mapped with once it is known which of them stay."""

    releases: tuple[tuple[Release, ReleaseGraph], ...]
    curated: Curated
    linker: Linker
    issues: tuple[Issue, ...]


def map_all(releases: Iterable[Release], curated: Curated, iris: Iris, roles: Mapping[str, tuple[str, str]]) -> Mapped:
    """One graph a release. Two texts under one number get keys of their own.

    The text that was received first keeps the plain key, else that with the smaller digest: neither the name of a file
    nor the order of the corpus moves an IRI. `roles` are the labels of the role scheme in German and English.
    """
    linker = Linker.of(curated.register, iris, roles)
    issues: list[Issue] = []
    by_key: dict[str, list[tuple[Release, Linked]]] = {}
    for release in releases:
        linked, found = linker.link(release.reading, release.portal)
        issues.extend(found)
        beside = tuple(iris.id("software", agent) for agent in release.beside)
        linked = replace(linked, other_addresses=release.other_addresses, beside=beside)
        by_key.setdefault(key_of(release.reading, linked.issuer), []).append((release, linked))
    graphs: list[tuple[Release, ReleaseGraph]] = []
    for key, group in sorted(by_key.items()):
        first, *others = sorted(group, key=lambda pair: _received(pair[0]))
        graphs.append((first[0], map_release(first[0].reading, first[1], iris)))
        for release, linked in others:
            issues.append(_same_number(release, first[0], key))
            suffix = f"-{release.reading.document.text_sha256[:8]}"
            graphs.append((release, map_release(release.reading, replace(linked, suffix=suffix), iris)))
    return Mapped(releases=tuple(graphs), curated=curated, linker=linker, issues=tuple(issues))


def _received(release: Release) -> tuple[str, str]:
    document = release.reading.document
    return (document.retrieved or "9999", document.text_sha256)


def _same_number(release: Release, before: Release, key: str) -> Issue:
    kind = CATALOGUE["PM-DOC-008"]
    other = before.reading.document.path
    return Issue(
        code=kind.code, severity=kind.severity, cure=kind.cure, path=release.reading.document.path,
        message=f"{key} is the number of {other} too, with another text; both are kept apart",
        message_de=f"{key} ist auch die Nummer von {other}, mit anderem Text; beide bleiben getrennt",
    )  # fmt: skip


def complete(
    release_quads: Iterable[Quad], mapped: Mapped, settings: Settings, iris: Iris
) -> tuple[list[Quad], tuple[Issue, ...]]:
    """All quads of the dataset: releases, register, records, what is derived from all of them, and the catalogue."""
    quads = list(release_quads)
    linker, described = mapped.linker, _agreements(quads)
    alone = [
        _joins_nothing(r, a, iris) for r in mapped.curated.records for a in r.agreements if _alone(a, described, iris)
    ]
    quads += map_register(mapped.curated.register, iris).quads
    quads += map_records(mapped.curated.records, linker, iris, described)
    # A record stands for the release that it links.
    issued = {(iri(RDF("type")), iri(PM(name))) for name in ("PressRelease", "EditorialRecord")}
    releases = frozenset(q.s[1:-1] for q in quads if (q.p, q.o) in issued)
    derived, _, issues = derive(quads, iris, releases)
    quads += derived
    questions, open_ = ask(quads, iris)
    quads += questions
    by_rule = {iri(PM(name)) for name in ("readBy", "chosenBy", "resolvedBy", "joinedBy")}
    prefix = iris.rule("")
    used = frozenset(q.o[1:-1].removeprefix(prefix) for q in quads if q.p in by_rule)
    # A graph that was held back may be the work of an earlier version.
    software = frozenset(q.o[1:-1] for q in quads if q.p == iri(PROV("wasAssociatedWith"))) | {linker.software}
    catalogue = map_catalogue(used, software, iris)
    describe_dataset(catalogue, quads, received(r for r, _ in mapped.releases), software, settings)
    quads += catalogue.quads
    return quads, (*alone, *issues, *open_)


def _alone(agreement: RecordAgreement, described: frozenset[str], iris: Iris) -> bool:
    return agreement.id is not None and iris.id("agreement", agreement.id) not in described


def _joins_nothing(record: EditorRecord, agreement: RecordAgreement, iris: Iris) -> Issue:
    kind = CATALOGUE["PM-REC-002"]
    return Issue(
        code=kind.code, severity=kind.severity, cure=kind.cure, path=record.path, line=agreement.line,
        subject=iris.id("agreement", str(agreement.id)),
        message=f"no release names the agreement {agreement.id!r}; it stands by itself",
        message_de=f"keine Mitteilung nennt die Vereinbarung „{agreement.id}“; sie steht für sich",
    )  # fmt: skip


def _agreements(quads: Iterable[Quad]) -> frozenset[str]:
    """The IRIs of the agreements that releases describe."""
    kinds = {iri(PM("Agreement")), iri(PM("FrameworkAgreement"))}
    return frozenset(q.s[1:-1] for q in quads if q.p == iri(RDF("type")) and q.o in kinds)
