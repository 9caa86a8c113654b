"""Documents of a kind for a collection in memory, and what they say, read by other programs."""

from __future__ import annotations

import datetime as dt
from typing import Any
from xml.etree import ElementTree

import icalendar
from collection import bulletin

from rakor.bulletin import Bulletin
from rakor.content.collection import Catalogue
from rakor.documents import Kind, Site

SITE = "https://example.org/rakor/"
ATOM = "{http://www.w3.org/2005/Atom}"


def made(kind: Kind, found: Catalogue, site: Site | None = None) -> dict[str, bytes]:
    """All documents of a kind by address."""
    site = site or Site("Rakor", SITE)
    return {
        document.address: kind.render(document, kind.view(document, found, site))
        for document in kind.plan(found, site)
    }


def atom_entries(document: bytes) -> list[dict[str, str]]:
    """The entries of an Atom feed in its order: texts of their elements by name."""
    root = ElementTree.fromstring(document)
    return [
        {child.tag.removeprefix(ATOM): child.text or "" for child in one}
        for one in root.iter(f"{ATOM}entry")
    ]


def atom_updated(document: bytes) -> str:
    """What dates an Atom feed."""
    return ElementTree.fromstring(document).findtext(f"{ATOM}updated") or ""


def ical_events(document: bytes) -> list[icalendar.Event]:
    """The events of a calendar as the library ``icalendar`` reads them; errors are failures."""
    calendar = icalendar.Calendar.from_ical(document)
    assert not calendar.errors
    found = calendar.walk("VEVENT")
    assert not [one.errors for one in found if one.errors]
    return found


def plans(count: int, year: int) -> list[Bulletin]:
    """Plans of one regency for the days of a far year."""
    first = dt.date(year, 1, 4)
    return [
        bulletin(
            name=f"rencana-{number}",
            day=first + dt.timedelta(days=7 * number),
            status="rencana",
            publish_on=dt.date(2024, 11, 20),
        )
        for number in range(count)
    ]


def withdrawn(day: dt.date, on: str, **changes: Any) -> Bulletin:
    """A bulletin that was withdrawn on a day (ISO 8601)."""
    why = {"date": on, "part": "status", "now": "Rapat ini tercatat dua kali."}
    return bulletin(name="tercabut", day=day, status="dicabut", corrections=[why], **changes)
