"""A citizen finds a meeting by region, date, agency and topic, by clicking only."""

from __future__ import annotations

import re

import pytest
from citizen import address_of, walk
from playwright.sync_api import expect
from site_tree import Page as PageData
from site_tree import Tree

pytestmark = pytest.mark.browser

WAYS = ["wilayah", "tanggal", "instansi", "topik"]


def _steps(tree: Tree, bulletin: str, way: str) -> list[str]:
    """Return the pages on the way from home to a bulletin, as patterns (``?``: if offered)."""
    exact = re.escape(bulletin)
    *folders, year, name = bulletin.removeprefix("buletin/").split("/")
    if way == "wilayah":
        places = ["/".join(folders[: depth + 1]) for depth in range(len(folders))]
        pages = [f"wilayah/{re.escape(place)}/index\\.html" for place in places]
        return [*pages, f"wilayah/{re.escape('/'.join(folders))}/{year}\\.html?", exact]
    if way == "tanggal":
        month = name[5:7]
        return [
            r"tanggal/index\.html",
            f"tanggal/{year}/index\\.html",
            f"tanggal/{year}/{month}/index\\.html",
            exact,
        ]
    page: PageData = tree.pages[bulletin]
    targets = [reference.target()[0] for reference in page.references]
    if way == "topik":
        topic = next(t for t in targets if re.fullmatch(r"topik/(?!index\.html).+\.html", t))
        return [r"topik/index\.html", re.escape(topic), exact]
    agency = next(t for t in targets if re.fullmatch(r"instansi/[^/]+/(?!index\.)[^/]+\.html", t))
    kind = agency.split("/")[1]
    return [
        r"instansi/index\.html",
        f"instansi/{kind}/index\\.html",
        re.escape(agency),
        exact,
    ]


@pytest.fixture(scope="session")
def bulletin(tree: Tree) -> str:
    """Return a bulletin of a regency, the longest of them."""
    of_regencies = [address for address in tree.of_kind("buletin") if address.count("/") >= 4]
    return max(of_regencies, key=lambda address: (len(tree.pages[address].text), address))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("width", [360, 1440])
def test_by_clicking(context_at, base: str, tree: Tree, bulletin: str, way: str, width: int):
    page = context_at(base, width).new_page()
    page.goto(f"{base}index.html")
    assert walk(page, base, *_steps(tree, bulletin, way)) == bulletin
    expect(page.locator("h1")).to_be_visible()
    title = tree.pages[bulletin].title.rpartition(" – ")[0]  # what follows names the site
    expect(page.locator("h1")).to_contain_text(title)


@pytest.mark.parametrize("way", WAYS)
def test_without_javascript(context_at, base: str, tree: Tree, bulletin: str, way: str):
    context = context_at(base, 360, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base}index.html")
    assert walk(page, base, *_steps(tree, bulletin, way)) == bulletin
    expect(page.locator("main")).to_be_visible()


def test_back_up_by_the_breadcrumbs(context_at, base: str, bulletin: str):
    page = context_at(base).new_page()
    page.goto(f"{base}{bulletin}")
    province, regency = bulletin.split("/")[1:3]
    walk(
        page,
        base,
        f"wilayah/{province}/{regency}/index\\.html",
        f"wilayah/{province}/index\\.html",
        r"wilayah/index\.html",
        r"index\.html",
    )
    assert address_of(page, base) == "index.html"


def test_every_kind_of_page_opens_quietly(context_at, base: str, tree: Tree):
    page = context_at(base, 360).new_page()
    for address in tree.specimens():
        page.goto(f"{base}{address}", wait_until="load")
        expect(page.locator("h1").first).to_be_visible()


def test_a_missing_page_shows_the_way_back(context_at, at_root: str):
    missing = f"{at_root}wilayah/tidak/ada/di-sini.html"
    page = context_at(at_root, 360, missing).new_page()
    response = page.goto(missing)
    assert response is not None
    assert response.status == 404
    expect(page.locator("h1")).to_be_visible()
    styled = page.evaluate("() => document.styleSheets.length > 0")
    assert styled, "its style sheet is found from any depth"
    walk(page, at_root, r"wilayah/index\.html")


def test_keyboard_reaches_the_content_first(context_at, base: str, bulletin: str):
    page = context_at(base).new_page()
    page.goto(f"{base}{bulletin}")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_be_visible()
    assert (skip.get_attribute("href") or "").startswith("#"), "the first stop skips to content"
    page.keyboard.press("Enter")
    assert "#" in page.url
    page.keyboard.press("Tab")
    inside = page.evaluate("() => document.activeElement.closest('main') !== null")
    assert inside, "after skipping, the next stop is in the content"
