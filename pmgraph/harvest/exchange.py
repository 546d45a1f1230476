"""One HTTP exchange: a request out, a bounded response in. Nothing is retried, redirected or judged here.

httpx does the protocol. Content-codings are undone here and not by httpx, whose decoder inflates each piece that it
reads without a bound: 64 kB of a gzip bomb are 64 MB.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import httpx

from pmgraph.harvest.outcome import NotReceivedError, TryAgainError, issue

_CODINGS = {"gzip": 31, "x-gzip": 31, "deflate": 47}
"""zlib's window bits by content-coding (https://www.rfc-editor.org/rfc/rfc9110#section-8.4.1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """A status, the headers, and the body without its content-coding; the body is empty unless the status is 200."""

    status: int
    headers: httpx.Headers
    body: bytes = b""


class Exchange:
    """Sends requests one after another over one client.

    `timeout` bounds each wait for the network, `deadline` the whole of one response, both in seconds.
    """

    def __init__(self, client: httpx.Client, *, deadline: float, now: Callable[[], float]) -> None:
        self._client, self._deadline, self._now = client, deadline, now

    def get(self, address: str, headers: Mapping[str, str], limit: int, *, cut: bool = False) -> Response:
        """The response to a GET. TryAgainError where the network fails, NotReceivedError beyond `limit` bytes.

        With `cut` the first `limit` bytes are the body and the rest is not read.
        """
        end = self._now() + self._deadline
        try:
            with self._client.stream("GET", address, headers=dict(headers)) as response:
                if response.status_code != 200:
                    return Response(status=response.status_code, headers=response.headers)
                pieces = self._in_time(response.iter_raw(), end)
                body = _whole(_decoded(pieces, response.headers, address, limit), address, limit, cut)
                return Response(status=200, headers=response.headers, body=body)
        except httpx.TimeoutException as error:
            raise TryAgainError("no answer in time") from error
        except httpx.HTTPError as error:
            raise TryAgainError(str(error) or type(error).__name__) from error
        except (httpx.InvalidURL, UnicodeError) as error:  # the latter for host names that IDNA forbids
            said = f"is no address: {error}"
            raise NotReceivedError(issue("PM-HARV-003", address, said, f"ist keine Adresse: {error}")) from error

    def _in_time(self, pieces: Iterator[bytes], end: float) -> Iterator[bytes]:
        for piece in pieces:
            if self._now() > end:
                raise TryAgainError(f"not complete after {self._deadline:g} seconds")
            yield piece


def _whole(pieces: Iterator[bytes], address: str, limit: int, cut: bool) -> bytes:
    body = bytearray()
    for piece in pieces:
        body += piece
        if len(body) > limit:
            if cut:
                return bytes(body[:limit])
            said = f"holds more than {limit:,} bytes"
            raise NotReceivedError(issue("PM-HARV-005", address, said, f"hat mehr als {limit} Bytes"))
    return bytes(body)


def _decoded(pieces: Iterator[bytes], headers: httpx.Headers, address: str, limit: int) -> Iterator[bytes]:
    coding = headers.get("Content-Encoding", "identity").strip().lower()
    if coding in ("", "identity"):
        return pieces
    if coding not in _CODINGS:
        said = f"is sent in the content-coding {coding!r}, which was not asked for"
        kind_de = f"kommt in der Inhaltskodierung {coding!r}, die nicht verlangt war"
        raise NotReceivedError(issue("PM-HARV-003", address, said, kind_de))
    return inflated(pieces, _CODINGS[coding], limit)


def inflated(pieces: Iterator[bytes], window_bits: int = 31, limit: int = 50_000_000) -> Iterator[bytes]:
    """The decompressed pieces, none larger than `limit` + 1 bytes; TryAgainError where the data break off."""
    decoder = zlib.decompressobj(window_bits)
    fresh = True
    try:
        for piece in pieces:
            rest = piece
            while rest:
                if decoder.eof:  # gzip may hold several members (https://www.rfc-editor.org/rfc/rfc1952#page-5)
                    decoder = zlib.decompressobj(window_bits)
                fresh = False
                yield decoder.decompress(rest, limit + 1)
                rest = decoder.unconsumed_tail or decoder.unused_data
        if not (fresh or decoder.eof):
            raise TryAgainError("the compressed body breaks off")
    except zlib.error as error:
        raise TryAgainError(f"the compressed body is broken: {error}") from error
