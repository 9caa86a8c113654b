"""The search box of a page, and what it searches within.

A box on the page of a region, an agency, a topic or a time searches there first; the page of
results offers to search everywhere with one tap.
"""

from __future__ import annotations

from typing import NamedTuple

from rakor.pages.page import Link, Page

_BY_KIND = {
    "provinsi": "wilayah",
    "daerah": "wilayah",
    "tahun": "tanggal",
    "jenis": "jenis",
    "lembaga": "instansi",
    "topik": "topik",
    # Families of the parts of a long listing.
    "wilayah": "wilayah",
}
_EVERYWHERE = frozenset(["wilayah", "tanggal", "instansi", "topik-semua", "beranda"])


_LEADS = {
    "topik": "Cari dalam topik",
    "jenis": "Cari rapat",
    "lembaga": "Cari rapat",
    "tahun": "Cari di tahun",
    "bulan": "Cari rapat",
    "hari": "Cari rapat",
}


class Box(NamedTuple):
    """A search box: its label, and hidden fields that narrow the search."""

    label: str
    fields: tuple[tuple[str, str], ...] = ()


def box(page: Page, crumbs: tuple[Link, ...]) -> Box | None:
    """Return the box that stands at the head of a page, or None where none does."""
    if page.kind in _EVERYWHERE:
        return Box("Cari buletin")
    fields = _fields(page)
    if not fields:
        return None
    # A month's crumb leaves its year to the crumb before it.
    name = crumbs[-1].text
    if page.kind == "daftar":
        name = page.title
    elif page.kind == "bulan":
        name = f"{crumbs[-1].text} {crumbs[-2].text}"
    return Box(f"{_LEADS.get(page.kind, 'Cari di')} {name}", fields)


def _fields(page: Page) -> tuple[tuple[str, str], ...]:
    match page.kind:
        case "daftar":
            family, key, tail = page.subject
            # A piece of a long day is searched as the whole day.
            when = "-".join(tail.removesuffix(".html").split("-")[:3])
            return ((_BY_KIND[family], key), ("tanggal", when))
        case "bulan":
            year, month = page.subject
            return (("tanggal", f"{year}-{int(month):02d}"),)
        case "hari":
            return (("tanggal", page.subject[0]),)
        case "jenis-wilayah":
            return (("jenis", page.subject[0]), ("wilayah", page.subject[1]))
        case kind if kind in _BY_KIND:
            return ((_BY_KIND[kind], page.subject[0]),)
    return ()
