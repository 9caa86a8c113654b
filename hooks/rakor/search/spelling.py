"""Words that are spelt as they should be, whether a bulletin holds them or not.

Where a query holds a word that no bulletin knows, the page of results offers words near to it. A
word of the language must never be "corrected" that way: *adat* is not *ada*. So the site says which
words are ones: roots of Sastrawi's dictionary, what ``data/known_words.txt`` adds, and names.

They are 33,000. A Bloom filter (B. H. Bloom, 1970) of them fits two clusters of a stick. It knows
every word that it was given, and takes a few in a thousand others for one: those are offered
nothing. It is also no copy of the dictionary, whose licence is another than that of sites.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from zlib import crc32

from rakor.registry import Regions
from rakor.search.encoding import DIGITS
from rakor.search.stemmer import DATA, dictionary, names
from rakor.search.tokenizer import fold, words

LENGTH = 65_000
"""Characters of the filter, six bits each."""

HASHES = 7
"""Bits that a word sets."""

SHORTEST = 4
"""Letters of the shortest word that is ever corrected."""


def places(word: str) -> Iterator[int]:
    """Yield the bits of a word, found by two hashes; ``cari-longgar.js`` finds the same."""
    first, step = crc32(word.encode()), crc32(f"{word}.".encode())
    return ((first + at * step) % (6 * LENGTH) for at in range(HASHES))


def known_words(regions: Regions) -> set[str]:
    """Return the words of the language and of names, folded, that are long enough."""
    lines = (DATA / "known_words.txt").read_text(encoding="utf-8").splitlines()
    found = {*names(), *(line for line in lines if not line.startswith("#"))}
    found |= {root for root in dictionary() if len(root) < 11}
    for regency in regions:
        for district in regions.children(regency.code) if len(regency.code) > 2 else ():
            found.update(words(fold(district.name)))
    return {word for word in found if len(word) >= SHORTEST and word.isascii() and word.isalpha()}


@cache
def word_filter(regions: Regions) -> str:
    """Return the filter: six bits to a character, the lowest first."""
    digits = bytearray(LENGTH)
    for word in known_words(regions):
        for place in places(word):
            digits[place // 6] |= 1 << place % 6
    return "".join(map(DIGITS.__getitem__, digits))
