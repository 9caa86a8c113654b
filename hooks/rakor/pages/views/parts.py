"""A part of a long listing: one year, one month, or a piece of a day of one subject."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from rakor import indonesian
from rakor.bulletin import Bulletin
from rakor.content.collection import Catalogue
from rakor.documents import addresses
from rakor.pages import pagination, tiles
from rakor.pages.labels import agency_type_label, part_label
from rakor.pages.page import Count, Entry, Group, Link, Page, Tile
from rakor.pages.views import common, tables


@dataclass(frozen=True, slots=True)
class _Subject:
    name: str
    prefix: str
    bulletins: Sequence[Bulletin]
    crumbs: list[Link]


def _subject(catalogue: Catalogue, family: str, key: str) -> _Subject:
    if family == "region":
        return _Subject(
            catalogue.regions[key].name,
            addresses.region_part(catalogue.regions, key),
            catalogue.by_region[key],
            common.crumbs_of_region(catalogue, key),
        )
    if family == "topic":
        name = common.topic_name(catalogue, key)
        return _Subject(
            name,
            addresses.topic_part(key),
            catalogue.by_topic[key],
            [Link("Topik", addresses.TOPICS), Link(name, addresses.topic(key))],
        )
    agency = catalogue.agencies[key]
    label = agency_type_label(catalogue.agencies.type(agency.type))
    return _Subject(
        agency.name,
        addresses.agency_part(agency),
        catalogue.by_agency[key],
        [
            Link("Instansi", addresses.AGENCIES),
            Link(label, addresses.agency_type(agency.type)),
            Link(agency.name, addresses.agency(agency)),
        ],
    )


def part(page: Page, catalogue: Catalogue) -> tuple[tuple[Link, ...], common.Data]:
    """Kind ``part``."""
    family, key, tail = page.subject
    subject = _subject(catalogue, family, key)
    found = pagination.find(subject.bulletins, tail)
    crumbs = [*subject.crumbs]
    if found.month:
        crumbs.append(Link(str(found.year), f"{subject.prefix}{found.year}.html"))
    if found.day:
        month = f"{found.year}-{found.month:02d}"
        crumbs.append(Link(indonesian.MONTHS[found.month - 1], f"{subject.prefix}{month}.html"))
    last = part_label(found) if found.day or not found.month else ""
    crumbs.append(Link(last or indonesian.MONTHS[found.month - 1]))
    groups, lines, newest, months, days = _shape(catalogue, subject, found)
    if family == "region":
        here = common.place(catalogue, key)
        newest = common.within(newest, here)
        groups = tuple(one._replace(entries=common.within(one.entries, here)) for one in groups)
    return tuple(crumbs), {
        "heading": f"{subject.name}, {part_label(found)}",
        "total": len(found.bulletins),
        "span": indonesian.span(found.bulletins[0].start, found.bulletins[-1].start),
        "groups": groups,
        "lines": lines,
        "dated": not found.month,
        "newest": newest,
        "months": months,
        "days": days,
        "beside": _beside(subject, found),
        "tables": tables.tables(catalogue, family, key),
    }


def _beside(subject: _Subject, found: pagination.Part[Bulletin]) -> tuple[Link, Link]:
    """The parts before and after; a month whose year is short has no page, its year has."""
    links = []
    for tail in pagination.beside(subject.bulletins, found):
        if not tail:
            links.append(Link(""))
            continue
        target = pagination.find(subject.bulletins, tail)
        year_tail = f"{target.year}.html"
        if found.month and target.year != found.year:
            of_year = pagination.find(subject.bulletins, year_tail)
            if len(of_year.bulletins) <= pagination.LINES:
                target = of_year
        links.append(
            Link(
                f"{part_label(target)} ({indonesian.number(len(target.bulletins))})",
                subject.prefix + target.tail,
            )
        )
    return (links[0], links[1])


def _shape(
    catalogue: Catalogue, subject: _Subject, found: pagination.Part[Bulletin]
) -> tuple[
    tuple[Group, ...],
    tuple[Group, ...],
    tuple[Entry, ...],
    tuple[Tile, ...],
    tuple[Count, ...],
]:
    """How the part is laid out: whole groups, groups of lines, newest, months, days."""
    bulletins = found.bulletins
    if not found.month:
        of_months = pagination.by_month(bulletins)
        if len(bulletins) <= pagination.LINES:
            groups = tuple(
                Group(
                    f"b{month:02d}",
                    indonesian.month(found.year, month),
                    f"{len(inside)} buletin",
                    common.entries(catalogue, reversed(inside)),
                )
                for month, inside in reversed(of_months.items())
            )
            if len(bulletins) > pagination.FULL:
                return (), groups, (), (), ()
            return groups, (), (), (), ()
        leads = {month: f"{subject.prefix}{found.year}-{month:02d}.html" for month in of_months}
        squares = tiles.months(found.year, of_months, leads, tiles.scale_of_months([of_months]))
        return (), (), common.newest(catalogue, bulletins), squares, ()
    days = common.by_days(catalogue, bulletins) if len(bulletins) <= pagination.LINES else ()
    if not found.day and len(bulletins) <= pagination.FULL:
        return days, (), (), (), ()
    if days:
        return (), days, (), (), ()
    by_day: dict[dt.date, list[Bulletin]] = {}
    for bulletin in bulletins:
        by_day.setdefault(bulletin.start, []).append(bulletin)
    counts = tuple(
        Count(
            indonesian.full_date(day),
            f"{subject.prefix}{day:%Y-%m-%d}.html",
            len(inside),
        )
        for day, inside in sorted(by_day.items())
    )
    return (), (), common.newest(catalogue, bulletins), (), counts
