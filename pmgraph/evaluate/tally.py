"""Counts findings: of one release, of a rule, and, added up, of a whole folder (micro-average)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pmgraph.evaluate.findings import FIELDS, SETS, Finding, Outcome, Place

Figures = dict[str, float | int | None]
"""Named numbers of one kind of fact; a ratio of nothing is None."""

_SET_OUTCOMES = (Outcome.RIGHT, Outcome.FALSE, Outcome.MISSED)
_OPEN_OUTCOMES = (Outcome.INVENTED, Outcome.OPEN)


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts of some releases. Two of them can be added.

    `sets` holds right, false and missed for each kind of fact; `fields` right and asked; `invented` the open fields
    that were filled, and all open fields.
    """

    sets: Mapping[str, tuple[int, int, int]] = field(default_factory=dict)
    fields: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    invented: tuple[int, int] = (0, 0)

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> Tally:
        """The counts of the findings; kinds without any are left out."""
        counts = Counter((f.figure, f.outcome) for f in findings)
        right = {name: counts[name, Outcome.RIGHT] for name in FIELDS}
        asked = {name: right[name] + counts[name, Outcome.WRONG] for name in FIELDS}
        filled, left = (sum(n for (_, was), n in counts.items() if was is kind) for kind in _OPEN_OUTCOMES)
        sets = {name: tuple(counts[name, outcome] for outcome in _SET_OUTCOMES) for name in SETS}
        return cls(
            sets={name: (c[0], c[1], c[2]) for name, c in sets.items() if any(c)},
            fields={name: (right[name], asked[name]) for name in FIELDS if asked[name]},
            invented=(filled, filled + left),
        )

    def figures(self) -> dict[str, Figures]:
        """Every figure by its name: of each kind of fact, of each field that was asked for, and of inventions."""
        sets = {name: _set_figures(*self.sets.get(name, (0, 0, 0))) for name in SETS}
        asked = {name: self.fields[name] for name in FIELDS if self.fields.get(name, (0, 0))[1]}
        filled, open_ = self.invented
        return {
            **sets,
            **{name: {"accuracy": right / of, "right": right, "of": of} for name, (right, of) in asked.items()},
            "invented": {"share": filled / open_ if open_ else 0.0, "filled": filled, "open": open_},
        }


def total(tallies: Iterable[Tally]) -> Tally:
    """The sum of the counts, whatever their order."""
    sets: dict[str, tuple[int, int, int]] = {}
    fields: dict[str, tuple[int, int]] = {}
    filled = open_ = 0
    for tally in tallies:
        for name, (right, false, missed) in tally.sets.items():
            before = sets.get(name, (0, 0, 0))
            sets[name] = (before[0] + right, before[1] + false, before[2] + missed)
        for name, (right, of) in tally.fields.items():
            known = fields.get(name, (0, 0))
            fields[name] = (known[0] + right, known[1] + of)
        filled, open_ = filled + tally.invented[0], open_ + tally.invented[1]
    return Tally(sets, fields, (filled, open_))


def _set_figures(right: int, false: int, missed: int) -> Figures:
    """Precision, recall and F1 = 2PR/(P+R), which is 2·right of all that either side names."""
    return {
        "p": _ratio(right, right + false),
        "r": _ratio(right, right + missed),
        "f1": _ratio(2 * right, 2 * right + false + missed),
        "tp": right,
        "fp": false,
        "fn": missed,
    }


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None


ABSENT = "absent"


def status_table(findings: Iterable[Finding]) -> dict[str, dict[str, int]]:
    """How often each status of the annotation was read as which; `absent` is what only one side has.

    An agreement that is taken for signed although it is planned stands in the row `planned`, column `signed`.
    """
    table: dict[str, Counter[str]] = {}
    for one in findings:
        if one.figure == "agreements any":
            gold = one.gold["status"] if one.gold is not None else ABSENT
            found = one.found["status"] if one.found is not None else ABSENT
            table.setdefault(gold, Counter())[found] += 1
    return {gold: dict(sorted(row.items())) for gold, row in sorted(table.items())}


RuleCounts = dict[str, dict[str, tuple[int, int]]]
"""Rule id -> kind of fact, or ALL -> how many facts it read rightly and wrongly."""
ALL = "all"


def rule_counts(findings: Iterable[Finding], rules: Mapping[Place, frozenset[str]]) -> RuleCounts:
    """What each rule read rightly and wrongly of one release; `rules` are those whose evidence carries a place's value.

    A fact counts for each rule that it rests on. Under ALL it counts once, however many figures measure it, and as
    right only if it is right in each: a planned agreement that is read as signed is not. Repetitions are not measured.
    """
    counts: dict[str, dict[str, list[int]]] = {}
    whole: dict[Place, bool] = {}
    for one in findings:
        if one.found is not None and one.at is not None:
            is_right = one.outcome is Outcome.RIGHT
            whole[one.at] = whole.get(one.at, True) and is_right
            for rule in rules.get(one.at, ()):
                counts.setdefault(rule, {}).setdefault(one.figure, [0, 0])[not is_right] += 1
    for place, is_right in whole.items():
        for rule in rules.get(place, ()):
            counts[rule].setdefault(ALL, [0, 0])[not is_right] += 1
    return {rule: {kind: (pair[0], pair[1]) for kind, pair in kinds.items()} for rule, kinds in counts.items()}


def added(first: RuleCounts, second: RuleCounts) -> RuleCounts:
    """The sum of two tables, rules and kinds in alphabetical order."""
    merged: RuleCounts = {}
    for rule in sorted(first.keys() | second.keys()):
        a, b = first.get(rule, {}), second.get(rule, {})
        merged[rule] = {
            kind: tuple(x + y for x, y in zip(a.get(kind, (0, 0)), b.get(kind, (0, 0)), strict=True))  # type: ignore[misc]
            for kind in sorted(a.keys() | b.keys())
        }
    return merged
