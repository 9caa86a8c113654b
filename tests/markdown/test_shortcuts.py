"""Shortcuts: the same HTML as Python-Markdown alone, byte for byte."""

from __future__ import annotations

from pathlib import Path

import corpus
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import markdown
from rakor.markdown.shortcuts import ShortcutExtension
from rakor.source.frontmatter import body_of

ROOT = Path(__file__).parents[2]
EXTENSIONS = [
    "abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "sane_lists",
    "tables", "toc",
]  # fmt: skip
CONFIGS = {"toc": {"toc_depth": "2-3"}}

PLAIN = markdown.Markdown(extensions=EXTENSIONS, extension_configs=CONFIGS)
SHORT = markdown.Markdown(extensions=[*EXTENSIONS, ShortcutExtension()], extension_configs=CONFIGS)


def same(text: str) -> None:
    assert SHORT.reset().convert(text) == PLAIN.reset().convert(text)


def test_on_real_bulletins_and_pages() -> None:
    bulletins = sorted((ROOT / "bulletins").rglob("20*.md"))
    assert bulletins
    for path in bulletins:
        same(body_of(path.read_bytes()))
    for path in sorted((ROOT / "docs").rglob("*.md")):
        same(path.read_text())


def test_on_synthetic_bulletins() -> None:
    for made in corpus.documents(150, seed=3):
        same(body_of(made.text.encode()))


_pieces = st.sampled_from(
    """kata Kata. 12.173 *miring* **tebal** _garis_ __dua__ `kode` ``dua ` `` [tautan](a.md)
    [rujukan][r] [^1] ![gambar](g.jpg) ![g][r] <b>x</b> <br> &amp; & &#38; < > \\* \\ a_b_c 2*3*4
    https://contoh.example <https://contoh.example> <a@contoh.example> KPU | a|b : :: {: #x } {.k}
    [r]: [^1]: *[KPU]: - + * 1. 2) # ## > ``` ~~~ --- === ___ !!! " ' é 漢 \u0002 \t 😀""".split(
        " "
    )
)
_glue = st.sampled_from(
    [" ", " ", " ", "\n", "\n", "\n\n", "\n\n", "  \n", "\n    ", "\n  ", "", "\n\n\n"]
)
_texts = st.lists(st.tuples(_pieces, _glue), max_size=25).map(
    lambda pairs: "".join(piece + glue for piece, glue in pairs)
)
_lines = st.lists(
    st.sampled_from(
        [
            "# Judul", "## Judul", "paragraf biasa di sini", "- satu", "  - dua", "1. satu",
            "    kode", "> kutipan", "| a | b |", "|---|--:|", "a | b", "--- | ---", ": makna",
            "istilah", "===", "---", "", "", "", "```", "!!! catatan \"Judul\"", "    isi",
            "[^1]: catatan kaki", "teks[^1]", "*[KPU]: Komisi", "KPU hadir",
            "[r]: https://contoh.example", "[x][r]", "<div>", "</div>", "<p markdown=1>", "a  ",
            "# ", "#", "-", "{: .kelas }", "x {: #id }",
        ]
    ),
    max_size=16,
).map("\n".join)  # fmt: skip


@settings(max_examples=1500)
@given(st.one_of(_texts, _lines))
def test_on_generated_markdown(text: str) -> None:
    same(text)


@settings(max_examples=400)
@given(st.text(alphabet=st.sampled_from("ab \n*_`[]()!<>&\\|:#-+=>~^{}.12\"'é\t"), max_size=60))
def test_on_any_text(text: str) -> None:
    same(text)


@pytest.mark.parametrize("extension", ["smarty", "wikilinks", "nl2br", "md_in_html"])
def test_beside_extensions_it_does_not_know(extension: str) -> None:
    plain = markdown.Markdown(extensions=[*EXTENSIONS, extension])
    short = markdown.Markdown(extensions=[*EXTENSIONS, extension, ShortcutExtension()])
    for made in corpus.documents(25, seed=5):
        text = body_of(made.text.encode()) + '\n\n"kutip" -- [[tautan]]\nbaris\n'
        assert short.reset().convert(text) == plain.reset().convert(text)
