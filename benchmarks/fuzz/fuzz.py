"""Reads random and mutated texts, and says whether one ended in an error or took too long.

    python benchmarks/fuzz/fuzz.py [FOLDER] [--inputs 10000] [--seed 1] [--every]

FOLDER holds annotated releases (`*.json` with a `text`) or texts (`*.txt`) to mutate; without it the invented releases
of the tests are. With `--every`, each word and each pattern that a rule holds is repeated up to 100,000 characters,
and so are the forms that careless code fears. Exits with 1 where an input raised an error or took more than two
seconds of processor time; it is then written beside this file as `failed-N.txt`.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

import yaml
from patterns import patterns, sample, words

from pmgraph.errors import DocumentError
from pmgraph.extract.content import TopicIndex
from pmgraph.extract.record import as_record
from pmgraph.extract.release import Knowledge, read_release
from pmgraph.sources.text import read_text
from pmgraph.text.layout import read_layout

HERE = Path(__file__).parent
LIMIT = 2.0
# Words that rules look for: what is repeated without end is what a careless pattern fears.
TRIGGERS = (
    "Vertrag ", "unterzeichnet ", "unterzeichneten ", "Unterschrift unter ", "Minister ", "Dr. ", "Prof. Dr. ", "und ",
    "der ", "die ", "Land ", "Stadt A ", "GmbH ", "e. V. ", "zwischen ", "mit ",
    "Impressum: ", "Tel. ", "heute ", "am ",
    "1. ", "12.03.2019 ", "Nr. ", "Montag ", "„", "“", "?", "¿", "(", ")", ", ", ". ", "- ", "– ", "\n", "\t",
    "\u00ad", "\u00a0", "Hal-", "A", "a", "ä", "a\u0308", "{", "}", "Laufzeit ", "tritt in Kraft ", "gilt bis ", "von ",
    "für ", "ersetzt die Vereinbarung ", "Anna Muster ", "Bei der Unterzeichnung: ",
)  # fmt: skip


SIZE = 100_000
FEARED = (
    "\n", " ", "\r\n", " \n", "x\n", "Ab\n", "Die Stadt legt Moore an.\n", "Die Stadt legt Moore an.\n\n", "a b\n",
    "•\n", "- x\n", "\u202eabc\u202c ", "\u05d0\u05d1 ", "\u0627\u0644 ", "a\u0301\u0302\u0303", "\u0308", "\u200d",
    "\U0001f468\u200d\U0001f469", "\u0000", "\u2028", "\ufffd", "A.", "a.b.", "1.1.", "12345 A ", "Aa Aa, ",
    "Aa-Aa-", "Aa und Aa, ", "Dr. Aa Aa, ", "?“ ", "„?", " ? ", "¿", "ÃÃ", "{a}", "Normal 0 21 ", "/* */",
    "Guben, den ", "Guben, 1.1.2001 ", "Guben (ots) - ", "- Pressemitteilung Nr.: 1/2 ", "Impressum:\n",
    "Kontakt:\n", "15344 Guben Tel. 1\n", "Anna Muster, Rektorin der Hochschule Guben, und ",
    "zwischen der Stadt Guben und dem Landkreis Nordmoor ", "die Präsidenten der ",
)  # fmt: skip
"""Lines and letters without end that code which looks for words, lines or pairs may try too often."""


def main() -> None:
    """Print how many inputs of each kind were read, the slowest, and the failures."""
    parser = argparse.ArgumentParser(description="Reads random and mutated texts.")
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every", action="store_true", help="repeat every word and pattern of the rules, too")
    given = parser.parse_args()
    rng, texts = random.Random(given.seed), originals(given.folder)
    knowledge = Knowledge(TopicIndex(()))
    kinds, slowest, failed = Counter[str](), (0.0, ""), 0
    for number, (kind, text) in enumerate(chain(drawn(rng, texts, given.inputs), every(rng) if given.every else ())):
        kinds[kind] += 1
        start = time.process_time()
        error = read(text, knowledge)
        took = time.process_time() - start
        slowest = max(slowest, (took, f"{kind}, {len(text):,} characters, {text[:40]!r}"))
        if error is not None or took > LIMIT:
            failed += 1
            (HERE / f"failed-{number}.txt").write_text(text, encoding="utf-8", newline="")
            sys.stdout.write(f"input {number}, {kind}: {error or f'{took:.2f} s'}\n")
    counts = "".join(f"{kind}: {count}\n" for kind, count in sorted(kinds.items()))
    told = f"{kinds.total()} inputs from {len(texts)} texts, seed {given.seed}"
    sys.stdout.write(f"{counts}{told}; slowest {slowest[0]:.2f} s ({slowest[1]}); {failed} failed\n")
    sys.exit(1 if failed else 0)


def drawn(rng: random.Random, texts: list[str], inputs: int) -> Iterator[tuple[str, str]]:
    """Random and mutated texts, each with its kind."""
    for _ in range(inputs):
        kind = rng.choice(list(MUTATIONS))
        yield kind, MUTATIONS[kind](rng, texts)


def every(rng: random.Random) -> Iterator[tuple[str, str]]:
    """What each rule looks for, and what careless code fears, without end."""
    sources = patterns()
    for word in (*TRIGGERS, *words(sources)):
        yield "every word", word.ljust(len(word) + 1) * (SIZE // (len(word) + 1))
    for source in sources:
        for end in ("", " ", "\n"):
            piece = sample(source, rng) + end
            yield "every pattern", piece * (SIZE // len(piece)) if piece else ""
    for piece in FEARED:
        yield "feared forms", (piece * (SIZE // len(piece) + 1))[:SIZE]
    for opening, closing in ("()", "[]", "{}", "„“", ("(Foto: ", ")"), ("„so ", "“, ")):
        yield "feared forms", opening * (SIZE // 2) + closing * (SIZE // 2)
    for _, letters in sorted(_by_category().items()):
        yield "letters of one category of Unicode", "".join(rng.choices(letters, k=SIZE // 10))


def _by_category() -> dict[str, list[str]]:
    """All letters of Unicode by category, surrogates left out."""
    found: dict[str, list[str]] = {}
    for point in range(0x110000):
        category = unicodedata.category(chr(point))
        if category != "Cs":
            found.setdefault(category, []).append(chr(point))
    return found


def originals(folder: Path | None) -> list[str]:
    """The texts to mutate."""
    if folder is None:
        file = HERE.parents[1] / "tests" / "extract" / "invented.yaml"
        return [case["text"] for case in yaml.safe_load(file.read_text(encoding="utf-8"))]
    found = [p.read_text(encoding="utf-8") for p in sorted(folder.glob("*.txt"))]
    return found + [json.loads(p.read_text(encoding="utf-8"))["text"] for p in sorted(folder.glob("*.json"))]


def read(text: str, knowledge: Knowledge) -> str | None:
    """The error that reading the text raises, or None; that there is nothing to read is an answer, no failure."""
    try:
        for document in read_text(text.encode("utf-8", "replace"), key="f", path="f.txt")[:1]:
            as_record(read_release(read_layout(document), knowledge))
    except DocumentError:
        return None
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return None


def _letters(rng: random.Random, _: list[str]) -> str:
    """Letters of every kind that Unicode has, surrogates left out."""
    points = (
        rng.randrange(1, 0x3000) if rng.random() < 0.9 else rng.randrange(0x3000, 0x10FFFF)
        for _ in range(rng.randrange(2_000))
    )
    return "".join(c for p in points if unicodedata.category(c := chr(p)) != "Cs")


def _pieces(rng: random.Random, texts: list[str]) -> str:
    """Pieces of texts and words that rules look for, in any order."""
    parts = []
    for _ in range(rng.randrange(200)):
        text = rng.choice(texts)
        at = rng.randrange(len(text))
        parts.append(rng.choice((text[at : at + rng.randrange(60)], rng.choice(TRIGGERS))))
    return "".join(parts)


def _repeated(rng: random.Random, texts: list[str]) -> str:
    """One or two words without end, sometimes within a text."""
    piece = "".join(rng.choice(TRIGGERS) for _ in range(rng.randint(1, 3)))
    run = piece * (rng.choice((100, 1_000, 100_000)) // len(piece))
    text = rng.choice(texts)
    at = rng.randrange(len(text))
    return rng.choice((run, text[:at] + run + text[at:]))


def _changed(rng: random.Random, texts: list[str]) -> str:
    """A text with letters left out, doubled, swapped or made others."""
    letters = list(rng.choice(texts))
    for _ in range(rng.randint(1, max(1, len(letters) // 10))):
        at = rng.randrange(len(letters))
        letters[at] = rng.choice(("", letters[at] * 2, chr(rng.randrange(32, 0x180)), rng.choice(TRIGGERS)))
    return "".join(letters)


def _spliced(rng: random.Random, texts: list[str]) -> str:
    """The beginning of one text and the end of another, sometimes many of them."""
    parts = []
    for _ in range(rng.choice((2, 2, 2, 20))):
        text = rng.choice(texts)
        start, end = sorted(rng.randrange(len(text) + 1) for _ in range(2))
        parts.append(text[start:end])
    return "".join(parts)


def _lines(rng: random.Random, texts: list[str]) -> str:
    """The lines of a text in another order, joined, broken or emptied."""
    words = rng.choice(texts).split(rng.choice((" ", "\n")))
    rng.shuffle(words)
    return rng.choice(("\n", " ", "\r\n", "\u2028", "")).join(words)


MUTATIONS: dict[str, Callable[[random.Random, list[str]], str]] = {
    "letters": _letters,
    "pieces": _pieces,
    "repeated": _repeated,
    "changed": _changed,
    "spliced": _spliced,
    "lines": _lines,
}


if __name__ == "__main__":
    main()
