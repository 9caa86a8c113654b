"""Calendars as documents."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple
from urllib.parse import urlsplit

from rakor.calendars import icalendar
from rakor.calendars.events import Event, deadline, meeting
from rakor.calendars.icalendar import ZONES, text
from rakor.calendars.selection import deadlines, meetings
from rakor.content.collection import Catalogue
from rakor.documents import Document, Kind, Site, addresses
from rakor.documents.channels import Channel, channel, has_deadlines, stems

_MEETINGS, _DEADLINES = "kalender", "tenggat"


class _CalendarView(NamedTuple):
    """All that a calendar shows; events are written already, for each stands in several.

    Attributes:
        name: what clients call it.
        about: one sentence.
        here: its own address on the web.
        page: the page that shows the same.
        zones: letters of the time zones of its events.
        events: in order of time.
    """

    name: str
    about: str
    here: str
    page: str
    zones: tuple[str, ...]
    events: tuple[str, ...]


class CalendarKind(Kind):
    """The calendars of all channels; none without ``site_url``, which makes events unique.

    Deadlines stand in calendars of their own, for who follows meetings need not want them;
    agencies have none. A former address holds the calendar as well.
    """

    name = "calendar"

    def plan(self, catalogue: Catalogue, site: Site) -> Iterator[Document]:
        if not site.url:
            return
        for of, stem in stems(catalogue):
            subject = (of.family, of.key)
            yield Document(addresses.calendar(stem), self.name, (_MEETINGS, *subject))
            if has_deadlines(catalogue, *subject):
                yield Document(addresses.deadlines(stem), self.name, (_DEADLINES, *subject))

    def view(self, document: Document, catalogue: Catalogue, site: Site) -> _CalendarView:
        what, family, key = document.subject
        of = channel(catalogue, family, key)
        host = urlsplit(site.url).hostname or "localhost"
        if what == _MEETINGS:
            events = [
                catalogue.remembered(
                    f"meeting event\0{one.id}",
                    partial(meeting, catalogue, host, site.url, one),
                )
                for one in meetings(catalogue, family, key)
            ]
        else:
            events = [
                catalogue.remembered(
                    f"deadline event\0{task.bulletin.id}\0{task.number}",
                    partial(deadline, catalogue, host, site.url, task),
                )
                for task in deadlines(catalogue, family, key)
            ]
        return _view(of, what, site, events)

    def render(self, document: Document, view: _CalendarView) -> bytes:
        properties = [
            f"NAME:{text(view.name)}",
            f"X-WR-CALNAME:{text(view.name)}",
            f"DESCRIPTION:{text(view.about)}",
            f"X-WR-CALDESC:{text(view.about)}",
            "X-WR-TIMEZONE:Asia/Jakarta",
            "REFRESH-INTERVAL;VALUE=DURATION:P1D",
            "X-PUBLISHED-TTL:P1D",
            f"SOURCE;VALUE=URI:{view.here}",
            f"URL:{view.page}",
        ]
        # A calendar holds one component at least: with no event, that is its zone.
        zones = view.zones or (() if view.events else ("WIB",))
        parts = (*(icalendar.time_zone(ZONES[one]) for one in zones), *view.events)
        return icalendar.calendar(properties, parts).encode()


def _view(of: Channel, what: str, site: Site, events: list[Event]) -> _CalendarView:
    used = {one.zone for one in events}
    of_meetings = what == _MEETINGS
    lead = f"{site.name}: " + ("rapat koordinasi" if of_meetings else "tenggat janji")
    return _CalendarView(
        name=f"{lead}, {of.name}" if of.name else lead,
        about=_ABOUT[what],
        here=addresses.absolute(
            site.url, (addresses.calendar if of_meetings else addresses.deadlines)(of.stem)
        ),
        page=addresses.absolute(site.url, of.page),
        zones=tuple(letters for letters in ZONES if letters in used),
        events=tuple(one.component for one in events),
    )


_ABOUT = {
    _MEETINGS: "Rapat koordinasi yang tercatat, direncanakan, ditunda, atau dibatalkan.",
    _DEADLINES: "Tenggat janji dan keputusan menurut buletin rapat koordinasi.",
}
