"""RK3xx: reading dates and times of day."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from rakor.bulletin import TimeSpan
from rakor.diagnostics import Report, Rule, reports
from rakor.indonesian import DAYS, MONTH_WORDS, MONTHS
from rakor.source.nodes import Scalar

#: Years a meeting or a source can have. The Republic begins in 1945.
YEARS = range(1945, 2101)

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_WEEKDAY = re.compile(
    r"^(?:senin|selasa|rabu|kamis|jum'?[’]?at|sabtu|minggu|ahad)\s*,?\s*", re.IGNORECASE
)
_DAY_FIRST = re.compile(r"([0-9]{1,2})\s*[/.\-\s]\s*([0-9]{1,2})\s*[/.\-\s]\s*([0-9]{4}|[0-9]{2})")
_YEAR_FIRST = re.compile(r"([0-9]{4})\s*[/.\-\s]\s*([0-9]{1,2})\s*[/.\-\s]\s*([0-9]{1,2})")
_IN_WORDS = re.compile(r"([0-9]{1,2})\s*[-\s]\s*([A-Za-z]{3,9})\.?\s*[-,\s]\s*([0-9]{4})")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.?\s+([0-9]{1,2}),?\s+([0-9]{4})")
_SHORT_RANGE = re.compile(
    r"([0-9]{1,2})\s*(?:[-–—]|s\.?/?d\.?|sampai(?: dengan)?|hingga|dan)\s*"
    r"([0-9]{1,2}\s+[A-Za-z]{3,9}\s+[0-9]{4})"
)
_RANGE = re.compile(r"\s+(?:s\.?/?d\.?|sampai(?: dengan)?|hingga|[-–—])\s+|\s*[–—]\s*")

_TIME = re.compile(
    r"([0-9]{1,2})[.:]([0-9]{2})"
    r"(?:\s*(?:[-–—]|s\.?/?d\.?|sampai|hingga)\s*(?:([0-9]{1,2})[.:]([0-9]{2})|selesai))?"
    r"\s*(WIB|WITA|WIT)",
    re.IGNORECASE,
)
_TIME_WITHOUT_ZONE = re.compile(
    r"(?:pukul|jam)?\s*([0-9]{1,2})(?:[.:]([0-9]{2}))?"
    r"(?:\s*(?:[-–—]|s\.?/?d\.?|sampai|hingga)\s*(?:([0-9]{1,2})(?:[.:]([0-9]{2}))?|selesai))?"
    r"\s*(WIB|WITA|WIT)?",
    re.IGNORECASE,
)


# Dates that a bulletin can do without.
_OPTIONAL = frozenset(("tenggat", "terbit"))


def guess_date(text: str) -> dt.date | None:
    """The day meant by a date in another form ("14/11/2024", "Kamis, 14 Nopember 2024").

    Day comes before month, as everywhere in Indonesia.
    """
    text = _WEEKDAY.sub("", text.strip()[:60]).strip()
    if match := _YEAR_FIRST.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
    elif match := _DAY_FIRST.fullmatch(text):
        day, month, year = (int(part) for part in match.groups())
        year += 2000 if year < 100 else 0
    elif match := _IN_WORDS.fullmatch(text):
        day, year = int(match[1]), int(match[3])
        month = MONTH_WORDS.get(match[2].lower(), 0)
    elif match := _MONTH_FIRST.fullmatch(text):
        day, year = int(match[2]), int(match[3])
        month = MONTH_WORDS.get(match[1].lower(), 0)
    else:
        return None
    try:
        found = dt.date(year, month, day)
    except ValueError:
        return None
    return found if found.year in YEARS else None


STRANGE_YEAR = Rule(
    "RK303",
    "tahun-janggal",
    "Tahun janggal",
    "Tahun di luar 1945 sampai 2100 hampir pasti salah ketik.",
    "tanggal: 2922-11-14",
    "tanggal: 2024-11-14",
)


@reports(STRANGE_YEAR)
def read_date(
    report: Report,
    key: str,
    node: Scalar,
    year_hint: int | None = None,
    day_hint: dt.date | None = None,
) -> dt.date | None:
    """A date, or None with a problem (RK301 form, RK302 impossible, RK303 strange year).

    ``year_hint`` is the year the file lies in, offered where the year written is strange;
    ``day_hint`` the day its name begins with, offered where nothing can be read.
    """
    text = node.value.strip()
    match = _ISO.fullmatch(text)
    if match is None:
        _report_form(report, key, node, text, day_hint)
        return None
    year, month, day = (int(part) for part in match.groups())
    if year not in YEARS:
        hint = year_hint or _year_meant(match[1])
        report.at(
            node,
            STRANGE_YEAR,
            f"Tahun {match[1]} pada {key} janggal.",
            f"Tahun harus di antara {YEARS.start} dan {YEARS.stop - 1}; mungkin salah ketik.",
            f"{key}: {hint}-{match[2]}-{match[3]}" if hint else "Perbaiki tahunnya.",
            is_step=not hint,
        )
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        _report_impossible(report, key, node, (year, month, day), day_hint)
        return None


def _year_meant(written: str) -> int | None:
    """The year meant by "2922" or "0202": one digit wrong, or two swapped."""
    candidates = {
        int(written[0] + written[2] + written[1] + written[3]),
        int(written[1] + written[0] + written[2:]),
        *(
            int(written[:i] + digit + written[i + 1 :])
            for i in range(4)
            for digit in "0129"
            if digit != written[i]
        ),
    }
    likely = sorted(year for year in candidates if 1990 <= year <= 2050)
    return likely[0] if len(likely) == 1 else None


IMPOSSIBLE_DATE = Rule(
    "RK302",
    "tanggal-mustahil",
    "Tanggal tidak ada dalam kalender",
    "Bulan hanya sampai 12, dan setiap bulan punya jumlah hari sendiri.",
    "tanggal: 2024-11-31",
    "tanggal: 2024-11-14",
)


@reports(IMPOSSIBLE_DATE)
def _report_impossible(
    report: Report,
    key: str,
    node: Scalar,
    written: tuple[int, int, int],
    day_hint: dt.date | None,
) -> None:
    year, month, day = written
    meant = ""
    if 1 <= month <= 12:
        last = calendar.monthrange(year, month)[1]
        cause = f"{MONTHS[month - 1]} {year} hanya sampai tanggal {last}."
        if day == 0:
            cause = "Tanggal dimulai dari 1."
    elif 1 <= day <= 12 and 1 <= month <= calendar.monthrange(year, day)[1]:
        cause = f"Tidak ada bulan ke-{month}; mungkin hari dan bulan tertukar."
        meant = f"{year}-{day:02}-{month:02}"
    else:
        cause = f"Tidak ada bulan ke-{month}; bulan hanya 01 sampai 12."
    meant = meant or (str(day_hint) if day_hint else "")
    report.at(
        node,
        IMPOSSIBLE_DATE,
        f"Tanggal {node.value.strip()} tidak ada dalam kalender.",
        cause,
        f"{key}: {meant}" if meant else "Perbaiki bulan dan harinya menurut sumber Anda.",
        is_step=not meant,
    )


DATE_FORM = Rule(
    "RK301",
    "bentuk-tanggal",
    "Tanggal salah bentuk",
    "Tanggal ditulis tahun-bulan-hari dengan angka, agar tidak ada yang tertukar: 2024-11-14 "
    "adalah 14 November 2024.",
    "tanggal: 14 November 2024",
    "tanggal: 2024-11-14",
    fixable=True,
)


@reports(DATE_FORM)
def _report_form(
    report: Report, key: str, node: Scalar, text: str, day_hint: dt.date | None
) -> None:
    found = guess_date(text)
    days = None if found else _guess_range(text)
    if found and not re.search(r"[0-9]{4}", text):
        _report_short_year(report, key, node, text, day_hint)
        return
    remedy = f"{key}: {found or day_hint}" if found or day_hint else ""
    cause = "Tanggal ditulis tahun-bulan-hari dengan angka."
    is_step = not remedy
    if found and _weekday_doubt(text, found):
        cause = f"{_in_words(found)} jatuh pada hari {DAYS[found.weekday()]}."
        remedy = f"Periksa hari dan tanggalnya pada sumber. Bila tanggalnya benar, tulis {remedy}"
        is_step = True
    elif found:
        cause = f"Tanggal ditulis tahun-bulan-hari; {_shown(text)} menjadi {found}."
    elif days:
        cause = "Rapat beberapa hari ditulis dengan mulai dan selesai."
        remedy = f"{key}:\n  mulai: {days[0]}\n  selesai: {days[1]}"
        is_step = False
    report.at(
        node,
        DATE_FORM,
        f'Tanggal "{_shown(text)}" tidak ditulis dengan bentuk yang dipakai di sini.',
        cause,
        remedy
        or "Tulis seperti ini: 3 Februari 2025 menjadi 2025-02-03."
        + (" Bila sumber tidak menyebutnya, hapus kunci ini." if key in _OPTIONAL else ""),
        is_step=is_step,
        edits=[(node.start, node.end, str(found))] if found and _is_plain(text, found) else (),
    )


@reports(DATE_FORM)
def _report_short_year(
    report: Report, key: str, node: Scalar, text: str, day_hint: dt.date | None
) -> None:
    """A date whose year has two digits is never guessed: "18/02/29" may begin or end with it."""
    parts = re.findall(r"[0-9]+", text)
    turned = [guess_date(f"{day}/{parts[1]}/20{year}") for day, year in (parts[::2], parts[::-2])]
    is_sure = len(parts) == 3 and day_hint is not None and day_hint in turned
    report.at(
        node,
        DATE_FORM,
        f'Tanggal "{_shown(text)}" tidak ditulis dengan bentuk yang dipakai di sini.',
        "Tahunnya hanya dua angka, sehingga tidak jelas mana tahun dan mana hari.",
        f"{key}: {day_hint}"
        if is_sure
        else "Periksa pada sumber, lalu tulis tahun (empat angka), bulan, dan hari: 3 Februari "
        "2025 menjadi 2025-02-03.",
        is_step=not is_sure,
    )


def _guess_range(text: str) -> tuple[dt.date, dt.date] | None:
    """The days of "14 November 2024 – 15 November 2024" or "14-15 November 2024"."""
    text = text[:100]
    parts = _RANGE.split(text)
    if len(parts) == 2:
        first, last = guess_date(parts[0]), guess_date(parts[1])
        if first and last:
            return first, last
    match = _SHORT_RANGE.fullmatch(_WEEKDAY.sub("", text).strip())
    last = guess_date(match[2]) if match else None
    if match is None or last is None or not 1 <= int(match[1]) < last.day:
        return None
    return last.replace(day=int(match[1])), last


def _in_words(day: dt.date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _weekday_doubt(text: str, found: dt.date) -> bool:
    """Whether a weekday is named that does not fit."""
    named = _WEEKDAY.match(text)
    if named is None:
        return False
    word = named[0].strip(" ,").lower()
    right = ("senin", "selasa", "rabu", "kamis", "jum", "sabtu", "minggu")[found.weekday()]
    return not word.startswith(right) and not (word == "ahad" and right == "minggu")


def _is_plain(text: str, found: dt.date) -> bool:
    """Whether a date can be read in one way only: a year of two digits, or a weekday that does
    not fit, leaves a doubt."""
    return f"{found.year:04}" in text and not _weekday_doubt(text, found)


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39] + "…"


HOURS_REVERSED = Rule(
    "RK305",
    "jam-selesai-sebelum-mulai",
    "Jam selesai sebelum jam mulai",
    "Rapat berakhir sesudah dimulai. Bila berlangsung melewati tengah malam, tulis tanggal "
    "mulai dan selesai.",
    "waktu: 13.00–12.00 WIB",
    "waktu: 09.00–12.00 WIB",
)
TIME_FORM = Rule(
    "RK306",
    "bentuk-waktu",
    "Waktu salah bentuk",
    "Waktu ditulis jam dan menit dengan titik, lalu WIB, WITA, atau WIT, karena Indonesia "
    "punya tiga zona waktu.",
    "waktu: 9 pagi",
    "waktu: 09.00–12.00 WIB",
    fixable=True,
)


@reports(TIME_FORM, HOURS_REVERSED)
def read_time(report: Report, node: Scalar, zone: str, several_days: bool) -> TimeSpan | None:
    """The time of day, or None with a problem (RK306 form, RK305 ends before it begins).

    ``zone`` is offered where none was written.
    """
    text = node.value.strip()
    # Bounded: the patterns try every way to share out a long run of blanks.
    match = _TIME.fullmatch(text) if len(text) <= 80 else None
    start = end = None
    if match:
        start = _clock(match[1], match[2])
        end = _clock(match[3], match[4]) if match[3] else None
    if match is None or start is None or (match[3] and end is None):
        loose = None
        if len(text) <= 80:
            # "09.00 WIB s.d. selesai": the zone may stand in the middle.
            early = re.fullmatch(r"(.*?)\b(WIB|WITA|WIT)\b(.*\w.*)", text, re.IGNORECASE)
            plain = f"{early[1].strip()} {early[3].strip()} {early[2]}" if early else text
            loose = _TIME_WITHOUT_ZONE.fullmatch(plain)
        suggestion = ""
        cause = "Waktu ditulis jam.menit–jam.menit lalu WIB, WITA, atau WIT."
        certain = False
        if loose:
            begin = _clock(loose[1], loose[2] or "00")
            finish = _clock(loose[3], loose[4] or "00") if loose[3] else None
            if begin and (finish or not loose[3]):
                ends = f"–{finish:%H.%M}" if finish else ""
                suggestion = f"{begin:%H.%M}{ends} {(loose[5] or zone).upper()}"
                certain = loose[5] is not None
            else:
                cause = "Jam hanya 00 sampai 23, dan menit 00 sampai 59."
            if begin and not loose[5]:
                cause = "Zona waktunya (WIB, WITA, atau WIT) belum disebut."
        report.at(
            node,
            TIME_FORM,
            f'Waktu "{_shown(text)}" tidak bisa dibaca.',
            cause,
            f"waktu: {suggestion}"
            if suggestion
            else f"Tulis seperti ini: pukul 9 pagi sampai 12 siang menjadi 09.00–12.00 {zone}.",
            is_step=not suggestion,
            edits=[(node.start, node.end, suggestion)] if certain else (),
        )
        return None
    if end is not None and end <= start and not several_days:
        report.at(
            node,
            HOURS_REVERSED,
            f"Rapat selesai pukul {end:%H.%M}, sebelum atau tepat saat mulai pukul {start:%H.%M}.",
            "Jam selesai harus sesudah jam mulai.",
            f"waktu: {end:%H.%M}–{start:%H.%M} {match[5].upper()}",
        )
        return None
    return TimeSpan(start=start, end=end, zone=match[5].upper())


def _clock(hour: str, minute: str) -> dt.time | None:
    try:
        return dt.time(int(hour), int(minute))
    except ValueError:
        return None
