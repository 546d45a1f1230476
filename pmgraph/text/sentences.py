"""Splits German running text into sentences."""

from __future__ import annotations

import re

from pmgraph.model import Span
from pmgraph.reading import OffsetMap

_END = re.compile(
    r"(?P<stop>[.!?…]+[“”\")]*)(?=\s+[„“\"(•–]*[A-ZÄÖÜ0-9]|\s*$)|(?P<line>\n\s*\n)|(?P<gap>(?<=[\wäöüß]) (?=[A-ZÄÖÜ]))"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:Dr|Prof|Nr|St|Abs|Art|Str|bzw|ca|vgl|etc|usw|Tel|Mio|Mrd|Hon|Dipl|Ing|jur|med|phil|rer|nat|pol|theol|habil|geb|sog|Nds|"
    r"Buchst|Ziff|Bd|Hrsg|evtl|ggf|inkl|max|min|gem|einschl|Jan|Feb|Apr|Aug|Sept|Okt|Nov|Dez)|\b[A-ZÄÖÜa-zäöü]|\bh\.\s?c|\be\.\s?V"
    r"|\bz\.\s?B|\bd\.\s?h|\bu\.\s?a)\.$"
)
_ORDINAL = re.compile(r"\b\d{1,2}\.$")
_ORDINAL_NEXT = re.compile(
    r"\s+(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|[A-ZÄÖÜ][\wäöüß]*(?:tag|jahr|hundert|periode|woche|mal)\b)"
)


def split_sentences(text: str, span: Span, origin: OffsetMap) -> tuple[Span, ...]:
    """The sentences of `text[span]` without surrounding space, in order and without overlaps.

    A closing quotation mark belongs to its sentence. Three or more spaces in the stored text before a capital end a
    sentence too: that is what a lost full stop leaves behind.
    """
    found: list[Span] = []
    start = span.start
    for match in _END.finditer(text, span.start, span.end):
        if match["gap"] is not None:
            if origin.ends[match.start()] - origin.starts[match.start()] < 3:
                continue
        elif match["stop"] is not None and match["stop"].startswith(".") and _goes_on(text, match):
            continue
        _append(found, text, start, match.end())
        start = match.end()
    _append(found, text, start, span.end)
    return tuple(found)


def _goes_on(text: str, match: re.Match[str]) -> bool:
    """Whether the full stop belongs to an abbreviation or an ordinal number."""
    if len(match["stop"]) > 1:
        return False
    before = text[max(0, match.end() - 12) : match.end()]
    if _ORDINAL.search(before):
        return _ORDINAL_NEXT.match(text, match.end()) is not None
    return _ABBREVIATION.search(before) is not None


def _append(found: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        found.append(Span(start, end))
