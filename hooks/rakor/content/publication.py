"""When a record was published or last changed, as far as it says so itself.

Nothing here asks a clock. A bulletin tells the day of its publication (``terbit``) and of its
corrections (``ralat``); a meeting that was held tells its own day. What announces, postpones,
cancels or withdraws one says nothing by the day of the meeting, which may lie ahead: there the
days of its sources count.
"""

from __future__ import annotations

import datetime as dt
import hashlib

from rakor.bulletin import Bulletin, Correction, Status
from rakor.content.collection import Catalogue

_MORNING = 2 * 60 * 60 * 1000
"""Milliseconds in which all moments of a day lie: from 00.00 to 02.00 UTC it is the same day, in
office hours, in all of Indonesia."""

_ONE_DAY = dt.timedelta(days=1)

_RANKS = {
    Status.PLANNED: 0,
    Status.POSTPONED: 1,
    Status.PUBLISHED: 2,
    Status.CANCELLED: 3,
    Status.WITHDRAWN: 4,
}


def days_of_change(bulletin: Bulletin) -> tuple[dt.date, ...]:
    """The days on which the record was published or changed, newest first; none if it tells none.

    They are what the record says, and may lie ahead of the edition if that is wrong.
    """
    held = bulletin.status is Status.PUBLISHED
    if held and bulletin.publish_on is None and not bulletin.corrections:
        return (bulletin.end,)  # as are most of a large collection
    days = {one.date for one in bulletin.corrections}
    if bulletin.publish_on is not None:
        days.add(bulletin.publish_on)
    if held:
        days.add(bulletin.end)
    else:
        days |= {one.date for one in bulletin.sources if one.date is not None}
    return tuple(sorted(days, reverse=True))


def day_of_change(catalogue: Catalogue, bulletin: Bulletin) -> dt.date | None:
    """The last day on which the record changed, never one after that of the edition.

    The day of a meeting that was not held counts once it is past, if nothing else is known. None
    where no day is known yet.
    """
    for day in days_of_change(bulletin):
        if not is_future(catalogue, day):
            return day
    if bulletin.status is not Status.PUBLISHED and not catalogue.lies_ahead(bulletin.start):
        return bulletin.start
    return None


def is_future(catalogue: Catalogue, day: dt.date) -> bool:
    """Whether a day lies after that of the edition; without one, nobody can tell."""
    return catalogue.has_edition and catalogue.lies_ahead(day - _ONE_DAY)


def moment(day: dt.date, name: str) -> dt.datetime:
    """A moment of a day for what bears this name, in UTC and whole milliseconds.

    Records know days only, but readers of feeds order entries by the moment: it follows from the
    name, so that hardly two of a day share one and each keeps its own.
    """
    number = int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "big")
    midnight = dt.datetime.combine(day, dt.time(), dt.UTC)
    return midnight + dt.timedelta(milliseconds=number % _MORNING)


def revision(bulletin: Bulletin) -> int:
    """How often the record was changed: a number that grows with each correction and each step
    from a plan to a meeting held, cancelled or withdrawn."""
    return len(_RANKS) * len(bulletin.corrections) + _RANKS.get(bulletin.status, 0)


def reason(bulletin: Bulletin) -> Correction | None:
    """The newest correction that tells why a record is in its state, such as why it was withdrawn;
    None if none does, and for a meeting that was held."""
    if bulletin.status is Status.PUBLISHED:
        return None
    withdrawn = bulletin.status is Status.WITHDRAWN
    for one in bulletin.corrections:
        if one.part.casefold().startswith("status"):
            return one
        if withdrawn and "cabut" in f"{one.part} {one.now}".casefold():
            return one
    return None


def first_day(bulletin: Bulletin) -> dt.date:
    """The first day on which the record is known to have been public."""
    days = [one.date for one in bulletin.corrections]
    return min([bulletin.publish_on or bulletin.start, *days])
