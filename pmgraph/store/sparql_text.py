"""Works on the text of a SPARQL query without parsing it: its form, and values for some of its variables.

The terminals are those of the grammar (https://www.w3.org/TR/sparql11-query/#sparqlGrammar), as far as braces, words
and what may hide them are concerned. A full parser (rdflib's) takes 50 ms and writes another query than it read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import BlankNode

from pmgraph.errors import QueryError
from pmgraph.store.protocol import Term

_TOKEN = re.compile(
    r"(?P<comment>#[^\n\r]*)"
    r'|(?P<string>"""(?:"{0,2}(?:[^"\\]|\\.))*"""|' + r"'''(?:'{0,2}(?:[^'\\]|\\.))*'''"
    r'|"(?:[^"\\\n\r]|\\.)*"|' + r"'(?:[^'\\\n\r]|\\.)*')"
    r"|(?P<iri><[^<>\"{}|^`\\\x00-\x20]*>)"
    r"|(?P<escape>\\.)"
    r"|(?P<bracket>[{}()])"
    r"|(?P<word>[^\s{}()<>\"'#\\]+)",
    re.DOTALL,
)
_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_VARIABLE = re.compile(r"[A-Za-z_]\w*")


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int
    end: int


def query_form(sparql: str) -> str:
    """`SELECT`, `ASK`, `CONSTRUCT` or `DESCRIBE`; any other text, such as an update, raises QueryError."""
    return _form(_tokens(sparql)).text.upper()


def bind(sparql: str, bindings: Mapping[str, Term]) -> str:
    """The query with `bindings` (variable without `?` -> term) as a VALUES block at the head of its pattern.

    So a bound variable may be projected, grouped by and tested in filters of the outer pattern, which textual
    replacement would break; a subquery sees it only where it projects it. Terms are written as N-Triples, so no value
    can change the query around it. Raises QueryError for a name that is no variable, for a blank node (which would
    match anything), and for a query without a pattern.
    """
    if not bindings:
        return sparql
    block = _values(bindings)
    tokens = _tokens(sparql)
    form = _form(tokens)
    rest = tokens[tokens.index(form) + 1 :]
    groups = _groups(rest)
    if not groups:
        raise QueryError(f"the query has no pattern to bind {', '.join(bindings)} in; add WHERE {{ … }}")
    if form.text.upper() != "CONSTRUCT":
        return _insert(sparql, rest, groups[0], block)
    if len(groups) > 1:
        return _insert(sparql, rest, groups[1], block)
    # The short form CONSTRUCT WHERE { … } allows no VALUES: its pattern is written out as the template that it means.
    opening, closing = groups[0]
    template = sparql[opening.end : closing.start]
    return f"{sparql[: form.end]} {{{template}}} {_insert(sparql, rest, groups[0], block)[form.end :]}"


def _values(bindings: Mapping[str, Term]) -> str:
    for name, term in bindings.items():
        if not _VARIABLE.fullmatch(name):
            raise QueryError(f"{name!r} is no name of a variable; use letters, digits and _ without the ?")
        if isinstance(term, BlankNode):
            raise QueryError(f"?{name} cannot be bound to the blank node {term}; bind it to an IRI or a literal")
    names = " ".join(f"?{name}" for name in bindings)
    return f" VALUES ({names}) {{ ({' '.join(str(term) for term in bindings.values())}) }} "


def _insert(sparql: str, tokens: list[_Token], group: tuple[_Token, _Token], block: str) -> str:
    opening, closing = group
    following = next((t for t in tokens if t.start >= opening.end and t.kind != "comment"), closing)
    inside = sparql[opening.end : closing.start]
    # A subquery fills its braces alone, so it gets a pair of its own beside the values.
    inner = f"{{{inside}\n}}" if following.text.upper() == "SELECT" else inside
    return f"{sparql[: opening.end]}{block}{inner}{sparql[closing.start :]}"


def _tokens(sparql: str) -> list[_Token]:
    return [
        _Token(m.lastgroup or "", m.group(), m.start(), m.end())
        for m in _TOKEN.finditer(sparql)
        if m.lastgroup != "comment"
    ]


def _form(tokens: list[_Token]) -> _Token:
    for token in tokens:
        if token.kind == "word" and token.text.upper() in _FORMS:
            return token
        if token.kind == "bracket":
            break
    raise QueryError("this is no query: it has no SELECT, ASK, CONSTRUCT or DESCRIBE; the graph can only be read")


def _groups(tokens: list[_Token]) -> list[tuple[_Token, _Token]]:
    """The pairs of braces that stand in no other bracket; those of SELECT expressions stand in parentheses."""
    found: list[tuple[_Token, _Token]] = []
    open_: list[_Token] = []
    for token in tokens:
        if token.kind != "bracket":
            continue
        if token.text in "{(":
            open_.append(token)
        elif open_:
            opening = open_.pop()
            if not open_ and opening.text == "{" and token.text == "}":
                found.append((opening, token))
    return found
