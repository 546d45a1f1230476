"""Marks in a release's text what was read from it: by colour on a terminal, by brackets elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rich.text import Text

from pmgraph.extract.verify import evidence_of
from pmgraph.model import Span
from pmgraph.reading import Reading

STYLES = {
    "agreement": "bold black on bright_yellow",
    "signing": "bold white on red",
    "person": "bold black on bright_cyan",
    "role": "black on bright_magenta",
    "body": "black on bright_green",
    "date": "white on blue",
    "term": "black on cyan",
    "place": "black on white",
    "header": "underline",
    "topic": "underline yellow",
    "statement": "italic",
}
"""What was read, by the word of the legend; earlier words win where passages overlap."""

_FAMILIES = {
    "agreement": "agreement", "sign": "signing", "person": "person", "role": "role", "body": "body", "party": "body",
    "signatory": "body", "date": "date", "term": "term", "header": "header", "imprint": "header", "topic": "topic",
    "service": "topic", "speech": "statement",
}  # fmt: skip
_ORDER = tuple(STYLES)


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A passage of the stored text and the word of the legend that it is marked with."""

    span: Span
    word: str


def marks_of(reading: Reading) -> list[Mark]:
    """Every passage that carries a fact, by place; the evidence's rule says what it carries."""
    found = set()
    people = {evidence for person in reading.persons for evidence in person.mentions}
    for evidence in evidence_of(reading):
        if evidence.rule in ("sign.place", "header.place"):
            word: str | None = "place"
        elif ":" in evidence.rule:  # an extractor's own label says nothing here
            word = "person" if evidence in people else "body"
        else:
            word = _FAMILIES.get(evidence.rule.split(".")[0])
        if word is not None:
            found.add(Mark(evidence.span, word))
    return sorted(found)


def coloured(text: str, marks: Iterable[Mark]) -> Text:
    """The text for a terminal."""
    shown = Text(text)
    for mark in sorted(marks, key=lambda m: (-_ORDER.index(m.word), m.span)):
        shown.stylize(STYLES[mark.word], mark.span.start, mark.span.end)
    return shown


def legend() -> Text:
    """What the colours mean."""
    return Text(" ").join(Text(f" {word} ", style) for word, style in STYLES.items())


def bracketed(text: str, marks: Iterable[Mark]) -> str:
    """The text with `[word: passage]` around the smallest marks; a mark that overlaps one of them is left out."""
    taken: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.span.end - m.span.start, _ORDER.index(m.word), m.span)):
        if mark.span.start < mark.span.end and not any(
            t.span.start < mark.span.end and mark.span.start < t.span.end for t in taken
        ):
            taken.append(mark)
    pieces, at = [], 0
    for mark in sorted(taken):
        pieces += [text[at : mark.span.start], f"[{mark.word}: {mark.span.of(text)}]"]
        at = mark.span.end
    return "".join([*pieces, text[at:]])
