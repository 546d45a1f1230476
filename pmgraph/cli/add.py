"""`pmgraph add`: a release goes into the corpus with its address, and the graph is built again."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer

from pmgraph.cli.build import Out, run_build, show_report
from pmgraph.cli.extract import File, read_input
from pmgraph.cli.output import stderr, stdout
from pmgraph.cli.show import show_reading
from pmgraph.concepts import read_concepts
from pmgraph.config import Settings, find_project, load_settings
from pmgraph.curated import Sidecar
from pmgraph.errors import EXIT_FINDINGS, UsageError
from pmgraph.iris import slug
from pmgraph.pipeline.readings import read_document
from pmgraph.sources.text import read_text
from pmgraph.tables.located import near
from pmgraph.tables.portals import shipped_portals
from pmgraph.tables.register import read_register
from pmgraph.tables.sidecars import read_sidecar, sidecar_of, sidecar_text


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
) -> None:
    """Add a release to the corpus, show its marked reading, and build.

    The text is stored as received and never overwritten.

    Example: `pmgraph add release.txt --url https://presse.example/2014/07/16/release --publisher st-mf`
    """
    settings = load_settings(find_project(project))
    sidecar = _sidecar(settings, url, publisher)
    data, shown = read_input(file, settings.max_bytes)
    # Read before it is written: what is no text does not get into the corpus.
    document, _ = read_text(data, key=shown, path=shown, sidecar=sidecar, limit=settings.max_bytes)
    release = read_document(document, read_concepts().topics, shipped_portals())
    stored = store_release(settings, data, sidecar)
    stderr().print(f"stored as {stored}")
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
    if publisher is not None:
        register = read_register(settings.register, settings.shown(settings.register), read_concepts().slugs)
        ids = {body.id for body in register.bodies}
        if publisher not in ids:
            cure = near(publisher, ids) if ids else "add it to register/bodies.csv first"
            raise UsageError(f"--publisher {publisher!r} is no id of register/bodies.csv; {cure}")
    return Sidecar(url=url, publisher=publisher)


def store_release(settings: Settings, data: bytes, sidecar: Sidecar) -> Path:
    """Write the bytes and their sidecar below `corpus/`; the path. A text from an address that it already has stays.

    The name is the last part of the address with a digest of bytes and address, so that nothing is overwritten.
    """
    url = sidecar.url or ""
    last = [part for part in urlsplit(url).path.split("/") if part][-1:]
    digest = hashlib.sha256(data + url.encode()).hexdigest()[:12]
    target = settings.corpus / f"{slug(last[0] if last else urlsplit(url).hostname or 'release', 50)}-{digest}.txt"
    for known in settings.corpus.rglob("*") if settings.corpus.is_dir() else ():
        beside = sidecar_of(known)
        same = known.is_file() and beside.is_file() and known.read_bytes() == data
        if same and read_sidecar(beside, settings.shown(beside)).url == url:
            return known
    try:
        settings.corpus.mkdir(parents=True, exist_ok=True)
        # The sidecar comes first: a release without its address would be read with less than is known.
        sidecar_of(target).write_text(sidecar_text(sidecar), encoding="utf-8")
        with target.open("xb") as stream:
            stream.write(data)
    except OSError as error:
        raise UsageError(f"{error.filename}: {error.strerror}; make the corpus folder writable") from error
    return target
