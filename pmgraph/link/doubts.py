"""Finds what may be one and was not joined, for a human to look at: persons, bodies and agreements.

A rule here never joins: it asks. It is meant for what records name, which is little and was typed in by hand; two
releases name the same minister every week, and that is no question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from pmgraph.german.agreements import is_agreement, names_matter
from pmgraph.german.bodies import LAENDER
from pmgraph.german.offices import resorts_in
from pmgraph.iris import slug
from pmgraph.link.persons import is_full

PERSONS, BODIES, AGREEMENTS = "PM-LINK-001", "PM-LINK-002", "PM-LINK-003"
_EMPTY = frozenset(
    [
        "der", "die", "das", "des", "dem", "den", "und", "im", "in", "von", "vom", "mit", "fuer", "zu", "zur", "zum",
        "am", "an", "auf", "bei", "land", "landes", "freistaat", "e", "v", "stadt",
    ]
)  # fmt: skip
"""Words that tell two bodies apart no more than their jurisdiction and type do."""
_ANY_MATTER = frozenset(
    [
        "zusammenarbeit", "kooperation", "kooperationen", "partnerschaft", "rahmen", "bereich", "bereichen",
        "förderung", "fortführung", "gründung", "verbesserung", "schaffung", "ausbau", "entwicklung", "erklärung",
    ]
)  # fmt: skip
"""What agreements of every kind are about."""
_CAPITALISED = re.compile(r"[A-ZÄÖÜ][\wäöüß]+(?:-[\wäöüßA-ZÄÖÜ]+)*")
_LAENDER = frozenset(slug(name) for name in LAENDER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A thing as the graph has it. `group` are things that can be compared: for a body jurisdiction and type, for an
    agreement its kind. `asked` says that a record names it; `sources` are the graphs that do.
    """

    iri: str
    names: tuple[str, ...]
    group: str = ""
    asked: bool = True
    sources: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()
    earliest: str | None = None
    latest: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Doubt:
    """That `one` may be `other`; `why` is the reason in English and German."""

    code: str
    one: str
    other: str
    why: tuple[str, str] = field(compare=False)


def doubts(persons: Sequence[Seen], bodies: Sequence[Seen], agreements: Sequence[Seen]) -> tuple[Doubt, ...]:
    """Every open question, in the order of code and IRIs; the order of the things plays no part."""
    found = [*_of_persons(persons), *_of_bodies(bodies), *_of_agreements(agreements)]
    return tuple(sorted(found))


def _pairs(things: Iterable[Seen]) -> Iterable[tuple[Seen, Seen]]:
    """Pairs of one group of which a record names at least one."""
    groups: dict[str, list[Seen]] = {}
    for thing in sorted(things, key=lambda t: t.iri):
        groups.setdefault(thing.group, []).append(thing)
    for group in groups.values():
        asked = [thing for thing in group if thing.asked]
        yield from combinations(asked, 2)
        for one in asked:
            yield from ((one, other) for other in group if not other.asked)


def _of_persons(persons: Sequence[Seen]) -> Iterable[Doubt]:
    """The same full name, and no body that both are shown in."""
    by_name: dict[str, list[Seen]] = {}
    for person in persons:
        for name in person.names:
            if is_full(name):
                by_name.setdefault(name, []).append(person)
    for name, same in sorted(by_name.items()):
        for one, other in _pairs(same):
            why = (
                f"both are called {name!r}, but no body is named for both",
                f"beide heißen „{name}“, doch keine Stelle ist für beide genannt",
            )
            yield Doubt(PERSONS, one.iri, other.iri, why)


def _of_bodies(bodies: Sequence[Seen]) -> Iterable[Doubt]:
    """Names of which one holds all words of the other, or ministries for the same matters."""
    for one, other in _pairs(bodies):
        names = one.names[0], other.names[0]
        if any(_holds(_words(a), _words(b)) for a in one.names for b in other.names):
            said = f"{names[0]!r} and {names[1]!r} share their words"
            yield Doubt(BODIES, one.iri, other.iri, (said, f"„{names[0]}“ und „{names[1]}“ haben gemeinsame Wörter"))
        elif resorts_in(names[0]) & resorts_in(names[1]):
            why = (
                f"{names[0]!r} and {names[1]!r} may be one ministry under two names",
                f"„{names[0]}“ und „{names[1]}“ können ein Ministerium unter zwei Namen sein",
            )
            yield Doubt(BODIES, one.iri, other.iri, why)


def _holds(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and (one <= other or other <= one)


def _of_agreements(agreements: Sequence[Seen]) -> Iterable[Doubt]:
    """Of one kind, at a time that fits, from different sources, and with one of the reasons of `_one_agreement`."""
    for one, other in _pairs(agreements):
        if not one.sources & other.sources and _may_be_one_day(one, other):
            why = _one_agreement(one, other)
            if why is not None:
                yield Doubt(AGREEMENTS, one.iri, other.iri, why)


def _one_agreement(one: Seen, other: Seen) -> tuple[str, str] | None:
    """Why two may be one: two parties in common; the same matter, and the same place or a party in common; or the same
    year, a party in common, and a name that does not say what the agreement is about.
    """
    common, matters = one.parties & other.parties, (_matter(one.names), _matter(other.names))
    matter = ", ".join(sorted(matters[0] & matters[1]))
    place = [iri.rsplit("/", 3)[-3:-1] for iri in (one.iri, other.iri)]
    if len(common) > 1:
        return f"{len(common)} parties in common", f"{len(common)} gemeinsame Partner"
    if matter and (common or place[0][0] == place[1][0]):
        return f"the same matter in both names: {matter}", f"dieselbe Sache in beiden Namen: {matter}"
    if common and place[0][1] == place[1][1] != "undated" and not all(matters):
        year = place[0][1]
        return f"a party in common, both of {year}", f"ein gemeinsamer Partner, beide von {year}"
    return None


def _words(name: str) -> frozenset[str]:
    """The words of a name that tell bodies apart, folded; a Land tells no more than the group does."""
    words = {slug(word) for word in re.findall(r"[\w.-]+", name)}
    return frozenset(words - _EMPTY - _LAENDER - {""})


def _matter(names: Iterable[str]) -> frozenset[str]:
    """The nouns of a name that are about its matter, in lower case without hyphens: "Lehrer-Tarifvertrag" is one."""
    found: set[str] = set()
    for name in names:
        for word in _CAPITALISED.findall(name):
            folded = word.lower().replace("-", "")
            if slug(word) in _LAENDER or len(folded) < 6 or folded in _ANY_MATTER:
                continue
            if is_agreement(word) and not names_matter(word):
                continue
            found.add(folded)
    return frozenset(found)


def _may_be_one_day(one: Seen, other: Seen) -> bool:
    first, last = max(one.earliest or "", other.earliest or ""), min(one.latest or "9", other.latest or "9")
    return first <= last
