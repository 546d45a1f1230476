"""Joins the persons that several records name: the same full name for a person of the same body, and nothing less.

Names alone never join: two people may share one. What stays apart under one name is an open question, see `doubts.py`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

RULE_JOINED = "link.same-name-same-house"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A person as one source names it: `id` is the last part of the IRI that the source would mint for it alone.

    `houses` are the ids of the bodies that the source shows the person in; `entered` and `source` tell which source
    came first.
    """

    source: str
    entered: str
    name: str
    houses: frozenset[str]
    id: str


def is_full(name: str) -> bool:
    """Whether a name has more than a surname."""
    return len([word for word in name.split() if word[:1].isupper() and len(word.rstrip(".")) > 1]) > 1


def join_persons(named: Iterable[Named]) -> Mapping[tuple[str, str], str]:
    """(source, name) -> the id of the person, for each that is joined with one of another source.

    The id is the one of the source that was entered first, so that a later source moves no IRI. Order plays no part.
    """
    by_name: dict[str, list[Named]] = defaultdict(list)
    for one in named:
        if is_full(one.name):
            by_name[one.name].append(one)
    joined: dict[tuple[str, str], str] = {}
    for same in by_name.values():
        for group in _groups(sorted(same, key=lambda n: (n.entered, n.source))):
            if len(group) > 1:
                joined |= {(member.source, member.name): group[0].id for member in group}
    return joined


def _groups(same: list[Named]) -> list[list[Named]]:
    """Those of one name that share a house, also by way of a third that is in the houses of both."""
    groups: list[list[Named]] = []
    for one in same:
        near = [group for group in groups if any(one.houses & other.houses for other in group)]
        merged = [member for group in near for member in group]
        groups = [group for group in groups if group not in near]
        groups.append([*merged, one])
    return [sorted(group, key=lambda n: (n.entered, n.source)) for group in groups]
