"""Whether two bodies say the same: bytes, or for HTML the words that a reader sees."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser


def same_words(one: bytes, other: bytes, *, html: bool) -> bool:
    """Whether nothing that can be read has changed. Portals put a new token or time into the markup of each answer."""
    if one == other:
        return True
    return html and _words(one) == _words(other)


def _words(data: bytes) -> list[str]:
    # Latin-1 gives each byte a character, so that pages in any charset compare without being understood.
    tree = LexborHTMLParser(data.decode("latin-1"))
    tree.strip_tags(["script", "style", "noscript", "template"])
    return tree.root.text(separator=" ").split() if tree.root is not None else []
