"""What counts as a word, on both sides: here for the index, in ``cari-mesin.js`` for queries.

Both sides must cut alike, to the letter; ``tests/theme/test_scripts.py`` holds them together.

* Case and accents do not matter: ``Señal`` is ``senal``.
* Apostrophes inside a word are dropped: ``Jum'at`` is ``jumat``.
* Points between thousands are dropped: ``12.173`` is ``12173``.
* Everything that is neither letter nor digit separates words. Words joined by hyphens are also
  found written as one (``KTP-el``: ``ktp``, ``el`` and ``ktpel``).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# A class stands first in each pattern and what must stand before it is looked at afterwards: so
# the matcher skips from one candidate to the next instead of trying every place of the text.
_APOSTROPHE = re.compile(r"['’‘ʼ`](?<=[^\W_].)(?=[^\W_])")
_THOUSANDS = re.compile(r"\d(?<![\d.].)\d{0,2}(?:\.\d{3})+(?!\d|\.\d)")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_WORD = re.compile(r"[^\W_]+")
_COMPOUND = re.compile(r"[^\W_]+(?:-[^\W_]+)+")
_HYPHENS = str.maketrans("‐‑", "--")

LINE_END = "."
"""Stands among the words of a text where a line ends: nothing that runs over it is a phrase."""

_CUTS = str.maketrans({chr(at): " " for at in range(128) if not chr(at).isalnum()} | {"\n": "\n"})

LONGEST_COMPOUND = 24
"""Letters of the longest word that hyphens may join."""


def fold(text: str) -> str:
    """Take away what does not matter: case, accents, apostrophes, points between thousands."""
    text = text.lower()
    if not text.isascii():
        text = _BEYOND_ASCII.sub(_without_accents, text).lower()
        text = _BEYOND_ASCII.sub(_without_signs, _APOSTROPHE.sub("", text))
    elif "'" in text or "`" in text:
        text = _APOSTROPHE.sub("", text)
    if "." in text:
        text = _THOUSANDS.sub(lambda found: found[0].replace(".", ""), text)
    return text


def _without_accents(run: re.Match[str]) -> str:
    return _decomposed(run[0])


@lru_cache(4096)
def _decomposed(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(one for one in decomposed if unicodedata.category(one)[0] != "M")


def _without_signs(run: re.Match[str]) -> str:
    return _separated(run[0])


@lru_cache(4096)
def _separated(text: str) -> str:
    """Write signs that separate words in ASCII: text without foreign letters is cut faster."""
    return "".join(one if one.isalnum() else " " for one in text.translate(_HYPHENS))


def words(folded: str) -> list[str]:
    """Return the words of a folded text in order."""
    if folded.isascii():
        return folded.translate(_CUTS).split()
    return _WORD.findall(folded)


def lines(folded: str) -> list[str]:
    """Return the words of a folded text in order, with ``LINE_END`` after each line."""
    if folded.isascii():
        return f"{folded}\n".translate(_CUTS).replace("\n", f" {LINE_END} ").split()
    return [word for line in folded.split("\n") for word in (*words(line), LINE_END)]


def compounds(folded: str) -> list[str]:
    """Return what words joined by hyphens make when written as one."""
    if "-" not in folded:
        return []
    found = []
    candidates = " ".join([one for one in folded.split() if "-" in one])
    for compound in _COMPOUND.findall(candidates):
        parts = compound.split("-")
        joined = "".join(parts)
        # "desa-desa" is a plural, not a word of its own.
        if len(joined) <= LONGEST_COMPOUND and len(set(parts)) == len(parts):
            found.append(joined)
    return found
