"""Annotated releases to measure on: those beside the checkout, and a small folder of invented ones."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from pmgraph.evaluate.findings import compare_record
from pmgraph.evaluate.tally import Tally, total

Json = dict[str, Any]
INVENTED = Path(__file__).parents[1] / "extract" / "invented.yaml"


@pytest.fixture(scope="session")
def invented() -> list[Json]:
    """The invented releases of the extraction with their records, as annotated releases."""
    cases = yaml.safe_load(INVENTED.read_text(encoding="utf-8"))
    return [{"id": c["id"], "text": c["text"], "gold": c["record"]} for c in cases]


@pytest.fixture(scope="session")
def gold(shared: Path) -> Path:
    """The folder of annotated releases beside the checkout."""
    return shared / "gold"


@pytest.fixture(scope="session")
def annotated(gold: Path) -> dict[str, Json]:
    """The annotations of those that are releases, by id."""
    files = [json.loads(f.read_text(encoding="utf-8")) for f in sorted(gold.glob("*.json"))]
    return {f["id"]: f["gold"] for f in files if f["gold"].get("is_release", True)}


@pytest.fixture(scope="session")
def figures_of() -> Callable[[list[tuple[Json, Json]]], Json]:
    """The figures of pairs of record and annotation."""

    def figures(pairs: list[tuple[Json, Json]]) -> Json:
        return total(Tally.of(compare_record(record, gold)) for record, gold in pairs).figures()

    return figures
