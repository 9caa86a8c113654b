"""The colours of a site from one colour of its office.

The style sheet's greens are tokens: links and buttons (``leaf``), what stands on them
(``on-leaf``) and four tints by count (``t1`` to ``t4``), each for the light and the dark page.
They are derived from the office's colour in OKLCH (Ottosson, 2020), where lightness can be moved
while hue and colourfulness stay: only so far as text needs a contrast of 7:1 (WCAG 2.2, 1.4.6).
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from itertools import count

Rgb = tuple[float, float, float]
"""Red, green and blue from 0 to 1, as written (sRGB)."""

NAMES = {
    "red": "#ef5552", "pink": "#e92063", "purple": "#ab47bd", "deep purple": "#7e56c2",
    "indigo": "#4051b5", "blue": "#2094f3", "light blue": "#02a6f2", "cyan": "#00bdd6",
    "teal": "#009485", "green": "#4cae4f", "light green": "#8bc34b", "lime": "#cbdc38",
    "yellow": "#ffec3d", "amber": "#ffc105", "orange": "#ffa724", "deep orange": "#ff6e42",
    "brown": "#795649", "grey": "#757575", "blue grey": "#546d78", "black": "#000000",
    "white": "#ffffff",
}  # fmt: skip
"""Colours by the names that Material for MkDocs gives them."""

CONTRAST = 7.0
_MARGIN = 0.05  # what rounding to 256 steps may take away
_MOST_DARKENED = 0.38
"""How much lightness (of 1) a colour may lose and still be taken for the same."""

# Papers and texts of the style sheet, light and dark.
_PAPERS = (("#fafbf8", "#eff3ec"), ("#101613", "#19221d"))
_INK = ("#15201a", "#e8eee9")
_ON_COLOUR = ("#ffffff", "#0d1310")


class UnfitColour(ValueError):
    """A colour that cannot carry a site.

    Attributes:
        nearest: the nearest that can, as ``#rrggbb``; empty if what was given is no colour.
    """

    def __init__(self, nearest: str = "") -> None:
        super().__init__(nearest)
        self.nearest = nearest


@dataclass(frozen=True, slots=True)
class Palette:
    """Tokens of the style sheet by name: the colour on the light and on the dark page."""

    tokens: dict[str, tuple[str, str]]

    @property
    def primary(self) -> str:
        """The colour of links on the light page."""
        return self.tokens["leaf"][0]

    def css(self) -> str:
        """Return the rules that lay the colours over those of the style sheet."""
        both = ";".join(f"--{name}:light-dark({a},{b})" for name, (a, b) in self.tokens.items())
        light = ";".join(f"--{name}:{a}" for name, (a, _) in self.tokens.items())
        return (
            f":root{{{both}}}\n@supports not (color: light-dark(#000, #fff)){{:root{{{light}}}}}\n"
        )


def derive(colour: str) -> Palette:
    """Derive a palette from ``#rgb``, ``#rrggbb`` or a name of :data:`NAMES`.

    Raises:
        UnfitColour: it is no colour, or so light that links in it would be another colour.
    """
    text = colour.strip().lower().replace("-", " ")
    text = NAMES.get(text, text)
    if re.fullmatch(r"#[0-9a-f]{3}", text):
        text = "#" + "".join(2 * digit for digit in text[1:])
    if not re.fullmatch(r"#[0-9a-f]{6}", text):
        raise UnfitColour
    lightness, chroma, hue = _to_oklch(_parse(text))
    papers, dark_papers = _PAPERS
    link = _moved(text, lightness, chroma, hue, -1, papers)
    if lightness - _to_oklch(_parse(link))[0] > _MOST_DARKENED:
        raise UnfitColour(link)
    base = _to_oklch(_parse(link))[0]
    pale, quiet = min(chroma * 0.4, 0.04), min(chroma * 0.5, 0.06)
    soft = min(chroma, 0.1)
    white, black = _ON_COLOUR
    ink, dark_ink = _INK
    tints = {
        "t1": (_lighter(0.9, pale, hue, (ink,)), _darker(0.32, quiet, hue, (dark_ink,))),
        "t2": (_lighter(0.8, quiet, hue, (ink,)), _darker(0.4, quiet, hue, (dark_ink,))),
        "t3": (
            _darker(base + 0.06, chroma, hue, (white,)),
            _lighter(0.79, soft, hue, (black,)),
        ),
        "t4": (
            _darker(base - 0.1, chroma * 0.8, hue, (white,)),
            _lighter(0.9, pale, hue, (black,)),
        ),
    }
    dark_link = _lighter(0.8, soft, hue, (*dark_papers, black))
    return Palette({"leaf": (link, dark_link), "on-leaf": _ON_COLOUR, **tints})


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours ``#rrggbb``, 1 to 21 (WCAG 2.2)."""
    first, second = sorted((_luminance(_parse(one)), _luminance(_parse(other))))
    return (second + 0.05) / (first + 0.05)


def _lighter(lightness: float, chroma: float, hue: float, against: tuple[str, ...]) -> str:
    return _moved("", lightness, chroma, hue, 1, against)


def _darker(lightness: float, chroma: float, hue: float, against: tuple[str, ...]) -> str:
    return _moved("", lightness, chroma, hue, -1, against)


def _moved(
    given: str, lightness: float, chroma: float, hue: float, way: int, against: tuple[str, ...]
) -> str:
    """Return the first colour that way which all of ``against`` stand out from.

    Black and white end both ways, and one of them stands out from every paper and ink in use.
    """
    for step in count():
        at = min(1.0, max(0.0, lightness + way * step * 0.005))
        made = given if given and not step else _to_hex(_from_oklch(at, chroma, hue))
        enough = CONTRAST + _MARGIN
        if at in (0.0, 1.0) or all(contrast(made, other) >= enough for other in against):
            return made
    raise AssertionError


# --- OKLCH: https://bottosson.github.io/posts/oklab/ -----------------------------------------


def _to_oklch(colour: Rgb) -> tuple[float, float, float]:
    red, green, blue = map(_linear, colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return lightness, math.hypot(a, b), math.atan2(b, a)


def _from_oklch(lightness: float, chroma: float, hue: float) -> Rgb:
    """Return the colour, less colourful where no screen shows it as it is."""
    while True:
        found = _from_oklab(lightness, chroma * math.cos(hue), chroma * math.sin(hue))
        if chroma < 0.002 or all(-0.001 <= part <= 1.001 for part in found):
            red, green, blue = (_written(min(1.0, max(0.0, part))) for part in found)
            return red, green, blue
        chroma *= 0.95


def _from_oklab(lightness: float, a: float, b: float) -> Rgb:
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _parse(text: str) -> Rgb:
    red, green, blue = (int(text[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _to_hex(colour: Rgb) -> str:
    return "#" + "".join(f"{round(255 * part):02x}" for part in colour)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _written(part: float) -> float:
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


def _luminance(colour: Rgb) -> float:
    red, green, blue = map(_linear, colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
