"""Search in Firefox, from folders with awkward names."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from firefox import Firefox, firefox

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TOTAL = 'document.querySelector("[data-total]")?.dataset.total'
ENTER = "\ue007"
FOLDERS = ["dengan spasi", "tanda #1", "100% selesai %41", "éñ señal 協議"]


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    with firefox(tmp_path_factory.mktemp("firefox") / "profil") as running:
        yield running


@pytest.mark.parametrize("folder", FOLDERS)
def test_search_from_a_folder(window: Firefox, site: Path, tmp_path: Path, folder: str) -> None:
    copy = tmp_path / folder / "situs"
    shutil.copytree(site, copy)
    base = f"{copy.as_uri()}/"
    window.open(f"{base}cari.html?q=pengamanan+pilkada")
    total = int(window.wait(TOTAL))
    assert total > 0
    hits = window.run('return [...document.querySelectorAll("[data-hit]")].map(e => e.dataset.hit)')
    assert hits
    assert all((copy / "buletin" / f"{hit}.html").is_file() for hit in hits)
    assert window.run('return document.querySelectorAll("mark").length') > 0
    # A box elsewhere leads here: the form is allowed to send, and the address is understood.
    window.open(f"{base}wilayah/jawa-timur/index.html")
    window.type("#rk-q", f"logistik{ENTER}")
    window.wait('location.pathname.endsWith("/cari.html") && document.readyState === "complete"')
    assert int(window.wait(TOTAL)) > 0
    assert window.run("return new URLSearchParams(location.search).get('wilayah')") == "35"
    # Typing, a filter and Back.
    window.run('document.querySelector("[data-luaskan]").click()')
    window.wait("!location.search.includes('wilayah')")
    window.run("history.back()")
    window.wait("location.search.includes('wilayah') && document.querySelector('[data-chip]')")
    window.run('document.querySelector("[data-hit] a").click()')
    window.wait('location.pathname.includes("/buletin/")')


def test_phrase_minus_and_order(window: Firefox, site: Path) -> None:
    base = f"{site.as_uri()}/"
    totals = {}
    for name, query in {
        "all": "q=pilkada",
        "less": "q=pilkada+-logistik",
        "phrase": "q=%22rapat+koordinasi%22",
        "fit": "q=pilkada&urut=cocok",
    }.items():
        window.open(f"{base}cari.html?{query}")
        totals[name] = int(window.wait(TOTAL))
    assert totals["all"] == totals["fit"] > totals["less"] > 0
    assert totals["phrase"] > 0
