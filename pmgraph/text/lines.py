"""Tells what the lines around a release are: menu, header, agency code, headline, or running text.

The classes are those of the genre, not of one site: a line is menu or share bar by its words, a headline by its length
and by not ending like a sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from pmgraph.german.dates import MONTHS
from pmgraph.model import Span

_MONTHS = "|".join(sorted((month.capitalize() for month in MONTHS), key=len, reverse=True))
DAY = (
    rf"(?:\d{{1,2}}\.\s?(?:\d{{1,2}}\.\s?|(?:{_MONTHS})\b\.?\s+)(?:\d{{4}}|\d\d(?!\d))"
    r"|(?:19|20)\d\d-[01]\d-[0-3]\d(?!\d))"
)
"""A day with its year: in digits, with the month as a word or its abbreviation, or as ISO 8601 writes it."""
WEEKDAY = (
    r"(?:(?:(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch|Sonnabend|(?:Mo|Di|Mi|Do|Fr|Sa|So)(?=[.,]))"
    r"\.?,?\s+(?:de[nm]\s+)?)?"
)
"""The weekday that may stand before a day."""
CLOCK = r"(?:\s*(?:,|[-–|•·]|um)?\s*\d{1,2}[:.]\d\d(?:\s*Uhr)?)?"
"""The time that may stand behind a day."""
NUMBER = r"\d{1,4}(?:\s?/\s?\d{2,4})?"
"""A running number of releases, with or without its year."""
RELEASE = r"(?:(?i:Presse-?(?:mitteilung|information|meldung|dienst|info|notiz)|Medien-?(?:mitteilung|information|info))|PM|PI|MI)"
"""What houses call a release, as the word that heads one."""
_NAME = r"[A-ZÄÖÜ][a-zäöüß]+(?:-[A-ZÄÖÜ][a-zäöüß]+)*"
TOWN = (
    rf"(?!(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag\b|Mittwoch\b|Sonnabend\b)(?:(?:Bad|Bundesstadt|Landkreis|Kreis|Lutherstadt|Stadt|Hansestadt|Groß|Klein|Neu|Alt|Hohen|Sankt|St\.)\s)?{_NAME}"
    rf"(?:\s\([A-ZÄÖÜ][a-zäöüß]+\)|\s(?:an\sder|am|im|in\sder|ob\sder|vor\sder|a\.\s?d\.)\s{_NAME}|(?:\s?/\s?){_NAME})?"
)
"""A town as datelines print it: "Halle (Saale)", "Lutherstadt Eisleben", "Bad Belzig"."""

SHOUTED = r"[A-ZÄÖÜ]{3,}(?:[ /-][A-ZÄÖÜ]{2,})*"
"""A town printed in capitals."""

_JUNK = re.compile(
    r"(?:menu|menü|navigation|suche|startseite|home|kontakt|kontaktformular|aktuell|aktuelles|presse|pressearchiv|archiv|beiträge|beitrag|artikel"
    r"|mitteilungen?|meldungen?|nachrichten|news|pressebereich|presseservice|themen|service|inhalt|hauptinhalt|(?:direkt )?zum inhalt(?: springen)?|inhalt anspringen"
    r"|druckansicht|druckversion|drucken|seite drucken|teilen|weiterleiten|vorlesen|zurück(?: zur .{1,40})?|quelle link|comments are closed\.?"
    r"|(?:aktuelle )?(?:pressemitteilung(?:en)?|presseinformation(?:en)?|pressemeldung(?:en)?)(?:\s*[-–|:]\s*(?:archiv|übersicht|detail(?:ansicht)?))?"
    r"|(?:news|aktuelles|meldung|artikel|presse)\s*\(.{1,30}\)|sie (?:sind|befinden sich) hier.{0,200}|herzlich(?:\s|-)?willkommen.{0,60}|willkommen.{0,60}"
    r"|(?-i:bei der [A-ZÄÖÜ]{2,}\b).{0,40}|cookies?.{0,200}|wir (?:verwenden|nutzen|benutzen) cookies.{0,200}|auf (?:facebook|twitter|x|whatsapp|linkedin|xing)\b.{0,60}"
    r"|(?:facebook|twitter|whatsapp|linkedin|xing|e-mail|mail|rss)(?:[\s,|/]+(?:facebook|twitter|whatsapp|linkedin|xing|e-mail|mail|rss|teilen|drucken))*"
    r"|:?\s*(?:https?://|www\.)\S+|\(foto.{0,80}\)|\[.{0,80}\]|archivmeldung.{0,60}|(?:kategorie|themengebiet|rubrik|schlagwort(?:e|wörter)?|tags?|ressort)\s*:.{0,120}"
    r"|fortsetzung (?:von|auf) seite \d+|seite \d+.{0,20}|lesedauer.{0,30}|\d+ (?:min\.?|minuten).{0,20}|[•*·»>|–-]\s.{0,120}|[•*·»>|–-])",
    re.IGNORECASE,
)
_DATED = re.compile(rf"(?:am\s+)?{WEEKDAY}(?P<date>{DAY}){CLOCK}\s*(?:[-–|•]\s*(?P<rest>.{{2,}}))?$")
_META = re.compile(
    rf"(?:.{{0,60}}?(?:veröffentlicht|erstellt|publiziert|erschienen|datum|stand|aktualisiert)\b.{{0,20}}?{DAY}.{{0,80}}"
    rf"|press\w+\b.{{0,90}}?{DAY}.{{0,30}}|(?:press|medien)\w+\s+(?:nr|nummer)\b.{{0,60}}|nr\.?\s*:?\s*\d{{1,4}}\b.{{0,40}}|quelle:.{{0,80}}"
    rf"|(?:press|medien)[\w-]+:?\s+{NUMBER}(?:\s*[-–|•,].{{0,60}})?|(?-i:PM|PI|MI)(?:\s+nr\.?)?:?\s*{NUMBER}(?:\s*[-–|•,].{{0,60}})?"
    r"|(?:termin|sperrfrist|ort(?:\s?/\s?datum)?|ausgabejahr|jahrgang|ausgabe|nummer|lfd\. nr\.|(?:press|medien|pm)[\w-]*(?:nr\.|nummer))(?:\s*:.{1,80}|\s\d.{0,80}|:?)"
    rf"|(?:datum|herausgeber(?:in)?)\s*:?|.{{2,80}}\|\s*{RELEASE}\b.{{0,80}})",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    rf"(?:{TOWN}|{SHOUTED}),?\s+{WEEKDAY}(?:den\s+|der\s+|am\s+)?{DAY}(?:\.|\s*[·|,–-]\s*Nr\.?:?\s*{NUMBER})?$"
    rf"|{DAY},\s+(?:{TOWN})\s+[–?-]\s+\d{{1,4}}.{{0,9}}$|(?:{TOWN}):\s*{DAY}.{{0,20}}$"
)
AGENCY = re.compile(
    rf"(?P<place>{TOWN})\s+\((?P<code>[a-z]{{2,10}}|[A-Z]{{2,4}}/[a-zA-Z]{{2,6}})\)(?:\s*[–-]?\s*{DAY})?\s*(?:[–-]?$|[–-]\s+(?=\S))"
)
"""An agency's code behind the place, and the day where it is printed: "Cottbus (ots) - 12.09.2016"."""
_DIGIT = re.compile(r"\d")
_CUT = re.compile(r":\s*\d{1,4}(?:/\d{2,4})?$")
_CAPTION = re.compile(
    r"(?:Auf (?:dem|unserem) (?:Foto|Bild)\b|Foto|Bild|Grafik|Copyright|©|Quelle)\b\s*[:©(]|Bildunterschrift|Bildnachweis|©"
)
INNER_WORDS = ("Pressemitteilung", "Presseinformation", "Pressemeldung", "Medieninformation")
INNER = re.compile(
    rf"[-–|]\s*(?:{'|'.join(INNER_WORDS)})\s+(?:Nr\.?|Nummer)\s*:?\s*(?P<number>\d{{1,4}}(?:/\d{{2,4}})?)"
)
"""The middle of a header that is repeated in the text: "… - Pressemitteilung Nr.: 068/04"."""
_HOUSE_ALONE = re.compile(r"[A-ZÄÖÜ][\wäöüß ,-]{3,90}\s[-–]$")


_INSIDE = re.compile(r"(?:[a-zäöüß]{3,}(?<!Prof)|[A-ZÄÖÜ]{4,}|[)“])[.!?] [A-ZÄÖÜ„]")
_ADDRESS = re.compile(r"\d{5}\s+[A-ZÄÖÜ][a-zäöüß]+.{0,30}$|Tel(?:efon)?\b.{0,40}$")
CONTACT = re.compile(
    r"(?:Presse-?[Kk]ontakt|Kontakt|Kontaktdaten|Ansprechpartner(?:in|/in)?|Medien-?[Kk]ontakt|Medienrückfragen|Rückfragen(?: bitte)? an|Rückfragehinweis"
    r"|Fragen beantwortet|Herausgeber(?:in)?|Redaktion|Verantwortlich|V\. ?i\. ?S\. ?d\. ?P\.|Original-Content von)\b[^.\n]{0,20}(?::|\n|$)"
)
"""The start of a contact line or block."""
_IMPRINT = re.compile(r"Impressum\b:?")


ATTRIBUTE = re.compile(r"(?<=\s)[a-zäöüß]+(?:isch|lich|ig|sam|bar|haft)e[nrsm]?$")
"""An adjective at a line's end, whose noun must follow."""


class LineKind(StrEnum):
    """What a line is to the release."""

    JUNK = "junk"
    HEADER = "header"
    AGENCY = "agency"
    INNER = "inner"
    CAPTION = "caption"
    HEADLINE = "headline"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its surrounding space; `gap` is whether an empty line stands above it."""

    span: Span
    kind: LineKind
    gap: bool


def read_lines(text: str, *, limit: int = 80) -> list[Line]:
    """The first `limit` lines of a repaired text that are not empty, each with its kind."""
    lines: list[Line] = []
    at, size, gap = 0, len(text), True
    while at < size and len(lines) < limit:
        end = text.find("\n", at)
        end = size if end < 0 else end
        line = text[at:end]
        stripped = line.strip()
        if lines and stripped.startswith("Impressum") and _IMPRINT.match(stripped):
            break
        if stripped:
            start = at + len(line) - len(line.lstrip())
            lines.append(Line(Span(start, start + len(stripped)), kind_of(stripped), gap))
        gap = not stripped
        at = end + 1
    return lines


def kind_of(line: str) -> LineKind:
    """What a stripped line is, by its own words alone."""
    if len(line) > 300:
        return LineKind.TEXT
    if (any(word in line for word in INNER_WORDS) and INNER.search(line)) or (
        line.endswith(("-", "–")) and _HOUSE_ALONE.match(line)
    ):
        return LineKind.INNER
    if CONTACT.match(line) or _ADDRESS.match(line) or _CUT.match(line):
        return LineKind.HEADER
    dated = _DIGIT.search(line) is not None
    if dated and (_DATELINE.match(line) or _DATED.match(line)):
        return LineKind.HEADER
    if "(" in line and AGENCY.match(line):
        return LineKind.AGENCY
    if _JUNK.fullmatch(line):
        return LineKind.JUNK
    if _CAPTION.match(line):
        return LineKind.CAPTION
    if _is_sentence(line):
        return LineKind.TEXT
    folded = line.lower()
    if (dated or any(word in folded for word in ("nr", "nummer", "quelle:"))) and _META.fullmatch(line):
        return LineKind.HEADER
    return LineKind.HEADLINE


def _is_sentence(line: str) -> bool:
    """Whether a line reads like running text: it is long and holds sentences, or ends as a sentence of some length does."""
    words = line.count(" ") + 1
    if line.endswith(":"):
        return words >= 3 and line[0].isupper()
    if line.endswith((".", ".“", '."', "“.")):
        return words >= 4
    return len(line) >= 80 and _INSIDE.search(line) is not None


def is_dateline(line: str) -> bool:
    """Whether a stripped line is nothing but place and day, or a day alone."""
    return _DATELINE.match(line) is not None or ((dated := _DATED.match(line)) is not None and dated["rest"] is None)


def dated_rest(line: str) -> tuple[str, str | None] | None:
    """The date that starts a line, and the title or section behind it: "21.03.2019 - Forschung"."""
    match = _DATED.match(line)
    return (match["date"], match["rest"]) if match is not None else None
