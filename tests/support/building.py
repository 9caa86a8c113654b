"""Building a site the way users do: through the command line, in a process of its own."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import mkdocs
import pytest

REPOSITORY = Path(__file__).resolve().parents[2]

COMMAND = (sys.executable, "-c", "import sys; from rakor.cli.main import main; sys.exit(main())")
"""``rakor``, whether or not the package is installed."""


def copy_shipped(root: Path) -> None:
    """Copy the site of this repository, so that neither the working tree nor its store is used."""
    ignore = shutil.ignore_patterns("__pycache__", "*.egg-info")
    shutil.copyfile(REPOSITORY / "mkdocs.yml", root / "mkdocs.yml")
    for folder in ("docs", "bulletins", "hooks"):
        shutil.copytree(REPOSITORY / folder, root / folder, ignore=ignore)


def environment(root: Path) -> dict[str, str]:
    """The variables of a process that works on the site of a folder."""
    path = [str(root / "hooks"), str(REPOSITORY / "hooks"), os.environ.get("PYTHONPATH", "")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, path))}


def without_mkdocs(root: Path) -> dict[str, str]:
    """The variables of a process without MkDocs, as after removing it; ProperDocs is there.

    ``root`` is an empty folder for what takes the place of the installed packages; the process
    must be called with ``-S``.
    """
    packages = Path(mkdocs.__file__).parents[1]
    for entry in packages.iterdir():
        if not entry.name.startswith(("mkdocs-1", "__editable__")) and entry.name != "mkdocs":
            (root / entry.name).symlink_to(entry)
    path = [str(root), str(REPOSITORY / "hooks")]
    return {**environment(root), "PYTHONPATH": os.pathsep.join(path)}


def build(root: Path, site_dir: Path) -> None:
    """Build the site of a folder; the test fails with the messages of the build.

    The hooks folder of ``root`` comes first, so that a copy is built by its own code if it has any.
    """
    finished = subprocess.run(
        [*COMMAND, "build", "--root", str(root), "--site-dir", str(site_dir)],
        env=environment(root),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert finished.returncode == 0, f"{finished.stdout}\n{finished.stderr}"


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Return a folder that ``make`` filled, once for all processes of a run of tests.

    It is the same folder for all of them, so nobody may write into it.
    """
    base = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent  # each process has a folder of its own in there
    folder, done = base / name, base / f"{name}.done"
    # The lock is SQLite's: the system gives it back when a process dies.
    with closing(sqlite3.connect(base / f"{name}.lock", timeout=1800)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            done.touch()
    return folder
