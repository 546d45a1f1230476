"""Describes the dataset in its own catalogue: DCAT-AP.de, VoID, and what editors of SPARQL read."""

from __future__ import annotations

from collections.abc import Iterable

from pmgraph.config import Settings
from pmgraph.pipeline.readings import Release
from pmgraph.queries.catalogue import named_queries
from pmgraph.rdf.dcat import Days, describe_catalogue, service_iri
from pmgraph.rdf.examples import ExampleQuery, declare_prefixes, offer_queries
from pmgraph.rdf.graph import GraphWriter
from pmgraph.rdf.statistics import count
from pmgraph.rdf.terms import Quad
from pmgraph.rdf.void import describe_statistics


def describe_dataset(
    w: GraphWriter, quads: Iterable[Quad], received: Iterable[str], software: Iterable[str], settings: Settings
) -> None:
    """Write what the catalogue says of the dataset that `quads` are, its endpoint, and the named queries."""
    found = count(quads, w.iris)
    days = Days.of(settings.entry, [*received, *found.entered], found.earliest, found.latest)
    describe_catalogue(w, settings.entry, days, version=found.version, software=software)
    describe_statistics(w, found)
    service = service_iri(w.iris)
    declare_prefixes(w, service)
    offer_queries(w, service, examples())


def received(releases: Iterable[Release]) -> tuple[str, ...]:
    """The days on which the releases came in, as far as their sidecars say so."""
    days = {(release.reading.document.retrieved or "")[:10] for release in releases}
    return tuple(sorted(days - {""}))


def examples() -> tuple[ExampleQuery, ...]:
    """The named queries as editors are offered them."""
    return tuple(
        ExampleQuery(
            name=query.name, title_de=query.title_de, title_en=query.title_en, text=query.text, form=query.kind,
            keywords_de=query.keywords_de, keywords_en=query.keywords_en,
        )
        for query in named_queries()
    )  # fmt: skip
