"""What a check gives back, and files that no repository can hold."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import bulletin_text
import pytest
from bulletin_text import FOLDER, ID, NAME, put

from rakor import opener
from rakor.bulletin import Bulletin
from rakor.diagnostics import Severity
from rakor.lint.linter import check
from rakor.lint.selection import OutsideBulletins
from rakor.source.scan import scan_sources


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return bulletin_text.project(tmp_path)


def codes(root: Path) -> list[tuple[str, str]]:
    return [(problem.file, problem.code) for problem in check(root).problems]


def test_good_project(root: Path) -> None:
    put(root, NAME, bulletin_text.text("lampiran:\n  - berkas: undangan.pdf"))
    result = check(root)
    assert result.problems == ()
    assert [bulletin.id for bulletin in result.bulletins] == [
        ID,
        "jawa-timur/2024/2024-11-20-lanjutan",
    ]
    assert result.attachments[ID] == (f"{FOLDER}/undangan.pdf",)
    assert result.files == 4
    assert dict(result.topics.names) == {"pilkada": "Pilkada", "keamanan": "Keamanan"}


def test_warnings_do_not_withhold_a_bulletin(root: Path) -> None:
    put(root, NAME, bulletin_text.text("tempat:"))
    result = check(root)
    assert [problem.severity for problem in result.problems] == [Severity.WARNING]
    assert result.errors == ()
    assert ID in [bulletin.id for bulletin in result.bulletins]


def test_paths_outside_are_refused(root: Path) -> None:
    with pytest.raises(OutsideBulletins, match="tidak berada di dalam"):
        check(root, [root / "docs"])
    assert check(root, [root]).files == check(root, [root / "bulletins"]).files == 1


def test_no_folder(tmp_path: Path) -> None:
    assert codes(tmp_path) == [("bulletins", "RK101")]


def test_no_topics(root: Path) -> None:
    (root / "bulletins" / "topics.yml").unlink()
    assert codes(root) == [("bulletins/topics.yml", "RK705")]


def test_unreadable_topics_do_not_spread(root: Path) -> None:
    put(root, "topics.yml", "pilkada: [a\n")
    assert codes(root) == [("bulletins/topics.yml", "RK126")]


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ("forum: {nama: Forum Contoh, jenis: lembagaa, wilayah: '35.13'}\n", "RK231"),
        ("forum: {nama: Forum Contoh\n", "RK126"),
    ],
)
def test_wrong_agencies_do_not_spread(root: Path, entry: str, code: str) -> None:
    put(root, "agencies.yml", entry)
    put(root, NAME, bulletin_text.text("instansi: [FORUM CONTOH, KPU Kabupaten Probolinggo]"))
    result = check(root)
    assert [(p.file, p.code) for p in result.problems] == [("bulletins/agencies.yml", code)]
    assert ID not in [bulletin.id for bulletin in result.bulletins]


def test_local_agencies_are_known(root: Path) -> None:
    entry = "forum: {nama: Forum Contoh, jenis: lembaga, wilayah: '35.13', sebutan: [Forcon]}\n"
    put(root, "agencies.yml", entry)
    put(root, NAME, bulletin_text.text("instansi: [Forum Contoh, Forcon]"))
    result = check(root)
    # One agency under two names is one too many (RK215), but both names lead to it.
    assert {p.code for p in result.problems} <= {"RK215", "RK614"}
    agencies = next(b for b in result.bulletins if b.id == ID).agencies
    assert agencies[1:] == ("lokal-forum",)


def test_links_pipes_and_folders(root: Path) -> None:
    folder = root / "bulletins" / FOLDER
    (folder / "2024-11-14-tautan.md").symlink_to("/etc/passwd")
    (folder / "foto.png").symlink_to(folder / "tidak-ada")
    os.mkfifo(folder / "2024-11-14-pipa.md")
    (folder / "2024-11-14-folder.md").mkdir()
    put(root, NAME, bulletin_text.text("lampiran:\n  - berkas: foto.png"))
    assert codes(root) == [
        (f"bulletins/{FOLDER}/2024-11-14-folder.md", "RK101"),
        (f"bulletins/{FOLDER}/2024-11-14-pipa.md", "RK101"),
        (f"bulletins/{FOLDER}/2024-11-14-tautan.md", "RK102"),
        (f"bulletins/{FOLDER}/foto.png", "RK102"),
    ]


def test_a_file_that_becomes_a_link_is_not_followed(root: Path) -> None:
    path = put(root, NAME, bulletin_text.text())
    sources = scan_sources(root)
    path.unlink()
    path.symlink_to("/etc/passwd")
    problems = check(root, sources=sources).problems
    assert [(one.file, one.code) for one in problems] == [(f"bulletins/{NAME}", "RK101")]


def test_unreadable(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(root, NAME, bulletin_text.text())
    real = os.open

    def refuse(path: str, flags: int, mode: int = 0o666, dir_fd: int | None = None) -> int:
        if str(path).endswith("contoh.md"):
            raise PermissionError(13, "Permission denied", path)
        return real(path, flags, mode, dir_fd=dir_fd)

    monkeypatch.setattr(opener, "os", SimpleNamespace(**{**vars(os), "open": refuse}))
    assert codes(root) == [(f"bulletins/{NAME}", "RK101")]


def test_too_large(root: Path) -> None:
    put(root, NAME, bulletin_text.text(body="\n" + "Isi contoh. " * 250_000))
    assert codes(root) == [(f"bulletins/{NAME}", "RK103")]


def test_names_that_windows_refuses(root: Path) -> None:
    put(root, f"{FOLDER}/aux.pdf", b"%PDF-1.4")
    (root / "bulletins" / "con").mkdir()
    found = [code for _, code in codes(root) if code != "RK614"]
    assert found == ["RK153", "RK153"]


def test_addresses_that_are_too_long(root: Path) -> None:
    put(root, f"{FOLDER}/2024-11-14-{'panjang-' * 20}contoh.md", bulletin_text.text())
    (problem,) = check(root).problems
    assert problem.code == "RK155"
    assert "228 huruf" in problem.message


def test_names_that_differ_in_case_only(root: Path) -> None:
    put(root, f"{FOLDER}/UNDANGAN.pdf", b"contoh")
    assert (f"bulletins/{FOLDER}/undangan.pdf", "RK154") in codes(root)


def test_names_that_are_not_text(root: Path) -> None:
    folder = os.fsencode(root / "bulletins" / FOLDER)
    try:
        with open(folder + b"/2024-11-14-caf\xe9.md", "wb") as file:  # noqa: PTH123 - bytes
            file.write(bulletin_text.text().encode())
    except OSError:
        pytest.skip("this disk takes names in UTF-8 only")
    assert codes(root) == [(f"bulletins/{FOLDER}/2024-11-14-caf\\xe9.md", "RK152")]


def test_files_that_systems_leave_behind_are_ignored(root: Path) -> None:
    for name in (".DS_Store", "Thumbs.db", "desktop.ini", "~$surat.docx", ".konsep.md.swp"):
        put(root, f"{FOLDER}/{name}", b"contoh")
    assert codes(root) == []


def test_the_model_has_the_last_word(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(root, NAME, bulletin_text.text("angka:\n  - nilai: 12\n  - nilai: 13"))
    real = Bulletin.from_fields

    def stricter(data: dict[str, object]) -> Bulletin:
        figures = data["figures"]
        assert isinstance(figures, list)
        if figures:
            figures[1]["value"] = 13
        return real(data)

    monkeypatch.setattr(Bulletin, "from_fields", stricter)
    (problem,) = check(root).problems
    assert problem.code == "RK148"
    assert (problem.span.line, problem.span.column) == (15, 12)


def test_ten_thousand_lines_of_links_are_quick(root: Path) -> None:
    put(root, NAME, bulletin_text.text(body="\n" + "[" * 200_000 + "](" * 100_000 + "<!--" * 9_000))
    before = time.process_time()
    check(root)
    # Seconds on the slowest machine; what is quadratic takes minutes.
    assert time.process_time() - before < 20


def test_thousands_of_wrong_keys_are_quick(root: Path) -> None:
    keys = "\n".join(f"kunci_{number}: nilai" for number in range(4_000))
    put(root, NAME, bulletin_text.text(keys))
    before = time.process_time()
    assert len(check(root).problems) == 500
    assert time.process_time() - before < 20


def test_the_linter_brings_all_checks_with_it() -> None:
    """Whatever else a program imports: a check without rules would find nothing wrong."""
    code = (
        "import rakor.lint.linter\n"
        "from rakor.lint.checks import FILE_CHECKS, PROJECT_CHECKS\n"
        "assert len(FILE_CHECKS) > 10 and PROJECT_CHECKS"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
