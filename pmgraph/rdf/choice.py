"""Chooses one of several readings of a date, or says that they contradict each other. Order plays no part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import combinations

from pmgraph.edtf_dates import Days, possible_days
from pmgraph.model import DateClaim, Factuality

RANK = (
    "header.inner-dateline", "header.named-today", "record.issued", "portal.header-utc-summer", "header.dateline",
    "address.path-date",
)  # fmt: skip
"""The rules that read the day of a release, the better reason first."""
FINEST, ONLY, RANKED, OPEN = "choose.finest", "choose.only", "choose.best-reason", "choose.open-conflict"

_FIRST, _LAST = date.min.isoformat(), date.max.isoformat()
_STATED = {Factuality.STATED: 0, Factuality.INFERRED: 1, Factuality.PLANNED: 2}


@dataclass(frozen=True, slots=True, order=True)
class DateReading:
    """A date claim with its IRI."""

    iri: str
    claim: DateClaim

    @property
    def days(self) -> tuple[Days, ...]:
        """The ranges of days that it may be. A date that is no EDTF of the subset has its bounds alone."""
        try:
            return possible_days(self.claim.edtf or "")
        except ValueError:
            return ((self.claim.earliest, self.claim.latest),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What was decided: the chosen reading, by which rule, and the readings that contradict each other.

    `chosen` is None where no rule decides between `against`; where one does, `against` names what it overruled.
    """

    chosen: DateReading | None
    rule: str
    against: tuple[DateReading, ...] = ()


def choose(readings: list[DateReading]) -> Choice:
    """The choice among the readings of one thing's date, at least one.

    The rules, in order: the only reading; where every reading is of a release's day, the one with the best reason; of
    readings that agree, the finest; readings that exclude each other stay open.
    """
    ordered = sorted(readings, key=_fineness)
    if len(ordered) == 1:
        return Choice(chosen=ordered[0], rule=ONLY)
    conflict = _conflict(ordered)
    if all(reading.claim.rule in RANK for reading in ordered):
        best = min(ordered, key=lambda r: (RANK.index(r.claim.rule), _fineness(r)))
        return Choice(chosen=best, rule=RANKED, against=conflict)
    if conflict:
        return Choice(chosen=None, rule=OPEN, against=conflict)
    return Choice(chosen=ordered[0], rule=FINEST)


def _fineness(reading: DateReading) -> tuple[int, int, str, str]:
    """The number of possible days, then the more committed reading; the IRI only breaks a tie."""
    days = sum(_length(one) for one in reading.days)
    return (days, _STATED[reading.claim.factuality], reading.claim.edtf or "", reading.iri)


def _length(days: Days) -> int:
    low, high = date.fromisoformat(days[0] or _FIRST), date.fromisoformat(days[1] or _LAST)
    return (high - low).days + 1


def _conflict(ordered: list[DateReading]) -> tuple[DateReading, ...]:
    """The readings that some other excludes, without those that a finer one of them is part of."""
    excluded: dict[str, DateReading] = {}
    for one, other in combinations(ordered, 2):
        if not any(_overlap(a, b) for a in one.days for b in other.days):
            excluded |= {one.iri: one, other.iri: other}
    finest: list[DateReading] = []
    for reading in (r for r in ordered if r.iri in excluded):
        if not any(_within(finer, reading) for finer in finest):
            finest.append(reading)
    return tuple(sorted(finest, key=lambda r: r.iri))


def _overlap(one: Days, other: Days) -> bool:
    return (one[0] or _FIRST) <= (other[1] or _LAST) and (other[0] or _FIRST) <= (one[1] or _LAST)


def _within(inner: DateReading, outer: DateReading) -> bool:
    """Whether all that `inner` may be is something that `outer` may be."""
    return all(
        any((o[0] or _FIRST) <= (i[0] or _FIRST) and (i[1] or _LAST) <= (o[1] or _LAST) for o in outer.days)
        for i in inner.days
    )
