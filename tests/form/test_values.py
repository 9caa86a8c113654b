"""What a file says, in the boxes of the form and back: nothing that nobody touched changes."""

from __future__ import annotations

from pathlib import Path

import bulletin_text
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rakor.form.saving import write
from rakor.form.values import Values, day_of, iso_day, of_file, of_form, time_of, to_form
from rakor.source.frontmatter import parse
from rakor.source.writer import Writer

REPOSITORY = Path(__file__).parents[2]
SHIPPED = sorted((REPOSITORY / "bulletins").rglob("*.md"))
LONG = """\
# sebuah catatan
tanggal: {mulai: 2024-11-14, selesai: 2024-11-15}   # dua hari
waktu: 09.00-12.00 wib
penyelenggara:
  melalui: Bagian Pemerintahan
  instansi: Pemkab Probolinggo
pimpinan: {jabatan: Pj Bupati Probolinggo}
instansi:
  - KPU Kabupaten Probolinggo   # ketuanya
  - instansi: Kodim 0820
    peran: pembicara
    wakil: {nama: Contoh Satu, jabatan: Dandim}
  - {instansi: Forkopimda, wakil: [{nama: Contoh Dua}, {jabatan: Asisten}]}
tindak_lanjut:
  - isi: Contoh pertama dikerjakan.
    id: contoh-pertama
    # tenggatnya menyusul
    tenggat: 14/12/2024
  - isi: >-
      Contoh kedua yang panjang
      dilanjutkan di baris ini.
    jenis: imbauan
angka:
  - nilai: "12.173"
    satuan: orang
terkait:
  - jawa-timur/2024/2024-11-20-lanjutan"""


def unchanged(data: bytes) -> None:
    writer = Writer(data)
    values = of_file(writer)
    posted = of_form(to_form(values), values.other)
    assert posted == values
    write(writer, posted)
    assert writer.to_bytes() == data


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_bulletin_that_nobody_touched_stays_byte_for_byte(path: Path) -> None:
    unchanged(path.read_bytes())


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "extra",
    [
        LONG,
        "tanggal: 14 Nopember 2024\nwaktu: pagi",
        "tanggal: besok\nwaktu: 09.00 WIB s.d. selesai",
        "instansi: KPU Kabupaten Probolinggo, Polres Probolinggo\ntopik: pilkada, keamanan",
        "judul:\n  - satu\n  - dua\npimpinan:\n  - nama: Contoh\nsumber: Situs Contoh",
        "tindak_lanjut:\n  - Satu kalimat saja.\n  -\nangka: []\npenyelenggara: ~",
        "ringkasan: |\n  Dua baris\n  contoh.\nmode: offline\nstatus: draft",
    ],
)
def test_no_form_of_writing_is_lost(extra: str, ends: str) -> None:
    unchanged(bulletin_text.text(extra).replace("\n", ends).encode())


words = st.text(
    st.characters(blacklist_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp", "Cf")), max_size=40
)


@given(words, words, words, st.sampled_from(["peserta", "pembicara"]), st.booleans())
def test_whatever_is_written_is_read_again(
    title: str, agency: str, name: str, role: str, is_added: bool
) -> None:
    data = bulletin_text.text(LONG).encode()
    writer = Writer(data)
    before = of_file(writer)
    boxes = to_form(before)
    boxes["judul"] = [title]
    boxes["instansi.1.instansi"] = [agency]
    boxes["instansi.1.peran"] = [role]
    boxes["instansi.0.wakil.0.nama"] = [name]
    if is_added:
        boxes["instansi.3.instansi"] = [name]
    wanted = of_form(boxes)
    write(writer, wanted)
    again = of_file(Writer(writer.to_bytes()))
    assert again.texts == wanted.texts
    assert _rows(again, "instansi") == _rows(wanted, "instansi")
    assert _rows(again, "tindak_lanjut") == _rows(before, "tindak_lanjut")
    text = writer.to_bytes().decode()
    for kept in (
        "# sebuah catatan",
        "   # dua hari",
        "id: contoh-pertama",
        "waktu: 09.00-12.00 wib",
    ):
        assert kept in text


def _rows(values: Values, key: str) -> list[object]:
    return [row.says() for row in values.rows[key]]


def test_a_change_rewrites_its_own_lines_only() -> None:
    data = bulletin_text.text(LONG).encode()
    writer = Writer(data)
    boxes = to_form(of_file(writer))
    boxes["tindak_lanjut.0.isi"] = ["Contoh pertama selesai dikerjakan."]
    del boxes["instansi.0.instansi"], boxes["instansi.0.asal"], boxes["instansi.0.peran"]
    del boxes["instansi.0.kehadiran"]
    write(writer, of_form(boxes))
    before = data.decode().splitlines()
    after = writer.to_bytes().decode().splitlines()
    assert [line for line in before if line not in after] == [
        "  - KPU Kabupaten Probolinggo   # ketuanya",
        "  - isi: Contoh pertama dikerjakan.",
    ]
    assert [line for line in after if line not in before] == [
        "  - isi: Contoh pertama selesai dikerjakan."
    ]


def test_what_is_written_in_another_form_is_left_alone() -> None:
    data = bulletin_text.text("topik: pilkada, keamanan").encode()
    writer = Writer(data)
    values = of_file(writer)
    assert values.other == {"topik"}
    posted = of_form({**to_form(values), "topik": ["keamanan"]}, values.other)
    write(writer, posted)
    assert writer.to_bytes() == data


@pytest.mark.parametrize(
    ("boxes", "day"),
    [
        (("14", "11", "2024"), "2024-11-14"),
        (("14", "Nopember", "2024"), "2024-11-14"),
        (("Kamis, 14 November 2024", "", ""), "2024-11-14"),
        (("31", "2", "2024"), "31 2 2024"),
        (("14", "", ""), "14"),
        (("", "", ""), ""),
    ],
)
def test_three_boxes_are_one_day(boxes: tuple[str, str, str], day: str) -> None:
    assert day_of(*boxes) == day
    assert iso_day(day) == day


@pytest.mark.parametrize(
    ("posted", "time"),
    [
        (("9", "", "WIB"), "09.00 WIB"),
        (("0900", "12:30", "WITA"), "09.00–12.30 WITA"),
        (("pagi", "", "WIB"), "pagi WIB"),
        (("", "", "WIB"), ""),
        (("25.00", "", "WIT"), "25.00 WIT"),
    ],
)
def test_times_are_read_as_people_write_them(posted: tuple[str, str, str], time: str) -> None:
    boxes = dict(
        zip(("waktu.mulai", "waktu.sampai", "waktu.zona"), ([p] for p in posted), strict=True)
    )
    assert of_form(boxes).texts["waktu"] == time
    assert time_of(time) == time


def test_a_bulletin_can_be_emptied() -> None:
    writer = Writer(bulletin_text.text().encode())
    write(writer, of_form({}))
    document, report = parse("", writer.to_bytes())
    assert document is not None
    assert not report.problems
    assert of_file(Writer(writer.to_bytes())) == of_form({})
