"""Numbers written out, as official records have them: "dua ribu dua puluh lima"."""

from __future__ import annotations

_UNITS = "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas".split()
_VALUES = {word: number for number, word in enumerate(_UNITS)} | {"seratus": 100, "seribu": 1000}

WORD = rf"(?:{'|'.join(_VALUES)}|belas|puluh|ratus|ribu)"
"""Pattern of one word of such a number."""


def read_number(text: str) -> int | None:
    """The number that words below a million mean; None if they mean none."""
    total = part = unit = 0
    for word in text.lower().split():
        if word == "belas":
            unit += 10
        elif word == "puluh":
            part, unit = part + unit * 10, 0
        elif word == "ratus":
            part, unit = part + unit * 100, 0
        elif word == "ribu":
            total, part, unit = (part + unit) * 1000, 0, 0
        elif word == "seribu":
            total = 1000
        elif word == "seratus":
            part += 100
        elif word in _VALUES and not unit:
            unit = _VALUES[word]
        else:
            return None
    return total + part + unit or None
