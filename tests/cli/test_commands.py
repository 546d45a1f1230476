"""The command line as its users call it: a real process, its output, its exit code."""

from __future__ import annotations

import csv
import io
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
ADDRESS = "https://presse.sachsen-anhalt.de/not-rated/2014/07/16/kooperation/"
SIGNING = "id/agreement/st/2014/rahmenvereinbarung-zusammenarbeit-bereichen-ikt-e-government/signing"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """An empty folder with a copy of the project that ships in `data/`, built."""
    folder = tmp_path_factory.mktemp("home")
    shutil.copytree(root / "data", folder / "data")
    done = call(folder, "build")
    assert done.returncode == 0, done.stderr
    return folder


def call(folder: Path, *arguments: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pmgraph", *arguments], cwd=folder, input=stdin, capture_output=True, text=True,
        encoding="utf-8", timeout=120, check=False, env={**os.environ, "COLUMNS": "140"},
    )  # fmt: skip


@pytest.fixture
def run(home: Path) -> Run:
    def run(*arguments: str, stdin: str | None = None, folder: Path = home) -> subprocess.CompletedProcess[str]:
        return call(folder, *arguments, stdin=stdin)

    return run


@pytest.fixture
def seed(home: Path) -> Path:
    return next((home / "data" / "corpus").glob("*.txt"))


def as_json(done: subprocess.CompletedProcess[str]) -> Any:
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


COMMANDS = (
    "build",
    "add",
    "harvest",
    "check",
    "query",
    "extract",
    "show",
    "rules",
    "explain",
    "diff",
    "evaluate",
    "publish",
    "push",
    "serve",
    "htaccess",
    "init",
)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_helps_with_an_example(run: Run, command: str) -> None:
    done = run(command, "--help")
    assert done.returncode == 0
    assert f"pmgraph {command}" in done.stdout
    assert "Example:" in done.stdout


def test_the_help_lists_every_command(run: Run) -> None:
    text = run("--help").stdout
    assert all(f" {command} " in text for command in COMMANDS)


def test_extract_prints_the_record_alone(run: Run, seed: Path) -> None:
    record = as_json(run("extract", str(seed), "--json", "--url", ADDRESS))
    assert list(record) == ["issuer", "number", "date", "place", "title", "agreements", "persons", "bodies"]
    assert (record["number"], record["date"], record["place"]) == ("31", "2014-07-15", "Magdeburg")
    new = record["agreements"][0]
    assert (new["status"], new["signed_on"], new["signed_at"]) == ("renewed", "2014-07-16", "Magdeburg")
    assert [s["person"] for s in new["signatories"]] == ["Michael Richter", "Jürgen Leindecker", "Heinz-Lothar Theel"]


def test_extract_reads_stdin(run: Run, seed: Path) -> None:
    done = run("extract", "-", stdin=seed.read_text(encoding="utf-8"))
    assert as_json(done)["agreements"][0]["signed_on"] is None, "without the address the day is open"


def test_the_2014_release_is_right_in_every_figure(run: Run, shared: Path, tmp_path: Path) -> None:
    shutil.copy(shared / "gold" / "lsa-001.json", tmp_path)
    command = f"{sys.executable} -m pmgraph extract {{file}} --json"
    scored = subprocess.run(
        [sys.executable, str(shared / "eval" / "score.py"), str(tmp_path), "--command", command, "--json"],
        capture_output=True, text=True, check=True, encoding="utf-8",
    )  # fmt: skip
    figures = json.loads(scored.stdout)
    wrong = {
        name: figure
        for name, figure in figures.items()
        if figure.get("f1") not in (None, 1.0) or figure.get("accuracy") not in (None, 1.0) or figure.get("filled")
    }
    assert wrong == {}
    assert figures["releases"] == {"scored": 1, "failed": 0}


def test_build_reports_as_json_when_captured(run: Run) -> None:
    report = as_json(run("build"))
    assert (report["swapped"], report["releases"], report["records"], report["held_back"]) == (True, 1, 36, [])


def test_a_lost_document_makes_build_exit_with_1(run: Run, home: Path, tmp_path: Path) -> None:
    shutil.copytree(home / "data", tmp_path / "data")
    (tmp_path / "data" / "corpus" / "empty.txt").write_bytes(b"")
    done = run("build", folder=tmp_path)
    assert done.returncode == 1
    assert json.loads(done.stdout)["lost"] == 1


@pytest.mark.parametrize(("level", "code"), [("violation", 0), ("warning", 1), ("info", 1)])
def test_check_exits_by_the_severity_asked_for(run: Run, level: str, code: int) -> None:
    done = run("check", "--fail-on", level)
    assert done.returncode == code, done.stdout
    found = json.loads(done.stdout)
    weekday = [f for f in found if f["code"] == "PM-DATE-002"]
    assert [f["resolved_by"] for f in weekday] == ["date.weekday-of-issue"]


def test_check_reads_an_rdf_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "bad.ttl"
    file.write_text(
        "@prefix pm: <https://w3id.org/pmgraph/ns#> . <https://w3id.org/pmgraph/id/signature/0123456789abcdef> "
        "a pm:Signature ; pm:signatory <https://a.example/1> , <https://a.example/2> .",
        encoding="utf-8",
    )
    done = run("check", str(file))
    assert done.returncode == 1
    assert "SI01" in [f["code"] for f in json.loads(done.stdout) if f["severity"] == "violation"]


def test_query_answers_by_name_number_file_and_stdin(run: Run, tmp_path: Path) -> None:
    named = as_json(run("query", "q03"))
    seed = [
        r
        for r in named["results"]["bindings"]
        if r["agreement"]["value"] + "/signing" == f"https://w3id.org/pmgraph/{SIGNING}"
    ]
    assert len({row["person"]["value"] for row in seed}) == 3
    file = tmp_path / "a.rq"
    file.write_text("SELECT ?n WHERE { ?r a pm:PressRelease ; bibo:number ?n }", encoding="utf-8")
    assert run("query", str(file), "--format", "csv").stdout.split() == ["n", "31"]
    assert run("query", "-", "--format", "tsv", stdin=file.read_text(encoding="utf-8")).stdout.split() == ["?n", '"31"']


def test_query_takes_other_values(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("query", "q13", "--set", "from=2006-01-01", "--format", "csv").stdout)))
    assert {"2006-01-09", "2014-07-16"} <= {row["earliest"] for row in rows}
    for wrong, said in (
        ("from", "names no value"),
        ("from=heute", "is no day"),
        ("until=2014-01-01", "it has from, to"),
    ):
        refused = run("query", "q13", "--set", wrong)
        assert (refused.returncode, said in refused.stderr) == (2, True)


def test_query_gives_every_format(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("query", "q02", "--format", "csv").stdout)))
    assert {row["name"] for row in rows if f"{row['agreement']}/signing" == f"https://w3id.org/pmgraph/{SIGNING}"} == {
        "Land Sachsen-Anhalt",
        "Landkreistag Sachsen-Anhalt",
        "Städte- und Gemeindebund Sachsen-Anhalt",
    }
    assert run("query", "q02", "--format", "xml").stdout.startswith("<?xml")
    construct = "CONSTRUCT { ?s foaf:name ?n } WHERE { ?s foaf:name ?n }"
    turtle = run("query", "-", "--format", "turtle", stdin=construct).stdout
    assert '"Heinz-Lothar Theel"' in turtle
    assert "@prefix foaf:" in turtle
    assert "Jürgen Leindecker" in run("query", "-", "--format", "jsonld", stdin=construct).stdout
    assert "name" in run("query", "q02", "--format", "table").stdout.splitlines()[0]


def test_explain_leads_every_fact_to_its_sentence(run: Run) -> None:
    told = as_json(run("explain", SIGNING))
    place = next(f for f in told["facts"] if f["property"].endswith("atLocation"))
    (evidence,) = place["evidence"]
    assert place["label"] == "Magdeburg"
    assert evidence["where"].startswith("corpus/000_e0aaa5cb92dd628b.txt:6")
    assert evidence["exact"] == "Magdeburg"
    assert evidence["sentence"].startswith("In der am Mittwoch in Magdeburg unterzeichneten")
    assert [(d["edtf"], d["chosen"]) for d in told["dates"]] == [
        ("2014-07-16", True),
        ("[2014-07-09,2014-07-16]", False),
    ]


def test_show_marks_what_was_read(run: Run, seed: Path) -> None:
    text = run("show", str(seed), "--url", ADDRESS).stdout
    assert "[person: Michael Richter]" in text
    assert "[signing: setzten ihre Unterschrift unter]" in text
    marks = as_json(run("show", str(seed), "--json"))
    source = seed.read_text(encoding="utf-8")
    assert all(source[m["start"] : m["end"]] == m["text"] for m in marks)
    assert {m["what"] for m in marks} >= {"agreement", "person", "role", "body", "date", "place", "signing"}


def test_show_and_explain_tell_how_long_an_agreement_is_in_force(
    run: Run, terms_project: Path, terms_version: Path
) -> None:
    text = run("show", str(terms_project / "corpus" / "moor.txt")).stdout
    assert "[term: fünf Jahren]" in text
    assert "in force: from 2014-05-01, until 2019-04-30, P5Y, extended by P1Y" in text
    said = (terms_version / "graph.nq").read_text(encoding="utf-8")
    (term,) = re.findall(r"<\S+?/id/(agreement/\S+/moorvereinbarung\S+/term)> <\S+hasXSDDuration>", said)
    place = ("--graph", str(terms_version.parent.parent), "--project", str(terms_project))
    facts = as_json(run("explain", f"id/{term}", *place))["facts"]
    (length,) = [f for f in facts if f["property"].endswith("hasXSDDuration")]
    assert (length["value"], length["evidence"][0]["exact"]) == ("P5Y", "fünf Jahren")
    (end,) = as_json(run("explain", f"id/{term}/end", *place))["dates"]
    assert (end["edtf"], end["rule"], end["chosen"]) == ("2019-04-30", "term.end-of-duration", True)


def test_add_stores_the_text_as_received_and_builds(run: Run, home: Path, seed: Path, tmp_path: Path) -> None:
    shutil.copytree(home / "data", tmp_path / "data")
    received = tmp_path / "received.txt"
    received.write_bytes(seed.read_bytes().replace(b": 31\n", b": 99\n", 1).replace(b"IKT", b"Archivwesen"))
    done = run("add", str(received), "--url", ADDRESS, "--publisher", "st-mf", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    (stored,) = (tmp_path / "data" / "corpus").glob("kooperation-*.txt")
    assert stored.read_bytes() == received.read_bytes()
    assert f"url: {ADDRESS}" in stored.with_name(f"{stored.name}.yaml").read_text(encoding="utf-8")
    assert "2 releases" in done.stdout
    again = run("add", str(received), "--url", ADDRESS, folder=tmp_path)
    assert again.returncode == 0
    assert len(list((tmp_path / "data" / "corpus").glob("kooperation-*.txt"))) == 1, "nothing is stored twice"


def test_init_makes_a_project_that_builds(run: Run, tmp_path: Path) -> None:
    assert run("init", "office", "--base", "https://data.example.de/v", folder=tmp_path).returncode == 0
    done = run("build", "office", "--out", "graph", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["releases"] == 0
    assert "https://data.example.de/v/graph/catalogue" in (tmp_path / "graph" / "current" / "graph.nq").read_text(
        encoding="utf-8"
    )
    again = run("init", "office", folder=tmp_path)
    assert again.returncode == 2
    assert "there is a project already" in again.stderr


WRONG: list[tuple[list[str], str]] = [
    (["build", "nowhere"], "nowhere: no such folder; `pmgraph init nowhere` makes a project there"),
    (["query", "q99"], "q99"),
    (["query", "q03", "--format", "pdf"], "'pdf' is no format here; use one of json, xml, csv, tsv"),
    (["query", "-", "--graph", "nowhere"], "nowhere: no graph here; make one with `pmgraph build --out nowhere`"),
    (["extract", "nowhere.txt"], "nowhere.txt: No such file or directory; name a file, or - for stdin"),
    (["explain", "id/agreement/none"], "nothing is known of it"),
    (["add", "x.txt", "--url", "host/path"], "write it as https://host/path"),
    (["add", "x.txt", "--url", "https://host.example/", "--publisher", "st-fm"], "did you mean 'st-mf'?"),
    (["check", "--fail-on", "all"], "all"),
    (["serve", "nowhere"], "nowhere: no graph here"),
    (["build", "--out", "data/pmgraph.toml"], "data/pmgraph.toml"),
    (["unknown"], "unknown"),
]


@pytest.mark.parametrize(("arguments", "says"), WRONG)
def test_wrong_use_exits_with_2_and_says_the_cure(run: Run, arguments: list[str], says: str) -> None:
    done = run(*arguments, stdin="SELECT * WHERE {}")
    assert done.returncode == 2, done.stderr
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_a_query_with_a_slip_says_where(run: Run) -> None:
    done = run("query", "-", stdin="SELECT ?a WHERE {\n ?a ?b }")
    assert done.returncode == 2
    assert "2:" in done.stderr


def test_a_text_that_is_none_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = run("extract", str(tmp_path / "empty.txt"))
    assert done.returncode == 1
    assert "file is empty" in done.stderr
