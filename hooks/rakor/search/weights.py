"""How well a bulletin fits a word: BM25F, made so that it can be stored and reproduced exactly.

For a root, occurrences in the four fields are added up, each field weighted and brought to its
usual length (*b* says how much length counts):

    tf = sum over fields of  weight * count / (1 - b + b * length / usual length)

and saturated, ``tf / (k1 + tf)``, which is what BM25 makes of it. The result lies between 0 and 1
and is stored as one digit, 1 to 15. The usual lengths are constants instead of averages, so that
a bulletin's digits depend on that bulletin alone; they only set where "long" begins.

The other factor says how rare a root is. It is taken from the rough number of bulletins that
hold it (a power of two) and rounded to an integer, so that one more bulletin somewhere seldom
changes a file, and Python and browser agree to the last digit:

    rarity = round(16 * log2(1 + N / 2^(e + 1/2))),   e = floor(log2(bulletins with the root))

A bulletin's score is the sum of ``rarity * digit`` over the words of the query.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

FIELDS = ("title", "agencies", "summary", "body")
FIELD_WEIGHT = (5.0, 2.0, 2.5, 1.0)
FIELD_LENGTH = (10, 30, 25, 300)
FIELD_B = (0.3, 0.4, 0.3, 0.6)
K1 = 1.2
LEVELS = 15


def digits(fields: Sequence[Mapping[int, int]]) -> dict[int, int]:
    """Return each root of a bulletin with its digit.

    ``fields`` say for each of ``FIELDS`` how often a root occurs in it.
    """
    *heads, body = fields
    length = sum(body.values())
    # Most roots stand in the body alone, where few counts occur: their digits are looked up.
    of_count = _body_digits(length)
    found = dict(zip(body, map(of_count.__getitem__, body.values()), strict=True))
    total: dict[int, float] = {}
    for place, counts in enumerate(heads):
        unit = _unit(place, sum(counts.values()))
        for term, count in counts.items():
            total[term] = total.get(term, 0.0) + unit * count
    unit = _unit(len(heads), length)
    for term, tf in total.items():
        found[term] = _DIGITS[tf + unit * body[term] if term in body else tf]
    return found


def _unit(place: int, length: int) -> float:
    """Return what one occurrence in a field of so many words is worth."""
    b = FIELD_B[place]
    return FIELD_WEIGHT[place] / (1 - b + b * length / FIELD_LENGTH[place])


class _Digits(dict[float, int]):
    """Digits by weighted count, found once: few counts occur."""

    def __missing__(self, tf: float) -> int:
        found = self[tf] = round(LEVELS * tf / (K1 + tf)) or 1
        return found


class _BodyDigits(dict[int, int]):
    """Digits of roots that stand only in a body of one length, by how often they occur."""

    def __init__(self, length: int) -> None:
        super().__init__()
        self._unit = _unit(len(FIELDS) - 1, length)

    def __missing__(self, count: int) -> int:
        found = self[count] = _DIGITS[self._unit * count]
        return found


_DIGITS = _Digits()
_body_digits = lru_cache(4096)(_BodyDigits)


def magnitude(count: int) -> int:
    """Return the rough size of a number above 0: the exponent of its power of two."""
    return count.bit_length() - 1
