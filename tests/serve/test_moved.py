"""A thing whose IRI changed is found under the old one: by browsers, by tables matched long ago, and in a delta."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from pmgraph.config import load_settings
from pmgraph.delta.compare import compare
from pmgraph.delta.facts import read_facts, renamed
from pmgraph.delta.wording import sentence
from pmgraph.pipeline.build import build
from pmgraph.publish.versions import GRAPH
from pmgraph.store.embedded import EmbeddedGraph

B = "https://w3id.org/pmgraph/id/"
ROWS = """old,new,source
body/st-lkt,body/st-landkreistag,the abbreviation was no name
body/st-lkt-alt,body/st-lkt,two rows were one
"""


@pytest.fixture(scope="module")
def renamed_version(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """The project of one release after a row of its register was given another id."""
    folder = tmp_path_factory.mktemp("moved")
    project = Path(shutil.copytree(root / "data", folder / "data"))
    for record in (project / "records").glob("*.yaml"):
        if record.stem != "egovernment-2006":
            record.unlink()
    for name in ("bodies.csv", "posts.csv"):
        file = project / "register" / name
        text = file.read_text(encoding="utf-8")
        assert "st-lkt," in text
        file.write_text(text.replace("st-lkt,", "st-landkreistag,"), encoding="utf-8")
    (project / "register" / "moved.csv").write_text(ROWS, encoding="utf-8")
    report = build(load_settings(project), folder / "out")
    assert report.version is not None
    return report.version


@pytest.fixture(scope="module")
def moved(renamed_version: Path, serve: Callable[..., Any]) -> Iterator[Any]:
    with serve(renamed_version / GRAPH) as running:
        yield running


@pytest.mark.parametrize("old", ["body/st-lkt", "body/st-lkt-alt"])
def test_an_old_iri_leads_to_the_new_one(moved: Any, old: str) -> None:
    for path, there in (
        (f"/id/{old}", "/id/body/st-landkreistag"),
        (f"/id/{old}?lang=en", "/id/body/st-landkreistag?lang=en"),
        (f"/doc/{old}", "/doc/body/st-landkreistag"),
        (f"/doc/{old}.ttl", "/doc/body/st-landkreistag.ttl"),
        (f"/doc/{old}.html", "/doc/body/st-landkreistag.html"),
    ):
        answer = moved.ask(path)
        assert (path, answer.status, answer.headers["Location"]) == (path, 301, there)
    assert moved.ask("/doc/body/st-landkreistag").status == 200


def test_what_is_named_below_moves_along(moved: Any) -> None:
    answer = moved.ask("/id/body/st-lkt/post/geschaeftsfuehrung")
    assert (answer.status, answer.headers["Location"]) == (301, "/id/body/st-landkreistag/post/geschaeftsfuehrung")
    assert moved.ask("/id/body/st-landkreistag/post/geschaeftsfuehrung").status == 303
    assert moved.ask("/id/body/st-lkt2").status == 404


def test_the_graph_says_so_in_both_directions(moved: Any) -> None:
    asked = "SELECT ?old ?new { ?old dcterms:isReplacedBy ?new . ?new dcterms:replaces ?old } ORDER BY ?old"
    assert moved.query(asked).rows == [
        {"old": f"{B}body/{old}", "new": f"{B}body/st-landkreistag"} for old in ("st-lkt", "st-lkt-alt")
    ]


def test_a_table_that_was_matched_before_is_extended(moved: Any) -> None:
    known = json.loads(moved.ask("/reconcile/properties?type=body").body)["properties"][0]["id"]

    def cells(id_: str) -> Any:
        wanted = {"ids": [id_], "properties": [{"id": known}]}
        return json.loads(moved.ask(f"/reconcile?extend={quote(json.dumps(wanted))}").body)["rows"][id_]

    assert cells("body/st-lkt") == cells("body/st-landkreistag")
    assert cells("body/st-lkt") != {known: []}
    assert moved.ask("/reconcile/preview/body/st-lkt").status == 200


def test_a_delta_tells_a_move_and_nothing_else(seed_version: Path, renamed_version: Path) -> None:
    before, after = (read_facts(EmbeddedGraph.of_build(v / GRAPH)) for v in (seed_version, renamed_version))
    before = renamed(before, after.moved)
    delta = compare(before, after)
    told = [sentence(change, before, after, "de") for one in delta for change in one.changes]
    assert [one.thing for one in delta] == [f"{B}body/st-landkreistag"]
    assert [line.split(",")[0] for line in told] == ["+ früher unter: body/st-lkt", "+ früher unter: body/st-lkt-alt"]
