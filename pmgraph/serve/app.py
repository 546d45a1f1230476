"""Makes the application that serves a graph."""

from __future__ import annotations

import math
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette_compress import CompressMiddleware, add_compress_type

from pmgraph.errors import StoreBusy, StoreError, StoreSlow
from pmgraph.rdf.formats import Kind, formats
from pmgraph.serve import catalogue, documents, named, pages, published, reconcile, vocabulary
from pmgraph.serve.cache import ReplyCache
from pmgraph.serve.engine import Engine, ThreadEngine, can_fork
from pmgraph.serve.finder import Finder
from pmgraph.serve.headers import SecurityHeaders
from pmgraph.serve.newest import agreements_feed
from pmgraph.serve.openapi import openapi
from pmgraph.serve.problem import MEDIA_TYPE, Problem
from pmgraph.serve.proxy import Proxied
from pmgraph.serve.reader import Reader
from pmgraph.serve.searching import search
from pmgraph.serve.settings import ServeSettings
from pmgraph.serve.site import Site, problem_response
from pmgraph.serve.sparql import sparql
from pmgraph.serve.workers import ProcessEngine
from pmgraph.store.embedded import EmbeddedGraph
from pmgraph.store.protocol import Graph

_HERE = Path(__file__).parent
# What the library compresses are the types of the web of pages; a workbook is compressed already.
for _format in formats(Kind.RESULTS, Kind.TRIPLES, Kind.QUADS):
    for _type in _format.media_types:
        add_compress_type(_type)
add_compress_type(MEDIA_TYPE)


def make_app(graph: Graph, settings: ServeSettings) -> Starlette:
    """The ASGI application for one graph.

    To be called before an event loop or a thread is started: a graph in memory is shared with processes forked here
    (see `workers.py`). They end with the application's lifespan, or with this process.
    """
    engine = _engine(graph, settings)
    templates = Environment(
        loader=FileSystemLoader(_HERE / "templates"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await engine.start()
        try:
            yield
        finally:
            await engine.stop()

    app = Starlette(
        routes=_routes(),
        lifespan=lifespan,
        middleware=[
            Middleware(Proxied, root_path=settings.root_path, trusted=settings.trusted_proxies),
            Middleware(SecurityHeaders),
            Middleware(
                CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "HEAD", "POST"], allow_headers=["*"],
                expose_headers=["ETag", "Link", "Location", "Retry-After", "Content-Disposition", "Memento-Datetime"],
            ),
            Middleware(CompressMiddleware, minimum_size=1000),
        ],
        exception_handlers={Problem: _problem, StoreError: _store, HTTPException: _http_error, Exception: _fault},
    )  # fmt: skip
    app.state.site = Site(
        settings=settings, reader=Reader(graph), engine=engine, cache=ReplyCache(settings.limits.cache_bytes),
        finder=Finder(graph, settings.index, settings.text_of), templates=templates,
    )  # fmt: skip
    return app


def _engine(graph: Graph, settings: ServeSettings) -> Engine:
    if isinstance(graph, EmbeddedGraph) and can_fork():
        return ProcessEngine(graph, settings.limits)
    return ThreadEngine(graph, settings.limits)


def _routes() -> list[Route | Mount]:
    every = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
    return [
        Route("/", pages.home),
        # Every method comes here, so that a wrong one is answered by the protocol's rules.
        Route("/sparql", sparql, methods=every),
        Route("/id/{path:path}", documents.redirect),
        Route("/doc/{path:path}", documents.document),
        Route("/graph/{path:path}", documents.named_graph),
        Route("/catalog", catalogue.catalog),
        Route("/catalog.{ending}", catalogue.catalog),
        Route("/.well-known/void", catalogue.void),
        Route("/dump/{name}", catalogue.dump),
        Route("/release", published.index),
        Route("/release.json", published.index),
        Route("/release/latest/{path:path}", published.newest),
        Route("/release/timemap/{path:path}", published.timemap),
        Route("/release/{id}", published.bare),
        Route("/release/{id}/", published.release),
        Route("/release/{id}/{path:path}", published.file),
        *(Route(f"/changes{ending}", published.changes) for ending in ("", ".json", ".atom")),
        Route("/query", named.index),
        Route("/query/{name}", named.run),
        Route("/openapi.json", openapi),
        Route("/reconcile", reconcile.service, methods=["GET", "HEAD", "POST"]),
        Route("/reconcile/suggest/entity", reconcile.suggest_entity),
        Route("/reconcile/suggest/type", reconcile.suggest_type),
        Route("/reconcile/suggest/property", reconcile.suggest_property),
        Route("/reconcile/properties", reconcile.properties),
        Route("/reconcile/preview/{id:path}", reconcile.preview),
        Route("/reconcile/flyout/{id:path}", reconcile.flyout),
        *(Route(f"/search{ending}", search) for ending in ("", ".json")),
        *(Route(f"/agreements.{ending}", agreements_feed) for ending in ("atom", "json")),
        Route("/ns", vocabulary.ontology),
        Route("/ns/", vocabulary.ontology),
        Route("/ns.{ending}", vocabulary.ontology),
        Route("/ns/{version}", vocabulary.version),
        Route("/voc", vocabulary.concepts),
        Route("/voc/", vocabulary.concepts),
        Route("/voc.{ending}", vocabulary.concepts),
        Route("/voc/{slug}", vocabulary.concept),
        *(Route(f"/{kind}", pages.listing(kind)) for kind in pages.LISTS),
        Route("/context.jsonld", pages.context),
        Route("/robots.txt", pages.robots),
        Route("/favicon.ico", pages.favicon),
        Mount("/static", StaticFiles(directory=_HERE / "static")),
    ]


async def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return problem_response(request, error)


async def _store(request: Request, error: Exception) -> Response:
    """What a page answers when the remote store does not: the fault is another server's (RFC 9110, section 15.6)."""
    assert isinstance(error, StoreError)
    if isinstance(error, StoreBusy):
        again = {"Retry-After": str(max(1, math.ceil(error.seconds)))}
        return problem_response(request, Problem(503, "store-busy", str(error), headers=again))
    slow = isinstance(error, StoreSlow)
    return problem_response(request, Problem(504 if slow else 502, "store-slow" if slow else "store", str(error)))


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    codes = {404: ("not-found", f"there is nothing at {request.url.path}"), 405: ("method-not-allowed", "use GET")}
    code, detail = codes.get(error.status_code, ("http-error", str(error.detail)))
    return problem_response(request, Problem(error.status_code, code, detail, headers=error.headers))


async def _fault(_: Request, __: Exception) -> Response:
    # JSON for everybody: a page could meet the same error again.
    problem = Problem(500, "fault", "an error of this server; the request was not at fault")
    return Response(problem.document(), 500, {"Cache-Control": "no-store"}, MEDIA_TYPE)
