"""`pmgraph show`: a release's text with what was read marked in it."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from pmgraph.cli.beside import Extractors, Ner
from pmgraph.cli.extract import File, Url, read_release_file
from pmgraph.cli.marks import bracketed, coloured, legend, marks_of
from pmgraph.cli.output import show_issues, stdout, table, write, write_json
from pmgraph.plugins.load import load_extractors
from pmgraph.reading import Reading, Term


def show(
    file: File,
    url: Url = None,
    extractor: Extractors = None,
    ner: Ner = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the marks with their offsets as JSON.")] = False,
) -> None:
    """Show the text with what was read marked in it, and what was not understood.

    Example: `pmgraph show release.txt --url https://presse.example/2014/07/16/release`
    """
    release = read_release_file(file, url, extractors=load_extractors(extractor or (), ner))
    show_reading(release.reading, as_json=as_json)


def show_reading(reading: Reading, *, as_json: bool = False) -> None:
    """The marked text of a reading: coloured on a terminal, in brackets when captured, or as JSON."""
    marks, text = marks_of(reading), reading.document.text
    if as_json:
        write_json([{"start": m.span.start, "end": m.span.end, "what": m.word, "text": m.span.of(text)} for m in marks])
        return
    console = stdout()
    if not sys.stdout.isatty():
        write(bracketed(text, marks).rstrip("\n") + "\n")
    else:
        console.print(legend())
        console.print()
        console.print(coloured(text, marks))
    console.print()
    for agreement in reading.agreements:
        signing = agreement.signing
        dates = ", ".join(d.edtf for d in signing.dates if d.edtf) if signing is not None else ""
        console.print(f"{agreement.status.value}: {agreement.name.value}" + (f", {dates}" if dates else ""))
        if agreement.term is not None and agreement.term:
            console.print(f"in force: {_in_force(agreement.term)}")
        rows = [
            (
                s.person.value.name,
                "; ".join(o.role.value for o in s.offices) or "–",
                s.body.value.name if s.body is not None else "–",
            )
            for s in (signing.signatures if signing is not None else ())
        ]
        if rows:
            console.print(table(("signed by", "as", "for"), rows))
    console.print()
    show_issues(console, reading.issues)


def _in_force(term: Term) -> str:
    """A term on one line: "from 2015-01-01, until 2020, P5Y, extended by P1Y"."""
    parts = [
        f"{word} {d.edtf}" for word, dates in (("from", term.begins), ("until", term.ends)) for d in dates if d.edtf
    ]
    if term.duration is not None:
        parts.append(term.duration.value)
    if term.open_ended is not None:
        parts.append("open-ended")
    if term.extended_by is not None:
        parts.append(f"extended by {term.extended_by.value}")
    return ", ".join(parts)
