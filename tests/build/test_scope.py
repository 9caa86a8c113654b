"""A site of one region: no map of the others, and no page of them but where its meetings lead."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from rakor.adapter.frame import make_frame
from rakor.build.builder import make
from rakor.errors import FrameError
from rakor.registry import regions
from rakor.starter.site import NewSite, files_of, write

TODAY = dt.date(2026, 11, 28)
BULLETIN = """\
---
judul: Rakor contoh antardaerah untuk pengujian
tanggal: 2026-10-01
wilayah: "35.07"
penyelenggara: Pemkab Malang
instansi: [Pemkab Malang]
topik: [pangan]
ringkasan: Kalimat karangan untuk pengujian saja.
sumber: [{nama: Karangan untuk pengujian}]
---

Kalimat karangan untuk pengujian saja, tentang rapat yang tidak pernah ada.
"""


def site(root: Path, value: str = '"74.06"') -> Path:
    write(root, files_of(NewSite("Kantor", regions()["74.06"], "Bagian Contoh"), TODAY, None))
    config = root / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace('wilayah: "74.06"', f"wilayah: {value}"), encoding="utf-8")
    return root


def pages(root: Path) -> dict[str, str]:
    made = root / "site"
    return {
        path.relative_to(made).as_posix(): path.read_text(encoding="utf-8")
        for path in made.rglob("*.html")
    }


def test_only_what_is_its_own_and_where_its_meetings_lead(tmp_path: Path) -> None:
    root = site(tmp_path)
    make(root, make_frame)
    alone = pages(root)
    for address in ("index.html", "wilayah/index.html"):
        assert "Kabupaten Bombana" in alone[address]
        assert "rk-map" not in alone[address]
        assert "Jawa Timur" not in alone[address]
        assert "provinsi belum memiliki" not in alone[address]
        assert "Wilayah lain" not in alone[address]
    folders = {address.split("/")[1] for address in alone if address.startswith("wilayah/")}
    assert folders == {"index.html", "sulawesi-tenggara"}

    place = root / "bulletins/jawa-timur/kabupaten-malang/2026"
    place.mkdir(parents=True)
    (place / "2026-10-01-rakor-contoh.md").write_text(BULLETIN, encoding="utf-8")
    make(root, make_frame)
    both = pages(root)
    assert "Wilayah lain" in both["wilayah/index.html"]
    assert "wilayah/jawa-timur/kabupaten-malang/index.html" in both
    assert "wilayah/jawa-timur/kabupaten-malang/index.html" in both["index.html"]

    # Without the setting the map is back.
    config = root / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace('wilayah: "74.06"', "wilayah:"), encoding="utf-8")
    make(root, make_frame)
    found = pages(root)
    assert "rk-map" in found["index.html"]
    assert "Jawa Timur" in found["wilayah/index.html"]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("35.10", "bukan kode"),  # YAML takes it for 35.1
        ("Probolinggo", '"35.13"'),
        ("[74.06]", "bukan kode"),
        ("{a: b}", "bukan kode"),
        ("Antah Berantah", "bukan kode"),
        ("true", "bukan kode"),
    ],
)
def test_what_is_no_region_is_said_with_its_line(tmp_path: Path, value: str, words: str) -> None:
    root = site(tmp_path, value)
    text = (root / "mkdocs.yml").read_text(encoding="utf-8")
    line = text[: text.index("  wilayah:")].count("\n") + 1
    with pytest.raises(FrameError) as refused:
        make_frame(root)
    assert re.match(rf"mkdocs\.yml:{line}:(3|13): extra\.wilayah", str(refused.value))
    assert words in str(refused.value)


@pytest.mark.parametrize("value", ["Kabupaten Bombana", '["74.06", Kota Kendari]', "74", ""])
def test_regions_may_be_several_and_named(tmp_path: Path, value: str) -> None:
    found = make_frame(site(tmp_path, value)).settings.regions
    assert all(code.startswith("74") for code in found)
    assert bool(found) is bool(value)
