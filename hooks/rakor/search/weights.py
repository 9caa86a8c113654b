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

import math
from collections import Counter
from collections.abc import Sequence

FIELDS = ("title", "agencies", "summary", "body")
FIELD_WEIGHT = (5.0, 2.0, 2.5, 1.0)
FIELD_LENGTH = (10, 30, 25, 300)
FIELD_B = (0.3, 0.4, 0.3, 0.6)
K1 = 1.2
LEVELS = 15


def digits(fields: Sequence[Sequence[str]]) -> dict[str, int]:
    """Return each root of a bulletin with its digit; ``fields`` are roots, as in ``FIELDS``."""
    total: dict[str, float] = {}
    for place, terms in enumerate(fields):
        if not terms:
            continue
        b = FIELD_B[place]
        unit = FIELD_WEIGHT[place] / (1 - b + b * len(terms) / FIELD_LENGTH[place])
        for term, count in Counter(terms).items():
            total[term] = total.get(term, 0.0) + unit * count
    return {term: max(1, min(LEVELS, round(LEVELS * tf / (K1 + tf)))) for term, tf in total.items()}


def magnitude(count: int) -> int:
    """Return the rough size of a number above 0: the exponent of its power of two."""
    return count.bit_length() - 1


def rarity(collection: int, exponent: int) -> int:
    """Return the weight of a root found in about ``2 ** exponent`` bulletins of a collection."""
    return math.floor(16 * math.log2(1 + collection / 2 ** (exponent + 0.5)) + 0.5)
