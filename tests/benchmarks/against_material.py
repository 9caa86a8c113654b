"""Build the same Markdown with Rakor and with stock Material for MkDocs, and compare.

Both run in the same session on the same machine, one after the other, each as a process of its
own; what is printed is meant to be read as ratios. Stock Material renders its navigation into
every page, so its time is fitted by ``a + b n + c n^2`` at small sizes and extrapolated, plainly
labelled; ``--full`` measures it at the full size instead (about ten minutes for 2,000).

    python tests/benchmarks/against_material.py
    python tests/benchmarks/against_material.py --full
    python tests/benchmarks/against_material.py --sizes 200,400 --stock-sizes 50,100,150
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import corpus
import measuring
from measuring import Cost


def build_rakor(count: int, repeats: int) -> Cost:
    """Return the median of clean builds by Rakor."""
    code = "import sys; from rakor.cli.main import main; sys.exit(main())"

    def once(folder: Path) -> Cost:
        corpus.write_site(folder, count)
        site = folder / "site"
        command = [sys.executable, "-c", code, "build", "--root", str(folder)]
        return measuring.run([*command, "--site-dir", str(site)], folder, site)

    return _median(once, repeats)


def build_stock(count: int, repeats: int) -> Cost:
    """Return the median of builds by stock Material."""

    def once(folder: Path) -> Cost:
        corpus.write_stock(folder, count)
        return measuring.run(
            [sys.executable, "-m", "mkdocs", "build", "--quiet"], folder, folder / "site"
        )

    return _median(once, repeats)


def _median(once: Callable[[Path], Cost], repeats: int) -> Cost:
    measures = []
    for _ in range(repeats):
        with tempfile.TemporaryDirectory(prefix="rakor-bench-") as folder:
            measures.append(once(Path(folder)))
    middle = statistics.median_low([measure.seconds for measure in measures])
    return next(measure for measure in measures if measure.seconds == middle)


def fit(points: Sequence[tuple[float, float]]) -> tuple[float, float, float]:
    """Return ``a, b, c`` of the least-squares parabola ``a + b x + c x^2`` through points."""
    if len({x for x, _ in points}) < 3:
        raise ValueError("a parabola needs three different sizes")
    scale = max(x for x, _ in points)  # keeps the sums of powers within good precision
    scaled = [(x / scale, y) for x, y in points]
    powers = [sum(x**power for x, _ in scaled) for power in range(5)]
    rows = [
        [powers[row + column] for column in range(3)] + [sum(y * x**row for x, y in scaled)]
        for row in range(3)
    ]
    for pivot in range(3):
        best = max(range(pivot, 3), key=lambda row: abs(rows[row][pivot]))
        rows[pivot], rows[best] = rows[best], rows[pivot]
        for row in range(3):
            if row != pivot:
                factor = rows[row][pivot] / rows[pivot][pivot]
                rows[row] = [a - factor * b for a, b in zip(rows[row], rows[pivot], strict=True)]
    a, b, c = (rows[index][3] / rows[index][index] for index in range(3))
    return a, b / scale, c / scale**2


def _line(name: str, count: int, measure: Cost) -> str:
    return (
        f"{name:<16} {count:>7,} {measure.seconds:>9.1f} {measure.cpu:>9.1f} "
        f"{1000 * measure.seconds / count:>9.2f} {measure.memory / 2**20:>9.0f} "
        f"{measure.files:>8,} {measure.site / 2**20:>8.1f}"
    )


def _sizes(text: str) -> list[int]:
    return [int(size) for size in text.split(",")]


def main() -> None:
    """Cost and print a table and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", type=_sizes, default=[2000, 4000], help="sizes for Rakor")
    parser.add_argument("--stock-sizes", type=_sizes, default=[200, 400, 600, 800])
    parser.add_argument("--full", action="store_true", help="measure stock Material at full size")
    parser.add_argument("--repeats", type=int, default=1, help="builds for each figure (median)")
    arguments = parser.parse_args()
    size = arguments.sizes[0]

    print(f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, ", end="")
    print(f"Python {platform.python_version()}; cold builds; compare ratios, not seconds")
    heads = ("count", "seconds", "CPU s", "ms/each", "MB peak", "files", "MB site")
    widths = (7, 9, 9, 9, 9, 8, 8)
    cells = (f"{head:>{width}}" for head, width in zip(heads, widths, strict=True))
    print(f"{'':<16} {' '.join(cells)}", flush=True)

    rakor = {}
    for count in arguments.sizes:
        rakor[count] = build_rakor(count, arguments.repeats)
        print(_line("Rakor", count, rakor[count]), flush=True)

    if arguments.full:
        measure = build_stock(size, 1)
        print(_line("stock Material", size, measure), flush=True)
        stock, how = measure.seconds, "measured"
    else:
        points = []
        for count in arguments.stock_sizes:
            measure = build_stock(count, arguments.repeats)
            points.append((count, measure.seconds))
            print(_line("stock Material", count, measure), flush=True)
        a, b, c = fit(points)
        stock, how = a + b * size + c * size**2, "EXTRAPOLATED by a quadratic fit"
        print(f"{'stock Material':<16} {size:>7,} {stock:>9.1f}   ({how}, not measured)")

    print()
    print(f"stock Material / Rakor at {size:,}: {stock / rakor[size].seconds:.1f} x ({how})")
    for before, after in zip(arguments.sizes, arguments.sizes[1:], strict=False):
        ratio = rakor[after].seconds / rakor[before].seconds
        cpu = rakor[after].cpu / rakor[before].cpu
        print(f"Rakor at {after:,} / at {before:,}: {ratio:.2f} x (CPU seconds: {cpu:.2f} x)")


if __name__ == "__main__":
    main()
