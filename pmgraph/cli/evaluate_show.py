"""How an evaluation looks on a terminal of 80 columns, and its misses as JSON values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pmgraph.cli.output import indented
from pmgraph.evaluate.compare import Change, Comparison
from pmgraph.evaluate.findings import FIELDS, SETS, Outcome
from pmgraph.evaluate.page import status_rows
from pmgraph.evaluate.passages import worded
from pmgraph.evaluate.run import Miss
from pmgraph.evaluate.words import decimal, words_in


class Shown:
    """Prints results, misses and comparisons on `console` in one language."""

    def __init__(self, console: Console, language: str) -> None:
        self._console, self._language, self._say = console, language, words_in(language)

    def figures(self, values: Mapping[str, Any]) -> None:
        """The head and the tables of a result given as JSON values."""
        say, figures, gold = self._say, values["figures"], values["gold"]
        state = say("state").format(
            software=values["software"], code=values["code_sha256"][:12], gold=gold["sha256"][:12]
        )  # fmt: skip
        self._console.print(f"{say('releases').format(**gold)}; {state}\n", markup=False)
        rows = [
            (
                say(name),
                *(self._ratio(figures[name][measure]) for measure in ("p", "r", "f1")),
                *(str(figures[name][number]) for number in ("tp", "fp", "fn")),
            )
            for name in SETS
        ]
        self._table((say("fact"), "P", "R", "F1", say("right"), say("false"), say("missed")), rows)
        asked = [(name, figures[name]) for name in FIELDS if name in figures]
        self._table(
            (say("field"), say("right"), say("of"), say("accuracy")),
            [(say(name), str(one["right"]), str(one["of"]), self._ratio(one["accuracy"])) for name, one in asked],
        )
        invented = {**figures["invented"], "share": self._ratio(figures["invented"]["share"])}
        self._console.print(say("invented line").format(**invented) + "\n", markup=False)
        columns, found = status_rows(values["status"])
        self._table(
            (say("status"), *(say(column) for column in columns)),
            [(say(gold), *(str(number) if number else "·" for number in numbers)) for gold, numbers in found],
        )

    def misses(self, misses: Sequence[Miss]) -> None:
        """What was not read rightly, by kind of fact, each with file, line and sentence where it was found."""
        if not misses:
            self._console.print(self._say("nothing missed"))
        for figure in (*SETS, *FIELDS):
            mine = [miss for miss in misses if miss.finding.figure == figure]
            if mine:
                self._console.print(f"[bold]{self._say(figure)}[/] {len(mine)}")
            for miss in mine:
                self._miss(miss)

    def _miss(self, miss: Miss) -> None:
        say, finding = self._say, miss.finding
        if finding.outcome in (Outcome.FALSE, Outcome.MISSED):
            what = worded(finding.found if finding.outcome is Outcome.FALSE else finding.gold)
        else:
            found = say("nothing") if finding.found is None else worded(finding.found)
            what = say("read").format(found=found)
            if finding.outcome is Outcome.WRONG:
                what += ", " + say("annotated").format(gold=worded(finding.gold))
        where = miss.path if miss.passage is None else f"{miss.path}, {say('line').format(line=miss.passage.line)}"
        self._console.print(indented(f"{say(finding.outcome.value)}: {escape(what)}", 2))
        self._console.print(indented(escape(where), 4))
        if miss.passage is not None:
            self._console.print(indented(f"[italic]„{escape(miss.passage.sentence)}“[/]", 4))

    def comparison(self, comparison: Comparison) -> None:
        """Which figures rose or fell, each fall marked, and which releases changed."""
        say = self._say
        before, after = comparison.before, comparison.after
        line = say("compared").format(compared=comparison.compared, before=before.name, after=after.name)
        self._console.print(f"\n{line}", markup=False)
        if not comparison.changes:
            self._console.print(say("no change"))
        else:
            self._table(
                (say("fact"), say("measure"), say("before"), say("after"), say("change"), ""),
                [self._change(change) for change in comparison.changes],
            )
        if comparison.releases:
            self._console.print(f"[bold]{say('changed releases')}[/] {len(comparison.releases)}")
        for release in comparison.releases:
            parts = [f"{say(name)} {_counts(a)} → {_counts(b)}" for name, (a, b) in release.counts.items()]
            self._console.print(indented(escape(f"{release.id}: {'; '.join(parts)}"), 2))

    def _change(self, change: Change) -> tuple[str, ...]:
        before, after = change.before, change.after
        known = before is not None and after is not None
        difference = "–" if before is None or after is None else f"{after - before:+.4f}"
        if self._language == "de":
            difference = difference.replace(".", ",")
        mark = "" if not known else f"▼ {self._say('fell')}" if change.fell else f"▲ {self._say('rose')}"
        style = "bold red" if change.fell else "green"
        return (
            self._say(change.figure), self._say(change.measure), self._ratio(before), self._ratio(after),
            difference, f"[{style}]{mark}[/]" if mark else "",
        )  # fmt: skip

    def note(self, line: str) -> None:
        """A line about what was done."""
        self._console.print(f"\n{line}", markup=False, soft_wrap=True)

    def _ratio(self, value: float | None) -> str:
        return decimal(value, self._language)

    def _table(self, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """A table whose numbers stand flush right; its cells are words of this program, never of a text."""
        made = Table(header_style="bold", box=None, pad_edge=False)
        for number, column in enumerate(columns):
            made.add_column(column, overflow="fold", justify="right" if number else "left")
        for row in rows:
            made.add_row(*row)
        self._console.print(made)
        self._console.print()


def _counts(counts: tuple[int, ...]) -> str:
    return "/".join(map(str, counts)) or "–"


def miss_values(miss: Miss) -> dict[str, Any]:
    """A miss as JSON values."""
    finding, passage = miss.finding, miss.passage
    return {
        "release": miss.release, "file": miss.path, "figure": finding.figure, "outcome": finding.outcome.value,
        "found": finding.found, "annotated": finding.gold, "line": passage.line if passage else None,
        "sentence": passage.sentence if passage else None,
    }  # fmt: skip
