"""Reads from when and until when an agreement is in force, for how long, and whether it runs on by itself.

A value is read only where the words say it of the agreement itself: `term_subjects.py` finds the agreement that a clause
speaks of. When in doubt there is no value: laws, funding periods and notice periods have dates too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from pmgraph.extract.clusters import Cluster
from pmgraph.extract.dates import exact_day
from pmgraph.extract.signings import SigningRead
from pmgraph.extract.term_subjects import Clause, Subjects
from pmgraph.extract.term_values import UNTIL, Reader, Value
from pmgraph.extract.words import holds
from pmgraph.german.durations import DURATION, last_day
from pmgraph.model import Claim, DateClaim, Evidence, Factuality, Span
from pmgraph.reading import Layout, Signing, Status, Term

_OWN_WORDS = ("aufzeit", "nkrafttreten", "ngsdauer", "agsdauer", "Kraft", "efristet", "ültig")
"""Pieces of words that tell a term wherever they stand; one of `_NEAR_WORDS` does so near the agreement's noun."""
_NEAR_WORDS = (
    *_OWN_WORDS, "läuft", "laufe", "lief", "ilt", "elte", "galt", "verlängert", "eschlossen", "unbestimmte Zeit", "ende",
    "begrenzt", "angelegt", "vereinbart",
)  # fmt: skip
_FORCE = re.compile(r"\b(?P<into>in|außer)\s+Kraft\b")
_LASTS = re.compile(
    r"\b(?:gilt|gelten|gelte|galt|galten|läuft|laufen|laufe|lief|liefen|endet|enden|endete|endeten|gültig|befristet|begrenzt|angelegt"
    r"|Laufzeit|Gültigkeit|Geltungsdauer|Vertragsdauer|unbefristet)\b"
)
_ENDS = re.compile(r"\b(?:endet|enden|endete|endeten)\b|\b(?:läuft|laufen|lief|liefen)\b[^,;]*\baus\b|\bauslaufen\b")
_MADE = re.compile(r"\b(?:geschlossen|abgeschlossen|vereinbart|unterzeichnet)\b")
_PROLONGED = re.compile(r"\bverlänger(?:t|n)\b")
_BY_ITSELF = re.compile(r"\b(?:automatisch|stillschweigend|jeweils|selbsttätig)\b")
_NOT = re.compile(r"\b(?:nicht|nie|kein(?:e[nrms]?)?|ohne|weder)\b(?!\s+(?:nur|befristet))")
_NOTICE = re.compile(r"kündig|Kündigung|Frist\b|Probe", re.IGNORECASE)
_PLANNED = re.compile(
    r"\b(?:soll(?:en|te|ten)?|kann|können|könnten?|sobald|wenn|falls|sofern|sollte|voraussichtlich|frühestens|geplant|vorgesehen|möglichst"
    r"|vorbehaltlich|angestrebt|will|wollen|Zustimmung|zustimmt|zustimmen|[Rr]atifizier\w*|[Ss]timm(?:t|en)\s[^.;]*\bzu)\b"
)
_LENGTH = r"(?P<length>(?:[Dd]ie|[Dd]eren|[Ii]hre)\s+(?:vereinbarte\s+|vorgesehene\s+)?(?:Vertragsl|L)aufzeit|[Dd]ie\s+(?:Geltungs|Vertrags)dauer)"
_HAS_LENGTH = re.compile(
    rf"\b{_LENGTH}(?P<of>\s+(?:der|des|dieser|dieses)\s+\w+)?\s+(?P<verb>beträgt|betrage|umfasst|liegt\s+bei|ist|endet|reicht|läuft|geht)\b"
)
_COMING = re.compile(
    r"\b(?:[Dd]as|[Ii]hr|[Ss]ein)\s+Inkrafttreten\b(?P<of>\s+(?:der|des|dieser|dieses)\s+\w+)?\s+(?:ist|war|wird)\b"
)
_WITH = re.compile(
    r"\s*,?\s*(?:und\s+)?mit\s+(?:eine[rm]\s+)?(?:zunächst\s+)?(?P<adjective>\w+e[rnm]\s+)?(?P<noun>Laufzeit|Geltungsdauer|Gültigkeit|Dauer|Vertragsdauer)\b"
)
_BEFORE_NOUN = re.compile(
    r"\b(?:(?P<span>(?:auf|für|bis|ab|seit|von)\s+[^,;:.]{3,40}?)\s+(?P<word>befristete|begrenzte|angelegte|gültige|geltende|laufende|geschlossene)"
    r"|(?P<open>unbefristete))(?:[nrsm]?)\s+(?:[a-zäöüß]+e[nrsm]?\s+){0,2}$"
)

_FOR_LONG = re.compile(r"\b(?:für|auf)\s+(?:(?:zunächst|vorerst|die\s+Dauer\s+von)\s+)*" + DURATION.pattern)


@dataclass(slots=True)
class _Found:
    """What was read of one agreement so far; the first value of each kind stays."""

    words: list[Span] = field(default_factory=list)
    begin: list[DateClaim] = field(default_factory=list)
    end: list[DateClaim] = field(default_factory=list)
    duration: Claim[str] | None = None
    extended_by: Claim[str] | None = None
    open_ended: Evidence | None = None
    from_signing: Evidence | None = None


def tells_term(text: str, read: SigningRead) -> bool:
    """Whether "wurde für fünf Jahre geschlossen" says for how long an agreement is, rather than that it was made."""
    return read.rule == "sign.concluded" and _FOR_LONG.search(text, read.inner.start, read.inner.end) is not None


class Terms:
    """The terms of the agreements of one release, by cluster; `of` completes one with what the signing tells."""

    def __init__(self, layout: Layout, clusters: list[Cluster], issued: date | None) -> None:
        self.layout, self.text, self.issued = layout, layout.text, issued
        self.reader = Reader(layout, issued)
        self._found: dict[int, _Found] = {}
        self._subjects = Subjects(layout, clusters)
        if clusters:
            for number, sentence in self._telling(clusters):
                self._sentence(number, sentence)

    def _telling(self, clusters: list[Cluster]) -> Iterator[tuple[int, Span]]:
        """The sentences that may tell a term, with their numbers."""
        near = {m.sentence + behind for c in clusters for m in c.mentions for behind in (0, 1, 2)}
        anywhere = holds(self.text, Span(0, len(self.text)), _OWN_WORDS)
        for number, sentence in enumerate(self.layout.sentences):
            if number in near:
                if holds(self.text, sentence, _NEAR_WORDS):
                    yield number, sentence
            elif anywhere and holds(self.text, sentence, _OWN_WORDS):
                yield number, sentence

    def of(self, c: Cluster, signing: Signing | None, status: Status) -> Term | None:
        """The term of an agreement, if anything is said of it.

        An end that lies before the news of an agreement is that of another. What is only planned of an agreement is
        planned of its term.
        """
        found = self._found.get(id(c))
        if found is None:
            return None
        begins, ends = found.begin, found.end
        signed = exact_day(signing.dates[0]) if signing is not None and signing.dates else None
        if found.from_signing is not None and not begins and signed is not None:
            begins = [_day(signed, found.from_signing, "term.from-signing", Factuality.INFERRED, self.text)]
        news = status not in (Status.MENTIONED, Status.TERMINATED)
        if news and self.issued is not None:
            ends = [e for e in ends if e.latest is None or e.latest >= self.issued.isoformat()]
        ends = ends or self._computed(begins, found.duration)
        term = Term(
            words=tuple(self.layout.cite(w, "term.words") for w in found.words), begins=tuple(begins), ends=tuple(ends),
            duration=found.duration, extended_by=found.extended_by, open_ended=None if ends else found.open_ended,
        )  # fmt: skip
        return (_planned(term) if status is Status.PLANNED else term) if term else None

    def _computed(self, begins: list[DateClaim], duration: Claim[str] | None) -> list[DateClaim]:
        """The last day that follows from the first day and the length of time."""
        # A day of which only a part counts ("ab sofort", "mit Unterzeichnung") leaves the last day open by one.
        whole = [b for b in begins if b.rule not in ("term.from-now", "term.from-signing", "date.today")]
        first = exact_day(whole[0]) if whole else None
        last = last_day(first, duration.value) if first is not None and duration is not None else None
        if last is None or duration is None:
            return []
        evidence = self._inferred(duration.evidence[0], "term.end-of-duration")
        wording = f"{begins[0].wording}, {duration.evidence[0].exact}"
        iso = last.isoformat()
        return [
            DateClaim(
                wording=wording, edtf=iso, earliest=iso, latest=iso, rule="term.end-of-duration",
                factuality=Factuality.INFERRED, evidence=(evidence,),
            )
        ]  # fmt: skip

    @staticmethod
    def _inferred(evidence: Evidence, rule: str) -> Evidence:
        return replace(evidence, rule=rule, factuality=Factuality.INFERRED)

    # ------------------------------------------------------------- sentences

    def _sentence(self, number: int, sentence: Span) -> None:
        if self.text[sentence.end - 1 : sentence.end] == "?":
            return
        self._attributes(number, sentence)
        if not self._lengths(number, sentence):
            for clause in self._subjects.clauses(number):
                if clause.cluster is not None:
                    self._clause(clause, sentence)

    def _clause(self, clause: Clause, sentence: Span) -> None:
        """What a clause says of the agreement that is its subject."""
        text, span, c = self.text, clause.span, clause.cluster
        if c is None or _NOT.search(text, span.start, span.end):
            return
        end = self._own_end(clause)
        span = Span(span.start, end)
        planned = _PLANNED.search(text, sentence.start, sentence.end) is not None
        force = _FORCE.search(text, span.start, span.end)
        if force is not None:
            self._force(c, span, Span(*force.span()), force["into"] == "außer", planned)
            return
        prolonged = _PROLONGED.search(text, span.start, span.end)
        if prolonged is not None:
            self._prolonged(c, span, Span(*prolonged.span()), planned)
            return
        lasts = _LASTS.search(text, span.start, span.end)
        made = _MADE.search(text, span.start, span.end) if lasts is None else None
        word = lasts or made
        if word is None or _NOTICE.search(text, span.start, span.end):
            return
        if _ENDS.search(text, span.start, span.end):
            value = self.reader.date(span, planned=planned, ends=True)
            self._add(c, Span(*word.span()), [value] if value else [])
            return
        values = self.reader.values(span, planned=planned)
        if made is not None:  # "wurde am … geschlossen" and "bis … vereinbart" say when, not for how long
            values = [v for v in values if v.kind in ("duration", "open")]
        self._add(c, Span(*word.span()), values)

    def _own_end(self, clause: Clause) -> int:
        """Where the words of a clause end: before the next coordinated verb, if its part begins with "und"."""
        following = re.compile(
            r"\bund\s+(?=(?:gilt|läuft|tritt|endet|hat|ist|wird|soll|bleibt|verlängert|kann|umfasst)\b)"
        ).search(self.text, clause.verb.end, clause.span.end)
        return following.start() if following is not None else clause.span.end

    def _force(self, c: Cluster, span: Span, word: Span, out: bool, planned: bool) -> None:
        if out:
            value = self.reader.date(span, planned=planned, ends=True)
        elif UNTIL.search(self.text, span.start, word.start):
            self._add(c, word, [v for v in self.reader.values(span, planned=planned) if v.kind in ("until", "from")])
            return
        else:
            value = self.reader.date(span, planned=planned, ends=False) or self.reader.at_once(span, planned=planned)
        self._add(c, word, [value] if value else [])

    def _prolonged(self, c: Cluster, span: Span, word: Span, planned: bool) -> None:
        values = self.reader.values(span, planned=planned)
        by_itself = re.search(r"\bsich\b", self.text[span.start : span.end]) and _BY_ITSELF.search(
            self.text, span.start, span.end
        )
        if by_itself:
            lengths = [v for v in values if v.kind == "duration"] or self.reader.lengths(span)
            self._add(c, word, [replace(v, kind="extension", planned=False) for v in lengths[:1]])
        else:
            self._add(c, word, [v for v in values if v.kind == "until"])

    def _lengths(self, number: int, sentence: Span) -> bool:
        """Read "Die Laufzeit (der Vereinbarung) beträgt fünf Jahre" and "Das Inkrafttreten ist … vorgesehen"."""
        text = self.text
        match = _HAS_LENGTH.search(text, sentence.start, sentence.end)
        coming = _COMING.search(text, sentence.start, sentence.end) if match is None else None
        found = match or coming
        if found is None:
            return False
        clause = next(
            (x.span for x in self._subjects.clauses(number) if found.end() in range(x.verb.start, x.verb.end + 1)),
            sentence,
        )
        span = Span(found.start(), max(clause.end, found.end()))
        c = self._owner(number, Span(*found.span("of"))) if found["of"] else self._subjects.only(number)
        if c is None or _NOT.search(text, span.start, span.end) or (not found["of"] and self._subjects.named(number)):
            return True
        planned = _PLANNED.search(text, sentence.start, sentence.end) is not None
        if coming is not None:
            value = self.reader.date(Span(found.end(), span.end), planned=planned, ends=False)
            self._add(c, Span(*found.span()), [value] if value else [])
        else:
            after = Span(found.end(), span.end)
            values = self.reader.values(after, planned=planned) or self.reader.lengths(after)
            if match is not None and match["verb"] == "endet" and not values:
                value = self.reader.date(after, planned=planned, ends=True)
                values = [value] if value else []
            self._add(c, Span(*found.span("length")) if match is not None else Span(*found.span()), values)
        return True

    def _owner(self, number: int, of: Span) -> Cluster | None:
        return next((c for m, c in self._subjects.named(number) if of.start <= m.span.start < of.end), None)

    def _attributes(self, number: int, sentence: Span) -> None:
        """Read "eine Vereinbarung mit einer Laufzeit von …" and "die bis 2020 gültige Vereinbarung"."""
        text = self.text
        for mention, c in self._subjects.named(number):
            noun_end = mention.span.start + len(mention.noun)
            for at in sorted({noun_end, mention.span.end}):
                behind = _WITH.match(text, at, sentence.end)
                if behind is not None:
                    self._with(c, Span(*behind.span()), sentence)
                    break
            before = _BEFORE_NOUN.search(text, max(sentence.start, mention.span.start - 90), mention.span.start)
            if before is None or before.start() < sentence.start:
                continue
            if before["open"]:
                self._add(c, Span(*before.span("open")), self.reader.values(Span(*before.span("open")), planned=False))
            else:
                self._add(c, Span(*before.span("word")), self.reader.values(Span(*before.span("span")), planned=False))

    def _with(self, c: Cluster, words: Span, sentence: Span) -> None:
        noun = self.text[words.start : words.end].split()[-1]
        at = words.end - len(noun)
        end = next(
            (m.start() for m in re.finditer(r"[;:,]\s", self.text[: sentence.end]) if m.start() >= words.end),
            sentence.end,
        )
        lengths = self.reader.lengths(Span(words.start, at)) or self.reader.values(
            Span(words.end, end), planned=False, near=True
        )
        self._add(c, Span(at, words.end), lengths)

    def _add(self, c: Cluster, word: Span, values: list[Value]) -> None:
        """Keep the first value of each kind; a second, different one of the same agreement is not believed over it."""
        if not values:
            return
        found = self._found.setdefault(id(c), _Found())
        found.words.append(word)
        for value in values:
            match value.kind:
                case "from" if not found.begin and value.claim is not None:
                    found.begin.append(value.claim)
                case "until" if not found.end and value.claim is not None:
                    found.end.append(value.claim)
                case "duration" if found.duration is None and value.length is not None:
                    found.duration = value.length
                case "extension" if found.extended_by is None and value.length is not None:
                    found.extended_by = value.length
                case "open" if found.open_ended is None:
                    found.open_ended = value.passage
                case "signing" if found.from_signing is None:
                    found.from_signing = value.passage


def _day(day: date, evidence: Evidence, rule: str, factuality: Factuality, text: str) -> DateClaim:
    iso = day.isoformat()
    return DateClaim(
        wording=evidence.exact,
        edtf=iso,
        earliest=iso,
        latest=iso,
        rule=rule,
        factuality=factuality,
        evidence=(evidence,),
    )


def _planned(term: Term) -> Term:
    """The same term, planned: nothing of an agreement that is not yet signed is settled."""

    def claims(dates: tuple[DateClaim, ...]) -> tuple[DateClaim, ...]:
        return tuple(replace(d, factuality=Factuality.PLANNED, evidence=tuple(map(ahead, d.evidence))) for d in dates)

    def ahead(evidence: Evidence) -> Evidence:
        return replace(evidence, factuality=Factuality.PLANNED)

    def claim(value: Claim[str] | None) -> Claim[str] | None:
        return Claim(value.value, tuple(map(ahead, value.evidence))) if value is not None else None

    return replace(
        term, words=tuple(map(ahead, term.words)), begins=claims(term.begins), ends=claims(term.ends),
        duration=claim(term.duration), extended_by=claim(term.extended_by),
        open_ended=ahead(term.open_ended) if term.open_ended is not None else None,
    )  # fmt: skip
