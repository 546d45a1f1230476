"""Runs an application on a socket until a signal ends it."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pmgraph.errors import UsageError

_DRAINING_SECONDS = 60


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


class _Closing:
    """Passes everything on; once `on` is set, every answer bids its connection farewell.

    A connection that was closed under a client would cost the request that is on its way.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app, self.on = app, False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            if self.on and message["type"] == "http.response.start":
                message = {**message, "headers": [*message["headers"], (b"connection", b"close")]}
            await send(message)

        await self._app(scope, receive, sending)


def run(app: ASGIApp, host: str, port: int, announce: Callable[[str], None]) -> None:
    """Serves `app` until SIGINT or SIGTERM. Port 0 takes a free one.

    `announce` is called once with the address, such as `http://127.0.0.1:8080/`, when requests are answered. To be
    called in the main thread. UsageError where the address cannot be taken.
    """
    with bound(host, port) as listening:
        run_on(app, listening, lambda: announce(address_of(host, listening)))


def run_on(
    app: ASGIApp, listening: socket.socket, started: Callable[[], None], *, parent: socket.socket | None = None
) -> None:
    """Serves `app` on a bound socket, and calls `started` once requests are answered.

    `parent` is a channel to the process that owns the socket: at its first byte the server takes no more connections,
    answers what is asked on those it has, and ends when they are gone; at its end (the parent is gone) the server ends.
    """
    closing = _Closing(app)
    config = uvicorn.Config(
        closing, log_config=None, access_log=False, server_header=False, lifespan="on", timeout_graceful_shutdown=5,
        h11_max_incomplete_event_size=256 * 1024, ws="none",
        # uvicorn would believe whoever connects from loopback; `proxy.py` believes whom it is told to.
        proxy_headers=False,
    )  # fmt: skip
    # That a client sends no HTTP is no concern of who runs the server; faults of our own are told.
    logging.getLogger("uvicorn.error").setLevel(logging.ERROR)
    server = _Server(config)

    async def serve() -> None:
        serving = asyncio.ensure_future(server.serve(sockets=[listening]))
        while not server.started and not serving.done():
            await asyncio.sleep(0.01)
        if server.started:
            started()
        following = None if parent is None else asyncio.ensure_future(_follow(parent, server, closing))
        await serving
        if following is not None:
            following.cancel()

    asyncio.run(serve())


async def _follow(parent: socket.socket, server: _Server, closing: _Closing) -> None:
    parent.setblocking(False)
    loop = asyncio.get_running_loop()
    if await loop.sock_recv(parent, 1):
        closing.on = True
        for one in server.servers:
            one.close()
        gone = asyncio.ensure_future(loop.sock_recv(parent, 1))
        for _ in range(_DRAINING_SECONDS * 20):
            if gone.done() or not server.server_state.connections:
                break
            await asyncio.sleep(0.05)
        gone.cancel()
    server.should_exit = True


def bound(host: str, port: int) -> socket.socket:
    """A socket bound to the address; UsageError where that cannot be had."""
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


def address_of(host: str, listening: socket.socket) -> str:
    """The address to click, such as `http://127.0.0.1:8080/`."""
    number = listening.getsockname()[1]
    # An address that listens everywhere is none to click.
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{shown}:{number}/"
