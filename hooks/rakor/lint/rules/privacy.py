"""RK501 to RK504: what Law 27/2022 keeps out of a public record.

Numbers are told by their structure: a population number (NIK) and a family-card number (KK)
both are a district's code, a date and a serial number, so that budgets, letter numbers and the
18 digits of a civil servant's number (NIP) do not alarm.
"""

from __future__ import annotations

import calendar
import re

from rakor.content.tree import FOLDER, whole_file
from rakor.diagnostics import Example, Problem, Report, Rule, Severity, reports
from rakor.lint.body import without_source_lines
from rakor.lint.checks import FileContext, file_check
from rakor.registry import Regions

# Numbers of people have nine digits at least; most bulletins have no number as long.
_SHORTEST = b"0" * 9
# Whatever is not Latin-1 becomes a question mark, and may be a digit.
_DIGITS = bytes.maketrans(b"123456789?", b"0" * 10)
_BETWEEN = b" .-"
# The first digit comes first and what stands before it is tested afterwards, which is many
# times faster than an assertion tried at every letter.
_SIXTEEN = re.compile(r"[0-9](?<![\d,][0-9])(?<!\d\.[0-9])(?:[ .-]?[0-9]){15}(?![\d])(?![.,]\d)")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_SAID = re.compile(
    r"\b(?:NIK|No(?:mor|\.)?\s*(?:KTP|KK|Induk\s+Kependudukan|Kartu\s+Keluarga)|KTP|KK)\b"
    r"[^\d\n]{0,20}$"
)
# Mobile numbers only: an office's landline is meant to be public.
_MOBILE = re.compile(
    r"(?:62[ .-]?|0)8(?<![\w/.,-]08)(?<![\w/.,-]628)(?<![\w/.,-]62[ .-]8)"
    r"[1-9]\d(?:[ .-]?\d){6,10}(?!\d)(?![.,]\d)"
)
_MOBILE_STARTS = ("08", "628", "62 8", "62-8", "62.8")
_MESSENGER = re.compile(
    r"(?:wa\.me/|api\.whatsapp\.com/send\S{0,20}phone=|tel:)\+?(?:62|0)8\d{7,12}"
)
_MAIL = re.compile(
    r"[\w.+-]{1,64}@(?:gmail|yahoo|ymail|rocketmail|hotmail|outlook|live|icloud|proton(?:mail)?)"
    r"\.(?:com|co\.id|id|me|net)\b",
    re.IGNORECASE,
)
_NEIGHBOURHOOD = re.compile(r"RT(?<!\w\wRT)\.?\s*0*\d{1,3}\s*(?:/|,|\s)\s*RW\.?\s*0*\d{1,3}\b")
_HOUSE = re.compile(
    r"(?:[Bb]eralamat|[Aa]lamat\s+(?:rumah|tinggal|pribadi)|[Kk]ediaman(?:nya)?)\b[^.\n]{0,60}?"
    r"\b(?:Jl\.?|Jalan|Gg\.?|Gang|Perum(?:ahan)?)\s[^.\n]{2,60}?\bNo(?:mor|\.)?\s?\d",
)


PRIVATE_MAIL = Rule(
    "RK503",
    "surel-pribadi",
    "Surel pribadi",
    "Surel di layanan umum biasanya milik seseorang.",
    "Surat dikirim ke contoh@gmail.com.\n",
    "Surat dikirim ke kominfo@probolinggokab.go.id.\n",
    Example.BODY,
    Severity.WARNING,
)
HOME_ADDRESS = Rule(
    "RK504",
    "alamat-rumah",
    "Alamat rumah",
    "RT, RW, dan nomor rumah menunjukkan tempat tinggal orang.",
    "Rumah korban di RT 03/RW 05 Desa Contoh.\n",
    "Rumah korban di Desa Contoh.\n",
    Example.BODY,
    Severity.WARNING,
)


@file_check
@reports(PRIVATE_MAIL, HOME_ADDRESS)
def check_privacy(file: FileContext) -> None:
    """Look through the whole file: front matter, text, alternative texts and addresses."""
    report, document, regions = file.report, file.document, file.regions
    # What an import copied is not published; what replaces it will be looked through.
    text = without_source_lines(document.source.text)
    if _has_long_number(text):
        _check_numbers(report, text, regions)
    if "@" in text:
        for match in _MAIL.finditer(text):
            report.at(
                match.span(),
                PRIVATE_MAIL,
                f'"{match[0]}" tampaknya surel pribadi.',
                "Surel di layanan umum biasanya milik seseorang, bukan milik instansi.",
                "Tulis surel resmi instansi (berakhiran .go.id), atau hapus.",
                is_step=True,
            )
    houses = list(_NEIGHBOURHOOD.finditer(text)) if "RT" in text else []
    if "lamat" in text or "ediaman" in text:
        houses += _HOUSE.finditer(text)
    for match in houses:
        report.at(
            match.span(),
            HOME_ADDRESS,
            "Ini tampaknya alamat rumah seseorang.",
            "RT, RW, dan nomor rumah menunjukkan tempat tinggal orang.",
            "Sebutkan desa atau kelurahannya saja, atau nama gedungnya.",
            is_step=True,
        )


def _has_long_number(text: str) -> bool:
    """Whether there may be a number as long as those of people, whatever stands between its
    digits."""
    # A dash of "10.30–12.45" is no digit.
    plain = text.replace("–", "|").encode("latin-1", "replace")
    return _SHORTEST in plain.translate(_DIGITS, _BETWEEN)


POPULATION_NUMBER = Rule(
    "RK501",
    "nik",
    "NIK atau nomor Kartu Keluarga",
    (
        "UU 27/2022 melindungi nomor kependudukan. Nomor itu dikenali dari susunannya: "
        "kode wilayah, tanggal, nomor urut."
    ),
    "Peserta mendaftar dengan NIK 3513011203900001.\n",
    "Peserta mendaftar dengan nomor induk kependudukan.\n",
    Example.BODY,
    excusable=True,
)


@reports(POPULATION_NUMBER)
def _check_numbers(report: Report, text: str, regions: Regions) -> None:
    for match in _SIXTEEN.finditer(text):
        if _THOUSANDS.fullmatch(match[0]):
            continue  # a sum of money
        if not _is_part_of_address(text, match.start()) and (
            is_person_number(match[0], regions)
            or _SAID.search(text[max(match.start() - 40, 0) : match.start()])
        ):
            report.at(
                match.span(),
                POPULATION_NUMBER,
                "Ini tampaknya NIK atau nomor Kartu Keluarga.",
                "Susunannya kode wilayah, tanggal, dan nomor urut. UU 27/2022 melindungi nomor "
                "itu, dan yang sudah terbit tidak bisa ditarik lagi dari internet.",
                "Hapus nomor itu.",
                is_step=True,
            )
    if any(start in text for start in _MOBILE_STARTS):
        for pattern in (_MOBILE, _MESSENGER):
            for match in pattern.finditer(text):
                if not _is_part_of_address(text, match.start()) or pattern is _MESSENGER:
                    _report_mobile(report, match)


MOBILE_NUMBER = Rule(
    "RK502",
    "nomor-genggam",
    "Nomor telepon genggam",
    "Nomor genggam biasanya milik seseorang. Telepon kantor boleh ditulis.",
    "Informasi: 0812-0000-1234.\n",
    "Informasi: (0335) 421000.\n",
    Example.BODY,
    Severity.WARNING,
)


@reports(MOBILE_NUMBER)
def _report_mobile(report: Report, match: re.Match[str]) -> None:
    report.at(
        match.span(),
        MOBILE_NUMBER,
        "Ini tampaknya nomor telepon genggam.",
        "Nomor genggam biasanya milik seseorang dan mudah disalahgunakan.",
        "Hapus nomor itu, atau tulis nomor telepon kantor.",
        is_step=True,
    )


def _is_part_of_address(text: str, at: int) -> bool:
    """Whether ``at`` lies within a web address, where long numbers mean pages."""
    start = max(text.rfind(mark, max(at - 500, 0), at) for mark in (" ", "\n", "(", "<", '"'))
    return "://" in text[start + 1 : at]


def is_person_number(written: str, regions: Regions) -> bool:
    """Whether sixteen digits are built like a NIK or a family-card number.

    Permendagri 40/2012: six digits of the district, day (women plus 40), month and year of
    birth or issue, and four digits of a serial number that begins with 1.
    """
    digits = "".join(char for char in written if char.isdigit())
    if len(digits) != 16 or digits[12:] == "0000" or digits[4:6] == "00":
        return False
    if regions.get(f"{digits[:2]}.{digits[2:4]}") is None:
        return False
    day, month, year = int(digits[6:8]), int(digits[8:10]), int(digits[10:12])
    if day > 40:
        day -= 40
    if not 1 <= month <= 12:
        return False
    return 1 <= day <= calendar.monthrange(2000 + year, month)[1]


@reports(POPULATION_NUMBER, MOBILE_NUMBER)
def check_file_name(path: str, regions: Regions) -> list[Problem]:
    """RK501 and RK502 in the name of a file below ``bulletins/``."""
    name = path.rpartition("/")[2]
    found = []
    spaced = name.replace("_", " ")
    match = _SIXTEEN.search(spaced)
    if match and is_person_number(match[0], regions):
        found.append(
            whole_file(
                f"{FOLDER}/{path}",
                POPULATION_NUMBER,
                "Nama berkas ini memuat angka yang tampaknya NIK atau nomor Kartu Keluarga.",
                "Nama berkas ikut terbit sebagai alamat. UU 27/2022 melindungi nomor itu.",
                "Ganti nama berkasnya.",
            )
        )
    elif re.search(r"(?<!\d)(?:62|0)8[1-9]\d{7,10}(?!\d)", spaced):
        found.append(
            whole_file(
                f"{FOLDER}/{path}",
                MOBILE_NUMBER,
                "Nama berkas ini memuat angka yang tampaknya nomor telepon genggam.",
                "Nama berkas ikut terbit sebagai alamat.",
                "Ganti nama berkasnya.",
            )
        )
    return found
