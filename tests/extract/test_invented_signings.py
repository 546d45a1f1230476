"""Invented passages give the agreements, parties and signers that stand beside them, and look-alikes give none."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from pmgraph.extract.content import TopicIndex
from pmgraph.extract.record import as_record
from pmgraph.extract.release import Knowledge, read_release
from pmgraph.model import Document
from pmgraph.text.layout import read_layout

HERE = Path(__file__).parent
SIGNED: list[dict[str, Any]] = [
    case
    for name in ("invented_signed.yaml", "invented_more_signed.yaml", "invented_genres.yaml")
    for case in yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
]
UNSIGNED: list[dict[str, Any]] = yaml.safe_load((HERE / "invented_unsigned.yaml").read_text(encoding="utf-8"))


def agreements(case: dict[str, Any]) -> list[dict[str, Any]]:
    house = f"{case['house']}\n\n" if "house" in case else ""
    title = case.get("title", "Neues aus der Region")
    head = "" if case.get("whole") else f"{house}Guben, den 12.05.2017\n\n{title}\n\n"
    document = Document(
        key="t",
        path="t",
        text=f"{head}{case['text']}\n",
        text_sha256="",
        raw_sha256="",
        encoding="utf-8",
        reader="text/1",
    )
    found: list[dict[str, Any]] = as_record(read_release(read_layout(document), Knowledge(TopicIndex(()))))[
        "agreements"
    ]
    return found


def wanted(printed: dict[str, Any]) -> dict[str, Any]:
    signed = [[part.strip() or None for part in s.split("|")] for s in printed.get("signed", [])]
    return {
        "name": printed["name"],
        "status": printed.get("status", "signed"),
        "signed_on": printed.get("day"),
        "signed_at": printed.get("at"),
        "parties": sorted(printed.get("parties", [])),
        "signatories": sorted(signed, key=str),
        "replaces": printed.get("replaces"),
    }


def as_wanted(found: dict[str, Any]) -> dict[str, Any]:
    return {
        **{k: found[k] for k in ("name", "status", "signed_on", "signed_at", "replaces")},
        "parties": sorted(found["parties"]),
        "signatories": sorted(([s["person"], s["role"], s["body"]] for s in found["signatories"]), key=str),
    }


@pytest.mark.parametrize("case", SIGNED, ids=[c["id"] for c in SIGNED])
def test_agreements_are_read_as_a_careful_reader_would(case: dict[str, Any]) -> None:
    assert [as_wanted(a) for a in agreements(case)] == [wanted(a) for a in case["agreements"]]


@pytest.mark.parametrize("case", UNSIGNED, ids=[c["id"] for c in UNSIGNED])
def test_nothing_is_signed_that_only_looks_so(case: dict[str, Any]) -> None:
    found = agreements(case)
    assert {a["status"] for a in found} <= set(case.get("status", []))
    if not case.get("recalled"):
        assert [s["person"] for a in found for s in a["signatories"] if a["status"] != "planned"] == []


def test_every_case_is_read() -> None:
    assert len(SIGNED) >= 70
    assert len(UNSIGNED) >= 60
    assert len({c["id"] for c in (*SIGNED, *UNSIGNED)}) == len(SIGNED) + len(UNSIGNED)
