"""Reads every annotated release with the rules, and measures what they read against its annotation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pmgraph.evaluate.findings import Finding, Outcome, compare_record
from pmgraph.evaluate.gold import Annotated, GoldFolder
from pmgraph.evaluate.passages import Passage, passage_of, sources_of
from pmgraph.evaluate.tally import RuleCounts, Tally, added, rule_counts
from pmgraph.extract.record import as_record
from pmgraph.model import Issue
from pmgraph.reading import Reading

ReadText = Callable[[Annotated], Reading | Issue]
"""How the text of a release is read; an Issue says why it cannot be."""

_GOOD = (Outcome.RIGHT, Outcome.OPEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """A fact that was not read rightly, and where it stands in the text, if it was found there."""

    release: str
    path: str
    finding: Finding
    passage: Passage | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One release: its counts, its misses and the rules behind them. `failure` says why it could not be read."""

    id: str
    sha256: str
    tally: Tally
    findings: tuple[Finding, ...]
    misses: tuple[Miss, ...]
    rules: RuleCounts
    failure: Issue | None = None


def evaluate(gold: GoldFolder, read: ReadText, progress: Callable[[], None] = lambda: None) -> tuple[Measured, ...]:
    """Every release of the folder, measured. One that cannot be read counts as a record without any fact."""
    measured = []
    for release in gold.releases:
        measured.append(_measured(release, read(release)))
        progress()
    return tuple(measured)


def _measured(release: Annotated, read: Reading | Issue) -> Measured:
    if isinstance(read, Issue):
        findings = compare_record({}, release.gold)
        misses = tuple(_miss(release, f, None) for f in findings if f.outcome not in _GOOD)
        return Measured(
            id=release.id, sha256=release.sha256, tally=Tally.of(findings), findings=findings, misses=misses, rules={},
            failure=read,
        )  # fmt: skip
    findings = compare_record(as_record(read), release.gold)
    sources = sources_of(read)
    missed = [f for f in findings if f.outcome not in _GOOD]
    return Measured(
        id=release.id, sha256=release.sha256, tally=Tally.of(findings), findings=findings,
        misses=tuple(_miss(release, f, passage_of(f, read.layout, sources)) for f in missed),
        rules=rule_counts(findings, {place: source.rules for place, source in sources.items()}),
    )  # fmt: skip


def _miss(release: Annotated, finding: Finding, passage: Passage | None) -> Miss:
    return Miss(release=release.id, path=release.path, finding=finding, passage=passage)


def rules_of(measured: tuple[Measured, ...]) -> RuleCounts:
    """What each rule read rightly and wrongly in all releases."""
    total: RuleCounts = {}
    for one in measured:
        total = added(total, one.rules)
    return total
