"""Nouns that name public bodies and other organisations, with their declension and their type.

A body is found by its head noun: "Landkreistags" ends in a form of "kreistag", which makes it the nominative
"Landkreistag" of the type `kommunaler-spitzenverband`. Types are slugs of the body-type scheme in
`ontology/concepts.ttl`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LAENDER: dict[str, str] = {
    "Baden-Württemberg": "bw", "Bayern": "by", "Berlin": "be", "Brandenburg": "bb", "Bremen": "hb", "Hamburg": "hh",
    "Hessen": "he", "Mecklenburg-Vorpommern": "mv", "Niedersachsen": "ni", "Nordrhein-Westfalen": "nw",
    "Rheinland-Pfalz": "rp", "Saarland": "sl", "Sachsen": "sn", "Sachsen-Anhalt": "st", "Schleswig-Holstein": "sh",
    "Thüringen": "th",
}  # fmt: skip
"""The sixteen Länder with the lower-case part of their ISO 3166-2 code."""

LAND = (
    r"(?P<land>Baden-Württemberg|Bayern|Berlin|Brandenburg|Bremen|Hamburg|Hessen|Mecklenburg-Vorpommern|Niedersachsen"
    r"|Nordrhein-Westfalen|Rheinland-Pfalz|Saarland|Sachsen-\s?Anhalt|Sachsen|Schleswig-Holstein|Thüringen)"
)
"""A Land's name as a pattern; a genitive -s may follow it."""


@dataclass(frozen=True, slots=True)
class Head:
    """A head noun: the endings that its singular takes, its type, and what may follow it as part of the name.

    `of` says whether "für …" or a genitive belongs to the name, as in "Ministerium für Bildung"; `named` whether a
    proper name must follow, as in "Stadt Quedlinburg", without which the noun names no one.
    """

    noun: str
    kind: str
    endings: tuple[str, ...] = ("", "s", "es")
    of: bool = False
    named: bool = False


def _heads(kind: str, nouns: str, endings: tuple[str, ...] = ("", "s", "es"), **flags: bool) -> list[Head]:
    return [Head(noun, kind, endings, **flags) for noun in nouns.split()]


_F = ("",)

HEADS: tuple[Head, ...] = (
    *_heads("landesministerium", "ministerium", ("", "s"), of=True),
    *_heads("staatskanzlei", "staatskanzlei senatskanzlei", _F),
    *_heads("landesregierung", "landesregierung staatsregierung", _F),
    *_heads("bundesregierung", "bundesregierung", _F),
    *_heads("parlament", "landtag bundestag", ("", "s", "es")),
    *_heads("parlament", "bundesrat", ("", "s", "es")),
    *_heads("kommunaler-spitzenverband", "landkreistag städtetag gemeindetag", ("", "s", "es")),
    *_heads("kommunaler-spitzenverband", "gemeindebund städtebund", ("", "s", "es")),
    *_heads("verband", "verband landessportbund sportbund gewerkschaftsbund beamtenbund bauernbund verein", ("", "s", "es"), of=True),
    *_heads("kammer", "handwerkskammer handelskammer architektenkammer ingenieurkammer ärztekammer landwirtschaftskammer", _F),
    *_heads("hochschule", "universität hochschule fachhochschule akademie", _F, of=True),
    *_heads("stiftung", "stiftung", _F, of=True),
    *_heads("landesbehoerde", "landesverwaltungsamt landesamt landeskriminalamt landesrechenzentrum landesrechnungshof landesbetrieb", ("", "s", "es"), of=True),
    *_heads("bundesbehoerde", "bundesamt bundesagentur", ("", "s", "es"), of=True),
    *_heads("polizei", "polizeipräsidium polizeidirektion polizeiinspektion", ("", "s")),
    *_heads("gericht", "landgericht oberlandesgericht amtsgericht verwaltungsgericht sozialgericht arbeitsgericht finanzgericht", ("", "s", "es")),
    *_heads("gewerkschaft", "gewerkschaft", _F, of=True),
    *_heads("unternehmen", "sparkasse investitionsbank landesbank", _F),
    *_heads("landkreis", "landkreis kreis saalekreis burgenlandkreis salzlandkreis", ("", "es", "s"), named=True),
    *_heads("gemeinde", "landeshauptstadt hansestadt lutherstadt stadt gemeinde einheitsgemeinde", _F, named=True),
    *_heads("kirche", "landeskirche bistum", ("", "s")),
)  # fmt: skip

GENERIC = frozenset(
    [
        "ministerium",
        "verband",
        "verein",
        "universität",
        "hochschule",
        "fachhochschule",
        "akademie",
        "stiftung",
        "gewerkschaft",
        "sparkasse",
        "landesamt",
        "bundesamt",
        "landesbetrieb",
        "polizeipräsidium",
        "polizeidirektion",
        "polizeiinspektion",
        "landgericht",
        "oberlandesgericht",
        "amtsgericht",
        "verwaltungsgericht",
        "sozialgericht",
        "arbeitsgericht",
        "finanzgericht",
        "landesbank",
        "investitionsbank",
        "landeskirche",
        "bistum",
    ]
)
"""Head nouns that name no one by themselves: a proper name, a field or a compound must make them a name."""

_FORMS: dict[str, tuple[Head, str]] = {}
for _head in HEADS:
    for _ending in _head.endings:
        _FORMS.setdefault(_head.noun + _ending, (_head, _ending))
_BY_TAIL: dict[str, tuple[str, ...]] = {}
# The same look-up by the last letters as for offices: a handful of comparisons a word.
for _form in sorted(_FORMS, key=len, reverse=True):
    _BY_TAIL[_form[-3:]] = (*_BY_TAIL.get(_form[-3:], ()), _form)

# Words that end like a body and name none, or a part of one that counts for nothing by itself.
_NOT_BODIES = frozenset(
    [
        "feiertag",
        "sonntag",
        "stadtverband",
        "werkstatt",
        "innenstadt",
        "altstadt",
        "kreisverkehr",
        "freundeskreis",
        "arbeitskreis",
        "personenkreis",
        "umkreis",
        "gesprächskreis",
        "teilnehmerkreis",
        "kulturhauptstadt",
        "partnerstadt",
        "großstadt",
        "kleinstadt",
        "nachbarstadt",
        "heimatstadt",
        "kernstadt",
        "partnergemeinde",
        "kirchengemeinde",
        "ortsgemeinde",
        "fachverband",
        "spitzenverband",
        "dachverband",
        "netzverband",
        "wirtschaftskreis",
    ]
)


@dataclass(frozen=True, slots=True)
class BodyWord:
    """An inflected head noun put into the nominative."""

    nominative: str
    head: Head


def body_word(word: str) -> BodyWord | None:
    """What `word` means if its head noun names a body: "Landkreistags" is the nominative "Landkreistag"."""
    lower = word.lower()
    for form in _BY_TAIL.get(lower[-3:], ()):
        if not lower.endswith(form):
            continue
        head, ending = _FORMS[form]
        nominative = word[: len(word) - len(ending)] if ending else word
        # "Ausland" and "Vorstadt": a compound of a noun that needs a proper name is not that noun.
        if head.named and len(form) != len(lower):
            return None
        return None if nominative.lower() in _NOT_BODIES else BodyWord(nominative, head)
    return None


LEGAL_FORM = re.compile(r"\b(?:e\.\s?V\.|gGmbH|GmbH(?: & Co\. KG)?|AG|SE|AöR|KdöR|gUG|eG|KG|mbH)(?=\W|$)")
"""The legal form that ends a company's or association's name."""
