"""What a calendar holds: the last four hundred days and all to come, at most five hundred events.

Days are counted from that of the edition, without one from the newest meeting held. Which day
that is is never asked, only whether single days lie ahead of it (:meth:`Catalogue.lies_ahead`),
and as few of them as will do: a calendar stays good until an edition on the other side of one.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import TypeVar

from rakor.bulletin import Bulletin, Status
from rakor.content.collection import Catalogue, Task
from rakor.content.publication import days_of_change
from rakor.documents import channels

KEPT = dt.timedelta(days=400)
"""How long what has passed stays: a year and the weeks of a yearly meeting that moved a little."""
CALLED_OFF = dt.timedelta(days=30)
"""How long what was cancelled or withdrawn stays: clients that show it as any other event would
keep a meeting that never was."""
EVENTS = 500
"""How many events a calendar holds at most."""

Dated = TypeVar("Dated", Bulletin, Task)


def meetings(catalogue: Catalogue, family: str, key: str) -> list[Bulletin]:
    """The meetings in a channel's calendar, oldest first."""
    found = [*channels.listed(catalogue, family, key), *channels.withdrawn(catalogue, family, key)]
    found.sort(key=lambda one: (one.start, one.id))
    kept = _lately(catalogue, found, lambda one: one.start)
    standing = [one for one in kept if _stays(catalogue, one)]
    return _limited(catalogue, standing, lambda one: one.start)


def deadlines(catalogue: Catalogue, family: str, key: str) -> list[Task]:
    """The follow-ups in a channel's calendar of deadlines, the earliest deadline first."""
    found = sorted(
        channels.dated_promises(catalogue, family, key),
        key=lambda task: (_due(task), task.bulletin.id, task.number),
    )
    return _limited(catalogue, _lately(catalogue, found, _due), _due)


def _due(task: Task) -> dt.date:
    due = task.follow_up.due
    assert due is not None, task
    return due


def _lately(
    catalogue: Catalogue, ones: Sequence[Dated], day: Callable[[Dated], dt.date]
) -> Sequence[Dated]:
    """Those, in the order of their days, that are not too long ago."""
    first = bisect_left(ones, True, key=lambda one: catalogue.lies_ahead(day(one) + KEPT))
    return ones[first:]


def _stays(catalogue: Catalogue, one: Bulletin) -> bool:
    """Whether a meeting still stands in calendars: one that was called off does for a while."""
    if one.status not in (Status.CANCELLED, Status.WITHDRAWN):
        return True
    known = max((one.end, *days_of_change(one)))
    return catalogue.lies_ahead(known + CALLED_OFF)


def _limited(
    catalogue: Catalogue, ones: Sequence[Dated], day: Callable[[Dated], dt.date]
) -> list[Dated]:
    """At most :data:`EVENTS`: what comes next, then what was last."""
    if len(ones) <= EVENTS:
        return list(ones)
    at = bisect_left(ones, True, key=lambda one: catalogue.lies_ahead(day(one)))
    last = min(at + EVENTS, len(ones))
    return list(ones[max(0, last - EVENTS) : last])
