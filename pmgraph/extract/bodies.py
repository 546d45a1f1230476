"""Finds bodies by head noun and complement, and puts their names into the nominative."""

from __future__ import annotations

import re

from pmgraph.extract.mentions import BodyMention
from pmgraph.german.agreements import is_agreement
from pmgraph.german.bodies import (
    GENERIC,
    LAENDER,
    LAND,
    LAND_ADJECTIVE,
    LEGAL_FORM,
    PARTY,
    BodyWord,
    Head,
    Naming,
    body_word,
)  # fmt: skip
from pmgraph.german.names import is_first_name
from pmgraph.german.offices import office_word
from pmgraph.model import Span

_CAP = r"[A-ZÄÖÜ][\wäöüß]*(?:-[A-ZÄÖÜ]?[\wäöüß]+)*"
_WORD = re.compile(rf"\b{_CAP}")
_CO = re.compile(r"(?P<co>[A-ZÄÖÜ][\wäöüß]+-)\s+(?P<und>und|oder)\s+$")
_ADJ = r"[a-zäöüß]+e[nrsm]?"
_ADJECTIVE = re.compile(
    rf"(?:(?P<stem>\b[A-ZÄÖÜ][\wäöüß-]*(?:sch|deutsch|iert|lich|frei|weit))e[nrsm]?|(?P<low>\b{LAND_ADJECTIVE})e[nrsm]?|(?P<town>\b[A-ZÄÖÜ][a-zäöüß]+er))\s+$"
)
_SHORT = re.compile(r"\s\((?:kurz:?\s)?(?P<short>[A-ZÄÖÜ][\wÄÖÜäöüß&-]{1,9}(?:\s[A-ZÄÖÜ][\w-]{0,4})?)\)")
_ITEM = rf"(?:{_ADJ}\s+)?{_CAP}-?"
_LIST = rf"(?:{_ITEM}(?:,\s+{_ITEM})*\s+(?:und|sowie)\s+(?:{_ADJ}\s+)?{_CAP}|(?:{_ADJ}\s+)?{_CAP})"
_FOR = re.compile(
    rf"\s+für\s+(?:(?:die|den|das)\s+)?{_LIST}(?:\s+(?:der|des)\s+{_CAP}(?:,\s+{_CAP}-\s+und\s+{_CAP})?)?"
)
_GENITIVE = re.compile(
    rf"\s+(?P<article>der|des)\s+(?!Landes\b|Freistaate?s\b)(?:{_ADJ}\s+)?(?P<noun>{_CAP})(?:\s+(?:und\s+(?:der\s+)?|für\s+|in\s+){_CAP})*"
)
_OF_LAND = re.compile(
    rf"\s+(?:(?:des\s+(?:Landes|Freistaate?s)|von|in)\s+)?{LAND}(?P<s>s?)\b(?![-\w])(?P<part>\s(?:Nord|Süd|Ost|West|Mitte)\b)?"
)
_PROPER = re.compile(
    rf"\s+(?:zu\s+|in\s+)?(?P<name>(?:(?:Groß|Klein|Bad|Neu|Alt|Hohen|Sankt|St\.)\s)?{_CAP}(?:/{_CAP})?(?:\s(?:an\sder|am|im|in\sder|bei|vor\sder)\s{_CAP}|\s(?:Nord|Süd|Ost|West|Mitte|[IVX]+)\b(?:\s{_CAP})?)?)"
)
_NUMBERED = re.compile(rf"(?:\s\([A-ZÄÖÜ]{{2,6}}\))?\s+(?P<name>[IVX]+(?:\s{_CAP})?)\b")
_QUOTED = re.compile(r"\s+(?P<name>[„\"“][A-ZÄÖÜ][^„“”\"\n]{2,60}[“”\"])")
_NAMES = re.compile(
    rf"\s+(?:von\s+)?(?P<names>{_PROPER.pattern[3:]}(?:(?:,\s+|\s+und\s+|\s+sowie\s+)(?:der\s+|dem\s+)?(?!der\b){_PROPER.pattern[3:].replace('?P<name>', '?:')})+)"
)
_BEFORE = re.compile(
    rf"\b(?:[Dd](?:er|ie|as|em|en|es)|[Ii]m|[Vv]om|[Zz]ur|[Bb]eim)\s+(?P<name>(?:[A-ZÄÖÜ]\.\s(?:und\s)?){{0,3}}{_CAP}(?:\s{_CAP})?\s)$"
)
_LAND_ITSELF = re.compile(rf"\b(?P<form>Land(?:es)?|Freistaat(?:e?s)?|Bundesland(?:es)?)\s+{LAND}s?\b(?![-\w])")
_COMPANY = re.compile(
    rf"(?P<name>(?:{_CAP}|H\.)(?:\s(?:(?:und|&|für|der|den|des|zu)\s)*(?:{_CAP}|[A-Z]\.)){{0,5}})\s?-?(?P<form>{LEGAL_FORM.pattern})"
)
_HYPHENED = re.compile(r"\b[A-ZÄÖÜ][\wÄÖÜäöüß]+-(?:g?GmbH|AG|KG)\b")
_DISTRICT = re.compile(r"\b(?P<name>[A-ZÄÖÜ][\wäöüß-]{0,40}(?:-Kreis|[a-zäöüß]landkreis))(?:es|s)?\b(?!-)")
_COMMON = re.compile(r"(?:ung|heit|keit|schaft|tion|tät|nis|ment|ismus|ungen|innen)$")
_NO_NAME = frozenset(
    [
        "Montag",
        "Dienstag",
        "Mittwoch",
        "Donnerstag",
        "Freitag",
        "Samstag",
        "Sonntag",
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
        "Die",
        "Der",
        "Das",
        "Den",
        "Dem",
        "Und",
        "Für",
        "Pressestelle",
        "Presse",
        "Pressesprecher",
        "Impressum",
        "Telefon",
        "Tel",
        "Fax",
        "Mail",
        "Foto",
        "Bild",
        "Herr",
        "Herrn",
        "Frau",
        "Dr",
        "Prof",
        "Professor",
        "Euro",
        "Prozent",
        "Menschen",
        "Bürger",
        "Bürgerinnen",
        "Kinder",
        "Schüler",
        "Schülerinnen",
        "Lehrer",
        "Eltern",
        "Jahr",
        "Jahre",
        "Uhr",
        "Geld",
        "Mittel",
        "Ziel",
        "Zeit",
        "Raum",
        "Teil",
        "Weg",
        "Leben",
        "Fragen",
        "Hilfe",
    ]
)


def find_bodies(text: str, start: int, end: int) -> list[BodyMention]:
    """The bodies named in `text[start:end]`, in order. Groups and nouns without their proper name are not bodies."""
    found: list[BodyMention] = [_land_itself(m) for m in _LAND_ITSELF.finditer(text, start, end)]
    found += [
        BodyMention(span=Span(*m.span()), name=" ".join(m.group().split()), kind="partei")
        for m in PARTY.finditer(text, start, end)
    ]
    at = start
    for near in _WORD.finditer(text, start, end):
        if near.start() < at:
            continue
        word = body_word(near.group())
        if word is None:
            continue
        here = _several(text, near, word, start, end) if word.plural else [_one(text, near, word, start, end)]
        for body in here:
            if body is not None:
                found.append(body)
                at = max(at, body.span.end)
    found += _companies(text, start, end, found)
    found += [
        _district(m)
        for m in _DISTRICT.finditer(text, start, end)
        if not any(b.span.start <= m.start() < b.span.end for b in found)
    ]
    return sorted(found, key=lambda b: b.span)


def _district(match: re.Match[str]) -> BodyMention:
    return BodyMention(span=Span(*match.span()), name=match["name"], kind="landkreis")


def _land_itself(match: re.Match[str]) -> BodyMention:
    land = plain_land(match["land"])
    noun = "Freistaat" if match["form"].startswith("Freistaat") else "Land"
    return BodyMention(span=Span(*match.span()), name=f"{noun} {land}", kind="land", land=LAENDER[land])


def _one(text: str, match: re.Match[str], word: BodyWord, start: int, end: int) -> BodyMention | None:
    """The body that a head noun in the singular names, with what belongs to its name on either side."""
    head, name = word.head, word.nominative
    name, first, named = _left(text, name, head, match.start(), start)
    named = named or head.naming is Naming.ITSELF or _compound(word)
    tail, last, behind, land = _right(text, head, match.end(), end, named=named)
    if not named and not behind:
        return None
    if head.naming is Naming.FOLLOWED and not behind:
        return None
    legal = LEGAL_FORM.match(text, _skip_space(text, last), end)
    if legal is not None:
        tail, last = f"{tail} {legal.group()}", legal.end()
    short = _SHORT.match(text, last, end)
    return BodyMention(
        span=Span(first, last),
        name=name + tail,
        kind=head.kind,
        short=short["short"] if short and _is_short(short["short"]) else None,
        land=land,
    )


def _left(text: str, name: str, head: Head, first: int, start: int) -> tuple[str, int, bool]:
    """What stands before the head noun as part of the name: a coordinated noun, an adjective, a proper name."""
    co = _CO.search(text, max(start, first - 40), first)
    if co is not None:
        name, first = f"{co['co']} {co['und']} {name}", co.start()
    adjective = _ADJECTIVE.search(text, max(start, first - 40), first)
    if adjective is not None:
        stem = adjective["stem"] or adjective["low"]
        if stem is not None:
            return f"{stem[0].upper()}{stem[1:]}{_ENDING[head.gender]} {name}", adjective.start(), True
        if (
            head.naming in (Naming.PROPER, Naming.COMPOUND)
            and adjective["town"] not in _NO_NAME
            and office_word(adjective["town"]) is None
        ):
            return f"{adjective['town']} {name}", adjective.start(), True
    if head.naming in (Naming.PROPER, Naming.COMPOUND) and co is None:
        before = _BEFORE.search(text, max(start, first - 60), first)
        if before is not None and all(_is_proper(w) or len(w) <= 3 for w in before["name"].split()):
            return before["name"] + name, before.start("name"), True
    return name, first, co is not None


_ENDING = {"m": "er", "f": "e", "n": "es"}


def _right(text: str, head: Head, last: int, end: int, *, named: bool) -> tuple[str, int, bool, str | None]:
    """What stands behind the head noun as part of the name: (text, its end, whether it names, the Land's code)."""
    tail, behind, land = "", False, None
    if head.of:
        phrase = _FOR.match(text, last, end)
        if phrase is None:
            phrase = _GENITIVE.match(text, last, end)
            if phrase is not None and not _is_genitive(phrase):
                phrase = None
        if phrase is not None:
            tail, last, behind = " " + " ".join(phrase.group().split()), phrase.end(), True
    of_land = (
        None
        if head.naming is Naming.FOLLOWED and head.kind != "gebietskoerperschaft"
        else _OF_LAND.match(text, last, end)
    )
    if of_land is not None and (of_land["s"] == "" or head.kind != "gemeinde"):
        printed = " ".join(of_land.group().split())
        land = LAENDER[plain_land(of_land["land"])]
        return (
            tail + " " + (printed[:-1] if of_land["s"] and not of_land["part"] else printed),
            of_land.end(),
            True,
            land,
        )
    quoted = _QUOTED.match(text, last, end) if head.naming is not Naming.ITSELF else None
    if quoted is not None:
        return f"{tail} {quoted['name'].strip('„“”' + chr(34))}", quoted.end(), True, None
    if not named or head.naming in (Naming.PROPER, Naming.FOLLOWED) or head.kind == "kammer":
        numbered = _NUMBERED.match(text, last, end)
        proper = numbered or _PROPER.match(text, last, end)
        if proper is not None and (numbered is not None or _is_proper(proper["name"].split()[0])):
            followed = " ".join((numbered["name"] if numbered is not None else proper.group()).split())
            tail, last = f"{tail} {followed}", proper.end()
            if head.kind in ("landesbehoerde", "bundesbehoerde", "polizei"):
                return _of_house(text, tail, last, end)
            return tail, last, True, None
        genitive = None if head.of or head.naming is Naming.FOLLOWED else _GENITIVE.match(text, last, end)
        if genitive is not None and not named and body_word(genitive["noun"]) is not None:
            return tail + " " + " ".join(genitive.group().split()), genitive.end(), True, None
    return tail, last, behind, land


def _of_house(text: str, tail: str, last: int, end: int) -> tuple[str, int, bool, str | None]:
    """With the house that a branch belongs to: "Regionaldirektion Nord der Bundesagentur für Arbeit"."""
    genitive = _GENITIVE.match(text, last, end)
    word = body_word(genitive["noun"]) if genitive is not None else None
    if genitive is None or word is None:
        return tail, last, True, None
    noun_end = genitive.end("noun")
    behind, last, _, _ = _right(text, word.head, noun_end, end, named=True)
    return f"{tail} {genitive['article']} {genitive['noun']}{behind}", last, True, None


def _several(text: str, match: re.Match[str], word: BodyWord, start: int, end: int) -> list[BodyMention | None]:
    """The bodies of a head noun in the plural with a list of names: "der Landratsämter Nordhof und Südhof"."""
    head = word.head
    names = _NAMES.match(text, match.end(), end)
    if names is None or not _is_proper(names["names"].split()[0].rstrip(",")):
        adjective = _ADJECTIVE.search(text, max(start, match.start() - 40), match.start())
        if adjective is None or adjective["stem"] is None or head.naming is not Naming.COMPOUND:
            return []
        return [
            BodyMention(
                span=Span(adjective.start(), match.end()), name=f"{adjective['stem']}e {match.group()}", kind=head.kind
            )
        ]
    found: list[BodyMention | None] = []
    at = names.start("names")
    of = " von " if re.match(r"\s+von\s", names.group()) else " "
    for part in re.finditer(r"[^,\s](?:(?!,|\s+und\s|\s+sowie\s).)*", names["names"]):
        printed = re.sub(r"^(?:und|sowie|der|dem)\s+", "", re.sub(r"^(?:und|sowie)\s+", "", part.group()))
        offset = at + part.start() + len(part.group()) - len(printed)
        if not printed or not _is_proper(printed.split()[0]):
            break
        first = match.start() if not found else offset
        land = LAENDER.get(printed)
        found.append(
            BodyMention(
                span=Span(first, offset + len(printed)),
                name=f"{word.nominative}{of}{printed}",
                kind=head.kind,
                land=land,
            )
        )
    return found if len(found) > 1 else []


def _companies(text: str, start: int, end: int, known: list[BodyMention]) -> list[BodyMention]:
    """Names that end in a legal form, where no head noun named them already."""
    found = []
    for match in _HYPHENED.finditer(text, start, end):
        found.append(BodyMention(span=Span(*match.span()), name=match.group(), kind="unternehmen"))
    if LEGAL_FORM.search(text, start, end) is None:
        return found
    for match in _COMPANY.finditer(text, start, end):
        words = match["name"].split()
        while words and (office_word(words[0]) is not None or words[0] in _NO_NAME or not words[0][0].isupper()):
            words.pop(0)
        if not words:
            continue
        first = (
            match.end("name") - len(" ".join(words))
            if " ".join(words) == match["name"][-len(" ".join(words)) :]
            else match.start()
        )
        span = Span(first, match.end("form"))
        kind = "verband" if match["form"].startswith("e") else "unternehmen"
        if not any(b.span.start < span.end and span.start < b.span.end for b in [*known, *found]):
            found.append(BodyMention(span=span, name=" ".join(span.of(text).split()), kind=kind))
    return found


def _compound(word: BodyWord) -> bool:
    lower = word.nominative.lower()
    if "-" in word.nominative and lower.rsplit("-", 1)[1] == word.head.noun:
        return True
    return word.head.naming is Naming.COMPOUND and lower != word.head.noun and lower not in GENERIC


def _is_genitive(phrase: re.Match[str]) -> bool:
    noun = phrase["noun"]
    return office_word(noun) is None and not is_first_name(noun) and not is_agreement(noun)


def _is_proper(word: str) -> bool:
    """Whether a capitalised word can be the proper name of a place or house rather than a person's or a common noun."""
    if (
        word in _NO_NAME
        or word in ("Altes", "Neues", "Alte", "Neue", "Großes", "Kleines")
        or _COMMON.search(word)
        or office_word(word) is not None
        or is_agreement(word)
    ):
        return False
    if body_word(word) is not None or (is_first_name(word) and "-" not in word):
        return False
    return word[0].isupper()


def _is_short(short: str) -> bool:
    return sum(c.isupper() for c in short) >= 2 and short not in LAENDER


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at] == " ":
        at += 1
    return at


def plain_land(printed: str) -> str:
    """A Land's name without the space that a lost hyphenation left."""
    return re.sub(r"-\s+", "-", printed)
