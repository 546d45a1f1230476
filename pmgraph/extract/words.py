"""Says in one pass what kinds of words a sentence holds, so that no rule looks where it cannot find anything."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from pmgraph.german.agreements import is_agreement
from pmgraph.german.bodies import AID_WORDS, body_word
from pmgraph.german.names import is_first_name
from pmgraph.german.offices import office_word
from pmgraph.model import Span

_CAPITALISED = re.compile(r"[A-ZÄÖÜÉŁŠŽ][\w-]*")
_TITLES = frozenset(
    [
        "Dr", "Prof", "Professor", "Professorin", "Professors", "Doktor", "Dipl", "PD", "Priv", "Mag", "Herr",
        "Herrn", "Frau",
    ]
)  # fmt: skip
_LEGAL = frozenset(
    [
        "V", "K", "GmbH", "UG", "AG", "SE", "AöR", "KdöR", "KG", "KGaA", "OHG", "VVaG", "PartG", "GbR", "CDU", "CSU", "SPD", "FDP", "AfD", "BSW", "Bündnis",
        "BÜNDNIS", "Linke", "LINKE", "GEW", "DGB", "GdP", "EVG", "NGG", "IG",
    ]
)  # fmt: skip
_LAND = frozenset(
    ["Land", "Landes", "Lande", "Freistaat", "Freistaates", "Freistaats", "Freistaate", "Bundesland", "Bundeslandes"]
)


class Word:
    """What a capitalised word may be, as bits: plain numbers, because they are asked for in every sentence."""

    OFFICE = 1
    BODY = 2
    AGREEMENT = 4
    NAME = 8
    LAND = 16
    LISTED = 32
    """Part of a name of a closed class, a legal form, or a district by its ending."""


ANY = 255
"""Every kind: for passages whose words have not been looked at."""


@lru_cache(maxsize=1 << 14)
def kind_of(word: str) -> int:
    """The kinds of one word, as bits of `Word`."""
    word = word.rstrip("-")
    kinds = 0
    if office_word(word) is not None:
        kinds |= Word.OFFICE
    if body_word(word) is not None:
        kinds |= Word.BODY
    if word in _LAND:
        kinds |= Word.LAND
    if (
        word in _LEGAL
        or word in AID_WORDS
        or word.endswith(("GmbH", "-AG", "-KG", "-Kreis", "-Kreises", "landkreis", "landkreises"))
    ):
        kinds |= Word.LISTED
    if is_agreement(word) or word in ("Memorandum", "Letter"):
        kinds |= Word.AGREEMENT
    if is_first_name(word) or word in _TITLES:
        kinds |= Word.NAME
    return kinds


def holds(text: str, span: Span, words: Iterable[str]) -> bool:
    """Whether one of the words, or pieces of words, stands in a passage.

    A plain search for each takes a tenth of what a pattern of alternatives takes, so that this is asked before one.
    """
    start, end = span.start, span.end
    for word in words:  # noqa: SIM110 - a generator would take as long as the search
        if text.find(word, start, end) >= 0:
            return True
    return False


def kinds_in(text: str, span: Span) -> int:
    """The kinds of all capitalised words of a passage, together."""
    kinds = 0
    for word in _CAPITALISED.findall(text, span.start, span.end):
        kinds |= kind_of(word)
    return kinds
