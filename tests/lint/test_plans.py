"""Meetings to come: by the clock of a check, and by the day of the edition that is built."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import bulletin_text
import pytest
from bulletin_text import FOLDER, NAME, put

from rakor.diagnostics import Problem
from rakor.lint.linter import check
from rakor.lint.project_check import check_project

PLANNED = "status: rencana\ninstansi:\n  - Pemkab Probolinggo"
HOST = "instansi:\n  - Pemkab Probolinggo"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_text("site_name: Contoh\n")
    return bulletin_text.project(tmp_path)


def days_told(problems: tuple[Problem, ...]) -> list[tuple[str, int, str]]:
    found = [p for p in problems if p.code in {"RK321", "RK326"} and p.file.endswith(NAME)]
    return [(p.code, p.span.line, p.cause) for p in found]


def line_of(text: str, key: str) -> int:
    return text.split("\n").index(next(x for x in text.split("\n") if x.startswith(key))) + 1


def test_a_day_after_the_edition_is_told_at_its_line(root: Path) -> None:
    text = bulletin_text.text()
    put(root, NAME, text)
    line = line_of(text, "tanggal:")
    early = dt.date(2024, 11, 13)
    found = check(root, edition=early).problems
    assert days_told(found) == [("RK321", line, "Edisi ini bertanggal 2024-11-13.")]
    found = check(root, today=early).problems
    assert days_told(found) == [("RK321", line, "Hari ini 2024-11-13.")]
    # The edition has the word where both are known, and no clock is asked where neither is.
    assert not days_told(check(root, today=early, edition=dt.date(2024, 11, 14)).problems)
    assert not days_told(check(root).problems)


@pytest.mark.parametrize(
    ("extra", "name"),
    [
        ("topik:\n  - tidak-ada", NAME),  # something else is wrong
        ("sumber: []", NAME),
        ("tanggal: 2042-11-14", NAME),  # its name says another day
        ("tanggal:\n  mulai: 2042-11-14\n  selesai: 2042-11-15", NAME),
        ("tanggal: 2042-11-14", "jawa-timur/kabupaten-probolinggo/2042/2042-11-14-contoh.md"),
    ],
)
def test_it_is_told_whatever_else_is_wrong(root: Path, extra: str, name: str) -> None:
    put(root, name, bulletin_text.text(extra))
    found = check(root, edition=dt.date(2024, 11, 13)).problems
    (told,) = [p for p in found if p.code == "RK321" and p.file.endswith(name)]
    assert told.span.line == line_of(bulletin_text.text(extra), "tanggal:") + extra.count("mulai")


@pytest.mark.parametrize("status", ["rencana", "ditunda", "dibatalkan", "dicabut", "draf"])
def test_what_is_not_on_record_as_held_may_lie_ahead(root: Path, status: str) -> None:
    put(root, NAME, bulletin_text.text(f"status: {status}\n{HOST}"))
    assert not days_told(check(root, edition=dt.date(2024, 1, 1)).problems)


def test_a_plan_whose_day_is_over(root: Path) -> None:
    text = bulletin_text.text(PLANNED)
    put(root, NAME, text)
    line = line_of(text, "status:")
    assert days_told(check(root, today=dt.date(2024, 11, 15)).problems) == [
        ("RK326", line, "Hari ini 2024-11-15.")
    ]
    found = check(root, edition=dt.date(2031, 1, 1)).problems
    assert days_told(found) == [("RK326", line, "Edisi ini bertanggal 2031-01-01.")]
    # It stops nothing: whoever publishes every day must not be held up by the calendar.
    assert {str(p.severity) for p in found if p.code == "RK326"} == {"catatan"}
    # On its last day it may still be going on.
    assert not days_told(check(root, today=dt.date(2024, 11, 14)).problems)
    several = "tanggal:\n  mulai: 2024-11-14\n  selesai: 2024-11-16\n" + PLANNED
    put(root, NAME, bulletin_text.text(several))
    assert not days_told(check(root, today=dt.date(2024, 11, 16)).problems)
    assert days_told(check(root, today=dt.date(2024, 11, 17)).problems)


def test_a_plan_whose_text_says_what_is_known(root: Path) -> None:
    body = "\nIsi contoh.\n\n## Catatan sumber\n\nSumber tidak menceritakan hasilnya.\n"
    put(root, NAME, bulletin_text.text(PLANNED, body))
    assert not days_told(check(root, today=dt.date(2031, 1, 1)).problems)


def test_what_is_known_of_unchanged_files_is_enough(root: Path) -> None:
    """Nothing is read again for it but the lines that are shown."""
    put(root, NAME, bulletin_text.text(PLANNED))
    later = f"{FOLDER}/2024-11-25-lain.md"
    put(root, later, bulletin_text.text("tanggal: 2024-11-25\njudul: Rapat lain untuk pengujian"))
    entries = check(root).entries
    assert (entries[NAME].planned_end, entries[later].planned_end) == ("2024-11-14", "")
    for day, expected in (
        (dt.date(2024, 11, 14), [later]),
        (dt.date(2024, 11, 20), [NAME, later]),
        (dt.date(2024, 12, 1), [NAME]),
    ):
        whole = check(root, today=day).problems
        again = check_project(root, day).problems
        told = [p for p in whole if p.code in {"RK321", "RK326"} and "lanjutan" not in p.file]
        assert sorted(p.file for p in told) == sorted(f"bulletins/{name}" for name in expected)
        assert again == whole
        assert check_project(root, day).problems == whole


@pytest.mark.parametrize(
    ("extra", "named"),
    [
        ("status: rencana", "KPU Kabupaten Probolinggo"),
        ("status: ditunda", "KPU Kabupaten Probolinggo"),
        ("status: dibatalkan", "KPU Kabupaten Probolinggo"),
        (
            "status: rencana\ninstansi:\n  - Pemkab Probolinggo\n  - instansi: Polres Probolinggo\n"
            "    peran: pembicara",
            "Polres Probolinggo",
        ),
        (
            "status: rencana\ninstansi:\n  - KPU\n  - Bawaslu\n  - Polres\n  - Kejari\n  - BPBD",
            "dan 2 lainnya tercatat hadir",
        ),
    ],
)
def test_the_invited_are_not_on_record_as_present(root: Path, extra: str, named: str) -> None:
    put(root, NAME, bulletin_text.text(extra))
    (told,) = [p for p in check(root).problems if p.code == "RK327"]
    assert named in told.message
    assert told.span.line > line_of(bulletin_text.text(extra), "instansi:")


@pytest.mark.parametrize(
    "extra",
    [
        PLANNED,
        f"status: ditunda\n{HOST}",
        "status: rencana\ninstansi:\n  - Pemerintah Kabupaten Probolinggo",
        "status: rencana\npenyelenggara: Polres Probolinggo\ninstansi:\n  - Kapolres Probolinggo",
        "status: terbit",
        "status: dicabut",
    ],
)
def test_the_host_alone_may_be(root: Path, extra: str) -> None:
    put(root, NAME, bulletin_text.text(extra))
    assert [p.code for p in check(root).problems] == []


@pytest.mark.parametrize(
    ("day", "sources", "said"),
    [
        ("2024-11-14", "tanggal: 2025-11-15", "2025-11-14"),
        ("2025-01-05", "tanggal: 2024-01-07", "2024-01-05"),
        ("2024-12-30", "tanggal: 2024-01-02", "2023-12-30"),
        ("2014-11-14", "tanggal: 2024-12-01", "2024-11-14"),
        ("2042-11-14", "tanggal: 2024-11-15", "2024-11-14"),
        ("2024-02-29", "tanggal: 2025-03-02", "2025-02-28"),
        ("2015-05-05", "tanggal: 2024-11-15", "juga tahun sumbernya"),
        ("2024-11-14", "url: https://www.contoh.go.id/2025/11/16/rakor", "2025-11-14"),
        ("2024-11-14", "url: https://www.contoh.go.id/berita/2023/11/15-rakor", "2023-11-14"),
    ],
)
def test_a_year_far_from_the_sources(root: Path, day: str, sources: str, said: str) -> None:
    name = f"jawa-timur/kabupaten-probolinggo/{day[:4]}/{day}-contoh.md"
    extra = f"tanggal: {day}\nsumber:\n  - nama: Situs Contoh\n    {sources}"
    put(root, name, bulletin_text.text(extra))
    told = [p for p in check(root).problems if p.file.endswith(name)]
    assert [p.code for p in told] == ["RK328"]
    assert said in told[0].remedy
    assert told[0].span.line == line_of(bulletin_text.text(extra), "tanggal:")


@pytest.mark.parametrize(
    "sources",
    [
        "tanggal: 2024-11-14",
        "tanggal: 2025-01-20",
        "tanggal: 2025-06-30",  # minutes that came out late
        "tanggal: 2026-03-01",
        "url: https://www.contoh.go.id/2024/11/15/rakor",
        "url: https://www.contoh.go.id/2025/99/99/rakor",
        "url: https://www.contoh.go.id/arsip/2019-2024/rakor",
        # One source of that time is enough.
        "tanggal: 2024-11-15\n  - nama: Kilas balik\n    tanggal: 2025-11-15",
        # Its own date counts, not that of its address.
        "tanggal: 2024-11-15\n    url: https://www.contoh.go.id/2025/11/15/rakor",
    ],
)
def test_a_year_that_the_sources_bear_out(root: Path, sources: str) -> None:
    extra = f"sumber:\n  - nama: Situs Contoh\n    {sources}"
    put(root, NAME, bulletin_text.text(extra))
    assert [p.code for p in check(root).problems] == []
