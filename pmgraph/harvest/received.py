"""The corpus as the place where received bytes are kept: written whole or not at all, and never written over."""

from __future__ import annotations

import hashlib
import os
import re
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from pmgraph.config import Settings
from pmgraph.curated import Sidecar
from pmgraph.errors import ConfigError, UsageError
from pmgraph.harvest.sameness import same_words
from pmgraph.iris import slug
from pmgraph.publish.versions import sync_folder
from pmgraph.tables.sidecars import read_sidecar, sidecar_of, sidecar_text

_PART = ".part"
_ADDRESS = re.compile(rb"https?://[^\s\"']+")


class How(StrEnum):
    """What receiving a body meant for the corpus."""

    NEW = "new"
    SAME = "unchanged"
    CHANGED = "changed"
    BACK = "back"
    """It says again what an earlier version said; nothing is written."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The file that holds a body, and what receiving it meant; `before` is the file that it follows."""

    file: Path
    how: How
    before: Path | None = None


class Received:
    """The files of a corpus by the address they were received from.

    Sidecars are looked through once for the addresses in them, and read in full when one is asked for.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._of: dict[str, dict[Path, Sidecar]] = {}
        self._named: dict[str, list[Path]] = {}
        for beside in sorted(settings.corpus.rglob("*.yaml")) if settings.corpus.is_dir() else ():
            with suppress(OSError):  # the build reports what cannot be read
                for address in set(_ADDRESS.findall(beside.read_bytes())):
                    self._named.setdefault(address.decode("utf-8", "replace"), []).append(beside)

    def latest(self, address: str) -> Path | None:
        """The version of a page that no other replaces; of several the one received last."""
        versions = self._versions(address)
        replaced = {sidecar.replaces for sidecar in versions.values()}
        heads = [(s.retrieved or "", f.name, f) for f, s in versions.items() if self.key(f) not in replaced]
        return max(heads)[2] if heads else None

    def _versions(self, address: str) -> dict[Path, Sidecar]:
        """The files received from an address with their sidecars, in the order of their names."""
        if address not in self._of:
            found = self._of[address] = {}
            for beside in self._named.get(address, ()):
                file = beside.with_name(beside.name.removesuffix(".yaml"))
                with suppress(ConfigError):  # the build reports a wrong sidecar
                    sidecar = read_sidecar(beside, self._settings.shown(beside))
                    if sidecar.url == address and file.is_file():
                        found[file] = sidecar
        return self._of[address]

    def key(self, file: Path) -> str:
        """The file's name as a sidecar's `replaces` gives it: its path below `corpus/`."""
        return file.relative_to(self._settings.corpus).as_posix()

    def keep(self, data: bytes, sidecar: Sidecar, suffix: str) -> Kept:
        """Keep a body received from `sidecar.url`. One that says something else than before becomes a new version.

        A new version takes over the publisher and the rights of the one before where `sidecar` does not state them.
        """
        address = sidecar.url or ""
        before = self.latest(address)
        versions = self._versions(address)
        for file in versions:
            if same_words(file.read_bytes(), data, html=suffix == file.suffix == ".html"):
                return Kept(file, How.SAME if file == before else How.BACK, before)
        if before is not None:
            old = versions[before]
            sidecar = replace(
                sidecar, publisher=sidecar.publisher or old.publisher, replaces=self.key(before),
                publish_text=sidecar.publish_text or old.publish_text,
            )  # fmt: skip
        file = self._settings.corpus / file_name(address, data, suffix)
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            # The sidecar comes first: a release without its address would be read with less than is known.
            _write(sidecar_of(file), sidecar_text(sidecar).encode())
            if not file.exists():  # the name is a digest of what it holds
                _write(file, data)
        except OSError as error:
            raise UsageError(f"{error.filename}: {error.strerror}; make the corpus folder writable") from error
        versions[file] = sidecar
        return Kept(file, How.NEW if before is None else How.CHANGED, before)

    def clear(self) -> None:
        """Remove what a killed process left half-written; what a living one is writing stays."""
        for part in self._settings.corpus.glob(f".*{_PART}"):
            process = part.name.split(".")[-2]
            if not (process.isdigit() and _lives(int(process))):
                part.unlink(missing_ok=True)


def file_name(address: str, data: bytes, suffix: str) -> str:
    """The last part of the address with a digest of bytes and address, so that two bodies never share a name."""
    parts = urlsplit(address)
    last = [part for part in parts.path.split("/") if part][-1:]
    stem = slug(last[0] if last else parts.hostname or "", 50) or "release"
    return f"{stem}-{hashlib.sha256(data + address.encode()).hexdigest()[:12]}{suffix}"


def _write(file: Path, data: bytes) -> None:
    """Write a file whole: beside it, flushed, then renamed into place."""
    part = file.with_name(f".{file.name}.{os.getpid()}{_PART}")
    with part.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    part.replace(file)
    sync_folder(file.parent)


def _lives(process: int) -> bool:
    if process == os.getpid():
        return False  # an earlier process of this number: we have written nothing yet
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
