"""What is measured must be what is told."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import compare
import measuring
import pytest
from measuring import BuildError, Cost


def cost(seconds: float, **more: int) -> Cost:
    figures = {"largest": 50_000_000, "together": 0, "written": 10_000_000, "site": 20_000_000}
    figures |= {"files": 1200, "store": 0} | more
    return Cost(seconds=seconds, cpu=2 * seconds, **figures)


def test_a_build_is_weighed(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "old").write_bytes(bytes(1000))
    (tmp_path / "store").write_bytes(bytes(70))
    code = "from pathlib import Path; Path('site/new').write_bytes(bytes(300)); bytearray(60 << 20)"
    taken = measuring.run(
        [sys.executable, "-c", code], tmp_path, site, [tmp_path / "store", tmp_path / "none"]
    )
    assert (taken.written, taken.site, taken.files, taken.store) == (300, 1300, 2, 70)
    assert taken.memory >= 60 << 20
    assert taken.seconds > 0


def test_memory_of_several_processes_is_added_up(tmp_path: Path) -> None:
    if not Path("/proc/self/smaps_rollup").exists():
        pytest.skip("the system does not tell what processes share")
    child = "import time; held = bytearray(b'x') * (40 << 20); time.sleep(1.5)"
    code = (
        f"import subprocess, sys; c = [sys.executable, '-c', {child!r}]; "
        "[p.wait() for p in [subprocess.Popen(c), subprocess.Popen(c)]]"
    )
    # In a process of its own: a child's peak counts what its parent held when it was started,
    # and the process of the tests may hold much.
    measure = (
        "import sys, measuring; from pathlib import Path; here = Path(sys.argv[1]); "
        "taken = measuring.run([sys.executable, '-c', sys.argv[2]], here, here); "
        "print(taken.largest, taken.together, taken.memory)"
    )
    folder = Path(measuring.__file__).parent
    done = subprocess.run(
        [sys.executable, "-c", measure, str(tmp_path), code],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    largest, together, memory = map(int, done.stdout.split())
    assert largest < 80 << 20 < together == memory


def test_a_failed_build_tells_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"(?s)status 3 .*rusak"):
        measuring.run([sys.executable, "-c", "print('rusak'); exit(3)"], tmp_path, tmp_path)


def test_ratios_are_medians_of_runs_side_by_side() -> None:
    ours = compare.record("rakor", 500, "cold", [cost(1), cost(9), cost(2)])
    theirs = compare.record("hugo", 500, "cold", [cost(2), cost(10), cost(8)])
    assert compare.ratio(ours, theirs, "seconds") == 0.5
    assert compare.ratio(ours, theirs, "store") is None
    assert ours["seconds"] == 2


def test_table() -> None:
    figures = {
        "machine": {
            "system": "Linux x86_64",
            "cores": 2,
            "memory": 8 << 30,
            "files": "ext4",
            "python": "3.11.7",
            "peers": {"rakor": "1.0", "hugo+pagefind": "0.1 + 2", "hugo": "0.1", "stock": "9"},
            "floor": 20_000_000,
            "load_before": 0.5,
            "load_after": 2.25,
        },
        "runs": 1,
        "records": [
            compare.record("rakor", 2000, "cold", [cost(1.5, written=0)]),
            compare.record("hugo+pagefind", 2000, "cold", [cost(3, largest=400_000_000)]),
            compare.record("hugo", 2000, "cold", [cost(1, largest=100_000_000)]),
            compare.record("stock", 500, "nothing", [cost(123.4)]),
        ],
    }
    lines = compare.table(figures).splitlines()
    heads = (
        "seconds CPU s MB peak MB writ. MB site files MB kept x sec. x CPU x peak x writ. x Hugo"
    )
    assert [" ".join(line.split()) for line in lines] == [
        "Linux x86_64, 2 cores, 8 GB, sites on ext4, Python 3.11.7; medians of 1 interleaved runs",
        "Rakor 1.0; Hugo+Pagefind 0.1 + 2; Hugo 0.1; Material 9",
        "Load average (1 minute) before and after: 0.5, 2.2; no process shows less than 20 MB.",
        "Columns marked x: times what Hugo+Pagefind takes in the same run (x Hugo: the seconds of "
        "Hugo alone). Compare these.",
        "",
        "500 bulletins: nothing changed",
        heads,
        "Material 123 247 50.00 10.00 20.00 1,200 0.00 - - - - -",
        "",
        "2,000 bulletins: cold",
        heads,
        "Rakor 1.50 3.00 50.00 0.00 20.00 1,200 0.00 0.500 0.500 0.125 0.000 1.500",
        "Hugo+Pagefind 3.00 6.00 400 10.00 20.00 1,200 0.00 1.000 1.000 1.000 1.000 3.000",
        "Hugo 1.00 2.00 100 10.00 20.00 1,200 0.00 0.333 0.333 0.250 1.000 1.000",
    ]
    assert {len(line) for line in lines[6:8] + lines[10:]} == {124}


def test_a_peer_that_fails_is_left_out_and_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compare, "_step", lambda *_: None)
    built: list[tuple[str, str]] = []

    def run(command: list[str], folder: Path, *_: object) -> Cost:
        peer = folder.name.partition("-")[2]
        built.append((peer, command[0]))
        if peer == "hugo":
            raise BuildError("rusak")
        return cost(1)

    monkeypatch.setattr(measuring, "run", run)
    pair = [compare.PEERS["rakor"], compare.PEERS["hugo"]]
    monkeypatch.setattr(type(pair[1]), "command", lambda _: ["hugo"])
    said: list[str] = []
    found = list(compare.measure(pair, [30], ["nothing", "body"], 2, {}, tmp_path, said.append))
    # One build before the first counts for nothing, because cold was not asked for.
    assert [(entry["peer"], entry["scenario"], len(entry["runs"])) for entry in found] == [
        ("rakor", "nothing", 2),
        ("rakor", "body", 2),
    ]
    assert len(built) == 6
    assert any("Hugo FAILED" in line and "rusak" in line for line in said)


def test_sizes_beyond_what_a_peer_bears_are_not_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compare, "_step", lambda *_: None)
    monkeypatch.setattr(measuring, "run", lambda *_: cost(1))
    stock = compare.PEERS["stock"]
    bears = {"sizes": [stock.bears, stock.bears + 1], "scenarios": ["cold"], "runs": 1}
    found = list(
        compare.measure([stock], **bears, limits={}, workspace=tmp_path, say=lambda _: None)
    )
    assert [entry["bulletins"] for entry in found] == [stock.bears]


def test_the_day_of_an_edition_changes_with_its_scenario_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edits: list[tuple[object, ...]] = []
    days: list[str] = []
    monkeypatch.setattr(compare, "_step", lambda action, _, __, ___, *more: edits.append(more))

    def run(*arguments: object) -> Cost:
        days.append(arguments[-1]["RAKOR_EDISI"])  # type: ignore[index]
        return cost(1)

    monkeypatch.setattr(measuring, "run", run)
    rakor = [compare.PEERS["rakor"]]
    scenarios = ["cold", "checked", "body", "edition"]
    found = list(compare.measure(rakor, [30], scenarios, 2, {}, tmp_path, lambda _: None))
    assert [entry["scenario"] for entry in found] == scenarios
    assert list(compare.SCENARIOS)[-1] == "edition"  # or another would start from an older day
    assert len(set(days)) == 3
    assert days == [*[days[0]] * 3, days[3], *[days[3]] * 3, days[7]]
    assert edits[2] == ("checked", "1")
