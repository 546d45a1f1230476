"""`/query`: the named queries as an API, with values for their variables, paging and every format of the endpoint."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date

from pyoxigraph import Literal, NamedNode
from starlette.requests import Request
from starlette.responses import Response

from pmgraph.errors import QueryError
from pmgraph.queries.catalogue import NamedQuery, named_queries, named_query
from pmgraph.rdf.terms import is_iri
from pmgraph.serve.problem import Problem
from pmgraph.serve.protocol import Operation
from pmgraph.serve.published import JSON
from pmgraph.serve.site import absolute, answer, links_of, site_of, unchanged
from pmgraph.serve.sparql import run_query
from pmgraph.store.protocol import Term
from pmgraph.vocab import XSD

_RESERVED = ("format", "limit", "offset", "lang")
MOST_ROWS = 100_000
_VARIABLE = re.compile(r"\?([A-Za-z_]\w*)")


async def index(request: Request) -> Response:
    """Every named query: its titles, its variables, what may be bound, and its address."""
    if (same := unchanged(request, JSON)) is not None:
        return same
    here = absolute(request)(links_of(request).prefix)
    values = [
        {
            "id": query.id, "name": query.name, "title": {"de": query.title_de, "en": query.title_en},
            "kind": query.kind,
            "variables": sorted(variables(query)), "parameters": dict(query.parameters),
            "hints": list(query.hints), "address": f"{here}/query/{query.name}",
            "query": query.text,
        }
        for query in named_queries()
    ]  # fmt: skip
    return answer(request, json.dumps(values, ensure_ascii=False, indent=1), JSON, JSON)


async def run(request: Request) -> Response:
    """The answer of one named query. Parameters that are called like its variables bind them."""
    try:
        query = named_query(request.path_params["name"])
    except QueryError as error:
        raise Problem(404, "not-found", str(error)) from error
    given = dict(request.query_params)
    bindings = _bindings(query, given, site_of(request).settings.base)
    try:
        text = query.asked({name: value for name, value in given.items() if name in query.parameters}, bindings)
    except QueryError as error:
        raise Problem(400, "bad-value", str(error)) from error
    if query.kind == "SELECT":
        text = f"{text.rstrip()}\n{_paging(given)}"
    return await run_query(request, Operation(query=text, format=given.get("format") or None))


def variables(query: NamedQuery) -> frozenset[str]:
    """The variables of a query, without their question mark; comments do not count."""
    code = re.sub(r"(?m)^\s*#.*$", "", query.text)
    return frozenset(_VARIABLE.findall(code))


def _bindings(query: NamedQuery, given: Mapping[str, str], base: str) -> dict[str, Term]:
    known = variables(query)
    for name in given:
        if name not in known and name not in _RESERVED:
            offered = ", ".join((*_RESERVED, *sorted(known)))
            raise Problem(400, "unknown-parameter", f"{query.name} has no parameter {name!r}; it takes {offered}")
    free = known - query.parameters.keys()
    return {name: term(value, base) for name, value in given.items() if name in free}


def term(value: str, base: str) -> Term:
    """What a parameter's value means: an IRI, a thing by its `id/…`, a day, or a text."""
    if value.startswith("id/"):
        value = f"{base}/{value}"
    if re.match(r"[a-z][a-z0-9+.-]*:", value) and is_iri(value):
        return NamedNode(value)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        try:
            return Literal(date.fromisoformat(value).isoformat(), datatype=NamedNode(XSD("date")))
        except ValueError as error:
            raise Problem(400, "bad-value", f"{value!r} is no day: {error}") from error
    return Literal(value)


def _paging(given: Mapping[str, str]) -> str:
    limit, offset = _number(given, "limit", MOST_ROWS), _number(given, "offset", 10**9)
    return (f"LIMIT {limit}\n" if limit is not None else "") + (f"OFFSET {offset}\n" if offset is not None else "")


def _number(given: Mapping[str, str], name: str, most: int) -> int | None:
    value = given.get(name)
    if value is None:
        return None
    number = int(value) if value.isascii() and value.isdecimal() and len(value) < 12 else most + 1
    if number > most:
        raise Problem(400, f"bad-{name}", f"{name} {value!r} is no number from 0 to {most:,}")
    return number
