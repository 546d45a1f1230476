"""`pmgraph evaluate`: what the rules read of annotated releases, in figures, and how that compares with before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.progress import Progress

from pmgraph import __version__
from pmgraph.cli.beside import Extractors, Ner, read_beside_rules
from pmgraph.cli.evaluate_show import Shown, miss_values
from pmgraph.cli.output import issue_values, stderr, stdout, write_json
from pmgraph.concepts import read_concepts
from pmgraph.config import find_project, load_settings
from pmgraph.errors import EXIT_FINDINGS, DocumentError, UsageError
from pmgraph.evaluate.compare import Comparison, Floor, compare_results, comparison_values, floor_of
from pmgraph.evaluate.gold import Annotated as AnnotatedRelease
from pmgraph.evaluate.gold import GoldFolder, read_gold
from pmgraph.evaluate.page import result_page
from pmgraph.evaluate.result import as_result, read_result, result_text, result_values, write_result
from pmgraph.evaluate.run import Measured, ReadText
from pmgraph.evaluate.run import evaluate as measure
from pmgraph.evaluate.tally import Figures, total
from pmgraph.evaluate.words import decimal, words_in
from pmgraph.extractor import Installed
from pmgraph.model import Issue
from pmgraph.pipeline.readings import read_document
from pmgraph.plugins.load import load_extractors
from pmgraph.reading import Reading
from pmgraph.sources.read import read_documents
from pmgraph.sources.text import LIMIT
from pmgraph.tables.located import finding
from pmgraph.tables.portals import shipped_portals

RESULTS = Path("benchmarks/extraction")


class Language(StrEnum):
    """The language of what people read."""

    DE = "de"
    EN = "en"


def evaluate(
    places: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FOLDER]", help="Annotated releases, one JSON file each.", show_default=False),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", help="Folder for the dated result.", show_default=str(RESULTS), file_okay=False),
    ] = None,
    no_write: Annotated[bool, typer.Option("--no-write", help="Write no result.")] = False,
    wording: Annotated[bool, typer.Option("--wording", help="Also write the misses, in the texts' own words.")] = False,
    compare: Annotated[
        list[Path] | None,
        typer.Option(metavar="RESULT [RESULT]", help="Compare with an earlier result, or two results with each other."),
    ] = None,
    fail_on_fall: Annotated[bool, typer.Option("--fail-on-fall", help="Exit 1 where a figure fell.")] = False,
    fail_below: Annotated[
        list[str] | None,
        typer.Option(metavar="FLOOR", help="Exit 1 below 0.9, signatories=0.92, or signatories.p=0.97."),
    ] = None,
    misses: Annotated[bool, typer.Option("--misses/--no-misses", help="Show each miss with its sentence.")] = True,
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
    project: Annotated[
        Path | None, typer.Option("--project", help="Also use the settings of this project.", file_okay=False)
    ] = None,
    extractor: Extractors = None,
    ner: Ner = None,
    lang: Annotated[Language, typer.Option("--lang", help="Language of tables and page.")] = Language.EN,
) -> None:
    """Measure what is read of annotated releases: precision, recall and F1 of every kind of fact, with the misses.

    An annotated release is {"id", "text", "gold": RECORD}, the record as `pmgraph extract --json` prints it. The text
    alone is read. The result is written as DATE.json and DATE.md; it holds counts, and no wording without --wording.

    Exit code 0: measured. 1: an annotation or text could not be read, or a figure fell or is too low where that is
    asked for.

    Example: `pmgraph evaluate annotated --compare benchmarks/extraction/2026-11-25.json --fail-on-fall`
    """
    folder, earlier = _inputs(places or [], compare or [], fail_on_fall=fail_on_fall)
    floors = [floor_of(text) for text in fail_below or ()]
    results = [read_result(file) for file in earlier]
    shown, values, failed = Shown(stdout(), lang.value), dict[str, Any](), False
    if folder is not None:
        limit, extractors = _reading(project, extractor or [], ner)
        gold, measured, values = _measured(folder, limit, extractors)
        if not no_write:
            values["written"] = _write(values, measured, out or RESULTS, lang, wording=wording)
        new = as_result(values, values["written"][0] if "written" in values else "this run")
        results = [*results, new] if len(results) < 2 else results
        failed = _complain(gold, measured, lang)
        values |= {"problems": [issue_values(i) for i in gold.problems]}
        if misses:
            values["misses"] = [miss_values(m) for one in measured for m in one.misses]
        if not as_json:
            shown.figures(values)
            if misses:
                shown.misses([m for one in measured for m in one.misses])
            if "written" in values:
                shown.note(words_in(lang.value)("written").format(files=", ".join(values["written"])))
    comparison = compare_results(*results) if len(results) == 2 else None
    if comparison is not None:
        _warn(comparison, lang)
        values["comparison"] = comparison_values(comparison)
        if not as_json:
            shown.comparison(comparison)
        failed |= fail_on_fall and bool(comparison.falls)
    if as_json:
        write_json(values)
    failed |= _below(floors, total(r.tally for r in results[-1].releases.values()).figures(), lang)
    if failed:
        raise typer.Exit(EXIT_FINDINGS)


def _inputs(places: Sequence[Path], compare: Sequence[Path], *, fail_on_fall: bool) -> tuple[Path | None, list[Path]]:
    """The folder to measure, if any, and the results to compare; a second result may follow the first."""
    files = [p for p in places if compare and not p.is_dir()]
    folders = [p for p in places if p not in files]
    results = [*compare, *files]
    if len(folders) > 1 or len(results) > 2:
        raise UsageError("name one folder of annotated releases, and at most two results to compare")
    if not folders and len(results) < 2:
        raise UsageError(
            "nothing to measure: `pmgraph evaluate FOLDER` measures annotated releases,"
            " `pmgraph evaluate --compare OLD.json NEW.json` compares two results"
        )
    if fail_on_fall and not results:
        raise UsageError("--fail-on-fall needs a result to compare with: --compare RESULT")
    return (folders[0] if folders else None), results


def _reading(project: Path | None, extractor: Sequence[str], ner: str | None) -> tuple[int, Sequence[Installed]]:
    """How many bytes a text may have, and what reads beside the rules, by the project's settings and the call."""
    settings = load_settings(find_project(project)) if project is not None else None
    if settings is None:
        return LIMIT, load_extractors(tuple(extractor), ner)
    return settings.max_bytes, load_extractors((*settings.extractors, *extractor), ner or settings.ner)


def _measured(
    folder: Path, limit: int, extractors: Sequence[Installed]
) -> tuple[GoldFolder, tuple[Measured, ...], dict[str, Any]]:
    """The folder, each of its releases measured, and the result as JSON values."""
    gold = read_gold(folder)
    if not gold.releases:
        _report(gold.problems)
        raise UsageError(f"{folder}: no annotated release could be read of {gold.files} files; see docs/extraction.md")
    console = stderr()
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("reading", total=len(gold.releases))
        measured = measure(gold, _reader(limit, extractors), lambda: bar.advance(task))
    today = datetime.now(UTC).date().isoformat()
    names = tuple(one.agent for one in extractors)
    software = f"pmgraph {__version__}"
    return gold, measured, result_values(gold, measured, date=today, software=software, beside=names)


def _reader(limit: int, extractors: Sequence[Installed]) -> ReadText:
    """Reads a text as `pmgraph extract` does a file of it, without an address."""
    topics, portals = read_concepts().topics, shipped_portals()

    def read(release: AnnotatedRelease) -> Reading | Issue:
        try:
            documents, issues = read_documents(
                release.text.encode(), key=release.id, path=release.path, limit=limit, portals=portals
            )
        except DocumentError as error:
            return error.issue
        if len(documents) == 1:
            return read_beside_rules(read_document(documents[0], topics, portals), extractors).reading
        if not documents:
            return issues[0]
        message = f"'text' holds {len(documents)} releases; annotate one a file"
        return finding("PM-REC-001", message, release.path, None)

    return read


def _write(
    values: Mapping[str, Any], measured: Iterable[Measured], folder: Path, lang: Language, *, wording: bool
) -> list[str]:
    kept = {**values}
    if wording:
        kept["misses"] = [miss_values(m) | {"file": Path(m.path).name} for one in measured for m in one.misses]
    files = write_result(folder, values["date"], result_text(kept), result_page(values, lang.value))
    return [str(file) for file in files]


def _complain(gold: GoldFolder, measured: Iterable[Measured], lang: Language) -> bool:
    """Says on stderr what could not be read; whether there was any."""
    _report(gold.problems)
    failures = [(one.id, one.failure) for one in measured if one.failure is not None]
    for id_, issue in failures:
        line = words_in(lang.value)("unreadable").format(id=id_, message=f"{issue.message}. {issue.cure}")
        stderr().print(f"[bold red]error:[/] {escape(line)}", soft_wrap=True)
    return bool(gold.problems or failures)


def _report(problems: Iterable[Issue]) -> None:
    for problem in problems:
        stderr().print(
            f"[bold red]error:[/] {escape(f'{problem.where}: {problem.message}. {problem.cure}')}", soft_wrap=True
        )


def _warn(comparison: Comparison, lang: Language) -> None:
    """Results on different annotations are never compared silently."""
    if not comparison.same_gold:
        line = words_in(lang.value)("other gold").format(
            anew=len(comparison.annotated_anew), before=len(comparison.only_before), after=len(comparison.only_after)
        )
        stderr().print(f"[bold yellow]warning:[/] {escape(line)}", soft_wrap=True)


def _below(floors: Iterable[Floor], figures: Mapping[str, Figures], lang: Language) -> bool:
    """Says on stderr which figures are too low; whether there was any."""
    say, found = words_in(lang.value), False
    for floor in floors:
        for figure, measure_, value in floor.missed(figures):
            line = say("below").format(
                figure=say(figure), measure=say(measure_), value=decimal(value, lang.value),
                floor=decimal(floor.at_least, lang.value),
            )  # fmt: skip
            stderr().print(f"[bold red]error:[/] {escape(line)}", soft_wrap=True)
            found = True
    return found
