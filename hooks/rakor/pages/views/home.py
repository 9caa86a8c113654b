"""The home page: what this is, what is new, what is coming, and four ways in."""

from __future__ import annotations

from rakor import indonesian
from rakor.content.collection import Catalogue
from rakor.pages import addresses, pagination, tiles
from rakor.pages.page import Count, Link, Page
from rakor.pages.views import common
from rakor.registry import KIND_NAMES

HOME_ENTRIES = 6


def home(page: Page, catalogue: Catalogue) -> tuple[tuple[Link, ...], common.Data]:
    """Kind ``beranda``."""
    listed = catalogue.listed
    recent = [one for one in listed[-200:] if not catalogue.is_upcoming(one)]
    map_tiles, legend = tiles.provinces(catalogue)
    provinces = sorted(
        (tile for tile in map_tiles if tile.number), key=lambda tile: (-tile.number, tile.key)
    )
    year = max((one.start.year for one in recent), default=0)
    of_months = pagination.by_month(list(catalogue.by_year.get(year, ())))
    topics = sorted(
        ((topic, len(found)) for topic, found in catalogue.by_topic.items()),
        key=lambda pair: (-pair[1], pair[0]),
    )
    return (), {
        "total": len(listed),
        "provinces": len(provinces),
        "agencies": len(catalogue.by_agency),
        "has_edition": catalogue.has_edition,
        "span": indonesian.date_range(listed[0].start, listed[-1].start) if listed else "",
        "newest": common.newest(catalogue, recent, HOME_ENTRIES),
        "planned": common.entries(catalogue, catalogue.planned[: common.TOP]),
        "planned_more": max(0, len(catalogue.planned) - common.TOP),
        "map": map_tiles,
        "legend": legend,
        "busiest": tuple(
            Count(tile.name, tile.address, tile.number) for tile in provinces[: common.TOP]
        ),
        "empty": sum(not tile.number for tile in map_tiles),
        "year": Count(str(year), addresses.year(year), len(catalogue.by_year.get(year, ())))
        if of_months
        else None,
        "months": tiles.months(
            year, of_months, {month: addresses.month(year, month) for month in of_months}
        )
        if of_months
        else (),
        "topics": common.topic_counts(catalogue, topics[: common.TOP]),
        "topics_total": len(topics),
        "kinds": kinds(catalogue),
    }


def kinds(catalogue: Catalogue) -> tuple[Count, ...]:
    """Kinds of agencies with the number of bulletins, in the order of the registry."""
    return tuple(
        Count(name, f"{addresses.AGENCIES}#{kind}", len(catalogue.by_kind[kind]))
        for kind, name in KIND_NAMES.items()
        if kind in catalogue.by_kind
    )
