"""Names that lie in a file answer as those in memory."""

from __future__ import annotations

import copy
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rakor.content.lent_tree import lent_tree
from rakor.content.tree import ATTACHMENT, BULLETIN, NotingTree, Tree

NAMES = st.sets(st.text("aBé\udce9-/.1", min_size=1, max_size=6), max_size=8)


@given(NAMES, NAMES, NAMES)
def test_a_name_is_there_or_not(
    bulletins: set[str], attachments: set[str], other: set[str]
) -> None:
    tree = Tree(Path("situs"), sorted(f"{name}.md" for name in bulletins), attachments)
    asked = {*tree.bulletins, *attachments, *tree.days, *other}
    with tempfile.TemporaryDirectory() as folder:
        with lent_tree(tree, Path(folder)) as lent:
            far = copy.deepcopy(lent)  # as it is pickled
            for name in asked:
                assert (name in far.bulletin_set) == (name in tree.bulletin_set)
                assert (name in far.attachments) == (name in tree.attachments)
                assert (name in far.days) == (name in tree.days)
                for one in (name, name.upper()):
                    assert far.attachment_by_lower(one) == tree.attachment_by_lower(one)
            assert taken(far, asked) == taken(tree, asked)
            with pytest.raises(NotImplementedError):
                list(far.attachments)
        assert not list(Path(folder).iterdir())


def taken(tree: Tree, asked: set[str]) -> tuple[tuple[str, str], ...]:
    """What a tree notes that is asked for all this."""
    noting = NotingTree(tree)
    for name in sorted(asked):
        assert (name in noting.bulletin_set) <= (name in tree.bulletin_set)
        assert (name in noting.attachments) <= (name in tree.attachments)
    found = noting.take_asked()
    assert {kind for _, kind in found} <= {ATTACHMENT, BULLETIN}
    return found
