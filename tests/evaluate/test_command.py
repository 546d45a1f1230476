"""`pmgraph evaluate` as its users call it: a real process on a small folder of made-up releases."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
Json = dict[str, Any]
ANNOTATED = Path(__file__).parent / "annotated"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder that holds a copy of the annotated releases in `gold`."""
    shutil.copytree(ANNOTATED, tmp_path / "gold")
    return tmp_path


@pytest.fixture
def run(home: Path) -> Run:
    def call(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "pmgraph", "evaluate", *arguments], cwd=home, capture_output=True, text=True,
            encoding="utf-8", timeout=120, check=False, env={**os.environ, "COLUMNS": "80"},
        )  # fmt: skip

    return call


def values(done: subprocess.CompletedProcess[str], code: int = 0) -> Json:
    assert done.returncode == code, done.stderr
    read: Json = json.loads(done.stdout)
    return read


def change(home: Path, name: str, edit: Callable[[Json], None]) -> Path:
    file = home / "gold" / name
    content = json.loads(file.read_text(encoding="utf-8"))
    edit(content)
    file.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    return file


def test_json_holds_figures_misses_status_rules_and_nothing_else_is_on_stdout(run: Run) -> None:
    read = values(run("gold", "--json", "--no-write"))
    assert read["figures"]["persons"] == {"p": 1.0, "r": 0.8, "f1": 8 / 9, "tp": 4, "fp": 0, "fn": 1}
    assert read["figures"]["signatories"]["f1"] == 1.0
    assert read["figures"]["issuer"] == {"accuracy": 0.0, "right": 0, "of": 1}
    assert {k: read["gold"][k] for k in ("files", "releases", "set_aside", "unreadable")} == {
        "files": 4, "releases": 3, "set_aside": 1, "unreadable": 0,
    }  # fmt: skip
    assert read["status"] == {"planned": {"planned": 1}, "signed": {"signed": 1}}
    assert read["rules"]["person.name"]["right"] >= 3
    assert read["rules"]["person.name"]["wrong"] == 0
    assert [(m["release"], m["figure"], m["outcome"]) for m in read["misses"]] == [
        ("plan", "issuer", "wrong"), ("plan", "persons", "missed"),
    ]  # fmt: skip
    missed = read["misses"][0]
    assert (missed["annotated"], missed["found"], missed["line"]) == ("Landkreis Heideland", None, 5)
    assert missed["sentence"].startswith("Der Landkreis Heideland und der Verein")


def test_a_dated_result_is_written_without_any_wording(run: Run, home: Path) -> None:
    done = run("gold")
    assert done.returncode == 0, done.stderr
    written = sorted((home / "benchmarks" / "extraction").iterdir())
    assert [f.suffix for f in written] == [".json", ".md"]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", f.stem) for f in written)
    result, page = (f.read_text(encoding="utf-8") for f in written)
    assert json.loads(result)["date"] == written[0].stem
    assert "| persons | 1.000 | 0.800 | 0.889 | 4 | 0 | 1 |" in page
    assert "- plan: persons 1 missed, issuer 1 wrong" in page
    for name in ("Blau", "Heideland", "Moorvertrag", "Voss", str(home)):
        assert name not in result + page
    assert "Blau" in done.stdout, "people see the wording on the terminal"


def test_wording_is_written_where_it_is_asked_for(run: Run, home: Path) -> None:
    run("gold", "--out", "results", "--wording")
    written = json.loads(next((home / "results").glob("*.json")).read_text(encoding="utf-8"))
    assert [m["annotated"] for m in written["misses"]] == ["Landkreis Heideland", "Ute Blau"]
    assert str(home) not in json.dumps(written)


def test_a_result_of_the_same_day_is_kept_beside_the_new_one(run: Run, home: Path) -> None:
    first = values(run("gold", "--json"))["written"][0]
    assert values(run("gold", "--json"))["written"][0] == first, "an equal result is not written twice"
    change(home, "plan.json", lambda c: c["gold"]["persons"].remove("Ute Blau"))
    second = values(run("gold", "--json"))["written"][0]
    assert second == first.replace(".json", "-2.json")
    assert json.loads((home / first).read_text(encoding="utf-8"))["figures"]["persons"]["fn"] == 1


def test_no_write_writes_nothing(run: Run, home: Path) -> None:
    assert run("gold", "--no-write").returncode == 0
    assert sorted(f.name for f in home.iterdir()) == ["gold"]


def test_the_terminal_shows_figures_and_misses_within_80_columns(run: Run) -> None:
    lines = run("gold", "--no-write").stdout.splitlines()
    assert "persons             1.000  0.800  0.889      4      0       1" in [line.rstrip() for line in lines]
    assert max(len(line) for line in lines if "„" not in line) <= 100
    text = "\n".join(lines)
    assert "\x1b" not in text
    assert re.search(r"persons 1\n  missed: Ute Blau\n    gold/plan.json\n", text + "\n")
    assert re.search(
        r"issuer 1\n  wrong: read nothing, annotated Landkreis Heideland\n    gold/plan.json, line 5 of", text
    )
    assert "Ute Blau" not in run("gold", "--no-write", "--no-misses").stdout


def test_german_is_spoken_where_it_is_asked_for(run: Run, home: Path) -> None:
    text = run("gold", "--lang", "de", "--out", "de").stdout
    assert re.search(r"Personen +1,000 +0,800 +0,889", text)
    assert "übersehen: Ute Blau" in text
    page = next((home / "de").glob("*.md")).read_text(encoding="utf-8")
    assert "| Personen | 1,000 | 0,800 | 0,889 | 4 | 0 | 1 |" in page


def test_a_fall_is_marked_named_and_fails_where_that_is_asked_for(run: Run, home: Path) -> None:
    before = values(run("gold", "--json", "--out", "a"))["written"][0]
    worse = json.loads((home / before).read_text(encoding="utf-8"))
    worse["releases"]["moor"]["sets"]["signatories"] = [1, 0, 1]
    (home / "worse.json").write_text(json.dumps(worse), encoding="utf-8")
    done = run("--compare", before, "worse.json")
    assert done.returncode == 0
    assert re.search(r"signatories +R +1\.000 +0\.500 +-0\.5000 +▼ worse", done.stdout)
    assert "moor: signatories 2/0/0 → 1/0/1" in done.stdout
    assert run("--compare", before, "worse.json", "--fail-on-fall").returncode == 1
    better = run("gold", "--no-write", "--no-misses", "--compare", "worse.json", "--fail-on-fall")
    assert better.returncode == 0, better.stderr
    assert re.search(r"signatories +R +0\.500 +1\.000 +\+0\.5000 +▲ better", better.stdout)
    assert "No figure changed." in run("gold", "--no-write", "--compare", before).stdout
    compared = values(run("--compare", before, "--compare", "worse.json", "--json"))["comparison"]
    assert [(c["figure"], c["measure"], c["fell"]) for c in compared["changes"]] == [
        ("signatories", "r", True), ("signatories", "f1", True),
    ]  # fmt: skip


def test_results_on_other_annotations_are_not_compared_silently(run: Run, home: Path) -> None:
    before = values(run("gold", "--json"))["written"][0]
    change(home, "plan.json", lambda c: c["gold"].update(persons=["Jens Ohm"]))
    (home / "gold" / "fest.json").unlink()
    done = run("gold", "--json", "--no-write", "--compare", before, "--fail-on-fall")
    compared = values(done)["comparison"]
    assert "1 annotated anew, 1 only before, 0 only after" in done.stderr
    assert (compared["compared"], compared["annotated_anew"], compared["only_before"]) == (1, ["plan"], ["fest"])
    assert compared["changes"] == []
    (home / "gold" / "moor.json").unlink()
    done = run("gold", "--no-write", "--compare", before)
    assert done.returncode == 2
    assert "no release in common" in done.stderr


def test_a_floor_that_is_missed_fails(run: Run) -> None:
    done = run("gold", "--no-write", "--fail-below", "signatories.p=0.97", "--fail-below", "persons=0.9")
    assert done.returncode == 1
    assert done.stderr == "error: persons: F1 0.889 is below 0.900\n"
    assert run("gold", "--no-write", "--fail-below", "persons=0.85").returncode == 0
    done = run("gold", "--no-write", "--fail-below", "signatorys=0.9")
    assert (done.returncode, done.stdout) == (2, "")
    assert "did you mean 'signatories'?" in done.stderr


def test_a_malformed_annotation_is_named_with_its_line_and_the_rest_is_measured(run: Run, home: Path) -> None:
    (home / "gold" / "cut.json").write_text('{\n "id": "x",\n "text": "a', encoding="utf-8")
    change(home, "fest.json", lambda c: c["gold"].update(persons=["Ute Blau", 7]))
    done = run("gold", "--json", "--no-write")
    read = values(done, 1)
    assert "gold/cut.json:3: not JSON" in done.stderr
    assert re.search(r"gold/fest.json:\d+: 'gold.persons.2' is 7: .+ Correct the named field", done.stderr)
    assert [p["where"].partition(":")[0] for p in read["problems"]] == ["gold/cut.json", "gold/fest.json"]
    assert read["figures"]["persons"]["tp"] == 3
    assert read["gold"]["unreadable"] == 2


def test_bytes_that_are_no_text_are_named_too(run: Run, home: Path) -> None:
    (home / "gold" / "latin.json").write_bytes('{"id": "x",\n "text": "ü"}'.encode("latin-1"))
    done = run("gold", "--json", "--no-write")
    assert values(done, 1)["figures"]["persons"]["tp"] == 4
    assert "gold/latin.json:2: not UTF-8" in done.stderr


def test_a_text_that_cannot_be_read_counts_as_missed_and_is_named(run: Run, home: Path) -> None:
    change(home, "moor.json", lambda c: c.update(text="\x00" * 50))
    done = run("gold", "--json", "--no-write")
    read = values(done, 1)
    assert read["failed"] == ["moor"]
    assert read["figures"]["signatories"] == {"p": None, "r": 0.0, "f1": 0.0, "tp": 0, "fp": 0, "fn": 2}
    assert "moor" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("empty",), "empty holds no annotated release; put one JSON file a release there"),
        (("nowhere",), "nowhere: no such folder"),
        (("broken",), "no annotated release could be read of 1 files"),
        ((), "nothing to measure: `pmgraph evaluate FOLDER`"),
        (("--compare", "x.json"), "nothing to measure"),
        (("gold", "gold"), "name one folder"),
        (("gold", "--fail-on-fall"), "--fail-on-fall needs a result"),
        (("gold", "--no-write", "--compare", "nowhere.json"), "nowhere.json: cannot be read"),
        (("gold", "--no-write", "--compare", "gold/moor.json"), "'format' is missing"),
        (("gold", "--no-write", "--compare", "page.md"), "no result of `pmgraph evaluate`"),
        (("gold", "--out", "page.md/x"), "name another folder with --out"),
    ],
)
def test_wrong_use_is_told_with_its_cure(run: Run, home: Path, arguments: tuple[str, ...], said: str) -> None:
    (home / "empty").mkdir()
    (home / "broken").mkdir()
    (home / "broken" / "a.json").write_text("{", encoding="utf-8")
    (home / "page.md").write_text("# Reading", encoding="utf-8")
    done = run(*arguments)
    assert done.returncode == 2, done.stdout + done.stderr
    assert said in done.stderr
    assert done.stdout == ""
    assert "fault of pmgraph" not in done.stderr


def test_the_same_folder_gives_the_same_bytes(run: Run) -> None:
    assert run("gold", "--json", "--no-write").stdout == run("gold", "--json", "--no-write").stdout


def test_every_figure_is_the_judges(run: Run, gold: Path, shared: Path, tmp_path: Path) -> None:
    texts, records = tmp_path / "texts", tmp_path / "records"
    texts.mkdir()
    records.mkdir()
    for file in gold.glob("*.json"):
        content = json.loads(file.read_text(encoding="utf-8"))
        (texts / f"{content['id']}.txt").write_text(content["text"], encoding="utf-8")
    lines = subprocess.run(
        [sys.executable, "-m", "pmgraph", "extract", str(texts)], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    for line in lines:
        (records / f"{Path(json.loads(line)['file']).stem}.json").write_text(line, encoding="utf-8")
    judge = [sys.executable, str(shared / "eval" / "score.py"), str(gold), "--records", str(records), "--json"]
    theirs = json.loads(subprocess.run(judge, capture_output=True, text=True, check=True).stdout)
    ours = values(run(str(gold), "--json", "--no-write"))
    assert theirs.pop("releases") == {"scored": ours["gold"]["releases"], "failed": 0}
    assert ours["figures"] == theirs
    assert len(theirs) == 16


def test_the_written_result_of_the_shared_releases_holds_none_of_their_names(
    run: Run, home: Path, gold: Path, annotated: dict[str, Json]
) -> None:
    run(str(gold), "--out", "out")
    written = "".join(f.read_text(encoding="utf-8") for f in sorted((home / "out").iterdir()))
    names = {n for r in annotated.values() for n in (*r["persons"], *r["bodies"], r["title"] or "") if len(n) > 6}
    assert len(names) > 200
    assert {n for n in names if n in written} == set()
