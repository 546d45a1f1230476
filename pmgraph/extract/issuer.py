"""Says which house issued a release: the inner header's, the imprint's, or the one that a source line or an address names."""

from __future__ import annotations

import re

from pmgraph.extract.bodies import find_bodies
from pmgraph.extract.mentions import BodyMention
from pmgraph.german.bodies import LAND, PARTY, body_word
from pmgraph.model import Claim, Span
from pmgraph.reading import Body, Layout

# A line that names the house whose text this is; the house follows.
_SOURCE = re.compile(
    r"(?:(?<!\w)Original-Content von:|(?<!\w)Quelle:|(?<!\w)Herausgeber(?:in)?:|(?<!\w)Herausgegeben von:?|\b(?:Die\s+)?Pressestelle(?:\s+(?:der|des))?|\bPresse(?:information|mitteilung|meldung|dienst|kontakt)(?:en)?(?::|\s+(?:der|des))|\bMedieninformation\s+(?:der|des))\s*(?:(?:der|des|die|das)\s+)?"
)
_LINE = 300
_PLACE_LINE = re.compile(r"[A-ZÄÖÜ]{4,}(?:[ -][A-ZÄÖÜ]{3,})*")
_POSTAL = re.compile(r"(?<![\d-])\d{5}[ \t]+[A-ZÄÖÜ][a-zäöüß]+")
_OTHER = re.compile(rf"{_POSTAL.pattern}|\bTel|\bFax|@|\bwww\.")
"""What ends the address before."""
_ABOVE = 6
"""Lines above the town in which its house may stand."""
_WELCOME = re.compile(rf"(?:bei\s+der\s+|bei\s+dem\s+|beim\s+)(?P<party>{PARTY.pattern}\s+{LAND})")


def find_issuer(layout: Layout) -> Claim[Body] | None:
    """The issuing house; None where the text names none."""
    name = layout.header.issuer or next((i.organisation for i in layout.imprints if i.organisation), None)
    if name is not None:
        word = next((w for w in map(body_word, name.value.split()) if w is not None), None)
        kind = word.head.kind if word is not None else "sonstige-stelle"
        return Claim(Body(name=name.value, kind=kind, mentions=name.evidence), name.evidence)
    for line in (m for m in layout.margins if m.end - m.start <= _LINE):
        found = _in_line(layout, line)
        if found is not None:
            return _claim(layout, found, "issuer.source-line")
    return _own_line(layout) or _address(layout)


def _address(layout: Layout) -> Claim[Body] | None:
    """The house whose address stands below the text; None where several houses give theirs."""
    text = layout.text
    below = [m for m in layout.margins if layout.sentences and m.start >= layout.sentences[0].end]
    found: dict[str, BodyMention] = {}
    for index, line in enumerate(below):
        if line.end - line.start > _LINE or _POSTAL.search(text, line.start, line.end) is None:
            continue
        first = index
        while first > 0 and index - first < _ABOVE and not _OTHER.search(below[first - 1].of(text)):
            first -= 1
        for above in below[first : index + 1]:
            house = next((b for b in find_bodies(text, above.start, above.end) if b.span.start == above.start), None)
            if house is not None and house.kind not in ("land", "partei"):
                found[house.name] = house
                break
    return _claim(layout, next(iter(found.values())), "issuer.address-block") if len(found) == 1 else None


def _claim(layout: Layout, mention: BodyMention, rule: str) -> Claim[Body]:
    evidence = layout.cite(mention.span, rule)
    return Claim(Body(name=mention.name, kind=mention.kind, mentions=(evidence,), short=mention.short), (evidence,))


def _in_line(layout: Layout, line: Span) -> BodyMention | None:
    text = layout.text
    welcome = _WELCOME.search(text, line.start, line.end)
    if welcome is not None:
        return BodyMention(span=Span(*welcome.span("party")), name=" ".join(welcome["party"].split()), kind="partei")
    for source in _SOURCE.finditer(text, line.start, line.end):
        at = source.end()
        named = next((b for b in _bodies(text, at, line.end) if b.span.start - at <= 2), None)
        if named is not None:
            return named
    return None


def _bodies(text: str, start: int, end: int) -> list[BodyMention]:
    """The bodies of a line; one printed in capitals ("LANDKREIS NORDHAUSEN") is read as if it were not."""
    found = find_bodies(text, start, end)
    if found:
        return found
    shouted = _PLACE_LINE.search(text, start, end)
    if shouted is None:
        return []
    calm = text[:start] + re.sub(r"[A-ZÄÖÜ]{3,}", lambda m: m.group().capitalize(), text[start:end])
    return find_bodies(calm, start, end)


def _own_line(layout: Layout) -> Claim[Body] | None:
    """The house that has a line of its own above the headline, as sites print their name."""
    title = layout.title
    for line in layout.margins:
        if title is not None and line.start >= title.start:
            break
        if line.end - line.start > _LINE:
            continue
        whole = [b for b in find_bodies(layout.text, line.start, line.end) if b.span == line]
        if whole and whole[0].kind != "land":
            return _claim(layout, whole[0], "issuer.own-line")
    return None
