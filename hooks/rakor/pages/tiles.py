"""The map of provinces as a grid of squares, and the tints that stand for numbers.

Where a square stands is the style sheet's business (classes ``p11`` to ``p96``, from the visual
guide); here are the labels, which the guide gives too, and the order.
"""

from __future__ import annotations

from itertools import pairwise

from rakor import indonesian
from rakor.bulletin import Bulletin
from rakor.content.collection import Catalogue
from rakor.pages import addresses
from rakor.pages.page import Tile

LABELS = {
    "11": "ACE", "12": "SUT", "13": "SBR", "14": "RIA", "15": "JMB", "16": "SSL", "17": "BKL",
    "18": "LPG", "19": "BBL", "21": "KEP", "31": "JKT", "32": "JBR", "33": "JTG", "34": "DIY",
    "35": "JTM", "36": "BTN", "51": "BAL", "52": "NTB", "53": "NTT", "61": "KBR", "62": "KTG",
    "63": "KSL", "64": "KTM", "65": "KTR", "71": "SLU", "72": "SLT", "73": "SLS", "74": "STR",
    "75": "GTO", "76": "SLB", "81": "MAL", "82": "MLU", "91": "PAP", "92": "PBR", "93": "PSL",
    "94": "PTG", "95": "PPG", "96": "PBD",
}  # fmt: skip

_SCALES = (
    (1, 2, 4, 10),
    (1, 5, 20, 50),
    (1, 10, 50, 200),
    (1, 50, 250, 1000),
    (1, 250, 1000, 5000),
)


def scale(largest: int) -> tuple[int, int, int, int]:
    """From which number on each of the four tints stands, for a largest number on the page."""
    return next((steps for steps in _SCALES if largest < 2 * steps[3]), _SCALES[-1])


def tint(count: int, steps: tuple[int, int, int, int]) -> int:
    """0 for nothing, else 1 to 4."""
    return sum(count >= step for step in steps)


def legend(steps: tuple[int, int, int, int]) -> tuple[str, ...]:
    """The words of the legend: ``0``, ``1``, ``2–3``, ``4–9``, ``10+``."""
    words = ["0"]
    for low, high in pairwise(steps):
        words.append(
            str(low)
            if high == low + 1
            else f"{indonesian.number(low)}–{indonesian.number(high - 1)}"
        )
    return (*words, f"{indonesian.number(steps[3])}+")


def provinces(catalogue: Catalogue) -> tuple[tuple[Tile, ...], tuple[str, ...]]:
    """All provinces as squares, and the legend of their tints.

    A province without bulletins leads to its line in the list of all provinces. One that the
    guide does not place yet has no square; the list beside the map holds it.
    """
    counts = {
        region.code: len(catalogue.by_region.get(region.code, ()))
        for region in catalogue.regions.provinces()
    }
    steps = scale(max(counts.values(), default=0))
    return (
        tuple(
            Tile(
                region.code,
                LABELS[region.code],
                region.name,
                addresses.region(catalogue.regions, region.code)
                if counts[region.code]
                else f"{addresses.REGIONS}#p{region.code}",
                counts[region.code],
                tint(counts[region.code], steps),
            )
            for region in catalogue.regions.provinces()
            if region.code in LABELS
        ),
        legend(steps),
    )


def months(
    year: int, by_month: dict[int, list[Bulletin]], address_of: dict[int, str]
) -> tuple[Tile, ...]:
    """The twelve months of a year as squares; a month without an address is not a link."""
    counts = {month: len(found) for month, found in by_month.items()}
    steps = scale(max(counts.values(), default=0))
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
