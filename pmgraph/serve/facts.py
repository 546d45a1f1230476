"""What the graph says of one thing: its facts with the graphs and passages they are from, and what points at it."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from pmgraph.serve.reader import Reader, Row
from pmgraph.store.protocol import Term
from pmgraph.vocab import PM, RDF

_MOVED = "SELECT ?old ?new WHERE { ?old dcterms:isReplacedBy ?new }"
_FACTS = """
SELECT ?s ?p ?o ?g WHERE { ?s ?p ?o OPTIONAL { GRAPH ?g { ?s ?p ?o } } }"""
_INCOMING = """
SELECT ?s ?p ?from WHERE { ?from ?p ?s FILTER(?p NOT IN (pm:evidences, pm:supportsValue)) } LIMIT 501"""
_QUOTES = """
SELECT ?s ?evidence ?supports ?value ?exact ?start ?end ?factuality ?rule ?release WHERE {
  ?evidence pm:evidences ?s ; pm:supports ?supports ; pm:exact ?exact ; pm:start ?start ; pm:end ?end ;
    pm:textVersion/prov:specializationOf ?release .
  OPTIONAL { ?evidence pm:supportsValue ?value }
  OPTIONAL { ?evidence pm:factuality ?factuality }
  OPTIONAL { ?evidence pm:readBy ?rule }
}"""
# Its own triples, the names of what it points at, its evidence.
_DESCRIPTION = """
CONSTRUCT { ?s ?p ?o . ?o ?label ?name . ?e ?ep ?eo } WHERE {
  { ?s ?p ?o OPTIONAL { VALUES ?label { rdfs:label skos:prefLabel foaf:name dcterms:title } ?o ?label ?name } }
  UNION { ?s pm:hasEvidence ?e . ?e ?ep ?eo }
}"""
_SHOWN = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A passage that carries a fact. `supports` is the property, `value` one of its values where there are several."""

    evidence: str
    supports: str
    value: str | None
    exact: str
    start: int
    end: int
    factuality: str | None
    rule: str | None
    release: str

    @property
    def anchor(self) -> str:
        """The fragment under which the page of the release shows the passage."""
        return f"t{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a property, the named graphs that say so, and the passages it was read from."""

    term: Term
    graphs: tuple[str, ...]
    quotes: tuple[Quote, ...]

    @property
    def iri(self) -> str | None:
        """The IRI, or None where the value is a literal."""
        return self.term.value if isinstance(self.term, NamedNode) else None

    @property
    def language(self) -> str | None:
        """The language of a text."""
        return self.term.language if isinstance(self.term, Literal) else None


@dataclass(frozen=True, slots=True)
class Thing:
    """Everything that the graph says of one IRI. `incoming` are pairs of property and subjects, capped at 500."""

    iri: str
    facts: dict[str, tuple[Value, ...]]
    incoming: dict[str, tuple[str, ...]]
    incoming_cut: bool
    quotes: tuple[Quote, ...]

    @property
    def types(self) -> frozenset[str]:
        return frozenset(v.term.value for v in self.facts.get(RDF("type"), ()))

    def values(self, predicate: str) -> tuple[Value, ...]:
        """The values of a property, in a stable order."""
        return self.facts.get(predicate, ())

    def one(self, predicate: str) -> Value | None:
        """The first value of a property, or None."""
        return next(iter(self.values(predicate)), None)

    def iris(self, predicate: str) -> tuple[str, ...]:
        """The values of a property that are IRIs."""
        return tuple(v.iri for v in self.values(predicate) if v.iri is not None)

    def quotes_for(self, predicate: str, value: str | None = None) -> tuple[Quote, ...]:
        """The passages for a property, or for one value of it."""
        return tuple(q for q in self.quotes if q.supports == predicate and (value is None or q.value in (None, value)))

    @property
    def quotes_by_property(self) -> dict[str, list[Quote]]:
        found: dict[str, list[Quote]] = {}
        for quote in self.quotes:
            found.setdefault(quote.supports, []).append(quote)
        return found


def moved_to(reader: Reader, iri: str) -> str | None:
    """The IRI that names the thing now, where this one no longer does.

    What is named below a thing, as a post is below its body, moves with it.
    """
    moved = {row["old"].value: row["new"].value for row in reader.constant(_MOVED)}
    above = iri if moved else ""
    while "/id/" in above:
        if above in moved:
            return moved[above] + iri[len(above) :]
        above = above.rpartition("/")[0]
    return None


def read_thing(reader: Reader, iri: str) -> Thing | None:
    """The thing, or None where the graph says nothing of it."""
    node = NamedNode(iri)
    quotes = read_quotes(reader, iri)
    said: dict[tuple[str, Term], set[str]] = {}
    for row in reader.rows(_FACTS, s=node):
        graphs = said.setdefault((row["p"].value, row["o"]), set())
        if "g" in row:
            graphs.add(row["g"].value)
    incoming: dict[str, list[str]] = {}
    # Sorted here: a concept may be pointed at by every piece of evidence there is, too many to sort for 500.
    rows = sorted(reader.rows(_INCOMING, s=node), key=lambda row: (row["p"].value, row["from"].value))
    for row in rows[:_SHOWN]:
        if isinstance(row["from"], NamedNode):
            incoming.setdefault(row["p"].value, []).append(row["from"].value)
    if not said and not incoming:
        return None
    facts: dict[str, list[Value]] = {}
    for (predicate, term), graphs in said.items():
        value = term.value if isinstance(term, NamedNode) else None
        supporting = tuple(q for q in quotes if q.supports == predicate and (q.value is None or q.value == value))
        facts.setdefault(predicate, []).append(Value(term, tuple(sorted(graphs)), supporting))
    return Thing(
        iri,
        {predicate: tuple(sorted(facts[predicate], key=_as_in_text)) for predicate in sorted(facts)},
        {p: tuple(v) for p, v in incoming.items()},
        len(rows) > _SHOWN,
        quotes,
    )


def _as_in_text(value: Value) -> tuple[float, str]:
    """Values stand in the order in which the text names them, those without a passage last."""
    return (value.quotes[0].start if value.quotes else float("inf"), str(value.term))


def read_quotes(reader: Reader, iri: str) -> tuple[Quote, ...]:
    """The passages that carry facts of one thing, in the order of the text."""
    found = [quote_of(row) for row in reader.rows(_QUOTES, s=NamedNode(iri))]
    return tuple(sorted(found, key=lambda q: (q.release, q.start, q.end, q.evidence)))


def quote_by_evidence(reader: Reader, iri: str) -> Quote | None:
    """The passage that a piece of evidence cites; None where `iri` is no evidence."""
    return next((quote_of(row) for row in reader.rows(_QUOTES, evidence=NamedNode(iri))), None)


def quote_of(row: Row) -> Quote:
    """The quote in a row that has the variables of `_QUOTES`."""
    return Quote(
        evidence=row["evidence"].value, supports=row["supports"].value, value=_value(row, "value"),
        exact=row["exact"].value, start=int(row["start"].value), end=int(row["end"].value),
        factuality=_value(row, "factuality"), rule=_value(row, "rule"), release=row["release"].value,
    )  # fmt: skip


def _value(row: Row, name: str) -> str | None:
    return row[name].value if name in row else None


def describe(reader: Reader, iri: str) -> list[Triple]:
    """The description of a thing as RDF, sorted: its triples, names of what it points at, its evidence."""
    return sorted(reader.triples(_DESCRIPTION, s=NamedNode(iri)), key=str)


def is_evidence(thing: Thing) -> bool:
    """Whether the thing can be given as a Web Annotation."""
    return PM("Evidence") in thing.types
