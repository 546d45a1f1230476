"""Received bytes are kept whole, once, and never written over."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from pmgraph.config import load_settings
from pmgraph.curated import Sidecar
from pmgraph.errors import UsageError
from pmgraph.harvest.received import How, Received, file_name
from pmgraph.harvest.sameness import same_words

URL = "https://host.example/2014/Große-Mitteilung/"


@pytest.fixture
def received(tmp_path: Path) -> Received:
    (tmp_path / "pmgraph.toml").write_text("[dataset]\n", encoding="utf-8")
    return Received(load_settings(tmp_path))


def again(tmp_path: Path) -> Received:
    return Received(load_settings(tmp_path))


def test_the_name_tells_address_and_content() -> None:
    assert file_name(URL, b"a", ".txt").startswith("grosse-mitteilung-")
    assert file_name("https://host.example/", b"a", ".html").startswith("host-example-")
    assert file_name("https://host.example/%%%/", b"a", ".txt").startswith("release-")
    names = {file_name(url, data, ".txt") for url in (URL, URL + "x") for data in (b"a", b"b")}
    assert len(names) == 4


def test_the_same_text_is_kept_once_also_by_another_process(tmp_path: Path, received: Received) -> None:
    first = received.keep(b"a", Sidecar(url=URL), ".txt")
    assert (first.how, first.file.read_bytes()) == (How.NEW, b"a")
    assert received.keep(b"a", Sidecar(url=URL), ".txt").how is How.SAME
    assert again(tmp_path).keep(b"a", Sidecar(url=URL), ".txt") == received.keep(b"a", Sidecar(url=URL), ".txt")
    other = received.keep(b"a", Sidecar(url=URL + "b"), ".txt")
    assert (other.how, other.before) == (How.NEW, None)


def test_versions_form_a_chain(tmp_path: Path, received: Received) -> None:
    files = [received.keep(data, Sidecar(url=URL, publisher="st-mf"), ".txt").file for data in (b"a", b"b", b"c")]
    assert again(tmp_path).latest(URL) == files[-1]
    chain = [file.with_name(f"{file.name}.yaml").read_text(encoding="utf-8") for file in files]
    assert "replaces" not in chain[0]
    assert chain[1].endswith(f"replaces: {files[0].name}\n")
    assert chain[2].endswith(f"replaces: {files[1].name}\n")
    assert [file.read_bytes() for file in files] == [b"a", b"b", b"c"]
    back = again(tmp_path).keep(b"a", Sidecar(url=URL), ".txt")
    assert (back.how, back.file, back.before) == (How.BACK, files[0], files[2])


def test_a_version_of_a_file_in_a_subfolder_names_its_path(tmp_path: Path, received: Received) -> None:
    old = tmp_path / "corpus" / "2014" / "a.txt"
    old.parent.mkdir(parents=True)
    old.write_bytes(b"a")
    old.with_name("a.txt.yaml").write_text("url: https://host.example/a\nretrieved: 2014-07-17\n", encoding="utf-8")
    kept = again(tmp_path).keep(b"b", Sidecar(url="https://host.example/a"), ".txt")
    assert "replaces: 2014/a.txt\n" in kept.file.with_name(f"{kept.file.name}.yaml").read_text(encoding="utf-8")


def test_a_sidecar_left_without_its_text_does_not_count(tmp_path: Path, received: Received) -> None:
    kept = received.keep(b"a", Sidecar(url=URL), ".txt")
    kept.file.unlink()
    assert again(tmp_path).latest(URL) is None
    assert again(tmp_path).keep(b"a", Sidecar(url=URL, retrieved="2026-11-25"), ".txt").how is How.NEW


def test_a_wrong_sidecar_hinders_nothing(tmp_path: Path, received: Received) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.txt.yaml").write_text("urll: x\n", encoding="utf-8")
    assert again(tmp_path).keep(b"a", Sidecar(url=URL), ".txt").how is How.NEW


def test_an_unwritable_corpus_is_named(tmp_path: Path, received: Received) -> None:
    (tmp_path / "corpus").write_text("a file", encoding="utf-8")
    with pytest.raises(UsageError, match="make the corpus folder writable"):
        received.keep(b"a", Sidecar(url=URL), ".txt")


def test_leftovers_of_a_dead_process_go_and_those_of_a_living_one_stay(tmp_path: Path, received: Received) -> None:
    dead = subprocess.Popen(["true"])
    dead.wait()
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for process in (dead.pid, os.getppid(), "x"):
        (corpus / f".a.txt.{process}.part").write_bytes(b"half")
    received.clear()
    assert [file.name for file in corpus.iterdir()] == [f".a.txt.{os.getppid()}.part"]


@pytest.mark.parametrize(
    ("one", "other", "html", "same"),
    [
        (b"<p>a b</p>", b"<p class=x>a\n b<!-- c --></p><script>d</script>", True, True),
        (b"<p>a b</p>", b"<p>a c</p>", True, False),
        (b"<title>a</title>", b"<title>b</title>", True, False),
        ("<p>ä".encode(), "<p>ö".encode(), True, False),
        (b"a  b", b"a b", False, False),
        (b"", b"", True, True),
    ],
)
def test_same_words(one: bytes, other: bytes, html: bool, same: bool) -> None:
    assert same_words(one, other, html=html) is same
