"""The page of results as a citizen uses it: typing, filters, Back, keyboard, and bad luck."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from access import AXE, FINDINGS, SMALL_TARGETS
from playwright.sync_api import Page, Route, expect

pytestmark = pytest.mark.browser


def total(page: Page) -> int:
    """Wait for a complete answer and return its number of hits."""
    section = page.locator("[data-total]")
    expect(section).to_be_attached()
    expect(page.locator("#rk-hasil:not([aria-busy])")).to_be_attached()
    return int(section.get_attribute("data-total") or "")


def open_search(context_at, base: str, query: str, width: int = 1440) -> Page:
    page = context_at(base, width).new_page()
    page.goto(f"{base}cari.html?{query}")
    return page


def test_results_as_one_types(context_at, base: str):
    page = open_search(context_at, base, "")
    expect(page.locator("#rk-q")).to_be_focused()
    page.keyboard.type("logist")
    expect(page).to_have_url(re.compile("q=logist"))
    assert total(page) > 0
    expect(page.locator("mark").first).to_contain_text(re.compile("logistik", re.I))
    page.keyboard.type("ik pilkada")
    expect(page.locator("h2#jml")).to_contain_text("logistik pilkada")
    expect(page.locator("[role=status]")).to_contain_text("buletin memuat")


def test_pages_are_offered_as_one_types(context_at, base: str):
    page = open_search(context_at, base, "")
    page.locator("#rk-q").press_sequentially("probol")
    expect(page).to_have_url(re.compile("q=probol"))
    total(page)
    expect(page.locator(".rk-straight li")).to_have_count(2)
    expect(page.locator(".rk-straight a").first).to_contain_text("Probolinggo")


def test_other_ways_of_writing_are_marked(context_at, base: str):
    page = open_search(context_at, base, "q=rakor")
    assert total(page) > 0
    marked = [mark.inner_text().lower() for mark in page.locator("mark").all()]
    # A sequence is marked as one, and one word of it is none of its ways.
    assert "rapat koordinasi" in marked
    assert all(one in {"rakor", "rapat koordinasi"} for one in marked)
    page.goto(f"{base}cari.html?q=wabup")
    assert total(page) > 0
    expect(page.locator("mark", has_text=re.compile("wakil bupati", re.I)).first).to_be_attached()


def test_address_holds_the_whole_state_and_back_works(context_at, base: str):
    page = open_search(context_at, base, "q=pilkada")
    everything = total(page)
    page.get_by_label(re.compile("^Jawa Timur")).check()
    expect(page.locator("[data-chip='wilayah=35']")).to_be_visible()
    in_province = total(page)
    assert 0 < in_province < everything
    # Focus stays where it was, for those who go on from there.
    expect(page.locator("input[name=wilayah][value='35']")).to_be_focused()
    page.locator("[data-urut=terbaru]").click()
    expect(page.locator("[data-urut=cocok]")).to_be_visible()
    other = page.context.new_page()
    other.goto(page.url)
    assert total(other) == in_province
    hits = [hit.get_attribute("data-hit") for hit in other.locator("[data-hit]").all()]
    assert hits == [hit.get_attribute("data-hit") for hit in page.locator("[data-hit]").all()]
    page.go_back()
    expect(page.locator("[data-urut=terbaru]")).to_be_visible()
    page.go_back()
    expect(page.locator("[data-chip]")).to_have_count(0)
    assert total(page) == everything
    page.go_forward()
    expect(page.locator("[data-chip='wilayah=35']")).to_be_visible()


@pytest.mark.parametrize(
    ("address", "chip"),
    [
        ("wilayah/jawa-timur/index.html", "wilayah=35"),
        ("tanggal/2024/11/index.html", "tanggal=2024-11"),
        ("topik/pilkada.html", "topik=pilkada"),
        ("instansi/kpu/index.html", "jenis=kpu"),
    ],
)
def test_a_box_searches_within_its_page_and_widens_with_one_tap(
    context_at, base: str, address: str, chip: str
):
    page = context_at(base, 360).new_page()
    page.goto(f"{base}{address}")
    page.locator("#rk-q").fill("pilkada")
    page.locator("#rk-q").press("Enter")
    page.wait_for_url("**/cari.html?*")
    narrow = total(page)
    expect(page.locator(f"[data-chip='{chip}']")).to_be_visible()
    # A name for people, never a code.
    assert chip.partition("=")[2] not in page.locator(f"[data-chip='{chip}']").inner_text()
    page.locator("[data-luaskan]").click()
    expect(page.locator("[data-chip]")).to_have_count(0)
    assert total(page) >= narrow > 0


def test_places_and_dates_are_read_and_lead_to_their_pages(context_at, base: str):
    page = open_search(context_at, base, "q=komitmen+kpu+jawa+timur+november+2024")
    assert total(page) == 1
    expect(page).to_have_title(re.compile("^komitmen kpu jawa timur november 2024"))
    read = page.locator(".rk-reading li").all_inner_texts()
    kinds = [" ".join(one.split()).replace(", lepas", "").strip() for one in read]
    assert kinds == ["kata komitmen", "kata kpu", "tempat Jawa Timur", "bulan November 2024"]
    pages = page.locator(".rk-straight li").all_inner_texts()
    assert any("November 2024" in one and "bulan, 5 buletin" in one for one in pages)
    page.locator(".rk-straight a", has_text="bulan, 5 buletin").click()
    expect(page.locator("h1")).to_contain_text("November 2024")
    page.go_back()
    page.locator(".rk-reading a", has_text="komitmen").click()
    expect(page.locator("#rk-q")).to_have_value("kpu jawa timur november 2024")


def test_a_known_name_is_never_corrected(context_at, base: str):
    """Though no bulletin holds it, a place, a month, a type or a topic is spelt as it should be."""
    page = context_at(base).new_page()
    for query in (
        "Juni 2026",
        "Aceh",
        "minggu",
        "mei",
        "batu",
        "Kab. Malang",
        "Surabaya",
        "desember",
    ):
        page.goto(f"{base}cari.html?q={query}")
        total(page)
        expect(page.locator("[data-saran]")).to_have_count(0)


def test_filters_are_a_sheet_on_a_phone(context_at, base: str):
    page = open_search(context_at, base, "q=pilkada", 360)
    everything = total(page)
    page.locator("#saring summary").first.click()
    page.get_by_label(re.compile("^Jawa Timur")).check()
    expect(page.locator("#saring .close button")).to_have_text(re.compile(r"Lihat \d+ buletin"))
    page.locator("#saring .close button").click()
    expect(page.locator("#jml")).to_be_focused()
    assert 0 < total(page) < everything
    expect(page.locator("#saring > details[open]")).to_have_count(0)


def test_the_page_keeps_still_while_results_come(context_at, base: str):
    for width in (360, 1440):
        page = context_at(base, width).new_page()
        page.add_init_script(_SHIFTS)
        for query in ("", "q=pengamanan+pilkada", "wilayah=35", "q=komitmen+kpu+jawa+timur"):
            page.goto(f"{base}cari.html?{query}")
            expect(page.locator("#rk-hasil:not([aria-busy]) #jml")).to_be_attached()
            page.wait_for_timeout(300)
            assert page.evaluate("shifted") <= 0.02, (width, query)


_SHIFTS = """window.shifted = 0;
new PerformanceObserver(list => list.getEntries().forEach(one => { shifted += one.value; }))
  .observe({type: "layout-shift", buffered: true});"""


def test_copying_the_address(context_at, over_http: str):
    context = context_at(over_http)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{over_http}cari.html?q=pilkada")
    total(page)
    page.get_by_role("button", name="Salin tautan").click()
    expect(page.locator("[role=status]")).to_have_text("Tautan disalin.")
    assert page.evaluate("() => navigator.clipboard.readText()") == page.url


def test_unknown_word_offers_the_right_spelling(context_at, base: str):
    page = open_search(context_at, base, "q=logistk+pilkada")
    assert total(page) == 0
    page.get_by_role("link", name="logistik pilkada").click()
    assert total(page) > 0
    expect(page.locator("#rk-q")).to_have_value("logistik pilkada")


def test_a_form_that_stands_nowhere_leads_to_its_family(context_at, base: str):
    page = open_search(context_at, base, "q=diamankannya")
    if total(page) == 0:
        expect(page.locator(".rk-suggestion a").first).to_have_text("aman")


def test_what_matches_partly_says_what_it_misses(context_at, base: str):
    page = open_search(context_at, base, "q=komitmen+kpu+jawa+timur+november+2024")
    assert total(page) == 1
    partly = page.locator(".rk-partly")
    expect(partly.locator("[data-hit]")).to_have_count(2)
    # None of them is a hit, and each says what of the question it is not.
    whole = page.locator("#rk-butir [data-hit]").get_attribute("data-hit")
    assert whole not in [one.get_attribute("data-hit") for one in partly.locator("article").all()]
    notes = partly.locator(".rk-missed").all_inner_texts()
    assert notes == ["Tidak cocok: bulan November 2024", "Tidak cocok: tempat Jawa Timur"]


def test_a_looser_question_is_offered_with_its_count(context_at, base: str):
    page = open_search(context_at, base, "q=komitmen+kpu+jawa+timur+desember+2025")
    assert total(page) == 0
    link = page.locator("#rk-hasil [role=group] a")
    expect(link).to_contain_text("tanpa bulan Desember 2025, 2 buletin")
    link.click()
    expect(page.locator("#rk-q")).to_have_value("komitmen kpu jawa timur")
    assert total(page) == 2
    # Nothing goes without one part: each part alone is offered.
    page.goto(f"{base}cari.html?q=banjir+komitmen+bali+2019")
    assert total(page) == 0
    offered = page.locator("#rk-hasil [role=group] a b").all_inner_texts()
    assert offered == ["komitmen", "Bali", "2019"]


@pytest.mark.parametrize("query", ["???", "%22%22", "-", "%F0%9F%99%82", "+%E2%80%9C+"])
def test_a_question_without_words_says_so(context_at, base: str, query: str):
    page = open_search(context_at, base, f"q={query}")
    expect(page.locator(".rk-start")).to_be_visible()
    expect(page.locator("[role=status]")).to_contain_text("Tidak ada kata yang dapat dicari")
    expect(page.locator("[data-total]")).to_have_count(0)


@pytest.mark.parametrize("text", ["pilkada " * 1500, "a" * 9000, f'"{"pilkada " * 900}"'])
def test_a_very_long_question_is_answered_and_cut(context_at, over_http: str, text: str):
    page = context_at(over_http, 360).new_page()
    page.goto(f"{over_http}cari.html")
    page.locator("#rk-q").fill(text)
    page.keyboard.press("Enter")
    expect(page.locator("#jml")).to_contain_text("…")
    assert total(page) >= 0
    assert len(page.locator("#rk-hasil").inner_text()) < 4000
    assert page.evaluate("() => document.scrollingElement.scrollWidth") <= 360
    if text.count(" ") > 1000:
        expect(page.locator("#rk-hasil")).to_contain_text("Hanya 40 kata pertama yang dicari.")


def test_nothing_found_offers_ways_on(context_at, base: str):
    page = open_search(context_at, base, "q=stunting+karhutla+merak&wilayah=35")
    assert total(page) == 0
    expect(page.get_by_role("link", name="Lepas semua saringan")).to_be_visible()
    for way in ("wilayah", "tanggal", "instansi", "topik"):
        expect(page.get_by_role("link", name=f"Telusuri menurut {way}")).to_be_visible()


def test_a_block_that_fails_is_said_and_can_be_tried_again(context_at, over_http: str):
    context = context_at(over_http)
    page = context.new_page()
    broken = re.compile(r"/cari/[^/]+/p\d\d\.js")
    answers = iter([True])

    def answer(route: Route) -> None:
        # Cut off once, as by a bad connection: an empty script registers nothing.
        if next(answers, False):
            route.fulfill(status=200, content_type="text/javascript", body="")
        else:
            route.continue_()

    page.route(broken, answer)
    page.goto(f"{over_http}cari.html?q=pilkada")
    expect(page.locator("[data-gagal]")).to_be_visible()
    expect(page.locator("[data-total]")).to_have_count(0)
    expect(page.locator("main")).not_to_contain_text("Tidak ada buletin")
    expect(page.locator("[role=status]")).to_contain_text("belum")
    page.get_by_role("button", name="Coba lagi").click()
    assert total(page) > 0


def test_a_block_of_another_edition_is_refused(context_at, over_http: str, site: Path):
    page = context_at(over_http).new_page()

    def answer(route: Route) -> None:
        body = route.fetch().text()
        route.fulfill(body=re.sub(r'\("[0-9a-f]{8};', '("00000000;', body))

    page.route(re.compile(r"/cari/[^/]+/p\d\d\.js"), answer)
    page.goto(f"{over_http}cari.html?q=pilkada")
    expect(page.locator("[data-gagal]")).to_contain_text("diperbarui")
    expect(page.locator("[data-total]")).to_have_count(0)


def test_without_javascript_the_page_says_so(context_at, base: str):
    # A browser without scripts refuses to load one ahead.
    context = context_at(base, 360, f"{base}cari/daftar.js", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base}cari.html?q=pilkada")
    said = page.locator("noscript").inner_html() + page.locator("main").inner_text()
    assert "memerlukan JavaScript" in said
    expect(page.get_by_role("link", name="wilayah", exact=True)).to_be_visible()


def test_the_whole_page_by_keyboard(context_at, base: str):
    """Search, order, filter, take the filter off and open a bulletin without a pointer."""
    page = open_search(context_at, base, "")
    keyboard = page.keyboard

    def tab_to(selector: str, limit: int = 60, *, back: bool = False) -> None:
        for _ in range(limit):
            if page.evaluate("s => document.activeElement.matches(s)", selector):
                return
            keyboard.press("Shift+Tab" if back else "Tab")
        raise AssertionError(f"no way to {selector} by the Tab key")

    tab_to("#rk-q")
    keyboard.type("pengamanan pilkada")
    keyboard.press("Enter")
    before = total(page)
    expect(page.locator("#jml")).to_be_focused()  # the count is what is read next
    tab_to("[data-urut=terbaru]")
    keyboard.press("Enter")
    expect(page.locator("[data-urut=cocok]")).to_be_visible()
    # Filters stand before the results, for the eye and for the Tab key.
    tab_to("#saring summary", back=True)
    if not page.locator("#saring > details[open]").count():
        keyboard.press("Enter")
    tab_to("input[name=tanggal]")
    keyboard.press("Space")
    expect(page.locator("[data-chip^=tanggal]")).to_be_visible()
    assert 0 < total(page) <= before
    tab_to("#saring-instansi summary")
    keyboard.press("Enter")
    expect(page.locator("input[name=jenis]").first).to_be_visible()
    tab_to("input[name=jenis]")
    keyboard.press("Space")
    expect(page.locator("[data-chip^=jenis]")).to_be_visible()
    expect(page.locator("input[name=instansi]").first).to_be_visible()
    keyboard.press("Shift+Tab")
    page.locator("#jml").focus()
    tab_to("[data-chip]")
    keyboard.press("Enter")
    expect(page.locator("[data-chip]")).to_have_count(1)
    tab_to("[data-hit] a")
    keyboard.press("Enter")
    page.wait_for_url("**/buletin/**")


@pytest.mark.parametrize("folder", ["dua kata", "nomor #7", "100% & 50%25", "señal 協議"])
def test_from_folders_with_odd_names(context_at, site: Path, tmp_path: Path, folder: str):
    copy = tmp_path / folder / "situs"
    shutil.copytree(site, copy)
    page = open_search(context_at, f"{copy.as_uri()}/", "q=pilkada")
    assert total(page) > 0
    page.locator("[data-hit] a").first.click()
    expect(page.locator("h1")).to_be_visible()


def test_text_never_becomes_markup(context_at, base: str):
    page = open_search(context_at, base, "q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E&wilayah=%3Cb%3E")
    total(page)
    expect(page.locator("main img, main b:has-text('<b>')")).to_have_count(0)
    expect(page.locator("#jml")).to_contain_text("<img")


STATES = {
    "results": "q=pengamanan+pilkada&wilayah=35&jenis=kpu",
    "read": "q=komitmen+kpu+jawa+timur+november+2024",
    "nothing": "q=logistk&tanggal=2024",
    "looser": "q=komitmen+kpu+jawa+timur+desember+2025",
    "wordless": "q=%3F%3F%3F",
    "welcome": "",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_every_state_is_accessible(context_at, over_http: str, width: int, scheme: str):
    context = context_at(
        over_http, width, bypass_csp=True, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    wrong = []
    for name, query in [*STATES.items(), ("broken", "q=pilkada")]:
        if name == "broken":
            page.route("**/p*.js", lambda route: route.fulfill(body=""))
        page.goto(f"{over_http}cari.html?{query}")
        expect(page.locator("#jml")).to_be_attached()
        expect(page.locator("#rk-hasil:not([aria-busy])")).to_be_attached()
        if name == "results" and not page.locator("#saring > details[open]").count():
            page.locator("#saring > details > summary").click()
            expect(page.locator("#saring input").first).to_be_visible()
        page.evaluate(AXE)
        wrong += [f"{name}: {finding}" for finding in page.evaluate(FINDINGS)]
        wrong += [f"{name}: {small}" for small in page.evaluate(SMALL_TARGETS)]
        if page.evaluate("() => document.scrollingElement.scrollWidth") > width:
            wrong.append(f"{name}: scrolls sideways")
    assert not wrong, "\n".join(wrong)
