"""A copy opened from a stick: by its first file, with its edition, and its age."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from rakor.offline.bundle import from_site
from rakor.offline.sync import copy
from rakor.publish.edition import STAMP, Stamp, read_stamp

pytestmark = pytest.mark.browser

NewContext = Callable[..., BrowserContext]
DAY = dt.date(2026, 3, 2)
LIVE = "https://rakor.example/"


def stamped(
    site: Path,
    place: Path,
    date: dt.date | None,
    url: str = LIVE,
    time: dt.time | None = None,
) -> str:
    """Copy a few pages and say that they are an edition of a day; return where they are."""
    folder = place / "site"
    shutil.copytree(site, folder)
    stamp = read_stamp((folder / STAMP).read_bytes())
    assert stamp is not None
    (folder / STAMP).write_bytes(Stamp(stamp.id, "Rakor", url, date, time=time).script())
    return f"{folder.as_uri()}/"


def test_the_first_file_opens_the_site(site: Path, context_at: NewContext, tmp_path: Path) -> None:
    copy(from_site(site), tmp_path / "stik")
    base = f"{(tmp_path / 'stik').as_uri()}/"
    page = context_at(base).new_page()
    page.goto(f"{base}BUKA-SAYA.html")
    page.wait_for_url("**/data/index.html")
    stamp = read_stamp((site / STAMP).read_bytes())
    assert stamp is not None
    assert page.get_attribute("#rk-edisi", "title") == stamp.id


@pytest.mark.parametrize(
    ("now", "old"),
    [("2026-03-02", False), ("2026-08-29", False), ("2026-08-31", True), ("2010-01-01", False)],
)
def test_only_old_copies_say_so(
    now: str, old: bool, site: Path, context_at: NewContext, tmp_path: Path
) -> None:
    """After 180 days; a clock before the edition itself is wrong and not believed."""
    base = stamped(site, tmp_path, DAY)
    page = context_at(base).new_page()
    page.clock.set_fixed_time(dt.datetime.fromisoformat(f"{now}T05:00:00+00:00"))
    page.goto(f"{base}wilayah/index.html")
    assert page.text_content("#rk-edisi") == "Edisi 2 Maret 2026"
    assert page.locator("#rk-usang").count() == old
    if old:
        assert "2 Maret 2026" in (page.text_content("#rk-usang") or "")
        assert page.get_attribute("#rk-usang a", "href") == LIVE


def test_the_live_site_never_says_so(site: Path, context_at: NewContext, tmp_path: Path) -> None:
    base = stamped(site, tmp_path, DAY, url=f"{(tmp_path / 'site').as_uri()}/")
    page = context_at(base).new_page()
    page.clock.set_fixed_time(dt.datetime(2030, 1, 1, tzinfo=dt.UTC))
    page.goto(f"{base}index.html")
    assert page.locator("#rk-usang").count() == 0


def test_the_time_of_an_edition_is_shown(
    site: Path, context_at: NewContext, tmp_path: Path
) -> None:
    base = stamped(site, tmp_path, DAY, time=dt.time(14, 5, 9))
    page = context_at(base).new_page()
    page.goto(f"{base}index.html")
    shown = page.text_content("#rk-edisi") or ""
    assert shown == "Edisi 2 Maret 2026 pukul 14.05"


def test_an_edition_without_a_date_has_no_age(
    site: Path, context_at: NewContext, tmp_path: Path
) -> None:
    base = stamped(site, tmp_path, None)
    page = context_at(base).new_page()
    page.goto(f"{base}index.html")
    assert len(page.text_content("#rk-edisi") or "") == len("Edisi 0123456789ab")
    assert page.locator("#rk-usang").count() == 0


def test_without_javascript_nothing_is_missing(
    site: Path, context_at: NewContext, tmp_path: Path
) -> None:
    base = stamped(site, tmp_path, DAY)
    page = context_at(base, java_script_enabled=False).new_page()
    page.goto(f"{base}index.html")
    assert not page.is_visible("#rk-edisi")
    assert page.is_visible("h1")
