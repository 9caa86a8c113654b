"""Using a site by clicking, while noting everything the browser complains of."""

from __future__ import annotations

import re

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response


class Watch:
    """What went wrong in a browser context: console, exceptions, requests.

    Attributes:
        problems: one line each; empty when all is well.
    """

    def __init__(self, context: BrowserContext, base: str, missing: str = "") -> None:
        """Watch a context in which all requests stay below ``base``; ``missing`` may be missing."""
        self.problems: list[str] = []
        self._base = base
        self._missing = missing
        context.on("console", self._on_console)
        context.on("weberror", lambda error: self.problems.append(f"exception: {error.error}"))
        context.on("request", self._on_request)
        context.on("requestfailed", self._on_failure)
        context.on("response", self._on_response)

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.location.get("url") == self._missing:
            return
        if message.type in {"error", "warning"}:
            self.problems.append(f"console {message.type}: {message.text}")

    def _on_request(self, request: Request) -> None:
        if not request.url.startswith((self._base, "data:", "blob:")):
            self.problems.append(f"request outside the site: {request.url}")

    def _on_failure(self, request: Request) -> None:
        # Going on before everything has come, as readers do, aborts what is still on its way. What
        # the server refuses is told by its status, what the policy refuses by the console.
        if request.failure == "net::ERR_ABORTED":
            return
        if request.url == self._missing:
            return
        self.problems.append(f"request failed: {request.url}: {request.failure}")

    def _on_response(self, response: Response) -> None:
        if response.status >= 400 and response.url != self._missing:
            self.problems.append(f"status {response.status}: {response.url}")


def address_of(page: Page, base: str) -> str:
    """Return the address of the page within the site, without query and fragment."""
    return re.split(r"[?#]", page.url)[0].removeprefix(base)


def links(page: Page, base: str) -> dict[str, int]:
    """Return the addresses that visible links lead to, each with the number of its first link."""
    found = page.evaluate(
        """() => [...document.links].map((link, index) => {
            const box = link.getBoundingClientRect();
            const seen = link.checkVisibility({visibilityProperty: true}) && box.width > 1;
            return [link.href.split(/[?#]/)[0], index, seen];
        })"""
    )
    result: dict[str, int] = {}
    for href, index, seen in found:
        if seen and href.startswith(base):
            result.setdefault(href.removeprefix(base), index)
    return result


def click_through(page: Page, base: str, address: str) -> None:
    """Click the visible link that leads to an address of the site."""
    found = links(page, base)
    assert address in found, f"no visible link to {address} on {address_of(page, base)}"
    page.locator(":is(a, area)[href]").nth(found[address]).click()
    page.wait_for_url(f"{base}{address}*", wait_until="load")
    assert address_of(page, base) == address


def walk(page: Page, base: str, *steps: str) -> str:
    """Click from page to page, each step a pattern of addresses; return the last address.

    A step that is already reached, or that ends with ``?`` and is not offered, is skipped: listings
    are split by year only where they are long.
    """
    for step in steps:
        pattern, optional = step.removesuffix("?"), step.endswith("?")
        if re.fullmatch(pattern, address_of(page, base)):
            continue
        offered = [address for address in links(page, base) if re.fullmatch(pattern, address)]
        if not offered and optional:
            continue
        here = address_of(page, base)
        assert offered, f"no visible link to {pattern} on {here}: {sorted(links(page, base))}"
        click_through(page, base, offered[0])
    return address_of(page, base)
