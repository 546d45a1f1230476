"""A folder of annotated releases: what is taken, what is set aside, and what is named as wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmgraph.errors import UsageError
from pmgraph.evaluate.gold import read_gold

GOOD = '{"id": "a/b", "text": "x", "more": 1, "gold": {"persons": ["A B"], "bodies": null, "note": [1]}}'


def test_a_release_is_taken_as_it_stands(tmp_path: Path) -> None:
    (tmp_path / "good.json").write_text(GOOD, encoding="utf-8")
    (tmp_path / "not-yet.json").write_text('{"id": "b", "text": "x", "gold": null}', encoding="utf-8")
    (tmp_path / "empty.json").write_text('{"id": "c", "text": "x", "gold": {}}', encoding="utf-8")
    (tmp_path / "menu.json").write_text('{"id": "d", "text": "x", "gold": {"is_release": false}}', encoding="utf-8")
    (tmp_path / "readme.md").write_text("no annotation", encoding="utf-8")
    found = read_gold(tmp_path)
    assert [(r.id, r.text, r.gold["persons"]) for r in found.releases] == [("a_b", "x", ["A B"])]
    assert (found.files, found.set_aside, found.problems) == (4, 3, ())


def test_the_digest_follows_names_and_bytes(tmp_path: Path) -> None:
    file = tmp_path / "good.json"
    file.write_text(GOOD, encoding="utf-8")
    first = read_gold(tmp_path)
    file.write_text(GOOD + "\n", encoding="utf-8")
    second = read_gold(tmp_path)
    file.rename(tmp_path / "other.json")
    third = read_gold(tmp_path)
    assert len({first.sha256, second.sha256, third.sha256}) == 3
    assert first.releases[0].sha256 != second.releases[0].sha256 == third.releases[0].sha256


@pytest.mark.parametrize(
    ("content", "where", "said"),
    [
        ('{\n "id": "x",\n "text": "a', "3", "not JSON"),
        ("[]", "1", "'the file' is a list: Input should be a mapping"),
        ('{"id": "x", "text": "a",\n "gold": [1]}', "2", "'gold' is a list: Input should be a mapping"),
        ('{"id": "x", "text": "a"}', "1", "'gold' is missing; add it"),
        ('{"id": "x",\n "text": "", "gold": {}}', "2", "'text' is ''"),
        ('{"id": 7, "text": "a", "gold": {}}', "1", "'id' is 7"),
        ('{"id": "x", "text": "a",\n "gold": {"persons": ["A",\n 7]}}', "3", "'gold.persons.2' is 7"),
        (
            '{"id": "x", "text": "a",\n "gold": {"agreements": [{\n "status": "singed"}]}}',
            "3",
            "'gold.agreements.1.status' is 'singed': no status of an agreement; did you mean 'signed'?",
        ),
        ('{"id": "x", "text": "a",\n "gold": {"agreements": [{}]}}', "2", "'gold.agreements.1.status' is missing"),
        ('{\n"id": "a/b", "text": "a", "gold": {"persons": []}}', "2", "'id' is 'a_b', as in"),
        ('{"id": "x", "text": "\\ud800", "gold": {"persons": []}}', "1", "'text' is '\\ud800'"),
        ("[" * 100_000, "1", "nested too deeply"),
    ],
)
def test_a_malformed_annotation_is_named_with_its_line(tmp_path: Path, content: str, where: str, said: str) -> None:
    (tmp_path / "good.json").write_text(GOOD, encoding="utf-8")
    bad = tmp_path / "other.json"
    bad.write_text(content, encoding="utf-8")
    found = read_gold(tmp_path)
    assert [release.id for release in found.releases] == ["a_b"]
    assert [problem.where for problem in found.problems] == [f"{bad}:{where}"]
    assert said in found.problems[0].message
    assert found.problems[0].cure


def test_a_folder_without_annotations_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no annotated release; put one JSON file a release there"):
        read_gold(tmp_path)
    with pytest.raises(UsageError, match="no such folder"):
        read_gold(tmp_path / "nowhere")
