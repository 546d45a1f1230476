"""Nouns that name public bodies and other organisations, with their declension, gender and type.

A body is found by its head noun: "Landkreistags" ends in a form of "landkreistag", which makes it that word's
nominative of the type `kommunaler-spitzenverband`. Types are slugs of the body-type scheme in
`ontology/concepts.ttl`. The lexicon holds general nouns only, no body of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

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

LAND_ADJECTIVE = (
    r"(?:baden-württembergisch|bay(?:e)?risch|brandenburgisch|bremisch|hamburgisch|hessisch|mecklenburgisch|niedersächsisch|nordrhein-westfälisch"
    r"|rheinland-pfälzisch|saarländisch|sächsisch|sachsen-anhaltisch|anhaltisch|schleswig-holsteinisch|thüringisch|deutsch|österreichisch|schweizerisch"
    r"|französisch|polnisch|niederländisch|tschechisch|dänisch|belgisch|italienisch|britisch|europäisch|ukrainisch|russisch|chinesisch)"
)
"""The stems of adjectives that a body's name may be built with although they are printed in lower case."""


class Naming(StrEnum):
    """What makes a head noun the name of one body."""

    ITSELF = "itself"
    """The noun is enough, as for "Landtag"."""
    COMPOUND = "compound"
    """A compound is enough ("Sportverband"); the bare noun needs a complement."""
    PROPER = "proper"
    """A proper name must follow or precede, as for "Stadt" and "Museum"."""
    FOLLOWED = "followed"
    """A proper name must follow, and compounds are other words ("Altstadt")."""


@dataclass(frozen=True, slots=True)
class Head:
    """A head noun: its gender (`m`, `f`, `n`), its type, what makes it a name, and its plural if one is formed.

    `of` says whether "für …" or a genitive belongs to the name, as in "Ministerium für Bildung".
    """

    noun: str
    kind: str
    gender: str
    naming: Naming
    of: bool = False


_PLURALS = (
    ("ministerium", "ministerien"), ("ium", "ien"), ("klinikum", "klinika"), ("zentrum", "zentren"), ("museum", "museen"), ("amt", "ämter"),
    ("stadt", "städte"), ("haus", "häuser"), ("kommando", "kommandos"), ("zoo", "zoos"), ("schule", "schulen"), ("gemeinde", "gemeinden"),
    ("behörde", "behörden"), ("kasse", "kassen"), ("kirche", "kirchen"), ("zentrale", "zentralen"), ("stelle", "stellen"), ("kammer", "kammern"),
    ("verband", "verbände"), ("bund", "bünde"), ("verbund", "verbünde"), ("rat", "räte"), ("ausschuss", "ausschüsse"), ("hof", "höfe"),
    ("bank", "banken"), ("theater", "theater"), ("orchester", "orchester"), ("werk", "werke"),
)  # fmt: skip


def _heads(kind: str, gender: str, naming: Naming, nouns: str, *, of: bool = False) -> list[Head]:
    return [Head(noun, kind, gender, naming, of) for noun in nouns.split()]


_I, _C, _P, _F = Naming.ITSELF, Naming.COMPOUND, Naming.PROPER, Naming.FOLLOWED

HEADS: tuple[Head, ...] = (
    *_heads("landesministerium", "n", _C, "ministerium", of=True),
    *_heads("bundesministerium", "n", _I, "bundesministerium", of=True),
    *_heads("staatskanzlei", "f", _I, "staatskanzlei senatskanzlei"),
    *_heads("landesregierung", "f", _I, "landesregierung staatsregierung"),
    *_heads("bundesregierung", "f", _I, "bundesregierung"),
    *_heads("sonstige-stelle", "f", _P, "regierung"),
    *_heads("parlament", "m", _I, "landtag bundestag bundesrat"),
    *_heads("gremium", "m", _C, "ausschuss", of=True),
    *_heads("gremium", "f", _I, "ministerkonferenz ministerpräsidentenkonferenz rektorenkonferenz kommissionskonferenz amtschefkonferenz bischofskonferenz"),
    *_heads("gremium", "f", _P, "allianz"),
    *_heads("kommunaler-spitzenverband", "m", _I, "landkreistag städtetag gemeindetag gemeindebund städtebund"),
    *_heads("verband", "m", _C, "verband verein verbund", of=True),
    *_heads("verband", "m", _I, "sportbund gewerkschaftsbund beamtenbund bauernbund zentralrat frauenrat elternrat seniorenrat jugendring heimatbund flüchtlingsrat", of=True),
    *_heads("verband", "f", _C, "vereinigung handwerkerschaft", of=True),
    *_heads("verband", "f", _P, "gesellschaft gemeinschaft arbeitsgemeinschaft genossenschaft innung union", of=True),
    *_heads("kammer", "f", _I, "handwerkskammer handelskammer architektenkammer ingenieurkammer ärztekammer landwirtschaftskammer rechtsanwaltskammer apothekerkammer"),
    *_heads("kammer", "f", _F, "ihk hwk"),
    *_heads("hochschule", "f", _P, "universität hochschule fachhochschule kunsthochschule musikhochschule akademie uni", of=True),
    *_heads("hochschule", "n", _P, "universitätsklinikum klinikum studentenwerk studierendenwerk"),
    *_heads("stiftung", "f", _C, "stiftung", of=True),
    *_heads("landesbehoerde", "n", _I, "landesverwaltungsamt landeskriminalamt landesrechenzentrum landesmuseum landesarchiv landesjugendamt", of=True),
    *_heads("landesbehoerde", "m", _I, "landesrechnungshof"),
    *_heads("landesbehoerde", "n", _P, "jobcenter landesamt landratsamt jugendamt gesundheitsamt finanzamt schulamt straßenbauamt forstamt amt", of=True),
    *_heads("landesbehoerde", "m", _P, "landesbetrieb landesforstbetrieb", of=True),
    *_heads("landesbehoerde", "f", _I, "landesunfallkasse landeszentrale landesbibliothek landesmedienanstalt landesanstalt rentenversicherung", of=True),
    *_heads("landesbehoerde", "f", _P, "behörde regionaldirektion bezirksregierung justizvollzugsanstalt jva leitstelle feuerwehr agentur", of=True),
    *_heads("landesbehoerde", "n", _P, "justizvollzugskrankenhaus krankenhaus"),
    *_heads("bundesbehoerde", "n", _P, "bundesamt bundeskriminalamt kommando wehrbereichskommando landeskommando", of=True),
    *_heads("bundesbehoerde", "f", _I, "bundesagentur bundesbank bundespolizei bundeswehr bundesanstalt bundesnetzagentur", of=True),
    *_heads("polizei", "n", _P, "polizeipräsidium revierkommissariat polizeirevier"),
    *_heads("polizei", "f", _P, "polizeidirektion polizeiinspektion kreispolizeibehörde polizei"),
    *_heads("gericht", "n", _P, "landgericht oberlandesgericht amtsgericht verwaltungsgericht oberverwaltungsgericht sozialgericht arbeitsgericht finanzgericht"),
    *_heads("gericht", "n", _I, "bundesverfassungsgericht landesverfassungsgericht"),
    *_heads("gericht", "f", _P, "staatsanwaltschaft generalstaatsanwaltschaft"),
    *_heads("gewerkschaft", "f", _P, "gewerkschaft industriegewerkschaft", of=True),
    *_heads("unternehmen", "f", _P, "sparkasse investitionsbank bürgschaftsbank aufbaubank förderbank landesbank volksbank bank"),
    *_heads("sonstige-stelle", "n", _P, "museum theater gymnasium institut zentrum rechenzentrum forschungszentrum kompetenzzentrum orchester krankenhaus archiv kloster internat", of=True),
    *_heads("sonstige-stelle", "f", _P, "bibliothek musikschule grundschule sekundarschule gesamtschule berufsschule oper philharmonie botschaft bühne schule gedenkstätte", of=True),
    *_heads("sonstige-stelle", "m", _P, "tierpark zoo", of=True),
    *_heads("kammer", "f", _I, "anwaltskammer notarkammer steuerberaterkammer psychotherapeutenkammer pflegekammer arbeitskammer"),
    *_heads("kammer", "f", _P, "ihk hwk"),
    *_heads("verband", "m", _I, "handwerkstag kammertag naturschutzbund mieterbund sängerbund kulturbund"),
    *_heads("verband", "n", _I, "drk thw"),
    *_heads("verband", "f", _I, "awo dlrg"),
    *_heads("verband", "f", _P, "diakonie caritas"),
    *_heads("landesbehoerde", "n", _P, "regierungspräsidium"),
    *_heads("landesbehoerde", "f", _I, "landesdirektion unfallkasse"),
    *_heads("landesministerium", "f", _C, "senatsverwaltung", of=True),
    *_heads("bundesbehoerde", "n", _I, "bundeskanzleramt bundespräsidialamt bundesverwaltungsamt umweltbundesamt"),
    *_heads("sonstige-stelle", "f", _P, "agentur", of=True),
    *_heads("sonstige-stelle", "f", _P, "klinik universitätsmedizin krankenkasse aok vhs"),
    *_heads("sonstige-stelle", "n", _P, "kolleg"),
    *_heads("sonstige-stelle", "n", _P, "konsulat generalkonsulat", of=True),
    *_heads("sonstige-stelle", "m", _P, "rundfunk eigenbetrieb"),
    *_heads("unternehmen", "f", _P, "stadtwerke verkehrsbetriebe wasserbetriebe kreiswerke"),
    *_heads("kirche", "m", _P, "kirchenkreis"),
    *_heads("kirche", "f", _P, "kirchengemeinde pfarrgemeinde pfarrei"),
    *_heads("landkreis", "m", _F, "landkreis kreis"),
    *_heads("gemeinde", "f", _F, "landeshauptstadt hansestadt bundesstadt lutherstadt stadt stadtverwaltung gemeinde einheitsgemeinde verbandsgemeinde ortsgemeinde samtgemeinde kreisstadt universitätsstadt"),
    *_heads("kirche", "f", _P, "landeskirche kirche", of=True),
    *_heads("kirche", "n", _P, "bistum erzbistum"),
    *_heads("gebietskoerperschaft", "f", _F, "region republik metropolregion woiwodschaft"),
    *_heads("gebietskoerperschaft", "n", _F, "königreich département"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class BodyWord:
    """An inflected head noun put into the nominative singular; `plural` says that it names several bodies."""

    nominative: str
    head: Head
    plural: bool = False


def _plural(noun: str) -> str | None:
    for single, several in _PLURALS:
        if noun.endswith(single):
            return noun[: len(noun) - len(single)] + several
    if noun.endswith(("ung", "schaft", "ität", "ion", "anstalt", "bank", "genossenschaft", "polizei", "kanzlei")):
        return noun + "en"
    if noun.endswith(("ie", "gemeinde")):
        return noun + "n"
    if noun.endswith(("kreis", "tag", "betrieb", "gericht", "präsidium", "verein", "institut")):
        return noun + "e"
    return None


_FORMS: dict[str, tuple[Head, int, str | None]] = {}
"""Form -> (head, letters of its ending, or for a plural the singular to put in its place)."""
for _head in HEADS:
    for _ending in ("",) if _head.gender == "f" else ("", "s", "es"):
        _FORMS.setdefault(_head.noun + _ending, (_head, len(_ending), None))
    _many = _plural(_head.noun)
    if _many is not None and _many != _head.noun:
        for _form in (_many, _many if _many.endswith(("n", "s")) else _many + "n"):
            _FORMS.setdefault(_form, (_head, len(_form), _head.noun))
for _noun in ("stadtwerke", "verkehrsbetriebe", "wasserbetriebe", "kreiswerke"):
    _FORMS.setdefault(_noun + "n", (_FORMS[_noun][0], 1, None))  # plural only: "den Stadtwerken Guben"
_BY_TAIL: dict[str, tuple[str, ...]] = {}
# A word is looked up by its last three letters, which leaves a handful of forms to compare.
for _form in sorted(_FORMS, key=len, reverse=True):
    _BY_TAIL[_form[-3:]] = (*_BY_TAIL.get(_form[-3:], ()), _form)

# Words that end like a body and name none, or a part of one that counts for nothing by itself.
_NOT_BODIES = frozenset(
    [
        "ehrenamt", "hauptamt", "nebenamt", "feiertag", "werkstatt", "innenstadt", "altstadt", "netzverband", "bankverein", "muttergesellschaft",
        "tochtergesellschaft", "bevölkerung", "zivilgesellschaft", "wissensgesellschaft",
        "informationsgesellschaft", "bürgerinitiative", "bundesratsinitiative", "gesetzesinitiative",
        "eigeninitiative", "musikinstitut", "uniform", "verkehrsverbund", "tarifverbund", "einzugsgebiet",
        "nachrichtenagentur", "werbeagentur", "presseagentur", "hörrundfunk", "privatrundfunk", "datenbank", "parkbank", "sitzbank", "schulbank", "drogerie", "nachbarschaft", "krankenkasse",
        "abendkasse", "staatspolizei", "kriminalpolizei", "schutzpolizei", "wasserschutzpolizei",
        "bereitschaftspolizei", "verkehrspolizei", "jugendfeuerwehr", "kommunion", "hausbank", "notenbank",
        "fahrschule", "rathaus", "einkaufszentrum", "stadtzentrum", "ortszentrum",
    ]
)  # fmt: skip
GENERIC = frozenset(
    [
        "landesverband", "kreisverband", "ortsverband", "bundesverband", "regionalverband", "stadtverband",
        "fachverband", "spitzenverband", "dachverband", "trägerverbund", "forschungsverbund", "schulverbund",
        "förderverein", "sportverein", "heimatverein", "bürgerverein", "trägerverein", "unterausschuss",
        "bürgerstiftung", "kulturstiftung", "kirchenkreisverband", "landschaftsverband", "zweckverband",
        "wirtschaftsverband", "interessenverband", "sozialverband", "wohlfahrtsverband", "tarifverbund",
        "fachausschuss", "hauptausschuss", "fachministerium", "ministerium", "innenausschuss",
        "lenkungsausschuss",
    ]
)  # fmt: skip
"""Compounds that still name no one: a proper name, a field or a Land must follow."""

_SINGLE_ONLY = frozenset(
    [
        "uni", "jva", "union", "bank", "haus", "zoo", "oper", "rat", "kirche", "ihk", "hwk", "drk", "thw", "awo", "dlrg", "aok", "vhs", "caritas", "diakonie", "agentur", "kreis", "zentrum", "regierung",
    ]
)  # fmt: skip
"""Nouns that are looked for as a word of their own or behind a hyphen, because other words end in them."""


@lru_cache(maxsize=1 << 14)
def body_word(word: str) -> BodyWord | None:
    """What `word` means if its head noun names a body: "Landkreistags" is the nominative "Landkreistag"."""
    lower = word.lower()
    for form in _BY_TAIL.get(lower[-3:], ()):
        if not lower.endswith(form):
            continue
        head, cut, singular = _FORMS[form]
        alone = len(form) == len(lower)
        glued = not alone and lower[-len(form) - 1] != "-"
        # "Altstadt" and "Datenbank": such a compound is not that noun.
        if (head.naming is Naming.FOLLOWED and not alone) or (head.noun in _SINGLE_ONLY and glued):
            return None
        nominative = word[: len(word) - cut] if cut else word
        if singular is not None:
            nominative += singular.capitalize() if alone or not glued else singular
        if nominative.lower() in _NOT_BODIES and not alone:
            return None
        return BodyWord(nominative, head, singular is not None)
    return None


CAPITALISED = r"[A-ZÄÖÜ][\wäöüß]*(?:-[\wäöüß]+)*"
"""One word of a body's name as a pattern: "Landkreistag", "Karl-Muster-Stiftung"."""

CAPITALISED_WORD = re.compile(r"[A-ZÄÖÜ](?<!\w.)[\wäöüß]*(?:-[\wäöüß]+)*")
"""The same as a whole word. It starts with the capital instead of `\\b`, so that the engine skips to capitals."""

NO_NAME = frozenset(
    [
        "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag", "Januar", "Februar",
        "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember", "Die",
        "Der", "Das", "Den", "Dem", "Und", "Für", "Pressestelle", "Presse", "Pressesprecher", "Impressum",
        "Telefon", "Tel", "Fax", "Mail", "Foto", "Bild", "Herr", "Herrn", "Frau", "Dr", "Prof", "Professor",
        "Euro", "Prozent", "Menschen", "Bürger", "Bürgerinnen", "Kinder", "Schüler", "Schülerinnen", "Lehrer",
        "Eltern", "Jahr", "Jahre", "Uhr", "Geld", "Mittel", "Ziel", "Zeit", "Raum", "Teil", "Weg", "Leben",
        "Fragen", "Hilfe",
    ]
)  # fmt: skip
"""Capitalised words that are no part of a body's name."""

LEGAL_FORM = re.compile(
    r"\b(?:e\.\s?V\.|e\.\s?K\.|(?:g?GmbH|gUG|UG(?:\s\(haftungsbeschränkt\))?|AG|SE|mbH)(?:\s(?:&|und|u\.)\sCo\.?\s(?:KGaA|KG|OHG))?"
    r"|KGaA|OHG|AöR|KdöR|eG|KG|VVaG|PartG(?:\s?mbB)?|GbR)(?=\W|$)"
)
"""The legal form that ends a company's or association's name."""

PARTY = re.compile(
    r"\b(?:CDU|CSU|SPD|FDP|AfD|BSW|Bündnis\s90\s?/\s?Die\sGrünen|BÜNDNIS\s90\s?/\s?DIE\sGRÜNEN|Die\sLinke|DIE\sLINKE)\b(?!-)"
)
"""The parties of the Bundestag, a closed class like the Länder."""

AID = re.compile(
    r"\b(?P<article>Deutsche[ns]?\s)?Rote[ns]?\sKreuz(?:es)?\b|\bArbeiter-Samariter-Bund(?:es)?\b|\bJohanniter-Unfall-Hilfe\b"
    r"|\bMalteser[\s-]Hilfsdienst(?:es)?\b|\bDeutsche[nr]?\sLebens-Rettungs-Gesellschaft\b|\bTechnische[ns]?\sHilfswerk(?:es|s)?\b"
)
"""The relief organisations of German civil protection, a closed class (§ 26 ZSKG), and the federal one."""

AID_WORDS = frozenset(
    ["Kreuz", "Kreuzes", "Arbeiter-Samariter-Bund", "Arbeiter-Samariter-Bundes", "Johanniter-Unfall-Hilfe", "Malteser",
     "Malteser-Hilfsdienst", "Lebens-Rettungs-Gesellschaft", "Hilfswerk", "Hilfswerks", "Hilfswerkes"]
)  # fmt: skip
"""The words that give them away."""

UNION = re.compile(
    r"(?<![\w-])(?:GEW|DGB|ver\.di|GdP|EVG|NGG|IG\s(?:Metall|BAU|BCE)|dbb(?:\s(?:tarifunion|beamtenbund))?)(?![\w-])"
)
"""The trade unions that German releases name by abbreviation alone, a closed class as well."""


def kind_of_name(name: str) -> str:
    """The type of a body by its name alone; `sonstige-stelle` where nothing in it tells."""
    if re.fullmatch(rf"(?:(?:Land|Freistaat)\s+)?{LAND}", name):
        return "land"
    if PARTY.match(name):
        return "partei"
    if UNION.match(name):
        return "gewerkschaft"
    word = next((found for found in map(body_word, name.split()) if found is not None), None)
    kind = word.head.kind if word is not None else "sonstige-stelle"
    form = LEGAL_FORM.search(name)
    # "Kreis der Freunde e. V." is no district.
    if form is not None and kind in ("sonstige-stelle", "landkreis", "gemeinde"):
        return "verband" if form.group().endswith("V.") else "unternehmen"
    return kind


def resort_key(name: str) -> str | None:
    """What a ministry is for, in two words at most: "Finanzministerium" and "Ministerium der Finanzen" share "finanz"."""
    lower = name.lower()
    if "ministerium" not in lower:
        return None
    compound = re.match(r"(?:bundes)?([a-zäöüß-]+?)s?-?ministerium\b", lower)
    if compound is not None and compound.group(1):
        return compound.group(1)
    return None
