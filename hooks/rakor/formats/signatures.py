"""What a file is, told by its first bytes and not by its name."""

from __future__ import annotations

import re

from rakor.formats.guard import guarded
from rakor.formats.zip_parts import Parts

JPEG, PNG, WEBP, PDF = "jpeg", "png", "webp", "pdf"
DOCX, XLSX, ODT, ODS = "docx", "xlsx", "odt", "ods"
ZIP, OTHER_ZIP = "zip", "other-zip"
"""Packed: what is in it could not be told, or is none of the documents above."""
TEXT, HTML, LFS, EMPTY = "text", "html", "lfs", "empty"
PROGRAM, OLE, BINARY = "program", "ole", "binary"

_BEGINNINGS = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"%PDF-", PDF),
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
    (b"MZ", PROGRAM),
    (b"\x7fELF", PROGRAM),
    (b"#!", PROGRAM),
    (b"\xcf\xfa\xed\xfe", PROGRAM),
    (b"\xca\xfe\xba\xbe", PROGRAM),
    (b"L\0\0\0\x01\x14\x02\0", PROGRAM),  # a shortcut of Windows
    (b"{\\rtf", "rtf"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"BM", "bmp"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"version https://git-lfs.github.com/spec/", LFS),
)
# https://developer.mozilla.org/docs/Web/Media/Guides/Formats/Containers: "ftyp" and a brand.
_BRANDS = {b"heic": "heic", b"heix": "heic", b"mif1": "heic", b"msf1": "heic", b"avif": "avif"}
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body|"
    rb"script|meta|table|div|iframe|svg)\b",
    re.IGNORECASE | re.DOTALL,
)
_MIMETYPES = {
    b"application/vnd.oasis.opendocument.text": ODT,
    b"application/vnd.oasis.opendocument.spreadsheet": ODS,
}
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_LOOKED_AT = 4096

_FITTING = {
    "jpg": JPEG,
    "jpeg": JPEG,
    "png": PNG,
    "webp": WEBP,
    "pdf": PDF,
    "docx": DOCX,
    "xlsx": XLSX,
    "odt": ODT,
    "ods": ODS,
    "csv": TEXT,
    "txt": TEXT,
}
"""What the content must be for each ending that may be published."""


def content_kind(data: bytes) -> str:
    """Return what a file holds: one of the names of this module, or ``gif``, ``heic`` …"""
    if not data:
        return EMPTY
    for beginning, kind in _BEGINNINGS:
        if data.startswith(beginning):
            return _packed_kind(data) if kind == ZIP else kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return WEBP
    if data[4:8] == b"ftyp":
        return _BRANDS.get(data[8:12], "video")
    # A PDF may begin within the first 1,024 bytes (ISO 32000, note on the header).
    if b"%PDF-" in data[:1024]:
        return PDF
    head = data[:_LOOKED_AT]
    if not head.strip(b"\0 \t\r\n"):
        return EMPTY
    if _HTML.match(head.removeprefix(b"\xef\xbb\xbf")):
        return HTML
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return TEXT  # UTF-16, as Notepad and Excel write it
    return BINARY if _CONTROL.search(head) else TEXT


def fits(ending: str, kind: str) -> bool:
    """Whether a file with this ending (without the dot, in small letters) may hold ``kind``."""
    wanted = _FITTING.get(ending)
    # What could not be looked into deeply enough is not said to be something else.
    return wanted is None or wanted == kind or (kind == ZIP and wanted in {DOCX, XLSX, ODT, ODS})


def endings_of(kind: str) -> tuple[str, ...]:
    """Return the endings under which such content may be published, the usual one first."""
    return tuple(ending for ending, wanted in _FITTING.items() if wanted == kind)


@guarded(lambda: ZIP)
def _packed_kind(data: bytes) -> str:
    parts = Parts(data)
    kind = _MIMETYPES.get(parts.read("mimetype", 200).strip())
    if kind:
        return kind
    for folder, found in (("word/", DOCX), ("xl/", XLSX)):
        if any(name.startswith(folder) for name in parts.names):
            return found
    # A slide show, a form, a package of Android: a packed file of another kind, if it could be
    # read at all.
    return OTHER_ZIP if parts.names else ZIP
