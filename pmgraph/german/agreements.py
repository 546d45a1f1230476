"""Nouns for agreements, their kinds, and the words that tell an earlier one from the new one."""

from __future__ import annotations

import re
from functools import lru_cache

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
    r"|erklärung(?:en)?|urkunden?|charta|deklaration(?:en)?|übereinkommens?|übereinkunft|vertragswerks?"
)
_NO_AGREEMENT = re.compile(
    r"(?:regierungs|steuer|kriegs|unabhängigkeits|rücktritts|austritts|beitritts|presse|bürgschafts|bewilligungs|ratifikations|ratifizierungs|geburts|heirats|trau|tauf|schenkungs|sterbe|ehren|ernennungs|promotions|ordens|spiel|arbeits|dienst|anstellungs|trainer|profi|honorar|miet|kauf|"
    r"versicherungs|mobilfunk|lehr|ausbildungs|ehe|erb|stations|gesellschafter)(?:erklärung|urkunde|vertrag)(?:en|s|es|n)?|.*(?:kom|im)pakt",
    re.IGNORECASE,
)
_NOUN = re.compile(rf"(?:[\wäöüß]+-)*[\wäöüß]*?(?:{_NOUNS})", re.IGNORECASE)
WEAK = re.compile(
    r"(?:erklärung|urkunde|charta|deklaration|partnerschaft|patenschaft|konvention|allianz|bündnis|kontrakt|kodex)(?:en|n)?$",
    re.IGNORECASE,
)
UNUSUAL = re.compile(
    r"[\wäöüß-]*(?:partnerschaft|patenschaft|konvention|allianz|bündnis|kontrakt|kodex)", re.IGNORECASE
)
"""Nouns that name an agreement only as the object of a verb of signing, where the release has no other noun for it."""

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

OLD_ONE = (
    r"(?:die|den|das|ein|eine|einen)\s+(?:[a-zäöüß]+e[nrsm]?\s+){0,3}(?:[A-ZÄÖÜ][\wäöüß-]*)?"
    r"(?:[Vv]ereinbarung|[Vv]ertrag|[Aa]bkommen|[Pp]akt|[Mm]emorandum|[Üü]bereinkunft)"
)
"""An agreement as the object of a verb, as a pattern: "die alte Rahmenvereinbarung"."""

RENEWAL = re.compile(
    r"\b(?:erneuer(?:n|t|te|ten)|verlänger(?:n|t|te|ten)|fort(?:geschrieben|gesetzt|geführt)|neu\s+aufgelegt|Neuauflage"
    r"|Verlängerung|Erneuerung|Fortschreibung|Fortsetzung|tritt\s+an\s+die\s+Stelle"
    rf"|(?:ersetzt|ersetzte|löst|löste)\s+(?:damit\s+)?{OLD_ONE})\b"
)
"""Words that say that an agreement continues an earlier one."""

VOLUNTARY = re.compile(
    r"\bfreiwillige[nrsm]?\s+(?:Übereinkommens?|Übereinkunft|Vereinbarung|Vertrags?|Selbstverpflichtung)\b"
)
"""An agreement called voluntary."""

_ENDINGS = (("verträgen", "verträge"), ("deklarationen", "deklaration"), ("vertrages", "vertrag"), ("vertrags", "vertrag"),
            ("abkommens", "abkommen"), ("übereinkommens", "übereinkommen"), ("paktes", "pakt"), ("pakts", "pakt"),
            ("pakten", "pakt"), ("pakte", "pakt"), ("memorandums", "memorandum"), ("memoranden", "memorandum"))  # fmt: skip


def nominative(noun: str) -> str:
    """The noun in the nominative, number and compound kept: "Theaterverträgen" is "Theaterverträge"."""
    lower = noun.lower()
    for inflected, base in _ENDINGS:
        if lower.endswith(inflected):
            return noun[: len(noun) - len(inflected)] + (base.capitalize() if len(inflected) == len(noun) else base)
    return noun


def kind_of(noun: str) -> str:
    """The kind of the JSON record that a head noun stands for."""
    if FOREIGN.fullmatch(noun):
        return "Memorandum" if noun.startswith("Memorandum") else "Absichtserklärung"
    lower = singular(noun).lower()
    fitting = [kind for kind in KINDS if lower.endswith(kind.lower())]
    return max(fitting, key=len, default="other")


def short_form(noun: str) -> str:
    """The noun in lower case as other mentions may shorten it: a "Memorandum of Understanding" is a "Memorandum"."""
    return "memorandum" if noun == "Memorandum of Understanding" else singular(noun).lower()


def names_matter(noun: str) -> bool:
    """Whether a noun for an agreement says what it is about: "Tarifvertrag" does, "Kooperationsvertrag" does not."""
    lower = singular(noun).lower().replace("-", "")
    for head in ("vereinbarung", "vertrag", "abkommen", "pakt", "erklärung", "urkunde"):
        if lower.endswith(head):
            first = lower.removesuffix(head)
            return len(first) > 2 and first not in _KNOWN_FIRST
    return False


def is_plural(noun: str) -> bool:
    """Whether the noun names several agreements at once."""
    return noun.lower().endswith(
        ("verträge", "verträgen", "vereinbarungen", "erklärungen", "urkunden", "memoranden", "pakte", "pakten")
    )


def singular(noun: str) -> str:
    """The noun in the nominative singular: "Theaterverträge" is "Theatervertrag"."""
    base = nominative(noun)
    lower = base.lower()
    for several, one in (("vereinbarungen", "vereinbarung"), ("erklärungen", "erklärung"), ("urkunden", "urkunde")):
        if lower.endswith(several):
            return base[: len(base) - len(several)] + (one.capitalize() if len(several) == len(base) else one)
    if lower.endswith("verträge"):
        return base[:-8] + ("Vertrag" if len(base) == 8 else "vertrag")
    return base


def is_weak(noun: str) -> bool:
    """Whether the noun names an agreement only where it was signed: a declaration, a deed, a charter."""
    return WEAK.search(noun) is not None and not noun.lower().endswith("absichtserklärung")


@lru_cache(maxsize=1 << 14)
def is_agreement(word: str) -> bool:
    """Whether a capitalised word names an agreement between bodies, and not a lease, a certificate or a tax return."""
    return word[0].isupper() and _NOUN.fullmatch(word) is not None and _NO_AGREEMENT.fullmatch(word) is None


@lru_cache(maxsize=1 << 15)
def is_private(word: str) -> bool:
    """Whether a capitalised word names a paper that is signed and no agreement between bodies, such as a lease."""
    return word[0].isupper() and _NO_AGREEMENT.fullmatch(word) is not None and _NOUN.fullmatch(word) is not None


def is_bare(noun: str) -> bool:
    """Whether the noun says nothing about the agreement: "Vertrag", "Vereinbarung"."""
    return noun.lower() in _BARE


_BARE = frozenset(
    [
        "vereinbarung", "vereinbarungen", "vertrag", "verträge", "abkommen", "pakt", "urkunde", "erklärung",
        "memorandum", "übereinkommen", "vertragswerk",
    ]
)  # fmt: skip


_KNOWN_FIRST = frozenset(
    [
        "kooperations", "rahmen", "verwaltungs", "ziel", "zweck", "partnerschafts", "staats", "absichts",
        "leistungs", "förder",
    ]
)  # fmt: skip


@lru_cache(maxsize=1 << 12)
def corrected(noun: str) -> str:
    """The noun without an obvious slip: one letter missing from, added to or wrong in a well-known first part."""
    lower = noun.lower()
    for head in ("vereinbarung", "vertrag"):
        first = lower[: -len(head)]
        if lower.endswith(head) and len(first) > 5 and first not in _KNOWN_FIRST:
            known = next((k for k in _KNOWN_FIRST if len(k) > 6 and _one_slip(first, k)), None)
            if known is not None:
                return known.capitalize() + head
    return noun


def _one_slip(a: str, b: str) -> bool:
    if abs(len(a) - len(b)) > 1 or a[0] != b[0]:
        return False
    at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return a[at + 1 :] == b[at + 1 :] or a[at:] == b[at + 1 :] or a[at + 1 :] == b[at:]


def gender(noun: str) -> str:
    """The grammatical gender of a noun for an agreement: `f`, `m` or `n`."""
    lower = singular(noun).lower()
    if lower.endswith(("ung", "urkunde", "charta", "deklaration", "kunft")):
        return "f"
    return "n" if lower.endswith(("abkommen", "memorandum", "übereinkommen", "werk", "understanding")) else "m"
