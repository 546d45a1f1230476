"""`pmgraph htaccess`: the redirects from a permanent base IRI to where the site runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pmgraph.cli.output import write
from pmgraph.config import find_project, load_settings
from pmgraph.publish.htaccess import htaccess as redirects


def htaccess(
    address: Annotated[
        str, typer.Argument(help="Address at which the site is served, such as https://data.example.de/v.")
    ],
    project: Annotated[
        Path | None, typer.Option("--project", help="Folder with pmgraph.toml.", show_default="data/, else .")
    ] = None,
) -> None:
    """Print the `.htaccess` that leads from the base IRI, at w3id.org or elsewhere, to the site.

    Example: `pmgraph htaccess https://data.example.de/agreements > .htaccess`
    """
    write(redirects(load_settings(find_project(project)).base, address))
