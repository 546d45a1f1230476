"""Where foreign queries run: the interface of an engine, and the one that uses threads.

An answer is complete or an error: `run` gives a whole reply or raises. `workers.py` has the engine for a graph in
memory, which survives any query; threads are for platforms without fork and for remote graphs, where the other end has
the work.
"""

from __future__ import annotations

import asyncio
import os
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from pmgraph.serve.execute import Job, Reply, execute
from pmgraph.serve.settings import Limits
from pmgraph.store.protocol import Graph


class EngineError(Exception):
    """A query got no reply, through no fault that the query's text shows."""


class Busy(EngineError):
    """So many queries wait already, or so many long ones run, that one more is turned away."""


class TimedOut(EngineError):
    """The query ran, or waited, longer than the limit."""


class WorkerLost(EngineError):
    """The process that ran the query ended under it: it crashed, or passed its memory limit."""


class Engine(Protocol):
    """Runs jobs; safe to use from many tasks of one event loop."""

    async def start(self) -> None:
        """Called once in the event loop before the first job."""
        ...

    async def run(self, job: Job) -> Reply:
        """The reply to a job, or one of the errors above."""
        ...

    async def stop(self) -> None:
        """Called once in the event loop after the last job; whatever still runs is ended."""
        ...

    def close(self) -> None:
        """Frees what the engine holds outside the event loop; may be called twice."""
        ...


class ThreadEngine:
    """Runs jobs in threads. A query over its limit is answered with an error, but holds its thread until it ends."""

    def __init__(self, graph: Graph, limits: Limits) -> None:
        self._graph, self._limits = graph, limits
        self._threads = ThreadPoolExecutor(limits.workers, thread_name_prefix="pmgraph-query")
        self._running = 0

    async def start(self) -> None:
        """Threads start on demand."""

    async def run(self, job: Job) -> Reply:
        """See `Engine.run`."""
        if self._running >= self._limits.workers + self._limits.waiting:
            raise Busy
        self._running += 1
        loop = asyncio.get_running_loop()
        future = self._threads.submit(execute, self._graph, job)
        # The slot is free when the thread is, not when its client was answered.
        future.add_done_callback(lambda _: loop.is_closed() or loop.call_soon_threadsafe(self._free))
        try:
            async with asyncio.timeout(self._limits.seconds):
                return await asyncio.wrap_future(future)
        except TimeoutError as error:
            raise TimedOut from error

    def _free(self) -> None:
        self._running -= 1

    async def stop(self) -> None:
        """See `Engine.stop`; a thread cannot be ended, so the process may wait for the query it runs."""
        self.close()

    def close(self) -> None:
        """See `Engine.close`."""
        self._threads.shutdown(wait=False, cancel_futures=True)


def can_fork() -> bool:
    """Whether this platform lets a loaded graph be shared by forked processes."""
    return hasattr(os, "fork") and hasattr(os, "posix_spawn")
