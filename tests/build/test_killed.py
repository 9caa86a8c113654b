"""A build killed at any instant, and whatever else a disk or a neighbour may do."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import framed
import pytest
from hashes import tree

from rakor.adapter.frame import make_frame
from rakor.build.builder import make
from rakor.cli.main import main
from rakor.incremental.lock import BuildRunning, locked
from rakor.settings import STORE_NAME

HOOKS = Path(__file__).parents[2] / "hooks"
KILLS = int(os.environ.get("RAKOR_KILLS", "8"))
AT_A_TIME = 4
"""Kills in one test: on a busy machine each takes a minute with its builds."""
pytestmark = pytest.mark.slow

COMMAND = [sys.executable, "-c", "import sys; from rakor.cli.main import main; sys.exit(main())"]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / "situs"
    framed.write_site(root, 40)
    assert main(["build", "--root", str(root)]) == 0
    return root


def start(root: Path, kilobytes: int | None = None) -> subprocess.Popen[bytes]:
    """Start a build in a session of its own, allowed files of so many kilobytes."""
    command = [*COMMAND, "build", "--root", str(root)]
    if kilobytes is not None:
        command = ["bash", "-c", f'ulimit -f {kilobytes}; exec "$@"', "bash", *command]
    return subprocess.Popen(
        command,
        env={**os.environ, "PYTHONPATH": str(HOOKS)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def end(process: subprocess.Popen[bytes]) -> tuple[int, str]:
    """Wait for a build; its exit status and what it said."""
    said = process.communicate(timeout=600)[1].decode()
    return process.returncode, said


def build(root: Path) -> None:
    status, said = end(start(root))
    assert status == 0, said


def edit(root: Path, number: int) -> None:
    """Change titles, bodies and what there is, so that a build has much to do."""
    draw = random.Random(number)
    paths = sorted((root / "bulletins").rglob("20*.md"))
    for path in draw.sample(paths, 12):
        text = path.read_text()
        begin = text.index("judul:")
        end = text.index("\n", begin)
        title = f'judul: "Contoh: judul nomor {number} yang diubah {draw.random():.6f}"'
        path.write_text(text[:begin] + title + text[end:] + f"\nKalimat {number}.\n")
    aside = root / "disisihkan"
    if aside.exists():
        for path in sorted(aside.rglob("20*.md")):
            path.rename(root / "bulletins" / path.relative_to(aside))
        shutil.rmtree(aside)
    else:
        texts = "".join(path.read_text() for path in paths)
        unnamed = [path for path in paths if path.stem not in texts]
        for path in draw.sample(unnamed, 6):
            target = aside / path.relative_to(root / "bulletins")
            target.parent.mkdir(parents=True, exist_ok=True)
            path.rename(target)


def is_whole(page: Path) -> bool:
    return page.read_text(encoding="utf-8").rstrip().endswith("</html>")


def clean(root: Path, folder: Path) -> dict[str, str]:
    """What a build from nothing makes of the site as it is now."""
    shutil.rmtree(folder, ignore_errors=True)
    other = folder / "situs"
    other.mkdir(parents=True)
    for name in ("docs", "bulletins", "hooks"):
        shutil.copytree(root / name, other / name)
    shutil.copy(root / "mkdocs.yml", other)
    kept = root / STORE_NAME / "frame"
    if (kept / "frame.json").exists():
        shutil.copytree(kept, other / STORE_NAME / "frame")
    assert make(other, make_frame).figures is not None
    return tree(other / "site")


@pytest.mark.parametrize("first", range(1, KILLS + 1, AT_A_TIME))
def test_killed_at_any_instant(first: int, site: Path, tmp_path: Path) -> None:
    begun = time.perf_counter()
    edit(site, 0)
    build(site)
    length = time.perf_counter() - begun
    draw = random.Random(first)
    killed = 0
    for number in range(first, first + 5 * AT_A_TIME):
        if number >= first + AT_A_TIME and killed:
            break  # what was killed is up to the machine, so there are as many as it takes
        edit(site, number)
        if number % 4 == 0:  # a first build, from nothing
            shutil.rmtree(site / STORE_NAME)
            if number % 8 == 0:
                shutil.rmtree(site / "site")
        process = start(site)
        time.sleep(draw.uniform(0.05, 1.1) * length)
        os.killpg(process.pid, signal.SIGKILL)
        in_time = end(process)[0] != 0
        killed += in_time
        pages = sorted((site / "site").rglob("*.html"))
        assert all(is_whole(page) for page in pages)
        begun = time.perf_counter()
        build(site)
        if in_time:  # else there was nothing to build
            length = time.perf_counter() - begun
        assert tree(site / "site") == clean(site, tmp_path / "bersih"), number
    assert killed
    assert not list(site.glob(".site.rakor*"))


@pytest.mark.parametrize("lost", [None, "frame"])
def test_a_disk_that_is_full_changes_nothing(site: Path, lost: str | None) -> None:
    """The kernel refuses to write more than a few kilobytes a file, as it would on a full disk."""
    before = tree(site / "site")
    edit(site, 1)
    if lost:
        shutil.rmtree(site / STORE_NAME / lost)
    status, said = end(start(site, kilobytes=6))
    assert status == 1, said
    assert "galat: " in said
    assert "Traceback" not in said
    assert tree(site / "site") == before
    build(site)


def test_two_builds_at_once(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(site, 1)
    before = tree(site / "site")
    with locked(site):
        with pytest.raises(BuildRunning, match="sedang dibangun"), locked(site):
            pass
        assert end(start(site))[0] == 1
    assert tree(site / "site") == before
    assert main(["build", "--root", str(site)]) == 0


def test_a_store_that_cannot_be_written_is_told(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(site / "site")
    edit(site, 1)
    shutil.rmtree(site / STORE_NAME)
    (site / STORE_NAME).write_text("sebuah berkas menghalangi")
    assert main(["build", "--root", str(site)]) == 1
    assert "galat: " in capsys.readouterr().err
    assert tree(site / "site") == before


def test_bulletins_that_change_while_they_are_built(site: Path, tmp_path: Path) -> None:
    """Whatever half of a save a build saw, the next one puts it right."""
    draw = random.Random(3)
    for number in range(3):
        edit(site, 40 + number)
        process = start(site)
        for _ in range(40):
            path = draw.choice(sorted((site / "bulletins").rglob("20*.md")))
            path.write_text(path.read_text() + f"\nTambahan {draw.random():.6f}.\n")
            time.sleep(0.01)
        end(process)
        time.sleep(0.06)
        build(site)
        assert tree(site / "site") == clean(site, tmp_path / "bersih")
