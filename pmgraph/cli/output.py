"""How results reach people and programs: tables on a terminal, JSON when captured; notes and errors on stderr."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pmgraph.model import Issue, Severity

UNWRAPPED = 100_000
"""Columns of an output that is captured: lines are wrapped for people only."""

STYLES = {Severity.VIOLATION: "bold red", Severity.WARNING: "yellow", Severity.INFO: "dim"}


def stdout() -> Console:
    """The console of results. Made at each call, so that it follows a redirected stdout."""
    return Console(highlight=False, width=None if sys.stdout.isatty() else UNWRAPPED)


def stderr() -> Console:
    """The console of notes, progress and errors."""
    return Console(stderr=True, highlight=False, width=None if sys.stderr.isatty() else UNWRAPPED)


def wants_json(asked: bool) -> bool:
    """Whether JSON is due: asked for, or nobody sits at the other end."""
    return asked or not sys.stdout.isatty()


def write_json(values: Any) -> None:
    """One JSON document on stdout, nothing else."""
    write(json.dumps(values, ensure_ascii=False, indent=2) + "\n")


def write(text: str) -> None:
    """Text on stdout as UTF-8, whatever the locale, flushed."""
    write_bytes(text.encode())


def write_bytes(data: bytes) -> None:
    """Bytes on stdout, flushed."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def write_lines(lines: Iterable[str]) -> None:
    """Lines that end in a line feed, as UTF-8; flushed once at the end, since there may be millions."""
    sys.stdout.flush()
    for line in lines:
        sys.stdout.buffer.write(line.encode())
    sys.stdout.buffer.flush()


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], title: str | None = None) -> Table:
    """A table for a terminal; long cells wrap, nothing is cut."""
    made = Table(title=title, title_justify="left", header_style="bold", box=None, pad_edge=False)
    for column in columns:
        made.add_column(column, overflow="fold")
    for row in rows:
        made.add_row(*(escape(cell) for cell in row))
    return made


def indented(text: str | Text, by: int) -> Padding:
    """Text with `by` spaces before each of its lines, also the wrapped ones."""
    return Padding(text, (0, 0, 0, by), expand=False)


def show_issues(console: Console, issues: Iterable[Issue], limit: int = 20, *, shorter: str | None = None) -> None:
    """Findings, the worst first: where, what, the sentence, the cure. Beyond `limit` they are only counted.

    With `shorter`, the folder of a build, only the first of several findings of one code that are no violations is
    shown, with the command that lists the others.
    """
    ordered = sorted(issues, key=lambda i: (i.severity.rank, i.where))
    alike = Counter(i.code for i in ordered if shorter is not None and i.severity is not Severity.VIOLATION)
    if alike:
        first = {i.code: i for i in reversed(ordered)}
        ordered = [i for i in ordered if i.severity is Severity.VIOLATION or first[i.code] is i]
    for issue in ordered[:limit]:
        style = STYLES[issue.severity]
        state = " (resolved)" if issue.resolved_by else ""
        console.print(f"[{style}]{issue.severity.value:9}[/] {issue.code}{state} {escape(issue.where)}")
        details = [escape(issue.message)]
        if issue.sentence:
            details.append(f"[italic]„{escape(issue.sentence)}“[/]")
        if issue.cure and not issue.resolved_by:
            details.append(f"→ {escape(issue.cure)}")
        if alike[issue.code] > 1:
            details.append(f"and {alike[issue.code] - 1} more: pmgraph check {shorter} --code {issue.code}")
        console.print(indented("\n".join(details), 10))
    if len(ordered) > limit:
        rest = Counter(i.code for i in ordered[limit:])
        console.print("          and " + ", ".join(f"{n} × {code}" for code, n in sorted(rest.items())))


def issue_values(issue: Issue) -> dict[str, Any]:
    """A finding as JSON values."""
    return {
        "code": issue.code, "severity": issue.severity.value, "where": issue.where, "message": issue.message,
        "message_de": issue.message_de, "cure": issue.cure, "sentence": issue.sentence, "subject": issue.subject,
        "graph": issue.graph, "resolved_by": issue.resolved_by,
    }  # fmt: skip


def counted(number: int, one: str) -> str:
    """ "1 release", "2 releases"."""
    return f"{number:,} {one}" + ("" if number == 1 else "s")
