"""`[catalogue]` of `pmgraph.toml`: the entry of the dataset in a data catalogue, checked key by key."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field, field_validator, model_validator

from pmgraph.iris import web_iri
from pmgraph.rdf.entry import (
    AVAILABILITIES,
    CONTRIBUTORS,
    DESCRIPTION_DE,
    DESCRIPTION_EN,
    FREQUENCIES,
    LEVELS,
    PUBLISHERS,
    THEMES,
    Contact,
    Entry,
    language_codes,
    place_iri,
)
from pmgraph.tables.located import Strict, near


def _code(allowed: tuple[str, ...]) -> AfterValidator:
    def check(value: str) -> str:
        if value not in allowed:
            raise ValueError(f"{value!r} is no code of the list; {near(value, allowed)}")
        return value

    return AfterValidator(check)


def _web(value: str) -> str:
    if not value.isascii():
        raise ValueError(f"{value!r} is no address; write it in ASCII, percent-encoded")
    return web_iri(value)


Web = Annotated[str, AfterValidator(_web)]
Words = tuple[Annotated[str, Field(min_length=2)], ...]


class ContactTable(Strict):
    """`[catalogue.contact]`: a name and at least one of e-mail, website and telephone."""

    name: str = Field(min_length=2)
    email: str | None = None
    url: Web | None = None
    phone: str | None = None

    @field_validator("email")
    @classmethod
    def _mail(cls, value: str | None) -> str | None:
        if value is not None and not re.fullmatch(r"[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}", value):
            raise ValueError(f"{value!r} is no e-mail address; write name@host")
        return value

    @field_validator("phone")
    @classmethod
    def _phone(cls, value: str | None) -> str | None:
        if value is not None and not re.fullmatch(r"\+[0-9-]{6,}", value):
            raise ValueError(f"{value!r} is no telephone number in global form; write it as +49-391-1234")
        return value

    @model_validator(mode="after")
    def _reachable(self) -> ContactTable:
        if not (self.email or self.url or self.phone):
            raise ValueError("the contact cannot be reached; add email, url or phone")
        return self


class EntryTable(Strict):
    """`[catalogue]`. Every key may be left out; what is unknown stays out of the catalogue."""

    description_de: str = Field(default=DESCRIPTION_DE, min_length=10)
    description_en: str = Field(default=DESCRIPTION_EN, min_length=10)
    publisher_type: Annotated[str, _code(PUBLISHERS)] | None = None
    publisher_homepage: Web | None = None
    contact: ContactTable | None = None
    contributor_id: str | None = None
    attribution: str | None = Field(default=None, min_length=2)
    level: Annotated[str, _code(LEVELS)] | None = None
    places: tuple[Annotated[str, AfterValidator(place_iri)], ...] = ()
    themes: tuple[Annotated[str, _code(THEMES)], ...] = Field(default=("GOVE",), min_length=1)
    keywords_de: Words = ()
    keywords_en: Words = ()
    frequency: Annotated[str, _code(FREQUENCIES)] | None = None
    languages: Annotated[tuple[str, ...], AfterValidator(language_codes)] = Field(default=("DEU",), min_length=1)
    availability: Annotated[str, _code(AVAILABILITIES)] | None = None
    issued: date | None = None

    @field_validator("contributor_id")
    @classmethod
    def _supplier(cls, value: str | None) -> str | None:
        word = value.removeprefix(CONTRIBUTORS) if value is not None else None
        if word is not None and not re.fullmatch(r"[A-Za-z0-9]+", word):
            raise ValueError(f"{value!r} is no supplier; take the last part of an IRI of {CONTRIBUTORS}")
        return word

    def entry(self, *, title_de: str, title_en: str, publisher: str | None, licence: str | None) -> Entry:
        """The table with what `[dataset]` says, as one value."""
        contact = self.contact
        values = self.model_dump(exclude={"contact", "issued"})
        return Entry(
            **values, title_de=title_de, title_en=title_en, publisher=publisher, licence=licence,
            contact=Contact(**contact.model_dump()) if contact is not None else None,
            issued=self.issued.isoformat() if self.issued is not None else None,
        )  # fmt: skip
