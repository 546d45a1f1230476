"""Finds persons: by first name, by academic title, or by the office that stands right before a name."""

from __future__ import annotations

import re
from dataclasses import replace

from pmgraph.extract.mentions import PersonMention
from pmgraph.german.agreements import is_agreement
from pmgraph.german.bodies import LAENDER, LEGAL_FORM, body_word
from pmgraph.german.names import CAPITALISED_NAME, PARTICLES, TITLES, is_first_name
from pmgraph.german.offices import office_word
from pmgraph.model import Span

_PART = rf"(?!(?:Prof|Dr|PD|Dipl|Priv|Mag)\b)(?:{CAPITALISED_NAME}|[A-ZÄÖÜ]\.(?:-?[A-ZÄÖÜ]\.)?)"
_PARTICLE = "|".join(sorted(PARTICLES, key=len, reverse=True))
# What comes first may all be missing, so a look ahead sends away most letters: names and titles start with a capital, or
# are an abbreviation such as "habil.".
_SEQUENCE = re.compile(
    rf"(?=[A-ZÄÖÜÉÓŁŠŽÇ]|[a-z]+\.)(?P<polite>\b(?:Herrn?|Frau)\s)?(?P<titles>{TITLES.pattern})?\b(?P<words>{_PART}(?:[ ](?:(?:{_PARTICLE})[ ]){{0,3}}{_PART})*)(?![\w-])"
)
# "Karl Muster GmbH", "Karl Muster & Söhne": a firm that bears a person's name.
_OF_FIRM = re.compile(r"\s(?:von\sder|von|vom|der|zu)\s")
_FIRM = re.compile(rf"\s(?:{LEGAL_FORM.pattern}|&\s|und\s(?:Söhne|Sohn|Töchter|Partner|Co)\b)")
_SPELLED_TITLES = frozenset(["Professor", "Professorin", "Professors", "Doktor"])
# A name in quotation marks right behind a noun is the name of a house: »Gymnasium „Anna Beispiel“«.
_NAMESAKE = re.compile(r"[A-ZÄÖÜ][\wäöüß-]+\s[„\"]$")
_NO_NAME = frozenset(
    [
        "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag", "Januar", "Februar",
        "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember", "Herr",
        "Herrn", "Frau", "Dr", "Prof", "Und", "Der", "Die", "Das", "Den", "Dem", "Des", "Ein", "Eine", "Sie",
        "Er", "Es", "Wir", "Ich", "Heute", "Gemeinsam", "Land", "Bund", "Kommunen", "Bürger", "Ziel", "Anfang",
        "Mitte", "Ende", "Rahmen", "Beispiel", "Bild", "Foto", "Tel", "Telefon", "Fax", "Mail", "Str", "Straße",
        "Platz", "Stellung", "Verständnis", "Pressemitteilung", "Pressestelle", "Impressum", "Bildunterschrift",
        "Hintergrund", "Uhr", "Euro", "Prozent", "Ausbau", "Auftrag", "Sicht", "Kontakt", "Archiv", "Redaktion",
        "Web", "Internet", "Video", "Zusammenarbeit", "Vertreter", "Partner", "Vertragsunterzeichnung",
        "Unterzeichnung", "Wort",
    ]
)  # fmt: skip

_NOUNS = frozenset(
    [
        "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag", "Januar", "Februar",
        "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember", "Land",
        "Bund", "Bürger", "Ziel", "Anfang", "Mitte", "Ende", "Rahmen", "Beispiel", "Bild", "Platz", "Uhr", "Euro",
        "Ausbau", "Wort", "Partner",
    ]
)  # fmt: skip
"""Nouns that are family names as well."""


def find_persons(text: str, start: int, end: int) -> list[PersonMention]:
    """The persons named in `text[start:end]`, in order. Surnames alone are found only after an office or a title."""
    found: list[PersonMention] = []
    for match in _SEQUENCE.finditer(text, start, end):
        found.extend(_in_sequence(match))
    return found


def _in_sequence(match: re.Match[str]) -> list[PersonMention]:
    printed = match["words"]
    if " " not in printed and match["titles"] is None and match["polite"] is None:
        return []
    if match.string[match.end() : match.end() + 1] == " " and _FIRM.match(match.string, match.end()) is not None:
        # "A von der Muster GmbH" is a person of that firm, "Karl Muster GmbH" is a firm.
        of = list(_OF_FIRM.finditer(printed))
        if not of:
            return []
        printed = printed[: of[-1].start()]
    start = match.start("words")
    if match.string[match.end() : match.end() + 1] in ("“", '"') and _NAMESAKE.search(
        match.string, max(0, match.start() - 40), match.start()
    ):
        return []
    words: list[tuple[str, int]] = []
    at = start
    for word in printed.split(" "):
        words.append((word, at))
        at += len(word) + 1
    titles = match["titles"].strip() if match["titles"] else None
    if titles is not None or match["polite"] is not None:
        start = match.start("titles") if titles is not None else match.start("words")
        person = _titled(words, 0, titles, start, polite=match["polite"] is not None)
        return [person] if person else []
    at = 0
    while at < len(words):
        word, offset = words[at]
        if word in _SPELLED_TITLES and at + 1 < len(words):
            person = _titled(words, at + 1, word, offset, polite=False)
            if person is not None:
                return [person]
        if is_first_name(word):
            person = _named(words, at, None, offset)
            if person is not None:
                return [person]
        office = office_word(word)
        if office is not None and at + 1 < len(words) and words[at + 1][0] not in _SPELLED_TITLES:
            rest = at + 1
            person = _named(words, rest, None, words[rest][1], sure=True)
            if person is None and not office.plural and not _after_article(match.string, offset):
                person = _unknown_first_name(words, rest)
                if person is None and rest == len(words) - 1:
                    person = _surname(words, rest, None, words[rest][1])
            return [person] if person else []
        at += 1
    return []


def _titled(
    words: list[tuple[str, int]], at: int, titles: str | None, start: int, *, polite: bool
) -> PersonMention | None:
    """The name behind an academic title or behind "Herr" and "Frau", with or without a first name that is known."""
    while (
        at < len(words)
        and (office := office_word(words[at][0])) is not None
        and not office.plural
        and at + 1 < len(words)
    ):
        at, start = at + 1, words[at + 1][1]  # "Herr Kreisdirektor Muster"
    person = _named(words, at, titles, start, sure=True)
    if person is None:
        unknown = _unknown_first_name(words, at)
        if unknown is not None and titles is not None:
            person = replace(unknown, span=Span(start, unknown.span.end), titles=titles)
        else:
            person = _surname(words, at, titles, start)
    return replace(person, polite=polite, certain=True) if person is not None else None


_ARTICLE_BEFORE = re.compile(
    r"\b(?:[Dd](?:er|en|em|es|ie)|[Ee]in(?:e[nrsm]?)?|[Ss]ein[erm]?|[Ii]hr[erm]?)\s(?:[a-zäöüß]+\s)?$"
)


def _after_article(text: str, offset: int) -> bool:
    """Whether an article stands before: "der Minister Verständnis" is no name, "Minister Verstaen" is one."""
    return _ARTICLE_BEFORE.search(text[max(0, offset - 40) : offset]) is not None


def _named(
    words: list[tuple[str, int]], at: int, titles: str | None, start: int, *, sure: bool = False
) -> PersonMention | None:
    """First names from `at` on and the family name behind them; None if that is not what stands there.

    `sure` says that an office or a title stands before: then the family name may be a noun ("Landrätin Anna Freitag").
    """
    given: list[str] = []
    here = at
    while here < len(words) and (is_first_name(words[here][0]) or (given and _initial(words[here][0]))):
        given.append(words[here][0])
        here += 1
    if here == len(words) and len(given) > 1 and not _initial(given[-1]):
        given.pop()  # "Klaus Peter": the last first name is the family name
        here -= 1
    if not given or here >= len(words):
        return None
    particles: list[str] = []
    while here < len(words) and words[here][0] in PARTICLES:
        particles.append(words[here][0])
        here += 1
    if here >= len(words) or not (_family(words, here) or (sure and words[here][0] in _NOUNS)):
        return None
    family = " ".join([*particles, words[here][0]])
    finish = words[here][1] + len(words[here][0])
    return PersonMention(
        span=Span(start, finish), name=" ".join([*given, family]), given=" ".join(given), family=family, titles=titles
    )


def _unknown_first_name(words: list[tuple[str, int]], at: int) -> PersonMention | None:
    """Two capitalised words right after an office without article: "Landrätin Wibke Ostermann"."""
    if at + 1 >= len(words) or len(words) - at > 2 or not all(_family(words, i) for i in (at, at + 1)):
        return None
    (first, start), (last, offset) = words[at], words[at + 1]
    if first in PARTICLES or last in PARTICLES:
        return None
    return PersonMention(
        span=Span(start, offset + len(last)), name=f"{first} {last}", given=first, family=last, certain=False
    )


def _surname(words: list[tuple[str, int]], at: int, titles: str | None, start: int) -> PersonMention | None:
    particles: list[str] = []
    if at < len(words) and words[at][0] in _ARTICLES:
        return None  # "Leiter der Anlage" names no Herr der Anlage
    while at < len(words) and words[at][0] in PARTICLES:
        particles.append(words[at][0])
        at += 1
    if at >= len(words) or not _family(words, at):
        return None
    family = " ".join([*particles, words[at][0]])
    finish = words[at][1] + len(words[at][0])
    return PersonMention(
        span=Span(start, finish), name=family, given=None, family=family, titles=titles, certain=titles is not None
    )


_NAMED_AFTER = frozenset(
    [
        "Straße",
        "Str",
        "Platz",
        "Allee",
        "Weg",
        "Ring",
        "Ufer",
        "Brücke",
        "Preis",
        "Medaille",
        "Halle",
        "Stadion",
        "Arena",
        "Park",
        "Saal",
        "Kaserne",
        "Hof",
    ]
)
"""What is named after persons: the name before it is none."""
_ARTICLES = frozenset(["der", "den", "dem", "zum", "zur", "vom"])


def may_be_name(given: str, family: str) -> bool:
    """Whether two capitalised words can be a first and a family name, by what they are not."""
    return _family([(given, 0)], 0) and _family([(family, 0)], 0)


def _initial(word: str) -> bool:
    return len(word) <= 4 and word.endswith(".")


def _family(words: list[tuple[str, int]], at: int) -> bool:
    """Whether the word can be a family name: no office, body, agreement, Land or calendar word, nor part of one."""
    word = words[at][0]
    if word in _NO_NAME or word in LAENDER or _initial(word):
        return False
    last = word.rsplit("-", 1)[-1]
    if office_word(word) or body_word(last) or is_agreement(last):
        return False
    following = words[at + 1][0] if at + 1 < len(words) else ""
    if following in _NAMED_AFTER:
        return False
    # "Karl Muster Stiftung" is a house, not a man.
    return not (following and body_word(following.rsplit("-", 1)[-1]))
