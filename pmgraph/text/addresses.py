"""Finds the postal address below a release that has no word "Impressum" above it: house, street, town, telephone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pmgraph.model import Span
from pmgraph.text.lines import LineKind, kind_of

# A set of plain digits first: the engine skips to them.
POSTAL = re.compile(r"[0-9]{5}(?<![\d-].....)[ \t]+[A-ZÄÖÜ][a-zäöüß]+")
"""Postal code and town."""
_REACHED = re.compile(r"\bTel(?:efon)?\b|\b(?:Tele)?[Ff]ax\b|\b[Ff]on\b|@|\bwww\.|\bE-?Mail\b")
_VENUE = re.compile(
    r"(?:Veranstaltungs?ort|Ort|Wo|Treffpunkt|Anmeldung(?:en)?|Anfahrt|Adresse|Karten|Tickets|Vorverkauf|Öffnungszeiten|Spenden\w*)\b",
)
_LONGEST = 90
_MOST = 8
"""Lines above and below the town that may belong to its address."""
_ASIDE = (LineKind.TEXT, LineKind.CAPTION, LineKind.JUNK)


def address_lines(text: str, lines: Sequence[Span]) -> frozenset[int]:
    """The indexes of those of `lines` that make up addresses of houses, with a way to reach them.

    `lines` are the stripped lines of the running text that are not empty. An address stands below a sentence at least;
    that of a venue, which says so, is none.
    """
    found: set[int] = set()
    first = None
    for index, line in enumerate(lines):
        printed = line.of(text)
        if first is None:
            first = index if len(printed) > _LONGEST or kind_of(printed) is LineKind.TEXT else None
        elif index not in found and len(printed) <= 2 * _LONGEST and POSTAL.search(printed) is not None:
            block = _block(text, lines, index, first)
            whole = "\n".join(lines[i].of(text) for i in block)
            if block and _REACHED.search(whole) is not None and _VENUE.match(lines[block[0]].of(text)) is None:
                found.update(block)
    return frozenset(found)


def _block(text: str, lines: Sequence[Span], at: int, above: int) -> range:
    """The lines around the town's that read like parts of an address; empty if the town's own line is a sentence."""
    if kind_of(lines[at].of(text)) in _ASIDE:
        return range(0)
    # Where every line stands apart, an empty line ends nothing.
    apart = _gap(text, lines, at) and (at + 1 == len(lines) or _gap(text, lines, at + 1))
    start, stop = at, at + 1
    while start - 1 > above and at - start < _MOST and (apart or not _gap(text, lines, start)):
        if not _is_part(lines[start - 1].of(text)):
            break
        start -= 1
    while stop < len(lines) and stop - at <= _MOST and (apart or not _gap(text, lines, stop)):
        if not _is_part(lines[stop].of(text)):
            break
        stop += 1
    return range(start, stop)


def _is_part(line: str) -> bool:
    return len(line) <= _LONGEST and kind_of(line) not in _ASIDE


def _gap(text: str, lines: Sequence[Span], index: int) -> bool:
    """Whether an empty line stands above a line."""
    return index == 0 or text.count("\n", lines[index - 1].end, lines[index].start) > 1
