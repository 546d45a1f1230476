"""Sidecars are checked key by key, and a wrong one says where and how to mend it."""

from pathlib import Path

import pytest

from pmgraph.curated import Sidecar
from pmgraph.errors import ConfigError
from pmgraph.model import PublishText
from pmgraph.tables.sidecars import read_sidecar, sidecar_of, sidecar_text


def read(tmp_path: Path, text: str) -> Sidecar:
    file = tmp_path / "a.txt.yaml"
    file.write_text(text, encoding="utf-8")
    return read_sidecar(file, "corpus/a.txt.yaml")


def test_a_sidecar_is_read(tmp_path: Path) -> None:
    text = "url: https://host.example/2014/07/16/a/\npublisher: st-mf\nretrieved: 2014-07-17\npublish_text: full\n"
    assert read(tmp_path, text) == Sidecar(
        url="https://host.example/2014/07/16/a/", publisher="st-mf", retrieved="2014-07-17",
        publish_text=PublishText.FULL,
    )  # fmt: skip


def test_an_empty_sidecar_knows_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, "# nothing yet\n") == Sidecar()


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    sidecar = Sidecar(url="https://host.example/ä", publisher="st-mf", retrieved="2026-11-24", replaces="old/a.txt")
    assert read(tmp_path, sidecar_text(sidecar)) == sidecar


def test_the_sidecar_stands_beside_its_release() -> None:
    assert sidecar_of(Path("corpus/a.txt")) == Path("corpus/a.txt.yaml")


WRONG = [
    ("url: https://host.example/\npublischer: st-mf\n", 2, "'publischer' is no key here; did you mean 'publisher'?"),
    ("url: host.example/a\n", 1, "'url': 'host.example/a' is not an absolute http address"),
    ("url: https://a.example/\nurl: https://b.example/\n", 2, "'url' stands twice"),
    ("retrieved: 17.07.2014\n", 1, "'retrieved' is '17.07.2014': not a day; write it as YYYY-MM-DD"),
    ("publish_text: all\n", 1, "'publish_text' is 'all'"),
    ("replaces: ../a.txt\n", 1, "'replaces' is '../a.txt': no path below corpus/"),
    ("url: [\n", 2, "not YAML"),
    ("- url\n", 1, "the file"),
    ("note: &a [*a]\n", 1, "*a is an alias; write its value out"),
    ("note: " + "[" * 200 + "]" * 200 + "\n", 1, "nested more than 30 deep"),
    ("[a, b]: c\n", 1, "a key is no plain word"),
    ("url: 'http://[::1/x'\n", 1, "is no address"),
]


@pytest.mark.parametrize(("text", "line", "says"), WRONG)
def test_a_wrong_sidecar_names_line_value_and_cure(tmp_path: Path, text: str, line: int, says: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read(tmp_path, text)
    (problem, *_) = caught.value.problems
    assert problem.where == f"corpus/a.txt.yaml:{line}"
    assert says in problem.message
    assert problem.code == "PM-DOC-009"
