"""`pmgraph publish`: makes a release of the current graph, to be cited and kept."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from pmgraph.cli.output import counted, stderr, stdout, wants_json, write_json
from pmgraph.delta.compare import compare
from pmgraph.delta.facts import read_facts, renamed
from pmgraph.delta.values import as_values
from pmgraph.errors import UsageError
from pmgraph.publish.releases import free_id, releases_of
from pmgraph.publish.releases import publish as make_release
from pmgraph.publish.versions import GRAPH, building, version_of
from pmgraph.store.embedded import EmbeddedGraph


def publish(
    out: Annotated[Path, typer.Argument(metavar="[DIR]", help="Folder of a build.")] = Path("build"),
    id_: Annotated[
        str | None, typer.Option("--id", help="What the release is called.", show_default="the day, then day.2")
    ] = None,
    day: Annotated[
        datetime | None, typer.Option("--date", formats=["%Y-%m-%d"], help="Day of the release.", show_default="today")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the manifest.")] = False,
) -> None:
    """Make a release: dumps, tables, archive, manifest and what changed. It is never written again.

    A graph that was published already is left as it is.

    Example: `pmgraph publish build`
    """
    version = version_of(out)
    if version == out:
        raise UsageError(f"{out}: a single version; give the folder of a build, where its releases are kept")
    with building(out):
        former = releases_of(out)
        if former and former[-1].manifest["version"] == version.resolve().name:
            stderr().print(f"{former[-1].folder}: this graph is published already", markup=False, soft_wrap=True)
            manifest = former[-1].manifest
        else:
            chosen = (day or datetime.now().astimezone()).date()
            _in_order(chosen, former[-1].published if former else None)

            def changes(before: Path | None) -> Any:
                return _changes(before, version)

            made = make_release(out, version, id_=id_ or free_id(out, chosen), day=chosen, changes=changes)
            manifest = made.manifest
            if not wants_json(as_json):
                files = counted(len(manifest["files"]), "file")
                stdout().print(f"{made.folder}: {files}, to be cited as {manifest['address']}", markup=False)
    if wants_json(as_json):
        write_json(manifest)


def _in_order(chosen: date, last: date | None) -> None:
    if last is not None and chosen < last:
        raise UsageError(f"--date {chosen}: the release before is of {last}; a later one cannot be older")


def _changes(former: Path | None, version: Path) -> Any:
    """What came, went or changed since the release before; the first release has nothing before it."""
    if former is None:
        return None
    before, after = (read_facts(EmbeddedGraph.of_build(place / GRAPH)) for place in (former, version))
    before = renamed(before, after.moved)
    return as_values(compare(before, after), before, after)
