"""What counts as a word, on both sides: here for the index, in ``cari-mesin.js`` for queries.

Both sides must cut alike, to the letter; ``tests/browser/test_search.py`` holds them together.

* Case and accents do not matter: ``Señal`` is ``senal``.
* Apostrophes inside a word are dropped: ``Jum'at`` is ``jumat``.
* Points between thousands are dropped: ``12.173`` is ``12173``.
* Everything that is neither letter nor digit separates words. Words joined by hyphens are also
  found written as one (``KTP-el``: ``ktp``, ``el`` and ``ktpel``).
"""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHE = re.compile(r"(?<=[^\W_])['’‘ʼ`](?=[^\W_])")
_THOUSANDS = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{3})+(?![\d]|\.\d)")
_WORD = re.compile(r"[^\W_]+")
_COMPOUND = re.compile(r"[^\W_]+(?:[-‐‑][^\W_]+)+")
_SPLIT = re.compile(r"[-‐‑]")

LONGEST_COMPOUND = 24
"""Letters of the longest word that hyphens may join."""


def fold(text: str) -> str:
    """Take away what does not matter: case, accents, apostrophes, points between thousands."""
    text = text.lower()
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(one for one in decomposed if not unicodedata.combining(one)).lower()
        text = _APOSTROPHE.sub("", text)
    elif "'" in text or "`" in text:
        text = _APOSTROPHE.sub("", text)
    if "." in text:
        text = _THOUSANDS.sub(lambda found: found[0].replace(".", ""), text)
    return text


def words(folded: str) -> list[str]:
    """Return the words of a folded text in order."""
    return _WORD.findall(folded)


def compounds(folded: str) -> list[str]:
    """Return what words joined by hyphens make when written as one."""
    if "-" not in folded and folded.isascii():
        return []
    found = []
    for compound in _COMPOUND.findall(folded):
        parts = _SPLIT.split(compound)
        joined = "".join(parts)
        # "desa-desa" is a plural, not a word of its own.
        if len(joined) <= LONGEST_COMPOUND and len(set(parts)) == len(parts):
            found.append(joined)
    return found
