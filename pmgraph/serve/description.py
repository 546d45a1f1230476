"""The service description of the endpoint (https://www.w3.org/TR/sparql11-service-description/)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Triple

from pmgraph.iris import digest
from pmgraph.rdf.formats import FORMATS
from pmgraph.serve.settings import Example, Limits
from pmgraph.vocab import DCTERMS, PREFIXES, RDF, RDFS, SCHEMA, SH, XSD

SD = "http://www.w3.org/ns/sparql-service-description#"
# The form stands at the start of a line behind prologue and comments.
_FORM = re.compile(r"^\s*(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE | re.MULTILINE)
VOID = "http://rdfs.org/ns/void#"
# Names of formats in the registry of the W3C (https://www.w3.org/ns/formats/).
_FORMATS = {
    "json": "SPARQL_Results_JSON", "xml": "SPARQL_Results_XML", "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV", "turtle": "Turtle", "ntriples": "N-Triples", "jsonld": "JSON-LD",
    "rdfxml": "RDF_XML", "nquads": "N-Quads", "trig": "TriG",
}  # fmt: skip


def describe_service(
    endpoint: str,
    *,
    triples: int,
    graphs: Iterable[str],
    limits: Limits,
    titles: Iterable[tuple[str, str]],
    examples: Iterable[Example] = (),
) -> list[Triple]:
    """What the endpoint at this address offers. `titles` are pairs of language and title; there are no blank nodes."""
    service, dataset, default = endpoint, f"{endpoint}#dataset", f"{endpoint}#default-graph"
    found = [
        _link(service, RDF("type"), f"{SD}Service"),
        _link(service, f"{SD}endpoint", endpoint),
        _link(service, f"{SD}supportedLanguage", f"{SD}SPARQL11Query"),
        _link(service, f"{SD}defaultDataset", dataset),
        _link(dataset, RDF("type"), f"{SD}Dataset"),
        _link(dataset, f"{SD}defaultGraph", default),
        _link(default, RDF("type"), f"{SD}Graph"),
        Triple(
            NamedNode(default), NamedNode(f"{VOID}triples"), Literal(str(triples), datatype=NamedNode(XSD("integer")))
        ),
    ]
    found += [Triple(NamedNode(service), NamedNode(DCTERMS("title")), Literal(t, language=c)) for c, t in titles]
    found += [
        Triple(NamedNode(service), NamedNode(DCTERMS("description")), Literal(said, language=language))
        for language, said in _limits(limits)
    ]
    found += [
        _link(service, f"{SD}resultFormat", f"http://www.w3.org/ns/formats/{_FORMATS[f.name]}")
        for f in FORMATS
        if f.name in _FORMATS
    ]
    found += _prefixes(service)
    found += [triple for number, one in enumerate(examples, 1) for triple in _example(service, number, one)]
    for graph in sorted(graphs):
        entry = f"{endpoint}#graph-{digest(graph)}"
        found += [
            _link(dataset, f"{SD}namedGraph", entry),
            _link(entry, RDF("type"), f"{SD}NamedGraph"),
            _link(entry, f"{SD}name", graph),
        ]
    return found


def _prefixes(service: str) -> list[Triple]:
    """The prefixes that a query need not declare (`sh:declare`), which editors read."""
    found = []
    for prefix, namespace in sorted(PREFIXES.items()):
        here = f"{service}#prefix-{prefix}"
        typed = Literal(str(namespace), datatype=NamedNode(XSD("anyURI")))
        found += [
            _link(service, SH("declare"), here),
            _link(here, RDF("type"), SH("PrefixDeclaration")),
            Triple(NamedNode(here), NamedNode(SH("prefix")), Literal(prefix)),
            Triple(NamedNode(here), NamedNode(SH("namespace")), typed),
        ]
    return found


def _example(service: str, number: int, example: Example) -> list[Triple]:
    """A query that editors offer, as `sh:SPARQLExecutable`; one whose form is not to be seen is left out."""
    form = _FORM.search(example.query)
    if form is None:
        return []
    word, here = form[1].lower(), f"{service}#example-{number}"
    kind = f"SPARQL{word.capitalize()}Executable"
    return [
        _link(here, RDF("type"), SH("SPARQLExecutable")),
        _link(here, RDF("type"), SH(kind)),
        _link(here, SH("prefixes"), service),
        _link(here, SCHEMA("target"), service),
        Triple(NamedNode(here), NamedNode(RDFS("comment")), Literal(example.title_de, language="de")),
        Triple(NamedNode(here), NamedNode(RDFS("comment")), Literal(example.title_en, language="en")),
        Triple(NamedNode(here), NamedNode(SH(word)), Literal(example.query)),
    ]


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


def _link(subject: str, predicate: str, target: str) -> Triple:
    return Triple(NamedNode(subject), NamedNode(predicate), NamedNode(target))
