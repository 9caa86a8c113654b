"""What counts as a word, on both sides: here for the index, in ``cari-mesin.js`` for queries.

Both sides must cut alike, to the letter; ``tests/theme/test_scripts.py`` holds them together.

* Case and accents do not matter: ``Señal`` is ``senal``.
* Apostrophes inside a word are dropped: ``Jum'at`` is ``jumat``.
* Points between thousands are dropped: ``12.173`` is ``12173``; commas too where three zeros say
  that they are English ones (``5,000,000``).
* A number with a decimal comma is one word: ``2,5`` is ``2d5`` inside; ``,00`` says nothing.
* A number and what is written to it are two words: ``Rp5`` is ``rp`` and ``5``, ``12ha`` is ``12``
  and ``ha``. Short scales are written out: ``5jt`` is ``5 juta``, ``Rp2,5 M`` is ``rp 2,5 miliar``.
* Points between single letters are dropped: ``K.P.U.`` is ``kpu``.
* Characters that show nothing (soft hyphens, zero width spaces) are as if they were not there.
* Everything that is neither letter nor digit separates words. Words joined by hyphens are also
  found written as one (``KTP-el``: ``ktp``, ``el`` and ``ktpel``), a letter's number also apart
  (``covid19``: ``covid19``, ``covid`` and ``19``), a long decimal also by what stands before its
  comma, and an amount by its value (``2,5 miliar``: ``2500000000``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache

# What is rare stands first in each pattern (a digit, "rp", a point), and what must stand before it
# is looked at afterwards: so the matcher skips from one candidate to the next instead of trying
# every place of the text, which takes four to forty times as long.
_APOSTROPHE = re.compile(r"['’‘ʼ`](?<=[^\W_].)(?=[^\W_])")
_THOUSANDS = re.compile(r"\d(?<![\d.].)\d{0,2}(?:\.\d{3})+(?!\d|\.\d)")
_ENGLISH = re.compile(r"\d(?<![\d,.].)\d{0,2}(?:,\d{3})*,000(?!\d|,\d)")
_INITIALS = re.compile(r"\.(?<=[a-z].)(?<![^\W_]..)(?:[a-z]\.)+[a-z]?(?![^\W_])")
_RUPIAH = re.compile(r"rp(?=[0-9])(?<![^\W_]..)")
_UNIT = re.compile(r"[0-9](?<![^\W_].)[0-9]*(?=[a-z])")
_DECIMAL = re.compile(r"([0-9](?<![0-9,].)[0-9]*),([0-9]+)(?![0-9]|,[0-9])")
_SHORT = re.compile(r"(?<=[0-9] )(jt|rb)(?![^\W_])")
_SHORT_MONEY = re.compile(r"(rp(?<![^\W_]..)\.? [0-9]+(?:d[0-9]+)? )([mt])(?![^\W_])")
_SHORTS = {"jt": "juta", "rb": "ribu", "m": "miliar", "t": "triliun"}
_DECIMAL_WORD = re.compile(r"([0-9](?<![^\W_].)[0-9]{3,})d[0-9]+(?![^\W_])")
_NUMBERED = re.compile(r"[0-9](?<=[a-z].)[0-9]*(?![^\W_])")
_AMOUNT = re.compile(
    r"([0-9](?<![^\W_].)[0-9]*)(?:d([0-9]+))? (ribu|juta|miliar|milyar|triliun)(?![^\W_])"
)
_ZEROS = {"ribu": 3, "juta": 6, "miliar": 9, "milyar": 9, "triliun": 12}
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_WORD = re.compile(r"[^\W_]+")
_COMPOUND = re.compile(r"[^\W_]+(?:-[^\W_]+)+")
_HYPHENS = {"‐": "-", "‑": "-"}

LINE_END = "."
"""Stands among the words of a text where a line ends: nothing that runs over it is a phrase."""

_CUTS = str.maketrans({chr(at): " " for at in range(128) if not chr(at).isalnum()} | {"\n": "\n"})

LONGEST_COMPOUND = 24
"""Letters of the longest word that hyphens may join."""


def fold(text: str) -> str:
    """Take away what does not matter: case, accents, apostrophes, points between thousands."""
    text = text.lower()
    if not text.isascii():
        text = _replaced(text, _without_accents).lower()
        text = _replaced(_APOSTROPHE.sub("", text), _without_signs)
    elif "'" in text or "`" in text:
        text = _APOSTROPHE.sub("", text)
    if "." in text:
        text = _THOUSANDS.sub(_without_points, text)
        text = _INITIALS.sub(_without_points, text)
    if ",000" in text:
        text = _ENGLISH.sub(_without_points, text)
    text = _UNIT.sub(r"\g<0> ", _RUPIAH.sub("rp ", text))
    if "," in text:
        text = _DECIMAL.sub(_decimal, text)
    if " jt" in text or " rb" in text:
        text = _SHORT.sub(lambda found: _SHORTS[found[1]], text)
    if "rp" in text:
        text = _SHORT_MONEY.sub(lambda found: found[1] + _SHORTS[found[2]], text)
    return text


def _decimal(found: re.Match[str]) -> str:
    return found[1] if found[2] == "00" else f"{found[1]}d{found[2]}"


def _without_points(found: re.Match[str]) -> str:
    return found[0].replace(".", "").replace(",", "")


def _replaced(text: str, way: Callable[[str], str]) -> str:
    """Write each character beyond ASCII in another way: few occur, each often."""
    for one in set(_BEYOND_ASCII.findall(text)):
        other = way(one)
        if other != one:
            text = text.replace(one, other)
    return text


@lru_cache(4096)
def _without_accents(one: str) -> str:
    decomposed = unicodedata.normalize("NFKD", one)
    return "".join(one for one in decomposed if not _shows_nothing(one))


def _shows_nothing(one: str) -> bool:
    """Whether a character is an accent, or stands for nothing that is seen (soft hyphens)."""
    return unicodedata.category(one)[0] == "M" or unicodedata.category(one) == "Cf"


@lru_cache(4096)
def _without_signs(one: str) -> str:
    """Write signs that separate words in ASCII: text without foreign letters is cut faster."""
    return one if one.isalnum() else _HYPHENS.get(one, " ")


def amount(number: str, scale: str) -> str:
    """Return the value of two words as one number (``2d5``, ``juta``: ``2500000``), or nothing."""
    found = _AMOUNT.fullmatch(f"{number} {scale}")
    return _amount(*found.groups()) if found else ""


def _amount(whole: str, part: str | None, scale: str) -> str:
    zeros = _ZEROS[scale] - len(part or "")
    value = f"{whole}{part or ''}{'0' * zeros}".lstrip("0")
    return value if zeros >= 0 else ""


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


def _apart(text: str, number: re.Match[str]) -> Sequence[str]:
    """Letters and number of a word like ``covid19``; nothing if it begins in another way."""
    start = end = number.start()
    while start and "a" <= text[start - 1] <= "z":
        start -= 1
    return () if start and text[start - 1].isalnum() else (text[start:end], number[0])


def compounds(folded: str) -> list[str]:
    """Return other words that a text is found by: joined ones as one, numbers apart."""
    found = [one for number in _NUMBERED.finditer(folded) for one in _apart(folded, number)]
    found += _DECIMAL_WORD.findall(folded)
    found += [value for one in _AMOUNT.finditer(folded) if (value := _amount(*one.groups()))]
    if "-" not in folded:
        return found
    candidates = " ".join([one for one in folded.split() if "-" in one])
    for compound in _COMPOUND.findall(candidates):
        parts = compound.split("-")
        joined = "".join(parts)
        # "desa-desa" is a plural, not a word of its own.
        if len(joined) <= LONGEST_COMPOUND and len(set(parts)) == len(parts):
            found.append(joined)
    return found
