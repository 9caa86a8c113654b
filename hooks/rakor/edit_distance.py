"""How far two spellings lie apart."""

from __future__ import annotations

from collections.abc import Iterable


def distance(one: str, other: str, most: int) -> int:
    """Return how many single slips lead from one word to the other; ``most + 1`` if more.

    A slip adds, drops or changes a letter, or swaps two neighbours (optimal string alignment).
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    # What both begin and end with changes nothing; of words that are near, little else is left.
    same = _same_letters(one, other)
    one, other = one[same:], other[same:]
    same = _same_letters(one[::-1], other[::-1])
    one, other = one[: len(one) - same], other[: len(other) - same]
    if not (one and other):
        return len(one) + len(other)
    if most == 1:
        return 1 if len(one) == len(other) == 1 or (len(one) == 2 and one == other[::-1]) else 2
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return min(last[-1], most + 1)


def _same_letters(one: str, other: str) -> int:
    """How many letters both begin with."""
    for at, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return at
    return min(len(one), len(other))


def closest(wanted: str, known: Iterable[str], share: float = 0.3) -> list[str]:
    """Return the words that ``wanted`` may be a misspelling of, best first.

    ``share`` is how much of the longer word may differ, between 0 and 1.
    """
    found = []
    for word in known:
        most = int(max(len(wanted), len(word)) * share)
        if (apart := distance(wanted, word, most)) <= most:
            found.append((apart, word))
    return [word for _, word in sorted(found)]
