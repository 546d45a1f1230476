"""The difference of two dumps, quad by quad, as an RDF Patch (https://afs.github.io/rdf-patch/)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def rdf_patch(former: Iterable[str], latter: Iterable[str]) -> Iterator[str]:
    """The lines of a patch that turns the former dump into the latter.

    Both are N-Quads, one statement a line, as dumps are written: sorted by code point, each line once. They are read
    as streams, so that a dump larger than memory can be compared. ValueError where a line is out of order.
    """
    yield "TX .\n"
    old, new = _ordered(former, "former"), _ordered(latter, "latter")
    left, right = next(old, None), next(new, None)
    while left is not None or right is not None:
        if right is None or (left is not None and left < right):
            assert left is not None
            yield f"D {left}"
            left = next(old, None)
        elif left is None or right < left:
            yield f"A {right}"
            right = next(new, None)
        else:
            left, right = next(old, None), next(new, None)
    yield "TC .\n"


def _ordered(lines: Iterable[str], which: str) -> Iterator[str]:
    last = ""
    for number, line in enumerate(lines, 1):
        if line <= last:
            raise ValueError(
                f"line {number} of the {which} dump is not after the line before it; sort it with LC_ALL=C"
            )
        last = line
        yield line if line.endswith("\n") else f"{line}\n"
