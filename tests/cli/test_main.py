"""The command line as a person meets it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import corpus
import pytest

from rakor.cli.main import FINE, PROBLEMS, WRONG_USE, main
from rakor.lint.catalogue import CATALOGUE


@pytest.fixture
def site(tmp_path: Path) -> Path:
    corpus.write_site(tmp_path / "contoh", 3)
    return tmp_path / "contoh"


def bulletin(site: Path) -> Path:
    """The first bulletin of a meeting that was held."""
    found = sorted((site / "bulletins").rglob("20*.md"))
    return next(path for path in found if "\nstatus:" not in path.read_text())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "kurang: PERINTAH"),
        (["bangun"], "'bangun' tidak dikenal"),
        (["build", "--cepat"], "tidak dikenal: --cepat"),
        (["serve", "--port", "delapan"], "bukan nomor porta"),
        (["build", "--jobs", "dua"], "bukan angka"),
        (["check", "--format", "xml"], "pilih salah satu"),
        (["build", "--site-dir"], "nilainya belum ditulis"),
    ],
)
def test_wrong_use_is_told_in_indonesian(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == WRONG_USE
    error = capsys.readouterr().err
    assert said in error
    assert "pemakaian: rakor" in error


@pytest.mark.parametrize("command", [[], ["check"], ["build"], ["serve"], ["explain"]])
def test_help_is_indonesian(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([*command, "--help"])
    assert stopped.value.code == FINE
    text = capsys.readouterr().out
    assert text.startswith("pemakaian: rakor")
    assert not {"usage", "options", "show", "positional"} & set(text.lower().split())


def test_outside_a_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--root", str(tmp_path)]) == PROBLEMS
    assert "Tidak ada berkas mkdocs.yml" in capsys.readouterr().err


def test_the_site_is_found_from_below(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--root", str(site)]) == FINE
    said = capsys.readouterr().out
    assert "4 berkas" in said
    monkeypatch.chdir(bulletin(site).parent)
    assert main(["check"]) == FINE
    assert capsys.readouterr().out == said


def test_check_says_where_in_both_forms(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = bulletin(site)
    text = path.read_text()
    path.write_text(text.replace("ringkasan:", "ringkas:", 1))
    line = text[: text.index("ringkasan:")].count("\n") + 1
    place = path.relative_to(site).as_posix()

    assert main(["check", "--root", str(site)]) == PROBLEMS
    assert f"{place}:{line}:1\n" in capsys.readouterr().out

    assert main(["check", "--root", str(site), "--format", "json"]) == PROBLEMS
    problems = [json.loads(row) for row in capsys.readouterr().out.splitlines()]
    expected = {"file": place, "line": line, "column": 1}
    assert any(expected.items() <= problem.items() for problem in problems)
    assert all(problem["remedy"] and problem["cause"] for problem in problems)


def test_check_of_one_file(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad, *_ = sorted((site / "bulletins").rglob("20*.md"))
    bad.write_text("tanpa bagian depan\n")
    assert main(["check", "--root", str(site), str(good)]) == FINE
    assert main(["check", "--root", str(site), str(bad)]) == PROBLEMS
    assert main(["check", "--root", str(site), str(site / "tidak-ada.md")]) == PROBLEMS
    assert "tidak ada. Periksa ejaannya" in capsys.readouterr().err


def test_a_file_that_is_no_bulletin_is_told(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = bulletin(site).with_suffix(".md.txt")
    path.write_text("disimpan dengan Notepad")
    assert main(["check", "--root", str(site), str(path)]) == PROBLEMS
    assert "berakhir dengan .md" in capsys.readouterr().err


def test_explain(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "rk203"]) == FINE
    text = capsys.readouterr().out
    assert text.startswith("RK203")
    assert "Salah:" in text
    assert "Benar:" in text
    assert main(["explain", "RK20"]) == PROBLEMS
    assert "RK201, RK202" in capsys.readouterr().err


@pytest.mark.parametrize("written", ["311", "rk-311", "RK 311"])
def test_explain_knows_what_is_meant(written: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", written]) == FINE
    assert capsys.readouterr().out.startswith("RK311 ")


def test_explain_offers_no_code_that_only_looks_alike(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "RK999"]) == PROBLEMS
    said = capsys.readouterr().err
    assert set(re.findall(r"RK\d{3}", said)) == {
        "RK999",
        *(code for code in CATALOGUE if code.startswith("RK9")),
    }
    assert main(["explain", "xyz"]) == PROBLEMS
    assert "RK dan tiga angka" in capsys.readouterr().err


def test_the_site_may_be_named_before_the_command(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    after = main(["check", "--root", str(site)]), capsys.readouterr().out
    assert (main(["--root", str(site), "check"]), capsys.readouterr().out) == after
    elsewhere = str(tmp_path / "lain")
    assert main(["--root", elsewhere, "check", "--root", str(site)]) == after[0]


def test_a_draft_is_counted_but_not_shown(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = bulletin(site)
    path.write_text(path.read_text().replace("judul:", "status: draf\njudul:", 1))
    assert main(["build", "--root", str(site)]) == FINE
    assert "1 buletin belum dimuat" in capsys.readouterr().out
    page = path.relative_to(site / "bulletins").with_suffix(".html")
    assert not (site / "site" / "buletin" / page).exists()
