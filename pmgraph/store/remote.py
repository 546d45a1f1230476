"""A graph that answers SPARQL at a remote address, behind the same Protocol as one in this process.

Requests go through SPARQLWrapper (https://sparqlwrapper.readthedocs.io/) after the SPARQL 1.1 Protocol
(https://www.w3.org/TR/sparql11-protocol/#query-operation); answers are read with pyoxigraph, so that both kinds of
graph give the same types. An answer is read to its end before it is handed on: a store that gives up half-way through
a result must not look like one with fewer rows.
"""

from __future__ import annotations

import ast
import re
import time
from collections.abc import Callable, Mapping, Sequence
from email.message import Message
from http.client import HTTPException
from urllib.error import HTTPError, URLError

from pyoxigraph import (
    Literal,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
)
from SPARQLWrapper import JSON, POST, TURTLE, URLENCODED, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed, SPARQLWrapperException

from pmgraph import __version__
from pmgraph.errors import QueryError, StoreBusy, StoreError, StoreSlow
from pmgraph.store.credentials import Credentials
from pmgraph.store.patience import Patience, retry_after
from pmgraph.store.protocol import Answer, Term
from pmgraph.store.sparql_text import bind, query_form
from pmgraph.vocab import PREFIXES

GET_LIMIT = 1_500
"""Characters of a query beyond which it is sent by POST: some servers refuse addresses of 2,048 and more."""
_RESULTS = "application/sparql-results+json"
_TRIPLES = "application/n-triples"
_BUSY, _GATEWAY_TIMEOUT = (429, 503), 504
_ASKED = "__ASK_RETVAL"


class RemoteGraph:
    """A SPARQL endpoint. `timeout` is in seconds for one request; see `Patience` for what is tried again.

    Errors name it as `called`, by default by its address, which not everybody who reads them may be told.
    """

    def __init__(
        self,
        endpoint: str,
        *,
        called: str | None = None,
        credentials: Credentials | None = None,
        timeout: float = 30.0,
        patience: Patience | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        if not endpoint.startswith(("http://", "https://")):
            raise StoreError(
                f"{endpoint!r} is no SPARQL endpoint; give an address that begins with http:// or https://"
            )
        self._called = called or endpoint
        self.endpoint, self._timeout, self._credentials = endpoint, timeout, credentials
        self._patience, self._sleep = patience or Patience(), sleep

    def query(
        self,
        sparql: str,
        bindings: Mapping[str, Term] | None = None,
        *,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
    ) -> Answer:
        """The answer to a query; see `protocol.Graph.query`. Prefixes of `vocab.PREFIXES` need no declaration."""
        form = query_form(sparql)
        text = _declare(bind(sparql, bindings or {}))
        media_type = _RESULTS if form in ("SELECT", "ASK") else _TRIPLES
        request = self._request(text, form, media_type)
        for parameter, graphs in (("default-graph-uri", default_graphs), ("named-graph-uri", named_graphs)):
            for graph in graphs:
                request.addParameter(parameter, graph)
        body, given = self._ask(request)
        return self._answer(body, given, media_type)

    def __len__(self) -> int:
        answer = self.query("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
        assert isinstance(answer, QuerySolutions)
        (row,) = answer
        count = row["n"]
        assert isinstance(count, Literal)
        return int(count.value)

    def _request(self, text: str, form: str, media_type: str) -> SPARQLWrapper:
        # The header below asks for N-Triples, which SPARQLWrapper does not know; it only must not warn.
        known = JSON if media_type == _RESULTS else TURTLE
        request = SPARQLWrapper(self.endpoint, returnFormat=known, agent=f"pmgraph/{__version__}")
        # SPARQLWrapper guesses the form from the text and warns where it cannot; here the form is known.
        request.queryString, request.queryType = text, form
        request.setOnlyConneg(True)
        request.addCustomHttpHeader("Accept", media_type)
        if (known_by := self._credentials) is not None:
            if known_by.token is not None:
                request.addCustomHttpHeader("Authorization", f"Bearer {known_by.token}")
            else:
                request.setCredentials(known_by.user, known_by.password)
        request.timeout = self._timeout  # type: ignore[assignment]  # urllib takes fractions, the setter cuts them
        if len(text) > GET_LIMIT or "?" in self.endpoint:
            request.setMethod(POST)
            request.setRequestMethod(URLENCODED)
        return request

    def _ask(self, request: SPARQLWrapper) -> tuple[bytes, str]:
        """The body of the answer and its media type, after as many tries as patience allows."""
        waits = iter(self._patience.waits())
        while True:
            try:
                response = request.query().response
                return response.read(), _media_type(response.headers)
            except QueryBadFormed as error:
                raise QueryError(f"{self._called} refuses the query: {_words(error)}") from error
            except SPARQLWrapperException as error:
                raise StoreError(f"{self._called} does not answer: {error.msg}: {_words(error)}") from error
            except HTTPError as error:
                said = f"HTTP {error.code} {error.reason}: {_short(error.read())}"
                wait = next(waits, None) if error.code in _BUSY else None
                asked_for = retry_after(error.headers.get("Retry-After"), wait or self._patience.first)
                if wait is None:
                    message = f"{self._called} does not answer: {said}; try later or ask its operator"
                    if error.code in _BUSY:
                        raise StoreBusy(message, asked_for) from error
                    raise (StoreSlow if error.code == _GATEWAY_TIMEOUT else StoreError)(message) from error
                self._sleep(min(asked_for, self._patience.longest))
            except (OSError, HTTPException) as error:
                if _timed_out(error):
                    within = f"did not answer within {self._timeout:g} seconds"
                    raise StoreSlow(f"{self._called} {within}; ask for less, or give it longer") from error
                wait = next(waits, None)
                if wait is None:
                    reason = error.reason if isinstance(error, URLError) else error
                    raise StoreError(
                        f"{self._called} cannot be reached: {reason}; check address and network"
                    ) from error
                self._sleep(wait)

    def _answer(self, body: bytes, given: str, media_type: str) -> Answer:
        fitting = ("application/json",) if media_type == _RESULTS else ("text/plain",)
        if given not in (media_type, *fitting):
            raise StoreError(
                f"{self._called} answers {given or 'without a media type'} instead of {media_type}: {_short(body)}; "
                "check that this is the address of a SPARQL endpoint"
            )
        try:
            if media_type == _TRIPLES:
                return _as_triples(body)
            answer = parse_query_results(body, format=QueryResultsFormat.JSON)
            if isinstance(answer, QueryBoolean):
                return answer
            if [v.value for v in answer.variables] == [_ASKED]:
                return _as_boolean(answer)
            for _ in answer:
                pass
            return parse_query_results(body, format=QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as error:
            raise StoreError(f"{self._called} answers with broken {media_type}: {error}: {_short(body)}") from error


def _as_boolean(rows: QuerySolutions) -> Answer:
    """Yes or no, where a store of old gives them as a row with 1, or none: Virtuoso 7.2 does."""
    yes = any(isinstance(value := row[_ASKED], Literal) and value.value in ("1", "true") for row in rows)
    word = b"true" if yes else b"false"
    answer = parse_query_results(b'{"head":{},"boolean":' + word + b"}", format=QueryResultsFormat.JSON)
    assert isinstance(answer, QueryBoolean)
    return answer


def _as_triples(body: bytes) -> Answer:
    """The triples of an N-Triples document as the answer of a CONSTRUCT, which is the only maker of that type."""
    store = Store()
    store.extend(Quad(q.subject, q.predicate, q.object) for q in parse(body, format=RdfFormat.N_TRIPLES))
    return store.query("CONSTRUCT WHERE { ?s ?p ?o }")


def _declare(sparql: str) -> str:
    """The query with those of the project's prefixes before it that it uses without declaring them."""
    wanted = (
        (name, namespace)
        for name, namespace in PREFIXES.items()
        if f"{name}:" in sparql and not re.search(rf"\bprefix\s+{name}:", sparql, re.IGNORECASE)
    )
    return "".join(f"PREFIX {name}: <{namespace}>\n" for name, namespace in wanted) + sparql


def _media_type(headers: Message) -> str:
    return headers.get("Content-Type", "").partition(";")[0].strip().lower()


def _timed_out(error: Exception) -> bool:
    reason = error.reason if isinstance(error, URLError) else error
    return isinstance(reason, TimeoutError)


def _words(error: SPARQLWrapperException) -> str:
    """What the server said: SPARQLWrapper puts the body's representation behind its own message."""
    _, found, body = str(error).partition("Response:\n")
    return _short(ast.literal_eval(body)) if found else "without a word"


def _short(body: bytes, limit: int = 300) -> str:
    words = " ".join(body.decode("utf-8", "replace").split())
    return words if len(words) <= limit else f"{words[:limit]} …"
