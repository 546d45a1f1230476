"""Finds copies of one release among readings, and pairs that are nearly the same.

A copy says the same in its running text, letter for letter, whatever became of white space, quotation marks, dashes,
header and imprint on its way. Two texts that give different numbers or days are two releases however alike they read:
houses repeat themselves. What is merely similar is reported and never merged.

Similar pairs are found by the smallest hashes of their word shingles (bottom-k sketch, Broder 1997,
https://doi.org/10.1109/SEQUEN.1997.666900) and an index of them, in time near linear in the number of texts.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest
from itertools import combinations

from pmgraph.reading import Reading

ENOUGH = 200
"""Letters and digits of running text from which on it identifies a release; below, all of the text must agree."""
SIMILAR = 0.6
"""Share of common shingles (Jaccard) from which on two texts are reported."""
_SHINGLE = 4
_SKETCH, _SHARED = 16, 3
_COMMON = 40
"""In how many texts a shingle may stand before it counts as a house's phrase, which says nothing."""
_WORD = re.compile(r"[^\W_]+")
_HEADER_WORDS = frozenset(
    ("pressemitteilung", "presseinformation", "pressemeldung", "nr", "nummer", "vom", "den", "der")
)
_ADDED = 300
"""How many letters of header and imprint a copy may have in its running text."""
_LONG = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """What tells a release from others: its running text without anything that gets lost, its number and its day."""

    body: str
    whole: str
    number: str | None
    day: date | None

    def excludes(self, other: Print) -> bool:
        """Whether both state a number or a day and these differ; portals print the day before in summer."""
        if self.number is not None and other.number is not None and self.number != other.number:
            return True
        return self.day is not None and other.day is not None and abs((self.day - other.day).days) > 1


def print_of(reading: Reading) -> Print:
    """The print of a reading."""
    layout, header = reading.layout, reading.layout.header
    claim = header.inner_date or header.date
    number = header.inner_number or header.number
    return Print(
        body="".join(_words(running_text(reading))),
        whole="".join(_words(layout.text)),
        number=number.value.split("/")[0].lstrip("0") if number is not None else None,
        day=_day(claim.earliest) if claim is not None and claim.earliest == claim.latest else None,
    )


def running_text(reading: Reading) -> str:
    """The sentences of a release, without header, title and imprint."""
    return "\n".join(span.of(reading.layout.text) for span in reading.layout.sentences)


def copies_of(readings: Sequence[Reading]) -> list[list[int]]:
    """The readings as groups of copies of one release, by index; the order of readings decides who leads a group."""
    prints = [print_of(reading) for reading in readings]
    groups: list[list[int]] = []
    of_text: dict[str, list[list[int]]] = {}
    for at, mine in enumerate(prints):
        # Where line breaks hide what is header and what is text, all of the text still agrees.
        texts = (mine.whole, mine.body) if len(mine.body) >= ENOUGH else (mine.whole,)
        known = (group for text in texts for group in of_text.get(text, ()))
        group = next((g for g in known if not any(mine.excludes(prints[i]) for i in g)), None)
        if group is None:
            group = []
            groups.append(group)
        group.append(at)
        for text in texts:
            if not any(group is other for other in of_text.setdefault(text, [])):
                of_text[text].append(group)
    return groups


def similar_pairs(texts: Sequence[str]) -> Iterator[tuple[int, int, float]]:
    """Pairs of texts, by index, that have at least `SIMILAR` of their shingles in common, with that share."""
    index: dict[int, list[int]] = {}
    for at, text in enumerate(texts):
        for value in nsmallest(_SKETCH, _shingles(text)):
            index.setdefault(value, []).append(at)
    shared: Counter[tuple[int, int]] = Counter()
    for holders in index.values():
        if len(holders) <= _COMMON:
            shared.update(combinations(holders, 2))
    for one, other in sorted(pair for pair, count in shared.items() if count >= _SHARED):
        mine, theirs = _shingles(texts[one]), _shingles(texts[other])
        share = len(mine & theirs) / len(mine | theirs)
        if share >= SIMILAR:
            yield one, other, share


def differs_by_margins(one: Reading, other: Reading) -> bool:
    """Whether two texts are one but for words of header, title or imprint that one has in its running text."""
    first, second = print_of(one), print_of(other)
    if first.excludes(second):
        return False
    shorter, longer = sorted((first, second), key=lambda p: len(p.body))
    start = longer.body.find(shorter.body)
    if len(shorter.body) < ENOUGH or start < 0 or len(longer.body) - len(shorter.body) > _ADDED:
        return False
    stop = start + len(shorter.body)
    long_reading = one if longer is first else other
    known = [*_margin_words(one), *_margin_words(other), *_HEADER_WORDS]
    glued = "".join(known)
    at = 0
    for word in _words(running_text(long_reading)):
        # Imprints lose the spaces between their lines: a long word may stand within what was several.
        margin = word in known or (len(word) >= _LONG and word in glued)
        if (at < start or at + len(word) > stop) and not margin:
            return False
        at += len(word)
    return True


def _margin_words(reading: Reading) -> list[str]:
    layout, header = reading.layout, reading.layout.header
    claims = (header.number, header.inner_number, header.issuer, header.place, header.dateline, header.title)
    cited = [e.exact for claim in claims if claim is not None for e in claim.evidence]
    cited += [e.exact for claim in (header.date, header.inner_date) if claim is not None for e in claim.evidence]
    cited += [imprint.evidence.exact for imprint in layout.imprints]
    return [w for text in (*cited, *(line.of(layout.text) for line in layout.margins)) for w in _words(text)]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _shingles(text: str) -> frozenset[int]:
    """Hashes of every four words in a row; CRC-32, since Python's own differ from run to run."""
    words = _words(text)
    last = max(len(words) - _SHINGLE + 1, 1)
    return frozenset(zlib.crc32(" ".join(words[i : i + _SHINGLE]).encode()) for i in range(last))


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value is not None else None


def joined(groups: list[list[int]], pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The groups with those united that a pair of their leaders names; the smaller leader leads."""
    home = {group[0]: group for group in groups}
    lead = {leader: leader for leader in home}

    def top(leader: int) -> int:
        while lead[leader] != leader:
            leader = lead[leader]
        return leader

    for one, other in pairs:
        first, second = sorted((top(one), top(other)))
        if first != second:
            lead[second] = first
            home[first] = sorted(home[first] + home.pop(second))
    return [home[leader] for leader in sorted(home)]
