"""Run one build as a process of its own and tell what it cost.

Whoever imports this should stay small: between ``fork`` and ``exec`` a child counts its parent's
memory as its own, so the peak of a child is never below the parent's size (:func:`floor`).
"""

from __future__ import annotations

import contextlib
import os
import platform
import shlex
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]

_MAXRSS_UNIT = 1 if platform.system() == "Darwin" else 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """What one build cost.

    Attributes:
        seconds: wall time.
        cpu: processor time of the process and of the processes it waited for, in seconds.
        largest: peak resident memory of the largest single process, in bytes.
        together: peak memory of all its processes at one instant, shared pages counted once, in
            bytes; sampled, so short peaks are missed. 0 where the system cannot tell.
        written: bytes of the files in the site that the build wrote, touched or put in place.
        site: bytes of the finished site.
        files: files of the finished site.
        store: bytes of what the tool keeps outside the site for its next build.
    """

    seconds: float
    cpu: float
    largest: int
    together: int
    written: int
    site: int
    files: int
    store: int

    @property
    def memory(self) -> int:
        """Peak memory in bytes: the exact peak of one process or the sampled sum, if larger."""
        return max(self.largest, self.together)


class BuildError(Exception):
    """A build ended with an error; the message holds the end of its output."""


def run(
    command: Sequence[str],
    folder: Path,
    site: Path,
    stores: Sequence[Path] = (),
    more: Mapping[str, str] | None = None,
) -> Cost:
    """Run one build to its end and measure it; ``more`` is added to its environment.

    Raises:
        BuildError: the build failed.
    """
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(
            filter(None, [str(REPOSITORY / "hooks"), os.environ.get("PYTHONPATH")])
        ),
        "NO_MKDOCS_2_WARNING": "1",
        **(more or {}),
    }
    # Whoever installs a program has it compiled; to compile it in each start is no part of a build.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    os.sync()  # what the build before left unwritten is not this one's cost
    # The clock of files ticks coarsely; a pause keeps older files before the mark.
    time.sleep(0.02)
    mark = time.time_ns()
    time.sleep(0.02)
    with tempfile.TemporaryFile() as output:
        begin = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # the group is what is sampled, and what is stopped
        )
        sampler = _Sampler(process.pid)
        sampler.start()
        try:
            # wait4 tells about this child alone; getrusage would tell the most of all so far.
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            raise
        finally:
            sampler.stop()
        seconds = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            text = output.read()[-4000:].decode(errors="replace")
            raise BuildError(
                f"status {process.returncode} from {shlex.join(map(str, command))}\n{text}"
            )
    size, files, written = _weigh(site, mark)
    return Cost(
        seconds=seconds,
        cpu=usage.ru_utime + usage.ru_stime,
        largest=usage.ru_maxrss * _MAXRSS_UNIT,
        together=sampler.peak,
        written=written,
        site=size,
        files=files,
        store=sum(_weigh(store, mark)[0] for store in stores),
    )


def floor() -> int:
    """Return the least peak memory that a child of this process can show, in bytes."""
    code = "import resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    answer = subprocess.run([sys.executable, "-I", "-S", "-c", code], stdout=-1, check=True)
    return int(answer.stdout) * _MAXRSS_UNIT


def _weigh(path: Path, mark: int) -> tuple[int, int, int]:
    """Return bytes, number of files, and bytes of the files that changed after ``mark``.

    The time of change of an inode tells: it moves with every write, rename or link, and no
    program can set it back.
    """
    size = files = written = 0
    if path.is_file():
        size, files = path.stat().st_size, 1
    for folder, _, names in os.walk(path):
        for name in names:
            status = os.lstat(os.path.join(folder, name))  # noqa: PTH118  half the cost of Path
            files += 1
            size += status.st_size
            if status.st_ctime_ns > mark:
                written += status.st_size
    return size, files, written


class _Sampler(threading.Thread):
    """Looks a few times a second how much memory a group of processes holds together."""

    def __init__(self, group: int) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        self._group = group
        self._ended = threading.Event()

    def run(self) -> None:
        if not Path("/proc/self/smaps_rollup").exists():
            return
        pause = 0.05
        while not self._ended.wait(pause):
            begin = time.perf_counter()
            self.peak = max(self.peak, self._together())
            # Counting the pages of a large process holds it up; never take more than 4 % of it.
            pause = max(0.2, 25 * (time.perf_counter() - begin))

    def stop(self) -> None:
        self._ended.set()
        self.join()

    def _together(self) -> int:
        total = 0
        for entry in os.scandir("/proc"):
            if not entry.name.isdigit():
                continue
            # Processes may end between being listed and being looked at.
            with contextlib.suppress(OSError, ValueError):
                if os.getpgid(int(entry.name)) == self._group:
                    total += _proportional(Path(entry.path, "smaps_rollup"))
        return total


def _proportional(path: Path) -> int:
    """Return a process's proportional set size, in bytes (proc_pid_smaps(5), ``Pss``)."""
    for line in path.read_text(encoding="ascii", errors="replace").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0
