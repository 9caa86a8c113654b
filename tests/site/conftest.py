"""What holds for the shipped site must hold for a large one, whose listings are split."""

from __future__ import annotations

from pathlib import Path

import pytest
from site_tree import Tree


@pytest.fixture(scope="session")
def large_tree(large_root: Path) -> Tree:
    """Return every file of the large site, with every page read."""
    return Tree.read(large_root / "site")


@pytest.fixture(params=["shipped", "large_tree"], ids=["shipped", "large"])
def tree(request: pytest.FixtureRequest) -> Tree:
    """Return the shipped site and a large one in turn."""
    tree: Tree = request.getfixturevalue(request.param)
    return tree
