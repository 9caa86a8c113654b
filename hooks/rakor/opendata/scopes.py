"""Which tables there are, and which rows each holds: the plan of the open data.

The files of a year hold everything, withdrawn bulletins too; those of a scope (a region, a topic,
a type of agencies) hold what the list on its page holds, in the form for spreadsheets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rakor.bulletin import Bulletin, Status
from rakor.content.collection import Catalogue
from rakor.documents import addresses
from rakor.opendata import rows, tables
from rakor.opendata.tables import Table

OF_YEAR, OF_REGION, OF_TOPIC, OF_TYPE = "year", "region", "topic", "type"


def years(catalogue: Catalogue) -> list[int]:
    """Years that have a bulletin, withdrawn ones included."""
    return sorted({*catalogue.by_year, *catalogue.withdrawn_by_year})


def of_year(catalogue: Catalogue, year: int) -> list[Bulletin]:
    """All bulletins of a year, by day and id."""
    found = [*catalogue.by_year.get(year, ()), *catalogue.withdrawn_by_year.get(year, ())]
    return sorted(found, key=lambda one: (one.start, one.id))


def tables_of(catalogue: Catalogue, year: int) -> list[Table]:
    """The tables that have a row in a year; the others have no file."""
    found = of_year(catalogue, year)
    return [table for table in tables.YEARLY if any(_has_rows(table, one) for one in found)]


def _has_rows(table: Table, bulletin: Bulletin) -> bool:
    if table is tables.MEETINGS:
        return True
    if table is tables.SOURCES:
        return bool(bulletin.sources)
    if table is tables.CORRECTIONS:
        return bool(bulletin.corrections)
    if bulletin.status is Status.WITHDRAWN:
        return False
    parts: dict[str, object] = {
        tables.ATTENDANCE.name: True,
        tables.TOPICS_OF_MEETINGS.name: bulletin.topics,
        tables.FOLLOW_UPS.name: bulletin.follow_ups,
        tables.FIGURES.name: bulletin.figures,
        tables.RELATED.name: bulletin.related,
        tables.ATTACHMENTS.name: bulletin.attachments,
    }
    return bool(parts[table.name])


def of_scopes(catalogue: Catalogue) -> Iterator[tuple[str, Table, str, str]]:
    """Yield address, table, family and key of every table of a scope, former addresses included.

    A table cannot lead on as a page does, so who took it from a former address finds it there.
    """
    meetings, promises = tables.MEETINGS, tables.FOLLOW_UPS
    of_families = (
        (OF_REGION, ((meetings, catalogue.by_region), (promises, catalogue.tasks_in))),
        (OF_TOPIC, ((meetings, catalogue.by_topic), (promises, catalogue.tasks_on))),
        (OF_TYPE, ((tables.ATTENDANCE, catalogue.by_type), (promises, catalogue.tasks_of_type))),
    )
    taken: set[str] = set()
    for is_former in (False, True):
        for family, those in of_families:
            for table, rows_by_key in those:
                for key in sorted(rows_by_key):
                    for prefix in _prefixes(catalogue, family, key, is_former=is_former):
                        address = addresses.scope_table(prefix, table.name)
                        if address.casefold() not in taken:
                            taken.add(address.casefold())
                            yield address, table, family, key


def _prefixes(catalogue: Catalogue, family: str, key: str, *, is_former: bool) -> Iterable[str]:
    """What the addresses of a scope's tables begin with today, or began with before."""
    if family == OF_REGION:
        return () if is_former else (addresses.region_part(catalogue.regions, key),)
    part = addresses.topic_part if family == OF_TOPIC else addresses.agency_type_part
    if not is_former:
        return (part(key),)
    if family == OF_TYPE:
        return map(part, catalogue.agencies.type(key).former_ids)
    return (part(old) for old, now in sorted(catalogue.former_topics.items()) if now == key)


def of_scope(
    catalogue: Catalogue, table: Table, family: str, key: str, site_url: str
) -> list[rows.Row]:
    """The rows of a scope's table, by day; of a type's, by agency and day."""
    if table is tables.FOLLOW_UPS:
        tasks = {
            OF_REGION: catalogue.tasks_in,
            OF_TOPIC: catalogue.tasks_on,
            OF_TYPE: catalogue.tasks_of_type,
        }
        return rows.of_tasks(tasks[family].get(key, ()), catalogue)
    if family == OF_TYPE:
        return rows.attendance_of(key, catalogue)
    bulletins = catalogue.by_region if family == OF_REGION else catalogue.by_topic
    return rows.of_table(table, bulletins.get(key, ()), catalogue, site_url)
