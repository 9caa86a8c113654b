"""What the index takes from one bulletin: its words in order, and how well it fits each root."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import compress, count
from typing import NamedTuple

from rakor.search import weights
from rakor.search.document import SearchEntry
from rakor.search.synonyms import Synonyms
from rakor.search.tokenizer import compounds, fold, lines
from rakor.search.vocabulary import END, ROOTS, number_of


class NumberedText(NamedTuple):
    """A bulletin as numbers of :mod:`rakor.search.vocabulary`.

    Attributes:
        text: its words in order, ``END`` after each line.
        joined: words that hyphens join, written as one.
        digits: how well it fits each of its roots, 1 to 15.
    """

    text: list[int]
    joined: list[int]
    digits: dict[int, int]


Way = tuple[int, ...]


class Reader:
    """Reads bulletins, with the synonyms of a collection."""

    def __init__(self, synonyms: Synonyms) -> None:
        """Number the synonyms."""
        # First word, then second word (None where the way is one word), to ways and their terms.
        self._starts: dict[int, dict[int | None, list[tuple[Way, Sequence[int]]]]] = {}
        for way, terms in synonyms.added.items():
            numbers = tuple(map(number_of, way))
            after = self._starts.setdefault(numbers[0], {})
            row = (numbers, [number_of(term) for term in terms])
            after.setdefault(numbers[1] if len(way) > 1 else None, []).append(row)

    def read(self, document: SearchEntry) -> NumberedText:
        """Read a bulletin."""
        text: list[int] = []
        joined: list[int] = []
        fields: list[Mapping[int, int]] = []
        for field in map(fold, _fields(document)):
            sequence = list(map(number_of, lines(field)))
            found = Counter(map(ROOTS.__getitem__, sequence))
            del found[END]
            more = self.terms(sequence)
            if compound := compounds(field):
                numbers = list(map(number_of, compound))
                joined += numbers
                more += map(ROOTS.__getitem__, numbers)
            if more:
                found.update(more)
            text += sequence
            fields.append(found)
        return NumberedText(text, joined, weights.digits(fields))

    def terms(self, text: Sequence[int]) -> list[int]:
        """Return the terms that a text gets in addition to its own roots."""
        found: list[int] = []
        starts = self._starts
        for at in compress(count(), map(starts.__contains__, text)):
            after = starts[text[at]]
            # A text ends with END, so another word always follows.
            for way, terms in (*after.get(None, ()), *after.get(text[at + 1], ())):
                if len(way) < 3 or tuple(text[at : at + len(way)]) == way:
                    found += terms
        return found


def _fields(document: SearchEntry) -> tuple[str, str, str, str]:
    names = "\n".join(name for _, name in document.agencies)
    return document.title, names, document.summary, document.body
