"""RK317: the day on which, by the text, the meeting took place, against ``tanggal``.

A text names many days: of polls, deadlines, interviews, other meetings. Only a day that a sentence
plainly gives to this meeting is held against the front matter: "rapat digelar di …, Senin
(17/2/2025)", "pada hari Senin, 17 Februari 2025, rapat koordinasi dilaksanakan …", or the way
press tells it: "membuka rapat koordinasi di …, Selasa (18/3/2025)".
"""

from __future__ import annotations

import datetime as dt
import re

from rakor.content.dates import YEARS
from rakor.diagnostics import Example, Rule, Severity, reports
from rakor.indonesian import date, date_range
from rakor.lint.checks import FileContext, file_check
from rakor.lint.prose import sentence
from rakor.lint.rules.weekdays import day_meant
from rakor.lint.written_dates import WrittenDate

_MEETING = r"(?:rapat|rakor\w{0,8}|(?:pertemuan|kegiatan)\s+(?:ini|itu|tersebut))"
_HELD = (
    r"(?:di)?(?:gelar|laksanakan|adakan|selenggarakan|helat|langsungkan|buka|pimpin)|berlangsung"
    r"|dimulai"
)
# "rapat … digelar di Pendopo, " right before the date.
_TOLD = re.compile(
    rf"\b{_MEETING}\b(?P<subject>[^.;:]{{0,160}}?)\b(?:{_HELD})\b(?P<place>[^.;:]{{0,120}})$",
    re.IGNORECASE,
)
# "membuka rapat koordinasi … di Pendopo, Selasa (" right before the date.
_PRESS = re.compile(
    rf"\b(?:membuka|memimpin|menggelar|mengadakan|menyelenggarakan|melaksanakan|menghadiri|"
    rf"mengikuti)\s+(?:\w+\s+){{0,2}}?(?P<subject>{_MEETING}\b[^.;:]{{0,200}}),\s*\w+['’`]?\w*\s*\(?$",
    re.IGNORECASE,
)
# ", rapat koordinasi dilaksanakan" or " Pemkab menggelar rapat" right after the date.
_AFTERWARDS = re.compile(
    rf"\)?[\s,]{{1,3}}(?:(?:bertempat|di|telah|bupati|wali\s+kota|gubernur|pemerintah|pemkab|pemkot|"
    rf"pemprov|kpu|bawaslu)\b[^.;:]{{0,80}}?)?\b(?:{_MEETING}\b[^.;:]{{0,100}}?\b(?:{_HELD})\b"
    rf"|(?:menggelar|mengadakan|menyelenggarakan|memimpin|membuka)\s+{_MEETING}\b)",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^\W*(?:pada\s+)?(?:hari\s+)?(?:\w+['’`]?\w*[\s,]{1,3})?(?:tanggal\s+)?\(?$", re.I
)
# What else may have its day in such a sentence, and words that move the day away.
_OTHER = re.compile(
    r"\b(?:pemungutan|pencoblosan|penghitungan|pilkada|pemilukada|pemilu|pilgub|pilbup|pilwali|"
    r"pemilihan|kampanye|debat|pelantikan|pendaftaran|penetapan|lomba|festival|upacara|apel|simulasi|"
    r"pasar|operasi|panen|vaksinasi|tenggat|batas|paling|sebelum|sesudah|setelah|hingga|sampai|sejak|"
    r"mulai|akan|rencananya|direncanakan|dijadwalkan|lanjutan|susulan|serupa|berikutnya|sebelumnya|"
    r"mendatang|depan|lalu|terakhir|ulang|yang|untuk|menjelang|hari\s+raya|idul|natal|nyepi|imlek|"
    r"tahun\s+baru|pertama|kedua|ketiga|juga|nanti|surat|undangan|edaran|tertanggal|siaran|rilis)\b",
    re.IGNORECASE,
)
_SPEECH = re.compile(
    r"\b(?:kata|ujar|ucap|tutur|jelas|ungkap|terang|imbuh|tegas|papar|sebut|tambah|pungkas)(?:nya)?\b"
    r"|\b(?:ditemui|dikonfirmasi|dihubungi|diwawancarai|keterangan\s+tertulis)\b",
    re.IGNORECASE,
)

MEETING_DAY = Rule(
    "RK317",
    "hari-rapat-berbeda",
    "Hari rapat dalam isi berbeda dari kunci tanggal",
    "Halaman, kalender, dan pencarian memakai kunci tanggal. Bila isi menyebut hari lain, salah "
    "satunya keliru, dan pembaca tidak tahu yang mana.",
    "Rapat digelar di pendopo, Rabu (13/11/2024).\n",
    "Rapat digelar di pendopo, Kamis (14/11/2024).\n",
    Example.BODY,
    Severity.WARNING,
)


@file_check
@reports(MEETING_DAY)
def check_meeting_day(file: FileContext) -> None:
    """Report the first day that the text gives to the meeting and the front matter does not."""
    start, end = file.reading.start, file.reading.end or file.reading.start
    if start is None or end is None or not file.dates:
        return
    wrong: list[tuple[WrittenDate, dt.date]] = []
    for written in file.dates:
        day = _day_of_meeting(file, written, start)
        if day is None:
            continue
        if start <= day <= end:
            return  # other days are those of other meetings
        wrong.append((written, day))
    if not wrong:
        return
    written, day = wrong[0]
    file.report.at(
        written,
        MEETING_DAY,
        f"Menurut isi, rapat ini berlangsung pada {date(day)}; menurut kunci tanggal, "
        f"{date_range(start, end)}.",
        "Halaman, kalender, dan pencarian memakai kunci tanggal.",
        "Periksa pada sumber, lalu perbaiki yang keliru. Bila tanggal ini milik acara lain, "
        "sebutkan acaranya.",
        is_step=True,
    )


def _day_of_meeting(file: FileContext, written: WrittenDate, start: dt.date) -> dt.date | None:
    """The day of a date that a sentence gives to the meeting; None for any other date."""
    prose = file.prose
    if written.is_glued or written.start < prose.body or not 1 <= written.month <= 12:
        return None
    if written.year is None and not written.weekdays:
        return None
    if written.year is not None and written.year not in YEARS:
        return None  # it has a message of its own
    if prose.is_quoted(written.start) or _is_note(prose.notes, written.start):
        return None
    text = prose.without_emphasis
    begun, ended = sentence(text, written.start)
    at = min([written.start, *(first for _, first, _ in written.weekdays)])
    before, after = text[begun:at], text[written.end : ended]
    if not (
        _is_told(before) or _is_press(before, text[at : written.start]) or _is_opened(before, after)
    ):
        return None
    if _SPEECH.search(text[begun:ended]):
        return None
    try:
        return day_meant(written, start)
    except ValueError:
        return None


def _is_note(notes: list[tuple[int, int]], at: int) -> bool:
    return any(start <= at < end for start, end in notes)


def _is_told(before: str) -> bool:
    told = _TOLD.search(before)
    return told is not None and not _OTHER.search(told["subject"] + " " + told["place"])


def _is_press(before: str, weekday: str) -> bool:
    if not weekday:
        return False
    match = _PRESS.search(before + weekday)
    if match is None:
        return False
    # The last words decide: "… persiapan pilkada di Pendopo, Selasa (" tells of the meeting.
    return (
        not _OTHER.search(" ".join(match["subject"].split()[-2:])) and "akan" not in before.split()
    )


def _is_opened(before: str, after: str) -> bool:
    if not _OPENING.match(before):
        return False
    match = _AFTERWARDS.match(after)
    return match is not None and not _OTHER.search(match[0])
