"""Rows as CSV (RFC 4180): the plain form for programs, and one for Excel in Indonesia.

Both begin with a byte order mark, without which Excel takes UTF-8 for another encoding; a reader
that knows nothing of it is told ``utf-8-sig``. The plain form holds every value as it is. In
Excel's form cells stand between semicolons, as Excel wants where the comma is the decimal sign,
and two things are kept from happening, each by an apostrophe before the text:

* that a text is run as a formula: it begins with ``=``, ``+``, ``-`` or ``@`` (also in their wide
  forms), or with a blank, tab or line end before one of these (OWASP, "CSV Injection");
* that a code or a figure is read as a number, a day or an hour: ``35.10`` would become 35.1.

Numbers and days of their own columns stay as they are: those a spreadsheet should read.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rakor.opendata.rows import Cell
from rakor.opendata.tables import Table

BOM = "\ufeff"
"""The byte order mark."""

_FORMULA = re.compile(r"[\s\0\x0b\ufeff\u200b-\u200f\u2060]*[=+\-@\uff1d\uff0b\uff0d\uff20]")
_MONTH = (
    r"(?:jan|feb|peb|mar|apr|mei|may|jun|jul|agu|ags|agt|aug|sep|okt|oct|nov|nop|des|dec)[a-z]*"
)
_NUMBER = re.compile(
    rf"\s*(?:[\d.,:/\s%()]*\d[\d.,:/\s%()\-]*(?:e[+\-]?\d+)?(?:\s*[ap]m)?"
    rf"|\d{{1,4}}[ .\-/]*{_MONTH}[ .\-/]*\d{{0,4}}|{_MONTH}[ .\-/]*\d{{1,4}}"
    rf"|(?:rp|usd|idr|\$)\.?\s*\d[\d.,]*|true|false|benar|salah)\s*",
    re.IGNORECASE,
)

_LONGEST_READ = 40
"""Letters of the longest text that a spreadsheet takes for a number, a day or an hour."""


def plain(table: Table, rows: Iterable[Sequence[Cell]]) -> bytes:
    """A table with commas, every value as it is."""
    return _written(table, rows, ",")


def for_excel(table: Table, rows: Iterable[Sequence[Cell]]) -> bytes:
    """A table with semicolons that Excel opens by a click, and in which nothing runs."""
    texts = [at for at, column in enumerate(table.columns) if column.type == "string"]
    numbers = [at for at, column in enumerate(table.columns) if column.type == "number"]
    return _written(table, (_guarded(row, texts, numbers) for row in rows), ";")


def _guarded(row: Sequence[Cell], texts: Sequence[int], numbers: Sequence[int]) -> list[Cell]:
    cells = list(row)
    for at in texts:
        cell = cells[at]
        if isinstance(cell, str) and cell:
            cells[at] = guarded(cell)
    for at in numbers:
        if cells[at] is not None:
            # The decimal sign of the spreadsheet that the form is for.
            cells[at] = str(cells[at]).replace(".", ",")
    return cells


@lru_cache(maxsize=1 << 12)  # codes and names of agencies come over and over
def guarded(text: str) -> str:
    """The text with an apostrophe before it, if a spreadsheet would run or change it."""
    if len(text) > _LONGEST_READ and text[0].isalpha():
        return text  # most of all that is long: a third of the time of these files
    is_read = len(text) <= _LONGEST_READ and _NUMBER.fullmatch(text)
    # One that begins with an apostrophe gets another: taking one away always gives the text.
    return f"'{text}" if is_read or text.startswith("'") or _FORMULA.match(text) else text


def _written(table: Table, rows: Iterable[Sequence[Cell]], delimiter: str) -> bytes:
    out = io.StringIO(newline="")
    write = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    write.writerow([column.name for column in table.columns])
    write.writerows(rows)
    return f"{BOM}{out.getvalue()}".encode()
