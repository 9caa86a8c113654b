"""A copy that is stopped anywhere, in any way, is finished by the next run.

A target is made to fail in three ways: it dies (from a moment on every operation fails, as when
the stick is pulled or the program is killed: nothing tidies up), it is full, or it fails and then
loses what was not flushed. Real kills of a real process are tried beside.
"""

from __future__ import annotations

import errno
import os
import random
import signal
import time
from collections.abc import Iterable
from pathlib import Path

import copies
import pytest

from rakor.offline.bundle import Edition, from_site
from rakor.offline.disk import Disk
from rakor.offline.errors import TargetError
from rakor.offline.sync import copy
from rakor.offline.verify import inspect

pytestmark = [pytest.mark.usefixtures("without_flush"), pytest.mark.slow]

OTHERS = {
    "foto/IMG_1.JPG": b"foto orang lain",
    "surat.txt": b"surat orang lain",
    "data.txt": b"bukan folder data",
}

MOST = {"empty": 230, "older": 160}
"""Failures come after fewer operations than this: a little more than a copy needs."""


class FailingDisk(Disk):
    """A target that does so many operations and then fails for good."""

    def __init__(self, root: Path, operations: int, number: int, *, forgets: bool) -> None:
        super().__init__(root)
        self._left = operations
        self._number = number
        self._forgets = forgets
        self._unflushed: dict[str, None] = {}

    def _count(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise OSError(self._number, os.strerror(self._number), str(self.root))

    def _put(self, handle: int, data: memoryview) -> int:
        try:
            self._count()
        except OSError:
            os.write(handle, data[: len(data) // 2])  # torn
            raise
        return super()._put(handle, data)

    def write(self, path: str, chunks: Iterable[bytes]) -> int:
        self._unflushed[path] = None
        self._count()
        return super().write(path, chunks)

    def patch(self, path: str, pieces: Iterable[tuple[int, bytes]], size: int) -> int:
        self._unflushed[path] = None
        self._count()
        return super().patch(path, pieces, size)

    def make_folder(self, path: str) -> None:
        self._count()
        super().make_folder(path)

    def replace(self, source: str, target: str) -> None:
        self._count()
        super().replace(source, target)
        if source in self._unflushed:
            del self._unflushed[source]
            self._unflushed[target] = None

    def remove(self, path: str) -> None:
        self._count()
        super().remove(path)
        self._unflushed.pop(path, None)

    def remove_folder(self, path: str) -> bool:
        self._count()
        return super().remove_folder(path)

    def flush(self, paths: Iterable[str]) -> None:
        self._count()
        # Not really: what losing it means is simulated, and real flushes are slow.
        self._unflushed.clear()

    def lose_power(self, rng: random.Random) -> None:
        """Damage, in the ways disks do, what was written and never flushed."""
        for path in self._unflushed if self._forgets else ():
            file = self.root / path
            if file.is_file():
                data = file.read_bytes()
                file.write_bytes(
                    rng.choice([data[: rng.randrange(len(data) + 1)], bytes(len(data)), b""])
                )


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return four editions: each lacks, has and changes files of others; the last two have the same
    files with other contents, so that their manifests differ in digests alone.
    """
    place = tmp_path_factory.mktemp("edisi")
    made = []
    for number in range(4):
        files = copies.pages(40)
        rng = random.Random(min(number, 2))
        for address in rng.sample(sorted(files), 6):
            del files[address]
        rng = random.Random(number)
        for address in rng.sample(sorted(files), 12):
            files[address] = rng.randbytes(300)
        files[f"hanya/di/{min(number, 2)}.html"] = b"x"
        made.append(copies.write_site(place / str(number), files))
    return made


def put_others(stick: Path) -> None:
    for path, data in OTHERS.items():
        (stick / path).parent.mkdir(parents=True, exist_ok=True)
        (stick / path).write_bytes(data)


def assert_whole(stick: Path, edition: Edition) -> None:
    """The copy is the edition, and what is not ours is as it was."""
    on_stick = copies.contents_of(stick)
    others = {path: on_stick.pop(path) for path in OTHERS}
    assert others == OTHERS
    assert set(on_stick) == {*edition.manifest.hashes, *edition.tags}
    for path in edition.manifest.hashes:
        assert on_stick[path] == b"".join(edition.read_file(path)), path
    assert inspect(stick).good


def operations(site: Path, stick: Path) -> int:
    disk = FailingDisk(stick, 1 << 30, errno.EIO, forgets=False)
    copy(from_site(site), stick, disk=disk)
    return (1 << 30) - disk._left


@pytest.mark.parametrize("how", ["pulled", "full", "forgets"])
@pytest.mark.parametrize("start", ["empty", "older"])
def test_sixty_random_failures_each(
    how: str, start: str, sites: list[Path], tmp_path: Path
) -> None:
    """Six kinds with sixty each: 360 interruptions, some runs interrupted several times."""
    number = {"pulled": errno.ENODEV, "full": errno.ENOSPC, "forgets": errno.EIO}[how]
    rng = random.Random(f"{how} {start}")
    for case in range(60):
        stick = tmp_path / f"{case}"
        stick.mkdir()
        put_others(stick)
        if start == "older":
            copy(from_site(sites[0]), stick, verify=False)
        most = MOST[start]
        wanted = sites[1]
        for _ in range(rng.choice([1, 1, 2, 3])):
            wanted = rng.choice(sites[1:])
            disk = FailingDisk(stick, rng.randrange(most), number, forgets=how == "forgets")
            try:
                copy(from_site(wanted), stick, verify=rng.random() < 0.5, disk=disk)
            except TargetError as error:
                assert "sekali lagi" in str(error)  # noqa: PT017
            disk.lose_power(rng)
        edition = from_site(wanted)
        copy(edition, stick)
        assert_whole(stick, edition)


def test_the_failures_reach_every_stage(sites: list[Path], tmp_path: Path) -> None:
    """The random points above lie between the first operation and just past the last."""
    stick = tmp_path / "stik"
    stick.mkdir()
    first = operations(sites[0], stick)
    second = operations(sites[1], stick)
    assert 0.7 * MOST["empty"] < first < MOST["empty"]
    assert 0.7 * MOST["older"] < second < MOST["older"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills need a process made by fork")
def test_real_kills(sites: list[Path], tmp_path: Path) -> None:
    """Processes are killed anywhere: a hundred, and on until twenty fell inside a copy."""
    rng = random.Random(6)
    stick = tmp_path / "stik"
    stick.mkdir()
    copy(from_site(sites[0]), stick)
    put_others(stick)
    # As long as a refresh takes, not a first copy: kills shall fall within one. How many of them do
    # is up to the machine, so there are as many as it takes.
    begun = time.perf_counter()
    copy(from_site(sites[3]), stick)
    usual = time.perf_counter() - begun
    unfinished = cases = 0
    while cases < 100 or (unfinished < 20 and cases < 2_000):
        edition = from_site(sites[cases % 4])
        cases += 1
        child = os.fork()
        if child == 0:
            try:
                copy(edition, stick)
            finally:
                os._exit(0)
        time.sleep(rng.uniform(0, usual))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        unfinished += (stick / "rakor-sementara").exists()
        copy(edition, stick)
        assert_whole(stick, edition)
    assert unfinished >= 20
