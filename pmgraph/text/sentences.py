"""Splits German running text into sentences, also where lines were broken or full stops lost."""

from __future__ import annotations

import re

from pmgraph.model import Span
from pmgraph.reading import OffsetMap

# One character decides where to look, so that the engine skips to it: a stop with what closes it, or a line's end.
# A stop may be glued to the next sentence ("unterzeichnet.Der Landtag"): then words on both sides must be plain ones.
_END = re.compile(
    r"[.!?…\n](?:(?<!\n)[.!?…]*[“”\")]*(?=\s+[„“\"(•–]*[A-ZÄÖÜ0-9]|\s*$)|(?<=\n)\s*(?=\S)"
    r"|(?<=[a-zäöüß]{4}[.!?])(?=[A-ZÄÖÜ][a-zäöüß]+[\s,]))"
)
_END_OR_GAP = re.compile(_END.pattern + r"|(?P<gap>(?<=[\wäöüß]) (?=[A-ZÄÖÜ]))")
_ABBREVIATIONS = frozenset(
    [
        "Dr", "Prof", "Nr", "St", "Abs", "Art", "Str", "bzw", "ca", "vgl", "etc", "usw", "Tel", "Mio", "Mrd", "Hon", "Dipl",
        "Ing", "jur", "med", "phil", "rer", "nat", "pol", "oec", "theol", "habil", "geb", "sog", "Nds", "stellv", "Buchst",
        "Ziff", "Bd", "Hrsg", "evtl", "ggf", "inkl", "max", "min", "gem", "einschl", "Jan", "Feb", "Apr", "Aug", "Sept",
        "Okt", "Nov", "Dez",
    ]
)  # fmt: skip
_LAST_WORD = re.compile(r"\w+\Z")
_INITIAL = re.compile(r"[A-ZÄÖÜa-zäöü]")
_LIMITED = re.compile(r"\s+(?:KG|KGaA|OHG)\b")
_LONGEST_ABBREVIATION = max(map(len, _ABBREVIATIONS))
_ORDINAL = re.compile(r"\b\d{1,2}\.$")
_ORDINAL_NEXT = re.compile(
    r"\s+(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|[A-ZÄÖÜ][\wäöüß]*(?:tag|tage|tagen|jahr|hundert|periode|woche|mal|messe|konferenz|sitzung|treffen)\b)"
)
# What cannot end a sentence, so that a line that ends in it goes on below.
_OPEN = re.compile(
    r"(?:,|-|–|/|„|\(|\b(?:der|die|das|des|dem|den|ein|eine|einer|eines|einem|einen|und|oder|sowie|für|mit|von|vom|zur|zum|zu|in|im|ins|am|an|auf|aus"
    r"|bei|beim|über|unter|durch|gegen|nach|seit|vor|zwischen|Herr|Herrn|Frau|Dr\.|Prof\.|Nr\.|[\wäöüß]*(?:minister|ministerin|präsident|präsidentin|rektor"
    r"|rektorin|meister|meisterin|landrat|landrätin|sekretär|sekretärin))|\b\d{1,2}\.)$",
    re.IGNORECASE,
)
_NAME_FOLLOWS = re.compile(r"(?:Prof\.|Dr\.|Dipl\.)")
_WRAPPED = 60
"""Characters from which on a line without a full stop is taken to be broken rather than ended."""
_LONGEST = 4_000
_PARAGRAPH = 160
"""Characters beyond which a line is a paragraph of its own: nobody breaks lines there."""


def split_sentences(text: str, span: Span, origin: OffsetMap) -> tuple[Span, ...]:
    """The sentences of `text[span]` without surrounding space, in order and without overlaps.

    A closing quotation mark belongs to its sentence. Three or more spaces in the stored text before a capital end a
    sentence too: that is what a lost full stop leaves behind. A line end is a sentence's end unless the line is
    visibly broken: it ends in a comma, an article or the like, or the next line goes on in lower case.
    """
    found: list[Span] = []
    span = Span(span.start, span.start + len(span.of(text).rstrip()))
    start = span.start
    pattern = _END_OR_GAP if len(origin) != origin.length else _END
    for match in pattern.finditer(text, span.start, span.end):
        if match.lastgroup == "gap":
            if origin.ends[match.start()] - origin.starts[match.start()] < 3:
                continue
        elif text[match.start()] == "\n":
            if _broken(text, match, span):
                continue
        elif match.group() == "." and _goes_on(text, match):
            continue
        _append(found, text, start, match.end())
        start = match.end()
    _append(found, text, start, span.end)
    return tuple(found)


def _broken(text: str, match: re.Match[str], span: Span) -> bool:
    """Whether the sentence goes on below the line end."""
    following = text[match.end()]
    if following.islower():
        return True
    above = max(span.start, text.rfind("\n", span.start, match.start()) + 1)
    upper = text[above : match.start()].rstrip()
    if not upper:
        return True
    if upper[-1] in '.!?:“”"':
        return (
            upper[-1] == "."
            and _ORDINAL.search(upper) is not None
            and following.isupper()
            and _ORDINAL_NEXT.match(text, match.end() - 1) is not None
        )
    if _OPEN.search(upper[-40:]) or _NAME_FOLLOWS.match(text, match.end()):
        return True
    return match.group().count("\n") == 1 and _WRAPPED <= len(upper) <= _PARAGRAPH and not following.isdigit()


def _goes_on(text: str, match: re.Match[str]) -> bool:
    """Whether the full stop belongs to an abbreviation, an initial or an ordinal number."""
    stop = match.start()
    before = text[max(0, stop - _LONGEST_ABBREVIATION - 1) : stop]
    if before.isalpha() and len(before) > _LONGEST_ABBREVIATION:
        return False
    word = before[before.rfind(" ") + 1 :]
    if not word.isalnum():
        found = _LAST_WORD.search(before)
        word = found.group() if found is not None else ""
    if word.isdecimal() and len(word) <= 2:
        return _ORDINAL_NEXT.match(text, match.end()) is not None
    if word == "Co":
        return _LIMITED.match(text, match.end()) is not None
    return word in _ABBREVIATIONS or _INITIAL.fullmatch(word) is not None


def _append(found: list[Span], text: str, start: int, end: int) -> None:
    while end - start > _LONGEST:  # no sentence is this long; what is cut here is no running text
        cut = text.rfind(" ", start + 1, start + _LONGEST)
        cut = cut if cut > start else start + _LONGEST
        _append(found, text, start, cut)
        start = cut
    piece = text[start:end]
    inner = piece.strip()
    if inner:
        start += len(piece) - len(piece.lstrip())
        found.append(Span(start, start + len(inner)))
