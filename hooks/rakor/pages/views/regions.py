"""Pages by region: the map with all provinces, a province, a regency or city."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from functools import partial

from rakor import indonesian
from rakor.bulletin import Bulletin, Status
from rakor.content.collection import Catalogue
from rakor.content.ledger import ledger
from rakor.documents import addresses
from rakor.pages import pictures, tiles
from rakor.pages.page import Count, Link, Page
from rakor.pages.views import common, tables
from rakor.pages.views.follow import follow
from rakor.registry import Level, Region

_ISLANDS = {
    "1": "Sumatera",
    "2": "Sumatera",
    "3": "Jawa",
    "5": "Bali dan Nusa Tenggara",
    "6": "Kalimantan",
    "7": "Sulawesi",
    "8": "Maluku",
    "9": "Papua",
}
"""Groups of provinces by the first digit of their code, which Kemendagri gives by island."""


def overview(page: Page, catalogue: Catalogue) -> tuple[tuple[Link, ...], common.Data]:
    """Kind ``regions``: the map and all provinces."""
    squares = None if catalogue.scope else pictures.map_of_provinces(catalogue)
    islands: dict[str, list[tuple[str, Count]]] = {}
    for region in () if catalogue.scope else catalogue.regions.provinces():
        island = _ISLANDS.get(region.code[0], "Provinsi lain")
        islands.setdefault(island, []).append((region.code, _count(catalogue, region)))
    return (common.HOME, Link("Wilayah")), {
        "map": squares,
        "tables": tables.of_codes("wilayah"),
        "total": len(catalogue.listed),
        **within_scope(catalogue),
        "filled": sum(1 for one in squares.squares if one.bulletins) if squares else 0,
        "all": len(catalogue.regions.provinces()),
        "regencies": sum("." in code for code in catalogue.by_region),
        "islands": tuple(
            (island, sum(line.number for _, line in lines), tuple(lines))
            for island, lines in islands.items()
        ),
    }


def within_scope(catalogue: Catalogue) -> common.Data:
    """What a site of some regions shows in the place of the map of all provinces.

    Its own regions, those below them that have bulletins, and where else its meetings lead; all
    empty for a site of the whole country.
    """
    own: list[Count] = []
    for code in catalogue.scope:
        own.append(_count(catalogue, catalogue.regions[code]))
        below = (_count(catalogue, child) for child in catalogue.regions.children(code))
        own += sorted((one for one in below if one.number), key=lambda one: one.text)
    elsewhere = [
        _count(catalogue, catalogue.regions[code])
        for code in sorted(catalogue.own_region if catalogue.scope else ())
        if not any(code == one or code.startswith(f"{one}.") for one in catalogue.scope)
    ]
    return {"own_regions": tuple(own), "other_regions": tuple(elsewhere)}


def _count(catalogue: Catalogue, region: Region) -> Count:
    found = catalogue.by_region.get(region.code, ())
    if not found:
        return Count(region.name, "", 0)
    return Count(
        region.name,
        addresses.region(catalogue.regions, region.code),
        len(found),
        common.last_words(found),
    )


def province(page: Page, catalogue: Catalogue) -> tuple[tuple[Link, ...], common.Data]:
    """Kind ``province``."""
    code = page.subject[0]
    region = catalogue.regions[code]
    bulletins = catalogue.by_region[code]
    children = catalogue.regions.children(code)
    counts = [_count(catalogue, child) for child in children]
    here = [
        (child.code, count) for child, count in zip(children, counts, strict=True) if count.number
    ]
    newest_first = {
        child: common.last_meeting(catalogue.by_region[child]) or dt.date.min for child, _ in here
    }
    here.sort(key=lambda pair: (newest_first[pair[0]], pair[0]), reverse=True)
    own = catalogue.own_region.get(code, ())
    prefix = addresses.region_part(catalogue.regions, code)
    return (Link("Wilayah", addresses.REGIONS), Link(region.name)), {
        "name": region.name,
        "code": code,
        "zone": region.zone,
        "iso": region.iso or "",
        "weeks_legend": _weeks_legend(bulletins),
        "weeks_year": bulletins[-1].start.year,
        "weeks": _weeks(bulletins),
        "regencies": sum(child.level is Level.REGENCY for child in children),
        "cities": sum(child.level is Level.CITY for child in children),
        "children": tuple(here),
        "children_total": len(children),
        "empty": tuple(count.text for count in counts if not count.number),
        "own": len(own),
        "below": len(bulletins) - len(own),
        **_now(catalogue, code),
        "types": common.type_counts(catalogue, catalogue.types_in(bulletins)[: common.TOP]),
        "topics": common.topic_counts(catalogue, catalogue.topics_in(bulletins)[: common.TOP]),
        **common.listed_within(catalogue, bulletins, prefix, code),
    }


def _weeks(bulletins: Sequence[Bulletin]) -> tuple[pictures.Sheet, ...]:
    """The newest year of a province with enough meetings for a picture of its weeks."""
    year = bulletins[-1].start.year
    days = Counter(one.start for one in bulletins if one.start.year == year)
    return pictures.weeks(year, days) if days.total() >= 5 else ()


def _weeks_legend(bulletins: Sequence[Bulletin]) -> tuple[str, ...]:
    year = bulletins[-1].start.year
    days = Counter(one.start for one in bulletins if one.start.year == year)
    return tiles.legend(tiles.scale(max(days.values())))


def _now(catalogue: Catalogue, code: str) -> common.Data:
    """What happened last in a region, what is open, and what comes next."""
    bulletins = catalogue.by_region[code]
    prefix = addresses.region_part(catalogue.regions, code)
    planned = common.upcoming(catalogue, bulletins)
    tasks = catalogue.tasks_in.get(code, ())
    last = next((one for one in reversed(bulletins) if one.status is Status.PUBLISHED), None)
    return {
        "last": (
            indonesian.date_range(last.start, last.end),
            Link(last.title, addresses.bulletin(last.id)),
        )
        if last
        else None,
        "tally": common.tally(catalogue, tasks, addresses.ledger(prefix)),
        "timeline": pictures.timeline(catalogue, ledger(catalogue, tasks)),
        "matrix": pictures.matrix(
            catalogue, bulletins, lambda agency: agency, partial(common.agency_link, catalogue)
        ),
        "follow": follow(catalogue, "region", code),
        "next": planned[0] if planned else None,
        "planned": planned[1:],
    }


def regency(page: Page, catalogue: Catalogue) -> tuple[tuple[Link, ...], common.Data]:
    """Kind ``regency``: a regency or a city."""
    code = page.subject[0]
    region = catalogue.regions[code]
    bulletins = catalogue.by_region[code]
    parent = catalogue.regions.path(code)[0]
    frequent = catalogue.agencies_in(bulletins)
    beside = [
        common.region_link(catalogue, child.code)
        for child in catalogue.regions.children(parent.code)
        if child.code != code and child.code in catalogue.by_region
    ]
    prefix = addresses.region_part(catalogue.regions, code)
    return (*common.crumbs_of_region(catalogue, code)[:-1], Link(region.name)), {
        "name": region.name,
        "code": code,
        "zone": region.zone,
        "parent": common.region_link(catalogue, parent.code),
        "frequent": common.agency_counts(catalogue, frequent[: common.TOP]),
        "frequent_more": max(0, len(frequent) - common.TOP),
        "topics": common.topic_counts(catalogue, catalogue.topics_in(bulletins)[: common.TOP]),
        "beside": tuple(beside),
        **_now(catalogue, code),
        **common.listed_within(catalogue, bulletins, prefix, code),
    }
