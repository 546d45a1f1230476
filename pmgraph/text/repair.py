"""Makes a repaired copy of a damaged text, with a map that leads every offset back to the stored one.

Each mending is a substitution of a compiled pattern; its pieces carry their origin along, so that composing them is
enough and no text is compared afterwards. The passes are repeated until nothing changes, which makes repairing a
repaired text change nothing.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Sequence

from pmgraph.reading import OffsetMap, Repaired
from pmgraph.text.umlauts import COMBINED, LOST, PAIRS, TRANSCRIBED, umlaut_for

_MARKS = "?¿"
_SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"
_ROUNDS = 6
_MOJIBAKE = {
    "Ã¤": "ä", "Ã¶": "ö", "Ã¼": "ü", "ÃŸ": "ß", "Ã„": "Ä", "Ã–": "Ö", "Ãœ": "Ü", "â€ž": "„", "â€œ": "“", "â€“": "–", "â€™": "’",
}  # fmt: skip
_SPEECH = r"(?:sagte?|so|erklärte?|betonte?|meinte?|fügte|ergänzte?|hob|lobte|freute?|unterstrich|äußerte|teilte|hieß|heißt)\b"

Step = tuple[str, Sequence[str], re.Pattern[str], "str | Callable[[re.Match[str]], str]"]
"""What is mended, the signs without which there is nothing to mend, the pattern, and what takes its place."""

_MARK = f"[{_MARKS}]"
_BULLETS = re.compile(r"(?:¿(?:(?<=^.)|(?<=:.))| (?:(?<=^.)|(?<=:.))¿)(?= )", re.M)
# Order matters: dashes stand between spaces, an opening mark before a word, a closing one behind it; what is left after
# these is a real question mark. Each pattern starts with the mark and looks at what stands before it afterwards, because
# marks are rare: the engine then skips to them, several times faster than trying what is before them everywhere.
_STEPS: tuple[Step, ...] = (
    ("mojibake", "Ãâ", re.compile("|".join(map(re.escape, _MOJIBAKE))), lambda m: _MOJIBAKE[m.group()]),
    ("umlauts", "\u0308", COMBINED, umlaut_for),
    ("umlauts", "?¿\ufffd", LOST, umlaut_for),
    ("umlauts", TRANSCRIBED, PAIRS, umlaut_for),
    ("carriage returns", "\r", re.compile("\r\n?"), "\n"),
    ("soft hyphens", "\u00ad\u200b\ufeff", re.compile("[\u00ad\u200b\ufeff]"), ""),
    ("spaces", _SPACES, re.compile(f"[{_SPACES}]"), " "),
    ("dashes", _MARKS, re.compile(rf"{_MARK}(?<=[\w,;:)“] .)(?= [\wÄÖÜäöü„])"), "–"),
    ("dashes", ("--",), re.compile(r"--(?<=\s..)(?=\s|$)"), "–"),
    ("bullets", "¿", _BULLETS, lambda m: m.group().replace("¿", "•")),
    ("glued quotation marks", _MARKS, re.compile(rf"{_MARK}(?<=[a-zäöüß][.!].)(?=[A-ZÄÖÜ])"), " „"),
    ("quotation marks", _MARKS, re.compile(rf"{_MARK}(?:(?<=^.)|(?<=[\s(:–„].))(?=[\wÄÖÜäöü])", re.M), "„"),
    ("quotation marks", _MARKS, re.compile(rf"{_MARK}(?<=[.!…].)(?=\s|$)"), "“"),
    ("quotation marks", _MARKS, re.compile(rf"{_MARK}(?<=[\wäöüß)].)(?=,\s*{_SPEECH})"), "“"),
    ("quotation marks", _MARKS, re.compile(rf"{_MARK}(?<=\w\?.)(?=[\s,.]|$)"), "“"),
    ("quotation marks", "¿", re.compile(r"¿(?<=[\wäöüß)].)(?=[\s.,;:)]|$)"), "“"),
)
# A "?" behind a word closes a quotation that is open and has no question of its own, or asks.
_BALANCE = re.compile(rf"[„“{_MARKS}](?:(?<=[„“])|(?<=[\wäöüß)].)(?=[\s,;:)]|$))")
_RUNS = re.compile(r"  +")


def repair(text: str) -> Repaired:
    """A copy of `text` without its damage. `repair(repair(t).text).text == repair(t).text` for every text."""
    current, origin = text, OffsetMap.identity(len(text))
    counts: dict[str, int] = {}
    for _ in range(_ROUNDS):
        before = current
        for kind, signs, pattern, new in _STEPS:
            for sign in signs:
                if sign in current:
                    break
            else:
                continue
            current, origin, n = _substitute(current, origin, pattern, new)
            counts[kind] = counts.get(kind, 0) + n
        if any(mark in current for mark in _MARKS):
            current, origin, n = _substitute(current, origin, _BALANCE, _balancer())
            counts["quotation marks"] = counts.get("quotation marks", 0) + n
        if "  " in current:
            current, origin, n = _substitute(current, origin, _RUNS, " ")
            counts["spaces"] = counts.get("spaces", 0) + n
        if current == before:
            break
    return Repaired(current, origin, tuple(sorted((k, n) for k, n in counts.items() if n)))


def _balancer() -> Callable[[re.Match[str]], str]:
    """Closes an open quotation at the next mark behind a word; a mark outside quotations asks a question."""
    open_ = False

    def mend(match: re.Match[str]) -> str:
        nonlocal open_
        mark = match.group()
        if mark == "„":
            open_ = True
        elif mark == "“":
            open_ = False
        elif open_:
            open_ = False
            return "“"
        return mark

    return mend


def _substitute(
    text: str, origin: OffsetMap, pattern: re.Pattern[str], new: str | Callable[[re.Match[str]], str]
) -> tuple[str, OffsetMap, int]:
    """`pattern.sub(new, text)` that carries the origins along, and how many places really changed."""
    pieces: list[str] = []
    starts, ends = array("l"), array("l")
    at = changed = 0
    for match in pattern.finditer(text):
        replacement = new if isinstance(new, str) else new(match)
        if replacement == match.group():
            continue
        changed += 1
        begin, finish = match.span()
        pieces += [text[at:begin], replacement]
        starts += origin.starts[at:begin]
        ends += origin.ends[at:begin]
        # Behind an inserted space the mark itself comes last, so that it keeps the place of what it replaces.
        low = origin.starts[begin]
        if replacement:
            starts.extend([low] * len(replacement))
            ends.extend([low] * (len(replacement) - 1) + [origin.ends[finish - 1]])
        at = finish
    if not changed:
        return text, origin, 0
    pieces.append(text[at:])
    starts += origin.starts[at:]
    ends += origin.ends[at:]
    return "".join(pieces), OffsetMap(starts, ends, origin.length), changed
