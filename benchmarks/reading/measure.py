"""Measures reading, from Document to record: releases a second and core, beside a floor, and memory over a long stream.

    python benchmarks/reading/measure.py [FOLDER] [--releases N] [--rounds N]

FOLDER holds texts (`*.txt`) or annotated releases (`*.json` with a `text`); without it the invented releases of the
tests are read. Each text is filled up with ordinary sentences to 2,400 characters, the average of the genre.

The floor is what any reading of German text has to do at least: spaCy's blank German tokeniser on the same texts,
timed in turns with ours, so that a busy machine slows both alike. A loop of plain Python is timed as well, by which
results of two machines can be compared.

Memory is the peak of the process after 1,000, 10,000 and 100,000 releases, each with names that no release before it
had: a cache that grows with the names would show. `--releases N` ends the stream earlier.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import yaml

from pmgraph.extract.content import TopicIndex
from pmgraph.extract.record import as_record
from pmgraph.extract.release import Knowledge, read_release
from pmgraph.model import Document
from pmgraph.sources.text import read_text
from pmgraph.text.layout import read_layout

ROOT = Path(__file__).parents[2]
SIZE = 2_400
MARKS = (1_000, 10_000, 100_000)
FILLER = (
    " Die Partner wollen auch die Schulen der Region einbeziehen und im kommenden Jahr über erste Ergebnisse berichten."
    " Das Angebot richtet sich an alle Bürgerinnen und Bürger im Land."
)
KNOWLEDGE = Knowledge(TopicIndex(()))
_SYLLABLES = [first + rest for first in "bdfgklmnprstw" for rest in ("a", "e", "in", "or")]


def main() -> None:
    """Print all figures of one run."""
    options = _options()
    texts = texts_of(options.folder)
    average = sum(map(len, texts)) / len(texts)
    say(f"texts: {len(texts)}, {average:.0f} characters on average")
    # A build without profile-guided optimisation, such as pyenv's, reads a fifth less than a distribution's.
    build = f"Python {platform.python_version()} ({platform.python_compiler()}, {platform.python_build()[0]})"
    say(f"machine: {os.cpu_count()} cores, {build} at {sys.base_prefix}, load {os.getloadavg()[0]:.1f}")
    # First of all: what is imported for the floor would hide what the stream needs.
    _measure_memory(texts, options.releases)
    _measure_speed(texts, options.rounds)
    say(f"loop: two million squares in {min(timed(_loop) for _ in range(3)):.3f} s")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Releases a second and core, beside a floor, and memory.")
    parser.add_argument("folder", nargs="?", type=Path, help="texts or annotated releases")
    parser.add_argument("--releases", type=int, default=MARKS[-1], help="length of the stream for memory")
    parser.add_argument("--rounds", type=int, default=5, help="rounds for speed, of which the best counts")
    return parser.parse_args()


def texts_of(folder: Path | None) -> list[str]:
    """The texts to read, each with about SIZE characters at least."""
    if folder is None:
        cases = yaml.safe_load((ROOT / "tests" / "extract" / "invented.yaml").read_text(encoding="utf-8"))
        found = [case["text"] for case in cases]
    else:
        found = [p.read_text(encoding="utf-8") for p in sorted(folder.glob("*.txt"))]
        found += [json.loads(p.read_text(encoding="utf-8"))["text"] for p in sorted(folder.glob("*.json"))]
    if not found:
        sys.exit(f"{folder} holds no *.txt and no *.json")
    return [text + "\n\n" + FILLER * max(0, (SIZE - len(text)) // len(FILLER)) for text in found]


def _measure_memory(texts: Sequence[str], releases: int) -> None:
    peaks: dict[int, float] = {}
    for number, text in enumerate(stream(texts, releases), start=1):
        read(document_of(text, number))
        if number in MARKS or number == releases:
            peaks[number] = peak()
            say(f"memory after {number:,} releases: {peaks[number]:.1f} MiB at its peak")
    if len(peaks) > 1:
        *_, before, last = sorted(peaks)
        say(f"growth from {before:,} to {last:,}: {peaks[last] - peaks[before]:.1f} MiB")


def _measure_speed(texts: Sequence[str], rounds: int) -> None:
    documents = [document_of(text, n) for n, text in enumerate(texts)]
    name, tokenise = _floor()
    gc.collect()
    gc.freeze()  # the collector would walk through all that spaCy brings while ours is timed
    ours, floor = [], []
    for _ in range(rounds):
        ours.append(timed(lambda: [read(document) for document in documents]))
        floor.append(timed(lambda: [tokenise(text) for text in texts]))
    units = sum(map(len, texts)) / SIZE
    say(f"pmgraph: {units / min(ours):.0f} releases of {SIZE:,} characters a second and core, Document to record")
    say(f"floor: {units / min(floor):.0f} a second and core, {name}")
    say(f"ratio: {min(floor) / min(ours):.3f} of the floor's speed")


def _floor() -> tuple[str, Callable[[str], object]]:
    try:
        import spacy
    except ImportError:
        sys.exit("the floor needs spaCy: pip install --constraint constraints.txt --group dev")
    return f"the tokeniser of spaCy {spacy.__version__} alone", spacy.blank("de").tokenizer


def stream(texts: Sequence[str], releases: int) -> Iterator[str]:
    """`releases` texts, each with persons, a town, a foundation and an agreement that none before it named."""
    for number in range(releases):
        a, b, c, d, e = (_name(5 * number + n) for n in range(5))
        yield texts[number % len(texts)] + (
            f"\n\nLandrätin Wibke {a}, Bürgermeister Dr. Olaf {b} und der Vorstand der {c}-Stiftung unterzeichneten am"
            f" Freitag in {d} die {e}vereinbarung."
        )


def _name(number: int) -> str:
    """A capitalised word for every number, another for each."""
    word = ""
    while number or len(word) < 6:
        number, syllable = divmod(number, len(_SYLLABLES))
        word += _SYLLABLES[syllable]
    return word.capitalize()


def document_of(text: str, number: int) -> Document:
    """A document as the reader of plain text makes it."""
    return read_text(text.encode(), key=str(number), path=str(number))[0]


def read(document: Document) -> dict[str, object]:
    """One release from Document to record."""
    return as_record(read_release(read_layout(document), KNOWLEDGE))


def timed(work: Callable[[], object]) -> float:
    """Seconds of processor time that `work` takes; time in which others had the processor does not count."""
    start = time.process_time()
    work()
    return time.process_time() - start


def peak() -> float:
    """The most memory that the process held so far, in MiB."""
    unit = 1 if sys.platform == "darwin" else 1024  # macOS counts bytes, Linux KiB
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**20


def _loop() -> int:
    total = 0
    for n in range(2_000_000):
        total += n * n
    return total


def say(line: str) -> None:
    """Print a line at once, so that a long run shows how far it is."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
