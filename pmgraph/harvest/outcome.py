"""What came of asking for an address: an answer, or a finding that says why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pmgraph.errors import CATALOGUE, DocumentError
from pmgraph.model import Issue


class Why(StrEnum):
    """Why nothing was received."""

    FAILED = "failed"
    """This address does not answer as it should; the others go on."""
    GONE = "gone"
    """404 or 410: the server says that there is nothing."""
    REFUSED = "refused"
    """robots.txt disallows it."""
    STOP = "stop"
    """The host wants to be left alone; the run stops and can be taken up again."""


class NotReceivedError(DocumentError):
    """Nothing was received from an address; `issue` says why in words, `why` in kind."""

    def __init__(self, issue: Issue, why: Why = Why.FAILED) -> None:
        super().__init__(issue)
        self.why = why


class TryAgainError(Exception):
    """A request failed in a way that may pass: a lost connection, a time-out, a broken body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A body as received, after its content-coding is undone. `status` is 200 or 304; for 304 the body is empty.

    `address` is where the body lay, after redirects; `etag` and `modified` are the validators for the next request
    (https://www.rfc-editor.org/rfc/rfc9110#section-8.8), `links` the Link headers as sent.
    """

    address: str
    status: int
    body: bytes
    media_type: str = ""
    charset: str | None = None
    etag: str | None = None
    modified: str | None = None
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Validators:
    """What a conditional request sends: values of ETag and Last-Modified of the answer before."""

    etag: str | None = None
    modified: str | None = None

    def headers(self) -> dict[str, str]:
        """The request headers (https://www.rfc-editor.org/rfc/rfc9110#section-13.1)."""
        pairs = (("If-None-Match", self.etag), ("If-Modified-Since", self.modified))
        return {name: value for name, value in pairs if value is not None}


def issue(code: str, address: str, message: str, message_de: str, *, cure: str | None = None) -> Issue:
    """A finding about an address."""
    kind = CATALOGUE[code]
    return Issue(
        code=code, severity=kind.severity, message=message, message_de=message_de,
        cure=kind.cure if cure is None else cure, subject=address,
    )  # fmt: skip
