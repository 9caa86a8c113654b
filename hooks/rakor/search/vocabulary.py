"""Every word this process has met, under a number.

Words of a text are new objects each time; their numbers are not. Counting and pairing numbers is
several times cheaper, and the root of a word is one look into a list. Numbers go by the order in
which words were met, so nothing that is written may depend on them.
"""

from __future__ import annotations

from threading import Lock

from rakor.search.stemmer import root
from rakor.search.tokenizer import LINE_END

WORDS: list[str] = []
"""Words by number."""

ROOTS: list[int] = []
"""Numbers of their roots by number."""


class _Numbers(dict[str, int]):
    """Numbers given so far; a lookup of a known word runs no Python."""

    _lock = Lock()  # an executor handed in may be one of threads

    def __missing__(self, word: str) -> int:
        with self._lock:
            if word in self:
                return self[word]
            fresh = [word]
            while (stem := root(fresh[-1])) not in self and stem not in fresh:
                fresh.append(stem)
            numbers = {one: at for at, one in enumerate(fresh, len(WORDS))}
            stems = map(root, fresh)
            roots = [numbers[stem] if stem in numbers else self[stem] for stem in stems]
            WORDS.extend(fresh)
            ROOTS.extend(roots)
            # Known to others only when all about it is.
            self.update(numbers)
            return numbers[word]


number_of = _Numbers().__getitem__
"""``number_of(word)``: the number of a folded word."""

END = number_of(LINE_END)
"""Stands where a line ends; no word of any text."""
