"""A result as a Markdown page: figures, fields, status, the rules and the releases with errors. No gold wording."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pmgraph.evaluate.findings import FIELDS, SETS
from pmgraph.evaluate.words import Say, decimal, words_in


def result_page(values: Mapping[str, Any], language: str) -> str:
    """The page of a result given as JSON values."""
    say = words_in(language)
    gold = values["gold"]
    state = say("state").format(
        software=values["software"], code=values["code_sha256"][:12], gold=gold["sha256"][:12]
    )  # fmt: skip
    parts = [
        f"# {say('heading').format(date=values['date'])}",
        f"{say('releases').format(**gold)}, {say('alone')}. {state}.",
        _facts(values["figures"], say, language),
        _fields(values["figures"], say, language),
        say("invented line").format(**_shown(values["figures"]["invented"], language)),
        f"{say('status note')}\n\n{_status(values['status'], say)}",
        f"## {say('rules')}\n\n{_rules(values['rules'], say, language)}",
        _releases(values["releases"], say),
    ]
    return "\n\n".join(parts) + "\n"


def _shown(figures: Mapping[str, Any], language: str) -> dict[str, Any]:
    return {**figures, "share": decimal(figures["share"], language)}


def _facts(figures: Mapping[str, Any], say: Say, language: str) -> str:
    columns = [say("fact"), "P", "R", "F1", say("right"), say("false"), say("missed")]
    rows = []
    for name in SETS:
        one = figures[name]
        ratios = [decimal(one[measure], language) for measure in ("p", "r", "f1")]
        rows.append([say(name), *ratios, *(str(one[count]) for count in ("tp", "fp", "fn"))])
    return _table(columns, rows)


def _fields(figures: Mapping[str, Any], say: Say, language: str) -> str:
    rows = []
    for name in FIELDS:
        if name in figures:
            one = figures[name]
            rows.append([say(name), str(one["right"]), str(one["of"]), decimal(one["accuracy"], language)])
    return _table([say("field"), say("right"), say("of"), say("accuracy")], rows)


def _status(status: Mapping[str, Mapping[str, int]], say: Say) -> str:
    columns, rows = status_rows(status)
    named = [[say(gold), *(str(count) for count in counts)] for gold, counts in rows]
    return _table([say("status"), *(say(column) for column in columns)], named)


def status_rows(status: Mapping[str, Mapping[str, int]]) -> tuple[list[str], list[tuple[str, list[int]]]]:
    """The columns and the rows of a status table in one order, from signed to absent."""
    order = ("signed", "renewed", "planned", "mentioned", "terminated", "absent")
    used = {found for row in status.values() for found in row}
    columns = [name for name in order if name in used]
    return columns, [(gold, [status[gold].get(c, 0) for c in columns]) for gold in order if gold in status]


def _rules(rules: Mapping[str, Any], say: Say, language: str) -> str:
    rows = [
        [f"`{rule}`", decimal(one["precision"], language), str(one["right"]), str(one["wrong"])]
        for rule, one in rules.items()
        if one["wrong"]
    ]
    note = say("rules note").format(all=len(rules))
    return f"{note}\n\n" + (
        _table([say("rule"), say("precision"), say("right"), say("wrong")], rows) if rows else say("perfect")
    )


def _releases(releases: Mapping[str, Any], say: Say) -> str:
    lines = [f"- {id_}: {', '.join(wrong)}" for id_, one in releases.items() if (wrong := _wrong(one, say))]
    return f"{say('releases note')}\n\n" + ("\n".join(lines) or say("perfect"))


def _wrong(one: Mapping[str, Any], say: Say) -> list[str]:
    found = []
    for name, (_, false, missed) in one["sets"].items():
        counts = [f"{count} {say(word)}" for count, word in ((false, "false"), (missed, "missed")) if count]
        if counts:
            found.append(f"{say(name)} {', '.join(counts)}")
    found += [f"{say(name)} {of - right} {say('wrong')}" for name, (right, of) in one["fields"].items() if of > right]
    if one["invented"][0]:
        found.append(f"{one['invented'][0]} {say('invented')}")
    return found


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in (columns, ["---"] * len(columns), *rows))
