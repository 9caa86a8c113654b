"""What search knows of a bulletin: a plain record, made of the bulletin and its rendered body."""

from __future__ import annotations

import datetime as dt
import html
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass

from rakor.bulletin import Bulletin, FollowUp, FollowUpKind, Mode, Person, Role, Status
from rakor.content.ledger import has_state
from rakor.indonesian import date
from rakor.registry import Agencies, Regions

_STATES = {
    Status.PLANNED: "Rencana",
    Status.POSTPONED: "Ditunda",
    Status.CANCELLED: "Dibatalkan",
}
_BLOCK = re.compile(
    r"</?(?:address|article|aside|blockquote|caption|dd|details|div|dl|dt|figcaption|figure|h[1-6]"
    r"|hr|li|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul|br)\b[^>]*>"
)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Head:
    """Where a bulletin stands in the collection: all that the cut into segments depends on."""

    id: str
    day: dt.date


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """One bulletin as search sees it.

    Attributes:
        id: id of the bulletin.
        day: first day of the meeting.
        title: its title.
        region: code of its region.
        place: path of the region in words: ``Jawa Timur / Kabupaten Probolinggo``.
        agencies: ids and names of the agencies on record, host first.
        topics: ids of its topics.
        summary: its summary.
        body: plain text of the page, one line for each paragraph, cell or entry.
        state: ``Rencana``, ``Ditunda``, ``Dibatalkan``, or nothing for a meeting held.
        promises: the agency responsible for each promise that the ledger keeps, or nothing.
    """

    id: str
    day: dt.date
    title: str
    region: str
    place: str
    agencies: tuple[tuple[str, str], ...]
    topics: tuple[str, ...]
    summary: str
    body: str
    state: str = ""
    promises: tuple[str, ...] = ()

    @property
    def head(self) -> Head:
        """Its place in the collection."""
        return Head(self.id, self.day)


def plain(body: str) -> str:
    """Return the text of sanitised HTML, one line for each block."""
    # A line that ends in the source ends nothing: only blocks separate.
    body = body.replace("\n", " ")
    if "<" in body:
        body = _TAG.sub("", _BLOCK.sub("\n", body))
    if "&" in body:
        body = html.unescape(body)
    lines = (" ".join(line.split()) for line in body.split("\n"))
    return "\n".join([line for line in lines if line])


def document(
    bulletin: Bulletin,
    text: str,
    regions: Regions,
    agencies: Agencies,
    topics: Mapping[str, str],
) -> SearchEntry:
    """Make the record of a bulletin; ``text`` is the plain text of its rendered body."""
    named = tuple((one, agencies[one].name) for one in bulletin.agencies)
    return SearchEntry(
        id=bulletin.id,
        day=bulletin.start,
        title=bulletin.title,
        region=bulletin.region,
        place=" / ".join(step.name for step in regions.path(bulletin.region)),
        agencies=named,
        topics=tuple(dict.fromkeys(bulletin.topics)),
        summary=bulletin.summary,
        body="\n".join(line for line in (text, *_record(bulletin, topics, agencies)) if line),
        state=_STATES.get(bulletin.status, ""),
        promises=tuple(one.responsible or "" for one in bulletin.follow_ups if has_state(one)),
    )


_KINDS = {
    FollowUpKind.COMMITMENT: "Komitmen",
    FollowUpKind.APPEAL: "Imbauan",
    FollowUpKind.DECISION: "Keputusan",
}
_MODES = {Mode.ON_SITE: "Tatap muka", Mode.ONLINE: "Daring", Mode.HYBRID: "Tatap muka dan daring"}
_ROLES = {Role.PARTICIPANT: "Peserta", Role.SPEAKER: "Pembicara"}

LABELS = (
    *("Pimpinan", "Tempat", "Bentuk rapat", *_ROLES.values(), "Angka", *_KINDS.values()),
    *("Topik", "Sumber", "Lampiran", "Ralat", "Status"),
)
"""What a line of a body that is no text of the bulletin begins with, before a colon. The page of
results shows such a line by its label; ``cari.js`` holds the same."""


def _record(bulletin: Bulletin, topics: Mapping[str, str], agencies: Agencies) -> list[str]:
    """What the page shows beside title, summary, agencies and text: a line each, with its label."""
    lines: list[tuple[str, str]] = []
    if bulletin.chair:
        behalf = bulletin.chair.on_behalf_of
        lines.append(
            ("Pimpinan", _joined(_person(bulletin.chair), behalf and f"mewakili {behalf}"))
        )
    lines.append(("Tempat", bulletin.venue or ""))
    lines.append(("Bentuk rapat", _MODES[bulletin.mode] if bulletin.mode else ""))
    for one in bulletin.participants:
        people = "; ".join(map(_person, one.people))
        if people or one.role is not Role.PARTICIPANT:
            lines.append((_ROLES[one.role], _joined(agencies[one.agency].name, people)))
    for figure in bulletin.figures:
        words = (figure.value, figure.unit, figure.note)
        shown = " ".join(word for word in words if word)
        lines.append(("Angka", _joined(shown, figure.according_to)))
    for follow_up in bulletin.follow_ups:
        who = follow_up.responsible
        text = f"{agencies[who].name}: {follow_up.text}" if who else follow_up.text
        due = f"tenggat {date(follow_up.due)}" if follow_up.due else ""
        lines.append((_KINDS[follow_up.kind], _joined(text, due, _outcome(follow_up))))
    files = [(one.note, posixpath.basename(one.file)) for one in bulletin.attachments]
    lines += [("Lampiran", _joined(*names)) for names in files]
    lines.append(("Topik", ", ".join(topics.get(topic, topic) for topic in bulletin.topics)))
    lines += [("Sumber", source.name) for source in bulletin.sources]
    for fix in bulletin.corrections:
        was = fix.was and f"semula {fix.was}"
        lines.append(("Ralat", _joined(fix.part, was, f"menjadi {fix.now}")))
    lines.append(("Status", _STATES.get(bulletin.status, "").lower()))
    return [f"{label}: {' '.join(text.split())}" for label, text in lines if text]


def _outcome(follow_up: FollowUp) -> str:
    """What became of a follow-up, in the words of its keys; whether it is overdue, time tells."""
    if follow_up.closed:
        return "selesai"
    if follow_up.moved:
        return "dialihkan"
    return "dibatalkan" if follow_up.dropped else ""


def _joined(*texts: str | None) -> str:
    return ", ".join(text.strip().rstrip(".") for text in texts if text)


def _person(person: Person) -> str:
    return _joined(person.name, person.position)
