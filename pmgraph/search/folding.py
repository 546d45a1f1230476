"""Brings German words to one writing, so that Müller, Mueller, MÜLLER and Muller meet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator

_TRANSCRIBED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe"})
# Letters in two code points ("u" and a combining diaeresis) are one word too.
_WORD = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")


def words(text: str) -> list[str]:
    """The words of a text or a query in lower case, umlauts transcribed, other accents dropped."""
    return [fold(word) for word in _WORD.findall(unicodedata.normalize("NFC", text))]


def as_name(name: str) -> str:
    """A name as names are compared: its folded words with one space between them."""
    return " ".join(words(name))


def fold(word: str) -> str:
    """One word in lower case, with `ä` as `ae` and other accents dropped."""
    return _plain(word.lower().translate(_TRANSCRIBED))


def writings(text: str) -> str:
    """The words of a text as an index holds them: transcribed, and beside it with the bare vowel where that differs.

    People type "Muller" where their keyboard has no umlaut, and "Mueller" where they know better.
    """
    found: list[str] = []
    for word in _WORD.findall(unicodedata.normalize("NFC", text)):
        transcribed, bare = fold(word), _plain(word.lower().replace("ß", "ss"))
        found.append(transcribed)
        if bare != transcribed:
            found.append(bare)
    return " ".join(found)


def occurrences(text: str, terms: Collection[str]) -> Iterator[tuple[int, int]]:
    """The half-open ranges of the words of a text that one of the folded terms stands for, however they are written."""
    wanted = frozenset(terms)
    for found in _WORD.finditer(text):
        if not wanted.isdisjoint(writings(found[0]).split()):
            yield found.span()


def _plain(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
