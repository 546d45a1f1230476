"""Writes the answer to a query in any format of the table; the command line and the server share it."""

from __future__ import annotations

from typing import BinaryIO

from pyoxigraph import QueryTriples, serialize

from pmgraph.rdf.formats import Format
from pmgraph.store.protocol import Answer
from pmgraph.store.spreadsheets import write_csv, write_workbook
from pmgraph.vocab import PREFIXES

_SPREADSHEETS = {"csv-excel": write_csv, "xlsx": write_workbook}


def write_answer(answer: Answer, chosen: Format, out: BinaryIO) -> None:
    """Writes the whole answer to `out`.

    `chosen` must be of a kind that holds the answer: results for SELECT and ASK, triples or quads for CONSTRUCT and
    DESCRIBE. The formats of SPARQL are written by Oxigraph, those for spreadsheets by `spreadsheets.py`, which raises
    TooLarge where a spreadsheet cannot hold the answer.
    """
    if isinstance(answer, QueryTriples):
        serialize(answer, out, format=chosen.rdf, prefixes=dict(PREFIXES))
    elif chosen.name in _SPREADSHEETS:
        _SPREADSHEETS[chosen.name](answer, out)
    else:
        answer.serialize(out, format=chosen.results)
