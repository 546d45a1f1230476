"""Damage of any common kind costs few facts and never adds a signature. Read where annotated releases are at hand."""

import json
import random
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from pmgraph.extract.content import TopicIndex
from pmgraph.extract.record import as_record
from pmgraph.extract.release import Knowledge, read_release
from pmgraph.model import Document
from pmgraph.text.layout import read_layout

GOLD = Path(__file__).parents[3] / "shared" / "gold"
CASES = sorted(GOLD.glob("*.json")) if GOLD.is_dir() else []
VARIANTS = 20
pytestmark = pytest.mark.skipif(not CASES, reason=f"no annotated releases at {GOLD.name}/ beside the checkout")

Fact = tuple[str, str]


def record(text: str) -> dict[str, Any]:
    document = Document(key="t", path="t", text=text, text_sha256="", raw_sha256="", encoding="utf-8", reader="text/1")
    return as_record(read_release(read_layout(document), Knowledge(TopicIndex(()))))


def fold(value: str) -> str:
    plain = unicodedata.normalize("NFKD", value.lower().replace("ß", "ss"))
    return " ".join("".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c)).split())


def facts(found: dict[str, Any]) -> set[Fact]:
    """The facts of a record that the damage must not cost, folded so that a lost mark in a name does not count."""
    known = {(field, fold(str(found[field]))) for field in ("issuer", "number", "date", "place") if found.get(field)}
    for agreement in found.get("agreements") or []:
        known.add(("agreement", agreement["kind"]))
        if agreement["signed_on"]:
            known.add(("signed on", agreement["signed_on"]))
        known |= {("signatory", fold(s["person"].split()[-1])) for s in signatories(agreement)}
        known |= {("party", fold(p)) for p in agreement["parties"]}
    known |= {("person", fold(p.split()[-1])) for p in found.get("persons") or []}
    known |= {("body", fold(b)) for b in found.get("bodies") or []}
    return known


def signatories(agreement: dict[str, Any]) -> list[dict[str, Any]]:
    return [s for s in agreement["signatories"] if agreement["status"] in ("signed", "renewed")]


def signers(found: dict[str, Any]) -> set[str]:
    return {fold(s["person"].split()[-1]) for a in found["agreements"] for s in signatories(a)}


def damaged(text: str, rng: random.Random) -> str:
    """The text with quotation marks, dashes, umlauts, line breaks or spaces damaged, as portals and republishers do."""
    kinds = rng.sample(["quotes", "dashes", "umlauts", "breaks", "spaces"], rng.randint(1, 3))
    if "quotes" in kinds:
        mark = rng.choice(["?", "¿", '"'])
        text = "".join(mark if c in "„“”" and rng.random() < 0.9 else c for c in text)
    if "dashes" in kinds:
        mark = rng.choice(["?", "-", "–", "¿"])
        text = text.replace(" – ", f" {mark} ")
    if "umlauts" in kinds:
        how = rng.choice(["mojibake", "decomposed"])
        text = "".join(_umlaut(c, how) if c in "äöüÄÖÜß" else c for c in text)
    if "breaks" in kinds:
        text = text.replace("\n", rng.choice(["\r\n", "\n \n", "\n\n"]))
    if "spaces" in kinds:
        text = "".join(rng.choice(["\u00a0", "  ", "\u2009"]) if c == " " and rng.random() < 0.05 else c for c in text)
    return text


def _umlaut(character: str, how: str) -> str:
    if how == "decomposed":
        return unicodedata.normalize("NFD", character)
    return character.encode("utf-8").decode("cp1252", errors="replace")


@pytest.mark.parametrize("case", CASES, ids=[c.stem for c in CASES])
def test_damage_costs_few_facts_and_adds_no_signature(case: Path) -> None:
    release = json.loads(case.read_text(encoding="utf-8"))
    clean = record(release["text"])
    gold = release["gold"]
    gold["agreements"] = gold.get("agreements") or []
    true = facts(clean) & facts(gold)
    allowed = signers(clean) | signers(gold)
    rng = random.Random(case.stem)
    lost = 0
    for _ in range(VARIANTS):
        found = record(damaged(release["text"], rng))
        lost += len(true - facts(found))
        assert signers(found) <= allowed
    assert lost <= len(true) * VARIANTS / 10
