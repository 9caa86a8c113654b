"""Dates as the press writes them, and what the calendar refuses."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rakor.importing.article import Article
from rakor.importing.dates import mentions, read_dates
from rakor.indonesian import DAYS, MONTHS

TODAY = dt.date(2026, 11, 28)
DATES = st.dates(dt.date(2005, 1, 1), dt.date(2026, 11, 27))
FORMS = (
    "{day} ({d}/{m}/{y})",
    "{day} ({d:02}/{m:02}/{y})",
    "{day}, ({d}/{m}/{y})",
    "{day}\n({d}/{m}/{y})",
    "{day} {d} {month} {y}",
    "{day}, {d} {month} {y}",
    "{day} ({d} {month} {y})",
    "hari {day} tanggal {d} {month} {y}",
    "hari {day} tanggal {d} bulan {month} tahun {y}",
    "{day} ({d}-{m}-{y})",
    "{day}, {d}.{m}.{y}",
    "{day} pagi ({d}/{m}/{y})",
    "{day} ({y}-{m:02}-{d:02})",
)


def _written(form: str, day: dt.date) -> str:
    return form.format(
        day=DAYS[day.weekday()], d=day.day, m=day.month, y=day.year, month=MONTHS[day.month - 1]
    )


@given(DATES, st.sampled_from(FORMS))
def test_every_form_is_read_as_the_day_it_is(day: dt.date, form: str) -> None:
    text = f"Rapat koordinasi digelar Pemkab Umpama di aula, {_written(form, day)}. Warga senang."
    found = read_dates(Article.of(text), TODAY, is_planned=False)
    assert found.date is not None
    assert found.date.value == day.isoformat()
    assert not found.problems
    for part in found.date.evidence:
        assert text[part.start : part.end] == part.text
    shown = " ".join(part.text for part in found.date.evidence)
    assert str(day.day) in shown


@given(DATES, st.integers(1, 6), st.sampled_from(FORMS))
def test_a_wrong_weekday_is_a_problem_and_never_a_certain_date(
    day: dt.date, shift: int, form: str
) -> None:
    wrong = DAYS[(day.weekday() + shift) % 7]
    text = f"Rapat koordinasi digelar di aula, {_written(form, day)}.".replace(
        DAYS[day.weekday()], wrong
    )
    found = read_dates(Article.of(text), TODAY, is_planned=False)
    assert [problem.code for problem in found.problems or []] == ["RK311"]
    assert found.date is None or found.date.confidence == "likely"
    assert found.questions


@given(DATES)
def test_without_a_year_nothing_is_made_up(day: dt.date) -> None:
    text = f"Rapat koordinasi digelar di aula, {DAYS[day.weekday()]} ({day.day}/{day.month})."
    found = read_dates(Article.of(text), TODAY, is_planned=False)
    assert found.date is None
    assert not found.problems
    (question,) = found.questions or []
    assert question.field == "date"
    for candidate in question.candidates:
        assert dt.date.fromisoformat(candidate.value).weekday() == day.weekday()


@given(DATES, st.integers(1, 3))
def test_the_year_may_stand_elsewhere(day: dt.date, after: int) -> None:
    text = (
        f"Rapat koordinasi kesiapan tahun {day.year} digelar di aula, {DAYS[day.weekday()]} "
        f"({day.day}/{day.month}). Target {day.year + after} menyusul."
    )
    found = read_dates(Article.of(text), TODAY, is_planned=False)
    if found.date is not None:
        assert found.date.confidence == "likely"
        read = dt.date.fromisoformat(found.date.value or "")
        assert read.weekday() == day.weekday()
        assert read.year in (day.year, day.year + after)
        assert str(read.year) in " ".join(part.text for part in found.date.evidence)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("Senin hingga Selasa (20-21/3/2023)", "2023-03-20", "2023-03-21"),
        ("Rabu-Kamis (21-22/6/2023)", "2023-06-21", "2023-06-22"),
        ("20 s.d. 22 Maret 2023", "2023-03-20", "2023-03-22"),
        ("30 Mei - 1 Juni 2023", "2023-05-30", "2023-06-01"),
        ("tanggal 5 dan 6 Juli 2023", "2023-07-05", "2023-07-06"),
        ("Kamis-Sabtu, 30 November–2 Desember 2023", "2023-11-30", "2023-12-02"),
    ],
)
def test_ranges(written: str, first: str, last: str) -> None:
    text = f"Rapat koordinasi digelar pada {written} di Hotel Umpama."
    found = read_dates(Article.of(text), TODAY, is_planned=False)
    assert found.date is not None
    assert found.end_date is not None
    assert (found.date.value, found.end_date.value) == (first, last)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Kamis (31/6/2023)", "RK313"),
        ("Rabu (15/13/2023)", "RK313"),
        ("Kamis (15/09/2922)", "RK314"),
        ("Kamis (15/09/20222)", "RK314"),
        ("Sabtu (28/11/2048)", "RK321"),
    ],
)
def test_what_cannot_be_is_a_problem(written: str, code: str) -> None:
    text = f"Rapat koordinasi digelar di aula, {written}."
    found = read_dates(Article.of(text), TODAY, is_planned=False)
    assert [problem.code for problem in found.problems or []] == [code]
    assert found.date is None or found.date.confidence == "likely"
    assert found.questions


@pytest.mark.parametrize(
    "other",
    [
        "Pemungutan suara berlangsung pada Rabu (27/11/2024).",
        "Laporan dikirim paling lambat Rabu, 27 November 2024.",
        "Rapat sebelumnya digelar Rabu (2/10/2024) di tempat yang sama.",
        "“Kami mulai 27 November 2024,” katanya.",
        "Hal itu dikatakan Bupati kepada wartawan, Senin (18/11/2024).",
        "Rapat lanjutan akan digelar pada Rabu (20/11/2024) mendatang.",
        "Berpedoman pada surat tertanggal 1 November 2024, panitia bekerja.",
    ],
)
def test_other_days_do_not_win(other: str) -> None:
    text = f"{other} Rapat koordinasi digelar di Aula Umpama, Kamis (14/11/2024). {other}"
    found = read_dates(Article.of(text), TODAY, is_planned=False)
    assert found.date is not None
    assert found.date.value == "2024-11-14"
    assert not found.problems


def test_numbers_that_are_no_dates() -> None:
    text = (
        "Kodim 0820/Probolinggo, Pasal 4/5, Asdep 4/V, skor 3/4, UU 7/2017, pukul 09.00, 12.173 "
        "petugas, 2,85 persen, Korem 102/Panju."
    )
    assert mentions(text) == ()
