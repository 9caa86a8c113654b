"""What search knows of a bulletin: a plain record, made of the bulletin and its rendered body."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Mapping
from dataclasses import dataclass

from rakor.bulletin import Bulletin, Person, Status
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
class Document:
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
) -> Document:
    """Make the record of a bulletin; ``text`` is the plain text of its rendered body."""
    named = tuple((one, agencies[one].name) for one in bulletin.agencies)
    return Document(
        id=bulletin.id,
        day=bulletin.start,
        title=bulletin.title,
        region=bulletin.region,
        place=" / ".join(step.name for step in regions.path(bulletin.region)),
        agencies=named,
        topics=tuple(dict.fromkeys(bulletin.topics)),
        summary=bulletin.summary,
        body="\n".join(line for line in (text, *_record(bulletin, topics)) if line),
        state=_STATES.get(bulletin.status, ""),
    )


def _record(bulletin: Bulletin, topics: Mapping[str, str]) -> list[str]:
    """What the page shows beside title, summary, agencies and body, a line each."""
    lines = []
    if bulletin.chair:
        lines.append(f"Dipimpin {_person(bulletin.chair)}")
    if bulletin.venue:
        lines.append(f"Tempat: {bulletin.venue}")
    for one in bulletin.participants:
        lines += [_person(person) for person in one.people]
    for figure in bulletin.figures:
        words = (figure.value, figure.unit, figure.note, figure.according_to)
        lines.append(" ".join(word for word in words if word))
    lines += [follow_up.text for follow_up in bulletin.follow_ups]
    lines += [attachment.note for attachment in bulletin.attachments if attachment.note]
    lines.append(f"Topik: {', '.join(topics.get(topic, topic) for topic in bulletin.topics)}")
    return [" ".join(line.split()) for line in lines]


def _person(person: Person) -> str:
    return ", ".join(word for word in (person.name, person.position) if word)
