"""RK401, RK409 and RK410: numbers in the text that cannot be."""

from __future__ import annotations

import re

from rakor.diagnostics import Example, Report, Rule, Severity, reports
from rakor.lint.checks import FileContext, file_check
from rakor.lint.prose import Sought
from rakor.registry import Region, Regions
from rakor.registry.labels import key
from rakor.registry.regions import Level
from rakor.source.nodes import Mapping, Scalar, Sequence

_NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas".split(), 1
    )
} | {
    f"{tens} belas": number
    for number, tens in enumerate("dua tiga empat lima enam tujuh delapan sembilan".split(), 12)
}
_UNITS = (
    r"[Kk]ecamatan|[Dd]istrik|[Kk]abupaten\s?(?:/|dan)\s?[Kk]ota|[Kk]abupaten|[Kk]ota|[Pp]rovinsi"
)
_AFTER_NUMBER = rf"\s{{1,2}}(?P<unit>{_UNITS})(?P<after>\s{{1,2}}(?:yang\s+ada|se-?))?(?!\w)"
_IN_DIGITS = Sought(rf"[0-9]{_AFTER_NUMBER}", lead="0 ")
_IN_WORDS = Sought(rf"(?:se)?belas{_AFTER_NUMBER}", words="belas sebelas")
_COUNT_BEFORE = re.compile(
    r"(?:(?P<all>[Ss]eluruh|[Ss]emua)\s{1,2})?(?<![\w.,/-])"
    r"(?P<n>\d{1,3}|(?:se|dua |tiga |empat |lima |enam |tujuh |delapan |sembilan )belas)\s{1,2}$"
)
_PLACE = re.compile(
    r"[\s,]{1,2}(?:(?:di|dari|se-?|wilayah|yang\s+ada\s+di)\s?){0,2}"
    r"(?:(Kabupaten|Kota|Provinsi)\s)?((?:[A-Z][a-z]+)(?:\s[A-Z][a-z]+){0,3})"
)
_PERCENT = re.compile(r"([0-9](?<![\w.,][0-9])\d{0,2}(?:\.\d{3})*(?:,\d+)?)\s?(?:%|persen\b)")
# What is a share of a whole, and so never more than all of it.
_SHARE = re.compile(
    r"\b(?:partisipasi|kehadiran|hadir|perekaman|daratan|perairan|terdaftar|"
    r"proporsi|komposisi|tingkat\s+kepatuhan|dari\s+(?:total|seluruh|jumlah))\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[;:]|[.,](?!\d)|\n\n")
_WHOLE = Sought(
    r"(?<![\w.,])(?P<n>\d{1,3}(?:\.\d{3})*|\d+)\s(?P<unit>[a-z]{3,20})"
    r"[^.;:|\n\d]{0,60}?\b(?:terdiri\s+(?:dari|atas)|yaitu|yakni|meliputi)\b(?P<parts>[^.;|]{5,300})",
    words="terdiri yaitu yakni meliputi",
)
_PART = re.compile(r"(?<![\w.,-])(\d{1,3}(?:\.\d{3})+|\d+)(?:\s?(%|persen)|\s+[a-z]|(?=[\s,)]))")
_ONLY_PARTS = re.compile(
    r"\s*(?:masing-masing\s+)?\d[\d.]*\s[^\d,]{2,60}(?:,?\s(?:dan|serta)\s|,\s)"
    r"(?:\d[\d.]*\s[^\d,]{2,60}(?:,?\s(?:dan|serta)\s|,\s)){0,8}\d[\d.]*\s[^\d]{2,80}$"
)


@file_check
def check_counts(file: FileContext) -> None:
    """RK401: more districts or regencies than the region has."""
    report, prose, reading, regions = file.report, file.prose, file.reading, file.regions
    if reading.region is None:
        return
    home = regions[reading.region]
    text = prose.told
    for unit in (*_IN_DIGITS.finditer(prose, text), *_IN_WORDS.finditer(prose, text)):
        before = text[max(unit.start("unit") - 30, 0) : unit.start("unit")]
        match = _COUNT_BEFORE.search(before)
        place = _place(text, unit, home, regions) if match else None
        number = _number(match["n"]) if match else None
        if match and place and number is not None:
            start = unit.start("unit") - len(before) + match.start("n")
            span = start, start + len(match["n"])
            every = bool(unit["after"] or match["all"])
            _judge(report, place, number, unit["unit"], every, span, regions)
    figures = reading.nodes.get("angka")
    for item in figures.items if isinstance(figures, Sequence) else ():
        if isinstance(item, Mapping):
            value, of = item.get("nilai"), item.get("satuan")
            if isinstance(value, Scalar) and isinstance(of, Scalar) and value.value.isdigit():
                name = of.value.strip().lower()
                if name in {"kecamatan", "distrik", "kabupaten", "kota", "kabupaten/kota"}:
                    span = value.start, value.end
                    _judge(report, home, int(value.value), name, False, span, regions)


def _number(written: str) -> int | None:
    if written.isdigit():
        return int(written)
    return _NUMBER_WORDS.get("sebelas" if written == "sebelas" else written)


def _place(text: str, match: re.Match[str], home: Region, regions: Regions) -> Region | None:
    """The region the count speaks of; None where another is named that cannot be told."""
    after = _PLACE.match(text, match.end())
    if after is None:
        return home
    names = after[2].split()
    for length in range(len(names), 0, -1):
        level = (after[1] or "").lower()
        found = regions.with_key(key(level + " " + " ".join(names[:length])))
        if not level and len(found) > 1 and home in found:
            return home
        if found:
            return found[0] if len(found) == 1 else None
    # "24 kecamatan. Ketua ..." never gets here: a full stop stands between.
    return None if after[1] or "di" in after[0].split() else home


REGION_COUNT = Rule(
    "RK401",
    "jumlah-daerah",
    "Jumlah kecamatan atau daerah tidak cocok",
    "Jumlah kecamatan, kabupaten, dan kota diketahui dari daftar Kemendagri.",
    "Logistik dikirim ke 42 kecamatan.\n",
    "Logistik dikirim ke 24 kecamatan.\n",
    Example.BODY,
    Severity.WARNING,
)


@reports(REGION_COUNT)
def _judge(
    report: Report,
    place: Region,
    number: int,
    unit: str,
    every: bool,
    span: tuple[int, int],
    regions: Regions,
) -> None:
    unit = " ".join(unit.lower().replace("/", " ").replace(" dan ", " ").split())
    if unit == "provinsi":
        known = len(regions.provinces())
        name, every, shown = "Indonesia", False, "provinsi"
    else:
        if (unit in {"kecamatan", "distrik"}) == (place.level is Level.PROVINCE):
            return
        below = regions.children(place.code)
        if unit == "kabupaten":
            below = tuple(r for r in below if r.level is Level.REGENCY)
        elif unit == "kota":
            below = tuple(r for r in below if r.level is Level.CITY)
        known, name = len(below), place.full_name
        shown = "kabupaten/kota" if " " in unit else unit
    if not known or number == known or (number < known and not every):
        return
    report.at(
        span,
        REGION_COUNT,
        f"{name} punya {known} {shown}, bukan {number}.",
        "Jumlah itu dari daftar wilayah Kemendagri yang berlaku.",
        f"Periksa angkanya pada sumber: {known} {shown}.",
        is_step=True,
    )


OVER_HUNDRED_PERCENT = Rule(
    "RK409",
    "persen-mustahil",
    "Persentase lebih dari 100",
    "Bagian dari keseluruhan paling banyak 100 persen; mungkin komanya salah letak.",
    "Target partisipasi pemilih 8.382 persen.\n",
    "Target partisipasi pemilih 83,82 persen.\n",
    Example.BODY,
    Severity.WARNING,
)


@file_check
@reports(OVER_HUNDRED_PERCENT)
def check_percentages(file: FileContext) -> None:
    """RK409: a share above 100 per cent."""
    report, prose = file.report, file.prose
    text = prose.told
    if "%" not in text and "persen" not in prose.words:
        return
    for match in _PERCENT.finditer(text):
        value = float(match[1].replace(".", "").replace(",", "."))
        if value > 100:
            before = _CLAUSE.split(text[max(match.start() - 120, 0) : match.start()])[-1]
            after = _CLAUSE.split(text[match.end() : match.end() + 80])[0]
            if _SHARE.search(before) or _SHARE.search(after):
                report.at(
                    match.span(),
                    OVER_HUNDRED_PERCENT,
                    f"Bagian dari keseluruhan tidak mungkin {match[1]} persen.",
                    "Bagian dari keseluruhan paling banyak 100 persen; mungkin komanya salah "
                    "letak.",
                    "Periksa angkanya pada sumber.",
                    is_step=True,
                )


SUM_MISMATCH = Rule(
    "RK410",
    "jumlah-rincian",
    "Rincian tidak sama dengan jumlahnya",
    ("Jumlah dan rinciannya berdiri dalam satu kalimat, jadi pembaca bisa menghitungnya."),
    "Hadir 120 peserta yang terdiri atas 70 laki-laki dan 40 perempuan.\n",
    "Hadir 120 peserta yang terdiri atas 70 laki-laki dan 50 perempuan.\n",
    Example.BODY,
    Severity.WARNING,
)


@file_check
@reports(SUM_MISMATCH)
def check_sums(file: FileContext) -> None:
    """RK410: a whole and its parts that do not add up, and shares above 100 together."""
    report, prose = file.report, file.prose
    text = prose.told
    for match in _WHOLE.finditer(prose, text):
        parts = match["parts"]
        if not _ONLY_PARTS.match(" ".join(parts.split())):
            continue
        found = _PART.findall(parts)
        if len(found) < 2 or any(percent for _, percent in found):
            continue
        total = int(match["n"].replace(".", ""))
        added = sum(int(number.replace(".", "")) for number, _ in found)
        if added != total:
            report.at(
                match.span("n"),
                SUM_MISMATCH,
                f"Rinciannya berjumlah {_shown(added)}, bukan {_shown(total)}.",
                " + ".join(number for number, _ in found) + f" = {_shown(added)}.",
                "Periksa angkanya pada sumber.",
                is_step=True,
            )


def _shown(number: int) -> str:
    return f"{number:,}".replace(",", ".")
