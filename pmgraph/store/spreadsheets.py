"""Writes rows for spreadsheets: a CSV that a German Excel opens by a double click, and a workbook (XLSX).

The CSV of SPARQL (https://www.w3.org/TR/sparql11-results-csv-tsv/) is for programs: a German Excel reads its UTF-8 as
Windows-1252, puts every row into one column and takes 1.5 for the first of May. Neither file here is a format of
SPARQL, so each is written on request alone.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import BinaryIO

import xlsxwriter
from pyoxigraph import Literal, QueryBoolean, QuerySolutions
from xlsxwriter.format import Format as CellFormat
from xlsxwriter.worksheet import Worksheet

from pmgraph.errors import AnswerTooLarge
from pmgraph.store.protocol import Term

_XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMBERS = frozenset(_XSD + name for name in ("integer", "decimal", "double", "float", "int", "long", "gYear"))
_DECIMALS = frozenset(_XSD + name for name in ("decimal", "double", "float"))
_PLAIN_NUMBER = re.compile(r"[+-]?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?")
# A spreadsheet computes with 15 digits; an identifier of 16 would lose its last one.
_DIGITS = 15
# A spreadsheet runs what begins so as a formula (https://owasp.org/www-community/attacks/CSV_Injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
# https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3 ("Worksheet and workbook specifications")
_ROWS, _COLUMNS, _CHARACTERS = 1_048_576, 16_384, 32_767
_EPOCH = date(1900, 3, 1)  # before it, Excel counts a 29 February 1900 that never was
_WIDEST = 60


def write_csv(answer: QuerySolutions | QueryBoolean, out: BinaryIO) -> None:
    """Writes UTF-8 with a byte order mark, semicolons, CRLF and the decimal comma.

    Text that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    out.write(b"\xef\xbb\xbf")
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    try:
        writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
        names, rows = _table(answer)
        writer.writerow([_guarded(name) for name in names])
        writer.writerows([_field(term) for term in row] for row in rows)
    finally:
        text.detach()


def write_workbook(answer: QuerySolutions | QueryBoolean, out: BinaryIO) -> None:
    """Writes one sheet with a fixed, filtered head. Numbers, days and truth values are cells of their kind.

    The same answer makes the same bytes. AnswerTooLarge where a sheet cannot hold the answer.
    """
    # Everything is kept in memory, since a worker that runs queries may open no file.
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC)})
    sheet = book.add_worksheet("pmgraph")
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    names, rows = _table(answer)
    if len(names) > _COLUMNS:
        raise AnswerTooLarge(f"the answer has {len(names):,} columns and a sheet holds {_COLUMNS:,}; select fewer")
    widths = [len(name) for name in names]
    for column, name in enumerate(names):
        sheet.write_string(0, column, name, bold)
    at = 0
    for at, row in enumerate(rows, 1):
        if at >= _ROWS:
            raise AnswerTooLarge(f"the answer has more rows than a sheet holds ({_ROWS - 1:,}); use LIMIT, or csv")
        for column, term in enumerate(row):
            if term is not None:
                widths[column] = max(widths[column], len(term.value))
                _cell(sheet, at, column, term, day)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(width, _WIDEST) + 2)
    sheet.freeze_panes(1, 0)
    if names:
        sheet.autofilter(0, 0, at, len(names) - 1)
    book.close()


def _table(answer: QuerySolutions | QueryBoolean) -> tuple[list[str], Iterator[list[Term | None]]]:
    """The names of the columns and the rows under them; the answer to ASK is one cell."""
    if isinstance(answer, QueryBoolean):
        return ["boolean"], iter([[Literal(bool(answer))]])
    names = [v.value for v in answer.variables]
    return names, ([row[name] for name in names] for row in answer)


def _field(term: Term | None) -> str:
    if term is None:
        return ""
    if not _is_number(term):
        return _guarded(term.value)
    return term.value.replace(".", ",") if _datatype(term) in _DECIMALS else term.value


def _guarded(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _cell(sheet: Worksheet, row: int, column: int, term: Term, day: CellFormat) -> None:
    value, datatype = term.value, _datatype(term)
    if len(value) > _CHARACTERS:
        raise AnswerTooLarge(
            f"row {row} holds a text of {len(value):,} characters and a cell holds {_CHARACTERS:,}; use csv, or SUBSTR"
        )
    if _is_number(term):
        sheet.write_number(row, column, float(value))
    elif datatype == f"{_XSD}boolean" and value in ("true", "false", "1", "0"):
        sheet.write_boolean(row, column, value in ("true", "1"))
    elif datatype == f"{_XSD}date" and (moment := _day(value)) is not None:
        sheet.write_datetime(row, column, moment, day)
    else:
        sheet.write_string(row, column, value)


def _is_number(term: Term) -> bool:
    """Whether a spreadsheet can hold the value as a number without losing a digit of it."""
    if _datatype(term) not in _NUMBERS or not _PLAIN_NUMBER.fullmatch(term.value):
        return False
    return sum(map(str.isdigit, term.value)) <= _DIGITS and math.isfinite(float(term.value))


def _day(value: str) -> date | None:
    """The day, where it has no time zone and Excel can count it."""
    try:
        found = date.fromisoformat(value)
    except ValueError:
        return None
    return found if found >= _EPOCH else None


def _datatype(term: Term) -> str | None:
    return term.datatype.value if isinstance(term, Literal) else None
