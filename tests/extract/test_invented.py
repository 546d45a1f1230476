"""Invented releases of every construction and layout give exactly the records that stand beside them."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from pmgraph.extract.content import TopicIndex
from pmgraph.extract.record import as_record
from pmgraph.extract.release import Knowledge, read_release
from pmgraph.model import Document
from pmgraph.text.layout import read_layout

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "invented.yaml").read_text(encoding="utf-8"))

UNSAID: dict[str, Any] = {
    "in_force_from": None, "in_force_until": None, "term": None, "extended_by": None, "provides_for": [], "topics": [],
}  # fmt: skip
"""What a record leaves out where the release says nothing of it."""


def complete(record: dict[str, Any]) -> dict[str, Any]:
    return record | {"agreements": [UNSAID | agreement for agreement in record["agreements"]]}


@pytest.mark.parametrize("case", CASES, ids=[c["id"] for c in CASES])
def test_record_is_what_a_careful_reader_writes_down(case: dict[str, Any]) -> None:
    document = Document(
        key="t", path="t", text=case["text"], text_sha256="", raw_sha256="", encoding="utf-8", reader="text/1"
    )
    assert as_record(read_release(read_layout(document), Knowledge(TopicIndex(())))) == complete(case["record"])


def test_every_construction_is_there() -> None:
    assert len(CASES) >= 40
    assert len({c["id"] for c in CASES}) == len(CASES)
