"""Plain text of a tree of HTML: blocks on lines of their own, an empty line between paragraphs, nothing else changed.

White space is collapsed as browsers do (https://www.w3.org/TR/css-text-3/#white-space-rules): space, tab and line ends
only, so that a no-break space stays one. Cells of a row are separated by a tab.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from selectolax.lexbor import LexborNode

from pmgraph.sources.received import printable

_PARAGRAPHS = frozenset(
    [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "dl",
        "table",
        "blockquote",
        "section",
        "article",
        "figure",
        "hr",
        "header",
        "footer",
        "main",
        "pre",
        "fieldset",
    ]
)
_LINES = frozenset(
    [
        "div",
        "li",
        "tr",
        "dt",
        "dd",
        "address",
        "figcaption",
        "caption",
        "center",
        "form",
        "details",
        "summary",
        "option",
        "thead",
        "tbody",
    ]
)
_SILENT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "iframe",
        "object",
        "svg",
        "math",
        "canvas",
        "audio",
        "video",
        "button",
        "select",
        "input",
        "textarea",
        "map",
        "datalist",
        "-comment",
    ]
)
_CELLS = frozenset(("td", "th"))
_QUOTES = ("„", "“")
_CELL = "\x1f"
_WHITE = re.compile("[ \t\n\r\f]+")
_AROUND_CELL = re.compile(f" ?{_CELL} ?")


class _Lines:
    """The lines written so far, and the one being written."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self._parts: list[str] = []
        self._gap = False

    def say(self, text: str) -> None:
        self._parts.append(text)

    def end(self, *, gap: bool = False) -> None:
        """End the line; an empty one between two `br` leaves a gap, as it does on the page."""
        line = _AROUND_CELL.sub("\t", _WHITE.sub(" ", "".join(self._parts))).strip(" \t")
        self._parts.clear()
        if line:
            if self._gap and self.done:
                self.done.append("")
            self.done.append(line)
            self._gap = gap
        else:
            self._gap = self._gap or gap

    @property
    def started(self) -> bool:
        return any(part.strip() for part in self._parts)


def lines_of(roots: Iterable[LexborNode], skip: Callable[[LexborNode], bool] = lambda _: False) -> list[str]:
    """The lines of some elements one below the other, without the elements that `skip` names; "" is an empty line."""
    out = _Lines()
    for root in roots:
        out.end(gap=True)
        _write(root, out, skip)
        out.end(gap=True)
    return out.done


def _write(root: LexborNode, out: _Lines, skip: Callable[[LexborNode], bool]) -> None:
    """Walk the tree without recursion: pages may be nested deeper than Python's stack."""
    node: LexborNode | None = root
    verbatim = 0
    while node is not None:
        tag = node.tag or ""
        inner = None
        if tag == "-text":
            _say(node.text_content or "", out, verbatim=verbatim > 0)
        elif tag not in _SILENT and (node.mem_id == root.mem_id or not skip(node)):
            _open(tag, out)
            verbatim += tag == "pre"
            inner = node.child
            if inner is None:
                verbatim -= tag == "pre"
                _close(tag, out)
        if inner is not None:
            node = inner
            continue
        while node is not None and node.mem_id != root.mem_id and node.next is None:
            node = node.parent
            if node is not None:
                verbatim -= node.tag == "pre"
                _close(node.tag or "", out)
        node = node.next if node is not None and node.mem_id != root.mem_id else None


def _say(text: str, out: _Lines, *, verbatim: bool) -> None:
    text = printable(text)
    if not verbatim:
        out.say(text)
        return
    first, *others = text.splitlines() or [""]
    out.say(first)
    for line in others:
        out.end(gap=not line.strip())
        out.say(line)


def _open(tag: str, out: _Lines) -> None:
    if tag == "br":
        out.end(gap=not out.started)
    elif tag in _PARAGRAPHS:
        out.end(gap=True)
    elif tag in _LINES:
        out.end()
    elif tag in _CELLS and out.started:
        out.say(_CELL)
    elif tag == "q":
        out.say(_QUOTES[0])


def _close(tag: str, out: _Lines) -> None:
    if tag in _PARAGRAPHS:
        out.end(gap=True)
    elif tag in _LINES:
        out.end()
    elif tag == "q":
        out.say(_QUOTES[1])
