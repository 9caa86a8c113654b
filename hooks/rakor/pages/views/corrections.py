"""Every correction and withdrawal of the site, newest first."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from rakor import indonesian
from rakor.bulletin import Bulletin, Correction, Status
from rakor.content.collection import Catalogue
from rakor.documents import addresses
from rakor.pages import pagination
from rakor.pages.labels import part_label
from rakor.pages.page import Count, Link, Page
from rakor.pages.views import common

PREFIX = "ralat/"


class RecordChange(NamedTuple):
    """One correction, or a bulletin that was withdrawn.

    Attributes:
        start: the day it was made; of a withdrawal, that of the newest correction, else the
            last day of the meeting.
        bulletin: what it is about.
        correction: what was corrected; None for a withdrawal that says no more.
    """

    start: dt.date
    bulletin: Bulletin
    correction: Correction | None


def changes(catalogue: Catalogue) -> list[RecordChange]:
    """All corrections and withdrawals, the oldest first."""
    found = []
    for bulletin in catalogue.bulletins:
        found += [RecordChange(one.date, bulletin, one) for one in bulletin.corrections]
        if bulletin.status is Status.WITHDRAWN and not bulletin.corrections:
            found.append(RecordChange(bulletin.end, bulletin, None))
    return sorted(found, key=lambda one: (one.start, one.bulletin.id))


class _Shown(NamedTuple):
    iso: str
    day: str
    title: str
    address: str
    place: str
    part: str
    was: str
    now: str
    is_withdrawn: bool


def page(page: Page, catalogue: Catalogue) -> tuple[tuple[Link, ...], common.Data]:
    """Kind ``corrections``: all of them, or those of one time."""
    tail = page.subject[0]
    found = changes(catalogue)
    parts = [one for one in pagination.parts(found) if not one.day]
    below = [one for one in parts if not one.month]
    shown = found
    crumbs: tuple[Link, ...] = (common.HOME, Link("Ralat"))
    heading = "Ralat dan pencabutan"
    if tail:
        part = pagination.find(found, tail)
        below = [one for one in parts if one.month and one.year == part.year and not part.month]
        shown = list(part.bulletins)[-pagination.NEWEST if below else 0 :]
        crumbs = (common.HOME, Link("Ralat", addresses.CORRECTIONS), Link(part_label(part)))
        heading = f"{heading}, {part_label(part)}"
    elif below:
        shown = found[-pagination.NEWEST :]
    return crumbs, {
        "heading": heading,
        "total": len(found),
        "withdrawn": sum(one.status is Status.WITHDRAWN for one in catalogue.bulletins),
        "changes": tuple(_shown(catalogue, one) for one in reversed(shown)),
        "parts": tuple(
            Count(part_label(one), PREFIX + one.tail, len(one.bulletins)) for one in below[::-1]
        ),
        "is_part": bool(tail),
        "tables": (Link("Ralat menurut tahun", f"{addresses.DATA}#ralat"),),
    }


def _shown(catalogue: Catalogue, one: RecordChange) -> _Shown:
    bulletin, correction = one.bulletin, one.correction
    return _Shown(
        iso=one.start.isoformat() if correction else "",
        day=indonesian.full_date(one.start) if correction else "Tanggal tidak dicatat",
        title=bulletin.title,
        address=addresses.bulletin(bulletin.id),
        place=common.place(catalogue, bulletin.region),
        part=correction.part if correction else "",
        was=(correction.was or "") if correction else "",
        now=correction.now if correction else "",
        is_withdrawn=bulletin.status is Status.WITHDRAWN,
    )
