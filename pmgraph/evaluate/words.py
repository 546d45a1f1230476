"""What an evaluation says to people, in German and English."""

from __future__ import annotations

from collections.abc import Callable

Say = Callable[[str], str]
"""The wording of a key in one language; names of figures are keys too."""

LANGUAGES = ("de", "en")

# fmt: off
_WORDS: dict[str, tuple[str, str]] = {
    "persons": ("Personen", "persons"),
    "bodies": ("Stellen", "bodies"),
    "agreements signed": ("Vereinbarungen, unterzeichnet", "agreements signed"),
    "agreements any": ("Vereinbarungen, alle", "agreements any"),
    "parties": ("Beteiligte", "parties"),
    "signatories": ("Unterzeichner", "signatories"),
    "signatory for body": ("Unterzeichner für Stelle", "signatory for body"),
    "signatory in role": ("Unterzeichner in Funktion", "signatory in role"),
    "issuer": ("Herausgeber", "issuer"),
    "number": ("Nummer", "number"),
    "date": ("Datum", "date"),
    "place": ("Ort", "place"),
    "title": ("Titel", "title"),
    "kind": ("Art", "kind"),
    "signed on": ("unterzeichnet am", "signed on"),
    "invented": ("erfunden", "invented"),
    "p": ("P", "P"), "r": ("R", "R"), "f1": ("F1", "F1"), "accuracy": ("Anteil richtig", "share right"),
    "share": ("Anteil erfunden", "share invented"),
    "fact": ("Angabe", "fact"), "field": ("Feld", "field"), "right": ("richtig", "right"), "false": ("falsch", "false"),
    "missed": ("übersehen", "missed"), "wrong": ("falsch", "wrong"), "of": ("von", "of"),
    "signed": ("unterzeichnet", "signed"), "renewed": ("erneuert", "renewed"), "planned": ("geplant", "planned"),
    "mentioned": ("erwähnt", "mentioned"), "terminated": ("beendet", "terminated"), "absent": ("fehlt", "absent"),
    "status": ("annotiert ↓ gelesen →", "annotated ↓ read →"),
    "rule": ("Regel", "rule"), "precision": ("Genauigkeit", "precision"),
    "rules": ("Regeln", "Rules"),
    "release": ("Mitteilung", "release"),
    "measure": (
        "Maß",
        "measure"), "before": ("vorher", "before"), "after": ("nachher", "after"),
    "change": ("Änderung", "change",
    ),
    "fell": ("schlechter", "worse"), "rose": ("besser", "better"),
    "heading": ("Lesen, {date}", "Reading, {date}"),
    "releases": (
        "{releases} annotierte Mitteilungen aus {files} Dateien",
        "{releases} annotated releases of {files} files",
    ),
    "state": ("{software}, Code {code}, Annotationen {gold}", "{software}, code {code}, annotations {gold}"),
    "alone": ("allein aus dem Text gelesen, ohne Register und Adresse; Zählung über alle Mitteilungen (Mikromittel)",
              "read from the text alone, with no register and no address; counted over all releases (micro-average)"),
    "invented line": ("{filled} von {open} Feldern, die die Mitteilungen offen lassen, wurden ausgefüllt ({share}).",
                      "{filled} of {open} fields that the releases leave open were filled ({share})."),
    "status note": ("Status der Vereinbarungen: Zeile annotiert, Spalte gelesen.",
                    "Status of agreements: the row is what was annotated, the column what was read."),
    "rules note": ("{all} Regeln lasen gemessene Angaben; diese nicht nur richtige:",
                   "{all} rules read facts that are measured; these not only right ones:"),
    "releases note": (
        "Mitteilungen, in denen nicht alles richtig gelesen wurde:",
        "Releases that were not read rightly in everything:",
    ),
    "perfect": ("Keine.", "None."),
    "nothing missed": ("Alles wurde richtig gelesen.", "Everything was read rightly."),
    "annotated": ("annotiert {gold}", "annotated {gold}"),
    "nothing": ("nichts", "nothing"),
    "read": ("gelesen {found}", "read {found}"),
    "line": ("Zeile {line} des Textes", "line {line} of the text"),
    "compared": (
        "{compared} Mitteilungen verglichen: {before} → {after}",
        "{compared} releases compared: {before} → {after}",
    ),
    "no change": ("Kein Wert hat sich geändert.", "No figure changed."),
    "changed releases": ("Geänderte Mitteilungen", "Changed releases"),
    "other gold": (
        "die Annotationen sind nicht dieselben: {anew} neu annotiert, {before} nur vorher, {after} nur nachher;"
        " verglichen wird nur, was gleich ist",
        "the annotations are not the same: {anew} annotated anew, {before} only before, {after} only after;"
        " only what is the same is compared",
    ),
    "written": ("geschrieben: {files}", "written: {files}"),
    "below": ("{figure}: {measure} {value} liegt unter {floor}", "{figure}: {measure} {value} is below {floor}"),
    "unreadable": ("{id}: nicht lesbar: {message}", "{id}: could not be read: {message}"),
}
# fmt: on


def words_in(language: str) -> Say:
    """The words of a language, one of LANGUAGES."""
    column = LANGUAGES.index(language)
    return lambda key: _WORDS[key][column]


def decimal(value: float | None, language: str) -> str:
    """A ratio with three places; a perfect one is only what is exact, so that 0.9996 is not shown as 1."""
    if value is None:
        return "–"
    text = f"{value:.3f}"
    if text == "1.000" and value < 1:
        text = "0.999"
    elif text == "0.000" and value > 0:
        text = "0.001"
    return text.replace(".", ",") if language == "de" else text
