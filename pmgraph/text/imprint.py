"""Reads imprints: who is responsible, the address and how to reach them, also where the parts are run together."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice

from pmgraph.model import Claim, Evidence, Span
from pmgraph.reading import Imprint

Cite = Callable[[Span, str], Evidence]

_MOST = 6
# The word comes first and the look at what stands before it after it: the engine skips to a literal beginning.
START = re.compile(r"Impressum(?<!\wImpressum)\b(?::|[ \t]*\n)")
_END = re.compile(START.pattern + r"|\n[ \t]*Anhänge zur Pressemitteilung|\Z")
_UNIT = re.compile(
    r"(?P<unit>Presse- und Öffentlichkeitsarbeit|Presse- und Informationsamt|Pressestelle|Pressereferat|Pressesprecher(?:in)?)"
)
_RESPONSIBLE = re.compile(
    r"(?:Verantwortlich|Ansprechpartner(?:in)?|Redaktion):\s*(?P<responsible>(?:Dr\. )?[A-ZÄÖÜ][a-zäöüß]+(?:-[A-ZÄÖÜ][a-zäöüß]+)? "
    r"[A-ZÄÖÜ][a-zäöüß]+?(?:-[A-ZÄÖÜ][a-zäöüß]+)?)(?=\s|Presse|$)"
)
# The postal code is the last five digits before the town; what stands before it is the street and its number.
_ADDRESS = re.compile(
    r"(?P<street>[A-ZÄÖÜ][^\d\n:]{2,60}?\s*\d{1,4}(?:\s?[a-z](?=\W))?(?:[^\n:@]{0,40}?))\s*(?P<postal_code>\d{5})\s+(?P<town>[A-ZÄÖÜ][a-zäöüß]+(?:[ -](?:[A-ZÄÖÜ][a-zäöüß]+))*?)(?=Tel|Fax|Mail|E-Mail|\s|$)"
)
_TELEPHONE = re.compile(r"Tel(?:efon)?\.?:\s*(?P<telephone>[(+\d][\d ()/–-]{5,24}\d)")
_FAX = re.compile(r"(?:Tele)?[Ff]ax:\s*(?P<fax>[(+\d][\d ()/–-]{5,24}\d)")
_EMAIL = re.compile(r"(?P<email>[A-Za-z][\w.+-]*@[\w-]+(?:\.[\w-]+)*?\.(?:de|eu|com|org|net))(?![a-z]*\.[a-z]{2})")
_URL = re.compile(r"(?P<url>www\.[\w-]+(?:\.[\w-]+)+)")
_HOUSE = re.compile(
    r"\s*(?P<organisation>[A-ZÄÖÜ][^\n:]{3,120}?)(?=Pressestelle|Presse-|Pressesprecher|Pressereferat|Stabsstelle|Verantwortlich|\n|\d)"
)


def read_imprints(text: str, cite: Cite) -> tuple[tuple[Imprint, ...], int]:
    """The imprints of a repaired text in order, and the offset at which the first one starts (the text's end if none)."""
    found: list[Imprint] = []
    first = len(text)
    for start in islice(START.finditer(text), _MOST):
        first = min(first, start.start())
        end = _END.search(text, start.end())
        block = Span(start.end(), end.start() if end is not None else len(text))
        found.append(_imprint(text, block, cite))
    return tuple(found), first


def _imprint(text: str, block: Span, cite: Cite) -> Imprint:
    house = _HOUSE.match(text, block.start, block.end)
    rest = house.end() if house is not None else block.start

    def one(pattern: re.Pattern[str], group: str, start: int = rest) -> Claim[str] | None:
        match = pattern.search(text, start, block.end)
        if match is None:
            return None
        return Claim(
            " ".join(match[group].split()), (cite(Span(*match.span(group)), f"imprint.{group.replace('_', '-')}"),)
        )

    unit = _UNIT.search(text, rest, block.end)
    street = unit.end() if unit is not None else rest
    first = block.start + len(block.of(text)) - len(block.of(text).lstrip())
    line_end = text.find("\n", first, block.end)
    return Imprint(
        evidence=cite(Span(first, line_end if line_end >= 0 else block.end), "imprint.block"),
        organisation=_seams(_house(house, cite)),
        unit=one(_UNIT, "unit"),
        responsible=one(_RESPONSIBLE, "responsible", block.start),
        street=one(_ADDRESS, "street", street),
        postal_code=one(_ADDRESS, "postal_code", street),
        town=one(_ADDRESS, "town", street),
        telephone=one(_TELEPHONE, "telephone"),
        fax=one(_FAX, "fax"),
        email=one(_EMAIL, "email"),
        url=one(_URL, "url"),
    )


def _house(match: re.Match[str] | None, cite: Cite) -> Claim[str] | None:
    if match is None or match["organisation"].startswith(("Verantwortlich", "Redaktion", "Herausgeber")):
        return None
    return Claim(
        " ".join(match["organisation"].split()), (cite(Span(*match.span("organisation")), "imprint.organisation"),)
    )


def _seams(claim: Claim[str] | None) -> Claim[str] | None:
    """Words that ran together at a line's end: "LandesSachsen-Anhalt" is "Landes Sachsen-Anhalt"."""
    if claim is None:
        return None
    return Claim(
        re.sub(r"(?<=[a-zäöüß])(?=[A-ZÄÖÜ])|(?<=[a-zäöüß])(?=des Landes\b)", " ", claim.value).replace("- ", "-"),
        claim.evidence,
    )
