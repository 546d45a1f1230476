"""Knows where an umlaut was lost or transcribed: "Praesident", "Gesch?ftsf?hrer", and letters in two code points."""

from __future__ import annotations

import re

from pmgraph.german.names import FIRST_NAMES

# What stands around each umlaut of the words that releases of this genre are read by: (before, umlaut, behind).
_CONTEXTS = (
    ("pr", "ä", "sident"), ("pr", "ä", "s"), ("gesch", "ä", "ft"), ("sekret", "ä", "r"), ("landr", "ä", "t"), ("versit", "ä", "t"),
    ("st", "ä", "dt"), ("verb", "ä", "nd"), ("vertr", "ä", "g"), ("kr", "ä", "ft"), ("l", "ä", "nder"), ("m", "ä", "rz"), ("beigeordn", "ä", "t"),
    ("erkl", "ä", "r"), ("vorst", "ä", "nd"), ("anw", "ä", "lt"), ("", "ä", "mter"), ("s", "ä", "mter"), ("d", "ä", "mter"), ("r", "ä", "te"), ("tr", "ä", "ger"), ("milit", "ä", "r"),
    ("f", "ü", "r"), ("f", "ü", "hr"), ("b", "ü", "rger"), ("b", "ü", "ndnis"), ("", "ü", "ber"), ("th", "ü", "ring"), ("m", "ü", "ndung"),
    ("w", "ü", "rttemberg"), ("unterst", "ü", "tz"), ("k", "ü", "nftig"), ("gegenüb", "ü", "r"), ("k", "ü", "rzlich"), ("gr", "ü", "nd"), ("sch", "ü", "l"),
    ("", "ö", "ffentlich"), ("k", "ö", "nn"), ("h", "ö", "h"), ("f", "ö", "rder"), ("beh", "ö", "rd"), ("geh", "ö", "r"), ("m", "ö", "cht"),
    ("ver", "ö", "ffentlich"), ("s", "ä", "chsisch"), ("spr", "ä", "ch"), ("fakult", "ä", "t"), ("r", "ü", "ck"), ("fr", "ü", "h"), ("gr", "ü", "ne"),
    ("j", "ä", "hr"), ("st", "ä", "rk"), ("n", "ä", "chst"), ("zus", "ä", "tz"), ("w", "ü", "rd"), ("geb", "ä", "ud"), ("sch", "ü", "tz"),
)  # fmt: skip
_AROUND: dict[str, tuple[tuple[str, str], ...]] = {
    umlaut: tuple((before, behind) for before, u, behind in _CONTEXTS if u == umlaut) for umlaut in "äöü"
}
TRANSCRIBED = (
    "fuer", "Fuer", "ueber", "aesid", "aeft", "ekretaer", "uerger", "taedt", "ertraeg", "erstaend",
    "aemter", "ehoerd", "oeffentlich", "aender", "Maerz", "hueringen", "uerttemberg", "andraet", "aechsisch", "rueck", "foerder",
)  # fmt: skip
"""What a text holds whose umlauts were transcribed throughout."""
_FORMS = {"ae": "ä", "oe": "ö", "ue": "ü"}
_NAMES: frozenset[str] = frozenset(name for name in FIRST_NAMES if re.search("[äöüÄÖÜ]", name))
_LETTERS = re.compile(r"[A-Za-zäöüÄÖÜß]+")
PAIRS = re.compile("[AOUaou]e")
"""Where an umlaut may be hidden in a text whose umlauts were transcribed."""
COMBINED = re.compile("[aouAOU]\u0308")
"""A letter and its dots as two code points."""
LOST = re.compile("[?¿\ufffd](?:(?<=[A-Za-zäöüß].)(?=[a-zäöüß])|(?<=\\b.)(?=ber|ffentlich))")
"""Where an umlaut may be hidden: a mark inside a word, or before what only an umlaut can begin."""


def umlaut_for(match: re.Match[str]) -> str:
    """The umlaut that a match of one of these patterns stands for, or the match itself where nothing tells."""
    printed = match.group()
    if len(printed) == 2 and printed[1] == "\u0308":
        return {"a": "ä", "o": "ö", "u": "ü", "A": "Ä", "O": "Ö", "U": "Ü"}[printed[0]]
    text = match.string
    before = text[max(0, match.start() - 12) : match.start()].lower()
    behind = text[match.end() : match.end() + 12].lower()
    options = (_FORMS[printed.lower()],) if len(printed) == 2 else ("ä", "ü", "ö")
    for umlaut in options:
        for left, right in _AROUND[umlaut]:
            if before.endswith(left) and behind.startswith(right) and (left or not before[-1:].isalpha()):
                return umlaut.upper() if printed[0].isupper() else umlaut
    return _in_name(match) if len(printed) == 2 else printed


def _in_name(match: re.Match[str]) -> str:
    """The umlaut of a first name ("Ruediger"), or the letters themselves."""
    printed, text = match.group(), match.string
    start = match.start()
    while start > 0 and text[start - 1].isalpha() and match.start() - start < 12:
        start -= 1
    word = _LETTERS.match(text, start)
    if word is None or word.group() in FIRST_NAMES:
        return printed
    umlaut = _FORMS[printed.lower()]
    umlaut = umlaut.upper() if printed[0].isupper() else umlaut
    return umlaut if word.group().replace(printed, umlaut, 1) in _NAMES else printed
