"""Maps an editor's record: the facts of a release that is only linked, in the same terms as those that rules read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from pmgraph.curated import OPEN_ENDED, EditorRecord, RecordAgreement, RecordSignatory
from pmgraph.edtf_dates import bounds, is_edtf
from pmgraph.german.agreements import CONCEPT_OF_KIND
from pmgraph.german.bodies import body_word
from pmgraph.german.offices import find_offices
from pmgraph.iris import Iris, digest, distinct_slug, slug
from pmgraph.model import Claim, DateClaim, Evidence, Factuality, Span
from pmgraph.rdf.agreements import agreement_class
from pmgraph.rdf.bodies import describe_body
from pmgraph.rdf.graph import GraphWriter
from pmgraph.rdf.in_force import map_term
from pmgraph.rdf.scope import describe_post
from pmgraph.rdf.terms import day
from pmgraph.reading import Status, Term
from pmgraph.vocab import DCTERMS, FOAF, OPENGOV, ORG, PM, PROV, SCHEMA, SKOS, VOC

RULE_RECORD = "record.entered"
BodyId = Callable[[str, str], tuple[str, bool]]
"""(name, jurisdiction) -> the id of a body and whether the register describes it."""
PlaceId = Callable[[str, str], tuple[str, bool]]

# As it stands in an IRI below id/agreement/: jurisdiction, year, slug.
_AGREEMENT_ID = re.compile(r"[a-z0-9-]+/(?:\d{4}|undated)/[a-z0-9-]+")
_NOT_NAMES = frozenset({"dr.", "prof.", "von", "van", "zu", "de"})


def map_record(
    record: EditorRecord,
    iris: Iris,
    body_id: BodyId,
    *,
    place_id: PlaceId | None = None,
    registered: frozenset[str] = frozenset(),
    roles: Mapping[str, tuple[str, str]] | None = None,
    described: frozenset[str] | None = None,
) -> GraphWriter:
    """`/graph/record/{slug}`.

    `described` are the IRIs of agreements that releases name and describe; an agreement with an id of its own is taken
    to be one of those if it is not given. Its title and status are then the release's, and the record's wording stands
    beside them as `skos:altLabel`. `registered` and `roles` are those of `scope.Linked`.
    """
    return _RecordMapper(record, iris, body_id, place_id, registered, roles or {}, described).map()


class _RecordMapper:
    def __init__(
        self,
        record: EditorRecord,
        iris: Iris,
        body_id: BodyId,
        place_id: PlaceId | None,
        registered: frozenset[str],
        roles: Mapping[str, tuple[str, str]],
        described: frozenset[str] | None,
    ) -> None:
        self.record, self.iris, self.body_id, self.place_id = record, iris, body_id, place_id
        self.registered, self.roles, self.described = registered, roles, described
        self.here = iris.id("record", record.slug)
        self.w = GraphWriter(iris, iris.graph("record", record.slug), self.here)
        self.by_name = {agreement.name: agreement for agreement in record.agreements}

    def map(self) -> GraphWriter:
        w, record = self.w, self.record
        w.type(self.here, PM("EditorialRecord"))
        w.say(self.here, DCTERMS("title"), record.title, "de")
        w.link(self.here, DCTERMS("source"), record.source)
        w.add(self.here, PM("enteredOn"), day(record.entered))
        cited = ", ".join(part for part in (record.publisher, record.issued) if part)
        if cited:
            w.say(self.here, DCTERMS("bibliographicCitation"), f"{record.title} ({cited})", "de")
        if record.note:
            w.say(self.here, SKOS("editorialNote"), record.note, "de")
        for agreement in record.agreements:
            self.agreement(agreement)
        return w

    # ------------------------------------------------------------- agreements

    def agreement_iri(self, agreement: RecordAgreement) -> str:
        """The IRI of an agreement: by its id, else by year and name as a release would mint it."""
        year = self.year(agreement) or "undated"
        return self.iris.id(
            "agreement", agreement.id or f"{self.record.jurisdiction}/{year}/{distinct_slug(agreement.name)}"
        )

    def year(self, agreement: RecordAgreement) -> str | None:
        """The year of the signing; of news without a date, that of the linked release."""
        if agreement.signed_on is not None:
            return _year(agreement.signed_on)
        return _year(self.record.issued) if agreement.status != Status.MENTIONED else None

    def agreement(self, agreement: RecordAgreement) -> None:
        w, here = self.w, self.agreement_iri(agreement)
        w.type(here, agreement_class(agreement.kind))
        w.link(self.here, SCHEMA("about"), here)
        w.link(here, PROV("wasDerivedFrom"), self.here)
        w.link(here, PM("agreementKind"), VOC(CONCEPT_OF_KIND[agreement.kind]))
        if self.elsewhere(agreement, here):
            # A second title would compete with the release's.
            w.say(here, SKOS("altLabel"), agreement.name, "de")
        else:
            self.describe(here, agreement)
        for party in agreement.parties:
            w.link(here, PM("hasParty"), self.body(party))
        if agreement.replaces:
            w.link(here, PM("renews"), self.predecessor(agreement.replaces))
        if agreement.signed_on or agreement.signed_at or agreement.signatories:
            w.link(here, PM("signedIn"), f"{here}/signing")
            self.signing(f"{here}/signing", agreement)
        term = self.term(agreement)
        if term:
            map_term(w, here, term, self.here, derived_from=self.here)

    def term(self, agreement: RecordAgreement) -> Term:
        """How long the agreement is in force, as the record says: there is no text to cite."""
        words = Evidence(span=Span(0, 0), exact="", rule=RULE_RECORD)
        length = agreement.term if agreement.term != OPEN_ENDED else None
        return Term(
            words=(),
            begins=(self.claim(agreement.in_force_from, agreement),) if agreement.in_force_from else (),
            ends=(self.claim(agreement.in_force_until, agreement),) if agreement.in_force_until else (),
            duration=Claim(length, ()) if length else None,
            extended_by=Claim(agreement.extended_by, ()) if agreement.extended_by else None,
            open_ended=words if agreement.term == OPEN_ENDED else None,
        )

    def claim(self, edtf: str, agreement: RecordAgreement, wording: str | None = None) -> DateClaim:
        """A date as the editor typed it in; of an agreement that is only planned it is planned too."""
        low, high = bounds(edtf) if is_edtf(edtf) else (None, None)
        planned = agreement.status == Status.PLANNED
        return DateClaim(
            wording=wording or edtf, edtf=edtf, earliest=low, latest=high, rule=RULE_RECORD,
            factuality=Factuality.PLANNED if planned else Factuality.STATED,
        )  # fmt: skip

    def elsewhere(self, agreement: RecordAgreement, here: str) -> bool:
        return agreement.id is not None and (self.described is None or here in self.described)

    def describe(self, here: str, agreement: RecordAgreement) -> None:
        self.w.say(here, DCTERMS("title"), agreement.name, "de")
        self.w.link(here, PM("agreementStatus"), VOC(agreement.status))

    def predecessor(self, replaces: str) -> str:
        """The earlier agreement: one given by its id, else one of this record, else one known by name alone."""
        if _AGREEMENT_ID.fullmatch(replaces):
            return self.iris.id("agreement", replaces)
        known = self.by_name.get(replaces)
        if known is not None:
            return self.agreement_iri(known)
        here = self.iris.id("agreement", self.record.jurisdiction, "undated", distinct_slug(replaces))
        self.w.type(here, PM("Agreement"))
        self.w.say(here, DCTERMS("title"), replaces, "de")
        self.w.link(here, PM("agreementStatus"), VOC(Status.MENTIONED))
        self.w.link(here, PM("agreementKind"), VOC(CONCEPT_OF_KIND["other"]))
        self.w.link(here, PROV("wasDerivedFrom"), self.here)
        return here

    def signing(self, here: str, agreement: RecordAgreement) -> None:
        w = self.w
        w.type(here, PM("SigningEvent"))
        w.link(here, PROV("wasDerivedFrom"), self.here)
        if agreement.signed_at:
            w.link(here, PROV("atLocation"), self.place(agreement.signed_at))
        if agreement.signed_on:
            w.date_claim(here, self.claim(agreement.signed_on, agreement, agreement.wording), self.here)
        for signatory in agreement.signatories:
            self.signature(here, signatory)

    # ---------------------------------------------------------------- persons

    def signature(self, signing: str, signatory: RecordSignatory) -> None:
        w, person = self.w, self.person(signatory)
        here = self.iris.id("signature", digest(self.record.slug, signing, signatory.person))
        w.type(here, PM("Signature"))
        w.link(signing, PM("hasSignature"), here)
        w.link(here, PM("signatory"), person)
        w.link(here, PROV("wasDerivedFrom"), self.here)
        if signatory.body is None:
            return
        body = self.body(signatory.body)
        w.link(here, PM("onBehalfOf"), body)
        if signatory.role is not None:
            post, concept = self.post(signatory.role, signatory.body, body)
            w.link(here, PM("inCapacity"), post)
            self.membership(person, body, post, concept)

    def person(self, signatory: RecordSignatory) -> str:
        """A person of this record; the IRI is opaque and the same for all that the record says of the name."""
        here = self.iris.id("person", digest(self.record.slug, signatory.person))
        words = [word for word in signatory.person.split() if word.lower() not in _NOT_NAMES]
        self.w.type(here, FOAF("Person"))
        self.w.say(here, FOAF("name"), signatory.person)
        if len(words) > 1:
            self.w.say(here, FOAF("givenName"), words[0])
        self.w.say(here, FOAF("familyName"), signatory.person.split()[-1])
        if signatory.title:
            self.w.say(here, FOAF("title"), signatory.title)
        self.w.link(here, PROV("wasDerivedFrom"), self.here)
        return here

    def post(self, role: str, name: str, body: str) -> tuple[str, str]:
        """The IRI of a post and the slug of its role; a word that names no known office is a function."""
        offices = find_offices(role)
        concept = offices[0][2].concept if offices else "funktion"
        here = f"{body}/post/{concept}"
        if here.removeprefix(f"{self.iris.id('body')}/") not in self.registered:
            describe_post(self.w, here, body, concept, wording=role, name=name, roles=self.roles)
        return here, concept

    def membership(self, person: str, body: str, post: str, concept: str) -> None:
        here = f"{self.here}/membership/{digest(person, body, concept, length=12)}"
        self.w.type(here, ORG("Membership"))
        self.w.link(here, ORG("member"), person)
        self.w.link(here, ORG("organization"), body)
        self.w.link(here, ORG("role"), VOC(concept))
        self.w.link(here, OPENGOV("post"), post)
        self.w.link(here, PROV("wasDerivedFrom"), self.here)
        low, high = bounds(self.record.issued) if self.record.issued is not None else (None, None)
        if low is not None and low == high:
            self.w.add(here, PM("attestedOn"), day(low))

    # ----------------------------------------------------- bodies and places

    def body(self, name: str) -> str:
        id_, registered = self.body_id(name, self.record.jurisdiction)
        here = self.iris.id("body", id_)
        if not registered:
            word = next((found for found in map(body_word, name.split()) if found is not None), None)
            kind = "land" if name.startswith("Land ") else word.head.kind if word is not None else "sonstige-stelle"
            describe_body(self.w, here, name=name, kind=kind)
        return here

    def place(self, name: str) -> str:
        if self.place_id is not None:
            id_, registered = self.place_id(name, self.record.jurisdiction)
        else:
            id_, registered = f"{self.record.jurisdiction}-{slug(name)}", False
        here = self.iris.id("place", id_)
        if not registered:
            self.w.type(here, DCTERMS("Location"), SCHEMA("Place"))
            self.w.say(here, SKOS("prefLabel"), name, "de")
        return here


def _year(edtf: str | None) -> str | None:
    """The year of the first day that a date may be, else of the last; None where neither is known."""
    low, high = bounds(edtf) if edtf is not None else (None, None)
    return (low or high or "")[:4] or None
