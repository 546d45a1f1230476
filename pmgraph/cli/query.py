"""`pmgraph query`: a named query, a file or stdin, answered as a table or in any format of SPARQL."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Annotated

import typer
from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples
from rich.console import Console

from pmgraph.cli.graphs import Endpoint, GraphPlace, Merging, base_of, open_graph
from pmgraph.cli.output import counted, stdout, table, write, write_bytes
from pmgraph.errors import UsageError
from pmgraph.queries.catalogue import named_queries, named_query
from pmgraph.rdf.formats import FORMATS, Kind, formats, named
from pmgraph.store.answers import write_answer
from pmgraph.store.protocol import Answer
from pmgraph.vocab import PREFIXES

TABLE = "table"
_NAMES = ", ".join((TABLE, *(f.name for f in FORMATS if f.kind is not Kind.QUADS)))


def query(
    what: Annotated[
        str, typer.Argument(metavar="NAME|FILE|-", help="q01 to q21, a file with a query, or - for stdin.")
    ] = "",
    graph: GraphPlace = Path("build"),
    endpoint: Endpoint = None,
    union: Merging = None,
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=VALUE", help="Another value for a named query's parameter; repeatable."),
    ] = None,
    format_: Annotated[
        str | None,
        typer.Option("--format", "-f", help=f"One of {_NAMES}.", show_default="table; json when captured"),
    ] = None,
) -> None:
    """Ask the graph. Without a name, list the named queries.

    Example: `pmgraph query q03 --format csv`
    """
    if not what:
        rows = [(q.id, q.title_de, q.title_en) for q in named_queries()]
        stdout().print(table(("name", "Frage", "question"), rows))
        return
    sparql = _text(what) if not set_ else named_query(what).asked(_values(set_))
    answer = open_graph(graph, endpoint, union).query(sparql)
    if format_ is None and sys.stdout.isatty():
        format_ = TABLE
    if format_ == TABLE:
        show_answer(stdout(), answer, base_of(graph) if endpoint is None else None)
    else:
        write_bytes(serialised(answer, format_))


def _values(given: list[str]) -> dict[str, str]:
    for one in given:
        if "=" not in one:
            raise UsageError(f"--set {one!r} names no value; write it like --set from=2014-07-01")
    return dict(one.split("=", 1) for one in given)


def _text(what: str) -> str:
    """The query's text: from stdin, from a file, or of the package's named ones."""
    try:
        if what == "-":
            return sys.stdin.buffer.read().decode()
        if _is_file(what):
            return Path(what).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{what}: {error}; save the query as UTF-8") from error
    if any(character.isspace() for character in what):
        raise UsageError("a query is read from a file or stdin: write it to a file, or pipe it to `pmgraph query -`")
    return named_query(what).text


def _is_file(what: str) -> bool:
    try:
        return Path(what).is_file()
    except OSError:  # longer than a file's name may be
        return False


def serialised(answer: Answer, name: str | None) -> bytes:
    """The answer in the format called `name`, by default JSON for results and Turtle for a graph."""
    graph = isinstance(answer, QueryTriples)
    allowed = formats(Kind.TRIPLES) if graph else formats(Kind.RESULTS, Kind.SPREADSHEETS)
    # The endpoint takes these words for graphs too, and so do the clients that people come from.
    aliases = {"json": "jsonld", "xml": "rdfxml"} if graph else {}
    name = name or ("turtle" if graph else "json")
    try:
        chosen = named(aliases.get(name, name), allowed)
    except ValueError as error:
        raise UsageError(f"--format: {error}") from error
    out = io.BytesIO()
    write_answer(answer, chosen, out)
    return out.getvalue()


def show_answer(console: Console, answer: Answer, base: str | None) -> None:
    """The answer as a table. IRIs below `base` are shortened to `id/…`, others by the usual prefixes."""
    if isinstance(answer, QueryBoolean):
        console.print("yes" if answer else "no")
    elif isinstance(answer, QuerySolutions):
        names = [v.value for v in answer.variables]
        rows = [[_short(row[name], base) for name in names] for row in answer]
        console.print(table(names, rows))
        console.print(counted(len(rows), "row"))
    else:
        write(serialised(answer, "turtle").decode())


def _short(term: object, base: str | None) -> str:
    if isinstance(term, NamedNode):
        if base is not None and term.value.startswith(f"{base}/id/"):
            return term.value[len(base) + 1 :]
        for prefix, namespace in PREFIXES.items():
            if term.value.startswith(namespace) and term.value != namespace:
                return f"{prefix}:{term.value[len(namespace) :]}"
        return term.value
    if isinstance(term, Literal):
        return term.value
    return "" if term is None else str(term)
