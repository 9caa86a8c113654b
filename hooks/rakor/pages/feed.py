"""``umpan.xml``: the newest bulletins as an Atom feed (RFC 4287)."""

from __future__ import annotations

import datetime as dt
import re
from xml.sax.saxutils import escape, quoteattr

from rakor.bulletin import Bulletin
from rakor.content.collection import Catalogue
from rakor.pages import addresses
from rakor.pages.labels import state
from rakor.pages.plan import HOME_DESCRIPTION

ENTRIES = 30


def feed(catalogue: Catalogue, site_url: str, site_name: str) -> bytes | None:
    """The feed; ``None`` without ``site_url``, for its addresses must be absolute."""
    if not site_url:
        return None
    newest = sorted(catalogue.listed, key=lambda one: (_changed(one), one.id), reverse=True)
    newest = newest[:ENTRIES]
    here = addresses.absolute(site_url, addresses.FEED)
    updated = _stamp(_changed(newest[0])) if newest else "1970-01-01T00:00:00Z"
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="id">',
        f"<title>{_text(site_name)}</title>",
        f"<subtitle>{_text(HOME_DESCRIPTION)}</subtitle>",
        f"<id>{_text(here)}</id>",
        f'<link rel="self" type="application/atom+xml" href={quoteattr(here)}/>',
        f'<link rel="alternate" type="text/html" '
        f"href={quoteattr(addresses.absolute(site_url, addresses.HOME))}/>",
        f"<updated>{updated}</updated>",
        f"<author><name>{_text(site_name)}</name></author>",
        *(line for bulletin in newest for line in _entry(catalogue, bulletin, site_url)),
        "</feed>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _entry(catalogue: Catalogue, bulletin: Bulletin, site_url: str) -> list[str]:
    url = addresses.absolute(site_url, addresses.bulletin(bulletin.id))
    label = state(catalogue, bulletin)
    title = f"{label}: {bulletin.title}" if label else bulletin.title
    return [
        "<entry>",
        f"<title>{_text(title)}</title>",
        f"<id>{_text(url)}</id>",
        f'<link rel="alternate" type="text/html" href={quoteattr(url)}/>',
        f"<published>{_stamp(bulletin.publish_on or bulletin.start)}</published>",
        f"<updated>{_stamp(_changed(bulletin))}</updated>",
        *(
            f"<category term={quoteattr(_clean(catalogue.topics.get(topic, topic)))}/>"
            for topic in dict.fromkeys(bulletin.topics)
        ),
        f"<summary>{_text(bulletin.summary)}</summary>",
        "</entry>",
    ]


def _changed(bulletin: Bulletin) -> dt.date:
    """The last day the content itself speaks of: publication or the newest correction."""
    return max([bulletin.publish_on or bulletin.start, *(one.date for one in bulletin.corrections)])


def _stamp(day: dt.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _clean(text: str) -> str:
    """XML 1.0 cannot hold control characters, not even escaped."""
    return _FORBIDDEN.sub("", text)


def _text(text: str) -> str:
    return escape(_clean(text))
