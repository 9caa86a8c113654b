"""The home page: what this is, what is new, what is coming, and four ways in."""

from __future__ import annotations

from rakor import indonesian
from rakor.bulletin import Status
from rakor.content.collection import Catalogue
from rakor.documents import addresses
from rakor.pages import pictures, tiles
from rakor.pages.page import Count, Link, Page
from rakor.pages.views import common
from rakor.pages.views.follow import follow
from rakor.pages.views.regions import within_scope
from rakor.registry import KIND_NAMES

HOME_ENTRIES = 6


def home(page: Page, catalogue: Catalogue) -> tuple[tuple[Link, ...], common.Data]:
    """Kind ``home``."""
    listed = catalogue.listed
    recent = [one for one in listed[-200:] if one.status is not Status.PLANNED]
    map_ = None if catalogue.scope else pictures.map_of_provinces(catalogue)
    squares = map_.squares if map_ else ()
    provinces = sorted(
        (one for one in squares if one.bulletins),
        key=lambda one: (-one.bulletins, one.key),
    )
    years, years_legend = _years(catalogue)
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
        "tally": common.tally(catalogue, catalogue.tasks, addresses.LEDGER),
        "planned": common.entries(catalogue, catalogue.planned[: common.TOP]),
        "planned_more": max(0, len(catalogue.planned) - common.TOP),
        "map": map_,
        **within_scope(catalogue),
        "busiest": tuple(
            Count(one.name, one.address, one.bulletins) for one in provinces[: common.TOP]
        ),
        "empty": sum(not one.bulletins for one in squares),
        "years": years,
        "years_legend": years_legend,
        "topics": common.topic_counts(catalogue, topics[: common.TOP]),
        "topics_total": len(topics),
        "kinds": kinds(catalogue),
        "follow": follow(catalogue, "all"),
    }


YEARS = 8


def _years(
    catalogue: Catalogue,
) -> tuple[tuple[tuple[Count, tuple[int, ...]], ...], tuple[str, ...]]:
    """The last years, oldest first, each with the tints of its twelve months, and what those
    mean: one scale for all."""
    with_page = common.years_of(catalogue)
    if not with_page:
        return (), ()
    last = with_page[-1]
    first = max(with_page[0], last - YEARS + 1)
    months = {year: common.months_of(catalogue, year) for year in range(first, last + 1)}
    steps = tiles.scale_of_months(months.values())
    lines = tuple(
        (
            Count(
                str(year),
                addresses.year(year) if year in with_page else "",
                len(catalogue.by_year.get(year, ())),
            ),
            tuple(tiles.tint(len(of_months.get(month, ())), steps) for month in range(1, 13)),
        )
        for year, of_months in months.items()
    )
    return lines, tiles.legend(steps)


def kinds(catalogue: Catalogue) -> tuple[Count, ...]:
    """Kinds of agencies with the number of bulletins, the most first."""
    found = [
        Count(name, f"{addresses.AGENCIES}#{kind}", len(catalogue.by_kind[kind]))
        for kind, name in KIND_NAMES.items()
        if kind in catalogue.by_kind
    ]
    return tuple(sorted(found, key=lambda one: (-one.number, one.text)))
