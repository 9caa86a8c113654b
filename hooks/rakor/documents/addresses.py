"""Where every page lies, and how one page points at another.

Addresses are relative to the root of the site, use ``/`` and name the file in full
(``wilayah/jawa-timur/index.html``), so that the tree works alike on the web, from a sub-path
and from a stick opened with ``file://``.
"""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from urllib.parse import quote

from rakor.portable_names import file_name
from rakor.registry import Agency, Region, Regions

HOME = "index.html"
REGIONS = "wilayah/index.html"
DATES = "tanggal/index.html"
AGENCIES = "instansi/index.html"
TOPICS = "topik/index.html"
LEDGER = "tindak-lanjut/index.html"
CORRECTIONS = "ralat/index.html"
SEARCH = "cari.html"
FEED = "umpan.xml"
"""The feed of the whole site, which every page names in its head."""
DATA = "data/index.html"
FOR_EXCEL = "-excel.csv"
"""What names of tables end in that are made for spreadsheets."""


def to_root(address: str) -> str:
    """What leads from a page back to the root: ``../`` for each folder, or nothing."""
    return "../" * address.count("/")


def relative(from_address: str, to_address: str) -> str:
    """The link on one page that leads to another.

    It always climbs to the root first. That is a few bytes longer than the shortest way, and in
    return a link depends on the depth of the page alone.
    """
    return to_root(from_address) + to_address


def absolute(site_url: str, address: str) -> str:
    """The full address on the web; empty when the site has no address of its own.

    A folder's ``index.html`` keeps its name: the same spelling is used everywhere, so that one
    page never has two addresses.
    """
    return f"{site_url.rstrip('/')}/{quote(address)}" if site_url else ""


def bulletin(bulletin_id: str) -> str:
    """Where a bulletin lies."""
    return f"buletin/{bulletin_id}.html"


def attachment(bulletin_id: str, file: str) -> str:
    """Attachments lie beside the page of their bulletin. The result is percent-encoded."""
    return quote(posixpath.join("buletin", posixpath.dirname(bulletin_id), file))


def former(name: str) -> str | None:
    """The address of a stub for an entry of ``alamat_lama``: a former id or a former address.

    ``None`` when the entry does not name a page below ``buletin/``: a stub must not be able to
    land anywhere else.
    """
    name = name.strip().removeprefix("/").removeprefix("buletin/").removesuffix(".html")
    parts = name.split("/")
    # Shells reach five folders deep, ``buletin`` included.
    if not name or len(parts) > 5 or any(part in ("", ".", "..") or "\\" in part for part in parts):
        return None
    return bulletin(name)


def region_folder(regions: Regions, code: str) -> str:
    """``wilayah/jawa-timur/kabupaten-probolinggo``."""
    return "/".join(["wilayah", *(step.slug for step in regions.path(code))])


def region(regions: Regions, code: str) -> str:
    """The page of a province, regency or city."""
    return region_folder(regions, code) + "/index.html"


def year(of_year: int) -> str:
    """The page of a year."""
    return f"tanggal/{of_year}/index.html"


def month(of_year: int, of_month: int) -> str:
    """The page of a month; its days are the sections ``h01`` to ``h31``."""
    return f"tanggal/{of_year}/{of_month:02d}/index.html"


def day(of_year: int, of_month: int, of_day: int, part: int = 1) -> str:
    """A day's own page; months that fit on one page have none."""
    tail = "" if part == 1 else f"-{part}"
    return f"tanggal/{of_year}/{of_month:02d}/{of_day:02d}{tail}.html"


def agency_type(type_id: str) -> str:
    """The page of a type of agency."""
    return f"instansi/{file_name(type_id)}/index.html"


def agency_type_in(type_id: str, province: Region) -> str:
    """The agencies of one type in one province, when the type is too large for one page."""
    return f"instansi/{file_name(type_id)}/di-{province.slug}.html"


def agency(of: Agency) -> str:
    """The page of one agency."""
    return f"instansi/{file_name(of.type)}/{file_name(of.slug)}.html"


def former_agencies(of: Agency, former_types: Sequence[str]) -> tuple[str, ...]:
    """What addresses of an agency's pages began with before, without ``.html``.

    ``former_types`` are former ids of its type.
    """
    places = [slug if "/" in slug else f"{of.type}/{slug}" for slug in of.former_slugs]
    for type_id in former_types:
        places += [f"{type_id}/{slug}" for slug in (of.slug, *of.former_slugs) if "/" not in slug]
    return tuple(
        f"instansi/{file_name(type_id)}/{file_name(slug)}"
        for type_id, _, slug in (place.partition("/") for place in places)
    )


def agency_type_part(type_id: str) -> str:
    """What addresses below a type of agency begin with."""
    return f"instansi/{file_name(type_id)}/"


def ledger(prefix: str) -> str:
    """What was promised within a subject; ``prefix`` is what its own pages begin with."""
    return f"{prefix}tindak-lanjut.html" if prefix else LEDGER


def ledger_part(prefix: str) -> str:
    """What addresses of the parts of a subject's ledger begin with."""
    return f"{prefix}tindak-lanjut/"


def data_file(name: str) -> str:
    """A file of the open data."""
    return f"data/{name}"


def scope_table(prefix: str, table: str) -> str:
    """A table of one subject; ``prefix`` is what its own pages begin with."""
    return f"{prefix}{table}{FOR_EXCEL}"


def topic(topic_id: str) -> str:
    """The page of a topic."""
    return f"topik/{file_name(topic_id)}.html"


def topic_stem(topic_id: str) -> str:
    """What addresses of the feeds and calendars of a topic begin with."""
    return f"topik/{file_name(topic_id)}."


def agency_stem(of: Agency) -> str:
    """What addresses of the feed and the calendar of an agency begin with."""
    return f"instansi/{file_name(of.type)}/{file_name(of.slug)}."


def feed(stem: str, form: str = "xml") -> str:
    """The feed of a channel; ``stem`` is what its addresses begin with, ``form`` its file type."""
    return f"{stem}umpan.{form}"


def calendar(stem: str) -> str:
    """The calendar of a channel's meetings."""
    return f"{stem}kalender.ics"


def deadlines(stem: str) -> str:
    """The calendar of a channel's deadlines."""
    return f"{stem}tenggat.ics"


def region_part(regions: Regions, code: str) -> str:
    """What addresses of the parts of a region's listing begin with."""
    return region_folder(regions, code) + "/"


def agency_part(of: Agency) -> str:
    """What addresses of the parts of an agency's listing begin with."""
    return f"instansi/{file_name(of.type)}/{file_name(of.slug)}/"


def topic_part(topic_id: str) -> str:
    """What addresses of the parts of a topic's listing begin with."""
    return f"topik/{file_name(topic_id)}/"
