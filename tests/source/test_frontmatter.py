"""Reading front matter: places, encodings, and input that means no good."""

from __future__ import annotations

import codecs
import time
from dataclasses import dataclass, field

import bulletin_text
import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rakor.source import frontmatter
from rakor.source.frontmatter import parse
from rakor.source.nodes import Mapping, Node, Scalar, Sequence

# --- places ----------------------------------------------------------------------------------

WORD = st.text("abcdefghijklmnopqrstuvwxyz_", min_size=1, max_size=8)
LETTERS = st.text("abcXYZ 019.,()–“”éß日本😀\u0301\u2028\x85", min_size=1, max_size=20).map(
    lambda text: " ".join(text.split()) or "x"
)
PLAIN = LETTERS.map(lambda text: "n" + text.rstrip(",. "))


@dataclass
class Writer:
    """Writes front matter and notes where each key and value begins."""

    end: str
    lines: list[str] = field(default_factory=list)
    places: list[tuple[int, int, str]] = field(default_factory=list)

    def put(self, lead: str, *parts: tuple[str, str]) -> None:
        """A line of ``lead`` and parts; each part is its writing and its value ("": no node)."""
        line = lead
        for written, value in parts:
            if value:
                self.places.append((len(self.lines) + 2, len(line) + 1, value))
            line += written
        self.lines.append(line)

    def text(self) -> str:
        return self.end.join(["---", *self.lines, "---", "isi", ""])


def write_value(value: str, style: str) -> str:
    if style == "'":
        return "'" + value.replace("'", "''") + "'"
    if style == '"':
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return value


ENTRY = st.one_of(
    st.tuples(st.just("scalar"), PLAIN, st.sampled_from(["", "'", '"'])),
    st.tuples(st.just("list"), st.lists(PLAIN, min_size=1, max_size=3), st.sampled_from("'\"")),
    st.tuples(st.just("map"), st.dictionaries(WORD, PLAIN, min_size=1, max_size=3), st.just("")),
)


@given(
    st.dictionaries(WORD, ENTRY, min_size=1, max_size=6),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
)
def test_every_key_and_value_knows_its_place(
    entries: dict[str, tuple[str, object, str]], end: str, with_mark: bool
) -> None:
    writer = Writer(end)
    for key, (kind, value, style) in entries.items():
        if kind == "scalar":
            assert isinstance(value, str)
            writer.put("", (key, key), (": ", ""), (write_value(value, style), value))
        elif kind == "list":
            assert isinstance(value, list)
            writer.put("", (key, key), (":", ""))
            for item in value:
                writer.put("  - ", (write_value(item, style), item))
        else:
            assert isinstance(value, dict)
            writer.put("", (key, key), (":", ""))
            for inner, text in value.items():
                writer.put("  ", (inner, inner), (":   ", ""), (text, text))
    data = (codecs.BOM_UTF8 if with_mark else b"") + writer.text().encode()
    document, report = parse("a.md", data)
    assert not report.problems
    assert document is not None
    found = [(*document.source.position(node.start), node.value) for node in scalars(document.data)]
    # U+2028 and U+0085 end a line for YAML, which folds it; places must not care.
    assert [place[:2] for place in found] == [place[:2] for place in writer.places]
    for (_, _, value), (_, _, wanted) in zip(found, writer.places, strict=True):
        assert value.split() == wanted.split()


def scalars(node: Node) -> list[Scalar]:
    if isinstance(node, Scalar):
        return [node]
    if isinstance(node, Sequence):
        return [scalar for item in node.items for scalar in scalars(item)]
    return [scalar for key, value in node.entries for scalar in (key, *scalars(value))]


def read(front: str) -> Mapping:
    document, report = parse("a.md", f"---\n{front}\n---\n".encode())
    assert document is not None, report.problems
    return document.data


def test_every_value_is_the_text_that_was_written() -> None:
    data = read("a: 35.10\nb: 0731\nc: no\nd: 2024-11-14\ne: 12:30\nf: 1_000\ng: .inf")
    assert [value.value for _, value in data.entries if isinstance(value, Scalar)] == [
        "35.10",
        "0731",
        "no",
        "2024-11-14",
        "12:30",
        "1_000",
        ".inf",
    ]


def test_repeated_keys_are_kept() -> None:
    assert [key.value for key, _ in read("a: 1\nb: 2\na: 3").entries] == ["a", "b", "a"]


@pytest.mark.parametrize("written", ["", "~", "null", '""', "' '"])
def test_nothing_is_nothing(written: str) -> None:
    node = read(f"a: {written}").get("a")
    assert isinstance(node, Scalar)
    assert node.is_empty


def test_null_in_quotes_is_a_word() -> None:
    node = read('a: "null"').get("a")
    assert isinstance(node, Scalar)
    assert not node.is_empty


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_body_has_plain_line_ends(end: str) -> None:
    document, _ = parse("a.md", f"---{end}a: b{end}---{end}satu{end}{end}dua".encode())
    assert document is not None
    assert document.body == "satu\n\ndua"


def test_blocks_end_with_their_text() -> None:
    data = read("a: |\n  satu\n  dua\n\n\nb: c")
    node = data.get("a")
    assert node is not None
    assert node.end == len("---\na: |\n  satu\n  dua")


# --- the two loaders -------------------------------------------------------------------------

GOOD = bulletin_text.text(
    'pimpinan: {nama: "Contoh 😀", jabatan: Ketua}\ntempat: >-\n  Aula\n  Contoh\nangka: [1, 2]'
)


def test_the_loader_in_python_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    fast = parse("a.md", GOOD.encode())
    monkeypatch.setattr(frontmatter, "_Loader", yaml.SafeLoader)
    slow = parse("a.md", GOOD.encode())
    assert fast[0] is not None
    assert slow[0] is not None
    assert fast[0].data == slow[0].data


SLIPS = [
    ("a: b: c", "RK121"),
    ("a: 'x\nb: c", "RK122"),
    ('a: "x\nb: "y"', "RK122"),
    ("a:\n\tb: c", "RK120"),
    ("a: @x", "RK124"),
    ("a: b\n c: d", "RK123"),
    ("a:b\nc: d", "RK125"),
    ("a: b\nfoo\nc: d", "RK125"),
    ("a: [x, y\nb: c", "RK126"),
    ('a: "x" y', "RK127"),
    ('a: "\\q"', "RK128"),
    ("a: &x y", "RK116"),
    ("a: *x", "RK116"),
    ("a: !x y", "RK116"),
    ("a: b\n...\nc: d", "RK117"),
]


@pytest.mark.parametrize("loader", [yaml.CSafeLoader, yaml.SafeLoader])
@pytest.mark.parametrize(("front", "code"), SLIPS)
def test_slips_are_named(
    front: str, code: str, loader: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frontmatter, "_Loader", loader)
    document, report = parse("a.md", f"---\n{front}\n---\n".encode())
    assert document is None
    assert [problem.code for problem in report.problems] == [code]


# --- hostile input ---------------------------------------------------------------------------


def read_or_refuse(data: bytes) -> None:
    document, report = parse("a.md", data)
    assert (document is None) == bool(report.problems)


@given(st.binary(max_size=400))
@example(b"---\n\x00")
@example(b"\xff\xfe---\n")
@example(b"---\na: \xed\xa0\x80\n---\n")
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    read_or_refuse(data)


@given(st.text("abc:-'\"[]{}#&*!|>%@`,?~\\ \t\n\r\u2028\x85é😀", max_size=120))
@settings(max_examples=400)
def test_any_punctuation_is_read_or_refused(front: str) -> None:
    read_or_refuse(f"---\n{front}\n---\nisi\n".encode())


@given(st.data())
@settings(max_examples=200)
def test_damaged_bulletins_are_read_or_refused(data: st.DataObject) -> None:
    raw = bytearray(GOOD.encode())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(raw)))
        cut = data.draw(st.integers(0, 5))
        raw[at : at + cut] = data.draw(st.binary(max_size=4))
    read_or_refuse(bytes(raw))


@pytest.mark.parametrize(
    "front",
    [
        "[" * 90_000,
        "{" * 90_000,
        "- " * 45_000,
        "? " * 45_000,
        "a: " + "[" * 40_000 + "]" * 40_000,
        "a: &a [x]\n" + "b: [*a, *a]\n" * 1_000,
        "a: " + "x" * 99_000,
        "a: '" + "'" * 90_000,
        '"' * 90_000,
        "a:\n" * 30_000,
        "\n".join(f"k{n}: v" for n in range(9_000)),
        "a: |\n" + " \n" * 45_000,
        "#" * 99_000,
        "'\n" * 45_000,
        "a: 'b\n" * 15_000,
    ],
    ids=range(15),
)
def test_bombs_fizzle(front: str) -> None:
    before = time.process_time()
    read_or_refuse(f"---\n{front}\n---\n".encode())
    # Seconds on the slowest machine; what is quadratic takes minutes.
    assert time.process_time() - before < 20
