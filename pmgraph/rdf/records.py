"""Maps an editor's record: the facts of a release that is only linked, in the same terms as those that rules read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from pmgraph.curated import OPEN_ENDED, EditorRecord, RecordAgreement, RecordSignatory
from pmgraph.edtf_dates import bounds
from pmgraph.german.agreements import CONCEPT_OF_KIND
from pmgraph.german.bodies import kind_of_name
from pmgraph.german.offices import find_offices
from pmgraph.iris import Iris, digest, distinct_slug, slug
from pmgraph.model import Claim, DateClaim, Evidence, Span
from pmgraph.rdf.agreements import agreement_class
from pmgraph.rdf.bodies import describe_body
from pmgraph.rdf.graph import GraphWriter
from pmgraph.rdf.in_force import map_term
from pmgraph.rdf.record_dates import RULE_RECORD, chosen_day, issued_claims, signing_claim
from pmgraph.rdf.scope import describe_post
from pmgraph.rdf.terms import day
from pmgraph.reading import Status, Term
from pmgraph.vocab import BIBO, DCTERMS, FOAF, OPENGOV, ORG, PM, PROV, SCHEMA, SKOS, VOC

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
    issued: tuple[DateClaim, ...] = (),
    persons: Mapping[str, str] | None = None,
) -> GraphWriter:
    """`/graph/record/{slug}`.

    `described` are the IRIs of agreements that releases name and describe; an agreement with an id of its own is taken
    to be one of those if it is not given. Its title and status are then the release's, and the record's wording stands
    beside them as `skos:altLabel`. `registered` and `roles` are those of `scope.Linked`. `issued` are the readings of
    the day of the linked release, `persons` the ids of those persons that other sources name too.
    """
    known = persons or {}
    return _RecordMapper(record, iris, body_id, place_id, registered, roles or {}, described, issued, known).map()


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
        issued: tuple[DateClaim, ...],
        persons: Mapping[str, str],
    ) -> None:
        self.record, self.iris, self.body_id, self.place_id = record, iris, body_id, place_id
        self.registered, self.roles, self.described = registered, roles, described
        self.issued, self.persons = issued or issued_claims(record), persons
        self.day = chosen_day(self.issued)
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
        self.release()
        if record.read:
            w.link(self.here, PM("reviewState"), VOC(f"read-{record.read}"))
        if record.note:
            w.say(self.here, SKOS("editorialNote"), record.note, "de")
        for agreement in record.agreements:
            self.agreement(agreement)
        return w

    def release(self) -> None:
        """What the record says of the linked release itself; the record stands for it, since its text is not held."""
        w, record = self.w, self.record
        if record.printed_title:
            w.say(self.here, PM("printedTitle"), record.printed_title, "de")
        if record.issuer:
            w.link(self.here, DCTERMS("publisher"), self.body(record.issuer))
        if record.number:
            w.say(self.here, BIBO("number"), record.number)
        if record.place:
            w.link(self.here, SCHEMA("locationCreated"), self.place(record.place))
        for claim in self.issued:
            w.date_claim(self.here, claim, claim.source or self.here)

    # ------------------------------------------------------------- agreements

    def agreement_iri(self, agreement: RecordAgreement) -> str:
        """The IRI of an agreement: by its id, else by year and name as a release would mint it.

        A bare noun such as "Kooperationsvertrag" takes the record's name: two records that use it mean two agreements.
        """
        year = self.year(agreement) or "undated"
        path = f"{self.record.jurisdiction}/{year}/{self.path(agreement.name)}"
        return self.iris.id("agreement", agreement.id or path)

    def path(self, name: str) -> str:
        """The last part of the IRI of an agreement of this record."""
        return f"{distinct_slug(name)}-{self.record.slug}" if _is_bare(name) else distinct_slug(name)

    def year(self, agreement: RecordAgreement) -> str | None:
        """The year of the signing; of news without a date, that of the linked release."""
        if agreement.signed_on is not None:
            return _year(agreement.signed_on)
        return _year(self.day) if agreement.status != Status.MENTIONED else None

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
        for group in agreement.groups:
            w.link(here, PM("hasParty"), self.group(group))
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
            begins=(signing_claim(agreement.in_force_from, agreement),) if agreement.in_force_from else (),
            ends=(signing_claim(agreement.in_force_until, agreement),) if agreement.in_force_until else (),
            duration=Claim(length, ()) if length else None,
            extended_by=Claim(agreement.extended_by, ()) if agreement.extended_by else None,
            open_ended=words if agreement.term == OPEN_ENDED else None,
        )

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
        here = self.iris.id("agreement", self.record.jurisdiction, "undated", self.path(replaces))
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
            w.date_claim(here, signing_claim(agreement.signed_on, agreement, agreement.wording), self.here)
        for signatory in agreement.signatories:
            if agreement.status == Status.PLANNED:
                # Nobody has signed yet: a signature would say more than the source.
                w.link(here, PM("expectedSignatory"), self.person(signatory))
                self.capacity(self.person(signatory), signatory)
            else:
                self.signature(here, signatory)

    # ---------------------------------------------------------------- persons

    def signature(self, signing: str, signatory: RecordSignatory) -> None:
        w, person = self.w, self.person(signatory)
        here = self.iris.id("signature", digest(self.record.slug, signing, signatory.person))
        w.type(here, PM("Signature"))
        w.link(signing, PM("hasSignature"), here)
        w.link(here, PM("signatory"), person)
        w.link(here, PROV("wasDerivedFrom"), self.here)
        if signatory.role is not None:
            w.say(here, PM("capacityText"), signatory.role, "de")
        if signatory.in_place_of is not None:
            w.link(here, PM("inPlaceOf"), self.person(RecordSignatory(person=signatory.in_place_of)))
        if signatory.body is not None:
            w.link(here, PM("onBehalfOf"), self.body(signatory.body))
        post = self.capacity(person, signatory)
        if post is not None:
            w.link(here, PM("inCapacity"), post)

    def capacity(self, person: str, signatory: RecordSignatory) -> str | None:
        """The post that a signatory holds, with the membership that says so; None without both a role and a body."""
        if signatory.body is None or signatory.role is None:
            return None
        body = self.body(signatory.body)
        post, concept = self.post(signatory.role, signatory.body, body)
        self.membership(person, body, post, concept)
        return post

    def person(self, signatory: RecordSignatory) -> str:
        """A person of this record; the IRI is opaque and the same for all that the record says of the name."""
        known = self.persons.get(signatory.person)
        here = self.iris.id("person", known or person_id(self.record.slug, signatory.person))
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
        low, high = bounds(self.day) if self.day is not None else (None, None)
        if low is not None and low == high:
            self.w.add(here, PM("attestedOn"), day(low))

    # ----------------------------------------------------- bodies and places

    def body(self, name: str) -> str:
        id_, registered = self.body_id(name, self.record.jurisdiction)
        here = self.iris.id("body", id_)
        if not registered:
            describe_body(self.w, here, name=name, kind=kind_of_name(name))
        return here

    def group(self, name: str) -> str:
        """Bodies that the source names only together; the same word in two records need not mean the same bodies."""
        here = self.iris.id("body", f"{self.record.jurisdiction}-{distinct_slug(name)}-{self.record.slug}")
        describe_body(self.w, here, name=name, kind="gruppe")
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


def person_id(record: str, name: str) -> str:
    """The opaque last part of the IRI of a person whom a record names."""
    return digest(record, name)


def _is_bare(name: str) -> bool:
    """Whether a name is a noun for agreements alone, at most with an adjective, a number or a year."""
    nouns = re.findall(r"\b[A-ZÄÖÜ][^\W\d_]+(?:-[^\W\d_]+)*", name)
    return len([noun for noun in nouns if noun not in ("Jahr", "Jahre")]) < 2 or name == "Memorandum of Understanding"


def _year(edtf: str | None) -> str | None:
    """The year of the first day that a date may be, else of the last; None where neither is known."""
    low, high = bounds(edtf) if edtf is not None else (None, None)
    return (low or high or "")[:4] or None
