"""Hand-written files as plain values that remember their lines, so that an error can name `file:line`."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from pmgraph.errors import CATALOGUE, ConfigError
from pmgraph.model import Issue

M = TypeVar("M", bound=BaseModel)
Place = tuple[str | int, ...]


class Strict(BaseModel):
    """A hand-written mapping: unknown keys are errors, and nothing is changed after it was read."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


@dataclass(frozen=True, slots=True)
class Located:
    """The values of a file, and the 1-based line of each of its keys and items by their path."""

    path: str
    values: Any
    lines: Mapping[Place, int]

    def line(self, place: Place) -> int:
        """The line of `place`, or of the nearest thing that holds it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


DEPTH, SIZE = 30, 2_000_000
"""How deeply a hand-written file may be nested, and how many bytes it may have."""


def read_text_file(file: Path, shown: str, code: str) -> str:
    """The text of a hand-written file; one that cannot be read or is not UTF-8 raises ConfigError with its reason."""
    try:
        with file.open("rb") as stream:
            data = stream.read(SIZE + 1)
    except OSError as error:
        raise ConfigError([finding(code, f"cannot be read: {error.strerror or error}", shown, None)]) from error
    if len(data) > SIZE:
        raise ConfigError([finding(code, f"larger than {SIZE:,} bytes; split it", shown, None)])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError([finding(code, f"not UTF-8 at byte {error.start}; save it as UTF-8", shown, line)]) from error


def read_yaml(file: Path, shown: str, code: str) -> Located:
    """A YAML file. Every scalar stays the string that was written, so that 2006-01-09 and 031 are not changed.

    Anchors and aliases are refused: no such file needs them, and a few lines of them can stand for gigabytes.
    """
    text = read_text_file(file, shown, code)
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent):
                message = f"*{event.anchor} is an alias; write its value out"
                mark = event.start_mark
                raise ConfigError([finding(code, message, shown, mark.line + 1 if mark is not None else 1)])
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark is not None else 1
        raise ConfigError([finding(code, f"not YAML: {error.problem}", shown, line)]) from error
    except yaml.YAMLError as error:
        raise ConfigError([finding(code, f"not YAML: {error}", shown, 1)]) from error
    except RecursionError as error:
        raise ConfigError([finding(code, f"nested more than {DEPTH} deep", shown, 1)]) from error
    reading = _Yaml(shown, code)
    values = reading.plain(root, ()) if root is not None else None
    if reading.problems:
        raise ConfigError(reading.problems)
    return Located(shown, values, reading.lines)


class _Yaml:
    """Turns nodes of YAML into plain values and notes where each stands."""

    def __init__(self, shown: str, code: str) -> None:
        self.shown, self.code = shown, code
        self.lines: dict[Place, int] = {}
        self.problems: list[Issue] = []

    def plain(self, node: yaml.Node, place: Place) -> Any:
        self.lines.setdefault(place, node.start_mark.line + 1)
        if len(place) > DEPTH:
            self.problem(f"nested more than {DEPTH} deep", node)
            return None
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(item, (*place, i)) for i, item in enumerate(node.value)]
        return None if node.tag == "tag:yaml.org,2002:null" else node.value

    def mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.problem("a key is no plain word; write `key: value`", key)
                continue
            here = (*place, key.value)
            self.lines[here] = key.start_mark.line + 1
            if key.value in values:
                self.problem(f"{key.value!r} stands twice; keep one", key)
            values[key.value] = self.plain(value, here)
        return values

    def problem(self, message: str, node: yaml.Node) -> None:
        self.problems.append(finding(self.code, message, self.shown, node.start_mark.line + 1))


def read_toml(file: Path, shown: str, code: str) -> Located:
    """A TOML file; the line of a key is the first that assigns it or opens its table."""
    text = read_text_file(file, shown, code)
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = getattr(error, "lineno", None) or _line_in(str(error))
        raise ConfigError([finding(code, f"not TOML: {error}", shown, line)]) from error
    except RecursionError as error:
        raise ConfigError([finding(code, f"nested more than {DEPTH} deep", shown, 1)]) from error
    lines: dict[Place, int] = {}
    table: Place = ()
    for number, line_ in enumerate(text.split("\n"), 1):
        stripped = line_.strip()
        if stripped.startswith("["):
            table = tuple(part.strip().strip("\"'") for part in _dotted(stripped.strip("[]")))
            lines.setdefault(table, number)
        elif "=" in stripped and not stripped.startswith("#"):
            key = tuple(part.strip().strip("\"'") for part in _dotted(stripped.split("=", 1)[0]))
            lines.setdefault((*table, *key), number)
    return Located(shown, values, lines)


def _dotted(key: str) -> list[str]:
    """The parts of a TOML key; a dot inside quotation marks separates nothing."""
    parts, quote = [""], ""
    for character in key:
        if character in "\"'":
            quote = "" if quote == character else quote or character
        if character == "." and not quote:
            parts.append("")
        else:
            parts[-1] += character
    return parts


def _line_in(message: str) -> int:
    found = re.search(r"line (\d+)", message)
    return int(found.group(1)) if found is not None else 1


def checked(model: type[M], located: Located, code: str) -> M:
    """The values as a `model`; ConfigError names every wrong place with its line and, for a slip, the likely key."""
    try:
        return model.model_validate(located.values if located.values is not None else {})
    except ValidationError as error:
        problems, found = [], error.errors()
        places = [wrong["loc"] for wrong in found]
        for wrong in found:
            # A list counts as too short when its items are wrong; that is no finding of its own.
            if wrong["type"] == "too_short" and sum(p[: len(wrong["loc"])] == wrong["loc"] for p in places) > 1:
                continue
            message = _worded(wrong["loc"], wrong["type"], wrong["msg"], wrong.get("input"), model)
            problems.append(finding(code, message, located.path, located.line(wrong["loc"])))
        raise ConfigError(problems) from error


def _worded(place: Place, kind: str, message: str, value: object, model: type[BaseModel]) -> str:
    name = ".".join(str(part + 1) if isinstance(part, int) else part for part in place) or "the file"
    if kind == "extra_forbidden":
        known = _keys(model, place)
        return f"{name!r} is no key here; {near(str(place[-1]), known)}"
    if kind == "missing":
        return f"{name!r} is missing; add it"
    if kind == "model_type":  # pydantic names the class, which nobody who writes the file knows
        message = "Input should be a mapping of keys to values"
    said = message.removeprefix("Value error, ")
    shown = repr(value) if not isinstance(value, dict | list) else "a mapping" if isinstance(value, dict) else "a list"
    return f"{name!r}: {said}" if said.startswith(shown) else f"{name!r} is {shown}: {said}"


def _keys(model: type[BaseModel], place: Place) -> list[str]:
    """The keys that the mapping holding `place` may have."""
    here: type[BaseModel] = model
    for part in place[:-1]:
        if isinstance(part, int):
            continue
        field = here.model_fields.get(part)
        inner = _model_in(field.annotation) if field is not None else None
        if inner is None:
            break
        here = inner
    return sorted(here.model_fields)


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        found = _model_in(inner)
        if found is not None:
            return found
    return None


def near(word: str, known: Iterable[str]) -> str:
    """The cure for a misspelt word: the likely one, or all that are allowed."""
    allowed = sorted(known)
    likely = difflib.get_close_matches(word, allowed, n=1, cutoff=0.6)
    return f"did you mean {likely[0]!r}?" if likely else f"use one of {', '.join(allowed)}"


def finding(code: str, message: str, path: str, line: int | None) -> Issue:
    """A finding of the catalogue in a hand-written file."""
    kind = CATALOGUE[code]
    return Issue(
        code=code, severity=kind.severity, message=message, message_de=f"{kind.title_de}: {message}", cure=kind.cure,
        path=path, line=line,
    )  # fmt: skip
