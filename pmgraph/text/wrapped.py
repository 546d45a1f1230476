"""Joins running text whose lines were broken at a fixed width, so that it reads like one paragraph.

Only what is visibly broken is joined: lines that stand close together, of which each is as full as the next word lets
it be, and which hold a sentence or are three at least. A headline above them, a list or an address stays as it is. Where
several lines of a text are broken, its width is known, and headlines and captions are judged by it too.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from pmgraph.reading import OffsetMap, Repaired
from pmgraph.text.lines import ATTRIBUTE, LineKind, kind_of

_WIDEST = 130
"""Characters that a broken line has at most."""
_NARROWEST = 18
_SENTENCE = re.compile(r"(?:[a-zäöüß]{4}|[)“\"])[.!?][“\"]?(?=\s+[A-ZÄÖÜ„“\"]|\s*$)", re.M)
_KEPT = (LineKind.HEADER, LineKind.JUNK, LineKind.INNER)
_PROSE = 45
"""Characters from which on the width of lines without a sentence tells prose from lists."""
_SURE = 3
"""Broken lines in one block that make a width known."""
_GOES_ON = re.compile(
    r"(?:,|\b(?:der|die|das|des|dem|den|ein|eine|einer|eines|einem|einen|und|oder|sowie|für|mit|von|vom|zur|zum|zu|in|im"
    r"|am|an|auf|aus|bei|über|unter|durch|gegen|nach|seit|vor|zwischen))$"
)
_CUT_WORD = re.compile(r"[a-zäöüß]-$")
_DASHED = re.compile(r"[–-] [a-zäöü]")
_COORDINATION = re.compile(r"(?:und|oder|sowie|bzw\.|bis)\b")


def unwrap(repaired: Repaired) -> Repaired:
    """The text with broken lines joined by a space, and words that were cut at a line's end put together again."""
    text = repaired.text
    if "\n" not in text:
        return repaired
    joins = list(_joins(text))
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


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines without an empty one between them, as printed and without the space around them."""

    start: int
    lines: list[str]
    stripped: list[str]


def _joins(text: str) -> Iterator[tuple[int, int, str]]:
    """What to put in place of which range of the text."""
    blocks = []
    for start, end in _blocks(text):
        lines = text[start:end].split("\n")
        stripped = [line.strip() for line in lines]
        blocks.append(_Block(start, lines, stripped))
    found = [(_width(block), block) for block in blocks]
    broken = [_broken(block, width) if width else [] for width, block in found]
    sure = [width for (width, _), breaks in zip(found, broken, strict=True) if sum(breaks) >= _SURE]
    if sure:
        known = max(sure)
        broken = [
            _broken(block, max(known, width) if breaks else known, known=True)
            for (width, block), breaks in zip(found, broken, strict=True)
        ]
    for block, breaks in zip(blocks, broken, strict=True):
        if any(breaks):
            yield from _places(block, breaks)


def _width(block: _Block) -> int:
    """The length of the longest line, or 0 where nobody breaks lines at that width."""
    width = max(map(len, block.stripped))
    return width if _NARROWEST <= width <= _WIDEST else 0


def _places(block: _Block, breaks: list[bool]) -> Iterator[tuple[int, int, str]]:
    at = block.start
    for index, line in enumerate(block.lines[:-1]):
        at += len(line)
        if breaks[index]:
            left = at - (len(line) - len(line.rstrip()))
            below = block.lines[index + 1]
            right = at + 1 + len(below) - len(below.lstrip())
            yield _join(block.stripped[index], block.stripped[index + 1], left, right)
        at += 1


def _join(upper: str, lower: str, left: int, right: int) -> tuple[int, int, str]:
    if _CUT_WORD.search(upper) is None or _COORDINATION.match(lower):
        return left, right, " "
    return (left - 1, right, "") if lower[0].islower() else (left, right, "")


def _broken(block: _Block, width: int, *, known: bool = False) -> list[bool]:
    """For each line but the last whether it goes on in the next one.

    `known` is whether the width is that of other lines; if not, only runs of lines with a sentence, or of three at
    least, say that they were broken.
    """
    lines = block.stripped
    full = [_is_full(lines[i], lines[i + 1], width) for i in range(len(lines) - 1)]
    broken = [full[i] or _goes_on(lines[i], lines[i + 1]) for i in range(len(lines) - 1)]
    if not any(broken):
        return broken
    kept = _kept(lines)
    broken = [breaks and not kept[i] and not kept[i + 1] for i, breaks in enumerate(broken)]
    start = 0
    for index in range(len(lines)):
        if index == len(lines) - 1 or not broken[index]:
            run = lines[start : index + 1]
            if not (
                any(_SENTENCE.search(line) for line in run)
                or (known and any(full[start:index]))
                or (len(run) > 2 and width >= _PROSE and any(map(_goes_on, run, run[1:])) and all(full[start:index]))
            ):
                broken[start:index] = [False] * (index - start)
            start = index + 1
    return broken


def _kept(lines: list[str]) -> list[bool]:
    """Which lines are no running text; a dash within a sentence may start a line and make no list of it."""
    kept = [_stays(line) for line in lines]
    for index in range(1, len(lines)):
        if kept[index] and not kept[index - 1] and _DASHED.match(lines[index]) and lines[index - 1][-1] not in ".!?:;,":
            kept[index] = False
    return kept


def _stays(line: str) -> bool:
    """Whether a line is no running text whatever stands around it."""
    kind = kind_of(line)
    return kind in _KEPT or (kind is LineKind.AGENCY and line.endswith(")"))


def _is_full(upper: str, lower: str, width: int) -> bool:
    """Whether the first word of the lower line had no room in the upper one."""
    return len(upper) <= width >= len(lower) and len(upper) + 1 + len(lower.split(None, 1)[0]) > width


def _goes_on(upper: str, lower: str) -> bool:
    """Whether a line visibly goes on in the next one."""
    return (
        (lower[0].islower() and upper[-1] not in ".!?:")
        or _GOES_ON.search(upper) is not None
        or _CUT_WORD.search(upper) is not None
        or ATTRIBUTE.search(upper) is not None
    )
