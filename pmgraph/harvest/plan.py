"""What to ask for next: pure bookkeeping over addresses, without network, files or clock."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Callable, Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

from pmgraph.harvest.addresses import Scope
from pmgraph.harvest.links import Form, Listing

_ATTACHMENTS = (
    ".jpg", ".jpeg", ".png", ".gif", ".svg", ".webp", ".tif", ".zip", ".mp3", ".mp4", ".css", ".js", ".ics", ".vcf",
)  # fmt: skip
"""Ends of paths below a release's own that do not make it a list."""


@dataclass(frozen=True, slots=True)
class Task:
    """An address to ask for: a page to keep, or a list to read. The first one is both until it is seen."""

    address: str
    is_list: bool


@dataclass(frozen=True, slots=True)
class Selected:
    """The links of a list that the harvest follows, the further lists, and how many links lead to which other host."""

    pages: tuple[str, ...]
    lists: tuple[str, ...]
    elsewhere: tuple[tuple[str, int], ...] = ()


def select(
    listing: Listing, form: Form, *, page: str, folder: str, scope: Scope, match: re.Pattern[str] | None
) -> Selected:
    """The links of a list at `page` that are releases.

    They match `match`; without it, an HTML page means those below `folder` that are no picture, sound or archive, and a
    feed or a sitemap all of them.
    """
    wanted: list[str] = []
    elsewhere: Counter[str] = Counter()
    for address in listing.links:
        if match is not None and not match.search(address):
            continue
        if not scope.links_to(address, page):
            if form is not Form.HTML or match is not None:
                elsewhere[urlsplit(address).hostname or ""] += 1
            continue
        if match is not None or form is not Form.HTML or _is_below(address, folder):
            wanted.append(address)
    lists = []
    for address in listing.further:
        if scope.links_to(address, page):
            lists.append(address)
        else:
            elsewhere[urlsplit(address).hostname or ""] += 1
    return Selected(tuple(wanted), tuple(lists), tuple(sorted(elsewhere.items())))


def _is_below(address: str, folder: str) -> bool:
    path = urlsplit(address).path
    return path.startswith(folder) and path != folder and not path.lower().endswith(_ATTACHMENTS)


class Plan:
    """The addresses still to ask for, each once: the pages of a list before the next list, those not had before first.

    `had` holds the pages received in earlier runs, `done` those dealt with in this one before it was interrupted.
    """

    def __init__(self, address: str, *, had: Callable[[str], bool], done: Collection[str] = ()) -> None:
        self._had, self._done = had, frozenset(done)
        self._lists: deque[str] = deque([address])
        self._pages: deque[str] = deque()
        self._seen = {address}
        self.at = address
        """Where the first address led: the pages of an HTML list lie below that one."""
        self.skipped = 0
        """Pages that this run had dealt with before it was interrupted."""

    def settle(self, at: str) -> None:
        """The first address led to `at`."""
        self.at = at
        self._seen.add(at)

    def next(self) -> Task | None:
        """The next address to ask for; None at the end."""
        if self._pages:
            return Task(self._pages.popleft(), False)
        return Task(self._lists.popleft(), True) if self._lists else None

    def add(self, found: Selected) -> None:
        """Take up the links of a list."""
        # Lists first: a next part may also stand among the links.
        lists = [a for a in dict.fromkeys(found.lists) if a not in self._seen]
        self._seen.update(lists)
        pages = [a for a in dict.fromkeys(found.pages) if a not in self._seen]
        self._seen.update(pages)
        self.skipped += sum(a in self._done for a in pages)
        open_pages = [a for a in pages if a not in self._done]
        self._pages.extend(sorted(open_pages, key=self._had))
        self._lists.extend(lists)

    @property
    def left(self) -> tuple[int, int]:
        """How many pages and how many lists are still to be asked for."""
        return len(self._pages), len(self._lists)
