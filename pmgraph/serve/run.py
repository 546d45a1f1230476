"""Runs an application on a socket until a signal ends it."""

from __future__ import annotations

import asyncio
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

from pmgraph.errors import UsageError


class _Server(uvicorn.Server):
    """Ends quietly on SIGINT and SIGTERM; uvicorn would raise the signal again after its shutdown."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        before = {s: signal.signal(s, self.handle_exit) for s in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def run(app: ASGIApp, host: str, port: int, announce: Callable[[str], None]) -> None:
    """Serves `app` until SIGINT or SIGTERM. Port 0 takes a free one.

    `announce` is called once with the address, such as `http://127.0.0.1:8080/`, when requests are answered. To be
    called in the main thread. UsageError where the address cannot be taken.
    """
    listening = _bound(host, port)
    config = uvicorn.Config(
        app, log_config=None, access_log=False, server_header=False, lifespan="on", timeout_graceful_shutdown=5,
        h11_max_incomplete_event_size=256 * 1024, ws="none",
    )  # fmt: skip
    server = _Server(config)

    async def serve() -> None:
        serving = asyncio.ensure_future(server.serve(sockets=[listening]))
        while not server.started and not serving.done():
            await asyncio.sleep(0.01)
        if server.started:
            announce(_address(host, listening))
        await serving

    with listening:
        asyncio.run(serve())


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named because asyncio sets TCP_NODELAY only then; without it an answer waits 40 ms.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except (OSError, OverflowError) as error:
        listening.close()
        raise UsageError(
            f"cannot serve on {host}:{port}: {error}; choose another --port, or 0 for a free one"
        ) from error
    return listening


def _address(host: str, listening: socket.socket) -> str:
    number = listening.getsockname()[1]
    # An address that listens everywhere is none to click.
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{shown}:{number}/"
