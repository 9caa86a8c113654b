"""How far two spellings lie apart."""

from __future__ import annotations


def distance(one: str, other: str, most: int) -> int:
    """How many letters must be added, dropped, changed or swapped with their neighbour to make
    one word the other (optimal string alignment); ``most + 1`` stands for anything above."""
    if abs(len(one) - len(other)) > most:
        return most + 1
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
    return last[-1]
