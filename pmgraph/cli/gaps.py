"""What the releases of a build said that was not understood: counted by code, each with a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rich.console import Console
from rich.markup import escape

from pmgraph.cli.output import indented
from pmgraph.errors import CATALOGUE, NOT_UNDERSTOOD, IssueKind
from pmgraph.model import Issue


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One code of `NOT_UNDERSTOOD`: how often it was found, and the first place, one with a sentence if any."""

    kind: IssueKind
    count: int
    example: Issue


def gaps_of(issues: Iterable[Issue]) -> list[Gap]:
    """What was not understood, the gravest code first. What a rule resolved was understood in the end."""
    found: dict[str, list[Issue]] = {}
    for issue in issues:
        if issue.code in NOT_UNDERSTOOD and not issue.resolved_by:
            found.setdefault(issue.code, []).append(issue)
    return [
        Gap(kind=CATALOGUE[code], count=len(found[code]), example=min(found[code], key=_readable))
        for code in NOT_UNDERSTOOD
        if code in found
    ]


def _readable(issue: Issue) -> tuple[bool, str, int]:
    return (issue.sentence is None, issue.path or "", issue.line or 0)


def show_gaps(console: Console, gaps: Iterable[Gap], place: str) -> None:
    """A line a code with an example below it, and how to list the rest; nothing where all was understood."""
    listed = list(gaps)
    if not listed:
        return
    console.print("not understood:")
    width = max(len(f"{gap.count:,}") for gap in listed)
    for gap in listed:
        console.print(f"  [yellow]{gap.count:>{width},}[/] {gap.kind.code}  {gap.kind.title_en}")
        example = gap.example
        said = f"[italic]„{escape(' '.join(example.sentence.split()))}“[/]" if example.sentence else ""
        console.print(indented(f"{escape(example.where)} {said}".rstrip(), width + 3))
    console.print(f"  all of a kind: `pmgraph check {place} --code {listed[0].kind.code}`")


def gap_values(gaps: Iterable[Gap]) -> list[dict[str, Any]]:
    """The same as JSON values."""
    return [
        {
            "code": gap.kind.code, "count": gap.count, "title": gap.kind.title_en, "title_de": gap.kind.title_de,
            "example": {"where": gap.example.where, "message": gap.example.message, "sentence": gap.example.sentence},
        }
        for gap in gaps
    ]  # fmt: skip
