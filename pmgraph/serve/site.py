"""What every route shares: the graph, the settings, the engine, and how answers are made."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from anyio import sleep, to_thread
from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from pmgraph import __version__
from pmgraph.serve.accept import choose, choose_language
from pmgraph.serve.cache import ReplyCache
from pmgraph.serve.engine import Engine
from pmgraph.serve.finder import Finder
from pmgraph.serve.links import Links
from pmgraph.serve.problem import MEDIA_TYPE, Problem
from pmgraph.serve.reader import LANGUAGES, Reader, short
from pmgraph.serve.settings import ServeSettings
from pmgraph.serve.words import word
from pmgraph.spoken_dates import spoken, spoken_length
from pmgraph.vocab import PM, VOC

T = TypeVar("T")
HTML = "text/html"
_PIECE = 256 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One served graph. It hangs on the state of the application as `site`."""

    settings: ServeSettings
    reader: Reader
    engine: Engine
    cache: ReplyCache
    finder: Finder
    templates: Environment


def site_of(request: Request) -> Site:
    """The site that a request is for."""
    site: Site = request.app.state.site
    return site


def links_of(request: Request) -> Links:
    """The links of a site under the path that it is mounted at."""
    return Links(site_of(request).settings.base, str(request.scope.get("root_path", "")).rstrip("/"))


def absolute(request: Request) -> Callable[[str], str]:
    """Makes a path of this host an absolute address, for answers that are read elsewhere."""
    host = f"{request.url.scheme}://{request.url.netloc}"
    return lambda path: path if "://" in path else f"{host}{path}"


def language_of(request: Request) -> str:
    """The language of a page: `?lang=` before Accept-Language before German."""
    asked = request.query_params.get("lang")
    return asked if asked in LANGUAGES else choose_language(request.headers.get("accept-language"), LANGUAGES)


def raw_path(request: Request) -> str:
    """The path as the client wrote it, percent-encoding and all, below the path that the site is mounted at."""
    raw: bytes = request.scope.get("raw_path") or request.url.path.encode()
    path = raw.partition(b"?")[0].decode("ascii", "replace")
    return path.removeprefix(str(request.scope.get("root_path", "")))


def negotiate(request: Request, offers: Sequence[str]) -> str:
    """The media type to answer with; a Problem 406 that names the offers where the client wants none of them."""
    chosen = choose(request.headers.get("accept"), offers)
    if chosen is None:
        accept = request.headers.get("accept")
        raise Problem(
            406, "not-acceptable", f"Accept {accept!r} takes none of {', '.join(offers)}", headers={"Vary": "Accept"}
        )
    return chosen


async def off_the_loop(work: Callable[[], T]) -> T:
    """The result of work that reads the graph, done in a thread so that other requests go on."""
    return await to_thread.run_sync(work)


def etag_of(request: Request, *parts: str) -> str | None:
    """The entity tag of a representation, from the build's digest; None where the build has none."""
    digest = site_of(request).settings.digest
    if digest is None:
        return None
    key = "\0".join((digest, __version__, str(request.url.path), str(request.url.query), *parts))
    return f'W/"{hashlib.sha256(key.encode()).hexdigest()[:24]}"'


def unchanged(request: Request, *parts: str) -> Response | None:
    """304 if the client holds this representation already (RFC 9110 section 13.1.2)."""
    tag = etag_of(request, *parts)
    held = [t.strip() for t in request.headers.get("if-none-match", "").split(",")]
    if tag is None or (tag not in held and "*" not in held):
        return None
    return Response(status_code=304, headers=_caching(tag))


def answer(request: Request, body: bytes | str, media_type: str, *parts: str, **headers: str) -> Response:
    """200 with the body, its type and its entity tag; `parts` tell representations of one address apart."""
    fields = {"Vary": "Accept, Accept-Language"} | {k.replace("_", "-"): v for k, v in headers.items()}
    tag = etag_of(request, *parts)
    if tag is not None:
        fields |= _caching(tag)
    response = _whole(body.encode() if isinstance(body, str) else body, fields)
    # Set by hand: a charset belongs to text alone, and RDF media types are UTF-8 by definition.
    response.headers["Content-Type"] = f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
    return response


def _whole(body: bytes, fields: dict[str, str]) -> Response:
    """A large body goes out in pieces, and other requests have their turn in between: compressing it takes its time."""
    if len(body) <= _PIECE:
        return Response(body, headers=fields)

    async def pieces() -> AsyncIterator[memoryview]:
        for at in range(0, len(body), _PIECE):
            yield memoryview(body)[at : at + _PIECE]
            await sleep(0)

    return StreamingResponse(pieces(), headers={**fields, "Content-Length": str(len(body))})


def _caching(tag: str) -> dict[str, str]:
    return {"ETag": tag, "Cache-Control": "public, no-cache", "Vary": "Accept, Accept-Language"}


def page(request: Request, template: str, **data: Any) -> str:
    """A template filled in, with words and links in the language of the request."""
    site, links, language = site_of(request), links_of(request), language_of(request)
    suffix = f"?lang={language}" if request.query_params.get("lang") in LANGUAGES else ""

    def keep(path: str, **query: object) -> str:
        """A path of this host that stays in the language that the reader chose."""
        address, hash_, fragment = path.partition("#")
        given = "".join(f"&{name}={value}" for name, value in query.items())
        tail = f"{suffix}{given}" if suffix else given.replace("&", "?", 1)
        return f"{address}{tail}{hash_}{fragment}"

    def href(iri: str) -> str:
        path = links.path(iri)
        return keep(path) if path is not None else links.href(iri)

    context: Mapping[str, Any] = {
        "lang": language,
        "other": "en" if language == "de" else "de",
        "site_title": site.settings.title_de if language == "de" else site.settings.title_en,
        "t": lambda key, **values: word(key, language, **values),
        "name": lambda iri: site.reader.name(iri, language),
        "german": lambda iri: site.reader.name(iri, "de"),
        "href": href,
        "here": lambda path, **query: keep(f"{links.prefix}{path}", **query),
        "asset": lambda file: f"{links.prefix}/static/{file}",
        "own": lambda iri: links.path(iri) is not None,
        "prefix": links.prefix,
        "this": links.prefix + request.url.path.removeprefix(links.prefix),
        "query_params": dict(request.query_params),
        "version": __version__,
        "spoken": spoken,
        "spoken_length": spoken_length,
        "short": short,
        "pm": PM,
        "voc": VOC,
        "graph_name": lambda iri: iri.removeprefix(f"{links.base}/graph/").removeprefix("https://w3id.org/pmgraph/"),
    }
    return site.templates.get_template(template).render({**context, **data})


def html(request: Request, template: str, **data: Any) -> Response:
    """A page as an answer."""
    return answer(request, page(request, template, **data), HTML, HTML, language_of(request))


def problem_response(request: Request, problem: Problem) -> Response:
    """A problem as JSON, or as a page for who prefers HTML (a browser)."""
    headers = {"Cache-Control": "no-store"} | problem.headers
    headers.setdefault("Vary", "Accept")
    chosen = choose(request.headers.get("accept"), (MEDIA_TYPE, "application/json", HTML))
    if chosen == HTML and HTML in request.headers.get("accept", ""):
        body = page(request, "problem.html", problem=problem)
        return Response(body, problem.status, headers, "text/html; charset=utf-8")
    return Response(problem.document(), problem.status, headers, MEDIA_TYPE)
