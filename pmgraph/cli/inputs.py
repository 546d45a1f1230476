"""What commands are given to read: a file, one release of a file of several, stdin, a folder, a pattern of names."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pmgraph.curated import Sidecar
from pmgraph.errors import ConfigError, DocumentError, UsageError
from pmgraph.iris import web_iri
from pmgraph.model import Document, Issue
from pmgraph.pipeline.corpus import files_below
from pmgraph.sources.read import each_document, may_hold_several, most_bytes, read_documents
from pmgraph.tables.portals import shipped_portals
from pmgraph.tables.sidecars import read_sidecar, sidecar_of

_PATTERN = re.compile(r"[*?\[]")
_NUMBERED = re.compile(r"(.+)(#\d+)")


def document_of(file: str, url: str | None, *, limit: int) -> Document:
    """The file, or stdin for `-`, as a document; `FILE#2` is the second of a file that holds several.

    UsageError where the address is none, or where the file holds several and none is named.
    """
    if url is not None:
        try:
            web_iri(url)
        except ValueError as error:
            raise UsageError(f"--url: {error}") from error
    named = _NUMBERED.fullmatch(file) if not Path(file).exists() else None
    data, shown = read_input(named[1] if named is not None else file, limit)
    documents, issues = read_documents(
        data, key=shown, path=shown, sidecar=Sidecar(url=url), limit=limit, portals=shipped_portals()
    )
    document = one_of(documents, issues, shown, named[2] if named is not None else "")
    return replace(document, url=url or document.url)


def one_of(documents: tuple[Document, ...], issues: tuple[Issue, ...], shown: str, number: str = "") -> Document:
    """The one document that a file holds, or the one of that number (`#2`).

    UsageError where there are several to choose from, DocumentError where the file gives none.
    """
    chosen = [d for d in documents if not number or d.key == shown + number]
    if len(chosen) == 1:
        return chosen[0]
    if not documents:
        raise DocumentError(issues[0])
    names = ", ".join(d.key for d in documents[:5]) + (" …" if len(documents) > 5 else "")
    raise UsageError(f"{shown} holds {len(documents)} releases; name one of them: {names}")


def read_input(file: str, limit: int) -> tuple[bytes, str]:
    """The bytes of a file or of stdin (`-`) and the name that messages show.

    No more bytes are read than tell that the file is too large where one release may have `limit`.
    """
    most = most_bytes(limit) + 1
    if file == "-":
        return sys.stdin.buffer.read(most), "stdin"
    try:
        with Path(file).open("rb") as stream:
            return stream.read(most), file
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror}; name a file, or - for stdin") from error


def each_input(file: str, limit: int) -> Iterator[Document | Issue]:
    """The documents of a file, a folder or a pattern, and what was found wrong, one at a time, by path."""
    for name in _names(file):
        beside = sidecar_of(Path(name))
        try:
            sidecar = read_sidecar(beside, str(beside)) if beside.is_file() else None
        except ConfigError as error:
            sidecar = None
            yield from error.problems
        try:
            data, shown = read_input(name, limit)
            yield from each_document(
                data, key=shown, path=shown, sidecar=sidecar, limit=limit, portals=shipped_portals()
            )
        except DocumentError as error:
            yield error.issue


def holds_many(file: str, limit: int) -> bool:
    """Whether a name stands for several releases: a folder, a pattern, or a feed or JSON that is read as several."""
    if file == "-":
        return False
    path = Path(file)
    if path.is_dir() or (not path.exists() and _PATTERN.search(file) is not None):
        return True
    if not path.is_file():
        return False
    data, shown = read_input(file, limit)
    try:
        found = each_document(data, key=shown, path=shown, limit=limit) if may_hold_several(data, limit) else ()
        return any(isinstance(one, Document) and one.key != shown for one in found)
    except DocumentError:
        return False  # whoever reads it says why


def _names(file: str) -> list[str]:
    path = Path(file)
    if path.is_dir():
        return [str(f) for f in files_below(path) if not _is_sidecar(f)]
    if path.exists():
        return [file]
    # A pattern may be absolute, which Path.glob refuses.
    found = Path(path.anchor).glob(str(path.relative_to(path.anchor)))
    names = sorted(str(f) for f in found if f.is_file() and not _is_sidecar(f))
    if not names:
        raise UsageError(f"{file}: no file has such a name")
    return names


def _is_sidecar(file: Path) -> bool:
    return file.suffix == ".yaml" and file.with_name(file.name.removesuffix(".yaml")).is_file()
