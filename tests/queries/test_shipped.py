"""Every row that each named query gives on the data that ship: `shipped/*.csv`.

`python tests/queries/test_shipped.py` writes the files anew; read what changed before you commit it.
"""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

import pytest

from pmgraph.config import load_settings
from pmgraph.pipeline.build import build
from pmgraph.publish.versions import GRAPH
from pmgraph.queries.catalogue import NamedQuery, named_queries
from pmgraph.store.embedded import EmbeddedGraph
from pmgraph.store.protocol import select
from pmgraph.vocab import PM, VOC

HERE = Path(__file__).parent / "shipped"
DATA = Path(__file__).parents[2] / "data"
BASE = "https://w3id.org/pmgraph/"
QUERIES = named_queries()


def short(value: str) -> str:
    """The value with the namespaces and the base of IRIs cut short, so that rows can be read."""
    for long, brief in ((PM, "pm:"), (VOC, "voc:"), (BASE, "")):
        if value.startswith(long):
            return brief + value.removeprefix(long)
    return value


def table(graph: EmbeddedGraph, query: NamedQuery) -> str:
    """The answer as CSV, its columns in the order in which rows name them."""
    rows = list(select(graph, query.text))
    columns = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: short(value) for name, value in row.items()} for row in rows)
    return out.getvalue()


@pytest.fixture(scope="module")
def shipped(version: Path) -> EmbeddedGraph:
    return EmbeddedGraph.of_build(version / GRAPH)


@pytest.mark.parametrize("query", QUERIES, ids=[q.name for q in QUERIES])
def test_a_query_gives_these_rows_on_the_data_that_ship(shipped: EmbeddedGraph, query: NamedQuery) -> None:
    expected = (HERE / f"{query.name}.csv").read_text(encoding="utf-8")
    assert table(shipped, query) == expected, "run `python tests/queries/test_shipped.py` and read what changed"


def test_every_query_has_its_rows_and_no_file_is_left_over() -> None:
    assert {file.stem for file in HERE.iterdir()} == {query.name for query in QUERIES}
    assert all(file.read_text(encoding="utf-8").count("\n") > 1 for file in HERE.iterdir())


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        made = build(load_settings(DATA), Path(folder)).version
        assert made is not None
        everything = EmbeddedGraph.of_build(made / GRAPH)
        for one in QUERIES:
            (HERE / f"{one.name}.csv").write_text(table(everything, one), encoding="utf-8")
