"""Asks the graph for what pages show: rows, triples, and a name for everything that is linked."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, QuerySolutions, QueryTriples, Triple

from pmgraph.serve.words import TERMS
from pmgraph.store.protocol import Graph, Term
from pmgraph.vocab import PREFIXES

Row = dict[str, Term]
LANGUAGES = ("de", "en")
_NAMES = """
SELECT ?s ?p ?name WHERE {
  VALUES ?p { rdfs:label skos:prefLabel foaf:name vcard:fn dcterms:title schema:text pm:exact pm:edtfDate rdfs:comment
              skos:definition dcterms:identifier vcard:street-address }
  ?s ?p ?name
}"""
# In this order: a rule is better known by what it does than by its identifier, a date by its value than its wording.
_ORDER = tuple(
    f"{PREFIXES[prefix]}{name}"
    for prefix, name in (
        ("rdfs", "label"), ("skos", "prefLabel"), ("foaf", "name"), ("vcard", "fn"), ("dcterms", "title"),
        ("schema", "text"), ("pm", "exact"), ("pm", "edtfDate"), ("rdfs", "comment"), ("skos", "definition"),
        ("dcterms", "identifier"), ("vcard", "street-address"),
    )
)  # fmt: skip
# Nodes without a name of their own are called by what they join.
_JOINED = """
SELECT ?s ?name WHERE {
  { ?s pm:signatory/foaf:name ?name } UNION { ?s org:member/foaf:name ?name }
  UNION { ?s prov:specializationOf/dcterms:title ?name }
  UNION { ?s prov:used/prov:specializationOf/dcterms:title ?name }
  UNION { ?s vcard:hasValue ?name }
}"""
_GRAPHS = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"
_KEPT = 50_000


class Reader:
    """Reads one graph, which does not change. A dataset that has named graphs only is read as their union."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._default: tuple[str, ...] = ()
        self._names: dict[tuple[str, str], str] = {}
        self._constants: dict[str, list[Row]] = {}
        if len(graph) == 0:
            self._default = self.graphs()

    def graphs(self) -> tuple[str, ...]:
        """The IRIs of the named graphs, sorted."""
        return tuple(sorted(row["g"].value for row in self.constant(_GRAPHS) if isinstance(row["g"], NamedNode)))

    def __len__(self) -> int:
        return len(self._graph)

    def rows(self, sparql: str, **bindings: Term) -> list[Row]:
        """The rows of a SELECT query, without what is unbound."""
        answer = self._graph.query(sparql, bindings, default_graphs=self._default, named_graphs=self._default)
        if not isinstance(answer, QuerySolutions):
            raise TypeError(f"the query is no SELECT: {sparql[:80]!r}")
        variables = [v.value for v in answer.variables]
        return [{n: t for n in variables if (t := row[n]) is not None} for row in answer]

    def constant(self, sparql: str) -> list[Row]:
        """The rows of a query that asks the same every time, such as a count over everything; asked once."""
        if sparql not in self._constants:
            self._constants[sparql] = self.rows(sparql)
        return self._constants[sparql]

    def triples(self, sparql: str, **bindings: Term) -> set[Triple]:
        """The triples of a CONSTRUCT query."""
        answer = self._graph.query(sparql, bindings, default_graphs=self._default, named_graphs=self._default)
        if not isinstance(answer, QueryTriples):
            raise TypeError(f"the query is no CONSTRUCT: {sparql[:80]!r}")
        return set(answer)

    def name(self, iri: str, language: str) -> str:
        """What a page calls the thing: its label in the language if there is one, else the tail of its IRI."""
        key = (iri, language)
        if key not in self._names:
            if len(self._names) > _KEPT:
                self._names.clear()
            self._names[key] = self._named(iri, language)
        return self._names[key]

    def _named(self, iri: str, language: str) -> str:
        try:
            node = NamedNode(iri)
        except ValueError:
            return iri
        found: dict[str, list[Term]] = {}
        for row in self.rows(_NAMES, s=node):
            found.setdefault(row["p"].value, []).append(row["name"])
        for predicate in _ORDER:
            if predicate in found:
                return pick(found[predicate], language)
        joined = [row["name"] for row in self.rows(_JOINED, s=node)]
        if joined:
            return pick(joined, language)
        return TERMS[iri][LANGUAGES.index(language)] if iri in TERMS else short(iri)


def pick(terms: Iterable[Term], language: str) -> str:
    """The text of the term in the language, else of one without language, else of any; always the same one."""

    def rank(term: Term) -> tuple[int, str]:
        tag = term.language if isinstance(term, Literal) else None
        return (0 if tag == language else 1 if tag is None else 2, term.value)

    return min(terms, key=rank).value


def short(iri: str) -> str:
    """`prefix:name` for a known vocabulary, else the tail of the IRI, or all of it where that says nothing."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and "/" not in iri[len(namespace) :]:
            return f"{prefix}:{iri[len(namespace) :]}"
    for kind in ("/id/", "/graph/"):
        if kind in iri:
            return iri.split(kind, 1)[1]
    return iri
