"""How often each rule fired in a build, and passages that it read there, as far as their sources allow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pyoxigraph import Literal

from pmgraph.german.rules import READING, Rule
from pmgraph.model import Document, PublishText
from pmgraph.publish.versions import TEXTS, read_manifest
from pmgraph.rdf.catalogue import RULES, of_extractor
from pmgraph.store.embedded import EmbeddedGraph
from pmgraph.store.protocol import select
from pmgraph.text.layout import read_layout

SHOWN = 3
"""Passages that are shown of one rule, each of another release where there are so many."""
_PASSAGES = """SELECT ?id (COUNT(DISTINCT ?evidence) AS ?n) WHERE {
  ?evidence a pm:Evidence ; pm:readBy ?rule . ?rule dcterms:identifier ?id } GROUP BY ?id"""
# A reading of a date that cites no passage of this rule was read from an address or a record, or inferred.
_CHOICES = """SELECT ?id (COUNT(DISTINCT ?what) AS ?n) WHERE {
  ?rule a pm:Rule ; dcterms:identifier ?id .
  { ?what pm:chosenBy|pm:resolvedBy ?rule } UNION
  { ?what pm:readBy ?rule FILTER NOT EXISTS { ?what a pm:Evidence }
    FILTER NOT EXISTS { ?what pm:hasEvidence/pm:readBy ?rule } } } GROUP BY ?id"""
_KNOWN = """SELECT ?id ?en ?de WHERE { ?rule a pm:Rule ; dcterms:identifier ?id ; skos:definition ?en , ?de .
  FILTER(LANG(?en) = "en" && LANG(?de) = "de") } ORDER BY ?id"""
_READ = """SELECT DISTINCT ?text ?start ?end ?exact WHERE {
  ?rule a pm:Rule ; dcterms:identifier ?id .
  ?evidence pm:readBy ?rule ; pm:start ?start ; pm:end ?end ; pm:textVersion/schema:sha256 ?text .
  OPTIONAL { ?evidence pm:exact ?exact } } ORDER BY ?text ?start ?end"""


class State(StrEnum):
    """Where a rule comes from."""

    DECLARED = "declared"
    RETIRED = "retired"
    EXTRACTOR = "extractor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fired:
    """A rule and its use in a build: passages read as evidence, choices and readings without one; None if unknown."""

    rule: Rule
    state: State
    passages: int | None
    choices: int | None

    @property
    def count(self) -> int | None:
        """How often it fired in all."""
        return None if self.passages is None or self.choices is None else self.passages + self.choices


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What a rule read in one place. `exact` is None where the source forbids its wording.

    `around` is the sentence in three parts, the passage in the middle; only a text that may be shown in full gives more
    than the passage.
    """

    where: str
    exact: str | None
    around: tuple[str, str, str]


def declared_rules() -> tuple[Rule, ...]:
    """Every rule of this version: those that read a text in their groups, then those that read an address or choose."""
    own = {rule.id for rule in READING}
    others = (Rule(id_, english, german, (), ()) for id_, (english, german) in RULES.items() if id_ not in own)
    groups = list(dict.fromkeys(_group(rule.id) for rule in READING))
    return (*sorted(READING, key=lambda rule: groups.index(_group(rule.id))), *others)


def _group(id_: str) -> str:
    return id_.split(".")[0]


def fired_rules(graph: EmbeddedGraph | None) -> list[Fired]:
    """The declared rules with their use in the graph of a build, then those that only the build knows, by id."""
    rules = declared_rules()
    if graph is None:
        return [Fired(rule=rule, state=State.DECLARED, passages=None, choices=None) for rule in rules]
    passages, choices = ({row["id"]: int(row["n"]) for row in select(graph, query)} for query in (_PASSAGES, _CHOICES))
    own = {rule.id for rule in rules}
    foreign = [Rule(r["id"], r["en"], r["de"], (), ()) for r in select(graph, _KNOWN) if r["id"] not in own]
    states = {r.id: State.EXTRACTOR if of_extractor(r.id) else State.RETIRED for r in foreign}
    return [
        Fired(rule=rule, state=states.get(rule.id, State.DECLARED), passages=passages.get(rule.id, 0),
              choices=choices.get(rule.id, 0))
        for rule in (*rules, *sorted(foreign, key=lambda r: (states[r.id], r.id)))
    ]  # fmt: skip


def passages_of(id_: str, graph: EmbeddedGraph, version: Path) -> list[Passage]:
    """Up to `SHOWN` passages that a rule read in a build, of different releases first."""
    rows = list(select(graph, _READ, id=Literal(id_)))
    seen: dict[str, int] = {}
    ranked = []
    for row in rows:
        seen[row["text"]] = seen.get(row["text"], 0) + 1
        ranked.append((seen[row["text"]], row))
    entries = {entry["text_sha256"]: entry for entry in read_manifest(version)["releases"]}
    chosen = [row for _, row in sorted(ranked, key=lambda pair: pair[0])[:SHOWN]]
    return [_passage(row, entries.get(row["text"], {}), version) for row in chosen]


def _passage(row: Mapping[str, str], entry: Mapping[str, str], version: Path) -> Passage:
    start, end = int(row["start"]), int(row["end"])
    path = entry.get("path", f"text {row['text'][:12]}")
    exact = row.get("exact")
    file = version / TEXTS / f"{row['text']}.txt"
    if exact is None or entry.get("publish_text") != PublishText.FULL.value or not file.is_file():
        return Passage(where=f"{path} [{start}, {end})", exact=exact, around=("", exact or "", ""))
    with file.open(encoding="utf-8", newline="") as stream:  # no newline translation: offsets count code points
        text = stream.read()
    document = Document(
        key=path, path=path, text=text, text_sha256=row["text"], raw_sha256="", encoding="utf-8", reader="stored"
    )
    span = read_layout(document).sentence_at(start)
    parts = (text[span.start : start], text[start:end], text[end : max(end, span.end)])
    before, inside, after = (" ".join(f"|{part}|".split())[1:-1] for part in parts)
    return Passage(where=f"{path}:{document.line_of(start)}", exact=exact, around=(before, inside, after))
