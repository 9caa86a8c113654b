"""Files for machines: the sitemap and the feed."""

from __future__ import annotations

import datetime as dt
from xml.etree import ElementTree

from collection import bulletin, catalogue, many

from rakor.content.collection import Catalogue
from rakor.documents import Kind, Site
from rakor.pages import FeedKind, SitemapKind

SITE = "https://example.org/rakor/"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ATOM = "{http://www.w3.org/2005/Atom}"


def made(kind: Kind, site: Site, found: Catalogue | None = None) -> dict[str, bytes]:
    """All documents of a kind, by address."""
    found = found or catalogue([bulletin()])
    return {
        document.address: kind.render(document, kind.view(document, found, site))
        for document in kind.plan(found, site)
    }


def feed(found: Catalogue, name: str = "Rakor") -> bytes:
    """The feed of a collection."""
    (document,) = made(FeedKind(), Site(name, SITE), found).values()
    return document


def sitemap(pages: list[str], limit: int = 50_000) -> dict[str, bytes]:
    """The sitemap of a site with these pages."""
    return made(SitemapKind(limit), Site("Rakor", SITE, addresses=pages))


def locations(document: bytes) -> list[str]:
    """All addresses in a sitemap or an index."""
    return [one.text or "" for one in ElementTree.fromstring(document).iter(f"{MAP}loc")]


def test_a_site_without_an_address_has_neither() -> None:
    site = Site("Rakor", "", addresses=["index.html"])
    assert made(SitemapKind(), site) == {}
    assert made(FeedKind(), site) == {}


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


def test_feed_holds_the_newest_thirty_in_order_of_change() -> None:
    found = catalogue(many(80))
    document = feed(found)
    root = ElementTree.fromstring(document)
    updated = [one.findtext(f"{ATOM}updated") or "" for one in root.iter(f"{ATOM}entry")]
    assert len(updated) == 30
    assert updated == sorted(updated, reverse=True)
    assert root.findtext(f"{ATOM}updated") == updated[0]
    ids = [one.findtext(f"{ATOM}id") for one in root.iter(f"{ATOM}entry")]
    assert len(set(ids)) == 30
    assert all(one and one.startswith(f"{SITE}buletin/") for one in ids)
    for tag in ("title", "id", "updated", "author"):
        assert root.find(f"{ATOM}{tag}") is not None


def test_feed_survives_what_xml_cannot_hold_and_says_the_state() -> None:
    odd = bulletin(
        title="Contoh <b>&\x08 rapat lewat", status="ditunda", publish_on=dt.date(2024, 1, 2)
    )
    document = feed(catalogue([odd]), "Rakor & kawan")
    entry = next(ElementTree.fromstring(document).iter(f"{ATOM}entry"))
    assert entry.findtext(f"{ATOM}title") == "Ditunda: Contoh <b>& rapat lewat"
    assert entry.findtext(f"{ATOM}published") == "2024-01-02T00:00:00Z"


def test_a_correction_brings_a_bulletin_back_to_the_top() -> None:
    old = bulletin(
        name="lama",
        day=dt.date(2020, 1, 1),
        corrections=[{"date": "2024-12-01", "part": "Judul", "now": "Contoh"}],
    )
    document = feed(catalogue([old, bulletin()]))
    assert document.index(old.id.encode()) < document.index(bulletin().id.encode())
