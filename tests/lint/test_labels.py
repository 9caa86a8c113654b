"""``rakor check --labels``: every agency as it is written, and what it is read as."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bulletin_text import NAME

from rakor.cli.main import main

BULLETIN = """---
judul: Rapat koordinasi contoh untuk pengujian
tanggal: 2024-11-14
wilayah: "35.13"
penyelenggara:
  instansi: Bupati Probolinggo
  melalui: Bagian Contoh
instansi:
  - Kajari Kabupaten Probolinggo
  - Camat
  - instansi: Dandim 0820
  - Entah Contoh
topik: [pilkada]
ringkasan: Ringkasan contoh yang hanya dipakai untuk pengujian.
tindak_lanjut:
  - isi: Contoh.
    penanggung_jawab: Polsek Kraksaan
sumber:
  - nama: Situs Contoh
---

Isi contoh untuk pengujian.
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    file = tmp_path / "bulletins" / NAME
    file.parent.mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text("site_name: Contoh\n", encoding="utf-8")
    (tmp_path / "bulletins" / "topics.yml").write_text("pilkada: Pilkada\n", encoding="utf-8")
    file.write_text(BULLETIN, encoding="utf-8")
    return tmp_path


def labels(root: Path, capsys: pytest.CaptureFixture[str], *more: str) -> list[dict[str, object]]:
    main(["check", "--labels", "--format", "json", "--root", str(root), *more])
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_each_agency_is_shown_with_what_it_is_read_as(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = labels(root, capsys)
    assert [(one["line"], one["key"], one["written"], one["agency"]) for one in found] == [
        (6, "penyelenggara", "Bupati Probolinggo", "pemkab@35.13"),
        (9, "instansi", "Kajari Kabupaten Probolinggo", "kejari@35.13"),
        (10, "instansi", "Camat", None),
        (11, "instansi", "Dandim 0820", "kodim-0820"),
        (12, "instansi", "Entah Contoh", None),
        (17, "penanggung_jawab", "Polsek Kraksaan", "polsek@35.13.14"),
    ]
    assert found[2]["candidates"] == ["kecamatan@35.13"]
    assert {one["file"] for one in found} == {f"bulletins/{NAME}"}


def test_people_see_lines(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--labels", "--root", str(root)]) == 1
    shown = capsys.readouterr().out
    assert f"bulletins/{NAME}\n" in shown
    assert "  Dandim 0820  →  Kodim 0820/Probolinggo (kodim-0820)\n" in shown
    assert "  Camat  →  ? Kecamatan se-Kabupaten Probolinggo\n" in shown
    assert "  Entah Contoh  →  ? tidak dikenal\n" in shown


def test_the_folder_stands_for_a_region_that_is_missing(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = root / "bulletins" / NAME
    file.write_text(BULLETIN.replace('wilayah: "35.13"\n', ""), encoding="utf-8")
    assert labels(root, capsys)[0]["agency"] == "pemkab@35.13"


def test_only_what_is_asked_for(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = root / "bulletins" / NAME.replace(".md", "-lain.md")
    other.write_text(BULLETIN, encoding="utf-8")
    monkeypatch.chdir(root)
    found = labels(root, capsys, f"bulletins/{NAME}")
    assert {one["file"] for one in found} == {f"bulletins/{NAME}"}


def test_all_is_understood_in_a_good_bulletin(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = root / "bulletins" / NAME
    file.write_text(
        BULLETIN.replace("  - Camat\n", "").replace("  - Entah Contoh\n", ""), encoding="utf-8"
    )
    assert main(["check", "--labels", "--root", str(root)]) == 0


def test_other_forms_are_refused(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--labels", "--format", "sarif", "--root", str(root)]) != 0
    assert "text dan json" in capsys.readouterr().err
