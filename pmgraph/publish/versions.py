"""The graph on disk: whole versions in folders named by their content, and one link that says which is current.

    build/
      current -> versions/1f2e3d4c5b6a
      versions/1f2e3d4c5b6a/   graph.nq  manifest.json  report.json  texts/SHA256.txt

A version is written beside the others, flushed to the disk and renamed into place; then the link is replaced by one
atomic rename. Whoever reads sees the old version or the new one, also when a build is killed. The version before the
current one stays, so that a server that has just resolved the link finds its files.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pmgraph.errors import StoreError, UsageError

GRAPH, MANIFEST, REPORT, TEXTS = "graph.nq", "manifest.json", "report.json", "texts"
_UNFINISHED = ".unfinished-"


def current_version(out: Path) -> Path | None:
    """The folder of the current version below `out`, with the link resolved; None where nothing was built."""
    link = out / "current"
    return link.resolve() if (link / GRAPH).is_file() else None


def version_of(place: Path) -> Path:
    """The version that `place` means: a build folder or one of its versions; StoreError says how to make one."""
    if (place / GRAPH).is_file():
        return place
    found = current_version(place)
    if found is None:
        raise StoreError(f"{place}: no graph here; make one with `pmgraph build --out {place}`")
    return found


def read_manifest(version: Path) -> dict[str, Any]:
    """The manifest of a version as JSON values."""
    try:
        loaded: dict[str, Any] = json.loads((version / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise StoreError(f"{version / MANIFEST}: {error}; build again") from error
    return loaded


def as_json(values: Any) -> str:
    """JSON as it is written to disk: readable, keys in the order given, one line feed at the end."""
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"


@contextmanager
def building(out: Path) -> Iterator[None]:
    """Holds the lock of a build folder, which is made if need be, and clears away what a killed build left."""
    try:
        (out / "versions").mkdir(parents=True, exist_ok=True)
        lock = (out / ".lock").open("w")
    except OSError as error:
        raise UsageError(f"{out}: cannot be written ({error.strerror}); name another folder with --out") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise UsageError(f"{out}: another build is at work there; wait for it or name another --out") from error
        for left in (out / "versions").glob(f"{_UNFINISHED}*"):
            shutil.rmtree(left, ignore_errors=True)
        yield


def swap_in(out: Path, files: Mapping[str, str]) -> Path:
    """Write `files` (path below the version -> text) as the current version; the same files are the same version.

    To be called under `building`. Returns the version's folder.
    """
    name = _digest(files)
    target = out / "versions" / name
    try:
        if not target.exists():
            _write(out / "versions", target, files)
        before = current_version(out)
        link = out / f".current-{name}"
        link.unlink(missing_ok=True)
        link.symlink_to(Path("versions") / name, target_is_directory=True)
        link.replace(out / "current")
        _sync(out)
    except OSError as error:
        raise StoreError(f"{error.filename or target}: {error.strerror}; the graph before it stays current") from error
    _keep(out, {target.resolve(), before})
    return target


def _digest(files: Mapping[str, str]) -> str:
    whole = hashlib.sha256()
    for path, text in sorted(files.items()):
        whole.update(f"{path}\0{hashlib.sha256(text.encode()).hexdigest()}\0".encode())
    return whole.hexdigest()[:12]


def _write(versions: Path, target: Path, files: Mapping[str, str]) -> None:
    draft = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=versions))
    draft.chmod(0o755)
    for path, text in files.items():
        file = draft / path
        file.parent.mkdir(exist_ok=True)
        with file.open("w", encoding="utf-8", newline="") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
    for folder in {file.parent for file in draft.rglob("*")} | {draft}:
        _sync(folder)
    draft.rename(target)
    _sync(versions)


def _sync(folder: Path) -> None:
    """Flush a folder's entries, so that a rename survives a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _keep(out: Path, wanted: set[Path | None]) -> None:
    for version in (out / "versions").iterdir():
        if version.resolve() not in wanted:
            shutil.rmtree(version, ignore_errors=True)
