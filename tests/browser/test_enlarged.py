"""Whatever the font, the size of text and its spacing: no page moves sideways, no word is lost."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
import requirement
from citizen import Watch
from enlarged import BROKEN_WORDS, SPACED, STYLE, TOO_WIDE, font_settings
from playwright.sync_api import Browser, Page
from site_tree import KINDS_OF_LONG_SITES, NOT_FOUND, Tree
from sub_path import serve_below

pytestmark = pytest.mark.browser

NARROW, WIDE = (320, 360), (768, 1440)
SIZES = (100, 130, 200)
"""Of the text, in percent of what the browser's makers chose."""

LONGEST = 12
"""Letters of a word that must not be broken in a heading, at any of these sizes."""

SEARCHES = ("cari.html", "cari.html?q=pengamanan", "cari.html?q=xyzzyq", "cari.html?q=komiten")
"""The search page at rest, with results, without any, and with a suggestion."""


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the environment of a machine that has the DejaVu fonts and no other."""
    settings = font_settings(tmp_path_factory.mktemp("fonts"), requirement.dejavu())
    return {**os.environ, "FONTCONFIG_FILE": str(settings)}


@pytest.fixture(scope="module")
def bare_browser(launch, bare: dict[str, str]) -> Iterator[Browser]:
    browser = launch(env=bare)
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def large_browser(launch, bare: dict[str, str]) -> Iterator[Browser]:
    """Return a browser whose reader asked for text of twice the size, in its settings."""
    browser = launch("--blink-settings=defaultFontSize=32", env=bare)
    yield browser
    browser.close()


def _opened(page: Page, address: str) -> None:
    page.goto(address, wait_until="load")
    if "?q=" in address:
        page.locator("#rk-hasil h2").first.wait_for()


def _faults(page: Page, base: str, addresses: list[str], widths: tuple[int, ...]) -> list[str]:
    """Return what is wrong with pages at these widths, at each size, with and without spacing."""
    wrong = []
    for address in addresses:
        _opened(page, f"{base}{address}")
        for width, size, spaced in product(widths, SIZES, (False, True)):
            page.set_viewport_size({"width": width, "height": 900})
            page.evaluate(STYLE, f"html {{ font-size: {size}% }} {SPACED if spaced else ''}")
            found = page.evaluate(TOO_WIDE)
            if not spaced:
                found += page.evaluate(BROKEN_WORDS, LONGEST)
            where = f"{address} at {width} px, {size} %{', spaced' if spaced else ''}"
            wrong += [f"{where}: {fault}" for fault in found]
    return wrong


def _pages(tree: Tree) -> list[str]:
    return [*tree.specimens(), NOT_FOUND, *SEARCHES]


def test_the_fonts_are_those_of_a_bare_machine(bare_browser: Browser, at_root: str):
    page = bare_browser.new_page()
    page.goto(f"{at_root}index.html")
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    used = {}
    for selector in ("header nav a", "h1"):
        node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})
        fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node["nodeId"]})["fonts"]
        used[selector] = {font["familyName"] for font in fonts}
    assert used == {"header nav a": {"DejaVu Sans"}, "h1": {"DejaVu Serif"}}


@pytest.mark.parametrize("widths", [NARROW, WIDE], ids=["narrow", "wide"])
def test_enlarged_text_stays_on_the_page(
    bare_browser: Browser, at_root: str, tree: Tree, widths: tuple[int, ...]
):
    context = bare_browser.new_context(locale="id-ID")
    watch = Watch(context, at_root)
    wrong = _faults(context.new_page(), at_root, _pages(tree), widths)
    context.close()
    assert not wrong, "\n".join(wrong)
    assert not watch.problems


def test_a_browser_set_to_large_text_stays_on_the_page(
    large_browser: Browser, at_root: str, tree: Tree
):
    """Unlike a style of the page, the setting counts in its media queries."""
    page = large_browser.new_page(locale="id-ID")
    wrong = []
    for address in _pages(tree):
        _opened(page, f"{at_root}{address}")
        for width in (*NARROW, *WIDE):
            page.set_viewport_size({"width": width, "height": 900})
            found = [*page.evaluate(TOO_WIDE), *page.evaluate(BROKEN_WORDS, LONGEST)]
            wrong += [f"{address} at {width} px: {fault}" for fault in found]
    assert page.evaluate("() => getComputedStyle(document.documentElement).fontSize") == "32px"
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow
def test_pages_of_a_large_site_stay_on_the_page(bare_browser: Browser, large_root: Path):
    tree = Tree.read(large_root / "site")
    assert sum(bool(tree.of_kind(kind)) for kind in KINDS_OF_LONG_SITES) >= 6
    with serve_below(tree.root, "/") as base:
        page = bare_browser.new_page(locale="id-ID")
        wrong = _faults(page, base, tree.specimens(), NARROW)
    assert not wrong, "\n".join(wrong)
