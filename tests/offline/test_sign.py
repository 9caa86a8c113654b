"""The sign of a site in readers of ZIM files: its office's own, whatever kind of file that is."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from rakor import pages
from rakor.offline.sign import sign_of
from rakor.theme.identity import OWN_FAVICON

RED, BLUE = (200, 16, 16), (10, 40, 160)
STYLE = ":root{--leaf:light-dark(#0b4a37, #93d8b8)}\n"
OFFICE = ":root{--leaf:light-dark(#0a28a0,#a0b0ff)}\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8z"/></svg>'


def picture(kind: str, size: tuple[int, int] = (96, 48), mode: str = "RGB") -> bytes:
    written = io.BytesIO()
    Image.new("RGB", size, RED).convert(mode).save(written, kind)
    return written.getvalue()


def site(root: Path, icon: str, logo: str = "", style: str = STYLE, **files: bytes) -> Path:
    (root / "assets").mkdir(parents=True, exist_ok=True)
    brand = f'<a class="rk-brand" href="./index.html"><img src="./{logo}" alt=""></a>'
    page = f'<link rel="icon" href="./{icon}"><img src="./lain.png">{brand if logo else ""}'
    (root / "index.html").write_text(page, encoding="utf-8")
    (root / "assets" / "rakor.css").write_text(style, encoding="utf-8")
    for name, data in files.items():
        (root / name.replace("_", ".")).write_bytes(data)
    return root


def drawn(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    assert (image.format, image.size) == ("PNG", (48, 48))
    return image.convert("RGBA")


def near(pixel: object, colour: tuple[int, int, int]) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(a - b) < 12 for a, b in zip(pixel, colour, strict=False))


@pytest.mark.parametrize(
    ("name", "kind", "mode"),
    [
        ("a_png", "PNG", "RGB"),
        ("a_png", "PNG", "P"),
        ("a_png", "PNG", "1"),
        ("a_jpg", "JPEG", "CMYK"),
        ("a_webp", "WEBP", "RGB"),
        ("a_ico", "ICO", "RGB"),
    ],
)
def test_a_picture_is_shown_whole(tmp_path: Path, name: str, kind: str, mode: str) -> None:
    data = picture(kind, mode=mode)
    root = site(tmp_path, name.replace("_", "."), **{name: data})
    image = drawn(sign_of(root, "Kantor", 48))
    middle = image.getpixel((24, 24))
    assert near(middle, RED) or mode == "1"
    assert image.getpixel((24, 2))[3] == 0  # twice as wide as high: nothing above it
    assert sign_of(root, "Kantor", 48) == sign_of(root, "Kantor", 48)


def test_where_the_icon_is_a_drawing_the_logo_is_asked(tmp_path: Path) -> None:
    files = {"a_svg": SVG.encode(), "logo #1_png": picture("PNG")}
    root = site(tmp_path, "a.svg", "logo%20%231.png", **files)
    assert near(drawn(sign_of(root, "Kantor", 48)).getpixel((24, 24)), RED)


@pytest.mark.parametrize("name", ["Kantor Contoh", "<&> kantor", "Épée", "7 Kota", "日本", "***"])
def test_a_drawing_gives_way_to_a_letter_in_the_colour(tmp_path: Path, name: str) -> None:
    root = site(tmp_path, "a.svg", style=STYLE + OFFICE, a_svg=SVG.encode())
    image = drawn(sign_of(root, name, 48))
    assert near(image.getpixel((1, 1)), BLUE)
    letters = {image.getpixel((x, y)) for x in range(48) for y in range(48)}
    assert len(letters) > 1 or name == "日本"


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n kosong", picture("PNG")[:60], b"GIF89a"])
def test_a_damaged_picture_gives_way_too(tmp_path: Path, data: bytes) -> None:
    root = site(tmp_path, "a.png", style=OFFICE, a_png=data)
    assert near(drawn(sign_of(root, "Kantor", 48)).getpixel((1, 1)), BLUE)


def test_rakor_itself_has_its_seats(tmp_path: Path) -> None:
    root = site(tmp_path, OWN_FAVICON)
    (root / OWN_FAVICON).write_bytes((pages.THEME / OWN_FAVICON).read_bytes())
    seats = drawn(sign_of(root, "Rakor", 48))
    assert near(seats.getpixel((24, 8)), (0xB3, 0x26, 0x1E))
    # An office whose letter lies at the same address is not taken for Rakor.
    (root / OWN_FAVICON).write_text(SVG)
    assert near(drawn(sign_of(root, "Rakor", 48)).getpixel((1, 1)), (0x0B, 0x4A, 0x37))


def test_a_home_page_that_names_nothing_is_no_error(tmp_path: Path) -> None:
    root = site(tmp_path, "")
    assert drawn(sign_of(root, "Kantor", 48))
    (root / "index.html").unlink()
    assert drawn(sign_of(root, "Kantor", 48))
