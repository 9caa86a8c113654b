"""Draw cost against size from the figures of ``compare.py`` as one small SVG, with nothing else.

    python tests/benchmarks/chart.py figures.json more.json --output docs-dev/build-time.svg

Both axes are logarithmic, so that equal distances are equal ratios and cost in proportion to size
is a line of slope one. Colours are attributes of shapes on a ground of their own: the picture needs
no style sheet (which a strict content security policy refuses) and reads the same in the light and
the dark theme. What it shows is told in its description too, number by number.
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

# Narrow, so that its words can be read on a phone too.
WIDTH, HEIGHT = 460, 440
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 132, 68, 88
_GROUND, _INK, _FAINT, _RULE = "#ffffff", "#1c1c1c", "#505050", "#d4d4d4"
_FONT = "system-ui, sans-serif"

_NAMES = {
    "rakor": "Rakor",
    "hugo+pagefind": "Hugo+Pagefind",
    "hugo": "Hugo",
    "stock": "Material",
    "blog": "Material (blog)",
    "zensical": "Zensical",
}
# Dark enough for 4.5:1 on the ground; told apart by the shapes of their points as well.
_COLOURS = {
    "rakor": "#0b57a4",
    "hugo+pagefind": "#6b1f5c",
    "hugo": "#a8324a",
    "stock": "#7a5200",
    "blog": "#5b4a9c",
    "zensical": "#22694a",
}
_DASHES = {"cold": "", "body": "6 4", "nothing": "1.5 4"}
_WORDS = {"cold": "dari awal", "body": "satu isi berubah", "nothing": "tanpa perubahan"}

_WITHOUT_MEMORY = ("hugo+pagefind", "hugo")
"""Peers that keep nothing for their next build."""

Figures = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """Seconds against number of bulletins, for one peer in one scenario."""

    peer: str
    scenario: str
    points: tuple[tuple[int, float], ...]

    @property
    def label(self) -> str:
        return f"{_NAMES[self.peer]}, {_WORDS[self.scenario]}"


def lines(records: Iterable[Mapping[str, Any]]) -> list[Line]:
    """Return what the chart shows: cold builds of all, and what a change costs Rakor and
    Hugo, with Pagefind and without.

    Of several records of one thing the last one counts.
    """
    found: dict[tuple[str, str], dict[int, float]] = {}
    for entry in records:
        key = entry["peer"], entry["scenario"]
        if key[1] == "cold" or (key[1] in _WORDS and key[0] in ("rakor", *_WITHOUT_MEMORY)):
            found.setdefault(key, {})[entry["bulletins"]] = entry["seconds"]
    # Nothing changed costs them what everything costs; one line says it.
    for peer in _WITHOUT_MEMORY:
        found.pop((peer, "nothing"), None)
    order = list(_NAMES), list(_WORDS)
    return [
        Line(peer, scenario, tuple(sorted(points.items())))
        for (peer, scenario), points in sorted(
            found.items(), key=lambda item: (order[0].index(item[0][0]), order[1].index(item[0][1]))
        )
    ]


def draw(parts: Sequence[Figures]) -> str:
    """Return the chart of one or more files of figures as SVG.

    Raises:
        ValueError: there is nothing to draw.
    """
    shown = lines(entry for part in parts for entry in part["records"])
    if not shown:
        raise ValueError("no figures to draw")
    frame = _Frame.around([point for line in shown for point in line.points])
    body = [*_axes(frame), *_curves(shown, frame)]
    title = "Lama membangun situs"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}" role="img" aria-labelledby="judul uraian" '
        f'font-family="{_FONT}" font-size="13" fill="{_INK}">\n'
        f'<title id="judul">{title}</title>\n'
        f'<desc id="uraian">{escape(_description(shown, parts))}</desc>\n'
        f'<rect width="{WIDTH}" height="{HEIGHT}" rx="8" fill="{_GROUND}"/>\n'
        f'<text x="16" y="30" font-size="17" font-weight="600">{title}</text>\n'
        f'<text x="16" y="50" fill="{_FAINT}">Detik menurut banyaknya '
        f"buletin; skala logaritmik</text>\n"
        + "\n".join(body)
        + "".join(
            f'\n<text x="16" y="{y}" font-size="12" fill="{_FAINT}">{escape(text)}</text>'
            for y, text in zip((HEIGHT - 28, HEIGHT - 12), _machine(parts), strict=True)
        )
        + "\n</svg>\n"
    )


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where values lie on the picture; the limits are powers of ten and round sizes."""

    sizes: tuple[int, ...]
    least: float
    most: float
    lowest: int  # exponents of ten, in seconds
    highest: int

    @staticmethod
    def around(points: Sequence[tuple[int, float]]) -> _Frame:
        sizes = tuple(sorted({size for size, _ in points}))
        seconds = [value for _, value in points]
        low = math.floor(math.log10(min(seconds)))
        high = max(math.ceil(math.log10(max(seconds))), low + 1)
        return _Frame(sizes, sizes[0] / 1.25, sizes[-1] * 1.25, low, high)

    def x(self, size: float) -> float:
        share = math.log(size / self.least) / math.log(self.most / self.least)
        return _LEFT + share * (WIDTH - _LEFT - _RIGHT)

    def y(self, seconds: float) -> float:
        share = (math.log10(seconds) - self.lowest) / (self.highest - self.lowest)
        return HEIGHT - _BOTTOM - share * (HEIGHT - _TOP - _BOTTOM)


def _axes(frame: _Frame) -> Iterator[str]:
    right, bottom = WIDTH - _RIGHT, HEIGHT - _BOTTOM
    for exponent in range(frame.lowest, frame.highest + 1):
        y = frame.y(10.0**exponent)
        yield f'<path d="M{_LEFT} {y:.1f}H{right}" stroke="{_RULE}"/>'
        yield (
            f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end" fill="{_FAINT}">'
            f"{_number(10.0**exponent)}</text>"
        )
    last = -math.inf
    for size in frame.sizes:
        x = frame.x(size)
        yield f'<path d="M{x:.1f} {bottom}v5" stroke="{_FAINT}"/>'
        if x - last >= 48:  # the width of a label
            last = x
            yield (
                f'<text x="{x:.1f}" y="{bottom + 20}" text-anchor="middle" fill="{_FAINT}">'
                f"{_number(size)}</text>"
            )
    middle = (_LEFT + right) / 2
    yield f'<text x="{middle:.1f}" y="{bottom + 40}" text-anchor="middle">Banyaknya buletin</text>'


def _curves(shown: Sequence[Line], frame: _Frame) -> Iterator[str]:
    labels = _labels([(line, _end(line, frame)) for line in shown])
    for line, label in zip(shown, labels, strict=True):
        colour, dash = _COLOURS[line.peer], _DASHES[line.scenario]
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        places = [(frame.x(size), frame.y(seconds)) for size, seconds in line.points]
        path = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
        yield (
            f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2" '
            f'stroke-linecap="round"{dashes}/>'
        )
        marks = "".join(_mark(line.peer, x, y) for x, y in places)
        yield f'<path d="{marks}" fill="{colour}"/>'
        end, (x, y) = places[-1], label
        if abs(y - end[1]) > 4 or x - end[0] > 20:
            yield (
                f'<path d="M{end[0] + 6:.1f} {end[1]:.1f}L{x - 3:.1f} {y:.1f}" '
                f'stroke="{colour}" stroke-width=".7"/>'
            )
        for lower, weight, text in (
            (-2, ' font-weight="600"', _NAMES[line.peer]),
            (12, "", _WORDS[line.scenario]),
        ):
            yield (
                f'<text x="{x:.1f}" y="{y + lower:.1f}" font-size="12"{weight} fill="{colour}">'
                f"{escape(text)}</text>"
            )


def _end(line: Line, frame: _Frame) -> tuple[float, float]:
    size, seconds = line.points[-1]
    return frame.x(size), frame.y(seconds)


def _labels(ends: Sequence[tuple[Line, tuple[float, float]]]) -> list[tuple[float, float]]:
    """Return where the labels stand: beside the last points, or in the margin if that is near."""
    margin = WIDTH - _RIGHT + 10
    columns: dict[float, list[int]] = {}
    for index, (_, (x, _y)) in enumerate(ends):
        columns.setdefault(margin if x > margin - 100 else x + 12, []).append(index)
    places: dict[int, tuple[float, float]] = {}
    for x, members in columns.items():
        heights = _spread([ends[index][1][1] for index in members], 32)
        places.update({index: (x, y) for index, y in zip(members, heights, strict=True)})
    return [places[index] for index in range(len(ends))]


def _mark(peer: str, x: float, y: float) -> str:
    """Return the path of a point; every peer has a shape of its own."""
    shapes = {
        "rakor": "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z",
        "hugo+pagefind": "m0-5l5 4l-2 5h-6l-2-5z",
        "hugo": "m-4-4h8v8h-8z",
        "stock": "m0-5l5 9h-10z",
        "blog": "m0 5l5-9h-10z",
        "zensical": "m0-5l5 5l-5 5l-5-5z",
    }
    return f"M{x:.1f} {y:.1f}{shapes[peer]}"


def _spread(places: Sequence[float], gap: float) -> list[float]:
    """Return the heights of labels, in the same order, moved so that none covers another."""
    order = sorted(range(len(places)), key=lambda index: places[index])
    moved = list(places)
    for above, index in itertools.pairwise(order):
        moved[index] = max(places[index], moved[above] + gap)
    # What was pushed below the axis goes up again, and pushes those above it.
    limit = HEIGHT - _BOTTOM + gap
    for index in reversed(order):
        moved[index] = min(moved[index], limit)
        limit = moved[index] - gap
    return moved


def _description(shown: Sequence[Line], parts: Sequence[Figures]) -> str:
    told = [
        f"{line.label}: "
        + "; ".join(
            f"{_number(size)} buletin {_number(value)} detik" for size, value in line.points
        )
        for line in shown
    ]
    return ". ".join([*told, *_machine(parts)]) + "."


def _machine(parts: Sequence[Figures]) -> tuple[str, str]:
    """Return what was measured on what, in two short lines."""
    machine = parts[0]["machine"]
    found = {peer: version for part in parts for peer, version in part["machine"]["peers"].items()}
    if "stock" in found:
        found.pop("blog", None)  # the plugin is a part of Material
    times = " atau ".join(map(str, sorted({part["runs"] for part in parts})))
    return (
        f"Median {times} kali ukur pada satu mesin: {machine['cores']} inti, "
        f"{machine['memory'] / 2**30:.0f} GB, Python {machine['python']}",
        ", ".join(f"{_NAMES[peer]} {version}" for peer, version in found.items()),
    )


def _number(value: float) -> str:
    """Return a number as Indonesians write it: 10.000 and 0,25; three digits are enough."""
    if value >= 100:
        return f"{value:,.0f}".replace(",", ".")
    return f"{value:.3g}".replace(".", ",")


def main() -> None:
    """Draw from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("figures", type=Path, nargs="+", help="files of compare.py --json")
    parser.add_argument("--output", type=Path, required=True, metavar="FILE.svg")
    options = parser.parse_args()
    parts = [json.loads(path.read_text(encoding="utf-8")) for path in options.figures]
    options.output.write_text(draw(parts), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
