"""The sitemap."""

from __future__ import annotations

from xml.etree import ElementTree

from collection import bulletin, catalogue

from rakor.content.collection import Catalogue
from rakor.documents import Kind, Site
from rakor.pages import SitemapKind

SITE = "https://example.org/rakor/"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def made(kind: Kind, site: Site, found: Catalogue | None = None) -> dict[str, bytes]:
    """All documents of a kind, by address."""
    found = found or catalogue([bulletin()])
    return {
        document.address: kind.render(document, kind.view(document, found, site))
        for document in kind.plan(found, site)
    }


def sitemap(pages: list[str], limit: int = 50_000) -> dict[str, bytes]:
    """The sitemap of a site with these pages."""
    return made(SitemapKind(limit), Site("Rakor", SITE, addresses=pages))


def locations(document: bytes) -> list[str]:
    """All addresses in a sitemap or an index."""
    return [one.text or "" for one in ElementTree.fromstring(document).iter(f"{MAP}loc")]


def test_a_site_without_an_address_has_none() -> None:
    assert made(SitemapKind(), Site("Rakor", "", addresses=["index.html"])) == {}


def test_sitemap_names_every_page_once_in_full() -> None:
    files = sitemap(["index.html", "topik/a&b.html", "index.html"])
    assert list(files) == ["sitemap.xml"]
    assert locations(files["sitemap.xml"]) == [f"{SITE}index.html", f"{SITE}topik/a%26b.html"]


def test_a_large_sitemap_is_cut_and_indexed() -> None:
    pages = [f"buletin/{number:03d}.html" for number in range(25)]
    files = sitemap(pages, limit=10)
    index = locations(files["sitemap.xml"])
    assert index == [f"{SITE}sitemap-{number}.xml" for number in (1, 2, 3)]
    names = [one.removeprefix(SITE) for one in index]
    assert [url for name in names for url in locations(files[name])] == [
        SITE + one for one in pages
    ]
