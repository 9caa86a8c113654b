"""Feeds: the newest bulletins of the whole site, of a region, a topic or an agency.

:mod:`rakor.feeds.selection` says what a feed holds, :mod:`rakor.feeds.atom` and
:mod:`rakor.feeds.json_feed` write it, :mod:`rakor.feeds.kind` makes documents of them.
"""

from rakor.feeds.kind import FeedKind

__all__ = ["FeedKind"]
