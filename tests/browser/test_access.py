"""Every kind of page is usable by everybody: axe, small screens, fingers, themes, paper."""

from __future__ import annotations

import pytest
from access import AXE, FINDINGS, SMALL_TARGETS
from playwright.sync_api import BrowserContext, Page, expect
from site_tree import NOT_FOUND, Tree

pytestmark = pytest.mark.browser

TOGGLE = "#rk-tema"
"""The control that changes between light and dark."""

_BACKGROUND = """() => {
  for (const element of [document.body, document.documentElement]) {
    const colour = getComputedStyle(element).backgroundColor;
    if (!/, 0\\)$/.test(colour)) return colour;
  }
  return "none";
}"""


def _open_dark_by_toggle(context: BrowserContext, base: str) -> Page:
    page = context.new_page()
    page.goto(f"{base}index.html")
    page.locator(TOGGLE).click()
    return page


@pytest.mark.slow
@pytest.mark.parametrize(
    ("width", "theme"),
    [(320, "light"), (360, "dark"), (768, "toggled"), (1440, "light"), (1440, "dark")],
)
def test_axe_finds_nothing(context_at, at_root: str, tree: Tree, theme: str, width: int):
    # The policy of the pages forbids any script but their own, so axe needs it set aside.
    scheme = "dark" if theme == "dark" else "light"
    context = context_at(
        at_root, width, bypass_csp=True, color_scheme=scheme, reduced_motion="reduce"
    )
    toggled = theme == "toggled"
    page = _open_dark_by_toggle(context, at_root) if toggled else context.new_page()
    findings = []
    for address in (*tree.specimens(), NOT_FOUND):
        page.goto(f"{at_root}{address}", wait_until="load")
        page.evaluate(AXE)
        findings += [f"{address}: {finding}" for finding in page.evaluate(FINDINGS)]
    assert not findings, "\n".join(findings)


@pytest.mark.parametrize("width", [320, 360, 768])
def test_nothing_scrolls_sideways(context_at, at_root: str, tree: Tree, width: int):
    page = context_at(at_root, width).new_page()
    wrong = []
    for address in (*tree.specimens(), NOT_FOUND):
        page.goto(f"{at_root}{address}", wait_until="load")
        scroll = page.evaluate("() => document.scrollingElement.scrollWidth")
        if scroll > width:
            wrong.append(f"{address}: {scroll} px wide")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("width", [360, 1440])
def test_targets_are_large_enough_for_a_finger(context_at, at_root: str, tree: Tree, width: int):
    page = context_at(at_root, width).new_page()
    wrong = []
    for address in (*tree.specimens(), NOT_FOUND):
        page.goto(f"{at_root}{address}", wait_until="load")
        wrong += [f"{address}: {small}" for small in page.evaluate(SMALL_TARGETS)]
    assert not wrong, "\n".join(wrong)


def test_system_theme_is_followed(context_at, base: str):
    colours = {}
    for scheme in ("light", "dark"):
        page = context_at(base, color_scheme=scheme).new_page()
        page.goto(f"{base}index.html")
        colours[scheme] = page.evaluate(_BACKGROUND)
    assert colours["light"] != colours["dark"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_chosen_theme_persists(context_at, base: str, tree: Tree, scheme: str):
    page = context_at(base, color_scheme=scheme).new_page()
    page.goto(f"{base}index.html")
    before = page.evaluate(_BACKGROUND)
    page.locator(TOGGLE).click()
    page.wait_for_function(f"before => ({_BACKGROUND})() !== before", arg=before)
    chosen = page.evaluate(_BACKGROUND)
    page.goto(f"{base}{tree.specimen('buletin')}")
    assert page.evaluate(_BACKGROUND) == chosen
    page.reload()
    assert page.evaluate(_BACKGROUND) == chosen
    page.locator(TOGGLE).click()
    page.wait_for_function(f"before => ({_BACKGROUND})() === before", arg=before)


def test_on_paper_the_text_stands_alone(context_at, at_root: str, tree: Tree):
    page = context_at(at_root, color_scheme="dark").new_page()
    page.goto(f"{at_root}{tree.specimen('buletin')}")
    page.emulate_media(media="print", color_scheme="light")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(TOGGLE)).to_be_hidden()
    assert page.evaluate(_BACKGROUND) in {"rgb(255, 255, 255)", "none"}
    assert page.pdf(format="A4").startswith(b"%PDF")
