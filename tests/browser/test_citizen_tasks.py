"""Nine things a citizen comes for, on a phone, with taps counted: none longer than it was found.

``pytest tests/browser/test_citizen_tasks.py -s`` prints the table: taps, and how many screens down
the lowest thing lay that had to be tapped or read.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from building import build, copy_shipped
from playwright.sync_api import Browser, Locator, Page, expect
from sub_path import serve_below

pytestmark = pytest.mark.browser

WIDTH, HEIGHT = 360, 780
REGENCY = "wilayah/jawa-timur/kabupaten-probolinggo/index.html"
MEETING = "buletin/jawa-timur/kabupaten-probolinggo/2024/2024-11-14-rakor-pemilukada-damai.html"


class Visitor:
    """Somebody with a phone, starting from the home page."""

    def __init__(self, page: Page, base: str) -> None:
        self.page, self.base = page, base
        self.taps, self.screens = 0, 0.0
        page.goto(f"{base}index.html")

    def link(self, address: str) -> Locator:
        """The first link that is shown and leads to an address of the site."""
        there = self.page.evaluate(
            """(to) => { const shown = [...document.links].filter((a) => a.checkVisibility()
                 && a.getBoundingClientRect().width > 1);
               const at = shown.find((a) => a.href === to)
                 || shown.find((a) => a.href.split("#")[0] === to);
               if (at) at.dataset.wanted = to; return !!at; }""",
            self.base + address,
        )
        assert there, f"no link to {address} on {self.page.url}"
        return self.page.locator(f'[data-wanted="{self.base + address}"]').first

    def tap(self, what: Locator | str) -> None:
        """Tap something, or the link to an address."""
        place = self.link(what) if isinstance(what, str) else what
        self.read(place)
        self.taps += 1
        to = str(place.evaluate("(it) => it.href || ''")).split("#")[0]
        place.tap()
        if to.endswith(".html"):
            self.page.wait_for_url(lambda url: url.split("#")[0] == to, wait_until="load")

    def read(self, what: Locator) -> None:
        """Note how far down something stands that is shown."""
        expect(what).to_be_visible()
        top = what.evaluate("(it) => it.getBoundingClientRect().top + scrollY")
        self.screens = max(self.screens, top / HEIGHT)


def last_meeting(one: Visitor) -> None:
    one.tap("wilayah/index.html")
    one.tap("wilayah/jawa-timur/index.html")
    one.tap("wilayah/jawa-timur/kota-probolinggo/index.html")
    one.read(one.page.get_by_text("26 November 2024").first)


def commitments_of_kpu(one: Visitor) -> None:
    one.tap("tindak-lanjut/index.html")
    one.tap(one.page.locator("summary", has_text="Pilih janji"))
    one.tap("instansi/kpu/tindak-lanjut.html")
    one.read(one.page.get_by_text("1 lewat tenggat dan belum dilaporkan selesai"))


def month(one: Visitor) -> None:
    one.tap("tanggal/index.html")
    one.tap("tanggal/2024/11/index.html")
    one.read(one.page.get_by_role("heading", name="November 2024", exact=True))
    one.read(one.page.locator("a.rk-square.deadline").first)


def met_with_kodim(one: Visitor) -> None:
    one.tap("instansi/index.html")
    one.tap("instansi/kodim/index.html")
    one.tap("instansi/kodim/0820-probolinggo.html")
    one.read(one.page.get_by_role("heading", name="Paling sering rapat bersama"))


def searched(one: Visitor) -> None:
    for query in (
        "politik uang",
        "14 November 2024",
        "Jawa Timur",
        "komitmen",
        '"pemilukada damai"',
    ):
        one.page.goto(f"{one.base}index.html")
        one.taps = 0
        one.tap(one.page.locator("#rk-q"))
        one.page.keyboard.type(query)
        one.tap(one.page.locator("form.rk-search button").first)
        one.page.wait_for_url("**/cari.html?*", wait_until="load")
        one.page.wait_for_selector("#rk-hasil:not([aria-busy]) .rk-entry")


def shared(one: Visitor) -> None:
    one.tap(MEETING)
    one.tap(one.page.get_by_role("button", name="Salin alamat"))
    expect(one.page.get_by_text("Alamat disalin.")).to_be_visible()


def _regency(one: Visitor) -> None:
    for address in ("wilayah/index.html", "wilayah/jawa-timur/index.html", REGENCY):
        one.tap(address)


def followed(one: Visitor) -> None:
    _regency(one)
    calendar = one.page.locator('a[href^="webcal:"], a[href$="kalender.ics"]').first
    one.read(calendar)
    one.taps += 1


def downloaded(one: Visitor) -> None:
    _regency(one)
    table = one.page.locator('main a[href$=".csv"]').first
    one.read(table)
    with one.page.expect_download():
        one.tap(table)


def corrections(one: Visitor) -> None:
    one.tap(one.page.locator('footer a[href$="ralat/index.html"]').first)
    one.read(one.page.get_by_role("heading", name="Ralat dan pencabutan"))


def promised_in_regency(one: Visitor) -> None:
    _regency(one)
    box = one.page.locator("#now-open")
    one.read(box)
    assert box.evaluate("(it) => it.getBoundingClientRect().bottom + scrollY") < HEIGHT
    expect(one.page.locator(".rk-now")).to_contain_text("3 janji")
    expect(one.page.locator(".rk-now")).to_contain_text("1 lewat tenggat, belum dilaporkan selesai")


TASKS: list[tuple[str, Callable[[Visitor], None], int, str]] = [
    ("a  last meeting in Kota Probolinggo", last_meeting, 3, "4"),
    ("b  promises of KPU, overdue or not", commitments_of_kpu, 3, "3, overdue not said"),
    ("c  November 2024", month, 2, "2"),
    ("d  who met with Kodim 0820", met_with_kodim, 3, "3, the second 4.2 screens down"),
    ("e  a word, a day, a place, a kind", searched, 2, "2, three of four found nothing"),
    ("f  pass a bulletin on", shared, 2, "the browser's menu alone"),
    ("g  follow my regency", followed, 4, "not possible"),
    ("h  its meetings as a table", downloaded, 4, "not possible"),
    ("i  what was corrected", corrections, 1, "2, no list"),
    ("   what was promised in my regency", promised_in_regency, 3, "4.1 screens down"),
]
"""Name, what to do, taps at most, and what was found in the autumn of 2026."""


@pytest.fixture(scope="module")
def of_today(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The shipped bulletins in an edition of 28 November 2026, with an address of its own."""
    root = tmp_path_factory.mktemp("edition")
    copy_shipped(root)
    settings = root / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('!ENV [RAKOR_EDISI, ""]', "2026-11-28"), encoding="utf-8")
    target: Path = root / "site"
    build(root, target)
    with serve_below(target, "/") as base:
        yield base
    shutil.rmtree(target)


def test_a_long_list_is_narrowed_by_a_word(browser: Browser, of_today: str) -> None:
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT})
    page = context.new_page()
    page.goto(f"{of_today}instansi/index.html")
    field = page.get_by_label("Saring jenis instansi")
    field.fill("distrik militer")
    shown = page.locator(".rk-islands li:visible")
    expect(shown).to_have_count(1)
    expect(shown).to_contain_text("Kodim")
    expect(page.locator(".rk-islands section:visible")).to_have_count(1)
    field.fill("tidak ada yang begini")
    expect(shown).to_have_count(0)
    expect(page.get_by_text("Tidak ada yang cocok.")).to_be_visible()
    field.fill("")
    assert shown.count() > 50
    context.close()


def test_nine_tasks(browser: Browser, of_today: str) -> None:
    lines = []
    for name, task, most, before in TASKS:
        context = browser.new_context(
            viewport={"width": WIDTH, "height": HEIGHT},
            has_touch=True,
            is_mobile=True,
            accept_downloads=True,
            permissions=["clipboard-read", "clipboard-write"],
        )
        visitor = Visitor(context.new_page(), of_today)
        task(visitor)
        lines.append(f"{name:38} {visitor.taps} taps  {visitor.screens:4.1f} screens   ({before})")
        assert visitor.taps <= most, name
        context.close()
    print("\n" + "\n".join(lines))
