"""Writing at ``/tulis/`` as officers do: by keyboard, on a phone, with and without a script."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import bulletin_text
import pytest
from access import AXE, FINDINGS, SMALL_TARGETS
from desk_client import TODAY
from firefox import Firefox, firefox
from playwright.sync_api import Browser, Page, expect

from rakor.form.desk import Desk
from rakor.lint.linter import check
from rakor.serve import Preview, start_server

pytestmark = pytest.mark.browser

RELEASE = (
    "KRAKSAAN – Pemerintah Kabupaten Probolinggo menggelar rapat koordinasi kesiapan contoh di "
    "Aula Rekaan, Kamis (14/11/2024). Rapat dipimpin Bupati Probolinggo Contoh Rekaan. Hadir "
    "Ketua KPU Kabupaten Probolinggo dan Kapolres Probolinggo. KPU Kabupaten Probolinggo "
    "berkomitmen menata logistik contoh paling lambat 23 November 2024."
)
# As offices write: names of people between the agencies, a question, figures, two follow-ups.
LONG_RELEASE = (
    "KRAKSAAN – Pemerintah Kabupaten Probolinggo melalui Bakesbangpol menggelar rapat koordinasi "
    "kesiapan pilkada contoh di Aula Rekaan Kantor Bupati Probolinggo, Kamis (14/11/2024) pukul "
    "09.00 WIB.\n\nRapat dipimpin Penjabat Bupati Probolinggo Drs. Umpama Rekaan, M.Si. dan "
    "dihadiri Ketua KPU Kabupaten Probolinggo Contoh Misal, Ketua Bawaslu Kabupaten Probolinggo, "
    "Kapolres Probolinggo, Dandim 0820 Probolinggo, dan Kepala DKP.\n\nKetua KPU Kabupaten "
    "Probolinggo menyebut 12.173 petugas disiapkan. KPU Kabupaten Probolinggo berkomitmen menata "
    "logistik paling lambat 23 November 2024. Bupati mengimbau warga menjaga kerukunan."
)
MOST_ACTIONS = 12
"""From the list to a published bulletin, beside the texts that must be one's own."""
OWN = {
    "ringkasan": "Pemerintah daerah menyiapkan kegiatan contoh bersama penyelenggara.",
    "sumber.0.nama": "Siaran pers contoh",
    "isi": "Isi contoh dengan kalimat sendiri.",
}
ENTER, TAB, SPACE = "\ue007", "\ue004", " "


@contextmanager
def desk_at(root: Path) -> Iterator[str]:
    server = start_server(root, 0, Preview(), Desk(bulletin_text.project(root), lambda: TODAY))
    try:
        yield f"http://127.0.0.1:{server.server_port}/tulis/"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def at(tmp_path: Path) -> Iterator[str]:
    with desk_at(tmp_path) as address:
        yield address


def tab_to(page: Page, name: str, backwards: bool = False) -> None:
    """Go on by the Tab key until what has the focus has this name or words."""
    for _ in range(200):
        page.keyboard.press("Shift+Tab" if backwards else "Tab")
        found = page.evaluate(
            "() => { const e = document.activeElement; return [e.name, e.id, e.textContent.trim(),"
            " e.value] }"
        )
        if name in found:
            return
    raise AssertionError(f"no key leads to {name}")


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "none"])
def test_from_a_press_release_to_a_bulletin_by_keyboard_on_a_phone(
    browser: Browser, at: str, tmp_path: Path, has_script: bool
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="id-ID")
    if not has_script:
        # Without any script the focus could not be looked at here, so only ours is kept away.
        context.route("**/*.js", lambda route: route.abort())
    page = context.new_page()
    page.goto(at)
    tab_to(page, "Tempel siaran pers")
    page.keyboard.press("Enter")
    expect(page.locator("#teks")).to_be_focused()
    page.keyboard.insert_text(RELEASE)
    tab_to(page, "Baca naskah")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Benarkah ini yang tertulis?")
    tab_to(page, "Lanjut menulis")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Isi buletin")
    tab_to(page, "topik")
    if not page.locator("input[name=topik]:checked").count():
        page.keyboard.press("Space")
    for box, text in OWN.items():
        tab_to(page, box)
        page.keyboard.insert_text(text)
    tab_to(page, "terbit")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Buletin siap dikirim")
    assert not check(tmp_path).errors
    context.close()


class Hand:
    """Somebody with a phone: what is tapped or chosen counts, own words and the way there do not.

    By keyboard what counts is each key that does something; Tab only leads to it.
    """

    def __init__(self, page: Page, has_keyboard: bool) -> None:
        self.page, self.has_keyboard = page, has_keyboard
        self.actions: list[str] = []

    def press(self, words: str, key: str = "Enter") -> None:
        """Press a button, follow a link, or tick a box."""
        self.actions.append(words)
        if self.has_keyboard:
            tab_to(self.page, words)
            self.page.keyboard.press(key)
        else:
            self.page.locator(
                f"a:text-is('{words}'), button:has-text('{words}'):visible, [name='{words}']"
            ).first.tap()
        self.page.wait_for_load_state()

    def paste(self, text: str) -> None:
        """Paste into what has the focus."""
        self.actions.append("tempel")
        self.page.keyboard.insert_text(text)

    def write(self, box: str, text: str) -> None:
        """Write one's own words."""
        if self.has_keyboard:
            tab_to(self.page, box)
        else:
            self.page.locator(f"[name='{box}']").tap()
        self.page.keyboard.insert_text(text)


@pytest.mark.parametrize("has_keyboard", [False, True], ids=["thumb", "keyboard"])
def test_a_first_bulletin_takes_few_actions(
    browser: Browser, at: str, tmp_path: Path, has_keyboard: bool
) -> None:
    """Run with ``-s`` to see them."""
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, locale="id-ID"
    )
    page = context.new_page()
    page.goto(at)
    hand = Hand(page, has_keyboard)
    hand.press("Tempel siaran pers")
    expect(page.locator("#teks")).to_be_focused()
    hand.paste(LONG_RELEASE)
    hand.press("Baca naskah")
    expect(page.locator("h1")).to_have_text("Benarkah ini yang tertulis?")
    hand.press("t0", "Space")
    hand.press("Lanjut menulis")
    expect(page.locator("h1")).to_have_text("Isi buletin")
    if not page.locator("input[name=topik]:checked").count():
        hand.press("topik", "Space")
    for box in ("ringkasan", "tindak_lanjut.0.isi", "tindak_lanjut.1.isi"):
        hand.write(box, f"Kalimat sendiri untuk contoh pada kotak {box[:13]} ini.")
    hand.actions += ["kotak sumber", "nama sumber"]
    hand.write("sumber.0.nama", OWN["sumber.0.nama"])
    hand.write("isi", OWN["isi"])
    hand.press("terbit" if has_keyboard else "Terbitkan")
    expect(page.locator("h1")).to_have_text("Buletin siap dikirim")
    context.close()
    print(f"\n{len(hand.actions)} actions: {', '.join(hand.actions)}")
    assert len(hand.actions) <= MOST_ACTIONS
    assert not check(tmp_path).errors


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_everybody_can_use_every_page(browser: Browser, at: str, width: int, scheme: str) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 740},
        bypass_csp=True,
        color_scheme=scheme,  # type: ignore[arg-type]  # a list of words
        reduced_motion="reduce",
    )
    page = context.new_page()
    findings: list[str] = []

    def look(name: str) -> None:
        page.wait_for_load_state()
        page.evaluate("for (const e of document.querySelectorAll('details')) e.open = true")
        # At its end the bar covers nothing.
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
        page.evaluate(AXE)
        findings.extend(f"{name}: {one}" for one in page.evaluate(FINDINGS))
        if width < 400:
            # The words above a box are large enough with the box that they belong to.
            small = (one for one in page.evaluate(SMALL_TARGETS) if "<label for=" not in one)
            findings.extend(f"{name}: {one}" for one in small)
        across = page.evaluate("document.scrollingElement.scrollWidth")
        if across > width:
            findings.append(f"{name}: {across} px wide")

    page.goto(at)
    look("daftar")
    page.goto(f"{at}tempel")
    look("tempel")
    page.fill("#teks", RELEASE)
    with page.expect_navigation():
        page.click("text=Baca naskah")
    look("tinjau")
    page.click("text=Lanjut menulis")
    page.fill("#wilayah", "Probolinggo")
    page.click("button:text('Terbitkan')")
    expect(page.locator(".tl-summary")).to_be_focused()
    look("isi dengan galat")
    page.goto(f"{at}jawa-timur/2024/2024-11-20-lanjutan")
    page.fill("#tempat", "Aula Rekaan")
    page.click(".tl-bar button[value=simpan]")
    expect(page.locator("#ralat")).to_be_focused()
    look("ralat")
    with page.expect_navigation():
        page.click("text=Simpan dengan ralat")
    look("selesai")
    context.close()
    assert not findings, "\n".join(findings)


def test_problems_stand_beside_a_box_once_it_is_left(browser: Browser, at: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{at}baru")
    page.fill("#wilayah", "Probolinggo")
    page.keyboard.press("Tab")
    problem = page.locator("#e-wilayah")
    expect(problem).to_contain_text("Kabupaten Probolinggo (35.13)")
    expect(page.locator("#wilayah")).to_have_attribute("aria-invalid", "true")
    problem.get_by_role("button", name="Pakai Kabupaten Probolinggo (35.13)").click()
    expect(page.locator("#wilayah")).to_have_value("35.13")
    expect(page.locator("#wilayah")).to_be_focused()
    page.fill("[id='penyelenggara.instansi']", "KPU")
    expect(page.locator("#usul-instansi option").first).to_be_attached()
    page.keyboard.press("Tab")
    expect(page.locator("[id='b-penyelenggara.instansi']")).to_contain_text(
        "dibaca sebagai KPU Kabupaten Probolinggo"
    )
    expect(page.locator("#kalimat")).to_contain_text("diadakan KPU Kabupaten Probolinggo")
    page.close()


def test_the_preview_follows_and_its_server_may_go_away(browser: Browser, at: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{at}baru")
    page.fill("#judul", "Rapat koordinasi contoh")
    page.click(".tl-bar button[value=pratinjau]")
    frame = page.frame_locator("#pratinjau iframe")
    expect(frame.locator("h1")).to_have_text("Rapat koordinasi contoh")
    page.fill("#judul", "Rapat koordinasi contoh yang lain")
    page.keyboard.press("Tab")
    expect(frame.locator("h1")).to_have_text("Rapat koordinasi contoh yang lain")
    context.set_offline(True)
    page.fill("#judul", "Rapat koordinasi yang tidak hilang")
    page.keyboard.press("Tab")
    expect(page.locator("#pratinjau-kabar")).to_contain_text("tidak tersambung")
    expect(page.locator("#judul")).to_have_value("Rapat koordinasi yang tidak hilang")
    context.close()


def test_a_whole_date_is_pasted_into_the_first_box(browser: Browser, at: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{at}baru")
    page.evaluate("navigator.clipboard.writeText('Kamis, 14 November 2024')")
    page.locator("[id='tanggal.mulai.h']").focus()
    page.keyboard.press("Control+v")
    expect(page.locator("[id='tanggal.mulai.b']")).to_have_value("11")
    expect(page.locator("#b-tanggal")).to_have_text("Kamis, 14 November 2024")
    context.close()


@pytest.mark.slow
def test_in_firefox_too(at: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    actions = ["Tempel siaran pers", "tempel"]
    with firefox(tmp_path_factory.mktemp("firefox") / "profil") as window:
        window.open(f"{at}tempel")
        window.type("#teks", RELEASE)
        _press(window, actions, "form[method=post] button.rk-button")
        window.wait(
            "location.pathname.endsWith('/tempel') && document.querySelector('.tl-side-by-side')"
        )
        _press(window, actions, ".tl-bar button")
        window.wait("document.querySelector('#formulir')")
        window.type("#wilayah", TAB)
        if not window.run("return document.querySelector('input[name=topik]:checked')"):
            window.run("document.querySelector('#f-topik details').open = true")
            window.type("input[name=topik]", SPACE)
            actions += ["topik lain", "topik"]
        for box, text in OWN.items():
            window.type(f"[name='{box}']", text)
        actions += ["kotak sumber", "nama sumber"]
        window.wait("document.querySelector('#e-ringkasan').textContent.trim() === ''")
        _press(window, actions, "button[value=terbit]")
        window.wait("location.pathname.endsWith('/selesai')")
    assert len(actions) <= MOST_ACTIONS
    assert not check(tmp_path).errors


def _press(window: Firefox, actions: list[str], selector: str) -> None:
    actions.append(selector)
    window.type(selector, ENTER)
