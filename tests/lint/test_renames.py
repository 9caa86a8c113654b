"""``--fix`` writes names with blanks and capitals right, and all that refers to them follows."""

from __future__ import annotations

from pathlib import Path

import bulletin_text
import pytest
from bulletin_text import FOLDER, NAME, put

from rakor.cli.main import main
from rakor.content.tree import name_of
from rakor.lint.fix import apply_changes, plan_fixes
from rakor.lint.linter import check

PDF = b"%PDF-1.4 contoh"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_text("site_name: Contoh\n")
    return bulletin_text.project(tmp_path)


def mended(root: Path) -> set[str]:
    """What lies below ``bulletins/`` when all is mended that can be."""
    plan = plan_fixes(root)
    apply_changes(root, plan)
    assert plan_fixes(root) == []
    files = (path for path in (root / "bulletins").rglob("*") if path.is_file())
    return {path.relative_to(root / "bulletins").as_posix() for path in files}


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("2024-11-14 Rapat Contoh.md", "2024-11-14-rapat-contoh.md"),
        ("2024-11-14-Rapat-Contoh.md", "2024-11-14-rapat-contoh.md"),
        ("2024-11-14_rapat_contoh.md", "2024-11-14-rapat-contoh.md"),
        ("2024-11-14-rapat–contoh (2).md", "2024-11-14-rapat-contoh-2.md"),
        ("2024-11-14-kopi-luwak-señal.MD", "2024-11-14-kopi-luwak-senal.md"),
        ("2024-11-14-rapat.Md", "2024-11-14-rapat.md"),
        ("2024-11-14-rapat.markdown", "2024-11-14-rapat.md"),
        ("Surat Undangan (1).pdf", "surat-undangan-1.pdf"),
        ("foto rapat.JPG", "foto-rapat.jpg"),
        ("daftar hadir v1.2.xlsx", "daftar-hadir-v1-2.xlsx"),
        ("rapat contoh.md", ""),  # which day?
        ("14-11-2024 rapat.md", ""),
        ("2024-13-14 rapat.md", ""),
        ("会.pdf", ""),
    ],
)
def test_a_name_in_the_right_form(wrong: str, right: str) -> None:
    assert name_of(wrong) == right


@pytest.mark.parametrize(
    "name",
    ["2024-11-14-Contoh Lain.md", "2024-11-14 contoh lain.md", "2024-11-14-contoh-lain.MD"],
)
def test_a_bulletin_gets_its_name_and_is_mended_too(root: Path, name: str) -> None:
    put(root, f"{FOLDER}/{name}", bulletin_text.text("lokasi: Aula Contoh"))
    (told,) = [p for p in check(root).problems if p.code == "RK152"]
    assert "2024-11-14-contoh-lain.md" in told.remedy
    assert ".md" in told.cause
    files = mended(root)
    new = f"{FOLDER}/2024-11-14-contoh-lain.md"
    assert (new in files, f"{FOLDER}/{name}" in files) == (True, False)
    text = (root / "bulletins" / new).read_text(encoding="utf-8")
    assert "tempat: Aula Contoh" in text
    assert "alamat_lama" not in text  # it could not be published under such a name
    assert check(root).problems == ()


def test_it_goes_to_its_place_at_once(root: Path) -> None:
    wrong = "jawa-timur/kota-probolinggo/2024/2024-11-13 Rapat Contoh.md"
    put(root, wrong, bulletin_text.text())
    assert f"{FOLDER}/2024-11-14-rapat-contoh.md" in mended(root)


REFERRING = (
    ("lampiran:\n  - berkas: {}", "", "berkas: surat-undangan-1.pdf"),
    ('lampiran:\n  - berkas: "{}"  # dari camat', "", '"surat-undangan-1.pdf"  # dari'),
    ("", "[Surat](<{}>)", "[Surat](<surat-undangan-1.pdf>)"),
    ("", "[Surat](Surat%20Undangan%20(1).pdf 'Judul')", "[Surat](surat-undangan-1.pdf 'Judul')"),
    ("", "[Surat][s]\n\n[s]: Surat%20Undangan%20(1).pdf", "[s]: surat-undangan-1.pdf"),
    ("", '<a href="{}">Surat</a>', '<a href="surat-undangan-1.pdf">Surat</a>'),
)


@pytest.mark.parametrize(("extra", "body", "expected"), REFERRING)
def test_an_attachment_is_renamed_and_referred_to(
    root: Path, extra: str, body: str, expected: str
) -> None:
    name = "Surat Undangan (1).pdf"
    put(root, f"{FOLDER}/{name}", PDF)
    text = bulletin_text.text(extra.format(name), f"\n{body.format(name)}\n")
    put(root, NAME, text)
    files = mended(root)
    assert f"{FOLDER}/surat-undangan-1.pdf" in files
    assert f"{FOLDER}/{name}" not in files
    after = (root / "bulletins" / NAME).read_text(encoding="utf-8")
    assert expected in after
    changed = [(a, b) for a, b in zip(text.split("\n"), after.split("\n"), strict=True) if a != b]
    assert len(changed) == 1  # nothing else was touched
    assert {p.code for p in check(root).problems} <= {"RK902"}  # which speaks of tags
    assert (root / "bulletins" / FOLDER / "surat-undangan-1.pdf").read_bytes() == PDF


def test_what_lies_in_other_folders_follows(root: Path) -> None:
    put(root, "jawa-timur/2024/Peta Rawan.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 40)
    put(root, NAME, bulletin_text.text(body="\n![Peta](../../2024/Peta%20Rawan.png)\n"))
    assert "jawa-timur/2024/peta-rawan.png" in mended(root)
    after = (root / "bulletins" / NAME).read_text(encoding="utf-8")
    assert "![Peta](../../2024/peta-rawan.png)" in after


def test_no_file_takes_the_name_of_another(root: Path) -> None:
    """Two that would get one name, and one whose name is taken: whose it is must be asked."""
    for name, data in (("Surat 1.pdf", b"%PDF-1.4 satu"), ("surat_1.PDF", b"%PDF-1.4 dua")):
        put(root, f"{FOLDER}/{name}", data)
    put(root, f"{FOLDER}/peta.pdf", b"%PDF-1.4 tiga")
    put(root, f"{FOLDER}/Peta!.pdf", b"%PDF-1.4 empat")
    put(root, NAME, bulletin_text.text())
    put(root, f"{FOLDER}/2024-11-14 Contoh.md", bulletin_text.text())
    folder = root / "bulletins" / FOLDER
    before = sorted(path.read_bytes() for path in folder.iterdir())
    told = {p.file.rpartition("/")[2]: p for p in check(root).problems if p.code == "RK152"}
    assert told["Peta!.pdf"].fix is told["2024-11-14 Contoh.md"].fix is None
    assert "sudah dipakai" in told["Peta!.pdf"].remedy
    files = mended(root)
    assert sorted(path.read_bytes() for path in folder.iterdir()) == before
    assert {f"{FOLDER}/peta.pdf", f"{FOLDER}/Peta!.pdf"} <= files
    assert {NAME, f"{FOLDER}/2024-11-14 Contoh.md"} <= files


def test_only_what_is_asked_for_is_renamed(root: Path) -> None:
    put(root, f"{FOLDER}/Surat 1.pdf", PDF)
    put(root, NAME, bulletin_text.text())
    assert plan_fixes(root, [root / "bulletins" / NAME]) == []
    assert plan_fixes(root, [root / "bulletins" / FOLDER]) != []


def test_the_command_tells_and_the_difference_shows(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(root, f"{FOLDER}/Surat 1.pdf", PDF)
    put(root, NAME, bulletin_text.text("lampiran:\n  - berkas: Surat 1.pdf"))
    main(["check", "--root", str(root), "--diff"])
    shown = capsys.readouterr().out
    assert f"--- bulletins/{FOLDER}/Surat 1.pdf\n+++ bulletins/{FOLDER}/surat-1.pdf" in shown
    assert "+  - berkas: surat-1.pdf" in shown
    assert main(["check", "--root", str(root), "--fix"]) == 0
    assert f"surat-1.pdf (dipindahkan dari bulletins/{FOLDER}/Surat 1.pdf): RK152" in (
        capsys.readouterr().err
    )


def test_no_bulletin_is_sent_to_a_place_that_is_taken(root: Path) -> None:
    put(root, NAME, bulletin_text.text())
    put(root, NAME.replace("kabupaten", "kota"), bulletin_text.text())
    put(root, f"{FOLDER}/2024-11-13-contoh.md", bulletin_text.text())
    found = [p for p in check(root).problems if p.code in {"RK150", "RK151"}]
    assert len(found) == 2
    for problem in found:
        assert problem.fix is None
        assert f"andingkan dengan bulletins/{NAME}, yang sudah ada" in problem.remedy
        assert "indahkan" not in problem.remedy
    assert plan_fixes(root) == []
