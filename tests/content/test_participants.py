"""One agency under two names is one, with a message."""

from __future__ import annotations

from pathlib import Path

import pytest
from bulletin_text import NAME

from rakor.lint.linter import CheckResult, check

FRONT = """---
judul: Rapat koordinasi contoh untuk pengujian
tanggal: 2024-11-14
wilayah: "35.13"
penyelenggara: Pemkab Probolinggo
instansi:
{entries}
topik:
  - pilkada
ringkasan: Ringkasan contoh yang hanya dipakai untuk pengujian.
sumber:
  - nama: Situs Contoh
---

Isi contoh untuk pengujian.
"""


def checked(root: Path, entries: str) -> CheckResult:
    file = root / "bulletins" / NAME
    file.parent.mkdir(parents=True, exist_ok=True)
    (root / "mkdocs.yml").write_text("site_name: Contoh\n", encoding="utf-8")
    (root / "bulletins" / "topics.yml").write_text("pilkada: Pilkada\n", encoding="utf-8")
    file.write_text(FRONT.format(entries=entries), encoding="utf-8")
    return check(root)


@pytest.mark.parametrize(
    ("entries", "lines"),
    [
        ("  - Kejari Kabupaten Probolinggo\n  - Kajari Kabupaten Probolinggo", [8]),
        ("  - BPBD\n  - Kalaksa BPBD\n  - Badan Penanggulangan Bencana Daerah", [8, 9]),
        ("  - Kodim 0820\n  - KPU\n  - Dandim 0820/Probolinggo", [9]),
        ("  - KPU\n  - instansi: Ketua KPU Kab. Probolinggo\n    kehadiran: daring", [8]),
        ("  - Bupati Probolinggo\n  - Wakil Bupati Probolinggo", [8]),
    ],
)
def test_an_agency_named_twice_is_one(tmp_path: Path, entries: str, lines: list[int]) -> None:
    result = checked(tmp_path, entries)
    assert [(p.code, p.span.line) for p in result.problems] == [("RK215", line) for line in lines]
    [bulletin] = result.bulletins
    ids = [one.agency for one in bulletin.participants]
    assert len(ids) == len(set(ids)) == entries.count("\n  -") + 1 - len(lines)


@pytest.mark.parametrize(
    "entries",
    [
        "  - KPU Kabupaten Probolinggo\n  - KPU Kota Probolinggo\n  - KPU Provinsi",
        "  - KPU\n  - instansi: KPU\n    peran: pembicara",
        "  - instansi: KPU\n    kehadiran: luring\n  - instansi: KPU\n    kehadiran: daring",
        "  - Camat Kraksaan\n  - Camat Paiton\n  - Camat se-Kabupaten Probolinggo",
    ],
)
def test_another_agency_role_or_way_of_attending_is_another_entry(
    tmp_path: Path, entries: str
) -> None:
    result = checked(tmp_path, entries)
    assert result.problems == ()
    [bulletin] = result.bulletins
    assert len(bulletin.participants) == entries.count("  - ")


def test_who_came_for_it_stands_together(tmp_path: Path) -> None:
    entries = (
        "  - instansi: BPBD\n    wakil:\n      nama: Contoh Satu\n"
        "  - instansi: Kalaksa BPBD\n    kehadiran: daring\n    wakil:\n      nama: Contoh Dua"
    )
    [bulletin] = checked(tmp_path, entries).bulletins
    [one] = bulletin.participants
    assert [person.name for person in one.people] == ["Contoh Satu", "Contoh Dua"]
    assert one.attendance == "daring"
