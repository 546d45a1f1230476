"""`pmgraph rules`: what the rules of reading are for, and how often each fired in the last build."""

from __future__ import annotations

import sys
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from pmgraph.cli.fired import Fired, Passage, State, fired_rules, passages_of
from pmgraph.cli.output import counted, indented, stdout, write, write_json
from pmgraph.errors import UsageError
from pmgraph.publish.versions import GRAPH, current_version, version_of
from pmgraph.store.embedded import EmbeddedGraph

_NO_BUILD = "no graph in build/, so nothing is counted: `pmgraph build` makes one, `pmgraph rules DIR` names another"
_STATES = {
    State.RETIRED: "retired: this version does not have them; `pmgraph build` reads their releases anew",
    State.EXTRACTOR: "of extractors beside the rules",
}


class Lang(StrEnum):
    """The language of the purposes."""

    DE = "de"
    EN = "en"


def rules(
    what: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[DIR] [ID]", help="Folder of a build; a rule such as person.name.", show_default="build"
        ),
    ] = None,
    lang: Annotated[Lang, typer.Option("--lang", help="Language of the purposes.")] = Lang.EN,
    unused: Annotated[bool, typer.Option("--unused", help="Only the rules that did not fire in the build.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the rules as JSON, with their examples.")] = False,
) -> None:
    """List the rules of reading with how often each fired in the last build, or show one rule whole.

    A rule fires once for each passage that it reads as a fact, and once for each choice that it makes between dates.
    When captured, a line a rule: id, count and purpose, with tabs between.

    Example: `pmgraph rules build --lang de`, `pmgraph rules sign.participle`
    """
    version, id_ = _named(what or [])
    if unused and version is None:
        version_of(Path("build"))  # says how to make one
    graph = EmbeddedGraph.of_build(version / GRAPH) if version is not None else None
    known = fired_rules(graph)
    if id_ is not None:
        one = _rule(id_, known)
        read = passages_of(id_, graph, version) if graph is not None and version is not None else []
        if as_json:
            write_json(_values(one) | {"read": [_passage(passage) for passage in read]})
        else:
            _show_one(stdout(), one, read)
        return
    listed = [rule for rule in known if not unused or rule.count == 0]
    if as_json:
        write_json([_values(rule) for rule in listed])
    elif not sys.stdout.isatty():
        write("".join(f"{r.rule.id}\t{_count(r)}\t{_purpose(r, lang)}\n" for r in listed))
    else:
        show_all(stdout(), listed, lang)
        if version is None:
            stdout().print(f"\n{_NO_BUILD}")


def _named(what: list[str]) -> tuple[Path | None, str | None]:
    """The version and the rule that the arguments mean: what is there as a file is a build, anything else a rule."""
    folders = [one for one in what if Path(one).exists() or "/" in one]
    ids = [one for one in what if one not in folders]
    if len(folders) > 1 or len(ids) > 1:
        raise UsageError(f"{' '.join(what)}: name one folder of a build and one rule at most")
    if folders:
        return version_of(Path(folders[0])), ids[0] if ids else None
    return current_version(Path("build")), ids[0] if ids else None


def _rule(id_: str, known: list[Fired]) -> Fired:
    by_id = {one.rule.id: one for one in known}
    if id_ not in by_id:
        group = sorted(one for one in by_id if one.split(".")[0] == id_)
        likely = group or get_close_matches(id_, by_id, n=3)
        cure = f"did you mean {' or '.join(likely[:3])}?" if likely else "`pmgraph rules` lists them"
        raise UsageError(f"{id_}: neither a rule nor a folder; {cure}")
    return by_id[id_]


def _purpose(fired: Fired, lang: Lang) -> str:
    return fired.rule.german if lang is Lang.DE else fired.rule.english


def _count(fired: Fired) -> str:
    return "–" if fired.count is None else str(fired.count)


def show_all(console: Console, listed: list[Fired], lang: Lang) -> None:
    """A table of the declared rules by group, then what only the build knows."""
    table = Table(header_style="bold", box=None, pad_edge=False)
    table.add_column("rule", no_wrap=True)
    table.add_column("fired", justify="right", no_wrap=True)
    table.add_column("purpose")
    group = None
    for one in listed:
        name = (one.state, one.rule.id.split(":" if one.state is State.EXTRACTOR else ".")[0])
        if group is not None and name != group:
            table.add_row()
        if one.state in _STATES and (group is None or group[0] is not one.state):
            table.add_row("", "", Text(_STATES[one.state], "yellow"))
        group = name
        style = "dim" if one.count == 0 else ""
        table.add_row(escape(one.rule.id), _count(one), escape(_purpose(one, lang)), style=style)
    console.print(table)
    idle = sum(one.count == 0 for one in listed)
    console.print(f"\n{counted(len(listed), 'rule')}" + (f", {idle} of them did not fire" if idle else ""))


def _show_one(console: Console, fired: Fired, read: list[Passage]) -> None:
    """A rule whole: purpose, what it reads and what it must not, how often it fired, and what it read."""
    rule = fired.rule
    console.print(f"[bold]{escape(rule.id)}[/]")
    console.print(indented(f"{escape(rule.english)}\n{escape(rule.german)}", 2))
    if fired.state in _STATES:
        console.print(indented(f"[yellow]{_STATES[fired.state]}[/]", 2))
    for title, texts in (("reads something in", rule.examples), ("reads nothing in", rule.counter_examples)):
        if texts:
            console.print(f"\n{title}")
        for text in texts:
            console.print(indented(f"„{escape(' / '.join(line for line in text.splitlines() if line))}“", 2))
    console.print()
    if fired.count is None:
        console.print(_NO_BUILD)
        return
    times = "once" if fired.count == 1 else f"{fired.count:,} times"
    console.print("did not fire in the last build" if not fired.count else f"fired {times} in the last build")
    for one in read:
        console.print(indented(_quoted(one), 2))


def _quoted(passage: Passage) -> Text:
    shown = Text(f"{passage.where}: ")
    if passage.exact is None:
        return shown.append("the source forbids its wording", "dim")
    before, inside, after = passage.around
    return shown.append(f"„{before}").append(inside, "bold reverse").append(f"{after}“")


def _values(fired: Fired) -> dict[str, Any]:
    rule = fired.rule
    return {
        "id": rule.id, "state": fired.state.value, "fired": fired.count, "passages": fired.passages,
        "choices": fired.choices, "purpose": {"en": rule.english, "de": rule.german},
        "examples": list(rule.examples), "counter_examples": list(rule.counter_examples),
    }  # fmt: skip


def _passage(passage: Passage) -> dict[str, Any]:
    before, inside, after = passage.around
    sentence = before + inside + after if passage.exact is not None else None
    return {"where": passage.where, "exact": passage.exact, "sentence": sentence}
