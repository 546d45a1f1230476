"""The release of 2014 read, linked and mapped, and a small view of a graph's triples."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from pmgraph.concepts import Concepts, read_concepts
from pmgraph.config import load_settings
from pmgraph.curated import Curated, Sidecar
from pmgraph.iris import Iris
from pmgraph.model import PublishText
from pmgraph.pipeline.build import read_curated
from pmgraph.pipeline.linking import Linker
from pmgraph.pipeline.readings import read_document
from pmgraph.rdf.release import Linked, ReleaseGraph, map_release
from pmgraph.rdf.terms import Quad, plain
from pmgraph.reading import Reading
from pmgraph.sources.text import read_text
from pmgraph.tables.portals import shipped_portals

DATA = Path(__file__).parents[2] / "data"
SEED = DATA / "corpus" / "000_e0aaa5cb92dd628b.txt"
ADDRESS = "https://presse.sachsen-anhalt.de/not-rated/2014/07/16/kooperation/"
BASE = "https://w3id.org/pmgraph"

Facts = Callable[[Iterable[Quad], str], dict[str, list[str]]]
Read = Callable[..., Reading]


@pytest.fixture(scope="session")
def iris() -> Iris:
    return Iris(BASE)


@pytest.fixture(scope="session")
def concepts() -> Concepts:
    return read_concepts()


@pytest.fixture(scope="session")
def curated(concepts: Concepts) -> Curated:
    """Register and records of the project that ships."""
    return read_curated(load_settings(DATA), concepts)[0]


@pytest.fixture(scope="session")
def read(concepts: Concepts) -> Read:
    """Reads a text as a release; without one, that of 2014."""

    def read_one(
        text: str | None = None, *, url: str | None = ADDRESS, publish_text: PublishText = PublishText.FULL
    ) -> Reading:
        data = SEED.read_bytes() if text is None else text.encode()
        sidecar = Sidecar(url=url, publish_text=publish_text)
        document, _ = read_text(data, key="seed", path="seed.txt", sidecar=sidecar)
        return read_document(document, concepts.topics, shipped_portals()).reading

    return read_one


@pytest.fixture(scope="session")
def reading(read: Read) -> Reading:
    return read()


@pytest.fixture(scope="session")
def link(curated: Curated, concepts: Concepts, iris: Iris) -> Callable[[Reading], Linked]:
    """Links a reading to the register of the project that ships."""
    linker = Linker.of(curated.register, iris, concepts.labels_of("role"))
    return lambda reading: linker.link(reading, shipped_portals()[0])[0]


@pytest.fixture(scope="session")
def mapped(reading: Reading, link: Callable[[Reading], Linked], iris: Iris) -> ReleaseGraph:
    return map_release(reading, link(reading), iris)


@pytest.fixture(scope="session")
def facts() -> Facts:
    """The values of each property of one thing, both as bare IRIs and wordings, in order."""

    def of(quads: Iterable[Quad], thing: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for quad in sorted(set(quads)):
            if plain(quad.s) == thing:
                found.setdefault(plain(quad.p), []).append(plain(quad.o))
        return found

    return of
