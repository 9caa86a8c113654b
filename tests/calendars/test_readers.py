"""Calendars as two other programs read them: the same events at the same instants in both."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import icalendar
import pytest
from collection import bulletin, catalogue, many
from npm_readers import read_with
from outputs import ical_events, made

from rakor.bulletin import Bulletin
from rakor.calendars import CalendarKind

HERE = Path(__file__).parent


def of_shipped(site: Path, _: Path) -> list[Path]:
    return sorted(site.rglob("*.ics"))


def of_many(_: Path, folder: Path) -> list[Path]:
    return write(folder, made(CalendarKind(), catalogue(map(timed, many(2000)))))


def timed(one: Bulletin) -> Bulletin:
    """The bulletin with hours, in one of the zones; some of several days or without an end."""
    number = int(one.title.encode().hex(), 16)
    if number % 4 == 0:
        return one
    time = {"start": "09:30", "end": "16:00", "zone": ("WIB", "WITA", "WIT")[number % 3]}
    fields: dict[str, Any] = {
        name: getattr(one, name)
        for name in Bulletin.__pydantic_fields__  # type: ignore[attr-defined]
        if name != "agencies"
    }
    if number % 5 == 0:
        fields["end"] = one.start + dt.timedelta(days=2)
    elif number % 7 == 0:
        del time["end"]
    return Bulletin.from_fields(fields | {"time": time}, by_name=True)


def write(folder: Path, files: dict[str, bytes]) -> list[Path]:
    for address, document in files.items():
        (folder / address).parent.mkdir(parents=True, exist_ok=True)
        (folder / address).write_bytes(document)
    return [folder / address for address in files]


def told(event: icalendar.Event) -> list[Any]:
    """What ``read_calendars.mjs`` tells of an event."""

    def instant(name: str) -> object:
        value = event.decoded(name, None)
        if isinstance(value, dt.datetime):
            return int(value.timestamp())
        return value and value.isoformat()

    words = [str(event["UID"]), str(event["SUMMARY"]), str(event["STATUS"])]
    return [*words, int(event["SEQUENCE"]), instant("DTSTART"), instant("DTEND")]


@pytest.mark.parametrize(
    "calendars",
    [
        pytest.param(of_shipped, id="shipped"),
        pytest.param(of_many, id="2000", marks=pytest.mark.slow),
    ],
)
def test_both_read_the_same(
    calendars: Callable[[Path, Path], list[Path]], site: Path, tmp_path: Path
) -> None:
    paths = calendars(site, tmp_path)
    assert len(paths) > 50
    read = read_with(HERE / "read_calendars.mjs", "ical.js", paths)
    events = 0
    for path in paths:
        document = path.read_bytes()
        found = [told(one) for one in ical_events(document)]
        assert read[str(path)] == found, path
        events += len(found)
        assert max(map(len, document.split(b"\r\n"))) <= 75
        assert b"\n" not in document.replace(b"\r\n", b"")
    assert events > 40


@pytest.mark.parametrize(
    "damage",
    [(b"BEGIN:VEVENT\r\n", b""), (b"DTSTART;VALUE=DATE:2024", b"DTSTART;VALUE=DATE:kemarin")],
    ids=["no beginning", "no date"],
)
def test_a_damaged_calendar_is_refused(damage: tuple[bytes, bytes], tmp_path: Path) -> None:
    document = made(CalendarKind(), catalogue([bulletin()]))["kalender.ics"]
    assert damage[0] in document
    damaged = document.replace(*damage)
    (found,) = read_with(
        HERE / "read_calendars.mjs", "ical.js", write(tmp_path, {"a.ics": damaged})
    ).values()
    with pytest.raises((ValueError, AssertionError)):
        ical_events(damaged)
    assert isinstance(found, str) or found == [] or None in found[0][:5]
