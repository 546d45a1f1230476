"""Named graphs of a remote store, written and removed one by one.

After the SPARQL 1.1 Graph Store HTTP Protocol (https://www.w3.org/TR/sparql11-http-rdf-update/), with graphs named in
the query of the store's address (section 4.2, indirect identification). N-Triples are sent as Turtle, of which they are
a part and which every store reads.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit, urlunsplit

import httpx

from pmgraph import __version__
from pmgraph.errors import StoreError, UsageError
from pmgraph.store.credentials import PASSWORD, TOKEN, USER, Credentials
from pmgraph.store.patience import Patience, retry_after

_TURTLE = "text/turtle; charset=utf-8"
_BUSY = (429, 502, 503, 504)
_CURES = {
    401: f"set {USER} and {PASSWORD}, or {TOKEN}",
    403: f"the store refuses to be written to by {USER} or without a name; ask its operator",
    404: "check the address of the Graph Store Protocol (--graph-store)",
    405: "this address takes no graphs; check the address of the Graph Store Protocol (--graph-store)",
    413: "the store takes no graph of this size; raise its limit",
    415: "the store does not read Turtle here; check the address (--graph-store)",
    507: "the store is full; give it room and push again",
}


class GraphStore:
    """A Graph Store at an address. `timeout` is in seconds for one request; `Patience` says what is tried again."""

    def __init__(
        self,
        address: str,
        *,
        credentials: Credentials | None = None,
        timeout: float = 120.0,
        patience: Patience | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        if not address.startswith(("http://", "https://")):
            raise UsageError(f"{address!r} is no Graph Store; give an address that begins with http:// or https://")
        self.address = address
        self._patience, self._sleep = patience or Patience(), sleep
        headers = {"User-Agent": f"pmgraph/{__version__}"}
        if credentials is not None and credentials.token is not None:
            headers["Authorization"] = f"Bearer {credentials.token}"
        self._credentials = credentials
        self._auth: httpx.Auth | None = None
        self._client = httpx.Client(headers=headers, timeout=timeout, follow_redirects=False)

    def put(self, graph: str, triples: str) -> None:
        """Make a named graph hold these triples (N-Triples) and nothing else (section 5.3)."""
        self._ask("PUT", graph, content=triples.encode(), headers={"Content-Type": _TURTLE})

    def delete(self, graph: str) -> None:
        """Remove a named graph; one that is not there is no error (section 5.4)."""
        self._ask("DELETE", graph, absent=True)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _ask(
        self,
        method: str,
        graph: str,
        *,
        absent: bool = False,
        content: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        waits = iter(self._patience.waits())
        where = f"{method} <{graph}> at {self.address}"
        while True:
            try:
                answer = self._client.request(
                    method, self.address, params={"graph": graph}, content=content, headers=headers, auth=self._auth
                )
            except httpx.InvalidURL as error:
                raise UsageError(f"{self.address!r} is no address: {error}") from error
            except httpx.TransportError as error:
                wait = next(waits, None)
                if wait is None:
                    said = str(error) or type(error).__name__
                    raise StoreError(
                        f"{where}: {said}; check address and network, then push again: it goes on where it ended"
                    ) from error
                self._sleep(wait)
                continue
            if self._challenged(answer):
                continue
            if answer.is_success or (absent and answer.status_code == httpx.codes.NOT_FOUND):
                return
            wait = next(waits, None) if answer.status_code in _BUSY else None
            if wait is None:
                raise StoreError(f"{where}: {_said(answer)}")
            self._sleep(min(retry_after(answer.headers.get("Retry-After"), wait), self._patience.longest))

    def _challenged(self, answer: httpx.Response) -> bool:
        """Whether the store asks who is there for the first time, and can be told (RFC 9110, section 11.6.1).

        Nothing is said before: some stores that want a digest (RFC 7616) do not say so once they were told a password.
        """
        credentials = self._credentials
        if answer.status_code != httpx.codes.UNAUTHORIZED or self._auth is not None:
            return False
        if credentials is None or credentials.user is None:
            return False
        digest = "digest" in answer.headers.get("WWW-Authenticate", "").lower()
        scheme = httpx.DigestAuth if digest else httpx.BasicAuth
        self._auth = scheme(credentials.user, credentials.password or "")
        return True


def graph_store_of(endpoint: str) -> str:
    """The Graph Store beside a SPARQL endpoint, where its path is that of a known store; UsageError where it is not."""
    address = urlsplit(endpoint)
    path = address.path.rstrip("/")
    for pattern, store in _BESIDE:
        if (found := pattern.fullmatch(path)) is not None:
            return urlunsplit((address.scheme, address.netloc, found.expand(store), "", ""))
    raise UsageError(
        f"{endpoint}: the Graph Store beside this endpoint is not known; give its address as --graph-store"
    )


_BESIDE = (
    (re.compile(r"/query"), "/store"),  # Oxigraph
    (re.compile(r"/sparql"), "/sparql-graph-crud-auth"),  # Virtuoso
    (re.compile(r"(.*/repositories/[^/]+)"), r"\1/rdf-graphs/service"),  # GraphDB, RDF4J
    (re.compile(r"(/[^/]+)(?:/sparql|/query)?"), r"\1/data"),  # Fuseki
)
"""Paths of SPARQL endpoints, and of the Graph Stores beside them, in the order in which they are tried."""


def _said(answer: httpx.Response) -> str:
    """The status, the first words of the body, and the cure."""
    words = " ".join(answer.text.split())[:200]
    status = f"HTTP {answer.status_code} {answer.reason_phrase}"
    if answer.is_redirect:
        return f"{status} to {answer.headers.get('Location', 'nowhere')}; give that address"
    cure = _CURES.get(answer.status_code, "look into the store's log")
    return f"{status}: {words}; {cure}" if words else f"{status}; {cure}"
