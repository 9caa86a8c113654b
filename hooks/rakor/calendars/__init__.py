"""Calendars: meetings and deadlines of the whole site, of a region, a topic or an agency.

:mod:`rakor.calendars.selection` says what a calendar holds, :mod:`rakor.calendars.events` what an
event says, :mod:`rakor.calendars.icalendar` writes it, :mod:`rakor.calendars.kind` makes documents
of them.
"""

from rakor.calendars.kind import CalendarKind

__all__ = ["CalendarKind"]
