"""Joins running text whose lines were broken at a fixed width, so that it reads like one paragraph.

Only what is visibly broken is joined: lines that stand close together, of which each is as full as the next word lets
it be, and which hold at least one sentence. A headline above them, a list or an address stays as it is.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator

from pmgraph.reading import OffsetMap, Repaired
from pmgraph.text.lines import LineKind, kind_of

_WIDEST = 130
"""Characters that a broken line has at most."""
_NARROWEST = 18
_SENTENCE = re.compile(r"(?:[a-zäöüß]{4}|[)“\"])[.!?][“\"]?(?=\s+[A-ZÄÖÜ„“\"]|\s*$)", re.M)
_KEPT = (LineKind.HEADER, LineKind.JUNK, LineKind.INNER)
_GOES_ON = re.compile(
    r"(?:,|\b(?:der|die|das|des|dem|den|ein|eine|einer|eines|einem|einen|und|oder|sowie|für|mit|von|vom|zur|zum|zu|in|im"
    r"|am|an|auf|aus|bei|über|unter|durch|gegen|nach|seit|vor|zwischen))$"
)
_CUT_WORD = re.compile(r"[a-zäöüß]-$")
_COORDINATION = re.compile(r"(?:und|oder|sowie|bzw\.|bis)\b")


def unwrap(repaired: Repaired) -> Repaired:
    """The text with broken lines joined by a space, and words that were cut at a line's end put together again."""
    text = repaired.text
    if "\n" not in text:
        return repaired
    joins = [join for start, end in _blocks(text) for join in _joins(text, start, end)]
    if not joins:
        return repaired
    pieces: list[str] = []
    starts, ends = array("l"), array("l")
    at = 0
    for start, end, new in joins:
        pieces += [text[at:start], new]
        starts += repaired.origin.starts[at:start]
        ends += repaired.origin.ends[at:start]
        if new:
            starts.append(repaired.origin.starts[start])
            ends.append(repaired.origin.ends[end - 1])
        at = end
    pieces.append(text[at:])
    starts += repaired.origin.starts[at:]
    ends += repaired.origin.ends[at:]
    mended = (*repaired.mended, ("line breaks", len(joins)))
    return Repaired("".join(pieces), OffsetMap(starts, ends, repaired.origin.length), tuple(sorted(mended)))


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """The ranges of lines, two at least, without an empty one between them."""
    at, start, count = 0, 0, 0
    for line in text.split("\n"):
        if not line or line.isspace():
            if count > 1:
                yield start, at - 1
            start, count = at + len(line) + 1, 0
        else:
            count += 1
        at += len(line) + 1
    if count > 1:
        yield start, at - 1


def _joins(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """What to put in place of which range in a block of lines without an empty one between them."""
    lines = text[start:end].split("\n")
    stripped = [line.strip() for line in lines]
    width = max(map(len, stripped))
    if not _NARROWEST <= width <= _WIDEST or _SENTENCE.search(text, start, end) is None:
        return
    broken = _broken(stripped, width)
    at = start
    for index, line in enumerate(lines[:-1]):
        at += len(line)
        if broken[index]:
            left = at - (len(line) - len(line.rstrip()))
            right = at + 1 + len(lines[index + 1]) - len(lines[index + 1].lstrip())
            yield _join(stripped[index], stripped[index + 1], left, right)
        at += 1


def _join(upper: str, lower: str, left: int, right: int) -> tuple[int, int, str]:
    if _CUT_WORD.search(upper) is None or _COORDINATION.match(lower):
        return left, right, " "
    return (left - 1, right, "") if lower[0].islower() else (left, right, "")


def _broken(lines: list[str], width: int) -> list[bool]:
    """For each line whether it goes on in the next one, in runs of lines that hold a sentence."""
    kept = [_stays(line) for line in lines]
    broken = [
        not kept[i] and not kept[i + 1] and _is_broken(lines[i], lines[i + 1], width) for i in range(len(lines) - 1)
    ]
    start = 0
    for index in range(len(lines)):
        if index == len(lines) - 1 or not broken[index]:
            if not any(_SENTENCE.search(line) for line in lines[start : index + 1]):
                broken[start:index] = [False] * (index - start)
            start = index + 1
    return broken


def _stays(line: str) -> bool:
    """Whether a line is no running text whatever stands around it."""
    kind = kind_of(line)
    return kind in _KEPT or (kind is LineKind.AGENCY and line.endswith(")"))


def _is_broken(upper: str, lower: str, width: int) -> bool:
    """Whether a line was broken for want of room, or visibly goes on in the next one."""
    return (
        len(upper) + 1 + len(lower.split(None, 1)[0]) > width
        or (lower[0].islower() and upper[-1] not in ".!?:")
        or _GOES_ON.search(upper) is not None
        or _CUT_WORD.search(upper) is not None
    )
