"""The graph on disk: whole versions in folders named by their content, and one link that says which is current.

    build/
      current -> versions/1f2e3d4c5b6a
      versions/1f2e3d4c5b6a/   graph.nq  manifest.json  report.json  texts/SHA256.txt  search.sqlite

A version is written beside the others, flushed to the disk and renamed into place; then the link is replaced by one
atomic rename. Whoever reads sees the old version or the new one, also when a build is killed. The version before the
current one stays, so that a server that has just resolved the link finds its files.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pmgraph.errors import StoreError, UsageError
from pmgraph.model import PublishText

GRAPH, MANIFEST, REPORT, TEXTS = "graph.nq", "manifest.json", "report.json", "texts"
INDEX = "search.sqlite"
"""Made of the other files, so it is no part of a version's name."""
_UNFINISHED = ".unfinished-"
_NAME = re.compile(r"[0-9a-f]{12}")


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
        missing = {"base", "title", "licence", "releases"} - loaded.keys()
    except (OSError, ValueError, AttributeError) as error:
        raise StoreError(f"{version / MANIFEST}: {error}; build again") from error
    if missing:
        raise StoreError(f"{version / MANIFEST}: {min(missing)!r} is missing; build again")
    return loaded


def shown_texts(version: Path) -> Callable[[str], str | None]:
    """Gives the text with a sha-256 where its rights allow all of it to be shown, else None."""
    entries = read_manifest(version)["releases"]
    shown = {entry["text_sha256"] for entry in entries if entry["publish_text"] == PublishText.FULL.value}

    def text_of(sha256: str) -> str | None:
        file = version / TEXTS / f"{sha256}.txt"
        if sha256 not in shown or not file.is_file():
            return None
        with file.open(encoding="utf-8", newline="") as stream:  # no newline translation: offsets count code points
            return stream.read()

    return text_of


def as_json(values: Any) -> str:
    """JSON as it is written to disk: readable, keys in the order given, one line feed at the end."""
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"


@contextmanager
def building(out: Path) -> Iterator[None]:
    """Holds the lock of a build folder, which is made if need be, and clears away what a killed build left."""
    try:
        (out / "versions").mkdir(parents=True, exist_ok=True)
        foreign = [f.name for f in (out / "versions").iterdir() if not _ours(f)]
        lock = (out / ".lock").open("w")
    except OSError as error:
        raise UsageError(f"{out}: cannot be written ({error.strerror}); name another folder with --out") from error
    with lock:
        if foreign:
            raise UsageError(f"{out / 'versions' / min(foreign)}: not made by a build; name another folder with --out")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise UsageError(f"{out}: another build is at work there; wait for it or name another --out") from error
        except OSError as error:
            raise UsageError(f"{out}: cannot be locked ({error.strerror}); name a folder of a local disk") from error
        for left in (out / "versions").glob(f"{_UNFINISHED}*"):
            shutil.rmtree(left, ignore_errors=True)
        for link in out.glob(".current-*"):
            link.unlink(missing_ok=True)
        yield


def _ours(entry: Path) -> bool:
    return _NAME.fullmatch(entry.name) is not None or entry.name.startswith(".")


def swap_in(out: Path, files: Mapping[str, str], derive: Callable[[Path], None] | None = None) -> Path:
    """Write `files` (path below the version -> text) as the current version; the same files are the same version.

    `derive` is given the folder before it is swapped in, and may add `INDEX`. To be called under `building`. Returns
    the version's folder. A version that was changed on disk is written anew.
    """
    name = digest_of(files)
    target = out / "versions" / name
    try:
        before = current_version(out)
        if target.exists() and not is_whole(target):
            shutil.rmtree(target)
        if not target.exists():
            _write(out / "versions", target, files, derive)
        link = out / f".current-{name}"
        link.symlink_to(Path("versions") / name, target_is_directory=True)
        link.replace(out / "current")
        sync_folder(out)
    except OSError as error:
        raise StoreError(
            f"{error.filename or target}: {error.strerror}; the graph before it stays current, make room or name "
            "another folder with --out"
        ) from error
    if before != target.resolve():
        _keep(out, {target.resolve(), before})
    return target


def digest_of(files: Mapping[str, str]) -> str:
    """The name of the version that holds these files."""
    whole = hashlib.sha256()
    for path, text in sorted(files.items()):
        whole.update(f"{path}\0{hashlib.sha256(text.encode()).hexdigest()}\0".encode())
    return whole.hexdigest()[:12]


def is_whole(version: Path) -> bool:
    """Whether a version holds the files that its name was made of."""
    files: dict[str, str] = {}
    try:
        for file in version.rglob("*"):
            if file.is_file() and file.name != INDEX:
                with file.open(encoding="utf-8", newline="") as stream:
                    files[file.relative_to(version).as_posix()] = stream.read()
    except (OSError, UnicodeDecodeError):
        return False
    return digest_of(files) == version.resolve().name


def _write(versions: Path, target: Path, files: Mapping[str, str], derive: Callable[[Path], None] | None) -> None:
    draft = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=versions))
    try:
        draft.chmod(0o755)
        for path, text in files.items():
            file = draft / path
            file.parent.mkdir(exist_ok=True)
            with file.open("w", encoding="utf-8", newline="") as stream:
                stream.write(text)
        if derive is not None:
            derive(draft)
        sync_tree(draft)
        draft.rename(target)
    except OSError:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    sync_folder(versions)


def sync_folder(folder: Path) -> None:
    """Flush a folder's entries, so that a rename survives a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_tree(folder: Path) -> None:
    """Flush every file and folder below `folder`, and itself."""
    for file in folder.rglob("*"):
        if file.is_file():
            with file.open("rb") as stream:
                os.fsync(stream.fileno())
        else:
            sync_folder(file)
    sync_folder(folder)


def _keep(out: Path, wanted: set[Path | None]) -> None:
    for version in (out / "versions").iterdir():
        if version.resolve() not in wanted:
            shutil.rmtree(version, ignore_errors=True)
