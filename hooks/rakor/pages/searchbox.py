"""The search box of a page, and what it searches within.

A box on the page of a region, an agency, a topic or a time searches there first; the page of
results offers to search everywhere with one tap.
"""

from __future__ import annotations

from typing import NamedTuple

from rakor.pages.page import Link, Page

_BY_KIND = {
    "province": "wilayah",
    "regency": "wilayah",
    "year": "tanggal",
    "agency-type": "jenis",
    "agency": "instansi",
    "topic": "topik",
    # Families of the parts of a long listing.
    "region": "wilayah",
}
_EVERYWHERE = frozenset(["regions", "dates", "agencies", "topics", "home"])


_LEADS = {
    "topic": "Cari dalam topik",
    "agency-type": "Cari rapat",
    "agency": "Cari rapat",
    "year": "Cari di tahun",
    "month": "Cari rapat",
    "day": "Cari rapat",
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
    if page.kind == "part":
        name = page.title
    elif page.kind == "month":
        name = f"{crumbs[-1].text} {crumbs[-2].text}"
    elif page.kind == "day":
        name = " ".join(one.text for one in crumbs[:-4:-1])
    return Box(f"{_LEADS.get(page.kind, 'Cari di')} {name}", fields)


def _fields(page: Page) -> tuple[tuple[str, str], ...]:
    match page.kind:
        case "part":
            family, key, tail = page.subject
            # A piece of a long day is searched as the whole day.
            when = "-".join(tail.removesuffix(".html").split("-")[:3])
            return ((_BY_KIND[family], key), ("tanggal", when))
        case "month":
            year, month = page.subject
            return (("tanggal", f"{year}-{int(month):02d}"),)
        case "day":
            return (("tanggal", page.subject[0]),)
        case "agency-type-in":
            return (("jenis", page.subject[0]), ("wilayah", page.subject[1]))
        case kind if kind in _BY_KIND:
            return ((_BY_KIND[kind], page.subject[0]),)
    return ()
