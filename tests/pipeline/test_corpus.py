"""A folder of files in any form becomes documents; what is odd about a file harms no other."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pmgraph.config import load_settings
from pmgraph.model import Document, PublishText
from pmgraph.pipeline.build import BuildReport
from pmgraph.pipeline.corpus import each_of_corpus, find_document, read_corpus

Rebuild = Callable[..., BuildReport]

TEXT = """\
Landkreis Nordheide - Pressemitteilung Nr.: 7/2015

Nordstadt, den 12. Mai 2015

Kreise richten gemeinsame Leitstelle ein

Der Landkreis Nordheide und der Landkreis Südheide haben heute eine Vereinbarung über eine gemeinsame Leitstelle unterzeichnet.
"""
PAGE = (
    '<html><head><link rel="canonical" href="https://presse.example.de/2015/7"></head><body><nav>Start</nav><article>'
    + "".join(f"<p>{line}</p>" for line in TEXT.split("\n") if line)
    + "</article></body></html>"
)


@pytest.fixture
def empty(project: Path) -> Path:
    """A project whose corpus holds nothing yet."""
    for file in (project / "corpus").iterdir():
        file.unlink()
    return project


def put(project: Path, name: str, data: bytes | str) -> Path:
    file = project / "corpus" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return file


def keys(project: Path) -> list[str]:
    return [document.key for document in read_corpus(load_settings(project)).documents]


def test_every_form_is_read_under_any_name_in_the_order_of_paths(empty: Path) -> None:
    put(empty, "b/page.txt", PAGE)
    put(empty, "c.html", TEXT)
    put(empty, "a.txt", gzip.compress(PAGE.encode(), mtime=0))
    put(empty, "d.pdf", '{"text": "eins"}\n{"text": "zwei"}\n')
    corpus = read_corpus(load_settings(empty))
    assert [d.key for d in corpus.documents] == ["a.txt", "b/page.txt", "c.html", "d.pdf#1", "d.pdf#2"]
    assert {d.reader.split("/")[0] for d in corpus.documents} == {"html", "text", "json"}
    assert corpus.lost == 0


def test_documents_come_before_later_files_are_opened(empty: Path) -> None:
    put(empty, "a.jsonl", "".join(json.dumps({"text": f"Text {i}"}) + "\n" for i in range(3)))
    last = put(empty, "b.txt", TEXT)
    found = each_of_corpus(load_settings(empty))
    first = next(found)
    assert isinstance(first, Document)
    last.write_text("später geschrieben", encoding="utf-8")
    assert [one.text for one in found if isinstance(one, Document)] == ["Text 1", "Text 2", "später geschrieben"]


def test_a_bad_item_is_named_with_its_line_and_counts_as_lost(empty: Path) -> None:
    put(empty, "a.jsonl", '{"text": "eins"}\nkaputt\n{"text": "drei"}\n')
    corpus = read_corpus(load_settings(empty))
    assert [d.key for d in corpus.documents] == ["a.jsonl#1", "a.jsonl#3"]
    assert [(i.code, i.where) for i in corpus.issues] == [("PM-DOC-013", "corpus/a.jsonl:2")]
    assert corpus.lost == 1


def test_links_in_a_circle_end_and_a_linked_folder_is_read_once(empty: Path, tmp_path: Path) -> None:
    put(empty, "a/x.txt", TEXT)
    (empty / "corpus" / "a" / "up").symlink_to(empty / "corpus", target_is_directory=True)
    (empty / "corpus" / "0").symlink_to(empty / "corpus" / "a", target_is_directory=True)
    (empty / "corpus" / "nowhere").symlink_to(tmp_path / "nowhere")
    (empty / "corpus" / "self").symlink_to(empty / "corpus" / "self")
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "y.txt").write_text(TEXT + "Mehr.", encoding="utf-8")
    (empty / "corpus" / "z").symlink_to(outside, target_is_directory=True)
    assert keys(empty) == ["a/x.txt", "z/y.txt"]


def test_odd_names_are_read_and_unspeakable_ones_named(empty: Path, rebuild: Rebuild) -> None:
    put(empty, "Presse #2 – „Größe“ (1).txt", TEXT)
    put(empty, ".versteckt.txt", TEXT)
    raw = os.fsencode(empty / "corpus") + b"/gr\xf6\xdfe.txt"
    try:
        Path(os.fsdecode(raw)).write_text(TEXT, encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes names in UTF-8 only")
    put(empty, "zwei\nzeilen.txt", TEXT)
    assert keys(empty) == ["Presse #2 – „Größe“ (1).txt"]
    report = rebuild()
    named = [i.path for i in report.issues if i.code == "PM-DOC-012"]
    assert named == ["corpus/gr\\udcf6\\udcdfe.txt", "corpus/zwei\\nzeilen.txt"]
    assert report.releases == 1


def test_rights_follow_the_address_that_the_file_gives(empty: Path) -> None:
    toml = empty / "pmgraph.toml"
    toml.write_text(
        toml.read_text(encoding="utf-8") + '\n[sources."zu.example"]\npublish_text = "none"\n', encoding="utf-8"
    )
    put(
        empty,
        "a.jsonl",
        '{"text": "eins", "url": "https://zu.example/1"}\n{"text": "zwei", "url": "https://b.example/"}\n',
    )
    put(empty, "b.html", PAGE.replace("presse.example.de", "zu.example"))
    put(empty, "c.html", PAGE.replace("presse.example.de", "zu.example"))
    put(empty, "c.html.yaml", "publish_text: full\n")
    found = {d.key: d.publish_text for d in read_corpus(load_settings(empty)).documents}
    assert found == {
        "a.jsonl#1": PublishText.NONE, "a.jsonl#2": PublishText.QUOTES, "b.html": PublishText.NONE, "c.html": PublishText.FULL,
    }  # fmt: skip


def test_a_document_is_found_again_by_path_and_digest(empty: Path) -> None:
    put(empty, "a#1", TEXT)
    put(empty, "b.jsonl", '{"text": "eins"}\n{"text": "zwei"}\n')
    settings = load_settings(empty)
    for document in read_corpus(settings).documents:
        assert find_document(document.path, document.text_sha256, settings) == document
    changed = read_corpus(settings).documents[2]
    put(empty, "b.jsonl", '{"text": "eins"}\n{"text": "drei"}\n')
    assert find_document(changed.path, changed.text_sha256, settings) is None


def test_of_several_versions_the_newest_is_read(empty: Path, rebuild: Rebuild) -> None:
    put(empty, "alt.txt", TEXT)
    put(empty, "neu.txt", TEXT + "\nDie Leitstelle beginnt im Herbst.\n")
    put(empty, "neu.txt.yaml", "url: https://presse.example.de/7\nreplaces: alt.txt\n")
    report = rebuild()
    assert keys(empty) == ["neu.txt"]
    assert [(i.path, "corpus/neu.txt" in i.message) for i in report.issues if i.code == "PM-DOC-016"] == [
        ("corpus/alt.txt", True)
    ]
    assert (report.releases, report.lost) == (1, 0)


def test_the_plain_text_of_a_page_is_kept_beside_the_graph(empty: Path, rebuild: Rebuild) -> None:
    put(empty, "a.html", PAGE)
    put(empty, "a.html.yaml", "publish_text: full\n")
    report = rebuild()
    assert report.version is not None
    ((document,), _) = (read_corpus(load_settings(empty)).documents, ())
    kept = report.version / "texts" / f"{document.text_sha256}.txt"
    assert kept.read_text(encoding="utf-8") == document.text
    assert document.text.startswith("Landkreis Nordheide - Pressemitteilung Nr.: 7/2015\n\nNordstadt, den")
    assert "Start" not in document.text
    graph = (report.version / "graph.nq").read_text(encoding="utf-8")
    assert f'"{document.reader}"' in graph
    assert "<https://presse.example.de/2015/7>" in graph


def test_a_release_of_a_collection_that_breaks_keeps_its_last_good_version(empty: Path, rebuild: Rebuild) -> None:
    good = json.dumps({"text": TEXT})
    put(empty, "a.jsonl", f'{good}\n{{"text": "Impressum: Amt Pressestelle 12345 Ort"}}\n')
    before = rebuild()
    put(empty, "a.jsonl", f'{good[:-1]}\n{{"text": "Impressum: Amt Pressestelle 12345 Ort"}}\n')
    after = rebuild()
    assert before.releases == after.releases
    assert after.lost == 1
    assert after.version is not None
    assert "/2015/7>" in (after.version / "graph.nq").read_text(encoding="utf-8")
