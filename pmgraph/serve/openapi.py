"""Describes the HTTP interface as OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.0), from the tables that serve it."""

from __future__ import annotations

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from pmgraph import __version__
from pmgraph.queries.catalogue import NamedQuery, named_queries
from pmgraph.rdf.dcat import DUMPS
from pmgraph.rdf.formats import Format, Kind, formats
from pmgraph.search.index import KINDS
from pmgraph.serve.named import MOST_ROWS, variables
from pmgraph.serve.problem import MEDIA_TYPE
from pmgraph.serve.reader import LANGUAGES
from pmgraph.serve.site import absolute, answer, links_of, site_of, unchanged

OPENAPI = "application/openapi+json"
_RESULTS = formats(Kind.RESULTS, Kind.SPREADSHEETS)
_TRIPLES = formats(Kind.TRIPLES)
_GRAPHS = (*_TRIPLES, *formats(Kind.QUADS))
_HTML: dict[str, Any] = {"text/html": {"schema": {"type": "string"}}}
_JSON: dict[str, Any] = {"application/json": {"schema": {"type": ["object", "array"]}}}
Object = dict[str, Any]


async def openapi(request: Request) -> Response:
    """The description, with the address of the server that gives it."""
    if (same := unchanged(request, OPENAPI)) is not None:
        return same
    title = site_of(request).settings.title_en
    described = describe(title, absolute(request)(links_of(request).prefix or "/"))
    return answer(request, json.dumps(described, ensure_ascii=False, indent=1), OPENAPI, OPENAPI)


def describe(title: str, server: str) -> Object:
    """The description as JSON values. Every operation names its parameters, its media types and its problems."""
    return {
        "openapi": "3.1.0",
        "info": {"title": title, "version": __version__, "summary": "SPARQL, linked data, search, releases"},
        "servers": [{"url": server}],
        "paths": {
            **_sparql(), **_queries(), **_linked_data(), **_catalogue(), **_search(), **_reconcile(), **_releases(),
        },
        "components": {
            "schemas": {
                "Problem": {
                    "type": "object",
                    "description": "An error (RFC 9457)",
                    "required": ["type", "title", "status", "detail", "code"],
                    "properties": {
                        "type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"},
                        "detail": {"type": "string"}, "code": {"type": "string"},
                    },
                }
            }
        },
    }  # fmt: skip


def _get(
    summary: str, parameters: list[Object], content: Object, *problems: int, redirect: int | None = None
) -> Object:
    ok: Object = {"200": {"description": "the answer, whole", "content": content}}
    if redirect is not None:
        ok = {str(redirect): {"description": "where it is", "headers": {"Location": {"schema": {"type": "string"}}}}}
    return {"summary": summary, "parameters": parameters, "responses": {**ok, **_problems(*problems)}}


def _problems(*statuses: int) -> Object:
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}, **_HTML}
    texts = {
        304: "the client holds it", 400: "the request is wrong", 404: "there is no such thing",
        406: "no such media type",
        408: "the body came too slowly", 413: "too much at once", 415: "no such type of body", 429: "too many queries",
        502: "the remote store did not answer", 503: "a limit was passed",
    }  # fmt: skip
    return {
        str(status): {"description": texts[status]} | ({} if status == 304 else {"content": content})
        for status in (304, *statuses)
    }


def _query(name: str, text: str, schema: Object | None = None, *, required: bool = False) -> Object:
    return {
        "name": name,
        "in": "query",
        "description": text,
        "required": required,
        "schema": schema or {"type": "string"},
    }


def _path(name: str, text: str, schema: Object | None = None) -> Object:
    return {"name": name, "in": "path", "required": True, "description": text, "schema": schema or {"type": "string"}}


def _language() -> Object:
    return _query("lang", "language of names and sentences", {"enum": list(LANGUAGES)})


def _number(name: str, text: str, least: int, most: int) -> Object:
    return _query(name, text, {"type": "integer", "minimum": least, "maximum": most})


def _content(offered: tuple[Format, ...], *, html: bool = False) -> Object:
    found: Object = {f.media_type: {"schema": {"type": "string"}} for f in offered}
    return {**(_HTML if html else {}), **found}


def _format() -> Object:
    return _query("format", "format of the answer, before Accept", {"enum": [f.name for f in (*_RESULTS, *_GRAPHS)]})


def _sparql() -> Object:
    graphs = {"type": "array", "items": {"type": "string", "format": "iri"}}
    parameters = [
        _query("query", "a SPARQL 1.1 query"), _query("default-graph-uri", "graph of the dataset", graphs),
        _query("named-graph-uri", "named graph of the dataset", graphs), _format(),
    ]  # fmt: skip
    content = _content((*_RESULTS, *_GRAPHS), html=True)
    problems = (400, 406, 408, 413, 415, 429, 502, 503)
    get = _get("Ask a query; without one, the service description", parameters, content, *problems)
    form = {
        "type": "object",
        "required": ["query"],
        "properties": {"query": {"type": "string"}, "format": {"type": "string"}},
    }
    post = _get("Ask a query in the body", parameters[1:], content, *problems) | {
        "requestBody": {
            "required": True,
            "content": {
                "application/x-www-form-urlencoded": {"schema": form},
                "application/sparql-query": {"schema": {"type": "string"}},
            },
        }
    }
    return {"/sparql": {"get": get, "post": post}}


def _queries() -> Object:
    paths: Object = {"/query": {"get": _get("The named queries", [], _JSON)}}
    for query in named_queries():
        content = _content(_GRAPHS if query.kind in ("CONSTRUCT", "DESCRIBE") else _RESULTS)
        paging = [] if query.kind != "SELECT" else [
            _number("limit", "how many rows", 0, MOST_ROWS), _number("offset", "how many rows to pass over", 0, 10**9)
        ]  # fmt: skip
        bound = [
            _query(
                name, f"a value for ?{name}" + (f", else {default}" if (default := query.parameters.get(name)) else "")
            )
            for name in sorted(_bindable(query))
        ]
        get = _get(query.title_en, [*bound, *paging, _format()], content, 400, 406, 429, 502, 503)
        paths[f"/query/{query.name}"] = {"get": get}
    return paths


def _bindable(query: NamedQuery) -> frozenset[str]:
    return variables(query) - {"format", "limit", "offset", "lang"}


def _linked_data() -> Object:
    document = [_path("path", "what stands behind /id/ in the IRI"), _language()]
    rdf = _content(_TRIPLES, html=True)
    lists = {
        f"/{kind}": {
            "get": _get(f"The {kind}", [_number("page", "page", 1, 1_000_000), _language()], _HTML, 400, 404, 406)
        }
        for kind in ("agreements", "bodies", "persons", "records", "releases")
    }
    return {
        "/": {"get": _get("What is in the graph", [_language()], _HTML, 406)},
        "/id/{path}": {"get": _get("A thing", document[:1], {}, 404, redirect=303)},
        "/doc/{path}": {"get": _get("The document about a thing", document, rdf, 404, 406)},
        "/graph/{path}": {"get": _get("A named graph", document[:1], rdf, 404, 406)},
        "/ns": {"get": _get("The ontology", [_language()], rdf, 404, 406)},
        "/voc": {"get": _get("The concept schemes", [_language()], rdf, 404, 406)},
        "/voc/{slug}": {"get": _get("A concept", [_path("slug", "its name"), _language()], rdf, 404, 406)},
        "/context.jsonld": {"get": _get("The JSON-LD context", [], _content(_TRIPLES[2:3]))},
        **lists,
    }


def _search() -> Object:
    kinds = {"type": "array", "items": {"enum": list(KINDS)}}
    parameters = [
        _query("q", "what to find", {"type": "string", "maxLength": 500}), _query("type", "kinds of thing", kinds),
        _number("page", "page", 1, 1_000), _number("limit", "hits on a page", 1, 100), _language(),
    ]  # fmt: skip
    return {
        "/search": {"get": _get("Things by name, releases by words", parameters, {**_HTML, **_JSON}, 400, 406)},
        "/search.json": {"get": _get("The same as JSON", parameters, _JSON, 400)},
    }


def _reconcile() -> Object:
    batch = [
        _query("queries", "a batch of queries as JSON"),
        _query("extend", "a data extension query as JSON"),
        _language(),
    ]
    kind = _query("type", "kind of thing", {"enum": list(KINDS)})
    prefix = _query("prefix", "what is typed", {"type": "string", "maxLength": 500})
    post = _get("A batch in the body", [], _JSON, 400, 413) | {
        "requestBody": {
            "content": {
                "application/x-www-form-urlencoded": {
                    "schema": {
                        "type": "object",
                        "properties": {"queries": {"type": "string"}, "extend": {"type": "string"}},
                    }
                }
            }
        }
    }
    id_ = _path("id", "what stands behind /id/ in the IRI")
    return {
        "/reconcile": {"get": _get("Manifest, or the answer to a batch", batch, _JSON, 400, 413), "post": post},
        "/reconcile/suggest/entity": {"get": _get("Things for what is typed", [prefix, kind, _language()], _JSON, 400)},
        "/reconcile/suggest/type": {"get": _get("Types for what is typed", [prefix, _language()], _JSON, 400)},
        "/reconcile/suggest/property": {"get": _get("Properties for what is typed", [prefix, _language()], _JSON, 400)},
        "/reconcile/properties": {"get": _get("Properties to extend a table by", [kind, _language()], _JSON, 400)},
        "/reconcile/preview/{id}": {"get": _get("A small page about a thing", [id_, _language()], _HTML, 404)},
        "/reconcile/flyout/{id}": {"get": _get("The same in JSON", [id_, _language()], _JSON, 404)},
    }


def _catalogue() -> Object:
    rdf, file = _content(_TRIPLES, html=True), _content(_GRAPHS)
    ending = _path("ending", "format", {"enum": ["html", *(f.extension for f in _TRIPLES)]})
    return {
        "/catalog": {"get": _get("The dataset as DCAT-AP.de", [_language()], rdf, 404, 406)},
        "/catalog.{ending}": {"get": _get("The same in one format", [ending, _language()], rdf, 404)},
        "/.well-known/void": {"get": _get("The figures of the dataset as VoID", [], _content(_TRIPLES), 406)},
        "/dump/{name}": {
            "get": _get(
                "The whole dataset",
                [_path("name", "file", {"enum": [d.path.rpartition("/")[2] for d in DUMPS]})],
                file,
                404,
            )
        },
    }


def _releases() -> Object:
    id_, release = _path("id", "id of the release"), _query("release", "id of one release")
    atom: Object = {"application/atom+xml": {"schema": {"type": "string"}}}
    any_file: Object = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
    return {
        "/release": {"get": _get("The releases", [_language()], {**_HTML, **_JSON}, 406)},
        "/release.json": {"get": _get("Their manifests", [], _JSON)},
        "/release/{id}/": {"get": _get("A release", [id_, _language()], {**_HTML, **_JSON}, 404, 406)},
        "/release/{id}/{path}": {"get": _get("A file of a release", [id_, _path("path", "the file")], any_file, 404)},
        "/changes": {"get": _get("What changed", [release, _language()], {**_HTML, **_JSON, **atom}, 404, 406)},
        "/changes.json": {"get": _get("The same as JSON", [release], _JSON, 404)},
        "/changes.atom": {"get": _get("The same as a feed", [release, _language()], atom, 404)},
        "/agreements.atom": {"get": _get("The newest agreements", [_language()], atom)},
        "/agreements.json": {
            "get": _get(
                "The newest agreements", [_language()], {"application/feed+json": {"schema": {"type": "object"}}}
            )
        },
    }
