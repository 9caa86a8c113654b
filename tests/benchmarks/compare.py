"""Build the same bulletins with Rakor and with other generators, side by side, and compare.

All peers take turns within every scenario, so that a busy minute of the machine meets all of them;
every figure is the median of several runs, and every ratio the median of the ratios of the runs.
Seconds are true of one machine; ratios hold better.

    python tests/benchmarks/compare.py
    python tests/benchmarks/compare.py --sizes 2000,10000 --peers rakor,hugo+pagefind,hugo --runs 5
    python tests/benchmarks/compare.py --sizes 2000 --limit stock=2000 --json figures.json

Rakor's build includes its search, so its peer is Hugo and then Pagefind over what Hugo made; plain
Hugo stands beside. Both have a feed of every term.

"Cold" means no site and nothing kept from an earlier build; the system's file cache is warm, for
the bulletins have just been written. The other scenarios follow one another in that order, each on
the site the one before has left.

Hugo keeps nothing on disk for its next build, so it renders everything again. Its server renders
parts anew while it runs, in memory; that is a preview, not a publish, and is not measured.

Where the sites lie matters. Ext4 flushes a file to the disk when it is emptied and written again
soon after (its mount option ``auto_da_alloc``), about a millisecond each, so a program that writes
every file in place may take several times longer to build again than to build from nothing, at the
same CPU seconds. ``--folder /dev/shm`` leaves the disk out.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import measuring
from measuring import BuildError, Cost
from peers import PEERS, SCENARIOS, Peer

BASE = "hugo+pagefind"
"""The peer that ratios are told against: what somebody would take for the whole job."""

PLAIN = "hugo"
"""The peer whose seconds are told beside: the same without a search."""

Record = dict[str, Any]
"""One peer, size and scenario: their names, the runs, and medians of the runs' figures."""

_FIGURES: Sequence[tuple[str, str, float]] = (
    ("seconds", "seconds", 1),
    ("cpu", "CPU s", 1),
    ("memory", "MB peak", 1e6),
    ("written", "MB writ.", 1e6),
    ("site", "MB site", 1e6),
    ("files", "files", 1),
    ("store", "MB kept", 1e6),
)
_RATIOS = {"seconds": "x sec.", "cpu": "x CPU", "memory": "x peak", "written": "x writ."}


def measure(
    peers: Sequence[Peer],
    sizes: Iterable[int],
    scenarios: Sequence[str],
    runs: int,
    limits: Mapping[str, int],
    workspace: Path,
    say: Callable[[str], None],
) -> Iterator[Record]:
    """Yield the record of every size, scenario and peer as soon as its last run is done.

    A peer whose build fails is left out from there on, and that is said. Where cold builds are not
    asked for, one that is not counted makes what the others start from.
    """
    for size in sizes:
        able = [peer for peer in peers if size <= limits.get(peer.id, peer.bears)]
        folders = {peer.id: workspace / f"{size}-{peer.id}" for peer in able}
        for peer in able:
            say(f"{size:,} bulletins: writing the site for {peer.name}")
            _step("write", peer, folders[peer.id], size)
        costs: dict[tuple[str, str], list[Cost]] = {}
        turns = [(turn, scenario) for turn in range(1, runs + 1) for scenario in scenarios]
        if "cold" not in scenarios:
            turns.insert(0, (0, "cold"))
        for turn, scenario in turns:
            for peer in [peer for peer in able if scenario in peer.scenarios]:
                say(f"{size:,} bulletins, run {turn} of {runs}: {scenario}, {peer.name}")
                try:
                    cost = _once(peer, folders[peer.id], size, scenario, turn)
                except BuildError as error:
                    say(f"{peer.name} FAILED and is left out from here on:\n{error}")
                    able.remove(peer)
                    continue
                if turn:
                    costs.setdefault((scenario, peer.id), []).append(cost)
        for (scenario, peer_id), taken in costs.items():
            if len(taken) == runs:
                yield record(peer_id, size, scenario, taken)


def _once(peer: Peer, folder: Path, size: int, scenario: str, turn: int) -> Cost:
    _step("edit", peer, folder, size, scenario, str(turn))
    command = peer.command()
    assert command is not None, peer.id
    stores = [folder / store for store in peer.stores]
    more = peer.environment(scenario, turn)
    return measuring.run(command, folder, folder / peer.site, stores, more)


def _step(action: str, peer: Peer, folder: Path, size: int, *more: str) -> None:
    """Let another process write or edit, so that this one stays small."""
    environment = {**os.environ, "PYTHONPATH": str(measuring.REPOSITORY / "hooks")}
    script = Path(__file__).with_name("peers.py")
    command = [sys.executable, str(script), action, peer.id, str(folder), str(size), *more]
    subprocess.run(command, check=True, env=environment)


def record(peer: str, size: int, scenario: str, costs: Sequence[Cost]) -> Record:
    """Return the runs of one peer in one scenario, and their medians."""
    runs = [{**asdict(cost), "memory": cost.memory} for cost in costs]
    medians = {key: statistics.median(run[key] for run in runs) for key in runs[0]}
    return {"peer": peer, "bulletins": size, "scenario": scenario, **medians, "runs": runs}


def ratio(one: Record, other: Record, figure: str) -> float | None:
    """Return the median of ``one / other`` over the runs; None if ``other`` cost nothing."""
    pairs = zip(one["runs"], other["runs"], strict=False)
    found = [mine[figure] / theirs[figure] for mine, theirs in pairs if theirs[figure]]
    return statistics.median(found) if found else None


def table(figures: Mapping[str, Any]) -> str:
    """Return the figures as a table in plain text."""
    lines = [*_heading(figures), ""]
    records: list[Record] = figures["records"]
    heads = [*(head for _, head, _ in _FIGURES), *_RATIOS.values(), "x Hugo"]
    for size in sorted({entry["bulletins"] for entry in records}):
        for scenario, meaning in SCENARIOS.items():
            chosen = [r for r in records if (r["bulletins"], r["scenario"]) == (size, scenario)]
            if not chosen:
                continue
            base, plain = (
                next((entry for entry in chosen if entry["peer"] == peer), None)
                for peer in (BASE, PLAIN)
            )
            lines.append(f"{size:,} bulletins: {meaning}")
            lines.append(_line("", heads))
            lines += [_row(entry, base, plain) for entry in chosen]
            lines.append("")
    return "\n".join(lines)


def _row(entry: Record, base: Record | None, plain: Record | None) -> str:
    cells = [_number(entry[figure] / unit, figure == "files") for figure, _, unit in _FIGURES]
    for other, figure in (*((base, figure) for figure in _RATIOS), (plain, "seconds")):
        found = ratio(entry, other, figure) if other else None
        cells.append("-" if found is None else f"{found:.3f}")
    return _line(PEERS[entry["peer"]].name, cells)


def _line(name: str, cells: Iterable[str]) -> str:
    return f"  {name:<14}" + "".join(f"{cell:>9}" for cell in cells)


def _number(value: float, whole: bool) -> str:
    if whole:
        return f"{value:,.0f}"
    return f"{value:.2f}" if value < 100 else f"{value:,.0f}"


def _heading(figures: Mapping[str, Any]) -> Iterator[str]:
    machine = figures["machine"]
    yield (
        f"{machine['system']}, {machine['cores']} cores, {machine['memory'] / 2**30:.0f} GB, "
        f"sites on {machine['files']}, Python {machine['python']}; "
        f"medians of {figures['runs']} interleaved runs"
    )
    yield "; ".join(f"{PEERS[peer].name} {version}" for peer, version in machine["peers"].items())
    load = ", ".join(f"{value:.1f}" for value in (machine["load_before"], machine["load_after"]))
    yield (
        f"Load average (1 minute) before and after: {load}; "
        f"no process shows less than {machine['floor'] / 1e6:.0f} MB."
    )
    yield (
        f"Columns marked x: times what {PEERS[BASE].name} takes in the same run (x "
        f"{PEERS[PLAIN].name}: the seconds of {PEERS[PLAIN].name} alone). Compare these."
    )


def describe(peers: Sequence[Peer], workspace: Path) -> dict[str, Any]:
    """Return what the machine is, and which versions are measured."""
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "cores": len(os.sched_getaffinity(0)),
        "memory": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
        "files": _file_system(workspace),
        "python": platform.python_version(),
        "peers": {peer.id: peer.version() for peer in peers},
        "floor": measuring.floor(),
        "load_before": os.getloadavg()[0],
    }


def _file_system(folder: Path) -> str:
    """Return the kind of file system a folder lies on (proc_pid_mounts(5)), "?" if unknown."""
    mounts = Path("/proc/self/mounts")
    kinds = {}
    if mounts.exists():
        for line in mounts.read_text(encoding="utf-8").splitlines():
            _, mounted, kind, *_ = line.split()
            kinds[mounted] = kind
    folder = folder.resolve()
    return next((kinds[str(at)] for at in (folder, *folder.parents) if str(at) in kinds), "?")


def _names(known: Mapping[str, object]) -> Callable[[str], list[str]]:
    def parse(text: str) -> list[str]:
        chosen = text.split(",")
        for name in chosen:
            if name not in known:
                raise argparse.ArgumentTypeError(f"{name}: not one of {', '.join(known)}")
        return [name for name in known if name in chosen]

    return parse


def _limit(text: str) -> tuple[str, int]:
    peer, _, size = text.partition("=")
    if peer not in PEERS or not size.isdigit():
        raise argparse.ArgumentTypeError(f"{text}: not PEER=NUMBER")
    return peer, int(size)


def _sizes(text: str) -> list[int]:
    return [int(size) for size in text.split(",")]


def _say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


def main() -> int:
    """Measure, print the table, and write the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=_sizes, default=[500, 2000], help="default: 500,2000")
    parser.add_argument("--runs", type=int, default=3, help="runs of everything (3)")
    parser.add_argument(
        "--peers", type=_names(PEERS), default=list(PEERS), help=f"some of {','.join(PEERS)}"
    )
    parser.add_argument(
        "--scenarios",
        type=_names(SCENARIOS),
        default=list(SCENARIOS),
        help=f"some of {','.join(SCENARIOS)}",
    )
    parser.add_argument(
        "--limit",
        type=_limit,
        action="append",
        default=[],
        metavar="PEER=N",
        help="measure a peer up to N bulletins; default: "
        + ", ".join(f"{peer.id}={peer.bears}" for peer in PEERS.values() if peer.bears < 10**6),
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here")
    parser.add_argument("--folder", type=Path, help="where the sites are written (temporary)")
    options = parser.parse_args()

    peers = []
    for peer in (PEERS[name] for name in options.peers):
        if peer.command() is None:
            _say(f"{peer.name} is not installed here and is left out (see `make bench`)")
        else:
            peers.append(peer)
    with tempfile.TemporaryDirectory(prefix="rakor-bench-", dir=options.folder) as workspace:
        machine = describe(peers, Path(workspace))
        figures: dict[str, Any] = {"machine": machine, "runs": options.runs, "records": []}
        for entry in measure(
            peers,
            options.sizes,
            options.scenarios,
            options.runs,
            dict(options.limit),
            Path(workspace),
            _say,
        ):
            figures["records"].append(entry)
            machine["load_after"] = os.getloadavg()[0]
            if options.json:  # after every record, so that a long run that breaks off is not lost
                options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    if not figures["records"]:
        _say("nothing was measured")
        return 1
    print(table(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
