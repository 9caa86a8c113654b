"""Small real photographs of nothing: a JPEG or PNG file whose picture is told by its number.

Written byte by byte, so that the same number gives the same file on every machine.
"""

from __future__ import annotations

import random
import struct
import zlib
from collections.abc import Iterator

_BLOCK = 8  # pixels; JPEG knows pictures by blocks of that many squared


def jpeg(number: int, columns: int = 24, rows: int = 16) -> bytes:
    """Return a baseline JPEG (ITU-T T.81) of so many blocks of even colour."""
    height, width = rows * _BLOCK, columns * _BLOCK
    # Codes for 0 to 11 bits of a difference (table K.3), and one for "no detail in this block".
    even = bytes((0, 0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, *range(12)))
    detail = bytes((0x10, 1, *[0] * 15, 0))
    frame = struct.pack(">BHHB", 8, height, width, 3) + bytes((1, 17, 0, 2, 17, 0, 3, 17, 0))
    return b"".join(
        (
            b"\xff\xd8",
            _segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0"),
            _segment(0xDB, bytes((0, *[8] * 64))),
            _segment(0xC0, frame),
            _segment(0xC4, even),
            _segment(0xC4, detail),
            _segment(0xDA, bytes((3, 1, 0, 2, 0, 3, 0, 0, 63, 0))),
            _packed("".join(_blocks(number, columns, rows))),
            b"\xff\xd9",
        )
    )


def _segment(marker: int, data: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


_LENGTHS = ("00", "010", "011", "100", "101", "110", "1110", "11110", "111110")


def _blocks(number: int, columns: int, rows: int) -> Iterator[str]:
    """Yield the bits of each block: how brightness and two colours differ from the block before."""
    rng = random.Random(f"photo:{number}")
    before = [0, 0, 0]
    sky, tint = rng.randint(20, 100), rng.randint(-40, 40)
    for row in range(rows):
        for _ in range(columns):
            now = [sky - row * 6 + rng.randint(-9, 9), tint - row, row - tint // 2]
            for at in range(3):
                difference = now[at] - before[at]
                size = abs(difference).bit_length()
                # A negative number is told by the bits of the number below it.
                bits = difference if difference > 0 else difference + (1 << size) - 1
                yield _LENGTHS[size] + (f"{bits:0{size}b}" if size else "") + "0"
            before = now


def _packed(bits: str) -> bytes:
    bits += "1" * (-len(bits) % 8)
    data = int(bits, 2).to_bytes(len(bits) // 8, "big")
    return data.replace(b"\xff", b"\xff\0")


def png(number: int, width: int = 96, height: int = 64) -> bytes:
    """Return a PNG (ISO/IEC 15948) in shades of grey."""
    noise = random.Random(f"photo:{number}").randbytes(width)
    rows = (b"\0" + bytes(200 - row - grain % 32 for grain in noise) for row in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    # Not compressed: zlib of another version would give other bytes.
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(kind, data)
        for kind, data in (
            (b"IHDR", header),
            (b"IDAT", zlib.compress(b"".join(rows), 0)),
            (b"IEND", b""),
        )
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
