"""Documents: their makers and their pictures, whatever state they are in."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile
import zlib

import foreign
import pytest
from foreign import docx, exif, in_jpeg, pdf, segment

from rakor.formats import office
from rakor.formats import pdf as pdf_format
from rakor.formats.guard import MAX_UNPACKED
from rakor.formats.zip_parts import Parts

PLACED = in_jpeg(segment(0xE1, b"Exif\0\0" + exif()))


def _packed(text: bytes, kind: bytes) -> bytes:
    head = b"3 0 obj\n<< /Type /" + kind + b" /Filter /FlateDecode >>\nstream\n"
    return head + zlib.compress(text) + b"\nendstream\nendobj\n"


@pytest.mark.parametrize(
    ("data", "names"),
    [
        (pdf(b"/Author (Budi Contoh)"), ["Budi Contoh"]),
        (pdf(b"/Author <FEFF0042007500640069>"), ["Budi"]),
        (pdf(rb"/Author (Budi \(Contoh\))"), ["Budi (Contoh)"]),
        (pdf(rb"/Author (Bud\151)"), ["Budi"]),
        (pdf(_packed(b"1 0 << /Author (Budi Contoh) >>", b"ObjStm")), ["Budi Contoh"]),
        (pdf(), []),
    ],
)
def test_makers_of_a_pdf(data: bytes, names: list[str]) -> None:
    assert pdf_format.people(data) == names


def test_makers_of_an_office_document() -> None:
    core = (
        "<cp:coreProperties><dc:creator>Budi &amp; Siti</dc:creator>"
        '<cp:lastModifiedBy xml:lang="id">Contoh</cp:lastModifiedBy></cp:coreProperties>'
    )
    assert office.people(foreign.office({"docProps/core.xml": core})) == ["Budi & Siti", "Contoh"]
    assert office.people(foreign.office({"meta.xml": "<meta:initial-creator>Ani</"})) == ["Ani"]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_places_in_documents(method: int) -> None:
    assert office.holds_position(docx(picture=PLACED, method=method))
    assert not office.holds_position(docx(picture=foreign.photo(), method=method))
    assert pdf_format.holds_position(pdf(picture=PLACED))
    assert pdf_format.holds_position(pdf(picture=foreign.photo()) + pdf(picture=PLACED))
    assert pdf_format.holds_position(pdf(_packed(foreign.PLACE_XMP, b"Metadata")))
    assert not pdf_format.holds_position(pdf(picture=foreign.photo()))


def _damaged() -> list[tuple[str, bytes]]:
    good = docx("Budi Contoh")
    lzma = bytearray(docx("Budi Contoh", method=zipfile.ZIP_LZMA))
    lzma[-200:-150] = b"\xff" * 50
    flag = good.index(b"PK\x01\x02") + 8
    encrypted = good.replace(b"PK\x01\x02", b"PK\x01\x02")
    encrypted = encrypted[:flag] + b"\x01" + encrypted[flag + 1 :]
    unknown = good[: flag + 2] + b"\x63" + good[flag + 3 :]
    end = good.index(b"PK\x05\x06")
    countless = good[: end + 10] + b"\xff\xff" + good[end + 12 :]
    far = good[: end + 16] + b"\xff\xff\xff\x7f" + good[end + 20 :]
    return [
        ("lzma", bytes(lzma)),
        ("bzip2", docx("Budi Contoh", method=zipfile.ZIP_BZIP2)),
        ("encrypted", encrypted),
        ("unknown", unknown),
        ("countless", countless),
        ("far", far),
        ("cut", good[:-5]),
        ("empty", b""),
        ("text", b"PK\x03\x04 bukan zip"),
    ]


@pytest.mark.parametrize(("name", "data"), _damaged())
def test_what_cannot_be_read_is_nothing_known(name: str, data: bytes) -> None:
    office.holds_position(data)
    # Of parts that another method packed nothing is known; others may still be read.
    assert office.people(data) in ([], ["Budi Contoh"])


def test_bombs_are_not_unpacked() -> None:
    bomb = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = bomb.compress(bytes(300_000_000)) + bomb.flush()
    name = b"word/media/a.png"
    local = struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, 0, 8, 0, 0, 0, len(packed), 1, len(name), 0)
    entry = struct.pack(
        *("<4sHHHHHHIIIHHHHHII", b"PK\1\2", 20, 20, 0, 8, 0, 0, 0, len(packed), 1, len(name)),
        *(0, 0, 0, 0, 0, 0),
    )
    directory = (entry + name) * 900
    at = len(local) + len(name) + len(packed)
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 900, 900, len(directory), at, 0)
    data = local + name + packed + directory + end
    tracemalloc.start()
    try:
        assert not office.holds_position(data)
        assert Parts(data).read("word/media/a.png", 10**9)
        assert tracemalloc.get_traced_memory()[1] < 3 * MAX_UNPACKED
    finally:
        tracemalloc.stop()


def test_names_that_stand_twice_are_read_once() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("docProps/core.xml", "<dc:creator>Budi</")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("docProps/core.xml", "<dc:creator>Ani</")
    assert office.people(written.getvalue()) == ["Budi"]
