"""``umpan.xml``: the newest bulletins as an Atom feed (RFC 4287)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from rakor.bulletin import Bulletin
from rakor.content.collection import Catalogue
from rakor.documents import Document, Kind, Site, addresses
from rakor.pages.labels import state
from rakor.pages.plan import HOME_DESCRIPTION

ENTRIES = 30


class _FeedEntry(NamedTuple):
    """A bulletin as the feed shows it; days as ``yyyy-mm-dd``."""

    title: str
    url: str
    published: str
    updated: str
    categories: list[str]
    summary: str


class _FeedView(NamedTuple):
    """All that the feed shows."""

    name: str
    here: str
    home: str
    updated: str
    entries: list[_FeedEntry]


class FeedKind(Kind):
    """The feed of the whole site; none without ``site_url``, for its addresses must be absolute."""

    name = "feed"

    def plan(self, catalogue: Catalogue, site: Site) -> Iterator[Document]:
        if site.url:
            yield Document(addresses.FEED, self.name)

    def view(self, document: Document, catalogue: Catalogue, site: Site) -> _FeedView:
        newest = sorted(catalogue.listed, key=lambda one: (_changed(one), one.id), reverse=True)
        entries = [_entry(catalogue, bulletin, site.url) for bulletin in newest[:ENTRIES]]
        return _FeedView(
            site.name,
            addresses.absolute(site.url, document.address),
            addresses.absolute(site.url, addresses.HOME),
            str(_changed(newest[0])) if newest else "1970-01-01",
            entries,
        )

    def render(self, document: Document, view: _FeedView) -> bytes:
        lines = [
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="id">',
            f"<title>{_text(view.name)}</title>",
            f"<subtitle>{_text(HOME_DESCRIPTION)}</subtitle>",
            f"<id>{_text(view.here)}</id>",
            f'<link rel="self" type="application/atom+xml" href={quoteattr(view.here)}/>',
            f'<link rel="alternate" type="text/html" href={quoteattr(view.home)}/>',
            f"<updated>{_stamp(view.updated)}</updated>",
            f"<author><name>{_text(view.name)}</name></author>",
            *(line for entry in view.entries for line in _lines(entry)),
            "</feed>",
        ]
        return ("\n".join(lines) + "\n").encode()


def _entry(catalogue: Catalogue, bulletin: Bulletin, site_url: str) -> _FeedEntry:
    label = state(catalogue, bulletin)
    return _FeedEntry(
        f"{label}: {bulletin.title}" if label else bulletin.title,
        addresses.absolute(site_url, addresses.bulletin(bulletin.id)),
        str(bulletin.publish_on or bulletin.start),
        str(_changed(bulletin)),
        [catalogue.topics.get(topic, topic) for topic in dict.fromkeys(bulletin.topics)],
        bulletin.summary,
    )


def _lines(entry: _FeedEntry) -> list[str]:
    return [
        "<entry>",
        f"<title>{_text(entry.title)}</title>",
        f"<id>{_text(entry.url)}</id>",
        f'<link rel="alternate" type="text/html" href={quoteattr(entry.url)}/>',
        f"<published>{_stamp(entry.published)}</published>",
        f"<updated>{_stamp(entry.updated)}</updated>",
        *(f"<category term={quoteattr(_clean(one))}/>" for one in entry.categories),
        f"<summary>{_text(entry.summary)}</summary>",
        "</entry>",
    ]


def _changed(bulletin: Bulletin) -> dt.date:
    """The last day the content itself speaks of: publication or the newest correction."""
    return max([bulletin.publish_on or bulletin.start, *(one.date for one in bulletin.corrections)])


def _stamp(day: str) -> str:
    return f"{day}T00:00:00Z"


_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _clean(text: str) -> str:
    """XML 1.0 cannot hold control characters, not even escaped."""
    return _FORBIDDEN.sub("", text)


def _text(text: str) -> str:
    return escape(_clean(text))
