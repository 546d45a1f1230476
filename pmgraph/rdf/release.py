"""Maps one reading to the named graph of its release, after `docs/graph.md`."""

from __future__ import annotations

from dataclasses import dataclass

from pmgraph.iris import Iris, release_key
from pmgraph.model import Issue
from pmgraph.rdf.agreements import map_agreement
from pmgraph.rdf.bodies import map_bodies, map_services
from pmgraph.rdf.imprint import map_imprint
from pmgraph.rdf.persons import map_membership, map_persons, map_statement
from pmgraph.rdf.scope import Linked, Scope
from pmgraph.rdf.terms import Quad
from pmgraph.reading import Reading
from pmgraph.vocab import BIBO, DCTERMS, EU_LANGUAGE, PM, PROV, SCHEMA

__all__ = ["Linked", "ReleaseGraph", "key_of", "map_release"]


@dataclass(frozen=True, slots=True)
class ReleaseGraph:
    """The quads of a release with the names that others need: its IRI, key, graph, and the rules it used."""

    key: str
    iri: str
    graph: str
    quads: tuple[Quad, ...]
    rules: frozenset[str]


def key_of(reading: Reading, issuer: str, suffix: str = "") -> str:
    """The key of a release: issuer, printed year, number. Without a header date the year is the chosen one's."""
    header = reading.layout.header
    printed = header.inner_date or header.date or (reading.issued[0] if reading.issued else None)
    iso = printed.earliest if printed is not None else None
    number = header.number or header.inner_number
    key = release_key(
        issuer=issuer,
        year=iso[:4] if iso else None,
        number=number.value if number is not None else None,
        month_day=iso[5:7] + iso[8:10] if iso else None,
        sha256=reading.document.text_sha256,
    )
    return key + suffix


def map_release(reading: Reading, linked: Linked, iris: Iris) -> ReleaseGraph:
    """The quads of one release. Pure: the same reading and links give the same quads.

    Where the document's `publish_text` is `none`, its wording stays out: no quotes of evidence, no statements, no
    printed title; offsets and facts remain.
    """
    key = key_of(reading, linked.issuer, linked.suffix)
    scope = Scope(reading, linked, iris, key)
    _head(scope)
    _text_version(scope)
    for number, imprint in enumerate(reading.layout.imprints, 1):
        map_imprint(scope, f"{scope.R}/imprint/{number}", imprint)
    for agreement in reading.agreements:
        map_agreement(scope, agreement)
    for office in reading.offices:
        map_membership(scope, office)
    for statement in reading.statements if scope.w.quotes else ():
        map_statement(scope, statement)
    map_persons(scope)
    map_bodies(scope)
    map_services(scope)
    for issue in reading.issues:
        scope.w.issue(_target(scope, issue), issue)
    quads = tuple(dict.fromkeys(scope.w.quads))
    return ReleaseGraph(key, scope.R, iris.graph("release", key), quads, frozenset(scope.w.rules))


def _head(scope: Scope) -> None:
    """What the header, the imprint and the address say of the release itself."""
    w, r, header = scope.w, scope.R, scope.reading.layout.header
    w.type(r, PM("PressRelease"))
    if header.title is not None:
        w.say(r, DCTERMS("title"), header.title.value, "de")
        printed = header.title.evidence[0].exact
        if printed != header.title.value and w.quotes:
            w.say(r, PM("printedTitle"), printed, "de")
        w.evidence(r, DCTERMS("title"), header.title.evidence)
    number = header.number or header.inner_number
    if number is not None:
        w.say(r, BIBO("number"), number.value)
        w.evidence(r, BIBO("number"), number.evidence)
    w.say(r, DCTERMS("identifier"), scope.key)
    _publisher(scope)
    w.link(r, DCTERMS("language"), EU_LANGUAGE("DEU"))
    if header.place is not None:
        w.link(r, SCHEMA("locationCreated"), scope.place(header.place.value))
        w.evidence(r, SCHEMA("locationCreated"), header.place.evidence)
    if header.dateline is not None:
        w.say(r, SCHEMA("dateline"), header.dateline.value, "de")
    for address in (scope.reading.document.url, *scope.linked.other_addresses):
        if address is not None:
            w.link(r, SCHEMA("url"), address)
    for claim in scope.reading.issued:
        w.date_claim(r, claim, claim.source or r)


def _publisher(scope: Scope) -> None:
    """The issuing body, if one is known; the text is evidence for it only where the text, not a sidecar, says so."""
    w, issuer = scope.w, scope.iris.id("body", scope.linked.issuer)
    read = scope.reading.issuer
    named = read is not None and scope.body_iri(read.value) == issuer
    if named or scope.linked.issuer in scope.linked.registered:
        w.link(scope.R, DCTERMS("publisher"), issuer)
    if named and read is not None:
        w.evidence(scope.R, DCTERMS("publisher"), read.evidence)


def _text_version(scope: Scope) -> None:
    w, document = scope.w, scope.reading.document
    w.type(scope.text, PM("TextVersion"))
    w.link(scope.text, PROV("specializationOf"), scope.R)
    w.say(scope.text, SCHEMA("sha256"), document.text_sha256)
    w.say(scope.text, PM("rawSha256"), document.raw_sha256)
    w.say(scope.text, SCHEMA("encodingFormat"), f"text/plain; charset={document.encoding}")
    w.say(scope.text, PM("reader"), document.reader)
    run = f"{scope.R}/run"
    w.type(run, PM("ExtractionRun"))
    w.link(run, PROV("used"), scope.text)
    for agent in (scope.linked.software, *scope.linked.beside):
        w.link(run, PROV("wasAssociatedWith"), agent)


def _target(scope: Scope, issue: Issue) -> str:
    """What a finding is about: the text, the release, or the signing whose date it doubts."""
    if issue.code.startswith(("PM-TEXT", "PM-HEAD-001")):
        return scope.text
    if issue.code == "PM-DATE-002":
        for agreement in scope.reading.agreements:
            dates = agreement.signing.dates if agreement.signing is not None else ()
            if any(evidence.span == issue.span for claim in dates for evidence in claim.evidence):
                return scope.signing_iri(agreement)
    return scope.R
