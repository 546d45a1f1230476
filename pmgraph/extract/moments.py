"""Reads when and where a signing took place, and tells the news of a release from what it recalls."""

from __future__ import annotations

import re
from datetime import date

from pmgraph.errors import CATALOGUE
from pmgraph.extract.clauses import opens_speech
from pmgraph.extract.dates import exact_day, finest, weekday_claims
from pmgraph.extract.signings import SigningRead
from pmgraph.german.dates import DateKind, FoundDate, find_dates
from pmgraph.model import Claim, DateClaim, Factuality, Issue, Span
from pmgraph.reading import Layout

LONG_AGO = 60
"""Days before the release beyond which a signing is background and not its news."""
_TOWN = r"(?P<place>[A-ZÄÖÜ][a-zäöüß]+(?:[-/][A-ZÄÖÜ][a-zäöüß]+)*)"
_PLACE = re.compile(rf"\bin\s+{_TOWN}(?=\s*$|\s+(?:eine[nrsm]?|de[nrms]|die|das|unter))")
_SENTENCE_PLACE = re.compile(
    rf"\b(?:heute|\d{{4}}|Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag|wurden?|unterzeichneten?|haben|hat),?\s+in\s+(?!der\b|den\b){_TOWN}\b"
)
_NOW = re.compile(
    r"\b(?:heute|heutigen?|jetzt|soeben|gerade|nun|kürzlich|mittlerweile|inzwischen|gestern|vergangenen?|dieser\s+Woche)\b",
    re.IGNORECASE,
)
_JUST = re.compile(r"\b(?:[Hh]eute|[Gg]estern|[Ss]oeben)\b")
_ONCE = re.compile(
    r"\b(?:[Ee]inst|[Dd]amals|[Ss]einerzeit|[Vv]or\s+(?:über\s+|rund\s+|fast\s+|knapp\s+|etwa\s+|mehr\s+als\s+)?(?:[a-zäöüß]+|\d+)\s+(?:Jahren|Jahrzehnten)|[Vv]or\s+einem\s+Jahr(?:hundert|zehnt)?)\b"
)
_SINCE_THEN = re.compile(r"\b(?:mittlerweile|inzwischen)\b", re.IGNORECASE)
_PLUPERFECT = re.compile(
    r"\b(?:hatte|hatten)\b[^.;]{0,200}?\b(?:unterzeichnet|unterschrieben|geschlossen|vereinbart)\b|\b(?:unterzeichnet|unterschrieben|geschlossen)\s+(?:hatte|hatten)\b|\bwar(?:en)?\b[^.;]{0,120}?\b(?:unterzeichnet|unterschrieben)\s+worden\b"
)
_BOUND = re.compile(r"\b(?:vertraglich|Vertrag|Vereinbarung|Partner|Kooperation|besiegelt|offiziell)")
_SINCE = re.compile(r"\b(?:seit|am)\s+(?:dem\s+)?$")


class Moments:
    """Reads dates and places of signings in one release; `issues` collects dates that fit nothing."""

    def __init__(self, layout: Layout, issued: tuple[DateClaim, ...]) -> None:
        self.layout, self.issued = layout, issued
        self.issues: list[Issue] = []
        self._read: dict[int, tuple[DateClaim, ...]] = {}
        self._dated: dict[Span, list[FoundDate]] = {}

    @property
    def issued_on(self) -> date | None:
        """The day of the release, if one is known."""
        return exact_day(self.issued[0]) if self.issued else None

    def dates(self, read: SigningRead) -> tuple[DateClaim, ...]:
        """The readings of the date of one signing, the finest first; empty where the text gives none."""
        known = self._read.get(id(read))
        if known is None:
            claims = self._dates(read)
            known = self._read[id(read)] = tuple(sorted(claims, key=lambda d: d is not finest(claims)))
            self._check(read, known)
        return known

    def _check(self, read: SigningRead, claims: tuple[DateClaim, ...]) -> None:
        """Report a signing told as done on a day that lies after the release; one day may be the header's own slip."""
        chosen, issued = finest(claims), self.issued_on
        if read.planned or chosen is None or chosen.earliest is None or issued is None:
            return
        if (date.fromisoformat(chosen.earliest) - issued).days > 1:
            span = chosen.evidence[0].span
            self.issues.append(
                self._issue(
                    "PM-DATE-006", span, f"{chosen.wording!r} lies after the release of {issued.isoformat()}",
                    f"„{chosen.wording}“ liegt nach der Mitteilung vom {issued.isoformat()}",
                )
            )  # fmt: skip

    def _issue(self, code: str, where: Span, message: str, message_de: str, resolved_by: str | None = None) -> Issue:
        """A finding at `where`, in offsets of the stored text."""
        kind = CATALOGUE[code]
        origin, sentences = self.layout.origin, self.layout.sentences
        return Issue(
            code=code, severity=kind.severity, cure=kind.cure, path=self.layout.document.path, span=where,
            line=self.layout.document.line_of(where.start), message=message, message_de=message_de, resolved_by=resolved_by,
            sentence=next((s.of(self.layout.text) for s in sentences if origin.to_original(s).contains(where)), None),
        )  # fmt: skip

    def _dates(self, read: SigningRead) -> list[DateClaim]:
        text = self.layout.text
        if read.sentence < 0:
            told = self._nearest(read, read.inner, today=False)
            return self._claims(*told) if told is not None else []
        within = self.layout.sentences[read.sentence] if read.rule in ("sign.caption", "sign.nominal") else read.inner
        nearest = self._nearest(read, within, today=False) or self._nearest(
            read, self.layout.sentences[read.sentence], today=True
        )
        if nearest is not None:
            return self._claims(*nearest)
        if read.rule == "sign.caption":
            return []
        since = _SINCE_THEN.search(text, read.inner.start, read.inner.end)
        if since is not None and self.issued_on is not None:
            day = self.issued_on.isoformat()
            evidence = self.layout.cite(Span(*since.span()), "date.by-then")
            return [
                DateClaim(
                    wording=since.group(),
                    edtf=f"../{day}",
                    earliest=None,
                    latest=day,
                    rule="date.by-then",
                    factuality=Factuality.INFERRED,
                    evidence=(evidence,),
                )
            ]
        return self._before(read)

    def _found(self, span: Span) -> list[FoundDate]:
        """The dates of a passage; several signings ask for those of one sentence."""
        known = self._dated.get(span)
        if known is None:
            known = self._dated[span] = find_dates(span.of(self.layout.text), anchor=self.issued_on)
        return known

    def _nearest(self, read: SigningRead, within: Span, *, today: bool) -> tuple[FoundDate, Span] | None:
        """The finest date next to the verb; with `today` only one that means the day of the release."""
        text = self.layout.text
        if today and within == read.inner:
            return None
        found = [f for f in self._found(within) if f.edtf or f.weekday is not None]
        found = [
            f
            for f in found
            if (read.planned and f.kind is DateKind.DEADLINE) or not _is_term(text, within.start + f.span.start)
        ]
        if today:
            found = [
                f
                for f in found
                if f.rule in ("date.today", "date.today-named")
                and not opens_speech(text, within.start + f.span.end, read.verb.start)
            ]
        if not found:
            return None
        nearest = min(found, key=lambda f: (_rank(f), abs(within.start + f.span.start - read.verb.start)))
        return nearest, nearest.span.shifted(within.start)

    def _before(self, read: SigningRead) -> list[DateClaim]:
        """A full date of the sentence before, where that says since when the parties are bound."""
        if read.sentence == 0 or _NOW.search(self.layout.text, read.inner.start, read.inner.end):
            return []
        span = self.layout.sentences[read.sentence - 1]
        words = span.of(self.layout.text)
        for found in self._found(span):
            if (
                found.kind is DateKind.DAY
                and found.rule in ("date.numeric", "date.written")
                and _SINCE.search(words, 0, found.span.start)
                and _BOUND.search(words)
            ):
                return self._claims(found, found.span.shifted(span.start))
        return []

    def _claims(self, found: FoundDate, span: Span) -> list[DateClaim]:
        if found.edtf is None and found.weekday is not None:
            claims = weekday_claims(
                weekday=found.weekday,
                wording=found.wording,
                evidence=self.layout.cite(span, "date.weekday"),
                header=exact_day(self.layout.header.inner_date or self.layout.header.date),
                issued=self.issued[0] if self.issued else None,
            )
            if len(claims) != 1 or claims[0].rule == "date.weekday-near-dateline":
                self.issues.append(self._weekday_issue(found, span, claims))
            return list(claims)
        return [
            DateClaim(
                wording=found.wording, edtf=found.edtf, earliest=found.earliest, latest=found.latest, rule=found.rule,
                evidence=(self.layout.cite(span, found.rule),), weekday=found.weekday,
            )
        ]  # fmt: skip

    def _weekday_issue(self, found: FoundDate, span: Span, claims: tuple[DateClaim, ...]) -> Issue:
        header = exact_day(self.layout.header.inner_date or self.layout.header.date)
        possible = next((c.edtf for c in claims if c.rule == "date.weekday-near-dateline"), None)
        chosen = finest(claims)
        printed = header.isoformat() if header else "no date"
        return self._issue(
            "PM-DATE-002", self.layout.origin.to_original(span), f"{found.wording!r} does not fit the header's date {printed}; possible: {possible}",
            f"„{found.wording}“ passt nicht zum Datum {printed} im Kopf; möglich: {possible}",
            resolved_by=chosen.rule if chosen is not None and exact_day(chosen) is not None else None,
        )  # fmt: skip

    def place(self, read: SigningRead) -> Claim[str] | None:
        """The town of the signing, where the clause names one next to the time or the verb."""
        pattern = _PLACE if read.rule == "sign.participle" else _SENTENCE_PLACE
        match = pattern.search(self.layout.text, read.inner.start, read.inner.end)
        if match is None:
            return None
        return Claim(match["place"], (self.layout.cite(Span(*match.span("place")), "sign.place"),))

    def is_recalled(self, read: SigningRead, *, signers: bool, in_title: bool) -> bool:
        """Whether the signing is background: long before the release, told in the pluperfect, or far down and undated."""
        if read.planned:
            return False
        text = self.layout.text
        if read.rule == "sign.caption":
            return False
        if _PLUPERFECT.search(text, read.inner.start, read.inner.end):
            return _JUST.search(text, read.inner.start, read.inner.end) is None
        if _ONCE.search(text, read.inner.start, read.inner.end):
            return True
        chosen = finest(self.dates(read))
        issued = self.issued_on
        if chosen is not None:
            if chosen.latest is not None and issued is not None:
                return (issued - date.fromisoformat(chosen.latest)).days > LONG_AGO
            return chosen.rule == "date.year"
        if read.rule == "sign.concluded":
            return _NOW.search(text, read.inner.start, read.inner.end) is None
        if _NOW.search(text, read.inner.start, read.inner.end):
            return False
        return not (signers or in_title or read.sentence <= 2)

    def is_vague(self, read: SigningRead) -> bool:
        """Whether the act is only said to be concluded, without a time: a newer signing of the same words may be it."""
        return (
            read.rule == "sign.concluded"
            and not self.dates(read)
            and _PLUPERFECT.search(self.layout.text, read.inner.start, read.inner.end) is None
        )


def _rank(found: FoundDate) -> int:
    """A day outranks a weekday next to it ("am Mittwoch, dem 8. Oktober"), a month and a year come last."""
    return {DateKind.DAY: 0, DateKind.DEADLINE: 0, DateKind.WEEKDAY: 1, DateKind.MONTH: 2, DateKind.YEAR: 3}.get(
        found.kind, 4
    )


_TERM = re.compile(
    r"(?:\bab|\bbis|\bgilt|\bgelten|\bLaufzeit|\bfür|\bvom|\bvon|\bJahren?)\s+(?:zum\s+|dem\s+|die\s+Jahre\s+)?$"
)


def _is_term(text: str, at: int) -> bool:
    """Whether the date says how long an agreement runs rather than when it was signed."""
    return _TERM.search(text[max(0, at - 24) : at]) is not None
