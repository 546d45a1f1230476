"""`pmgraph diff`: what came, went or changed between two graphs, with the passages that it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from pyoxigraph import RdfFormat, serialize

from pmgraph.cli.graphs import base_of
from pmgraph.cli.output import counted, stdout, wants_json, write_bytes, write_json, write_lines
from pmgraph.config import DEFAULT_BASE
from pmgraph.delta.compare import ThingDelta, Turn, compare
from pmgraph.delta.facts import LANGUAGES, Snapshot, read_facts, renamed
from pmgraph.delta.patch import rdf_patch
from pmgraph.delta.values import CS, as_triples, as_values
from pmgraph.delta.wording import sentence, thing_line
from pmgraph.errors import StoreError, UsageError
from pmgraph.publish.versions import GRAPH, version_of
from pmgraph.store.embedded import EmbeddedGraph
from pmgraph.vocab import PREFIXES

_FORMATS = ("text", "json", "turtle", "rdf-patch")
_COLOURS = {Turn.CAME: "green", Turn.WENT: "red", Turn.CHANGED: "yellow"}


def diff(
    former: Annotated[Path, typer.Argument(metavar="A", help="A build, a version, a release or a dump (.nq).")],
    latter: Annotated[Path, typer.Argument(metavar="B", help="What to compare it with.")],
    format_: Annotated[
        str | None,
        typer.Option("--format", "-f", help=f"One of {', '.join(_FORMATS)}.", show_default="text; json when captured"),
    ] = None,
    language: Annotated[str, typer.Option("--lang", help="Language of the sentences: de or en.")] = "de",
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 where there is a difference.")] = False,
) -> None:
    """Show what came, went or changed from A to B: in sentences, as JSON, as change sets, or quad by quad.

    Example: `pmgraph diff build/versions/0a1b2c3d4e5f build`
    """
    if language not in LANGUAGES:
        raise UsageError(f"--lang {language!r}: the sentences are in de or en")
    chosen = format_ or ("json" if wants_json(False) else "text")
    if chosen not in _FORMATS:
        raise UsageError(f"--format {chosen!r}: take one of {', '.join(_FORMATS)}")
    dumps = _dump(former), _dump(latter)
    if chosen == "rdf-patch":
        different = _patch(*dumps)
    else:
        before, after = (read_facts(EmbeddedGraph.of_build(dump)) for dump in dumps)
        before = renamed(before, after.moved)
        delta = compare(before, after)
        different = bool(delta)
        if chosen == "json":
            write_json({"former": str(former), "latter": str(latter), "things": as_values(delta, before, after)})
        elif chosen == "turtle":
            triples = as_triples(delta, before, after, base=_base(latter))
            write_bytes(serialize(triples, format=RdfFormat.TURTLE, prefixes={**PREFIXES, "cs": CS}) or b"")
        else:
            _show(delta, before, after, language)
    if exit_code and different:
        raise typer.Exit(1)


def _dump(place: Path) -> Path:
    """The dump that a place holds; StoreError where there is none."""
    if place.is_file():
        return place
    if not place.exists():
        raise StoreError(f"{place}: no such file or folder; give a build, one of its versions, or a dump (.nq)")
    return version_of(place) / GRAPH


def _base(place: Path) -> str:
    return base_of(place) or DEFAULT_BASE


def _patch(former: Path, latter: Path) -> bool:
    different = False

    def watched(lines: Iterator[str]) -> Iterator[str]:
        nonlocal different
        for line in lines:
            different = different or line[:2] in ("A ", "D ")
            yield line

    with former.open(encoding="utf-8", newline="\n") as old, latter.open(encoding="utf-8", newline="\n") as new:
        try:
            write_lines(watched(rdf_patch(old, new)))
        except ValueError as error:
            raise UsageError(f"{former}, {latter}: {error}") from error
    return different


def _show(delta: tuple[ThingDelta, ...], before: Snapshot, after: Snapshot, language: str) -> None:
    console = stdout()
    for one in delta:
        console.print(thing_line(one, before, after, language), style="bold", markup=False)
        for change in one.changes:
            said = sentence(change, before, after, language)
            console.print(f"  {said}", style=_COLOURS[change.turn], markup=False)
    changes = sum(len(one.changes) for one in delta)
    console.print(f"{counted(changes, 'change')} in {counted(len(delta), 'thing')}" if delta else "no difference")
