"""The sign of a site as readers of ZIM files show it: a small square PNG.

A finished site is all there is to go by, so its home page is asked which icon and which logo the
office has. A picture of pixels is made small. A drawing (SVG) cannot be drawn here; it gives way to
what an office without any sign has in the browser, the first letter of its name on its colour.
"""

from __future__ import annotations

import io
import re
import unicodedata
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from rakor import pages
from rakor.formats.guard import guarded
from rakor.opener import Folder
from rakor.theme.identity import OWN_FAVICON, initial_of

if TYPE_CHECKING:
    from PIL import Image

_HOME = "index.html"
_LARGEST_HEAD = 100_000
_LARGEST_SIGN = 200_000
_LARGEST_STYLE = 1_000_000
_MOST_PIXELS = 4096 * 4096
_KINDS = ("PNG", "JPEG", "WEBP", "ICO")
_LINKS = re.compile(rb"--leaf:\s*light-dark\(\s*(#[0-9a-f]{6})\b")
_PAPER, _SEAT, _CHAIR = "#fafbf8", "#1d3b2a", "#b3261e"


def sign_of(site_dir: Path, name: str, size: int) -> bytes:
    """Return the sign of the site called ``name`` as a PNG of ``size`` by ``size`` pixels."""
    with Folder(site_dir) as folder:
        addresses = _signs(_read(folder, _HOME, _LARGEST_HEAD))
        for address in addresses:
            made = _from_pixels(_read(folder, address, _LARGEST_SIGN), size)
            if made is not None:
                return made
        own = (pages.THEME / OWN_FAVICON).read_bytes()
        if not addresses or _read(folder, addresses[0], _LARGEST_SIGN) == own:
            return _png(_seats(size))
        colours = _LINKS.findall(_read(folder, "assets/rakor.css", _LARGEST_STYLE))
    # The last of several rules holds: the office's own is laid over the usual one.
    return _png(_letter(initial_of(name), colours[-1].decode() if colours else _SEAT, size))


def _read(folder: Folder, address: str, most: int) -> bytes:
    try:
        return folder.head(address, most)
    except (OSError, ValueError):
        return b""


class _Signs(HTMLParser):
    """Gathers what stands as icon and in the place of the logo, in this order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._in_brand = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "link" and said.get("rel") == "icon":
            self.found.append(said.get("href") or "")
        elif tag == "a":
            self._in_brand = said.get("class") == "rk-brand"
        elif tag == "img" and self._in_brand:
            self.found.append(said.get("src") or "")

    def handle_endtag(self, tag: str) -> None:
        self._in_brand = self._in_brand and tag != "a"


def _signs(page: bytes) -> list[str]:
    reader = _Signs()
    reader.feed(page.decode("utf-8", "replace"))
    return [unquote(urlsplit(one).path).removeprefix("./") for one in reader.found if one]


@guarded(lambda: None)
def _from_pixels(data: bytes, size: int) -> bytes | None:
    """A picture of pixels, whole within the square; None if it is none, or too large."""
    from PIL import Image

    with Image.open(io.BytesIO(data), formats=_KINDS) as image:
        if image.width * image.height > _MOST_PIXELS:
            return None
        shown = image.convert("RGBA")
    scale = size / max(shown.size)
    fitting = (max(round(shown.width * scale), 1), max(round(shown.height * scale), 1))
    shown = shown.resize(fitting, Image.Resampling.LANCZOS)
    square = Image.new("RGBA", (size, size))
    square.paste(shown, ((size - fitting[0]) // 2, (size - fitting[1]) // 2))
    return _png(square)


def _letter(letter: str, colour: str, size: int) -> Image.Image:
    """A letter on a colour; the colour alone for one that Pillow's own font lacks.

    Without its accents, which few letters have in that font.
    """
    from PIL import Image, ImageDraw, ImageFont

    letter = unicodedata.normalize("NFKD", letter)[:1]
    square = Image.new("RGB", (size, size), colour)
    font = ImageFont.load_default(size * 0.7)
    drawn, unknown = (font.getmask(one) for one in (letter, "\uffff"))
    if bytes(drawn) != bytes(unknown):
        left, top, right, bottom = font.getbbox(letter)
        at = ((size - right - left) / 2, (size - bottom - top) / 2)
        ImageDraw.Draw(square).text(at, letter, "#ffffff", font, stroke_width=size / 48)
    return square


def _seats(size: int) -> Image.Image:
    """Rakor's own: a table of eight seats, one of them the chair's."""
    from PIL import Image, ImageDraw

    square = Image.new("RGB", (size, size), _PAPER)
    draw, unit = ImageDraw.Draw(square), size / 12
    for column in range(3):
        for row in range(3):
            if (column, row) in {(1, 1), (1, 2)}:
                continue
            x, y = unit + column * unit * 3.5, unit + row * unit * 3.5
            colour = _CHAIR if (column, row) == (1, 0) else _SEAT
            draw.rectangle((x, y, x + unit * 3 - 1, y + unit * 3 - 1), colour)
    return square


def _png(image: Image.Image) -> bytes:
    image.info = {}
    written = io.BytesIO()
    image.save(written, "PNG")
    return written.getvalue()
