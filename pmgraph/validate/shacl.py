"""Checks a graph against the shapes of `shapes/` and gives what they find as issues.

A check is a shape with `dcterms:identifier`, its code, and a message in English and German that starts with it. Where
the same code stands on several shapes, they are one check.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDFS, SH
from rdflib.paths import Path
from rdflib.term import Node

from pmgraph.model import Issue, Severity
from pmgraph.validate.results import Result, results
from pmgraph.vocab import PREFIXES

SEVERITIES: dict[Node, Severity] = {
    SH.Violation: Severity.VIOLATION,
    SH.Warning: Severity.WARNING,
    SH.Info: Severity.INFO,
}

CURES: dict[Severity, str] = {
    Severity.VIOLATION: "Correct the record, register or sidecar that says so; else report the rule that read it.",
    Severity.WARNING: "Read the sentence; add a record if the source says more.",
    Severity.INFO: "Nothing to do if the source says no more.",
}
"""What to do about a check that names no cure of its own."""

UNCODED = "SHACL"
"""The code of a finding of a shape that has none, such as one of somebody else's shapes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What a shape says about itself. Messages are bare of the code that they start with."""

    code: str
    severity: Severity
    message: str
    message_de: str
    cure: str


def checks(shapes: Graph) -> tuple[Check, ...]:
    """Every check of a shapes graph, sorted by code; one that stands on several shapes comes once."""
    found = {check_of(shapes, shape) for shape in shapes.subjects(DCTERMS.identifier) if _is_shape(shapes, shape)}
    return tuple(sorted(found, key=lambda c: (c.code, c.severity.rank, c.message)))


def check_of(shapes: Graph, shape: Node, constraint: Node | None = None) -> Check:
    """The check that `shape` is; a message of the SPARQL constraint counts where the shape has none."""
    code = shapes.value(shape, DCTERMS.identifier)
    severity = SEVERITIES.get(shapes.value(shape, SH.severity) or SH.Violation, Severity.VIOLATION)
    texts = _by_language(shapes.objects(shape, SH.message)) or _by_language(
        shapes.objects(constraint, SH.message) if constraint is not None else ()
    )
    english = texts.get("en") or texts.get("") or "a constraint of the shape does not hold"
    name = str(code) if code is not None else UNCODED
    return Check(
        code=name,
        severity=severity,
        message=_bare(name, english),
        message_de=_bare(name, texts.get("de", "")),
        cure=str(shapes.value(shape, RDFS.comment) or CURES[severity]),
    )


def validate(data: Graph, shapes: Graph) -> tuple[Issue, ...]:
    """Every finding of `shapes` in `data`, worst first, each once; the same graph always gives the same order.

    `data` holds the concept schemes and the class hierarchy beside the facts: shapes see nothing else.
    """
    found = {_issue(data, shapes, result) for result in results(data, shapes)}
    return tuple(sorted(found, key=lambda i: (i.severity.rank, i.code, i.subject or "", i.message)))


def _issue(data: Graph, shapes: Graph, result: Result) -> Issue:
    check = check_of(shapes, result.shape, result.constraint)
    values = _values(data, result)
    english, german = "", ""
    if values:
        shown = ", ".join(_shown(value) for value in values)
        name = _named(result.path)
        english, german = (f"; {name} is {shown}", f"; {name} ist {shown}") if name else (f": {shown}", f": {shown}")
    return Issue(
        code=check.code,
        severity=SEVERITIES.get(result.severity, Severity.VIOLATION),
        message=check.message + english,
        message_de=check.message_de + german if check.message_de else "",
        cure=check.cure,
        subject=str(result.focus),
    )


def _values(data: Graph, result: Result) -> list[Node]:
    """The value at fault; where the report names none, such as for a count, all values that the path leads to."""
    if result.value is not None:
        return [] if result.value == result.focus and result.path is None else [result.value]
    if result.path is None or isinstance(result.focus, Literal):
        return []
    return sorted(set(data.objects(result.focus, result.path)), key=lambda node: node.n3())


def _shown(node: Node) -> str:
    """A value as it is read best: an IRI shortened by its prefix, a literal quoted."""
    if isinstance(node, Literal):
        language = f"@{node.language}" if node.language else ""
        return f'"{node}"{language}'
    return short(str(node)) if isinstance(node, URIRef) else str(node)


def short(iri: str) -> str:
    """`pm:Signature` for an IRI of a known vocabulary, `<…>` for any other."""
    for prefix, namespace in PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local != iri and re.fullmatch(r"[A-Za-z][\w-]*", local):
            return f"{prefix}:{local}"
    return f"<{iri}>"


def _named(path: URIRef | Path | None) -> str:
    """A path as SPARQL writes it, its IRIs shortened."""
    return re.sub(r"<([^<>]+)>", lambda m: short(m[1]), path.n3()) if path is not None else ""


def _by_language(texts: Iterable[Node]) -> dict[str, str]:
    return {(text.language or ""): str(text) for text in texts if isinstance(text, Literal)}


def _bare(code: str, text: str) -> str:
    """A message without its code, and without the placeholder of the value, which is written in a form of its own."""
    return text.removeprefix(f"{code} ").removesuffix(": {?value}")


def _is_shape(shapes: Graph, node: Node) -> bool:
    return (node, SH.message, None) in shapes
