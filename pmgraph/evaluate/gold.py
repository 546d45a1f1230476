"""Reads a folder of annotated releases: one JSON file each, checked at this edge, errors with file:line."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, field_validator

from pmgraph.errors import ConfigError, UsageError
from pmgraph.model import Issue
from pmgraph.reading import Status
from pmgraph.tables.located import Located, checked, finding, near, read_text_file, read_yaml

CODE = "PM-REC-001"


class _Annotated(BaseModel):
    """Part of an annotation: further keys may stand in it, and nothing is turned into another type."""

    model_config = ConfigDict(extra="allow", strict=True, frozen=True)


class _Signatory(_Annotated):
    person: str | None = None
    title: str | None = None
    role: str | None = None
    body: str | None = None


class _Agreement(_Annotated):
    name: str | None = None
    kind: str | None = None
    status: str
    signed_on: str | None = None
    signed_at: str | None = None
    signed_text: str | None = None
    parties: list[str] | None = None
    signatories: list[_Signatory] | None = None
    replaces: str | None = None

    @field_validator("status")
    @classmethod
    def _known(cls, value: str) -> str:
        known = [status.value for status in Status]
        if value not in known:
            raise ValueError(f"no status of an agreement; {near(value, known)}")
        return value


class _Gold(_Annotated):
    is_release: bool = True
    issuer: str | None = None
    number: str | None = None
    date: str | None = None
    place: str | None = None
    title: str | None = None
    agreements: list[_Agreement] | None = None
    persons: list[str] | None = None
    bodies: list[str] | None = None


class _File(_Annotated):
    id: str = Field(min_length=1)
    url: str | None = None
    text: str = Field(min_length=1)
    gold: _Gold | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """One annotated release. `sha256` is the digest of its file, `path` what messages show."""

    id: str
    path: str
    text: str
    gold: Mapping[str, Any]
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldFolder:
    """The annotated releases of a folder by file name, and what was wrong with its other files.

    `sha256` covers the names and bytes of all its JSON files. `set_aside` counts the files that are no release by their
    own word (`"is_release": false`) or are not annotated yet (`"gold": null`).
    """

    releases: tuple[Annotated, ...]
    problems: tuple[Issue, ...]
    files: int
    set_aside: int
    sha256: str


def read_gold(folder: Path) -> GoldFolder:
    """Every annotated release below `folder`, not in folders below it; UsageError where there are no files at all."""
    if not folder.is_dir():
        raise UsageError(f"{folder}: no such folder; name one that holds annotated releases (NAME.json)")
    files = sorted(folder.glob("*.json"))
    if not files:
        raise UsageError(
            f'{folder} holds no annotated release; put one JSON file a release there: {{"id", "text", "gold": RECORD}}'
        )
    releases: dict[str, Annotated] = {}
    problems: list[Issue] = []
    digest, set_aside = hashlib.sha256(), 0
    for file in files:
        try:
            data = file.read_bytes()
            digest.update(f"{file.name}\0{hashlib.sha256(data).hexdigest()}\n".encode())
            one = _read(file, data)
            if one is None:
                set_aside += 1
            elif one.id in releases:
                message = f"'id' is {one.id!r}, as in {releases[one.id].path}; give each release its own"
                raise ConfigError([finding(CODE, message, str(file), _lines(file).get(("id",), 1))])
            else:
                releases[one.id] = one
        except OSError as error:
            problems.append(finding(CODE, f"cannot be read: {error.strerror or error}", str(file), None))
        except ConfigError as error:
            problems += error.problems
    return GoldFolder(
        releases=tuple(releases.values()), problems=tuple(problems), files=len(files), set_aside=set_aside,
        sha256=digest.hexdigest(),
    )  # fmt: skip


def _read(file: Path, data: bytes) -> Annotated | None:
    """The release of a file, None where it is set aside; ConfigError names each wrong place with its line."""
    shown = str(file)
    values = _json(read_text_file(file, shown, CODE), shown)
    try:
        found = checked(_File, Located(shown, values, {}), CODE)
    except ConfigError:  # now the lines are worth looking for
        found = checked(_File, Located(shown, values, _lines(file)), CODE)
    if found.gold is None or not found.gold.model_fields_set or not found.gold.is_release:
        return None
    name = found.id.replace("/", "_")
    return Annotated(id=name, path=shown, text=found.text, gold=values["gold"], sha256=hashlib.sha256(data).hexdigest())


def _json(text: str, shown: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        message = f"not JSON: {error.msg} at column {error.colno}; correct it there"
        raise ConfigError([finding(CODE, message, shown, error.lineno)]) from error
    except RecursionError as error:
        raise ConfigError([finding(CODE, "nested too deeply for a record", shown, 1)]) from error


def _lines(file: Path) -> Mapping[tuple[str | int, ...], int]:
    """The line of each key: JSON is read as the YAML that it nearly always is; where it is not, none is known."""
    try:
        return read_yaml(file, str(file), CODE).lines
    except ConfigError:
        return {}
