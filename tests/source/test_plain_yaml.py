"""Front matter read line by line is what YAML's own parser makes of it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rakor.diagnostics import Report, Source
from rakor.source.frontmatter import MAX_NODES, _Composer, _StopReading, read_text, split
from rakor.source.nodes import Node
from rakor.source.plain_yaml import read_lines

REPOSITORY = Path(__file__).resolve().parents[2]
REAL = sorted((REPOSITORY / "bulletins").glob("*/**/*.md"))

_OFFSET = 4


def _parsed(text: str) -> Node | None:
    """What the parser reads; None where it finds a slip."""
    report = Report(Source("a.md", "---\n" + text))
    try:
        node = _Composer(text, _OFFSET, report, MAX_NODES).document()
    except (yaml.YAMLError, _StopReading):
        return None
    return None if report.problems else node


_VALUES = st.sampled_from(
    [
        *("a", "Rapat koordinasi", "10.30–12.45 WIB", "a:b", "a#b", "https://example.org/a?b=c#d"),
        *('"35.13"', "'Jum at'", '""', "''", '"a: b # c"', "a'b", 'a"b', "a, b", "a [b] {c}", "é"),
        *(
            ">-",
            ">-",
            "|",
            ">",
            "- a",
            "-a",
            "?a",
            "a: b",
            "a #b",
            "a:",
            "# a",
            "a ",
            '"a',
            '"\\n"',
        ),
        *("[a]", "{a: b}", "&a b", "*a", "!a b", "%a", "@a", "`a", "~", "null", "---", "...", ""),
        *("<<", "=", "(a)", "…", "😀", "a\u00a0", "\u00a0a", "a - b", '"a" b', "'it''s'", "\t"),
    ]
)
_KEYS = st.sampled_from(
    ["judul", "isi", "nama", "a", "Ab_1", "tindak lanjut", '"judul"', "é", "<<"]
)
_LINES = st.one_of(
    st.builds(lambda key, value: f"{key}: {value}", _KEYS, _VALUES),
    st.builds(lambda key: f"{key}:", _KEYS),
    st.builds(lambda value: f"- {value}", _VALUES),
    st.builds(lambda key, value: f"- {key}: {value}", _KEYS, _VALUES),
    st.builds(lambda key: f"- {key}:", _KEYS),
    st.builds(lambda value: f"-  {value}", _VALUES),
    _VALUES,
    st.sampled_from(["", "-", "judul: >-", "- >-", "- isi: >-", "sebuah kalimat", "lalu: lagi"]),
)
_BLANKS = st.sampled_from([0, 0, 2, 2, 4, 6, 1]).map(" ".__mul__)
_INDENTED = st.builds(str.__add__, _BLANKS, _LINES)
_TEXTS = st.lists(_INDENTED, min_size=1, max_size=8).map(lambda lines: "\n".join([*lines, ""]))


@settings(max_examples=400)
@given(_TEXTS)
@example("a:\n- b\nc: d\n")
@example("a:\n  - b: c\n    d:\n    - e\n  - f\n")
@example("- a: b\n")
@example("a: >-\n  b: c\n  - d\ne: f\n")
@example("a: >-\n    b\n  c\n")
@example("a: >-\n  b\n    c\n")
@example("a: >-\n  b:  \n")
@example("a: >-\n  b\n  \n")
@example("a: >-\n  b\u00a0\n")
@example("a: >-\n")
@example("a: >-\nb: c\n")
@example("a: b\n  c: d\n")
@example("a:\nb: c\n")
@example("a:\n")
@example("a: b\n- c\n")
@example("a: b\n%c: d\n")
@example("a: !b\n")
@example("a: b #c\n")
@example("a: b\t#c\n")
@example("a: b\rc: d\n")
@example("a: b:\n")
@example("a: b: c\n")
@example('a: "b" c\n')
@example("a:\n  b: c\n d: e\n")
@example("a:\n  - b\n - c\n")
def test_lines_are_read_as_the_parser_reads_them(text: str) -> None:
    read = read_lines(text, _OFFSET, MAX_NODES)
    assert read is None or read == _parsed(text)


def test_too_many_nodes_are_left_to_the_parser() -> None:
    text = "a:\n" + "- b\n" * 10
    assert read_lines(text, 0, 44) is not None
    assert read_lines(text, 0, 43) is None


def test_too_many_levels_are_left_to_the_parser() -> None:
    levels = [f"{' ' * depth}a:\n" for depth in range(11)]
    assert read_lines("".join([*levels[:5], " " * 5 + "a: b\n"]), 0, MAX_NODES) is not None
    assert read_lines("".join([*levels, " " * 11 + "a: b\n"]), 0, MAX_NODES) is None


@pytest.mark.parametrize("path", REAL, ids=[path.stem for path in REAL])
def test_real_bulletins_are_read_by_lines(path: Path) -> None:
    source, report = read_text(path.name, path.read_bytes())
    parts = split(source, report)
    assert parts is not None
    text = source.text[parts[0] : parts[1]]
    read = read_lines(text, _OFFSET, MAX_NODES)
    assert read is not None
    assert read == _parsed(text)
