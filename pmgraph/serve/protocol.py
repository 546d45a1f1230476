"""Reads the query operation of the SPARQL 1.1 Protocol from a request; pure, so that each MUST has its test.

https://www.w3.org/TR/sparql11-protocol/#query-operation (section 2.1). There is no update operation (section 2.2).
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

from pyoxigraph import NamedNode

from pmgraph.serve.problem import Problem

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
METHODS = "GET, HEAD, POST, OPTIONS"
_SPECIFICATION = "see https://www.w3.org/TR/sparql11-protocol/#query-operation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """What a request to `/sparql` asks. `query` is None for a plain GET, which asks for the endpoint's description."""

    query: str | None = None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    format: str | None = None


def read_operation(method: str, content_type: str | None, query_string: bytes, body: bytes) -> Operation:
    """The operation of a request; a Problem with the status that the protocol demands where there is none."""
    if method in ("GET", "HEAD"):
        return _operation(_parameters(query_string, "query string"), described=True)
    if method != "POST":
        raise Problem(
            405, "method-not-allowed", f"{method} is no method of this endpoint; use {METHODS}",
            headers={"Allow": METHODS},
        )  # fmt: skip
    media_type, charset = _media_type(content_type)
    if media_type == FORM:
        return _operation(_parameters(body, "body") + _only_format(query_string))
    if media_type == QUERY:
        if charset not in (None, "utf-8", "utf8"):
            raise _unsupported(f"charset {charset!r}: {QUERY} is UTF-8 and nothing else")
        parameters = _parameters(query_string, "query string")
        if any(name == "query" for name, _ in parameters):
            raise _bad("several-queries", "the query stands in the body and in the address; send one")
        return _operation([*parameters, ("query", _decoded(body))])
    if media_type == UPDATE:
        raise _unsupported("this endpoint is read-only: SPARQL Update does not exist here")
    raise _unsupported(f"{content_type!r} is no type of a query")


def _operation(parameters: list[tuple[str, str]], *, described: bool = False) -> Operation:
    named: dict[str, list[str]] = {}
    for name, value in parameters:
        named.setdefault(name, []).append(value)
    if "update" in named:
        raise _bad("read-only", "this endpoint is read-only: SPARQL Update does not exist here; send a `query`")
    graphs = {name: _iris(name, named.get(name, [])) for name in ("default-graph-uri", "named-graph-uri")}
    queries = named.get("query", [])
    if len(queries) > 1:
        raise _bad("several-queries", f"{len(queries)} parameters `query`; send exactly one")
    if not queries and not (described and not any(graphs.values())):
        raise _bad("no-query", "no parameter `query`; send exactly one")
    return Operation(
        query=queries[0] if queries else None,
        default_graphs=graphs["default-graph-uri"],
        named_graphs=graphs["named-graph-uri"],
        format=next((value for value in named.get("format", []) if value), None),
    )


def _only_format(query_string: bytes) -> list[tuple[str, str]]:
    """Of a form's address only `format` counts: section 2.1.2 puts every parameter of the operation into the body."""
    return [p for p in _parameters(query_string, "query string") if p[0] in ("format", "query", "update")]


def _parameters(data: bytes, where: str) -> list[tuple[str, str]]:
    text = _decoded(data, where)
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=1000)
    except UnicodeDecodeError as error:
        raise _bad("not-utf-8", f"the {where} holds %{error.object[error.start]:02X}, which is not UTF-8") from error
    except ValueError as error:
        raise _bad("too-many-parameters", f"the {where} has more than 1,000 parameters") from error


def _decoded(data: bytes, where: str = "body") -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise _bad("not-utf-8", f"byte {error.start} of the {where} is not UTF-8; send the query as UTF-8") from error


def _iris(name: str, values: list[str]) -> tuple[str, ...]:
    for value in values:
        try:
            NamedNode(value)
        except ValueError as error:
            raise _bad("bad-graph", f"{name} {value!r} is not an absolute IRI: {error}") from error
    return tuple(values)


def _media_type(content_type: str | None) -> tuple[str | None, str | None]:
    if content_type is None:
        return None, None
    value, *parameters = (part.strip() for part in content_type.split(";"))
    for parameter in parameters:
        name, _, given = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.lower(), given.strip().strip('"').lower()
    return value.lower(), None


def _bad(code: str, detail: str) -> Problem:
    return Problem(400, code, f"{detail}; {_SPECIFICATION}")


def _unsupported(detail: str) -> Problem:
    return Problem(
        415, "unsupported-media-type", f"{detail}; POST {FORM} or {QUERY}", headers={"Accept-Post": f"{FORM}, {QUERY}"}
    )
