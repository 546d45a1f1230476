"""Maps the bodies and services that a release names; what the register describes is only pointed to."""

from __future__ import annotations

from pmgraph.iris import slug
from pmgraph.rdf.graph import GraphWriter
from pmgraph.rdf.scope import Scope, first
from pmgraph.vocab import M8G, ORG, SCHEMA, SKOS, VOC


def describe_body(w: GraphWriter, here: str, *, name: str, kind: str) -> None:
    """The triples of a body that no register describes: its classes, its name and its type."""
    w.type(here, M8G("PublicOrganisation"), ORG("Organization"), ORG("FormalOrganization"))
    w.say(here, SKOS("prefLabel"), name, "de")
    w.link(here, ORG("classification"), VOC(kind))


def map_bodies(scope: Scope) -> None:
    """Every body that the release names, once. Call it last: facts before it add bodies of their own.

    A body that another fact already cites at the same passage, as a party for instance, needs no second citation.
    """
    w = scope.w
    for body in scope.reading.bodies:
        scope.body_iri(body)
    for body in scope.known.values():
        here = scope.body_iri(body)
        w.link(scope.R, SCHEMA("mentions"), here)
        if here.rsplit("/", 1)[-1] in scope.linked.registered:
            continue
        describe_body(w, here, name=body.name, kind=body.kind)
        if not any(w.cites(here, mention.span) for mention in body.mentions):
            w.evidence(here, SKOS("prefLabel"), first(body.mentions))


def map_services(scope: Scope) -> None:
    """The digital services that the release names."""
    w = scope.w
    for service in scope.reading.services:
        here = scope.iris.id("service", scope.linked.jurisdiction, slug(service.name))
        w.type(here, SCHEMA("Service"))
        w.say(here, SKOS("prefLabel"), service.name, "de")
        w.link(scope.R, SCHEMA("mentions"), here)
        w.evidence(here, SKOS("prefLabel"), (service.evidence,))
