"""A site of an office's own, from ``rakor init`` on, is as usable as the shipped one."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator

import pytest
from access import AXE, FINDINGS, SMALL_TARGETS
from PIL import Image
from sub_path import serve_below

from rakor.adapter.frame import make_frame
from rakor.build.builder import make
from rakor.registry import regions
from rakor.starter.site import NewSite, files_of, write

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NAME = "Rapat Koordinasi Kabupaten Bombana"
OWN = {
    "  # logo: assets/logo.svg": '  logo: "assets/logo kantor #1.png"',
    "  # palette:": "  palette:",
    '  #   primary: "#003d7c"': '    primary: "#8a1c4a"',
    "# extra_css: [assets/kantor.css]": "extra_css: [assets/kantor.css]",
    "  - Panduan: panduan/index.md": "  - Panduan: panduan/index.md\n  - Layanan: layanan.md",
    "  # social:": "  social:",
    "  #   - {icon": "    - {icon",
    "  - admonition": "  - admonition\n  - pymdownx.tasklist",
}
PAGE = """\
# Layanan

!!! warning "Kantor tutup"

    Hanya sampai pukul 12.

| Layanan | Waktu |
|---|---|
| Salinan notula | 3 hari |

- [x] Sudah
- [ ] Belum

Kode `rakor check` dan [tautan](tentang/index.md).
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("kantor")
    site = NewSite(NAME, regions()["74.06"], "Bagian Contoh", "rakor@contoh.example")
    write(root, files_of(site, dt.date(2026, 11, 28), None))
    config = (root / "mkdocs.yml").read_text(encoding="utf-8")
    for old, new in OWN.items():
        assert old in config, old
        config = config.replace(old, new)
    (root / "mkdocs.yml").write_text(config, encoding="utf-8")
    picture = io.BytesIO()
    Image.new("RGB", (120, 60), (138, 28, 74)).save(picture, "PNG")
    (root / "docs" / "assets").mkdir()
    (root / "docs" / "assets" / "logo kantor #1.png").write_bytes(picture.getvalue())
    (root / "docs" / "assets" / "kantor.css").write_text("h1{font-style:italic}")
    (root / "docs" / "layanan.md").write_text(PAGE, encoding="utf-8")
    outcome = make(root, make_frame)
    assert outcome.warnings == ()
    with serve_below(root / "site", "/") as base:
        yield base


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_everybody_can_use_it(context_at, office: str, width: int, theme: str):
    context = context_at(
        office, width, bypass_csp=True, color_scheme=theme, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(f"{office}index.html")
    bulletin = page.locator("main a[href*='buletin/']").first.get_attribute("href")
    wrong = []
    pages = ("index.html", "layanan.html", "panduan/index.html", "wilayah/index.html", "cari.html")
    for address in (*pages, "tanggal/index.html", bulletin):
        page.goto(f"{office}{address}", wait_until="load")
        assert NAME in page.locator(".rk-header").inner_text()
        logo = page.locator(".rk-brand img")
        assert logo.evaluate("image => image.naturalWidth") == 120
        page.evaluate(AXE)
        wrong += [f"{address}: {finding}" for finding in page.evaluate(FINDINGS)]
        wrong += [f"{address}: {small}" for small in page.evaluate(SMALL_TARGETS)]
        wide = page.evaluate("() => document.scrollingElement.scrollWidth")
        wrong += [f"{address}: {wide} px wide"] if wide > width else []
    assert not wrong, "\n".join(wrong)
