"""`/reconcile`: the Reconciliation Service API 0.2, by which OpenRefine and others match names to things of the graph.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/. Identifiers are what stands behind
`/id/` in a thing's IRI, such as `body/st-mf`.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import Response

from pmgraph import __version__
from pmgraph.search.find import Hit
from pmgraph.search.index import KINDS
from pmgraph.serve.candidates import Candidate, candidates, read_query
from pmgraph.serve.facts import moved_to
from pmgraph.serve.problem import Problem
from pmgraph.serve.properties import BY_ID, PROPERTIES, Value, values_of
from pmgraph.serve.published import JSON
from pmgraph.serve.searching import asked, kinds_of
from pmgraph.serve.site import absolute, answer, html, language_of, links_of, off_the_loop, page, site_of
from pmgraph.serve.words import word

_QUERIES, _IDS, _BODY = 200, 1_000, 2_000_000
_TYPED = "SELECT ?s ?type WHERE { ?s a ?type } LIMIT 1"


async def service(request: Request) -> Response:
    """The manifest, or the answer to a batch of `queries`, or to `extend`."""
    given = await _parameters(request)
    language = language_of(request)
    if "queries" in given:
        batch = _object(given["queries"], "queries")
        if len(batch) > _QUERIES:
            raise Problem(413, "too-many-queries", f"{len(batch)} queries; send at most {_QUERIES} at once")
        return _json(request, await off_the_loop(lambda: _results(request, batch, language)))
    if "extend" in given:
        wanted = _object(given["extend"], "extend")
        return _json(request, await off_the_loop(lambda: _extended(request, wanted, language)))
    return _json(request, _manifest(request))


async def _parameters(request: Request) -> dict[str, str]:
    if request.method != "POST":
        return dict(request.query_params)
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > _BODY:
            raise Problem(413, "body-too-long", f"the body is longer than {_BODY:,} bytes; send fewer queries at once")
    try:
        # A body of fields without end would keep every other request waiting while it is taken apart.
        fields = parse_qs(body.decode(), strict_parsing=bool(body), max_num_fields=100)
        return {name: values[0] for name, values in fields.items()}
    except ValueError as error:
        raise Problem(400, "bad-form", f"the body is no form in UTF-8: {error}") from error


def _object(text: str, name: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError as error:
        raise Problem(400, f"bad-{name}", f"{name} is no JSON: {error}") from error
    except RecursionError as error:
        raise Problem(400, f"bad-{name}", f"{name} is nested too deeply") from error
    if not isinstance(found, dict):
        raise Problem(400, f"bad-{name}", f"{name} is an object, not {type(found).__name__}")
    return found


def _json(request: Request, values: object) -> Response:
    return answer(request, json.dumps(values, ensure_ascii=False), JSON, str(request.method))


def _manifest(request: Request) -> dict[str, Any]:
    site, here = site_of(request), absolute(request)(links_of(request).prefix)
    language = language_of(request)
    flyout = {"flyout_service_url": here}
    return {
        "versions": ["0.2"],
        "name": site.settings.title_de if language == "de" else site.settings.title_en,
        "identifierSpace": f"{site.settings.base}/id/",
        "schemaSpace": "https://w3id.org/pmgraph/ns#",
        "serviceVersion": __version__,
        "view": {"url": f"{here}/doc/{{{{id}}}}"},
        "defaultTypes": [_type(kind, language) for kind in KINDS],
        "suggest": {
            name: {"service_url": here, "service_path": f"/reconcile/suggest/{name}"}
            | (flyout | {"flyout_service_path": "/reconcile/flyout/${id}"} if name == "entity" else {})
            for name in ("entity", "type", "property")
        },
        "preview": {"url": f"{here}/reconcile/preview/{{{{id}}}}", "width": 430, "height": 220},
        "extend": {
            "propose_properties": {"service_url": here, "service_path": "/reconcile/properties"},
            "property_settings": [
                {
                    "type": "number", "name": "limit", "label": "limit", "default": 0,
                    "help_text": "How many values to give; 0 gives all.",
                }
            ],
        },
    }  # fmt: skip


def _type(kind: str, language: str) -> dict[str, str]:
    return {"id": kind, "name": word(f"kind_{kind}", language)}


def _results(request: Request, batch: dict[str, Any], language: str) -> dict[str, Any]:
    site = site_of(request)
    index = site.finder.index()
    results = {}
    for key, given in batch.items():
        try:
            query = read_query(given)
        except ValueError as error:
            raise Problem(400, "bad-queries", f"queries[{key!r}]: {error}") from error
        found = candidates(index, site.reader, query, language)
        results[key] = {"result": [_candidate(request, one, language) for one in found]}
    return results


def _candidate(request: Request, one: Candidate, language: str) -> dict[str, Any]:
    return {
        "id": _id(request, one.hit.iri), "name": one.hit.name, "description": one.hit.detail, "score": one.score,
        "match": one.match, "type": [_type(one.hit.kind, language)],
        "features": [{"id": name, "value": value} for name, value in one.features.items()],
    }  # fmt: skip


def _id(request: Request, iri: str) -> str:
    return iri.removeprefix(f"{site_of(request).settings.base}/id/")


def _iri(request: Request, id_: str) -> str:
    """The IRI that an id stands for; a table that was matched long ago may hold one that has moved."""
    iri = id_ if "://" in id_ else f"{site_of(request).settings.base}/id/{id_}"
    return moved_to(site_of(request).reader, iri) or iri


def _extended(request: Request, wanted: dict[str, Any], language: str) -> dict[str, Any]:
    ids, properties = wanted.get("ids"), wanted.get("properties")
    if not isinstance(ids, list) or not isinstance(properties, list):
        raise Problem(400, "bad-extend", "extend needs the lists ids and properties")
    if len(ids) > _IDS:
        raise Problem(413, "too-many-ids", f"{len(ids)} ids; send at most {_IDS} at once")
    chosen = [_chosen(one) for one in properties]
    rows = {str(id_): {name: _cells(request, str(id_), name, limit, language) for name, limit in chosen} for id_ in ids}
    meta = []
    for name, _ in chosen:
        one = BY_ID[name]
        kind = {"type": _type(one.of, language)} if one.of in KINDS else {}
        meta.append({"id": name, "name": one.name(language), **kind})
    return {"meta": meta, "rows": rows}


def _chosen(given: Any) -> tuple[str, int]:
    name = given.get("id") if isinstance(given, dict) else None
    if name not in BY_ID:
        raise Problem(400, "bad-extend", f"property {name!r} is unknown; use one of {', '.join(BY_ID)}")
    settings = given.get("settings") or {}
    limit = settings.get("limit", 0) if isinstance(settings, dict) else 0
    try:
        return name, max(0, int(limit))
    except (TypeError, ValueError, OverflowError) as error:
        raise Problem(400, "bad-extend", f"the limit of {name} is a number, not {limit!r}") from error


def _cells(request: Request, id_: str, name: str, limit: int, language: str) -> list[dict[str, str]]:
    try:
        found = values_of(site_of(request).reader, _iri(request, id_), BY_ID[name], language)
    except ValueError:
        return []
    return [_cell(request, value) for value in (found[:limit] if limit else found)]


def _cell(request: Request, value: Value) -> dict[str, str]:
    if value.iri is None or not value.iri.startswith(f"{site_of(request).settings.base}/id/"):
        return {"str": value.name}
    return {"id": _id(request, value.iri), "name": value.name}


async def suggest_entity(request: Request) -> Response:
    """Things whose name begins like `prefix`, of one `type` if given."""
    prefix, kinds, language = asked(request, "prefix"), kinds_of(request), language_of(request)
    cursor = request.query_params.get("cursor", "0")
    at = int(cursor) if cursor.isascii() and cursor.isdecimal() and len(cursor) < 6 else 0

    def work() -> list[dict[str, Any]]:
        index = site_of(request).finder.index()
        hits = index.find(prefix, kinds=kinds, language=language, limit=20, offset=at).hits
        return [_entity(request, hit, language) for hit in hits]

    return _json(request, {"result": await off_the_loop(work)})


def _entity(request: Request, hit: Hit, language: str) -> dict[str, Any]:
    return {
        "id": _id(request, hit.iri), "name": hit.name, "description": hit.detail, "notable": [_type(hit.kind, language)]
    }  # fmt: skip


async def suggest_type(request: Request) -> Response:
    """The types whose name begins like `prefix`."""
    prefix, language = asked(request, "prefix").casefold(), language_of(request)
    types = [_type(kind, language) for kind in KINDS]
    return _json(request, {"result": [t for t in types if prefix in t["name"].casefold() or prefix in t["id"]]})


async def suggest_property(request: Request) -> Response:
    """The properties whose name begins like `prefix`."""
    prefix, language = asked(request, "prefix").casefold(), language_of(request)
    found = [{"id": p.id, "name": p.name(language)} for p in PROPERTIES]
    return _json(request, {"result": [p for p in found if prefix in p["name"].casefold() or prefix in p["id"]]})


async def properties(request: Request) -> Response:
    """The properties that a table of one `type` may be extended by."""
    (kind,) = kinds_of(request)[:1] or ("",)
    found = [{"id": p.id, "name": p.name(language_of(request))} for p in PROPERTIES if not kind or kind in p.kinds]
    return _json(request, {"type": kind, "properties": found})


async def preview(request: Request) -> Response:
    """A small page about a thing, to be shown in a frame of the client."""
    id_ = request.path_params["id"]

    def work() -> Response:
        rows = _facts(request, id_)
        response = html(request, "preview.html", iri=_iri(request, id_), rows=rows)
        # Clients show it in a frame of their own; it holds nothing to click that changes anything.
        response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'self'; frame-ancestors *"
        return response

    return await off_the_loop(work)


async def flyout(request: Request) -> Response:
    """The same as HTML in JSON, to be shown beside a suggestion."""
    id_ = request.path_params["id"]

    def work() -> dict[str, str]:
        rows = _facts(request, id_)
        return {"id": id_, "html": page(request, "flyout.html", iri=_iri(request, id_), rows=rows)}

    return _json(request, await off_the_loop(work))


def _facts(request: Request, id_: str) -> list[tuple[str, list[str]]]:
    """Name and values of the properties that a thing has; a Problem 404 where the graph says nothing of it."""
    reader, language, iri = site_of(request).reader, language_of(request), _iri(request, id_)
    try:
        known = reader.rows(_TYPED, s=NamedNode(iri))
    except ValueError:
        known = []
    if not known:
        raise Problem(404, "not-found", f"nothing is known of {id_!r}")
    kind = _id(request, iri).partition("/")[0]
    found = [(p.name(language), values_of(reader, iri, p, language)) for p in PROPERTIES if kind in p.kinds]
    return [(name, [value.name for value in values[:5]]) for name, values in found if values]
