"""Reads the corpus of a project: every file with its sidecar. What cannot be read is an issue, and the rest goes on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pmgraph.config import Settings
from pmgraph.curated import Sidecar
from pmgraph.errors import ConfigError, DocumentError
from pmgraph.model import Document, Issue, PublishText
from pmgraph.sources.text import read_text
from pmgraph.tables.located import finding
from pmgraph.tables.sidecars import CODE, read_sidecar, sidecar_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """The documents of a corpus by key, what was found wrong, and how many files could not be read at all."""

    documents: tuple[Document, ...]
    issues: tuple[Issue, ...]
    lost: int


def read_corpus(settings: Settings) -> Corpus:
    """Every document below `corpus/`, in the order of their paths."""
    documents: list[Document] = []
    issues: list[Issue] = []
    lost = 0
    for file in _files(settings.corpus):
        shown = settings.shown(file)
        if file.name.endswith(".yaml"):
            if not file.with_name(file.name.removesuffix(".yaml")).exists():
                issues.append(finding(CODE, "a sidecar without its release; rename it or remove it", shown, None))
            continue
        try:
            document, found = read_document(file, settings)
        except DocumentError as error:
            issues.append(error.issue)
            lost += 1
            continue
        documents.append(document)
        issues.extend(found)
    return Corpus(documents=tuple(documents), issues=tuple(issues), lost=lost)


def read_document(file: Path, settings: Settings) -> tuple[Document, tuple[Issue, ...]]:
    """One file with its sidecar. A wrong sidecar is an issue; nothing of the file's wording may be shown then."""
    shown = settings.shown(file)
    sidecar, problems = _sidecar(file, settings)
    try:
        with file.open("rb") as stream:
            # One byte more than allowed is enough to know that a file is too large.
            data = stream.read(settings.max_bytes + 1)
    except OSError as error:
        issue = finding("PM-DOC-004", f"cannot be read: {error.strerror}", shown, None)
        raise DocumentError(issue) from error
    document, odd = read_text(
        data,
        key=shown.removeprefix("corpus/"),
        path=shown,
        sidecar=sidecar,
        publish_text=settings.may_publish(sidecar.url if sidecar is not None else None),
        limit=settings.max_bytes,
    )
    return document, (*problems, *odd)


def _sidecar(file: Path, settings: Settings) -> tuple[Sidecar | None, tuple[Issue, ...]]:
    beside = sidecar_of(file)
    if not beside.exists():
        return None, ()
    try:
        return read_sidecar(beside, settings.shown(beside)), ()
    except ConfigError as error:
        # It may have said that nothing may be shown: a slip in another key must not loosen that.
        return Sidecar(publish_text=PublishText.NONE), tuple(error.problems)


def _files(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from sorted(f for f in folder.rglob("*") if f.is_file() and not f.name.startswith("."))
