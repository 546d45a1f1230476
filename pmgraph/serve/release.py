"""What the page of a release shows: its text with what was read from it, and what that makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from pmgraph.serve.agreement import DateReading, IssueRow, SigningView, read_issues, read_readings, read_signings
from pmgraph.serve.facts import Quote, Thing, quote_of, read_quotes
from pmgraph.serve.reader import Reader
from pmgraph.serve.text import Piece, pieces
from pmgraph.vocab import DCTERMS, FOAF, ORG, PM, PROV, RDF, SCHEMA, TIME

_QUOTES = """
SELECT ?s ?release ?evidence ?thing ?supports ?value ?exact ?start ?end ?factuality ?rule WHERE {
  ?text prov:specializationOf ?s . BIND(?s AS ?release)
  ?evidence pm:textVersion ?text ; pm:evidences ?thing ; pm:supports ?supports ; pm:exact ?exact ; pm:start ?start ;
    pm:end ?end .
  OPTIONAL { ?evidence pm:supportsValue ?value }
  OPTIONAL { ?evidence pm:factuality ?factuality }
  OPTIONAL { ?evidence pm:readBy ?rule }
}"""
_TEXT = "SELECT ?s ?text ?sha256 WHERE { ?text prov:specializationOf ?s ; schema:sha256 ?sha256 }"
_STATEMENTS = """
SELECT ?s ?statement ?said ?speaker ?mode WHERE {
  ?statement prov:wasQuotedFrom ?s ; schema:text ?said
  OPTIONAL { ?statement prov:wasAttributedTo ?speaker }
  OPTIONAL { ?statement pm:speechMode ?mode }
}"""
_IMPRINT = """
SELECT ?s ?imprint ?p ?value WHERE {
  ?s vcard:hasRelated ?imprint .
  { VALUES ?p { vcard:fn vcard:hasEmail vcard:hasURL } ?imprint ?p ?value }
  UNION { VALUES ?p { vcard:street-address vcard:postal-code vcard:locality }
    ?imprint vcard:hasAddress ?a . ?a ?p ?value }
  UNION { ?imprint vcard:hasTelephone ?t . ?t a ?p ; vcard:hasValue ?value . VALUES ?p { vcard:Voice vcard:Fax } }
}"""
_MENTIONED = "SELECT DISTINCT ?s ?thing ?type WHERE { ?s schema:mentions ?thing . ?thing a ?type } ORDER BY ?thing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Something a person is reported to have said."""

    iri: str
    said: str
    speaker: str | None
    direct: bool
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Announced:
    """An agreement of the release with its signings; `news` where the release announces it."""

    iri: str
    news: bool
    signings: tuple[SigningView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseView:
    """The page of one release. `pieces` is None where the text may not be shown; then `quotes` stand in its place."""

    pieces: list[Piece] | None
    quotes: tuple[Quote, ...]
    about: dict[str, str]
    """Evidence -> the thing that it is evidence for."""
    readings: tuple[DateReading, ...]
    agreements: tuple[Announced, ...]
    statements: tuple[Statement, ...]
    imprints: tuple[dict[str, str], ...]
    persons: tuple[str, ...]
    bodies: tuple[str, ...]
    issues: tuple[IssueRow, ...]


def read_release(reader: Reader, thing: Thing, text_of: Callable[[str], str | None]) -> ReleaseView:
    """What the graph says of the release beyond its own triples, and its text where that may be shown."""
    node = NamedNode(thing.iri)
    rows = reader.rows(_QUOTES, s=node)
    quotes = tuple(sorted({quote_of(row) for row in rows}, key=lambda q: (q.start, q.end, q.evidence)))
    texts = reader.rows(_TEXT, s=node)
    text = next((found for row in texts if (found := text_of(row["sha256"].value)) is not None), None)
    mentioned: dict[str, set[str]] = {}
    for row in reader.rows(_MENTIONED, s=node):
        mentioned.setdefault(row["thing"].value, set()).add(row["type"].value)
    chosen = thing.one(PM("chosenClaim"))
    issues = read_issues(reader, thing.iri)
    for row in texts:
        issues += read_issues(reader, row["text"].value)
    return ReleaseView(
        pieces=pieces(text, quotes) if text is not None else None,
        quotes=quotes,
        about={row["evidence"].value: row["thing"].value for row in rows},
        readings=read_readings(reader, thing.iri, chosen.iri if chosen is not None else None),
        agreements=_agreements(reader, thing, mentioned),
        statements=_statements(reader, node),
        imprints=_imprints(reader, node),
        persons=tuple(i for i, types in mentioned.items() if FOAF("Person") in types),
        bodies=tuple(i for i, types in mentioned.items() if ORG("Organization") in types),
        issues=issues,
    )


def _agreements(reader: Reader, thing: Thing, mentioned: dict[str, set[str]]) -> tuple[Announced, ...]:
    kinds = {PM("Agreement"), PM("FrameworkAgreement")}
    news = [Announced(i, True, read_signings(reader, i)) for i in thing.iris(PM("announces"))]
    old = [Announced(i, False, read_signings(reader, i)) for i, types in mentioned.items() if types & kinds]
    return (*news, *old)


def _statements(reader: Reader, node: NamedNode) -> tuple[Statement, ...]:
    found: dict[str, Statement] = {}
    for row in reader.rows(_STATEMENTS, s=node):
        iri = row["statement"].value
        found[iri] = Statement(
            iri=iri, said=row["said"].value, speaker=row["speaker"].value if "speaker" in row else None,
            direct="mode" in row and row["mode"].value.endswith("/direct"),
            quotes=tuple(q for q in read_quotes(reader, iri) if q.supports == SCHEMA("text")),
        )  # fmt: skip
    return tuple(sorted(found.values(), key=lambda s: (s.quotes[0].start if s.quotes else 0, s.iri)))


def _imprints(reader: Reader, node: NamedNode) -> tuple[dict[str, str], ...]:
    found: dict[str, dict[str, str]] = {}
    for row in reader.rows(_IMPRINT, s=node):
        key = row["p"].value.rpartition("#")[2].replace("-", "_")
        value = row["value"].value.removeprefix("tel:").removeprefix("mailto:")
        found.setdefault(row["imprint"].value, {})[key] = value
    return tuple(found[i] for i in sorted(found))


# What a marked passage says, by the property that it carries: the class that colours it.
_COLOURS = {
    PM("signatory"): "person", FOAF("name"): "person", PROV("wasAttributedTo"): "person",
    PM("hasSignature"): "verb", PM("inCapacity"): "role", ORG("role"): "role",
    PM("onBehalfOf"): "body", PM("hasParty"): "body", ORG("organization"): "body",
    DCTERMS("publisher"): "body", "http://www.w3.org/2004/02/skos/core#prefLabel": "body",
    PM("edtfDate"): "date", PROV("atLocation"): "date", SCHEMA("locationCreated"): "date",
    TIME("hasXSDDuration"): "date", PM("extendedBy"): "date", PM("openEnded"): "date", DCTERMS("temporal"): "date",
    SCHEMA("text"): "speech", RDF("type"): "matter",
}  # fmt: skip


def colour(quote: Quote, about: str) -> str:
    """The class of a marked passage that is evidence for the thing `about`."""
    if quote.supports.endswith("#prefLabel") and "/body/" not in about:
        return "matter"
    return _COLOURS.get(quote.supports, "matter")


_RANK = ("/id/person/", "/id/body/", "/voc/", "/id/agreement/")


def clicked(piece: Piece, about: Mapping[str, str]) -> Quote | None:
    """The quote that a reader means by clicking a piece: the narrowest, and of those the one that names somebody.

    `about` leads from evidence to the thing that it is evidence for.
    """

    def rank(quote: Quote) -> tuple[int, int, str]:
        leads = target(quote, about[quote.evidence])
        kind = next((n for n, part in enumerate(_RANK) if part in leads), len(_RANK))
        return (quote.end - quote.start, kind, quote.evidence)

    return min(piece.quotes, key=rank, default=None)


def target(quote: Quote, about: str) -> str:
    """Where a click on a marked passage leads: to the value that it names, else to the thing that it is about."""
    return quote.value or about
