"""PDF: who made it, and pictures within it.

The file is not read as a PDF: what is looked for stands in it as bytes, at most packed once
(ISO 32000-1, 7.5.7 for objects in streams, 14.3 for what a document says about itself).
"""

from __future__ import annotations

import html
import re
import zlib
from collections.abc import Iterator

from rakor.formats import exif
from rakor.formats.guard import MAX_UNPACKED, guarded
from rakor.formats.pictures import has_position

_AUTHOR = re.compile(
    rb"/Author\s{0,4}\(((?:[^()\\]|\\.){1,400})\)|/Author\s{0,4}<([0-9A-Fa-f\s]{2,800})>",
    re.DOTALL,
)
_XMP_AUTHOR = re.compile(
    rb"<dc:creator>\s{0,50}<rdf:Seq>\s{0,50}<rdf:li[^>]{0,100}>([^<]{1,200})</rdf:li>"
)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"", b"f": b"", b"\n": b""}
_STREAM = re.compile(rb"stream\r?\n")
_PICTURE = b"\xff\xd8\xff"
_MOST_STREAMS = 200
_MOST_PICTURES = 200
_MOST_OF_A_STREAM = 500_000


@guarded(list)
def people(data: bytes) -> list[str]:
    """Return the names a document gives for its authors, as they stand there."""
    found: list[str] = []
    for text in _texts(data):
        for match in _AUTHOR.finditer(text):
            raw = _unescaped(match[1]) if match[1] is not None else _unhex(match[2])
            found.append(_decoded(raw))
        names = (match[1].decode("utf-8", "replace") for match in _XMP_AUTHOR.finditer(text))
        found += [html.unescape(name).strip() for name in names]
    return found


@guarded(lambda: False)
def holds_position(data: bytes) -> bool:
    """Whether a picture within the document, or what it says about itself, names a place."""
    if any(exif.xmp_has_position(text) for text in _texts(data)):
        return True
    at = data.find(_PICTURE)
    for _ in range(_MOST_PICTURES):
        if at < 0:
            return False
        following = data.find(b"endstream", at)
        end = following if following >= 0 else len(data)
        if has_position(data[at:end]):
            return True
        at = data.find(_PICTURE, end)
    return False


def _texts(data: bytes) -> Iterator[bytes]:
    """The file itself, and its streams of objects and descriptions as far as they are packed."""
    yield data
    left = MAX_UNPACKED
    for number, match in enumerate(_STREAM.finditer(data)):
        if number >= _MOST_STREAMS or left <= 0:
            return
        head = data[max(match.start() - 300, 0) : match.start()].rpartition(b"obj")[2]
        if b"FlateDecode" in head and (b"ObjStm" in head or b"Metadata" in head):
            try:
                text = zlib.decompressobj().decompress(
                    data[match.end() : match.end() + _MOST_OF_A_STREAM], _MOST_OF_A_STREAM
                )
            except zlib.error:
                continue
            left -= len(text)
            yield text


def _unescaped(raw: bytes) -> bytes:
    def one(match: re.Match[bytes]) -> bytes:
        if match[1].isdigit():
            return bytes([int(match[1], 8) & 0xFF])
        return _ESCAPED.get(match[1], match[1])

    return _ESCAPE.sub(one, raw)


def _unhex(digits: bytes) -> bytes:
    text = re.sub(rb"\s", b"", digits).decode("ascii")
    return bytes.fromhex(text if len(text) % 2 == 0 else text + "0")


def _decoded(raw: bytes) -> str:
    if raw.startswith((b"\xfe\xff", b"\xff\xfe")):
        return raw.decode("utf-16", "replace").strip()
    return raw.decode("latin-1").strip()
