"""The cut of the vocabulary into blocks, and how a word finds its own."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rakor.search.directory import _prefixes, _split


def block_of(word: str, names: Iterable[str]) -> str | None:
    """Where a word stands, or would, found as the engine finds it."""
    holds = {prefix: name for name in names for prefix in _prefixes(name)}
    beginnings = [f"{word}.", *(word[:end] for end in range(len(word), -1, -1))]
    return next((holds[one] for one in beginnings if one in holds), None)


@given(st.sets(st.text("abc09é𐐀", min_size=1, max_size=6), max_size=120), st.integers(1, 12))
def test_every_word_stands_where_it_is_looked_for(words: set[str], limit: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("rakor.search.directory.VOCABULARY_LIMIT", limit)
        parts = list(_split(sorted(words)))
    names = [name for name, _ in parts]
    assert len(set(names)) == len(names)
    assert [word for _, inside in parts for word in inside] == sorted(words)
    for name, inside in parts:
        assert len(inside) <= limit
        assert {block_of(word, names) for word in inside} <= {name}


def test_parts_beside_each_other_stand_together_as_far_as_they_fit() -> None:
    words = [f"k{letter}{number}" for letter in "abcdxy" for number in range(3)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("rakor.search.directory.VOCABULARY_LIMIT", 7)
        assert [name for name, _ in _split(sorted(["k", *words]))] == ["k.-b", "kc-d", "kx-y"]
        assert [name for name, _ in _split(words[:3])] == [""]
