"""The result of an evaluation as JSON: what is written, printed, and read again to be compared.

    {"format", "date", "software", "code_sha256", "beside": [name],
     "gold": {"sha256", "files", "releases", "set_aside", "unreadable"},
     "failed": [id], "figures": {name: {…}}, "status": {annotated: {read: n}}, "rules": {id: {…}},
     "releases": {id: {…}}}

It holds counts, ids of files and ids of rules, never the wording of an annotation: annotated releases may be
confidential where their figures are not.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from pmgraph.errors import ConfigError, UsageError
from pmgraph.evaluate.gold import GoldFolder
from pmgraph.evaluate.run import Measured, rules_of
from pmgraph.evaluate.tally import ALL, RuleCounts, Tally, status_table, total
from pmgraph.tables.located import Located, checked, finding, read_text_file

FORMAT = "pmgraph evaluate 1"
CODE = "PM-REC-001"
_PACKAGE = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class ReleaseCounts:
    """The counts of one release, and the digest of the file that holds its annotation."""

    sha256: str
    tally: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One evaluation, new or read from a file."""

    date: str
    software: str
    code_sha256: str
    gold_sha256: str
    releases: Mapping[str, ReleaseCounts]
    name: str = "this run"
    """The file that it was read from."""


def result_values(
    gold: GoldFolder, measured: tuple[Measured, ...], *, date: str, software: str, beside: tuple[str, ...] = ()
) -> dict[str, Any]:
    """The result as JSON values.

    `date` is the day of the run (YYYY-MM-DD), `software` the name and version, `beside` the extractors that read beside
    the rules.
    """
    return {
        "format": FORMAT,
        "date": date,
        "software": software,
        "code_sha256": code_digest(),
        "beside": list(beside),
        "gold": {
            "sha256": gold.sha256, "files": gold.files, "releases": len(measured), "set_aside": gold.set_aside,
            "unreadable": gold.files - gold.set_aside - len(measured),
        },
        "failed": [one.id for one in measured if one.failure is not None],
        "figures": total(one.tally for one in measured).figures(),
        "status": status_table(f for one in measured for f in one.findings),
        "rules": _rules(rules_of(measured)),
        "releases": {one.id: _counts(one) for one in measured},
    }  # fmt: skip


def code_digest() -> str:
    """The digest of the package's code, which tells two states of one version apart."""
    digest = hashlib.sha256()
    for file in sorted(_PACKAGE.rglob("*.py"), key=lambda f: f.relative_to(_PACKAGE).as_posix()):
        name = file.relative_to(_PACKAGE).as_posix()
        digest.update(f"{name}\0{hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def _rules(counts: RuleCounts) -> dict[str, Any]:
    """Each rule with its precision and the number of facts that it was measured on."""
    table: dict[str, Any] = {}
    for rule, kinds in sorted(counts.items()):
        right, wrong = kinds[ALL]
        facts = {kind: pair for kind, pair in kinds.items() if kind != ALL}
        table[rule] = {"precision": right / (right + wrong), "right": right, "wrong": wrong, "facts": facts}
    return table


def _counts(one: Measured) -> dict[str, Any]:
    tally = one.tally
    return {"sha256": one.sha256, "sets": tally.sets, "fields": tally.fields, "invented": tally.invented}


def result_text(values: Mapping[str, Any]) -> str:
    """The values as JSON with one line for each figure, rule and release, so that a diff shows what changed."""
    blocks = []
    for key, value in values.items():
        if isinstance(value, dict) and any(isinstance(inner, dict) for inner in value.values()):
            rows = ",\n".join(f"  {_json(name)}: {_json(inner)}" for name, inner in value.items())
            blocks.append(f" {_json(key)}: {{\n{rows}\n }}")
        else:
            blocks.append(f" {_json(key)}: {_json(value)}")
    return "{\n" + ",\n".join(blocks) + "\n}\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


class _Counts(BaseModel):
    model_config = ConfigDict(extra="allow", frozen=True)

    sha256: str
    sets: dict[str, tuple[int, int, int]]
    fields: dict[str, tuple[int, int]]
    invented: tuple[int, int]


class _GoldValues(BaseModel):
    model_config = ConfigDict(extra="allow", frozen=True)

    sha256: str


class _Values(BaseModel):
    model_config = ConfigDict(extra="allow", frozen=True)

    format: Literal["pmgraph evaluate 1"]
    date: str
    software: str
    code_sha256: str
    gold: _GoldValues
    releases: dict[str, _Counts]


def as_result(values: Any, name: str = "this run") -> Result:
    """JSON values of a result as a value; ConfigError says what is wrong with those of the file `name`."""
    found = checked(_Values, Located(name, values, {}), CODE)
    return Result(
        date=found.date, software=found.software, code_sha256=found.code_sha256, gold_sha256=found.gold.sha256,
        releases={
            id_: ReleaseCounts(c.sha256, Tally(c.sets, c.fields, c.invented)) for id_, c in found.releases.items()
        },
        name=name,
    )  # fmt: skip


def read_result(file: Path) -> Result:
    """A result that was written before; ConfigError where the file is none."""
    shown = str(file)
    text = read_text_file(file, shown, CODE)
    try:
        values = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        message = "no result of `pmgraph evaluate`; name the .json that it wrote"
        raise ConfigError([finding(CODE, message, shown, line)]) from error
    return as_result(values, shown)


def write_result(folder: Path, date: str, text: str, page: str) -> tuple[Path, Path]:
    """Writes a result as DATE.json and DATE.md, and returns both files; UsageError where the folder does not take them.

    No result is lost: where another one of that day is there, a number follows the date.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        stem = _free_stem(folder, date, text)
        files = (folder / f"{stem}.json", folder / f"{stem}.md")
        for file, content in zip(files, (text, page), strict=True):
            new = file.with_name(file.name + ".new")
            new.write_text(content, encoding="utf-8", newline="\n")
            new.replace(file)
    except OSError as error:
        raise UsageError(f"{folder}: {error.strerror or error}; name another folder with --out") from error
    return files


def _free_stem(folder: Path, date: str, text: str) -> str:
    """The date, with the first number that no other result has; one that is there unchanged keeps its name."""
    for number in count(1):
        stem = date if number == 1 else f"{date}-{number}"
        json_file, page = folder / f"{stem}.json", folder / f"{stem}.md"
        if json_file.is_file() and json_file.read_text(encoding="utf-8", errors="replace") == text:
            return stem
        if not json_file.exists() and not page.exists():
            return stem
    raise AssertionError("numbers do not end")
