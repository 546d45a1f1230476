"""The memory of a project's harvests of one host: what was received, and how far a run had come.

`.harvest/HOST.jsonl` in the project folder is only ever appended to while a run goes on, one event a line, each flushed
to the disk before the next request. A line that a kill cut short is dropped on reading, so the journal is right after a
kill at any moment. When a run ends, the file is replaced in one rename by the state that its events amount to.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pmgraph.errors import UsageError
from pmgraph.harvest.outcome import Validators
from pmgraph.harvest.plan import Selected
from pmgraph.publish.versions import sync_folder

FOLDER = ".harvest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page that was received: its file below `corpus/`, and the validators of its last answer."""

    file: str
    etag: str | None = None
    modified: str | None = None

    @property
    def validators(self) -> Validators:
        """What the next request for it sends."""
        return Validators(self.etag, self.modified)


@dataclass(slots=True)
class Run:
    """How far a run has come: the lists that were read, with the address where each lay, and the pages dealt with."""

    day: str
    lists: dict[str, tuple[str, Selected]] = field(default_factory=dict)
    done: set[str] = field(default_factory=set)


class Journal:
    """The state of one host, read from its file and appended to. `unread` holds the numbers of broken lines."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.pages: dict[str, Page] = {}
        self.runs: dict[str, Run] = {}
        self.unread: list[int] = []
        self._read()

    def begin(self, run: str, day: str) -> Run:
        """The run named `run`, taken up where it stopped if it began today or the day before, else from the start."""
        before = self.runs.get(run)
        if before is None or _days(before.day, day) > 1:
            self._append({"run": run, "begin": day})
        return self.runs[run]

    def listed(self, run: str, address: str, at: str, found: Selected) -> None:
        """A list was read."""
        pages, lists = list(found.pages), list(found.lists)
        self._append({"run": run, "list": address, "at": at, "pages": pages, "lists": lists})

    def received(self, run: str, address: str, page: Page) -> None:
        """A page is in the corpus, or still the same."""
        self._append({"run": run, "page": address, **_plain(page)})

    def passed(self, run: str, address: str) -> None:
        """A page was dealt with and nothing was received."""
        self._append({"run": run, "done": address})

    def end(self, run: str) -> None:
        """The run is complete; the file becomes the state that its events amount to, without the run."""
        del self.runs[run]
        draft = self.file.with_name(f".{self.file.name}.part")
        with self._writing(), draft.open("w", encoding="utf-8") as stream:
            stream.writelines(_line(event) for event in self._events())
            stream.flush()
            os.fsync(stream.fileno())
        with self._writing():
            draft.replace(self.file)
            sync_folder(self.file.parent)

    def _events(self) -> Iterator[dict[str, Any]]:
        """The shortest story of the present state."""
        for address, page in self.pages.items():
            yield {"page": address, **_plain(page)}
        for name, run in self.runs.items():
            yield {"run": name, "begin": run.day}
            for address, (at, found) in run.lists.items():
                yield {"run": name, "list": address, "at": at, "pages": list(found.pages), "lists": list(found.lists)}
            for address in sorted(run.done):
                yield {"run": name, "done": address}

    def _append(self, event: dict[str, Any]) -> None:
        new = not self.file.exists()
        with self._writing(), self.file.open("ab") as stream:
            stream.write(_line(event).encode())
            stream.flush()
            os.fsync(stream.fileno())
        if new:
            sync_folder(self.file.parent)
        self._take(event)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise UsageError(f"{self.file}: {error.strerror}; make room, and the folder writable") from error

    def _read(self) -> None:
        if not self.file.exists():
            return
        data = self.file.read_bytes()
        whole = data.rfind(b"\n") + 1
        if whole < len(data):
            os.truncate(self.file, whole)  # what a kill left of the last line
        for number, line in enumerate(data[:whole].splitlines(), start=1):
            try:
                self._take(json.loads(line))
            except (ValueError, KeyError, TypeError, AttributeError):
                self.unread.append(number)

    def _take(self, event: dict[str, Any]) -> None:
        name = event.get("run")
        if "begin" in event:
            date.fromisoformat(event["begin"])
            self.runs[event["run"]] = Run(event["begin"])
        elif "list" in event:
            found = Selected(tuple(event["pages"]), tuple(event["lists"]))
            self.runs[event["run"]].lists[event["list"]] = (event["at"], found)
        elif "page" in event:
            page = Page(file=event["file"], etag=event.get("etag"), modified=event.get("modified"))
            self.pages[event["page"]] = page
            if name is not None:
                self.runs[name].done.add(event["page"])
        elif "done" in event:
            self.runs[event["run"]].done.add(event["done"])
        else:
            raise KeyError("no event")


@contextmanager
def harvesting(project: Path) -> Iterator[Path]:
    """Holds the lock of a project's harvests and gives the folder of their journals, which is made if need be."""
    folder = project / FOLDER
    try:
        folder.mkdir(exist_ok=True)
        lock = (folder / ".lock").open("w")
    except OSError as error:
        raise UsageError(f"{folder}: cannot be written ({error.strerror}); make the project folder writable") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise UsageError(f"{project}: another harvest is at work there; wait for it to end") from error
        yield folder


def _plain(page: Page) -> dict[str, Any]:
    values = {"file": page.file, "etag": page.etag, "modified": page.modified}
    return {key: value for key, value in values.items() if value is not None}


def _line(event: dict[str, Any]) -> str:
    return json.dumps(event, ensure_ascii=False, separators=(",", ":")) + "\n"


def _days(earlier: str, later: str) -> int:
    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days
