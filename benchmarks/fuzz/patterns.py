"""Gives what the patterns of the rules look for: their words, and strings that they find or nearly find.

A pattern is slow where many ways to match nearly the same text are tried one after the other. Such texts are made from
the pattern itself, so that no pattern is left out because nobody thought of its words.
"""

from __future__ import annotations

import importlib
import pkgutil
import random
import re
from collections.abc import Iterable, Iterator
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pmgraph

_ROOMS = ("text", "extract", "german")
_WORD = re.compile(r"(?<!\\)[A-Za-zäöüÄÖÜß]{3,}")
_LETTERS = "aeinrstAEMSäöü"
_ANY = _LETTERS + "  .,0123456789-"


def patterns() -> dict[str, str]:
    """Every compiled pattern of the rooms that read, with the module that it stands in, by its source."""
    found: dict[str, str] = {}
    for room in _ROOMS:
        package = importlib.import_module(f"{pmgraph.__name__}.{room}")
        for info in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            for pattern in _compiled(vars(importlib.import_module(info.name)).values()):
                found.setdefault(pattern.pattern, info.name)
    return found


def _compiled(values: Iterable[Any]) -> Iterator[re.Pattern[str]]:
    for value in values:
        if isinstance(value, re.Pattern):
            yield value
        elif isinstance(value, (tuple, list)):
            yield from _compiled(value)


def words(sources: Iterable[str]) -> list[str]:
    """Every word of three letters at least that a pattern holds, once and sorted."""
    return sorted({word for source in sources for word in _WORD.findall(source)})


def sample(source: str, rng: random.Random) -> str:
    """A string that the pattern finds, but for what its lookarounds ask; sometimes cut so that it nearly does."""
    text = "".join(_parts(_parser.parse(source), rng))
    return text[: rng.randrange(1, len(text) + 1)] if text and rng.random() < 0.5 else text


def _parts(items: Any, rng: random.Random) -> Iterator[str]:
    for code, value in items:
        if code is op.LITERAL:
            yield chr(value)
        elif code is op.NOT_LITERAL or code is op.ANY:
            yield rng.choice(_ANY)
        elif code is op.IN:
            yield _one_of(value, rng)
        elif code is op.BRANCH:
            yield from _parts(rng.choice(value[1]), rng)
        elif code is op.SUBPATTERN:
            yield from _parts(value[3], rng)
        elif code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            low, high, inner = value
            for _ in range(rng.randint(low, min(int(high), low + 3))):
                yield from _parts(inner, rng)
        elif code is op.ATOMIC_GROUP:
            yield from _parts(value, rng)
        # Places (^, \b), lookarounds and references take no room.


def _one_of(items: Any, rng: random.Random) -> str:
    """A sign of a class; of one that is only shut out from, any usual sign."""
    if items[0][0] is op.NEGATE:
        return rng.choice(_LETTERS)
    code, value = rng.choice(items)
    if code is op.LITERAL:
        return chr(value)
    if code is op.RANGE:
        return chr(rng.randint(*value))
    return {op.CATEGORY_DIGIT: "7", op.CATEGORY_SPACE: " "}.get(value, rng.choice(_LETTERS))
