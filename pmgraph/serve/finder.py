"""Holds the search index of a server."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

from pmgraph.search.find import Index
from pmgraph.search.index import make_index
from pmgraph.store.protocol import Graph


class Finder:
    """The index of a server: the build's file, or one that is made in memory when it is first asked for."""

    def __init__(self, graph: Graph, file: Path | None, text_of: Callable[[str], str | None]) -> None:
        self._graph, self._file, self._text_of = graph, file, text_of
        self._index: Index | None = None
        self._lock = threading.Lock()

    def index(self) -> Index:
        """The index; to be called off the event loop, since making one may take its time."""
        with self._lock:
            if self._index is None:
                self._index = Index(self._opened(), self._text_of)
            return self._index

    def _opened(self) -> sqlite3.Connection:
        if self._file is None:
            return make_index(self._graph, self._text_of)
        # A version never changes, so nothing need be locked or looked after.
        address = f"{self._file.resolve().as_uri()}?mode=ro&immutable=1"
        return sqlite3.connect(address, uri=True, check_same_thread=False)
