"""What copies cost: a first copy against ``cp -r`` and ``sync``, a refresh, an update pack.

All of it is measured in one run on one disk, in turns, because machines are noisy; compare the
ratios, not the seconds. The site holds plainly fictional bulletins.

    python tests/benchmarks/copying.py --count 10000
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

import corpus

from rakor.offline.archive import read_base, write_archive
from rakor.offline.bundle import from_site
from rakor.offline.sync import copy

COMMAND = (sys.executable, "-c", "import sys; from rakor.cli.main import main; sys.exit(main())")


def _build(root: Path) -> Path:
    begun = time.perf_counter()
    subprocess.run(
        [*COMMAND, "build", "--root", str(root)],
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.DEVNULL,
    )
    print(f"built in {time.perf_counter() - begun:.1f} s", file=sys.stderr)
    return root / "site"


def _plain_copy(site: Path, target: Path, *, verify: bool) -> None:
    subprocess.run(["cp", "-r", str(site), str(target)], check=True)
    subprocess.run(["sync", "-f", str(target)], check=True)
    if verify:
        subprocess.run(["diff", "-r", str(site), str(target)], check=True)


def _our_copy(site: Path, target: Path, *, verify: bool) -> None:
    copy(from_site(site), target, verify=verify)


def _first_copies(site: Path, place: Path, rounds: int) -> dict[str, object]:
    """Compare like with like: a copy with a copy, one that is checked with one that is.

    ``diff`` reads from memory what was just written, where our reading back asks for the medium.
    Where others are at work on the machine, the processor's time tells more than the clock's.
    """
    kinds = {
        "cp_sync": partial(_plain_copy, verify=False),
        "rakor": partial(_our_copy, verify=False),
        "cp_sync_diff": partial(_plain_copy, verify=True),
        "rakor_read_back": partial(_our_copy, verify=True),
    }
    seconds: dict[str, list[float]] = {kind: [] for kind in kinds}
    processor: dict[str, list[float]] = {kind: [] for kind in kinds}
    order = list(kinds)
    for _ in range(rounds):
        for kind in order:
            target = place / kind
            begun, spent = time.perf_counter(), sum(os.times()[:4])
            kinds[kind](site, target)
            seconds[kind].append(round(time.perf_counter() - begun, 2))
            processor[kind].append(round(sum(os.times()[:4]) - spent, 2))
            shutil.rmtree(target)
            subprocess.run(["sync", "-f", str(place)], check=True)
        order.append(order.pop(0))  # nobody is always the first

    def ratio(one: str, other: str) -> dict[str, float]:
        return {
            "by_clock": round(
                statistics.median(seconds[one]) / statistics.median(seconds[other]), 2
            ),
            "by_processor": round(
                statistics.median(processor[one]) / statistics.median(processor[other]), 2
            ),
        }

    return {
        "seconds": seconds,
        "processor_seconds": processor,
        "speed_of_copy": ratio("cp_sync", "rakor"),
        "speed_when_read_back": ratio("cp_sync_diff", "rakor_read_back"),
        "speed_when_only_we_read_back": ratio("cp_sync", "rakor_read_back"),
    }


def _change_one(root: Path) -> None:
    """Change one word of one bulletin, in the middle of the collection."""
    files = sorted((root / "bulletins").rglob("20*.md"))
    file = files[len(files) // 2]
    text = file.read_text(encoding="utf-8")
    changed = re.sub(r"judul: (\S*)Contoh", r"judul: \1Contoh baru", text, count=1)
    assert changed != text
    file.write_text(changed, encoding="utf-8", newline="\n")


def _refresh(root: Path, site: Path, place: Path) -> dict[str, object]:
    stick = place / "stick"
    first = copy(from_site(site), stick)
    base = place / "manifest.txt"
    shutil.copyfile(stick / "manifest-sha256.txt", base)
    whole = write_archive(from_site(site), place / "whole.zip")
    _change_one(root)
    edition = from_site(_build(root))
    begun = time.perf_counter()
    second = copy(edition, stick, verify=False)
    seconds = time.perf_counter() - begun
    pack = write_archive(edition, place / "pack.zip", read_base(base))
    return {
        "files": first.files,
        "bytes": first.bytes,
        "refresh_files": len(second.written),
        "refresh_bytes": second.bytes,
        "refresh_seconds": round(seconds, 2),
        "files_percent": round(100 * len(second.written) / first.files, 3),
        "bytes_percent": round(100 * second.bytes / first.bytes, 3),
        "whole_zip_bytes": whole.size,
        "pack_bytes": pack.size,
        "pack_percent_of_whole_zip": round(100 * pack.size / whole.size, 3),
        "pack_percent_of_whole_tree": round(100 * pack.size / first.bytes, 3),
    }


def main() -> None:
    """Measure and print one JSON object."""
    parser = argparse.ArgumentParser(description="Measure copies.")
    parser.add_argument("--count", type=int, default=10_000, help="bulletins")
    parser.add_argument("--root", type=Path, help="a site of this corpus built before; it changes")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--skip-first", action="store_true", help="do not measure first copies")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="rakor-bench-") as folder:
        place = Path(folder)
        root = options.root or place / "root"
        if options.root is None:
            corpus.write_site(root, options.count)
        site = _build(root)
        result: dict[str, object] = {"bulletins": options.count}
        if not options.skip_first:
            result["first_copy"] = _first_copies(site, place, options.rounds)
        result["refresh"] = _refresh(root, site, place)
        print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
