"""The service description of the endpoint (https://www.w3.org/TR/sparql11-service-description/)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pyoxigraph import RdfFormat, Triple, parse

from pmgraph.iris import Iris, digest
from pmgraph.rdf.examples import ExampleQuery, declare_prefixes, offer_queries
from pmgraph.rdf.formats import FORMATS
from pmgraph.rdf.graph import GraphWriter
from pmgraph.rdf.terms import dump, typed
from pmgraph.rdf.void import FEATURES, W3C_FORMATS
from pmgraph.serve.settings import Example, Limits, ServeSettings
from pmgraph.vocab import DCTERMS, RDFS, SD, VOID, XSD

# The form stands at the start of a line behind prologue and comments.
_FORM = re.compile(r"^\s*(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE | re.MULTILINE)
_SIMPLE = "http://www.w3.org/ns/entailment/Simple"


def describe_service(
    endpoint: str, settings: ServeSettings, *, triples: int, graphs: Iterable[str], void: str
) -> list[Triple]:
    """What the endpoint at this address offers. `void` is the address of the dataset's figures; no blank nodes."""
    w = GraphWriter(Iris(settings.base), endpoint, endpoint)
    dataset, default = f"{endpoint}#dataset", f"{endpoint}#default-graph"
    w.type(endpoint, SD("Service"))
    w.link(endpoint, SD("endpoint"), endpoint)
    w.link(endpoint, SD("supportedLanguage"), SD("SPARQL11Query"))
    w.link(endpoint, SD("defaultEntailmentRegime"), _SIMPLE)
    if settings.union:
        w.link(endpoint, SD("feature"), SD("UnionDefaultGraph"))
    for format_ in FORMATS:
        if format_.name in FEATURES:
            w.link(endpoint, SD("resultFormat"), f"{W3C_FORMATS}{FEATURES[format_.name]}")
    w.say(endpoint, DCTERMS("title"), settings.title_de, "de")
    w.say(endpoint, DCTERMS("title"), settings.title_en, "en")
    for language, said in _limits(settings.limits):
        w.say(endpoint, DCTERMS("description"), said, language)
    if settings.licence is not None:
        w.link(endpoint, DCTERMS("license"), settings.licence)
    w.link(endpoint, RDFS("seeAlso"), void)
    w.link(endpoint, SD("defaultDataset"), dataset)
    w.type(dataset, SD("Dataset"))
    w.link(dataset, SD("defaultGraph"), default)
    w.type(default, SD("Graph"), VOID("Dataset"))
    w.add(default, VOID("triples"), typed(str(triples), XSD("integer")))
    for graph in sorted(graphs):
        entry = f"{endpoint}#graph-{digest(graph)}"
        w.link(dataset, SD("namedGraph"), entry)
        w.type(entry, SD("NamedGraph"))
        w.link(entry, SD("name"), graph)
    declare_prefixes(w, endpoint)
    offer_queries(w, endpoint, _offered(settings.examples))
    return [quad.triple for quad in parse(dump(w.quads), format=RdfFormat.N_QUADS)]


def _offered(examples: Iterable[Example]) -> Iterable[ExampleQuery]:
    """The queries that editors offer; one whose form is not to be seen is left out."""
    for number, example in enumerate(examples, 1):
        form = _FORM.search(example.query)
        if form is not None:
            yield ExampleQuery(
                name=example.name or str(number), title_de=example.title_de, title_en=example.title_en,
                text=example.query, form=form[1], keywords_de=example.keywords_de, keywords_en=example.keywords_en,
            )  # fmt: skip


def _limits(limits: Limits) -> tuple[tuple[str, str], tuple[str, str]]:
    mb = limits.result_bytes // 1_000_000
    return (
        (
            "en",
            f"Read-only. A query may run {limits.seconds:g} s and its answer may have {mb} MB; beyond that the answer "
            f"is an error, never a part. {limits.workers} queries run at once and {limits.waiting} more may wait; "
            f"of those that run longer than {limits.long_seconds:g} s, {limits.long} at once.",
        ),
        (
            "de",
            f"Nur lesend. Eine Anfrage darf {limits.seconds:g} s laufen, ihre Antwort {mb} MB haben; darüber gibt es "
            f"einen Fehler, nie einen Teil. {limits.workers} Anfragen laufen zugleich, {limits.waiting} dürfen warten; "
            f"von denen, die länger als {limits.long_seconds:g} s laufen, {limits.long} zugleich.",
        ),
    )
