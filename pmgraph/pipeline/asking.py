"""Puts the open questions of linking into the graph: an issue at each of the two things that may be one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pmgraph.errors import CATALOGUE
from pmgraph.iris import Iris
from pmgraph.link.doubts import Doubt, Seen, doubts
from pmgraph.model import Issue
from pmgraph.rdf.graph import GraphWriter
from pmgraph.rdf.terms import Quad, iri, plain
from pmgraph.vocab import DCTERMS, FOAF, ORG, PM, RDF, SKOS, VOC

Values = dict[str, dict[str, set[str]]]
"""Property -> thing -> values, as bare IRIs and wordings."""

_GROUP = VOC("gruppe")
_TYPES = {
    iri(FOAF("Person")): "person",
    iri(ORG("Organization")): "body",
    iri(PM("Agreement")): "agreement",
    iri(PM("FrameworkAgreement")): "agreement",
}
_READ = {
    iri(term): term
    for term in (
        FOAF("name"), SKOS("prefLabel"), SKOS("altLabel"), DCTERMS("title"), ORG("classification"),
        PM("agreementKind"), PM("hasParty"), PM("signedIn"), PM("earliestDate"), PM("latestDate"),
    )
}  # fmt: skip


def ask(quads: Sequence[Quad], iris: Iris) -> tuple[list[Quad], tuple[Issue, ...]]:
    """The quads of the open questions, in the derived graph, and the issues themselves."""
    w = GraphWriter(iris, iris.graph("derived"), iris.id("derived"))
    issues: list[Issue] = []
    for doubt in doubts(*_seen(quads, iris)):
        for thing, other in ((doubt.one, doubt.other), (doubt.other, doubt.one)):
            issue = _issue(doubt, thing, other, iris)
            w.issue(thing, issue)
            issues.append(issue)
    return w.quads, tuple(issues)


def _issue(doubt: Doubt, thing: str, other: str, iris: Iris) -> Issue:
    kind = CATALOGUE[doubt.code]
    there = other.removeprefix(f"{iris.base}/")
    return Issue(
        code=kind.code, severity=kind.severity, cure=kind.cure, subject=thing,
        message=f"{kind.title_en}: {there}; {doubt.why[0]}",
        message_de=f"{kind.title_de}: {there}; {doubt.why[1]}",
    )  # fmt: skip


def _seen(quads: Iterable[Quad], iris: Iris) -> tuple[list[Seen], list[Seen], list[Seen]]:
    """Persons, bodies and agreements, each with what a question may rest on."""
    record, register = f"<{iris.graph('record')}/", iri(iris.graph("register"))
    things: dict[str, tuple[str, set[str]]] = {}
    values: Values = defaultdict(lambda: defaultdict(set))
    type_, named = iri(RDF("type")), set[str]()
    for quad in quads:
        if quad.p == type_ and quad.o in _TYPES:
            things.setdefault(quad.s, (_TYPES[quad.o], set()))[1].add(quad.g)
        elif quad.p in _READ and (not quad.o.startswith('"') or not quad.o.endswith("@en")):
            values[_READ[quad.p]][plain(quad.s)].add(plain(quad.o))
        if quad.g.startswith(record) and quad.o.startswith("<"):
            named.add(quad.o)
    found: dict[str, list[Seen]] = {"person": [], "body": [], "agreement": []}
    for subject, (kind, graphs) in sorted(things.items()):
        asked = subject in named or any(g.startswith(record) for g in graphs)
        # Of a group it is known that two sources need not mean the same; the register alone asks nothing.
        idle = _GROUP in values[ORG("classification")][plain(subject)] or (graphs == {register} and not asked)
        if kind != "body" or not idle:
            found[kind].append(_one(plain(subject), kind, graphs, values, iris, asked=asked))
    return found["person"], found["body"], found["agreement"]


def _one(here: str, kind: str, graphs: set[str], values: Values, iris: Iris, *, asked: bool) -> Seen:
    def of(term: str, thing: str = here) -> list[str]:
        return sorted(values[term].get(thing, ()))

    if kind == "person":
        return Seen(iri=here, names=tuple(of(FOAF("name"))), asked=asked)
    if kind == "body":
        jurisdiction = here.removeprefix(f"{iris.id('body')}/").split("-", 1)[0]
        group = " ".join([jurisdiction, *of(ORG("classification"))])
        return Seen(iri=here, names=(*of(SKOS("prefLabel")), *of(SKOS("altLabel"))), group=group, asked=asked)
    signings = of(PM("signedIn"))
    earliest = [day for signing in signings for day in of(PM("earliestDate"), signing)]
    latest = [day for signing in signings for day in of(PM("latestDate"), signing)]
    return Seen(
        iri=here, names=tuple(of(DCTERMS("title"))), group=" ".join(of(PM("agreementKind"))), asked=asked,
        sources=frozenset(graphs), parties=frozenset(of(PM("hasParty"))), earliest=min(earliest, default=None),
        latest=max(latest, default=None),
    )  # fmt: skip
