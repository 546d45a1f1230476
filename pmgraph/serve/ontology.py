"""What the page of the ontology says of its terms: their place, their use in this graph, and the checks on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pyoxigraph import NamedNode
from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS as IDENTIFIER
from rdflib.namespace import SH

from pmgraph.resources import shape_files
from pmgraph.serve.facts import Thing, read_thing
from pmgraph.serve.reader import Reader, pick
from pmgraph.validate.shacl import Check, check_of
from pmgraph.vocab import DCTERMS, ONTOLOGY_GRAPH, OWL, PM, PREFIXES, RDFS, SKOS, VANN

KINDS = ("Class", "ObjectProperty", "DatatypeProperty")
_TERMS = """
SELECT ?g ?term ?type WHERE {
  GRAPH ?g { ?term a ?type VALUES ?type { owl:Class owl:ObjectProperty owl:DatatypeProperty } }
} ORDER BY ?term"""
_USED = {
    "Class": "SELECT ?term (COUNT(DISTINCT ?s) AS ?n) (MIN(STR(?s)) AS ?first) WHERE { ?s a ?term } GROUP BY ?term",
    "Property": "SELECT ?term (COUNT(DISTINCT ?s) AS ?n) (MIN(STR(?s)) AS ?first) WHERE { ?s ?term ?o } GROUP BY ?term",
}
"""Things are counted, not triples: a store that merges its graphs may give a triple of two graphs twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A class or property of the ontology. The tuples hold IRIs; `used` counts the things here that have it."""

    name: str
    thing: Thing
    definition: str
    parents: tuple[str, ...]
    children: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    ranges: tuple[str, ...] = ()
    properties: tuple[str, ...] = ()
    """Those that start at this class."""
    leading: tuple[str, ...] = ()
    """Those that lead to this class."""
    see_also: tuple[str, ...] = ()
    checks: tuple[Check, ...] = ()
    used: int = 0
    example: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the ontology says of itself, and of which other vocabularies this graph uses how many terms."""

    description: str
    version: str
    version_iri: str | None
    licence: str | None
    prefix: str
    namespace: str
    reused: tuple[tuple[str, str, int], ...]
    """Prefix, namespace, number of terms; the most used first."""


def about(reader: Reader, language: str) -> About | None:
    """The head of the page; None where the graph was served without its ontology."""
    thing = read_thing(reader, ONTOLOGY_GRAPH)
    if thing is None or not thing.facts:
        return None

    def text(predicate: str) -> str:
        said = [v.term for v in thing.values(predicate)]
        return pick(said, language) if said else ""

    return About(
        description=text(DCTERMS("description")),
        version=text(OWL("versionInfo")),
        version_iri=next(iter(thing.iris(OWL("versionIRI"))), None),
        licence=next(iter(thing.iris(DCTERMS("license"))), None),
        prefix=text(VANN("preferredNamespacePrefix")),
        namespace=str(PM),
        reused=_reused(reader),
    )


def terms(reader: Reader, language: str) -> list[tuple[str, list[Term]]]:
    """The terms of the namespace by their kind, each kind in the order of its names."""
    listed = [
        (row["term"].value, row["type"].value.removeprefix(str(OWL)))
        for row in reader.rows(_TERMS, g=NamedNode(ONTOLOGY_GRAPH))
        if row["term"].value.startswith(str(PM))
    ]
    things = {iri: thing for iri, _ in listed if (thing := read_thing(reader, iri)) is not None}
    used = {
        row["term"].value: (int(row["n"].value), row["first"].value)
        for query in _USED.values()
        for row in reader.constant(query)
        if "term" in row and row["term"].value in things
    }
    found: dict[str, list[Term]] = {}
    for iri, kind in dict.fromkeys(listed):
        if iri in things:
            found.setdefault(kind, []).append(_term(iri, things, used.get(iri, (0, "")), language))
    return [(kind, found[kind]) for kind in KINDS if kind in found]


def _term(iri: str, things: dict[str, Thing], used: tuple[int, str], language: str) -> Term:
    thing = things[iri]
    said = [v.term for p in (SKOS("definition"), RDFS("comment")) for v in thing.values(p)]
    above = (RDFS("subClassOf"), RDFS("subPropertyOf"))
    return Term(
        name=iri.removeprefix(str(PM)),
        thing=thing,
        definition=pick(said, language) if said else "",
        parents=tuple(parent for p in above for parent in thing.iris(p)),
        children=_pointing(things, above, iri),
        domains=thing.iris(RDFS("domain")),
        ranges=thing.iris(RDFS("range")),
        properties=_pointing(things, (RDFS("domain"),), iri),
        leading=_pointing(things, (RDFS("range"),), iri),
        see_also=thing.iris(RDFS("seeAlso")) + thing.iris(SKOS("closeMatch")),
        checks=_checks().get(iri, ()),
        used=used[0],
        example=used[1] if "/id/" in used[1] else None,
    )


def _pointing(things: dict[str, Thing], predicates: Iterable[str], iri: str) -> tuple[str, ...]:
    """The terms that point at a term."""
    return tuple(other for other, thing in things.items() if any(iri in thing.iris(p) for p in predicates))


def _reused(reader: Reader) -> tuple[tuple[str, str, int], ...]:
    terms = {row["term"].value for query in _USED.values() for row in reader.constant(query) if "term" in row}
    counts: Counter[tuple[str, str]] = Counter()
    for term in terms:
        known = [(p, ns) for p, ns in PREFIXES.items() if term.startswith(ns) and ns != str(PM)]
        if known:
            counts[max(known, key=lambda pair: len(pair[1]))] += 1
    return tuple((p, ns, n) for (p, ns), n in sorted(counts.items(), key=lambda c: (-c[1], c[0])))


@cache
def _checks() -> dict[str, tuple[Check, ...]]:
    """The checks on each term: on what a class holds, on the values of a property."""
    found: dict[str, set[Check]] = {}
    for file in shape_files():
        shapes = Graph().parse(file)
        for shape in shapes.subjects(IDENTIFIER.identifier, unique=True):
            check = check_of(shapes, shape)
            paths = [path for path in shapes.objects(shape, SH.path) if isinstance(path, URIRef)]
            for node in (*paths, *shapes.objects(shape, SH.targetClass)):
                found.setdefault(str(node), set()).add(check)
    return {term: tuple(sorted(checks, key=lambda c: c.code)) for term, checks in found.items()}
