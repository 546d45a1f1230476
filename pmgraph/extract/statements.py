"""Finds reported statements: quotations with their speaker, and sentences in the subjunctive of indirect speech."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from pmgraph.extract.mentions import PersonMention, RoleMention
from pmgraph.model import Factuality, Span
from pmgraph.reading import SpeechMode

_QUOTE = re.compile(r"„(?P<said>[^„“]{3,3000})“")
_VERBS = (
    r"(?:sagte|sagt|so|erklärte|erklärt|betonte|betont|meinte|meint|fügte|ergänzte|ergänzt|unterstrich|bekräftigte|hob|lobte|"
    r"kommentierte|resümierte|äußerte|freute|freut|versicherte|kündigte|stellte|zeigte|würdigte|mahnte|forderte|begründete|berichtete)"
)
_AFTER = re.compile(rf"\s*,\s*(?:{_VERBS})\b")
_BEFORE = re.compile(rf"(?:\b{_VERBS}\b[^.!?“]{{0,120}}|\b[A-ZÄÖÜ][^.!?“]{{2,120}}):\s*$")
_PRONOUN = re.compile(r"\b(?:er|sie)\b")
# The subjunctive I of the third person, as far as it differs from the indicative; German grammar's form of indirect
# speech. A closed list: "-e" alone would also catch the first person and nouns.
_SUBJUNCTIVE = re.compile(
    r"\b(?:sei|seien|habe|werde|könne|müsse|solle|dürfe|wolle|möge|gebe|gehe|stehe|bleibe|komme|wisse|lasse|liege|brauche|gelte|"
    r"bestehe|bringe|biete|zeige|leiste|schaffe|sorge|trage|diene|bedeute|ermögliche|setze|sehe|nehme|finde|halte|helfe|führe|"
    r"gehöre|spiele|stelle|stärke|profitiere|erwarte|fordere|gelinge|entstehe|erhalte|beginne|laufe|biete|eröffne|verfüge|sichere)\b"
)
_FIRST_PERSON = re.compile(r"\b(?:ich|wir|mich|uns|mein\w*|unser\w*)\b", re.IGNORECASE)
_REACH = 3
"""How many sentences after a quotation the subjunctive still belongs to its speaker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRead:
    """A statement in repaired offsets. `pieces` are the parts of it that lie in one sentence each."""

    span: Span
    pieces: tuple[Span, ...]
    mode: SpeechMode
    speaker: PersonMention
    named: Span
    """The words that name the speaker."""
    rule: str
    factuality: Factuality


def find_quotes(text: str) -> list[Span]:
    """What stands between German quotation marks in a repaired text, without the marks."""
    return [Span(*m.span("said")) for m in _QUOTE.finditer(text)]


def find_statements(
    text: str,
    sentences: tuple[Span, ...],
    quotes: list[Span],
    persons: list[PersonMention],
    roles: list[RoleMention],
    holder: Callable[[RoleMention], PersonMention | None],
) -> list[StatementRead]:
    """The statements of the running text, in order. `holder` says whom a bare role such as "der Minister" means."""
    found: list[StatementRead] = []
    last: StatementRead | None = None
    behind = 0
    for sentence in sentences:
        touching = _touching(quotes, sentence.start, sentence.end)
        for quote in (q for q in touching if q.start >= sentence.start):
            statement = _attributed(text, quote, sentences, persons, roles, holder, last)
            if statement is not None:
                found.append(statement)
                last, behind = statement, 0
        if touching:
            continue
        behind += 1
        if last is None or behind > _REACH + 1:
            continue
        if _indirect(text, sentence, persons, roles):
            statement = StatementRead(
                span=sentence, pieces=(sentence,), mode=SpeechMode.INDIRECT, speaker=last.speaker, named=last.named,
                rule="speech.subjunctive", factuality=Factuality.INFERRED,
            )  # fmt: skip
            found.append(statement)
            last, behind = statement, 0
    return found


def _touching(spans: Sequence[Span], start: int, end: int) -> Sequence[Span]:
    """Those of sorted spans, none of which overlap, that share a character with `[start, end)`."""
    return spans[bisect_right(spans, start, key=_end) : bisect_left(spans, end, key=_start)]


_start, _end = attrgetter("start"), attrgetter("end")


def _indirect(text: str, sentence: Span, persons: list[PersonMention], roles: list[RoleMention]) -> bool:
    """Whether the sentence is in the subjunctive and brings no new name that might be its speaker."""
    verb = _SUBJUNCTIVE.search(text, sentence.start, sentence.end)
    if verb is None or _FIRST_PERSON.search(text, sentence.start, sentence.end):
        return False
    named = [*(p.span for p in persons), *(r.span for r in roles)]
    return not any(sentence.contains(span) for span in named)


def _attributed(
    text: str,
    quote: Span,
    sentences: tuple[Span, ...],
    persons: list[PersonMention],
    roles: list[RoleMention],
    holder: Callable[[RoleMention], PersonMention | None],
    last: StatementRead | None,
) -> StatementRead | None:
    speaker: tuple[PersonMention, Span] | None = None
    rule = "speech.quote-then-speaker"
    after = _AFTER.match(text, quote.end + 1)
    if after is not None:
        end = next((s.end for s in _touching(sentences, after.end() - 1, after.end())), after.end() + 160)
        speaker = _speaker(text, Span(after.start(), min(end, after.end() + 200)), persons, roles, holder, last)
    else:
        above = bisect_right(sentences, quote.start, key=_start)
        start = sentences[above - 1].start if above else quote.start
        before = _BEFORE.search(text, max(0, min(start, quote.start - 1) - 160), quote.start - 1)
        if before is not None:
            speaker, rule = (
                _speaker(text, Span(*before.span()), persons, roles, holder, last),
                "speech.speaker-then-quote",
            )
    factuality = Factuality.STATED
    if speaker is None and after is None and last is not None and not _between(text, last, quote, sentences):
        speaker, rule, factuality = (last.speaker, last.named), "speech.continued", Factuality.INFERRED
    if speaker is None:
        return None
    pieces = tuple(
        Span(max(s.start, quote.start), min(s.end, quote.end)) for s in _touching(sentences, quote.start, quote.end)
    )
    return StatementRead(
        span=quote,
        pieces=pieces,
        mode=SpeechMode.DIRECT,
        speaker=speaker[0],
        named=speaker[1],
        rule=rule,
        factuality=factuality,
    )


def _between(text: str, last: StatementRead, quote: Span, sentences: tuple[Span, ...]) -> bool:
    """Whether a whole sentence stands between the last statement and this quotation, so that the speaker may differ."""
    finish = max(last.span.end, last.named.end if last.named.start > last.span.start else 0)
    first = bisect_left(sentences, finish, key=_start)
    return first < len(sentences) and sentences[first].end <= quote.start


def _speaker(
    text: str,
    clause: Span,
    persons: list[PersonMention],
    roles: list[RoleMention],
    holder: Callable[[RoleMention], PersonMention | None],
    last: StatementRead | None,
) -> tuple[PersonMention, Span] | None:
    for person in persons:
        if clause.contains(person.span):
            return person, person.span
    for role in roles:
        if clause.contains(role.span):
            meant = holder(role)
            return (meant, role.span) if meant is not None else None
    pronoun = _PRONOUN.search(text, clause.start, clause.end)
    if pronoun is not None and last is not None:
        return last.speaker, Span(*pronoun.span())
    return None
