"""Releases: states of the graph that stay, each a folder with dumps, tables, an archive and a manifest.

    build/
      releases/
        2026-11-25/   manifest.json  graph.nq  graph.ttl  graph.jsonld  graph.sqlite  tables/  changes.json  texts/
                      pmgraph-2026-11-25.zip

A build is swapped and forgotten; a release is cited. It is written beside its place, flushed and renamed, and never
written again.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pyoxigraph import CanonicalizationAlgorithm, Dataset, Quad, RdfFormat, Triple, parse, serialize

from pmgraph import __version__
from pmgraph.errors import StoreError, UsageError
from pmgraph.publish.archive import write_archive
from pmgraph.publish.tabular import read_tables, write_csv, write_sqlite
from pmgraph.publish.versions import GRAPH, MANIFEST, TEXTS, as_json, read_manifest, sync_folder, sync_tree
from pmgraph.store.embedded import EmbeddedGraph
from pmgraph.vocab import PREFIXES

RELEASES, CHANGES = "releases", "changes.json"
_ID = re.compile(r"[a-z0-9][a-z0-9.-]{0,63}")
_TAKEN = ("latest", "timemap")
_DRAFT = ".draft-"
_MEDIA_TYPES = {
    ".nq": "application/n-quads", ".ttl": "text/turtle", ".jsonld": "application/ld+json", ".csv": "text/csv",
    ".json": "application/json", ".sqlite": "application/vnd.sqlite3", ".zip": "application/zip", ".txt": "text/plain",
    "tables/csv-metadata.json": "application/csvm+json",
}  # fmt: skip
_TITLES = {
    "graph.nq": ("alle benannten Graphen, sortiert", "all named graphs, sorted"),
    "graph.ttl": ("alle Tripel ohne benannte Graphen", "all triples without named graphs"),
    "graph.jsonld": ("alle benannten Graphen als JSON-LD", "all named graphs as JSON-LD"),
    "graph.sqlite": ("die Tabellen als Datenbank", "the tables as a database"),
    "tables/csv-metadata.json": ("Beschreibung der Tabellen (CSVW)", "description of the tables (CSVW)"),
    CHANGES: ("was sich seit der vorigen Ausgabe geändert hat", "what changed since the release before"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A release on disk: its id, its folder, its manifest as JSON values."""

    id: str
    folder: Path
    manifest: Mapping[str, Any]

    @property
    def published(self) -> date:
        return date.fromisoformat(self.manifest["published"])


def releases_of(out: Path) -> tuple[Published, ...]:
    """The releases below a build folder, the oldest first."""
    found = []
    for file in sorted((out / RELEASES).glob(f"*/{MANIFEST}")):
        if not file.parent.name.startswith("."):
            manifest = json.loads(file.read_text(encoding="utf-8"))
            found.append(Published(id=manifest["id"], folder=file.parent, manifest=manifest))
    return tuple(sorted(found, key=lambda r: (r.published, r.manifest["sequence"])))


def last_holding(out: Path, iris: Iterable[str]) -> Published | None:
    """The newest release whose graph says something of one of the IRIs; None where none ever did."""
    wanted = tuple(iris)
    return next(
        (r for r in reversed(releases_of(out)) if any(describes(r.folder / GRAPH, iri) for iri in wanted)), None
    )


def describes(dump: Path, iri: str) -> bool:
    """Whether a sorted dump has a statement about the IRI; found by halving, so that a large one costs nothing."""
    wanted = f"<{iri}> ".encode()
    with dump.open("rb") as stream:
        low, high = 0, dump.stat().st_size
        # The first line that starts at or behind `low` is never after the one that is looked for.
        while low < high:
            middle = (low + high) // 2
            stream.seek(middle)
            if middle:
                stream.readline()
            line = stream.readline()
            if line and line < wanted:
                low = middle + 1
            else:
                high = middle
        stream.seek(low)
        if low:
            stream.readline()
        return stream.readline().startswith(wanted)


def free_id(out: Path, day: date) -> str:
    """The id of a release of that day: the day, or the day with `.2`, `.3` and on where there was one before."""
    taken = {release.id for release in releases_of(out)}
    names = (day.isoformat() if n == 1 else f"{day.isoformat()}.{n}" for n in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def publish(out: Path, version: Path, *, id_: str, day: date, changes: Callable[[Path | None], Any]) -> Published:
    """Makes a release of a version of the graph. `changes` is given the folder of the release before, if there is one.

    UsageError where the id is taken or cannot be one; StoreError where the disk refuses. Nothing is left half made.
    """
    if id_ in _TAKEN:
        raise UsageError(f"release id {id_!r}: that address leads to other releases; choose another")
    if not _ID.fullmatch(id_):
        raise UsageError(f"{id_!r} is no id of a release; use letters a to z, digits, dots and hyphens, at most 64")
    target = out / RELEASES / id_
    if target.exists():
        raise UsageError(f"{target}: this release exists, and a release is never written again; choose another --id")
    former = releases_of(out)
    try:
        (out / RELEASES).mkdir(exist_ok=True)
        for left in (out / RELEASES).glob(f"{_DRAFT}*"):
            shutil.rmtree(left, ignore_errors=True)
        draft = Path(tempfile.mkdtemp(prefix=_DRAFT, dir=out / RELEASES))
        try:
            draft.chmod(0o755)
            (draft / CHANGES).write_text(as_json(changes(former[-1].folder if former else None)), encoding="utf-8")
            _fill(draft, version, id_=id_, day=day, former=former)
            sync_tree(draft)
            draft.rename(target)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
        sync_folder(out / RELEASES)
    except OSError as error:
        raise StoreError(f"{error.filename or target}: {error.strerror}; nothing was published, make room") from error
    return next(release for release in releases_of(out) if release.id == id_)


def _fill(draft: Path, version: Path, *, id_: str, day: date, former: tuple[Published, ...]) -> None:
    build = read_manifest(version)
    shutil.copyfile(version / GRAPH, draft / GRAPH)
    if (version / TEXTS).is_dir():
        shutil.copytree(version / TEXTS, draft / TEXTS)
    quads = list(parse(path=str(version / GRAPH), format=RdfFormat.N_QUADS))
    _dump(quads, draft)
    tables = read_tables(EmbeddedGraph.of_build(version / GRAPH))
    write_csv(draft / "tables", tables, title=build["title"]["de"], licence=build["licence"])
    write_sqlite(draft / "graph.sqlite", tables)
    paths = sorted(f.relative_to(draft).as_posix() for f in draft.rglob("*") if f.is_file())
    manifest = {
        "id": id_,
        "sequence": len(former) + 1,
        "published": day.isoformat(),
        "former": former[-1].id if former else None,
        "address": f"{build['base']}/release/{id_}/",
        "base": build["base"],
        "title": build["title"],
        "licence": build["licence"],
        "software": f"pmgraph {__version__}",
        "version": version.resolve().name,
        "counts": {**build["counts"], "tables": {name: len(rows) for name, rows in tables.items()}},
        "canonical": {"algorithm": "RDFC-1.0", "hash": "sha-256", "digest": canonical_digest(quads)},
        "inputs": build["releases"],
        "files": [_file(draft, path) for path in paths],
    }
    archive = f"pmgraph-{id_}.zip"
    write_archive(draft / archive, draft, paths, manifest)
    manifest["files"].append(_file(draft, archive))
    (draft / MANIFEST).write_text(as_json(manifest), encoding="utf-8")


def _dump(quads: list[Quad], draft: Path) -> None:
    prefixes = dict(PREFIXES)
    with (draft / "graph.jsonld").open("wb") as stream:
        serialize(quads, stream, format=RdfFormat.JSON_LD, prefixes=prefixes)
    # Sorted, so that the triples of a thing stand together and two releases can be compared line by line.
    triples = sorted({Triple(q.subject, q.predicate, q.object) for q in quads}, key=str)
    with (draft / "graph.ttl").open("wb") as stream:
        serialize(triples, stream, format=RdfFormat.TURTLE, prefixes=prefixes)


def canonical_digest(quads: list[Quad]) -> str:
    """The SHA-256 of the canonical N-Quads of a dataset (https://www.w3.org/TR/rdf-canon/), however it is written."""
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0_SHA_256)
    lines = sorted(f"{line}\n" for line in (serialize(dataset, format=RdfFormat.N_QUADS) or b"").decode().splitlines())
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _file(folder: Path, path: str) -> dict[str, Any]:
    file = folder / path
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    de, en = _TITLES.get(path) or _title(path)
    return {
        "path": path,
        "media_type": _MEDIA_TYPES.get(path) or _MEDIA_TYPES[file.suffix],
        "bytes": file.stat().st_size,
        "sha256": digest,
        "title": {"de": de, "en": en},
    }


def _title(path: str) -> tuple[str, str]:
    if path.endswith(".csv"):
        name = Path(path).stem
        return f"Tabelle {name}", f"table {name}"
    if path.endswith(".zip"):
        return "alles in einem Archiv (RO-Crate)", "everything in one archive (RO-Crate)"
    return "Text einer Mitteilung, wie er empfangen wurde", "text of a release as it was received"
