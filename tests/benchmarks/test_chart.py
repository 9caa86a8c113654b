"""The chart must be sound SVG that a strict policy accepts and that everybody can read."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree

import chart
import pytest

SVG = "{http://www.w3.org/2000/svg}"


def figures(**seconds: dict[int, float]) -> dict[str, object]:
    """Return figures from ``peer_scenario={size: seconds}``."""
    return {
        "machine": {
            "cores": 2,
            "memory": 8 << 30,
            "python": "3.11.7",
            "peers": dict.fromkeys({name.partition("_")[0] for name in sorted(seconds)}, "1.0"),
        },
        "runs": 3,
        "records": [
            {"peer": peer, "scenario": scenario, "bulletins": size, "seconds": value}
            for name, points in seconds.items()
            for peer, _, scenario in [name.partition("_")]
            for size, value in points.items()
        ],
    }


MANY = figures(
    rakor_cold={500: 0.5, 2000: 1.9, 10_000: 9, 50_000: 44, 100_000: 90},
    rakor_body={500: 0.5, 2000: 0.5, 10_000: 0.52, 50_000: 0.6, 100_000: 0.7},
    rakor_nothing={500: 0.12, 2000: 0.12, 10_000: 0.13, 50_000: 0.2, 100_000: 0.25},
    hugo_cold={500: 0.9, 2000: 3.5, 10_000: 17, 50_000: 90},
    hugo_body={500: 0.9, 2000: 3.5, 10_000: 17, 50_000: 90},
    hugo_nothing={500: 0.9},
    **{
        "hugo+pagefind_cold": {500: 3, 2000: 9, 10_000: 45, 50_000: 240},
        "hugo+pagefind_body": {500: 3, 2000: 9, 10_000: 45, 50_000: 240},
        "hugo+pagefind_nothing": {500: 3},
    },
    stock_cold={500: 30},
    blog_cold={500: 9, 2000: 40},
    zensical_cold={500: 2, 2000: 20},
    stock_body={500: 30},
)


def test_sound_and_without_style_or_script() -> None:
    text = chart.draw([MANY])
    root = ElementTree.fromstring(text)
    assert root.tag == f"{SVG}svg"
    assert {element.tag for element in root.iter()} == {
        f"{SVG}{name}" for name in ("svg", "title", "desc", "rect", "text", "path")
    }
    attributes = {name for element in root.iter() for name in element.attrib}
    assert not any(
        name == "style" or name.startswith("on") or "href" in name for name in attributes
    )
    assert len(text) < 10_000
    assert chart.draw([MANY]) == text


def test_title_and_description_tell_every_figure() -> None:
    root = ElementTree.fromstring(chart.draw([MANY]))
    ids = {element.get("id"): element for element in root.iter() if element.get("id")}
    assert root.get("role") == "img"
    assert [ids[name].tag for name in str(root.get("aria-labelledby")).split()] == [
        f"{SVG}title",
        f"{SVG}desc",
    ]
    told = ids["uraian"].text or ""
    assert "Rakor, dari awal: 500 buletin 0,5 detik; 2.000 buletin 1,9 detik" in told
    assert "Hugo, satu isi berubah" in told
    assert "Hugo+Pagefind, dari awal: 500 buletin 3 detik" in told
    assert "Hugo+Pagefind, tanpa perubahan" not in told
    assert "2 inti" in told
    assert "Median 3 kali" in told


def test_texts_lie_inside_and_do_not_cover_each_other() -> None:
    root = ElementTree.fromstring(chart.draw([MANY]))
    boxes = []
    for element in root.iter(f"{SVG}text"):
        x, y = float(element.attrib["x"]), float(element.attrib["y"])
        size = float(element.get("font-size", "13"))
        width = 0.56 * size * len(element.text or "")
        x -= {"end": width, "middle": width / 2}.get(element.get("text-anchor", "start"), 0)
        assert 0 <= x < x + width <= chart.WIDTH, element.text
        assert size <= y < chart.HEIGHT, element.text
        boxes.append((x, y - 0.8 * size, x + width, y + 0.2 * size, element.text))
    for index, (left, top, right, bottom, text) in enumerate(boxes):
        for other in boxes[index + 1 :]:
            apart = right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top
            assert apart, (text, other[4])


def test_every_text_is_legible_on_the_ground() -> None:
    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    root = ElementTree.fromstring(chart.draw([MANY]))
    ground = next(root.iter(f"{SVG}rect")).attrib["fill"]
    colours = {element.get("fill", root.attrib["fill"]) for element in root.iter(f"{SVG}text")}
    for colour in colours:
        assert (luminance(ground) + 0.05) / (luminance(colour) + 0.05) >= 4.5, colour


def test_equal_ratios_are_equal_distances() -> None:
    points = {1000: 1.0, 10_000: 10.0, 100_000: 100.0}
    root = ElementTree.fromstring(chart.draw([figures(rakor_cold=points)]))
    path = next(e.attrib["d"] for e in root.iter(f"{SVG}path") if e.get("stroke-width") == "2")
    places = [tuple(map(float, pair)) for pair in re.findall(r"([\d.]+) ([\d.]+)", path)]
    steps = [(b[0] - a[0], a[1] - b[1]) for a, b in pairwise(places)]
    assert steps[0] == pytest.approx(steps[1], abs=0.2)
    assert min(steps[0]) > 0


def test_later_files_count_and_nothing_is_refused() -> None:
    first, second = figures(rakor_cold={500: 1, 2000: 2}), figures(rakor_cold={2000: 3})
    (line,) = chart.lines([*first["records"], *second["records"]])  # type: ignore[misc]
    assert line.points == ((500, 1), (2000, 3))
    with pytest.raises(ValueError, match="no figures"):
        chart.draw([figures()])


def test_one_figure_is_enough() -> None:
    assert "0,25" in chart.draw([figures(rakor_cold={2000: 0.25})])
