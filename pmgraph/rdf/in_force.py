"""Maps how long an agreement is in force: a period with its first and last day, its length, and the passages for each.

Terms of DCTERMS (https://www.dublincore.org/specifications/dublin-core/dcmi-terms/#temporal) and of OWL-Time
(https://www.w3.org/TR/owl-time/#time:ProperInterval). The first and the last day are nodes of their own, because a
thing has one date: each reading of it is a date claim, and the chosen one is derived like that of a signing.
"""

from __future__ import annotations

from pmgraph.model import DateClaim
from pmgraph.rdf.graph import GraphWriter
from pmgraph.rdf.terms import boolean, duration
from pmgraph.reading import Term
from pmgraph.vocab import DCTERMS, PM, PROV, TIME


def map_term(w: GraphWriter, agreement: str, term: Term, source: str, *, derived_from: str | None = None) -> None:
    """The period below `agreement`; `source` is the release or record that says so.

    `derived_from` is the record that its nodes are derived from, where there is no text to cite.
    """
    here = f"{agreement}/term"
    w.link(agreement, DCTERMS("temporal"), here)
    w.evidence(agreement, DCTERMS("temporal"), term.words[:1], here)
    w.type(here, DCTERMS("PeriodOfTime"), TIME("ProperInterval"))
    if derived_from is not None:
        w.link(here, PROV("wasDerivedFrom"), derived_from)
    if term.duration is not None:
        w.add(here, TIME("hasXSDDuration"), duration(term.duration.value))
        w.evidence(here, TIME("hasXSDDuration"), term.duration.evidence)
    if term.extended_by is not None:
        w.add(here, PM("extendedBy"), duration(term.extended_by.value))
        w.evidence(here, PM("extendedBy"), term.extended_by.evidence)
    if term.open_ended is not None:
        w.add(here, PM("openEnded"), boolean(True))
        w.evidence(here, PM("openEnded"), (term.open_ended,))
    _instant(w, here, "Beginning", term.begins, source, derived_from)
    _instant(w, here, "End", term.ends, source, derived_from)


def _instant(
    w: GraphWriter, term: str, side: str, claims: tuple[DateClaim, ...], source: str, derived_from: str | None
) -> None:
    known = [claim for claim in claims if claim.edtf is not None]
    if not known:
        return
    here = f"{term}/{side.lower()}"
    w.link(term, TIME(f"has{side}"), here)
    w.type(here, TIME("Instant"))
    if derived_from is not None:
        w.link(here, PROV("wasDerivedFrom"), derived_from)
    for claim in known:
        w.date_claim(here, claim, source)
