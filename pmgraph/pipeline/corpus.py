"""Reads the corpus of a project: every file with its sidecar. What cannot be read is an issue, and the rest goes on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pmgraph.config import Settings
from pmgraph.curated import Sidecar
from pmgraph.errors import ConfigError, DocumentError
from pmgraph.model import Document, Issue, PublishText
from pmgraph.sources.read import each_document, most_bytes
from pmgraph.tables.located import finding
from pmgraph.tables.portals import shipped_portals
from pmgraph.tables.sidecars import CODE, read_sidecar, sidecar_of

LOST = ("PM-DOC-001", "PM-DOC-002", "PM-DOC-004", "PM-DOC-005", "PM-DOC-010", "PM-DOC-011", "PM-DOC-012", "PM-DOC-013")
"""The findings that say that a file, or an item of it, gave no document."""
_NUMBER = re.compile(r"#\d+$")
_UNSPEAKABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """The documents of a corpus by key, what was found wrong, and how many files or items could not be read at all."""

    documents: tuple[Document, ...]
    issues: tuple[Issue, ...]
    lost: int


def read_corpus(settings: Settings) -> Corpus:
    """Every document below `corpus/`, in the order of their paths and of their files."""
    documents: list[Document] = []
    issues: list[Issue] = []
    for found in each_of_corpus(settings):
        if isinstance(found, Document):
            documents.append(found)
        else:
            issues.append(found)
    lost = sum(issue.code in LOST for issue in issues)
    return Corpus(documents=tuple(documents), issues=tuple(issues), lost=lost)


def each_of_corpus(settings: Settings) -> Iterator[Document | Issue]:
    """The documents of a corpus and what was found wrong, one at a time, so that memory stays flat.

    A file that the sidecar of another names in `replaces` is an earlier version and is not read.
    """
    files = list(files_below(settings.corpus))
    replaced = _replaced(files, settings)
    for file in files:
        shown = settings.shown(file)
        if _UNSPEAKABLE.search(shown):
            yield finding(
                "PM-DOC-012", "its name holds what no text can hold; rename it", ascii(shown).strip("'"), None
            )
        elif file.name.endswith(".yaml"):
            if not file.with_name(file.name.removesuffix(".yaml")).exists():
                yield finding(CODE, "a sidecar without its release; rename it or remove it", shown, None)
        elif (newer := replaced.get(_key(shown))) is not None:
            yield finding("PM-DOC-016", f"{newer} is its newer version and is read in its place", shown, None)
        else:
            try:
                yield from each_of_file(file, settings)
            except DocumentError as error:
                yield error.issue


def each_of_file(file: Path, settings: Settings) -> Iterator[Document | Issue]:
    """The documents of one file with its sidecar.

    A wrong sidecar is an issue, and then nothing of the file's wording may be shown. Raises DocumentError where
    the file gives no document at all. How much wording of a document may be shown is decided by its own address, also
    where the file gives it.
    """
    shown = settings.shown(file)
    sidecar, problems = _sidecar(file, settings)
    yield from problems
    found = each_document(
        _bytes(file, shown, settings),
        key=_key(shown),
        path=shown,
        sidecar=sidecar,
        publish_text=settings.publish_text,
        limit=settings.max_bytes,
        portals=shipped_portals(),
    )
    stated = sidecar.publish_text if sidecar is not None else None
    for one in found:
        yield replace(one, publish_text=stated or settings.may_publish(one.url)) if isinstance(one, Document) else one


def find_document(path: str, text_sha256: str, settings: Settings) -> Document | None:
    """The document that a graph names by path and digest, as it is in the corpus now; None where it has changed."""
    file = next(
        (f for f in (settings.project / home for home in homes_of(path)) if f.is_file()), settings.project / path
    )
    found = (one for one in each_of_file(file, settings) if isinstance(one, Document))
    return next((d for d in found if d.text_sha256 == text_sha256 and d.path == path), None)


def homes_of(path: str) -> tuple[str, str]:
    """The files that a document's path may name: itself, or the file of several releases that it is one of."""
    return path, _NUMBER.sub("", path)


def _key(shown: str) -> str:
    return shown.removeprefix("corpus/")


def _bytes(file: Path, shown: str, settings: Settings) -> bytes:
    try:
        with file.open("rb") as stream:
            # One byte more than allowed is enough to know that a file is too large.
            return stream.read(most_bytes(settings.max_bytes) + 1)
    except OSError as error:
        raise DocumentError(finding("PM-DOC-004", f"cannot be read: {error.strerror}", shown, None)) from error


def _sidecar(file: Path, settings: Settings) -> tuple[Sidecar | None, tuple[Issue, ...]]:
    beside = sidecar_of(file)
    if not beside.exists():
        return None, ()
    try:
        return read_sidecar(beside, settings.shown(beside)), ()
    except ConfigError as error:
        # It may have said that nothing may be shown: a slip in another key must not loosen that.
        return Sidecar(publish_text=PublishText.NONE), tuple(error.problems)


def _replaced(files: list[Path], settings: Settings) -> dict[str, str]:
    """The key of each earlier version, and the path of the file whose sidecar names it."""
    known = set(files)
    newer: dict[str, str] = {}
    for beside in files:
        file = beside.with_name(beside.name.removesuffix(".yaml"))
        if beside.name.endswith(".yaml") and file in known and _may_replace(beside):
            sidecar, _ = _sidecar(file, settings)
            if sidecar is not None and sidecar.replaces not in (None, _key(settings.shown(file))):
                newer[str(sidecar.replaces)] = settings.shown(file)
    return newer


def _may_replace(beside: Path) -> bool:
    """Whether a sidecar holds that word: parsing each of them twice would double the time of a large corpus."""
    try:
        return b"replaces" in beside.read_bytes()
    except OSError:
        return False  # it is reported when its release is read


def files_below(folder: Path) -> Iterator[Path]:
    """The files below a folder by path, hidden ones left out.

    A link to a folder is followed unless what it leads to was walked already, so that links in a circle end.
    """
    found: list[Path] = []
    seen: set[tuple[int, int]] = set()
    folders, links = [folder], list[Path]()
    while folders or links:
        here = folders.pop() if folders else links.pop(0)
        try:
            state = here.stat()
            entries = sorted(here.iterdir()) if (state.st_dev, state.st_ino) not in seen else []
        except OSError:
            continue  # a link that leads nowhere, or a folder that may not be read
        seen.add((state.st_dev, state.st_ino))
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir():
                (links if entry.is_symlink() else folders).append(entry)
            elif entry.is_file():
                found.append(entry)
    yield from sorted(found)
