"""Checks a whole graph against the shapes, and says which sentence of which release a violation was read from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from pyoxigraph import parse
from rdflib import Graph

from pmgraph.errors import StoreError
from pmgraph.model import Issue
from pmgraph.pipeline.readings import Release
from pmgraph.rdf.formats import by_extension
from pmgraph.rdf.terms import Quad, iri
from pmgraph.resources import ontology_files, shape_files
from pmgraph.validate.attribute import attribute
from pmgraph.validate.shacl import checks, validate
from pmgraph.vocab import PM


@cache
def _shapes() -> Graph:
    return _parsed(shape_files())


@cache
def _ontology() -> Graph:
    return _parsed(ontology_files())


def _parsed(files: Iterable[Path]) -> Graph:
    graph = Graph()
    for file in files:
        graph.parse(file, format="turtle")
    return graph


def check_lines(triples: Iterable[str]) -> tuple[Issue, ...]:
    """The findings of the shapes in a graph given as N-Triples lines, with ontology and concepts beside it."""
    data = Graph()
    data += _ontology()
    data.parse(data="\n".join(triples), format="nt")
    return validate(data, _shapes())


def check_codes() -> frozenset[str]:
    """The codes of all shapes."""
    return frozenset(check.code for check in checks(_shapes()))


def check_file(file: Path) -> tuple[Issue, ...]:
    """The findings in an RDF file, whose graphs count as one; StoreError where it cannot be read."""
    format_ = by_extension(file.suffix)
    if format_ is None or format_.rdf is None:
        raise StoreError(f"{file}: {file.suffix or 'no ending'} names no RDF format; use .nq, .trig, .ttl or .nt")
    try:
        return check_lines({f"{quad.triple} ." for quad in parse(path=str(file), format=format_.rdf)})
    except SyntaxError as error:
        raise StoreError(f"{file}: not readable as {format_.name}: {error}") from error
    except OSError as error:
        raise StoreError(f"{file}: {error.strerror or error}; name the folder of a build or an RDF file") from error


def check_quads(quads: Iterable[Quad]) -> tuple[Issue, ...]:
    """The findings in the union of all graphs, each with the one graph at fault where there is one."""
    known = list(quads)
    found = check_lines(sorted({f"{q.s} {q.p} {q.o} ." for q in known}))
    return attribute(found, [(q.s, q.p, q.o, q.g) for q in known])


def located(issues: Iterable[Issue], releases: Mapping[str, Release], quads: Iterable[Quad]) -> tuple[Issue, ...]:
    """The issues with file, line and sentence where they lie in one release; `releases` go by their graph's IRI."""
    evidence = _evidence(quads)
    return tuple(_located(issue, releases, evidence) for issue in issues)


def _located(issue: Issue, releases: Mapping[str, Release], evidence: Mapping[str, list[int]]) -> Issue:
    release = releases.get(issue.graph or "")
    if release is None:
        return issue
    layout = release.reading.layout
    starts = evidence.get(issue.subject or "", [])
    if not starts:
        return replace(issue, path=layout.document.path)
    span = layout.sentence_at(min(starts))
    return replace(
        issue, path=layout.document.path, line=layout.document.line_of(span.start), span=span,
        sentence=" ".join(span.of(layout.document.text).split()),
    )  # fmt: skip


def _evidence(quads: Iterable[Quad]) -> Mapping[str, list[int]]:
    """The offsets of the evidence of each thing; that of a date claim counts for what it dates, and comes first."""
    of: dict[str, str] = {}
    starts: dict[str, int] = {}
    dates: dict[str, str] = {}
    for quad in quads:
        if quad.p == iri(PM("evidences")):
            of[quad.s] = quad.o
        elif quad.p == iri(PM("start")):
            starts[quad.s] = int(quad.o.split('"')[1])
        elif quad.p == iri(PM("dateOf")):
            dates[quad.s] = quad.o
    found: dict[str, list[int]] = {}
    dated: dict[str, list[int]] = {}
    for node, thing in of.items():
        if node in starts:
            found.setdefault(thing[1:-1], []).append(starts[node])
            if thing in dates:
                dated.setdefault(dates[thing][1:-1], []).append(starts[node])
    return found | dated
