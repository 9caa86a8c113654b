"""The short way: when it says that nothing is to be done, and when it leaves that to the build."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import corpus
import pytest

from rakor.build.up_to_date import look, summary
from rakor.cli.main import main
from rakor.incremental.state import STATE_NAME
from rakor.settings import STORE_NAME
from rakor.source import scan


def build(root: Path) -> None:
    """Build a site whose files count as written long ago, however little that is."""
    grain, scan._GRAIN = scan._GRAIN, 0
    try:
        assert main(["build", "--root", str(root), "--jobs", "1"]) == 0
    finally:
        scan._GRAIN = grain


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that was built with nothing to say about it."""
    root = tmp_path_factory.mktemp("situs") / "contoh"
    corpus.write_site(root, 4)
    config = root / "mkdocs.yml"
    publisher = "extra:\n  penerbit: {nama: Kantor contoh, surel: kantor@contoh.example}\n"
    config.write_text(config.read_text().replace("extra:\n", publisher, 1))
    build(root)
    return root


def bulletin(root: Path) -> Path:
    return sorted((root / "bulletins").rglob("20*.md"))[0]


def test_a_site_that_stands_as_it_was_built_is_up_to_date(built: Path) -> None:
    found = look(built, None)
    assert found.figures is not None
    assert set(found.figures["seconds"]) == {"look", "total"}
    assert found.figures["bulletins"] == 4
    assert found.figures["written"] == found.figures["removed"] == []
    assert look(built, built / "site").figures is not None


def _rewrite(root: Path) -> None:
    path = bulletin(root)
    path.write_bytes(path.read_bytes())


def _same_size_and_time(root: Path) -> None:
    path = bulletin(root)
    status, data = path.stat(), path.read_bytes()
    path.write_bytes(data[:-2] + b"x\n")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def _append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


CHANGES: dict[str, Callable[[Path], object]] = {
    "a bulletin is written again": _rewrite,
    "a bulletin keeps size and time": _same_size_and_time,
    "a bulletin goes": lambda root: bulletin(root).unlink(),
    "a bulletin is renamed": lambda root: bulletin(root).rename(bulletin(root).with_suffix(".bak")),
    "a file comes": lambda root: (root / "bulletins" / "baru.txt").write_text("x"),
    "topics change": lambda root: _append(root / "bulletins" / "topics.yml", "# x\n"),
    "a page is written by hand": lambda root: (root / "docs" / "baru.md").write_text("# Baru\n"),
    "the configuration changes": lambda root: _append(root / "mkdocs.yml", "# x\n"),
    "a page of the site goes": lambda root: (root / "site" / "index.html").unlink(),
    "a page of the site is exchanged": lambda root: (root / "site" / "index.html").rename(
        root / "site" / "a.html"
    ),
    "a file lands in the site": lambda root: (root / "site" / "wilayah" / "a.txt").write_text("x"),
    "the mark goes": lambda root: (root / "site" / "rakor.txt").unlink(),
    "the site goes": lambda root: shutil.rmtree(root / "site"),
    "the state goes": lambda root: (root / STORE_NAME / STATE_NAME).unlink(),
    "the state is no state": lambda root: (root / STORE_NAME / STATE_NAME).write_text("x"),
    "the frame goes": lambda root: shutil.rmtree(root / STORE_NAME / "frame"),
    "the frame is damaged": lambda root: _append(root / STORE_NAME / "frame" / "frame.json", "x"),
    "no configuration": lambda root: (root / "mkdocs.yml").unlink(),
}
# One of each sort in an ordinary run; each needs a build of its own.
_USUAL = {"a bulletin keeps size and time", "a page of the site goes", "topics change"}


@pytest.mark.parametrize(
    "change",
    [one if one in _USUAL else pytest.param(one, marks=pytest.mark.slow) for one in CHANGES],
)
def test_whatever_changed_is_left_to_the_build(built: Path, tmp_path: Path, change: str) -> None:
    root = tmp_path / "contoh"
    shutil.copytree(built, root)
    build(root)
    assert look(root, None).figures is not None
    CHANGES[change](root)
    assert look(root, None).figures is None


def test_a_copy_of_a_site_is_no_proof(built: Path, tmp_path: Path) -> None:
    """Other files stand at the same names: nothing proves that they are those."""
    root = tmp_path / "contoh"
    shutil.copytree(built, root)
    assert look(root, None).figures is None


def test_another_folder_is_another_site(built: Path, tmp_path: Path) -> None:
    assert look(built, tmp_path / "lain").figures is None


def test_nothing_at_all_is_left_to_the_build(tmp_path: Path) -> None:
    assert look(tmp_path / "tidak-ada", None).figures is None


@pytest.mark.parametrize(
    ("withheld", "end"),
    [(0, "(1,3 detik)."), (2, " 2 buletin belum dimuat (draf atau belum tanggal terbitnya).")],
)
def test_figures_in_a_line(withheld: int, end: str) -> None:
    figures = {
        "bulletins": 12,
        "files": 40,
        "written": ["a", "b"],
        "removed": ["c"],
        "withheld": withheld,
        "seconds": {"total": 1.26},
    }
    line = summary(figures)
    assert line.startswith("12 buletin, 40 berkas situs: 2 ditulis, 38 tetap, 1 dihapus")
    assert line.endswith(end)
