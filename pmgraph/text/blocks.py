"""Takes out of the running text what does not belong to it: style sheets, share bars, contact lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmgraph.model import Span
from pmgraph.text.addresses import POSTAL, address_lines
from pmgraph.text.lines import CONTACT, LineKind, is_dateline, kind_of

_STYLES = re.compile(
    r"\bNormal\s+0\s+\d{1,3}\b[^{}\n]{0,600}(?:\{[^{}\n]{0,4000}\}[^{}\n]{0,200}?)*(?:\}\s*|(?=\s[A-ZÄÖÜ„]))"
)
_RULES = re.compile(r"(?:\s*(?:/\*[^*\n]{0,80}\*/|[\w.@-]{1,40}\s*\{[^{}\n]{0,4000}\}))+\s*")
ATTACHMENTS = re.compile(
    r"\n[ \t]*(?:Anhänge zur Pressemitteilung|Artikel-Informationen)|Artikel-Informationen[ \t]*\n\s*erstellt am:|\n[ \t]*Original-Content von:"
)
"""What a site puts below the text."""
ATTACHED = ("Anhänge zur Pressemitteilung", "Artikel-Informationen", "Original-Content von:")
"""One of these stands in everything that `ATTACHMENTS` finds."""


def outside(text: str, start: int, end: int) -> tuple[list[Span], list[Span]]:
    """The parts of `text[start:end]` that are running text, and the contact lines taken out of it."""
    cuts: list[Span] = []
    contacts: list[Span] = []
    if "{" in text or "Normal 0" in text:
        cuts += [Span(*m.span()) for m in _STYLES.finditer(text, start, end)]
        cuts += [Span(*m.span()) for m in _RULES.finditer(text, start, end) if "{" in m.group()]
    lines = list(_lines(text, start, end))
    addresses = address_lines(text, lines) if POSTAL.search(text, start, end) is not None else frozenset()
    in_contact = False
    above = start
    for index, line in enumerate(lines):
        if text.count("\n", above, line.start) > 1:
            in_contact = False
        above = line.end
        printed = line.of(text)
        if index == 0 and not _starts_line(text, start):
            continue
        if CONTACT.match(printed):
            in_contact = True
        if (in_contact and line.start > start) or index in addresses:
            contacts.append(line)
        elif len(printed) < 200 and _is_foreign(printed):
            cuts.append(line)
    return _without(Span(start, end), sorted([*cuts, *contacts])), contacts


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    """The lines without surrounding space, less the empty ones."""
    at = start
    for line in text[start:end].split("\n"):
        stripped = line.strip()
        if stripped:
            first = at + len(line) - len(line.lstrip())
            yield Span(first, first + len(stripped))
        at += len(line) + 1


def _starts_line(text: str, at: int) -> bool:
    """Whether nothing but space stands before `at` on its line, such as a headline or a dateline."""
    return not text[text.rfind("\n", 0, at) + 1 : at].strip()


def _is_foreign(line: str) -> bool:
    """Whether a line of the running text belongs to the site, or is the dateline that some print at the end."""
    if line.startswith(("•", "-", "–", "·", "*")):
        return False
    kind = kind_of(line)
    return kind is LineKind.JUNK or (kind is LineKind.HEADER and is_dateline(line))


def _without(whole: Span, cuts: list[Span]) -> list[Span]:
    kept: list[Span] = []
    at = whole.start
    for cut in cuts:
        if cut.start > at:
            kept.append(Span(at, cut.start))
        at = max(at, cut.end)
    if at < whole.end:
        kept.append(Span(at, whole.end))
    return kept
