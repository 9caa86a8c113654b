"""What an event says: a meeting, or the deadline of a promise.

Clients were found to differ: Google hides what is cancelled, Apple strikes it out, Outlook shows
it like any other event. So the title says it too. Deadlines are events of a whole day, for most
clients ignore tasks (``VTODO``). Nobody's time is blocked, and nobody is invited.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from rakor import indonesian
from rakor.bulletin import Bulletin, Mode, Status
from rakor.calendars import icalendar
from rakor.calendars.icalendar import ZONES, component, text, texts
from rakor.content.collection import Catalogue, Task
from rakor.content.follow_ups import promise_id
from rakor.content.publication import days_of_change, moment, reason, revision
from rakor.documents import addresses

_ONE_DAY = dt.timedelta(days=1)
_UNKNOWN = dt.date(1970, 1, 1)
"""Stands for the day of a change where a record tells none; the property is required."""

_MARKS = {
    Status.POSTPONED: "DITUNDA: ",
    Status.CANCELLED: "DIBATALKAN: ",
    Status.WITHDRAWN: "DICABUT: ",
}
_STATES = {
    Status.POSTPONED: "TENTATIVE",
    Status.CANCELLED: "CANCELLED",
    Status.WITHDRAWN: "CANCELLED",
}


class Event(NamedTuple):
    """An event, and the letters of the time zone it needs, if any."""

    component: str
    zone: str = ""


def meeting(catalogue: Catalogue, host: str, site_url: str, bulletin: Bulletin) -> Event:
    """A meeting. Of a withdrawn record only what it was called and why it was withdrawn is left."""
    times, zone = _times(bulletin)
    withdrawn = bulletin.status is Status.WITHDRAWN
    url = addresses.absolute(site_url, addresses.bulletin(bulletin.id))
    names = (catalogue.topics.get(one, one) for one in dict.fromkeys(bulletin.topics))
    lines = [
        f"UID:{text(bulletin.lasting_id)}@{host}",
        *_changed(bulletin.lasting_id, max(days_of_change(bulletin), default=_UNKNOWN)),
        f"SEQUENCE:{revision(bulletin)}",
        *times,
        f"SUMMARY:{_MARKS.get(bulletin.status, '')}{text(bulletin.title)}",
        f"DESCRIPTION:{text(_description(bulletin, url))}",
        *([] if withdrawn else [f"LOCATION:{text(_location(catalogue, bulletin))}"]),
        f"CATEGORIES:{texts(names)}",
        f"STATUS:{_STATES.get(bulletin.status, 'CONFIRMED')}",
        f"URL:{url}",
        "TRANSP:TRANSPARENT",
    ]
    return Event(component("VEVENT", lines), zone)


def _times(bulletin: Bulletin) -> tuple[list[str], str]:
    """The lines that say when it is, and the letters of the zone.

    An end that is not known has no line. A meeting of several days has times only if the record
    tells when the last day ends.
    """
    start, end, time = bulletin.start, bulletin.end, bulletin.time
    if time is None or (end > start and time.end is None):
        last = icalendar.day(end + _ONE_DAY)
        return [f"DTSTART;VALUE=DATE:{icalendar.day(start)}", f"DTEND;VALUE=DATE:{last}"], ""
    zone = ZONES[time.zone].name
    lines = [f"DTSTART;TZID={zone}:{icalendar.local(start, time.start)}"]
    if time.end is not None and (end > start or time.end > time.start):
        lines.append(f"DTEND;TZID={zone}:{icalendar.local(end, time.end)}")
    return lines, time.zone


def _changed(name: str, day: dt.date) -> list[str]:
    when = icalendar.moment(moment(day, name))
    return [f"DTSTAMP:{when}", f"LAST-MODIFIED:{when}"]


def _description(bulletin: Bulletin, url: str) -> str:
    why = reason(bulletin)
    if bulletin.status is Status.WITHDRAWN:
        day = f" pada {indonesian.date(why.date)}: {why.now}" if why else "."
        return f"Buletin tentang rapat ini dicabut{day}\n{url}"
    lines = [bulletin.summary]
    if bulletin.time is not None:
        lines.append(f"Pukul {indonesian.time(bulletin.time)}")
    if why is not None:
        lines.append(why.now)
    return "\n".join((*lines, url))


def _location(catalogue: Catalogue, bulletin: Bulletin) -> str:
    where = bulletin.venue or ("Daring" if bulletin.mode is Mode.ONLINE else "")
    return ", ".join(word for word in (where, _place(catalogue, bulletin)) if word)


def _place(catalogue: Catalogue, bulletin: Bulletin) -> str:
    path = catalogue.regions.path(bulletin.region)
    return ", ".join(step.name for step in reversed(path))


def deadline(catalogue: Catalogue, host: str, site_url: str, task: Task) -> Event:
    """A deadline; what is on record of the promise stands before it."""
    bulletin, follow_up = task.bulletin, task.follow_up
    due = follow_up.due
    assert due is not None, task
    name = promise_id(bulletin, task.number)
    mark = _outcome(task)
    url = addresses.absolute(site_url, addresses.bulletin(bulletin.id))
    ended = mark in ("DIALIHKAN: ", "DIBATALKAN: ")
    lines = [
        f"UID:{text(name)}@{host}",
        *_changed(name, _recorded(task)),
        f"SEQUENCE:{_steps(catalogue, task)}",
        f"DTSTART;VALUE=DATE:{icalendar.day(due)}",
        f"DTEND;VALUE=DATE:{icalendar.day(due + _ONE_DAY)}",
        f"SUMMARY:{mark}{text(follow_up.text)}",
        f"DESCRIPTION:{text(_promised(catalogue, task, url))}",
        f"STATUS:{'CANCELLED' if ended else 'CONFIRMED'}",
        f"URL:{url}#rk-tl{task.number}",
        "TRANSP:TRANSPARENT",
    ]
    return Event(component("VEVENT", lines))


def _outcome(task: Task) -> str:
    if task.proof is None:
        return "Tenggat: "
    if task.follow_up.closed is not None:
        return "Selesai: "
    return "DIALIHKAN: " if task.follow_up.moved is not None else "DIBATALKAN: "


def _recorded(task: Task) -> dt.date:
    """The last day on which something about a promise was recorded, as far as it is told."""
    days = list(days_of_change(task.bulletin))
    outcome = task.follow_up.outcome
    if task.proof is not None and outcome is not None:
        days.append(outcome.date or task.proof.start)
    return max(days, default=_UNKNOWN)


def _steps(catalogue: Catalogue, task: Task) -> int:
    """A number that grows when the bulletin is corrected, when an outcome is recorded, and when
    that no longer counts."""
    outcome = task.follow_up.outcome
    step = 0
    if outcome is not None:
        step = 1 if task.proof is not None else 2 * (catalogue.get(outcome.bulletin) is not None)
    return 3 * len(task.bulletin.corrections) + step


def _promised(catalogue: Catalogue, task: Task, url: str) -> str:
    bulletin, follow_up = task.bulletin, task.follow_up
    lines = []
    if follow_up.responsible is not None:
        lines.append(f"Penanggung jawab: {catalogue.agencies[follow_up.responsible].name}")
    # Its title would make a correction of that rewrite every calendar of deadlines.
    days = indonesian.date_range(bulletin.start, bulletin.end)
    lines.append(f"Dari rapat {days} di {_place(catalogue, bulletin)}")
    outcome = follow_up.outcome
    if task.proof is not None and outcome is not None:
        day = indonesian.date(outcome.date or task.proof.start)
        lines.append(f"Menurut catatan {day}{f': {outcome.note}' if outcome.note else ''}")
    return "\n".join((*lines, url))
