"""Finds bodies by head noun and complement, and puts their names into the nominative."""

from __future__ import annotations

import re

from pmgraph.extract.companies import find_companies
from pmgraph.extract.mentions import BodyMention
from pmgraph.extract.words import ANY, Word
from pmgraph.german.agreements import is_agreement
from pmgraph.german.bodies import (
    AID,
    CAPITALISED_WORD,
    GENERIC,
    LAENDER,
    LAND,
    LAND_ADJECTIVE,
    LEGAL_FORM,
    NO_NAME,
    PARTY,
    UNION,
    BodyWord,
    Head,
    Naming,
    body_word,
)  # fmt: skip
from pmgraph.german.bodies import CAPITALISED as _CAP
from pmgraph.german.names import is_first_name
from pmgraph.german.offices import office_word
from pmgraph.model import Span

_CO = re.compile(r"(?P<co>[A-ZÄÖÜ][\wäöüß]+-)\s+(?P<und>und|oder)\s+$")
_ADJ = r"(?!(?:d(?:ie|er|es|em|en)|eine[nrsm]?|diese[nrsm]?|ihre[nrsm]?|seine[nrsm]?)\b)[a-zäöüß]+e[nrsm]?"
_ADJECTIVE = re.compile(
    rf"(?:(?P<stem>\b[A-ZÄÖÜ][\wäöüß-]*(?:sch|deutsch|iert|lich|frei|weit))e[nrsm]?|(?P<low>\b(?:{LAND_ADJECTIVE}|evangelisch|katholisch))e[nrsm]?|(?P<town>\b[A-ZÄÖÜ][a-zäöüß]+er))\s+$"
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
# Each word starts with its capital and looks back from there, so that the engine skips to these three letters.
_LAND_ITSELF = re.compile(
    rf"(?P<form>L(?<!\w.)and(?:es)?|F(?<!\w.)reistaat(?:e?s)?|B(?<!\w.)undesland(?:es)?)\s+{LAND}s?\b(?![-\w])"
)
_DISTRICT = re.compile(r"\b(?P<name>[A-ZÄÖÜ][\wäöüß-]{0,40}(?:-Kreis|[a-zäöüß]landkreis))(?:es|s)?\b(?!-)")
_PREFIXED = frozenset(
    [
        "stiftung", "museum", "theater", "gymnasium", "institut", "orchester", "archiv", "akademie",
        "gesellschaft", "sparkasse", "verein", "allianz", "schule", "klinikum",
    ]
)  # fmt: skip
"""Nouns that a proper name may stand before without a hyphen: "die Karl Muster Stiftung"."""
_LAND_SHORT = re.compile(r"\s+(?:NRW|M-V|MV|RLP|BW|S-H|LSA)\b(?!-)")
_SHARED_PLACE = re.compile(
    rf"\b(?P<first>{_CAP})\s+und\s+(?:(?:der|die|dem|den)\s+)?(?P<second>{_CAP})\s+(?P<place>{_CAP})"
)
_AND_MORE = re.compile(rf"(?:,\s+{_CAP})*\s+und\s+(?!(?:der|die|das)\b){_CAP}")
_ENDS_NAME = re.compile(r"\s*(?:[,.;)(]|e\.\s?V\.|\b(?:und|sowie|haben|hat|hatten|unterzeichneten?)\b|$)")
_IN_CITY = re.compile(r"\s+in\s+(?:Berlin|Hamburg|Bremen)")
_ADJECTIVAL_NAME = re.compile(rf"\s+[A-ZÄÖÜ][a-zäöüß]+er\s{_CAP}")
_SITE = re.compile(rf"\s+(?:am|an\s+der|im|auf\s+dem)\s+{_CAP}")
_BRANCH = re.compile(r"(?:[Kk]reis|[Oo]rts|[Rr]egional|[Ss]tadt|[Ll]andes|[Bb]ezirks)verband(?:e?s)?$")
_COMMON = re.compile(r"(?:ung|heit|keit|schaft|tion|tät|nis|ment|ismus|ungen|innen)$")


def find_bodies(text: str, start: int, end: int, kinds: int = ANY) -> list[BodyMention]:
    """The bodies named in `text[start:end]`, in order. Groups and nouns without their proper name are not bodies.

    `kinds` says what kinds of words stand there, so that nothing is looked for in vain.
    """
    found: list[BodyMention] = []
    if kinds & Word.LAND:
        found += [_land_itself(m) for m in _LAND_ITSELF.finditer(text, start, end)]
    if kinds & Word.LISTED:
        found += _listed(text, start, end)
    if kinds & Word.BODY:
        found += _headed(text, start, end)
    if kinds & Word.LISTED:
        found += find_companies(text, start, end, found)
        found += [
            _district(m)
            for m in _DISTRICT.finditer(text, start, end)
            if not any(b.span.start <= m.start() < b.span.end for b in found)
        ]
    return sorted(found, key=lambda b: b.span) if len(found) > 1 else found


def _listed(text: str, start: int, end: int) -> list[BodyMention]:
    """Parties and trade unions, which are named by their abbreviation."""
    found = [
        BodyMention(span=Span(*m.span()), name=" ".join(m.group().split()), kind="partei")
        for m in PARTY.finditer(text, start, end)
    ]
    found += [
        BodyMention(span=Span(*m.span()), name=" ".join(m.group().split()), kind="gewerkschaft")
        for m in UNION.finditer(text, start, end)
    ]
    found += [_aid(m) for m in AID.finditer(text, start, end)]
    return found


def _aid(match: re.Match[str]) -> BodyMention:
    """A relief organisation in the nominative: "des Deutschen Roten Kreuzes" is "Deutsches Rotes Kreuz"."""
    words = match.group().split()
    last = re.sub(r"(?<=(?:und|nst|erk|euz))e?s$", "", words[-1])
    ending = "es" if last.endswith(("Kreuz", "werk")) else "er" if last.endswith("dienst") else "e"
    before = [re.sub(r"e[nrs]?$", ending, w) if w[0] in "DRT" else w for w in words[:-1]]
    return BodyMention(span=Span(*match.span()), name=" ".join([*before, last]), kind="verband")


def _headed(text: str, start: int, end: int) -> list[BodyMention]:
    """The bodies that a head noun names."""
    nouns = [
        (near, word)
        for near in CAPITALISED_WORD.finditer(text, start, end)
        if (word := body_word(near.group())) is not None
    ]
    found: list[BodyMention] = []
    for near, word in nouns:
        if word.head.naming is Naming.FOLLOWED and (shared := _SHARED_PLACE.match(text, near.start(), end)) is not None:
            found += _shared_place(shared)
    at = start
    for near, word in nouns:
        if near.start() < at:
            continue
        here = _several(text, near, word, start, end) if word.plural else [_one(text, near, word, start, end)]
        for body in here:
            if body is not None:
                found.append(body)
                at = max(at, body.span.end)
    return found


def _shared_place(match: re.Match[str]) -> list[BodyMention]:
    """The first of two bodies that share their town: "Stadt und Universität Guben" names the Stadt Guben too."""
    word, second = body_word(match["first"]), body_word(match["second"])
    if word is None or second is None or not is_proper(match["place"]):
        return []
    return [
        BodyMention(span=Span(*match.span("first")), name=f"{word.nominative} {match['place']}", kind=word.head.kind)
    ]


def _district(match: re.Match[str]) -> BodyMention:
    return BodyMention(span=Span(*match.span()), name=match["name"], kind="landkreis")


def _land_itself(match: re.Match[str]) -> BodyMention:
    land = plain_land(match["land"])
    noun = "Freistaat" if match["form"].startswith("Freistaat") else "Land"
    return BodyMention(span=Span(*match.span()), name=f"{noun} {land}", kind="land", land=LAENDER[land])


def _one(text: str, match: re.Match[str], word: BodyWord, start: int, end: int) -> BodyMention | None:
    """The body that a head noun in the singular names, with what belongs to its name on either side."""
    head, name = word.head, word.nominative
    if head.naming is Naming.FOLLOWED and not _right(text, head, match.end(), end, named=False)[2]:
        return None  # most often: "die Stadt", "der Kreis"
    name, first, named = _left(text, name, head, match.start(), start)
    named = named or head.naming is Naming.ITSELF or _compound(word)
    tail, last, behind, land = _right(text, head, match.end(), end, named=named)
    if not named and not behind:
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
    low = max(start, first - 40)
    co = _CO.search(text, low, first) if text[low:first].rstrip().endswith(("und", "oder")) else None
    if co is not None:
        name, first = f"{co['co']} {co['und']} {name}", co.start()
    adjective = _adjective(text, max(start, first - 40), first)
    if adjective is not None:
        stem = adjective["stem"] or adjective["low"]
        if stem is not None:
            return f"{stem[0].upper()}{stem[1:]}{_ENDING[head.gender]} {name}", adjective.start(), True
        if (
            head.naming in (Naming.PROPER, Naming.COMPOUND)
            and adjective["town"] not in NO_NAME
            and office_word(adjective["town"]) is None
        ):
            return f"{adjective['town']} {name}", adjective.start(), True
    if head.noun in _PREFIXED and co is None:
        before = _BEFORE.search(text, max(start, first - 60), first)
        if before is not None and all(is_proper(w) or len(w) <= 3 for w in before["name"].split()):
            return before["name"] + name, before.start("name"), True
    return name, first, co is not None


def _adjective(text: str, low: int, first: int) -> re.Match[str] | None:
    """The adjective that ends right before `first`; only the last word before it can be one, so only that is tried."""
    before = text[low:first].rstrip()
    if not before.endswith(("e", "n", "r", "s", "m")):
        return None
    return _ADJECTIVE.search(text, low + before.rfind(" ") + 1, first)


_ENDING = {"m": "er", "f": "e", "n": "es"}


def _right(text: str, head: Head, last: int, end: int, *, named: bool) -> tuple[str, int, bool, str | None]:
    """What stands behind the head noun as part of the name: (text, its end, whether it names, the Land's code)."""
    tail, behind, land = "", False, None
    if last >= end or not text[last].isspace():
        return tail, last, behind, land  # every part of a name that may follow stands behind a space
    if head.of:
        phrase = _FOR.match(text, last, end)
        if phrase is None:
            phrase = _GENITIVE.match(text, last, end)
            if phrase is not None and not _is_genitive(phrase):
                phrase = None
        if phrase is not None:
            last = _before_town(text, phrase)
            tail, behind = " " + " ".join(text[phrase.start() : last].split()), True
    of_land = (
        None
        if head.naming is Naming.FOLLOWED and head.kind != "gebietskoerperschaft"
        else _OF_LAND.match(text, last, end)
    )
    if of_land is not None and _IN_CITY.match(of_land.group()):
        of_land = None  # "die Konferenz in Berlin" is only held there
    if of_land is not None and (of_land["s"] == "" or head.kind != "gemeinde"):
        printed = " ".join(of_land.group().split())
        land = LAENDER[plain_land(of_land["land"])]
        tail = tail + " " + (printed[:-1] if of_land["s"] and not of_land["part"] else printed)
        if head.kind == "landesbehoerde":
            return (*_of_house(text, tail, of_land.end(), end)[:3], land)
        return tail, of_land.end(), True, land
    abroad = _LAND_SHORT.match(text, last, end) if head.naming is not Naming.FOLLOWED else None
    if abroad is not None:
        return tail + " " + abroad.group().strip(), abroad.end(), True, None
    site = _SITE.match(text, last, end) if head.noun.endswith(("schule", "gymnasium")) else None
    if site is not None:
        return f"{tail} {' '.join(site.group().split())}", site.end(), True, None
    quoted = _QUOTED.match(text, last, end) if head.naming is not Naming.ITSELF else None
    if quoted is not None:
        return f"{tail} {quoted['name'].strip('„“”' + chr(34))}", quoted.end(), True, None
    if named and head.naming is Naming.COMPOUND and head.kind == "verband" and not behind:
        proper = _PROPER.match(text, last, end)
        if (
            proper is not None
            and is_proper(proper["name"].split()[0])
            and (_ENDS_NAME.match(text, proper.end(), end) or _BRANCH.search(text, max(0, last - 20), last))
        ):
            return f"{tail} {proper['name']}", proper.end(), True, None
    if not named or head.naming in (Naming.PROPER, Naming.FOLLOWED) or head.kind == "kammer":
        numbered = _NUMBERED.match(text, last, end)
        proper = numbered or _PROPER.match(text, last, end)
        if proper is not None and (numbered is not None or is_proper(proper["name"].split()[0])):
            if head.kind == "gewerkschaft" and (more := _AND_MORE.match(text, proper.end(), end)) is not None:
                return f"{tail} {' '.join(text[last : more.end()].split())}", more.end(), True, None
            if head.kind == "gewerkschaft" and (own := _ADJECTIVAL_NAME.match(text, last, end)) is not None:
                return f"{tail} {' '.join(own.group().split())}", own.end(), True, None
            followed = " ".join((numbered["name"] if numbered is not None else proper.group()).split())
            tail, last = f"{tail} {followed}", proper.end()
            if head.kind in ("landesbehoerde", "bundesbehoerde", "polizei"):
                return _of_house(text, tail, last, end)
            return tail, last, True, None
        genitive = None if head.of or head.naming is Naming.FOLLOWED else _GENITIVE.match(text, last, end)
        if genitive is not None and not named and body_word(genitive["noun"]) is not None:
            return tail + " " + " ".join(genitive.group().split()), genitive.end(), True, None
    return tail, last, behind, land


def _before_town(text: str, phrase: re.Match[str]) -> int:
    """The end of a field, without a town or district behind it: "Agentur für Arbeit und Stadt X" are two bodies."""
    more = _AND_TOWN.search(text, phrase.start(), phrase.end())
    word = body_word(more["noun"]) if more is not None else None
    return (
        more.start() if more is not None and word is not None and word.head.naming is Naming.FOLLOWED else phrase.end()
    )


_AND_TOWN = re.compile(rf"\s+(?:und|sowie)\s+(?P<noun>{_CAP})$")


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
    if names is None or not is_proper(names["names"].split()[0].rstrip(",")):
        adjective = _adjective(text, max(start, match.start() - 40), match.start())
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
        if not printed or not is_proper(printed.split()[0]) or is_first_name(printed.split()[0]):
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


def _compound(word: BodyWord) -> bool:
    lower = word.nominative.lower()
    if "-" in word.nominative and lower.rsplit("-", 1)[1] == word.head.noun:
        return True
    return word.head.naming is Naming.COMPOUND and lower != word.head.noun and lower not in GENERIC


def _is_genitive(phrase: re.Match[str]) -> bool:
    noun = phrase["noun"]
    return office_word(noun) is None and not is_first_name(noun) and not is_agreement(noun)


def is_proper(word: str) -> bool:
    """Whether a capitalised word can be the proper name of a place or house rather than a person's or a common noun."""
    if (
        word in NO_NAME
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
