"""`pmgraph`: one thin command per verb. Exit codes: 0 fine, 1 the data has findings, 2 wrong use, 3 our fault."""

from __future__ import annotations

import os
import sys

import typer
from rich.markup import escape

from pmgraph import __version__
from pmgraph.cli.add import add
from pmgraph.cli.build import build
from pmgraph.cli.check import check
from pmgraph.cli.diff import diff
from pmgraph.cli.evaluate import evaluate
from pmgraph.cli.explain import explain
from pmgraph.cli.extract import extract
from pmgraph.cli.harvest import harvest
from pmgraph.cli.htaccess import htaccess
from pmgraph.cli.init import init
from pmgraph.cli.output import stderr, write
from pmgraph.cli.publish import publish
from pmgraph.cli.push import push
from pmgraph.cli.query import query
from pmgraph.cli.rules import rules
from pmgraph.cli.serve import serve
from pmgraph.cli.show import show
from pmgraph.errors import EXIT_FAULT, EXIT_USAGE, PmgraphError

COMMANDS = (
    build,
    add,
    harvest,
    check,
    query,
    extract,
    show,
    rules,
    explain,
    diff,
    evaluate,
    publish,
    push,
    serve,
    htaccess,
    init,
)

app = typer.Typer(
    name="pmgraph",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        write(f"pmgraph {__version__}\n")
        raise typer.Exit


@app.callback()
def pmgraph(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Print the version and stop."
    ),
) -> None:
    """A knowledge graph of agreements, read from press releases of German public bodies."""


for _command in COMMANDS:
    app.command()(_command)


def main() -> None:
    """Run the command line. Errors become one line that says what, where and the cure."""
    sys.exit(run())


def run(arguments: list[str] | None = None) -> int:
    """The exit code of a call; `arguments` default to those of the process."""
    try:
        code = app(args=arguments, prog_name="pmgraph", standalone_mode=False)
        return code if isinstance(code, int) else 0
    except typer.TyperException as error:
        text = error.format_message().replace("Value error, ", "")
        if text:  # a call without a command has had the help shown already
            stderr().print(f"[bold red]error:[/] {escape(text)} Try --help.")
        return EXIT_USAGE
    except (typer.Abort, KeyboardInterrupt):
        return 130
    except PmgraphError as error:
        for line in str(error).splitlines():
            stderr().print(f"[bold red]error:[/] {escape(line)}")
        return error.exit_code
    except BrokenPipeError:
        # Whoever read our output has gone; there is no one left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if os.environ.get("PMGRAPH_DEBUG"):
            raise
        stderr().print(
            f"[bold red]error:[/] {type(error).__name__}: {escape(str(error))}\n"
            "This is a fault of pmgraph. Run it again with PMGRAPH_DEBUG=1 and report the trace."
        )
        return EXIT_FAULT
