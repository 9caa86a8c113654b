"""All words and roots of the index, with what the directory must know of each.

A large collection has hundreds of thousands of them, and one changed text touches a few dozen. So
they stand as columns in alphabetical order, as they were read; only terms that are asked for become
objects, and what became of those is merged into the columns in one pass.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from rakor.search.encoding import number_set, read_set
from rakor.search.stemmer import root


@dataclass(slots=True)
class Term:
    """What is known of one word; a root counts as word only where it stands as such.

    Attributes:
        holders: in how many segments the word stands.
        total: in how many bulletins words of this root stand; none if it is no root.
        where: in which segments, as bits, the first segment's the lowest.
    """

    holders: int = 0
    total: int = 0
    where: int = 0

    def __bool__(self) -> bool:
        """Whether the term is in the index at all."""
        return bool(self.holders or self.total)


class WordTable:
    """Every term of an index of ``size`` segments, in alphabetical order once it is settled.

    Attributes:
        words: the terms.
        roots: the root of each.
        totals: see :class:`Term`; one for each term.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self.words: list[str] = []
        self.roots: list[str] = []
        self.totals: list[int] = []
        self._holders: list[int] = []
        self._where: list[str] = []  # sets as the index writes them
        self._touched: dict[str, Term] = {}
        self._before: dict[str, Term] = {}

    def __getitem__(self, word: str) -> Term:
        """Return what is known of a term, to be changed; it need not be there yet."""
        term = self._touched.get(word)
        if term is None:
            term = self._touched[word] = self._read(word)
            if self.words:
                self._before.setdefault(word, Term(term.holders, term.total, term.where))
        return term

    def hold(self, words: Iterable[str], step: int) -> None:
        """Note that words stand in so many segments more."""
        touched = self._touched
        for word in words:
            term = touched.get(word)
            if term is None:
                term = self[word]
            term.holders += step

    def put_in(self, roots: Mapping[str, int], segment: int) -> None:
        """Note in how many bulletins of a segment, told by its place, roots stand."""
        touched, bit = self._touched, 1 << segment
        for word, total in roots.items():
            term = touched.get(word)
            if term is None:
                term = self[word]
            term.total += total
            term.where |= bit

    def exchange(self, before: Mapping[str, int], after: Mapping[str, int], segment: int) -> None:
        """Note the same of a segment that was put in otherwise."""
        bit = 1 << segment
        for word in {word for word, _ in before.items() ^ after.items()}:
            term = self[word]
            term.total += after.get(word, 0) - before.get(word, 0)
            term.where = term.where | bit if word in after else term.where & ~bit

    def _read(self, word: str) -> Term:
        at = bisect_left(self.words, word)
        if at == len(self.words) or self.words[at] != word:
            return Term()
        where = sum(1 << segment for segment in read_set(self._where[at]))
        return Term(self._holders[at], self.totals[at], where)

    def settle(self) -> None:
        """Merge what was changed into the columns."""
        if not self._touched:
            return
        places = []  # where each touched term stands, or belongs
        for word in sorted(self._touched):
            term = self._touched[word]
            at = bisect_left(self.words, word)
            stands = at < len(self.words) and self.words[at] == word
            if stands or term:
                places.append((at, stands, word, term))

        def merged(column: list[Any], value: Any) -> list[Any]:
            if not column:
                return [value(word, term) for _, _, word, term in places]
            made: list[Any] = []
            done = 0
            for at, stands, word, term in places:
                made += column[done:at]
                if term:
                    made.append(value(word, term))
                done = at + stands
            made += column[done:]
            return made

        size = self._size
        self.roots = merged(self.roots, lambda word, term: root(word))
        self.totals = merged(self.totals, lambda word, term: term.total)
        self._holders = merged(self._holders, lambda word, term: term.holders)
        self._where = merged(self._where, lambda word, term: number_set(members(term.where), size))
        self.words = merged(self.words, lambda word, term: word)
        self._touched = {}

    def standing(self, word: str) -> tuple[int, str]:
        """Return in how many bulletins a root stands, and the set of its segments as text."""
        at = bisect_left(self.words, word)
        if at == len(self.words) or self.words[at] != word:
            return 0, ""
        return self.totals[at], self._where[at]

    def changes(self) -> Iterator[tuple[str, Term, Term]]:
        """Yield the terms that differ from what was read, as they were and as they are.

        To be called when the table is settled.
        """
        for word, before in self._before.items():
            now = self._read(word)
            if now != before:
                yield word, before, now

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values."""
        self.settle()
        return {
            "words": " ".join(self.words),
            "roots": " ".join(self.roots),
            "totals": self.totals,
            "holders": self._holders,
            "where": " ".join(self._where),
        }

    @classmethod
    def from_json(cls, values: Mapping[str, Any], size: int) -> Self:
        """Read what :meth:`to_json` wrote of an index of as many segments."""
        made = cls(size)
        made.words, made.roots = values["words"].split(), values["roots"].split()
        made.totals, made._holders = values["totals"], values["holders"]
        made._where = values["where"].split(" ") if made.words else []
        return made


def members(bits: int) -> Sequence[int]:
    """Return the places of the bits that are set, the lowest first."""
    digits = bin(bits)[:1:-1]
    found = []
    at = digits.find("1")
    while at >= 0:  # most terms stand in few of many segments
        found.append(at)
        at = digits.find("1", at + 1)
    return found
