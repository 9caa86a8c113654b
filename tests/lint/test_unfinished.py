"""What a draft lacks stops nobody else's publication."""

from __future__ import annotations

from pathlib import Path

import bulletin_text
import pytest
from bulletin_text import NAME, put

from rakor.diagnostics import Severity
from rakor.lint.linter import check

LACKING = [
    "topik: []",
    "tanggal: 2024-13-45",
    "wilayah: Antah Berantah",
    "instansi:\n  - Dinas Yang Tidak Ada",
    "sumber: 17",
    "mulai: 25.00",
    "terkait:\n  - tidak/ada",
]
DRAFT = "status: draf"


def levels(root: Path) -> dict[str, Severity]:
    return {p.code: p.severity for p in check(root).problems if p.file.endswith(NAME)}


@pytest.mark.parametrize("lines", LACKING)
def test_errors_of_a_draft_are_warnings_until_it_is_none(tmp_path: Path, lines: str) -> None:
    root = bulletin_text.project(tmp_path)
    put(root, NAME, bulletin_text.text(lines))
    published = levels(root)
    assert Severity.ERROR in published.values()

    put(root, NAME, bulletin_text.text(f"{lines}\n{DRAFT}"))
    assert levels(root).keys() == published.keys()
    assert set(levels(root).values()) == {Severity.WARNING}
    assert not check(root).errors


def test_what_a_site_takes_for_an_error_is_none_in_a_draft(tmp_path: Path) -> None:
    root = bulletin_text.project(tmp_path)
    (root / "mkdocs.yml").write_text("extra:\n  pemeriksaan:\n    RK803: galat\n")
    put(root, NAME, bulletin_text.text(body="\nRapat dibuka dari dari Surabaya.\n"))
    assert levels(root) == {"RK803": Severity.ERROR}
    put(root, NAME, bulletin_text.text(DRAFT, "\nRapat dibuka dari dari Surabaya.\n"))
    assert levels(root) == {"RK803": Severity.WARNING}


def test_personal_data_in_a_draft_are_public_all_the_same(tmp_path: Path) -> None:
    root = bulletin_text.project(tmp_path)
    put(root, NAME, bulletin_text.text(DRAFT, "\nNIK 3513011203900001.\n"))
    assert levels(root) == {"RK501": Severity.ERROR}


def test_a_file_that_cannot_be_read_is_no_draft(tmp_path: Path) -> None:
    root = bulletin_text.project(tmp_path)
    put(root, NAME, f'---\n{DRAFT}\njudul: "tanpa penutup\n---\nIsi.\n')
    assert Severity.ERROR in levels(root).values()
