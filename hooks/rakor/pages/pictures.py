"""Pictures of the record, as numbers that a template draws: no picture says more than its data.

All are drawn while the site is built, in the idiom of the square, and the same facts stand beside
each in words. Where a picture depends on the day of the edition it asks for whole months
(:func:`month_of_edition`), so that a page with a picture is made anew once a month, not every day.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from rakor import indonesian
from rakor.bulletin import Bulletin, Role
from rakor.content.collection import Catalogue, Task
from rakor.content.ledger import Ledger, Standing, has_state, outcome_day, state_of
from rakor.documents import addresses
from rakor.pages import tiles

_HORIZON = 12 * 30
"""Months after the last record within which the edition is looked for."""


def month_of_edition(catalogue: Catalogue, after: dt.date) -> dt.date | None:
    """The first day of the month the edition speaks of; None without a day of the edition.

    Args:
        catalogue: the collection.
        after: a day that is known to lie before it, or in its month.
    """
    if not catalogue.has_edition:
        return None
    first = after.replace(day=1)
    months = range(1, _HORIZON)
    # The month has begun when its last day before has gone by.
    steps = bisect_left(
        months,
        True,
        key=lambda n: not catalogue.has_passed(_month_after(first, n) - dt.timedelta(days=1)),
    )
    return _month_after(first, steps)


def _month_after(first: dt.date, months: int) -> dt.date:
    years, month = divmod(first.month - 1 + months, 12)
    return dt.date(min(first.year + years, dt.MAXYEAR), month + 1, 1)


# --- promises in time ------------------------------------------------------------------------

LANES = 8


class Lane(NamedTuple):
    """One promise as a line; places are per cent of the width.

    Attributes:
        y: where its line lies, in lines of text.
        label: number and agency.
        state: class of the line.
        start: its meeting.
        due: its deadline, or nothing.
        end: where the line ends.
        said: what is on record, in few words.
        promised: the day of the meeting, in words.
        deadline: its deadline in words.
        text: what was promised.
    """

    y: float
    label: str
    state: str
    start: str
    due: str
    end: str
    said: str
    promised: str
    deadline: str
    text: str


class Timeline(NamedTuple):
    """Meetings above an axis of time, promises below it."""

    height: float
    years: tuple[tuple[str, str], ...]
    meetings: tuple[str, ...]
    first: tuple[str, str]
    edition: tuple[str, str] | None
    lanes: tuple[Lane, ...]
    left_out: int


_SAID = {
    Standing.OVERDUE: "lewat tenggat",
    Standing.DATED: "terbuka",
    Standing.UNDATED: "tenggat tidak disebut",
    Standing.CLOSED: "selesai",
    Standing.MOVED: "dialihkan",
    Standing.DROPPED: "dibatalkan",
}


def timeline(catalogue: Catalogue, found: Ledger) -> Timeline | None:
    """The promises of a region in time, the most urgent first; None where there are none."""
    tasks = [*found.overdue, *found.dated, *found.undated, *found.closed, *found.ended]
    shown = tasks[:LANES]
    if not shown:
        return None
    days = [task.start for task in shown]
    days += [task.follow_up.due for task in shown if task.follow_up.due]
    days += [outcome_day(task) for task in shown if task.proof]
    edition = month_of_edition(catalogue, max(task.start for task in shown))
    first, last = min(days), max([*days, edition] if edition else days)
    width = max((last - first).days, 30)

    def x(day: dt.date) -> str:
        return f"{4 + 88 * (day - first).days / width:.2f}"

    end = edition or last
    lanes = tuple(_lane(catalogue, task, number, x, end) for number, task in enumerate(shown))
    years = range(first.year + 1, last.year + 1)
    return Timeline(
        height=10 + 2.8 * (len(lanes) - 1),
        years=tuple(
            (x(dt.date(year, 1, 1)), str(year)) for year in years if year % _step(len(years)) == 0
        ),
        meetings=tuple(dict.fromkeys(x(task.start) for task in shown)),
        first=(x(first), indonesian.short_date(first)),
        edition=(x(edition), indonesian.month(edition.year, edition.month)) if edition else None,
        lanes=lanes,
        left_out=len(tasks) - len(shown),
    )


def _step(years: int) -> int:
    """Every how many years there is room for a number on a phone."""
    return 1 if years <= 5 else 2 if years <= 10 else 5


def _lane(
    catalogue: Catalogue, task: Task, number: int, x: Callable[[dt.date], str], until: dt.date
) -> Lane:
    follow_up = task.follow_up
    state = state_of(catalogue, task)
    end = outcome_day(task) if task.proof else max(until, follow_up.due or until)
    responsible = follow_up.responsible
    who = catalogue.agencies[responsible].name if responsible else "pelaksana tidak disebut"
    return Lane(
        y=7.6 + 2.8 * number,
        label=f"{number + 1}. {who}",
        state=state.value,
        start=x(task.start),
        due=x(follow_up.due) if follow_up.due else "",
        end=x(max(end, task.start)),
        said=_SAID[state],
        promised=indonesian.date(task.start),
        deadline=indonesian.date(follow_up.due) if follow_up.due else "tidak disebut",
        text=follow_up.text,
    )


# --- the weeks of a year ---------------------------------------------------------------------

SHEETS = 4


class Sheet(NamedTuple):
    """A quarter of a year's weeks: one square a day, a column a week, Sunday at the top."""

    width: int
    name: str
    months: tuple[tuple[int, str], ...]
    levels: tuple[tuple[int, str], ...]


def weeks(year: int, counts: Mapping[dt.date, int]) -> tuple[Sheet, ...]:
    """The days of a year in its 53 or 54 weeks, as four sheets; ``counts`` are meetings by day."""
    first = dt.date(year, 1, 1)
    offset = (first.weekday() + 1) % 7
    steps = tiles.scale(max(counts.values(), default=0))
    days = [first + dt.timedelta(days=n) for n in range(365 + (monthrange(year, 2)[1] == 29))]
    column_of = {day: (offset + n) // 7 for n, day in enumerate(days)}
    columns = column_of[days[-1]] + 1
    cuts = [0, 14, 27, 40, columns]
    sheets = []
    for low, high in pairwise(cuts):
        inside = [day for day in days if low <= column_of[day] < high]
        paths: dict[int, list[str]] = {}
        for day in inside:
            level = tiles.tint(counts.get(day, 0), steps)
            size = (4.0, 2.0, 2.8, 3.4, 4.0)[level]
            left = 5 * (column_of[day] - low) + 0.4 + (4 - size) / 2
            top = 6.4 + 5 * ((day.weekday() + 1) % 7) + (4 - size) / 2
            paths.setdefault(level, []).append(f"M{left:g} {top:g}h{size:g}v{size:g}h-{size:g}z")
        months = tuple(
            (5 * (column_of[day] - low), indonesian.SHORT_MONTHS[day.month - 1])
            for day in inside
            if day.day == 1
        )
        total = sum(counts.get(day, 0) for day in inside)
        name = f"{indonesian.date(inside[0])} sampai {indonesian.date(inside[-1])}: {total} buletin"
        levels = tuple((level, "".join(paths[level])) for level in sorted(paths))
        sheets.append(Sheet(5 * (high - low), name, months, levels))
    return tuple(sheets)


# --- who sits with whom ----------------------------------------------------------------------

ROWS, COLUMNS = 10, 8


class Row(NamedTuple):
    """One agency, or type of agencies, and its seat in each meeting: ``s``, ``p`` or nothing."""

    name: str
    address: str
    seats: tuple[str, ...]
    total: int


class Matrix(NamedTuple):
    """Agencies by meetings, the newest meeting last."""

    meetings: tuple[tuple[str, str, str], ...]
    rows: tuple[Row, ...]
    left_out: int


def matrix(
    catalogue: Catalogue,
    bulletins: Sequence[Bulletin],
    row_of: Callable[[str], str],
    name_of: Callable[[str], tuple[str, str]],
) -> Matrix | None:
    """Who sat at the last meetings held; None where there are fewer than two.

    Args:
        catalogue: the collection.
        bulletins: meetings, oldest first.
        row_of: in which row an agency stands.
        name_of: name and address of a row.
    """
    held = catalogue.held(bulletins[-3 * COLUMNS :])[-COLUMNS:]
    if len(held) < 2:
        return None
    seats: dict[str, dict[str, str]] = {}
    for one in held:
        for agency, seat in _seats(one):
            row = seats.setdefault(row_of(agency), {})
            if row.get(one.id) != "s":
                row[one.id] = seat
    most = sorted(seats, key=lambda key: (-len(seats[key]), key))
    rows = tuple(
        Row(
            *name_of(key),
            tuple(seats[key].get(one.id, "") for one in held),
            len(seats[key]),
        )
        for key in most[:ROWS]
    )
    meetings = tuple(
        (
            f"{one.start.day} {indonesian.SHORT_MONTHS[one.start.month - 1]} {one.start.year}",
            addresses.bulletin(one.id),
            one.title,
        )
        for one in held
    )
    return Matrix(meetings, rows, len(seats) - len(rows))


def _seats(bulletin: Bulletin) -> Iterable[tuple[str, str]]:
    yield bulletin.host.agency, "p"
    for one in bulletin.participants:
        yield one.agency, "s" if one.role is Role.SPEAKER else "p"


# --- the map with three readings -------------------------------------------------------------


class Square(NamedTuple):
    """A province: three numbers, each with its tint; a number is -1 where there is nothing."""

    key: str
    label: str
    name: str
    address: str
    bulletins: int
    open: int
    months: int
    tints: tuple[int, int, int]
    said: str


class Map(NamedTuple):
    """All provinces, and what the tints of each reading mean."""

    squares: tuple[Square, ...]
    legends: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
    has_months: bool


_SILENCE = (1, 13, 25, 25)
_SILENT = ("sampai 12", "13–24", "25 atau lebih")


def map_of_provinces(catalogue: Catalogue) -> Map:
    """Bulletins, open promises and months since the last meeting of each province."""
    provinces = [one for one in catalogue.regions.provinces() if one.code in tiles.LABELS]
    counts = {one.code: len(catalogue.by_region.get(one.code, ())) for one in provinces}
    promised = {one.code: _open(catalogue.tasks_in.get(one.code, ())) for one in provinces}
    steps = tiles.scale(max(counts.values(), default=0))
    promise_steps = tiles.scale(max(promised.values(), default=0))
    squares = []
    for region in provinces:
        code, number = region.code, counts[region.code]
        months = _silence(catalogue, catalogue.by_region.get(code, ()))
        said = [f"{indonesian.number(number)} buletin" if number else "belum ada buletin"]
        if number:
            open_ = promised[code]
            words = f"{indonesian.number(open_)} janji terbuka"
            said.append(words if open_ else "tanpa janji terbuka")
        if months >= 0:
            said.append(f"{months} bulan sejak rapat terakhir")
        address = (
            addresses.region(catalogue.regions, code) if number else f"{addresses.REGIONS}#p{code}"
        )
        tints = (
            tiles.tint(number, steps),
            tiles.tint(promised[code], promise_steps),
            min(tiles.tint(max(months, 1), _SILENCE), 3) if months >= 0 else 0,
        )
        squares.append(
            Square(
                code,
                tiles.LABELS[code],
                region.name,
                address,
                number,
                promised[code],
                months,
                tints,
                ", ".join(said),
            )
        )
    legends = (tiles.legend(steps)[1:], tiles.legend(promise_steps)[1:], _SILENT)
    return Map(tuple(squares), legends, catalogue.has_edition)


def _open(tasks: Iterable[Task]) -> int:
    return sum(task.proof is None and has_state(task.follow_up) for task in tasks)


def _silence(catalogue: Catalogue, bulletins: Sequence[Bulletin]) -> int:
    """Months since the last meeting held, -1 if that cannot be told."""
    held = catalogue.held(bulletins[-60:])
    if not held:
        return -1
    last = max(one.end for one in held)
    month = month_of_edition(catalogue, last)
    return -1 if month is None else (month.year - last.year) * 12 + month.month - last.month
