"""RDF terms as N-Quads text (https://www.w3.org/TR/n-quads/), so that a dump is a sorted list of strings.

Strings are several times faster than term objects, and sorting them is the canonical order of the dump. Every term is
checked where it is made: a bad IRI is an error with its value, never a broken line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from pmgraph.vocab import EDTF, XSD

# IRIREF of the N-Quads grammar: https://www.w3.org/TR/n-quads/#grammar-production-IRIREF
_BAD_IRI = re.compile(r"[\x00-\x20<>\"{}|^`\\]")
_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_ESCAPES = str.maketrans(
    {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f", "\x7f": "\\u007F"}
    | {chr(i): f"\\u{i:04X}" for i in range(32) if chr(i) not in "\n\r\t\b\f"}
)


class Quad(NamedTuple):
    """Subject, predicate, object and graph, each as N-Quads text."""

    s: str
    p: str
    o: str
    g: str

    def line(self) -> str:
        """The quad as a line without its line feed."""
        return f"{self.s} {self.p} {self.o} {self.g} ."


def is_iri(value: str) -> bool:
    """Whether `value` is an absolute IRI that N-Quads can hold; what was read from a text may be none."""
    return _ABSOLUTE.match(value) is not None and _BAD_IRI.search(value) is None


def iri(value: str) -> str:
    """`<value>`; an IRI that N-Quads cannot hold raises ValueError."""
    if not is_iri(value):
        raise ValueError(f"{value!r} is not an absolute IRI; percent-encode what it must not hold")
    return f"<{value}>"


def text(value: str, language: str | None = None) -> str:
    """A string literal, with its language tag if given."""
    quoted = f'"{value.translate(_ESCAPES)}"'
    return f"{quoted}@{language}" if language else quoted


def typed(value: str, datatype: str) -> str:
    """A literal of a datatype other than string."""
    return f'"{value.translate(_ESCAPES)}"^^<{datatype}>'


def day(value: str) -> str:
    """An `xsd:date`."""
    return typed(value, XSD("date"))


def edtf(value: str) -> str:
    """An EDTF literal; the datatype is that of the Library of Congress."""
    return typed(value, EDTF)


def count(value: int) -> str:
    """An `xsd:nonNegativeInteger`."""
    return typed(str(value), XSD("nonNegativeInteger"))


def duration(value: str) -> str:
    """An `xsd:duration`."""
    return typed(value, XSD("duration"))


def boolean(value: bool) -> str:
    """An `xsd:boolean`."""
    return typed("true" if value else "false", XSD("boolean"))


_UNESCAPES = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}
_ESCAPED = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|(.))")


def plain(term: str) -> str:
    """The IRI or the wording of a term: the inverse of `iri`, `text` and `typed`, without language and datatype."""
    if term.startswith("<"):
        return term[1:-1]
    quoted = term[1 : term.rindex('"')]
    if "\\" not in quoted:
        return quoted
    return _ESCAPED.sub(lambda m: chr(int(m[1], 16)) if m[1] else _UNESCAPES.get(m[2], m[2]), quoted)


def dump(quads: Iterable[Quad]) -> str:
    """The quads as sorted N-Quads without repetition: the same set is the same bytes."""
    return "".join(f"{line}\n" for line in sorted({q.line() for q in quads}))


def parse_dump(text: str) -> list[Quad]:
    """The quads of a text that `dump` wrote. Lines end at line feeds alone: a literal may hold U+2028 and its like."""
    return [parse_line(line) for line in text.split("\n") if line]


def parse_line(line: str) -> Quad:
    """The quad of a line that `dump` wrote; only an object can hold a space."""
    subject, predicate, rest = line.split(" ", 2)
    term, graph = rest.removesuffix(" .").rsplit(" ", 1)
    return Quad(subject, predicate, term, graph)
