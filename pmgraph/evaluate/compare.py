"""Compares two results: which figures rose or fell, and which releases changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pmgraph.errors import UsageError
from pmgraph.evaluate.findings import FIELDS, SETS
from pmgraph.evaluate.result import Result
from pmgraph.evaluate.tally import Figures, Tally, total
from pmgraph.tables.located import near

MEASURES = ("p", "r", "f1", "accuracy", "share")
"""The ratios of a figure; of the share that was invented less is better, of the others more."""


@dataclass(frozen=True, slots=True)
class Change:
    """One ratio of one figure in the older and the newer result."""

    figure: str
    measure: str
    before: float | None
    after: float | None

    @property
    def fell(self) -> bool:
        """Whether it became worse; a ratio of nothing is neither better nor worse than another."""
        if self.before is None or self.after is None:
            return False
        return self.after > self.before if self.measure == "share" else self.after < self.before


@dataclass(frozen=True, slots=True)
class ReleaseChange:
    """The figures of one release whose counts differ: name -> counts before and after."""

    id: str
    counts: Mapping[str, tuple[tuple[int, ...], tuple[int, ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What differs between two results, over the releases that both have with the same annotation.

    `same_gold` is whether both are of one folder; else `only_before`, `only_after` and `annotated_anew` are the
    releases that are left out.
    """

    before: Result
    after: Result
    compared: int
    changes: tuple[Change, ...]
    releases: tuple[ReleaseChange, ...]
    same_gold: bool
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]
    annotated_anew: tuple[str, ...]

    @property
    def falls(self) -> tuple[Change, ...]:
        """What became worse."""
        return tuple(change for change in self.changes if change.fell)


def compare_results(before: Result, after: Result) -> Comparison:
    """The differences; UsageError where the two have no release in common, since nothing can be said then."""
    both = [id_ for id_ in after.releases if id_ in before.releases]
    anew = tuple(id_ for id_ in both if before.releases[id_].sha256 != after.releases[id_].sha256)
    common = [id_ for id_ in both if id_ not in anew]
    if not common:
        raise UsageError(
            f"{before.name} and {after.name} have no release in common with the same annotation;"
            " compare results of one folder"
        )
    old = total(before.releases[id_].tally for id_ in common).figures()
    new = total(after.releases[id_].tally for id_ in common).figures()
    pairs = ((id_, _counts(before.releases[id_].tally), _counts(after.releases[id_].tally)) for id_ in common)
    return Comparison(
        before=before, after=after, compared=len(common), changes=tuple(_changes(old, new)),
        releases=tuple(ReleaseChange(id_, _differing(a, b)) for id_, a, b in pairs if a != b),
        same_gold=before.gold_sha256 == after.gold_sha256,
        only_before=tuple(id_ for id_ in before.releases if id_ not in after.releases),
        only_after=tuple(id_ for id_ in after.releases if id_ not in before.releases), annotated_anew=anew,
    )  # fmt: skip


def _changes(old: Mapping[str, Figures], new: Mapping[str, Figures]) -> list[Change]:
    """The ratios that differ, in the order of the figures."""
    found = []
    for figure in (*SETS, *FIELDS, "invented"):
        before, after = old.get(figure, {}), new.get(figure, {})
        for measure in MEASURES:
            a, b = before.get(measure), after.get(measure)
            if a != b:
                found.append(Change(figure, measure, a, b))
    return found


def _counts(tally: Tally) -> dict[str, tuple[int, ...]]:
    named: dict[str, tuple[int, ...]] = {**tally.sets, **tally.fields, "invented": tally.invented}
    return {name: counts for name, counts in named.items() if any(counts)}


def _differing(
    a: Mapping[str, tuple[int, ...]], b: Mapping[str, tuple[int, ...]]
) -> dict[str, tuple[tuple[int, ...], tuple[int, ...]]]:
    names = sorted(a.keys() | b.keys())
    return {name: (a.get(name, ()), b.get(name, ())) for name in names if a.get(name) != b.get(name)}


@dataclass(frozen=True, slots=True)
class Floor:
    """A ratio that must be reached. Without a figure it holds for F1 and the share right of every figure."""

    at_least: float
    figure: str | None = None
    measure: str | None = None

    def missed(self, figures: Mapping[str, Figures]) -> tuple[tuple[str, str, float | None], ...]:
        """The figures below the floor with their measure and value; what could not be measured is not below."""
        found = []
        for name, values in figures.items():
            if name == "invented" or (self.figure is not None and name != self.figure):
                continue
            measure = self.measure or ("f1" if "f1" in values else "accuracy")
            value = values.get(measure)
            if value is not None and value < self.at_least:
                found.append((name, measure, value))
        return tuple(found)


def floor_of(text: str) -> Floor:
    """The floor that `0.9`, `signatories=0.92` or `signatories.p=0.97` asks for; UsageError for anything else."""
    name, equals, number = text.rpartition("=")
    try:
        at_least = float(number)
    except ValueError:
        at_least = -1.0
    if not 0 <= at_least <= 1 or (equals and not name):
        raise UsageError(f"--fail-below {text!r}: write 0.9, signatories=0.92 or signatories.p=0.97 (0 to 1)")
    if not name:
        return Floor(at_least)
    figure, dot, measure = name.partition(".")
    figure = figure.strip().replace("-", " ")
    if figure not in (*SETS, *FIELDS):
        raise UsageError(f"--fail-below {text!r}: {figure!r} is no figure; {near(figure, (*SETS, *FIELDS))}")
    known = ("p", "r", "f1") if figure in SETS else ("accuracy",)
    if dot and measure not in known:
        raise UsageError(f"--fail-below {text!r}: {figure} has no {measure!r}; {near(measure, known)}")
    return Floor(at_least, figure, measure or None)


def comparison_values(comparison: Comparison) -> dict[str, Any]:
    """The comparison as JSON values."""
    return {
        "before": _named(comparison.before), "after": _named(comparison.after), "compared": comparison.compared,
        "same_gold": comparison.same_gold, "only_before": comparison.only_before, "only_after": comparison.only_after,
        "annotated_anew": comparison.annotated_anew,
        "changes": [
            {"figure": c.figure, "measure": c.measure, "before": c.before, "after": c.after, "fell": c.fell}
            for c in comparison.changes
        ],
        "releases": {r.id: {name: list(pair) for name, pair in r.counts.items()} for r in comparison.releases},
    }  # fmt: skip


def _named(result: Result) -> dict[str, str]:
    return {
        "name": result.name, "date": result.date, "software": result.software, "code_sha256": result.code_sha256,
        "gold_sha256": result.gold_sha256,
    }  # fmt: skip
