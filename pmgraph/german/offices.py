"""Words for offices and functions, in every gender, case and compound, with their nominative and their concept.

The lexicon is a table of stems by declension. A word counts as an office when it ends in one of their forms, so that
"Finanzstaatssekretärin" and "TH-Präsident" need no entry of their own. Concepts are slugs of the role scheme in
`ontology/concepts.ttl`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

# declension -> {stem: concept}; a stem is lower case, as it stands inside a compound
_ER: dict[str, str] = {
    "minister": "minister", "bundeskanzler": "bundeskanzler", "kanzler": "kanzler", "staatsminister": "staatsminister",
    "bürgermeister": "buergermeister", "oberbürgermeister": "oberbuergermeister", "geschäftsführer": "geschaeftsfuehrung",
    "hauptgeschäftsführer": "hauptgeschaeftsfuehrung", "sprecher": "sprecher", "pressesprecher": "pressesprecher",
    "regierungssprecher": "pressesprecher", "leiter": "leitung", "abteilungsleiter": "abteilungsleitung",
    "referatsleiter": "abteilungsleitung", "botschafter": "botschafter", "schriftführer": "funktion",
    "schatzmeister": "funktion", "kämmerer": "funktion", "koordinator": "funktion", "amtsvorsteher": "leitung",
    "vorsteher": "leitung", "behördenleiter": "leitung", "schulleiter": "leitung", "obermeister": "vorsitz", "brandmeister": "leitung", "handwerksmeister": "vorsitz",
    "amtsleiter": "abteilungsleitung", "inhaber": "leitung", "gesellschafter": "geschaeftsfuehrung", "pfarrer": "funktion",
    "verwalter": "leitung", "manager": "leitung", "staatsanwaltsleiter": "leitung", "amtsdirektor": "direktor",
}  # fmt: skip
_ENT: dict[str, str] = {
    "präsident": "praesident", "vizepräsident": "vizepraesident", "ministerpräsident": "ministerpraesident",
    "bundespräsident": "koenig-und-staatsoberhaupt", "polizeipräsident": "polizeipraesident",
    "regierungspräsident": "praesident", "landtagspräsident": "praesident", "dezernent": "beigeordneter",
    "intendant": "leitung", "superintendent": "bischof", "referent": "funktion", "kommandant": "leitung", "prokurist": "funktion",
    "ministerialdirigent": "abteilungsleitung", "kurator": "funktion",
}  # fmt: skip
_AER: dict[str, str] = {
    "staatssekretär": "staatssekretaer",
    "generalsekretär": "generalsekretaer",
    "kommissar": "funktion",
    "sekretär": "funktion",
}
_OR: dict[str, str] = {
    "direktor": "direktor", "landesdirektor": "direktor", "rektor": "rektor", "prorektor": "rektor", "senator": "senator",
    "professor": "professur", "inspekteur": "polizeipraesident", "kommandeur": "leitung",
}  # fmt: skip
_RAT: dict[str, str] = {
    "polizeirat": "funktion",
    "oberrat": "funktion",
    "kriminalrat": "funktion",
    "regierungsrat": "funktion",
    "landrat": "landrat",
    "stadtrat": "beigeordneter",
    "staatsrat": "staatssekretaer",
}
_ADJECTIVAL: dict[str, str] = {
    "vorsitzend": "vorsitz", "vorstandsvorsitzend": "vorstandsvorsitz", "beauftragt": "beauftragter",
    "beigeordnet": "beigeordneter", "abgeordnet": "abgeordnete", "bevollmächtigt": "beauftragter",
}  # fmt: skip
_FIXED: dict[str, tuple[str, str, bool]] = {
    # form -> (nominative, concept, plural)
    "chef": ("chef", "leitung", False), "chefs": ("chef", "leitung", False), "chefin": ("chefin", "leitung", False),
    "vorstand": ("vorstand", "vorstand", False), "vorstands": ("vorstand", "vorstand", False),
    "vorständin": ("vorständin", "vorstand", False), "vorstände": ("vorstand", "vorstand", True), "vorständen": ("vorstand", "vorstand", True), "vorstandsmitglied": ("vorstandsmitglied", "vorstand", False),
    "bischof": ("bischof", "bischof", False), "bischofs": ("bischof", "bischof", False), "bischöfe": ("bischof", "bischof", True), "bischöfen": ("bischof", "bischof", True),
    "bischöfin": ("bischöfin", "bischof", False), "dekan": ("dekan", "dekan", False), "dekans": ("dekan", "dekan", False),
    "dekanin": ("dekanin", "dekan", False), "cio": ("CIO", "cio", False),
    "generalstaatsanwalt": ("generalstaatsanwalt", "leitung", False),
    "generalstaatsanwältin": ("generalstaatsanwältin", "leitung", False),
    "professorin": ("professorin", "professur", False), "konsul": ("konsul", "botschafter", False),
    "konsulin": ("konsulin", "botschafter", False), "generalmajor": ("generalmajor", "funktion", False),
    "brigadegeneral": ("brigadegeneral", "funktion", False), "generalleutnant": ("generalleutnant", "funktion", False),
    "oberstleutnant": ("oberstleutnant", "funktion", False), "oberst": ("oberst", "funktion", False),
    "admiral": ("admiral", "funktion", False), "kapitän": ("kapitän", "funktion", False),
    "oberstaatsanwalt": ("oberstaatsanwalt", "leitung", False), "oberstaatsanwältin": ("oberstaatsanwältin", "leitung", False),
    "präses": ("präses", "bischof", False), "propst": ("propst", "bischof", False), "pröpstin": ("pröpstin", "bischof", False),
    "amtschef": ("amtschef", "staatssekretaer", False), "amtschefin": ("amtschefin", "staatssekretaer", False),
    "vorstandmitglied": ("vorstandmitglied", "vorstand", False), "vorstandsmitglieder": ("vorstandsmitglied", "vorstand", True),
    "kreisrat": ("kreisrat", "beigeordneter", False), "kreisrätin": ("kreisrätin", "beigeordneter", False),
    "ministerialrat": ("ministerialrat", "abteilungsleitung", False), "kreisverwaltungsrat": ("kreisverwaltungsrat", "funktion", False),
    "oberkirchenrat": ("oberkirchenrat", "funktion", False), "oberkirchenrätin": ("oberkirchenrätin", "funktion", False),
    "chefarzt": ("chefarzt", "leitung", False), "chefärztin": ("chefärztin", "leitung", False),
    "marschall": ("marschall", "leitung", False), "gouverneur": ("gouverneur", "leitung", False), "wojewode": ("wojewode", "leitung", False),
    "generalvikar": ("generalvikar", "leitung", False), "domkapitular": ("domkapitular", "funktion", False),
    "prälat": ("prälat", "funktion", False), "kardinal": ("kardinal", "bischof", False), "rabbiner": ("rabbiner", "funktion", False),
    "landesrabbiner": ("landesrabbiner", "funktion", False), "wehrführer": ("wehrführer", "leitung", False),
    "schulrat": ("schulrat", "funktion", False), "schulrätin": ("schulrätin", "funktion", False),
    "oberin": ("oberin", "leitung", False), "präsidiumsmitglied": ("präsidiumsmitglied", "vorstand", False),
    "äbtissin": ("äbtissin", "leitung", False), "abt": ("abt", "leitung", False),
}  # fmt: skip

# Words that end like an office and are none.
_NOT_OFFICES = frozenset(
    [
        "begleiter", "begleitern", "gleiter", "halbleiter", "halbleitern", "fernsprecher", "lautsprecher",
        "lautsprechern", "leitern", "blitzableiter", "zuleiter", "abteilungen", "verwaltern", "weltmeister",
        "europameister", "hausmeister", "meister", "gesellschaftern", "landesmeister", "projektoren",
        "projektor", "reaktor", "vektor", "sektor", "traktor", "faktor", "moderatoren", "inhabern",
    ]
)  # fmt: skip


_ALONE = frozenset(
    ["oberst", "konsul", "kurator", "kuratorin", "abt", "inhaber", "inhaberin", "manager", "managerin", "verwalter"]
)
"""Offices that other words end in: they count only as a word of their own or behind a hyphen."""


@dataclass(frozen=True, slots=True)
class OfficeWord:
    """What an inflected office word stands for: its nominative singular, its concept, and whether it is plural."""

    nominative: str
    concept: str
    plural: bool


def _forms() -> dict[str, OfficeWord]:
    table: dict[str, OfficeWord] = {}

    def put(form: str, nominative: str, concept: str, plural: bool = False) -> None:
        table.setdefault(form, OfficeWord(nominative, concept, plural))

    for stem, concept in _ER.items():
        for ending in ("", "s"):
            put(stem + ending, stem, concept)
        put(stem + "n", stem, concept, True)
    for stem, concept in _ENT.items():
        put(stem, stem, concept)
        put(stem + "en", stem, concept)
    for stem, concept in _AER.items():
        for ending in ("", "s"):
            put(stem + ending, stem, concept)
        for ending in ("e", "en"):
            put(stem + ending, stem, concept, True)
    for stem, concept in _OR.items():
        for ending in ("", "s"):
            put(stem + ending, stem, concept)
        put(stem + "en", stem, concept, True)
    for stem, concept in _RAT.items():
        for ending in ("", "s", "es"):
            put(stem + ending, stem, concept)
        umlaut = stem[: -len("rat")] + "rät"
        for ending in ("e", "en"):
            put(umlaut + ending, stem, concept, True)
        put(umlaut + "in", umlaut + "in", concept)
        put(umlaut + "innen", umlaut + "in", concept, True)
    for group in (_ER, _ENT, _AER, _OR):
        for stem, concept in group.items():
            put(stem + "in", stem + "in", concept)
            put(stem + "innen", stem + "in", concept, True)
    for stem, concept in _ADJECTIVAL.items():
        put(stem + "e", stem + "e", concept)
        for ending in ("er", "en", "em"):
            put(stem + ending, stem + "er", concept)
    for form, (nominative, concept, plural) in _FIXED.items():
        put(form, nominative, concept, plural)
    return table


FORMS: dict[str, OfficeWord] = _forms()
"""Every inflected form, lower case, with what it stands for."""

_BY_TAIL: dict[str, tuple[str, ...]] = {}
# A word is looked up by its last three letters, which leaves a handful of forms to compare: forty times faster than one
# alternation of all of them, which a regular expression tries at every letter of every word.
for _form in sorted(FORMS, key=len, reverse=True):
    _BY_TAIL[_form[-3:]] = (*_BY_TAIL.get(_form[-3:], ()), _form)
# The capital comes first and the word boundary behind it: the engine skips to capitals.
_CAPITALISED = re.compile(r"[A-ZÄÖÜ](?<!\w.)[\wäöüß]*(?:-[\wäöüß]+)*")

RESORT_WORDS: dict[str, tuple[str, ...]] = {
    "finanz": ("finanz",),
    "innen": ("inner", "innen"),
    "kultus": ("kultus", "bildung", "kultur"),
    "kultur": ("kultur", "kultus"),
    "bildungs": ("bildung", "kultus"),
    "justiz": ("justiz",),
    "wirtschafts": ("wirtschaft",),
    "umwelt": ("umwelt",),
    "landwirtschafts": ("landwirtschaft", "ernährung"),
    "sozial": ("sozial", "arbeit"),
    "gesundheits": ("gesundheit",),
    "verkehrs": ("verkehr",),
    "wissenschafts": ("wissenschaft",),
    "digital": ("digital",),
    "arbeits": ("arbeit",),
    "bau": ("bau",),
    "agrar": ("landwirtschaft", "ernährung"),
    "energie": ("energie",),
    "europa": ("europa",),
    "familien": ("familie",),
    "forschungs": ("forschung",),
    "schul": ("schul", "bildung"),
    "sport": ("sport",),
    "verbraucherschutz": ("verbraucherschutz",),
}
"""What stands before "minister" or "staatssekretär" in a compound, and the words it goes by in a ministry's name."""


@lru_cache(maxsize=1 << 14)
def _split(word: str) -> tuple[str, str] | None:
    """`word` as (what a compound puts before, office form in lower case), or None if it names no office."""
    lower = word.lower()
    if lower in _NOT_OFFICES:
        return None
    for form in _BY_TAIL.get(lower[-3:], ()):
        if lower.endswith(form):
            prefix = word[: len(word) - len(form)]
            # "CIO" is an office, the tail of "Radio" is not: an abbreviation stands alone.
            return None if prefix and not prefix.endswith("-") and (len(form) < 4 or form in _ALONE) else (prefix, form)
    return None


@lru_cache(maxsize=1 << 14)
def office_word(word: str) -> OfficeWord | None:
    """What `word` means if it names an office, its compound kept: "Finanzstaatssekretärs" is "Finanzstaatssekretär"."""
    parts = _split(word)
    if parts is None:
        return None
    prefix, form = parts
    known = FORMS[form]
    head = known.nominative
    if not prefix or prefix.endswith("-"):
        head = head[0].upper() + head[1:]
    return OfficeWord(prefix + head, known.concept, known.plural)


def find_offices(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int, OfficeWord]]:
    """Every word of `text[start:end]` that names an office, as (start, end, meaning)."""
    found = []
    for match in _CAPITALISED.finditer(text, start, len(text) if end is None else end):
        word = office_word(match.group())
        if word is not None:
            found.append((match.start(), match.end(), word))
    return found


def resort_of(word: str) -> tuple[str, ...]:
    """The words by which the ministry of "Finanzminister" or "Innenstaatssekretärin" may be named; empty if none."""
    parts = _split(word)
    return RESORT_WORDS.get(parts[0].lower().rstrip("-"), ()) if parts else ()


def resorts_in(name: str) -> frozenset[str]:
    """The matters that a ministry is named for: "Kultusministerium" and "Ministerium für Bildung" share "bildung"."""
    if "ministerium" not in name.lower():
        return frozenset()
    stems = {stem for stems in RESORT_WORDS.values() for stem in stems}
    found: set[str] = set()
    for word in re.findall(r"[\wäöüß-]+", name.lower()):
        compound = word.removesuffix("ministerium").rstrip("-") if word.endswith("ministerium") else ""
        found.update(RESORT_WORDS.get(compound, ()))
        found.update(stem for stem in stems if not compound and word.startswith(stem))
    return frozenset(found)
