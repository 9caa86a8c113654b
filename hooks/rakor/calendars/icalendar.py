"""iCalendar (RFC 5545, with the properties of RFC 7986): lines, values and time zones.

The library ``icalendar`` takes five times as long to write an event that is built already, and a
large site writes tens of thousands; in the tests it reads back what is written here.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import NamedTuple

LONGEST = 75
"""Octets of a line at most, without its end (RFC 5545, 3.1)."""

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


class Zone(NamedTuple):
    """A time zone without summer time: its name in the world's table, and its offset."""

    name: str
    offset: str


ZONES = {
    "WIB": Zone("Asia/Jakarta", "+0700"),
    "WITA": Zone("Asia/Makassar", "+0800"),
    "WIT": Zone("Asia/Jayapura", "+0900"),
}


def text(value: str) -> str:
    """A text as the value of a property; what no text may hold is left out."""
    plain = value.replace("\r\n", "\n").replace("\r", "\n")
    return _FORBIDDEN.sub("", plain).translate(_ESCAPES)


def texts(values: Iterable[str]) -> str:
    """Several texts as the value of one property."""
    return ",".join(map(text, values))


def day(value: dt.date) -> str:
    """A day, for a property with ``VALUE=DATE``."""
    return f"{value:%Y%m%d}"


def local(date: dt.date, time: dt.time) -> str:
    """A day and a time of the zone that the property names."""
    return f"{date:%Y%m%d}T{time:%H%M%S}"


def moment(value: dt.datetime) -> str:
    """A moment in UTC, to the second."""
    return f"{value:%Y%m%dT%H%M%SZ}"


def component(name: str, lines: Iterable[str]) -> str:
    """A component of content lines, folded; each line ends in CRLF."""
    return "".join((f"BEGIN:{name}\r\n", *map(fold, lines), f"END:{name}\r\n"))


def fold(line: str) -> str:
    """A content line, cut where it is too long, never within a character; with its end."""
    data = line.encode()
    if len(data) <= LONGEST:
        return f"{line}\r\n"
    pieces: list[str] = []
    at, room = 0, LONGEST
    while at < len(data):
        end = min(at + room, len(data))
        while end < len(data) and data[end] & 0xC0 == 0x80:  # within a character
            end -= 1
        pieces.append(data[at:end].decode())
        at, room = end, LONGEST - 1  # a blank stands before what is continued
    return "\r\n ".join(pieces) + "\r\n"


def time_zone(zone: Zone) -> str:
    """The component that defines a zone."""
    rule = component(
        "STANDARD",
        (
            "DTSTART:19700101T000000",
            f"TZOFFSETFROM:{zone.offset}",
            f"TZOFFSETTO:{zone.offset}",
            f"TZNAME:{_ABBREVIATIONS[zone]}",
        ),
    )
    return f"BEGIN:VTIMEZONE\r\nTZID:{zone.name}\r\n{rule}END:VTIMEZONE\r\n"


_ABBREVIATIONS = {zone: letters for letters, zone in ZONES.items()}


def calendar(properties: Iterable[str], components: Iterable[str]) -> str:
    """A whole calendar; ``components`` are written already."""
    head = ("VERSION:2.0", "PRODID:-//Rakor//Rakor//ID", "CALSCALE:GREGORIAN", "METHOD:PUBLISH")
    lines = map(fold, (*head, *properties))
    return "".join(("BEGIN:VCALENDAR\r\n", *lines, *components, "END:VCALENDAR\r\n"))
