"""Reads the concept schemes of `ontology/concepts.ttl`: which concepts there are, and how texts word the topics."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from pmgraph.extract.content import Topic, TopicIndex
from pmgraph.resources import resource_dir
from pmgraph.vocab import SKOS, VOC


@dataclass(frozen=True, slots=True)
class Concepts:
    """The concepts of every scheme by slug; `topics` with the German wordings that a text may use for them."""

    schemes: dict[str, frozenset[str]]
    topics: TopicIndex
    labels: Mapping[str, tuple[str, str]]
    """Slug of a concept -> its preferred label in German and English."""

    def labels_of(self, scheme: str) -> Mapping[str, tuple[str, str]]:
        """The labels of the concepts of one scheme."""
        return {slug: self.labels[slug] for slug in sorted(self.schemes[scheme])}

    def slugs(self, scheme: str) -> frozenset[str]:
        """The slugs of one scheme, such as `body-type`."""
        return self.schemes[scheme]


def read_concepts() -> Concepts:
    """The concept schemes of the package."""
    schemes: dict[str, set[str]] = {}
    wordings: dict[str, set[str]] = {}
    preferred: dict[str, dict[str, str]] = {}
    for quad in parse(path=str(resource_dir("ontology") / "concepts.ttl"), format=RdfFormat.TURTLE):
        assert isinstance(quad.subject, NamedNode)
        concept, predicate, value = quad.subject.value.removeprefix(VOC), quad.predicate.value, quad.object
        if predicate == SKOS("inScheme") and isinstance(value, NamedNode):
            schemes.setdefault(value.value.removeprefix(VOC), set()).add(concept)
        elif isinstance(value, Literal) and predicate in (SKOS("prefLabel"), SKOS("altLabel")):
            if value.language == "de":
                wordings.setdefault(concept, set()).add(value.value)
            if predicate == SKOS("prefLabel"):
                preferred.setdefault(concept, {})[value.language or ""] = value.value
    topics = tuple(Topic(slug, tuple(sorted(wordings[slug]))) for slug in sorted(schemes.get("topic", ())))
    return Concepts(
        {name: frozenset(found) for name, found in sorted(schemes.items())},
        TopicIndex(topics),
        {slug: (labels["de"], labels["en"]) for slug, labels in sorted(preferred.items())},
    )
