"""From a word to its root: ``pengamanan``, ``keamanan`` and ``mengamankan`` are all ``aman``.

Roots come from three places, the first that knows the word decides:

1. ``data/exceptions.csv``: what Sastrawi gets wrong in this domain, each line with its reason.
2. Names: words in names of regions and agencies, and the given names of ``data/names.txt``,
   stand for themselves, so that Kediri is never ``diri``.
3. PySastrawi (Nazief-Adriani with confix stripping, MIT). It is slow for words it cannot stem;
   a word from which no chain of affixes leads to a root of its dictionary is not asked for.

   Two of its habits are put right: a noun in -an of a root that ends in k is not one in -kan
   (``gerakan`` is ``gerak``, not ``gera``), and nothing is taken off short words that leaves a
   stump of three letters (``Susan`` is not ``sus``).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Protocol

from rakor.registry import regions
from rakor.search.tokenizer import fold, words

DATA = Path(__file__).parent / "data"


class Stemmer(Protocol):
    """The one thing asked of Sastrawi."""

    def stem(self, text: str, /) -> str:
        """Return the root of one word."""


# Words in names of regions that are ordinary words as well.
_ORDINARY = frozenset(
    """kepulauan pegunungan selatan utara timur barat tengah tenggara pesisir daya raya daerah
    istimewa khusus ibukota administrasi kabupaten kota provinsi besar hulu hilir jaya bagian
    seribu""".split()
)

_PARTICLES = ("lah", "kah", "tah", "pun")
_POSSESSIVES = ("ku", "mu", "nya")
_SUFFIXES = ("is", "isme", "isasi", "kan", "an", "i")
_PREFIXES: tuple[tuple[str, tuple[str, ...]], ...] = (
    # A prefix, and what may have stood where it melted into the root.
    ("meny", ("s", "ny")), ("meng", ("", "k", "ng", "g")), ("mem", ("", "p", "m")),
    ("men", ("", "t", "n")), ("me", ("",)),
    ("peny", ("s", "ny")), ("peng", ("", "k", "ng", "g")), ("pem", ("", "p", "m")),
    ("pen", ("", "t", "n")), ("per", ("", "r")), ("pel", ("", "l")), ("pe", ("",)),
    ("ber", ("", "r")), ("bel", ("",)), ("be", ("",)), ("ter", ("", "r")), ("te", ("",)),
    ("di", ("",)), ("ke", ("",)), ("se", ("",)), ("ku", ("",)), ("kau", ("",)),
)  # fmt: skip
_INFIX = re.compile(r"^([bcdfghjklmnpqrstvwxyz])(?:er|el|em|in)([aiueo].+)$")
_BEGINNINGS = tuple(prefix for prefix, _ in _PREFIXES)
_ENDINGS = _PARTICLES + _POSSESSIVES + _SUFFIXES


@cache
def dictionary() -> frozenset[str]:
    """Return the roots that Sastrawi knows."""
    from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

    return frozenset(StemmerFactory().get_words())


@cache
def _sastrawi() -> Stemmer:
    from Sastrawi.Dictionary.ArrayDictionary import ArrayDictionary
    from Sastrawi.Stemmer.Stemmer import Stemmer as Sastrawi

    stemmer: Stemmer = Sastrawi(ArrayDictionary(sorted(dictionary())))
    return stemmer


def _stripped(word: str) -> Iterator[str]:
    """Yield what is left of a word when suffixes are taken off, the word itself first."""
    stems = {word}
    for endings in (_PARTICLES, _POSSESSIVES, _SUFFIXES):
        stems |= {stem[: -len(end)] for stem in stems for end in endings if stem.endswith(end)}
    return iter(stems)


def may_have_root(word: str) -> bool:
    """Whether any chain of known affixes leads from the word to a root of the dictionary."""
    roots = dictionary()
    if not word.startswith(_BEGINNINGS) and not word.endswith(_ENDINGS) and not _INFIX.match(word):
        return word in roots
    layer = set(_stripped(word))
    for _ in range(4):
        if any(stem in roots for stem in layer):
            return True
        layer = {
            restored + stem[len(prefix) :]
            for stem in layer
            for prefix, melted in _PREFIXES
            if stem.startswith(prefix) and len(stem) > len(prefix) + 1
            for restored in melted
        } | {found[1] + found[2] for found in map(_INFIX.match, layer) if found}
        if not layer:
            return False
    return False


@cache
def exceptions() -> dict[str, str]:
    """The exceptions of the domain: word to root."""
    with (DATA / "exceptions.csv").open(encoding="utf-8", newline="") as file:
        return {row["kata"]: row["akar"] for row in csv.DictReader(file)}


@cache
def names() -> frozenset[str]:
    """Words that are names and stand for themselves."""
    lines = (DATA / "names.txt").read_text(encoding="utf-8").splitlines()
    given = (line for line in lines if line and not line.startswith("#"))
    places = (region.name for region in regions())
    found = {word for name in (*given, *places) for word in words(fold(name))}
    return frozenset(found - _ORDINARY)


class _Known(dict[str, str]):
    """Roots found so far; a lookup of a known word runs no Python."""

    def __missing__(self, word: str) -> str:
        found = self[word] = _find(word)
        return found


_known = _Known()

root: Callable[[str], str] = _known.__getitem__
"""``root(word)``: the root of a folded word; a word without affixes is its own root."""


def remember(roots: Iterable[tuple[str, str]]) -> None:
    """Take over words with their roots, found earlier by this very program."""
    _known.update(roots)


def _find(word: str) -> str:
    if (known := exceptions().get(word)) is not None:
        return known
    if len(word) < 4 or not word.isascii() or not word.isalpha() or word in names():
        return word
    return ask_sastrawi(word)


def ask_sastrawi(word: str) -> str:
    """Return what Sastrawi makes of a word, and the word itself where it can make nothing."""
    if len(word) > 30 or word in dictionary() or not may_have_root(word):
        return word
    stem = _sastrawi().stem(word)
    if len(stem) < 3 or (len(stem) == 3 and stem[-1] not in "aiueo" and word.startswith(stem)):
        return word
    if (
        word.endswith(f"{stem}kan")
        and f"{stem}k" in dictionary()
        and not word.startswith(("me", "di", "ter"))
    ):
        stem = f"{stem}k"
    return exceptions().get(stem, stem)
