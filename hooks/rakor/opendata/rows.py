"""From bulletins to rows: one function for each table.

A row holds texts, whole numbers, decimal numbers and nothing else; days and hours are texts in
the form of ISO 8601. What is unknown is ``None``. Rows stand in the order of the collection, so
equal collections give equal rows. Bulletins are named by their lasting ids.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from rakor.bulletin import Bulletin, Participant, Person, Status, TimeSpan
from rakor.content.collection import Catalogue, Task
from rakor.content.follow_ups import item_ids
from rakor.content.ledger import outcome_day
from rakor.documents import addresses
from rakor.opendata import tables
from rakor.opendata.tables import Table
from rakor.registry import KIND_NAMES, LEVEL_NAMES

Cell = str | int | float | None
Row = tuple[Cell, ...]
Maker = Callable[[Bulletin, Catalogue, str], Iterable[Row]]

_AMOUNT = re.compile(
    r"(?:Rp\.?\s?)?(?P<whole>[1-9]\d{0,2}(?:\.\d{3})+|0|[1-9]\d*)(?:,(?P<part>\d+|-))?"
    r"(?:\s(?P<scale>ribu|juta|miliar|milyar|triliun))?(?:\s?(?:%|persen))?",
    re.IGNORECASE | re.ASCII,
)
_ZEROS = {"": 0, "ribu": 3, "juta": 6, "miliar": 9, "milyar": 9, "triliun": 12}


def of_table(
    table: Table, bulletins: Iterable[Bulletin], catalogue: Catalogue, site_url: str
) -> list[Row]:
    """The rows of a table of :data:`rakor.opendata.tables.YEARLY` from these bulletins."""
    make = MAKERS[table.name]
    return [row for one in bulletins for row in make(one, catalogue, site_url)]


def _meeting(bulletin: Bulletin, catalogue: Catalogue, site_url: str) -> Iterator[Row]:
    regions, agencies = catalogue.regions, catalogue.agencies
    code = bulletin.region
    province = code.partition(".")[0]
    page = addresses.bulletin(bulletin.id)
    address = addresses.absolute(site_url, page) or page
    place = (code, regions[code].name, province, regions[province].name)
    days = (str(bulletin.start), str(bulletin.end))
    if bulletin.status is Status.WITHDRAWN:
        # What its page still shows, and no fact of the meeting.
        nothing = (None,) * 9
        hours = (None, None, None)
        yield (
            *(bulletin.lasting_id, bulletin.title, *days, *hours, *place, *nothing),
            *(bulletin.status.value, None, address),
        )
        return
    host, chair = bulletin.host, bulletin.chair
    yield (
        bulletin.lasting_id,
        bulletin.title,
        *days,
        *_hours(bulletin.time),
        *place,
        bulletin.venue,
        bulletin.mode.value if bulletin.mode else None,
        host.agency,
        agencies[host.agency].name,
        host.through,
        chair.name if chair else None,
        chair.position if chair else None,
        chair.on_behalf_of if chair else None,
        bulletin.summary,
        bulletin.status.value,
        str(bulletin.publish_on) if bulletin.publish_on else None,
        address,
    )


def _hours(when: TimeSpan | None) -> tuple[str | None, str | None, str | None]:
    if when is None:
        return None, None, None
    end = f"{when.end:%H:%M}" if when.end else None
    return f"{when.start:%H:%M}", end, when.zone


def _attendance(
    bulletin: Bulletin, catalogue: Catalogue, site_url: str, of_type: str = ""
) -> Iterator[Row]:
    """``of_type`` leaves out the agencies of all other types."""
    if bulletin.status is Status.WITHDRAWN:
        return
    head, day, place = bulletin.lasting_id, str(bulletin.start), bulletin.region
    agency = catalogue.agencies[bulletin.host.agency]
    if of_type in ("", agency.type):
        host = (agency.id, agency.name, agency.type, "penyelenggara", None, None)
        yield (head, 0, day, place, *host)
    for number, one in enumerate(bulletin.participants, 1):
        agency = catalogue.agencies[one.agency]
        if of_type not in ("", agency.type):
            continue
        attendance = one.attendance.value if one.attendance else None
        who = (agency.id, agency.name, agency.type, one.role.value, attendance, _people(one))
        yield (head, number, day, place, *who)


def _people(participant: Participant) -> str | None:
    return "; ".join(_person(one) for one in participant.people) or None


def _person(one: Person) -> str:
    if one.name and one.position:
        return f"{one.name} ({one.position})"
    return one.name or f"({one.position})"


def _topics(bulletin: Bulletin, catalogue: Catalogue, site_url: str) -> Iterator[Row]:
    if bulletin.status is not Status.WITHDRAWN:
        for number, topic in enumerate(dict.fromkeys(bulletin.topics), 1):
            yield (bulletin.lasting_id, number, topic, catalogue.topics.get(topic, topic))


def _follow_ups(bulletin: Bulletin, catalogue: Catalogue, site_url: str) -> Iterator[Row]:
    if bulletin.status is not Status.WITHDRAWN:
        for task, item in zip(catalogue.tasks_from(bulletin), item_ids(bulletin), strict=True):
            yield _follow_up(task, item, catalogue)


def attendance_of(type_id: str, catalogue: Catalogue) -> list[Row]:
    """The attendance of the agencies of a type, by agency, day and place in the bulletin."""
    bulletins = catalogue.by_type.get(type_id, ())
    found = [row for one in bulletins for row in _attendance(one, catalogue, "", type_id)]
    at = tables.ATTENDANCE.column("instansi_kode")
    return sorted(found, key=lambda row: str(row[at]))


def of_tasks(tasks: Iterable[Task], catalogue: Catalogue) -> list[Row]:
    """The rows of the table of follow-ups for these."""
    return [_follow_up(task, item_ids(task.bulletin)[task.number - 1], catalogue) for task in tasks]


def _follow_up(task: Task, item: str, catalogue: Catalogue) -> Row:
    bulletin, promise = task.bulletin, task.follow_up
    responsible = promise.responsible
    return (
        f"{bulletin.lasting_id}#{item}",
        bulletin.lasting_id,
        task.number,
        str(bulletin.start),
        bulletin.region,
        promise.kind.value,
        promise.text,
        responsible,
        catalogue.agencies[responsible].name if responsible else None,
        str(promise.due) if promise.due else None,
        *_outcome(task),
    )


def _outcome(task: Task) -> Row:
    """What became of it, as far as a published bulletin tells; deadlines are left to the reader."""
    outcome, proof, promise = task.follow_up.outcome, task.proof, task.follow_up
    if outcome is None or proof is None:
        return (None,) * 5
    word = "selesai" if promise.closed else "dialihkan" if promise.moved else "dibatalkan"
    item = f"{proof.lasting_id}#{outcome.item}" if outcome.item else None
    return (word, str(outcome_day(task)), proof.lasting_id, item, outcome.note)


def _figures(bulletin: Bulletin, catalogue: Catalogue, site_url: str) -> Iterator[Row]:
    if bulletin.status is Status.WITHDRAWN:
        return
    for number, one in enumerate(bulletin.figures, 1):
        yield (
            *(bulletin.lasting_id, number, str(bulletin.start), bulletin.region),
            *(one.value, number_of(one.value), one.unit, one.note, one.according_to),
        )


def number_of(written: str) -> int | float | None:
    """The number that a figure certainly means; None where more than one could be meant.

    Points stand between thousands and a comma before the part: ``12.173`` is 12173, ``1,5
    miliar`` 1500000000. A share keeps its number (``40%`` is 40). ``12.5``, ranges and
    estimates are left alone.
    """
    found = _AMOUNT.fullmatch(written.strip())
    if found is None:
        return None
    whole, part = found["whole"].replace(".", ""), (found["part"] or "").strip("-")
    zeros = _ZEROS[(found["scale"] or "").lower()]
    if len(whole) > 15:  # more than a decimal number holds exactly
        return None
    digits = part.rstrip("0")
    if len(digits) <= zeros:
        return int(f"{whole}{digits}{'0' * (zeros - len(digits))}")
    return float(f"{whole}{digits[:zeros]}.{digits[zeros:]}")


def _sources(bulletin: Bulletin, catalogue: Catalogue, site_url: str) -> Iterator[Row]:
    for number, one in enumerate(bulletin.sources, 1):
        day = str(one.date) if one.date else None
        yield (bulletin.lasting_id, number, one.name, one.url, day)


def _corrections(bulletin: Bulletin, catalogue: Catalogue, site_url: str) -> Iterator[Row]:
    for number, one in enumerate(bulletin.corrections, 1):
        yield (bulletin.lasting_id, number, str(one.date), one.part, one.was, one.now)


def _related(bulletin: Bulletin, catalogue: Catalogue, site_url: str) -> Iterator[Row]:
    if bulletin.status is Status.WITHDRAWN:
        return
    published = (catalogue.get(id_) for id_ in bulletin.related)
    others = (one for one in published if one and one.status is not Status.WITHDRAWN)
    for number, one in enumerate(others, 1):
        yield (bulletin.lasting_id, number, one.lasting_id)


def _attachments(bulletin: Bulletin, catalogue: Catalogue, site_url: str) -> Iterator[Row]:
    if bulletin.status is Status.WITHDRAWN:
        return
    for number, one in enumerate(bulletin.attachments, 1):
        file = addresses.attachment(bulletin.id, one.file)
        yield (bulletin.lasting_id, number, f"{site_url}{file}", one.note)


MAKERS: Mapping[str, Maker] = {
    tables.MEETINGS.name: _meeting,
    tables.ATTENDANCE.name: _attendance,
    tables.TOPICS_OF_MEETINGS.name: _topics,
    tables.FOLLOW_UPS.name: _follow_ups,
    tables.FIGURES.name: _figures,
    tables.SOURCES.name: _sources,
    tables.CORRECTIONS.name: _corrections,
    tables.RELATED.name: _related,
    tables.ATTACHMENTS.name: _attachments,
}


def regions(catalogue: Catalogue) -> list[Row]:
    """The code list of regions: every province, regency and city, with bulletins or not."""
    found = sorted(catalogue.regions, key=lambda one: one.code)
    return [
        (one.code, one.name, LEVEL_NAMES[one.level], one.parent, one.iso, one.zone) for one in found
    ]


def agencies(catalogue: Catalogue) -> list[Row]:
    """The code list of agencies: those on record, and those responsible for a follow-up."""
    found: list[Row] = []
    for id_ in sorted({*catalogue.by_agency, *catalogue.tasks_of}):
        agency = catalogue.agencies[id_]
        kind = catalogue.agencies.type(agency.type)
        found.append(
            (id_, agency.name, agency.type, kind.name, KIND_NAMES[kind.kind], agency.region)
        )
    return found


def topics(catalogue: Catalogue) -> list[Row]:
    """The code list of topics: those of the site, and any that a bulletin names besides."""
    names = {topic: topic for topic in catalogue.by_topic} | dict(catalogue.topics)
    return sorted(names.items())


CODES: Mapping[str, Callable[[Catalogue], list[Row]]] = {
    tables.REGIONS.name: regions,
    tables.AGENCIES.name: agencies,
    tables.TOPICS.name: topics,
}
"""What makes the rows of each code list."""
