"""RK311 to RK315: dates in the text against the calendar and the day of the meeting."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from rakor.content.dates import YEARS
from rakor.diagnostics import Example, Report, Rule, Severity, reports
from rakor.edit_distance import distance
from rakor.indonesian import DAYS, MONTH_WORDS, MONTHS
from rakor.lint.checks import FileContext, file_check
from rakor.lint.prose import Prose

_NUMBERS = {name.lower(): number for number, name in enumerate(DAYS)} | {
    "jum'at": 4,
    "jum’at": 4,
    "jum`at": 4,
    "ahad": 6,
}
_DAY = (
    r"(Senin|Selasa|Rabu|Kamis|Jum['’`]?at|Sabtu|Minggu|Ahad|"
    r"SENIN|SELASA|RABU|KAMIS|JUM['’`]?AT|SABTU|MINGGU|AHAD)"
)
_TO = r"(?:-|–|—|/|&|s\.?/?d\.?|sampai(?:\s+dengan)?|hingga|dan)"
# "14/11/2024", "20-21/3/2023", "26/11"; not a number of a letter or part of a path.
# "[0-9]{1,2}" in front would be tried at every letter.
_DIGITS = re.compile(r"([0-9][0-9]?)(?:\s?[-–]\s?(\d{1,2}))?/(\d{1,2})(?:/(\d{4}|\d{2}))?(?![\w/])")
_WORDS = re.compile(
    # Most numbers are no days, as what follows tells.
    r"([0-9][0-9]?)(?=[\s\-–—/&shd])"
    rf"(?:\s{{0,2}}{_TO}\s{{0,2}}(\d{{1,2}}))?\s{{1,2}}([A-Z][A-Za-z]{{2,9}})\b"
    r"(?:[,\s]{1,3}(\d{4})\b(?![.,]\d))?"
)
_BEFORE = re.compile(
    rf"\b{_DAY}(?:\s{{1,2}}{_TO}\s{{1,2}}{_DAY}|\s?[-–/]\s?{_DAY})?"
    r"(?:\s{1,2}(?:pagi|siang|sore|malam|lalu|kemarin|ini))?[\s,]{0,3}"
    r"(?:(?:tanggal|tgl\.?|pada)\s{1,2})?\(?\s?$"
)
_AFTER = re.compile(
    r"\)?[\s,]{1,3}(?:(?:memang|adalah|merupakan|jatuh|bertepatan|pada|dengan|itu|yakni|yaitu|"
    rf"tepat|tepatnya)\s{{1,2}}){{0,4}}hari\s{{1,2}}{_DAY}\b"
)
# A digit or sign before it makes it part of something else: "1.12/3", "a/2", "10-20".
_JOINED = re.compile(r"[\w/.,-]$")
_LETTER = re.compile(r"(?:[Nn]omor|[Nn]o\.?|[Pp]asal|[Aa]yat)[\s:]{0,3}$")

# Old spellings and English names; short forms are no slips.
_OLD = {
    word: MONTHS[number - 1]
    for word, number in MONTH_WORDS.items()
    if word.capitalize() not in MONTHS
    and (len(word) > 5 or word in {"march", "may", "june", "july"})
}


@dataclass(slots=True)
class _Written:
    """A date as it stands in the text: ``last`` for a range; ``year`` None where not written."""

    start: int
    end: int
    day: int
    last: int | None
    month: int
    year: int | None
    month_at: tuple[int, int] | None = None


@file_check
def check_dates_in_text(file: FileContext) -> None:
    """Judge every date in the text; the day of the meeting lends its year to those without one."""
    report, prose, meeting = file.report, file.prose, file.reading.start
    for written in _dates(report, prose):
        if written.year is not None and written.year not in YEARS:
            if written.month > 12:
                continue  # a number of something else
            _report_year(report, prose, written, meeting)
            continue
        _check(report, prose, written, meeting)


def _dates(report: Report, prose: Prose) -> Iterator[_Written]:
    text = prose.text
    if "/" in text:
        for match in _DIGITS.finditer(text):
            before = text[max(match.start() - 12, 0) : match.start()]
            if (
                not _JOINED.search(before)
                and not _LETTER.search(before)
                and not prose.is_cited(match.start())
            ):
                year = None if match[4] is None else int(match[4])
                if year is not None and len(match[4]) == 2:
                    year += 2000
                last = int(match[2]) if match[2] else None
                yield _Written(*match.span(), int(match[1]), last, int(match[3]), year)
    for match in _WORDS.finditer(text):
        if _JOINED.search(text[max(match.start() - 1, 0) : match.start()]):
            continue
        word = match[3]
        month = MONTH_WORDS.get(word.lower())
        if month is None and match[4] and len(word) >= 4:
            month = _misspelt(report, prose, match)
        if month is None or prose.is_cited(match.start()):
            continue
        right = _OLD.get(word.lower())
        # "27 May ..." may be a person; with a year it is a month.
        if right and not word.isupper() and (right != "Mei" or match[4]):
            _report_month(report, match, right, certain=True)
        year = int(match[4]) if match[4] else None
        last = int(match[2]) if match[2] else None
        yield _Written(*match.span(), int(match[1]), last, month, year, match.span(3))


def _misspelt(report: Report, prose: Prose, match: re.Match[str]) -> int | None:
    word = match[3].lower()
    near = [
        name for name in MONTHS if distance(word, name.lower(), 2) <= (1 if len(word) < 7 else 2)
    ]
    if len(near) != 1 or prose.is_cited(match.start()):
        return None
    _report_month(report, match, near[0], certain=False)
    return MONTHS.index(near[0]) + 1


MONTH_SPELLING = Rule(
    "RK315",
    "ejaan-bulan",
    "Nama bulan tidak baku",
    "Ejaan bulan yang seragam membuat tanggal bisa dicari.",
    "Pemungutan suara pada 27 Nopember 2024.\n",
    "Pemungutan suara pada 27 November 2024.\n",
    Example.BODY,
    Severity.WARNING,
    fixable=True,
)


@reports(MONTH_SPELLING)
def _report_month(report: Report, match: re.Match[str], right: str, certain: bool) -> None:
    start, end = match.span(3)
    report.at(
        (start, end),
        MONTH_SPELLING,
        f'Nama bulan "{match[3]}" bukan ejaan yang baku. Maksud Anda {right}?',
        "Ejaan bulan yang seragam membuat tanggal bisa dicari.",
        match[0].replace(match[3], right),
        edits=[(start, end, right)] if certain else (),
    )


def _check(report: Report, prose: Prose, written: _Written, meeting: dt.date | None) -> None:
    text = prose.text
    named = _weekdays(text, written)
    year = written.year
    if not 1 <= written.month <= 12:
        # "3/13" may be a share; with a year or a weekday it is meant as a date.
        if year is not None or named:
            _report_impossible(report, written, f"Bulan hanya sampai 12, bukan {written.month}.")
        return
    if year is None and written.month_at is None and not named:
        return
    longest = calendar.monthrange(year or 2024, written.month)[1]
    last = written.last or written.day
    if max(written.day, last) > longest or min(written.day, last) < 1:
        name = MONTHS[written.month - 1]
        _report_impossible(
            report, written, f"{name}{f' {year}' if year else ''} hanya sampai tanggal {longest}."
        )
        return
    if not named:
        return
    if year is None:
        if meeting is None:
            return
        found = _nearest(written, meeting)
        if found is None:
            return
        first = found
    else:
        first = dt.date(year, written.month, written.day)
    days = [first]
    if written.last and written.last > written.day:
        days.append(first.replace(day=written.last))
    for number, (weekday, start, end) in enumerate(named):
        day = days[-1] if number else first
        if day.weekday() != weekday:
            _report_weekday(report, text, day, start, end, written.year is None)


def _nearest(written: _Written, meeting: dt.date) -> dt.date | None:
    """The day of that day and month that lies nearest to the meeting."""
    found = []
    for year in (meeting.year - 1, meeting.year, meeting.year + 1):
        try:
            found.append(dt.date(year, written.month, written.day))
        except ValueError:
            continue  # 29 February
    return min(found, key=lambda day: abs((day - meeting).days), default=None)


def _weekdays(text: str, written: _Written) -> list[tuple[int, int, int]]:
    """The names of days that stand right before a date, or after it ("jatuh pada hari Rabu")."""
    at = max(written.start - 60, 0)
    match = _BEFORE.search(text[at : written.start])
    found: list[tuple[int, int, int]] = []
    if match:
        for group in (1, 2, 3):
            if match[group]:
                start, end = match.span(group)
                found.append((_NUMBERS[match[group].lower()], at + start, at + end))
        return found
    match = _AFTER.match(text, written.end, written.end + 80)
    if match:
        found.append((_NUMBERS[match[1].lower()], *match.span(1)))
    return found


WEEKDAY_MISMATCH = Rule(
    "RK311",
    "hari-tak-cocok",
    "Hari dan tanggal tidak cocok",
    (
        "Hari dan tanggal yang ditulis lengkap harus bertemu dalam kalender; bila tidak, "
        "pembaca tidak tahu mana yang benar."
    ),
    "Rapat digelar pada Rabu (14/11/2024).\n",
    "Rapat digelar pada Kamis (14/11/2024).\n",
    Example.BODY,
    excusable=True,
)
WEEKDAY_WITHOUT_YEAR = Rule(
    "RK312",
    "hari-tanpa-tahun-tak-cocok",
    "Hari tidak cocok dengan tanggal tanpa tahun",
    ("Tahunnya diambil dari tanggal rapat. Mungkin harinya salah, mungkin tahunnya lain."),
    "Rapat digelar pada Rabu (14/11).\n",
    "Rapat digelar pada Kamis (14/11).\n",
    Example.BODY,
    Severity.WARNING,
)


@reports(WEEKDAY_WITHOUT_YEAR, WEEKDAY_MISMATCH)
def _report_weekday(
    report: Report, text: str, day: dt.date, start: int, end: int, year_assumed: bool
) -> None:
    right = DAYS[day.weekday()]
    shown = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    report.at(
        (start, end),
        WEEKDAY_WITHOUT_YEAR if year_assumed else WEEKDAY_MISMATCH,
        f"{shown} jatuh pada hari {right}, bukan {text[start:end]}.",
        f"Tahunnya tidak ditulis; {day.year} diambil dari tanggal rapat."
        if year_assumed
        else "Hari dan tanggalnya tidak cocok; salah satunya salah.",
        f"Tulis {right} bila tanggalnya benar; bila harinya yang benar, perbaiki tanggalnya.",
        is_step=True,
    )


IMPOSSIBLE_DATE_IN_TEXT = Rule(
    "RK313",
    "tanggal-mustahil-dalam-isi",
    "Tanggal dalam isi tidak ada dalam kalender",
    "Bulan hanya sampai 12, dan setiap bulan punya jumlah hari sendiri.",
    "Pemungutan suara pada 31 November 2024.\n",
    "Pemungutan suara pada 27 November 2024.\n",
    Example.BODY,
    excusable=True,
)


@reports(IMPOSSIBLE_DATE_IN_TEXT)
def _report_impossible(report: Report, written: _Written, cause: str) -> None:
    report.at(
        written,
        IMPOSSIBLE_DATE_IN_TEXT,
        "Tanggal ini tidak ada dalam kalender.",
        cause,
        "Periksa tanggalnya pada sumber, lalu perbaiki.",
        is_step=True,
    )


STRANGE_YEAR_IN_TEXT = Rule(
    "RK314",
    "tahun-janggal-dalam-isi",
    "Tahun dalam isi janggal",
    "Tahun di luar 1945 sampai 2100 hampir pasti salah ketik.",
    "Rapat digelar pada (15/09/2922).\n",
    "Rapat digelar pada (15/09/2022).\n",
    Example.BODY,
    excusable=True,
)


@reports(STRANGE_YEAR_IN_TEXT)
def _report_year(report: Report, prose: Prose, written: _Written, meeting: dt.date | None) -> None:
    shown = prose.text[written.start : written.end]
    right = shown.replace(f"{written.year:04}", str(meeting.year)) if meeting else ""
    report.at(
        written,
        STRANGE_YEAR_IN_TEXT,
        f"Tahun {written.year} janggal.",
        f"Tahun harus di antara {YEARS.start} dan {YEARS.stop - 1}; mungkin salah ketik.",
        right or "Periksa tahunnya pada sumber, lalu perbaiki.",
        is_step=not right,
    )
