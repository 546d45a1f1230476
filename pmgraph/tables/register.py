"""Reads `register/`: bodies, posts, places, moved names as CSV, each row with its source, each error with file:line."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from pmgraph.curated import Moved, Register, RegisterBody, RegisterPlace, RegisterPost
from pmgraph.errors import ConfigError
from pmgraph.iris import web_iri
from pmgraph.model import Issue
from pmgraph.tables.located import finding, near, read_text_file

CODE = "PM-REG-001"
COLUMNS = {
    "bodies.csv": (
        "id", "label_de", "label_en", "alternatives", "kind", "parent", "jurisdiction", "same_as", "spatial", "source",
    ),
    "posts.csv": ("body", "role", "label_de", "label_en", "source"),
    "places.csv": ("id", "label_de", "jurisdiction", "same_as", "source"),
    "moved.csv": ("old", "new", "source"),
}  # fmt: skip
"""The columns of each file; several values in one cell are separated by " | "."""
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_THING = re.compile(r"[a-z]+(?:/[A-Za-z0-9._~-]+)+")
R = TypeVar("R")


class _Row:
    """One row with its place; `problem` collects what is wrong so that all errors of a file come at once."""

    def __init__(self, cells: dict[str, str], shown: str, line: int, problems: list[Issue]) -> None:
        self.cells, self.shown, self.line, self._problems = cells, shown, line, problems

    def problem(self, message: str) -> None:
        self._problems.append(finding(CODE, message, self.shown, self.line))

    def need(self, column: str) -> str:
        value = self.cells[column]
        if not value:
            self.problem(f"column {column!r} is empty; every row needs one")
        return value

    def id(self, column: str = "id") -> str:
        value = self.need(column)
        if value and not _ID.fullmatch(value):
            self.problem(f"{column} {value!r} is no slug; use lower-case letters, digits and single hyphens")
        return value

    def thing(self, column: str) -> str:
        value = self.need(column)
        if value and not _THING.fullmatch(value):
            self.problem(
                f"{column} {value!r} is no thing; write what stands behind /id/ in its IRI, such as body/st-mf"
            )
        return value

    def optional(self, column: str) -> str | None:
        return self.cells[column] or None

    def jurisdiction(self) -> str:
        value = self.need("jurisdiction")
        if value and not re.fullmatch(r"[a-z]{2,8}", value):
            self.problem(f"jurisdiction {value!r} is no code; write bund or the Land's of ISO 3166-2 such as st")
        return value

    def several(self, column: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in self.cells[column].split("|") if part.strip())

    def iris(self, column: str) -> tuple[str, ...]:
        values = self.several(column)
        for value in values:
            try:
                web_iri(value)
            except ValueError as error:
                self.problem(f"{column}: {error}")
        return values


def read_register(folder: Path, shown: str, concepts: Callable[[str], frozenset[str]]) -> Register:
    """The register below `folder`; files that are not there are empty. `concepts(scheme)` gives a scheme's slugs."""
    problems: list[Issue] = []
    kinds, roles = concepts("body-type"), concepts("role")

    def body(row: _Row) -> RegisterBody:
        kind = row.need("kind")
        if kind and kind not in kinds:
            row.problem(f"kind {kind!r} is no body type; {near(kind, kinds)}")
        spatial = row.iris("spatial")
        if len(spatial) > 1:
            row.problem("spatial holds several values; keep one")
        return RegisterBody(
            id=row.id(), label_de=row.need("label_de"), label_en=row.optional("label_en"),
            alternatives=row.several("alternatives"), kind=kind, parent=row.optional("parent"),
            jurisdiction=row.jurisdiction(), same_as=row.iris("same_as"), spatial=spatial[0] if spatial else None,
            source=row.need("source"), path=row.shown, line=row.line,
        )  # fmt: skip

    def post(row: _Row) -> RegisterPost:
        role = row.need("role")
        if role and role not in roles:
            row.problem(f"role {role!r} is no concept of the role scheme; {near(role, roles)}")
        return RegisterPost(
            body=row.id("body"), role=role, label_de=row.need("label_de"), label_en=row.optional("label_en"),
            source=row.need("source"), path=row.shown, line=row.line,
        )  # fmt: skip

    def place(row: _Row) -> RegisterPlace:
        return RegisterPlace(
            id=row.id(), label_de=row.need("label_de"), jurisdiction=row.jurisdiction(),
            same_as=row.iris("same_as"), source=row.need("source"), path=row.shown, line=row.line,
        )  # fmt: skip

    def moved(row: _Row) -> Moved:
        return Moved(
            old=row.thing("old"), new=row.thing("new"), source=row.need("source"), path=row.shown, line=row.line
        )

    def read(name: str, make: Callable[[_Row], R]) -> tuple[R, ...]:
        file = folder / name
        if not file.exists():
            return ()
        return tuple(make(row) for row in _rows(file, f"{shown}/{name}", COLUMNS[name], problems))

    register = Register(
        bodies=read("bodies.csv", body), posts=read("posts.csv", post), places=read("places.csv", place),
        moved=read("moved.csv", moved),
    )  # fmt: skip
    problems += _across(register)
    if problems:
        raise ConfigError(problems)
    return register


def _rows(file: Path, shown: str, columns: tuple[str, ...], problems: list[Issue]) -> Iterator[_Row]:
    text = read_text_file(file, shown, CODE)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        head = next(reader, [])
        for name in head:
            if name not in columns:
                problems.append(finding(CODE, f"{name!r} is no column here; {near(name, columns)}", shown, 1))
        missing = [name for name in columns if name not in head]
        if missing:
            problems.append(finding(CODE, f"column {missing[0]!r} is missing; add it to the first line", shown, 1))
            return
        for cells in reader:
            if not cells:
                continue
            if len(cells) != len(head):
                message = f"{len(cells)} cells in a row of {len(head)} columns; quote cells that hold a comma"
                problems.append(finding(CODE, message, shown, reader.line_num))
                continue
            yield _Row({k: v.strip() for k, v in zip(head, cells, strict=True)}, shown, reader.line_num, problems)
    except csv.Error as error:
        problems.append(finding(CODE, f"not CSV: {error}", shown, reader.line_num))


def _across(register: Register) -> list[Issue]:
    """What no row can know alone: ids that stand twice, and parents and bodies that are no row."""
    problems: list[Issue] = []
    lines = {body.id: body.line for body in reversed(register.bodies)}
    keyed = [("id", b.id, b.path, b.line) for b in register.bodies] + [
        ("id", p.id, p.path, p.line) for p in register.places
    ]
    keyed += [("old", m.old, m.path, m.line) for m in register.moved]
    keyed += [("post", f"{p.body}/{p.role}", p.path, p.line) for p in register.posts]
    seen: dict[tuple[str, str], int] = {}
    for what, key, path, line in keyed:
        first = seen.setdefault((path, key), line)
        if first != line:
            problems.append(finding(CODE, f"{what} {key!r} stands in line {first} too; keep one", path, line))
    for body in register.bodies:
        if body.parent is not None and body.parent not in lines:
            message = f"parent {body.parent!r} is no id of this file; {near(body.parent, lines)}"
            problems.append(finding(CODE, message, body.path, body.line))
    for post in register.posts:
        if post.body not in lines:
            message = f"body {post.body!r} is no id of bodies.csv; {near(post.body, lines)}"
            problems.append(finding(CODE, message, post.path, post.line))
    return [*problems, *_around(register.moved)]


def _around(moved: tuple[Moved, ...]) -> list[Issue]:
    """Rows that lead back to where they start."""
    onward = {row.old: row.new for row in moved}
    problems = []
    for row in moved:
        at, steps = row.new, 0
        while at in onward and at != row.old and steps < len(moved):
            at, steps = onward[at], steps + 1
        if at == row.old:
            message = f"old {row.old!r} leads back to itself; a thing that keeps its name has no row"
            problems.append(finding(CODE, message, row.path, row.line))
    return problems
