"""The kinds of output. A new one is a line here; see "Add a kind of output" in CONTRIBUTING.md."""

from __future__ import annotations

from rakor.build.page_kind import PageKind
from rakor.calendars import CalendarKind
from rakor.documents import Kind
from rakor.feeds import FeedKind
from rakor.opendata.kinds import PackageKind, RecordsKind, TableKind
from rakor.pages import SitemapKind

KINDS: tuple[Kind, ...] = (
    TableKind(),  # first: the largest take longest, and others are made beside them
    RecordsKind(),
    PackageKind(),
    PageKind(),
    FeedKind(),
    CalendarKind(),
    SitemapKind(),  # last: it names the pages of all others
)
"""In the order in which they are planned."""
