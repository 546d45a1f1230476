"""`/sparql`: the endpoint, its page for people, and its description for programs."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Coroutine
from urllib.parse import urlencode

from pyoxigraph import serialize
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from pmgraph.rdf.formats import Format, Kind, formats, named
from pmgraph.serve.accept import choose
from pmgraph.serve.description import describe_service
from pmgraph.serve.engine import Busy, TimedOut, WorkerLost
from pmgraph.serve.execute import Job, Outcome, Reply
from pmgraph.serve.problem import Problem
from pmgraph.serve.protocol import METHODS, Operation, read_operation
from pmgraph.serve.settings import Limits
from pmgraph.serve.site import (
    HTML,
    absolute,
    answer,
    html,
    language_of,
    links_of,
    negotiate,
    off_the_loop,
    site_of,
    unchanged,
)
from pmgraph.vocab import PREFIXES

_RESULTS = formats(Kind.RESULTS)
_TRIPLES = formats(Kind.TRIPLES)
# A CONSTRUCT answer has no named graphs, so as N-Quads and TriG it is the same triples in the default graph.
_GRAPHS = (*_TRIPLES, *formats(Kind.QUADS))
# No standard of the web of data: given by name alone, and to be saved rather than shown.
_SHEETS = formats(Kind.SPREADSHEETS)
_NAMED = (*_RESULTS, *_SHEETS, *_GRAPHS)
_SHOWN = 1000
_SHOWN_TURTLE = 200_000
_BODY_SECONDS = 30
# Clients send `format` with every query, whatever its form, in words of their own (SPARQLWrapper: `n3`, `json-ld`).
_FOR_BOTH: dict[str, tuple[str, str]] = {"json": ("json", "jsonld"), "xml": ("xml", "rdfxml")}
_ALIASES = {"n3": "turtle", "text/n3": "turtle", "json-ld": "jsonld", "json+ld": "jsonld", "rdf+xml": "rdfxml",
            "n-triples": "ntriples", "n-quads": "nquads"}  # fmt: skip


async def sparql(request: Request) -> Response:
    """Every request to `/sparql`; errors are problem documents, for browsers the query page with the error in it."""
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"Allow": METHODS})
    limits = site_of(request).settings.limits
    body = await _body(request, limits)
    operation = read_operation(request.method, request.headers.get("content-type"), request.scope["query_string"], body)
    if operation.query is None:
        return await _described(request)
    if len(operation.query.encode()) > limits.query_bytes:
        raise _too_long(limits)
    if operation.format is None and _browses(request):
        return await _answered_as_page(request, operation)
    return await run_query(request, operation)


async def run_query(request: Request, operation: Operation) -> Response:
    """The answer to a query in the format that the request wants; a Problem where there is none."""
    assert operation.query is not None
    results, triples = _wanted(request, operation)
    key = (operation.query, *operation.default_graphs, "|", *operation.named_graphs, str(results), str(triples))
    if request.method != "POST" and (same := unchanged(request, *key)) is not None:
        return same
    reply = await _run(request, operation, results, triples)
    chosen = named(reply.format)
    disposition = "attachment" if chosen in _SHEETS else "inline"
    headers = {"Content_Disposition": f'{disposition}; filename="result.{chosen.extension}"'}
    return answer(request, reply.body, _media_type(request, chosen), *key, **headers)


async def _body(request: Request, limits: Limits) -> bytes:
    """The body, read only as far as a query may be long; percent-encoding can triple it."""
    body = bytearray()
    try:
        async with asyncio.timeout(_BODY_SECONDS):
            async for part in request.stream():
                body += part
                if len(body) > 3 * limits.query_bytes + 10_000:
                    raise _too_long(limits)
    except TimeoutError as error:
        raise Problem(408, "slow-body", f"the body did not come within {_BODY_SECONDS} s") from error
    except ClientDisconnect as error:
        raise Problem(400, "disconnected", "the request ended before its body did") from error
    return bytes(body)


def _too_long(limits: Limits) -> Problem:
    return Problem(413, "query-too-long", f"the query is longer than {limits.query_bytes:,} bytes")


def _browses(request: Request) -> bool:
    """Whether a person sits there: programs do not ask for HTML."""
    accept = request.headers.get("accept", "")
    return HTML in accept and choose(accept, [HTML, *(m for f in (*_RESULTS, *_GRAPHS) for m in f.media_types)]) == HTML


def _wanted(request: Request, operation: Operation) -> tuple[str | None, str | None]:
    """The names of the formats for rows and for triples; `format` outranks Accept and may be a name or a media type."""
    if operation.format is not None:
        asked = operation.format.lower()
        asked = _ALIASES.get(asked, asked)
        if asked in _FOR_BOTH:
            return _FOR_BOTH[asked]
        for offered in _NAMED:
            if asked in (offered.name, offered.extension, *offered.media_types):
                return (None, offered.name) if offered in _GRAPHS else (offered.name, None)
        names = ", ".join(f.name for f in _NAMED)
        raise Problem(400, "unknown-format", f"format {operation.format!r} is unknown; use one of {names}")
    accept = request.headers.get("accept")
    results, triples = _best(accept, _RESULTS), _best(accept, _GRAPHS)
    if results is None and triples is None:
        offers = ", ".join(f.media_type for f in (*_RESULTS, *_GRAPHS))
        raise Problem(406, "not-acceptable", f"Accept {accept!r} takes none of {offers}", headers={"Vary": "Accept"})
    return results, triples


def _best(accept: str | None, offered: tuple[Format, ...]) -> str | None:
    by_type = {media_type: f.name for f in offered for media_type in f.media_types}
    # The registered types come first, so that `*/*` meets them before their aliases.
    ordered = sorted(by_type, key=lambda m: all(m != f.media_type for f in offered))
    chosen = choose(accept, ordered)
    return by_type[chosen] if chosen is not None else None


def _media_type(request: Request, chosen: Format) -> str:
    """The registered type, or the alias that the client asked for by name."""
    named_types = [m for m in chosen.media_types if m in request.headers.get("accept", "")]
    return chosen.media_type if chosen.media_type in named_types or not named_types else named_types[0]


async def _run(request: Request, operation: Operation, results: str | None, triples: str | None) -> Reply:
    site = site_of(request)
    limits = site.settings.limits
    assert operation.query is not None
    job = Job(
        query=operation.query, results=results, triples=triples, default_graphs=operation.default_graphs,
        named_graphs=operation.named_graphs, max_bytes=limits.result_bytes,
    )  # fmt: skip
    if (kept := site.cache.get(job)) is not None:
        return kept
    try:
        reply = await _while_connected(request, site.engine.run(job))
    except Busy as error:
        raise Problem(
            429, "busy", "too many queries wait, or too many long ones run; try again later",
            headers={"Retry-After": str(max(1, round(limits.seconds)))},
        ) from error  # fmt: skip
    except TimedOut as error:
        raise Problem(
            503, "timeout", f"the query ran longer than {limits.seconds:g} s and was ended; ask for less, or for a part"
        ) from error
    except WorkerLost as error:
        raise Problem(
            503, "query-crashed", "the query ended the process that ran it (too deeply nested, or out of memory)"
        ) from error
    if reply.outcome is not Outcome.DONE:
        status = {
            Outcome.REJECTED: 400, Outcome.NOT_ACCEPTABLE: 406, Outcome.TOO_LARGE: 503, Outcome.FAILED: 502,
            Outcome.SLOW: 504, Outcome.BUSY: 503,
        }[reply.outcome]  # fmt: skip
        again = {"Retry-After": str(max(1, round(limits.seconds)))} if reply.outcome is Outcome.BUSY else None
        raise Problem(status, f"query-{reply.outcome}", reply.detail, headers=again)
    site.cache.put(job, reply)
    return reply


async def _while_connected(request: Request, running: Coroutine[None, None, Reply]) -> Reply:
    """The reply, unless the client hangs up before: then its query is ended, since nobody waits for it."""

    async def hung_up() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass

    asking, watching = asyncio.ensure_future(running), asyncio.ensure_future(hung_up())
    try:
        await asyncio.wait({asking, watching}, return_when=asyncio.FIRST_COMPLETED)
        if not asking.done():
            raise Problem(400, "disconnected", "the client hung up before its query was answered")
        return asking.result()
    finally:
        for task in (asking, watching):
            task.cancel()
        await asyncio.wait({asking, watching})


async def _described(request: Request) -> Response:
    """The query page, or the service description in RDF."""
    media_type = negotiate(request, [f.media_type for f in _TRIPLES] + [HTML])
    language, at, prefix = language_of(request), absolute(request), links_of(request).prefix
    endpoint = at(f"{prefix}/sparql")
    if (same := unchanged(request, media_type, language, endpoint)) is not None:
        return same
    if media_type == HTML:
        return html(request, "sparql.html", **_form(request, "", None))
    site = site_of(request)

    def described() -> bytes:
        triples = describe_service(
            endpoint, site.settings, triples=len(site.reader), graphs=site.reader.graphs(),
            void=at(f"{prefix}/.well-known/void"),
        )  # fmt: skip
        chosen = next(f for f in _TRIPLES if f.media_type == media_type)
        written = serialize(triples, format=chosen.rdf, prefixes=dict(PREFIXES))
        assert written is not None
        return written

    return answer(request, await off_the_loop(described), media_type, media_type, language, endpoint)


async def _answered_as_page(request: Request, operation: Operation) -> Response:
    """The query page with the answer below the query: a table of rows, or Turtle."""
    query = operation.query
    assert query is not None
    try:
        reply = await _run(request, operation, "json", "turtle")
    except Problem as problem:
        return _page_with_problem(request, query, problem)
    data = _form(request, query, None)
    downloads = _TRIPLES if reply.format == "turtle" else (*_RESULTS, *_SHEETS)
    data["downloads"] = [(f.name, urlencode({"query": query, "format": f.name})) for f in downloads]
    # An answer may be large, and reading it back takes its time.
    return await off_the_loop(lambda: html(request, "sparql.html", **(data | _shown(reply))))


def _page_with_problem(request: Request, query: str, problem: Problem) -> Response:
    response = html(request, "sparql.html", **_form(request, query, problem))
    response.status_code = problem.status
    response.headers.update({"Cache-Control": "no-store"} | problem.headers)
    del response.headers["ETag"]
    return response


def _shown(reply: Reply) -> dict[str, object]:
    """What the page shows of an answer: the first rows, the first part of Turtle, or yes or no."""
    if reply.format == "turtle":
        text = reply.body.decode()
        return {"turtle": text[:_SHOWN_TURTLE], "cut": len(text) > _SHOWN_TURTLE}
    found = json.loads(reply.body)
    if "boolean" in found:
        return {"truth": found["boolean"]}
    rows = found["results"]["bindings"]
    return {"columns": found["head"].get("vars", []), "rows": rows[:_SHOWN], "count": len(rows)}


def _form(request: Request, query: str, problem: Problem | None) -> dict[str, object]:
    settings = site_of(request).settings
    return {
        "query": query, "problem": problem, "examples": settings.examples, "limits": settings.limits,
        "columns": None, "turtle": None, "truth": None, "prefixes": PREFIXES,
    }  # fmt: skip
