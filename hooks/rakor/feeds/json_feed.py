"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from collections.abc import Iterable

from rakor.feeds.atom import FeedHead
from rakor.feeds.selection import FeedEntry


def document(head: FeedHead, items: Iterable[str]) -> str:
    """The feed with these items, each as :func:`item` wrote it."""
    about = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": head.title,
        "home_page_url": head.page,
        "feed_url": head.here,
        "description": head.subtitle,
        "language": "id",
        "authors": [{"name": head.author}],
    }
    lines = ",\n".join(items)
    return f'{_text(about)[:-1]}, "items": [\n{lines}\n]}}\n'


def item(of: FeedEntry) -> str:
    """One item. Its text is the summary, as plain text; tags are the names of the categories."""
    return _text(
        {
            "id": of.id,
            "url": of.url,
            "title": of.title,
            "content_text": of.summary,
            "date_published": of.published,
            "date_modified": of.updated,
            "tags": [one.label for one in of.categories],
        }
    )


_text = json.JSONEncoder(ensure_ascii=False).encode
