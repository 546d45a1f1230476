"""`/search`: things by name and releases by words, as a page and as JSON."""

from __future__ import annotations

import json

from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import Response

from pmgraph.search.find import Found, Hit
from pmgraph.search.index import KINDS
from pmgraph.serve.problem import Problem
from pmgraph.serve.published import JSON
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

_PAGE, _MOST = 20, 100
_LONGEST = 500


async def search(request: Request) -> Response:
    """What `q` finds, `page` by page, of the kinds that `type` names: as JSON, or as a page with a form."""
    chosen = JSON if request.url.path.endswith(".json") else negotiate(request, [HTML, JSON])
    query, kinds = asked(request), kinds_of(request)
    number, size = _number(request, "page", 1, 1_000), _number(request, "limit", _PAGE, _MOST)
    language = language_of(request)
    if (same := unchanged(request, chosen, language)) is not None:
        return same

    def work() -> Response:
        found = (
            site_of(request)
            .finder.index()
            .find(query, kinds=kinds, language=language, limit=size, offset=(number - 1) * size)
        )
        if chosen == JSON:
            return answer(request, json.dumps(_values(request, query, found), ensure_ascii=False), JSON, language)
        last = max(1, -(-found.total // size))
        return html(
            request, "search.html", found=found, query=query, kinds=KINDS, chosen=kinds, number=number, last=last,
            marked=marked, iri=None,
        )  # fmt: skip

    return await off_the_loop(work)


def asked(request: Request, name: str = "q") -> str:
    """The query of a request; a Problem where it is too long to be one."""
    query = request.query_params.get(name, "")
    if len(query) > _LONGEST:
        raise Problem(400, "query-too-long", f"{name} has {len(query)} characters; {_LONGEST} are read")
    return query


def kinds_of(request: Request) -> tuple[str, ...]:
    """The kinds of thing that `type` names, once or more often; a Problem where it is none."""
    kinds = tuple(k for k in request.query_params.getlist("type") if k)
    for kind in kinds:
        if kind not in KINDS:
            raise Problem(400, "unknown-type", f"type {kind!r} is unknown; use one of {', '.join(KINDS)}")
    return kinds


def _number(request: Request, name: str, default: int, most: int) -> int:
    given = request.query_params.get(name, str(default))
    number = int(given) if given.isascii() and given.isdecimal() and len(given) < 8 else 0
    if not 1 <= number <= most:
        raise Problem(400, f"bad-{name}", f"{name} {given!r} is no number from 1 to {most:,}")
    return number


def _values(request: Request, query: str, found: Found) -> dict[str, object]:
    at, links = absolute(request), links_of(request)
    return {
        "query": query, "total": found.total, "meant": list(found.meant),
        "results": [
            {
                "iri": hit.iri, "type": hit.kind, "name": hit.name, "detail": hit.detail, "score": hit.score,
                "page": at(links.href(hit.iri)), "snippet": hit.snippet, "marks": [list(m) for m in hit.marks],
            }
            for hit in found.hits
        ],
    }  # fmt: skip


def marked(hit: Hit) -> Markup:
    """The passage of a hit with its matches in `<mark>`."""
    text, out, at = hit.snippet or "", Markup(), 0
    for start, end in hit.marks:
        out += escape(text[at:start]) + Markup("<mark>") + escape(text[start:end]) + Markup("</mark>")
        at = end
    return out + escape(text[at:])
