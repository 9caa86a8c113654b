"""The page of search results. What it shows is made in the browser."""

from __future__ import annotations

from rakor.content.collection import Catalogue
from rakor.pages.page import Link, Page
from rakor.pages.views import common


def search(page: Page, catalogue: Catalogue) -> tuple[tuple[Link, ...], common.Data]:
    """Kind ``search``: an empty frame, the same whatever the collection holds."""
    return (common.HOME, Link("Cari")), {}
