"""`pmgraph check`: the shapes and the findings of the last build, and an exit code that a pipeline can use."""

from __future__ import annotations

import json
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from pmgraph.cli.output import issue_values, show_issues, stdout, wants_json, write_json
from pmgraph.errors import CATALOGUE, EXIT_FINDINGS, StoreError, UsageError
from pmgraph.model import Issue, Severity, Span
from pmgraph.pipeline.checking import check_codes, check_file
from pmgraph.publish.versions import GRAPH, REPORT, version_of


class FailOn(StrEnum):
    """From which severity on a finding makes the exit code 1."""

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"


def check(
    place: Annotated[Path, typer.Argument(metavar="[DIR|FILE]", help="Folder of a build, or an RDF file.")] = Path(
        "build"
    ),
    fail_on: Annotated[FailOn, typer.Option("--fail-on", help="Severity from which on the exit code is 1.")] = (
        FailOn.VIOLATION
    ),
    code: Annotated[
        str | None, typer.Option("--code", help="Only findings whose code begins so: PM-SIGN-001, PM-SIGN, AG11.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
) -> None:
    """Check a graph against the shapes, and list what its build found in the sources.

    With --code every finding of that kind is listed, with file and sentence, and no other counts.

    Example: `pmgraph check build --fail-on warning`
    """
    if place.is_file():
        found = list(check_file(place))
    else:
        version = version_of(place)
        found = _merged(check_file(version / GRAPH), read_report(version))
    if code is not None:
        found = _of_code(found, code)
    open_ = [i for i in found if not i.resolved_by]
    failing = [i for i in open_ if i.severity.rank <= Severity(fail_on.value).rank]
    if wants_json(as_json):
        write_json([issue_values(i) for i in found])
    else:
        console = stdout()
        show_issues(console, found, limit=60 if code is None else len(found))
        counts = ", ".join(f"{sum(i.severity is s for i in open_)} {s.value}" for s in Severity)
        console.print(f"{place}: {counts}, {len(found) - len(open_)} resolved")
    if failing:
        raise typer.Exit(EXIT_FINDINGS)


def _of_code(found: list[Issue], code: str) -> list[Issue]:
    """The findings whose code begins with `code`; UsageError where no check and no rule of reading has such a code."""
    known = CATALOGUE.keys() | check_codes()
    if not any(one.startswith(code.upper()) for one in known):
        likely = get_close_matches(code.upper(), known, n=1)
        cure = f"did you mean {likely[0]}?" if likely else "`pmgraph check` shows those that there are"
        raise UsageError(f"--code {code!r} is no code of a finding; {cure}")
    return [i for i in found if i.code.startswith(code.upper())]


def read_report(version: Path) -> tuple[Issue, ...]:
    """The findings that the build of a version wrote down."""
    try:
        listed = json.loads((version / REPORT).read_text(encoding="utf-8"))
        return tuple(_issue(values) for values in listed)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{version / REPORT}: {error!r} is no report of this version; build again") from error


def _issue(values: dict[str, Any]) -> Issue:
    span = values.pop("span", None)
    return Issue(
        **{**values, "severity": Severity(values["severity"])}, span=Span(span["start"], span["end"]) if span else None
    )


def _merged(shapes: tuple[Issue, ...], report: tuple[Issue, ...]) -> list[Issue]:
    """Each finding once; the report's is preferred, since it names file and sentence."""
    known = {(i.code, i.subject, i.message) for i in report}
    return [*report, *(i for i in shapes if (i.code, i.subject, i.message) not in known)]
