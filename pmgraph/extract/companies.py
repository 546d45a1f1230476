"""Finds companies and associations by the legal form that ends their name."""

from __future__ import annotations

import re

from pmgraph.extract.mentions import BodyMention
from pmgraph.german.bodies import CAPITALISED as _CAP
from pmgraph.german.bodies import LEGAL_FORM, NO_NAME, Naming, body_word
from pmgraph.german.offices import office_word
from pmgraph.model import Span

_COMPANY = re.compile(
    rf"(?P<name>(?:{_CAP}|H\.)(?:\s(?:für\s(?:das|den|die)\s|an\sder\s|in\sder\s|(?:und|&|für|zu|zur|am|im|an|in|der|des)\s)?(?:{_CAP}|[A-Z]\.)){{0,5}})\s?-?(?P<form>{LEGAL_FORM.pattern})"
)
_HYPHENED = re.compile(r"\b[A-ZÄÖÜ][\wÄÖÜäöüß]+-(?:g?GmbH|AG|KG)\b")


def find_companies(text: str, start: int, end: int, known: list[BodyMention]) -> list[BodyMention]:
    """Names that end in a legal form, where no head noun named them already."""
    found = []
    for hyphened in _HYPHENED.finditer(text, start, end):
        found.append(BodyMention(span=Span(*hyphened.span()), name=hyphened.group(), kind="unternehmen"))
    if LEGAL_FORM.search(text, start, end) is None:
        return found
    at = start
    while (found_at := _COMPANY.search(text, at, end)) is not None:
        at = found_at.end()
        inside = [
            b.span.end
            for b in [*known, *found]
            if found_at.start() <= b.span.start and b.span.end < found_at.end("name")
        ]
        match: re.Match[str] | None = _COMPANY.search(text, max(inside), at) if inside else found_at
        first = _name_start(match) if match is not None else None
        if match is None or first is None:
            continue
        span = Span(first, match.end("form"))
        kind = "verband" if match["form"].endswith("V.") else "unternehmen"
        if not any(b.span.start < span.end and span.start < b.span.end for b in [*known, *found]):
            found.append(BodyMention(span=span, name=" ".join(span.of(text).split()), kind=kind))
    return found


def _name_start(match: re.Match[str]) -> int | None:
    """Where the name before a legal form starts, behind offices and small words; None if nothing is left."""
    for word in re.finditer(r"\S+", match["name"]):
        if (
            office_word(word.group()) is None
            and word.group() not in NO_NAME
            and word.group()[0].isupper()
            and _OWNED.match(match["name"], word.start()) is None
            and not _is_beside(match["name"], word)
        ):
            return match.start("name") + word.start()
    return None


def _is_beside(name: str, word: re.Match[str]) -> bool:
    """Whether a word is a body of its own beside the company: "Stadt und Moor AG" are two, "Stadt und Land AG" is one."""
    both = _AND.match(name, word.end())
    first, second = body_word(word.group()), body_word(both["next"]) if both is not None else None
    return both is not None and first is not None and first.head.naming is Naming.FOLLOWED and second is None


_AND = re.compile(r"\sund\s(?P<next>\S+)")
# "Auf Seiten der Moor AG", "mit Unterstützung der Moor AG": the company's name starts behind the article.
_OWNED = re.compile(
    r"(?:Seiten?|Namen|Auftrag|Vertreter|Vertreterin|Sitz|Zentrale|Werk|Standort|Räumen?|Mitarbeitern?|Beschäftigten?|Tochter|Anlagen?|Netz"
    r"|\w+(?:ung|heit|keit|schaft|tion|ungen|ionen))\s(?:der|des)\s"
)
