"""RK505, RK506 and RK615: what attachments say about people without showing it, and their size.

Read without any library for pictures or documents: only the few fields looked for, within
bounds, so that a broken or hostile file costs no more than a good one.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib

from rakor.content.tree import FOLDER, whole_file
from rakor.diagnostics import Example, Problem, Rule, Severity, reports
from rakor.lint.checks import attachment_check
from rakor.lint.rules.privacy import check_file_name
from rakor.registry import Regions
from rakor.source.file_names import extension

#: Larger attachments are slow to open on a phone and fill a stick; in bytes.
MAX_ATTACHMENT = 10_000_000
#: No more of a file than this is looked through.
MAX_READ = 20_000_000

_PICTURES = frozenset(("jpg", "jpeg", "png", "webp"))
_DOCUMENTS = frozenset(("pdf", "docx", "xlsx", "odt", "ods"))
_GPS_TAG = 0x8825
_PDF_AUTHOR = re.compile(
    rb"/Author\s{0,4}\(((?:[^()\\]|\\.){1,400})\)|/Author\s{0,4}<([0-9A-Fa-f\s]{2,800})>"
)
_XMP_CREATOR = re.compile(rb"<dc:creator>\s*<rdf:Seq>\s*<rdf:li[^>]{0,100}>([^<]{1,200})</rdf:li>")
_CREATOR = re.compile(
    rb"<(?:dc:creator|cp:lastModifiedBy|meta:initial-creator)>([^<]{1,200})</", re.IGNORECASE
)
# What programs and offices write there says nothing about a person.
_NOBODY = re.compile(
    r"(?i)^\s*$|microsoft|libreoffice|openoffice|python|docx|openpyxl|user|admin|pc|laptop|hp|asus|"
    r"acer|lenovo|dinas|badan|kantor|sekretariat|bagian|setda|kominfo|humas|kpu|bawaslu|pemkab|"
    r"pemkot|pemprov|canva|scanner|writer|windows|adobe|polres|kodim|diskominfo|un-named|unknown"
)


def is_read(path: str) -> bool:
    """Whether a file of this type is looked into, and not only at its name and size."""
    return extension(path) in {*_PICTURES, *_DOCUMENTS}


PICTURE_POSITION = Rule(
    "RK505",
    "letak-gambar",
    "Gambar menyimpan letak GPS",
    "Kamera ponsel mencatat letak pengambilan di dalam berkas.",
    "Foto dari ponsel dengan letak GPS di dalamnya",
    "Foto yang letaknya sudah dihapus",
    Example.NOTE,
    Severity.WARNING,
)
DOCUMENT_AUTHOR = Rule(
    "RK506",
    "nama-pembuat",
    "Dokumen menyimpan nama pembuatnya",
    "Aplikasi mengisi nama pembuat tanpa diminta, dan siapa pun bisa membacanya.",
    "undangan.docx yang berisi nama pegawai sebagai pembuat",
    "undangan.docx sesudah Periksa Dokumen",
    Example.NOTE,
    Severity.WARNING,
)
ATTACHMENT_TOO_LARGE = Rule(
    "RK615",
    "lampiran-besar",
    "Lampiran terlalu besar",
    "Lampiran besar lama dibuka di ponsel dan memenuhi USB.",
    "Lampiran 25 MB",
    "Lampiran yang sudah diperkecil menjadi 2 MB",
    Example.NOTE,
    Severity.WARNING,
)


@attachment_check
@reports(ATTACHMENT_TOO_LARGE, PICTURE_POSITION, DOCUMENT_AUTHOR)
def check_attachment(path: str, data: bytes, size: int, regions: Regions) -> list[Problem]:
    """Judge one attachment: ``path`` below ``bulletins/``, its first bytes and its whole size."""
    found = check_file_name(path, regions)
    if size > MAX_ATTACHMENT:
        found.append(
            whole_file(
                f"{FOLDER}/{path}",
                ATTACHMENT_TOO_LARGE,
                f"Lampiran ini {size / 1e6:.0f} MB, terlalu besar.",
                f"Paling besar {MAX_ATTACHMENT // 1_000_000} MB agar bisa dibuka di ponsel dan "
                "muat di USB.",
                "Perkecil gambarnya atau pindai ulang dengan mutu lebih rendah.",
            )
        )
    kind = extension(path)
    if kind in _PICTURES and has_position(data):
        found.append(
            whole_file(
                f"{FOLDER}/{path}",
                PICTURE_POSITION,
                "Gambar ini menyimpan letak GPS tempat pengambilannya.",
                "Kamera ponsel mencatat letak itu di dalam berkas; siapa pun bisa membacanya.",
                "Hapus letaknya (di Windows: klik kanan berkas, Properti, Rincian, Hapus Properti "
                "dan Informasi Pribadi), atau kirim ulang gambarnya lewat aplikasi percakapan.",
            )
        )
    elif kind in _DOCUMENTS:
        author = author_of(kind, data)
        if author:
            found.append(
                whole_file(
                    f"{FOLDER}/{path}",
                    DOCUMENT_AUTHOR,
                    f'Berkas ini menyimpan nama pembuatnya: "{author[:60]}".',
                    "Nama itu diisi aplikasi tanpa diminta, dan siapa pun bisa membacanya.",
                    "Hapus lewat Berkas > Info > Periksa Masalah > Periksa Dokumen "
                    "(File > Info > Inspect Document), lalu simpan lagi.",
                )
            )
    return found


# --- pictures --------------------------------------------------------------------------------


def has_position(data: bytes) -> bool:
    """Whether a JPEG, PNG or WebP picture holds the place it was taken at (Exif GPS)."""
    if data.startswith(b"\xff\xd8"):
        return _jpeg(data)
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return _chunks(data, 8, ">I4s", b"eXIf", length_first=True)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _chunks(data, 12, "<4sI", b"EXIF", length_first=False)
    return False


def _jpeg(data: bytes) -> bool:
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker in (0xDA, 0xD9) or length < 2:
            return False
        if marker == 0xE1 and data[at + 4 : at + 10] == b"Exif\0\0":
            return _exif(data[at + 10 : at + 2 + length])
        at += 2 + length
    return False


def _chunks(data: bytes, at: int, form: str, wanted: bytes, *, length_first: bool) -> bool:
    while at + 8 <= len(data):
        one, two = struct.unpack_from(form, data, at)
        length, name = (one, two) if length_first else (two, one)
        if name == wanted:
            return _exif(data[at + 8 : at + 8 + length].removeprefix(b"Exif\0\0"))
        at += 8 + length + (4 if length_first else length % 2)
    return False


def _exif(block: bytes) -> bool:
    """Whether the first directory of a TIFF block points to one with GPS entries."""
    order = {b"II": "<", b"MM": ">"}.get(block[:2])
    if order is None or len(block) < 8:
        return False
    entries = _directory(block, struct.unpack_from(order + "I", block, 4)[0], order)
    at = entries.get(_GPS_TAG)
    if at is None:
        return False
    # GPSVersionID alone (tag 0) is no place; latitude is tag 2.
    return 2 in _directory(block, at, order)


def _directory(block: bytes, at: int, order: str) -> dict[int, int]:
    if at + 2 > len(block):
        return {}
    (count,) = struct.unpack_from(order + "H", block, at)
    found = {}
    for number in range(min(count, 200)):
        place = at + 2 + 12 * number
        if place + 12 > len(block):
            break
        tag, _, _, value = struct.unpack_from(order + "HHII", block, place)
        found[tag] = value
    return found


# --- documents -------------------------------------------------------------------------------


def author_of(kind: str, data: bytes) -> str:
    """The person a document names as its author, or nothing."""
    names = _pdf_authors(data) if kind == "pdf" else _office_authors(data)
    return next((name for name in names if not _NOBODY.search(name)), "")


def _pdf_authors(data: bytes) -> list[str]:
    found = []
    for match in _PDF_AUTHOR.finditer(data):
        raw = match[1] if match[1] is not None else _unhex(match[2])
        if raw.startswith((b"\xfe\xff", b"\xff\xfe")):
            found.append(raw.decode("utf-16", "replace").strip())
        else:
            found.append(raw.decode("latin-1").strip())
    found += [match[1].decode("utf-8", "replace").strip() for match in _XMP_CREATOR.finditer(data)]
    return found


def _unhex(digits: bytes) -> bytes:
    text = re.sub(rb"\s", b"", digits).decode("ascii")
    return bytes.fromhex(text if len(text) % 2 == 0 else text + "0")


def _office_authors(data: bytes) -> list[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in ("docProps/core.xml", "meta.xml"):
                if name in archive.namelist():
                    with archive.open(name) as part:
                        text = part.read(100_000)
                    return [
                        m[1].decode("utf-8", "replace").strip() for m in _CREATOR.finditer(text)
                    ]
    except (
        zipfile.BadZipFile,
        OSError,
        EOFError,
        ValueError,
        RuntimeError,
        NotImplementedError,
        zlib.error,
        struct.error,
    ):
        return []  # not such a document, or a broken one: nothing is said about anybody
    return []
