"""A text that the check had rendered is not rendered again by the build, and is shown the same."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import bulletin_text
import corpus
import pytest
from bulletin_text import FOLDER, put
from foreign import photo
from hashes import tree

from rakor.adapter.frame import make_frame
from rakor.build.builder import Options, make
from rakor.incremental.parallel import Workers
from rakor.lint.checks import FileContext
from rakor.markdown.renderer import USUAL_EXTENSIONS, BodyRenderer
from rakor.settings import STORE_NAME

TEXTS = {
    "polos": "Isi contoh yang polos.",
    "polos-berangka": "Nomor surat 005/1234/2024 tertanggal 14-11-2024, kode 123456789012.",
    "html": "Isi <b>contoh</b> dan <!-- catatan --> lagi.",
    "daftar": "Acuan: [^1]\n\n[^1]: Catatan contoh 081200000000000.",
    "atribut": "Isi contoh { lain } dan\n\n## Judul\n\n[Undangan](undangan.pdf)",
    "kode": "```\n>>> 1234567890123\n```\n\nLalu `kode`.",
    "singkatan": "KPU hadir.\n\n*[KPU]: Komisi Pemilihan Umum\n\n{x}",
    "singkatan-lain": "KPU hadir & lain-lain; <i>KPU</i>.",
    "tabel": "| Nama | Angka |\n|---|--:|\n| a\\|b | 123.456.789.012 |",
    "gambar": "Teks ![Bagan](bagan.png) dan &amp; { .kelas }",
}
"""Texts of which some are rendered to be looked at; none does what its neighbour said."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "situs"
    corpus.write_site(root, 1)
    shutil.rmtree(root / "bulletins")
    bulletin_text.project(root)
    put(root, f"{FOLDER}/bagan.png", photo(30, 20, "png"))
    for number, (name, body) in enumerate(TEXTS.items(), 1):
        day = f"2024-11-{number:02}"
        put(root, f"{FOLDER}/{day}-{name}.md", bulletin_text.text(f"tanggal: {day}", f"\n{body}\n"))
    return root


@pytest.fixture
def converted(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each text went through Python-Markdown."""
    seen: Counter[str] = Counter()
    convert = BodyRenderer.before_cleaning

    def noting(self: BodyRenderer, text: str) -> str:
        seen[text] += 1
        return convert(self, text)

    monkeypatch.setattr(BodyRenderer, "before_cleaning", noting)
    return seen


def build(root: Path, target: Path) -> dict[str, str]:
    outcome = make(root, make_frame, target, Options(workers=Workers(root / STORE_NAME, 1)))
    assert outcome.figures is not None, outcome.checked.problems
    return tree(target)


def again(root: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Build from nothing, with texts that are rendered by the build alone."""
    with monkeypatch.context() as patch:
        patch.setattr(FileContext, "html", None)
        other = target / "sumber"
        for name in ("docs", "bulletins", "hooks"):
            shutil.copytree(root / name, other / name)
        shutil.copy(root / "mkdocs.yml", other)
        shutil.copytree(root / STORE_NAME / "frame", other / STORE_NAME / "frame")
        return build(other, target / "site")


def test_each_text_is_rendered_once(
    root: Path, tmp_path: Path, converted: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = build(root, tmp_path / "site")
    assert len(converted) > 5
    assert set(converted.values()) == {1}
    converted.clear()
    assert again(root, tmp_path / "lain", monkeypatch) == mine
    assert max(converted.values()) == 2  # so the first count was no accident


def test_a_changed_text_is_rendered_once(
    root: Path, tmp_path: Path, converted: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    build(root, tmp_path / "site")
    path = next((root / "bulletins").rglob("*-html.md"))
    path.write_text(path.read_text() + "\nTambahan <b>contoh</b>.\n")
    converted.clear()
    mine = build(root, tmp_path / "site")
    assert set(converted.values()) == {1}
    assert again(root, tmp_path / "lain", monkeypatch) == mine


@pytest.mark.parametrize(
    ("old", "new"),
    [("  - abbr\n", ""), ("toc_depth: 2-3", "permalink: true"), ("  - tables", "  - nl2br")],
)
def test_a_site_of_another_dialect_shows_its_own(
    root: Path, tmp_path: Path, old: str, new: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = root / "mkdocs.yml"
    assert old in config.read_text()
    config.write_text(config.read_text().replace(old, new))
    mine = build(root, tmp_path / "site")
    assert again(root, tmp_path / "lain", monkeypatch) == mine


def test_other_extensions_and_settings_are_another_dialect() -> None:
    assert BodyRenderer(USUAL_EXTENSIONS[1:], {}).is_usual is False
    assert BodyRenderer(USUAL_EXTENSIONS, {"toc": {"toc_depth": "2-4"}}).is_usual is False
    assert BodyRenderer([*USUAL_EXTENSIONS, "smarty"], {}).is_usual is False
