"""Dates as people write them, and the day they mean."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rakor.content.dates import guess_date, read_date, read_time
from rakor.diagnostics import Problem, Report, Source
from rakor.indonesian import MONTHS
from rakor.source.nodes import Scalar


@pytest.mark.parametrize(
    "written",
    [
        "14/11/2024",
        "14-11-2024",
        "14.11.2024",
        "14/11/24",
        "2024/11/14",
        "2024-11-14",
        "14 November 2024",
        "14 Nopember 2024",
        "14 nov 2024",
        "14 Nov. 2024",
        "Kamis, 14 November 2024",
        "Jum'at 14/11/2024",
        "Jumat, 14-November-2024",
        "November 14, 2024",
    ],
)
def test_other_forms_are_understood(written: str) -> None:
    assert guess_date(written) == dt.date(2024, 11, 14)


@pytest.mark.parametrize(
    "written", ["", "kemarin", "11/14/2024", "31/11/2024", "1/1", "14 Xyz 2024"]
)
def test_nothing_is_made_up(written: str) -> None:
    assert guess_date(written) is None


@given(st.dates(dt.date(1945, 1, 1), dt.date(2100, 12, 31)))
def test_every_day_in_words(day: dt.date) -> None:
    assert guess_date(f"{day.day} {MONTHS[day.month - 1]} {day.year}") == day


FORM = "Tulis seperti ini: 3 Februari 2025 menjadi 2025-02-03."
TIME = "Tulis seperti ini: pukul 9 pagi sampai 12 siang menjadi 09.00–12.00 WITA."


def problem_of(written: str, hint: int | None = None) -> Problem:
    report = Report(Source("a.md", written))
    assert read_date(report, "tanggal", Scalar(written, 0, len(written)), hint) is None
    (problem,) = report.problems
    return problem


@pytest.mark.parametrize(
    ("written", "code", "remedy"),
    [
        ("2024-11-31", "RK302", "Perbaiki bulan dan harinya menurut sumber Anda."),
        ("2023-02-29", "RK302", "Perbaiki bulan dan harinya menurut sumber Anda."),
        ("2024-14-11", "RK302", "tanggal: 2024-11-14"),
        ("2024-11-00", "RK302", "Perbaiki bulan dan harinya menurut sumber Anda."),
        ("2024-13-13", "RK302", "Perbaiki bulan dan harinya menurut sumber Anda."),
        ("2922-11-14", "RK303", "tanggal: 2022-11-14"),
        ("14/11/2024", "RK301", "tanggal: 2024-11-14"),
        (
            "14 November 2024 – 15 November 2024",
            "RK301",
            "tanggal:\n  mulai: 2024-11-14\n  selesai: 2024-11-15",
        ),
        ("14-15 November 2024", "RK301", "tanggal:\n  mulai: 2024-11-14\n  selesai: 2024-11-15"),
        (
            "Kamis, 14 dan 15 Nopember 2024",
            "RK301",
            "tanggal:\n  mulai: 2024-11-14\n  selesai: 2024-11-15",
        ),
        ("15-14 November 2024", "RK301", FORM),
        ("٢٠٢٤-١١-١٤", "RK301", FORM),
    ],
)
def test_remedies(written: str, code: str, remedy: str) -> None:
    problem = problem_of(written)
    assert (problem.code, problem.remedy) == (code, remedy)


def test_the_name_of_the_file_tells_the_day() -> None:
    for written in ("besok", "2024-11-31"):
        report = Report(Source("a.md", written))
        node = Scalar(written, 0, len(written))
        assert read_date(report, "tanggal", node, None, dt.date(2024, 11, 14)) is None
        assert report.problems[0].remedy == "tanggal: 2024-11-14"


def test_a_weekday_that_does_not_fit_is_said() -> None:
    problem = problem_of("Rabu, 14 November 2024")
    assert problem.cause == "14 November 2024 jatuh pada hari Kamis."
    assert problem.is_step
    assert problem.fix is None


def test_the_folder_tells_the_year() -> None:
    assert problem_of("0202-11-14", hint=2020).remedy == "tanggal: 2020-11-14"


@pytest.mark.parametrize(
    ("written", "remedy"),
    [
        ("09.00-12.00", "waktu: 09.00–12.00 WITA"),
        ("pukul 9 WIB", "waktu: 09.00 WIB"),
        ("9.30 s.d. 11 wib", "waktu: 09.30–11.00 WIB"),
        ("pukul 09:00 wib s/d selesai", "waktu: 09.00 WIB"),
        ("09.00 WIT - 11.00", "waktu: 09.00–11.00 WIT"),
        ("sore", TIME),
        ("09.00" + " " * 50_000 + "x", TIME),
    ],
)
def test_times(written: str, remedy: str) -> None:
    report = Report(Source("a.md", written))
    assert read_time(report, Scalar(written, 0, len(written)), "WITA", False) is None
    assert [problem.remedy for problem in report.problems] == [remedy]
