"""Maps persons in office: their names, the posts they hold, and what they are reported to have said."""

from __future__ import annotations

from pmgraph.iris import digest
from pmgraph.rdf.scope import Scope, first
from pmgraph.rdf.terms import day
from pmgraph.reading import Office, Person, Statement
from pmgraph.vocab import FOAF, OPENGOV, ORG, PM, PROV, SCHEMA, VOC


def map_membership(scope: Scope, office: Office) -> None:
    """That a person held a post in a body on the day of the release; nothing where the text names no body."""
    if office.body is None:
        return
    w, person, body = scope.w, scope.person_iri(office.person), scope.body_iri(office.body.value)
    here = f"{scope.R}/membership/{digest(person, body, office.concept, length=12)}"
    w.type(here, ORG("Membership"))
    w.link(here, ORG("member"), person)
    w.link(here, ORG("organization"), body)
    w.link(here, ORG("role"), VOC(office.concept))
    w.link(here, OPENGOV("post"), scope.post(office, office.body.value))
    w.evidence(here, ORG("role"), first(office.role.evidence))
    role, house = office.role.evidence[0], office.body.evidence[0]
    # "Geschäftsführer des Landkreistags" may be one passage; that the house is inferred is always worth a citation.
    if (role.span, role.factuality) != (house.span, house.factuality):
        w.evidence(here, ORG("organization"), first(office.body.evidence))
    issued = scope.reading.issued[0] if scope.reading.issued else None
    if issued is not None and issued.earliest is not None and issued.earliest == issued.latest:
        w.add(here, PM("attestedOn"), day(issued.earliest))


def map_statement(scope: Scope, statement: Statement) -> None:
    """A statement in the words of the stored text, with one passage for each sentence that it runs over."""
    w, here = scope.w, f"{scope.R}/statement/{statement.text.evidence[0].span.start}"
    w.type(here, PM("ReportedStatement"))
    w.say(here, SCHEMA("text"), statement.text.value, "de")
    w.link(here, PROV("wasAttributedTo"), scope.person_iri(statement.speaker.value))
    w.link(here, PROV("wasQuotedFrom"), scope.R)
    w.link(here, PM("speechMode"), VOC(statement.mode))
    w.evidence(here, SCHEMA("text"), statement.text.evidence)
    w.evidence(here, PROV("wasAttributedTo"), first(statement.speaker.evidence))


def map_persons(scope: Scope) -> None:
    """Everyone who acts in office here: signs, holds a post, or speaks. No one else is in the graph.

    Who stands only in an imprint, a contact line, a staff list or a photo credit does none of these.
    """
    reading = scope.reading
    acting = {o.person.offset for o in reading.offices} | {s.speaker.value.offset for s in reading.statements}
    for agreement in reading.agreements:
        signatures = agreement.signing.signatures if agreement.signing is not None else ()
        acting |= {signature.person.value.offset for signature in signatures}
    for person in reading.persons:
        if person.offset in acting:
            _person(scope, person)


def _person(scope: Scope, person: Person) -> None:
    w, here = scope.w, scope.person_iri(person)
    w.type(here, FOAF("Person"))
    w.say(here, FOAF("name"), person.name)
    if person.given is not None:
        w.say(here, FOAF("givenName"), person.given)
    w.say(here, FOAF("familyName"), person.family)
    if person.titles is not None:
        w.say(here, FOAF("title"), person.titles)
    w.link(scope.R, SCHEMA("mentions"), here)
    w.evidence(here, FOAF("name"), first(person.mentions))
