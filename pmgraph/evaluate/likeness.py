"""Says when two wordings mean the same body, agreement, person or role, as an annotator would let them pass.

"Landkreistag" and "Landkreistag Sachsen-Anhalt" are one name; "Sachsen" and "Sachsen-Anhalt" are two. None of these
relations is transitive: a surname alone is the same person as two people of that name, who are not each other.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from pmgraph.german.bodies import LAENDER

SHARED = 0.5
"""The share of content words that two names of one thing have in common, of all content words of both."""

_TRANSCRIBED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_ENDINGS = ("ern", "en", "er", "es", "em", "e", "n", "s")
_SHORTEST_STEM = 4
# Articles, prepositions and conjunctions, and what is left of "u.", "e. V." and "eV" without their full stops.
_FUNCTION_WORDS = frozenset(
    [
        "am", "an", "auf", "bei", "das", "dem", "den", "der", "des", "die", "e", "ein", "eine", "einer", "eines", "ev",
        "fuer", "im", "in", "mit", "sowie", "u", "ueber", "und", "v", "vom", "von", "zu", "zum", "zur", "zwischen",
    ]
)  # fmt: skip
_STATE_WORDS = frozenset(("land", "bundesland", "freistaat"))
_TITLE_WORDS = frozenset(
    [
        "c", "dipl", "doktor", "dr", "frau", "h", "habil", "hc", "herr", "herrn", "ing", "jur", "mag", "mdb", "mdl",
        "med", "nat", "phil", "pol", "prof", "professor", "professorin", "ra", "rer",
    ]
)  # fmt: skip


def folded(text: str) -> str:
    """The text in lower case with umlauts and ß transcribed and all other accents dropped."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_TRANSCRIBED))
    return "".join(c for c in plain if not unicodedata.combining(c))


def _land_pattern() -> re.Pattern[str]:
    names = sorted((folded(land).replace("-", " ") for land in LAENDER), key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(names)})s?\b")


_LAND = _land_pattern()


@dataclass(frozen=True, slots=True)
class Words:
    """What a name is compared by: the stems of its content words, and the Länder that it names."""

    content: frozenset[str]
    laender: frozenset[str]


@lru_cache(maxsize=20_000)
def words_of(name: str) -> Words:
    """The words of a name. "Land" and its like count only in a name that has no other word and no Land."""
    spaced = " ".join(re.findall("[a-z0-9]+", folded(name)))
    laender = frozenset(m[1] for m in _LAND.finditer(spaced))
    stems = {_stem(word) for word in _LAND.sub(" ", spaced).split() if word not in _FUNCTION_WORDS}
    telling = stems - _STATE_WORDS
    if not telling and not laender:
        telling = stems
    return Words(frozenset(telling), laender)


def _stem(word: str) -> str:
    """The word without its ending of inflection, where a stem of four letters stays."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def shared_words(one: str, other: str) -> float:
    """The content words that two names share, of all that they have: 0 to 1."""
    a, b = words_of(one).content, words_of(other).content
    return len(a & b) / len(a | b) if a or b else 0.0


def same_name(one: str, other: str) -> bool:
    """Whether two names mean one body or agreement: enough words are shared, and no Land contradicts.

    A name that consists of Länder alone is the same as one of the same Länder alone.
    """
    a, b = words_of(one), words_of(other)
    if a.content and b.content:
        agree = not a.laender or not b.laender or not a.laender.isdisjoint(b.laender)
        return agree and shared_words(one, other) >= SHARED
    return not a.content and not b.content and bool(a.laender) and a.laender == b.laender


@lru_cache(maxsize=20_000)
def _person_words(name: str) -> tuple[str, ...]:
    return tuple(w for w in re.findall("[a-z]+(?:-[a-z]+)*", folded(name)) if w not in _TITLE_WORDS)


def same_person(one: str, other: str) -> bool:
    """Whether two names may be one person's: the last names agree, and the first names where both have one."""
    a, b = _person_words(one), _person_words(other)
    if not a or not b or a[-1] != b[-1]:
        return False
    return min(len(a), len(b)) == 1 or a[0] == b[0]


def same_role(one: str | None, other: str | None) -> bool:
    """Whether two roles share a content word, or one stands in the other; two that are not given are the same."""
    if not one or not other:
        return not one and not other
    a, b = folded(one), folded(other)
    return a in b or b in a or shared_words(one, other) > 0


def number_in(number: str | None) -> str | None:
    """The first run of digits without leading zeros, so that "068/04" and "68" are one number."""
    found = re.search(r"\d+", number or "")
    return str(int(found[0])) if found is not None else None
