"""Where the package's data files are: beside the code in a wheel, at the top of the repository in a checkout."""

from __future__ import annotations

from pathlib import Path

from pmgraph.errors import PmgraphError

_PACKAGE = Path(__file__).parent


def resource_dir(name: str) -> Path:
    """The folder of package data called `name`: `ontology` or `shapes`."""
    for place in (_PACKAGE / "_resources" / name, _PACKAGE.parent / name):
        if place.is_dir():
            return place
    raise PmgraphError(
        f"the package data {name!r} is missing from {_PACKAGE}: the installation is incomplete; install pmgraph again"
    )


def ontology_files() -> tuple[Path, ...]:
    """The Turtle files of the ontology and its concept schemes, in order."""
    return tuple(sorted(resource_dir("ontology").glob("*.ttl")))


def shape_files() -> tuple[Path, ...]:
    """The Turtle files of the SHACL shapes, in order."""
    return tuple(sorted(resource_dir("shapes").glob("*.ttl")))
