"""`pmgraph harvest`: the releases of a page, a list, a feed or a sitemap come into the corpus."""

from __future__ import annotations

import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from pmgraph.cli.add import check_publisher
from pmgraph.cli.output import counted, issue_values, show_issues, stderr, stdout, wants_json, write_json
from pmgraph.config import Settings, find_project, load_settings
from pmgraph.errors import EXIT_FINDINGS
from pmgraph.harvest.fetch import open_exchange
from pmgraph.harvest.pace import Clock
from pmgraph.harvest.report import Account
from pmgraph.harvest.run import Options
from pmgraph.harvest.run import harvest as collect
from pmgraph.model import Severity


def harvest(
    address: Annotated[str, typer.Argument(help="Address of a release, a list of them, a feed or a sitemap.")],
    project: Annotated[
        Path | None, typer.Option("--project", help="Folder with pmgraph.toml.", show_default="data/, else .")
    ] = None,
    publisher: Annotated[
        str | None, typer.Option("--publisher", help="Id of the issuing body in register/bodies.csv.")
    ] = None,
    limit: Annotated[int | None, typer.Option("--limit", min=0, help="Ask for so many pages at most.")] = None,
    delay: Annotated[float, typer.Option("--delay", min=0, help="Seconds between two requests to a host.")] = 1.0,
    match: Annotated[
        str | None,
        typer.Option(help="Regular expression for the links to follow.", show_default="those below the list's path"),
    ] = None,
    allow: Annotated[list[str] | None, typer.Option("--allow", help="Another host that may be asked.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read the lists, show their pages, fetch none.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the account as JSON.")] = False,
) -> None:
    """Collect releases into the corpus, as robots.txt allows. Run it again to go on, or to see what has changed.

    Exit code 0: everything was received that was asked for. 1: a page was not received.

    Example: `pmgraph harvest https://presse.example.de/feed.xml --publisher st-mf`
    """
    settings = load_settings(find_project(project))
    check_publisher(settings, publisher)
    options = Options(
        publisher=publisher, limit=limit, delay=delay, match=match, dry_run=dry_run,
        allowed=frozenset(host.lower() for host in allow or ()),
    )  # fmt: skip
    account = _collect(settings, address, options)
    if wants_json(as_json):
        write_json(account_values(account))
    else:
        show_account(stdout(), account)
    if not account.clean:
        raise typer.Exit(EXIT_FINDINGS)


def _collect(settings: Settings, address: str, options: Options) -> Account:
    """The harvest with progress on a terminal's stderr."""
    clock = Clock(now=time.monotonic, today=lambda: datetime.now(UTC), sleep=time.sleep)
    console = stderr()
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with (
        Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar,
        open_exchange(settings.base, clock) as exchange,
    ):
        task = bar.add_task("harvesting", total=None)
        seen: Counter[str] = Counter()

        def progress(step: str) -> None:
            seen[step.partition(" ")[0]] += 1
            bar.update(task, description=f"{counted(seen['page'], 'page')}: {step}")

        return collect(settings, address, options, exchange=exchange, clock=clock, progress=progress)


def show_account(console: Console, account: Account) -> None:
    """The short account of a harvest: what came, what did not, what is left."""
    if account.would_ask:
        for address in account.would_ask:
            console.print(address, markup=False, soft_wrap=True)
        console.print(f"{counted(len(account.would_ask), 'page')} would be asked for; nothing was written")
    else:
        parts = [
            f"{account.fetched:,} fetched", f"{len(account.new):,} new", f"{len(account.changed):,} changed",
            f"{account.unchanged:,} unchanged",
        ]  # fmt: skip
        others = (
            (account.before, "received before the interruption"), (account.refused, "refused by robots.txt"),
            (account.gone, "gone"), (account.failed, "failed"),
        )  # fmt: skip
        console.print(", ".join(parts + [f"{number:,} {what}" for number, what in others if number]))
    show_issues(console, (i for i in account.issues if i.severity is not Severity.INFO))
    for issue in account.issues:
        if issue.code == "PM-HARV-012":
            console.print(f"{escape(issue.message)}. {issue.cure}")
    if account.pages_left or account.lists_left:
        left = f"{counted(account.pages_left, 'page')} and {counted(account.lists_left, 'list')}"
        console.print(f"{left} are still to be asked for")


def account_values(account: Account) -> dict[str, object]:
    """The account as JSON values."""
    return {
        "address": account.address, "form": account.form, "finished": account.finished, "fetched": account.fetched,
        "new": account.new, "changed": account.changed, "unchanged": account.unchanged, "before": account.before,
        "refused": account.refused, "gone": account.gone, "failed": account.failed,
        "pages_left": account.pages_left, "lists_left": account.lists_left, "would_ask": account.would_ask,
        "issues": [issue_values(i) for i in account.issues],
    }  # fmt: skip
