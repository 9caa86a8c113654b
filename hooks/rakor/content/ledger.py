"""The ledger: what became of what was promised, as the bulletins record it.

No score is kept and nothing is guessed. A commitment is open until a published bulletin tells
what became of it; its deadline has passed when the edition speaks of a later day. Without a day
of the edition nothing is overdue. An appeal promises nothing, so it has no state; a decision has
one if it was given a deadline.

Whether a deadline has passed is asked of the catalogue for single days
(:meth:`Catalogue.has_passed`), and for as few as will do: what is made with the answers stays
good until an edition on the other side of one of those days.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from rakor.bulletin import FollowUp, FollowUpKind
from rakor.content.collection import Catalogue, Task


class Standing(StrEnum):
    """What is on record of a follow-up."""

    OVERDUE = "overdue"
    DATED = "dated"
    """Open, its deadline ahead."""
    UNDATED = "undated"
    """Open, without a deadline."""
    CLOSED = "closed"
    MOVED = "moved"
    DROPPED = "dropped"
    NONE = "none"
    """Appeals, and decisions without a deadline."""


class Ledger(NamedTuple):
    """Follow-ups by state.

    Attributes:
        overdue: the oldest deadline first.
        dated: open ones, the nearest deadline first.
        undated: open ones, the newest meeting first.
        closed: what was done last first.
        ended: moved or dropped, the latest first.
        decisions: those without a deadline, the newest meeting first.
        appeals: the newest meeting first.
    """

    overdue: Sequence[Task]
    dated: Sequence[Task]
    undated: Sequence[Task]
    closed: Sequence[Task]
    ended: Sequence[Task]
    decisions: Sequence[Task]
    appeals: Sequence[Task]

    @property
    def open(self) -> int:
        """How many are open, overdue or not."""
        return len(self.overdue) + len(self.dated) + len(self.undated)

    @property
    def stated(self) -> int:
        """How many have a state."""
        return self.open + len(self.closed) + len(self.ended)


def has_state(follow_up: FollowUp) -> bool:
    """Whether somebody promised something that can be kept or not."""
    if follow_up.kind is FollowUpKind.DECISION:
        return follow_up.due is not None
    return follow_up.kind is FollowUpKind.COMMITMENT


def state_of(catalogue: Catalogue, task: Task) -> Standing:
    """The state of one follow-up at the day of the edition."""
    follow_up = task.follow_up
    if not has_state(follow_up):
        return Standing.NONE
    if task.proof is not None:
        if follow_up.closed is not None:
            return Standing.CLOSED
        return Standing.MOVED if follow_up.moved is not None else Standing.DROPPED
    if follow_up.due is None:
        return Standing.UNDATED
    return Standing.OVERDUE if catalogue.has_passed(follow_up.due) else Standing.DATED


def ledger(catalogue: Catalogue, tasks: Iterable[Task]) -> Ledger:
    """Follow-ups by state; ``tasks`` are in the order of their meetings."""
    dated: list[Task] = []
    undated: list[Task] = []
    closed: list[Task] = []
    ended: list[Task] = []
    decisions: list[Task] = []
    appeals: list[Task] = []
    for task in tasks:
        follow_up = task.follow_up
        if not has_state(follow_up):
            is_appeal = follow_up.kind is FollowUpKind.APPEAL
            (appeals if is_appeal else decisions).append(task)
        elif task.proof is not None:
            (ended if follow_up.closed is None else closed).append(task)
        else:
            (undated if follow_up.due is None else dated).append(task)
    dated.sort(key=_due)
    passed = bisect_left(dated, True, key=lambda task: not catalogue.has_passed(_due(task)))
    return Ledger(
        overdue=dated[:passed],
        dated=dated[passed:],
        undated=undated[::-1],
        closed=sorted(closed, key=outcome_day)[::-1],
        ended=sorted(ended, key=outcome_day)[::-1],
        decisions=decisions[::-1],
        appeals=appeals[::-1],
    )


def _due(task: Task) -> dt.date:
    due = task.follow_up.due
    assert due is not None, task
    return due


def outcome_day(task: Task) -> dt.date:
    """When it came about: the day that is told, else that of the meeting that records it.

    To be asked of follow-ups whose outcome is on record.
    """
    outcome, proof = task.follow_up.outcome, task.proof
    assert outcome is not None and proof is not None, task
    return outcome.date or proof.start


def days_taken(task: Task) -> int | None:
    """Days from the promise until it was kept; None if the record puts that before it."""
    taken = (outcome_day(task) - task.bulletin.start).days
    return taken if taken >= 0 else None


def days_late(task: Task) -> int | None:
    """Days from the deadline until it was kept, negative before it; None without a deadline."""
    due = task.follow_up.due
    return None if due is None else (outcome_day(task) - due).days


_MONTHS = (*range(1, 24), *range(24, 12 * 30 + 1, 12))
"""Whole months that are told apart: each of the first two years, then whole years."""


def months_overdue(catalogue: Catalogue, due: dt.date) -> int:
    """Whole months since a deadline that has passed; from two years on, whole years of months.

    It is found by asking whether single days have passed, so what shows it stays good for a month.
    """
    steps = bisect_left(
        _MONTHS, True, key=lambda months: not catalogue.has_passed(_months_after(due, months))
    )
    return _MONTHS[steps - 1] if steps else 0


def _months_after(day: dt.date, months: int) -> dt.date:
    """The same day of a later month; the last one where that month is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = min(day.year + years, dt.MAXYEAR)
    for last in (day.day, 30, 29, 28):
        try:
            return dt.date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")
