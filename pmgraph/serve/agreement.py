"""What the page of an agreement shows: who signed for whom, when by which reading, what came before and after."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from pmgraph.serve.facts import Quote, read_quotes
from pmgraph.serve.reader import Reader, Row
from pmgraph.vocab import PM

_SIGNATURES = """
SELECT ?s ?signing ?signature ?person ?body ?post ?said ?instead ?origin WHERE {
  ?s pm:signedIn ?signing . ?signing pm:hasSignature ?signature . ?signature pm:signatory ?person .
  OPTIONAL { ?signature pm:onBehalfOf ?body }
  OPTIONAL { ?signature pm:inCapacity ?post }
  OPTIONAL { ?signature pm:capacityText ?said }
  OPTIONAL { ?signature pm:inPlaceOf ?instead }
  OPTIONAL { ?signature prov:wasDerivedFrom ?origin }
} ORDER BY ?signature ?body ?post"""
_SIGNINGS = """
SELECT ?s ?signing ?edtf ?chosen ?rule ?place WHERE {
  ?s pm:signedIn ?signing
  OPTIONAL { ?signing pm:edtfDate ?edtf }
  OPTIONAL { ?signing pm:chosenClaim ?chosen }
  OPTIONAL { ?signing pm:chosenBy ?rule }
  OPTIONAL { ?signing prov:atLocation ?place }
} ORDER BY ?signing ?place"""
_PARTIES = "SELECT DISTINCT ?s ?party WHERE { ?s pm:hasParty ?party } ORDER BY ?party"
_EXPECTED = "SELECT DISTINCT ?s ?person WHERE { ?s pm:expectedSignatory ?person } ORDER BY ?person"
_CLAIMS = """
SELECT ?s ?claim ?edtf ?wording ?rule ?factuality ?source WHERE {
  ?claim pm:dateOf ?s ; pm:edtfDate ?edtf
  OPTIONAL { ?claim pm:dateText ?wording }
  OPTIONAL { ?claim pm:readBy ?rule }
  OPTIONAL { ?claim pm:factuality ?factuality }
  OPTIONAL { ?claim dcterms:source ?source }
} ORDER BY ?edtf ?claim"""
_EARLIER = """
SELECT ?s ?other (SAMPLE(?date) AS ?edtf) WHERE {
  ?s pm:renews+ ?other OPTIONAL { ?other pm:signedIn/pm:edtfDate ?date }
} GROUP BY ?s ?other"""
_LATER = """
SELECT ?s ?other (SAMPLE(?date) AS ?edtf) WHERE {
  ?other pm:renews+ ?s OPTIONAL { ?other pm:signedIn/pm:edtfDate ?date }
} GROUP BY ?s ?other"""
_SOURCES = """
SELECT DISTINCT ?s ?source ?says ?state WHERE {
  VALUES ?says { pm:announces schema:mentions schema:about } ?source ?says ?s
  OPTIONAL { ?source pm:reviewState ?state }
} ORDER BY ?says ?source"""
_ISSUES = """
SELECT ?s ?issue ?state WHERE { ?issue a pm:DataIssue ; oa:hasTarget ?s OPTIONAL { ?issue pm:issueState ?state } }
ORDER BY ?issue"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """One signature: a person, the body signed for, the office, each with its passages; `origin` is a record's IRI."""

    iri: str
    person: str
    body: str | None
    post: str | None
    said: str | None
    """The office as a record words it."""
    instead: str | None
    """The person whom this one stood in for."""
    origin: str | None
    quotes: tuple[Quote, ...]

    def quote(self, term: str) -> Quote | None:
        """The first passage for a property of `pm:`, such as `signatory`."""
        return next((q for q in self.quotes if q.supports == PM(term)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateReading:
    """One reading of a date; `chosen` where it is the one that the graph goes by."""

    iri: str
    edtf: str
    wording: str | None
    rule: str | None
    factuality: str | None
    source: str | None
    chosen: bool
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningView:
    """When and where an agreement was signed, and by whom."""

    iri: str
    edtf: str | None
    rule: str | None
    place: str | None
    place_quote: Quote | None
    readings: tuple[DateReading, ...]
    signatories: tuple[Signatory, ...]
    expected: tuple[str, ...]
    """The persons who are to sign what is only planned."""


@dataclass(frozen=True, slots=True)
class InChain:
    """An agreement of a chain of renewals; `here` for the one whose page it is."""

    iri: str
    edtf: str | None
    here: bool


@dataclass(frozen=True, slots=True)
class IssueRow:
    """A finding, and whether a rule resolved it."""

    iri: str
    state: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementView:
    """The page of one agreement."""

    signings: tuple[SigningView, ...]
    chain: tuple[InChain, ...]
    sources: tuple[tuple[str, str, str | None], ...]
    """Property, release or record, and of a record how often its source was read."""
    issues: tuple[IssueRow, ...]

    @property
    def edtf(self) -> str | None:
        """The date of the signing, where there is one."""
        return next((s.edtf for s in self.signings if s.edtf), None)


def read_agreement(reader: Reader, iri: str) -> AgreementView:
    """What the graph says of the agreement beyond its own triples."""
    signings = read_signings(reader, iri)
    edtf = next((s.edtf for s in signings if s.edtf), None)
    chain = [InChain(iri, edtf, True)]
    for query in (_EARLIER, _LATER):
        for row in reader.rows(query, s=NamedNode(iri)):
            if row["other"].value != iri:
                chain.append(InChain(row["other"].value, _text(row, "edtf"), False))
    issues = read_issues(reader, iri)
    for signing in signings:
        issues += read_issues(reader, signing.iri)
    return AgreementView(
        signings=signings,
        chain=tuple(sorted(chain, key=lambda c: (c.edtf or "", c.iri))) if len(chain) > 1 else (),
        sources=tuple(
            (r["says"].value, r["source"].value, _text(r, "state")) for r in reader.rows(_SOURCES, s=NamedNode(iri))
        ),
        issues=issues,
    )


def read_signings(reader: Reader, iri: str) -> tuple[SigningView, ...]:
    """The signings of an agreement; mostly one."""
    signatories: dict[str, dict[str, Signatory]] = {}
    for row in reader.rows(_SIGNATURES, s=NamedNode(iri)):
        of_signing = signatories.setdefault(row["signing"].value, {})
        of_signing.setdefault(row["signature"].value, _signatory(reader, row))
    found: dict[str, SigningView] = {}
    for row in reader.rows(_SIGNINGS, s=NamedNode(iri)):
        signing = row["signing"].value
        if signing in found:
            continue
        quotes = read_quotes(reader, signing)
        people = sorted(signatories.get(signing, {}).values(), key=lambda s: (_first(s.quotes), s.iri))
        found[signing] = SigningView(
            iri=signing, edtf=_text(row, "edtf"), rule=_text(row, "rule"), place=_text(row, "place"),
            place_quote=next((q for q in quotes if q.supports.endswith("atLocation")), None),
            readings=read_readings(reader, signing, _text(row, "chosen")), signatories=tuple(people),
            expected=tuple(r["person"].value for r in reader.rows(_EXPECTED, s=NamedNode(signing))),
        )  # fmt: skip
    return tuple(found.values())


def _first(quotes: tuple[Quote, ...]) -> int:
    return min((q.start for q in quotes if q.supports == PM("signatory")), default=0)


def _signatory(reader: Reader, row: Row) -> Signatory:
    return Signatory(
        iri=row["signature"].value, person=row["person"].value, body=_text(row, "body"), post=_text(row, "post"),
        said=_text(row, "said"),
        instead=_text(row, "instead"), origin=_text(row, "origin"), quotes=read_quotes(reader, row["signature"].value),
    )  # fmt: skip


def read_parties(reader: Reader, iri: str) -> tuple[str, ...]:
    """The parties of an agreement."""
    return tuple(r["party"].value for r in reader.rows(_PARTIES, s=NamedNode(iri)))


def read_readings(reader: Reader, thing: str, chosen: str | None) -> tuple[DateReading, ...]:
    """Every reading of the date of a thing, the chosen one first."""
    found: dict[str, DateReading] = {}
    for row in reader.rows(_CLAIMS, s=NamedNode(thing)):
        claim = row["claim"].value
        found.setdefault(
            claim,
            DateReading(
                iri=claim, edtf=row["edtf"].value, wording=_text(row, "wording"), rule=_text(row, "rule"),
                factuality=_text(row, "factuality"), source=_text(row, "source"), chosen=claim == chosen,
                quotes=read_quotes(reader, claim),
            ),
        )  # fmt: skip
    return tuple(sorted(found.values(), key=lambda r: (not r.chosen, r.edtf, r.iri)))


def read_issues(reader: Reader, iri: str) -> tuple[IssueRow, ...]:
    """The findings about a thing."""
    return tuple(IssueRow(r["issue"].value, _text(r, "state")) for r in reader.rows(_ISSUES, s=NamedNode(iri)))


def _text(row: Row, name: str) -> str | None:
    return row[name].value if name in row else None
