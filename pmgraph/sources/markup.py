"""Parses HTML within bounds: what a browser would choke on is refused before the parser is asked."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})")
_FLAT = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "dd",
        "dt",
        "embed",
        "hr",
        "img",
        "input",
        "li",
        "link",
        "meta",
        "option",
        "p",
        "param",
        "source",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "track",
        "wbr",
    ]
)
_STYLED = frozenset(["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"])
TAGS, DEPTH, STYLES = 200_000, 1_000, 4_000_000
"""How many tags a page may have, how deep they may be nested, and the product of tags and styles left open."""


def parse(text: str) -> LexborHTMLParser | None:
    """The tree of a page or a fragment, or None where its tags are too many or nested beyond all use.

    The parser's time grows with the square of the depth, and every block copies the styles left open before it
    (https://html.spec.whatwg.org/multipage/parsing.html#reconstruct-the-active-formatting-elements).
    """
    depth = deepest = styles = most = tags = 0
    for match in _TAG.finditer(text):
        name = match[2].lower()
        tags += 1
        if name in _FLAT:
            continue
        if match[1]:
            depth = max(depth - 1, 0)
            if name in _STYLED:
                styles = max(styles - 1, 0)
        else:
            depth += 1
            deepest = max(deepest, depth)
            if name in _STYLED:
                styles += 1
                most = max(most, styles)
    if tags > TAGS or deepest > DEPTH or tags * most > STYLES:
        return None
    return LexborHTMLParser(text)
