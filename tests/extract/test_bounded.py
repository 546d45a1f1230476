"""Any text is read to its end, however long, odd or broken it is: 500 random ones, and the ones that regexes fear."""

import random

import pytest

from pmgraph.extract.content import TopicIndex
from pmgraph.extract.record import as_record
from pmgraph.extract.release import Knowledge, read_release
from pmgraph.model import Document
from pmgraph.text.layout import read_layout

PIECES = [
    "Der Vertrag ", "wurde unterzeichnet. ", "Minister Dr. Anna Muster ", "und ", ", ", "der ", "Land ", "Guben, den 3.4.2012\n", "„", "“", "?", "¿ ",
    "Impressum:", "\n\n", "Prof. Dr. ", "e. V. ", "GmbH ", "von der Heide ", "zwischen ", "setzten ihre Unterschrift unter ", "Normal 0 21 {", "}",
    "- Pressemitteilung Nr.: 1/2 ", "Bei der Unterzeichnung: ", "\u00a0", "\u00ad", "Ã¤", "heute (8. Juli) ", "(", ")", "A-", "1", "\t",
]  # fmt: skip
REPEATED = [
    "Hal-An",
    "A ",
    "a",
    "„",
    "Dr. ",
    "Land und ",
    "1",
    "\n",
    "? ",
    "Vertrag ",
    "unterzeichnete ",
    "A-",
    "Impressum:",
    "Stadt A GmbH ",
    "\u00ad",
    "eine ",
    "x{y}",
    "„Moos“\n",
    "„Moos und Torf“, sagte Anna Muster. ",
]


def read(text: str) -> dict[str, object]:
    document = Document(key="t", path="t", text=text, text_sha256="", raw_sha256="", encoding="utf-8", reader="text/1")
    return as_record(read_release(read_layout(document), Knowledge(TopicIndex(()))))


@pytest.mark.parametrize("seed", range(50))
def test_random_texts_are_read_without_error(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(10):
        letters = "".join(chr(rng.randrange(1, 0x300)) for _ in range(rng.randrange(60)))
        parts = [rng.choice([*PIECES, letters]) for _ in range(rng.randrange(80))]
        assert set(read("".join(parts))) >= {"title", "agreements", "persons", "bodies"}


@pytest.mark.parametrize("piece", REPEATED)
def test_two_megabytes_of_one_piece_are_read_to_the_end(piece: str) -> None:
    assert read(piece * (2_000_000 // len(piece)))["number"] is None
