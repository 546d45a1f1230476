"""The formats of graphs and of query results: one table that the command line, the server and the dumps share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from pyoxigraph import QueryResultsFormat, RdfFormat


class Kind(StrEnum):
    """What a format can hold."""

    TRIPLES = "triples"
    QUADS = "quads"
    RESULTS = "results"
    SPREADSHEETS = "spreadsheets"
    """Results for people who open them in a spreadsheet; given when asked for by name, never by Accept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format: the name that `--format` takes, its media types (the first is the one sent), its file ending."""

    name: str
    kind: Kind
    media_types: tuple[str, ...]
    extension: str
    rdf: RdfFormat | None = None
    results: QueryResultsFormat | None = None

    @property
    def media_type(self) -> str:
        """The media type that an answer in this format bears."""
        return self.media_types[0]


# Media types as registered: https://www.w3.org/TR/sparql11-protocol/#conneg and the specification of each format.
FORMATS: tuple[Format, ...] = (
    Format(
        name="json", kind=Kind.RESULTS, extension="srj", results=QueryResultsFormat.JSON,
        media_types=("application/sparql-results+json", "application/json"),
    ),
    Format(
        name="xml", kind=Kind.RESULTS, extension="srx", results=QueryResultsFormat.XML,
        media_types=("application/sparql-results+xml", "application/xml", "text/xml"),
    ),
    Format(name="csv", kind=Kind.RESULTS, extension="csv", results=QueryResultsFormat.CSV, media_types=("text/csv",)),
    Format(
        name="tsv", kind=Kind.RESULTS, extension="tsv", results=QueryResultsFormat.TSV,
        media_types=("text/tab-separated-values",),
    ),
    Format(
        name="turtle", kind=Kind.TRIPLES, extension="ttl", rdf=RdfFormat.TURTLE,
        media_types=("text/turtle", "application/x-turtle"),
    ),
    Format(
        name="ntriples", kind=Kind.TRIPLES, extension="nt", rdf=RdfFormat.N_TRIPLES,
        media_types=("application/n-triples",),
    ),
    Format(
        name="jsonld", kind=Kind.TRIPLES, extension="jsonld", rdf=RdfFormat.JSON_LD,
        media_types=("application/ld+json",),
    ),
    Format(
        name="rdfxml", kind=Kind.TRIPLES, extension="rdf", rdf=RdfFormat.RDF_XML,
        media_types=("application/rdf+xml",),
    ),
    Format(
        name="nquads", kind=Kind.QUADS, extension="nq", rdf=RdfFormat.N_QUADS, media_types=("application/n-quads",)
    ),
    Format(name="trig", kind=Kind.QUADS, extension="trig", rdf=RdfFormat.TRIG, media_types=("application/trig",)),
    Format(name="csv-excel", kind=Kind.SPREADSHEETS, extension="csv", media_types=("text/csv",)),
    Format(
        name="xlsx", kind=Kind.SPREADSHEETS, extension="xlsx",
        media_types=("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",),
    ),
)  # fmt: skip

_BY_NAME = {f.name: f for f in FORMATS}
_BY_EXTENSION = {f.extension: f for f in FORMATS if f.kind is not Kind.SPREADSHEETS}


def formats(*kinds: Kind) -> tuple[Format, ...]:
    """The formats of these kinds, the preferred first."""
    return tuple(f for f in FORMATS if f.kind in kinds)


def named(name: str, among: Iterable[Format] = FORMATS) -> Format:
    """The format called `name`; a name that is none of `among` raises ValueError with those that are."""
    allowed = tuple(among)
    found = _BY_NAME.get(name.lower())
    if found is None or found not in allowed:
        raise ValueError(f"{name!r} is no format here; use one of {', '.join(f.name for f in allowed)}")
    return found


def by_extension(extension: str) -> Format | None:
    """The format whose files end in `extension`, without its dot."""
    return _BY_EXTENSION.get(extension.lower().lstrip("."))
