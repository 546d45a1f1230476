"""Finds signings in captions: "Bei der Unterzeichnung: …", "A und B bei der Vertragsunterzeichnung"."""

from __future__ import annotations

import re

from pmgraph.extract.mentions import AgreementMention
from pmgraph.extract.signings import SigningRead
from pmgraph.extract.words import holds
from pmgraph.model import Span

_ACT = re.compile(
    r"(?P<lead>\b(?:[Bb]ei|[Nn]ach|[Zz]u)\s+(?:der|ihrer)\s+(?:[a-zäöüß]+en\s+)?|\b[Zz]ur\s+|\b[Bb]eim\s+|\b)(?P<verb>(?:[A-ZÄÖÜ][\wäöüß-]*)?[Uu]nterzeichnung|Unterschrift|Unterzeichnen|Unterschreiben)\b"
)
_FINITE = re.compile(
    r"\b(?:ist|sind|war|waren|hat|haben|hatte|hatten|wird|werden|wurde|wurden|soll|sollen|kann|können|will|wollen|sagte|betonte|erklärte|dankte|lobte|sprach|kam|kamen|nahm|nahmen|fand|fanden"
    r"|steht|stehen|findet|finden|freut|freuen|begrüßte|würdigte|trafen|traf|ging|gab|lud|[a-zäöüß]{4,}(?:te|ten))\b"
)
_SEEN = re.compile(r"\b(?:sind|ist)\b(?P<who>.+?)\b(?:zu\s+sehen|abgebildet)\b", re.DOTALL)
_WITH = re.compile(r"\s+mit\s+")
_COLON = re.compile(r"\s*(?:[a-zäöüß]+\s+)?(?:[^.:;]{0,120})?:\s*")
_CAPTION = re.compile(r"\b(?:Bildunterschrift|Bildtext)\s*:")
_THROUGH = re.compile(
    r"\b(?P<verb>(?:[A-ZÄÖÜ][\wäöüß-]*)?[Uu]nterzeichnung)\s+(?:der|des|einer|eines|dieser|dieses)\s+[^.;:]{3,140}?\bdurch\s+"
)
# What makes the noun of signing no report of one: it is planned, invited to, called off, asked for or denied.
_AHEAD = re.compile(
    r"\b(?:soll|sollen|sollte|sollten|wird|werden|will|wollen|würde|würden|wäre|wären|könnte|könnten|muss|müssen|geplant|vorgesehen|bevor|nach\s+der|vor\s+der"
    r"|laden|lade|lädt|eingeladen|Einladung|Termin|Uhr|geplatzt|gescheitert|abgesagt|verschoben|verhindert|fehlt|fehlte|offen|aussteh\w*|steht|stehen"
    r"|nicht|kein\w*|ohne|warte[nt]?|wartet|hoff(?:t|en|te|ten)|forder(?:t|n|te|ten)|erwarte[nt]?|erwartet|ob|falls|wenn|sobald|bis\s+zur)\b|\?"
)
_MIXED = re.compile(r"\([lr]\.|\(v\.\s?[lr]\.|\bv\.\s?l\.\s?n\.\s?r\.|\bvon links\b|,[^,]*,", re.IGNORECASE)
_HINTS = ("nterzeichnung", "Unterschr", "Unterzeichnen", "Bildunterschrift", "Bildtext")
"""One of these stands in every sentence that is looked at."""
_HOLDING = re.compile(r"\bmit\s+(?:der|dem|den)\s+(?:(?:frisch\s+)?(?:unterzeichneten|unterschriebenen)\s+)?$")


def find_captions(text: str, sentences: tuple[Span, ...], agreements: list[AgreementMention]) -> list[SigningRead]:
    """The signings that captions show, with the part of the caption that names who signs as their clause."""
    found: list[SigningRead] = []
    if not any(hint in text for hint in _HINTS):
        return found
    for number, span in enumerate(sentences):
        if not holds(text, span, _HINTS):
            continue
        here = [a for a in agreements if a.sentence == number]
        act = _ACT.search(text, span.start, span.end)
        nominal = _nominal(text, span, number, here)
        if nominal is not None:
            found.append(nominal)
            continue
        who = _who(text, span, act) if act is not None else None
        verb = Span(*act.span("verb")) if act is not None else None
        if who is None:
            held = next(
                (
                    a
                    for a in here
                    if _CAPTION.search(text, span.start, a.span.start)
                    and _HOLDING.search(text, span.start, a.span.start)
                ),
                None,
            )
            if held is None:
                continue
            verb, who = Span(held.span.start, held.span.start + len(held.noun)), Span(span.start, held.span.start)
        assert verb is not None
        agreement = next((a for a in here if not a.span.contains(verb) or held_noun(a, verb)), None)
        found.append(
            SigningRead(
                sentence=number,
                verb=verb,
                rule="sign.caption",
                planned=False,
                agreement=agreement,
                anaphor=verb,
                inner=who,
                agents=not (act is not None and act["lead"].lower().startswith("nach") and in_a_row(text, span)),
            )
        )
    return found


def _nominal(text: str, span: Span, number: int, here: list[AgreementMention]) -> SigningRead | None:
    """ "Mit der Unterzeichnung des Vertrags durch A und B ist …": the noun of signing with its agents."""
    through = _THROUGH.search(text, span.start, span.end)
    if through is None or _AHEAD.search(text, span.start, span.end) is not None:
        return None
    verb = Span(*through.span("verb"))
    finite = _FINITE.search(text, through.end(), span.end)
    return SigningRead(
        sentence=number, verb=verb, rule="sign.nominal", planned=False, anaphor=verb,
        agreement=next((a for a in here if a.span.start >= through.start()), None),
        inner=Span(through.end(), finite.start() if finite is not None else span.end),
    )  # fmt: skip


def in_a_row(text: str, span: Span) -> bool:
    """Whether a caption counts who is to be seen from left to right, which may be guests as well."""
    return _IN_A_ROW.search(text, span.start, span.end) is not None


_IN_A_ROW = re.compile(r"\bv\.\s?l\.|\bvon\s+links\b|\bv\.\s?r\.|\bvon\s+rechts\b", re.IGNORECASE)


def held_noun(agreement: AgreementMention, verb: Span) -> bool:
    """Whether the caption's own agreement noun stands for the act: "… mit der Zielvereinbarung"."""
    return agreement.span.start == verb.start


def _who(text: str, span: Span, act: re.Match[str]) -> Span | None:
    """Where a caption names the signers, or None if the sentence is no caption."""
    seen = _SEEN.search(text, act.end(), span.end)
    if seen is not None:
        return Span(*seen.span("who"))
    colon = _COLON.match(text, act.end(), span.end)
    if act["lead"].strip().lower().startswith("bei") and colon is not None:
        return Span(colon.end(), span.end)
    if _FINITE.search(text, span.start, span.end):
        return None
    with_ = _WITH.match(text, act.end(), span.end)
    if with_ is not None:
        return Span(with_.end(), span.end)
    if act["lead"].strip().lower().startswith(("bei", "nach")):
        if act["lead"].strip().lower().startswith("nach") and _MIXED.search(text, span.start, act.start()):
            return None  # who stands together after the act need not have signed
        before, after = Span(span.start, act.start()), Span(act.end(), span.end)
        return before if text[before.start : before.end].strip() and before.end - before.start > 8 else after
    return None
