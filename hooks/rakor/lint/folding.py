"""Text as a reader takes it in: one writing for each digit, blank, dash and letter.

Numbers and addresses of people are written in many ways, some of them by word processors (no-break
blanks, soft hyphens, long dashes), some on purpose (full-width digits, a letter O for a nought).
Looked at after folding, there are few.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

# Letters of other scripts that look like Latin ones.
_LOOKS = dict(
    zip(
        "АВЕКМНОРСТХІЈаеорсухіјΑΒΕΖΗΙΚΜΝΟΡΤΥΧοаıİ",
        "ABEKMHOPCTXIJaeopcyxijABEZHIKMNOPTYXoaiI",
        strict=True,
    )
)
_BLANKS = "\u2800\u3164\u115f\u1160"  # drawn as nothing, though not called blanks
_DOTS = "·•∙⋅․‧。｡"
_DASHES = "−⁻₋﹣－ー~∼〜"
_SLASHES = "⁄∕／"
# What stands for a digit in a number, and only there.
_AS_DIGITS = str.maketrans("OoQlI", "00011")
_NUMBER_LIKE = re.compile(r"(?<![A-Za-z0-9])(?=[OoQlI]{0,20}\d)[0-9OoQlI]{3,40}(?![A-Za-z0-9])")
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_WORDS = {
    word: str(digit)
    for digit, words in enumerate(
        "nol|kosong satu dua tiga empat lima enam tujuh delapan sembilan".split()
    )
    for word in words.split("|")
}
_SPELT = re.compile(
    rf"\b(?:{'|'.join(_WORDS)})\b(?:[\s,.\-]{{1,3}}\b(?:{'|'.join(_WORDS)})\b){{7,30}}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text, and where each of its characters comes from.

    ``places`` holds one offset of the original more than there are characters; None says that
    every character stayed where it was.
    """

    text: str
    places: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of the original that a stretch of the folded text comes from."""
        if self.places is None:
            return start, end
        return self.places[start], self.places[max(end - 1, start)] + 1


def fold(text: str) -> Folded:
    """Return ``text`` with one writing for all that looks alike or like nothing."""
    places: list[int] | None = None
    if not text.isascii():
        pieces: list[str] = []
        places = []
        done = 0
        for match in _FOREIGN.finditer(text):
            at = match.start()
            pieces.append(text[done:at])
            places += range(done, at)
            piece = _folded(match[0])
            pieces.append(piece)
            places += [at] * len(piece)
            done = match.end()
        pieces.append(text[done:])
        places += range(done, len(text))
        text = "".join(pieces)
    if "elapan" in text or "ELAPAN" in text:
        text, places = _without_spelt_numbers(text, places)
    text = _NUMBER_LIKE.sub(_with_digits, text)
    return Folded(text, None if places is None else tuple(places))


@cache
def _folded(char: str) -> str:
    if char in _LOOKS:
        return _LOOKS[char]
    if char in _BLANKS:
        return ""
    digit = unicodedata.digit(char, None)
    if digit is not None:
        return str(digit)
    category = unicodedata.category(char)
    if category in {"Cf", "Mn", "Me", "Cc", "Co"}:
        return "\n" if char == "\x85" else ""
    if category in {"Zl", "Zp"}:
        return "\n"
    if category == "Zs":
        return " "
    if category == "Pd" or char in _DASHES:
        return "-"
    if char in _DOTS:
        return "."
    if char in _SLASHES:
        return "/"
    same = unicodedata.normalize("NFKC", char)
    return same if same.isascii() and same.isprintable() else char


def _with_digits(match: re.Match[str]) -> str:
    written = match[0]
    digits = sum(char.isdigit() for char in written)
    return written.translate(_AS_DIGITS) if 2 * digits >= len(written) else written


def _without_spelt_numbers(text: str, places: list[int] | None) -> tuple[str, list[int] | None]:
    """Digits for a row of words for digits: "nol delapan satu dua …"."""
    pieces: list[str] = []
    found: list[int] = []
    at = 0
    if places is None:
        places = list(range(len(text)))
    for match in _SPELT.finditer(text):
        words = list(re.finditer(r"[A-Za-z]+", match[0]))
        pieces += text[at : match.start()], "".join(_WORDS[word[0].lower()] for word in words)
        found += places[at : match.start()]
        found += [places[match.start() + word.start()] for word in words[:-1]]
        found.append(places[match.end() - 1])
        at = match.end()
    if not at:
        return text, places
    return "".join(pieces) + text[at:], found + places[at:]
