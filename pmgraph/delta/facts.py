"""Reads a graph as facts that people care about: what holds of an agreement, a release or a body, by which passage.

A quad is too small a thing to report: a signature alone is eight of them, and its IRI says nothing. A *fact* is one
line that an editor would write, such as "Anna Muster signed for the district as its head". Facts of two graphs are the
same fact if they say the same, whatever IRIs stand between.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from pmgraph.store.protocol import Graph, select
from pmgraph.vocab import DCTERMS, ORG, PM, SKOS

LANGUAGES = ("de", "en")


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """The passage a fact was read from: its wording (None where rights forbid it), release and half-open offsets."""

    release: str
    start: int
    end: int
    exact: str | None
    rule: str
    evidence: str
    """The IRI of the evidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One fact. `key` says what it says, so that equal keys are equal facts; `parts` are what its sentence is made of.

    `thing` and `parts` hold IRIs or literals as they stand in the graph; `graphs` are the named graphs that say so.
    """

    thing: str
    aspect: str
    parts: Mapping[str, str]
    graphs: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()

    @property
    def key(self) -> tuple[str, str, tuple[tuple[str, str], ...]]:
        return self.thing, self.aspect, tuple(sorted(self.parts.items()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The facts of one graph by their keys, the kind of each thing, and what things are called in each language."""

    facts: Mapping[tuple[str, str, tuple[tuple[str, str], ...]], Fact]
    kinds: Mapping[str, str]
    names: Mapping[tuple[str, str], str]
    moved: Mapping[str, str] = field(default_factory=dict)
    """Former IRIs, each with the one that names the thing in this graph."""

    def name(self, iri: str, language: str) -> str:
        """What a thing is called: in the language, else in any, else by the tail of its IRI."""
        found = self.names.get((iri, language)) or self.names.get((iri, "")) or self.names.get((iri, "de"))
        return found or iri.rstrip("/").rsplit("/", 1)[-1]


_KINDS = """SELECT DISTINCT ?thing ?kind WHERE {
  VALUES (?class ?kind) { (pm:Agreement "agreement") (pm:FrameworkAgreement "agreement") (pm:PressRelease "release")
                          (org:Organization "body") }
  ?thing a ?class }"""
# Properties that are facts as they stand: the kind of thing, the property, and the aspect that the fact is of.
DIRECT = (
    ("agreement", PM("agreementKind"), "kind"),
    ("agreement", PM("agreementStatus"), "status"),
    ("agreement", PM("hasParty"), "party"),
    ("agreement", PM("renews"), "predecessor"),
    ("agreement", PM("providesFor"), "committee"),
    ("agreement", DCTERMS("subject"), "topic"),
    ("agreement", DCTERMS("title"), "name"),
    ("release", DCTERMS("title"), "title"),
    ("release", DCTERMS("publisher"), "issuer"),
    ("release", DCTERMS("identifier"), "identifier"),
    ("release", PM("announces"), "announces"),
    ("agreement", DCTERMS("replaces"), "former"),
    ("release", DCTERMS("replaces"), "former"),
    ("body", DCTERMS("replaces"), "former"),
    ("body", SKOS("prefLabel"), "name"),
    ("body", ORG("subOrganizationOf"), "parent"),
    ("body", ORG("classification"), "type"),
)
_DIRECT = """SELECT DISTINCT ?thing ?property ?value ?graph WHERE {
  VALUES ?property { %s } GRAPH ?graph { ?thing ?property ?value }
  FILTER(!ISLITERAL(?value) || LANG(?value) IN ("", "de")) }"""
_DATES = """SELECT DISTINCT ?thing ?value ?node ?graph WHERE {
  { ?thing pm:signedIn ?dated } UNION { ?thing a pm:PressRelease BIND(?thing AS ?dated) }
  ?dated pm:edtfDate ?value ; pm:chosenClaim ?node . GRAPH ?graph { ?node pm:dateOf ?dated } }"""
_PLACES = """SELECT DISTINCT ?thing ?value ?node ?graph WHERE {
  ?thing pm:signedIn ?node . GRAPH ?graph { ?node prov:atLocation ?value } }"""
_SIGNATURES = """SELECT DISTINCT ?thing ?node ?person ?body ?post ?graph WHERE {
  ?thing pm:signedIn/pm:hasSignature ?node . GRAPH ?graph { ?node pm:signatory ?who } ?who foaf:name ?person .
  OPTIONAL { ?node pm:onBehalfOf ?body } OPTIONAL { ?node pm:inCapacity ?post } }"""
_STATEMENTS = """SELECT DISTINCT ?thing ?node ?text ?person ?graph WHERE {
  ?node prov:wasQuotedFrom ?thing . GRAPH ?graph { ?node schema:text ?text }
  OPTIONAL { ?node prov:wasAttributedTo/foaf:name ?person } }"""
_OFFICES = """SELECT DISTINCT ?thing ?node ?person ?post ?graph WHERE {
  GRAPH ?graph { ?node org:organization ?thing } ?node org:member/foaf:name ?person .
  OPTIONAL { ?node opengov:post ?held } OPTIONAL { ?node org:role ?role } BIND(COALESCE(?held, ?role) AS ?post) }"""
_ISSUES = """SELECT DISTINCT ?thing ?node ?code ?state ?graph WHERE {
  GRAPH ?graph { ?node a pm:DataIssue ; oa:hasTarget ?target ; pm:issueCode ?code } ?node pm:issueState ?state .
  OPTIONAL { ?whole pm:signedIn ?target } BIND(COALESCE(?whole, ?target) AS ?thing) }"""
_EVIDENCE = """SELECT DISTINCT ?e ?node ?property ?value ?exact ?start ?end ?rule ?release WHERE {
  ?e pm:evidences ?node ; pm:supports ?property ; pm:start ?start ; pm:end ?end ; pm:readBy ?rule ;
    pm:textVersion/prov:specializationOf ?release .
  OPTIONAL { ?e pm:exact ?exact } OPTIONAL { ?e pm:supportsValue ?value } }"""
_MOVED = "SELECT ?old ?new WHERE { ?old dcterms:isReplacedBy ?new }"
_NAMES = """SELECT DISTINCT ?thing ?name ?language ?order WHERE {
  VALUES (?p ?order) { (rdfs:label 1) (skos:prefLabel 2) (dcterms:title 3) (foaf:name 4) }
  ?thing ?p ?name BIND(LANG(?name) AS ?language) }"""
# The facts that a node of their own stands for, and the parts that say what they say.
_THROUGH = (
    ("date", _DATES, ("value",)),
    ("place", _PLACES, ("value",)),
    ("signature", _SIGNATURES, ("person", "body", "post")),
    ("statement", _STATEMENTS, ("text", "person")),
    ("office", _OFFICES, ("person", "post")),
    ("issue", _ISSUES, ("code", "state")),
)


def read_facts(graph: Graph) -> Snapshot:
    """The facts of a graph whose default graph is the union of its named graphs."""
    evidence = _evidence(graph)
    kinds = {row["thing"]: row["kind"] for row in select(graph, _KINDS)}
    facts: dict[tuple[str, str, tuple[tuple[str, str], ...]], Fact] = {}
    for fact in (*_direct(graph, kinds, evidence), *_through(graph, kinds, evidence)):
        former = facts.get(fact.key)
        facts[fact.key] = fact if former is None else _merged(former, fact)
    moved = {row["old"]: row["new"] for row in select(graph, _MOVED)}
    return Snapshot(facts=facts, kinds=kinds, names=_names(graph), moved=moved)


def renamed(snapshot: Snapshot, moved: Mapping[str, str]) -> Snapshot:
    """The snapshot in names of today: a thing that has only moved has neither come nor gone."""
    if not moved:
        return snapshot

    def now(value: str) -> str:
        # What is named below a thing, as a post is below its body, moves with it.
        at = value
        while at not in moved and "/id/" in at:
            at = at.rpartition("/")[0]
        return moved[at] + value[len(at) :] if at in moved else value

    facts = (
        replace(
            fact,
            thing=now(fact.thing),
            parts=fact.parts if fact.aspect == "former" else {n: now(v) for n, v in fact.parts.items()},
        )
        for fact in snapshot.facts.values()
    )
    return Snapshot(
        facts={fact.key: fact for fact in facts},
        kinds={now(thing): kind for thing, kind in snapshot.kinds.items()},
        names={(now(thing), language): name for (thing, language), name in snapshot.names.items()},
        moved=snapshot.moved,
    )


_Evidence = dict[str, list[tuple[str, str | None, Quote]]]


def _evidence(graph: Graph) -> _Evidence:
    found: _Evidence = {}
    for row in select(graph, _EVIDENCE):
        quote = Quote(row["release"], int(row["start"]), int(row["end"]), row.get("exact"), row["rule"], row["e"])
        found.setdefault(row["node"], []).append((row["property"], row.get("value"), quote))
    return found


def _direct(graph: Graph, kinds: Mapping[str, str], evidence: _Evidence) -> Iterator[Fact]:
    aspects = {(kind, property_): aspect for kind, property_, aspect in DIRECT}
    properties = " ".join(f"<{p}>" for p in dict.fromkeys(p for _, p, _ in DIRECT))
    for row in select(graph, _DIRECT % properties):
        aspect = aspects.get((kinds.get(row["thing"], ""), row["property"]))
        if aspect is None:
            continue
        quotes = {
            quote
            for property_, value, quote in evidence.get(row["thing"], ())
            if property_ == row["property"] and value in (None, row["value"])
        }
        yield Fact(
            thing=row["thing"], aspect=aspect, parts={"value": row["value"]}, graphs=(row["graph"],),
            quotes=tuple(sorted(quotes, key=_place)),
        )  # fmt: skip


def _through(graph: Graph, kinds: Mapping[str, str], evidence: _Evidence) -> Iterator[Fact]:
    for aspect, query, names in _THROUGH:
        for row in select(graph, query):
            if row["thing"] in kinds:
                quotes = {quote for _, _, quote in evidence.get(row["node"], ())}
                yield Fact(
                    thing=row["thing"], aspect=aspect, parts={n: row[n] for n in names if n in row},
                    graphs=(row["graph"],) if "graph" in row else (), quotes=tuple(sorted(quotes, key=_place)),
                )  # fmt: skip


def _merged(one: Fact, other: Fact) -> Fact:
    return Fact(
        thing=one.thing, aspect=one.aspect, parts=one.parts, graphs=tuple(sorted({*one.graphs, *other.graphs})),
        quotes=tuple(sorted({*one.quotes, *other.quotes}, key=_place)),
    )  # fmt: skip


def _place(quote: Quote) -> tuple[str, int, int, str]:
    return quote.release, quote.start, quote.end, quote.evidence


def _names(graph: Graph) -> dict[tuple[str, str], str]:
    """By thing and language; of several names the first in the order of the properties, then the longest."""
    best: dict[tuple[str, str], tuple[int, int, str]] = {}
    for row in select(graph, _NAMES):
        key, rank = (row["thing"], row["language"]), (int(row["order"]), -len(row["name"]), row["name"])
        if key not in best or rank < best[key]:
            best[key] = rank
    return {key: rank[2] for key, rank in best.items()}
