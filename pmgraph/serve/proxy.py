"""The address that clients use, where a proxy stands before the server.

`X-Forwarded-Proto`, `-Host` and `-Prefix` are believed from trusted addresses alone: anybody can send them, and an
address that a stranger wrote would stand in service description, catalogue and feeds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Receive, Scope, Send

from pmgraph.errors import UsageError

_PREFIX = re.compile(r"(?:/[A-Za-z0-9._~-]+)*")


def checked_prefix(value: str) -> str:
    """A path to be mounted at, without a slash at its end; UsageError for what is none."""
    found = value.rstrip("/")
    if not _PREFIX.fullmatch(found):
        raise UsageError(f"--root-path {value!r} is no path; write it as /pmgraph, of letters, digits and . _ ~ -")
    return found


def checked_network(value: str) -> str:
    """An address or a network of addresses; UsageError for what is none."""
    try:
        ip_network(value)
    except ValueError as error:
        raise UsageError(f"--trust-proxy: {error}; write an address as 127.0.0.1 or a network as 10.0.0.0/8") from error
    return value


class Proxied:
    """Sets scheme, host and root path of each request as the client sees them.

    A proxy may strip the prefix from the path or leave it on.
    """

    def __init__(self, app: ASGIApp, *, root_path: str = "", trusted: Iterable[str] = ()) -> None:
        self.app, self.root_path = app, root_path
        self.networks: tuple[IPv4Network | IPv6Network, ...] = tuple(ip_network(one) for one in trusted)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and (self.root_path or self.networks):
            scope = self._seen_by_client(scope)
        await self.app(scope, receive, send)

    def _seen_by_client(self, scope: Scope) -> Scope:
        seen, prefix = dict(scope, headers=list(scope["headers"])), self.root_path
        if self._trusts(scope):
            headers = Headers(scope=scope)
            if (scheme := _last(headers, "x-forwarded-proto").lower()) in ("http", "https"):
                seen["scheme"] = scheme
            if host := _last(headers, "x-forwarded-host"):
                MutableHeaders(scope=seen)["host"] = host
            forwarded = _last(headers, "x-forwarded-prefix").rstrip("/")
            if forwarded and _PREFIX.fullmatch(forwarded):
                prefix = forwarded
        if prefix:
            seen["root_path"] = prefix
            seen["path"] = _under(prefix, seen["path"])
            if seen.get("raw_path"):
                seen["raw_path"] = _under(prefix, seen["raw_path"].decode("latin-1")).encode("latin-1")
        return seen

    def _trusts(self, scope: Scope) -> bool:
        client = scope.get("client")
        if client is None:
            return False
        try:
            address = ip_address(client[0])
        except ValueError:
            return False
        return any(address in network for network in self.networks)


def _last(headers: Headers, name: str) -> str:
    """The last value of a header: the one that the nearest proxy wrote, before which a client may have put its own."""
    return headers.get(name, "").rpartition(",")[2].strip()


def _under(prefix: str, path: str) -> str:
    if path == prefix:
        return f"{prefix}/"
    return path if path.startswith(f"{prefix}/") else f"{prefix}{path}"
