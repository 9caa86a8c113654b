"""RK311 to RK316: dates and hours in the text against the calendar and the clock."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from rakor.content.dates import YEARS
from rakor.diagnostics import Example, Report, Rule, Severity, reports
from rakor.indonesian import DAYS, MONTH_WORDS, MONTHS, date, enumeration
from rakor.lint.checks import FileContext, file_check
from rakor.lint.prose import Prose, Sought, sentence
from rakor.lint.written_dates import WrittenDate, misspelt_month

# Old spellings and English names; short forms are no slips.
_OLD = {
    word: MONTHS[number - 1]
    for word, number in MONTH_WORDS.items()
    if word.capitalize() not in MONTHS
    and (len(word) > 5 or word in {"march", "may", "june", "july"})
}
# Words with which a text itself sets a wrong day against the right one.
_CONTRAST = re.compile(
    r"\b(?:tetapi|tapi|namun|padahal|bukan|seharusnya|semestinya|sebenarnya|sedangkan|melainkan|"
    r"meski(?:pun)?|walau(?:pun)?|keliru|salah|tertulis|menulis(?:kan)?|mencantumkan)\b",
    re.IGNORECASE,
)
_CLOCK = r"(?P<hour{n}>\d{{1,2}})[.:](?P<minute{n}>\d{{2}})(?![\d/])(?![.,]\d)"
_HOURS = Sought(
    rf"(?:[Pp]ukul|PUKUL|[Jj]am|JAM)\s{{1,3}}{_CLOCK.format(n=1)}"
    rf"(?:\s{{0,2}}[-–—]\s{{0,2}}{_CLOCK.format(n=2)})?",
    words="pukul Pukul PUKUL jam Jam JAM",
)
_ZONED = re.compile(
    rf"{_CLOCK.format(n=1)}(?:\s{{0,2}}[-–—]\s{{0,2}}{_CLOCK.format(n=2)})?\s{{0,3}}WI(?:B|TA|T)\b"
)
_FAR = 6
"""Years before and after a date in which its day of the week is looked for."""


@file_check
def check_dates_in_text(file: FileContext) -> None:
    """Judge every date in the text; the day of the meeting lends its year to those without one."""
    report, prose, meeting = file.report, file.prose, file.reading.start
    for written in file.dates:
        _check_month(report, prose, written)
        if written.is_glued:
            _report_glued(report, prose, written)
        elif written.year is not None and written.year not in YEARS:
            if written.month <= 12:  # else it is a number of something else
                _report_year(report, prose, written, meeting)
        else:
            _check(report, prose, written, meeting)


def _check(report: Report, prose: Prose, written: WrittenDate, meeting: dt.date | None) -> None:
    year, named = written.year, written.weekdays
    if not 1 <= written.month <= 12:
        # "3/13" may be a share; with a year or a weekday it is meant as a date.
        if year is not None or named:
            _report_impossible(report, written, f"Bulan hanya sampai 12, bukan {written.month}.")
        return
    longest = calendar.monthrange(year or 2024, written.month)[1]
    last = written.last or written.day
    is_share = year is None and written.month_at is None and not named
    # "(31/2)" cannot be a share of something in brackets of its own.
    if is_share and not (written.is_bracketed and longest < max(written.day, last) <= 31):
        return
    if max(written.day, last) > longest or min(written.day, last) < 1:
        name = MONTHS[written.month - 1]
        _report_impossible(
            report, written, f"{name}{f' {year}' if year else ''} hanya sampai tanggal {longest}."
        )
        return
    first = day_meant(written, meeting)
    if not named or first is None:
        return
    days = [first]
    if written.last and written.last > written.day:
        days.append(first.replace(day=written.last))
    for number, (weekday, start, end) in enumerate(named):
        day = days[-1] if number else first
        if day.weekday() != weekday and not _is_contrasted(prose, written, day):
            _report_weekday(report, prose.text, (day, weekday), (start, end), written, meeting)


def day_meant(written: WrittenDate, meeting: dt.date | None) -> dt.date | None:
    """The first day of a date; without a year, the one nearest to the meeting."""
    years: tuple[int, ...] = () if meeting is None else (meeting.year,)
    if written.year is not None:
        years = (written.year,)
    elif meeting is not None:
        years = (meeting.year - 1, meeting.year, meeting.year + 1)
    found = []
    for year in years:
        try:
            found.append(dt.date(year, written.month, written.day))
        except ValueError:
            continue  # 29 February
    if meeting is None:
        return found[0] if found else None
    return min(found, key=lambda day: abs((day - meeting).days), default=None)


def _is_contrasted(prose: Prose, written: WrittenDate, day: dt.date) -> bool:
    """Whether the text says itself that the day of the week is wrong: "Undangan menulis Rabu
    (18/2/2025), tetapi rapat digelar Selasa (18/2/2025)"."""
    start, end = sentence(prose.text, written.start)
    whole = prose.text[start:end]
    right = re.search(rf"\b{DAYS[day.weekday()]}\b", whole, re.IGNORECASE)
    return right is not None and _CONTRAST.search(whole) is not None


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
def _check_month(report: Report, prose: Prose, written: WrittenDate) -> None:
    if written.month_at is None:
        return
    start, end = written.month_at
    word = prose.text[start:end]
    right = _OLD.get(word.lower())
    certain = right is not None
    # "27 May ..." may be a person; with a year it is a month.
    if right and (word.isupper() or (right == "Mei" and written.year is None)):
        return
    if right is None and word.lower() not in MONTH_WORDS:
        right = misspelt_month(word)
    if right is None:
        return
    report.at(
        (start, end),
        MONTH_SPELLING,
        f'Nama bulan "{word}" bukan ejaan yang baku. Maksud Anda {right}?',
        "Ejaan bulan yang seragam membuat tanggal bisa dicari.",
        prose.text[written.start : written.end].replace(word, right),
        edits=[(start, end, right)] if certain else (),
    )


WEEKDAY_MISMATCH = Rule(
    "RK311",
    "hari-tak-cocok",
    "Hari dan tanggal tidak cocok",
    (
        "Hari dan tanggal yang ditulis lengkap harus bertemu dalam kalender; bila tidak, "
        "pembaca tidak tahu mana yang benar. Dalam berita, yang salah lebih sering tanggalnya. "
        "Bila sumber yang salah cetak, tulis yang benar, lalu kutip tulisan sumber di bagian "
        "Catatan sumber."
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
    report: Report,
    text: str,
    found: tuple[dt.date, int],
    place: tuple[int, int],
    written: WrittenDate,
    meeting: dt.date | None,
) -> None:
    day, weekday = found
    named, right = DAYS[weekday], DAYS[day.weekday()]
    is_assumed = written.year is None
    fitting = " atau ".join(_fitting(day, weekday, meeting))
    report.at(
        place,
        WEEKDAY_WITHOUT_YEAR if is_assumed else WEEKDAY_MISMATCH,
        f"{date(day)} jatuh pada hari {right}, bukan {text[place[0] : place[1]]}.",
        f"Tahunnya tidak ditulis; {day.year} diambil dari tanggal rapat."
        if is_assumed
        else "Hari dan tanggalnya tidak cocok; salah satunya salah, lebih sering tanggalnya.",
        f"Periksa pada sumber. Yang cocok dengan {named}: {fitting}. Bila tanggalnya yang benar, "
        f"tulis {right}. Bila sumbernya salah cetak, tulis yang benar di sini, dan kutip tulisan "
        'sumber di antara tanda petik di bawah judul "## Catatan sumber".',
        is_step=True,
    )


def _fitting(day: dt.date, weekday: int, meeting: dt.date | None) -> list[str]:
    """Dates near the one written that fall on that day of the week, likeliest first."""
    found: list[dt.date] = []
    if meeting is not None and meeting.weekday() == weekday and abs((meeting - day).days) < 370:
        found.append(meeting)
    ahead = (weekday - day.weekday()) % 7
    near = (day + dt.timedelta(ahead), day - dt.timedelta(7 - ahead))
    found += [min(near, key=lambda other: abs((other - day).days))]
    years = []
    # A bulletin may tell of what lies ahead, but hardly of what lies years ahead.
    latest = max(day.year, meeting.year if meeting else day.year) + 1
    for year in range(day.year - _FAR, min(day.year + _FAR, latest) + 1):
        try:
            other = day.replace(year=year)
        except ValueError:
            continue  # 29 February
        if other.weekday() == weekday:
            years.append(other)
    found += sorted(years, key=lambda other: abs(other.year - day.year))[:2]
    shown = [
        f"{date(one)} (hari rapat menurut kunci tanggal)" if one == meeting else date(one)
        for one in dict.fromkeys(found)
    ]
    return [enumeration(shown[:-1]), shown[-1]] if len(shown) > 1 else shown


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
def _report_impossible(report: Report, written: WrittenDate, cause: str) -> None:
    report.at(
        written,
        IMPOSSIBLE_DATE_IN_TEXT,
        "Tanggal ini tidak ada dalam kalender.",
        cause,
        "Periksa tanggalnya pada sumber, lalu perbaiki.",
        is_step=True,
    )


@reports(IMPOSSIBLE_DATE_IN_TEXT)
def _report_glued(report: Report, prose: Prose, written: WrittenDate) -> None:
    shown = prose.text[written.start : written.end]
    report.at(
        written,
        IMPOSSIBLE_DATE_IN_TEXT,
        f"Tanggal {shown} tidak bisa dibaca.",
        "Garis miring di antara bulan dan tahun hilang, jadi harinya tidak bisa dicocokkan.",
        f"Periksa pada sumber, lalu tulis lengkap; mungkin {shown[:-4]}/{shown[-4:]}.",
        is_step=True,
    )


STRANGE_YEAR_IN_TEXT = Rule(
    "RK314",
    "tahun-janggal-dalam-isi",
    "Tahun dalam isi janggal",
    "Tahun di luar 1945 sampai 2100 hampir pasti salah ketik.",
    "Aturan itu berlaku sejak 15/09/2922.\n",
    "Aturan itu berlaku sejak 15/09/2022.\n",
    Example.BODY,
    excusable=True,
)


@reports(STRANGE_YEAR_IN_TEXT)
def _report_year(
    report: Report, prose: Prose, written: WrittenDate, meeting: dt.date | None
) -> None:
    shown = prose.text[written.start : written.end]
    right = shown.replace(f"{written.year:04}", str(meeting.year)) if meeting else ""
    report.at(
        written,
        STRANGE_YEAR_IN_TEXT,
        f"Tahun {written.year} janggal.",
        f"Tahun harus di antara {YEARS.start} dan {YEARS.stop - 1}; mungkin salah ketik.",
        f"Periksa tahunnya pada sumber, lalu perbaiki; mungkin {right}."
        if right
        else "Periksa tahunnya pada sumber, lalu perbaiki.",
        is_step=True,
    )


IMPOSSIBLE_HOUR = Rule(
    "RK316",
    "jam-mustahil-dalam-isi",
    "Jam dalam isi tidak ada",
    "Jam hanya sampai 24.00, dan menit sampai 59.",
    "Rapat dibuka pukul 25.00 WIB.\n",
    "Rapat dibuka pukul 15.00 WIB.\n",
    Example.BODY,
    excusable=True,
)


@file_check
@reports(IMPOSSIBLE_HOUR)
def check_hours_in_text(file: FileContext) -> None:
    """Report times of day that no clock shows."""
    prose = file.prose
    seen: set[int] = set()
    found = list(_HOURS.finditer(prose, prose.without_emphasis))
    if not prose.words.isdisjoint({"WIB", "WITA", "WIT"}):
        found += _ZONED.finditer(prose.without_emphasis)
    for match in found:
        for number in ("1", "2"):
            start, end = match.start(f"hour{number}"), match.end(f"minute{number}")
            if start < 0 or start in seen or prose.is_cited(start):
                continue
            seen.add(start)
            hour, minute = int(match[f"hour{number}"]), int(match[f"minute{number}"])
            if hour > 24 or minute > 59 or (hour == 24 and minute):
                file.report.at(
                    (start, end),
                    IMPOSSIBLE_HOUR,
                    f"Pukul {prose.text[start:end]} tidak ada.",
                    "Jam hanya sampai 24.00, dan menit sampai 59.",
                    "Periksa jamnya pada sumber, lalu perbaiki.",
                    is_step=True,
                )
