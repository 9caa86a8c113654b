"""How a list of bulletins stays small, however many there are.

Up to :data:`FULL` bulletins stand on one page. A longer list shows the newest and leads to its
years. A year or month of up to :data:`LINES` bulletins is still one page, of single lines if it
must; a longer year leads to its months, a longer month to its days, and a long day is cut into
parts. Every subject (a region, an agency, a type, a topic) splits in this one way, and so do lists
of what was promised, by the day of its meeting.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Generic, Protocol, TypeVar


class OfDay(Protocol):
    """What a list may hold: a bulletin, or something else that belongs to a day."""

    @property
    def start(self) -> dt.date: ...


Dated = TypeVar("Dated", bound=OfDay)

FULL = 40
"""The longest list that is shown whole, with summaries."""
NEWEST = 12
"""How many entries stand at the top of a list that is not shown whole."""
FEW = 6
"""How many follow-ups an agency's page shows before the rest gets a page of its own."""
FULL_MONTH = 60
"""The most bulletins a month's calendar page lists whole; the days of a fuller one have pages."""
LINES = 100
"""The longest list of single lines on one page."""


@dataclass(frozen=True, slots=True)
class Part(Generic[Dated]):
    """One page of a long listing: a year, a month, or a piece of a day.

    ``month`` and ``day`` are 0 when the part is wider than that; ``piece`` counts from 1.
    """

    tail: str
    year: int
    month: int
    day: int
    piece: int
    bulletins: Sequence[Dated]


def parts(bulletins: Sequence[Dated]) -> Iterator[Part[Dated]]:
    """All parts below the first page of a listing, oldest first; none when it fits on one page."""
    if len(bulletins) <= FULL:
        return
    for year, of_year in groupby(bulletins, key=lambda bulletin: bulletin.start.year):
        in_year = list(of_year)
        yield Part(f"{year}.html", year, 0, 0, 1, in_year)
        if len(in_year) <= LINES:
            continue
        for month, of_month in groupby(in_year, key=lambda bulletin: bulletin.start.month):
            in_month = list(of_month)
            yield Part(f"{year}-{month:02d}.html", year, month, 0, 1, in_month)
            if len(in_month) <= LINES:
                continue
            for day, of_day in groupby(in_month, key=lambda bulletin: bulletin.start):
                yield from _pieces(day, list(of_day))


def _pieces(day: dt.date, bulletins: Sequence[Dated]) -> Iterator[Part[Dated]]:
    for piece, first in enumerate(range(0, len(bulletins), LINES), 1):
        tail = "" if piece == 1 else f"-{piece}"
        yield Part(
            f"{day:%Y-%m-%d}{tail}.html",
            day.year,
            day.month,
            day.day,
            piece,
            bulletins[first : first + LINES],
        )


def find(bulletins: Sequence[Dated], tail: str) -> Part[Dated]:
    """The part with this file name, without looking at all bulletins of the listing."""
    numbers = [int(word) for word in tail.removesuffix(".html").split("-")]
    year, month, day, piece = (*numbers, 0, 0, 0)[:4]
    first = dt.date(year, month or 1, day or 1)
    last = dt.date(year, month or 12, day or (monthrange(year, month)[1] if month else 31))
    low, high = _range(bulletins, first, last)
    if day:
        low += LINES * (max(piece, 1) - 1)
        high = min(high, low + LINES)
    return Part(tail, year, month, day, max(piece, 1), bulletins[low:high])


def beside(bulletins: Sequence[Dated], part: Part[Dated]) -> tuple[str, str]:
    """File names of the parts of the same width before and after this one; empty at the ends."""
    low, high = _range(bulletins, part.bulletins[0].start, part.bulletins[-1].start)
    if part.day:
        before = part.piece - 1
        after = part.piece + 1 if LINES * part.piece < high - low else 0
        return (_piece_tail(part, before), _piece_tail(part, after))
    form = "%Y-%m.html" if part.month else "%Y.html"
    return (
        bulletins[low - 1].start.strftime(form) if low else "",
        bulletins[high].start.strftime(form) if high < len(bulletins) else "",
    )


def _piece_tail(part: Part[Dated], piece: int) -> str:
    if piece < 1:
        return ""
    day = f"{part.year}-{part.month:02d}-{part.day:02d}"
    return f"{day}.html" if piece == 1 else f"{day}-{piece}.html"


def _range(bulletins: Sequence[OfDay], first: dt.date, last: dt.date) -> tuple[int, int]:
    low = bisect_left(bulletins, first, key=lambda bulletin: bulletin.start)
    return (low, bisect_right(bulletins, last, lo=low, key=lambda bulletin: bulletin.start))


def by_year(bulletins: Sequence[Dated]) -> dict[int, list[Dated]]:
    """Bulletins by year, newest year first; within a year oldest first."""
    found = {
        year: list(group)
        for year, group in groupby(bulletins, key=lambda bulletin: bulletin.start.year)
    }
    return dict(sorted(found.items(), reverse=True))


def by_month(bulletins: Sequence[Dated]) -> dict[int, list[Dated]]:
    """Bulletins of one year by month, in the order of the calendar."""
    return {
        month: list(group)
        for month, group in groupby(bulletins, key=lambda bulletin: bulletin.start.month)
    }
