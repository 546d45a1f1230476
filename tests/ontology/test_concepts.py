"""The concept schemes: every concept that the code names is there, in its scheme, in both languages."""

from collections import Counter
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SKOS

from pmgraph.concepts import read_concepts
from pmgraph.errors import CATALOGUE
from pmgraph.german import agreements, bodies, offices
from pmgraph.model import Factuality, Span
from pmgraph.reading import SpeechMode, Status
from pmgraph.resources import resource_dir
from pmgraph.sources.text import read_text
from pmgraph.text.layout import read_layout
from pmgraph.vocab import VOC

CORPUS = Path(__file__).parents[2] / "data" / "corpus"
USED = {
    "agreement-kind": {*agreements.CONCEPT_OF_KIND.values(), "freiwillige-vereinbarung"},
    "agreement-status": {status.value for status in Status},
    "body-type": {
        *(head.kind for head in bodies.HEADS),
        "bund", "gremium", "kreisfreie-stadt", "land", "pressestelle", "sonstige-stelle",
    },
    "factuality": {factuality.value for factuality in Factuality},
    "issue-kind": {kind.slug for kind in CATALOGUE.values()},
    "issue-state": {"open", "resolved"},
    "review-state": {"read-once", "read-twice"},
    "role": {office.concept for office in offices.FORMS.values()},
    "speech-mode": {mode.value for mode in SpeechMode},
    "topic": {"digitale-verwaltungsablaeufe", "e-government", "ikt", "online-dienstleistungen"},
}  # fmt: skip
"""The concepts of each scheme that code or data name."""
CLOSED = ("agreement-status", "factuality", "issue-kind", "issue-state", "review-state", "speech-mode")
"""The schemes that hold nothing but what the code names."""


@pytest.fixture(scope="module")
def concepts() -> Graph:
    return Graph().parse(resource_dir("ontology") / "concepts.ttl")


def members(concepts: Graph, scheme: str) -> set[str]:
    return {str(c).removeprefix(VOC) for c in concepts.subjects(SKOS.inScheme, URIRef(VOC(scheme)))}


def texts(concepts: Graph, slug: str, predicate: URIRef, language: str) -> list[str]:
    found = concepts.objects(URIRef(VOC(slug)), predicate)
    return sorted(str(text) for text in found if isinstance(text, Literal) and text.language == language)


def test_the_schemes_are_those_of_the_contract(concepts: Graph) -> None:
    schemes = {str(scheme).removeprefix(VOC) for scheme in concepts.subjects(RDF.type, SKOS.ConceptScheme)}
    assert schemes == set(USED)


@pytest.mark.parametrize("scheme", sorted(USED))
def test_a_scheme_holds_every_concept_that_is_used(scheme: str, concepts: Graph) -> None:
    assert USED[scheme] <= members(concepts, scheme)
    if scheme in CLOSED:
        assert members(concepts, scheme) == USED[scheme]


def test_every_concept_and_scheme_is_named_and_defined_once_in_each_language(concepts: Graph) -> None:
    slugs = {str(c).removeprefix(VOC) for c in concepts.subjects(unique=True)}
    assert len(slugs) > 150
    for slug in sorted(slugs):
        for language in ("de", "en"):
            assert len(texts(concepts, slug, SKOS.prefLabel, language)) == 1, (slug, language)
            definitions = texts(concepts, slug, SKOS.definition, language)
            assert len(definitions) == 1, (slug, language)
            assert definitions[0].endswith("."), (slug, language)


def test_no_two_concepts_of_a_scheme_bear_the_same_name(concepts: Graph) -> None:
    for scheme in USED:
        for language in ("de", "en"):
            names: Counter[str] = Counter()
            for slug in members(concepts, scheme):
                names.update(texts(concepts, slug, SKOS.prefLabel, language))
                names.update(texts(concepts, slug, SKOS.altLabel, language))
            assert [name for name, times in names.items() if times > 1] == [], scheme


def test_a_concept_is_at_the_top_or_under_one_of_its_own_scheme(concepts: Graph) -> None:
    for concept in concepts.subjects(RDF.type, SKOS.Concept):
        schemes = set(concepts.objects(concept, SKOS.inScheme))
        above = set(concepts.objects(concept, SKOS.broader))
        assert schemes, concept
        assert bool(above) != bool(set(concepts.objects(concept, SKOS.topConceptOf))), concept
        assert set(concepts.objects(concept, SKOS.topConceptOf)) <= schemes
        for broader in above:
            assert schemes <= set(concepts.objects(broader, SKOS.inScheme))
            assert concept not in set(concepts.transitive_objects(broader, SKOS.broader))


def test_an_issue_kind_carries_the_code_and_titles_of_the_catalogue(concepts: Graph) -> None:
    for kind in CATALOGUE.values():
        assert set(concepts.objects(URIRef(VOC(kind.slug)), SKOS.notation)) == {Literal(kind.code)}
        assert texts(concepts, kind.slug, SKOS.prefLabel, "de") == [kind.title_de]
        assert texts(concepts, kind.slug, SKOS.prefLabel, "en") == [kind.title_en]


def test_only_planned_belongs_to_two_schemes(concepts: Graph) -> None:
    twice = [c for c in concepts.subjects(RDF.type, SKOS.Concept) if len(set(concepts.objects(c, SKOS.inScheme))) > 1]
    assert twice == [URIRef(VOC("planned"))]


@pytest.mark.parametrize("file", sorted(CORPUS.glob("*.txt")), ids=lambda path: path.name)
def test_the_topics_of_the_corpus_are_found_and_no_other(file: Path) -> None:
    document, _ = read_text(file.read_bytes(), key=file.stem, path=file.name, sidecar=None)
    text = read_layout(document).text
    found = {slug for slug, _ in read_concepts().topics.find(text, Span(0, len(text)))}
    assert found == USED["topic"]


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Vereinbarung zum Ausbau des Katastrophenschutzes", "katastrophenschutz"),
        ("eine Zusammenarbeit im öffentlichen Personennahverkehr", "personennahverkehr"),
        ("Förderung des ÖPNV in der Region", "personennahverkehr"),
        ("ein Pakt für die berufliche Bildung", "berufsausbildung"),
        ("Kriminalprävention an Schulen", "polizeiarbeit"),
        ("Ausbau erneuerbarer Energien", "energie"),
    ],
)
def test_a_topic_is_found_in_an_inflected_wording(text: str, topic: str) -> None:
    assert [slug for slug, _ in read_concepts().topics.find(text, Span(0, len(text)))] == [topic]
