"""Links to parts of bulletins are judged by the ids that the page really has."""

from __future__ import annotations

from pathlib import Path

import bulletin_text
import pytest
from bulletin_text import NAME, put

from rakor.lint.linter import check
from rakor.markdown.renderer import usual_renderer

HEADINGS = {
    "Putusan & hasil": "putusan-hasil",
    "A/B dan C": "ab-dan-c",
    "Rp5.000.000,00 dan 12%": "rp500000000-dan-12",
    "snake_case_nama": "snake_case_nama",
    "`kode` miring": "kode-miring",
    "*Miring* dan **tebal**": "miring-dan-tebal",
    "Judul [tautan](https://www.contoh.go.id/) di sini": "judul-tautan-di-sini",
    "Señal ñandú": "senal-nandu",
    "Tanda # pagar #": "tanda-pagar",
    "Nomor_1": "nomor_1",
    "Judul &amp; lain": "judul-lain",
    "Ber-id sendiri {#pilihan}": "pilihan",
    "H~2~O dan x^2^": "h2o-dan-x2",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return bulletin_text.project(tmp_path)


def told(root: Path, body: str) -> list[tuple[str, str]]:
    put(root, NAME, bulletin_text.text(body=f"\n{body}\n"))
    return [(p.message, p.remedy) for p in check(root).problems if p.code == "RK605"]


@pytest.mark.parametrize("heading", HEADINGS)
def test_every_heading_can_be_pointed_to(root: Path, heading: str) -> None:
    html = usual_renderer()(f"## {heading}\n")
    name = html.partition('id="')[2].partition('"')[0]
    # What is written here is what the page has; where the dialect changes, so does this.
    if "~" not in heading:
        assert name == HEADINGS[heading]
    assert not told(root, f"[ke sana](#{name})\n\n## {heading}\n\nIsi.")
    wrong = name.replace("_", "").replace("-", "") + "x"
    assert told(root, f"[ke sana](#{wrong})\n\n## {heading}\n\nIsi.")


@pytest.mark.parametrize(
    ("written", "body"),
    [
        ("snakecasenama", "## snake_case_nama"),
        ("miring", "## `kode` miring"),
        ("nama", '<a name="nama"></a>\n\n## Isi'),  # dropped from the page
        ("dalam-kode", "```\n## Dalam kode\n```"),
        ("putusan-hasil_2", "## Putusan & hasil\n\n## Putusan & hasil"),
        ("Arahan-Bupati", "## Arahan Bupati"),  # ids are told apart by case
        ("fn:9", "Kata[^1].\n\n[^1]: Catatan."),
        ("dalam-komentar", "<!-- ## Dalam komentar -->\n\n## Isi"),
    ],
)
def test_what_the_page_does_not_have_is_told(root: Path, written: str, body: str) -> None:
    assert told(root, f"[ke sana](#{written})\n\n{body}\n\nIsi.")


@pytest.mark.parametrize(
    ("written", "body"),
    [
        ("putusan-hasil_1", "## Putusan & hasil\n\nSatu.\n\n## Putusan & hasil"),
        ("tabel-1", "Paragraf.\n{: #tabel-1 }"),
        ("kotak", '<div id="kotak">Isi</div>'),
        ("fn:1", "Kata[^1].\n\n[^1]: Catatan."),
        ("judul-dua-baris", "Judul dua baris\n---------------"),
        ("tingkat-empat", "## A\n\n### B\n\n#### Tingkat empat"),
        ("rk-sumber", "Isi"),  # of the page itself
        ("%61rahan", "## Arahan"),
    ],
)
def test_what_the_page_has_is_not(root: Path, written: str, body: str) -> None:
    assert not told(root, f"[ke sana](#{written})\n\n{body}\n\nIsi.")


def test_a_remedy_is_a_part_that_was_meant(root: Path) -> None:
    body = "[ke sana](#{})\n\n## Arahan Bupati\n\nIsi.\n\n## Arahan Penjabat\n\nIsi."
    for written in ("Arahan-Bupati", "arahan_bupati", "arahan-bupti"):
        ((message, remedy),) = told(root, body.format(written))
        assert (remedy, "Maksud Anda" in message) == ("#arahan-bupati", True)
    # Another part that begins alike is another part.
    ((message, remedy),) = told(root, body.format("arahan-gubernur"))
    assert "Maksud Anda" not in message
    assert not remedy.startswith("#")


def test_parts_of_other_bulletins(root: Path) -> None:
    other = "jawa-timur/kabupaten-probolinggo/2024/2024-11-15-lain.md"
    text = bulletin_text.text("tanggal: 2024-11-15\njudul: Rapat lain yang dirujuk di sini")
    put(root, other, text + "\n## kode_daerah\n\nIsi.\n")
    link = "[ke sana](2024-11-15-lain.md#{})"
    assert not told(root, link.format("kode_daerah"))
    assert told(root, link.format("kodedaerah"))
    # What cannot be rendered has its own message, and no second one here.
    put(root, other, text + "\n## kode_daerah\n\n" + ">" * 2000 + " x\n")
    assert not told(root, link.format("kodedaerah"))
