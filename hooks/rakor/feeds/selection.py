"""What a feed holds: thirty entries, what was held or changed last first.

A plan speaks of what may happen: it takes a place only where records leave one, stands after all
of them, and is dated before the newest. So no reader of feeds shows a plan before what is on
record, and forty plans for a far year push nothing out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from rakor import indonesian
from rakor.bulletin import Bulletin, Correction, Status
from rakor.content.collection import Catalogue
from rakor.content.publication import day_of_change, days_of_change, first_day, moment, reason
from rakor.documents import addresses, channels

ENTRIES = 30
"""How many entries a feed holds at most; there are no archives: readers do not ask for them, and
some no longer fetch a feed that is long."""

_ONE_DAY = dt.timedelta(days=1)
_LABELS = {
    Status.PLANNED: "Rencana",
    Status.POSTPONED: "Ditunda",
    Status.CANCELLED: "Dibatalkan",
    Status.WITHDRAWN: "Dicabut",
}


class Category(NamedTuple):
    """What an entry is filed under: a term of a list of ours, and its name."""

    scheme: str
    term: str
    label: str


class FeedEntry(NamedTuple):
    """A bulletin as a feed shows it.

    Attributes:
        id: its oldest address, which never changes.
        url: where it lies today.
        published: moment of its publication, as RFC 3339 has it.
        updated: moment of its last change.
        title: plain text, its state before it.
        summary: plain text.
        categories: its topics and its region.
    """

    id: str
    url: str
    published: str
    updated: str
    title: str
    summary: str
    categories: tuple[Category, ...]


def latest(catalogue: Catalogue, family: str, key: str) -> Sequence[tuple[Bulletin, dt.date]]:
    """The bulletins of a channel's feed with the days that date them, newest change first, then
    plans, the next one first."""
    return catalogue.remembered(f"latest\0{family}\0{key}", lambda: _latest(catalogue, family, key))


def _latest(catalogue: Catalogue, family: str, key: str) -> list[tuple[Bulletin, dt.date]]:
    listed = channels.listed(catalogue, family, key)
    withdrawn = channels.withdrawn(catalogue, family, key)
    records = [one for one in (*listed, *withdrawn) if one.status is not Status.PLANNED]
    found = _newest(catalogue, records)
    if len(found) == ENTRIES:
        return found
    plans = _plans(catalogue, [one for one in listed if one.status is Status.PLANNED])
    for plan in plans[: ENTRIES - len(found)]:
        day = day_of_change(catalogue, plan)
        if records and found:
            before = found[0][1] - _ONE_DAY
            day = before if day is None else min(day, before)
        if day is not None:
            found.append((plan, day))
    return found


def _newest(catalogue: Catalogue, records: Sequence[Bulletin]) -> list[tuple[Bulletin, dt.date]]:
    """The records that changed last. One that tells no day yet is news: it is dated like the
    newest."""
    bounds = {one.id: max(days_of_change(one), default=dt.date.max) for one in records}
    ranked = sorted(records, key=lambda one: (bounds[one.id], one.id), reverse=True)
    found: list[tuple[Bulletin, dt.date]] = []
    undated: list[Bulletin] = []
    certain = 0
    for one in ranked:
        day = day_of_change(catalogue, one)
        if day is None:
            undated.append(one)
            continue
        found.append((one, day))
        # Those that follow cannot have changed later than this one.
        certain += day == bounds[one.id]
        if certain == ENTRIES:
            break
    if found:
        newest = max(day for _, day in found)
        found += [(one, newest) for one in undated]
    found.sort(key=lambda pair: moment(pair[1], pair[0].lasting_id), reverse=True)
    return found[:ENTRIES]


def _plans(catalogue: Catalogue, plans: Sequence[Bulletin]) -> list[Bulletin]:
    """Plans ahead, the next one first, then those whose day has passed, the last one first."""
    ahead = [one for one in plans if catalogue.is_upcoming(one)]
    passed = [one for one in plans if one not in ahead]
    return [*ahead, *reversed(passed)]


def entry(catalogue: Catalogue, site_url: str, bulletin: Bulletin, day: dt.date) -> FeedEntry:
    """A bulletin that is dated by this day, as feeds show it."""
    first = min(first_day(bulletin), day)
    label = _LABELS.get(bulletin.status, "")
    return FeedEntry(
        id=addresses.absolute(site_url, addresses.bulletin(bulletin.lasting_id)),
        url=addresses.absolute(site_url, addresses.bulletin(bulletin.id)),
        published=stamp(bulletin, first),
        updated=stamp(bulletin, day),
        title=f"{label}: {bulletin.title}" if label else bulletin.title,
        summary=summary(bulletin),
        categories=_categories(catalogue, site_url, bulletin),
    )


def stamp(bulletin: Bulletin, day: dt.date) -> str:
    """The moment of a day at which a bulletin is dated, as RFC 3339 has it."""
    text = moment(day, bulletin.lasting_id).isoformat(timespec="milliseconds")
    return text.replace("+00:00", "Z")


def _categories(catalogue: Catalogue, site_url: str, bulletin: Bulletin) -> tuple[Category, ...]:
    topics = addresses.absolute(site_url, addresses.TOPICS)
    regions = addresses.absolute(site_url, addresses.REGIONS)
    code = bulletin.region
    place = ", ".join(step.name for step in reversed(catalogue.regions.path(code)))
    return (
        *(
            Category(topics, topic, catalogue.topics.get(topic, topic))
            for topic in dict.fromkeys(bulletin.topics)
        ),
        Category(regions, code, place),
    )


def summary(bulletin: Bulletin) -> str:
    """What is said of a bulletin in one or two sentences: of a withdrawn one only why it was."""
    why = reason(bulletin)
    if bulletin.status is Status.WITHDRAWN:
        if why is None:
            return "Buletin ini dicabut. Isinya tidak berlaku lagi."
        return f"Buletin ini dicabut pada {indonesian.date(why.date)}: {_sentence(why.now)}"
    said = [_sentence(bulletin.summary)]
    if bulletin.status in (Status.PLANNED, Status.POSTPONED, Status.CANCELLED):
        days = indonesian.meeting_date(bulletin.start, bulletin.end)
        said.insert(0, f"{_SCHEDULED[bulletin.status]} {days}.")
    if bulletin.corrections:
        said.append(_corrected(why or bulletin.corrections[0]))
    return " ".join(said)


_SCHEDULED = {
    Status.PLANNED: "Dijadwalkan",
    Status.POSTPONED: "Ditunda; semula dijadwalkan",
    Status.CANCELLED: "Dibatalkan; semula dijadwalkan",
}


def _corrected(one: Correction) -> str:
    return f"Diralat {indonesian.date(one.date)}, bagian {one.part}: {_sentence(one.now)}"


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
