"""What holds for the shipped site must hold for a long one, whose listings are split."""

from __future__ import annotations

import os
from pathlib import Path

import corpus
import pytest
from building import build
from site_tree import Tree

BULLETINS = 900


@pytest.fixture(scope="session")
def long_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a built site of synthetic bulletins."""
    if "RAKOR_SITE" in os.environ:
        pytest.skip("only the site named by RAKOR_SITE is tested")
    root = tmp_path_factory.mktemp("long")
    corpus.write_site(root, BULLETINS)
    target = tmp_path_factory.mktemp("long-site") / "site"
    build(root, target)
    return target


@pytest.fixture(scope="session", params=["shipped", "long"])
def tree(request: pytest.FixtureRequest) -> Tree:
    """Return the shipped site and a long one in turn."""
    if request.param == "shipped":
        shipped: Tree = request.getfixturevalue("shipped")
        return shipped
    return Tree.read(request.getfixturevalue("long_site"))
