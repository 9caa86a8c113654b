"""Pieces that several families of pages are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby

from rakor import indonesian
from rakor.bulletin import Bulletin, FollowUpKind
from rakor.content.collection import Catalogue, Task
from rakor.pages import addresses, pagination, tiles
from rakor.pages.labels import UNKNOWN, agency_type_label, facts, state
from rakor.pages.page import Commitment, Count, Entry, Group, Link, Page, Tile
from rakor.registry import Level

HOME = Link("Beranda", addresses.HOME)

TOP = 8
"""How many lines a list of the most frequent has."""

Data = dict[str, object]
Looker = Callable[[Page, Catalogue], tuple[tuple[Link, ...], Data]]


def entry(catalogue: Catalogue, bulletin: Bulletin) -> Entry:
    """A bulletin as listings show it; made once, for it stands in a dozen of them."""
    return catalogue.remembered(bulletin.id, lambda: _entry(catalogue, bulletin))


def _entry(catalogue: Catalogue, bulletin: Bulletin) -> Entry:
    day = bulletin.start
    return Entry(
        address=addresses.bulletin(bulletin.id),
        title=bulletin.title,
        place=place(catalogue, bulletin.region),
        summary=bulletin.summary,
        facts=facts(bulletin),
        state=state(catalogue, bulletin),
        iso=day.isoformat(),
        day=day.day,
        month=indonesian.SHORT_MONTHS[day.month - 1],
        year=day.year,
        weekday=indonesian.weekday(day),
        until=_until(bulletin),
    )


def _until(bulletin: Bulletin) -> str:
    """The last day of a meeting of several days; its year only when it is another one."""
    if bulletin.end == bulletin.start:
        return ""
    text = indonesian.short_date(bulletin.end)
    return text if bulletin.end.year != bulletin.start.year else text.rpartition(" ")[0]


def entries(catalogue: Catalogue, bulletins: Iterable[Bulletin]) -> tuple[Entry, ...]:
    """Entries in the order given."""
    return tuple(entry(catalogue, bulletin) for bulletin in bulletins)


def newest(
    catalogue: Catalogue, bulletins: Sequence[Bulletin], count: int = pagination.NEWEST
) -> tuple[Entry, ...]:
    """The last of the bulletins, newest first."""
    return entries(catalogue, reversed(bulletins[max(0, len(bulletins) - count) :]))


def place(catalogue: Catalogue, code: str) -> str:
    """``Jawa Timur / Kota Probolinggo``."""
    return " / ".join(step.name for step in catalogue.regions.path(code))


def region_link(catalogue: Catalogue, code: str) -> Link:
    """A region, leading to its page when there is one; a kecamatan leads to its regency's."""
    region = catalogue.regions[code]
    name = region.name
    if region.level is Level.DISTRICT:
        name, code = region.full_name, code[:5]
    if code in catalogue.by_region:
        return Link(name, addresses.region(catalogue.regions, code))
    return Link(name)


def agency_link(catalogue: Catalogue, agency_id: str) -> Link:
    """An agency, leading to its page when there is one."""
    agency = catalogue.agencies[agency_id]
    if agency_id in catalogue.by_agency:
        return Link(agency.name, addresses.agency(agency))
    return Link(agency.name)


def topic_name(catalogue: Catalogue, topic: str) -> str:
    """The name of a topic; its id should it have none."""
    return catalogue.topics.get(topic, topic)


def topic_counts(catalogue: Catalogue, counts: Iterable[tuple[str, int]]) -> tuple[Count, ...]:
    """Lines for topics with their numbers."""
    return tuple(
        Count(topic_name(catalogue, topic), addresses.topic(topic), count)
        for topic, count in counts
    )


def type_counts(catalogue: Catalogue, counts: Iterable[tuple[str, int]]) -> tuple[Count, ...]:
    """Lines for types of agencies with their numbers."""
    return tuple(
        Count(
            agency_type_label(catalogue.agencies.type(type_id)),
            addresses.agency_type(type_id),
            count,
        )
        for type_id, count in counts
    )


def agency_counts(catalogue: Catalogue, counts: Iterable[tuple[str, int]]) -> tuple[Count, ...]:
    """Lines for agencies with their numbers."""
    return tuple(Count(*agency_link(catalogue, agency), count) for agency, count in counts)


def upcoming(catalogue: Catalogue, bulletins: Sequence[Bulletin]) -> tuple[Entry, ...]:
    """Announced meetings among the bulletins, the next one first, at most :data:`TOP`."""
    found = [bulletin for bulletin in bulletins[-200:] if catalogue.is_upcoming(bulletin)]
    return entries(catalogue, found[:TOP])


def due_link(catalogue: Catalogue, task: Task) -> Link | None:
    """When a follow-up is due, leading to that day in the calendar when it has a page."""
    due = task.follow_up.due
    if due is None:
        return None
    text = indonesian.full_date(due)
    if (due.year, due.month) in catalogue.by_month:
        return Link(text, f"{addresses.month(due.year, due.month)}#h{due.day:02d}")
    return Link(text)


_KINDS = {
    FollowUpKind.COMMITMENT: "Komitmen",
    FollowUpKind.APPEAL: "Imbauan",
    FollowUpKind.DECISION: "Keputusan",
}


def commitment(catalogue: Catalogue, task: Task, *, with_origin: bool) -> Commitment:
    """A follow-up with its state.

    An appeal has no state: nobody promised anything. A decision has one only if it was given a
    date or was closed by a bulletin.
    """
    follow_up = task.follow_up
    closing = catalogue.closing(follow_up)
    mark, words = "buka", "Belum ada buletin penutup"
    if closing is not None:
        mark, words = "tuntas", "Selesai, menurut"
    elif follow_up.kind is FollowUpKind.APPEAL or (
        follow_up.kind is FollowUpKind.DECISION and follow_up.due is None
    ):
        mark, words = "seru", ""
    elif follow_up.due is not None and catalogue.has_passed(follow_up.due):
        words = "Tenggat lewat; belum ada buletin penutup"
    by = agency_link(catalogue, follow_up.responsible) if follow_up.responsible else None
    due = due_link(catalogue, task)
    if due is None and follow_up.kind is FollowUpKind.COMMITMENT:
        due = Link(UNKNOWN)
    if by is None and follow_up.kind is FollowUpKind.COMMITMENT:
        by = Link(UNKNOWN)
    return Commitment(
        kind=_KINDS[follow_up.kind],
        mark=mark,
        text=follow_up.text,
        by=by,
        due=due,
        state=words,
        closing=meeting_link(closing) if closing else None,
        origin=follow_up_origin(task) if with_origin else None,
    )


def meeting_link(bulletin: Bulletin) -> Link:
    """``Title (14 November 2024)``."""
    return Link(
        f"{bulletin.title} ({indonesian.date_range(bulletin.start, bulletin.end)})",
        addresses.bulletin(bulletin.id),
    )


def follow_up_origin(task: Task) -> Link:
    """The place in a bulletin where a follow-up stands."""
    bulletin = task.bulletin
    return Link(
        f"{bulletin.title} ({indonesian.date_range(bulletin.start, bulletin.end)})",
        f"{addresses.bulletin(bulletin.id)}#rk-tl{task.number}",
    )


def whole(catalogue: Catalogue, bulletins: Sequence[Bulletin]) -> tuple[Group, ...]:
    """A list that fits on a page: newest first, under its years."""
    return tuple(
        Group(
            f"rk-th{year}",
            str(year),
            f"{len(found)} buletin",
            entries(catalogue, reversed(found)),
        )
        for year, found in pagination.by_year(bulletins).items()
    )


def by_days(catalogue: Catalogue, bulletins: Sequence[Bulletin]) -> tuple[Group, ...]:
    """Bulletins under their days, newest day first."""
    return tuple(
        Group(
            f"h{day.day:02d}",
            indonesian.full_date(day),
            "",
            entries(catalogue, found),
        )
        for day, found in (
            (day, list(group))
            for day, group in groupby(reversed(bulletins), key=lambda bulletin: bulletin.start)
        )
    )


def listed(catalogue: Catalogue, bulletins: Sequence[Bulletin], prefix: str) -> Data:
    """A subject's own list: whole, or the newest with the ways to its years.

    Gives ``total``, ``span``, ``groups`` (when whole), ``newest`` and ``years`` (when not, and
    only if the subject has pages of years: those below ``prefix``).
    """
    is_long = len(bulletins) > pagination.FULL
    of_years = pagination.by_year(bulletins)
    return {
        "total": len(bulletins),
        "span": indonesian.span(bulletins[0].start, bulletins[-1].start),
        "groups": () if is_long else whole(catalogue, bulletins),
        "newest": newest(catalogue, bulletins) if is_long else (),
        "years": year_blocks(of_years, prefix) if is_long and prefix else (),
    }


def groups_of(data: Data) -> tuple[Group, ...]:
    """The groups that :func:`listed` gave."""
    groups = data["groups"]
    assert isinstance(groups, tuple)
    return groups


def year_blocks(
    of_years: Mapping[int, list[Bulletin]], prefix: str
) -> tuple[tuple[Count, tuple[Tile, ...]], ...]:
    """Years of a long listing with their months as squares; the newest six have squares."""
    blocks: list[tuple[Count, tuple[Tile, ...]]] = []
    for number, (year, found) in enumerate(of_years.items()):
        address = f"{prefix}{year}.html"
        of_months = pagination.by_month(found)
        leads = {
            month: f"{prefix}{year}-{month:02d}.html"
            if len(found) > pagination.LINES
            else f"{address}#b{month:02d}"
            for month in of_months
        }
        blocks.append(
            (
                Count(str(year), address, len(found)),
                tiles.months(year, of_months, leads) if number < 6 else (),
            )
        )
    return tuple(blocks)


def crumbs_of_region(catalogue: Catalogue, code: str) -> list[Link]:
    """``Wilayah / Jawa Timur / Kabupaten Probolinggo``, all of them links."""
    return [
        Link("Wilayah", addresses.REGIONS),
        *(region_link(catalogue, step.code) for step in catalogue.regions.path(code)),
    ]
