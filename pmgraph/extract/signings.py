"""Finds acts of signing: the construction that reports one, the agreement it is about, and who signs.

Each construction is a rule of its own. A signing that is only planned keeps its rule and is marked as such. Signers are
persons of the same clause, less those who the text says were merely present or deputised for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pmgraph.extract.mentions import AgreementMention, PersonMention
from pmgraph.german.agreements import ANAPHOR
from pmgraph.model import Span

_PARTICIPLE = re.compile(r"\b(?P<verb>unterzeichnete[nrsm]?|unterschriebene[nrsm]?)\s+(?:[a-zäöüß]+e[nrsm]?\s+){0,2}$")
_INNER = re.compile(
    r"\b(?:der|die|das|dem|den|des|eine[rnsm]?)\s+(?P<inner>(?:(?!\b(?:der|die|das|dem|den|des)\b)[^,.;:]){0,90})$"
)
_IDIOM = re.compile(
    r"\b(?P<verb>setz(?:te|ten|en|t)\s+(?:[^.;:,]{0,60}?\s)?Unterschrift(?:en)?\s+unter)\b"
    r"|\b(?P<seal>(?:besiegel|bekräftig)(?:te|ten|n|t)\b[^.;:]{0,80}?\bUnterschrift(?:en)?|mit\s+(?:ihre[rn]|seine[rn])\s+"
    r"Unterschrift(?:en)?\b[^.;:]{0,80}?\b(?:besiegel|bekräftig)(?:te|ten|t|n))\b"
)
_DONE = re.compile(r"\b(?P<verb>unterzeichnet|unterschrieben)\b")
_FINITE = re.compile(r"\b(?P<verb>unterzeichneten?|unterschrieb(?:en)?|unterzeichnen|unterschreiben)\b")
_HAVE = re.compile(r"\b(?:haben|hat|hatten|hatte)\b")
_BE = re.compile(r"\b(?:wurde|wurden|worden|ist|sind|war|waren)\b")
_PLANNED = re.compile(
    r"\b(?:soll|sollen|sollte|sollten|wird|werden|will|wollen|kann|können|möchte|möchten|beabsichtig\w*|plan(?:t|en)|vorgesehen"
    r"|unterschriftsreif)\b"
)
_NEGATED = re.compile(r"\b(?:nicht|kein(?:e[nrsm]?)?|noch\s+nicht)\s+(?:\w+\s+){0,2}$")
# From here to the end of the clause, persons are present, represented or thanked, but do not sign.
_BYSTANDERS = re.compile(
    r"\b(?:[Ii]m\s+Beisein|[Ii]n\s+Anwesenheit|[Ii]n\s+Gegenwart|[Ii]n\s+Vertretung|[Ss]tellvertretend\s+für|[Bb]egleitet\s+von"
    r"|[Aa]uf\s+Einladung|[Uu]nter\s+(?:der\s+)?(?:Schirmherrschaft|Leitung|Vermittlung)|[Ii]m\s+Auftrag|[Zz]u\s+Gast\s+bei"
    r"|vor\s+den\s+Augen)\b"
)
_SPEECH = re.compile(r"\b(?:sagte|erklärte|betonte|so|teilte|hob|lobte|begrüßte|würdigte|dankte)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningRead:
    """One reported act of signing. `inner` is where its date and place are looked for first."""

    sentence: int
    verb: Span
    rule: str
    planned: bool
    agreement: AgreementMention | None
    anaphor: Span | None
    inner: Span
    signers: tuple[PersonMention, ...]


def find_signings(
    text: str, sentences: tuple[Span, ...], agreements: list[AgreementMention], persons: list[list[PersonMention]]
) -> list[SigningRead]:
    """The acts of signing that the sentences report, in order; `persons` are the mentions of each sentence."""
    found: list[SigningRead] = []
    for number, span in enumerate(sentences):
        here = [a for a in agreements if a.sentence == number]
        participles = [s for a in here if (s := _attributive(text, span, a)) is not None]
        found.extend(participles)
        taken = {s.verb for s in participles}
        read = _predicate(text, number, span, here, persons[number], taken)
        if read is not None:
            found.append(read)
    return found


def _attributive(text: str, sentence: Span, agreement: AgreementMention) -> SigningRead | None:
    """ "in der am Mittwoch in Magdeburg unterzeichneten Rahmenvereinbarung": the participle right before the noun."""
    match = _PARTICIPLE.search(text, max(sentence.start, agreement.span.start - 60), agreement.span.start)
    if match is None:
        return None
    verb = Span(*match.span("verb"))
    inner = _INNER.search(text, sentence.start, verb.start)
    if inner is None:
        return None
    return SigningRead(
        sentence=agreement.sentence,
        verb=verb,
        rule="sign.participle",
        planned=False,
        agreement=agreement,
        anaphor=None,
        inner=Span(*inner.span("inner")),
        signers=(),
    )


def _predicate(
    text: str,
    number: int,
    span: Span,
    agreements: list[AgreementMention],
    persons: list[PersonMention],
    taken: set[Span],
) -> SigningRead | None:
    """The verb of the sentence, if it is one of signing."""
    located = _verb(text, span, taken)
    if located is None:
        return None
    verb, rule, planned = located
    if _NEGATED.search(text, span.start, verb.start):
        return None
    object_ = min((a for a in agreements), key=lambda a: _distance(a.span, verb), default=None)
    noun = ANAPHOR.search(text, span.start, span.end) if object_ is None else None
    signers = () if rule == "sign.passive" else tuple(p for p in persons if _signs(text, span, verb, p))
    return SigningRead(
        sentence=number,
        verb=verb,
        rule=rule,
        planned=planned,
        agreement=object_,
        anaphor=Span(*noun.span()) if noun else None,
        inner=span,
        signers=signers,
    )


def _verb(text: str, span: Span, taken: set[Span]) -> tuple[Span, str, bool] | None:
    idiom = _IDIOM.search(text, span.start, span.end)
    if idiom is not None:
        return Span(*idiom.span()), "sign.idiom", False
    planned = _PLANNED.search(text, span.start, span.end) is not None
    done = _DONE.search(text, span.start, span.end)
    if done is not None:
        verb = Span(*done.span("verb"))
        if _HAVE.search(text, span.start, span.end):
            return verb, "sign.perfect", False
        if _BE.search(text, span.start, span.end):
            return verb, "sign.passive", False
        return (verb, "sign.planned", True) if planned else None
    for finite in _FINITE.finditer(text, span.start, span.end):
        verb = Span(*finite.span("verb"))
        if verb in taken:
            continue
        infinitive = finite["verb"].endswith(("zeichnen", "schreiben"))
        if infinitive and not planned:
            return verb, "sign.present", True
        return verb, "sign.planned" if infinitive else "sign.preterite", infinitive
    return None


def _signs(text: str, sentence: Span, verb: Span, person: PersonMention) -> bool:
    """Whether a person of the sentence is among its signers, by what stands between them and the verb."""
    bystanders = _BYSTANDERS.search(text, sentence.start, person.span.start)
    if bystanders is not None and not (bystanders.start() < verb.start < person.span.start):
        return False
    if bystanders is not None and verb.start < bystanders.start():
        return False
    speech = _SPEECH.search(text, min(verb.end, person.span.start), max(verb.start, person.span.end))
    return speech is None


def _distance(a: Span, b: Span) -> int:
    return max(a.start - b.end, b.start - a.end, 0)
