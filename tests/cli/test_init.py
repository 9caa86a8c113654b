"""``rakor init``: asks for what is missing, overwrites nothing, and leaves a site that builds."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from rakor.cli.main import FINE, PROBLEMS, main
from rakor.settings import find_root

GIVEN = ("--name", "Kantor Contoh", "--region", "74.06", "--publisher", "Bagian Contoh")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def init(folder: Path, *options: str) -> int:
    return main(["init", str(folder), *options])


def files(folder: Path) -> list[str]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path.relative_to(folder).as_posix() for path in found)


def test_all_that_is_named_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = (*GIVEN, "--contact", "a@contoh.example", "--url", "https://contoh.example")
    assert init(tmp_path / "situs", *given) == FINE
    said = capsys.readouterr().out
    assert "Langkah berikutnya" in said
    assert "rakor new" in said
    config = (tmp_path / "situs" / "mkdocs.yml").read_text(encoding="utf-8")
    assert 'site_name: "Kantor Contoh"\n' in config
    assert 'wilayah: "74.06"\n' in config
    assert '"https://contoh.example/"' in config
    assert 'surel: "a@contoh.example"\n' in config
    assert find_root(tmp_path / "situs" / "docs") == tmp_path / "situs"
    assert main(["check", "--root", str(tmp_path / "situs")]) == FINE
    assert "RK807" in capsys.readouterr().out


def test_what_is_missing_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = ["", "Kantor Contoh", "Probolinggo", "2", "Bagian Contoh", "bukan surel", ""]
    answers += ["contoh", "", "svn", "gitlab"]
    monkeypatch.setattr("sys.stdin", Terminal("\n".join(answers) + "\n"))
    assert init(tmp_path / "situs") == FINE
    said = capsys.readouterr().out
    for wrong in ("Tulis nama", "bukan alamat surel", "bukan alamat.", "github atau gitlab"):
        assert wrong in said
    made = files(tmp_path / "situs")
    assert ".gitlab-ci.yml" in made
    assert any(name.startswith("bulletins/jawa-timur/kota-probolinggo/") for name in made)


def test_a_folder_that_has_something_is_asked_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mkdocs.yml").write_text("milik orang lain")
    assert init(tmp_path, *GIVEN) == PROBLEMS
    assert "--keep" in capsys.readouterr().err
    monkeypatch.setattr("sys.stdin", Terminal("tidak\n"))
    assert init(tmp_path, *GIVEN) == PROBLEMS
    assert "Tidak ada yang dibuat" in capsys.readouterr().err
    assert files(tmp_path) == ["mkdocs.yml"]
    monkeypatch.setattr("sys.stdin", Terminal("ya\n\n\n\n"))
    assert init(tmp_path, *GIVEN) == FINE
    assert "Sudah ada, tidak diubah: mkdocs.yml" in capsys.readouterr().out
    assert (tmp_path / "mkdocs.yml").read_text() == "milik orang lain"
    made = files(tmp_path)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert init(tmp_path, *GIVEN, "--keep") == FINE
    assert files(tmp_path) == made


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "--name"),
        (("--name", "Kantor"), "--region"),
        (("--name", "Kantor", "--region", "74.06"), "--publisher"),
        ((*GIVEN[:2], "--region", "Antah Berantah"), "tidak dikenal"),
        ((*GIVEN, "--contact", "bukan"), "bukan alamat surel"),
        ((*GIVEN, "--url", "javascript:alert(1)"), "bukan alamat"),
        ((*GIVEN, "--url", "https://a b/"), "bukan alamat"),
        (("--name", " ", *GIVEN[2:]), "Tulis nama"),
        (("--name", "a\x1b[31mb", *GIVEN[2:]), "Tulis nama"),
        (("--name", "a" * 121, *GIVEN[2:]), "Tulis nama"),
    ],
)
def test_what_cannot_be_asked_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], said: str
) -> None:
    assert init(tmp_path / "situs", *options) == PROBLEMS
    assert said in capsys.readouterr().err
    assert not (tmp_path / "situs").exists()


def test_a_person_who_leaves_ends_it_with_a_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal(""))
    assert init(tmp_path / "situs") == PROBLEMS
    assert "belum dijawab" in capsys.readouterr().err


def test_a_file_or_a_closed_folder_is_no_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "berkas").write_text("")
    assert init(tmp_path / "berkas", *GIVEN) == PROBLEMS
    assert "adalah berkas" in capsys.readouterr().err
    assert init(tmp_path / "berkas" / "situs", *GIVEN) == PROBLEMS
    assert "galat" in capsys.readouterr().err
    if os.name != "nt" and os.geteuid():
        (tmp_path / "tutup").mkdir(mode=0o500)
        assert init(tmp_path / "tutup" / "situs", *GIVEN) == PROBLEMS
