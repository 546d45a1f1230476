"""`extract`, `show`, `add` and `explain` take any form, a folder, a pattern, and files of several releases."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
AsPdf = Callable[[list[list[tuple[int, str]]]], bytes]
LINES = (
    "Landkreis Nordheide - Pressemitteilung Nr.: 7/2015",
    "Nordstadt, den 12. Mai 2015",
    "Kreise richten gemeinsame Leitstelle ein",
    "Landrätin Anna Berger hat heute eine Vereinbarung über eine Leitstelle unterzeichnet.",
)
PAGE = (
    "<html><body><nav>Start</nav><article>" + "".join(f"<p>{line}</p>" for line in LINES) + "</article></body></html>"
)


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def call(*arguments: str, stdin: bytes | None = None) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "pmgraph", *arguments], cwd=tmp_path, input=stdin, capture_output=True, timeout=120,
            check=False, env={**os.environ, "COLUMNS": "140"},
        )  # fmt: skip
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    return call


def signed(line: str) -> tuple[str, str, list[str]]:
    record = json.loads(line)
    return record["number"], record["date"], [s["person"] for a in record["agreements"] for s in a["signatories"]]


EXPECTED = ("7", "2015-05-12", ["Anna Berger"])


def test_a_page_and_a_pdf_give_the_record_of_their_text(run: Run, tmp_path: Path, as_pdf: AsPdf) -> None:
    (tmp_path / "a.txt").write_text("\n\n".join(LINES), encoding="utf-8")
    (tmp_path / "b.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "c.bin").write_bytes(as_pdf([[(800 - 40 * i, line) for i, line in enumerate(LINES)]]))
    for name in ("a.txt", "b.txt", "c.bin"):
        done = run("extract", name, "--json")
        assert done.returncode == 0, done.stderr
        number, date, persons = signed(done.stdout)
        assert (number.lstrip("0").split("/")[0], date, persons) == EXPECTED, name


def test_a_page_on_stdin_is_shown_as_its_plain_text(run: Run) -> None:
    done = run("show", "-", stdin=PAGE.encode())
    assert done.returncode == 0, done.stderr
    assert "Anna Berger" in done.stdout
    assert "<p>" not in done.stdout
    assert "Start" not in done.stdout


def test_a_folder_gives_a_record_a_line_and_says_what_it_could_not_read(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "presse" / "2015"
    folder.mkdir(parents=True)
    (folder / "b.html").write_text(PAGE, encoding="utf-8")
    (folder / "b.html.yaml").write_text("url: https://presse.example.de/2015/05/12/7\n", encoding="utf-8")
    (folder / "a.jsonl").write_text('{"text": "eins"}\nkaputt\n', encoding="utf-8")
    (folder / "leer.txt").write_bytes(b"")
    done = run("extract", "presse", "--json")
    assert done.returncode == 0, done.stderr
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [r["file"] for r in records] == ["presse/2015/a.jsonl#1", "presse/2015/b.html"]
    assert [s["person"] for a in records[1]["agreements"] for s in a["signatories"]] == ["Anna Berger"]
    assert "PM-DOC-013 presse/2015/a.jsonl:2: item 2 is not JSON" in done.stderr
    assert "PM-DOC-001 presse/2015/leer.txt: file is empty" in done.stderr
    by_pattern = run("extract", "presse/**/*.html")
    assert [json.loads(line)["file"] for line in by_pattern.stdout.splitlines()] == ["presse/2015/b.html"]
    assert run("extract", "presse/*.pdf").returncode == 2
    only_bad = run("extract", "presse/2015/l*.txt")
    assert (only_bad.returncode, only_bad.stdout) == (1, "")


def test_one_release_of_several_is_named_by_its_number(run: Run, tmp_path: Path) -> None:
    texts = ["\n\n".join(LINES), "\n\n".join(LINES).replace("7/2015", "8/2015")]
    (tmp_path / "a.json").write_text(json.dumps([{"text": text} for text in texts]), encoding="utf-8")
    assert [json.loads(x)["file"] for x in run("extract", "a.json").stdout.splitlines()] == ["a.json#1", "a.json#2"]
    done = run("extract", "a.json#2", "--json", "--url", "https://presse.example.de/8")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["number"].startswith("8")
    for arguments in (("show", "a.json"), ("extract", "a.json", "--url", "https://presse.example.de/8")):
        assert run(*arguments).returncode == 2
    assert "name one of them: a.json#1, a.json#2" in run("show", "a.json").stderr.replace("\n", " ")


def test_a_page_is_added_as_received_and_explained_by_its_plain_text(run: Run, tmp_path: Path, root: Path) -> None:
    shutil.copytree(root / "data", tmp_path / "data")
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    done = run("add", "page.txt", "--url", "https://presse.example.de/2015/7")
    assert done.returncode == 0, done.stderr
    (stored,) = (tmp_path / "data" / "corpus").glob("*.html")
    assert stored.read_text(encoding="utf-8") == PAGE
    graph = (next((tmp_path / "build").glob("*/graph.nq"))).read_text(encoding="utf-8")
    iri = next(
        part for line in graph.splitlines() for part in line.split() if part.endswith("/7>") and "/id/release/" in part
    )
    told = run("explain", iri.strip("<>"), "--json")
    assert told.returncode == 0, told.stderr
    passages = [e for fact in json.loads(told.stdout)["facts"] for e in fact["evidence"]]
    places = {e["where"] for e in passages}
    assert f"corpus/{stored.name}:5" in places
    assert all(e["sentence"] for e in passages)
