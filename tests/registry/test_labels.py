"""Labels in the wording of real articles, with the answers a careful editor gives."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from rakor.registry import (
    Agencies,
    AmbiguousLabel,
    PersonInLabel,
    UnknownLabel,
    UnsureLabel,
    load_agencies,
    regions,
)

HERE = Path(__file__).parent
TABLES = ("article_labels.txt", "wording_labels.txt")


@cache
def agencies() -> Agencies:
    return load_agencies(regions())


def rows(name: str) -> list[tuple[str, str, str]]:
    """Home region, label and answer of each line of a table."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    cells = [line.split(" | ") for line in lines if line and not line.startswith("#")]
    return [(home, label, answer) for home, label, answer in cells]


def read(home: str, label: str) -> str:
    """What a label is read as, in the words of the tables."""
    try:
        return agencies().resolve(label, home).id
    except UnsureLabel as error:
        return " ".join(["ragu", *(one.id for one in error.candidates)])
    except AmbiguousLabel as error:
        return " ".join(["ambigu", *(one.id for one in error.candidates)])
    except PersonInLabel as error:
        return f"orang {error.agency.id}"
    except UnknownLabel:
        return "?"


def test_the_tables_are_large_and_from_everywhere() -> None:
    assert len(rows("article_labels.txt")) >= 150
    found = rows("wording_labels.txt")
    assert len({(home, label) for home, label, _ in found}) == len(found) >= 600
    assert len({home[:2] for home, _, _ in found}) >= 36


@pytest.mark.parametrize("table", TABLES)
def test_nearly_all_labels_are_read_right_and_none_silently_wrong(table: str) -> None:
    found = rows(table)
    wrong = [
        (home, label, answer, got)
        for home, label, answer in found
        if (got := read(home, label)) != answer
    ]
    silent = [row for row in wrong if " " not in row[3] and row[3] != "?"]
    assert silent == []
    assert len(wrong) <= 0.03 * len(found), wrong


@pytest.mark.parametrize("table", TABLES)
def test_what_is_written_instead_is_read_as_what_was_meant(table: str) -> None:
    """Whatever is offered for a label that is asked back leads to that agency when pasted."""
    for home, label, _ in rows(table):
        try:
            agencies().resolve(label, home)
        except AmbiguousLabel as error:
            offered = error.candidates
        except UnknownLabel as error:
            offered = error.suggestions
        else:
            continue
        for agency in offered:
            assert agencies().resolve(agencies().written(agency, home), home) == agency
