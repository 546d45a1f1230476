"""Reads lists behind a colon: their items are sentences of their own in the running text."""

from __future__ import annotations

import re

from pmgraph.extract.mentions import BodyMention
from pmgraph.model import Span

_BULLET = re.compile(r"\s*(?:[-–•*·▪■‣]\s|\d{1,2}[.)]\s)")
_NUMBER = re.compile(r"\s*\d{1,2}[.)]\s*$")
_AT_START = re.compile(r"(?:^|\n)\s*(?:[-–•*·▪■‣]\s+|\d{1,2}[.)]\s+)?(?:(?:der|die|das|den|dem|die\s+Firma)\s+)?$")
_INLINE = re.compile(r"(?:\s|^)[•*·▪■]\s+(?:(?:der|die|das|den|dem)\s+)?$")
_OF_SIGNERS = re.compile(
    r"\b(?:folgende[nr]?\s+(?:[a-zäöüß]+\s+)?(?:Partner|Institutionen|Einrichtungen|Organisationen|Verbände|Kommunen|Städte|Gemeinden|Landkreise|Unternehmen"
    r"|Hochschulen|Personen|Vertreter|Akteure|Träger|Stellen|Behörden|Kammern|Vereine|Krankenkassen|Länder)\w*"
    r"|Unterzeichner\w*|Unterzeichnende[nr]?|(?:Vertrags|Kooperations|Bündnis)?[Pp]artner(?:innen)?)\b[^:]*:$"
    r"|\b(?:haben|von|durch)(?:\s+heute)?(?:\s+(?:unterzeichnet|unterschrieben))?\s*:$|\b(?:unterzeichneten|unterschrieben|von|durch)\s*(?:heute\s*)?:$"
)


def items_behind(text: str, sentences: tuple[Span, ...], number: int) -> list[int]:
    """The sentences that are items of the list which a sentence opens with its colon; empty where it opens none."""
    if number < 0 or not text[: sentences[number].end].rstrip().endswith(":"):
        return []
    found: list[int] = []
    numbered = False
    for at in range(number + 1, len(sentences)):
        words = sentences[at].of(text)
        if _NUMBER.match(words):
            numbered = True
        elif numbered or _BULLET.match(words):
            found.append(at)
            numbered = False
        else:
            break
    return found


def lists_signers(text: str, sentence: Span) -> bool:
    """Whether a sentence with a colon opens a list of those who sign: "Unterzeichnet haben folgende Partner:"."""
    return _OF_SIGNERS.search(sentence.of(text).rstrip()) is not None


def leading_bodies(text: str, item: Span, bodies: list[BodyMention]) -> list[BodyMention]:
    """The bodies that items start with, not those that an item only goes on about."""
    return [
        b for b in bodies
        if _AT_START.search(text[item.start : b.span.start]) or _INLINE.search(text[item.start : b.span.start])
    ]  # fmt: skip


def lines_behind(
    text: str, sentences: tuple[Span, ...], number: int, bodies: list[list[BodyMention]]
) -> list[BodyMention]:
    """The bodies that make up the lines behind a sentence with a colon, one a line, without bullets."""
    found: list[BodyMention] = []
    for at in range(number + 1, len(sentences)):
        line = sentences[at].of(text).strip(" .,;")
        whole = [b for b in bodies[at] if b.span.end - b.span.start >= len(line) - _LEEWAY]
        if not whole:
            break
        found += whole[:1]
    return found


_LEEWAY = 20
"""Letters of a line that need not belong to the body's name, such as an addition in front of its head noun."""
