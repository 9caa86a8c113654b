"""The files must be what they say, so that a site shows them and their metadata can be read."""

from __future__ import annotations

import re
import struct
import zlib

import photos


def test_a_png_holds_its_rows() -> None:
    data = photos.png(7, width=20, height=10)
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    at, chunks = 8, {}
    while at < len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        body = data[at + 8 : at + 8 + length]
        assert struct.unpack_from(">I", data, at + 8 + length)[0] == zlib.crc32(kind + body)
        chunks[kind] = body
        at += length + 12
    assert list(chunks) == [b"IHDR", b"IDAT", b"IEND"]
    assert struct.unpack(">IIBB", chunks[b"IHDR"][:10]) == (20, 10, 8, 0)
    assert len(zlib.decompress(chunks[b"IDAT"])) == 10 * (20 + 1)


# The codes for 0 to 8 bits of a difference in table K.3 of ITU-T T.81.
_CODES = dict(zip("00 010 011 100 101 110 1110 11110 111110".split(), range(9), strict=True))


def test_a_jpeg_can_be_decoded_to_its_last_block() -> None:
    columns, rows = 9, 5
    data = photos.jpeg(3, columns, rows)
    at, frame = 2, b""
    assert data[:2] == b"\xff\xd8"
    while True:
        mark, kind, length = struct.unpack_from(">BBH", data, at)
        assert mark == 0xFF
        if kind == 0xC0:
            frame = data[at + 4 : at + 2 + length]
        at += 2 + length
        if kind == 0xDA:
            break
    assert struct.unpack(">BHHB", frame[:6]) == (8, rows * 8, columns * 8, 3)
    assert data.endswith(b"\xff\xd9")
    packed = data[at:-2]
    assert not re.search(rb"\xff[^\0]", packed)  # a marker within would end the picture
    plain = packed.replace(b"\xff\0", b"\xff")
    bits = f"{int.from_bytes(plain, 'big'):0{8 * len(plain)}b}"
    place, levels = 0, [0, 0, 0]
    for block in range(columns * rows * 3):
        end = next(place + n for n in range(2, 7) if bits[place : place + n] in _CODES)
        size = _CODES[bits[place:end]]
        told = bits[end : end + size]
        if told:
            levels[block % 3] += int(told, 2) - (0 if told[0] == "1" else 2**size - 1)
        assert bits[end + size] == "0"  # the block has no detail
        place = end + size + 1
        assert -128 <= levels[block % 3] <= 127
    assert set(bits[place:]) <= {"1"}
    assert len(bits) - place < 8


def test_a_number_tells_the_picture() -> None:
    for made in (photos.jpeg, photos.png):
        assert made(5) == made(5) != made(6)
