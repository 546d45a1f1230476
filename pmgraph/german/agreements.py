"""Nouns for agreements, their kinds, and the words that tell an earlier one from the new one."""

from __future__ import annotations

import re

KINDS: tuple[str, ...] = (
    "Rahmenvereinbarung", "Kooperationsvereinbarung", "Verwaltungsvereinbarung", "Zielvereinbarung", "Vereinbarung",
    "Staatsvertrag", "Vertrag", "Absichtserklärung", "Memorandum", "Abkommen", "Pakt", "other",
)  # fmt: skip
"""The kinds of the JSON record; the longest that a noun ends in is its kind, "other" where none fits."""

CONCEPT_OF_KIND: dict[str, str] = {
    "Rahmenvereinbarung": "rahmenvereinbarung",
    "Kooperationsvereinbarung": "kooperationsvereinbarung",
    "Verwaltungsvereinbarung": "verwaltungsvereinbarung",
    "Zielvereinbarung": "zielvereinbarung",
    "Vereinbarung": "vereinbarung",
    "Staatsvertrag": "staatsvertrag",
    "Vertrag": "vertrag",
    "Absichtserklärung": "absichtserklaerung",
    "Memorandum": "memorandum",
    "Abkommen": "abkommen",
    "Pakt": "pakt",
    "other": "sonstige-vereinbarung",
}
"""The concept of each kind in `ontology/concepts.ttl`."""

# Head nouns with their plural and genitive endings. Erklärung, Urkunde and the like are kinds of "other".
_NOUNS = (
    r"vereinbarung(?:en)?|vertrag(?:e?s)?|vertrags|verträgen?|abkommens?|pakt(?:e?s|en?)?|memorand(?:ums?|en)"
    r"|absichtserklärung(?:en)?|partnerschaftsurkunden?|charta|übereinkommens?|vertragswerks?"
)
NOUN = re.compile(rf"\b(?=[A-ZÄÖÜ])(?:[\wäöüß]+-)*[\wäöüßA-ZÄÖÜ]*?(?:{_NOUNS})\b(?!-)", re.IGNORECASE)
FOREIGN = re.compile(r"\b(?:Memorandum of Understanding|Letter of Intent)\b")
"""Loan names of declarations of intent."""

ANAPHOR = re.compile(r"\b(?:Dokuments?|Vertragswerks?|Papiers?|Schriftstücks?)\b")
"""Nouns that may stand for an agreement that was named before."""

EARLIER = re.compile(
    r"\b(?:erste[nrsm]?|frühere[nrsm]?|bisherige[nrsm]?|alte[nrsm]?|vorherige[nrsm]?|vorige[nrsm]?|damalige[nrsm]?"
    r"|vorangegangene[nrsm]?|ursprüngliche[nrsm]?|auslaufende[nrsm]?|vorangehende[nrsm]?)\s+$",
    re.IGNORECASE,
)
"""An adjective right before the noun that marks an agreement as the earlier one."""

RENEWAL = re.compile(
    r"\b(?:erneuer(?:n|t|te|ten)|verlänger(?:n|t|te|ten)|fort(?:geschrieben|gesetzt|geführt)|neu\s+aufgelegt|Neuauflage"
    r"|Verlängerung|Erneuerung|Fortschreibung|Fortsetzung|tritt\s+an\s+die\s+Stelle|ersetzt\s+die|löst\s+die)\b"
)
"""Words that say that an agreement continues an earlier one."""

VOLUNTARY = re.compile(
    r"\bfreiwillige[nrsm]?\s+(?:Übereinkommens?|Übereinkunft|Vereinbarung|Vertrags?|Selbstverpflichtung)\b"
)
"""An agreement called voluntary."""

_ENDINGS = (("verträgen", "vertrag"), ("verträge", "vertrag"), ("vertrages", "vertrag"), ("vertrags", "vertrag"),
            ("vereinbarungen", "vereinbarung"), ("erklärungen", "erklärung"), ("urkunden", "urkunde"),
            ("abkommens", "abkommen"), ("übereinkommens", "übereinkommen"), ("paktes", "pakt"), ("pakts", "pakt"),
            ("pakten", "pakt"), ("pakte", "pakt"), ("memorandums", "memorandum"), ("memoranden", "memorandum"))  # fmt: skip


def nominative(noun: str) -> str:
    """The noun in the nominative singular, its compound kept: "Theaterverträge" is "Theatervertrag"."""
    lower = noun.lower()
    for inflected, base in _ENDINGS:
        if lower.endswith(inflected):
            return noun[: len(noun) - len(inflected)] + (base.capitalize() if len(inflected) == len(noun) else base)
    return noun


def kind_of(noun: str) -> str:
    """The kind of the JSON record that a head noun stands for."""
    if FOREIGN.fullmatch(noun):
        return "Memorandum" if noun.startswith("Memorandum") else "Absichtserklärung"
    lower = nominative(noun).lower()
    fitting = [kind for kind in KINDS if lower.endswith(kind.lower())]
    return max(fitting, key=len, default="other")


def is_plural(noun: str) -> bool:
    """Whether the noun names several agreements at once."""
    return noun.lower().endswith(("verträge", "verträgen", "vereinbarungen", "erklärungen", "urkunden", "memoranden"))
