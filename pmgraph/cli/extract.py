"""`pmgraph extract`: one release as the JSON record that other tools read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from pmgraph.cli.beside import Extractors, Ner, read_beside_rules, say
from pmgraph.cli.inputs import document_of, each_input, holds_many
from pmgraph.cli.output import stdout, table, wants_json, write, write_json
from pmgraph.concepts import read_concepts
from pmgraph.config import find_project, load_settings
from pmgraph.errors import EXIT_FINDINGS, UsageError
from pmgraph.extract.record import as_record
from pmgraph.extractor import Installed
from pmgraph.model import Document, Issue
from pmgraph.pipeline.readings import Release, read_document
from pmgraph.plugins.load import load_extractors
from pmgraph.sources.text import LIMIT
from pmgraph.tables.portals import shipped_portals

File = Annotated[
    str, typer.Argument(metavar="FILE|-", help="The release as text, HTML, PDF, feed or JSON; - reads stdin.")
]
Url = Annotated[str | None, typer.Option("--url", help="Address that the release was received from.")]


def extract(
    file: File,
    url: Url = None,
    project: Annotated[
        Path | None, typer.Option("--project", help="Also use the settings of this project.", file_okay=False)
    ] = None,
    extractor: Extractors = None,
    ner: Ner = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the record as JSON.")] = False,
) -> None:
    """Print what a release says: agreements, who signed for whom, when.

    A folder, a pattern such as 'presse/*.html', or a file of several releases gives one JSON record a line, with its
    file under "file"; sidecars beside the files are read. FILE#2 is the second release of such a file.

    Reads no register, record or decision without --project. Exit code 0 whenever a record was printed.

    Example: `pmgraph extract release.txt --json --url https://presse.example/2014/07/16/release`
    """
    settings = load_settings(find_project(project)) if project is not None else None
    limit = settings.max_bytes if settings is not None else LIMIT
    names = (*(settings.extractors if settings is not None else ()), *(extractor or ()))
    extractors = load_extractors(names, ner or (settings.ner if settings is not None else None))
    if holds_many(file, limit):
        if url is not None:
            raise UsageError("--url is the address of one release; write those of several into their sidecars")
        _print_lines(each_input(file, limit), extractors)
        return
    record = as_record(read_release_file(file, url, limit=limit, extractors=extractors).reading)
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


def _print_lines(found: Iterable[Document | Issue], extractors: Sequence[Installed]) -> None:
    """A record a line, in the order of the files; what cannot be read is said on stderr. Exit 1 where nothing could."""
    topics, portals = read_concepts().topics, shipped_portals()
    printed = 0
    for one in found:
        if isinstance(one, Issue):
            say(one)
            continue
        release = read_beside_rules(read_document(one, topics, portals), extractors)
        record = {"file": one.path, **as_record(release.reading)}
        write(json.dumps(record, ensure_ascii=False) + "\n")
        printed += 1
    if not printed:
        raise typer.Exit(EXIT_FINDINGS)


def read_release_file(
    file: str, url: str | None, *, limit: int = LIMIT, extractors: Sequence[Installed] = ()
) -> Release:
    """What the rules and extractors read from a file or stdin (`-`); DocumentError where it is no text."""
    release = read_document(document_of(file, url, limit=limit), read_concepts().topics, shipped_portals())
    return read_beside_rules(release, extractors)
