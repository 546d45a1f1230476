"""Finds the clause around a verb, as far as words and commas tell: enough to keep signers and bystanders apart."""

from __future__ import annotations

import re

from pmgraph.german.offices import office_word
from pmgraph.model import Span

_SUBORDINATE = re.compile(
    r",\s+(?:wo|weil|dass|daß|nachdem|bevor|während|womit|wodurch|wobei|wozu|obwohl|indem|damit|sodass|wie|so\s+dass|da|als|(?:in|mit|bei|unter|auf|zu|an|durch)\s+(?:der|dem|denen|das|die|den|welche[rnsm]?))\s"
)
_RELATIVE = re.compile(
    r",\s+(?:der|die|das|den|dem|deren|dessen|denen|welche[rnsm]?)\s+(?P<next>[a-zäöüß]+\s+)?(?P<noun>[\wäöüßÄÖÜ-]+)"
)
EMBEDDED = re.compile(
    r",\s+(?:den|dem|das|die|der)\s+(?:der|die|das|den|sie|er|es|wir|man|im|am|in|auf|bereits|schon|beide|heute|gestern|vor|zuvor|kürzlich|jetzt)\b"
)
_SPEECH = re.compile(
    r"(?:[“\"]\s*,?\s*|,\s+)(?:so|sagte|sagt|erklärte|betonte|meinte|hob|lobte|begrüßte|würdigte|dankte|teilte|freute)\b"
    r"|\b(?:sagte|erklärte|betonte|teilte|lobte|begrüßte|würdigte|dankte|gratulierte|forderten?|verlangten?|appellierten?|drängten?)\b"
)
_STOP = re.compile(r";|:\s|\s[–-]\s|[“\"],\s")
# From here to the next finite verb, persons are present, represented or thanked, but do not sign.
_BYSTANDERS = re.compile(
    r"\b(?:[Ii]m\s+Beisein|[Ii]n\s+Anwesenheit|[Ii]n\s+Gegenwart|[Bb]egleitet\s+von|[Dd]ahinter|[Hh]inten|[Dd]aneben|[Ii]m\s+Hintergrund|[Mm]it\s+dabei|[Dd]abei\s+war(?:en)?"
    r"|[Aa]uf\s+Einladung|[Uu]nter\s+(?:der\s+)?(?:Schirmherrschaft|Leitung|Vermittlung|Moderation|Vorsitz)|[Ii]m\s+Auftrag|[Zz]u\s+Gast\s+bei"
    r"|[Ll]aut|[Nn]ach\s+(?:den\s+)?(?:Angaben|Auskunft|Aussagen?|Worten)\s+(?:von|des|der)|[Aa]nders\s+als|[Ii]m\s+Gegensatz\s+zu"
    r"|[Oo]hne\s+(?=(?:Herrn?|Frau|[A-ZÄÖÜ][a-zäöüß]+(?:in|er|at|or|är)\s+[A-ZÄÖÜ]))|vor\s+den\s+Augen|[Vv]or\s+zahlreichen|[Ff]oto:|[Aa]nlässlich|[Ii]nitiiert\s+von|[Dd]ank(?=\s+[A-ZÄÖÜdes])|[Mm]it\s+(?:Zustimmung|Unterstützung|Hilfe|Billigung)|[Aa]uf\s+(?:Initiative|Anregung|Vorschlag|Wunsch|Betreiben|Bitte)|[Nn]ach\s+Vermittlung|[Vv]orbereitet\s+von|[Mm]oderiert\s+von)\b|[Ff]oto:"
)
_DEPUTY = re.compile(
    r"\b(?:[Ii]n\s+Vertretung|[Ss]tellvertretend|[Aa]nstelle|[Aa]n\s+Stelle|i\.\s?V\.)\s+(?:für|von|des|der)\b"
)
_FINITE = re.compile(
    r"\b(?:haben|hat|hatten|hatte|wurde|wurden|ist|sind|unterzeichneten?|unterschrieb(?:en)?|setzten?|besiegelten?|unterzeichnen|unterschreiben|schlossen)\b"
)


_CLAUSE_END = re.compile(
    r"\s*(?:hat|haben|hatte|hatten|wurde|wurden|worden|ist|sind|werden|wird|soll|sollen)?\s*(?:hat|haben|ist|sind|war|soll|sollen|kann|muss|wird)?\s*(?:[.,;:!?“\"]|$)"
)
_LIST_END = re.compile(r"[,;)]|\sund\s")


def clause_of(text: str, sentence: Span, verb: Span) -> Span:
    """The part of the sentence that belongs to `verb`: cut at semicolons, colons, dashes and subordinate clauses."""
    start, end = sentence.start, sentence.end
    for stop in _STOP.finditer(text, sentence.start, sentence.end):
        if stop.end() <= verb.start and not _inserted(text, sentence, stop, verb):
            start = max(start, stop.end())
        elif stop.start() >= verb.end:
            end = min(end, stop.start())
            break
    for sub in _SUBORDINATE.finditer(text, start, end):
        if sub.end() <= verb.start and ends_clause(text, verb, end):
            start = sub.start() + 1
        elif sub.start() >= verb.end:
            end = min(end, sub.start())
            break
    embeds = False
    for embedded in EMBEDDED.finditer(text, start, verb.start):
        if ends_clause(text, verb, end):
            start, embeds = embedded.start() + 1, True
    comma = _COMMA.match(text, verb.end, end)
    if comma is not None and (embeds or _OPENS_SUBORDINATE.match(text, start, verb.start)):
        return Span(start, comma.start("comma"))
    for relative in _RELATIVE.finditer(text, verb.end, end):
        if office_word(relative["noun"]) is None and (relative["next"] or relative["noun"][0].islower()):
            end = min(end, relative.start())
            break
    return Span(start, max(end, verb.end))


# What stands behind a subordinate clause is another clause: "Nachdem A den Vertrag unterzeichnet hatte, sprach B."
_COMMA = re.compile(
    r"(?:\s+(?:hat|haben|hatte|hatten|wurde|wurden|worden|ist|sind|war|waren|werden|wird|soll|sollen)){0,3}\s*(?P<comma>,)"
)
_OPENS_SUBORDINATE = re.compile(
    r"\s*(?:[Nn]achdem|[Aa]ls|[Ww]eil|[Dd]a|[Oo]bwohl|[Ii]ndem|[Ww]ährend|[Dd]ass|[Dd]aß|[Ww]o)\s"
)


def _inserted(text: str, sentence: Span, stop: re.Match[str], verb: Span) -> bool:
    """Whether a dash opens or closes a parenthesis rather than a new clause: there are two of them before the verb."""
    if stop.group().strip() not in ("–", "-"):
        return False
    dashes = [m for m in _STOP.finditer(text, sentence.start, verb.start) if m.group().strip() in ("–", "-")]
    return len(dashes) > 1


def ends_clause(text: str, verb: Span, end: int) -> bool:
    """Whether the verb stands last, as in subordinate clauses: "…, wo der Verband die Vereinbarung unterzeichnete"."""
    return _CLAUSE_END.match(text[verb.end : min(end, verb.end + 40)]) is not None


def opens_speech(text: str, start: int, end: int) -> bool:
    """Whether a verb of saying stands between two places, so that they belong to different clauses."""
    return _SPEECH.search(text, min(start, end), max(start, end)) is not None


def bystanders(text: str, clause: Span) -> list[Span]:
    """The parts of a clause in which persons are named who do not sign."""
    found = []
    for match in _BYSTANDERS.finditer(text, clause.start, clause.end):
        finite = _FINITE.search(text, match.end(), clause.end)
        found.append(Span(match.start(), finite.start() if finite is not None else clause.end))
    for match in _DEPUTY.finditer(text, clause.start, clause.end):
        stop = _LIST_END.search(text, match.end(), clause.end)
        finite = _FINITE.search(text, match.end(), clause.end)
        ends = [m.start() for m in (stop, finite) if m is not None]
        found.append(Span(match.start(), min(ends, default=clause.end)))
    return found
