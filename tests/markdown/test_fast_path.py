"""Plain texts straight to HTML: what Python-Markdown and the cleaner would make, byte for byte."""

from __future__ import annotations

from pathlib import Path

import corpus
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs.config import load_config

from rakor.markdown.conventions import page_link
from rakor.markdown.fast_path import EXTENSIONS, is_known, plain_html
from rakor.markdown.renderer import BodyRenderer
from rakor.source.frontmatter import body_of

ROOT = Path(__file__).parents[2]
CONFIGS = {"toc": {"toc_depth": "2-3"}}
LONG = BodyRenderer(sorted(EXTENSIONS), CONFIGS)


def same(text: str) -> bool:
    """Hold a text against the long way; whether the short one was open to it."""
    made = plain_html(text, page_link)
    if made is not None:
        assert made == LONG.convert(text)
    return made is not None


def test_all_real_bulletins_are_plain() -> None:
    bulletins = sorted((ROOT / "bulletins").rglob("20*.md"))
    assert bulletins
    assert all(same(body_of(path.read_bytes())) for path in bulletins)


def test_most_synthetic_bulletins_are_plain() -> None:
    found = list(corpus.documents(300, seed=4))
    assert any("![" in one.body for one in found)
    made = [same(body_of(one.text.encode())) for one in found]
    assert sum(made) > 0.9 * len(made)


@pytest.mark.parametrize(
    "text",
    [
        "Satu paragraf.",
        "Dua\nbaris & satu lagi.",
        "Ini **tebal**, itu *miring*.",
        "Lihat [buletin lain](../2024/2024-11-14-rakor.md#arahan) dan [situs](https://a.example/b).",
        "## Arahan\n\nSatu.\n\n### Arahan\n\nDua.\n\n## Éé “x”",
        "- satu\n- **dua**\n\nLalu\n\n1. a\n2. b\n3. c",
        "> Kata orang\n> itu.\n\nSelesai.",
        "| a | b |\n|:-:|--:|\n| 1 | *2* |\n|  | x |",
        "1.200 orang hadir.",
        "## 2 hal",
        "![Foto rapat](foto.jpg)",
        "Lihat ![Bupati (kiri), 14 November](../foto/IMG_2024_1.jpg) di sini.",
        "![](a.png)\n*Keterangan*\n![Kata \"rapat\" & 'x'](b.jpg)".replace(" &", ","),
        "- ![a](b.jpg)\n- c",
        "| a | b |\n|---|---|\n| ![g](g.png) | [t](t.md) |",
    ],
)
def test_the_short_way_is_open_to(text: str) -> None:
    assert same(text)


@pytest.mark.parametrize(
    "text",
    [
        "<b>x</b>", "`kode`", "a_b_", "\\*", "[x][y]", "[^1]", "*[KPU]: Komisi", "a  \nb",
        "    kode", "# Satu", "- a\n    - b", "- a\n\n- b", "> a\n\n> b", "teks\n- butir",
        "istilah\n: makna", "## Judul {#id}", "***dua***", "![g](g_1.png) a_b_", "a\u00a0b",
        "![*g*](g.png)", "![g & h](g.png)", '![g](g.png "judul")', "![g](https://a.example/g.png)",
        "[![g](g.png)](a.md)", "**![g](g.png)**", "![g][g]", "![g]", "![ g](g.png)",
        "![g](g h.png)",
        "![g](é.png)", "![g](<g.png>)", "![^1](g.png)", "![a_b_](g.png)", "![g](//a/b.png)",
        "judul\n===", "&amp;", "AT&T", "[x](javascript:alert)", "[x](a b)", "* a", "2. a",
        "1. a\n3. b", "a:\n- b", "1. a\n2024. b", "a:\n1. b", "• a",
        "| a |\n|---|\n| b | c |",
    ],
)  # fmt: skip
def test_the_short_way_is_closed_to(text: str) -> None:
    assert plain_html(text, page_link) is None


_words = st.sampled_from(
    """kata Kata. 12.173 *miring* **tebal** 2*3*4 ** * [tautan](a.md) [t](https://a.example/#b) & |
    > - 1. 2) # ## (dalam “kutip” "dua" 'satu' é 漢 😀 — !satu a!b = == --- : ; ] [ ( ) kata/kata
    https://contoh.example a@b.example x&y &lt; 1.000 1) 10. KPU *[KPU]: [^1] [^1]:
    [a]: b ![g](g.png) ![](a_b_c.jpg) ![dua](../f/IMG_1.jpg)! !![g](g.png) ![x](y.md) ![g] ![g][g]
    [![g](g.png)](a.md) ![*g*](g.png) *![g](g.png)* ![g](g.png)* ![a](b_.png)_ _c ![é“](a-b.JPG)
    ![a](b.png)[c](d.md) [c](d.md)![a](b.png) ![a](/b.png) ![a]((b.png)) ![](b.png)![](b.png)
    """.split()
)
_prose = st.lists(_words, min_size=1, max_size=8).map(" ".join)
_blocks = st.one_of(
    _prose,
    st.lists(_prose, min_size=2, max_size=3).map("\n".join),
    st.lists(_prose.map("- {}".format), min_size=1, max_size=3).map("\n".join),
    st.lists(_prose.map("1. {}".format), min_size=1, max_size=3).map("\n".join),
    st.lists(_prose.map("> {}".format), min_size=1, max_size=2).map("\n".join),
    _prose.map("## {}".format),
    _prose.map("### {} ##".format),
    st.tuples(_words, _words, st.sampled_from(["|---|--:|", "|:-|:-:|", "| - | - |", "|---|"])).map(
        lambda cells: f"| {cells[0]} | b |\n{cells[2]}\n| {cells[1]} |c|"
    ),
)
_texts = st.lists(_blocks, max_size=6).map("\n\n".join)


@settings(max_examples=1000)
@given(_texts)
def test_on_generated_markdown(text: str) -> None:
    same(text)


@settings(max_examples=1500)
@given(
    st.text(alphabet=st.sampled_from("ab \n\n*[]()!_&|:#-+=>^.12\"'é“\u2028\u00ad"), max_size=40)
)
def test_on_any_text(text: str) -> None:
    same(text)


_span = st.lists(st.sampled_from(["![", "[", "]", "](", ")", "a", "b.png", "_", "!", "*", " "]))


@settings(max_examples=1500)
@given(_span.map("".join))
def test_on_any_brackets(text: str) -> None:
    same(text)
    same(f"Awal ![{text}](b.png)")
    same(f"Awal ![a]({text}) akhir")


@settings(max_examples=500)
@given(st.text(max_size=20))
def test_on_any_character(text: str) -> None:
    same(f"Awal {text} akhir.")
    same(f"## Awal {text}")


def test_the_shipped_site_has_the_known_dialect() -> None:
    config = load_config(str(ROOT / "mkdocs.yml"))
    assert is_known([str(name) for name in config.markdown_extensions], config.mdx_configs)


def test_only_the_known_dialect_is_taken() -> None:
    assert is_known(sorted(EXTENSIONS), CONFIGS)
    assert is_known(sorted(EXTENSIONS), {**CONFIGS, "footnotes": {}})
    assert not is_known([*sorted(EXTENSIONS), "smarty"], CONFIGS)
    assert not is_known(sorted(EXTENSIONS - {"toc"}), CONFIGS)
    assert not is_known(sorted(EXTENSIONS), {"toc": {"permalink": True}})
