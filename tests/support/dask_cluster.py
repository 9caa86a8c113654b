"""A cluster of Dask on this machine: a scheduler and workers, each a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

HOOKS = Path(__file__).resolve().parents[2] / "hooks"
PATIENCE = 120  # seconds; nothing is waited for longer than it takes


class Cluster:
    """Processes that end with the ``with`` block, however it ends."""

    def __init__(self, folder: Path, certificate: Path | None = None) -> None:
        """Start the scheduler; with a certificate (its key in the same file) over TLS."""
        self._folder = folder
        self._file = folder / "scheduler.json"
        self._processes: list[subprocess.Popen[bytes]] = []
        self._tls: list[str] = []
        for part in ("ca-file", "cert", "key") if certificate else ():
            self._tls += [f"--tls-{part}", str(certificate)]
        listening = ["--protocol", "tls"] if certificate else []
        self.scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", "0", *listening)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._processes:
            process.kill()
        for process in self._processes:
            process.wait()

    @property
    def address(self) -> str:
        """Where the scheduler listens."""
        wait_until(lambda: self._file.exists() and self._file.read_text().endswith("}"))
        address: str = json.loads(self._file.read_text())["address"]
        return address

    def worker(self, threads: int = 1, path: Path = HOOKS, *more: str) -> subprocess.Popen[bytes]:
        """Start a worker that finds ``rakor`` below ``path``, and wait until it is there."""
        number = len(self._processes)
        local = self._folder / f"worker-{number}"
        process = self._start(
            *("worker", "--no-nanny", "--nthreads", str(threads)),
            *("--local-directory", str(local), *more),
            path=path,
        )
        log = self._log(number)
        wait_until(lambda: b"Registered to" in log.read_bytes())
        return process

    def _start(self, what: str, *more: str, path: Path = HOOKS) -> subprocess.Popen[bytes]:
        with self._log(len(self._processes)).open("wb") as log:
            process = subprocess.Popen(
                [
                    *(sys.executable, "-m", f"distributed.cli.dask_{what}", *more),
                    *("--no-dashboard", "--scheduler-file", str(self._file), *self._tls),
                ],
                env={**os.environ, "PYTHONPATH": str(path)},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self._processes.append(process)
        return process

    def _log(self, number: int) -> Path:
        return self._folder / f"process-{number}.log"


def wait_until(is_so: Callable[[], object]) -> None:
    """Look again and again until something is so; a test fails that waits for ever."""
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.02)
