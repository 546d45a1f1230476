"""The options of commands that let extractors read beside the rules, and what they stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

import typer

from pmgraph.cli.output import stderr
from pmgraph.concepts import read_concepts
from pmgraph.config import Settings
from pmgraph.extractor import Installed
from pmgraph.model import Issue
from pmgraph.pipeline.beside import with_extractors
from pmgraph.pipeline.readings import Release

Extractors = Annotated[
    list[str] | None,
    typer.Option("--extractor", metavar="NAME", help="Also read with this installed extractor; may be repeated."),
]
Ner = Annotated[
    str | None,
    typer.Option(
        "--ner", metavar="spacy:MODEL", help="Also read with this trained spaCy pipeline: a package or a folder."
    ),
]


def with_options(settings: Settings, extractors: list[str] | None, ner: str | None) -> Settings:
    """The settings with what a call adds to them: further extractors, another pipeline."""
    names = tuple(dict.fromkeys((*settings.extractors, *(extractors or ()))))
    return replace(settings, extractors=names, ner=ner or settings.ner)


def read_beside_rules(release: Release, extractors: Sequence[Installed]) -> Release:
    """The release with what the extractors add; what went wrong is said on stderr."""
    if not extractors:
        return release
    (read,), issues = with_extractors([release], extractors, read_concepts())
    for issue in issues:
        say(issue)
    return read


def say(issue: Issue) -> None:
    """One finding as one line on stderr."""
    stderr().print(f"{issue.code} {issue.where}: {issue.message}. {issue.cure}", markup=False, soft_wrap=True)
