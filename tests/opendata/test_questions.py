"""The guide for journalists: each question is asked as it is written there, and answered rightly.

The right answers are counted from the records, which hold the same facts in another form.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import spreadsheet

from rakor.opendata import tables
from rakor.opendata.database import write_database
from rakor.pages import help_pages

GUIDE = help_pages()["tentang/menghitung.md"]
SECTIONS = dict(re.findall(r"^## (\d)\.(.*?)(?=^## )", GUIDE, re.M | re.S))


@pytest.fixture(scope="module")
def database(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """The database of the shipped site."""
    file = tmp_path_factory.mktemp("data") / "rakor.sqlite"
    write_database(site, file)
    with closing(sqlite3.connect(file)) as connection:
        yield connection


@pytest.fixture(scope="module")
def records(site: Path) -> list[dict[str, Any]]:
    """All records of the shipped site."""
    lines = [
        line
        for path in sorted((site / "data").glob("rapat-*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return [json.loads(line) for line in lines]


def answer(database: sqlite3.Connection, number: int) -> list[tuple[Any, ...]]:
    """What the query of a question gives."""
    (query,) = re.findall(r"```sql\n(.*?)```", SECTIONS[str(number)], re.S)
    found = database.execute(query).fetchall()
    assert found, query
    return found


def formula(site: Path, number: int, which: int = 0) -> float:
    """What a formula of a question shows in the sheet that the guide says to open."""
    files = re.findall(r"`([a-z0-9/-]+-excel\.csv)`", SECTIONS[str(number)])
    formulas = re.findall(r"=(?:COUNTIFS|MAXIFS)\([^`\n]*\)", SECTIONS[str(number)])
    address = f"data/{files[which]}"
    if files[which] == "rapat-excel.csv":
        address = f"wilayah/jawa-timur/{files[which]}"
    return spreadsheet.value(formulas[which], spreadsheet.cells((site / address).read_bytes()))


def held(records: list[dict[str, Any]], year: str = "") -> list[dict[str, Any]]:
    return [
        one
        for one in records
        if one["status"] == "terbit" and one["tanggal_mulai"].startswith(year)
    ]


def test_the_guide_asks_five_questions() -> None:
    assert list(SECTIONS) == ["1", "2", "3", "4", "5"]


def test_meetings_in_each_province(
    site: Path, database: sqlite3.Connection, records: list[dict[str, Any]]
) -> None:
    expected = Counter(one["provinsi"] for one in held(records, "2024"))
    assert dict(answer(database, 1)) == expected
    assert formula(site, 1) == expected["Jawa Timur"] > 1


def test_who_attended_most(
    site: Path, database: sqlite3.Connection, records: list[dict[str, Any]]
) -> None:
    met: Counter[str] = Counter()
    for one in records:
        if one["tanggal_mulai"].startswith("2024"):
            met.update({there["instansi"] for there in one["kehadiran"]})
    rows = answer(database, 2)
    assert rows == [(name, met[name]) for name, _ in rows]
    assert min(count for _, count in rows) >= sorted(met.values())[-10]
    attended = [
        there
        for one in records
        if one["tanggal_mulai"].startswith("2024")
        for there in one["kehadiran"][1:]
        if there["instansi"] == "KPU Kabupaten Probolinggo"
    ]
    assert formula(site, 2) == len(attended) > 0


def test_promises_whose_day_has_passed(
    site: Path, database: sqlite3.Connection, records: list[dict[str, Any]]
) -> None:
    promised = [
        promise | {"year": one["tanggal_mulai"][:4]}
        for one in records
        for promise in one.get("tindak_lanjut", ())
        if promise["jenis"] != "imbauan"
        and "hasil" not in promise
        and promise.get("tenggat", "9") < "2025-01-01"
    ]
    assert {row[1] for row in answer(database, 3)} == {one["isi"] for one in promised}
    commitments = [one for one in promised if one["jenis"] == "komitmen" and one["year"] == "2024"]
    assert formula(site, 3) == len(commitments) > 0


def test_meetings_about_a_word(
    site: Path, database: sqlite3.Connection, records: list[dict[str, Any]]
) -> None:
    titles = [row[1] for row in answer(database, 4)]
    pages = {
        one["judul"]: (site / one["alamat"].partition("/buletin/")[2].join(("buletin/", "")))
        for one in records
    }
    for title, page in pages.items():
        text = re.sub(r"<[^>]+>", " ", page.read_text(encoding="utf-8").partition("</head>")[2])
        said = "politik uang" in " ".join(text.split()).casefold()
        assert said or title not in titles, title
    summaries = [one["ringkasan"] for one in records if one["tanggal_mulai"].startswith("2024")]
    assert formula(site, 4) == sum("politik uang" in one.casefold() for one in summaries) > 0
    topics = [
        there["topik_kode"]
        for one in records
        if one["tanggal_mulai"].startswith("2024")
        for there in one["topik_rapat"]
    ]
    assert formula(site, 4, 1) == topics.count("politik-uang") > 0


def test_the_last_meeting_of_each_region(
    site: Path, database: sqlite3.Connection, records: list[dict[str, Any]]
) -> None:
    ones = [one for one in held(records) if one["provinsi"] == "Jawa Timur"]
    expected: dict[str, list[str]] = {}
    for one in ones:
        expected.setdefault(one["wilayah"], []).append(one["tanggal_mulai"])
    assert answer(database, 5) == sorted(
        ((name, max(days), len(days)) for name, days in expected.items()),
        key=lambda row: (-date.fromisoformat(row[1]).toordinal(), row[0]),
    )
    last = date(1899, 12, 30) + timedelta(days=formula(site, 5))
    assert str(last) == max(expected["Kabupaten Probolinggo"])


def test_letters_of_columns_are_those_of_the_tables() -> None:
    letters = {
        tables.MEETINGS: {"C": "tanggal_mulai", "I": "wilayah", "K": "provinsi", "T": "ringkasan",
                          "U": "status"},
        tables.ATTENDANCE: {"F": "instansi", "H": "peran"},
        tables.FOLLOW_UPS: {"F": "jenis", "J": "tenggat", "K": "hasil"},
        tables.TOPICS_OF_MEETINGS: {"C": "topik_kode"},
    }  # fmt: skip
    for table, named in letters.items():
        for letter, name in named.items():
            assert table.columns[ord(letter) - ord("A")].name == name
