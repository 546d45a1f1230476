"""Parses the XML of feeds into their items: safely, with the line of each, and past an item that is broken.

expat is asked directly because it tells the line of each element. Declared entities are refused, since a few of them
can stand for gigabytes (https://owasp.org/www-community/vulnerabilities/XML_Entity_Expansion); external ones are never
loaded.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

ATOM, CONTENT = "http://www.w3.org/2005/Atom", "http://purl.org/rss/1.0/modules/content/"
DC = "http://purl.org/dc/elements/1.1/"
_XHTML = "http://www.w3.org/1999/xhtml"
_EDGE = re.compile(r"<(/?)(?:[\w.-]{1,30}:)?(?:item|entry)(?=[\s/>])[^>]{0,2000}>")
_ROOT = re.compile(r"<(?![?!])([\w.:-]{1,60})[^>]{0,5000}>")
_VOID = frozenset(("br", "hr", "img", "input", "wbr"))
_HOME = re.compile(r"<link>\s{0,99}(\S{1,2000}?)\s{0,99}</link>")
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z][A-Za-z0-9]{1,30};")


@dataclass(slots=True)
class Element:
    """An element: its namespace and local name, attributes, children, and its text with markup below it as HTML."""

    namespace: str
    name: str
    attributes: dict[str, str]
    line: int
    children: list[Element] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def all(self, name: str, namespace: str | None = None) -> list[Element]:
        """The children of that local name."""
        return [c for c in self.children if c.name == name and namespace in (None, c.namespace)]


@dataclass(frozen=True, slots=True)
class Broken:
    """An item that is not XML: where, and why."""

    line: int
    message: str


def read_items(text: str) -> tuple[list[Element | Broken], str | None]:
    """The items of a feed in its order, and the address of the feed's site. ValueError where it is no feed at all.

    Where the whole is not well-formed each item is parsed by itself under the feed's root, so that one bad item loses
    only itself.
    """
    # Many feeds use the names of HTML, which XML does not know.
    text = _NAMED.sub(lambda m: html.unescape(m[0]), text)
    try:
        root = _parse(text)
    except expat.ExpatError as error:
        return _one_by_one(text, error)
    channel = next(iter(root.all("channel")), root)
    # RSS 1.0 puts the items beside the channel, RSS 2.0 into it.
    parents = (root,) if channel is root else (root, channel)
    found: list[Element | Broken] = [c for parent in parents for c in parent.children if _is_item(c)]
    return found, next((link_of(e) for e in channel.all("link") if link_of(e)), None)


def link_of(element: Element) -> str | None:
    """The address in a `link` of RSS or Atom, if it is that of the thing itself."""
    if element.attributes.get("rel", "alternate") != "alternate":
        return None
    return (element.attributes.get("href") or element.text).strip() or None


def _is_item(element: Element) -> bool:
    return element.name in ("item", "entry")


def _one_by_one(text: str, error: expat.ExpatError) -> tuple[list[Element | Broken], str | None]:
    root, pieces = _ROOT.search(text, 0, 100_000), list(_pieces(text))
    if root is None or not pieces:
        raise ValueError(f"line {error.lineno}: {expat.errors.messages[error.code]}")
    items: list[Element | Broken] = []
    before = counted = 0
    for start, stop in pieces:
        before += text.count("\n", counted, start)
        counted = start
        try:
            # The root's start tag declares the prefixes that the item uses.
            whole = _parse(f"{' '.join(root[0].split())}{text[start:stop]}</{root[1]}>", before)
            items += whole.children[:1]
        except expat.ExpatError as wrong:
            items.append(Broken(before + wrong.lineno, expat.errors.messages[wrong.code]))
    home = _HOME.search(text, 0, pieces[0][0])
    return items, home[1] if home is not None else None


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Where each item starts and stops: at its end tag, or where the next one starts."""
    start: int | None = None
    for edge in _EDGE.finditer(text):
        if edge[1]:
            if start is not None:
                yield start, edge.end()
            start = None
        else:
            if start is not None:
                yield start, edge.start()
            start = edge.start()
    if start is not None:
        yield start, len(text)


def _parse(text: str, before: int = 0) -> Element:
    """The root of a document; `before` is how many lines stand above it."""
    parser = expat.ParserCreate("utf-8", " ")
    parser.buffer_text = True
    stack = [Element("", "", {}, 0)]
    markup = [0]  # how deep the parser is within XHTML, whose markup is kept as text

    def start(name: str, attributes: dict[str, str]) -> None:
        namespace, _, local = name.rpartition(" ")
        if namespace == _XHTML:
            shown = "".join(f" {k}={quoteattr(v)}" for k, v in attributes.items() if " " not in k)
            stack[-1].parts.append(f"<{local}{shown}>")
            markup[0] += 1
            return
        element = Element(namespace, local, attributes, before + parser.CurrentLineNumber)
        stack[-1].children.append(element)
        stack.append(element)

    def end(name: str) -> None:
        namespace, _, local = name.rpartition(" ")
        if namespace == _XHTML:
            if local not in _VOID:
                stack[-1].parts.append(f"</{local}>")
            markup[0] -= 1
            return
        stack.pop()

    def characters(data: str) -> None:
        stack[-1].parts.append(escape(data) if markup[0] else data)

    def refuse(*_: object) -> None:
        raise ValueError("the feed declares entities of its own")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    parser.EntityDeclHandler = refuse
    parser.Parse(text.encode("utf-8", "replace"), True)
    return stack[0].children[0]
