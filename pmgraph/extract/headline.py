"""Finds a signing that only the headline tells, where the running text says nothing of one."""

from __future__ import annotations

import re

from pmgraph.extract.clauses import clause_of
from pmgraph.extract.denied import is_denied
from pmgraph.extract.mentions import AgreementMention
from pmgraph.extract.signings import SigningRead
from pmgraph.model import Span

_ACTIVE = re.compile(r"\b(?:unterzeichnen|unterschreiben|unterzeichnet|unterschreibt|unterzeichneten?|unterschrieb)\b")
_DONE = re.compile(r"\b(?:unterzeichnet|unterschrieben)(?=\s*(?:$|[/:;!.]|[–-]\s))")
# Whatever the text says of signing was read there, and where that was no report, the headline is none either.
_TOLD = re.compile(r"nterzeichn|nterschr|besiegel|kündig|ratifi")
_INVITES = re.compile(
    r"\b(?:Einladung|[Ee]ingeladen|lad(?:en|e|et)|lädt|\w*[Tt]ermin\w*|Uhr|Medienvertreter\w*|herzlich|morgen|demnächst|bald|kommende[nr]?|nächste[nr]?)\b"
)
_OPEN = re.compile(
    r"\b(?:soll|sollen|will|wollen|wird|werden|kann|können|könnte|möchte|möchten|muss|müssen|vor|bald|nicht|kein\w*|bereit|Gesetz|Petition|Buch|Appell|Resolution)\b|\?"
)


def find_headline(
    text: str, title: Span | None, sentences: tuple[Span, ...], agreements: list[AgreementMention]
) -> list[SigningRead]:
    """The signing of a headline such as "Kreis und Stadt unterzeichnen Vereinbarung", as a list of one or none."""
    named = [a for a in agreements if a.sentence < 0 and not a.earlier]
    if title is None or len(named) != 1 or _OPEN.search(text, title.start, title.end):
        return []
    (agreement,) = named
    done = _DONE.search(text, agreement.span.end, title.end)
    active = _ACTIVE.search(text, title.start, agreement.span.start)
    match = done if done is not None and active is None else active
    if match is None:
        return []
    if any(_TOLD.search(text, s.start, s.end) or _INVITES.search(text, s.start, s.end) for s in sentences):
        return []
    verb = Span(*match.span())
    clause = clause_of(text, title, verb)
    if not clause.contains(Span(agreement.span.start, agreement.span.start)) or is_denied(
        text, title, clause, verb, agreement.span
    ):
        return []
    return [
        SigningRead(
            sentence=-1, verb=verb, rule="sign.headline", planned=False, agreement=agreement, anaphor=None,
            inner=Span(clause.start, verb.start) if match is active else clause, agents=match is active,
        )
    ]  # fmt: skip
