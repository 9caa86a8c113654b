"""What extensions of Markdown make that Material's users know, on own pages and in bulletins."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from rakor.adapter.frame import make_frame
from rakor.build.builder import make
from rakor.registry import regions
from rakor.starter.site import NewSite, files_of, write

TODAY = dt.date(2026, 11, 28)
EXTENSIONS = """\
  - md_in_html
  - pymdownx.details
  - pymdownx.highlight
  - pymdownx.superfences
  - pymdownx.tabbed:
      alternate_style: true
  - pymdownx.tasklist:
      custom_checkbox: true
"""
TEXT = """
!!! success
    Kalimat karangan.

??? example "Contoh lipat"
    Kalimat karangan.

=== "Kabupaten"

    Isi tab pertama.

=== "Kota"

    Isi tab kedua.

- [x] Undangan dikirim
- [ ] Ruang dipesan

Kalimat dengan anotasi (1).
{ .annotate }

1.  Penjelasan anotasi.

```python title="contoh.py"
# komentar
jumlah = 12
```

Istilah
:   Artinya.

| Nama | Jumlah |
|---|--:|
| Satu | 1 |

Kalimat bercatatan.[^1]

[^1]: Catatan kaki.

<input type="text" name="palsu"><input value="palsu">
"""
BULLETIN = """\
---
judul: Rakor karangan untuk pengujian bentuk isi
tanggal: 2026-10-01
wilayah: "74.06"
penyelenggara: Pemkab Bombana
instansi: [Pemkab Bombana]
topik: [pangan]
ringkasan: Kalimat karangan untuk pengujian saja.
sumber: [{nama: Karangan untuk pengujian}]
---
"""
PLACE = "sulawesi-tenggara/kabupaten-bombana/2026/2026-10-01-rakor-karangan"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("bentuk")
    write(root, files_of(NewSite("Kantor", regions()["74.06"], "Bagian"), TODAY, None))
    config = root / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("  - tables\n", f"  - tables\n{EXTENSIONS}"), encoding="utf-8")
    page = "# Bentuk isi\n" + TEXT.partition("<input")[0]
    (root / "docs" / "bentuk.md").write_text(page, encoding="utf-8")
    bulletin = root / "bulletins" / f"{PLACE}.md"
    bulletin.parent.mkdir(parents=True, exist_ok=True)
    bulletin.write_text(BULLETIN + TEXT, encoding="utf-8")
    outcome = make(root, make_frame)
    assert outcome.figures is not None, [problem.message for problem in outcome.checked.errors]
    return root / "site"


@pytest.mark.parametrize("page", ["bentuk.html", f"buletin/{PLACE}.html"])
def test_both_kinds_of_pages_show_the_same(built: Path, page: str) -> None:
    html = (built / page).read_text(encoding="utf-8")
    body = html.partition("<main")[2].partition("</main>")[0]
    for wanted in (
        'class="admonition success"',
        ">Berhasil</p>",
        '<details class="example"',
        'class="tabbed-set tabbed-alternate"',
        'aria-label="Selesai"',
        'aria-label="Belum selesai"',
        'class="annotate"',
        'class="filename"',
        'class="c1"',
        "<dt>Istilah</dt>",
        "<table>",
        'class="footnote-ref"',
    ):
        assert wanted in body, wanted
    assert body.count('type="radio"') == 2
    assert body.count('type="checkbox"') == 2
    assert "palsu" not in body
    assert not re.search(r"\s(style|on\w+)=", body)
    assert "assets/isi.css" in html


def test_the_style_is_loaded_where_it_may_be_used_and_nowhere_else(built: Path) -> None:
    assert (built / "assets" / "isi.css").is_file()
    for page in ("wilayah/index.html", "tanggal/index.html", "cari.html"):
        assert "isi.css" not in (built / page).read_text(encoding="utf-8"), page


def test_a_site_without_such_extensions_does_not_hold_it(tmp_path: Path) -> None:
    write(tmp_path, files_of(NewSite("Kantor", None, "Bagian"), TODAY, None))
    make(tmp_path, make_frame)
    assert not (tmp_path / "site" / "assets" / "isi.css").exists()
    assert "isi.css" not in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
