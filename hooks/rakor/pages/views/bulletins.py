"""The page of one bulletin, and the page left behind where it lay before."""

from __future__ import annotations

import datetime as dt
import posixpath
from collections import Counter
from urllib.parse import urlsplit

from rakor import indonesian
from rakor.bulletin import Attendance, Bulletin, Citation, Figure, Participant, Role, Status
from rakor.content.collection import Catalogue
from rakor.documents import addresses
from rakor.opendata import linked
from rakor.pages import acronyms, pagination
from rakor.pages.labels import MODES, UNKNOWN, person, state
from rakor.pages.page import Link, Page, Promise
from rakor.pages.views import common

MORE = 8
"""How many related bulletins, and follow-ups of others, a bulletin shows."""


def bulletin(page: Page, catalogue: Catalogue) -> tuple[tuple[Link, ...], common.Data]:
    """Kind ``bulletin``. Of a withdrawn one only what it was, corrections and sources are left."""
    shown = catalogue.get(page.subject[0])
    assert shown is not None, page.subject
    withdrawn = shown.status is Status.WITHDRAWN
    data: common.Data = {
        "title": shown.title,
        "iso": shown.start.isoformat(),
        "iso_end": shown.end.isoformat() if shown.end != shown.start else "",
        "date": indonesian.meeting_date(shown.start, shown.end),
        "time": indonesian.time(shown.time) if shown.time else "",
        "state": state(catalogue, shown),
        "notice": _notice(catalogue, shown),
        "withdrawn": withdrawn,
        "address": page.address,
        "corrections": tuple(
            (one.date.isoformat(), indonesian.date(one.date), one.part, one.was or "", one.now)
            for one in shown.corrections
        ),
        "sources": tuple(_source(source) for source in shown.sources),
        "region": common.place(catalogue, shown.region),
        "related": tuple(common.meeting_link(other) for other in catalogue.related(shown)[:MORE]),
    }
    if not withdrawn:
        data.update(_record(catalogue, shown))
    return _crumbs(catalogue, shown), data


def _record(catalogue: Catalogue, shown: Bulletin) -> common.Data:
    chair = shown.chair
    host = common.agency_link(catalogue, shown.host.agency)
    province = catalogue.regions[shown.region.partition(".")[0]].name
    before, after = catalogue.neighbours(shown.id)
    promises = tuple(common.promise(catalogue, task) for task in catalogue.tasks_from(shown))
    return {
        "linked": linked.meeting(catalogue, shown),
        "summary": shown.summary,
        "chair": (
            chair.name or "",
            chair.position or "",
            chair.on_behalf_of or "",
        )
        if chair
        else None,
        "venue": shown.venue or UNKNOWN,
        "mode": MODES[shown.mode] if shown.mode else UNKNOWN,
        "host": host,
        "through": shown.host.through or "",
        "roles": _roles(catalogue, shown),
        "topics": tuple(
            Link(common.topic_name(catalogue, topic), addresses.topic(topic))
            for topic in dict.fromkeys(shown.topics)
        ),
        "acronyms": acronyms.found(catalogue, shown),
        "figures": _figures(shown.figures),
        "promises": promises,
        "decided": _decided(promises),
        "recorded": tuple(
            common.promise(catalogue, task)
            for task in catalogue.recorded_in.get(shown.id, ())[:MORE]
        ),
        "attachments": tuple(
            (
                one.note or posixpath.basename(one.file),
                addresses.attachment(shown.id, one.file),
                posixpath.splitext(one.file)[1].lstrip(".").upper(),
                one.file,
            )
            for one in shown.attachments
        ),
        "writers": indonesian.enumeration(list(shown.writers)),
        "province": province,
        "before": (indonesian.date(before.start), before.title, addresses.bulletin(before.id))
        if before
        else None,
        "after": (indonesian.date(after.start), after.title, addresses.bulletin(after.id))
        if after
        else None,
    }


_TO_SAY = (
    ("overdue", "lewat tenggat"),
    ("closed", "selesai"),
    ("moved", "dialihkan atau dibatalkan"),
)


def _decided(promises: tuple[Promise, ...]) -> str:
    """What was decided, in one line: ``3 janji, 1 lewat tenggat · 2 imbauan``."""
    marks = Counter(one.mark for one in promises)
    kinds = Counter(one.kind for one in promises if one.mark == "note")
    parts = []
    promised = len(promises) - marks["note"]
    if promised:
        words = [f"{marks[mark]} {said}" for mark, said in _TO_SAY if marks[mark]]
        parts.append(", ".join((f"{promised} janji", *words)))
    parts += [f"{kinds[kind]} {kind.lower()}" for kind in ("Keputusan", "Imbauan") if kinds[kind]]
    return " · ".join(parts)


_NOTICES = {
    Status.POSTPONED: ("Rapat ini ditunda", "Jadwal di bawah ini tidak berlaku lagi."),
    Status.CANCELLED: ("Rapat ini dibatalkan", "Rapat yang dijadwalkan ini tidak dilaksanakan."),
    Status.WITHDRAWN: (
        "Buletin ini dicabut",
        "Isinya tidak berlaku lagi. Alamat ini tetap ada agar tautan lama tidak putus.",
    ),
}


def _notice(catalogue: Catalogue, shown: Bulletin) -> tuple[str, str] | None:
    if shown.status is Status.PLANNED:
        if catalogue.is_upcoming(shown):
            if catalogue.has_passed(shown.start - dt.timedelta(days=1)):
                return (
                    "Rapat ini sedang berlangsung",
                    f"Dijadwalkan sampai {indonesian.date(shown.end)}. Buletin hasilnya akan "
                    "terbit di alamat ini.",
                )
            return (
                "Rapat mendatang",
                "Ini rencana rapat. Buletin hasilnya akan terbit di alamat ini.",
            )
        return (
            "Rencana; hasilnya belum tercatat",
            "Tanggal rapat sudah lewat, tetapi belum ada catatan tentang hasilnya.",
        )
    return _NOTICES.get(shown.status)


def _crumbs(catalogue: Catalogue, shown: Bulletin) -> tuple[Link, ...]:
    crumbs = common.crumbs_of_region(catalogue, shown.region)
    code, year = shown.region, shown.start.year
    here = catalogue.by_region.get(code, ())
    if len(here) > pagination.FULL:
        address = f"{addresses.region_part(catalogue.regions, code)}{year}.html"
    elif here:
        address = f"{addresses.region(catalogue.regions, code)}#rk-th{year}"
    else:
        return tuple(crumbs)
    if shown.status is Status.WITHDRAWN and not any(one.start.year == year for one in here):
        return tuple(crumbs)
    return (*crumbs, Link(str(year), address))


_HEADINGS = {Role.SPEAKER: "Pembicara", Role.PARTICIPANT: "Peserta"}


def _roles(
    catalogue: Catalogue, shown: Bulletin
) -> tuple[tuple[str, str, tuple[tuple[Link, tuple[str, ...]], ...]], ...]:
    """Agencies by role, each with who came for it."""
    return tuple(
        (
            role.value,
            _HEADINGS[role],
            tuple(
                (common.agency_link(catalogue, one.agency), _people(one))
                for one in shown.participants
                if one.role is role
            ),
        )
        for role in (Role.SPEAKER, Role.PARTICIPANT)
        if any(one.role is role for one in shown.participants)
    )


def _people(participant: Participant) -> tuple[str, ...]:
    people = [person(one) for one in participant.people]
    if participant.attendance is Attendance.DEPUTISED:
        if people:
            return (f"Diwakili {people[0]}", *people[1:])
        return ("Diwakili; nama tidak disebut sumber",)
    if participant.attendance is Attendance.ONLINE:
        return (*people, "Hadir daring")
    if participant.attendance is Attendance.ON_SITE:
        return (*people, "Hadir langsung")
    return tuple(people)


def _figures(
    figures: tuple[Figure, ...],
) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Figures with the same authority stand together, under its name."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for figure in figures:
        what = ", ".join(word for word in (figure.unit, figure.note) if word)
        groups.setdefault(figure.according_to or "", []).append((figure.value, what))
    return tuple((authority, tuple(inside)) for authority, inside in groups.items())


def _source(source: Citation) -> tuple[str, str, str, str, str]:
    """Name, address (only http and https become links), host, date as ISO and in words."""
    url, host = source.url or "", ""
    if url:
        try:
            split = urlsplit(url)
            host = split.hostname or ""
        except ValueError:
            url = ""
        else:
            if split.scheme not in ("http", "https") or not host:
                url, host = "", ""
    return (
        source.name,
        url,
        host.removeprefix("www."),
        source.date.isoformat() if source.date else "",
        indonesian.date(source.date) if source.date else "",
    )


def moved(page: Page, catalogue: Catalogue) -> tuple[tuple[Link, ...], common.Data]:
    """Kind ``moved``: leads on to where the bulletin, agency or topic lies now."""
    what, title, to = page.subject
    return (), {"what": what, "title": title, "to": to}
