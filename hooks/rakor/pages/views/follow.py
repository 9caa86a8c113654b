"""How to follow what a page shows, and to take its data away."""

from __future__ import annotations

from rakor.content.collection import Catalogue
from rakor.documents import addresses
from rakor.documents.channels import channel, has_deadlines, is_followed
from rakor.pages.page import Follow
from rakor.pages.views.tables import tables


def follow(catalogue: Catalogue, family: str, key: str = "") -> Follow:
    """The ways of a channel, see :mod:`rakor.documents.channels`; a small agency has tables alone.

    That a site without an address of its own has neither feeds nor calendars is for the template
    to see.
    """
    found = tables(catalogue, family, key)
    if family == "agency" and not is_followed(catalogue, key, len(catalogue.by_agency[key])):
        return Follow("", "", "", "", found)
    stem = channel(catalogue, family, key).stem
    return Follow(
        feed=addresses.feed(stem),
        json=addresses.feed(stem, "json") if family != "agency" else "",
        calendar=addresses.calendar(stem),
        deadlines=addresses.deadlines(stem) if has_deadlines(catalogue, family, key) else "",
        tables=found,
    )
