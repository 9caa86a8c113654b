"""Words for dates, times, numbers and sizes."""

from __future__ import annotations

import datetime as dt

import pytest

from rakor import indonesian as words
from rakor.bulletin import TimeSpan

D = dt.date


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (D(2024, 11, 14), D(2024, 11, 14), "14 November 2024"),
        (D(2023, 3, 20), D(2023, 3, 21), "20–21 Maret 2023"),
        (D(2023, 3, 31), D(2023, 4, 1), "31 Maret – 1 April 2023"),
        (D(2023, 12, 31), D(2024, 1, 1), "31 Desember 2023 – 1 Januari 2024"),
    ],
)
def test_ranges(start: dt.date, end: dt.date, expected: str) -> None:
    assert words.date_range(start, end) == expected


def test_meeting_date_names_the_days() -> None:
    assert words.meeting_date(D(2024, 11, 14), D(2024, 11, 14)) == "Kamis, 14 November 2024"
    assert words.meeting_date(D(2023, 3, 20), D(2023, 3, 21)) == "Senin–Selasa, 20–21 Maret 2023"


def test_span_inside_a_sentence() -> None:
    assert words.span(D(2024, 11, 6), D(2024, 11, 26)) == "6 sampai 26 November 2024"
    assert words.span(D(2024, 8, 2), D(2024, 11, 26)) == "2 Agustus sampai 26 November 2024"
    assert words.span(D(2023, 8, 2), D(2024, 8, 2)) == "2 Agustus 2023 sampai 2 Agustus 2024"


def test_time() -> None:
    nine = TimeSpan(start=dt.time(9), end=dt.time(12, 30), zone="WIB")
    assert words.time(nine) == "09.00–12.30 WIB"
    assert words.time(TimeSpan(start=dt.time(9), zone="WIT")) == "09.00 WIT"


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (0, "0 bita"),
        (999, "999 bita"),
        (14_200, "14 KB"),
        (999_499, "999 KB"),
        (1_240_000, "1,2 MB"),
    ],
)
def test_sizes(count: int, expected: str) -> None:
    assert words.size(count) == expected


def test_numbers_and_enumerations() -> None:
    assert words.number(12_173) == "12.173"
    assert words.enumeration([]) == ""
    assert words.enumeration(["a", "b"]) == "a dan b"
    assert words.enumeration(["a", "b", "c"]) == "a, b, dan c"
