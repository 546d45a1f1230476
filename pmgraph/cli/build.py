"""`pmgraph build`: the corpus becomes a checked graph on disk."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from pmgraph.cli.beside import Extractors, Ner, with_options
from pmgraph.cli.gaps import gap_values, gaps_of, show_gaps
from pmgraph.cli.output import counted, issue_values, show_issues, stderr, stdout, wants_json, write_json
from pmgraph.config import Settings, find_project, load_settings
from pmgraph.errors import EXIT_FINDINGS, NOT_UNDERSTOOD
from pmgraph.model import Severity
from pmgraph.pipeline.build import BuildReport
from pmgraph.pipeline.build import build as build_graph

Out = Annotated[Path, typer.Option("--out", help="Folder for the graph.", file_okay=False)]


def build(
    project: Annotated[
        Path | None, typer.Argument(help="Folder with pmgraph.toml.", show_default="data/, else .")
    ] = None,
    out: Out = Path("build"),
    strict: Annotated[bool, typer.Option(help="Keep the whole old graph on any violation.")] = False,
    allow_empty: Annotated[bool, typer.Option(help="Swap in a graph without releases where there were some.")] = False,
    extractor: Extractors = None,
    ner: Ner = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Read the corpus, check the graph and swap it in.

    Exit code 0: swapped and complete. 1: a violation kept something back, or a document could not be read.

    Example: `pmgraph build data --out build`
    """
    settings = with_options(load_settings(find_project(project)), extractor, ner)
    report = run_build(settings, out, strict=strict, allow_empty=allow_empty)
    if wants_json(as_json):
        write_json(report_values(report))
    else:
        show_report(stdout(), report)
    if not report.clean:
        raise typer.Exit(EXIT_FINDINGS)


def run_build(settings: Settings, out: Path, *, strict: bool = False, allow_empty: bool = False) -> BuildReport:
    """Build with progress on a terminal's stderr."""
    console = stderr()
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("reading", total=None)
        seen = 0

        def progress(step: str) -> None:
            nonlocal seen
            seen += step == "release read"
            bar.update(task, description=f"reading: {seen} releases" if step == "release read" else step)

        return build_graph(settings, out, strict=strict, allow_empty=allow_empty, progress=progress)


def show_report(console: Console, report: BuildReport) -> None:
    """The short account of a build: what is in it, what was found, where it is."""
    console.print(
        ", ".join(
            counted(number, one)
            for number, one in (
                (report.releases, "release"),
                (report.records, "record"),
                (report.statements, "statement"),
            )
        )
        + (f"; {counted(report.lost, 'document')} could not be read" if report.lost else "")
    )
    counts = Counter(i.severity for i in report.issues if not i.resolved_by)
    if counts:
        console.print("findings: " + ", ".join(f"{counts[s]} {s.value}" for s in Severity if counts[s]))
    place = str(report.version.parents[1]) if report.version is not None else "build"
    show_gaps(console, gaps_of(report.issues), place)
    rest = (i for i in report.issues if i.code not in NOT_UNDERSTOOD and i.severity is not Severity.INFO)
    show_issues(console, (i for i in rest if not i.resolved_by), shorter=place)
    if report.held_back and report.swapped:
        console.print(f"held back, their last good version stays: {', '.join(report.held_back)}")
    if report.swapped and report.version is not None:
        console.print(f"graph: {report.version}; look at it with `pmgraph serve {place}`")
    elif report.version is not None:
        console.print(f"[bold red]not swapped[/]: the graph before stays current: {report.version}")
    else:
        console.print("[bold red]not swapped[/]: there is no graph yet")


def report_values(report: BuildReport) -> dict[str, object]:
    """The report as JSON values."""
    return {
        "swapped": report.swapped,
        "version": str(report.version) if report.version is not None else None,
        "releases": report.releases,
        "records": report.records,
        "statements": report.statements,
        "lost": report.lost,
        "held_back": list(report.held_back),
        "not_understood": gap_values(gaps_of(report.issues)),
        "issues": [issue_values(i) for i in report.issues],
    }
