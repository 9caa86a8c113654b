"""The writer: the value asked for changes, its lines alone, and nothing else is ever lost."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from rakor.source.canonical import Items, Pairs, Plain, front_matter, plain, plain_value
from rakor.source.frontmatter import parse
from rakor.source.writer import CannotWrite, Writer

REPOSITORY = Path(__file__).resolve().parents[2]

FILE = """\
---
judul: Rapat contoh   # catatan penulis
tanggal: 2024-11-14
wilayah: "35.13"
# yang hadir
instansi:
  - instansi: Pemkab Contoh
    peran: pembicara   # menurut undangan
    wakil:
      nama: Nama Contoh

      jabatan: 'Kepala'
  - KPU
topik: [pilkada, "keamanan"]   # dua saja
ringkasan: >-
  Baris pertama
  dan kedua.
sumber:
- nama: Surat Kabar
  url: https://example.org/a
---

Isi --- dengan garis.
"""


def _changed_lines(before: bytes, after: bytes) -> list[str]:
    pair = (before.decode().splitlines(), after.decode().splitlines())
    lines = difflib.ndiff(*pair)
    return [line for line in lines if line[0] in "+-"]


def _edited(text: str, *steps: tuple[object, ...]) -> str:
    writer = Writer(text.encode())
    for name, *arguments in steps:
        getattr(writer, str(name))(*arguments)
    return writer.to_bytes().decode()


@pytest.mark.parametrize(
    ("step", "lines"),
    [
        (
            ("set", ("judul",), "Judul lain"),
            [
                "- judul: Rapat contoh   # catatan penulis",
                "+ judul: Judul lain   # catatan penulis",
            ],
        ),
        (
            ("set", ("tanggal",), dt.date(2024, 11, 15)),
            ["- tanggal: 2024-11-14", "+ tanggal: 2024-11-15"],
        ),
        (("set", ("wilayah",), "35.74"), ['- wilayah: "35.13"', '+ wilayah: "35.74"']),
        (("set", ("instansi", 1), "Bawaslu"), ["-   - KPU", "+   - Bawaslu"]),
        (
            ("set", ("instansi", 0, "wakil", "jabatan"), "Ketua: umum"),
            ["-       jabatan: 'Kepala'", '+       jabatan: "Ketua: umum"'],
        ),
        (("set", ("instansi", 0, "kehadiran"), "luring"), ["+     kehadiran: luring"]),
        (("insert", ("instansi",), 0, "Kodim 0820"), ["+   - Kodim 0820"]),
        (("insert", ("instansi",), 9, "Kodim 0820"), ["+   - Kodim 0820"]),
        (
            ("insert", ("topik",), 1, "a, b"),
            [
                '- topik: [pilkada, "keamanan"]   # dua saja',
                '+ topik: [pilkada, "a, b", "keamanan"]   # dua saja',
            ],
        ),
        (("insert", ("sumber",), 1, {"nama": "Radio"}), ["+ - nama: Radio"]),
        (
            ("set", ("ringkasan",), "Satu baris."),
            [
                "- ringkasan: >-",
                "-   Baris pertama",
                "-   dan kedua.",
                "+ ringkasan: Satu baris.",
            ],
        ),
        (("remove", ("instansi", 0, "peran")), ["-     peran: pembicara   # menurut undangan"]),
        (
            ("remove", ("instansi", 0, "instansi")),
            [
                "-   - instansi: Pemkab Contoh",
                "-     peran: pembicara   # menurut undangan",
                "+   - peran: pembicara   # menurut undangan",
            ],
        ),
        (
            ("remove", ("topik", 0)),
            ['- topik: [pilkada, "keamanan"]   # dua saja', '+ topik: ["keamanan"]   # dua saja'],
        ),
        (
            ("remove", ("sumber", 0)),
            ["- sumber:", "- - nama: Surat Kabar", "-   url: https://example.org/a"],
        ),
        (
            ("set", ("angka",), [{"nilai": "12.173", "satuan": "orang"}]),
            ["+ angka:", '+   - nilai: "12.173"', "+     satuan: orang"],
        ),
    ],
)
def test_an_edit_changes_its_lines_alone(step: tuple[object, ...], lines: list[str]) -> None:
    after = _edited(FILE, step)
    found = [line for line in _changed_lines(FILE.encode(), after.encode()) if line[0] in "+-"]
    assert sorted(found) == sorted(lines)


def test_a_new_key_goes_where_the_order_says() -> None:
    order = ("judul", "tanggal", "waktu", "wilayah", "tempat", "instansi")
    after = _edited(
        FILE,
        ("set", ("tempat",), "Aula", order),
        ("set", ("waktu",), "09.00–12.00 WIB", order),
    ).splitlines()
    assert after[3] == "waktu: 09.00–12.00 WIB"
    assert after[after.index("tempat: Aula") - 1] == 'wilayah: "35.13"'


def test_long_texts_are_folded_and_read_the_same() -> None:
    text = "kata " * 40 + "akhir: selesai # bukan catatan"
    after = _edited(FILE, ("set", ("judul",), text))
    assert "judul: >-\n" in after
    assert max(map(len, after.splitlines())) <= 100
    document, _ = parse("", after.encode())
    assert document is not None
    assert plain(document.data.get("judul")) == text  # type: ignore[arg-type]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_mark_and_body_stay(line_end: str, mark: bytes) -> None:
    data = mark + FILE.replace("\n", line_end).encode()
    writer = Writer(data)
    assert writer.to_bytes() == data
    writer.set(("pimpinan",), {"nama": "Nama Contoh", "jabatan": "Bupati"})
    writer.remove(("ringkasan",))
    after = writer.to_bytes()
    assert after.startswith(mark + b"---")
    assert after.count(b"\n") == after.count(line_end.encode())
    assert after.endswith(f"{line_end}Isi --- dengan garis.{line_end}".encode())


def test_what_cannot_be_read_is_not_touched() -> None:
    with pytest.raises(CannotWrite):
        Writer(b"---\njudul: [a\n---\n")


def test_nothing_leads_there() -> None:
    writer = Writer(FILE.encode())
    for path in [("tiada", "nama"), ("instansi", 9), ("judul", "nama")]:
        with pytest.raises(KeyError):
            writer.set(path, "x")
    with pytest.raises(KeyError):
        writer.insert(("angka",), 0, "x")
    with pytest.raises(KeyError):
        writer.remove(("angka",))


def test_registry_files_are_written_too() -> None:
    data = b"# topik situs\npilkada: Pemilihan kepala daerah  # lama\nbencana: Bencana"
    writer = Writer(data, whole=True)
    writer.set(("pangan",), "Ketahanan pangan")
    assert writer.to_bytes() == data + b"\npangan: Ketahanan pangan"
    writer.remove(("pilkada",))
    assert writer.to_bytes() == b"# topik situs\nbencana: Bencana\npangan: Ketahanan pangan"


def test_every_bulletin_and_broken_file_is_written_as_it_was() -> None:
    files = [*REPOSITORY.glob("bulletins/**/*.md"), *REPOSITORY.glob("tests/broken/**/*.md")]
    assert len(files) > 50
    readable = 0
    for file in files:
        data = file.read_bytes()
        try:
            writer = Writer(data)
        except CannotWrite:
            continue
        readable += 1
        assert writer.to_bytes() == data, file
    assert readable > 50


# --- properties --------------------------------------------------------------------------------

# What reading takes out of values: characters without width, curly quotes around a whole value.
_TAKEN_OUT = re.compile(
    "[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff“”„‟«»‘’‚‛]"
)
_TEXTS = st.one_of(
    st.sampled_from(
        [
            *("35.13", "0731", "no", "~", "null", "12:30", "2024-11-14", "1e3", "=", "09.00 WIB"),
            *(
                "a: b",
                "a #b",
                "- x",
                "@a",
                "[a]",
                "{b}",
                "|",
                ">",
                "!x",
                "akhir:",
                " tepi ",
                "a\\b",
            ),
            *("'kutip'", 'dua "kutip"', 'it\'s "x"', "dua\nbaris", "é–😀", "panjang: " * 20),
            "kata " * 30 + "akhir",
        ]
    ),
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"]), max_size=40
    ),
).filter(lambda text: not _TAKEN_OUT.search(text))
_KEYS = st.sampled_from(["judul", "tanggal", "instansi", "wakil", "nama", "topik", "sumber", "isi"])


def _values(depth: int = 3) -> st.SearchStrategy[object]:
    if depth == 0:
        return _TEXTS
    below = _values(depth - 1)
    return st.one_of(
        _TEXTS,
        st.lists(below, min_size=1, max_size=4),
        st.dictionaries(_KEYS, below, min_size=1, max_size=4),
    )


_DATA = st.dictionaries(_KEYS, _values(), min_size=1, max_size=6)


@given(_DATA)
def test_the_one_form_reads_as_it_was_meant(data: dict[str, object]) -> None:
    written = front_matter(data)  # type: ignore[arg-type]
    document, report = parse("", f"---\n{written}---\n".encode())
    assert document is not None, (written, report.problems)
    assert plain(document.data) == plain_value(data)  # type: ignore[arg-type]
    # A reader that knows nothing of us takes every text for a text, but days.
    loaded = yaml.safe_load(written)
    assert _as_text(loaded) == data


def _as_text(value: object) -> object:
    if isinstance(value, dict):
        return {key: _as_text(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_as_text(one) for one in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def _styled(value: object, draw: st.DrawFn, indent: int, in_flow: bool) -> str:
    """YAML as people write it: other quotes, brackets, indents and comments than ours."""
    if isinstance(value, str):
        style = draw(st.sampled_from(["'", '"', None]))
        return (
            yaml.dump(value, default_style=style, width=10_000, allow_unicode=True)
            .replace("\n...", "")
            .rstrip("\n")
        )
    flow = in_flow or draw(st.booleans())
    if flow:
        return yaml.dump(value, default_flow_style=True, width=100_000, allow_unicode=True).strip(
            "\n"
        )
    pad = " " * indent
    note = draw(st.sampled_from(["", "\n" + pad + "# catatan", "\n"]))
    if isinstance(value, dict):
        parts = []
        for key, one in value.items():
            is_block = not isinstance(one, str)
            inner = _styled(one, draw, indent + 2, in_flow)
            joint = f"\n{' ' * (indent + 2)}" if is_block and inner[0] not in "[{" else " "
            parts.append(f"{key}:{joint}{inner}")
        return f"{note}\n{pad}".join(parts)
    assert isinstance(value, list)
    return f"{note}\n{pad}".join(f"- {_styled(one, draw, indent + 2, in_flow)}" for one in value)


@st.composite
def _files(draw: st.DrawFn) -> tuple[str, dict[str, object]]:
    data = draw(_DATA)
    text = _styled(data, draw, 0, False)
    return f"---\n{text}\n---\n\nIsi.\n", data


def _paths(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    found = [path] if path else []
    if isinstance(value, Pairs):
        for key, one in value:
            found += _paths(one, (*path, key))
    elif isinstance(value, Items):
        for number, one in enumerate(value):
            found += _paths(one, (*path, number))
    return found


def _data(text: str | bytes) -> Plain | None:
    document, _ = parse("", text.encode() if isinstance(text, str) else text)
    return plain(document.data) if document else None


@settings(max_examples=300)
@given(st.data())
def test_an_edit_loses_nothing(draw: st.DataObject) -> None:
    text, _ = draw.draw(_files())
    before = _data(text)
    if before is None or not isinstance(before, Pairs):
        return
    writer = Writer(text.encode())
    assert writer.to_bytes() == text.encode()
    path = draw.draw(st.sampled_from(_paths(before)))
    value = draw.draw(_values(1))
    writer.set(path, value)  # type: ignore[arg-type]
    after = _data(writer.to_bytes())
    assert _with_value(before, path, plain_value(value)) == after  # type: ignore[arg-type]
    if len(path) == 1:
        _assert_only_lines_of(text, writer.to_bytes().decode(), path)


@settings(max_examples=200)
@given(st.data())
def test_adding_and_removing_lose_nothing(draw: st.DataObject) -> None:
    text, _ = draw.draw(_files())
    before = _data(text)
    if not isinstance(before, Pairs):
        return
    writer = Writer(text.encode())
    path = draw.draw(st.sampled_from(_paths(before)))
    value = draw.draw(_values(1))
    held = _value_at(before, path)
    if isinstance(held, Items):
        at = draw.draw(st.integers(0, len(held)))
        writer.insert(path, at, value)  # type: ignore[arg-type]
        wanted: Plain = Items([*held[:at], plain_value(value), *held[at:]])  # type: ignore[arg-type]
    elif isinstance(held, Pairs):
        writer.set((*path, "baru"), value)  # type: ignore[arg-type]
        wanted = Pairs([*held, ("baru", plain_value(value))])  # type: ignore[arg-type]
    else:
        writer.set(("baru",), value)  # type: ignore[arg-type]
        writer.remove(("baru",))
        wanted = held
    assert _data(writer.to_bytes()) == _with_value(before, path, wanted)


def _value_at(data: Plain, path: tuple[str | int, ...]) -> Plain:
    for part in path:
        data = dict(data)[part] if isinstance(data, Pairs) else data[part]  # type: ignore
    return data


def _with_value(data: Plain, path: tuple[str | int, ...], value: Plain) -> Plain:
    if not path:
        return value
    if isinstance(data, Pairs):
        return Pairs(
            (key, _with_value(one, path[1:], value) if key == path[0] else one) for key, one in data
        )
    assert isinstance(data, Items)
    return Items(
        _with_value(one, path[1:], value) if n == path[0] else one for n, one in enumerate(data)
    )


def _assert_only_lines_of(before: str, after: str, path: tuple[str | int, ...]) -> None:
    """Lines above the key and below its value are as they were."""
    document, _ = parse("", before.encode())
    assert document is not None
    key, node = next(pair for pair in document.data.entries if pair[0].value == path[0])
    head = before[: before.rfind("\n", 0, key.start) + 1]
    tail = before[before.find("\n", max(node.end, key.end)) :]
    assert after.startswith(head)
    assert after.endswith(tail)
