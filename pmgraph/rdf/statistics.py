"""Counts what a graph holds, in one pass over its quads: the figures of VoID (https://www.w3.org/TR/void/#statistics)."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pmgraph.iris import Iris
from pmgraph.rdf.terms import Quad, iri, plain
from pmgraph.vocab import PM, RDF

_TYPE = iri(RDF("type"))
_DAYS = {iri(PM("earliestDate")): min, iri(PM("latestDate")): max}


@dataclass(frozen=True, slots=True)
class Authority:
    """A register that things of the graph are linked to."""

    slug: str
    title: str
    homepage: str
    spaces: tuple[str, ...]
    """What its IRIs begin with."""


AUTHORITIES = (
    Authority("wikidata", "Wikidata", "http://www.wikidata.org/", ("http://www.wikidata.org/entity/",)),
    Authority("gnd", "Gemeinsame Normdatei (GND)", "https://d-nb.info/", ("https://d-nb.info/gnd/", "http://d-nb.info/gnd/")),
    Authority("geonames", "GeoNames", "https://www.geonames.org/", ("https://sws.geonames.org/", "http://sws.geonames.org/")),
    Authority("dcat-ap-de", "DCAT-AP.de", "https://www.dcat-ap.de/", ("http://dcat-ap.de/def/",)),
    Authority("eu", "EU Vocabularies", "https://op.europa.eu/", ("http://publications.europa.eu/resource/authority/",)),
    Authority("nuts", "NUTS", "http://data.europa.eu/nuts", ("http://data.europa.eu/nuts/",)),
    Authority("ror", "ROR", "https://ror.org/", ("https://ror.org/",)),
)  # fmt: skip
_OF_SPACE = tuple((f"<{space}", authority.slug) for authority in AUTHORITIES for space in authority.spaces)
_SPACES = tuple(space for space, _ in _OF_SPACE)


@dataclass(frozen=True, slots=True)
class PropertyCount:
    """How often a property is stated, and of and with how many different things."""

    triples: int
    subjects: int
    objects: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """The figures of a dataset; a triple that several graphs share counts once. Classes and properties go by IRI."""

    triples: int = 0
    subjects: int = 0
    objects: int = 0
    entities: int = 0
    """Things with an IRI of the project's own."""
    classes: Mapping[str, int] = field(default_factory=dict)
    properties: Mapping[str, PropertyCount] = field(default_factory=dict)
    properties_of: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """By class and property, how often things of the class state the property."""
    links: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """By authority and property."""
    examples: tuple[str, ...] = ()
    """A thing of each of the main classes."""
    earliest: str | None = None
    latest: str | None = None
    """The first and last day that anything is dated."""
    entered: tuple[str, ...] = ()
    """The days on which records were typed in."""
    version: str = ""
    """A digest of the quads, which their order does not touch."""


_MAIN = tuple(iri(PM(name)) for name in ("PressRelease", "FrameworkAgreement", "Agreement", "Signature"))


class _Tally:
    """What one pass collects of each property."""

    __slots__ = ("objects", "subjects", "triples")

    def __init__(self) -> None:
        self.triples = 0
        self.subjects: set[str] = set()
        self.objects: set[str] = set()


def count(quads: Iterable[Quad], iris: Iris) -> Statistics:
    """The figures of the quads. `/graph/catalogue`, which is to hold them, is left out."""
    catalogue, entered_on = iri(iris.graph("catalogue")), iri(PM("enteredOn"))
    known = {q for q in quads if q.g != catalogue}
    triples = {q[:3] for q in known}
    tallies: dict[str, _Tally] = {}
    classes: dict[str, list[str]] = {}
    links: Counter[tuple[str, str]] = Counter()
    days: dict[str, str] = {}
    entered: set[str] = set()
    objects: set[str] = set()
    for s, p, o in triples:
        tally = tallies.get(p)
        if tally is None:
            tally = tallies[p] = _Tally()
        tally.triples += 1
        tally.subjects.add(s)
        tally.objects.add(o)
        objects.add(o)
        if p == _TYPE:
            classes.setdefault(s, []).append(o)
        elif p in _DAYS:
            day = plain(o)
            days[p] = _DAYS[p](days.get(p, day), day)
        elif p == entered_on:
            entered.add(plain(o))
        elif o.startswith(_SPACES):
            links[_authority(o), p] += 1
    subjects = {s for s, _, _ in triples}
    own = f"<{iris.id('')}"
    return Statistics(
        triples=len(triples), subjects=len(subjects), objects=len(objects),
        entities=sum(s.startswith(own) for s in subjects),
        classes=_plain(Counter(o for found in classes.values() for o in found)),
        properties={
            p[1:-1]: PropertyCount(t.triples, len(t.subjects), len(t.objects)) for p, t in sorted(tallies.items())
        },
        properties_of=_of_classes(triples, classes),
        links={(slug, p[1:-1]): n for (slug, p), n in sorted(links.items())},
        examples=tuple(sorted(_first(classes, wanted) for wanted in _MAIN if wanted in tallies[_TYPE].objects))
        if _TYPE in tallies else (),
        earliest=days.get(iri(PM("earliestDate"))), latest=days.get(iri(PM("latestDate"))),
        entered=tuple(sorted(entered)), version=_digest(known),
    )  # fmt: skip


def _authority(term: str) -> str:
    return next(slug for space, slug in _OF_SPACE if term.startswith(space))


def _of_classes(
    triples: Iterable[tuple[str, str, str]], classes: Mapping[str, list[str]]
) -> Mapping[tuple[str, str], int]:
    found: Counter[tuple[str, str]] = Counter()
    for s, p, _ in triples:
        for one in classes.get(s, ()):
            found[one, p] += 1
    return {(c[1:-1], p[1:-1]): n for (c, p), n in sorted(found.items())}


def _plain(counted: Counter[str]) -> Mapping[str, int]:
    return {term[1:-1]: n for term, n in sorted(counted.items())}


def _first(classes: Mapping[str, list[str]], wanted: str) -> str:
    return min(thing for thing, found in classes.items() if wanted in found)[1:-1]


def _digest(quads: Iterable[Quad]) -> str:
    """Sixteen hex digits of the sum of the digests of all lines: no sorting, and the same set is the same value."""
    total = 0
    for quad in quads:
        total += int.from_bytes(hashlib.blake2b(quad.line().encode(), digest_size=16).digest(), "big")
    return f"{total % 2**128:032x}"[:16]
