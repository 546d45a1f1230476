"""Reads documents into releases: layout and extraction, and what several documents of one release have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from pmgraph.curated import Portal
from pmgraph.errors import CATALOGUE
from pmgraph.extract.content import TopicIndex
from pmgraph.extract.release import Knowledge, read_release
from pmgraph.model import Document, Issue, PublishText
from pmgraph.reading import Reading
from pmgraph.tables.portals import portal_of
from pmgraph.text.layout import read_layout


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One release: what was read, the portal it came from, and the addresses of further copies."""

    reading: Reading
    portal: Portal | None
    other_addresses: tuple[str, ...] = ()


def read_document(document: Document, topics: TopicIndex, portals: Iterable[Portal]) -> Release:
    """What the rules read from one document, with the profile of the portal that its address names."""
    portal = portal_of(document.url, portals)
    return Release(reading=read_release(read_layout(document), Knowledge(topics, portal)), portal=portal)


def read_all(
    documents: Iterable[Document],
    topics: TopicIndex,
    portals: Iterable[Portal],
    progress: Callable[[], None] = lambda: None,
) -> tuple[tuple[Release, ...], tuple[Issue, ...]]:
    """Every release once, in the order of the documents' keys, with issues for copies and for texts that are none.

    Of several copies of one text the one with an address is read, since an address may date the release.
    """
    profiles = tuple(portals)
    copies: dict[str, list[Document]] = {}
    for document in sorted(documents, key=lambda d: (d.url is None, d.key)):
        copies.setdefault(document.text_sha256, []).append(document)
    releases: list[Release] = []
    issues: list[Issue] = []
    for first, *others in sorted(copies.values(), key=lambda group: group[0].key):
        # What one of its sources forbids, the copy of another does not allow.
        right = max((d.publish_text for d in (first, *others)), key=list(PublishText).index)
        release = read_document(replace(first, publish_text=right), topics, profiles)
        progress()
        if not _is_release(release.reading):
            issues.append(_issue("PM-DOC-006", first, "neither header nor imprint, and no signing is reported"))
            continue
        for other in others:
            issues.append(_issue("PM-DOC-007", other, f"the same text as {first.path}"))
        addresses = dict.fromkeys(o.url for o in others if o.url is not None and o.url != first.url)
        releases.append(replace(release, other_addresses=tuple(addresses)))
        issues.extend(release.reading.issues)
    return tuple(releases), tuple(issues)


def _is_release(reading: Reading) -> bool:
    """A release says when or from whom it is, or reports a signing; other texts are not published."""
    header = reading.layout.header
    says_who = header.number or header.inner_number or header.issuer or reading.layout.imprints
    return bool(reading.issued or says_who or any(a.signing is not None for a in reading.agreements))


def _issue(code: str, document: Document, message: str) -> Issue:
    kind = CATALOGUE[code]
    return Issue(
        code=code, severity=kind.severity, message=f"{kind.title_en}: {message}", message_de=kind.title_de,
        cure=kind.cure, path=document.path,
    )  # fmt: skip
