"""The ways into the adapter: a hook file or a plugin, and nothing else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from building import REPOSITORY, environment, without_mkdocs

from rakor.adapter.frame import make_frame
from rakor.build.builder import make
from rakor.errors import FrameError

CONFIG = """\
site_name: Contoh
site_url: https://contoh.example/
use_directory_urls: false
theme:
  name: material
  language: id
  font: false
"""
HOOK = "hooks: [hooks/bulletins.py]\nplugins: []\n"
PLUGIN = "plugins: [rakor]\n"


def site(root: Path, ways: str) -> Path:
    for folder in ("docs", "bulletins", "hooks"):
        (root / folder).mkdir(parents=True)
    (root / "mkdocs.yml").write_text(CONFIG + ways, encoding="utf-8")
    (root / "docs" / "index.md").write_text("# Contoh\n", encoding="utf-8")
    hook = (REPOSITORY / "hooks" / "bulletins.py").read_bytes()
    (root / "hooks" / "bulletins.py").write_bytes(hook)
    return root


def tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def mkdocs(root: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    return subprocess.run(
        command, cwd=root, env=environment(root), capture_output=True, text=True, check=False
    )


def test_hook_plugin_and_own_command_make_one_tree(tmp_path: Path) -> None:
    by_hook = site(tmp_path / "a", HOOK)
    by_plugin = site(tmp_path / "b", PLUGIN)
    for root in (by_hook, by_plugin):
        done = mkdocs(root)
        assert done.returncode == 0, done.stderr
    alone = site(tmp_path / "c", PLUGIN)
    assert make(alone, make_frame).site_dir == alone / "site"
    assert tree(by_hook / "site") == tree(by_plugin / "site") == tree(alone / "site")
    assert "index.html" in tree(alone / "site")


def test_a_site_that_calls_us_twice_is_told_so(tmp_path: Path) -> None:
    root = site(tmp_path, HOOK.replace("[]", "[rakor]"))
    with pytest.raises(FrameError, match="dua kali"):
        make_frame(root)
    assert mkdocs(root).returncode != 0


def test_a_site_that_never_calls_us_is_told_what_to_add(tmp_path: Path) -> None:
    with pytest.raises(FrameError, match=r"plugins:\n  - rakor"):
        make_frame(site(tmp_path, "plugins: []\n"))


def test_properdocs_does_in_place_of_mkdocs(tmp_path: Path) -> None:
    with_mkdocs, with_fork = site(tmp_path / "a", HOOK), site(tmp_path / "b", HOOK)
    assert mkdocs(with_mkdocs).returncode == 0
    packages = tmp_path / "packages"
    packages.mkdir()
    variables = without_mkdocs(packages)
    for command in (
        ["-m", "properdocs", "build", "--quiet"],
        ["-c", "from rakor.cli.main import main; raise SystemExit(main(['build', '--clean']))"],
    ):
        done = subprocess.run(
            [sys.executable, "-S", *command],
            cwd=with_fork,
            env=variables,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert tree(with_fork / "site") == tree(with_mkdocs / "site")
    blocked = [sys.executable, "-S", "-c", "import mkdocs"]
    assert subprocess.run(blocked, env=variables, capture_output=True, check=False).returncode
