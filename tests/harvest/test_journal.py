"""The journal survives a cut at any byte, forgets nothing, and does not grow from run to run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pmgraph.errors import UsageError
from pmgraph.harvest.journal import Journal, Page, harvesting
from pmgraph.harvest.plan import Selected

A, B = "https://host.example/a", "https://host.example/b"
PAGE = Page(file="a.html", etag='"ü"', modified="Wed, 16 Jul 2014 08:00:00 GMT")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "host.example.jsonl"


def write(file: Path) -> None:
    journal = Journal(file)
    journal.begin("run1", "2026-11-25")
    journal.listed("run1", "https://host.example/", "https://host.example/liste", Selected((A, B), ()))
    journal.received("run1", A, PAGE)
    journal.passed("run1", B)


def test_what_is_written_is_read_back(file: Path) -> None:
    write(file)
    journal = Journal(file)
    assert journal.pages == {A: PAGE}
    run = journal.begin("run1", "2026-11-26")
    assert run.done == {A, B}
    assert run.lists == {"https://host.example/": ("https://host.example/liste", Selected((A, B), ()))}
    assert PAGE.validators.headers() == {"If-None-Match": '"ü"', "If-Modified-Since": "Wed, 16 Jul 2014 08:00:00 GMT"}


def test_a_cut_at_any_byte_costs_the_last_line_only(file: Path) -> None:
    write(file)
    data = file.read_bytes()
    for length in range(len(data)):
        file.write_bytes(data[:length])
        journal = Journal(file)
        assert journal.unread == []
        whole = data[:length].count(b"\n")
        assert (A in journal.pages) is (whole >= 3)
        assert file.read_bytes() == data[: data[:length].rfind(b"\n") + 1], "the rest is cut off before more is written"
        journal.begin("run2", "2026-11-25")
        assert [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()][-1] == {
            "run": "run2", "begin": "2026-11-25",
        }  # fmt: skip


def test_an_ended_run_leaves_pages_and_the_other_runs(file: Path) -> None:
    write(file)
    journal = Journal(file)
    journal.begin("run2", "2026-11-25")
    journal.received("run2", B, Page(file="b.html"))
    journal.end("run1")
    assert file.read_text(encoding="utf-8").splitlines() == [
        '{"page":"https://host.example/a","file":"a.html","etag":"\\"ü\\"","modified":"Wed, 16 Jul 2014 08:00:00 GMT"}',
        '{"page":"https://host.example/b","file":"b.html"}',
        '{"run":"run2","begin":"2026-11-25"}',
        '{"run":"run2","done":"https://host.example/b"}',
    ]
    again = Journal(file)
    assert (again.pages, set(again.runs)) == ({A: PAGE, B: Page(file="b.html")}, {"run2"})
    assert again.begin("run1", "2026-11-25").done == set()


def test_a_run_of_long_ago_begins_anew(file: Path) -> None:
    write(file)
    assert Journal(file).begin("run1", "2026-11-27").done == set()
    assert Journal(file).begin("run1", "2026-11-27").done == set()
    assert Journal(file).pages == {A: PAGE}


@pytest.mark.parametrize(
    "line",
    [
        b"no json",
        b"[]",
        b"{}",
        b'{"page":"x"}',
        b'{"run":"unknown","done":"x"}',
        b'{"run":"r","begin":5}',
        b"\xff",
        b"7",
    ],
)
def test_a_damaged_line_is_numbered_and_the_rest_is_read(file: Path, line: bytes) -> None:
    write(file)
    file.write_bytes(line + b"\n" + file.read_bytes())
    journal = Journal(file)
    assert journal.unread == [1]
    assert journal.pages == {A: PAGE}


def test_two_harvests_of_one_project_exclude_each_other(tmp_path: Path) -> None:
    with (
        harvesting(tmp_path),
        pytest.raises(UsageError, match="another harvest is at work there"),
        harvesting(tmp_path),
    ):
        pass
    with harvesting(tmp_path):
        pass


def test_a_project_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / ".harvest").write_text("a file", encoding="utf-8")
    with pytest.raises(UsageError, match="make the project folder writable"), harvesting(tmp_path):
        pass
