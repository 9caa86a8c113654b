"""Dates, times, numbers and sizes as Indonesian readers write them.

Everything here is spelled out in the module instead of taken from the machine's locale, so that
the same input gives the same bytes everywhere.
"""

from __future__ import annotations

import datetime as dt

from rakor.bulletin import TimeSpan

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
"""Names of the days, indexed like :meth:`datetime.date.weekday`."""

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
"""Names of the months, January first."""

SHORT_MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des",
)  # fmt: skip
"""Names of the months in at most three letters."""

_OTHER_MONTHS = (
    ("january",), ("peb", "pebruari", "february"), ("march",), (), ("may",), ("june",),
    ("july",), ("agt", "ags", "agust", "aug", "august"), ("sept",), ("oct", "october"),
    ("nop", "nopember"), ("dec", "december"),
)  # fmt: skip
MONTH_WORDS = {
    word.lower(): number
    for number, words in enumerate(zip(MONTHS, SHORT_MONTHS, _OTHER_MONTHS, strict=True), 1)
    for word in (*words[:2], *words[2])
}
"""Number of the month by every word for it in letters and articles, in small letters: the names
and short forms above, old spellings, and English names."""


def number(value: int) -> str:
    """``12173`` as ``12.173``."""
    return f"{value:,}".replace(",", ".")


def date(day: dt.date) -> str:
    """``14 November 2024``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_date(day: dt.date) -> str:
    """``14 Nov 2024``."""
    return f"{day.day} {SHORT_MONTHS[day.month - 1]} {day.year}"


def weekday(day: dt.date) -> str:
    """``Kamis``."""
    return DAYS[day.weekday()]


def full_date(day: dt.date) -> str:
    """``Kamis, 14 November 2024``."""
    return f"{DAYS[day.weekday()]}, {date(day)}"


def date_range(start: dt.date, end: dt.date) -> str:
    """``20–21 Maret 2023``, ``31 Maret – 1 April 2023`` or one date when both are equal."""
    if start == end:
        return date(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{date(end)}"
    if start.year == end.year:
        return f"{start.day} {MONTHS[start.month - 1]} – {date(end)}"
    return f"{date(start)} – {date(end)}"


def meeting_date(start: dt.date, end: dt.date) -> str:
    """The day of a meeting in words; with the names of the days, also of both ends of a range."""
    if start == end:
        return full_date(start)
    return f"{DAYS[start.weekday()]}–{DAYS[end.weekday()]}, {date_range(start, end)}"


def span(start: dt.date, end: dt.date) -> str:
    """From when to when, inside a sentence: ``2 Agustus sampai 26 November 2024``."""
    if start == end:
        return date(start)
    if start.year != end.year:
        return f"{date(start)} sampai {date(end)}"
    if start.month != end.month:
        return f"{start.day} {MONTHS[start.month - 1]} sampai {date(end)}"
    return f"{start.day} sampai {date(end)}"


def month(year: int, number_of_month: int) -> str:
    """``November 2024``."""
    return f"{MONTHS[number_of_month - 1]} {year}"


def time(when: TimeSpan) -> str:
    """``09.00–12.00 WIB`` or ``09.00 WIB``."""
    start = when.start.strftime("%H.%M")
    if when.end is None:
        return f"{start} {when.zone}"
    return f"{start}–{when.end.strftime('%H.%M')} {when.zone}"


def size(count: int) -> str:
    """A file size: ``820 bita``, ``14 KB``, ``1,2 MB`` (1 KB is 1,000 bytes)."""
    if count < 1_000:
        return f"{count} bita"
    if count < 999_500:
        return f"{round(count / 1_000)} KB"
    return f"{count / 1_000_000:.1f} MB".replace(".", ",")


def enumeration(words: list[str]) -> str:
    """``a``, ``a dan b``, ``a, b, dan c``."""
    if len(words) < 2:
        return "".join(words)
    if len(words) == 2:
        return " dan ".join(words)
    return ", ".join(words[:-1]) + ", dan " + words[-1]
