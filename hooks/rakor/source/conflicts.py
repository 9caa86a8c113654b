"""RK109: what Git leaves in a file where two changes met and nobody has chosen yet."""

from __future__ import annotations

import re

from rakor.diagnostics import Example, Report, Rule, Source, reports

# Written as products, since this file is no conflict.
_OPEN, _MIDDLE, _CLOSE, _BASE = "<" * 7, "=" * 7, ">" * 7, "|" * 7
_LINE = re.compile(
    r"^[ \t]*(?:(?P<open><{7})|(?P<close>>{7})|(?P<base>\|{7})|(?P<middle>={7}))"
    r"(?(middle)[ \t]*|(?: [^\r\n]*)?)\r?$",
    re.MULTILINE,
)

MERGE_CONFLICT = Rule(
    "RK109",
    "konflik-git",
    "Ada tanda konflik Git yang belum diselesaikan",
    "Bila dua perubahan pada baris yang sama bertemu, Git menulis keduanya ke dalam berkas dan "
    f"menandainya dengan {_OPEN}, {_MIDDLE}, dan {_CLOSE}. Kedua versi akan terbit bersama "
    "tandanya.",
    f"{_OPEN} HEAD\nRapat membahas tanggul di hulu.\n{_MIDDLE}\n"
    f"Rapat membahas tanggul di hilir.\n{_CLOSE} cabang-lain\n",
    "Rapat membahas tanggul di hilir.\n",
    Example.BODY,
)


@reports(MERGE_CONFLICT)
def report_conflicts(source: Source, report: Report) -> None:
    """Report every conflict once, and every mark that was left of one."""
    if not any(mark in source.text for mark in (_OPEN, _MIDDLE, _CLOSE, _BASE)):
        return
    is_open = False
    for match in _LINE.finditer(source.text):
        if match["open"]:
            is_open = True
        elif is_open:
            is_open = match["close"] is None
            continue  # part of the conflict that is reported already
        elif match["middle"] and _underlines(source.text, match.start()):
            continue
        mark = match[0].strip()
        start = match.start() + match[0].index(mark[0])
        report.at(
            (start, start + len(mark)),
            MERGE_CONFLICT,
            "Ada tanda konflik Git yang belum diselesaikan.",
            f"Dua perubahan bertemu di sini; yang di atas dan yang di bawah {_MIDDLE} adalah dua "
            "versi, dan tanda ini ikut terbit."
            if match["open"]
            else "Tanda ini tertinggal saat dua perubahan digabungkan.",
            f"Pilih versi yang benar, lalu hapus versi lainnya beserta baris {_OPEN}, {_MIDDLE}, "
            f"dan {_CLOSE}."
            if match["open"]
            else "Hapus baris ini, dan pastikan isi di atas dan di bawahnya tidak ganda.",
            is_step=True,
        )


def _underlines(text: str, at: int) -> bool:
    """Whether a row of seven signs stands below a title about as long."""
    above = text[:at].rstrip("\r\n").rpartition("\n")[2].strip()
    return 5 <= len(above) <= 9 and text[max(at - 2, 0) : at].count("\n") == 1
