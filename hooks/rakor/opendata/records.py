"""One JSON object for each meeting: its row, and the rows of all other tables beneath it.

What is unknown is left out. Keys are the columns of the tables, so that the two forms say the
same in the same words; only people are told one by one here, in ``wakil``.
"""

from __future__ import annotations

from typing import Any

from rakor.bulletin import Bulletin, Person, Status
from rakor.content.collection import Catalogue
from rakor.opendata import rows, tables
from rakor.opendata.tables import OF_MEETING, Table


def record(bulletin: Bulletin, catalogue: Catalogue, site_url: str) -> dict[str, Any]:
    """All that is on record of a meeting but the text of its bulletin."""
    (row,) = rows.of_table(tables.MEETINGS, [bulletin], catalogue, site_url)
    found = _named(tables.MEETINGS, row)
    for table in tables.YEARLY[1:]:
        inner = rows.of_table(table, [bulletin], catalogue, site_url)
        if inner:
            left_out = {column.name for column in table.columns if column in OF_MEETING}
            found[table.name.replace("-", "_")] = [
                {name: cell for name, cell in _named(table, one).items() if name not in left_out}
                for one in inner
            ]
    if bulletin.status is Status.WITHDRAWN:
        return found
    for one, participant in zip(found["kehadiran"][1:], bulletin.participants, strict=True):
        if participant.people:
            one["wakil"] = [_person(who) for who in participant.people]
    if bulletin.writers:
        found["penulis"] = list(bulletin.writers)
    return found


def _named(table: Table, row: rows.Row) -> dict[str, Any]:
    pairs = zip(table.columns, row, strict=True)
    return {column.name: cell for column, cell in pairs if cell is not None}


def _person(one: Person) -> dict[str, str]:
    told = {"nama": one.name, "jabatan": one.position}
    return {name: text for name, text in told.items() if text}
