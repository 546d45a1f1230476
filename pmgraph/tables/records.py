"""Reads `records/*.yaml`: facts that an editor typed in from a source that is only linked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator, model_validator

from pmgraph.curated import OPEN_ENDED, EditorRecord, RecordAgreement, RecordSignatory
from pmgraph.edtf_dates import bounds
from pmgraph.german.agreements import KINDS
from pmgraph.german.durations import is_duration
from pmgraph.iris import distinct_slug, web_iri
from pmgraph.reading import Status
from pmgraph.tables.located import Located, Strict, checked, near, read_yaml

CODE = "PM-REC-001"
_AGREEMENT_ID = re.compile(r"[a-z0-9-]+/(?:\d{4}|undated)/[a-z0-9-]+")


def _is_edtf(value: str | None) -> str | None:
    if value is not None:
        bounds(value)  # its ValueError says what to write
    return value


Name = Annotated[str, Field(pattern=r"[\w]", max_length=500)]
"""A name with at least one letter or digit, since its IRI is made of them."""


class _Signatory(Strict):
    person: Name
    title: str | None = None
    role: Name | None = None
    body: Name | None = None
    in_place_of: Name | None = None


class _Agreement(Strict):
    id: str | None = None
    name: Name
    kind: str
    status: Status
    signed_on: str | None = None
    wording: str | None = None
    inferred: bool = False
    signed_at: Name | None = None
    in_force_from: str | None = None
    in_force_until: str | None = None
    term: str | None = None
    extended_by: str | None = None
    parties: tuple[Name, ...] = ()
    groups: tuple[Name, ...] = ()
    signatories: tuple[_Signatory, ...] = ()
    replaces: Name | None = None

    _edtf = field_validator("signed_on", "in_force_from", "in_force_until")(_is_edtf)

    @field_validator("term", "extended_by")
    @classmethod
    def _length(cls, value: str | None, info: ValidationInfo) -> str | None:
        open_ended = info.field_name == "term" and value == OPEN_ENDED
        if value is not None and not open_ended and not is_duration(value):
            also = f", or {OPEN_ENDED}" if info.field_name == "term" else ""
            raise ValueError(f"no length of time; write five years as P5Y, 18 months as P18M{also}")
        return value

    @model_validator(mode="after")
    def _in_order(self) -> _Agreement:
        first = bounds(self.in_force_from)[0] if self.in_force_from else None
        last = bounds(self.in_force_until)[1] if self.in_force_until else None
        if first is not None and last is not None and last < first:
            raise ValueError(f"in_force_until {self.in_force_until!r} lies before in_force_from {self.in_force_from!r}")
        if self.inferred and not (self.signed_on and self.wording):
            raise ValueError("inferred needs signed_on and the wording that it was inferred from")
        if self.term == OPEN_ENDED and self.in_force_until is not None:
            raise ValueError(f"open-ended, but in force until {self.in_force_until!r}; leave one of the two out")
        return self

    @field_validator("id", "replaces")
    @classmethod
    def _below_agreement(cls, value: str | None, info: ValidationInfo) -> str | None:
        if info.field_name == "replaces" and value is not None and "/" not in value:
            return value  # the name of an earlier agreement
        if value is not None and not _AGREEMENT_ID.fullmatch(value):
            raise ValueError("not what follows id/agreement/; write jurisdiction/year/slug")
        return value

    @field_validator("kind")
    @classmethod
    def _known_kind(cls, value: str) -> str:
        if value not in KINDS:
            raise ValueError(f"no kind of agreement; {near(value, KINDS)}")
        return value


class _Record(Strict):
    source: str
    title: str = Field(min_length=3)
    printed_title: str | None = Field(None, min_length=3)
    issuer: Name | None = None
    number: Name | None = None
    place: Name | None = None
    publisher: str | None = None
    issued: str | None = None
    header_date: str | None = None
    read: Literal["once", "twice"] | None = None
    entered: str
    jurisdiction: str = Field(pattern=r"^[a-z]{2,8}$")
    agreements: tuple[_Agreement, ...] = Field(min_length=1)
    note: str | None = None

    _edtf = field_validator("issued")(_is_edtf)

    @field_validator("source")
    @classmethod
    def _address(cls, value: str) -> str:
        return web_iri(value)

    @field_validator("entered", "header_date")
    @classmethod
    def _day(cls, value: str | None, info: ValidationInfo) -> str | None:
        what = "on which it was typed in" if info.field_name == "entered" else "that the header prints"
        try:
            return date.fromisoformat(value).isoformat() if value is not None else None
        except ValueError as error:
            raise ValueError(f"not a day; write the day {what} as YYYY-MM-DD") from error

    @model_validator(mode="after")
    def _titles_differ(self) -> _Record:
        if self.printed_title == self.title:
            raise ValueError("printed_title is the title again; leave it out where nothing was repaired")
        return self


def read_record(file: Path, shown: str) -> EditorRecord:
    """The record in `file`; ConfigError names every wrong field with its line."""
    located = read_yaml(file, shown, CODE)
    found = checked(_Record, located, CODE)
    return EditorRecord(
        slug=distinct_slug(file.stem), path=shown, source=found.source, title=found.title, publisher=found.publisher,
        issued=found.issued, entered=found.entered, jurisdiction=found.jurisdiction,
        agreements=tuple(_agreements(found.agreements, located)), printed_title=found.printed_title,
        issuer=found.issuer, number=found.number, place=found.place, header_date=found.header_date, read=found.read,
        note=found.note,
    )  # fmt: skip


def _agreements(agreements: Iterable[_Agreement], located: Located) -> Iterable[RecordAgreement]:
    for index, agreement in enumerate(agreements):
        yield RecordAgreement(
            id=agreement.id, name=agreement.name, kind=agreement.kind, status=agreement.status.value,
            line=located.line(("agreements", index)), signed_on=agreement.signed_on, wording=agreement.wording,
            inferred=agreement.inferred, signed_at=agreement.signed_at, in_force_from=agreement.in_force_from,
            in_force_until=agreement.in_force_until, term=agreement.term, extended_by=agreement.extended_by,
            parties=agreement.parties, groups=agreement.groups,
            signatories=tuple(RecordSignatory(**s.model_dump()) for s in agreement.signatories),
            replaces=agreement.replaces,
        )  # fmt: skip
