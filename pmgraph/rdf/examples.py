"""What editors of SPARQL read from an endpoint: prefixes, and queries to try.

Prefixes are declared as in SHACL (https://www.w3.org/TR/shacl/#sparql-prefixes), queries described as
`sh:SPARQLExecutable` (https://www.w3.org/TR/shacl-af/#SPARQLExecutable) with label and keywords.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pmgraph.rdf.graph import GraphWriter
from pmgraph.rdf.terms import typed
from pmgraph.vocab import PREFIXES, RDFS, SCHEMA, SH, XSD


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleQuery:
    """A query to try. `form` is SELECT, ASK, CONSTRUCT or DESCRIBE."""

    name: str
    """A word for its IRI: `q03-signatures`."""
    title_de: str
    title_en: str
    text: str
    form: str
    keywords_de: tuple[str, ...] = ()
    keywords_en: tuple[str, ...] = ()


def declare_prefixes(w: GraphWriter, service: str) -> None:
    """Declare every prefix of the project on the service."""
    for prefix, namespace in PREFIXES.items():
        here = w.iris.id("prefix", prefix)
        w.link(service, SH("declare"), here)
        w.type(here, SH("PrefixDeclaration"))
        w.say(here, SH("prefix"), prefix)
        w.add(here, SH("namespace"), typed(str(namespace), XSD("anyURI")))


def offer_queries(w: GraphWriter, service: str, queries: Iterable[ExampleQuery]) -> None:
    """Describe each query; its prefixes are those of the service, its target is the service."""
    for query in queries:
        here, form = w.iris.id("query", query.name), query.form.upper()
        w.type(here, SH("SPARQLExecutable"))
        # SHACL names classes for three of the four forms.
        if form in ("SELECT", "ASK", "CONSTRUCT"):
            w.type(here, SH(f"SPARQL{form.capitalize()}Executable"))
        w.link(here, SH("prefixes"), service)
        w.link(here, SCHEMA("target"), service)
        w.say(here, SH(form.lower()), query.text)
        for language, title, keywords in (
            ("de", query.title_de, query.keywords_de), ("en", query.title_en, query.keywords_en),
        ):  # fmt: skip
            w.say(here, RDFS("label"), title, language)
            # Editors that are older than labels read the comment.
            w.say(here, RDFS("comment"), title, language)
            for keyword in keywords:
                w.say(here, SCHEMA("keywords"), keyword, language)
