"""Compares two snapshots: which facts came, which went, and which of them are one fact that changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from pmgraph.delta.facts import Fact, Snapshot, renamed


class Turn(StrEnum):
    """What happened to a fact."""

    CAME = "came"
    WENT = "went"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A fact that came (`after` alone), went (`before` alone) or changed (both)."""

    before: Fact | None
    after: Fact | None

    @property
    def turn(self) -> Turn:
        if self.before is None:
            return Turn.CAME
        return Turn.WENT if self.after is None else Turn.CHANGED

    @property
    def fact(self) -> Fact:
        """The fact as it stands now, or as it last stood."""
        found = self.after or self.before
        assert found is not None
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingDelta:
    """The changes of one thing; `turn` says whether the thing itself came or went with them."""

    thing: str
    kind: str
    turn: Turn
    changes: tuple[Change, ...]


# A thing has one of these at a time, so one that went and one that came are a change.
_SINGLE = frozenset({"kind", "status", "date", "place", "title", "name", "issuer", "identifier", "parent", "type"})
# Of these there may be many; what went and what came belong together if this part is the same.
_ANCHOR = {"signature": "person", "office": "person", "issue": "code", "statement": "person"}
_KINDS = ("agreement", "release", "body")
_ASPECTS = (
    "former", "name", "title", "kind", "status", "date", "place", "identifier", "issuer", "party", "signature",
    "predecessor", "committee", "topic", "announces", "type", "parent", "office", "statement", "issue",
)  # fmt: skip


def compare(former: Snapshot, latter: Snapshot) -> tuple[ThingDelta, ...]:
    """What it takes to come from the one to the other: agreements first, then releases, then bodies, each by its IRI.

    Facts with the same key are the same fact, even if their evidence differs: a passage that moved is no news. A thing
    whose IRI moved is the same thing.
    """
    former = renamed(former, latter.moved)
    went = _by_thing(fact for key, fact in former.facts.items() if key not in latter.facts)
    came = _by_thing(fact for key, fact in latter.facts.items() if key not in former.facts)
    found = []
    for thing in went.keys() | came.keys():
        turn = Turn.CHANGED
        if thing not in former.kinds:
            turn = Turn.CAME
        elif thing not in latter.kinds:
            turn = Turn.WENT
        kind = latter.kinds.get(thing) or former.kinds[thing]
        changes = tuple(sorted(_paired(went.get(thing, []), came.get(thing, [])), key=_order))
        found.append(ThingDelta(thing=thing, kind=kind, turn=turn, changes=changes))
    return tuple(sorted(found, key=lambda d: (_KINDS.index(d.kind), d.thing)))


def _by_thing(facts: Iterable[Fact]) -> Mapping[str, list[Fact]]:
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        found.setdefault(fact.thing, []).append(fact)
    return found


def _paired(went: list[Fact], came: list[Fact]) -> list[Change]:
    """Pairs what belongs together, where that is certain: exactly one went and exactly one came."""
    groups: dict[tuple[str, str | None], tuple[list[Fact], list[Fact]]] = {}
    for side, facts in enumerate((went, came)):
        for fact in facts:
            groups.setdefault(_group(fact), ([], []))[side].append(fact)
    changes: list[Change] = []
    for (aspect, _), (old, new) in groups.items():
        pairs = aspect in _SINGLE or aspect in _ANCHOR
        if pairs and len(old) == len(new) == 1:
            changes.append(Change(before=old[0], after=new[0]))
        else:
            changes += [Change(before=fact, after=None) for fact in old]
            changes += [Change(before=None, after=fact) for fact in new]
    return changes


def _group(fact: Fact) -> tuple[str, str | None]:
    anchor = _ANCHOR.get(fact.aspect)
    return fact.aspect, fact.parts.get(anchor) if anchor is not None else None


def _order(change: Change) -> tuple[int, int, tuple[str, str, tuple[tuple[str, str], ...]]]:
    fact = change.fact
    first = fact.quotes[0].start if fact.quotes else -1
    return _ASPECTS.index(fact.aspect), first, fact.key
