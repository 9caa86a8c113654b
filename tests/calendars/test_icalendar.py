"""The writer of iCalendar, held to the library ``icalendar`` and to the world's table of zones."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from zoneinfo import ZoneInfo

import icalendar as library
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rakor.calendars import icalendar
from rakor.calendars.icalendar import LONGEST, ZONES

LETTERS = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)
PRINTED = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300)


@given(PRINTED)
def test_folded_lines_are_short_whole_and_give_back_what_they_were(line: str) -> None:
    folded = icalendar.fold(line)
    pieces = folded.encode().split(b"\r\n")
    assert pieces.pop() == b""
    for piece in pieces:
        assert len(piece) <= LONGEST
        piece.decode()  # no character is cut
    assert folded.removesuffix("\r\n").replace("\r\n ", "") == line
    # No line is longer than it must be: the next character would not have fitted.
    for piece, following in pairwise(pieces):
        assert len(piece) + len(following.decode()[1].encode()) > LONGEST


@pytest.mark.parametrize("length", range(70, 82))
@pytest.mark.parametrize("letter", ["a", "é", "–", "𝔞"])
def test_lines_are_cut_at_octets_not_at_letters(length: int, letter: str) -> None:
    line = "SUMMARY:" + letter * length
    assert max(map(len, icalendar.fold(line).encode().split(b"\r\n"))) <= LONGEST


@given(LETTERS)
def test_a_text_is_read_back(value: str) -> None:
    lines = ["UID:1@example.org", "DTSTAMP:20240101T000000Z", "DTSTART;VALUE=DATE:20240101"]
    event = icalendar.component("VEVENT", [*lines, f"SUMMARY:{icalendar.text(value)}"])
    (read,) = library.Calendar.from_ical(icalendar.calendar([], [event])).walk("VEVENT")
    plain = value.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(one for one in plain if one in "\n\t" or not (one < " " or one == "\x7f"))
    assert str(read.get("SUMMARY", "")) == kept
    assert not read.errors


@pytest.mark.parametrize("letters", ZONES)
@pytest.mark.parametrize("year", [1990, 2024, 2099])
def test_zones_are_those_of_the_world(letters: str, year: int) -> None:
    zone = ZONES[letters]
    real = dt.datetime(year, 7, 1, 12, tzinfo=ZoneInfo(zone.name))
    assert real.strftime("%z") == zone.offset
    assert real.strftime("%Z") == letters
    written = library.Calendar.from_ical(icalendar.calendar([], [icalendar.time_zone(zone)]))
    (read,) = written.walk("VTIMEZONE")
    assert not read.errors
    ours = dt.datetime(year, 7, 1, 12, tzinfo=read.to_tz(lookup_tzid=False))
    assert ours.utcoffset() == real.utcoffset()
