"""`pmgraph add`: a release goes into the corpus with its address, and the graph is built again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer

from pmgraph.cli.beside import Extractors, Ner, read_beside_rules, with_options
from pmgraph.cli.build import Out, run_build, show_report
from pmgraph.cli.extract import File
from pmgraph.cli.inputs import one_of, read_input
from pmgraph.cli.output import stderr, stdout
from pmgraph.cli.show import show_reading
from pmgraph.concepts import read_concepts
from pmgraph.config import Settings, find_project, load_settings
from pmgraph.curated import Sidecar
from pmgraph.errors import EXIT_FINDINGS, UsageError
from pmgraph.harvest.received import Received
from pmgraph.pipeline.readings import read_document
from pmgraph.plugins.load import load_extractors
from pmgraph.sources.read import read_documents, suffix_of
from pmgraph.tables.located import near
from pmgraph.tables.portals import shipped_portals
from pmgraph.tables.register import read_register


def add(
    file: File,
    url: Annotated[str, typer.Option("--url", help="Address that the release was received from.")],
    publisher: Annotated[
        str | None, typer.Option("--publisher", help="Id of the issuing body in register/bodies.csv.")
    ] = None,
    project: Annotated[
        Path | None, typer.Option("--project", help="Folder with pmgraph.toml.", show_default="data/, else .")
    ] = None,
    out: Out = Path("build"),
    extractor: Extractors = None,
    ner: Ner = None,
) -> None:
    """Add a release to the corpus, show its marked reading, and build.

    The text is stored as received and never overwritten.

    Example: `pmgraph add release.txt --url https://presse.example/2014/07/16/release --publisher st-mf`
    """
    settings = with_options(load_settings(find_project(project)), extractor, ner)
    extractors = load_extractors(settings.extractors, settings.ner)
    sidecar = _sidecar(settings, url, publisher)
    data, shown = read_input(file, settings.max_bytes)
    # Read before it is written: what is no text does not get into the corpus.
    documents, issues = read_documents(
        data, key=shown, path=shown, sidecar=sidecar, limit=settings.max_bytes, portals=shipped_portals()
    )
    document = one_of(documents, issues, shown)
    release = read_beside_rules(read_document(document, read_concepts().topics, shipped_portals()), extractors)
    stored = Received(settings).keep(data, sidecar, suffix_of(data))
    stderr().print(f"stored as {stored.file}")
    show_reading(release.reading)
    report = run_build(settings, out)
    show_report(stdout(), report)
    if not report.clean:
        raise typer.Exit(EXIT_FINDINGS)


def _sidecar(settings: Settings, url: str, publisher: str | None) -> Sidecar:
    """The sidecar to write, after the checks that reading it would make."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or any(c in url for c in ' "<>{}|\\^`'):
        raise UsageError(f"--url {url!r} is not an absolute http address; write it as https://host/path")
    check_publisher(settings, publisher)
    return Sidecar(url=url, publisher=publisher)


def check_publisher(settings: Settings, publisher: str | None) -> None:
    """UsageError unless the register has a body of that id."""
    if publisher is not None:
        register = read_register(settings.register, settings.shown(settings.register), read_concepts().slugs)
        ids = {body.id for body in register.bodies}
        if publisher not in ids:
            cure = near(publisher, ids) if ids else "add it to register/bodies.csv first"
            raise UsageError(f"--publisher {publisher!r} is no id of register/bodies.csv; {cure}")
