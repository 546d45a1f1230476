"""`pmgraph init`: an empty project for another body's releases."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from pmgraph.cli.output import stdout
from pmgraph.config import DEFAULT_BASE, FILE, checked_base
from pmgraph.errors import UsageError
from pmgraph.tables.register import COLUMNS

_TOML = """\
# The settings of this dataset. Every key but base may be left out.

[dataset]
# Things get IRIs below this address; choose one that you control, and never change it.
base = "{base}"
title_de = "Vereinbarungen aus Pressemitteilungen"
title_en = "Agreements in press releases"
# licence = "http://dcat-ap.de/def/licenses/dl-by-de/2.0"
# publisher = "Name of the body that publishes this"

# The entry in data catalogues; see docs/catalogue.md for all keys.
# [catalogue]
# attribution = "Name that users print"
# level = "state"
# places = ["stateKey/15"]
# frequency = "IRREG"
# [catalogue.contact]
# name = "Office"
# email = "data@example.de"

[reading]
# full: the text may be shown; quotes: only the passages that carry a fact; none: no wording at all.
publish_text = "quotes"

# [extract]
# extractors = ["name"]                # installed packages that read beside the rules
# ner = "spacy:de_core_news_md"        # a trained pipeline that does

# [sources."presse.example.de"]
# publish_text = "full"
"""
_README = """\
# A pmgraph project

- `corpus/`: releases as received, never edited; `NAME.yaml` beside `NAME` names the address and the publisher.
- `records/`: facts typed in from releases that are only linked, one YAML file each.
- `register/`: bodies, posts, places and moved names, as CSV; every row names its source.

`pmgraph add FILE --url ADDRESS` adds a release, `pmgraph build` makes the graph, `pmgraph serve` shows it.
"""


def init(
    folder: Annotated[Path, typer.Argument(help="Folder to make.", file_okay=False)],
    base: Annotated[str, typer.Option("--base", help="Address below which things get their IRIs.")] = DEFAULT_BASE,
) -> None:
    """Make an empty project. What is there already is never overwritten.

    Example: `pmgraph init ministry --base https://data.example.de/agreements`
    """
    if (folder / FILE).exists():
        raise UsageError(f"{folder / FILE}: there is a project already; name another folder")
    try:
        files = {FILE: _TOML.format(base=checked_base(base)), "README.md": _README}
    except ValueError as error:
        raise UsageError(f"--base: {error}") from error
    files |= {f"register/{name}": ",".join(columns) + "\n" for name, columns in COLUMNS.items()}
    try:
        for name in ("corpus", "records", "register"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            if not (folder / name).exists():
                (folder / name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{error.filename}: {error.strerror}; name a folder that can be written") from error
    stdout().print(f"made {folder}/; next: pmgraph add FILE --url ADDRESS --project {shlex.quote(str(folder))}")
