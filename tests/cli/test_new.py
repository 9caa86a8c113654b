"""``rakor new``: asks what it must know, writes one file, and overwrites none."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from rakor.cli.main import FINE, PROBLEMS, main
from rakor.content.keys import BULLETIN
from rakor.lint.linter import check
from rakor.source.writer import Writer

TITLE = "Rapat koordinasi contoh untuk pengujian"
FILE = "bulletins/jawa-timur/kabupaten-malang/2024/2024-11-14-rakor-contoh-untuk-pengujian.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_text("site_name: Contoh\n")
    (tmp_path / "bulletins").mkdir()
    (tmp_path / "bulletins" / "topics.yml").write_text("pilkada: Pilkada\n")
    return tmp_path


def new(root: Path, *options: str) -> int:
    return main(["--root", str(root), "new", *options])


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_file_that_only_lacks_what_nobody_knows_yet(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ("--region", "Kab. Malang", "--date", "14/11/2024", "--title", TITLE)
    assert new(root, *given) == FINE
    assert FILE in capsys.readouterr().out
    assert {problem.code for problem in check(root).problems} == {"RK132"}
    text = (root / FILE).read_text(encoding="utf-8")
    for key in BULLETIN.values():
        assert (
            (f"\n{key.name}:" in text)
            or (f"# {key.name}:" in text)
            or key.name
            in {
                "ralat",
                "alamat_lama",
            }
        )
    # A comment becomes a key by taking its sign off, and the writer finds its way.
    writer = Writer((root / FILE).read_bytes())
    writer.set(("penyelenggara",), "Pemkab Malang")
    writer.set(("instansi",), ["KPU"])
    writer.set(("topik",), ["pilkada"])
    writer.set(("ringkasan",), "Ringkasan contoh untuk pengujian.")
    writer.set(("sumber",), [{"nama": "Situs Contoh"}])
    (root / FILE).write_bytes(writer.to_bytes() + b"Isi contoh untuk pengujian.\n")
    assert check(root).problems == ()


def test_what_is_missing_is_asked_for(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = ["Probolinggo", "9", "Probolinggo", "2", "kemarin", "2024-11-14", "pendek", TITLE]
    monkeypatch.setattr("sys.stdin", Terminal("\n".join(answers) + "\n"))
    assert new(root) == FINE
    said = capsys.readouterr().out
    assert "Kota Probolinggo (35.74)" in said
    assert "bukan tanggal" in said
    assert list(root.glob("bulletins/jawa-timur/kota-probolinggo/2024/2024-11-14-*.md"))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "--region"),
        (("--region", "35.07"), "--date"),
        (("--region", "35.07", "--date", "2024-11-14"), "--title"),
        (("--region", "Probolinggo"), "35.74"),
        (("--region", "Antah Berantah"), "tidak dikenal"),
        (("--region", "35.13.10"), "Kabupaten Probolinggo (35.13)"),
        (("--region", "35.07", "--date", "31/2/2024"), "bukan tanggal"),
        (("--region", "35.07", "--date", "2024-11-14", "--title", "a"), "paling pendek"),
    ],
)
def test_what_cannot_be_asked_is_said(
    root: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], said: str
) -> None:
    assert new(root, *options) == PROBLEMS
    assert said in capsys.readouterr().err
    assert not list(root.rglob("*.md"))


def test_no_file_is_overwritten(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ("--region", "35.07", "--date", "2024-11-14", "--title", TITLE)
    assert new(root, *given) == FINE
    (root / FILE).write_text("milik orang lain")
    assert new(root, *given) == PROBLEMS
    assert "sudah ada" in capsys.readouterr().err
    assert (root / FILE).read_text() == "milik orang lain"


def test_a_link_on_the_way_is_not_followed(root: Path, tmp_path: Path) -> None:
    away = tmp_path / "lain"
    away.mkdir()
    (root / "bulletins" / "jawa-timur").symlink_to(away)
    assert new(root, "--region", "35.07", "--date", "2024-11-14", "--title", TITLE) == PROBLEMS
    assert not list(away.iterdir())
