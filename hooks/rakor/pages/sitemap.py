"""``sitemap.xml`` (https://www.sitemaps.org/protocol.html).

There is no ``lastmod``: the only true one would be the day a page's content changed, which the
content does not say for listings, and a clock would make every build different.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

from rakor.pages import addresses

LIMIT = 50_000
"""The most addresses one file may hold, as the protocol has it."""

_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def sitemap(site_addresses: Iterable[str], site_url: str, limit: int = LIMIT) -> dict[str, bytes]:
    """Files by name: ``sitemap.xml``, and the pieces it points at when there are many addresses.

    Nothing without ``site_url``: the protocol wants absolute addresses.
    """
    if not site_url:
        return {}
    urls = [addresses.absolute(site_url, one) for one in sorted(set(site_addresses))]
    if len(urls) <= limit:
        return {"sitemap.xml": _document("urlset", "url", urls)}
    pieces = {
        f"sitemap-{number}.xml": _document("urlset", "url", urls[first : first + limit])
        for number, first in enumerate(range(0, len(urls), limit), 1)
    }
    index = [addresses.absolute(site_url, name) for name in pieces]
    return {"sitemap.xml": _document("sitemapindex", "sitemap", index), **pieces}


def _document(root: str, item: str, urls: list[str]) -> bytes:
    lines = [f"<{item}><loc>{escape(url)}</loc></{item}>" for url in urls]
    body = "\n".join(lines)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} {_NAMESPACE}>\n{body}\n</{root}>\n'
    ).encode()
