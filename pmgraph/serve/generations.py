"""Serves one graph after another on one socket, so that a new build takes over without a failed request.

    keeper (owns the socket, watches the build; has no graph, no thread, no event loop)
       ├── generation 1: server, nursery, workers    told to finish, ends when its last connection is closed
       └── generation 2: server, nursery, workers    takes every new connection

A generation is forked from the keeper, loads its graph and says when it answers; only then the older one is told to
take no more connections. Connections that nobody has accepted yet wait in the socket, which stays open all the while.
While both run, both graphs are in memory.

Should a new graph not load, the old one is served on. Should a generation die, another takes its place. Should the
keeper die in any way, its generations see their channel close and end.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NoReturn

from starlette.types import ASGIApp

from pmgraph.errors import PmgraphError, StoreError
from pmgraph.serve.run import address_of, bound, run_on

_POLL_SECONDS = 0.5
_END_SECONDS = 20
_STEADY_SECONDS = 60
_RETRY_SECONDS = (0.0, 1.0, 5.0, 30.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """What a generation serves: the application, which version of the graph that is, and pages worth announcing."""

    app: ASGIApp
    version: str
    pages: Sequence[str] = ()


@dataclass(slots=True, kw_only=True)
class Generation:
    """The keeper's view of a process that serves."""

    pid: int
    channel: socket.socket
    wanted: str | None
    born: float = field(default_factory=time.monotonic)
    heard: bytearray = field(default_factory=bytearray)
    version: str | None = None
    """The version served; None until it answers."""


class Keeper:
    """Keeps a generation of the newest version running. `run` returns when a signal came and all of them are gone."""

    def __init__(
        self,
        make: Callable[[], Served],
        newest: Callable[[], str | None],
        *,
        announce: Callable[[str, Sequence[str]], None],
        complain: Callable[[str], None],
    ) -> None:
        """`make` runs in the new process and loads the graph; `newest` names the version that should be served.

        `announce` gets the address and the pages of the first generation, `complain` what went wrong with a later one.
        """
        self._make, self._newest, self._announce, self._complain = make, newest, announce, complain
        self._current: Generation | None = None
        self._next: Generation | None = None
        self._finishing: list[Generation] = []
        self._announced = False
        self._lost_in_a_row = 0
        self._not_before = 0.0
        self._given_up: str | None = None

    def run(self, host: str, port: int) -> None:
        """Serves until SIGINT or SIGTERM. UsageError where the address is taken, StoreError where there is no graph."""
        with bound(host, port) as listening, _signals() as signalled:
            listening.listen(1024)
            self._address = address_of(host, listening)
            self._listening = listening
            try:
                self._renew()
                while not self._wait(signalled):
                    self._reap()
                    self._renew()
            finally:
                self._end_all()

    def _fork(self, wanted: str | None) -> Generation:
        ours, theirs = socket.socketpair()
        others = [one.channel for one in self._everyone()]
        pid = os.fork()
        if pid == 0:
            for channel in (ours, *others):
                channel.close()
            _generation(self._make, self._listening, theirs)
        theirs.close()
        ours.setblocking(False)
        return Generation(pid=pid, channel=ours, wanted=wanted)

    def _wait(self, signalled: socket.socket) -> bool:
        """Waits for news, for a while; whether a signal to end came."""
        waiting = [signalled, *(g.channel for g in (self._current, self._next) if g is not None)]
        ready = select.select(waiting, [], [], _POLL_SECONDS)[0]
        if signalled in ready and set(signalled.recv(64)) & {signal.SIGINT, signal.SIGTERM}:
            return True
        if self._next is not None and self._next.channel in ready:
            self._listen_to(self._next)
        return False

    def _listen_to(self, coming: Generation) -> None:
        """Hears whether a generation answers now, or why it never will."""
        with contextlib.suppress(BlockingIOError, ConnectionError):
            coming.heard += coming.channel.recv(65_536)
        if not coming.heard.endswith(b"\n"):
            return
        said = json.loads(coming.heard)
        if "failed" in said:
            self._next = None
            self._could_not(coming, said["failed"])
            return
        coming.version = said["version"]
        former, self._current, self._next = self._current, coming, None
        if not self._announced:
            self._announced = True
            self._announce(self._address, said["pages"])
        if former is not None:
            self._finish(former)

    def _could_not(self, coming: Generation, why: str) -> None:
        self._finishing.append(coming)
        if not self._announced:
            raise StoreError(why)
        # The same version would fail again; the next one may not.
        self._given_up = coming.wanted
        self._not_before = time.monotonic() + _RETRY_SECONDS[-1]
        self._complain(f"{why}; " + ("the former graph is served on" if self._current else "nothing is served"))

    def _finish(self, former: Generation) -> None:
        with contextlib.suppress(OSError):
            former.channel.send(b"\n")
        self._finishing.append(former)

    def _renew(self) -> None:
        """Starts a generation where the newest version is not served, or nothing is."""
        if self._next is not None:
            return
        newest = self._newest()
        if self._current is None:
            wanted = time.monotonic() >= self._not_before
        else:
            wanted = newest not in (None, self._current.version, self._given_up)
        if wanted:
            self._next = self._fork(newest)

    def _reap(self) -> None:
        for one in self._everyone():
            if _running(one.pid):
                continue
            if one is self._next:
                self._listen_to(one)  # its last words may still lie in the channel
            one.channel.close()
            if one in self._finishing:
                self._finishing.remove(one)
            elif one is self._current:
                self._current = None
                self._lost(one)
            else:
                self._next = None
                self._lost(one)

    def _everyone(self) -> list[Generation]:
        return [g for g in (self._current, self._next, *self._finishing) if g is not None]

    def _lost(self, one: Generation) -> None:
        """A generation died. The next follows at once, and ever later where one after another dies."""
        if not self._announced:
            raise StoreError("the server's process ended while it loaded the graph; is there memory enough for it?")
        self._lost_in_a_row = 1 if time.monotonic() - one.born > _STEADY_SECONDS else self._lost_in_a_row + 1
        pause = _RETRY_SECONDS[min(self._lost_in_a_row, len(_RETRY_SECONDS)) - 1]
        self._not_before = time.monotonic() + pause
        if one.version is None:
            self._given_up = one.wanted
        self._complain(f"process {one.pid} of the server ended by itself; another takes its place")

    def _end_all(self) -> None:
        for one in self._everyone():
            with contextlib.suppress(ProcessLookupError):
                os.kill(one.pid, signal.SIGTERM)
        until = time.monotonic() + _END_SECONDS
        for one in self._everyone():
            while _running(one.pid):
                if time.monotonic() > until:
                    os.kill(one.pid, signal.SIGKILL)
                time.sleep(0.02)
            one.channel.close()


def _running(pid: int) -> bool:
    try:
        return os.waitpid(pid, os.WNOHANG)[0] == 0
    except ChildProcessError:
        return False


def _generation(make: Callable[[], Served], listening: socket.socket, keeper: socket.socket) -> NoReturn:
    """Runs after the fork only, and leaves no way but `_exit`: the keeper's cleanup is not this process's to run."""
    status = 1
    try:
        signal.set_wakeup_fd(-1)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        try:
            served = make()
        except PmgraphError as error:
            _tell(keeper, {"failed": str(error)})
        else:
            said = {"version": served.version, "pages": list(served.pages)}
            run_on(served.app, listening, lambda: _tell(keeper, said), parent=keeper)
            status = 0
    except Exception:  # the edge of the process: nobody else would tell
        traceback.print_exc()
    finally:
        os._exit(status)


def _tell(keeper: socket.socket, said: Mapping[str, object]) -> None:
    keeper.sendall(json.dumps(said).encode() + b"\n")


@contextmanager
def _signals() -> Iterator[socket.socket]:
    """A socket that becomes readable when SIGINT, SIGTERM or SIGCHLD arrives, with their numbers as bytes."""
    reading, writing = socket.socketpair()
    writing.setblocking(False)
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD)
    before = {number: signal.signal(number, lambda *_: None) for number in numbers}
    former = signal.set_wakeup_fd(writing.fileno())
    try:
        yield reading
    finally:
        signal.set_wakeup_fd(former)
        for number, handler in before.items():
            signal.signal(number, handler)
        reading.close()
        writing.close()
