"""What a build on a cluster costs, beside the same build on this machine alone (Linux).

Scheduler and workers are processes here, so that times say little and memory all: what a worker
needs, what the client does, and how both grow. The two sites must be the same, byte for byte.

    python tests/benchmarks/on_cluster.py --count 2000 6000 --workers 2 --threads 1
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import corpus
from building import COMMAND, environment
from dask_cluster import Cluster
from hashes import tree


def build(root: Path, site: Path, *more: str) -> dict[str, Any]:
    """Build from nothing; the figures of the build."""
    command = [*COMMAND, "build", "--root", str(root), "--site-dir", str(site), "--clean"]
    finished = subprocess.run(
        [*command, "--format", "json", *more],
        env=environment(root),
        stdout=subprocess.PIPE,
        check=True,
    )
    figures: dict[str, Any] = json.loads(finished.stdout)
    return figures


def peak(process: int) -> float:
    """The largest resident memory of a running process so far, in megabytes."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    found = next(line for line in lines if line.startswith("VmHWM:"))
    return int(found.split()[1]) / 1024


def measure(folder: Path, count: int, workers: int, threads: int, beside: bool) -> None:
    """Print a line of figures for one size, and one for this machine alone if that is wanted."""
    root = folder / "situs"
    corpus.write_site(root, count)
    with Cluster(folder) as cluster:
        processes = [cluster.worker(threads).pid for _ in range(workers)]
        before = max(map(peak, processes))
        shared = build(root, folder / "shared", "--cluster", cluster.address)
        after = max(map(peak, processes))
    print(
        f"{count} bulletins, {workers} workers of {threads} threads: "
        f"worker {before:.0f} MB idle, {after:.0f} MB at most; {told(shared)}",
        flush=True,
    )
    if beside:
        alone = build(root, folder / "alone")
        same = tree(folder / "alone") == tree(folder / "shared")
        print(f"  alone: {told(alone)}; {'the same site' if same else 'ANOTHER SITE'}", flush=True)


def told(figures: dict[str, Any]) -> str:
    """What a build says of itself; in a cluster of its client alone."""
    return f"{figures['peak_memory'] / 1e6:.0f} MB, {figures['seconds']['total']:.0f} s"


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, nargs="+", default=[2000, 6000])
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where to work, best in memory")
    parser.add_argument("--beside", action="store_true", help="build alone too, and compare")
    arguments = parser.parse_args()
    for count in arguments.count:
        with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
            measure(Path(folder), count, arguments.workers, arguments.threads, arguments.beside)


if __name__ == "__main__":
    main()
