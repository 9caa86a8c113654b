"""Pictures say what the record says, no more, and ask for no single day of the edition."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from collection import bulletin, catalogue
from hypothesis import given
from hypothesis import strategies as st

from rakor.build.dependencies import TracedCatalogue
from rakor.content.ledger import ledger
from rakor.errors import FrameError
from rakor.pages.pictures import LANES, matrix, month_of_edition, timeline, weeks
from rakor.settings import Publisher, parse_publisher

DAYS = st.dates(dt.date(2024, 1, 1), dt.date(2030, 12, 31))


@given(DAYS, st.integers(0, 3000))
def test_the_month_of_the_edition_is_found_without_asking_for_its_day(
    after: dt.date, later: int
) -> None:
    edition = after + dt.timedelta(days=later)
    traced = TracedCatalogue(catalogue([], edition))
    assert month_of_edition(traced, after) == edition.replace(day=1)
    notes = traced.take_notes()
    assert "edition" not in notes.names
    # It holds for the month, and no longer.
    assert notes.since <= str(edition) <= notes.until
    assert notes.until[:7] == str(edition)[:7] or notes.until > str(edition)


def test_without_a_day_there_is_no_month() -> None:
    assert month_of_edition(catalogue([]), dt.date(2024, 1, 1)) is None


@given(st.integers(1999, 2060), st.dictionaries(st.integers(0, 364), st.integers(1, 12)))
def test_a_year_has_a_square_for_each_day(year: int, found: dict[int, int]) -> None:
    first = dt.date(year, 1, 1)
    counts = {first + dt.timedelta(days=day): number for day, number in found.items()}
    sheets = weeks(year, counts)
    days = (dt.date(year + 1, 1, 1) - first).days
    squares = [
        level for sheet in sheets for level, path in sheet.levels for _ in path.split("z")[:-1]
    ]
    assert len(squares) == days
    assert sum(level > 0 for level in squares) == len(counts)
    columns = sum(sheet.width for sheet in sheets) // 5
    offset = (first.weekday() + 1) % 7
    assert columns == -(-(offset + days) // 7)
    assert columns in (53, 54)
    assert sum(int(re.findall(r": (\d+) buletin", sheet.name)[0]) for sheet in sheets) == sum(
        counts.values()
    )
    assert next(name for sheet in sheets for _, name in sheet.months) == "Jan"


def test_lanes_are_the_promises_that_press_most() -> None:
    items = [{"text": f"Contoh {n}", "due": f"2024-12-{n + 1:02}"} for n in range(LANES + 2)]
    found = catalogue([bulletin(follow_ups=items)], dt.date(2025, 2, 10))
    drawn = timeline(found, ledger(found, found.tasks))
    assert drawn is not None
    assert [lane.text for lane in drawn.lanes] == [f"Contoh {n}" for n in range(LANES)]
    assert {lane.state for lane in drawn.lanes} == {"overdue"}
    assert drawn.left_out == 2
    assert drawn.edition is not None
    assert drawn.edition[1] == "Februari 2025"
    for lane in drawn.lanes:
        assert float(lane.start) <= float(lane.due) <= float(lane.end) <= float(drawn.edition[0])
    empty = catalogue([bulletin()])
    assert timeline(empty, ledger(empty, empty.tasks)) is None


def test_who_spoke_has_a_filled_seat() -> None:
    speaker = {"agency": "kodim-0820", "role": "pembicara"}
    meetings = [
        bulletin(day=dt.date(2024, 11, 14), participants=[{"agency": "kpu@35.13"}, speaker]),
        bulletin(day=dt.date(2024, 11, 15), status="rencana"),
        bulletin(day=dt.date(2024, 11, 16)),
    ]
    found = catalogue(meetings)
    drawn = matrix(found, found.listed, lambda agency: agency, lambda agency: (agency, ""))
    assert drawn is not None
    assert [day for day, _, _ in drawn.meetings] == ["14 Nov 2024", "16 Nov 2024"]
    assert {row.name: row.seats for row in drawn.rows} == {
        "kpu@35.13": ("p", "p"),
        "kodim-0820": ("s", ""),
    }
    assert matrix(found, found.listed[:1], lambda agency: agency, lambda a: (a, "")) is None


def test_a_publisher_is_read() -> None:
    assert parse_publisher(None) is parse_publisher("") is parse_publisher({"nama": ""}) is None
    value = {"nama": "Bagian  Contoh", "surel": "rakor@contoh.go.id", "situs": "https://contoh.id"}
    assert parse_publisher(value) == Publisher(
        "Bagian Contoh", "", "rakor@contoh.go.id", "https://contoh.id"
    )


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("Bagian Contoh", "nama, alamat, surel"),
        ({"surel": "a@b.id"}, "belum menyebut nama"),
        ({"nama": "Contoh", "email": "a@b.id"}, "email"),
        ({"nama": "Contoh", "surel": "bukan surel"}, "bukan alamat surel"),
        ({"nama": "Contoh", "situs": "javascript:alert(1)"}, "https://"),
    ],
)
def test_what_is_no_publisher_is_said(value: object, said: str) -> None:
    with pytest.raises(FrameError, match=said):
        parse_publisher(value)
