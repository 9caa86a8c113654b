"""RK322 to RK325 and RK328: the order of the dates and times a bulletin states."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from rakor.bulletin import Mode, Status
from rakor.diagnostics import Example, Report, Rule, Severity, reports
from rakor.lint.checks import FileContext, file_check
from rakor.lint.prose import Prose, Sought
from rakor.source.nodes import Mapping, Node, Scalar
from rakor.source.nodes import Sequence as NodeList

_CLOCK = Sought(
    r"[0-9](?<!\w[0-9])\d?[.:]\d{2}(?:\s*[-–]\s*\d{1,2}[.:]\d{2})?\s+(WIB|WITA|WIT)\b",
    words="WIB WITA WIT",
)
_ZONE_AT_END = re.compile(r"(WIB|WITA|WIT)\s*[\"']?\s*$", re.IGNORECASE)
# "/2025/02/19/" in the address of an article.
_IN_ADDRESS = re.compile(r"/(20\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/_-]|$)")
#: Articles tell of a meeting within so many days.
_REPORTED_WITHIN = dt.timedelta(days=45)
#: Nearer than this, a year cannot be what is wrong, ...
_NEARLY_A_YEAR = dt.timedelta(days=300)
#: ... and farther than this it always seems to be.
_YEARS = dt.timedelta(days=3 * 365)


@dataclass(frozen=True, slots=True)
class _Row:
    node: Scalar
    day: dt.date


@file_check
def check_chronology(file: FileContext) -> None:
    """Judge the dates of the front matter, and the zone of its times."""
    report, reading = file.report, file.reading
    zone = file.regions[reading.region].zone if reading.region else None
    data, nodes = reading.data, reading.nodes
    start = reading.start
    if start is not None:
        held = data.get("status", Status.PUBLISHED) is Status.PUBLISHED
        if held:
            if not _check_year(report, nodes, start):
                _check_sources(report, nodes, start)
            _check_publication(report, nodes, data.get("publish_on"), start)
        _check_due(report, nodes, start)
        _check_corrections(report, nodes, start)
    if zone:
        _check_zone(report, file.prose, nodes, data, zone)


def _dates(nodes: dict[str, Node], name: str, key: str) -> list[_Row]:
    node = nodes.get(name)
    found = []
    for item in node.items if isinstance(node, NodeList) else ():
        value = item.get(key) if isinstance(item, Mapping) else None
        if isinstance(value, Scalar):
            try:
                found.append(_Row(value, dt.date.fromisoformat(value.value.strip())))
            except ValueError:
                continue  # reported where it was read
    return found


PUBLISHED_BEFORE_MEETING = Rule(
    "RK322",
    "terbit-sebelum-rapat",
    "Terbit sebelum rapat",
    "Sumber atau buletin yang terbit sebelum rapat hanya bisa memuat rencananya.",
    "sumber:\n  - nama: Situs Contoh\n    tanggal: 2024-11-10",
    "sumber:\n  - nama: Situs Contoh\n    tanggal: 2024-11-15",
    Example.KEYS,
    Severity.WARNING,
)


@reports(PUBLISHED_BEFORE_MEETING)
def _check_sources(report: Report, nodes: dict[str, Node], start: dt.date) -> None:
    rows = _dates(nodes, "sumber", "tanggal")
    if rows and all(row.day < start for row in rows):
        row = rows[0]
        report.at(
            row.node,
            PUBLISHED_BEFORE_MEETING,
            f"Sumber ini terbit {row.day}, sebelum rapatnya ({start}).",
            "Berita yang terbit sebelum rapat hanya bisa memuat rencananya.",
            "Periksa kedua tanggal pada sumber. Bila rapatnya baru diumumkan, tulis "
            "status: rencana.",
            is_step=True,
        )


@reports(PUBLISHED_BEFORE_MEETING)
def _check_publication(
    report: Report, nodes: dict[str, Node], publish_on: dt.date | None, start: dt.date
) -> None:
    if publish_on is not None and publish_on < start:
        node = nodes["terbit"]
        report.at(
            node,
            PUBLISHED_BEFORE_MEETING,
            f"Buletin ini terbit {publish_on}, sebelum rapatnya ({start}).",
            "Buletin tentang rapat yang sudah berlangsung terbit pada hari rapat atau sesudahnya.",
            f"Hapus kunci terbit, atau tulis hari rapat atau sesudahnya, misalnya terbit: {start}. "
            "Bila rapatnya baru diumumkan, tulis status: rencana.",
            is_step=True,
        )


YEAR_FAR_FROM_SOURCES = Rule(
    "RK328",
    "tahun-jauh-dari-sumber",
    "Tahun rapat jauh dari tanggal sumbernya",
    "Rapat diberitakan dalam hitungan hari. Bila hari dan bulannya cocok tetapi tahunnya tidak, "
    "atau jaraknya bertahun-tahun, tahunnya biasanya salah ketik.",
    "tanggal: 2024-11-14\nsumber:\n  - nama: Situs Contoh\n    tanggal: 2025-11-15",
    "tanggal: 2024-11-14\nsumber:\n  - nama: Situs Contoh\n    tanggal: 2024-11-15",
    Example.KEYS,
    Severity.WARNING,
)


@reports(YEAR_FAR_FROM_SOURCES)
def _check_year(report: Report, nodes: dict[str, Node], start: dt.date) -> bool:
    """Tell a year that every dated source speaks against; give back whether one was told.

    A source that is dated by its address (".../2025/02/19/...") counts as one with a date.
    """
    days = sorted(row.day for row in (*_dates(nodes, "sumber", "tanggal"), *_addressed(nodes)))
    if not days:
        return False
    nearest = min(days, key=lambda day: abs(day - start))
    if abs(nearest - start) < _NEARLY_A_YEAR:
        return False
    likely = next((day for day in map(_moved(start), days) if day), None)
    if not likely and abs(nearest - start) < _YEARS:
        return False
    report.at(
        nodes["tanggal"],
        YEAR_FAR_FROM_SOURCES,
        f"Tahun rapat ({start.year}) jauh dari tanggal sumbernya ({nearest}).",
        "Rapat diberitakan dalam hitungan hari; tahunnya mungkin salah ketik.",
        "Periksa tahunnya pada sumber"
        + (f"; yang cocok dengan sumber ini: {likely}." if likely else ", juga tahun sumbernya."),
        is_step=True,
    )
    return True


def _moved(start: dt.date) -> Callable[[dt.date], dt.date | None]:
    """Give, for the day of a source, the meeting's day in another year that was reported then."""

    def moved(source: dt.date) -> dt.date | None:
        for year in (source.year, source.year - 1):
            day = start.replace(year=year, day=min(start.day, 28 if start.month == 2 else 31))
            if dt.timedelta(0) <= source - day <= _REPORTED_WITHIN:
                return day
        return None

    return moved


def _addressed(nodes: dict[str, Node]) -> Iterator[_Row]:
    """Days that addresses of sources hold, where no date is stated."""
    node = nodes.get("sumber")
    for item in node.items if isinstance(node, NodeList) else ():
        if not isinstance(item, Mapping) or item.get("tanggal") is not None:
            continue
        address = item.get("url")
        match = _IN_ADDRESS.search(address.value) if isinstance(address, Scalar) else None
        if match and isinstance(address, Scalar):
            with suppress(ValueError):
                yield _Row(address, dt.date(*map(int, match.groups())))


DUE_BEFORE_MEETING = Rule(
    "RK323",
    "tenggat-sebelum-rapat",
    "Tenggat sebelum rapat",
    "Yang disepakati dalam rapat dikerjakan sesudahnya.",
    "tindak_lanjut:\n  - isi: Menggelar doa bersama.\n    tenggat: 2024-10-23",
    "tindak_lanjut:\n  - isi: Menggelar doa bersama.\n    tenggat: 2024-11-23",
    Example.KEYS,
    excusable=True,
)


@reports(DUE_BEFORE_MEETING)
def _check_due(report: Report, nodes: dict[str, Node], start: dt.date) -> None:
    for row in _dates(nodes, "tindak_lanjut", "tenggat"):
        if row.day < start:
            report.at(
                row.node,
                DUE_BEFORE_MEETING,
                f"Tenggat {row.day} sudah lewat pada hari rapat ({start}).",
                "Yang disepakati dalam rapat dikerjakan sesudahnya.",
                "Periksa tahun dan bulannya pada sumber, lalu perbaiki.",
                is_step=True,
            )


CORRECTION_ORDER = Rule(
    "RK325",
    "urutan-ralat",
    "Tanggal ralat janggal",
    "Ralat dibuat sesudah rapat, dan yang terbaru ditulis paling atas.",
    "ralat:\n  - tanggal: 2024-11-10\n    bagian: ringkasan\n    menjadi: 210 orang",
    "ralat:\n  - tanggal: 2024-11-20\n    bagian: ringkasan\n    menjadi: 210 orang",
    Example.KEYS,
    Severity.WARNING,
)


@reports(CORRECTION_ORDER)
def _check_corrections(report: Report, nodes: dict[str, Node], start: dt.date) -> None:
    rows = _dates(nodes, "ralat", "tanggal")
    for row in rows:
        if row.day < start and "rencana" not in str(getattr(nodes.get("status"), "value", "")):
            report.at(
                row.node,
                CORRECTION_ORDER,
                f"Ralat bertanggal {row.day}, sebelum rapatnya ({start}).",
                "Ralat dibuat sesudah buletinnya terbit.",
                "Periksa tanggal ralat ini.",
                is_step=True,
            )
    if _rises(rows):
        row = rows[0]
        report.at(
            row.node,
            CORRECTION_ORDER,
            "Ralat yang terbaru tidak ditulis paling atas.",
            "Pembaca melihat ralat yang terbaru lebih dulu.",
            "Susun butir ralat dari yang terbaru ke yang terlama.",
            is_step=True,
        )


def _rises(rows: Sequence[_Row]) -> bool:
    return any(rows[i].day < rows[i + 1].day for i in range(len(rows) - 1))


FOREIGN_ZONE = Rule(
    "RK324",
    "zona-waktu",
    "Zona waktu bukan zona daerahnya",
    (
        "Indonesia punya tiga zona waktu, dan setiap provinsi memakai satu. Rapat daring "
        "boleh memakai waktu pengundang."
    ),
    "waktu: 09.00–12.00 WITA",
    "waktu: 09.00–12.00 WIB",
    Example.KEYS,
    Severity.WARNING,
)


@reports(FOREIGN_ZONE)
def _check_zone(
    report: Report, prose: Prose, nodes: dict[str, Node], data: dict[str, object], zone: str
) -> None:
    stated = {zone}
    node = nodes.get("waktu")
    if isinstance(node, Scalar) and (match := _ZONE_AT_END.search(node.value)):
        written = match[1].upper()
        stated.add(written)
        if written != zone and data.get("mode") is not Mode.ONLINE:
            report.at(
                node,
                FOREIGN_ZONE,
                f"Waktunya dalam {written}, padahal daerah ini memakai {zone}.",
                "Jam rapat ditulis menurut waktu tempat rapat.",
                f"Ganti {written} dengan {zone}, atau tulis mode: daring bila undangannya "
                "memakai waktu daerah lain.",
                is_step=True,
            )
    for match in _CLOCK.finditer(prose, prose.told, prose.body):
        if match[1] not in stated and data.get("mode") not in (Mode.ONLINE, Mode.HYBRID):
            report.at(
                match.span(1),
                FOREIGN_ZONE,
                f"Waktunya dalam {match[1]}, padahal daerah ini memakai {zone}.",
                "Jam rapat ditulis menurut waktu tempat rapat.",
                f"Periksa zona waktunya; di sini {zone}.",
                is_step=True,
            )
