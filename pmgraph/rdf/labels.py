"""Chooses one label for each agreement, its signing and its term, however many sources name it.

Sources keep their wordings as `dcterms:title`; the label is derived from the best of them, so that lists and pages
show a thing once. The wording of a source that announces the agreement comes before that of one that mentions it, and
the longer before the shorter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from pmgraph.german.agreements import CONCEPT_OF_KIND
from pmgraph.rdf.agreements import english_label
from pmgraph.rdf.graph import GraphWriter
from pmgraph.rdf.terms import Quad, iri, plain
from pmgraph.vocab import DCTERMS, PM, RDF, RDFS, SKOS, TIME, VOC

_KIND_OF_CONCEPT = {VOC(concept): kind for kind, concept in CONCEPT_OF_KIND.items()}
_IN_FORCE = ("Geltungsdauer", "In force")
_DAYS = {
    iri(TIME("hasBeginning")): ("Inkrafttreten", "Entry into force"),
    iri(TIME("hasEnd")): ("Ende der Geltungsdauer", "End of term"),
}
"""What the first and the last day of a term are called, in German and English."""
_CLASSES = (iri(PM("Agreement")), iri(PM("FrameworkAgreement")))


@dataclass(slots=True)
class _Named:
    """What the sources say of one agreement, each value with the graph that says it."""

    titles: list[tuple[str, str]] = field(default_factory=list)
    other_names: list[tuple[str, str]] = field(default_factory=list)
    kinds: list[tuple[str, str]] = field(default_factory=list)
    announced_in: set[str] = field(default_factory=set)
    signings: set[str] = field(default_factory=set)
    terms: set[str] = field(default_factory=set)


def label_agreements(w: GraphWriter, quads: Iterable[Quad]) -> None:
    """Add `rdfs:label` in German and English of every agreement, signing and term to the derived graph."""
    agreements, instants = _collect(quads)
    for agreement, named in sorted(agreements.items()):
        names = named.titles or named.other_names
        if not names:
            continue
        name, graph = min(names, key=lambda n: (n[1] not in named.announced_in, -len(n[0]), n))
        kinds = sorted(kind for kind, where in named.kinds if where == graph) or sorted(k for k, _ in named.kinds)
        kind = next(iter(kinds), "other")
        year = agreement.rsplit("/", 2)[-2]
        known = year if year.isdigit() else None
        german = f"{name} ({known})" if known else name
        w.say(agreement, RDFS("label"), german, "de")
        w.say(agreement, RDFS("label"), english_label(kind, known), "en")
        for signing in sorted(named.signings):
            w.say(signing, RDFS("label"), f"Unterzeichnung: {german}", "de")
            w.say(signing, RDFS("label"), f"Signing: {english_label(kind, known)}", "en")
        for term in sorted(named.terms):
            for here, words in instants.get(term, {term: _IN_FORCE}).items():
                w.say(here, RDFS("label"), f"{words[0]}: {german}", "de")
                w.say(here, RDFS("label"), f"{words[1]}: {english_label(kind, known)}", "en")


def _collect(quads: Iterable[Quad]) -> tuple[dict[str, _Named], dict[str, dict[str, tuple[str, str]]]]:
    """What is said of each agreement, and what to call each term and its days, by the term."""
    instants: dict[str, dict[str, tuple[str, str]]] = {}
    found: dict[str, _Named] = defaultdict(_Named)
    agreements: set[str] = set()
    title, other, kind = iri(DCTERMS("title")), iri(SKOS("altLabel")), iri(PM("agreementKind"))
    type_, announces, signed = iri(RDF("type")), iri(PM("announces")), iri(PM("signedIn"))
    temporal = iri(DCTERMS("temporal"))
    for quad in quads:
        if quad.p == type_ and quad.o in _CLASSES:
            agreements.add(quad.s)
        elif quad.p == title:
            found[quad.s].titles.append((plain(quad.o), quad.g))
        elif quad.p == other:
            found[quad.s].other_names.append((plain(quad.o), quad.g))
        elif quad.p == kind and plain(quad.o) in _KIND_OF_CONCEPT:
            found[quad.s].kinds.append((_KIND_OF_CONCEPT[plain(quad.o)], quad.g))
        elif quad.p == announces:
            found[quad.o].announced_in.add(quad.g)
        elif quad.p == signed:
            found[quad.s].signings.add(plain(quad.o))
        elif quad.p == temporal:
            found[quad.s].terms.add(plain(quad.o))
        elif quad.p in _DAYS:
            term = plain(quad.s)
            instants.setdefault(term, {term: _IN_FORCE})[plain(quad.o)] = _DAYS[quad.p]
    return {plain(agreement): found[agreement] for agreement in agreements}, instants
