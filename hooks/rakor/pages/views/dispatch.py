"""From a page of the plan to what it shows."""

from __future__ import annotations

from rakor.content.collection import Catalogue
from rakor.pages.page import Page, View
from rakor.pages.views import (
    agencies,
    bulletins,
    corrections,
    data,
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
    "home": home.home,
    "bulletin": bulletins.bulletin,
    "moved": bulletins.moved,
    "regions": regions.overview,
    "province": regions.province,
    "regency": regions.regency,
    "dates": dates.overview,
    "year": dates.year,
    "month": dates.month,
    "day": dates.day,
    "agencies": agencies.overview,
    "agency-type": agencies.of_type,
    "agency-type-in": agencies.of_type_in,
    "agency": agencies.agency,
    "ledger": ledger.page,
    "corrections": corrections.page,
    "data": data.page,
    "topics": topics.overview,
    "topic": topics.topic,
    "part": parts.part,
    "search": search.search,
}

KINDS = tuple(_LOOKERS)
"""All kinds of generated pages."""


def view(page: Page, catalogue: Catalogue) -> View:
    """All that a page shows, as plain data that knows nothing of the catalogue any more."""
    crumbs, data = _LOOKERS[page.kind](page, catalogue)
    return View(page, crumbs, data)
