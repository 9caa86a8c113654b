"""Every word this process has met, under a number.

Words of a text are new objects each time; their numbers are not. Counting and pairing numbers is
several times cheaper, and the root of a word is one look into a list. Numbers go by the order in
which words were met, so nothing that is written may depend on them.
"""

from __future__ import annotations

from rakor.search.roots import root
from rakor.search.words import LINE_END

WORDS: list[str] = []
"""Words by number."""

ROOTS: list[int] = []
"""Numbers of their roots by number."""


class _Numbers(dict[str, int]):
    """Numbers given so far; a lookup of a known word runs no Python."""

    def __missing__(self, word: str) -> int:
        found = self[word] = len(WORDS)
        WORDS.append(word)
        ROOTS.append(found)
        stem = root(word)
        if stem != word:
            ROOTS[found] = self[stem]
        return found


number_of = _Numbers().__getitem__
"""``number_of(word)``: the number of a folded word."""

END = number_of(LINE_END)
"""Stands where a line ends; no word of any text."""
