"""What a spreadsheet makes of a table: enough of its formulas for those that the guide gives.

The rules are those of Excel's help on COUNTIFS and MAXIFS: criteria compare without regard to
case, ``*`` stands for any letters, ``<`` before a value compares numbers and days, and an empty
criterion means an empty cell. Cells are read as Excel reads them: days become numbers, text
stays text.
"""

from __future__ import annotations

import csv
import datetime as dt
import fnmatch
import io
import re

_FIRST_DAY = dt.date(1899, 12, 30)
_CALL = re.compile(r"=(COUNTIFS|MAXIFS)\((.*)\)")
_DATE = re.compile(r'"([<>=]+)"&DATE\((\d+);(\d+);(\d+)\)')

Cell = str | float


def cells(data: bytes) -> list[list[Cell]]:
    """The sheet that a click on the file opens, its heading included."""
    text = io.StringIO(data.decode("utf-8-sig"), newline="")
    return [[_cell(one) for one in row] for row in csv.reader(text, delimiter=";", strict=True)]


def _cell(text: str) -> Cell:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return float((dt.date.fromisoformat(text) - _FIRST_DAY).days)
    if re.fullmatch(r"-?\d+(,\d+)?", text):
        return float(text.replace(",", "."))
    return text


def value(formula: str, sheet: list[list[Cell]]) -> float:
    """What a formula shows in a sheet."""
    call = _CALL.fullmatch(formula)
    assert call is not None, formula
    given = _DATE.sub(_as_criterion, call[2]).split(";")
    ranges = given[1:] if call[1] == "MAXIFS" else given
    conditions = list(zip(ranges[::2], ranges[1::2], strict=True))
    found = [row for row in sheet if all(_holds(row[_column(at)], said) for at, said in conditions)]
    if call[1] == "COUNTIFS":
        return len(found)
    return max(one for row in found if isinstance(one := row[_column(given[0])], float))


def _as_criterion(found: re.Match[str]) -> str:
    day = dt.date(*(int(part) for part in found.groups()[1:]))
    return f'"{found[1]}{(day - _FIRST_DAY).days}"'


def _column(written: str) -> int:
    letter, _, again = written.partition(":")
    assert letter == again, written
    return ord(letter) - ord("A")


def _holds(cell: Cell, criterion: str) -> bool:
    said = criterion.removeprefix('"').removesuffix('"')
    if said.startswith("<>"):
        return str(cell).casefold() != said[2:].casefold()
    if said.startswith("<"):
        return isinstance(cell, float) and cell < float(said[1:])
    if isinstance(cell, float):
        return False
    return fnmatch.fnmatchcase(cell.casefold(), said.casefold())
