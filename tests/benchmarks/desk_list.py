"""What the list at ``/tulis/`` costs: at two sizes, beside reading the head of every file once.

Each figure is the median of some answers of one desk, in processor time, which other work on the
machine hardly changes. The peer opens every file and reads as much of it as the list looks at, and
does nothing else. Compare the ratios, not the seconds.

    python tests/benchmarks/desk_list.py --sizes 1000,10000 --folder /dev/shm/daftar
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import corpus

from rakor.form.desk import Desk
from rakor.form.exchange import Request

_HEAD = 6_000
QUERIES: dict[str, dict[str, list[str]]] = {
    "list": {},
    "search": {"q": ["kota 2024"]},
    "more": {"tampil": ["220"]},
}
"""What is asked: the page as it opens, a search, and more of it."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1000,10000")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="where the sites lie while they are measured")
    options = parser.parse_args()
    sizes = [int(size) for size in options.sizes.split(",")]
    costs = {}
    for size in sizes:
        with tempfile.TemporaryDirectory(dir=options.folder) as folder:
            corpus.write_site(Path(folder), size)
            costs[size] = measure(Path(folder), options.runs)
        print(json.dumps({"bulletins": size, **costs[size]}))
    first, last = costs[sizes[0]], costs[sizes[-1]]
    grown = {name: round(last[name] / first[name], 2) for name in first}
    print(json.dumps({"ratio": f"{sizes[-1]} to {sizes[0]}", **grown}))


def measure(root: Path, runs: int) -> dict[str, float]:
    """Seconds and bytes of each answer, seconds of the peer, and what of it one answer takes."""
    desk = Desk(root)
    found: dict[str, float] = {"peer": _median(lambda: _read_heads(root), runs)}
    for name, query in QUERIES.items():
        answer = partial(desk.answer, Request("GET", "", query))
        found[name] = _median(answer, runs)
        found[f"{name} bytes"] = len(answer().body)
    found["list to peer"] = round(found["list"] / found["peer"], 2)
    return found


def _median(work: Callable[[], object], runs: int) -> float:
    seconds = []
    for _ in range(runs):
        start = time.process_time()
        work()
        seconds.append(time.process_time() - start)
    return round(statistics.median(seconds), 4)


def _read_heads(root: Path) -> None:
    for path in (root / "bulletins").rglob("*.md"):
        with path.open("rb") as file:
            file.read(_HEAD)


if __name__ == "__main__":
    main()
