"""What became of what was promised: held against the day itself, which the ledger never asks."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from collection import bulletin, catalogue
from hypothesis import given
from hypothesis import strategies as st

from rakor.build.dependencies import TracedCatalogue
from rakor.bulletin import Bulletin, Status
from rakor.content.collection import Catalogue, Task
from rakor.content.ledger import (
    Ledger,
    Standing,
    days_late,
    days_taken,
    has_state,
    ledger,
    months_overdue,
    outcome_day,
    state_of,
)

DAYS = st.dates(dt.date(2024, 1, 1), dt.date(2025, 6, 30))
PROOF = bulletin(name="bukti", day=dt.date(2025, 1, 10))


@st.composite
def items(draw: st.DrawFn) -> dict[str, object]:
    item: dict[str, object] = {
        "text": "Contoh",
        "kind": draw(st.sampled_from(["komitmen", "imbauan", "keputusan"])),
        "due": draw(st.none() | DAYS),
    }
    outcome = draw(st.sampled_from(["", "closed", "moved", "dropped"]))
    if outcome:
        target = draw(st.sampled_from([PROOF.id, "tidak/ada"]))
        item[outcome] = {"bulletin": target, "date": draw(st.none() | DAYS)}
    return item


ITEMS = st.lists(items(), max_size=12)


def made(found: list[dict[str, object]], edition: dt.date | None = None) -> Catalogue:
    parts = [found[at : at + 3] for at in range(0, len(found), 3)]
    meetings = [
        bulletin(name=f"janji-{n}", day=dt.date(2024, 3, 1 + n), follow_ups=part)
        for n, part in enumerate(parts)
    ]
    return catalogue([*meetings, PROOF], edition)


def expected(task: Task, edition: dt.date | None) -> str:
    """The rules, written down once more in the plainest way."""
    one = task.follow_up
    if one.kind == "imbauan" or (one.kind == "keputusan" and one.due is None):
        return "none"
    outcome = one.outcome
    if outcome is not None and outcome.bulletin == PROOF.id:
        return "closed" if one.closed else "moved" if one.moved else "dropped"
    if one.due is None:
        return "undated"
    return "overdue" if edition is not None and one.due < edition else "dated"


GROUPS = {
    "overdue": {"overdue"},
    "dated": {"dated"},
    "undated": {"undated"},
    "closed": {"closed"},
    "ended": {"moved", "dropped"},
    "decisions": {"none"},
    "appeals": {"none"},
}


@given(ITEMS, st.none() | DAYS)
def test_every_follow_up_stands_in_its_group_once(
    found: list[dict[str, object]], edition: dt.date | None
) -> None:
    collection = made(found, edition)
    result = ledger(collection, collection.tasks)
    placed = [task for group in result for task in group]
    assert sorted((t.bulletin.id, t.number) for t in placed) == sorted(
        (t.bulletin.id, t.number) for t in collection.tasks
    )
    for name, states in GROUPS.items():
        for task in getattr(result, name):
            assert expected(task, edition) in states
            assert state_of(collection, task) == expected(task, edition)
    assert result.stated == sum(has_state(task.follow_up) for task in collection.tasks)
    assert result.open == sum(len(group) for group in result[:3])
    ordered(result)


def ordered(result: Ledger) -> None:
    for group in (result.overdue, result.dated):
        dues = [task.follow_up.due for task in group]
        assert dues == sorted(dues)
    for group in (result.closed, result.ended):
        days = [outcome_day(task) for task in group]
        assert days == sorted(days, reverse=True)
    for group in (result.undated, result.decisions, result.appeals):
        starts = [task.start for task in group]
        assert starts == sorted(starts, reverse=True)


@given(ITEMS, DAYS, DAYS)
def test_what_was_asked_tells_how_long_the_answer_holds(
    found: list[dict[str, object]], edition: dt.date, other: dt.date
) -> None:
    """Between the days of the notes every edition gives the same ledger, outside another one."""
    traced = TracedCatalogue(made(found, edition))
    result = ledger(traced, traced.tasks)
    notes = traced.take_notes()
    assert "edition" not in notes.names
    days = [one for one in notes.names if one.startswith("passed")]
    assert len(days) <= 5  # a dozen deadlines: no more than it takes to halve them
    plain = made(found, other)
    same = ledger(plain, plain.tasks) == result
    assert same == (notes.since <= str(other) <= notes.until)


def test_a_withdrawn_proof_reopens_the_promise() -> None:
    item = {"text": "Contoh", "due": "2024-05-01", "closed": {"bulletin": PROOF.id}}
    opening = bulletin(day=dt.date(2024, 3, 1), follow_ups=[item])
    withdrawn = dataclasses.replace(PROOF, status=Status.WITHDRAWN)
    later = dt.date(2025, 2, 1)

    def state(*bulletins: Bulletin, edition: dt.date | None = later) -> Standing:
        found = catalogue(bulletins, edition)
        return state_of(found, found.tasks[0])

    assert state(opening, PROOF) is Standing.CLOSED
    assert state(opening, withdrawn) is Standing.OVERDUE
    assert state(opening, withdrawn, edition=None) is Standing.DATED
    held_back = dataclasses.replace(PROOF, publish_on=dt.date(2025, 3, 1))
    assert state(opening, held_back) is Standing.OVERDUE
    assert state(opening, held_back, edition=dt.date(2025, 3, 1)) is Standing.CLOSED


@pytest.mark.parametrize(
    ("due", "told", "taken", "late"),
    [
        ("2025-01-10", None, 315, 0),
        ("2024-12-29", None, 315, 12),
        ("2025-01-31", "2025-01-05", 310, -26),
        (None, "2024-03-01", 0, None),
        (None, "2024-02-01", None, None),
    ],
)
def test_how_long_it_took(
    due: str | None, told: str | None, taken: int | None, late: int | None
) -> None:
    item = {"text": "Contoh", "due": due, "closed": {"bulletin": PROOF.id, "date": told}}
    found = catalogue([bulletin(day=dt.date(2024, 3, 1), follow_ups=[item]), PROOF])
    assert (days_taken(found.tasks[0]), days_late(found.tasks[0])) == (taken, late)


@given(DAYS, st.integers(1, 4000))
def test_months_since_a_deadline(due: dt.date, days: int) -> None:
    edition = due + dt.timedelta(days=days)
    traced = TracedCatalogue(catalogue([], edition))
    months = months_overdue(traced, due)
    exact = (edition.year - due.year) * 12 + edition.month - due.month
    full = exact - (edition.day <= due.day)  # a day counts when it has gone by
    assert months in (full, full + 1) or (months >= 24 and months == full // 12 * 12)
    notes = traced.take_notes()
    assert "edition" not in notes.names
    assert len(notes.names) <= 6
