"""From a page of the plan to what it shows."""

from __future__ import annotations

from rakor.content.collection import Catalogue
from rakor.pages.page import Page, View
from rakor.pages.views import (
    agencies,
    bulletins,
    corrections,
    dates,
    home,
    ledger,
    parts,
    regions,
    search,
    topics,
)
from rakor.pages.views.common import Looker

_LOOKERS: dict[str, Looker] = {
    "beranda": home.home,
    "buletin": bulletins.bulletin,
    "alamat-lama": bulletins.moved,
    "wilayah": regions.overview,
    "provinsi": regions.province,
    "daerah": regions.regency,
    "tanggal": dates.overview,
    "tahun": dates.year,
    "bulan": dates.month,
    "hari": dates.day,
    "instansi": agencies.overview,
    "jenis": agencies.of_type,
    "jenis-wilayah": agencies.of_type_in,
    "lembaga": agencies.agency,
    "ledger": ledger.page,
    "corrections": corrections.page,
    "topik-semua": topics.overview,
    "topik": topics.topic,
    "daftar": parts.part,
    "cari": search.search,
}

KINDS = tuple(_LOOKERS)
"""All kinds of generated pages."""


def view(page: Page, catalogue: Catalogue) -> View:
    """All that a page shows, as plain data that knows nothing of the catalogue any more."""
    crumbs, data = _LOOKERS[page.kind](page, catalogue)
    return View(page, crumbs, data)
