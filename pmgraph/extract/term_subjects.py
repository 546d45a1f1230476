"""Says of which agreement a clause speaks: its subject is the agreement's noun, a pronoun right behind it, or nothing.

A clause about a law, a funding period or a project that names an agreement in passing has another subject, and is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pmgraph.extract.clusters import Cluster
from pmgraph.extract.mentions import AgreementMention
from pmgraph.german.agreements import gender
from pmgraph.model import Span
from pmgraph.reading import Layout

FINITE = re.compile(
    r"\b(?:tritt|treten|trete|trat|traten|soll|sollen|sollte|sollten|wird|werden|werde|wurden?|kann|können|könnte|ist|sind|sei|war|waren"
    r"|gilt|gelten|gelte|galt|galten|läuft|laufen|laufe|lief|liefen|endet|enden|endete|endeten|bleibt|bleiben|hat|haben|habe|hatte|hatten"
    r"|besitzt|verlängert|beträgt|umfasst|betrug)\b"
)
"""The finite verbs that say how long something is in force, and those that help them."""

_BREAK = re.compile(r"[;:]\s|,\s(?=\D)|\s[–-]\s|[„“]")
_GOES_ON = re.compile(r",\s(?=(?:zunächst|vorerst|längstens|mindestens|rückwirkend|bis|und\s+zwar|also)\s)")
_DETERMINER = {
    "f": r"(?:[Dd]ie|[Ee]ine|[Dd]iese|[Jj]ene|[Uu]nsere|[Ii]hre|[Ss]eine)",
    "m": r"(?:[Dd]er|[Ee]in|[Dd]ieser|[Jj]ener|[Uu]nser|[Ii]hr|[Ss]ein)",
    "n": r"(?:[Dd]as|[Ee]in|[Dd]ieses|[Jj]enes|[Uu]nser|[Ii]hr|[Ss]ein)",
    "p": r"(?:[Dd]ie|[Dd]iese|[Bb]eide|[Uu]nsere|[Ii]hre|[Zz]wei|[Dd]rei)",
}
_PRONOUN = {
    "f": re.compile(r"(?:[Ss]ie|[Dd]iese)\b"), "m": re.compile(r"(?:[Ee]r|[Dd]ieser)\b"),
    "n": re.compile(r"(?:[Ee]s|[Dd]ieses)\b"), "p": re.compile(r"(?:[Ss]ie|[Dd]iese|[Bb]eide)\b"),
}  # fmt: skip
_RELATIVE = {"f": "die|welche", "m": "der|welcher", "n": "das|welches", "p": "die|welche"}
_PREPOSITION = re.compile(
    r"\b(?:für|durch|gegen|ohne|um|über|auf|an|in|unter|neben|vor|hinter|zwischen|per|bis|mit|zu|von|aus|bei|nach|seit)\s+$",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"\s*(?:(?:[Uu]nd|[Dd]och|[Aa]ber|[Dd]enn|[Aa]uch|[Dd]ass|[Dd]a|[Ww]eil|[Nn]achdem|[Ww]obei)\s+)?$"
)
_PREFIELD = re.compile(
    r"\s*(?:und\s+)?(?:(?:am|zum|zur|ab|seit|mit|nach|im|in|bis|vom|von|damit|danach|dann|nun|jetzt|rückwirkend|bereits|schon|voraussichtlich|erst"
    r"|insgesamt|zunächst|vorerst|offiziell|heute|morgen|anfang|mitte|ende|zugleich|dabei|automatisch|außer|unmittelbar)\b[^,]*)?$",
    re.IGNORECASE,
)
"""What may stand before a verb whose subject comes behind it: nothing, or an adverbial of time."""
_OF_YEAR = re.compile(r"\s+(?:aus\s+dem\s+Jahre?|von|vom|des\s+Jahres|aus)\s+[^,;:]{0,16}(?:19|20)\d\d\b")
_AND = re.compile(r"\bund\s+")
_SMALL = re.compile(r"\s*(?:(?:[a-zäöüß]+)\s+){0,3}$")
_ARTICLE = re.compile(
    r"\b(?:der|die|das|dem|den|des|ein|eine[nrms]?|diese[nrms]?|ihre?[nrms]?|seine?[nrms]?|kein|keine[nrms]?|alle|viele)\b",
    re.IGNORECASE,
)
_CAPITAL = re.compile(r"\b[A-ZÄÖÜ][a-zäöüß]+")
_TIME_WORDS = frozenset(
    [
        "Januar",
        "Jänner",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
        "Anfang",
        "Mitte",
        "Ende",
        "Jahr",
        "Jahre",
        "Jahren",
        "Jahres",
        "Monat",
        "Monate",
        "Monaten",
        "Kraft",
        "Laufzeit",
        "Wirkung",
        "Dauer",
        "Heute",
        "Morgen",
        "Gestern",
    ]
)
RIVAL = re.compile(
    r"\b(?:[A-ZÄÖÜ][\wäöüß-]*)?(?:[Gg]esetz|[Vv]erordnung|[Rr]ichtlinie|[Ss]atzung|[Ff]örderung|[Ff]örderperiode|[Pp]rojekt|[Pp]rogramm"
    r"|[Rr]egelung|[Vv]orschrift|[Aa]usstellung|[Mm]aßnahme|[Kk]ampagne|[Ss]trategie|[Ii]nitiative|[Pp]hase|[Ss]telle|[Ff]inanzierung"
    r"|[Aa]mtszeit|[Ff]rist|[Pp]lan|[Bb]eschluss|[Tt]arif|[Gg]ebühr|[Ee]rlass|[Kk]redit|[Aa]nleihe|[Ss]tudie|[Bb]ewerbung|[Ll]izenz"
    r"|[Ww]ettbewerb|[Bb]au|[Aa]ktion|[Zz]uschuss|[Vv]ersuch|[Ll]ehrgang|[Aa]ngebot|[Hh]aushalt)(?:e[nrs]?|s|n|es)?\b"
)
"""Nouns of other things that come into force, run and end: where one stands near, a bare "sie gilt bis …" is left alone."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A finite verb with the words around it that belong to it, and the agreement that is its subject."""

    verb: Span
    span: Span
    cluster: Cluster | None


class Subjects:
    """Finds the agreement that a clause of one release speaks of."""

    def __init__(self, layout: Layout, clusters: list[Cluster]) -> None:
        self.layout, self.text, self.clusters = layout, layout.text, clusters
        self._named: dict[int, list[tuple[AgreementMention, Cluster]]] = {}
        for c in clusters:
            for mention in c.mentions:
                self._named.setdefault(mention.sentence, []).append((mention, c))

    def named(self, number: int) -> list[tuple[AgreementMention, Cluster]]:
        """The agreements that a sentence names, in order."""
        return sorted(self._named.get(number, ()), key=lambda pair: pair[0].span.start)

    def clauses(self, number: int) -> list[Clause]:
        """The finite clauses of a sentence that may say how long something is in force."""
        sentence = self.layout.sentences[number]
        found: list[Clause] = []
        for match in FINITE.finditer(self.text, sentence.start, sentence.end):
            verb = Span(*match.span())
            span = self._around(sentence, verb)
            cluster = self._subject(number, sentence, span, verb)
            if cluster is None and found and self._coordinated(found[-1].verb.end, verb.start):
                cluster = found[-1].cluster
            found.append(Clause(verb, self._own(span, verb), cluster))
        return found

    def only(self, number: int) -> Cluster | None:
        """The agreement that a sentence is about which names none, because the release has one or just named one."""
        sentence, fresh = self.layout.sentences[number], [c for c in self.clusters if not c.earlier]
        before = self._just_named(number)
        if self._rivalled(sentence) or (number > 0 and self._rivalled(self.layout.sentences[number - 1])):
            return None
        if len(before) == 1:
            return before[0]
        return fresh[0] if not before and len(fresh) == 1 == len(self.clusters) else None

    def _just_named(self, number: int) -> list[Cluster]:
        """The agreements that the nearest of the two sentences before names."""
        for earlier in (number - 1, number - 2):
            found: list[Cluster] = []
            for _, c in self.named(earlier) if earlier >= 0 else ():
                if c not in found:
                    found.append(c)
            if found:
                return found
        return []

    def _rivalled(self, sentence: Span) -> bool:
        return RIVAL.search(self.text, sentence.start, sentence.end) is not None

    def _around(self, sentence: Span, verb: Span) -> Span:
        # Searched beyond the verb, so that the look-ahead of a comma right before it sees the verb.
        stops = (b.end() for b in _BREAK.finditer(self.text, sentence.start, verb.end) if b.end() <= verb.start)
        start = max(stops, default=sentence.start)
        goes_on = {m.start() for m in _GOES_ON.finditer(self.text, verb.end, sentence.end)}
        breaks = (b.start() for b in _BREAK.finditer(self.text, verb.end, sentence.end) if b.start() not in goes_on)
        return Span(start, next(breaks, sentence.end))

    def _own(self, clause: Span, verb: Span) -> Span:
        """The clause without the part of a verb before it: from the "und" that is followed by nothing but dates."""
        joint = max((m.end() for m in _AND.finditer(self.text, clause.start, verb.start)), default=None)
        if joint is None or self._other_subject(self.text[joint : verb.start]):
            return clause
        return Span(joint, clause.end)

    def _subject(self, number: int, sentence: Span, clause: Span, verb: Span) -> Cluster | None:
        text = self.text
        named = self.named(number)
        for mention, c in named:
            start = self._nominative(mention, sentence)
            if start is None:
                continue
            inverted = verb.end <= start <= clause.end and _PREFIELD.fullmatch(text, clause.start, verb.start)
            if inverted and _SMALL.fullmatch(text, verb.end, start):
                return c  # "Am 1. Januar tritt die Vereinbarung in Kraft"
            if mention.span.start < verb.start and self._leads(mention, start, sentence, clause, verb):
                return c
        for mention, c in named:
            if self._relative(mention, clause, verb):
                return c
        return self._pronoun(number, clause, verb)

    def _nominative(self, mention: AgreementMention, sentence: Span) -> int | None:
        """Where the noun phrase begins, if its determiner may be a nominative and no preposition stands before it."""
        sex = "p" if mention.plural else gender(mention.noun)
        pattern = re.compile(rf"(?<![\w-]){_DETERMINER[sex]}\s+(?:[a-zäöüß]+e[nrsm]?\s+){{0,3}}$")
        match = pattern.search(self.text, max(sentence.start, mention.span.start - 70), mention.span.start)
        if match is None or _PREPOSITION.search(self.text, max(sentence.start, match.start() - 12), match.start()):
            return None
        return match.start()

    def _leads(self, mention: AgreementMention, start: int, sentence: Span, clause: Span, verb: Span) -> bool:
        """Whether the noun phrase stands first in its clause and the verb comes right behind it, or is coordinated."""
        text, end = self.text, self._noun_end(mention, verb)
        if clause.start <= start and _LEADING.fullmatch(text, clause.start, start):
            year = _OF_YEAR.match(text, end, verb.start)
            end = year.end() if year is not None else end
            if _SMALL.fullmatch(text, end, verb.start) or re.search(r"\bund\s+(?:\w+\s+)?$", text[end : verb.start]):
                return True
            last = re.match(r"\s*(?:[,.;]|und\b|$)", text[verb.end : sentence.end]) is not None
            return (
                last and re.match(r"\s*(?:[Dd]ass|[Dd]a|[Ww]eil|[Nn]achdem)\b", text[clause.start : start]) is not None
            )
        # "Die Vereinbarung, die heute unterzeichnet wurde, gilt bis …"
        inserted = _LEADING.fullmatch(text, sentence.start, start) and not text[clause.start : verb.start].strip()
        return bool(inserted) and re.match(r"\s*,", text[end : verb.start]) is not None

    def _noun_end(self, mention: AgreementMention, verb: Span) -> int:
        """The end of the noun phrase before the verb: with its complement, as far as that ends before the verb."""
        return mention.span.end if mention.span.end <= verb.start else mention.span.start + len(mention.noun)

    def _relative(self, mention: AgreementMention, clause: Span, verb: Span) -> bool:
        """Whether the clause is a relative one of the noun: "eine Vereinbarung, die am 1. Januar in Kraft tritt"."""
        text = self.text
        noun_end = mention.span.start + len(mention.noun)
        end = noun_end if re.match(r"\s*,", text[noun_end : clause.start]) else None
        if end is None or text[end : clause.start].strip() != ",":
            return False
        pronoun = re.match(
            rf"(?:{_RELATIVE['p' if mention.plural else gender(mention.noun)]})\s+(?P<rest>.*)",
            text[clause.start : verb.start],
            re.DOTALL,
        )
        return pronoun is not None and not self._other_subject(pronoun["rest"])

    def _pronoun(self, number: int, clause: Span, verb: Span) -> Cluster | None:
        """The agreement of the sentence before, for a clause that begins with its pronoun."""
        before = self.named(number - 1) if number > 0 else []
        if not before or any(c is not before[0][1] for _, c in before) or self.named(number):
            return None
        if self._rivalled(self.layout.sentences[number - 1]) or clause.start != self.layout.sentences[number].start:
            return None
        mention, c = before[-1]
        pattern = _PRONOUN["p" if mention.plural else gender(mention.noun)]
        first = pattern.match(self.text, clause.start, verb.start)
        if first is not None and _SMALL.fullmatch(self.text, first.end(), verb.start):
            return c
        behind = pattern.match(self.text, verb.end + 1, clause.end)
        return c if behind is not None and _PREFIELD.fullmatch(self.text, clause.start, verb.start) else None

    def _coordinated(self, after: int, verb: int) -> bool:
        """Whether a second verb shares the subject of the one before: "tritt … in Kraft, gilt … und endet …"."""
        if re.fullmatch(r"\s+[^;:,„“]*\S,\s+", self.text[after:verb]):
            return True
        between = re.fullmatch(r"[^;:„“]*\bund\s+(?P<rest>[^;:„“]*)", self.text[after:verb], re.DOTALL)
        return between is not None and not self._other_subject(between["rest"])

    def _other_subject(self, words: str) -> bool:
        """Whether words beside dates and lengths of time stand there that may be another subject."""
        return _ARTICLE.search(words) is not None or any(w not in _TIME_WORDS for w in _CAPITAL.findall(words))
