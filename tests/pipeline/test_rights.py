"""What a source forbids to show is not shown by way of a slip, a copy or a change."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pmgraph.pipeline.build import BuildReport

Rebuild = Callable[..., BuildReport]
EXACT = "<https://w3id.org/pmgraph/ns#exact>"


def wording(report: BuildReport) -> tuple[int, int]:
    """How many quotes are in the graph, and how many texts beside it."""
    assert report.version is not None
    text = (report.version / "graph.nq").read_text(encoding="utf-8")
    return text.count(EXACT), len(list((report.version / "texts").glob("*.txt")))


def open_to_all(project: Path) -> None:
    toml = project / "pmgraph.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace('"quotes"', '"full"'), encoding="utf-8")


def test_a_slip_in_a_sidecar_loosens_nothing(project: Path, rebuild: Rebuild) -> None:
    open_to_all(project)
    sidecar = next((project / "corpus").glob("*.yaml"))
    sidecar.write_text("publish_text: none\nautor: jemand\n", encoding="utf-8")
    report = rebuild()
    assert [i.code for i in report.issues if i.code == "PM-DOC-009"] == ["PM-DOC-009"]
    assert wording(report) == (0, 0)


def test_of_several_copies_the_strictest_right_holds(project: Path, rebuild: Rebuild) -> None:
    seed = next((project / "corpus").glob("*.txt"))
    copy = seed.with_name("zz.txt")
    copy.write_bytes(seed.read_bytes())
    copy.with_name("zz.txt.yaml").write_text("url: https://copy.example/31\npublish_text: none\n", encoding="utf-8")
    assert wording(rebuild()) == (0, 0)
    copy.with_name("zz.txt.yaml").write_text("url: https://copy.example/31\npublish_text: full\n", encoding="utf-8")
    quotes, texts = wording(rebuild())
    assert quotes > 20
    assert texts == 1


def test_no_finding_quotes_a_source_that_forbids_it(project: Path, rebuild: Rebuild) -> None:
    text = ": 7\nGuben, den 16.07.2014\n\nNeue Moore\n\nDer Landrat hat am 31. April feierlich unterzeichnet.\n"
    (project / "corpus" / "moor.txt").write_text(text, encoding="utf-8")
    sidecar = project / "corpus" / "moor.txt.yaml"
    written = {}
    for right in ("quotes", "none"):
        sidecar.write_text(f"publish_text: {right}\n", encoding="utf-8")
        version = rebuild().version
        assert version is not None
        written[right] = [(version / name).read_text(encoding="utf-8") for name in ("graph.nq", "report.json")]
    assert all("31. April" in file and "PM-DATE-001" in file for file in written["quotes"])
    assert all("31. April" not in file and "PM-DATE-001" in file for file in written["none"])
    assert "feierlich" in written["quotes"][1]
    assert "feierlich" not in written["none"][1]
