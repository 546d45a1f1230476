"""Heads and feet of every form: number, date, place, issuer, title, and the running text between them."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from pmgraph.extract.content import TopicIndex
from pmgraph.extract.record import as_record
from pmgraph.extract.release import Knowledge, read_release
from pmgraph.model import Document
from pmgraph.text.layout import read_layout

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "layouts.yaml").read_text(encoding="utf-8"))
BODY = ["Die Stadt legt neue Moore an und freut sich auf den Sommer.", "Alle sind eingeladen."]
FIELDS = ("issuer", "number", "date", "place", "title")


def folded(text: str | None) -> str | None:
    return None if text is None else " ".join(text.split())


@pytest.mark.parametrize("case", CASES, ids=[c["id"] for c in CASES])
def test_layout_is_read_as_a_careful_reader_does(case: dict[str, Any]) -> None:
    text = case["head"] + "\n" + case.get("body", " ".join(BODY)) + case.get("foot", "")
    document = Document(key="t", path="t", text=text, text_sha256="", raw_sha256="", encoding="utf-8", reader="text/1")
    layout = read_layout(document)
    record = as_record(read_release(layout, Knowledge(TopicIndex(()))))
    assert {f: folded(record[f]) for f in FIELDS} == {f: case.get(f) for f in FIELDS}
    assert [folded(s.of(layout.text)) for s in layout.sentences] == case.get("sentences", BODY)


def test_every_layout_has_its_own_name() -> None:
    assert len(CASES) >= 60
    assert len({c["id"] for c in CASES}) == len(CASES)
