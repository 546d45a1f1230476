"""Writes the tables of a release: CSV with its metadata (CSVW), and one SQLite database."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from pmgraph.publish.tables import COUNT, TABLES, Table, rows
from pmgraph.store.protocol import Graph

Rows = Mapping[str, Sequence[tuple[str | None, ...]]]


def read_tables(graph: Graph) -> Rows:
    """The rows of every table by its name."""
    return {table.name: list(rows(graph, table)) for table in TABLES}


def write_csv(folder: Path, content: Rows, *, title: str, licence: str | None) -> None:
    """Writes `NAME.csv` for each table (RFC 4180, UTF-8) and `csv-metadata.json`.

    https://www.w3.org/TR/tabular-metadata/ describes the metadata: a group of tables with keys, types and references.
    """
    folder.mkdir()
    for table in TABLES:
        with (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\r\n")
            writer.writerow([column.name for column in table.columns])
            writer.writerows(content[table.name])
    metadata: dict[str, Any] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "de"}],
        "dc:title": title,
        **({"dc:license": {"@id": licence}} if licence else {}),
        "tables": [_described(table) for table in TABLES],
    }
    text = json.dumps(metadata, ensure_ascii=False, indent=1) + "\n"
    (folder / "csv-metadata.json").write_text(text, encoding="utf-8")


def _described(table: Table) -> dict[str, Any]:
    return {
        "url": f"{table.name}.csv",
        "dc:title": [{"@value": table.de, "@language": "de"}, {"@value": table.en, "@language": "en"}],
        "tableSchema": {
            "columns": [
                {
                    "name": column.name,
                    "titles": column.name,
                    "datatype": column.datatype,
                    "required": column.name in table.key,
                    "dc:description": [
                        {"@value": column.de, "@language": "de"}, {"@value": column.en, "@language": "en"},
                    ],
                }
                for column in table.columns
            ],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {"columnReference": column, "reference": {"resource": f"{other}.csv", "columnReference": "iri"}}
                for column, other in table.references
            ],
        },
    }  # fmt: skip


def write_sqlite(file: Path, content: Rows) -> None:
    """Writes one database with a table for each, their keys, and an index on each reference.

    The same rows make the same bytes: the file is written in one go and tidied at the end.
    """
    with closing(sqlite3.connect(file, isolation_level=None)) as base:
        base.execute("PRAGMA journal_mode = OFF")
        base.execute("PRAGMA foreign_keys = OFF")  # rows come table by table, references are checked at the end
        base.execute("BEGIN")
        for table in TABLES:
            base.execute(_create(table))
            marks = ", ".join("?" * len(table.columns))
            numbers = [i for i, column in enumerate(table.columns) if column.datatype == COUNT]
            base.executemany(
                f'INSERT INTO "{table.name}" VALUES ({marks})',
                ([_typed(v, i in numbers) for i, v in enumerate(row)] for row in content[table.name]),
            )
            for column, _ in table.references:
                base.execute(f'CREATE INDEX "{table.name}-{column}" ON "{table.name}" ("{column}")')
        base.execute("COMMIT")
        base.execute("VACUUM")


def _create(table: Table) -> str:
    lines = [
        f'"{column.name}" {"INTEGER" if column.datatype == COUNT else "TEXT"}'
        + (" NOT NULL" if column.name in table.key else "")
        for column in table.columns
    ]
    lines.append("PRIMARY KEY (" + ", ".join(f'"{name}"' for name in table.key) + ")")
    lines += [f'FOREIGN KEY ("{column}") REFERENCES "{other}" ("iri")' for column, other in table.references]
    return f'CREATE TABLE "{table.name}" (' + ", ".join(lines) + ") STRICT, WITHOUT ROWID"


def _typed(value: str | None, number: bool) -> str | int | None:
    return int(value) if number and value is not None else value
