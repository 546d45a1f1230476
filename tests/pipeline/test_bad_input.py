"""Bad input says what is wrong, and the rest builds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pmgraph.model import Severity
from pmgraph.pipeline.build import BuildReport

Rebuild = Callable[..., BuildReport]
SEED = "https://w3id.org/pmgraph/id/release/st-mf/2014/31"
UNDATED = """\
Landkreise verabreden gemeinsame Leitstelle

Der Landkreis Nordheide und der Landkreis Südheide haben eine Vereinbarung über eine gemeinsame Leitstelle unterzeichnet.

Impressum:Landkreis NordheidePressestelleMarktplatz 512345 NordheideTel: (01234) 567-89Mail: presse@nordheide.example.de
"""


def put(project: Path, name: str, data: bytes | str) -> None:
    raw = data.encode() if isinstance(data, str) else data
    (project / "corpus" / name).write_bytes(raw)


def found(report: BuildReport, path: str) -> list[tuple[str, str]]:
    return [(i.code, i.message) for i in report.issues if i.path == path]


def dump(report: BuildReport) -> str:
    assert report.version is not None
    return (report.version / "graph.nq").read_text(encoding="utf-8")


LOST = [
    ("empty.txt", b"", "PM-DOC-001", "file is empty"),
    ("blank.txt", b" \n\n\t", "PM-DOC-001", "file is empty"),
    ("image.txt", bytes(range(256)) * 8, "PM-DOC-002", "not text"),
    ("latin.txt", b"Pr\x81sident \x8d unterzeichnet", "PM-DOC-004", "neither UTF-8 nor Windows-1252"),
    ("huge.txt", b"Vertrag " * 250_001, "PM-DOC-005", "more than 2,000,000 bytes"),
    ("novel.txt", "Es war einmal ein Mann, der hatte drei Söhne. Der jüngste zog aus.", "PM-DOC-006", "neither header"),
]


@pytest.mark.parametrize(("name", "data", "code", "says"), LOST)
def test_a_file_that_is_no_release_is_named_and_the_rest_builds(
    project: Path, rebuild: Rebuild, name: str, data: bytes | str, code: str, says: str
) -> None:
    put(project, name, data)
    report = rebuild()
    ((got, message),) = found(report, f"corpus/{name}")
    assert got == code
    assert says in message
    assert (report.swapped, report.lost, report.clean) == (True, 1, False)
    assert SEED in dump(report)


def test_windows_1252_is_read_and_reported(project: Path, rebuild: Rebuild) -> None:
    put(project, "old.txt", UNDATED.encode("cp1252"))
    report = rebuild()
    assert ("PM-DOC-003", "bytes are not UTF-8; read as Windows-1252") in found(report, "corpus/old.txt")
    assert report.clean
    assert "Südheide" in dump(report)


def test_a_release_without_date_stands_without_one(project: Path, rebuild: Rebuild) -> None:
    put(project, "undated.txt", UNDATED)
    report = rebuild()
    assert "PM-HEAD-002" in [code for code, _ in found(report, "corpus/undated.txt")]
    assert report.clean
    assert "/undated/" in dump(report)


def test_the_same_release_twice_is_one_with_two_addresses(project: Path, rebuild: Rebuild) -> None:
    seed = next((project / "corpus").glob("*.txt"))
    put(project, "again.txt", seed.read_bytes())
    put(project, "again.txt.yaml", "url: https://copy.example/31\n")
    report = rebuild()
    assert found(report, "corpus/again.txt") == [
        ("PM-DOC-007", f"release received more than once: the same text as corpus/{seed.name}")
    ]
    assert report.releases == 1
    assert report.clean
    addresses = [line for line in dump(report).splitlines() if f"<{SEED}> <https://schema.org/url>" in line]
    assert len(addresses) == 2
    assert any("<https://copy.example/31>" in line for line in addresses)


def test_two_texts_under_one_number_are_kept_apart(project: Path, rebuild: Rebuild) -> None:
    seed = next((project / "corpus").glob("*.txt"))
    put(project, "b.txt", seed.read_bytes().replace(b"am Mittwoch", b"am Montag"))
    put(project, "b.txt.yaml", "publisher: st-mf\n")
    report = rebuild()
    assert [code for code, _ in found(report, "corpus/b.txt")].count("PM-DOC-008") == 1
    assert report.releases == 2
    second = [line for line in dump(report).splitlines() if f"<{SEED}-" in line]
    assert second, "the second text has an IRI of its own"


def test_releases_that_contradict_each_other_leave_an_open_issue(project: Path, rebuild: Rebuild) -> None:
    seed = next((project / "corpus").glob("*.txt"))
    other = seed.read_bytes().replace(b": 31\n", b": 32\n", 1).replace(b"im Jahr 2006", b"im Jahr 2007")
    put(project, "b.txt", other.replace(b"am Mittwoch", b"am 3. Juli 2014"))
    put(project, "b.txt.yaml", "publisher: st-mf\n")
    report = rebuild()
    conflicts = [i for i in report.issues if i.code == "PM-DATE-003"]
    assert len(conflicts) == 1
    assert "2014-07-03" in conflicts[0].message
    assert "2014-07-16" in conflicts[0].message
    assert conflicts[0].subject is not None
    assert conflicts[0].subject.endswith("/signing")


def test_a_sidecar_with_an_unknown_key_leaves_the_release_without_it(project: Path, rebuild: Rebuild) -> None:
    put(project, "c.txt", UNDATED)
    put(project, "c.txt.yaml", "url: https://host.example/\nautor: jemand\n")
    report = rebuild()
    assert found(report, "corpus/c.txt.yaml") == [
        ("PM-DOC-009", "'autor' is no key here; use one of note, publish_text, publisher, replaces, retrieved, url")
    ]
    assert report.clean
    assert report.releases == 2


def test_a_sidecar_without_its_release_is_named(project: Path, rebuild: Rebuild) -> None:
    put(project, "gone.txt.yaml", "url: https://host.example/\n")
    assert [code for code, _ in found(rebuild(), "corpus/gone.txt.yaml")] == ["PM-DOC-009"]


def test_a_publisher_that_the_register_lacks_is_named(project: Path, rebuild: Rebuild) -> None:
    put(project, "d.txt", UNDATED)
    put(project, "d.txt.yaml", "publisher: st-fm\n")
    ((code, message),) = found(rebuild(), "corpus/d.txt.yaml")
    assert code == "PM-DOC-009"
    assert "did you mean 'st-mf'?" in message


def test_a_misspelt_field_of_a_record_keeps_the_old_graph(project: Path, rebuild: Rebuild) -> None:
    before = rebuild()
    record = project / "records" / "egovernment-2006.yaml"
    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace("signed_on:", "signed_no:"), encoding="utf-8")
    report = rebuild()
    ((code, message),) = found(report, "records/egovernment-2006.yaml")
    assert (code, report.swapped, report.version) == ("PM-REC-001", False, before.version)
    assert "did you mean 'signed_on'?" in message
    assert next(i for i in report.issues if i.code == code).line == 13
    assert [i.severity for i in report.issues if i.code == code] == [Severity.VIOLATION]
