"""Attachments: what their metadata gives away. The files are made here, byte by byte."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rakor.lint.rules.metadata import author_of, check_attachment, has_position
from rakor.registry import regions


def exif(tag: int = 2, order: str = "<") -> bytes:
    """A TIFF block whose first directory points to GPS entries with one tag."""
    head = (b"II" if order == "<" else b"MM") + struct.pack(order + "HI", 42, 8)
    first = struct.pack(order + "HHHIII", 1, 0x8825, 4, 1, 26, 0)
    gps = struct.pack(order + "HHHIII", 1, tag, 5, 3, 0, 0)
    return head + first + gps


def jpeg(block: bytes) -> bytes:
    body = b"Exif\0\0" + block
    return b"\xff\xd8\xff\xe0\0\4ab\xff\xe1" + struct.pack(">H", len(body) + 2) + body + b"\xff\xda"


def png(block: bytes) -> bytes:
    chunks = struct.pack(">I4s", 2, b"IHDR") + b"ab\0\0\0\0"
    chunks += struct.pack(">I4s", len(block), b"eXIf") + block + b"\0\0\0\0"
    return b"\x89PNG\r\n\x1a\n" + chunks


def webp(block: bytes) -> bytes:
    return b"RIFF\0\0\0\0WEBP" + struct.pack("<4sI", b"EXIF", len(block)) + block


@pytest.mark.parametrize("picture", [jpeg, png, webp])
@pytest.mark.parametrize("order", ["<", ">"])
def test_pictures(picture: object, order: str) -> None:
    assert callable(picture)
    assert has_position(picture(exif(2, order)))
    assert not has_position(picture(exif(0, order)))  # a version is no place
    assert not has_position(picture(b""))


def office(name: str, xml: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(name, xml)
    return data.getvalue()


@pytest.mark.parametrize(
    ("kind", "data", "author"),
    [
        (
            "docx",
            office("docProps/core.xml", "<dc:creator>Budi Contoh</dc:creator>"),
            "Budi Contoh",
        ),
        ("docx", office("docProps/core.xml", "<dc:creator>Dinas Kominfo</dc:creator>"), ""),
        (
            "xlsx",
            office("docProps/core.xml", "<cp:lastModifiedBy>Siti</cp:lastModifiedBy>"),
            "Siti",
        ),
        ("odt", office("meta.xml", "<dc:creator>Budi Contoh</dc:creator>"), "Budi Contoh"),
        ("docx", b"PK bukan zip", ""),
        ("pdf", b"%PDF-1.4 << /Author (Budi Contoh) >>", "Budi Contoh"),
        ("pdf", b"%PDF-1.4 << /Author <FEFF0042007500640069> >>", "Budi"),
        ("pdf", b"%PDF-1.4 << /Author () /Creator (Writer) >>", ""),
        ("pdf", b"%PDF-1.4 << /Author (Microsoft Office User) >>", ""),
    ],
)
def test_documents(kind: str, data: bytes, author: str) -> None:
    assert author_of(kind, data) == author


def test_codes() -> None:
    def codes(path: str, data: bytes = b"", size: int = 10) -> list[str]:
        return [problem.code for problem in check_attachment(path, data, size, regions())]

    assert codes("a/foto.jpg", jpeg(exif())) == ["RK505"]
    assert codes("a/surat.pdf", b"%PDF /Author (Budi Contoh)") == ["RK506"]
    assert codes("a/surat.pdf", b"%PDF", 25_000_000) == ["RK615"]
    assert codes("a/ktp_3513011203900001.jpg") == ["RK501"]
    assert codes("a/wa-081234567890.jpg") == ["RK502"]
    assert codes("a/2024-11-14-undangan.pdf", b"%PDF") == []


@given(st.binary(max_size=300), st.sampled_from(["jpg", "png", "webp", "pdf", "docx", "odt"]))
def test_any_bytes(data: bytes, kind: str) -> None:
    heads = {"jpg": b"\xff\xd8\xff\xe1", "png": b"\x89PNG\r\n\x1a\n", "webp": b"RIFF....WEBP"}
    check_attachment(f"a.{kind}", heads.get(kind, b"") + data, len(data), regions())
    has_position(jpeg(data))
    author_of("pdf", b"/Author <" + data + b">")
