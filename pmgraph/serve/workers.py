"""Runs queries in forked worker processes that share the loaded graph.

Why: a query of 4,000 nested braces ends the process that parses it, and one that runs too long cannot be interrupted in
its process. So each runs in a worker: over its limit the worker is killed, its processor is free at once, and a new one
takes its place. A worker that crashes costs the one request that it served.

Slow queries must not keep quick ones waiting. One that runs longer than `quick_seconds` goes on at the lowest priority
and leaves its place in the pool to a new worker; of those that pass `long_seconds` only `long` may run at once.

Three kinds of processes:

    server ──control──> nursery ──fork──> worker, worker, …
       └───────one channel for each worker──────┘

The *nursery* is forked from the server before it has an event loop or threads, since forking later would copy locks in
an unknown state. It holds the graph, does nothing but fork and reap, and never sees a query. The server hands it one
end of a socket pair for each worker (SCM_RIGHTS) and keeps the other. Should the server die in any way, the control
socket closes, and the nursery kills its workers and ends.

On the control socket: one letter and the number of a worker, 9 bytes: `F` (fork) with a file descriptor, `N` (lowest
priority), `K` (kill).
On a channel: job JSON with its length before it; back come head JSON and body, each with its length before it.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import itertools
import json
import os
import select
import signal
import socket
import struct
import sys
from pathlib import Path

from pmgraph.serve.engine import Busy, TimedOut, WorkerLost
from pmgraph.serve.execute import Job, Outcome, Reply, execute
from pmgraph.serve.settings import Limits
from pmgraph.store.protocol import Graph

if sys.platform != "win32":
    import resource

_COMMAND = struct.Struct("!cQ")
_LENGTH = struct.Struct("!Q")


class _Worker:
    """The server's end of one worker."""

    def __init__(self, number: int, channel: socket.socket) -> None:
        self.number, self._channel = number, channel
        channel.setblocking(False)

    async def ask(self, job: Job) -> Reply:
        """The worker's reply; ConnectionError where it ended."""
        loop = asyncio.get_running_loop()
        data = job.to_json()
        await loop.sock_sendall(self._channel, _LENGTH.pack(len(data)) + data)
        head = json.loads(await self._read())
        return Reply(Outcome(head["outcome"]), head["detail"], head["format"], await self._read())

    async def _read(self) -> bytes:
        (length,) = _LENGTH.unpack(await self._exactly(_LENGTH.size))
        return await self._exactly(length)

    async def _exactly(self, length: int) -> bytes:
        buffer = bytearray(length)
        view, loop = memoryview(buffer), asyncio.get_running_loop()
        done = 0
        while done < length:
            count = await loop.sock_recv_into(self._channel, view[done:])
            if count == 0:
                raise ConnectionError("the worker ended")
            done += count
        return bytes(buffer)

    def ended(self) -> bool:
        """Whether an idle worker's process is gone; it has nothing to say while it is there."""
        try:
            return self._channel.recv(1, socket.MSG_PEEK) == b""
        except BlockingIOError:
            return False
        except OSError:
            return True

    def close(self) -> None:
        self._channel.close()


class ProcessEngine:
    """Keeps a pool of workers. Make it before the event loop and before any thread is started."""

    def __init__(self, graph: Graph, limits: Limits) -> None:
        self._limits = limits
        self._waiting = 0
        self._slow: set[int] = set()
        self._long: set[int] = set()
        self._numbers = itertools.count(1)
        self._idle: asyncio.Queue[_Worker] = asyncio.Queue()
        self._workers: dict[int, _Worker] = {}
        self._control, theirs = socket.socketpair()
        self._nursery: int | None = os.fork()
        if self._nursery == 0:
            # No way but _exit leads out of here: the server's cleanup is not the nursery's to run.
            try:
                self._control.close()
                _Nursery(graph, limits, theirs).serve()
            finally:
                os._exit(0)
        theirs.close()

    async def start(self) -> None:
        """See `Engine.start`."""
        for _ in range(self._limits.workers):
            self._spawn()

    def _spawn(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            number = next(self._numbers)
            socket.send_fds(self._control, [_COMMAND.pack(b"F", number)], [theirs.fileno()])
        worker = _Worker(number, ours)
        self._workers[number] = worker
        self._idle.put_nowait(worker)

    def _command(self, letter: bytes, worker: _Worker) -> None:
        if self._nursery is not None:
            self._control.sendall(_COMMAND.pack(letter, worker.number))

    def _end(self, worker: _Worker) -> None:
        self._workers.pop(worker.number, None)
        worker.close()
        self._command(b"K", worker)

    def _replace(self, worker: _Worker) -> None:
        self._end(worker)
        if self._nursery is not None:
            self._spawn()

    async def run(self, job: Job) -> Reply:
        """See `Engine.run`."""
        worker = await self._take()
        asking = asyncio.ensure_future(worker.ask(job))
        limits = self._limits
        quick = min(limits.quick_seconds, limits.seconds)
        long = min(limits.long_seconds, limits.seconds)
        try:
            await asyncio.wait({asking}, timeout=quick)
            if not asking.done():
                self._slow_down(worker)
                await asyncio.wait({asking}, timeout=long - quick)
            if not asking.done():
                self._admit_long(worker)
                await asyncio.wait({asking}, timeout=limits.seconds - long)
            if not asking.done():
                raise TimedOut
            return asking.result()
        except OSError as error:
            raise WorkerLost from error
        finally:
            await self._release(worker, asking)

    async def _release(self, worker: _Worker, asking: asyncio.Future[Reply]) -> None:
        """Puts a worker back into the pool if it answered in time, else ends it."""
        healthy = asking.done() and not asking.cancelled() and asking.exception() is None
        if not asking.done():
            # It must be off the channel before that is closed: the next socket may bear its number.
            asking.cancel()
            await asyncio.wait({asking})
        self._long.discard(worker.number)
        if worker.number in self._slow:
            self._slow.discard(worker.number)
            self._end(worker)  # its place was taken when it became slow
        elif healthy:
            self._idle.put_nowait(worker)
        else:
            self._replace(worker)

    def _slow_down(self, worker: _Worker) -> None:
        """Lets a query run on at the lowest priority while a new worker takes its place in the pool."""
        if len(self._slow) >= self._limits.long + self._limits.waiting:
            raise Busy
        self._slow.add(worker.number)
        self._command(b"N", worker)
        self._spawn()

    def _admit_long(self, worker: _Worker) -> None:
        """Lets a slow query become a long one; Busy where too many are that already."""
        if len(self._long) >= self._limits.long:
            raise Busy
        self._long.add(worker.number)

    async def _take(self) -> _Worker:
        while (worker := await self._next_idle()).ended():
            self._replace(worker)
        return worker

    async def _next_idle(self) -> _Worker:
        with contextlib.suppress(asyncio.QueueEmpty):
            return self._idle.get_nowait()
        if self._waiting >= self._limits.waiting:
            raise Busy
        self._waiting += 1
        try:
            async with asyncio.timeout(self._limits.seconds):
                return await self._idle.get()
        except TimeoutError as error:
            raise Busy from error
        finally:
            self._waiting -= 1

    async def stop(self) -> None:
        """See `Engine.stop`."""
        self.close()

    def close(self) -> None:
        """See `Engine.close`. The nursery ends its workers when the control socket closes."""
        if self._nursery is None:
            return
        nursery, self._nursery = self._nursery, None
        self._control.close()
        for worker in self._workers.values():
            worker.close()
        self._workers.clear()
        with contextlib.suppress(ChildProcessError):
            os.waitpid(nursery, 0)


class _Nursery:
    """The process that forks and reaps; runs after the fork only."""

    def __init__(self, graph: Graph, limits: Limits, control: socket.socket) -> None:
        self._graph, self._limits, self._control = graph, limits, control
        self._children: dict[int, int] = {}
        self._dying: list[int] = []

    def serve(self) -> None:
        """Obeys the control socket until it closes, then leaves no child behind."""
        # Control-C reaches the whole process group; when to end is the server's decision.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        gc.freeze()  # objects that no collection touches stay in shared pages
        while (command := self._next()) is not None:
            letter, number, descriptors = command
            if letter == b"F":
                self._fork(number, descriptors[0])
            elif letter == b"N":
                self._lower(number)
            else:
                self._end(number)
        for number in list(self._children):
            self._end(number)
        for child in self._dying:
            os.waitpid(child, 0)

    def _next(self) -> tuple[bytes, int, list[int]] | None:
        while not select.select([self._control], [], [], 0.2 if self._dying else None)[0]:
            self._reap()
        data, descriptors, _, _ = socket.recv_fds(self._control, _COMMAND.size, 1)
        while data and len(data) < _COMMAND.size:
            more = self._control.recv(_COMMAND.size - len(data))
            data = data + more if more else b""
        return (*_COMMAND.unpack(data), descriptors) if data else None

    def _fork(self, number: int, descriptor: int) -> None:
        child = os.fork()
        if child == 0:
            try:
                self._control.close()
                _restrict(self._limits)
                with socket.socket(fileno=descriptor) as channel:
                    _work(self._graph, channel)
            finally:
                os._exit(0)
        os.close(descriptor)
        self._children[number] = child

    def _lower(self, number: int) -> None:
        with contextlib.suppress(OSError):  # it may have ended by itself
            os.setpriority(os.PRIO_PROCESS, self._children[number], 19)

    def _end(self, number: int) -> None:
        # A child is reaped by this process alone, so its number cannot have passed to a stranger.
        child = self._children.pop(number, None)
        if child is not None:
            os.kill(child, signal.SIGKILL)
            self._dying.append(child)
            self._reap()

    def _reap(self) -> None:
        """Takes leave of children that are gone; one with much memory needs its time, which nobody waits for."""
        self._dying = [child for child in self._dying if os.waitpid(child, os.WNOHANG) == (0, 0)]


def _restrict(limits: Limits) -> None:
    """Takes from a worker what no query needs: new files and sockets, core dumps, and memory without end."""
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        memory = pages * os.sysconf("SC_PAGE_SIZE") + limits.memory_bytes
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    os.nice(5)  # the server itself comes first, or nobody would be answered
    # Oxigraph tells stderr when memory runs out; the client is told by the answer.
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 2)
    os.close(silent)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def _work(graph: Graph, channel: socket.socket) -> None:
    """Answers jobs until the server closes the channel."""
    while (size := _receive(channel, _LENGTH.size)) is not None:
        data = _receive(channel, _LENGTH.unpack(size)[0])
        if data is None:
            return
        try:
            reply = execute(graph, Job.from_json(data))
        except Exception as error:  # the edge of the process: what escapes here would be lost with it
            reply = Reply(Outcome.FAILED, f"{type(error).__name__}: {error}")
        head = json.dumps({"outcome": reply.outcome, "detail": reply.detail, "format": reply.format}).encode()
        for part in (head, reply.body):
            channel.sendall(_LENGTH.pack(len(part)))
            channel.sendall(part)


def _receive(channel: socket.socket, length: int) -> bytes | None:
    buffer = bytearray()
    while len(buffer) < length:
        more = channel.recv(min(1 << 20, length - len(buffer)))
        if not more:
            return None
        buffer += more
    return bytes(buffer)
