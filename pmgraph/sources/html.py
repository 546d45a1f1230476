"""Reads a page: the text of the release in it as plain text, without menus, scripts and notices.

Where the parts of a release stand on a page is said by the profile of its portal; where there is none, by the page's
own elements (https://html.spec.whatwg.org/multipage/grouping-content.html#the-main-element), and where these say
nothing, by trafilatura if it is installed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import fields
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pmgraph.curated import PageLayout
from pmgraph.model import Issue
from pmgraph.sources.blocks import lines_of
from pmgraph.sources.charset import decode
from pmgraph.sources.markup import DEPTH, TAGS, parse
from pmgraph.sources.received import Found, Received, address, headed

READER = f"html/1+selectolax-{version('selectolax')}"
_MAINS = ("article", "main", '[role="main"]', '[itemprop="articleBody"]')
_ENOUGH = 200
"""Characters from which on an element is taken to hold a release."""
_MATCHED = 20
_LARGE = 1_000_000
"""Characters beyond which a page is not given to trafilatura, which takes its time."""
_ABOVE = 4
"""How many lines above the main text its headline may stand."""
_ROLES = frozenset(("navigation", "search", "contentinfo", "complementary", "dialog", "alertdialog", "banner", "menu"))
_ASIDE = frozenset(("nav", "aside", "dialog"))
_NOTICE = re.compile(
    r"(?:(?:main|site|page|top|sub|meta|foot|side|left|right|haupt|seiten)[-_]?)?"
    r"(?:nav|navi|navigation|navbar|menu|menue|breadcrumbs?|brotkrumen?|cookie[\w-]*|consent[\w-]*|share|sharing|social[\w-]*"
    r"|shariff|skip[\w-]*|sidebar|footer|pagination|pager|related|suche|searchform|toolbar|print|drucken)(?:[-_](?:list|bar|links?|box|wrapper|container))?",
    re.IGNORECASE,
)


def read_html(data: bytes, received: Received) -> Found:
    """The one document of a page. Its address is that of the sidecar, else its canonical link."""
    try:
        markup, encoding, contradicted = decode(data)
    except UnicodeDecodeError as error:
        raise received.error(
            "PM-DOC-004", f"byte {error.start} fits no character encoding", f"Byte {error.start} ist unlesbar"
        ) from error
    if contradicted is not None or encoding not in ("utf-8", "utf-16-le", "utf-16-be"):
        said = f"; it declares {contradicted}" if contradicted is not None else ""
        yield received.issue("PM-DOC-003", f"read as {encoding}{said}", f"gelesen als {encoding}")
    tree = parse(markup)
    if tree is None:
        message = f"page has more than {TAGS:,} tags, or they are nested more than {DEPTH:,} deep"
        raise received.error("PM-DOC-012", message, f"mehr als {TAGS} Tags, oder mehr als {DEPTH} tief verschachtelt")
    url = received.sidecar.url or own_address(tree)
    host = urlsplit(url).hostname if url is not None else None
    portal = next((p for p in received.portals if host in p.hosts), None)
    lines, reader = None, READER
    if portal is not None and portal.page is not None:
        lines, reader = by_layout(tree, portal.page), f"{READER}+{portal.id}"
        if lines is None:
            yield _unsure(received, f"the profile {portal.id!r} finds no text in it; correct its selectors")
    if lines is None:
        lines, reader = by_elements(tree), READER
    if lines is None:
        lines, reader = by_trafilatura(tree, markup)
        if lines is None:
            cure = "" if find_spec("trafilatura") else "; `pip install 'pmgraph[web]'` tells it apart"
            yield _unsure(received, f"the page does not say which of its text is the release{cure}")
            lines = everything(tree)
    text = headed(page_title(tree), "\n".join(lines))
    yield received.document(received.checked(text), reader=reader, encoding=encoding, url=url)


def fragment_text(markup: str) -> str | None:
    """The plain text of a piece of HTML as feeds and JSON carry it, or None where it is nested beyond all use."""
    tree = parse(markup)
    return None if tree is None else "\n".join(everything(tree))


def own_address(tree: LexborHTMLParser) -> str | None:
    """The address that the page gives itself: its canonical link, else `og:url`."""
    for selector, attribute in (('link[rel~="canonical"]', "href"), ('meta[property="og:url"]', "content")):
        found = next((address(n.attributes.get(attribute)) for n in tree.css(selector)), None)
        if found is not None:
            return found
    return None


def by_layout(tree: LexborHTMLParser, layout: PageLayout) -> list[str] | None:
    """The parts that a profile names, in the order of a release; None where the body is not there.

    A part that lies within another stays where it is and is not said twice.
    """
    dropped = {n.mem_id for selector in layout.drop for n in tree.css(selector)}
    parts: list[LexborNode] = []
    chosen: set[int] = set()
    selectors = [getattr(layout, f.name) for f in fields(layout) if f.name != "drop"]
    for selector in selectors:
        parts += [n for n in (tree.css(selector) if selector else ()) if n.mem_id not in chosen]
        chosen |= {n.mem_id for n in parts}
    outer = [n for n in parts if not _within(n, chosen)]
    bodies = tree.css(layout.body) if layout.body else ()
    lines = lines_of(outer, lambda n: n.mem_id in dropped)
    return lines if lines and (layout.body is None or bodies) else None


def by_elements(tree: LexborHTMLParser) -> list[str] | None:
    """The text of the one element that the page marks as its main or only article, under the page's one headline."""
    for selector in _MAINS:
        found = tree.css(selector)
        ids = {n.mem_id for n in found}
        outer = [n for n in found if not _within(n, ids)]
        if len(outer) != 1:
            continue
        lines = lines_of(outer, _is_notice)
        if sum(map(len, lines)) >= _ENOUGH:
            headlines = [n for n in tree.css("h1") if not _within(n, ids)]
            if len(headlines) == 1 and not outer[0].css("h1"):
                lines = headed(" ".join(lines_of(headlines)), "\n".join(lines)).split("\n")
            return lines
    return None


def by_trafilatura(tree: LexborHTMLParser, markup: str) -> tuple[list[str] | None, str]:
    """The lines of the page from the first to the last that trafilatura takes for main text, with the headline above.

    The lines are this reader's own, so that no character is lost or changed. None where it is not installed.
    """
    if find_spec("trafilatura") is None or len(markup) > _LARGE:
        return None, READER
    lines = everything(tree)
    if not lines:
        return None, READER
    extract: Callable[..., str | None] = import_module("trafilatura").extract
    main = _joined(extract(markup, include_comments=False, include_tables=True, favor_recall=True) or "")
    hits = [i for i, line in enumerate(lines) if len(line) >= _MATCHED and _joined(line) in main]
    if not hits:
        return None, READER
    headlines = {_joined(line) for n in tree.css("h1") for line in lines_of([n])}
    first = next((i for i in range(max(hits[0] - 2 * _ABOVE, 0), hits[0]) if _joined(lines[i]) in headlines), hits[0])
    return lines[first : hits[-1] + 1], f"{READER}+trafilatura-{version('trafilatura')}"


def everything(tree: LexborHTMLParser) -> list[str]:
    """All text of the page but what its elements call menus and notices."""
    return lines_of([tree.body] if tree.body is not None else [], _is_notice)


def page_title(tree: LexborHTMLParser) -> str | None:
    """The headline that the page gives itself, where it has no `h1`."""
    if tree.css_first("h1") is not None:
        return None
    return next((n.attributes.get("content") for n in tree.css('meta[property="og:title"]')), None)


def _is_notice(node: LexborNode) -> bool:
    tag = node.tag or ""
    if tag in _ASIDE:
        return True
    if tag in ("body", "main", "article") or not node.attributes:
        return False
    known = node.attributes
    if "hidden" in known or known.get("aria-hidden") == "true" or known.get("role") in _ROLES:
        return True
    words: Iterable[str] = f"{known.get('class') or ''} {known.get('id') or ''}".split()
    return any(_NOTICE.fullmatch(word) for word in words)


def _within(node: LexborNode, ids: set[int]) -> bool:
    above = node.parent
    while above is not None:
        if above.mem_id in ids:
            return True
        above = above.parent
    return False


def _joined(text: str) -> str:
    return "".join(text.split())


def _unsure(received: Received, message: str) -> Issue:
    return received.issue("PM-DOC-014", message, "Haupttext der Seite nicht abgegrenzt")
