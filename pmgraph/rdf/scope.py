"""What the mapping of one release shares: the reading, its links, the graph under construction, and the IRIs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from pmgraph.iris import Iris, digest, distinct_slug, slug
from pmgraph.model import Evidence, PublishText
from pmgraph.rdf.graph import GraphWriter
from pmgraph.reading import Agreement, Body, Office, Person, Reading, Status
from pmgraph.vocab import DCTERMS, ORG, SCHEMA, SKOS, VOC

# Words that say nothing about an agreement's subject, left out of its IRI.
_STOP = frozenset(
    "über zur zum zu für der die das des dem den und im in von vom mit am an auf".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What the linking decided for one release: who issued it, where, and which ids its names go by."""

    issuer: str
    jurisdiction: str
    bodies: Mapping[str, str]
    """Name of a body -> id of its IRI."""
    registered: frozenset[str]
    """Ids that the register describes (of posts: `{body}/post/{role}`), so that the release need not."""
    places: Mapping[str, str]
    other_addresses: tuple[str, ...] = ()
    software: str = ""
    beside: tuple[str, ...] = ()
    """IRIs of the extractors that read the release beside the rules."""
    suffix: str = ""
    """Set where another text already bears this release's number."""
    roles: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Slug of a role -> its label in German and in English, for posts that the register does not describe."""


class Scope:
    """The graph of one release under construction, with the IRIs of all that the release names.

    `R` is the release's IRI, `text` that of its text version, `w` the writer of its graph.
    """

    def __init__(self, reading: Reading, linked: Linked, iris: Iris, key: str) -> None:
        self.reading, self.linked, self.iris, self.key = reading, linked, iris, key
        self.R = iris.release(key)
        self.text = f"{self.R}/text/{reading.document.text_sha256[:12]}"
        quotes = reading.document.publish_text is not PublishText.NONE
        self.w = GraphWriter(iris, iris.graph("release", key), self.R, self.text, quotes=quotes)
        self.known: dict[str, Body] = {}
        """The bodies that some fact of this graph points to, by name."""

    def body_iri(self, body: Body) -> str:
        """The IRI of a body, which this graph will describe unless the register does."""
        self.known.setdefault(body.name, body)
        known = self.linked.bodies.get(body.name)
        return self.iris.id("body", known or f"{self.linked.jurisdiction}-{distinct_slug(body.name)}")

    def person_iri(self, person: Person) -> str:
        """The opaque IRI of a person: nobody's name stands in it, and no two releases share one by chance."""
        return self.iris.id("person", digest(self.key, person.offset))

    def agreement_iri(self, agreement: Agreement) -> str:
        """Readable and stable: year, noun and complement; a bare noun takes the release's key to stay apart."""
        successor = next((a for a in self.reading.agreements if a.predecessor is agreement), None)
        name = (successor or agreement).name.value
        words = [word for word in re.findall(r"[\wäöüß-]+", name.lower()) if word not in _STOP]
        path = distinct_slug(" ".join(words))
        if len(words) < 3:
            path = f"{path}-{slug(self.key.replace('/', '-'))}"
        return self.iris.id("agreement", self.linked.jurisdiction, self.year(agreement) or "undated", path)

    def signing_iri(self, agreement: Agreement) -> str:
        """The IRI of the act of signing an agreement."""
        return f"{self.agreement_iri(agreement)}/signing"

    def year(self, agreement: Agreement) -> str | None:
        """The year of an agreement: that of its signing, for news without a date the release's, else unknown."""
        claims = agreement.signing.dates if agreement.signing is not None else ()
        bounds = [c.earliest for c in claims if c.earliest] or [c.latest for c in claims if c.latest]
        issued = self.reading.issued[0].earliest if self.reading.issued else None
        if not bounds and agreement.status not in (Status.MENTIONED, Status.TERMINATED) and issued is not None:
            bounds = [issued]
        return bounds[0][:4] if bounds else None

    def place(self, name: str) -> str:
        """The IRI of a place, described here unless the register does."""
        known = self.linked.places.get(name)
        here = self.iris.id("place", known or f"{self.linked.jurisdiction}-{slug(name)}")
        # A place has the key of the official municipality index only by its row in the register.
        if known is None or not known.isdigit():
            self.w.type(here, DCTERMS("Location"), SCHEMA("Place"))
            self.w.say(here, SKOS("prefLabel"), name, "de")
        return here

    def post(self, office: Office, body: Body) -> str:
        """The IRI of the post that an office is in `body`, described here unless the register does."""
        house = self.body_iri(body)
        here = f"{house}/post/{office.concept}"
        if here.removeprefix(f"{self.iris.id('body')}/") not in self.linked.registered:
            describe_post(
                self.w, here, house, office.concept, wording=office.role.value, name=body.name, roles=self.linked.roles
            )
        return here


def describe_post(
    w: GraphWriter, here: str, body: str, concept: str, *, wording: str, name: str, roles: Mapping[str, tuple[str, str]]
) -> None:
    """The triples of a post that no register describes.

    Its label is the role's, which every source words alike; the source's own wording stands beside it. A role without
    labels is called as the source words it.
    """
    w.type(here, ORG("Post"))
    labels = roles.get(concept)
    if labels is None:
        w.say(here, SKOS("prefLabel"), f"{wording}, {name}", "de")
    else:
        w.say(here, SKOS("prefLabel"), labels[0], "de")
        w.say(here, SKOS("prefLabel"), labels[1], "en")
        if wording != labels[0]:
            w.say(here, SKOS("altLabel"), wording, "de")
    w.link(here, ORG("role"), VOC(concept))
    w.link(here, ORG("postIn"), body)


def first(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """One passage is enough to show a fact; the others would only weigh the graph down."""
    return evidence[:1]
