"""Maps what editors typed: the register of bodies, posts and places. `records.py` maps their records."""

from __future__ import annotations

from pmgraph.curated import Moved, Register, RegisterBody, RegisterPlace, RegisterPost
from pmgraph.iris import Iris
from pmgraph.rdf.graph import GraphWriter
from pmgraph.rdf.record_dates import RULE_RECORD
from pmgraph.rdf.records import map_record
from pmgraph.vocab import DCTERMS, M8G, ORG, SCHEMA, SKOS, VOC

__all__ = ["RULE_RECORD", "map_record", "map_register"]


def map_register(register: Register, iris: Iris) -> GraphWriter:
    """`/graph/register`: bodies with their labels, parents and keys, posts, places; each with its source."""
    w = GraphWriter(iris, iris.graph("register"), iris.id("register"))
    for body in register.bodies:
        _body(w, body, iris)
    for post in register.posts:
        _post(w, post, iris)
    for place in register.places:
        _place(w, place, iris)
    _moved(w, register.moved, iris)
    return w


def _moved(w: GraphWriter, moved: tuple[Moved, ...], iris: Iris) -> None:
    """Former IRIs, each with where it leads in the end: a name may have changed more than once."""
    onward = {row.old: row.new for row in moved}
    for row in moved:
        new = row.new
        while new in onward:
            new = onward[new]
        old = iris.id(*row.old.split("/"))
        w.link(old, DCTERMS("isReplacedBy"), iris.id(*new.split("/")))
        w.link(iris.id(*new.split("/")), DCTERMS("replaces"), old)
        w.say(old, SKOS("editorialNote"), row.source, "en")


def _body(w: GraphWriter, body: RegisterBody, iris: Iris) -> None:
    here = iris.id("body", body.id)
    w.type(here, M8G("PublicOrganisation"), ORG("Organization"), ORG("FormalOrganization"))
    _labels(w, here, body.label_de, body.label_en)
    for name in body.alternatives:
        w.say(here, SKOS("altLabel"), name, "de")
    w.link(here, ORG("classification"), VOC(body.kind))
    if body.parent:
        w.link(here, ORG("subOrganizationOf"), iris.id("body", body.parent))
    for same in body.same_as:
        w.link(here, SKOS("exactMatch"), same)
    if body.spatial:
        w.link(here, DCTERMS("spatial"), body.spatial)
    w.say(here, SKOS("editorialNote"), body.source, "en")


def _post(w: GraphWriter, post: RegisterPost, iris: Iris) -> None:
    here = iris.id("body", post.body, "post", post.role)
    w.type(here, ORG("Post"))
    _labels(w, here, post.label_de, post.label_en)
    w.link(here, ORG("role"), VOC(post.role))
    w.link(here, ORG("postIn"), iris.id("body", post.body))
    w.say(here, SKOS("editorialNote"), post.source, "en")


def _place(w: GraphWriter, place: RegisterPlace, iris: Iris) -> None:
    here = iris.id("place", place.id)
    w.type(here, DCTERMS("Location"), SCHEMA("Place"))
    _labels(w, here, place.label_de, None)
    w.say(here, DCTERMS("identifier"), place.id)
    for same in place.same_as:
        w.link(here, SKOS("exactMatch"), same)
    w.say(here, SKOS("editorialNote"), place.source, "en")


def _labels(w: GraphWriter, here: str, german: str, english: str | None) -> None:
    w.say(here, SKOS("prefLabel"), german, "de")
    if english:
        w.say(here, SKOS("prefLabel"), english, "en")
