"""Pieces that several families of pages are made of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby

from rakor import indonesian
from rakor.bulletin import Bulletin, FollowUpKind, Status
from rakor.content import ledger
from rakor.content.collection import Catalogue, Task
from rakor.content.ledger import Standing
from rakor.documents import addresses
from rakor.pages import pagination, tiles
from rakor.pages.labels import UNKNOWN, agency_type_label, facts, state
from rakor.pages.page import Count, Entry, Group, Link, Page, Promise, Tally, Tile
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


def months_of(catalogue: Catalogue, year: int) -> dict[int, list[Bulletin]]:
    """Bulletins of a year by each month that their meetings touch, in the order of the calendar."""
    found = pagination.by_month(catalogue.by_year.get(year, ()))
    for month in range(1, 13):
        continued = catalogue.continued_in.get((year, month))
        if continued:
            found[month] = [*continued, *found.get(month, ())]
    return dict(sorted(found.items()))


def years_of(catalogue: Catalogue) -> list[int]:
    """All years with a page, oldest first."""
    return sorted({*catalogue.by_year, *(year for year, _ in catalogue.continued_in)})


def due_link(catalogue: Catalogue, task: Task) -> Link | None:
    """When a follow-up is due, leading to that day in the calendar when it has a page."""
    due = task.follow_up.due
    if due is None:
        return None
    text = indonesian.full_date(due)
    month = (due.year, due.month)
    if month in catalogue.by_month or month in catalogue.continued_in:
        return Link(text, f"{addresses.month(due.year, due.month)}#h{due.day:02d}")
    return Link(text)


_KINDS = {
    FollowUpKind.COMMITMENT: "Komitmen",
    FollowUpKind.APPEAL: "Imbauan",
    FollowUpKind.DECISION: "Keputusan",
}


_MARKS = {
    Standing.OVERDUE: "overdue",
    Standing.DATED: "dated",
    Standing.UNDATED: "open",
    Standing.CLOSED: "closed",
    Standing.MOVED: "moved",
    Standing.DROPPED: "moved",
    Standing.NONE: "note",
}
_PROOFS = {
    Standing.CLOSED: "Menurut",
    Standing.MOVED: "Digantikan tindak lanjut dalam",
    Standing.DROPPED: "Menurut",
    Standing.NONE: "Dilaporkan dalam",
}


def promise(catalogue: Catalogue, task: Task, *, with_age: bool = False) -> Promise:
    """A follow-up with what is on record of it.

    ``with_age`` tells how long ago a deadline has passed; a page that does is made anew from
    month to month.
    """
    follow_up, bulletin, proof = task.follow_up, task.bulletin, task.proof
    state = ledger.state_of(catalogue, task)
    is_promise = follow_up.kind is FollowUpKind.COMMITMENT
    by = agency_link(catalogue, follow_up.responsible) if follow_up.responsible else None
    due = due_link(catalogue, task)
    origin = f"Dari rapat {indonesian.date(bulletin.start)}"
    taken = ledger.days_taken(task) if state is Standing.CLOSED else None
    if taken:
        origin += f", selesai dalam {indonesian.number(taken)} hari"
    return Promise(
        mark=_MARKS[state],
        kind=_KINDS[follow_up.kind],
        text=follow_up.text,
        address=follow_up_origin(task).address,
        by=by or (Link(UNKNOWN) if is_promise else None),
        state=_state_words(catalogue, task, state, with_age=with_age),
        due=due or (Link(UNKNOWN) if is_promise else None),
        proof=(_PROOFS[state], meeting_link(proof)) if proof else None,
        note=(follow_up.outcome.note or "") if proof and follow_up.outcome else "",
        origin=origin,
        place=place(catalogue, bulletin.region),
    )


def _state_words(catalogue: Catalogue, task: Task, state: Standing, *, with_age: bool) -> str:
    match state:
        case Standing.OVERDUE if with_age and task.follow_up.due is not None:
            return _age(ledger.months_overdue(catalogue, task.follow_up.due))
        case Standing.OVERDUE:
            return "Lewat tenggat, belum dilaporkan selesai"
        case Standing.DATED | Standing.UNDATED:
            return "Belum dilaporkan selesai"
        case Standing.CLOSED:
            return _closed_words(ledger.days_late(task))
        case Standing.MOVED:
            return "Dialihkan"
        case Standing.DROPPED:
            return "Dibatalkan"
    return ""


def _age(months: int) -> str:
    if not months:
        return "Lewat tenggat"
    if months == 1:
        return "Lewat sebulan"
    return f"Lewat {months} bulan" if months < 24 else f"Lewat {months // 12} tahun"


def _closed_words(late: int | None) -> str:
    if late is None:
        return "Selesai"
    if not late:
        return "Selesai pada tenggatnya"
    when = "sesudah" if late > 0 else "sebelum"
    return f"Selesai {indonesian.number(abs(late))} hari {when} tenggat"


def tally(catalogue: Catalogue, tasks: Sequence[Task], address: str) -> Tally | None:
    """How many promises are open; None where nobody promised anything."""
    found = ledger.ledger(catalogue, tasks)
    if not found.stated:
        return None
    return Tally(address, found.open, len(found.overdue), len(found.closed))


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
        "newest": newest(catalogue, _recent(catalogue, bulletins)) if is_long else (),
        "years": year_blocks(of_years, prefix) if is_long and prefix else (),
    }


def _recent(catalogue: Catalogue, bulletins: Sequence[Bulletin]) -> list[Bulletin]:
    """The latest without what lies ahead: a list of the newest does not begin with plans."""
    return [one for one in bulletins[-200:] if not catalogue.is_upcoming(one)]


def last_meeting(bulletins: Sequence[Bulletin]) -> dt.date | None:
    """The day of the last meeting that is more than a plan."""
    return next(
        (one.start for one in reversed(bulletins) if one.status is not Status.PLANNED), None
    )


def last_words(bulletins: Sequence[Bulletin]) -> str:
    """:func:`last_meeting` in few words."""
    day = last_meeting(bulletins)
    return indonesian.short_date(day) if day else "baru rencana"


def within(entries: Iterable[Entry], place: str) -> tuple[Entry, ...]:
    """Entries without the part of their place that their page's title says already."""
    return tuple(
        entry._replace(place=entry.place.removeprefix(place).removeprefix(" / "))
        for entry in entries
    )


def listed_within(
    catalogue: Catalogue, bulletins: Sequence[Bulletin], prefix: str, code: str
) -> Data:
    """:func:`listed` for the page of a region."""
    data, here = listed(catalogue, bulletins, prefix), place(catalogue, code)
    data["newest"] = within(newest_of(data), here)
    data["groups"] = tuple(
        group._replace(entries=within(group.entries, here)) for group in groups_of(data)
    )
    return data


def newest_of(data: Data) -> tuple[Entry, ...]:
    """The newest entries that :func:`listed` gave."""
    newest = data["newest"]
    assert isinstance(newest, tuple)
    return newest


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
    months = {year: pagination.by_month(found) for year, found in [*of_years.items()][:6]}
    steps = tiles.scale_of_months(months.values())
    for number, (year, found) in enumerate(of_years.items()):
        address = f"{prefix}{year}.html"
        of_months = months.get(year, {})
        leads = {
            month: f"{prefix}{year}-{month:02d}.html"
            if len(found) > pagination.LINES
            else f"{address}#b{month:02d}"
            for month in of_months
        }
        blocks.append(
            (
                Count(str(year), address, len(found)),
                tiles.months(year, of_months, leads, steps) if number < 6 else (),
            )
        )
    return tuple(blocks)


def crumbs_of_region(catalogue: Catalogue, code: str) -> list[Link]:
    """``Wilayah / Jawa Timur / Kabupaten Probolinggo``, all of them links."""
    return [
        Link("Wilayah", addresses.REGIONS),
        *(region_link(catalogue, step.code) for step in catalogue.regions.path(code)),
    ]
