"""The days that an editor's record gives of the linked release and of what was signed, as date claims."""

from __future__ import annotations

from pmgraph.curated import EditorRecord, RecordAgreement
from pmgraph.edtf_dates import bounds, is_edtf
from pmgraph.model import DateClaim, Factuality
from pmgraph.rdf.choice import DateReading, choose
from pmgraph.reading import Status

RULE_RECORD, RULE_ISSUED, RULE_INFERRED = "record.entered", "record.issued", "record.inferred"
RULE_HEADER = "header.dateline"


def issued_claims(record: EditorRecord) -> tuple[DateClaim, ...]:
    """The day that the linked release gives itself, if the record has it."""
    return (_claim(record.issued, RULE_ISSUED),) if record.issued is not None else ()


def header_claim(record: EditorRecord) -> DateClaim | None:
    """The day that the header of the linked page prints, which the profile of its portal may explain."""
    return _claim(record.header_date, RULE_HEADER) if record.header_date is not None else None


def signing_claim(edtf: str, agreement: RecordAgreement, wording: str | None = None) -> DateClaim:
    """A date as the editor typed it in; of an agreement that is only planned it is planned too.

    One that the day of the release explains ("heute") is inferred, by a rule of its own.
    """
    if agreement.status == Status.PLANNED:
        return _claim(edtf, RULE_RECORD, Factuality.PLANNED, wording)
    if agreement.inferred and edtf == agreement.signed_on:
        return _claim(edtf, RULE_INFERRED, Factuality.INFERRED, wording)
    return _claim(edtf, RULE_RECORD, Factuality.STATED, wording)


def chosen_day(claims: tuple[DateClaim, ...]) -> str | None:
    """The EDTF date that the graph will give the release; None where none is known or readings exclude each other."""
    if not claims:
        return None
    chosen = choose([DateReading(str(number), claim) for number, claim in enumerate(claims)]).chosen
    return chosen.claim.edtf if chosen is not None else None


def _claim(edtf: str, rule: str, factuality: Factuality = Factuality.STATED, wording: str | None = None) -> DateClaim:
    low, high = bounds(edtf) if is_edtf(edtf) else (None, None)
    return DateClaim(
        wording=wording or edtf, edtf=edtf, earliest=low, latest=high, rule=rule, factuality=factuality
    )  # fmt: skip
