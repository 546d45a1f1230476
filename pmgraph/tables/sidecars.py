"""Sidecars: what is known of a corpus file beside its bytes, in `NAME.yaml` next to `NAME`."""

from __future__ import annotations

import re
from pathlib import Path

import yaml
from pydantic import field_validator

from pmgraph.curated import Sidecar
from pmgraph.iris import web_iri
from pmgraph.model import PublishText
from pmgraph.tables.located import Strict, checked, read_yaml

CODE = "PM-DOC-009"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class _Sidecar(Strict):
    url: str | None = None
    publisher: str | None = None
    retrieved: str | None = None
    publish_text: PublishText | None = None
    replaces: str | None = None
    note: str | None = None

    @field_validator("url")
    @classmethod
    def _absolute(cls, value: str | None) -> str | None:
        return web_iri(value) if value is not None else None

    @field_validator("retrieved")
    @classmethod
    def _day(cls, value: str | None) -> str | None:
        if value is not None and not _DAY.fullmatch(value):
            raise ValueError("not a day; write it as YYYY-MM-DD")
        return value

    @field_validator("replaces")
    @classmethod
    def _below(cls, value: str | None) -> str | None:
        if value is not None and (not value or value.startswith("/") or ".." in value.split("/")):
            raise ValueError("no path below corpus/; write the name of the file that this one is a newer version of")
        return value


def sidecar_of(file: Path) -> Path:
    """The path of the sidecar of a corpus file."""
    return file.with_name(f"{file.name}.yaml")


def read_sidecar(file: Path, shown: str) -> Sidecar:
    """The sidecar at `file`; a wrong one raises ConfigError with file:line, and the release is read without it."""
    found = checked(_Sidecar, read_yaml(file, shown, CODE), CODE)
    return Sidecar(
        url=found.url, publisher=found.publisher, retrieved=found.retrieved, publish_text=found.publish_text,
        replaces=found.replaces,
    )  # fmt: skip


def sidecar_text(sidecar: Sidecar) -> str:
    """The sidecar as the YAML that `read_sidecar` reads."""
    values = {
        "url": sidecar.url,
        "publisher": sidecar.publisher,
        "retrieved": sidecar.retrieved,
        "publish_text": sidecar.publish_text.value if sidecar.publish_text is not None else None,
        "replaces": sidecar.replaces,
    }
    return yaml.safe_dump({k: v for k, v in values.items() if v is not None}, allow_unicode=True, sort_keys=False)
