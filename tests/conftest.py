"""What tests of a whole site share: the shipped bulletins, built once."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from site_tree import Tree

REPOSITORY = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the built site of this repository.

    Built from a copy, as a user would, so that neither the working tree nor its store is touched.
    ``RAKOR_SITE`` names a site built before; then nothing is built.
    """
    if built := os.environ.get("RAKOR_SITE"):
        return Path(built).resolve()
    root = tmp_path_factory.mktemp("shipped")
    ignore = shutil.ignore_patterns("__pycache__", "*.egg-info")
    shutil.copyfile(REPOSITORY / "mkdocs.yml", root / "mkdocs.yml")
    for folder in ("docs", "bulletins", "hooks"):
        shutil.copytree(REPOSITORY / folder, root / folder, ignore=ignore)
    target = tmp_path_factory.mktemp("site") / "site"
    path = os.pathsep.join(filter(None, [str(root / "hooks"), os.environ.get("PYTHONPATH")]))
    code = "import sys; from rakor.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", code, "build", "--root", str(root), "--site-dir", str(target)]
    finished = subprocess.run(
        command,
        env={**os.environ, "PYTHONPATH": path},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert finished.returncode == 0, f"{finished.stdout}\n{finished.stderr}"
    return target


@pytest.fixture(scope="session")
def tree(site: Path) -> Tree:
    """Return every file of the built site, with every page read."""
    return Tree.read(site)
