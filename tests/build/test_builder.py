"""Whole builds of a whole site: both ways to the same tree, and failures that change nothing."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import corpus
import pytest
from hashes import tree

from rakor.cli.main import main
from rakor.theme.frame import frame_folder

HOOKS = Path(__file__).parents[2] / "hooks"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of a few fictional bulletins, built once."""
    root = tmp_path_factory.mktemp("situs") / "contoh"
    corpus.write_site(root, 12)
    assert main(["build", "--root", str(root)]) == 0
    return root


@pytest.fixture
def site(made: Path, tmp_path: Path) -> Path:
    """A copy of it to play with."""
    root = tmp_path / "contoh"
    shutil.copytree(made, root)
    return root


def a_bulletin(root: Path) -> Path:
    return sorted((root / "bulletins").rglob("20*.md"))[0]


def mkdocs(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", *arguments],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(HOOKS)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_mkdocs_build_gives_the_same_tree(site: Path) -> None:
    by_rakor = tree(site / "site")
    done = mkdocs(site, "build", "--site-dir", "lain")
    assert done.returncode == 0, done.stderr
    assert tree(site / "lain") == by_rakor
    done = mkdocs(site, "build")
    assert done.returncode == 0, done.stderr
    assert "0 ditulis" in done.stderr
    assert tree(site / "site") == by_rakor


def test_a_second_build_writes_nothing(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stamps = {path: path.stat().st_mtime_ns for path in (site / "site").rglob("*")}
    capsys.readouterr()
    assert main(["build", "--root", str(site), "--format", "json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["written"] == []
    assert figures["removed"] == []
    assert {path: path.stat().st_mtime_ns for path in (site / "site").rglob("*")} == stamps


def test_the_same_input_gives_the_same_bytes_elsewhere(made: Path, tmp_path: Path) -> None:
    root = tmp_path / "folder lain #1 é"
    corpus.write_site(root, 12)
    assert main(["build", "--root", str(root)]) == 0
    assert tree(root / "site") == tree(made / "site")


def test_a_removed_bulletin_takes_its_page_along(site: Path) -> None:
    bulletin = a_bulletin(site)
    page = bulletin.relative_to(site / "bulletins").with_suffix(".html")
    assert (site / "site" / "buletin" / page).is_file()
    bulletin.unlink()
    assert main(["build", "--root", str(site)]) == 0
    assert not (site / "site" / "buletin" / page).exists()


def break_front_matter(root: Path) -> None:
    bulletin = a_bulletin(root)
    bulletin.write_text(bulletin.read_text().replace("judul:", "judull:", 1))


def break_encoding(root: Path) -> None:
    bulletin = a_bulletin(root)
    bulletin.write_bytes(bulletin.read_text().encode("utf-16"))


def break_topics(root: Path) -> None:
    (root / "bulletins" / "topics.yml").write_text("- bukan\n- peta\n")


def break_config(root: Path) -> None:
    (root / "mkdocs.yml").write_text("site_name: [\n")


def break_config_value(root: Path) -> None:
    config = root / "mkdocs.yml"
    config.write_text(config.read_text() + "\nuse_directory_urls: barangkali\n")


def break_edition(root: Path) -> None:
    config = root / "mkdocs.yml"
    config.write_text(config.read_text().split("  edisi:")[0] + "  edisi: kemarin\n")


def break_adapter(root: Path) -> None:
    (root / "hooks" / "bulletins.py").unlink()


def break_template(root: Path) -> None:
    theme = root / "tema"
    theme.mkdir()
    (theme / "base.html").write_text("{% block tidak_ditutup %}")
    use_theme(root)


def break_shell(root: Path) -> None:
    """A theme that looks into its slots cannot be cut into shells."""
    theme = root / "tema"
    theme.mkdir()
    (theme / "base.html").write_text("{{ page.title|truncate(3) }}{{ page.content }}")
    use_theme(root)


def use_theme(root: Path) -> None:
    config = root / "mkdocs.yml"
    config.write_text(config.read_text().replace("theme:\n", "theme:\n  custom_dir: tema\n", 1))


def break_hand_written_page(root: Path) -> None:
    """A page written by hand takes the address of a generated one."""
    (root / "docs" / "wilayah").mkdir()
    (root / "docs" / "wilayah" / "index.md").write_text("# Wilayah\n")


def break_site_folder(root: Path) -> None:
    """The staging folder cannot be made: a file of that name is in the way."""
    (root / ".site.rakor-new").write_text("di sini sudah ada berkas")


BREAKS: list[Callable[[Path], None]] = [
    break_front_matter,
    break_encoding,
    break_topics,
    break_config,
    break_config_value,
    break_edition,
    break_adapter,
    break_template,
    break_shell,
    break_hand_written_page,
    break_site_folder,
]


@pytest.mark.parametrize("break_it", BREAKS)
def test_a_failed_build_leaves_the_site_as_it_was(
    site: Path, break_it: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(site / "site")
    break_it(site)
    assert main(["build", "--root", str(site)]) == 1
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert tree(site / "site") == before


@pytest.mark.parametrize("break_it", BREAKS)
def test_a_failed_mkdocs_build_leaves_the_site_as_it_was(
    site: Path, break_it: Callable[[Path], None]
) -> None:
    before = tree(site / "site")
    break_it(site)
    done = mkdocs(site, "build")
    assert done.returncode != 0
    assert tree(site / "site") == before


def test_problems_are_told_in_both_ways(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    break_front_matter(site)
    place = a_bulletin(site).relative_to(site).as_posix() + ":"
    assert main(["build", "--root", str(site)]) == 1
    by_rakor = capsys.readouterr().err
    by_mkdocs = mkdocs(site, "build").stderr
    for said in (by_rakor, by_mkdocs):
        assert place in said
        assert "judull" in said
        assert "Situs lama tetap seperti semula." in said


def test_a_damaged_or_foreign_frame_is_made_again(site: Path) -> None:
    before = tree(site / "site")
    record = frame_folder(site) / "frame.json"
    whole = record.read_text()
    for damage in (
        "",
        "{}",
        whole[: len(whole) // 2],
        whole.replace("2 ", "1 ", 1),
        whole.replace("Rakor", "Rakur"),
    ):
        record.write_text(damage)
        assert main(["build", "--root", str(site)]) == 0
        assert tree(site / "site") == before
    stored = next((frame_folder(site) / "site").rglob("tema.js"))
    stored.write_text("alert(1)")
    assert main(["build", "--root", str(site)]) == 0
    assert tree(site / "site") == before


def test_a_folder_of_somebody_else_is_left_alone(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "Dokumen"
    folder.mkdir()
    (folder / "surat.txt").write_text("penting")
    assert main(["build", "--root", str(site), "--site-dir", str(folder)]) == 1
    assert "akan menghapus isinya" in capsys.readouterr().err
    assert tree(folder).keys() == {"surat.txt"}
