"""The built site as a citizen meets it: from a server below a sub-path, and from a folder."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requirement
from citizen import Watch
from playwright.sync_api import Browser, BrowserContext, Playwright, expect, sync_playwright
from site_tree import Tree
from sub_path import serve_below

PATIENCE = 120_000
"""Milliseconds to wait for what must come: a busy machine is no fault."""

FOLDER = "rapat & koordinasi #1, 100% señal é"
"""A folder whose name needs escaping in every way an address can need it."""

_FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


Launch = Callable[..., Browser]


@pytest.fixture(scope="session")
def tree(shipped: Tree) -> Tree:
    """Return the tree of the site that is opened."""
    return shipped


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Return what starts browsers."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def launch(playwright: Playwright) -> Launch:
    """Return a starter of headless Chromiums without business of their own on the network."""
    path = requirement.chromium()
    flags = list(_FLAGS)
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        flags.append("--no-sandbox")  # Chromium refuses to run as root with it

    def start(*more: str, env: dict[str, str] | None = None) -> Browser:
        return playwright.chromium.launch(
            executable_path=path, args=[*flags, *more], env={**(env or os.environ)}
        )

    return start


@pytest.fixture(scope="session")
def browser(launch: Launch) -> Iterator[Browser]:
    """Return a headless Chromium."""
    browser = launch()
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def over_http(site: Path) -> Iterator[str]:
    """Return the address of the site below a sub-path of a web server."""
    with serve_below(site, "/sub/jalur/") as base:
        yield base


@pytest.fixture(scope="session")
def at_root(site: Path) -> Iterator[str]:
    """Return the address of the site at the root of a web server that shows its not-found page."""
    with serve_below(site, "/") as base:
        yield base


@pytest.fixture(scope="session")
def from_file(site: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the ``file:`` address of a copy in a folder with an awkward name."""
    folder = tmp_path_factory.mktemp("stick") / FOLDER / "site"
    shutil.copytree(site, folder)
    return f"{folder.as_uri()}/"


@pytest.fixture(params=["http", "file"])
def base(request: pytest.FixtureRequest) -> str:
    """Return where the site is, both ways in turn."""
    name = "over_http" if request.param == "http" else "from_file"
    address: str = request.getfixturevalue(name)
    return address


NewContext = Callable[..., BrowserContext]


@pytest.fixture
def context_at(browser: Browser) -> Iterator[NewContext]:
    """Return a maker of watched browser contexts; whatever a page complains of fails the test."""
    opened: list[tuple[BrowserContext, Watch]] = []

    def make(base: str, width: int = 1440, missing: str = "", **options: object) -> BrowserContext:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, locale="id-ID", **options
        )
        context.set_default_timeout(PATIENCE)
        opened.append((context, Watch(context, base, missing)))
        return context

    yield make
    for context, _ in opened:
        context.close()
    assert not [problem for _, watch in opened for problem in watch.problems]
