"""One state for check, build and serve; and builds that meet."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import corpus
import pytest
from hashes import tree

from rakor.cli.main import main
from rakor.incremental.lock import BuildRunning, locked_site
from rakor.incremental.state import STATE_NAME, State
from rakor.lint import linter
from rakor.settings import STORE_NAME

HOOKS = Path(__file__).parents[2] / "hooks"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site that was never checked nor built."""
    corpus.write_site(tmp_path / "situs", 12)
    return tmp_path / "situs"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The bulletins that checks read, in order."""
    paths: list[str] = []
    check_file = linter.check_file

    def noting(path: str, *arguments: object) -> object:
        paths.append(path)
        return check_file(path, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(linter, "check_file", noting)
    return paths


def settle() -> None:
    """Wait until time stamps prove something."""
    threading.Event().wait(0.1)


def bulletins(root: Path) -> list[Path]:
    return sorted((root / "bulletins").rglob("20*.md"))


def test_a_check_warms_a_build_and_a_build_a_check(root: Path, read: list[str]) -> None:
    settle()
    assert main(["check", "--root", str(root)]) == 0
    assert len(read) == 12
    assert main(["build", "--root", str(root)]) == 0
    assert len(read) == 12
    changed = bulletins(root)[3]
    changed.write_text(changed.read_text() + "\nKalimat contoh.\n")
    settle()
    assert main(["build", "--root", str(root)]) == 0
    assert len(read) == 13
    (root / STORE_NAME / "lain").mkdir()
    assert main(["check", "--root", str(root)]) == 0
    assert len(read) == 13


def test_a_second_site_folder_shares_what_is_known_of_files(
    root: Path, read: list[str], tmp_path: Path
) -> None:
    settle()
    assert main(["build", "--root", str(root)]) == 0
    assert main(["build", "--root", str(root), "--site-dir", str(tmp_path / "lain")]) == 0
    assert len(read) == 12
    assert tree(tmp_path / "lain") == tree(root / "site")


def test_a_body_that_a_check_saw_first_is_still_published(root: Path) -> None:
    """What is known of files is newer than the site then."""
    assert main(["build", "--root", str(root)]) == 0
    changed = bulletins(root)[5]
    changed.write_text(changed.read_text() + "\nKalimat yang baru.\n")
    settle()
    assert main(["check", "--root", str(root)]) == 0
    assert main(["build", "--root", str(root)]) == 0
    page = changed.relative_to(root / "bulletins").with_suffix(".html")
    assert "Kalimat yang baru." in (root / "site" / "buletin" / page).read_text()


def test_a_partial_check_forgets_nothing(root: Path, read: list[str]) -> None:
    settle()
    assert main(["build", "--root", str(root)]) == 0
    assert main(["check", str(bulletins(root)[0]), "--root", str(root)]) == 0
    read.clear()
    settle()
    assert main(["check", "--root", str(root)]) == 0
    assert not read


def test_each_bulletin_is_read_once_in_a_build(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settle()
    opened: list[str] = []
    from rakor.opener import Folder

    open_file = Folder.open

    def noting(self: Folder, path: str, *arguments: object) -> int:
        opened.append(path)
        return open_file(self, path, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Folder, "open", noting)
    assert main(["build", "--root", str(root), "--jobs", "1"]) == 0
    of_bulletins = [path for path in opened if path.endswith(".md")]
    assert len(of_bulletins) == len(set(of_bulletins)) == 12


def test_clean_believes_nothing(root: Path) -> None:
    assert main(["build", "--root", str(root)]) == 0
    whole = tree(root / "site")
    with State(root) as state:
        assert state.site(root / "site").documents()
    kept = [root / STORE_NAME / "frame" / "frame.json", root / STORE_NAME / STATE_NAME]
    for path in kept:
        os.utime(path, ns=(1, 1))
    assert main(["build", "--root", str(root), "--clean"]) == 0
    assert all(path.stat().st_mtime_ns > 1 for path in kept)
    assert tree(root / "site") == whole


def test_two_roots_do_not_write_into_one_folder_at_once(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "bersama"
    assert main(["build", "--root", str(root), "--site-dir", str(target)]) == 0
    before = tree(target)
    changed = bulletins(root)[1]
    changed.write_text(changed.read_text() + "\nKalimat.\n")
    with locked_site(target):
        with pytest.raises(BuildRunning, match="pembangunan situs lain"), locked_site(target):
            pass
        assert main(["build", "--root", str(root), "--site-dir", str(target)]) == 1
        assert "pembangunan situs lain" in capsys.readouterr().err
    assert tree(target) == before
    assert not list(tmp_path.glob(".bersama*"))
    assert main(["build", "--root", str(root), "--site-dir", str(target)]) == 0
    assert not list(tmp_path.glob(".bersama*"))


def test_sites_of_two_roots_take_turns_in_one_folder(root: Path, tmp_path: Path) -> None:
    other, target = tmp_path / "lain", tmp_path / "bersama"
    corpus.write_site(other, 7, seed=3)
    for _ in range(2):
        for one in (root, other):
            assert main(["build", "--root", str(one), "--site-dir", str(target)]) == 0
            assert main(["build", "--root", str(one)]) == 0
            assert tree(target) == tree(one / "site")


MANY_LOCKS = """
import os, sys, time
from pathlib import Path
from rakor.incremental.lock import BuildRunning, locked_site
log = os.open(sys.argv[2], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
for _ in range(150):
    try:
        with locked_site(Path(sys.argv[1])):
            os.write(log, b"(")
            time.sleep(0.0005)
            os.write(log, b")")
    except BuildRunning:
        time.sleep(0.0003)
"""


def test_many_locks_of_one_folder_never_overlap(tmp_path: Path) -> None:
    command = [sys.executable, "-c", MANY_LOCKS, str(tmp_path / "situs"), str(tmp_path / "log")]
    environment = {**os.environ, "PYTHONPATH": str(HOOKS)}
    ones = [subprocess.Popen(command, env=environment) for _ in range(3)]
    assert [one.wait(timeout=600) for one in ones] == [0, 0, 0]
    log = (tmp_path / "log").read_text()
    assert "()" in log
    assert not log.replace("()", "")
    assert {path.name for path in tmp_path.iterdir()} == {"log"}


def test_a_state_that_is_gone_is_made_again(root: Path) -> None:
    assert main(["build", "--root", str(root)]) == 0
    whole = tree(root / "site")
    shutil.rmtree(root / STORE_NAME)
    assert main(["build", "--root", str(root)]) == 0
    assert tree(root / "site") == whole
