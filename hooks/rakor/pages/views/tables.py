"""Where the rows of what a page lists stand in tables, to be taken away."""

from __future__ import annotations

from rakor.content.collection import Catalogue
from rakor.documents import addresses
from rakor.pages.labels import agency_type_label
from rakor.pages.page import Link

DATA = Link("Semua tabel menurut tahun", addresses.DATA)

MEETINGS, PROMISES, ATTENDANCE = "rapat", "tindak-lanjut", "kehadiran"


def tables(catalogue: Catalogue, family: str, key: str) -> tuple[Link, ...]:
    """The tables of a subject's list, the most useful first.

    Args:
        catalogue: the collection.
        family: ``all``, ``region``, ``topic``, ``type`` or ``agency``.
        key: code or id of the subject.
    """
    if family in ("type", "agency"):
        return (*_attendance(catalogue, family, key), *promises(catalogue, family, key))
    if family == "all":
        return (DATA,)
    meetings = addresses.scope_table(_prefix(catalogue, family, key), MEETINGS)
    return (Link("Rapat", meetings), *promises(catalogue, family, key))


def promises(catalogue: Catalogue, family: str, key: str) -> tuple[Link, ...]:
    """The tables of a subject's ledger."""
    tasks = {
        "region": catalogue.tasks_in,
        "topic": catalogue.tasks_on,
        "type": catalogue.tasks_of_type,
        "agency": catalogue.tasks_of,
    }
    if family == "all":
        return (Link("Janji menurut tahun", f"{addresses.DATA}#{PROMISES}"),)
    if key not in tasks[family]:
        return ()
    address = addresses.scope_table(_prefix(catalogue, family, key), PROMISES)
    return (Link(f"Janji{_rows(catalogue, family, key)}", address),)


def of_time(catalogue: Catalogue, year: int) -> tuple[Link, ...]:
    """The tables that hold the meetings of a year, a month or a day.

    A year in which meetings only went on has none of its own.
    """
    if year not in catalogue.by_year:
        return (DATA,)
    return tuple(
        Link(f"{word} {year}", addresses.data_file(f"{name}-{year}{addresses.FOR_EXCEL}"))
        for word, name in (("Rapat", MEETINGS), ("Kehadiran", ATTENDANCE))
    )


def of_codes(name: str) -> tuple[Link, ...]:
    """A code list, and the way to all other tables."""
    table = addresses.data_file(f"{name}{addresses.FOR_EXCEL}")
    return (Link(f"Kode {name}", table), DATA)


def _attendance(catalogue: Catalogue, family: str, key: str) -> tuple[Link, ...]:
    prefix = _prefix(catalogue, family, key)
    words = f"Kehadiran{_rows(catalogue, family, key)}"
    return (Link(words, addresses.scope_table(prefix, ATTENDANCE)),)


def _rows(catalogue: Catalogue, family: str, key: str) -> str:
    """Which rows are an agency's in the table of its type, where they stand together."""
    if family != "agency":
        return ""
    label = agency_type_label(catalogue.agencies.type(catalogue.agencies[key].type))
    return f" semua {label} (baris {key})"


def _prefix(catalogue: Catalogue, family: str, key: str) -> str:
    if family == "region":
        return addresses.region_part(catalogue.regions, key)
    if family == "topic":
        return addresses.topic_part(key)
    type_id = catalogue.agencies[key].type if family == "agency" else key
    return addresses.agency_type_part(type_id)
