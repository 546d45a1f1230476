"""The settings of a project: `pmgraph.toml`, read once into one frozen value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, field_validator

from pmgraph.errors import UsageError
from pmgraph.iris import web_iri
from pmgraph.model import PublishText
from pmgraph.rdf.entry import Entry
from pmgraph.store.merged import Union
from pmgraph.tables.entry import EntryTable
from pmgraph.tables.located import Strict, checked, read_toml

FILE = "pmgraph.toml"
DEFAULT_BASE = "https://w3id.org/pmgraph"
CODE = "PM-CONF-001"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a build and a server need to know of a project. `project` is the folder that holds `pmgraph.toml`."""

    project: Path
    base: str = DEFAULT_BASE
    title_de: str = "Vereinbarungen aus Pressemitteilungen"
    title_en: str = "Agreements in press releases"
    publisher: str | None = None
    licence: str | None = None
    entry: Entry
    """The entry of the dataset in a catalogue."""
    publish_text: PublishText = PublishText.QUOTES
    publish_text_of: Mapping[str, PublishText]
    """By host of a release's address."""
    max_bytes: int = 2_000_000
    extractors: tuple[str, ...] = ()
    """Installed extractors that read beside the rules, by the names of their entry points."""
    ner: str | None = None
    """A trained pipeline that reads beside the rules: `spacy:MODEL`."""
    union: Union = Union.NATIVE
    """How a remote store merges its named graphs."""

    @property
    def corpus(self) -> Path:
        """The folder of the releases as received."""
        return self.project / "corpus"

    @property
    def records(self) -> Path:
        """The folder of the editors' records."""
        return self.project / "records"

    @property
    def register(self) -> Path:
        """The folder of the register's tables."""
        return self.project / "register"

    def may_publish(self, url: str | None) -> PublishText:
        """How much wording of a release from this address may be shown."""
        host = urlsplit(web_iri(url)).hostname if url else None
        return self.publish_text_of.get(host or "", self.publish_text)

    def shown(self, file: Path) -> str:
        """The path of a file as messages and the graph name it: below the project, with `/`."""
        return file.relative_to(self.project).as_posix() if file.is_relative_to(self.project) else file.as_posix()


def checked_base(value: str) -> str:
    """A base for IRIs without a slash at its end; ValueError says what is wrong with it."""
    if "?" in value or "#" in value or not value.isascii():
        raise ValueError(
            f"{value!r} is no base for IRIs; write http(s)://host/path in ASCII, without query and fragment"
        )
    return web_iri(value).rstrip("/")


class _Source(Strict):
    publish_text: PublishText = PublishText.QUOTES


class _Dataset(Strict):
    base: str = DEFAULT_BASE
    title_de: str = Field(default="Vereinbarungen aus Pressemitteilungen", min_length=3)
    title_en: str = Field(default="Agreements in press releases", min_length=3)
    publisher: str | None = None
    licence: str | None = None

    @field_validator("base")
    @classmethod
    def _absolute(cls, value: str) -> str:
        return checked_base(value)

    @field_validator("licence")
    @classmethod
    def _iri(cls, value: str | None) -> str | None:
        if value is not None and not value.isascii():
            raise ValueError("no IRI of a licence; take one of http://dcat-ap.de/def/licenses/")
        return web_iri(value) if value is not None else None


class _Reading(Strict):
    publish_text: PublishText = PublishText.QUOTES
    max_bytes: int = Field(default=2_000_000, ge=1_000)


class _Extract(Strict):
    extractors: tuple[str, ...] = ()
    ner: str | None = Field(default=None, pattern=r"^spacy:.+")


class _Store(Strict):
    union: Union = Union.NATIVE


class _Config(Strict):
    dataset: _Dataset = _Dataset()
    catalogue: EntryTable = EntryTable()
    reading: _Reading = _Reading()
    extract: _Extract = _Extract()
    store: _Store = _Store()
    sources: dict[str, _Source] = Field(default_factory=dict)

    @field_validator("sources")
    @classmethod
    def _hosts(cls, value: dict[str, _Source]) -> dict[str, _Source]:
        for host in value:
            if not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)*", host):
                raise ValueError(f"{host!r} is no host; write it in lower case, without scheme and path")
        return value


def find_project(given: Path | None) -> Path:
    """The project folder: the one given, else `data/`, else the current folder, whichever holds `pmgraph.toml`."""
    places = [given] if given is not None else [Path("data"), Path()]
    for place in places:
        if (place / FILE).is_file():
            return place
    if given is not None and not given.exists():
        raise UsageError(f"{given}: no such folder; `pmgraph init {given}` makes a project there")
    where = " or ".join(f"{place}/" for place in places)
    raise UsageError(f"no {FILE} in {where}; name the project's folder, or make one with `pmgraph init FOLDER`")


def _located(ner: str | None, project: Path) -> str | None:
    """A pipeline in a folder of the project is named from there, wherever the command is called."""
    scheme, _, model = (ner or "").partition(":")
    return f"{scheme}:{project / model}" if model and (project / model).is_dir() else ner


def load_settings(project: Path) -> Settings:
    """The settings in `project/pmgraph.toml`; ConfigError names every wrong key with file:line."""
    file = project / FILE
    found = checked(_Config, read_toml(file, str(file), CODE), CODE)
    return Settings(
        project=project, base=found.dataset.base, title_de=found.dataset.title_de, title_en=found.dataset.title_en,
        publisher=found.dataset.publisher, licence=found.dataset.licence, publish_text=found.reading.publish_text,
        entry=found.catalogue.entry(
            title_de=found.dataset.title_de, title_en=found.dataset.title_en, publisher=found.dataset.publisher,
            licence=found.dataset.licence,
        ),
        publish_text_of={host: source.publish_text for host, source in sorted(found.sources.items())},
        max_bytes=found.reading.max_bytes, extractors=found.extract.extractors,
        ner=_located(found.extract.ner, project),
        union=found.store.union,
    )  # fmt: skip
