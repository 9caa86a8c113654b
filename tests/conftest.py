"""What all tests share: the shipped bulletins, built once, and golden files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from building import build, copy_shipped
from hypothesis import settings
from site_tree import Tree

from golden import Golden, comparing

# How long an example takes says how busy the machine is, and nothing of the program.
settings.register_profile("rakor", deadline=None)
settings.load_profile("rakor")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--renew-golden", action="store_true", help="write the files of tests/golden anew"
    )


@pytest.fixture(scope="session")
def golden(pytestconfig: pytest.Config) -> Golden:
    """Return what compares a text with a golden file."""
    return comparing(bool(pytestconfig.getoption("--renew-golden")))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the built site of this repository.

    ``RAKOR_SITE`` names a site built before; then nothing is built.
    """
    if built := os.environ.get("RAKOR_SITE"):
        return Path(built).resolve()
    root = tmp_path_factory.mktemp("shipped")
    copy_shipped(root)
    target = tmp_path_factory.mktemp("site") / "site"
    build(root, target)
    return target


@pytest.fixture(scope="session")
def shipped(site: Path) -> Tree:
    """Return every file of the built site, with every page read."""
    return Tree.read(site)
