"""The map of provinces as a grid of squares, and the tints that stand for numbers.

Where a square stands is the style sheet's business (classes ``p11`` to ``p96``, from the visual
guide); here are the labels, which the guide gives too, and the order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from rakor import indonesian
from rakor.bulletin import Bulletin
from rakor.pages.page import Tile

LABELS = {
    "11": "ACE", "12": "SUT", "13": "SBR", "14": "RIA", "15": "JMB", "16": "SSL", "17": "BKL",
    "18": "LPG", "19": "BBL", "21": "KEP", "31": "JKT", "32": "JBR", "33": "JTG", "34": "DIY",
    "35": "JTM", "36": "BTN", "51": "BAL", "52": "NTB", "53": "NTT", "61": "KBR", "62": "KTG",
    "63": "KSL", "64": "KTM", "65": "KTR", "71": "SLU", "72": "SLT", "73": "SLS", "74": "STR",
    "75": "GTO", "76": "SLB", "81": "MAL", "82": "MLU", "91": "PAP", "92": "PBR", "93": "PSL",
    "94": "PTG", "95": "PPG", "96": "PBD",
}  # fmt: skip

Steps = tuple[int, int, int, int]
"""From which number on each of the four tints stands."""

_SCALES = (
    (1, 2, 4, 10),
    (1, 5, 20, 50),
    (1, 10, 50, 200),
    (1, 50, 250, 1000),
    (1, 250, 1000, 5000),
)


def scale(largest: int) -> Steps:
    """From which number on each of the four tints stands, for a largest number on the page."""
    return next((steps for steps in _SCALES if largest < 2 * steps[3]), _SCALES[-1])


def tint(count: int, steps: Steps) -> int:
    """0 for nothing, else 1 to 4."""
    return sum(count >= step for step in steps)


def legend(steps: Steps) -> tuple[str, ...]:
    """The words of the legend: ``0``, ``1``, ``2–3``, ``4–9``, ``10+``."""
    words = ["0"]
    for low, high in pairwise(steps):
        words.append(
            str(low)
            if high == low + 1
            else f"{indonesian.number(low)}–{indonesian.number(high - 1)}"
        )
    return (*words, f"{indonesian.number(steps[3])}+")


def scale_of_months(years: Iterable[Mapping[int, Sequence[Bulletin]]]) -> Steps:
    """One scale for all months on a page, so that a tint means the same in each of its years."""
    return scale(max((len(found) for year in years for found in year.values()), default=0))


def months(
    year: int, by_month: dict[int, list[Bulletin]], address_of: dict[int, str], steps: Steps
) -> tuple[Tile, ...]:
    """The twelve months of a year as squares; a month without an address is not a link.

    ``steps`` is the scale of the page.
    """
    counts = {month: len(found) for month, found in by_month.items()}
    return tuple(
        Tile(
            f"{month:02d}",
            indonesian.SHORT_MONTHS[month - 1],
            indonesian.month(year, month),
            address_of.get(month, ""),
            counts.get(month, 0),
            tint(counts.get(month, 0), steps),
        )
        for month in range(1, 13)
    )
