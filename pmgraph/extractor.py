"""The contract by which an installed package reads releases beside the rules, version 1.

A package adds an extractor by an entry point of the group `pmgraph.extractors`:

    [project.entry-points."pmgraph.extractors"]
    moor = "moor_names:Moor"

where `Moor` is a class without arguments, or an object, that does what `Extractor` says. A project names the extractors
that it wants in `pmgraph.toml`; installing one changes nothing by itself. What an extractor finds is added to what the
rules read and never replaces it; `docs/extractors.md` says what is taken and what is not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from pmgraph.model import Span
from pmgraph.reading import Layout, Reading

API = 1
"""The version of this contract. It grows when what an extractor is given, or may answer, changes its meaning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFound:
    """A person named in a passage: `layout.text[span.start:span.end] == quote`.

    `label` says what in the extractor found it; evidence will name `NAME:label` as its rule. `name` is the full name in
    the nominative where the passage has it otherwise; each of its words must stand in the passage, up to its ending.
    """

    span: Span
    quote: str
    label: str
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyFound:
    """A body named in a passage, as `PersonFound` a person.

    `kind` is the slug of a body type in `ontology/concepts.ttl`, `short` an abbreviation that the passage gives it.
    """

    span: Span
    quote: str
    label: str
    name: str | None = None
    kind: str = "sonstige-stelle"
    short: str | None = None


Found = PersonFound | BodyFound


class Extractor(Protocol):
    """Finds persons and bodies that the rules did not.

    It is given the layout, whose `text` is repaired and whose `sentences` are spans of it, and what was read so far.
    It must answer the same for the same release, whatever it read before. What it raises is reported with its name,
    and the release stands as the rules read it.
    """

    api: int
    """The version of the contract that it was written for; today `1`."""

    def __call__(self, layout: Layout, reading: Reading) -> Iterable[Found]:
        """What it finds, in any order."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """An extractor that is ready to read. `name` is that of its entry point, `version` that of its package."""

    name: str
    version: str
    find: Extractor

    @property
    def agent(self) -> str:
        """The extractor and its version, as the run of an extraction names it."""
        return f"{self.name}-{self.version}"
