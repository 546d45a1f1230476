"""`pmgraph extract`: one release as the JSON record that other tools read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from pmgraph.cli.output import stdout, table, wants_json, write_json
from pmgraph.concepts import read_concepts
from pmgraph.config import find_project, load_settings
from pmgraph.curated import Sidecar
from pmgraph.errors import UsageError
from pmgraph.extract.record import as_record
from pmgraph.iris import web_iri
from pmgraph.model import Document
from pmgraph.pipeline.readings import Release, read_document
from pmgraph.sources.text import LIMIT, read_text
from pmgraph.tables.portals import shipped_portals

File = Annotated[str, typer.Argument(metavar="FILE|-", help="The release as text; - reads stdin.")]
Url = Annotated[str | None, typer.Option("--url", help="Address that the release was received from.")]


def extract(
    file: File,
    url: Url = None,
    project: Annotated[
        Path | None, typer.Option("--project", help="Also use the settings of this project.", file_okay=False)
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the record as JSON.")] = False,
) -> None:
    """Print what one release says: agreements, who signed for whom, when.

    Reads no register, record or decision without --project. Exit code 0 whenever a record was printed.

    Example: `pmgraph extract release.txt --json --url https://presse.example/2014/07/16/release`
    """
    limit = load_settings(find_project(project)).max_bytes if project is not None else LIMIT
    record = as_record(read_release_file(file, url, limit=limit).reading)
    if wants_json(as_json):
        write_json(record)
        return
    console = stdout()
    head = [(name, str(record[name] or "–")) for name in ("issuer", "number", "date", "place", "title")]
    console.print(table(("", ""), head))
    for agreement in record["agreements"]:
        console.print(f"\n[bold]{agreement['name']}[/] ({agreement['kind']}, {agreement['status']})")
        console.print(f"signed: {agreement['signed_on'] or '–'} at {agreement['signed_at'] or '–'}")
        console.print(f"parties: {', '.join(agreement['parties']) or '–'}")
        rows = [(s["person"], s["role"] or "–", s["body"] or "–") for s in agreement["signatories"]]
        if rows:
            console.print(table(("signed by", "as", "for"), rows))


def read_release_file(file: str, url: str | None, *, limit: int = LIMIT) -> Release:
    """What the rules read from a file or stdin (`-`); DocumentError where it is no text."""
    return read_document(document_of(file, url, limit=limit), read_concepts().topics, shipped_portals())


def document_of(file: str, url: str | None, *, limit: int = LIMIT) -> Document:
    """The file, or stdin for `-`, as a document; UsageError where the address is none."""
    if url is not None:
        try:
            web_iri(url)
        except ValueError as error:
            raise UsageError(f"--url: {error}") from error
    data, shown = read_input(file, limit)
    document, _ = read_text(data, key=shown, path=shown, sidecar=Sidecar(url=url), limit=limit)
    return document


def read_input(file: str, limit: int) -> tuple[bytes, str]:
    """The bytes of a file or of stdin (`-`), one more than `limit` at most, and the name that messages show."""
    if file == "-":
        return sys.stdin.buffer.read(limit + 1), "stdin"
    try:
        with Path(file).open("rb") as stream:
            return stream.read(limit + 1), file
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror}; name a file, or - for stdin") from error
