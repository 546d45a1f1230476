"""Reads the values of a term in a clause: from when, until when, for how long, without an end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pmgraph.german.dates import DateKind, FoundDate, find_dates
from pmgraph.german.durations import DURATION, duration_at
from pmgraph.model import Claim, DateClaim, Evidence, Factuality, Span
from pmgraph.reading import Layout

Kind = Literal["from", "until", "duration", "extension", "open", "signing"]

_YEAR = r"(?:19|20)\d\d(?!\d|\.\d|\s+(?:Euro|Personen|Menschen|Stellen|Schulen|Kinder))"
_AT = re.compile(
    rf"(?:(?:spätestens|einschließlich|voraussichtlich|zunächst|vorerst|längstens)\s+)*(?:zum\s+|zur\s+|dem\s+|einschließlich\s+)*(?:(?P<year>(?:(?:Ende|Anfang|Mitte)\s+)?(?:(?:dem\s+)?Jahre?s?\s+)?{_YEAR})(?!\s*[-/]\s*\d)|(?=\S))"
)
_YEAR_IN = re.compile(_YEAR)
UNTIL = re.compile(r"\bbis\s+(?!zu\s+\d)")
"""The word before the last day of a term."""
_SINCE = re.compile(
    r"\b(?:[Aa]b|[Ss]eit|[Vv]on|[Vv]om|[Mm]it\s+Wirkung\s+(?:vom|zum)|[Rr]ückwirkend\s+(?:zum|ab|vom|auf\s+den))\s+"
)
_OPEN = re.compile(
    r"\b[Uu]nbefristet(?:e[nrsm]?)?\b|\bnicht\s+befristet\b|\bauf\s+unbestimmte\s+(?:Zeit|Dauer)\b|\bzeitlich\s+unbegrenzt\b"
)
_NOW = re.compile(r"\b(?:ab\s+sofort|mit\s+sofortiger\s+Wirkung|sofort|ab\s+heute|unmittelbar)\b", re.IGNORECASE)
_SIGNED = re.compile(
    r"\b(?:mit|ab)\s+(?:der\s+|ihrer\s+|seiner\s+|dem\s+Tag(?:e)?\s+der\s+)?(?:heutigen\s+)?(?:Unterzeichnung|Unterschrift)\b",
    re.IGNORECASE,
)
_RESOLVED = frozenset(
    ["date.today", "date.tomorrow", "date.yesterday", "date.day-and-month", "date.last-year", "date.today-named"]
)
_PAST = re.compile(r"\b(?:trat|traten|rückwirkend|seit|galt|ist|sind)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value of a term: a date, a length of time, or the passage alone."""

    kind: Kind
    claim: DateClaim | None = None
    length: Claim[str] | None = None
    passage: Evidence | None = None
    planned: bool = False


class Reader:
    """Reads values in the clauses of one release. `issued` is its day, which "ab sofort" refers to."""

    def __init__(self, layout: Layout, issued: date | None) -> None:
        self.layout, self.text, self.issued = layout, layout.text, issued

    def values(self, span: Span, *, planned: bool, near: bool = False) -> list[Value]:
        """Everything that a passage says of a term; with `near` only what stands at its beginning."""
        found: list[Value] = []
        text, end = self.text, min(span.end, span.start + 40) if near else span.end
        since = next(
            (v for m in _SINCE.finditer(text, span.start, end) if (v := self._date(m.end(), span, "from", planned))),
            None,
        )
        until = next(
            (v for m in UNTIL.finditer(text, span.start, end) if (v := self._date(m.end(), span, "until", planned))),
            None,
        )
        found += [v for v in (since, until) if v is not None]
        if since is None and (now := self.at_once(span, planned=planned)) is not None and not near:
            found.append(now)
        opened = _OPEN.search(text, span.start, end)
        if opened is not None:
            factuality = Factuality.PLANNED if planned else Factuality.STATED
            found.append(
                Value(kind="open", passage=self.layout.cite(Span(*opened.span()), "term.open-ended", factuality))
            )
        elif not any(v.kind == "until" for v in found):
            found += self._durations(Span(span.start, end if not near else span.end), planned, bare=near)
        return found

    def lengths(self, span: Span) -> list[Value]:
        """The length of time that a passage names, with whatever word before it."""
        return self._durations(span, False, bare=True)

    def _durations(self, span: Span, planned: bool, *, bare: bool) -> list[Value]:
        factuality = Factuality.PLANNED if planned else Factuality.STATED
        for match in DURATION.finditer(self.text, span.start, span.end):
            before = self.text[max(span.start, match.start() - 60) : match.start()]
            if not bare and not re.search(
                r"(?:\b(?:für|auf|über|von|um|eine|gilt|gelten|läuft|laufen|beträgt|umfasst|jeweils)\s+)(?:die\s+Dauer\s+von\s+|(?:zunächst|vorerst|insgesamt|mindestens|weitere|weiteren)\s+)*$",
                before,
            ):
                continue
            read = duration_at(self.text, match.start(), span.end)
            if read is not None:
                return [
                    Value(
                        kind="duration",
                        length=Claim(read.value, (self.layout.cite(read.span, "term.duration", factuality),)),
                    )
                ]
        return []

    def date(self, span: Span, *, planned: bool, ends: bool) -> Value | None:
        """The one day, month or year of a clause that says when something begins or ends; None where there are several."""
        kind: Kind = "until" if ends else "from"
        dates = [f for f in find_dates(span.of(self.text), anchor=self.issued) if f.kind is not DateKind.WEEKDAY]
        if len(dates) == 1 and dates[0].kind is not DateKind.DEADLINE:
            return self._value(dates[0], span.start, span, kind, planned)
        if dates:
            return None
        years = list(_YEAR_IN.finditer(self.text, span.start, span.end))
        if len(years) == 1:
            return self._year(Span(*years[0].span()), kind, planned)
        return None

    def at_once(self, span: Span, *, planned: bool) -> Value | None:
        """The day of the release or of the signing, where the clause refers to it."""
        signed = _SIGNED.search(self.text, span.start, span.end)
        if signed is not None:
            passage = self.layout.cite(
                Span(*signed.span()), "term.from-signing", Factuality.PLANNED if planned else Factuality.INFERRED
            )
            return Value(kind="signing", passage=passage)
        now = _NOW.search(self.text, span.start, span.end)
        if now is None or self.issued is None or planned:
            return None
        iso = self.issued.isoformat()
        evidence = self.layout.cite(Span(*now.span()), "term.from-now", Factuality.INFERRED)
        claim = DateClaim(
            wording=now.group(), edtf=iso, earliest=iso, latest=iso, rule="term.from-now", factuality=Factuality.INFERRED,
            evidence=(evidence,),
        )  # fmt: skip
        return Value(kind="from", claim=claim)

    def _date(self, at: int, span: Span, kind: Kind, planned: bool) -> Value | None:
        """The date that follows "bis", "ab" and the like, right there."""
        match = _AT.match(self.text, at, span.end)
        if match is None:
            return None
        if match["year"]:
            return self._year(Span(*match.span("year")), kind, planned)
        dates = find_dates(self.text[match.end() : min(span.end, match.end() + 40)], anchor=self.issued)
        if not dates or dates[0].span.start > 0 or dates[0].kind is DateKind.WEEKDAY:
            return None
        return self._value(dates[0], match.end(), span, kind, planned)

    def _year(self, span: Span, kind: Kind, planned: bool) -> Value:
        year = span.of(self.text)[-4:]
        found = FoundDate(
            span=span, wording=" ".join(span.of(self.text).split()), kind=DateKind.YEAR, rule="date.year", edtf=year,
            earliest=f"{year}-01-01", latest=f"{year}-12-31",
        )  # fmt: skip
        claim = self._claim(found, span, kind, planned)
        return Value(kind=kind, claim=claim)

    def _value(self, found: FoundDate, offset: int, span: Span, kind: Kind, planned: bool) -> Value | None:
        if found.edtf is None or found.kind in (DateKind.IMPOSSIBLE, DateKind.WEEKDAY):
            return None
        if found.rule == "date.day-and-month" and not self._fits(found, span, kind):
            # A year that the tense contradicts is not the one meant, and no other is given.
            open_year = f"XXXX{found.edtf[4:]}"
            found = FoundDate(span=found.span, wording=found.wording, kind=found.kind, rule=found.rule, edtf=open_year)
        return Value(kind=kind, claim=self._claim(found, found.span.shifted(offset), kind, planned))

    def _fits(self, found: FoundDate, span: Span, kind: Kind) -> bool:
        """Whether a day in the year of the release lies on the side of it that the tense says."""
        if self.issued is None or found.earliest is None:
            return True
        past = kind == "from" and _PAST.search(self.text, span.start, span.end) is not None
        return (found.earliest <= self.issued.isoformat()) if past else (found.earliest >= self.issued.isoformat())

    def _claim(self, found: FoundDate, span: Span, kind: Kind, planned: bool) -> DateClaim:
        rule = "term.begins" if kind == "from" else "term.ends"
        inferred = found.rule in _RESOLVED and found.earliest is not None
        factuality = Factuality.PLANNED if planned else Factuality.INFERRED if inferred else Factuality.STATED
        return DateClaim(
            wording=found.wording,
            edtf=found.edtf,
            earliest=found.earliest,
            latest=found.latest,
            rule=found.rule,
            factuality=factuality,
            evidence=(self.layout.cite(span, rule, factuality),),
        )
