"""Attachments: what they are, what they give away, and that none of them can hurt."""

from __future__ import annotations

import datetime as dt
import os
import time
from pathlib import Path

import bulletin_text
import foreign
import pytest
from bulletin_text import FOLDER, NAME, put
from foreign import exif, in_jpeg, segment

from rakor.diagnostics import Problem
from rakor.lint.checks import AttachmentContext
from rakor.lint.linter import check, open_project, read_attachment
from rakor.lint.project_check import check_project
from rakor.lint.rules.attached_files import author_of, check_attachment
from rakor.registry import regions

PLACED = in_jpeg(segment(0xE1, b"Exif\0\0" + exif()))
MUTANTS = int(os.environ.get("RAKOR_MUTANTS", "4000"))


def judged(path: str, data: bytes, size: int = 10, *, is_shown: bool = False) -> list[Problem]:
    return check_attachment(AttachmentContext(path, data, size, regions(), not is_shown))


def codes(path: str, data: bytes = b"", size: int = 10, *, is_shown: bool = False) -> list[str]:
    return [problem.code for problem in judged(path, data, size, is_shown=is_shown)]


def test_codes() -> None:
    pdf = foreign.pdf
    assert codes("a/foto.jpg", PLACED) == ["RK508"]
    assert codes("a/foto.jpg", foreign.photo()) == []
    assert codes("a/foto.jpg", foreign.photo(1700, 20), is_shown=True) == ["RK508"]
    assert codes("a/pindaian.jpg", foreign.photo(1700, 20)) == []
    assert codes("a/surat.pdf", pdf(b"/Author (Budi Contoh)")) == ["RK506"]
    assert codes("a/surat.pdf", pdf(picture=PLACED)) == ["RK505"]
    assert codes("a/surat.docx", foreign.docx("Budi Contoh", PLACED)) == ["RK506", "RK505"]
    assert codes("a/surat.pdf", pdf(), 25_000_000) == ["RK615"]
    assert codes("a/foto.jpg", foreign.photo(), 25_000_000, is_shown=True) == []
    assert codes("a/ktp_3513011203900001.jpg", foreign.photo()) == ["RK501"]
    assert codes("a/wa-081234567890.jpg", foreign.photo()) == ["RK502"]
    assert codes("a/2024-11-14-undangan.pdf", pdf()) == []
    assert codes("a/masuk.pdf", b"<html>") == ["RK616"]
    assert codes("a/KOSONG.PDF") == ["RK616"]


def test_monsters_are_named() -> None:
    data = bytearray(foreign.photo(kind="png"))
    data[16:24] = (40_000).to_bytes(4, "big") * 2
    (problem,) = judged("a.png", bytes(data), is_shown=True)
    assert (problem.code, problem.message) == (
        "RK617",
        "Gambar ini 40.000 × 40.000 piksel.",
    )


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.pdf", b"", ("kosong", "Salin lagi")),
        (
            "a.pdf",
            b"version https://git-lfs.github.com/spec/v1\n",
            ("penunjuk Git LFS", "lfs pull"),
        ),
        ("a.xlsx", b"<html>", ("halaman web", "Unduh lagi")),
        ("a.pdf", b"MZ\0\0", ("program", "Hapus berkas ini")),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ("terkunci", "Simpan Sebagai docx")),
        ("a.jpg", b"bukan gambar\n", ("teks biasa", "jpg")),
        ("a.jpg", b"\0\0\0\x18ftypheic", ("HEIC", "jpg")),
        ("foto.jpg", foreign.photo(kind="png"), ("gambar PNG", "foto.png")),
        ("tabel.csv", foreign.samples()["f.xlsx"], ("Excel", "tabel.xlsx")),
        ("a.pdf", bytes(range(1, 200)), ("tidak dikenali", "pdf")),
    ],
)
def test_what_is_something_else_is_named(name: str, data: bytes, words: tuple[str, str]) -> None:
    (problem,) = judged(f"x/{name}", data)
    assert problem.code == "RK616"
    assert words[0] in problem.message
    assert words[1] in problem.remedy


@pytest.mark.parametrize(
    "name",
    ["Muhammad Syahputra", "Adminah", "Hapsari", "Asusanti", "Pcahya", "Kotama Dewi", "Userina"],
)
def test_names_that_hold_the_words_of_machines_are_people(name: str) -> None:
    assert author_of("pdf", foreign.pdf(b"/Author (" + name.encode() + b")")) == name


@pytest.mark.parametrize(
    "name",
    [
        *("HP", "ASUS-PC", "user", "User1", "Admin_2", "Microsoft Office User", "python-docx"),
        *("Dinas Kominfo", "KPU Kab. Contoh", "un-named", "Bagian Humas", "...", "Polres Contoh"),
    ],
)
def test_machines_and_offices_are_nobody(name: str) -> None:
    assert author_of("docx", foreign.docx(name)) == ""


def test_one_that_goes_during_the_check(tmp_path: Path) -> None:
    root = bulletin_text.project(tmp_path)
    put(root, NAME, bulletin_text.text("lampiran:\n  - berkas: undangan.pdf"))
    project = open_project(root)
    (root / "bulletins" / FOLDER / "undangan.pdf").unlink()
    gone = read_attachment(project, f"{FOLDER}/undangan.pdf", True)
    assert isinstance(gone, Problem)
    assert gone.code == "RK101"


def test_what_is_listed_is_a_scan_and_what_is_shown_a_photo(tmp_path: Path) -> None:
    root = bulletin_text.project(tmp_path)
    for name in ("foto", "pindaian"):
        put(root, f"{FOLDER}/{name}.jpg", foreign.photo(1700, 20))
    body = "\n![Foto](foto.jpg)\n\n![Pindaian](pindaian.jpg)\n"
    put(root, NAME, bulletin_text.text("lampiran:\n  - berkas: pindaian.jpg", body))
    noted = [problem.file for problem in check(root).problems if problem.code == "RK508"]
    assert noted == [f"bulletins/{FOLDER}/foto.jpg"]


def test_each_is_looked_into_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = bulletin_text.project(tmp_path)
    (root / "mkdocs.yml").write_text("site_name: Contoh\n", encoding="utf-8")
    photo = put(root, f"{FOLDER}/foto.jpg", PLACED)
    body = "\n![Foto](foto.jpg)\n"
    put(root, NAME, bulletin_text.text("", body))
    looked: list[str] = []

    def noting(attachment: AttachmentContext) -> list[Problem]:
        looked.append(attachment.path)
        return check_attachment(attachment)

    monkeypatch.setattr("rakor.lint.linter.ATTACHMENT_CHECKS", [noting])
    time.sleep(0.1)  # a file just written is not believed to stay
    today = dt.date(2024, 12, 1)

    def found() -> list[str]:
        looked.clear()
        return [one.code for one in check_project(root, today, 1).problems if one.code != "RK614"]

    assert found() == ["RK508"]
    assert len(looked) == 2
    put(root, NAME, bulletin_text.text("", f"{body}\nIsi lain.\n"))
    assert found() == ["RK508"]
    assert looked == []
    put(root, NAME, bulletin_text.text("lampiran:\n  - berkas: foto.jpg", body))
    assert found() == ["RK508"]
    assert looked == [f"{FOLDER}/foto.jpg"]
    photo.write_bytes(foreign.photo())
    assert found() == []
    assert looked == [f"{FOLDER}/foto.jpg"]


@pytest.mark.slow
def test_mutants() -> None:
    resource = pytest.importorskip("resource")  # not on Windows
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    slowest = 0.0
    for name, data in foreign.mutants(MUTANTS, 1):
        begun = time.process_time()
        judged(name, data, is_shown=True)
        slowest = max(slowest, time.process_time() - begun)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"{MUTANTS} files, slowest {slowest:.2f} s, memory +{grown:.0f} MB")
    assert slowest < 5  # far beyond a second only if something grows without bound
    assert grown < 500


def test_a_few_mutants_are_published() -> None:
    from rakor.formats.photos import published_picture

    for _, data in foreign.mutants(400, 2):
        published_picture(data)
        published_picture(data, keep_pixels=True)
