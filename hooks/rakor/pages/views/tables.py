"""Where the rows of what a page shows stand in tables."""

from __future__ import annotations

from rakor.content.collection import Catalogue
from rakor.pages.page import Link


def tables(catalogue: Catalogue, family: str, key: str) -> tuple[Link, ...]:
    """The tables of a channel, the most useful first; see :mod:`rakor.documents.channels`."""
    return ()
