"""A configuration that cannot be used is refused in Indonesian, with its line and what to write."""

from __future__ import annotations

from pathlib import Path

import pytest

from rakor.adapter.frame import make_frame
from rakor.errors import FrameError

CONFIG = """\
site_name: Contoh
theme:
  name: material
  language: id
plugins: [rakor]
nav:
  - Beranda: index.md
  - Data: data/index.html
  - Lain:
      - https://contoh.example/
      - lain/index.md
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8z"/></svg>'


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("situs")
    for name in ("docs/assets", "docs/lain", "bulletins"):
        (root / name).mkdir(parents=True)
    (root / "docs" / "index.md").write_text("# Contoh\n", encoding="utf-8")
    (root / "docs" / "lain" / "index.md").write_text("# Lain\n", encoding="utf-8")
    (root / "docs" / "assets" / "Logo.svg").write_text(SVG, encoding="utf-8")
    return root


def refused(root: Path, config: str) -> list[str]:
    (root / "mkdocs.yml").write_text(config, encoding="utf-8")
    with pytest.raises(FrameError) as error:
        make_frame(root)
    return [line for line in str(error.value).splitlines() if not line.startswith("MkDocs tidak")]


@pytest.mark.parametrize(
    ("old", "new", "place", "what", "write"),
    [
        ("  language: id", "  custom_dir: alih", "4:3: theme.custom_dir", "folder alih", "hapus"),
        ("name: material", "name: materiall", "3:3: theme.name", '"materiall"', "name: material"),
        ("[rakor]", "[rakor, entah]", "5:1: plugins", '"entah" tidak terpasang', "plugins"),
        ("plugins", "markdown_extensions: [abbrr]\nplugins", "5:1: markdown_", '"abbrr"', "tables"),
        ("plugins", "hooks: [hooks/x.py]\nplugins", "5:1: hooks", "hooks/x.py tidak ada", "berkas"),
        ("plugins", "extra_css: a.css\nplugins", "5:1: extra_css", "bukan daftar", "butir"),
        ("plugins", "docs_dir: dokumen\nplugins", "5:1: docs_dir", "dokumen tidak ada", "folder"),
        ("site_name: Contoh\n", "", ": site_name", "belum ditulis", 'site_name: "…"'),
        ("Contoh", '""', "1:1: site_name", "isinya kosong", "site_name:"),
        ("site_name: Contoh", "site_name: 'Contoh", "1:12: ", "petik tidak ditutup", "Contoh"),
        ("theme:", "theme: [", "2:8: ", "[ tidak ditutup", "Tutup"),
        ("  name: m", "\tname: m", "3:1: ", "tab di awal baris", "spasi"),
        ("lain/index.md", "lain/indeks.md", "11:9: nav", "docs/lain/indeks.md", "tentang/index.md"),
        ("lain/index.md", "lain/", "11:9: nav", "docs/lain/ tidak ada", "lain/index.md"),
        ("- Beranda: index.md", "- Kontak: kontak.md", "7:5: nav", "docs/kontak.md", "docs"),
        ("  language", "  palette: {primary: }\n  language", "4:13: theme.p", "kosong", "#0b4a37"),
        (
            "  language",
            "  logo: docs/assets/Logo.svg\n  language",
            "4:3: theme.logo",
            "tidak ada",
            "  assets/Logo.svg",
        ),
        (
            "  language",
            "  logo: assets\\logo.svg\n  language",
            "4:3: theme.logo",
            "tidak ada",
            "  assets/Logo.svg",
        ),
        (
            "  language",
            "  logo: ./assets/Logo.svg\n  language",
            "4:3: theme.logo",
            "dibaca",
            "  assets/Logo.svg",
        ),
        ("plugins", "extra_css: [b.css]\nplugins", "5:13: extra_css", "docs/b.css", "kantor.css"),
        (
            "plugins",
            "extra: {wilayah: 35.10}\nplugins",
            "5:9: extra.wilayah",
            '"35.10"',
            '"35.10" (Kabupaten B',
        ),
        (
            "plugins",
            "extra: {wilayah: [74.06]}\nplugins",
            "5:19: extra.wilayah",
            '"74.06"',
            '"74.06"',
        ),
        (
            "plugins",
            "extra: {wilayah: Probolinggo}\nplugins",
            "extra.wilayah",
            "satu wilayah",
            "35.74",
        ),
    ],
)
def test_it_is_said_where_and_what_to_write(
    folder: Path, old: str, new: str, place: str, what: str, write: str
) -> None:
    assert old in CONFIG
    lines = refused(folder, CONFIG.replace(old, new, 1))
    assert lines[0].startswith("mkdocs.yml:")
    assert place in lines[0]
    assert what in lines[0]
    assert lines[-1].startswith(("  Tulis  ", "  Langkah"))
    assert write in lines[-1]
    assert "Aborted" not in "".join(lines)


def test_what_is_not_known_keeps_its_words_and_gets_its_line(folder: Path) -> None:
    lines = refused(folder, CONFIG.replace("plugins", "dev_addr: kantor\nplugins"))
    why = "Must be a string of format 'IP:PORT'"
    assert lines == [f"mkdocs.yml:5:1: dev_addr: ditolak MkDocs: {why}"]


def test_pages_that_are_made_may_stand_in_the_menu(folder: Path) -> None:
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    assert make_frame(folder).settings.name == "Contoh"
