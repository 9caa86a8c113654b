"""``sitemap.xml`` (https://www.sitemaps.org/protocol.html).

There is no ``lastmod``: the only true one would be the day a page's content changed, which the
content does not say for listings, and a clock would make every build different.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from rakor.content.collection import Catalogue
from rakor.documents import Document, Kind, Site, addresses

LIMIT = 50_000
"""The most addresses one file may hold, as the protocol has it."""

_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


class SitemapKind(Kind):
    """``sitemap.xml``, and the pieces it points at when there are many addresses.

    Nothing without ``site_url``: the protocol wants absolute addresses.
    """

    name = "sitemap"

    def __init__(self, limit: int = LIMIT) -> None:
        self._limit = limit

    def plan(self, catalogue: Catalogue, site: Site) -> Iterator[Document]:
        if not site.url:
            return
        yield Document("sitemap.xml", self.name)
        count = len(set(site.addresses))
        if count > self._limit:
            for number in range(-(-count // self._limit)):
                yield Document(f"sitemap-{number + 1}.xml", self.name, (str(number),))

    def view(self, document: Document, catalogue: Catalogue, site: Site) -> tuple[str, list[str]]:
        """The kind of list, and the addresses on it."""
        ones = sorted(set(site.addresses))
        if document.subject:
            first = int(document.subject[0]) * self._limit
            ones = ones[first : first + self._limit]
        elif len(ones) > self._limit:
            pieces = range(-(-len(ones) // self._limit))
            ones = [f"sitemap-{number + 1}.xml" for number in pieces]
            return "sitemap", [addresses.absolute(site.url, one) for one in ones]
        return "url", [addresses.absolute(site.url, one) for one in ones]

    def render(self, document: Document, view: tuple[str, list[str]]) -> bytes:
        item, urls = view
        return _document("urlset" if item == "url" else "sitemapindex", item, urls)


def _document(root: str, item: str, urls: list[str]) -> bytes:
    lines = [f"<{item}><loc>{escape(url)}</loc></{item}>" for url in urls]
    body = "\n".join(lines)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} {_NAMESPACE}>\n{body}\n</{root}>\n'
    ).encode()
