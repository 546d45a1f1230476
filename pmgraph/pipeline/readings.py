"""Reads documents into releases: layout and extraction, and what several documents of one release have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from pmgraph.curated import Portal
from pmgraph.errors import CATALOGUE
from pmgraph.extract.content import TopicIndex
from pmgraph.extract.release import Knowledge, read_release
from pmgraph.model import Document, Issue, PublishText
from pmgraph.pipeline.duplicates import copies_of, differs_by_margins, joined, similar_pairs
from pmgraph.reading import Reading
from pmgraph.tables.portals import portal_of
from pmgraph.text.layout import read_layout


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One release: what was read, the portal it came from, and the addresses of further copies."""

    reading: Reading
    portal: Portal | None
    other_addresses: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    """The extractors that read it beside the rules, each with its version."""


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

    Of several copies the one that says most of itself is read: see `_preferred`.
    """
    profiles = tuple(portals)
    same: dict[str, list[Document]] = {}
    for document in sorted(documents, key=lambda d: (d.url is None, d.key)):
        same.setdefault(document.text_sha256, []).append(document)
    releases: list[tuple[Release, list[Document]]] = []
    issues: list[Issue] = []
    for first, *others in same.values():
        release = read_document(first, topics, profiles)
        progress()
        if _is_release(release.reading):
            releases.append((release, others))
        else:
            issues.append(_issue("PM-DOC-006", first, "neither header nor imprint, and no signing is reported"))
    merged, found = _merged(sorted(releases, key=lambda pair: _preferred(pair[0])))
    return merged, (*issues, *found)


def _merged(found: Sequence[tuple[Release, list[Document]]]) -> tuple[tuple[Release, ...], tuple[Issue, ...]]:
    """One release for each group of copies, its first; `found` is in the order of preference."""
    readings = [release.reading for release, _ in found]
    groups = copies_of(readings)
    leaders = [group[0] for group in groups]
    near = [
        (leaders[one], leaders[other], share)
        for one, other, share in similar_pairs([readings[leader].layout.text for leader in leaders])
    ]
    same = [(one, other) for one, other, _ in near if differs_by_margins(readings[one], readings[other])]
    united = joined(groups, same)
    leader_of = {member: group[0] for group in united for member in group}
    issues = [
        _near(readings[one].document, readings[other].document, share)
        for one, other, share in near
        if leader_of[one] != leader_of[other]
    ]
    releases: list[Release] = []
    for group in united:
        first = readings[group[0]].document
        copies = [*found[group[0]][1], *(d for i in group[1:] for d in (readings[i].document, *found[i][1]))]
        issues += [_copy(first, other) for other in copies]
        addresses = {d.url for d in copies if d.url is not None} - {first.url}
        release = _restricted(found[group[0]][0], copies)
        releases.append(replace(release, other_addresses=tuple(sorted(addresses))))
        issues.extend(release.reading.issues)
    return tuple(sorted(releases, key=lambda r: r.reading.document.key)), tuple(issues)


def _restricted(release: Release, copies: Iterable[Document]) -> Release:
    """The release with the strictest right of its copies: what one source forbids, another does not allow."""
    layout = release.reading.layout
    right = max((d.publish_text for d in (layout.document, *copies)), key=list(PublishText).index)
    document = replace(layout.document, publish_text=right)
    return replace(release, reading=replace(release.reading, layout=replace(layout, document=document)))


def _preferred(release: Release) -> tuple[bool, bool, int, str, str, str]:
    """Sorts the copy first whose portal is known, that has an address, and whose header and imprint say most.

    The digest decides between equals: neither the order of files nor, but for twins, their names choose.
    """
    document, header = release.reading.document, release.reading.layout.header
    parts = (header.number, header.inner_number, header.issuer, header.place, header.date, header.inner_date)
    said = sum(part is not None for part in parts) + bool(release.reading.layout.imprints)
    received = document.retrieved or "9999"
    return (release.portal is None, document.url is None, -said, received, document.text_sha256, document.key)


def _is_release(reading: Reading) -> bool:
    """A release says when or from whom it is, or reports a signing; other texts are not published."""
    header = reading.layout.header
    says_who = header.number or header.inner_number or header.issuer or reading.layout.imprints
    return bool(reading.issued or says_who or any(a.signing is not None for a in reading.agreements))


def _copy(first: Document, other: Document) -> Issue:
    how = "the same text as" if first.text_sha256 == other.text_sha256 else "in other layout the same release as"
    return _issue("PM-DOC-007", other, f"{how} {first.path}")


def _near(one: Document, other: Document, share: float) -> Issue:
    first, second = sorted((one, other), key=lambda d: d.key)
    return _issue("PM-DOC-015", second, f"{share:.0%} of its wording is that of {first.path}; both are kept")


def _issue(code: str, document: Document, message: str) -> Issue:
    kind = CATALOGUE[code]
    return Issue(
        code=code, severity=kind.severity, message=f"{kind.title_en}: {message}", message_de=kind.title_de,
        cure=kind.cure, path=document.path,
    )  # fmt: skip
