"""Pages by date: all years, a year, a month with its calendar, a day of a long month."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from calendar import Calendar, monthrange
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from rakor import indonesian
from rakor.bulletin import Bulletin
from rakor.content.collection import Catalogue, Task
from rakor.documents import addresses
from rakor.pages import pagination, pictures, tiles
from rakor.pages.page import Count, Entry, Link, Page
from rakor.pages.plan import days_apart
from rakor.pages.views import common, tables

SOME = 3
"""How many bulletins a day of a full month shows before it leads on to the day's own page."""
CONTINUED = "berlanjut"
"""Anchor of the meetings that a month has from the one before it."""
DUES_OF_A_DAY = 60
"""How many due dates the page of a day shows."""


class Due(NamedTuple):
    """A follow-up in the calendar."""

    text: str
    by: Link | None
    origin: Link
    done: bool


class Cell(NamedTuple):
    """A day in the calendar; ``kind`` is empty, ``bulletin``, ``deadline`` or ``running``."""

    day: int
    kind: str
    address: str
    words: str


class Day(NamedTuple):
    """A day with something on it; ``more`` leads to its own page if it has one."""

    key: str
    title: str
    entries: tuple[Entry, ...]
    dues: tuple[Due, ...]
    more: Link | None


def overview(page: Page, catalogue: Catalogue) -> tuple[tuple[Link, ...], common.Data]:
    """Kind ``dates``: all years."""
    years = []
    in_order = common.years_of(catalogue)[::-1]
    of_years = {year: common.months_of(catalogue, year) for year in in_order[:8]}
    steps = tiles.scale_of_months(of_years.values())
    for year in in_order:
        of_months = of_years.get(year, {})
        leads = {month: addresses.month(year, month) for month in of_months}
        years.append(
            (
                Count(str(year), addresses.year(year), len(catalogue.by_year.get(year, ()))),
                tiles.months(year, of_months, leads, steps) if of_months else (),
            )
        )
    listed = catalogue.listed
    return (common.HOME, Link("Tanggal")), {
        "total": len(listed),
        "span": indonesian.span(listed[0].start, listed[-1].start) if listed else "",
        "years": tuple(years),
        "legend": tiles.legend(steps),
        "tables": (tables.DATA,),
        "planned": common.entries(catalogue, catalogue.planned[: common.TOP]),
        "planned_more": max(0, len(catalogue.planned) - common.TOP),
    }


def year(page: Page, catalogue: Catalogue) -> tuple[tuple[Link, ...], common.Data]:
    """Kind ``year``: the twelve months, each with its newest meetings."""
    of_year = int(page.subject[0])
    bulletins = list(catalogue.by_year.get(of_year, ()))
    of_months = common.months_of(catalogue, of_year)
    years = common.years_of(catalogue)
    days = Counter(one.start for one in bulletins)
    at = years.index(of_year)
    return (Link("Tanggal", addresses.DATES), Link(str(of_year))), {
        "year": of_year,
        "total": len(bulletins),
        "span": _span(bulletins),
        "months": tiles.months(
            of_year,
            of_months,
            {month: addresses.month(of_year, month) for month in of_months},
            tiles.scale_of_months([of_months]),
        ),
        "weeks": pictures.weeks(of_year, days) if days else (),
        "legend": tiles.legend(tiles.scale(max(days.values(), default=0))),
        "tables": tables.of_time(catalogue, of_year),
        "months_legend": tiles.legend(tiles.scale_of_months([of_months])),
        "sections": tuple(
            (
                Count(
                    indonesian.month(of_year, month),
                    addresses.month(of_year, month),
                    len(inside),
                ),
                common.newest(catalogue, inside, 3),
                max(0, len(inside) - 3),
            )
            for month, inside in reversed(of_months.items())
        ),
        "topics": common.topic_counts(catalogue, catalogue.topics_in(bulletins)[: common.TOP]),
        "before": _year_link(catalogue, years[at - 1]) if at else None,
        "after": _year_link(catalogue, years[at + 1]) if at + 1 < len(years) else None,
    }


def _span(bulletins: Sequence[Bulletin]) -> str:
    return indonesian.span(bulletins[0].start, bulletins[-1].start) if bulletins else ""


def _year_link(catalogue: Catalogue, of_year: int) -> Link:
    return Link(
        f"{of_year} ({indonesian.number(len(catalogue.by_year.get(of_year, ())))})",
        addresses.year(of_year),
    )


def month(page: Page, catalogue: Catalogue) -> tuple[tuple[Link, ...], common.Data]:
    """Kind ``month``: a calendar, and the days as sections ``h01`` to ``h31``."""
    of_year, of_month = int(page.subject[0]), int(page.subject[1])
    bulletins = catalogue.by_month.get((of_year, of_month), ())
    continued = catalogue.continued_in.get((of_year, of_month), ())
    length = monthrange(of_year, of_month)[1]
    dues = {
        day: tasks
        for number in range(1, length + 1)
        if (tasks := catalogue.due_on.get(day := dt.date(of_year, of_month, number)))
    }
    by_day = {
        day: list(group) for day, group in groupby(bulletins, key=lambda bulletin: bulletin.start)
    }
    apart = len(bulletins) > pagination.FULL_MONTH, bool(days_apart(catalogue, of_year, of_month))
    before, after = _beside(catalogue, of_year, of_month)
    return (
        Link("Tanggal", addresses.DATES),
        Link(str(of_year), addresses.year(of_year)),
        Link(indonesian.MONTHS[of_month - 1]),
    ), {
        "title": indonesian.month(of_year, of_month),
        "total": len(bulletins),
        "span": _span(bulletins),
        "continued": common.entries(catalogue, continued),
        "provinces": len({bulletin.region.partition(".")[0] for bulletin in bulletins}),
        "dues": sum(len(tasks) for tasks in dues.values()),
        "weeks": _weeks(of_year, of_month, by_day, dues, continued),
        "tables": tables.of_time(catalogue, of_year),
        "compact": len(bulletins) > pagination.FULL,
        "days": tuple(
            _day(catalogue, day, by_day.get(day, []), dues.get(day, ()), apart)
            for day in sorted({*by_day, *dues}, reverse=True)
        ),
        "before": before,
        "after": after,
    }


def _day(
    catalogue: Catalogue,
    day: dt.date,
    found: list[Bulletin],
    tasks: Sequence[Task],
    apart: tuple[bool, bool],
) -> Day:
    """``apart``: whether the month has too many bulletins, and whether days have own pages."""
    shown = found[:SOME] if apart[0] else found
    some = tasks[:1] if apart[1] else tasks
    hidden = [
        f"{count} {what}"
        for count, what in (
            (len(found) - len(shown), "buletin"),
            (len(tasks) - len(some), "tenggat"),
        )
        if count
    ]
    more = None
    if apart[1]:
        of_day = indonesian.date(day)
        more = Link(
            f"{indonesian.enumeration(hidden)} lagi pada {of_day}"
            if hidden
            else f"Halaman {of_day}",
            addresses.day(day.year, day.month, day.day),
        )
    return Day(
        f"h{day.day:02d}",
        indonesian.full_date(day),
        common.entries(catalogue, shown),
        tuple(due(catalogue, task) for task in some),
        more,
    )


def due(catalogue: Catalogue, task: Task) -> Due:
    """A follow-up that is due on a day."""
    by = task.follow_up.responsible
    return Due(
        task.follow_up.text,
        common.agency_link(catalogue, by) if by else None,
        Link(
            f"rapat {indonesian.date(task.bulletin.start)}", common.follow_up_origin(task).address
        ),
        task.proof is not None,
    )


def _weeks(
    of_year: int,
    of_month: int,
    by_day: dict[dt.date, list[Bulletin]],
    dues: Mapping[dt.date, Sequence[Task]],
    continued: Sequence[Bulletin],
) -> tuple[tuple[Cell | None, ...], ...]:
    """The calendar, Sunday first. Later days of a long meeting lead to its first day, those of one
    that began in an earlier month to the section of such meetings."""
    running: dict[dt.date, str] = {}
    of_before = max((one.end for one in continued), default=dt.date.min)
    for number in range(1, monthrange(of_year, of_month)[1] + 1):
        if dt.date(of_year, of_month, number) <= of_before:
            running[dt.date(of_year, of_month, number)] = f"#{CONTINUED}"
    for first, found in by_day.items():
        last = min(
            max(bulletin.end for bulletin in found),
            dt.date(of_year, of_month, monthrange(of_year, of_month)[1]),
        )
        for step in range(1, (last - first).days + 1):
            running[first + dt.timedelta(days=step)] = f"#h{first.day:02d}"
    weeks = []
    for week in Calendar(firstweekday=6).monthdayscalendar(of_year, of_month):
        cells: list[Cell | None] = []
        for number in week:
            if not number:
                cells.append(None)
                continue
            day = dt.date(of_year, of_month, number)
            words = [
                word
                for word in (
                    f"{len(by_day[day])} buletin" if day in by_day else "",
                    f"{len(dues[day])} tenggat" if day in dues else "",
                )
                if word
            ]
            name = indonesian.MONTHS[of_month - 1]
            if words:
                kind = "bulletin" if day in by_day else "deadline"
                said = f" {name}: {indonesian.enumeration(words)}"
                cells.append(Cell(number, kind, f"#h{number:02d}", said))
            elif day in running:
                said = f" {name}: rapat berlanjut"
                cells.append(Cell(number, "running", running[day], said))
            else:
                cells.append(Cell(number, "", "", ""))
        weeks.append(tuple(cells))
    return tuple(weeks)


def _beside(catalogue: Catalogue, of_year: int, of_month: int) -> tuple[Link | None, Link | None]:
    months = sorted({*catalogue.by_month, *catalogue.continued_in})
    at = bisect_left(months, (of_year, of_month))
    return (
        _month_link(catalogue, months[at - 1]) if at else None,
        _month_link(catalogue, months[at + 1]) if at + 1 < len(months) else None,
    )


def _month_link(catalogue: Catalogue, key: tuple[int, int]) -> Link:
    return Link(
        f"{indonesian.month(*key)} ({indonesian.number(len(catalogue.by_month.get(key, ())))})",
        addresses.month(*key),
    )


def day(page: Page, catalogue: Catalogue) -> tuple[tuple[Link, ...], common.Data]:
    """Kind ``day``: one day of a month that is too long for one page, by province."""
    date = dt.date.fromisoformat(page.subject[0])
    piece = int(page.subject[1])
    bulletins = catalogue.by_day.get(date, ())
    pieces = -(-len(bulletins) // pagination.LINES)
    shown = bulletins[(piece - 1) * pagination.LINES : piece * pagination.LINES]
    tasks = catalogue.due_on.get(date, ()) if piece == 1 else ()
    return (
        Link("Tanggal", addresses.DATES),
        Link(str(date.year), addresses.year(date.year)),
        Link(indonesian.MONTHS[date.month - 1], addresses.month(date.year, date.month)),
        Link(str(date.day)),
    ), {
        "title": indonesian.full_date(date),
        "total": len(bulletins),
        "dues_total": len(catalogue.due_on.get(date, ())),
        "piece": piece,
        "pieces": tuple(
            Link(
                f"Bagian {number}",
                "" if number == piece else addresses.day(date.year, date.month, date.day, number),
            )
            for number in range(1, pieces + 1)
        )
        if pieces > 1
        else (),
        "entries": common.entries(catalogue, shown),
        "dues": tuple(due(catalogue, task) for task in tasks[:DUES_OF_A_DAY]),
        "dues_more": max(0, len(tasks) - DUES_OF_A_DAY),
        "tables": tables.of_time(catalogue, date.year),
    }
