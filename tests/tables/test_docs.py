"""`docs/records.md` names every field of a record, and its example is one."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from pmgraph.tables.records import _Agreement, _Record, _Signatory, read_record

PAGE = (Path(__file__).parents[2] / "docs" / "records.md").read_text(encoding="utf-8")


def test_every_field_is_described() -> None:
    named = set(re.findall(r"`(\w+)`", PAGE))
    for model in (_Record, _Agreement, _Signatory):
        assert set(model.model_fields) - named == set()


def test_the_example_is_a_record(tmp_path: Path) -> None:
    file = tmp_path / "example.yaml"
    (text,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.S)
    file.write_text(text, encoding="utf-8")
    record = read_record(file, "example.yaml")
    assert (record.printed_title, record.read) == ("Land und Kreise gründen ?Archivverbund?", "once")
    assert record.agreements[0].groups == ("kreisfreie Städte",)
    assert set(yaml.safe_load(text)) >= {"source", "header_date", "issuer"}
