"""What the dialect adds to Python-Markdown: lists and tables as they were meant, and no more."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown.extensions import Extension

import markdown
from rakor.markdown.fast_path import EXTENSIONS
from rakor.markdown.renderer import BodyRenderer
from rakor.source.frontmatter import body_of

ROOT = Path(__file__).parents[2]
CONFIGS = {"toc": {"toc_depth": "2-3"}}
RENDER = BodyRenderer(sorted(EXTENSIONS), CONFIGS)


class _WithoutLines(Extension):
    """Takes out again what changes lines, and with it all that may change what a text says."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - Markdown's name
        md.preprocessors.deregister("rakor-lines")


AS_IT_IS = BodyRenderer(sorted(EXTENSIONS), CONFIGS)
_WithoutLines().extendMarkdown(AS_IT_IS._markdown)


def shape(text: str) -> str:
    """The HTML of a text without line ends."""
    return RENDER.convert(text).replace("\n", "")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Hasil:\n- satu\n- dua", "<p>Hasil:</p><ul><li>satu</li><li>dua</li></ul>"),
        ("Hasil:\n* satu\n* dua", "<p>Hasil:</p><ul><li>satu</li><li>dua</li></ul>"),
        ("Hasil:\n1. satu\n2. dua", "<p>Hasil:</p><ol><li>satu</li><li>dua</li></ol>"),
        ("Hasil:\n1) satu\n2) dua", "<p>Hasil:</p><ol><li>satu</li><li>dua</li></ol>"),
        ("Hasil:\n• satu\n• dua", "<p>Hasil:</p><ul><li>satu</li><li>dua</li></ul>"),
        ("> Kata\n\nHasil\n- satu", "<blockquote><p>Kata</p></blockquote><p>Hasil</p>"
                                    "<ul><li>satu</li></ul>"),
    ],
)  # fmt: skip
def test_lists_right_below_a_line_of_text(text: str, html: str) -> None:
    assert shape(text) == html


@pytest.mark.parametrize(
    "text",
    [
        "Rapat pada November\n2024. Pesertanya 40 orang.",
        "Rapat dibuka pukul\n9. Pesertanya 40 orang.",
        "2024. Sejak tahun itu\n15. Februari adalah tenggatnya.",
        "Ketua KPU\n-nya hadir, begitu pula\n*wakilnya* dan\n+2 orang lain",
        "Rapat dimulai -\ndan selesai - kemarin",
    ],
)
def test_wrapped_lines_are_no_lists(text: str) -> None:
    assert shape(text).count("<p>") == 1
    assert "<li" not in shape(text)


def test_a_year_on_a_wrapped_line_of_an_item_is_no_item() -> None:
    assert shape("1. Rapat November\n2024. Lalu\n2. Dua").count("<li") == 2
    assert shape("- Rapat pukul\n9. pagi\n- Dua").count("<li") == 2


NESTED = "<ul><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ul>"


@pytest.mark.parametrize("blanks", [2, 3, 4, 5])
def test_bullets_within_bullets(blanks: int) -> None:
    assert shape(f"- a\n{' ' * blanks}- b\n{' ' * blanks}- c\n- d") == NESTED


@pytest.mark.parametrize("blanks", [2, 3, 4])
@pytest.mark.parametrize("mark", ["-", "*", "•"])
def test_bullets_within_numbers(blanks: int, mark: str) -> None:
    lead = " " * blanks
    assert shape(f"1. a\n{lead}{mark} b\n{lead}{mark} c\n2. d") == (
        "<ol><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ol>"
    )


@pytest.mark.parametrize("step", [2, 4])
def test_four_levels(step: int) -> None:
    lines = [f"{' ' * (step * depth)}- {name}" for depth, name in enumerate("abcd")]
    made = shape("\n".join([*lines, "- e"]))
    assert made == (
        "<ul><li>a<ul><li>b<ul><li>c<ul><li>d</li></ul></li></ul></li></ul></li><li>e</li></ul>"
    )


@pytest.mark.parametrize(
    "text", ["- a\n\n  lanjut\n- b", "- a\n\n    lanjut\n- b", "- a\n\n  lanjut\n\n- b"]
)
def test_a_second_paragraph_belongs_to_its_item(text: str) -> None:
    made = shape(text)
    assert made.startswith("<ul><li><p>a</p><p>lanjut</p></li><li>")
    assert made.count("<ul>") == 1


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("1. a\n3. b", '<ol><li>a</li><li value="3">b</li></ol>'),
        (
            "3. a\n5. b\n8. c",
            '<ol start="3"><li>a</li><li value="5">b</li><li value="8">c</li></ol>',
        ),
        ("1. a\n2. b\n2. c\n3. d", '<ol><li>a</li><li>b</li><li value="2">c</li><li>d</li></ol>'),
        ("1. a\n1. b\n1. c", "<ol><li>a</li><li>b</li><li>c</li></ol>"),
        ("4. a\n5. b", '<ol start="4"><li>a</li><li>b</li></ol>'),
        ("1. a\n\n3. b", '<ol><li><p>a</p></li><li value="3"><p>b</p></li></ol>'),
        (
            "1. a\n    1. x\n    3. y\n2. b",
            '<ol><li>a<ol><li>x</li><li value="3">y</li></ol></li><li>b</li></ol>',
        ),
    ],
)
def test_numbers_are_shown_as_written(text: str, html: str) -> None:
    assert RENDER(text).replace("\n", "") == html


TABLE = "| a | b |\n|---|---|\n| 1 | 2 |"


@pytest.mark.parametrize("table", [TABLE, "a | b\n--|--\n1 | 2", TABLE.replace("|---|", "|:-:|")])
def test_a_table_right_below_a_line_of_text(table: str) -> None:
    made = shape(f"Jumlahnya:\n{table}")
    assert made.startswith("<p>Jumlahnya:</p><table>")


def test_text_right_below_a_table_is_no_row() -> None:
    assert shape(f"{TABLE}\nSumber: panitia.").endswith("</table><p>Sumber: panitia.</p>")
    assert shape(f"{TABLE}\n- satu").endswith("</table><ul><li>satu</li></ul>")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("- a\n1. b", "<ul><li>a</li></ul><ol><li>b</li></ol>"),
        ("1. a\n- b", "<ol><li>a</li></ol><ul><li>b</li></ul>"),
        ("- a\n## J\nteks", '<ul><li>a</li></ul><h2 id="j">J</h2><p>teks</p>'),
        ("- a\n---\nteks", "<ul><li>a</li></ul><hr><p>teks</p>"),
    ],
)
def test_what_ends_a_list(text: str, html: str) -> None:
    assert shape(text) == html


def test_no_english_word_comes_from_an_extension() -> None:
    made = shape(
        "Naik[^a] dan turun[^a].\n\n[^a]: Dua persen.\n\n"
        + "\n\n".join(f"!!! {name}\n    Isi." for name in ("note", "warning", "tip", "danger"))
    )
    assert not {"Jump", "back", "Note", "Warning", "Tip", "Danger", "footnote "} & set(
        made.replace(">", " ").replace("<", " ").replace('"', " ").split()
    )
    assert made.count("Kembali ke tempat catatan 1 dalam teks") == 2
    assert '<p class="admonition-title">Peringatan</p>' in made
    assert '<p class="admonition-title">Note</p>' in shape('!!! note "Note"\n    Isi.')


# --- what is read rightly today --------------------------------------------------------------

_word = st.sampled_from(
    "rapat Koordinasi 12 24.500 (KPU) dan - *miring* | **tebal** 3. 1) 2024".split()
)
_text = st.lists(_word, min_size=1, max_size=5).map(lambda words: " ".join(["Kata", *words]))


@st.composite
def _list(draw: st.DrawFn, depth: int = 0) -> list[str]:
    """A list as Python-Markdown wants it: four blanks for each level."""
    is_numbered = draw(st.booleans())
    lines = []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        mark = f"{number}." if is_numbered else "-"
        lines.append(f"{mark} {draw(_text)}")
        if depth < 2 and draw(st.integers(0, 3)) == 0:
            lines += ["    " + line for line in draw(_list(depth=depth + 1))]
    return lines


@st.composite
def _table(draw: st.DrawFn) -> list[str]:
    cell = st.sampled_from(["satu", "12", "", "*dua*"])
    rows = draw(st.lists(st.tuples(cell, cell), min_size=1, max_size=3))
    return ["| a | b |", "|---|--:|", *(f"| {one} | {two} |" for one, two in rows)]


_block = st.one_of(
    st.lists(_text.filter(lambda text: "|" not in text), min_size=1, max_size=3),
    _list(),
    _table(),
    _text.map(lambda text: [f"## {text}"]),
    _text.map(lambda text: [f"> {text}"]),
    st.just(["    kode - a", "    lagi"]),
    st.just(["```", "- a", "  - b", "```"]),
    st.just(["!!! note", "    Isi", "    - butir"]),
    st.just(["Istilah", ":   makna"]),
)


@given(st.lists(_block, max_size=6))
def test_what_python_markdown_reads_rightly_is_not_touched(blocks: list[list[str]]) -> None:
    text = "\n\n".join("\n".join(block) for block in blocks)
    assert RENDER.convert(text) == AS_IT_IS.convert(text)


def test_nothing_that_is_shipped_changes() -> None:
    bodies = [body_of(path.read_bytes()) for path in sorted((ROOT / "bulletins").rglob("20*.md"))]
    bodies += [path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").rglob("*.md"))]
    assert len(bodies) > 25
    for body in bodies:
        assert RENDER.convert(body) == AS_IT_IS.convert(body)
