"""Pictures taken apart into what is seen and what is said about it.

Three containers, one :class:`Picture`: which way is up, where it was taken, and the same picture
without position, camera, names, dates, comments, previews and whatever stands behind its end.
Nothing is decoded, so that pixels stay what they are, bit for bit.

Sources: ITU-T T.81 and JFIF 1.02, the PNG specification (third edition), RFC 9649 for WebP.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from rakor.formats import exif
from rakor.formats.guard import guarded
from rakor.formats.signatures import JPEG, PNG, WEBP

_EXIF = b"Exif\0\0"
_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_MORE_XMP = b"http://ns.adobe.com/xmp/extension/\0"
_MORE_XMP_HEAD = len(_MORE_XMP) + 40  # a digest, a length and an offset follow the name
_MOST_TEXT = 4_000_000  # bytes a packed text of a picture may unpack to
_MOST_BLOCKS = 200
_LONGEST_BLOCK = 70_000
# Exif where it is announced, and at the very beginning.
_BLOCK = re.compile(rb"(?:\A|Exif\0\0|eXIf|EXIF.{4})(?=II\*\0|MM\0\*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture in its container.

    Attributes:
        kind: ``jpeg``, ``png`` or ``webp``.
        width: in pixels, as stored.
        height: in pixels, as stored.
        orientation: how it lies, 1 (upright) to 8, as in Exif.
        has_position: whether any block of it says where it was taken.
        is_animated: whether it has several frames.
        is_bare: whether there is nothing but the picture in it.
        parts: the parts of the container that the picture needs, as they are.
    """

    kind: str
    width: int
    height: int
    orientation: int
    has_position: bool
    is_animated: bool
    is_bare: bool
    parts: tuple[bytes, ...] = field(repr=False)

    def without_data(self) -> bytes:
        """Return the picture with nothing said about it but, where it needs it, how it lies."""
        block = exif.only_orientation(self.orientation) if self.orientation > 1 else b""
        return _WRITERS[self.kind](self.parts, block)


@guarded(lambda: None)
def read_picture(data: bytes) -> Picture | None:
    """Take a JPEG, PNG or WebP picture apart; None if ``data`` is none that holds together."""
    if data.startswith(b"\xff\xd8\xff"):
        return _read_jpeg(data)
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return _read_png(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _read_webp(data)
    return None


@guarded(lambda: False)
def has_position(data: bytes) -> bool:
    """Whether a picture says where it was taken, also one that is cut off or damaged behind."""
    picture = read_picture(data)
    if picture is not None:
        return picture.has_position
    return _Said.of_anything(data).has_position


class _Said:
    """What the blocks about a picture say, gathered one by one."""

    def __init__(self) -> None:
        self.orientation = 1
        self.has_position = False

    @classmethod
    def of_anything(cls, data: bytes) -> _Said:
        said = cls()
        said.take_anything(data)
        return said

    def take_exif(self, block: bytes) -> None:
        self._read_exif(block.removeprefix(_EXIF))

    @guarded(lambda: None)
    def _read_exif(self, block: bytes) -> None:
        # The first block that says how the picture lies is the one that programs go by.
        if self.orientation == 1:
            self.orientation = exif.orientation(block)
        self.has_position = self.has_position or exif.has_position(block)

    def take_xmp(self, packet: bytes) -> None:
        self.has_position = self.has_position or exif.xmp_has_position(packet)

    def take_anything(self, data: bytes) -> None:
        """Look for blocks wherever they stand in ``data``; it has no form that is known."""
        lies = self.orientation
        for match in islice(_BLOCK.finditer(data), _MOST_BLOCKS):
            self.take_exif(data[match.end() : match.end() + _LONGEST_BLOCK])
        self.orientation = lies
        self.take_xmp(data)
        # A film behind a picture (ISO 6709 in QuickTime's and Android's own atom).
        self.has_position = self.has_position or b"\xa9xyz" in data


# --- JPEG ------------------------------------------------------------------------------------

_EOI, _SOS = 0xD9, 0xDA
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ALONE = frozenset((0x01, *range(0xD0, 0xD8)))
# What decoding needs: frames, tables of codes, quantities and restarts, and the pixels. All other
# markers but APPn are reserved or say something about the picture.
_CODING = frozenset((*range(0xC0, 0xD0), _EOI, _SOS, 0xDB, 0xDD, 0xDE, 0xDF)) - {0xC8}
_LINES = 0xDC  # a number of lines, two bytes, where the frame did not know it
# Within pixels FF, or a run of them, is followed by 00 or by a mark to start again.
_PERHAPS_AFTER = re.compile(rb"\xff[^\x00\xd0-\xd7]")
_FILL = re.compile(rb"\xff+")
_WITHIN = frozenset((0x00, *range(0xD0, 0xD8)))


def _end_of_pixels(data: bytes, at: int) -> int:
    """Where the segment behind the pixels begins that begin at ``at``.

    Each byte is looked at once: a pattern for all of it would go through a run of FF again from
    each of them, which takes hours for a megabyte.
    """
    while found := _PERHAPS_AFTER.search(data, at):
        begin = found.start()
        fill = _FILL.match(data, begin)
        at = fill.end() if fill else len(data)
        if at < len(data) and data[at] not in _WITHIN:
            return begin
    return len(data)


def _segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Marker, begin and end of each segment up to the end of the picture.

    Pixels belong to the segment that announces them. Bytes between segments are passed over, as
    browsers do.
    """
    at = 2
    while (at := data.find(b"\xff", at)) >= 0:
        marker_at = at
        while data[marker_at] == 0xFF:
            marker_at += 1
        marker = data[marker_at]
        begin = marker_at - 1
        if marker == 0:
            at = marker_at
            continue
        if marker == _EOI:
            yield marker, begin, marker_at + 1
            return
        if marker in _ALONE:
            at = marker_at + 1
            yield marker, begin, at
            continue
        length = int.from_bytes(data[marker_at + 1 : marker_at + 3], "big")
        if length < 2:
            raise ValueError("no length")
        at = marker_at + 1 + length
        if marker == _SOS:
            at = _end_of_pixels(data, at)
        yield marker, begin, min(at, len(data))


def _read_jpeg(data: bytes) -> Picture | None:
    said = _Said()
    parts: list[bytes] = []
    more_xmp: list[bytes] = []
    width = height = end = 0
    is_bare = True
    for marker, begin, end in _segments(data):
        payload = data[begin + 4 : end] if marker not in _ALONE else b""
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", payload, 1)
        kept = _kept_segment(marker, payload, data[begin:end])
        if kept is not None:
            parts.append(kept)
            is_bare = is_bare and len(kept) == end - begin
            continue
        is_bare = False
        if len(payload) <= len(_EXIF):
            continue  # too short to say anything; there may be a million of them
        if payload.startswith(_EXIF):
            said.take_exif(payload)
        elif payload.startswith(_XMP):
            said.take_xmp(payload)
        elif payload.startswith(_MORE_XMP):
            more_xmp.append(payload[_MORE_XMP_HEAD:])
        else:
            said.take_anything(payload)
            _take_photoshop(said, payload)
    said.take_xmp(b"".join(more_xmp))
    if end < len(data):
        said.take_anything(data[end:])
    is_bare = is_bare and 2 + sum(map(len, parts)) == len(data)
    if not (width and height):
        return None
    return Picture(
        JPEG, width, height, said.orientation, said.has_position, False, is_bare, tuple(parts)
    )


def _kept_segment(marker: int, payload: bytes, whole: bytes) -> bytes | None:
    """The segment as the picture needs it; None if it only says something about it."""
    if marker in _CODING or marker in _ALONE or (marker == _LINES and len(payload) == 2):
        return whole
    if marker == 0xE0 and payload.startswith(b"JFIF\0") and len(payload) >= 14:
        if len(payload) == 14 and payload[12:14] == b"\0\0":
            return whole
        return b"\xff\xe0\0\x10" + payload[:12] + b"\0\0"  # without its small picture
    if marker == 0xE2 and payload.startswith(b"ICC_PROFILE\0"):
        return whole
    if marker == 0xEE and payload.startswith(b"Adobe"):
        return whole
    return None


def _take_photoshop(said: _Said, payload: bytes) -> None:
    """Exif and XMP as resources of Photoshop (0x0422, 0x0424)."""
    for number, take in ((b"8BIM\x04\x22", said.take_exif), (b"8BIM\x04\x24", said.take_xmp)):
        at = payload.find(number)
        if at >= 0:
            name = payload[at + 6] if at + 6 < len(payload) else 0
            start = at + 6 + (name + 2) // 2 * 2 + 4
            take(payload[start:])


def _write_jpeg(parts: tuple[bytes, ...], block: bytes) -> bytes:
    said = b""
    if block:
        said = b"\xff\xe1" + struct.pack(">H", 2 + len(_EXIF) + len(block)) + _EXIF + block
    # JFIF wants to be first.
    first = 1 if parts and parts[0].startswith(b"\xff\xe0") else 0
    return b"".join((b"\xff\xd8", *parts[:first], said, *parts[first:]))


# --- PNG -------------------------------------------------------------------------------------

_PNG_HEAD = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs acTL fcTL fdAT cICP mDCV "
    b"cLLI".split()
)


def _read_png(data: bytes) -> Picture | None:
    said = _Said()
    parts: list[bytes] = []
    width = height = 0
    is_animated = False
    is_bare = True
    at = len(_PNG_HEAD)
    name = b""
    while at + 12 <= len(data) and name != b"IEND":
        length, name = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        payload = data[at + 8 : min(end, len(data)) - 4]
        if name == b"IHDR":
            width, height = struct.unpack_from(">II", payload)
        if name in _PNG_KEPT:
            parts.append(data[at:end])
            is_animated = is_animated or name == b"acTL"
        else:
            is_bare = False
            _take_chunk(said, name, payload)
        at = end
    if at < len(data):
        is_bare = False
        said.take_anything(data[at:])
    if not (width and height):
        return None
    return Picture(
        *(PNG, width, height, said.orientation, said.has_position, is_animated, is_bare),
        parts=tuple(parts),
    )


def _take_chunk(said: _Said, name: bytes, payload: bytes) -> None:
    if name == b"eXIf":
        said.take_exif(payload)
    elif name in {b"tEXt", b"zTXt", b"iTXt"}:
        _take_text(said, name, payload)
    else:
        said.take_anything(payload)


@guarded(lambda: None)
def _take_text(said: _Said, name: bytes, payload: bytes) -> None:
    keyword, _, text = payload.partition(b"\0")
    if name == b"zTXt":
        text = _unpacked(text[1:])
    elif name == b"iTXt":
        is_packed = text[:1] == b"\1"
        text = text[2:].partition(b"\0")[2].partition(b"\0")[2]
        if is_packed:
            text = _unpacked(text)
    said.take_xmp(keyword + b" " + text)
    if keyword.lower().startswith(b"raw profile type"):
        # ImageMagick's: a name, a length, and the bytes in hexadecimal digits.
        digits = re.sub(rb"\s", b"", b"".join(text.split(b"\n")[3:]))
        raw = bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))
        if raw.startswith(_EXIF):
            said.take_exif(raw)
        else:
            said.take_anything(raw)


def _unpacked(data: bytes) -> bytes:
    return zlib.decompressobj().decompress(data, _MOST_TEXT)


def _write_png(parts: tuple[bytes, ...], block: bytes) -> bytes:
    said = b""
    if block:
        check = zlib.crc32(b"eXIf" + block)
        said = struct.pack(">I4s", len(block), b"eXIf") + block + struct.pack(">I", check)
    return b"".join((_PNG_HEAD, *parts[:1], said, *parts[1:]))


# --- WebP ------------------------------------------------------------------------------------

_WEBP_KEPT = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_HAS_EXIF, _HAS_XMP, _HAS_FRAMES = 0x08, 0x04, 0x02


def _read_webp(data: bytes) -> Picture | None:
    said = _Said()
    parts: list[bytes] = []
    width = height = 0
    is_animated = False
    is_bare = True
    stop = min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    at = 12
    while at + 8 <= stop:
        name, length = struct.unpack_from("<4sI", data, at)
        payload = data[at + 8 : at + 8 + length]
        end = at + 8 + length + length % 2
        if name in _WEBP_KEPT:
            chunk = data[at:end]
            if name == b"VP8X":
                flags = payload[0] & ~(_HAS_EXIF | _HAS_XMP)
                is_animated = bool(flags & _HAS_FRAMES)
                is_bare = is_bare and flags == payload[0]
                chunk = chunk[:8] + bytes([flags]) + chunk[9:]
            if not width:
                width, height = _webp_size(name, payload)
            # A writer may have left the last byte out that makes the length even.
            parts.append(chunk + b"\0" * (len(chunk) % 2))
        else:
            is_bare = False
            if name == b"EXIF":
                said.take_exif(payload)
            else:
                said.take_anything(payload)
        at = end
    if at < len(data):
        is_bare = False
        said.take_anything(data[at:])
    if not (width and height):
        return None
    return Picture(
        *(WEBP, width, height, said.orientation, said.has_position, is_animated, is_bare),
        parts=tuple(parts),
    )


def _webp_size(name: bytes, payload: bytes) -> tuple[int, int]:
    if name == b"VP8X":
        return (
            int.from_bytes(payload[4:7], "little") + 1,
            int.from_bytes(payload[7:10], "little") + 1,
        )
    if name == b"VP8L":
        bits = int.from_bytes(payload[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if name == b"VP8 ":
        width, height = struct.unpack_from("<HH", payload, 6)
        return width & 0x3FFF, height & 0x3FFF
    return 0, 0


def _write_webp(parts: tuple[bytes, ...], block: bytes) -> bytes:
    # How it lies can only be said in a file with a head that announces it; without one there is
    # no orientation to keep, for it would have stood in a file with such a head.
    if block and parts and parts[0].startswith(b"VP8X"):
        head = parts[0][:8] + bytes([parts[0][8] | _HAS_EXIF]) + parts[0][9:]
        said = struct.pack("<4sI", b"EXIF", len(block)) + block + b"\0" * (len(block) % 2)
        parts = (head, *parts[1:], said)
    body = b"WEBP" + b"".join(parts)
    return b"RIFF" + struct.pack("<I", len(body)) + body


_WRITERS = {JPEG: _write_jpeg, PNG: _write_png, WEBP: _write_webp}
