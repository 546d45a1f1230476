"""`pmgraph explain`: each fact of a thing with the sentence it was read from, file:line and offsets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from pyoxigraph import NamedNode
from rich.markup import escape
from rich.text import Text

from pmgraph.cli.graphs import GraphPlace
from pmgraph.cli.output import indented, stdout, wants_json, write_json
from pmgraph.config import find_project, load_settings
from pmgraph.errors import PmgraphError, UsageError
from pmgraph.model import Document
from pmgraph.pipeline.corpus import find_document
from pmgraph.publish.versions import GRAPH, read_manifest, version_of
from pmgraph.rdf.terms import is_iri
from pmgraph.reading import Layout
from pmgraph.store.embedded import EmbeddedGraph
from pmgraph.store.protocol import Graph, select
from pmgraph.text.layout import read_layout
from pmgraph.vocab import PREFIXES

_FACTS = """SELECT DISTINCT ?thing ?property ?value ?label WHERE {
  ?thing ?property ?value . FILTER(?property NOT IN (pm:hasEvidence, rdf:type))
  OPTIONAL { ?value skos:prefLabel|foaf:name|rdfs:label|pm:signatory/foaf:name ?label .
    FILTER(LANG(?label) IN ("", "de")) } } ORDER BY ?property ?value"""
_EVIDENCE = """SELECT DISTINCT ?thing ?node ?property ?value ?start ?end ?exact ?rule ?factuality ?text WHERE {
  ?node pm:evidences ?thing ; pm:supports ?property ; pm:start ?start ; pm:end ?end ; pm:readBy ?rule ;
    pm:factuality ?factuality ; pm:textVersion/schema:sha256 ?text .
  OPTIONAL { ?node pm:exact ?exact } OPTIONAL { ?node pm:supportsValue ?value } } ORDER BY ?start ?end ?node"""
_DATES = """SELECT DISTINCT ?thing ?claim ?edtf ?wording ?rule ?source ?chosen WHERE {
  ?claim pm:dateOf ?thing ; pm:edtfDate ?edtf ; pm:dateText ?wording ; pm:readBy ?rule ; dcterms:source ?source .
  BIND(EXISTS { ?thing pm:chosenClaim ?claim } AS ?chosen) } ORDER BY DESC(?chosen) ?edtf"""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Passage:
    """One piece of evidence in the file it was read from; `sentence` is None where the text is not at hand."""

    row: Mapping[str, str]
    where: str
    sentence: str | None
    inside: tuple[int, int]


def explain(
    iri: Annotated[str, typer.Argument(metavar="IRI", help="A thing of the graph; `id/…` is taken below the base.")],
    graph: GraphPlace = Path("build"),
    project: Annotated[
        Path | None, typer.Option("--project", help="Folder with pmgraph.toml.", show_default="data/, else .")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """Show where each fact of a thing comes from: sentence, file:line, offsets, rule.

    Example: `pmgraph explain id/release/st-mf/2014/31`
    """
    version = version_of(graph)
    manifest = read_manifest(version)
    loaded = EmbeddedGraph.of_build(version / GRAPH)
    thing = _full(iri, manifest["base"])
    texts = _Texts(manifest, project)
    facts = list(select(loaded, _FACTS, thing=NamedNode(thing)))
    if not facts:
        raise UsageError(f"{thing}: nothing is known of it in {graph}; {_similar(loaded, thing)}")
    passages = [texts.passage(row) for row in select(loaded, _EVIDENCE, thing=NamedNode(thing))]
    dates = list(select(loaded, _DATES, thing=NamedNode(thing)))
    if wants_json(as_json):
        write_json(_values(thing, facts, passages, dates))
        return
    console = stdout()
    console.print(f"[bold]{escape(thing)}[/]")
    for fact, found in _grouped(facts, passages):
        console.print(f"\n[bold]{short(fact['property'])}[/] {escape(_worded(fact))}")
        for passage in found:
            _print(passage)
    for date in dates:
        mark = "chosen" if date["chosen"] == "true" else "also"
        read = f"„{escape(date['wording'])}“, {_rule(date)}, from {escape(date['source'])}"
        console.print(f"\n[bold]{mark}[/] {date['edtf']} {read}")


def _full(iri: str, base: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(f"{prefix}:"):
            return namespace + iri[len(prefix) + 1 :]
    full = iri if "://" in iri else f"{base}/{iri.lstrip('/')}"
    if not is_iri(full):
        raise UsageError(f"{iri!r} is no IRI; take one from `pmgraph query` or a page, such as id/release/…")
    return full


def short(iri: str) -> str:
    """An IRI as prefix and name where a usual prefix fits."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def _similar(graph: Graph, thing: str) -> str:
    rows = select(graph, "SELECT DISTINCT ?s WHERE { ?s pm:hasEvidence ?e }")
    last = thing.rstrip("/").rsplit("/", 1)[-1].lower()
    near = sorted(row["s"] for row in rows if last and last in row["s"].lower())
    return f"did you mean {near[0]}?" if near else "`pmgraph query q01` lists the agreements with their IRIs"


class _Texts:
    """The texts that evidence refers to, read from the project's corpus when they are first asked for."""

    def __init__(self, manifest: Mapping[str, Any], project: Path | None) -> None:
        self._entries = {entry["text_sha256"]: entry for entry in manifest["releases"]}
        self._project = project
        self._known: dict[str, tuple[Document, Layout] | None] = {}

    def passage(self, row: Mapping[str, str]) -> _Passage:
        start, end = int(row["start"]), int(row["end"])
        found = self._text(row["text"])
        path = self._entries.get(row["text"], {}).get("path", f"text {row['text'][:12]}")
        if found is None:
            return _Passage(row=row, where=path, sentence=None, inside=(0, 0))
        document, layout = found
        span = layout.sentence_at(start)
        return _Passage(
            row=row,
            where=f"{path}:{document.line_of(start)}",
            sentence=span.of(document.text),
            inside=(start - span.start, min(end, span.end) - span.start),
        )

    def _text(self, sha256: str) -> tuple[Document, Layout] | None:
        if sha256 not in self._known:
            self._known[sha256] = self._read(sha256)
        return self._known[sha256]

    def _read(self, sha256: str) -> tuple[Document, Layout] | None:
        entry = self._entries.get(sha256)
        if entry is None:
            return None
        try:
            settings = load_settings(find_project(self._project))
            document = find_document(entry["path"], sha256, settings)
        except PmgraphError:
            return None  # the graph was built elsewhere: quotes are in it, sentences are not
        return (document, read_layout(document)) if document is not None else None


def _grouped(facts: list[dict[str, str]], passages: list[_Passage]) -> Iterator[tuple[dict[str, str], list[_Passage]]]:
    """Each fact with its evidence; facts that have some come first."""
    grouped = []
    for fact in facts:
        mine = [
            p
            for p in passages
            if p.row["property"] == fact["property"] and p.row.get("value", fact["value"]) == fact["value"]
        ]
        grouped.append((fact, mine))
    yield from sorted(grouped, key=lambda pair: not pair[1])


def _worded(fact: Mapping[str, str]) -> str:
    return f"{fact['label']} <{fact['value']}>" if "label" in fact else fact["value"]


def _rule(row: Mapping[str, str]) -> str:
    return row["rule"].rsplit("/", 1)[-1]


def _print(passage: _Passage) -> None:
    row = passage.row
    stdout().print(
        f"  {escape(passage.where)} [{row['start']}, {row['end']}) {_rule(row)}, {row['factuality'].rsplit('/', 1)[-1]}"
    )
    if passage.sentence is not None:
        sentence = Text(passage.sentence.replace("\n", " "))
        sentence.stylize("bold reverse", *passage.inside)
        stdout().print(indented(sentence, 4))
    elif "exact" in row:
        stdout().print(indented(f"„{escape(row['exact'])}“", 4))


def _values(
    thing: str, facts: list[dict[str, str]], passages: list[_Passage], dates: list[dict[str, str]]
) -> dict[str, Any]:
    listed = []
    for fact, found in _grouped(facts, passages):
        evidence = [
            {
                "evidence": p.row["node"], "where": p.where, "start": int(p.row["start"]), "end": int(p.row["end"]),
                "exact": p.row.get("exact"), "sentence": p.sentence, "rule": _rule(p.row),
                "factuality": p.row["factuality"].rsplit("/", 1)[-1],
            }
            for p in found
        ]  # fmt: skip
        listed.append({**{k: fact.get(k) for k in ("property", "value", "label")}, "evidence": evidence})
    claims = [
        {"claim": d["claim"], "edtf": d["edtf"], "wording": d["wording"], "rule": _rule(d), "source": d["source"],
         "chosen": d["chosen"] == "true"}
        for d in dates
    ]  # fmt: skip
    return {"iri": thing, "facts": listed, "dates": claims}
