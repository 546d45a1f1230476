"""Which page a thing gets, and what stands on it."""

from __future__ import annotations

from typing import Any

from pmgraph.serve.agents import read_body, read_person
from pmgraph.serve.agreement import read_agreement
from pmgraph.serve.facts import Thing, is_evidence, quote_by_evidence
from pmgraph.serve.release import clicked, colour, read_release, target
from pmgraph.serve.site import Site
from pmgraph.serve.term import read_term
from pmgraph.vocab import FOAF, M8G, ORG, PM


def kind_of(thing: Thing) -> str:
    """The name of the template for a thing: `release`, `agreement`, `body`, `person`, or `thing` for any other."""
    for kind, classes in (
        ("release", (PM("PressRelease"),)),
        ("agreement", (PM("Agreement"), PM("FrameworkAgreement"))),
        ("person", (FOAF("Person"),)),
        ("body", (ORG("Organization"), M8G("PublicOrganisation"))),
    ):
        if thing.types & set(classes):
            return kind
    return "thing"


def read(site: Site, thing: Thing, language: str) -> tuple[str, dict[str, Any]]:
    """The template for a thing and the values that it needs beside the thing itself."""
    kind = kind_of(thing)
    data: dict[str, Any] = {"kind": kind, "title": site.reader.name(thing.iri, language)}
    if kind == "release":
        data["view"] = read_release(site.reader, thing, site.settings.text_of)
        data |= {"colour": colour, "target": target, "clicked": clicked}
    elif kind == "agreement":
        data["view"] = read_agreement(site.reader, thing.iri)
        data["term"] = read_term(site.reader, thing.iri)
    elif kind == "person":
        data["view"] = read_person(site.reader, thing.iri)
    elif kind == "body":
        data["view"] = read_body(site.reader, thing.iri)
    else:
        data["quote"] = quote_by_evidence(site.reader, thing.iri) if is_evidence(thing) else None
    return f"{kind}.html", data
