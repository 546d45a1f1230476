"""A named graph under construction: triples with their evidence, date claims and issues."""

from __future__ import annotations

from pmgraph.errors import CATALOGUE
from pmgraph.iris import Iris, digest
from pmgraph.model import DateClaim, Evidence, Issue, Span
from pmgraph.rdf.terms import Quad, count, day, edtf, iri, text
from pmgraph.vocab import DCTERMS, OA, PM, RDF, RDFS, TIME, VOC

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class GraphWriter:
    """Collects the quads of one named graph. `owner` is the IRI below which evidence, dates and issues are minted.

    Without a `text_version` there is no text to cite, so evidence is left out; with `quotes` off it keeps its offsets
    but not its wording, as the rights in the source demand.
    """

    def __init__(
        self, iris: Iris, graph: str, owner: str, text_version: str | None = None, *, quotes: bool = True
    ) -> None:
        self.iris, self.graph, self.owner, self.text_version = iris, iri(graph), owner, text_version
        self.quotes = quotes
        self.quads: list[Quad] = []
        self.rules: set[str] = set()
        self._cited: set[tuple[str, Span]] = set()

    def add(self, subject: str, predicate: str, term: str) -> None:
        """One triple; `term` is N-Quads text of `terms.py`."""
        self.quads.append(Quad(iri(subject), iri(predicate), term, self.graph))

    def type(self, subject: str, *classes: str) -> None:
        """`rdf:type` for each class."""
        for one in classes:
            self.add(subject, RDF("type"), iri(one))

    def link(self, subject: str, predicate: str, target: str) -> None:
        """A triple whose object is an IRI."""
        self.add(subject, predicate, iri(target))

    def say(self, subject: str, predicate: str, value: str, language: str | None = None) -> None:
        """A triple whose object is a string."""
        self.add(subject, predicate, text(value, language))

    def rule(self, subject: str, predicate: str, rule: str) -> None:
        """A triple whose object is a rule, which the catalogue will describe."""
        self.rules.add(rule)
        self.link(subject, predicate, self.iris.rule(rule))

    def evidence(self, node: str, supports: str, found: tuple[Evidence, ...], value: str | None = None) -> None:
        """Hang evidence for one property of `node` on it; `value` says for which of several values it is."""
        for one in found:
            if self.text_version is None or not one.exact:
                continue
            self._cited.add((value or node, one.span))
            key = digest(node, supports, value, one.rule, length=8)
            here = f"{self.owner}/evidence/{one.span.start}-{one.span.end}-{key}"
            self.link(node, PM("hasEvidence"), here)
            self.type(here, PM("Evidence"))
            self.link(here, PM("evidences"), node)
            self.link(here, PM("supports"), supports)
            if value is not None:
                self.link(here, PM("supportsValue"), value)
            self.link(here, PM("textVersion"), self.text_version)
            self.add(here, PM("start"), count(one.span.start))
            self.add(here, PM("end"), count(one.span.end))
            if self.quotes:
                self.say(here, PM("exact"), one.exact)
            self.link(here, PM("factuality"), VOC(one.factuality))
            self.rule(here, PM("readBy"), one.rule)

    def cites(self, thing: str, span: Span) -> bool:
        """Whether some evidence already cites this passage for `thing`, itself or as another's value."""
        return (thing, span) in self._cited

    def date_claim(self, thing: str, claim: DateClaim, *sources: str) -> str | None:
        """One reading of the date of `thing`; its IRI, or None where the reading bounds nothing."""
        if claim.edtf is None:
            return None
        here = f"{self.owner}/date/{digest(thing, claim.edtf, claim.rule, claim.wording, length=12)}"
        self.type(here, PM("DateClaim"))
        self.link(here, PM("dateOf"), thing)
        self.say(here, PM("dateText"), claim.wording, "de")
        self.add(here, PM("edtfDate"), edtf(claim.edtf))
        if claim.earliest is not None:
            self.add(here, PM("earliestDate"), day(claim.earliest))
        if claim.latest is not None:
            self.add(here, PM("latestDate"), day(claim.latest))
        self.rule(here, PM("readBy"), claim.rule)
        self.link(here, PM("factuality"), VOC(claim.factuality))
        for source in sources:
            self.link(here, DCTERMS("source"), source)
        self.evidence(here, PM("edtfDate"), claim.evidence)
        return here

    def weekday(self, thing: str, claims: tuple[DateClaim, ...]) -> None:
        """The weekday that the text names, once."""
        days = {c.weekday for c in claims if c.weekday is not None}
        if len(days) == 1:
            self.link(thing, PM("statedWeekday"), TIME(WEEKDAYS[days.pop()]))

    def issue(self, target: str, issue: Issue) -> None:
        """A DataIssue of the catalogue, open or resolved by a rule."""
        kind = CATALOGUE[issue.code]
        here = f"{self.owner}/issue/{issue.code}-{digest(target, issue.message, length=8)}"
        self.type(here, PM("DataIssue"))
        self.link(here, OA("hasTarget"), target)
        self.link(here, DCTERMS("type"), VOC(kind.slug))
        self.say(here, PM("issueCode"), issue.code)
        self.link(here, PM("issueState"), VOC("resolved" if issue.resolved_by else "open"))
        if issue.resolved_by:
            self.rule(here, PM("resolvedBy"), issue.resolved_by)
        # A message may quote the source, which may forbid that.
        english, german = (issue.message, issue.message_de) if self.quotes else (kind.title_en, kind.title_de)
        self.say(here, RDFS("comment"), english, "en")
        if german:
            self.say(here, RDFS("comment"), german, "de")
