"""Makes the index of a graph: one SQLite database with what things are called, and the words of texts.

    thing       what can be found: IRI, kind, name in both languages, a line that tells namesakes apart
    name        every name of a thing, folded; `name_part` holds their trigrams
    word        the words of names, further names and text (FTS5, https://www.sqlite.org/fts5.html), contentless
    term        every word that occurs, with how often; `term_part` holds their trigrams

Words are stored folded (`folding.py`), so FTS5 need know nothing of German.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path

from pmgraph.search.folding import as_name, writings
from pmgraph.spoken_dates import spoken
from pmgraph.store.protocol import Graph, select

KINDS = ("agreement", "body", "person", "place", "release")
_SCHEMA = """
CREATE TABLE thing (id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, de TEXT NOT NULL,
  en TEXT NOT NULL, detail_de TEXT NOT NULL, detail_en TEXT NOT NULL, text TEXT) STRICT;
CREATE INDEX thing_kind ON thing (kind);
CREATE TABLE name (id INTEGER PRIMARY KEY, thing INTEGER NOT NULL REFERENCES thing, folded TEXT NOT NULL) STRICT;
CREATE INDEX name_thing ON name (thing);
CREATE INDEX name_folded ON name (folded);
CREATE VIRTUAL TABLE name_part USING fts5 (folded, content='', tokenize='trigram', detail=none);
CREATE VIRTUAL TABLE word USING fts5 (name, other, text, content='', tokenize='unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (word, row);
CREATE TABLE term (id INTEGER PRIMARY KEY, term TEXT NOT NULL UNIQUE, count INTEGER NOT NULL) STRICT;
CREATE VIRTUAL TABLE term_part USING fts5 (term, content='', tokenize='trigram', detail=none);
"""
_THINGS = """SELECT DISTINCT ?thing ?kind WHERE {
  VALUES (?class ?kind) { (pm:Agreement "agreement") (pm:FrameworkAgreement "agreement") (org:Organization "body")
    (foaf:Person "person") (dcterms:Location "place") (pm:PressRelease "release") }
  ?thing a ?class }"""
# In this order: the label that a page shows comes first, other names follow.
_NAMES = """SELECT DISTINCT ?thing ?name ?language ?order WHERE {
  VALUES (?p ?order) { (rdfs:label 1) (skos:prefLabel 2) (foaf:name 3) (dcterms:title 4) (skos:altLabel 5) }
  ?thing ?p ?name BIND(LANG(?name) AS ?language) }"""
_DATES = """SELECT ?thing (MIN(?e) AS ?edtf) WHERE {
  { ?thing pm:signedIn/pm:edtfDate ?e } UNION { ?thing a pm:PressRelease ; pm:edtfDate ?e } } GROUP BY ?thing"""
# What tells namesakes apart: the thing pointed at is named.
_BESIDE = """SELECT DISTINCT ?thing ?beside WHERE {
  { ?thing pm:hasParty ?beside } UNION { ?thing dcterms:publisher ?beside } UNION { ?thing org:classification ?beside }
  UNION { ?m org:member ?thing ; org:organization ?beside }
  UNION { ?s pm:signatory ?thing ; pm:onBehalfOf ?beside } } ORDER BY ?thing ?beside"""
_TEXTS = """SELECT ?thing ?text WHERE {
  ?v prov:specializationOf ?thing ; schema:sha256 ?text } ORDER BY ?thing ?text"""
_SHOWN_BESIDE = 3
_Names = Mapping[str, list[tuple[int, str, str]]]


def make_index(graph: Graph, text_of: Callable[[str], str | None], file: Path | None = None) -> sqlite3.Connection:
    """The index of a graph, in `file` or in memory. `text_of` gives the text with a sha-256, where it may be shown.

    A text that may not be shown is not searched either: what a search finds, it shows.
    """
    base = sqlite3.connect(file or ":memory:", check_same_thread=False, isolation_level=None)
    base.execute("PRAGMA journal_mode = OFF")
    base.execute("BEGIN")
    for statement in _SCHEMA.split(";\n"):
        base.execute(statement)
    names = _names(graph)
    texts = {row["thing"]: row["text"] for row in select(graph, _TEXTS)}
    details = _details(graph, names)
    things = sorted((row["kind"], row["thing"]) for row in select(graph, _THINGS))
    for number, (kind, iri) in enumerate(dict.fromkeys(things), 1):
        called = names.get(iri, [])
        if not called:
            continue
        sha = texts.get(iri)
        text = text_of(sha) if sha is not None else None
        _put(base, number, iri, kind, called, details, sha if text is not None else None, text)
    base.execute("INSERT INTO term (term, count) SELECT term, doc FROM vocabulary ORDER BY term")
    base.execute("INSERT INTO term_part (rowid, term) SELECT id, term FROM term")
    base.execute("COMMIT")
    return base


def _put(
    base: sqlite3.Connection, number: int, iri: str, kind: str, called: list[tuple[int, str, str]],
    details: Mapping[tuple[str, str], str], sha: str | None, text: str | None,
) -> None:  # fmt: skip
    shown = {language: _shown(called, language) for language in ("de", "en")}
    base.execute(
        "INSERT OR IGNORE INTO thing VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (number, iri, kind, shown["de"], shown["en"], details.get((iri, "de"), ""), details.get((iri, "en"), ""), sha),
    )
    further = sorted({name for _, _, name in called} - set(shown.values()))
    for name in dict.fromkeys((*shown.values(), *further)):
        row = base.execute("INSERT INTO name (thing, folded) VALUES (?, ?)", (number, as_name(name)))
        base.execute("INSERT INTO name_part (rowid, folded) VALUES (?, ?)", (row.lastrowid, as_name(name)))
    base.execute(
        "INSERT INTO word (rowid, name, other, text) VALUES (?, ?, ?, ?)",
        (
            number, writings(" ".join(dict.fromkeys(shown.values()))),
            writings(" ".join((*further, details.get((iri, "de"), "")))), writings(text or ""),
        ),
    )  # fmt: skip


def _shown(called: list[tuple[int, str, str]], language: str) -> str:
    """The name that a page shows in a language: of the first property that has one, else in any language."""

    def rank(one: tuple[int, str, str]) -> tuple[int, int, int, str]:
        order, tag, name = one
        return (0 if tag == language else 1 if tag == "" else 2, order, -len(name), name)

    return min(called, key=rank)[2]


def _names(graph: Graph) -> _Names:
    found: dict[str, list[tuple[int, str, str]]] = {}
    for row in select(graph, _NAMES):
        found.setdefault(row["thing"], []).append((int(row["order"]), row["language"], row["name"]))
    return found


def _details(graph: Graph, names: _Names) -> dict[tuple[str, str], str]:
    """By thing and language: its date and the first things that it stands beside."""
    parts: dict[tuple[str, str], list[str]] = {}
    for row in select(graph, _DATES):
        for language in ("de", "en"):
            parts.setdefault((row["thing"], language), []).append(spoken(row["edtf"], language))
    beside: dict[str, list[str]] = {}
    for row in select(graph, _BESIDE):
        beside.setdefault(row["thing"], []).append(row["beside"])
    for thing, others in beside.items():
        for language in ("de", "en"):
            called = [_shown(names[other], language) for other in others if other in names]
            more = ["…"] if len(called) > _SHOWN_BESIDE else []
            parts.setdefault((thing, language), []).extend([*called[:_SHOWN_BESIDE], *more])
    return {key: " · ".join(said) for key, said in parts.items()}
