"""Lets extractors read releases beside the rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pmgraph.concepts import Concepts
from pmgraph.extract.beside import read_beside
from pmgraph.extractor import Installed
from pmgraph.model import Issue
from pmgraph.pipeline.readings import Release


def with_extractors(
    releases: Iterable[Release], extractors: Sequence[Installed], concepts: Concepts
) -> tuple[tuple[Release, ...], tuple[Issue, ...]]:
    """The releases with what the extractors add, and what went wrong; without extractors just the releases."""
    if not extractors:
        return tuple(releases), ()
    kinds = concepts.slugs("body-type")
    read: list[Release] = []
    issues: list[Issue] = []
    for release in releases:
        reading, found, agents = read_beside(release.reading, extractors, kinds)
        read.append(replace(release, reading=reading, beside=agents))
        # What verifying the additions dropped stands at the end of the reading's own findings.
        issues += (*found, *reading.issues[len(release.reading.issues) :])
    return tuple(read), tuple(issues)
