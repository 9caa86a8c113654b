"""Feeds as documents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from rakor.bulletin import Bulletin, Status
from rakor.content.collection import Catalogue
from rakor.documents import Document, Kind, Site, addresses
from rakor.documents.channels import Channel, channel, stems
from rakor.feeds import atom, json_feed
from rakor.feeds.atom import FeedHead
from rakor.feeds.selection import entry, latest, stamp

_ATOM, _JSON = "xml", "json"
_SUBTITLE = "Rapat koordinasi pemerintah yang terakhir dicatat, diralat, atau dicabut."


class _FeedView(NamedTuple):
    """All that a feed shows; entries are written already, for each stands in several feeds."""

    head: FeedHead
    entries: tuple[str, ...]


class FeedKind(Kind):
    """The feeds of all channels; none without ``site_url``, for their addresses must be absolute.

    Agencies have an Atom feed alone. A former address holds the feed as well: readers follow no
    page that leads on.
    """

    name = "feed"

    def plan(self, catalogue: Catalogue, site: Site) -> Iterator[Document]:
        if not site.url:
            return
        for of, stem in stems(catalogue):
            yield self._document(stem, _ATOM, of)
            if of.family != "agency":
                yield self._document(stem, _JSON, of)

    def _document(self, stem: str, form: str, of: Channel) -> Document:
        return Document(addresses.feed(stem, form), self.name, (form, of.family, of.key))

    def view(self, document: Document, catalogue: Catalogue, site: Site) -> _FeedView:
        form, family, key = document.subject
        of = channel(catalogue, family, key)
        found = latest(catalogue, family, key)
        # A plan does not date a feed that holds a record.
        records = [(one, day) for one, day in found if one.status is not Status.PLANNED]
        head = FeedHead(
            title=f"{site.name}: {of.name}" if of.name else site.name,
            subtitle=_SUBTITLE,
            author=site.name,
            here=addresses.absolute(site.url, addresses.feed(of.stem, form)),
            page=addresses.absolute(site.url, of.page),
            updated=max((stamp(one, day) for one, day in records or found), default=""),
        )
        return _FeedView(head, tuple(_written(catalogue, site.url, form, one) for one in found))

    def render(self, document: Document, view: _FeedView) -> bytes:
        write = atom.document if document.subject[0] == _ATOM else json_feed.document
        return write(view.head, view.entries).encode()


def _written(
    catalogue: Catalogue, site_url: str, form: str, dated: tuple[Bulletin, dt.date]
) -> str:
    """An entry as it stands in every feed of this form that dates it so."""
    bulletin, day = dated
    write = atom.entry if form == _ATOM else json_feed.item
    return catalogue.remembered(
        f"feed entry\0{form}\0{bulletin.id}\0{day}",
        lambda: write(entry(catalogue, site_url, bulletin, day)),
    )
