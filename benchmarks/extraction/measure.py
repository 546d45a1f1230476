"""Measures how many releases a second one core reads, from Document to record.

    python benchmarks/extraction/measure.py [FOLDER]

FOLDER holds texts (`*.txt`) or annotated releases (`*.json` with a `text`); without it the invented releases of the
tests are read. Each text is filled up with ordinary sentences to 2,400 characters, the average of the genre. A loop of
plain Python is timed beside it, so that results of two machines can be compared.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import yaml

from pmgraph.extract.content import TopicIndex
from pmgraph.extract.record import as_record
from pmgraph.extract.release import Knowledge, read_release
from pmgraph.sources.text import read_text
from pmgraph.text.layout import read_layout

ROOT = Path(__file__).parents[2]
SIZE = 2_400
FILLER = (
    " Die Partner wollen auch die Schulen der Region einbeziehen und im kommenden Jahr über erste Ergebnisse berichten."
    " Das Angebot richtet sich an alle Bürgerinnen und Bürger im Land."
)


def texts(folder: Path | None) -> list[str]:
    """The texts to read, each with at least SIZE characters."""
    if folder is None:
        cases = yaml.safe_load((ROOT / "tests" / "extract" / "invented.yaml").read_text(encoding="utf-8"))
        found = [case["text"] for case in cases]
    else:
        found = [p.read_text(encoding="utf-8") for p in sorted(folder.glob("*.txt"))]
        found += [json.loads(p.read_text(encoding="utf-8"))["text"] for p in sorted(folder.glob("*.json"))]
    return [text + "\n\n" + FILLER * max(0, (SIZE - len(text)) // len(FILLER)) for text in found]


def main() -> None:
    """Print the best of five runs."""
    documents = [
        read_text(text.encode(), key=str(n), path=str(n))[0]
        for n, text in enumerate(texts(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
    ]
    knowledge = Knowledge(TopicIndex(()))
    best = min(_timed(documents, knowledge) for _ in range(5))
    characters = sum(len(d.text) for d in documents)
    sys.stdout.write(
        f"{len(documents)} texts, {characters / len(documents):.0f} characters on average\n"
        f"{len(documents) / best:.0f} a second and core, {characters / best / SIZE:.0f} of {SIZE} characters\n"
        f"beside it, two million squares in {_loop():.3f} s\n"
    )


def _timed(documents: list, knowledge: Knowledge) -> float:
    start = time.process_time()
    for document in documents:
        as_record(read_release(read_layout(document), knowledge))
    return time.process_time() - start


def _loop() -> float:
    start = time.process_time()
    total = 0
    for n in range(2_000_000):
        total += n * n
    return time.process_time() - start


if __name__ == "__main__":
    main()
