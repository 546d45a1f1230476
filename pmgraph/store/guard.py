"""Refuses queries that would reach out of the store: pyoxigraph opens a connection for SERVICE, unasked.

A federated query is found by rdflib's parser, which is asked only where the word occurs at all. Text alone does not
tell: `1SERVICE` and `SERVICESILENT` are read as the keyword, and `<` may open an IRI or compare.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from pyparsing import ParseBaseException
from rdflib.plugins.sparql.parser import parseQuery

from pmgraph.errors import QueryError


@lru_cache(maxsize=256)
def refuse_service(sparql: str) -> None:
    """Raise QueryError if the query asks another endpoint (https://www.w3.org/TR/sparql11-federated-query/)."""
    if "service" not in sparql.lower():
        return
    try:
        calls = _calls_service(parseQuery(sparql))
    except (ParseBaseException, RecursionError) as error:
        raise QueryError(
            f"a query with the word SERVICE must be plain enough to be checked, and this is not: {error}; "
            "write it without federation"
        ) from error
    if calls:
        raise QueryError("SERVICE is refused: a query must not open connections; load the other data, or ask it there")


def _calls_service(node: object) -> bool:
    """Whether a parsed query holds a SERVICE pattern, at any depth and in any expression."""
    if getattr(node, "name", None) == "ServiceGraphPattern":
        return True
    children: Iterable[object] = ()
    if isinstance(node, dict):
        children = node.values()
    elif isinstance(node, Iterable) and not isinstance(node, str):
        children = node
    return any(_calls_service(child) for child in children)
