"""Tells where a verb of signing reports no signing: it is denied, unreal, refused, or only asked about."""

from __future__ import annotations

import re

from pmgraph.model import Span

# "nicht nur A, sondern auch B" and "nicht zuletzt" deny nothing, "der nicht unumstrittene Vertrag" denies an adjective.
_NOT = re.compile(
    r"\b(?:nicht(?!\s+(?:nur|zuletzt|allein|ohne|minder|weniger)\b)(?!\s+[a-zäöüß]+e[nrsm]?\s+[A-ZÄÖÜ])|nie|niemals|keinesfalls|keineswegs)\b"
)
_NEITHER = re.compile(r"\b[Ww]eder\b[^;:]*\bnoch\b")
_NO_AGREEMENT = re.compile(r"\bkein(?:e[nrsm]?)?\s+(?:[a-zäöüß]+e[nrsm]?\s+){0,2}$")
_UNREAL = re.compile(r"\b[Hh]ätten?\b|\b[Ww]ären?\b")
_INFINITIVE = re.compile(r"\b(?:zu\s+)?(?:unterzeichnen|unterschreiben)$")
_REFUSED = re.compile(
    r"\b(?:weiger(?:t|te|ten|n)|geweigert|verweiger(?:t|te|ten|n)|lehn(?:t|te|ten|en)\b[^;:]*\bab\b|abgelehnt|verzichte[nt]?\w*"
    r"|unterlass\w*|unterließ(?:en)?|verhinder\w+|untersag\w+|verbot(?:en)?)\b"
)
# "Würde A unterzeichnen, …" and "Unterschriebe A, …": a condition that opens its sentence with the verb.
_IF = re.compile(
    r"\s*[„\"]?(?:Würden?|Hätten?|Wären?|Sollten?|Könnten?|Unterzeichneten?\s+(?=[^.]*\bwürden?\b))\b[^.;]*?,\s+(?:so\s+|dann\s+)?[a-zäöüß]+"
)
# "A wird vorgeworfen, die Vereinbarung unterzeichnet zu haben": what somebody is said to have done is no report of it.
_SAID_TO_HAVE = re.compile(r"\b(?:unterzeichnet|unterschrieben|geschlossen|gezeichnet)\s+zu\s+haben\b")
_CLAIMED = re.compile(
    r"\b(?:vorgeworfen|vorzuwerfen|beschuldigt\w*|bestreite\w*|bestritt(?:en)?|bestritten|behaupte\w*|verdächtig\w*|angeblich\w*|leugne\w*|dementier\w*)\b"
    r"|\b(?:wirft|werfen|warf|warfen)\b[^;:]*\bvor\b"
)
# Somebody wishes, asks or is asked that it be signed.
_WISHED = re.compile(
    r"\b(?:forder(?:n|t|te|ten)|aufgefordert|gefordert|appellier(?:t|en|te|ten)|verlang(?:t|en|te|ten)|dräng(?:t|en|te|ten)|b[ai]t(?:tet|ten|te|en)?|gebeten"
    r"|rat(?:en|et)|riet(?:en)?|rät|empf(?:iehlt|ehlen|ahl|ahlen)|hoff(?:t|en|te|ten)|warn(?:t|en|te|ten))\b"
)
_WITHOUT = re.compile(r"\b(?:[Oo]hne|[Aa]nstatt|[Ss]tatt)\b[^;:]*\b(?:zu\s+)?(?:unterzeichnen|unterschreiben)$")
_THAT = re.compile(r",\s+(?:dass|daß)\s[^;:]*$")
_WHETHER = re.compile(r"\b[Oo]b\s+[^,;:]*$")


def is_denied(text: str, sentence: Span, clause: Span, verb: Span, agreement: Span | None) -> bool:
    """Whether the clause says that nothing was signed, or does not say that something was.

    `agreement` is the noun that is the verb's object, if the clause names one.
    """
    if _NOT.search(text, clause.start, clause.end) or _NEITHER.search(text, clause.start, clause.end):
        return True
    if agreement is not None and _NO_AGREEMENT.search(text, clause.start, agreement.start):
        return True
    if _UNREAL.search(text, clause.start, clause.end):
        return True
    if _WHETHER.search(text, sentence.start, verb.start):
        return True
    if _IF.match(text, sentence.start, sentence.end) or _asks(text, sentence, verb):
        return True
    if _CLAIMED.search(text, sentence.start, sentence.end) and _SAID_TO_HAVE.search(text, verb.start, sentence.end):
        return True
    if _WITHOUT.search(text, sentence.start, verb.end):
        return True
    infinitive = _INFINITIVE.search(text, sentence.start, verb.end)
    if infinitive is not None and _REFUSED.search(text, sentence.start, sentence.end) is not None:
        return True
    wish = _WISHED.search(text, sentence.start, verb.start)
    return wish is not None and (infinitive is not None or _THAT.search(text, wish.end(), verb.start) is not None)


def _asks(text: str, sentence: Span, verb: Span) -> bool:
    """Whether the verb stands in a question, and not in a statement that a damaged quotation mark follows."""
    end = text.find("?", verb.end, sentence.end)
    if end < 0 or text[verb.end : end].strip(' .!“"') not in ("", "haben", "hat"):
        return False
    return _OPENS_QUESTION.match(text, sentence.start, verb.start) is not None


_OPENS_QUESTION = re.compile(
    r"\s*[„\"?]?(?:Haben|Hat|Hatten|Hatte|Wurde|Wurden|Ist|Sind|Wer|Wann|Wo|Warum|Weshalb|Wie|Was|Welche[nrsm]?)\b"
)
