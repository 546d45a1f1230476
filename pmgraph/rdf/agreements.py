"""Maps agreements: what kind, between whom, what they renew, and the act of signing with its signatures."""

from __future__ import annotations

from pmgraph.german.agreements import CONCEPT_OF_KIND
from pmgraph.iris import digest, slug
from pmgraph.rdf.in_force import map_term
from pmgraph.rdf.scope import Scope, first
from pmgraph.reading import Agreement, Body, Office, Signature, Signing, Status
from pmgraph.vocab import DCTERMS, ORG, PM, PROV, SCHEMA, SKOS, VOC

KIND_EN: dict[str, str] = {
    "Rahmenvereinbarung": "framework agreement", "Kooperationsvereinbarung": "cooperation agreement",
    "Verwaltungsvereinbarung": "administrative agreement", "Zielvereinbarung": "target agreement",
    "Vereinbarung": "agreement", "Staatsvertrag": "state treaty", "Vertrag": "contract",
    "Absichtserklärung": "declaration of intent", "Memorandum": "memorandum", "Abkommen": "accord", "Pakt": "pact",
    "other": "agreement",
}  # fmt: skip
"""What each kind of `german.agreements.KINDS` is called in English labels."""


def english_label(kind: str, year: str | None) -> str:
    """The English label of an agreement, such as "Framework agreement (2014)"; its name is not translated."""
    name = KIND_EN[kind]
    return name[0].upper() + name[1:] + (f" ({year})" if year else "")


def agreement_class(kind: str) -> str:
    """The class of an agreement of this kind."""
    return PM("FrameworkAgreement" if kind == "Rahmenvereinbarung" else "Agreement")


def map_agreement(scope: Scope, agreement: Agreement) -> None:
    """An agreement with its parties, topics, predecessor and signing, each with the passage that says so.

    Its label is derived from the titles of all sources (`labels.py`), since several may name it.
    """
    w, here = scope.w, scope.agreement_iri(agreement)
    w.type(here, agreement_class(agreement.kind))
    w.say(here, DCTERMS("title"), agreement.name.value, "de")
    w.link(here, PM("agreementKind"), VOC(CONCEPT_OF_KIND[agreement.kind]))
    w.link(here, PM("agreementStatus"), VOC(agreement.status))
    w.evidence(here, DCTERMS("title"), first(agreement.name.evidence))
    if agreement.voluntary is not None:
        concept = VOC("freiwillige-vereinbarung")
        w.link(here, PM("agreementKind"), concept)
        w.evidence(here, PM("agreementKind"), (agreement.voluntary,), concept)
    news = agreement.status is not Status.MENTIONED
    w.link(scope.R, PM("announces") if news else SCHEMA("mentions"), here)
    _relations(scope, here, agreement)
    if agreement.term is not None and agreement.term:
        map_term(w, here, agreement.term, scope.R)
    if agreement.signing is not None:
        w.link(here, PM("signedIn"), f"{here}/signing")
        _signing(scope, f"{here}/signing", agreement.signing)


def _relations(scope: Scope, here: str, agreement: Agreement) -> None:
    """Parties, topics, planned committees and the earlier agreement, with one passage for each."""
    w = scope.w
    for party in agreement.parties:
        body = scope.body_iri(party.value)
        w.link(here, PM("hasParty"), body)
        w.evidence(here, PM("hasParty"), first(party.evidence), body)
    for topic in agreement.topics:
        w.link(here, DCTERMS("subject"), VOC(topic.value))
        w.evidence(here, DCTERMS("subject"), first(topic.evidence), VOC(topic.value))
    for planned in agreement.provides_for:
        committee = _committee(scope, planned.value, here)
        w.link(here, PM("providesFor"), committee)
        w.evidence(here, PM("providesFor"), first(planned.evidence), committee)
    if agreement.predecessor is not None:
        before = scope.agreement_iri(agreement.predecessor)
        w.link(here, PM("renews"), before)
        w.evidence(here, PM("renews"), first(agreement.predecessor.name.evidence), before)


def _committee(scope: Scope, body: Body, agreement: str) -> str:
    """A planned body is one of its agreement's, whatever else bears its common name."""
    w = scope.w
    here = scope.iris.id("body", f"{scope.linked.jurisdiction}-{slug(body.name)}-{digest(agreement, length=6)}")
    w.type(here, ORG("OrganizationalCollaboration"), ORG("Organization"))
    w.say(here, SKOS("prefLabel"), body.name, "de")
    w.say(here, SKOS("prefLabel"), f"Committee: {body.name}", "en")
    w.link(here, ORG("classification"), VOC("gremium"))
    return here


def _signing(scope: Scope, here: str, signing: Signing) -> None:
    w = scope.w
    w.type(here, PM("SigningEvent"))
    w.evidence(here, PM("hasSignature"), (signing.verb,))
    if signing.place is not None:
        w.link(here, PROV("atLocation"), scope.place(signing.place.value))
        w.evidence(here, PROV("atLocation"), first(signing.place.evidence))
    wordings = list(dict.fromkeys(claim.wording for claim in signing.dates))
    if len(wordings) == 1:
        w.say(here, PM("dateText"), wordings[0], "de")
    w.weekday(here, signing.dates)
    for claim in signing.dates:
        w.date_claim(here, claim, claim.source or scope.R)
    for signature in signing.signatures:
        _signature(scope, here, signature)


def _signature(scope: Scope, signing: str, signature: Signature) -> None:
    """One person's signature; person, body, capacity and verb have passages of their own."""
    w, person = scope.w, signature.person.value
    here = scope.iris.id("signature", digest(scope.key, signing, person.offset))
    w.link(signing, PM("hasSignature"), here)
    w.type(here, PM("Signature"))
    w.link(here, PM("signatory"), scope.person_iri(person))
    w.evidence(here, PM("signatory"), first(signature.person.evidence))
    w.evidence(here, PM("hasSignature"), (signature.verb,))
    if signature.body is not None:
        w.link(here, PM("onBehalfOf"), scope.body_iri(signature.body.value))
        w.evidence(here, PM("onBehalfOf"), first(signature.body.evidence))
    office = capacity(signature)
    if office is not None and office.body is not None:
        w.link(here, PM("inCapacity"), scope.post(office, office.body.value))
        w.evidence(here, PM("inCapacity"), first(office.role.evidence))


def capacity(signature: Signature) -> Office | None:
    """The office in which a person signs: one named with "als", else one in the body signed for, else the first."""
    named = [o for o in signature.offices if o.role.evidence[0].rule == "role.as"]
    inside = [
        o
        for o in signature.offices
        if o.body is not None and signature.body is not None and o.body.value.name == signature.body.value.name
    ]
    return next(iter((*named, *inside, *signature.offices)), None)
