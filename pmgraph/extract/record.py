"""The JSON record: one release in the shape that other tools read (`pmgraph extract FILE --json`)."""

from __future__ import annotations

from typing import Any

from pmgraph.curated import OPEN_ENDED
from pmgraph.extract.dates import finest
from pmgraph.model import Claim, DateClaim
from pmgraph.reading import Agreement, Body, Reading, Signature, Term


def as_record(reading: Reading) -> dict[str, Any]:
    """A reading as the record of JSON values; names are the text's own in the nominative, open fields are None."""
    header = reading.layout.header
    date = header.inner_date or header.today or header.date
    return {
        "issuer": reading.issuer.value.name if reading.issuer else None,
        "number": _value(header.inner_number) or _value(header.number),
        "date": date.edtf if date is not None else None,
        "place": _value(header.place),
        "title": _value(header.title),
        "agreements": [_agreement(a) for a in reading.agreements],
        "persons": [*(p.name for p in reading.persons), *(c.value for c in reading.contacts)],
        "bodies": [b.name for b in reading.bodies],
    }


def _value(claim: Claim[str] | None) -> str | None:
    return claim.value if claim is not None else None


def _agreement(agreement: Agreement) -> dict[str, Any]:
    signing = agreement.signing
    return {
        "name": agreement.name.value,
        "kind": agreement.kind,
        "status": agreement.status.value,
        "signed_on": _edtf(signing.dates) if signing else None,
        "signed_at": _value(signing.place) if signing else None,
        "parties": [p.value.name for p in agreement.parties],
        "signatories": [_signatory(s) for s in signing.signatures] if signing else [],
        "replaces": _replaces(agreement),
        **_term(agreement.term),
        "provides_for": [b.value.name for b in agreement.provides_for],
        "topics": [t.value for t in agreement.topics],
    }


def _term(term: Term | None) -> dict[str, Any]:
    """From when and until when (EDTF), and `term`: an `xsd:duration`, or "open-ended"."""
    open_ended = OPEN_ENDED if term is not None and term.open_ended is not None else None
    return {
        "in_force_from": _edtf(term.begins) if term is not None else None,
        "in_force_until": _edtf(term.ends) if term is not None else None,
        "term": (_value(term.duration) or open_ended) if term is not None else None,
        "extended_by": _value(term.extended_by) if term is not None else None,
    }


def _edtf(dates: tuple[DateClaim, ...]) -> str | None:
    """The finest date; a set of possible days is an open question and stays null."""
    chosen = finest(dates)
    return None if chosen is None or chosen.edtf is None or chosen.edtf.startswith("[") else chosen.edtf


def _replaces(agreement: Agreement) -> str | None:
    if agreement.replaces is None:
        return None
    before = agreement.predecessor
    year = _edtf(before.signing.dates) if before is not None and before.signing is not None else None
    return f"{agreement.replaces.value} von {year}" if year else agreement.replaces.value


def _signatory(signature: Signature) -> dict[str, Any]:
    person = signature.person.value
    body: Claim[Body] | None = signature.body
    return {
        "person": person.name,
        "title": person.titles,
        "role": "; ".join(o.role.value for o in signature.offices) or None,
        "body": body.value.name if body is not None else None,
    }
