"""Following a region: ways that are one tap away, and what is said where they cannot work."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from rakor.publish.edition import STAMP, Stamp, read_stamp

pytestmark = pytest.mark.browser

NewContext = Callable[..., BrowserContext]
REGION = "wilayah/jawa-timur/index.html"
LIVE_ONLY = "hanya berjalan pada situs aslinya"


def opened(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    return page


@pytest.mark.parametrize("width", [360, 1440])
def test_ways_are_there_in_a_copy_which_says_what_does_not_work(
    context_at: NewContext, base: str, width: int
) -> None:
    page = opened(context_at(base, width), f"{base}{REGION}")
    place = page.get_by_role("region", name="Ikuti")
    expect(place.get_by_text(LIVE_ONLY)).to_be_visible()
    subscribe = place.get_by_role("link", name="Langganan kalender")
    expect(subscribe).to_have_attribute(
        "href", "webcal://rakor.example/wilayah/jawa-timur/kalender.ics"
    )
    for name in ("Unduh kalender", "Unduh tenggat", "Umpan Atom", "Umpan JSON"):
        box = place.get_by_role("link", name=name).bounding_box()
        assert box is not None and box["height"] >= 44 and box["x"] + box["width"] <= width
    with page.expect_download() as download:
        # A browser shows what it knows; the attribute makes it save the file.
        link = place.get_by_role("link", name="Unduh kalender")
        link.evaluate("one => one.setAttribute('download', '')")
        link.click()
    assert download.value.path().read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


def test_the_live_site_keeps_silent_about_copies(
    context_at: NewContext, over_http: str, site: Path
) -> None:
    was = read_stamp((site / STAMP).read_bytes())
    assert was is not None
    context = context_at(over_http)
    script = Stamp(was.id, was.name, over_http, was.date).script().decode()
    context.route(
        f"**/{STAMP}",
        lambda route: route.fulfill(body=script, content_type="text/javascript"),
    )
    page = opened(context, f"{over_http}{REGION}")
    expect(page.get_by_role("region", name="Ikuti").get_by_text(LIVE_ONLY)).to_be_hidden()


def test_without_javascript_it_is_said_always(context_at: NewContext, over_http: str) -> None:
    context = context_at(over_http, java_script_enabled=False)
    page = opened(context, f"{over_http}{REGION}")
    expect(page.get_by_text(LIVE_ONLY)).to_be_visible()


def test_a_reader_of_feeds_finds_the_feeds_of_a_page(context_at: NewContext, base: str) -> None:
    page = opened(context_at(base), f"{base}{REGION}")
    found = page.eval_on_selector_all(
        "link[rel=alternate]", "ones => ones.map(one => [one.type, one.href])"
    )
    types = ["application/atom+xml", "application/feed+json", "text/calendar", "text/calendar"]
    folder = REGION.removesuffix("index.html")
    names = [
        f"{folder}{name}" for name in ("umpan.xml", "umpan.json", "kalender.ics", "tenggat.ics")
    ]
    assert found == [
        ["application/atom+xml", f"{base}umpan.xml"],
        *([kind, f"{base}{name}"] for kind, name in zip(types, names, strict=True)),
    ]
