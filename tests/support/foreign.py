"""Small files of foreign formats, made byte by byte or by Pillow; all plainly made up."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

from PIL import Image

PLACE_XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description exif:GPSLatitude="7,45.2S" '
    b'exif:GPSLongitude="113,12.9E"/></rdf:RDF></x:xmpmeta>'
)
_TYPES = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "webp": "WEBP"}


def exif(tag: int = 2, order: str = "<", orientation: int = 1) -> bytes:
    """A TIFF block that says how a picture lies and points to GPS entries with one tag."""
    head = (b"II" if order == "<" else b"MM") + struct.pack(order + "HI", 42, 8)
    first = struct.pack(order + "H", 2)
    first += struct.pack(order + "HHIHH", 0x0112, 3, 1, orientation, 0)
    first += struct.pack(order + "HHII", 0x8825, 4, 1, 38) + b"\0\0\0\0"
    return head + first + struct.pack(order + "HHHIII", 1, tag, 5, 3, 0, 0)


def photo(width: int = 40, height: int = 30, kind: str = "jpg", **options: Any) -> bytes:
    """A picture without anything said about it: coloured stripes, so that sides can be told."""
    image = Image.new("RGB", (width, height), (200, 120, 40))
    image.paste((20, 60, 160), (0, 0, max(width // 4, 1), height))
    image.paste((30, 160, 60), (0, 0, width, max(height // 4, 1)))
    return encoded(image, kind, **options)


def encoded(image: Image.Image, kind: str, **options: Any) -> bytes:
    written = io.BytesIO()
    image.save(written, _TYPES[kind], **options)
    return written.getvalue()


def pixels(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data)) as image:
        return image.convert("RGB").tobytes()


def size(data: bytes) -> tuple[int, int]:
    with Image.open(io.BytesIO(data)) as image:
        return image.size


# --- where a picture can hold what is said about it ------------------------------------------


def segment(marker: int, payload: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(payload) + 2) + payload


def in_jpeg(*segments: bytes, behind: bytes = b"", orientation: int = 0) -> bytes:
    """A JPEG with segments right after its beginning, and bytes behind its end."""
    data = photo()
    said = b""
    if orientation:
        said = segment(0xE1, b"Exif\0\0" + exif(0, orientation=orientation))
    return data[:2] + said + b"".join(segments) + data[2:] + behind


def chunk(name: bytes, payload: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(name + payload))
    return struct.pack(">I4s", len(payload), name) + payload + check


def in_png(*chunks: bytes, behind: bytes = b"") -> bytes:
    """A PNG with chunks right after its head."""
    data = photo(kind="png")
    return data[:33] + b"".join(chunks) + data[33:] + behind


def in_webp(*chunks: tuple[bytes, bytes], behind: bytes = b"") -> bytes:
    """A WebP in its extended form with more chunks at its end."""
    simple = photo(kind="webp")
    body = simple[12:]
    head = struct.pack("<4sIB3x", b"VP8X", 10, 0x0C) + (39).to_bytes(3, "little")
    head += (29).to_bytes(3, "little")
    for name, payload in chunks:
        body += struct.pack("<4sI", name, len(payload)) + payload + b"\0" * (len(payload) % 2)
    whole = b"WEBP" + head + body
    return b"RIFF" + struct.pack("<I", len(whole)) + whole + behind


def raw_profile(block: bytes, name: bytes = b"exif") -> bytes:
    """Exif as ImageMagick writes it into a PNG's text."""
    digits = block.hex().encode()
    return b"\n" + name + b"\n" + f"{len(block):8}".encode() + b"\n" + digits + b"\n"


def photoshop(number: int, payload: bytes) -> bytes:
    resource = b"8BIM" + struct.pack(">H", number) + b"\0\0" + struct.pack(">I", len(payload))
    return segment(0xED, b"Photoshop 3.0\0" + resource + payload)


def pictures_with_a_place() -> Iterator[tuple[str, bytes]]:
    """Every block known to hold a position, in all three types."""
    block, name = exif(), b"Exif\0\0"
    xmp = b"http://ns.adobe.com/xap/1.0/\0"
    more = b"http://ns.adobe.com/xmp/extension/\0" + b"0" * 40
    half = len(PLACE_XMP) // 2
    wide = PLACE_XMP.decode().encode("utf-16-le")
    yield "exif", in_jpeg(segment(0xE1, name + block))
    yield "exif-motorola", in_jpeg(segment(0xE1, name + exif(2, ">")))
    yield "second-exif", in_jpeg(segment(0xE1, name + exif(0)), segment(0xE1, name + block))
    yield "longitude", in_jpeg(segment(0xE1, name + exif(4)))
    yield "destination", in_jpeg(segment(0xE1, name + exif(20)))
    yield "xmp", in_jpeg(segment(0xE1, xmp + PLACE_XMP))
    yield "xmp-utf-16", in_jpeg(segment(0xE1, xmp + wide))
    yield "more-xmp", in_jpeg(segment(0xE1, more + PLACE_XMP))
    yield (
        "more-xmp-in-two",
        in_jpeg(segment(0xE1, more + PLACE_XMP[:half]), segment(0xE1, more + PLACE_XMP[half:])),
    )
    yield "photoshop-exif", in_jpeg(photoshop(0x0422, block))
    yield "photoshop-xmp", in_jpeg(photoshop(0x0424, PLACE_XMP))
    yield "other-segment", in_jpeg(segment(0xE5, b"Ponsel\0" + name + block))
    yield "comment", in_jpeg(segment(0xFE, PLACE_XMP))
    yield "second-picture", in_jpeg(behind=in_jpeg(segment(0xE1, name + block)))
    yield "film", in_jpeg(behind=b"\0\0\0\x18ftypmp42" + b"\xa9xyz\0\x12\x15\xc7-07.7+113.2/")
    yield "png-exif", in_png(chunk(b"eXIf", block))
    yield "png-named-exif", in_png(chunk(b"eXIf", name + block))
    yield "png-xmp", in_png(chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + PLACE_XMP))
    packed = zlib.compress(PLACE_XMP)
    yield "png-packed-xmp", in_png(chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + packed))
    yield "png-text", in_png(chunk(b"tEXt", b"exif:GPSLatitude\0" + b"7/1, 45/1"))
    yield "png-packed-text", in_png(chunk(b"zTXt", b"xmp\0\0" + packed))
    raw = raw_profile(name + block)
    yield "png-raw", in_png(chunk(b"tEXt", b"Raw profile type exif\0" + raw))
    yield (
        "png-raw-packed",
        in_png(chunk(b"zTXt", b"Raw profile type APP1\0\0" + zlib.compress(raw))),
    )
    yield "png-behind", in_png(behind=in_jpeg(segment(0xE1, name + block)))
    data = photo(kind="png")
    yield "png-at-the-end", data[:-12] + chunk(b"eXIf", block) + data[-12:]
    yield "webp-exif", in_webp((b"EXIF", block))
    yield "webp-named-exif", in_webp((b"EXIF", name + block))
    yield "webp-xmp", in_webp((b"XMP ", PLACE_XMP))
    yield "webp-other", in_webp((b"ABCD", b"x" + PLACE_XMP))
    yield "webp-behind", in_webp(behind=in_jpeg(segment(0xE1, name + block)))


# --- documents -------------------------------------------------------------------------------


def office(parts: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


def docx(author: str = "", picture: bytes = b"", method: int = zipfile.ZIP_DEFLATED) -> bytes:
    parts: dict[str, bytes | str] = {"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}
    if author:
        parts["docProps/core.xml"] = f"<dc:creator>{author}</dc:creator>"
    if picture:
        parts["word/media/image1.jpeg"] = picture
    return office(parts, method)


def pdf(said: bytes = b"", picture: bytes = b"") -> bytes:
    data = b"%PDF-1.7\n1 0 obj\n<< " + said + b" >>\nendobj\n"
    if picture:
        data += b"2 0 obj\n<< /Subtype /Image /Filter /DCTDecode >>\nstream\n"
        data += picture + b"\nendstream\nendobj\n"
    return data + b"%%EOF\n"


def samples() -> dict[str, bytes]:
    """One good file of every type that may be published."""
    return {
        "a.jpg": in_jpeg(segment(0xE1, b"Exif\0\0" + exif())),
        "b.png": in_png(chunk(b"eXIf", exif()), chunk(b"zTXt", b"xmp\0\0" + zlib.compress(b"a"))),
        "c.webp": in_webp((b"EXIF", exif()), (b"XMP ", PLACE_XMP)),
        "d.pdf": pdf(b"/Author (Budi Contoh)", photo()),
        "e.docx": docx("Budi Contoh", photo()),
        "f.xlsx": office({"xl/workbook.xml": "<x/>", "docProps/core.xml": "<dc:creator>B</"}),
        "g.odt": office({"mimetype": "application/vnd.oasis.opendocument.text"}, 0),
        "h.csv": b"nama,nomor\nContoh,0335421000\n",
        "i.txt": b"Catatan contoh.\n",
    }


def mutants(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Good files with bytes changed, cut, doubled, or put under another name."""
    rng = random.Random(seed)
    good = list(samples().items())
    for _ in range(count):
        name, data = rng.choice(good)
        changed = bytearray(data)
        for _ in range(rng.choice((1, 1, 2, 5, 20))):
            at = rng.randrange(len(changed) + 1)
            match rng.randrange(6):
                case 0:
                    del changed[at:]
                case 1:
                    changed[at:at] = rng.randbytes(rng.randint(1, 30))
                case 2:
                    changed[at : at + 4] = rng.choice((b"\xff" * 4, b"\0" * 4, b"\x7f\xff\xff\xff"))
                case 3:
                    changed[at : at + rng.randint(1, 50)] = b""
                case 4:
                    changed += changed[at : at + rng.randint(1, 200)]
                case _:
                    if at < len(changed):
                        changed[at] ^= 1 << rng.randrange(8)
        if rng.random() < 0.05:
            name = rng.choice(good)[0]
        yield name, bytes(changed)
