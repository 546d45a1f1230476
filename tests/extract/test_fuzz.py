"""The fuzzing of rules runs, counts what it read, and makes texts from every pattern that a rule holds."""

import importlib.util
import random
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def made(root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("fuzz_patterns", root / "benchmarks" / "fuzz" / "patterns.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_short_run_reads_every_input_and_counts_it(root: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Neue Moore\n\nDie Stadt Guben legt Moore an, und alle freuen sich.", encoding="utf-8"
    )
    script = root / "benchmarks" / "fuzz" / "fuzz.py"
    done = subprocess.run(
        [sys.executable, str(script), str(tmp_path), "--inputs", "12", "--seed", "3"],
        capture_output=True, text=True, encoding="utf-8", cwd=root, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    *counts, told = done.stdout.splitlines()
    assert sum(int(line.rsplit(": ", 1)[1]) for line in counts) == 12
    assert told.startswith("12 inputs from 1 texts, seed 3; slowest ")
    assert told.endswith("; 0 failed")


def test_every_room_that_reads_gives_its_patterns(made: ModuleType) -> None:
    found = made.patterns()
    assert len(found) > 250
    assert {name.split(".")[1] for name in found.values()} == {"text", "extract", "german"}
    assert {"Impressum", "Unterschrift", "Sperrfrist"} <= set(made.words(found))


SOURCES = [
    "a{2,4}",
    "(?:Dr|Prof)\\.",
    "[a-c]+x?",
    "Moor\\s\\d{2}",
    "(?P<a>x)|(?:yz)*",
    "[^ab]",
    "A(?=B)",
    "(?<!x)Nr\\.?",
]


@pytest.mark.parametrize("source", SOURCES)
def test_a_sample_is_what_the_pattern_finds_or_the_beginning_of_it(made: ModuleType, source: str) -> None:
    rng = random.Random(1)
    samples = [made.sample(source, rng) for _ in range(60)]
    loose = re.compile(source.replace("(?=B)", ""))
    assert any(text and loose.fullmatch(text) for text in samples)
    assert len(set(samples)) > 1 or source == "A(?=B)"
