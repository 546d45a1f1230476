"""Finds the extractors that a project or a call names among the installed packages, and makes them ready."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.metadata import EntryPoint, entry_points

from pmgraph.errors import UsageError
from pmgraph.extractor import API, Extractor, Installed
from pmgraph.plugins.spacy_ner import load_ner
from pmgraph.tables.located import near

GROUP = "pmgraph.extractors"
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_NOT_IN_VERSIONS = re.compile(r"[^A-Za-z0-9.+!_]+")


def load_extractors(names: Iterable[str], ner: str | None = None) -> tuple[Installed, ...]:
    """The extractors in the order named, a trained pipeline last; UsageError says which is missing, and the cure."""
    return (*(_load(name) for name in dict.fromkeys(names)), *((load_ner(ner),) if ner is not None else ()))


def _load(name: str) -> Installed:
    installed = entry_points(group=GROUP)
    found = {
        (point.value, point.dist.name if point.dist is not None else ""): point for point in installed.select(name=name)
    }
    if not found:
        known = sorted(installed.names)
        cure = near(name, known) if known else f"none is installed; install the package that has it (group {GROUP})"
        raise UsageError(f"extractor {name!r} is not installed; {cure}")
    if len(found) > 1:
        packages = " and ".join(sorted(package for _, package in found))
        raise UsageError(f"extractor {name!r} is in {packages}; uninstall one of them")
    if _NAME.fullmatch(name) is None:
        raise UsageError(f"extractor {name!r}: a name has letters, digits, '_' and '-'; its makers must change it")
    (point,) = found.values()
    version = point.dist.version if point.dist is not None else "0"
    return Installed(name=name, version=_NOT_IN_VERSIONS.sub(".", version), find=_made(point))


def _made(point: EntryPoint) -> Extractor:
    """The extractor of an entry point; UsageError where it cannot be loaded or was written for another contract."""
    try:
        loaded = point.load()
        made: Extractor = loaded() if isinstance(loaded, type) else loaded
    except Exception as error:  # foreign code may raise anything while it is imported
        raise UsageError(
            f"extractor {point.name!r} cannot be loaded from {point.value}: {type(error).__name__}: {error}; "
            "install its package again, or leave the extractor out"
        ) from error
    api = getattr(made, "api", None)
    if api != API or not callable(made):
        raise UsageError(
            f"extractor {point.name!r} ({point.value}) was written for version {api} of the contract, and this pmgraph "
            f"knows version {API}; install a version of its package that fits, or leave the extractor out"
        )
    return made
