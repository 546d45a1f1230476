"""Leads from the places of a record back to the reading: which rules a value rests on, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pmgraph.evaluate.findings import Finding, Place
from pmgraph.extract.dates import finest
from pmgraph.model import Claim, DateClaim, Evidence
from pmgraph.reading import Agreement, Body, Layout, Reading

REACH = 160
"""How many characters before and behind a fact are shown of its sentence."""


@dataclass(frozen=True, slots=True)
class Source:
    """What a value of a record was read from. `rules` also names the rule that made a date of its wording."""

    rules: frozenset[str]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A place in the text of a release: its 1-based line, and the sentence there as one line, cut where it is long."""

    line: int
    sentence: str


def sources_of(reading: Reading) -> dict[Place, Source]:
    """The source of every value of the record of `reading`, by its place there."""
    return {place: source for place, source in _sources(reading) if source.rules}


def _sources(reading: Reading) -> Iterator[tuple[Place, Source]]:
    header = reading.layout.header
    yield ("issuer",), _claim(reading.issuer)
    yield ("number",), _claim(header.inner_number or header.number)
    yield ("date",), _date(header.inner_date or header.today or header.date)
    yield ("place",), _claim(header.place)
    yield ("title",), _claim(header.title)
    for n, agreement in enumerate(reading.agreements):
        yield from _agreement(agreement, ("agreements", n))
    named = [*(_source(p.mentions) for p in reading.persons), *(_claim(c) for c in reading.contacts)]
    yield from ((("persons", n), source) for n, source in enumerate(named))
    yield from ((("bodies", n), _source(body.mentions)) for n, body in enumerate(reading.bodies))


def _agreement(agreement: Agreement, at: Place) -> Iterator[tuple[Place, Source]]:
    yield at, _claim(agreement.name)
    yield (*at, "kind"), _claim(agreement.name)
    yield from (((*at, "parties", n), _claim(party)) for n, party in enumerate(agreement.parties))
    signing = agreement.signing
    if signing is None:
        return
    yield (*at, "signed_on"), _date(finest(signing.dates))
    for n, signature in enumerate(signing.signatures):
        here = (*at, "signatories", n)
        yield here, _source((*signature.person.evidence, signature.verb))
        yield (*here, "body"), _claim(signature.body)
        yield (*here, "role"), _source(e for office in signature.offices for e in office.role.evidence)


def _claim(claim: Claim[str] | Claim[Body] | None) -> Source:
    return _source(claim.evidence if claim is not None else ())


def _date(claim: DateClaim | None) -> Source:
    if claim is None:
        return _source(())
    read = _source(claim.evidence)
    return Source(read.rules | {claim.rule}, read.evidence)


def _source(evidence: Iterable[Evidence]) -> Source:
    listed = tuple(evidence)
    return Source(frozenset(e.rule for e in listed), listed)


def passage_of(finding: Finding, layout: Layout, sources: Mapping[Place, Source]) -> Passage | None:
    """Where a fact was read or, for one that was missed, where its wording stands first; None if it stands nowhere."""
    source = sources.get(finding.at) if finding.at is not None else None
    if source is not None and source.evidence:
        offset = source.evidence[0].span.start
    else:
        offset = _first(layout.document.text, _wordings(finding))
    if offset < 0:
        return None
    return Passage(layout.document.line_of(offset), _around(layout, offset))


def _around(layout: Layout, offset: int) -> str:
    """The sentence at `offset` as one line; of a long one, such as a glued imprint, what stands around it."""
    text, span = layout.document.text, layout.sentence_at(offset)
    start, end = max(span.start, offset - REACH), min(span.end, offset + REACH)
    shown = " ".join(text[start:end].split())
    return f"{'…' if start > span.start else ''}{shown}{'…' if end < span.end else ''}"


def _wordings(finding: Finding) -> list[str]:
    """What to look for, the most telling first: the annotated wording, then its last word, which a surname is."""
    value = finding.gold if finding.gold is not None else finding.found
    full = worded(value)
    name = str(value.get("person") or value.get("name") or "") if isinstance(value, Mapping) else full
    return [w for w in (full, name, *name.split()[-1:]) if len(w) > 1]


def _first(text: str, wordings: Iterable[str]) -> int:
    """The offset of the first wording that stands in the text at the beginning of a word, with any ending; else -1."""
    found = (re.search(rf"(?<!\w){re.escape(wording)}", text) for wording in wordings)
    return next((match.start() for match in found if match is not None), -1)


def worded(value: Any) -> str:
    """A fact in one line: a name as it is, an agreement with kind and status, a signatory with role and body."""
    if isinstance(value, Mapping):
        if "person" in value:
            role, body = value.get("role") or "–", value.get("body") or "–"
            return f"{value['person']} ({role}) for {body}"
        return f"{value.get('kind') or '–'}: {value.get('name') or '–'} [{value.get('status')}]"
    return "–" if value is None else str(value)
