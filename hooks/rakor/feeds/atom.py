"""Atom (RFC 4287)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from rakor.feeds.selection import FeedEntry

NO_MOMENT = "1970-01-01T00:00:00Z"
"""What dates a feed without entries; the element is required."""


class FeedHead(NamedTuple):
    """What a feed says of itself: addresses are absolute, the rest is plain text.

    Attributes:
        title: what is followed.
        subtitle: one sentence about it.
        author: who publishes it.
        here: where the feed lies.
        page: the page that shows the same.
        updated: the newest change of a record in it; empty without any.
    """

    title: str
    subtitle: str
    author: str
    here: str
    page: str
    updated: str


def document(head: FeedHead, entries: Iterable[str]) -> str:
    """The feed with these entries, each as :func:`entry` wrote it."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="id">',
        f"<title>{_text(head.title)}</title>",
        f"<subtitle>{_text(head.subtitle)}</subtitle>",
        f"<id>{_text(head.here)}</id>",
        f'<link rel="self" type="application/atom+xml" href={_attribute(head.here)}/>',
        f'<link rel="alternate" type="text/html" href={_attribute(head.page)}/>',
        f"<updated>{head.updated or NO_MOMENT}</updated>",
        f"<author><name>{_text(head.author)}</name></author>",
        *entries,
        "</feed>",
        "",
    ]
    return "\n".join(lines)


def entry(of: FeedEntry) -> str:
    """One entry."""
    lines = [
        "<entry>",
        f"<title>{_text(of.title)}</title>",
        f"<id>{_text(of.id)}</id>",
        f'<link rel="alternate" type="text/html" href={_attribute(of.url)}/>',
        f"<published>{of.published}</published>",
        f"<updated>{of.updated}</updated>",
        *(
            f"<category scheme={_attribute(one.scheme)} term={_attribute(one.term)} "
            f"label={_attribute(one.label)}/>"
            for one in of.categories
        ),
        f"<summary>{_text(of.summary)}</summary>",
        "</entry>",
    ]
    return "\n".join(lines)


_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _clean(text: str) -> str:
    """XML 1.0 cannot hold control characters, not even escaped."""
    return _FORBIDDEN.sub("", text)


def _text(text: str) -> str:
    return escape(_clean(text))


def _attribute(text: str) -> str:
    return quoteattr(_clean(text))
