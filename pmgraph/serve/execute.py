"""Runs one query to its end and serialises its whole answer; what the engines do, wherever they do it."""

from __future__ import annotations

import io
import json
import re
from dataclasses import asdict, dataclass
from enum import StrEnum

from pyoxigraph import QueryTriples

from pmgraph.errors import AnswerTooLarge, PmgraphError, QueryError, StoreBusy, StoreSlow
from pmgraph.rdf.formats import named
from pmgraph.store.answers import write_answer
from pmgraph.store.protocol import Graph


class Outcome(StrEnum):
    """How a query ended."""

    DONE = "done"
    REJECTED = "rejected"
    """It cannot be parsed or evaluated."""
    NOT_ACCEPTABLE = "not-acceptable"
    """The form of its answer has no format that the client takes."""
    TOO_LARGE = "too-large"
    FAILED = "failed"
    """The store did not answer."""
    SLOW = "slow"
    """The store did not answer in time."""
    BUSY = "busy"
    """The store has too much to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One query with the formats that its answer may take: one for SELECT and ASK, one for CONSTRUCT and DESCRIBE."""

    query: str
    results: str | None
    triples: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    max_bytes: int = 64_000_000

    def to_json(self) -> bytes:
        return json.dumps(asdict(self)).encode()

    @classmethod
    def from_json(cls, data: bytes) -> Job:
        fields = json.loads(data)
        for name in ("default_graphs", "named_graphs"):
            fields[name] = tuple(fields[name])
        return cls(**fields)


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer in full, in the format named, or why there is none."""

    outcome: Outcome
    detail: str = ""
    format: str = ""
    body: bytes = b""


class _TooLarge(Exception):
    pass


class _Bounded(io.BytesIO):
    """A buffer that refuses to grow past its limit."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self.limit = limit

    def write(self, data: object, /) -> int:
        written = super().write(data)  # type: ignore[arg-type]
        if self.tell() > self.limit:
            raise _TooLarge
        return written


def execute(graph: Graph, job: Job) -> Reply:
    """The reply to a job. Every error of the query is an outcome; nothing is raised for it."""
    if calls_service(job.query):
        return Reply(Outcome.REJECTED, "SERVICE is not offered: this endpoint opens no other address; ask it yourself")
    out = _Bounded(job.max_bytes)
    try:
        answer = graph.query(job.query, default_graphs=job.default_graphs, named_graphs=job.named_graphs)
        wanted = job.triples if isinstance(answer, QueryTriples) else job.results
        if wanted is None:
            form = "CONSTRUCT or DESCRIBE" if isinstance(answer, QueryTriples) else "SELECT or ASK"
            return Reply(Outcome.NOT_ACCEPTABLE, f"none of the accepted media types can hold the answer to {form}")
        chosen = named(wanted)
        write_answer(answer, chosen, out)
    except QueryError as error:
        return Reply(Outcome.REJECTED, str(error))
    except AnswerTooLarge as error:
        return Reply(Outcome.TOO_LARGE, str(error))
    except StoreSlow as error:
        return Reply(Outcome.SLOW, str(error))
    except StoreBusy as error:
        return Reply(Outcome.BUSY, str(error))
    except PmgraphError as error:
        return Reply(Outcome.FAILED, str(error))
    except _TooLarge:
        return Reply(Outcome.TOO_LARGE, f"the answer is larger than {job.max_bytes:,} bytes; use LIMIT or ask for less")
    except (OSError, ValueError) as error:
        # Evaluation is lazy: what fails while rows are drawn is still the query's failure.
        return Reply(Outcome.REJECTED, f"the query ended with an error: {error}")
    return Reply(Outcome.DONE, format=chosen.name, body=out.getvalue())


# The terminals of the SPARQL grammar in which the word would mean nothing (https://www.w3.org/TR/sparql11-query/#rIRIREF).
_SKIP = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""' r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n\r]|\\.)*"' r"|'(?:[^'\\\n\r]|\\.)*'"
    r'|<[^<>"{}|^`\\\x00-\x20]*>|#[^\n\r]*|[?$]\w+|[\w.-]*:(?:[\w:.%-]|\\.)*',
    re.DOTALL,
)  # fmt: skip
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def calls_service(query: str) -> bool:
    """Whether the query asks another endpoint. Oxigraph would open the address; no setting forbids it."""
    if "service" not in query.lower() and "\\" not in query:
        return False
    plain = _ESCAPE.sub(lambda m: _character(m[1] or m[2]), query)
    return re.search(r"(?<!\w)service(?!\w)", _SKIP.sub(" ", plain), re.IGNORECASE) is not None


def _character(digits: str) -> str:
    code = int(digits, 16)
    return chr(code) if code <= 0x10FFFF else "\ufffd"
