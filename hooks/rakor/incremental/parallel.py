"""Parallel work in chunks, on the cores there are or on an executor handed in.

A task is a pure function of a context, the same for all, and of one chunk of items. With
processes forked here the context is simply inherited; any other executor (another start method,
a cluster) is sent the path of a file that holds it.
"""

from __future__ import annotations

import gc
import itertools
import multiprocessing
import os
import pickle
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

CHUNK = 64
_FEW = 4  # chunks; below this, starting processes costs more than it saves

_inherited: dict[int, Any] = {}
_loaded: tuple[str, Any] | None = None


def cores() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Workers:
    """Who does the work: see :func:`in_chunks`."""

    scratch: Path
    jobs: int = 0
    executor: Executor | None = None

    def run(
        self,
        function: Callable[[Any, Sequence[Item]], Result],
        context: Any,
        items: Sequence[Item],
        chunk_size: int = CHUNK,
    ) -> Iterator[tuple[Sequence[Item], Result]]:
        """Yield each chunk of ``items`` with ``function(context, chunk)``, in order."""
        return in_chunks(
            function,
            context,
            items,
            jobs=self.jobs,
            executor=self.executor,
            scratch=self.scratch,
            chunk_size=chunk_size,
        )


def in_chunks(
    function: Callable[[Any, Sequence[Item]], Result],
    context: Any,
    items: Sequence[Item],
    *,
    jobs: int = 0,
    executor: Executor | None = None,
    scratch: Path,
    chunk_size: int = CHUNK,
) -> Iterator[tuple[Sequence[Item], Result]]:
    """Yield each chunk of ``items`` with ``function(context, chunk)``, in order.

    Args:
        function: importable by name, with no other state.
        context: what all chunks need; never changed by ``function``.
        items: the work.
        jobs: processes to use; 0 means as many as there are cores.
        executor: runs the chunks instead of processes made here.
        scratch: a folder that all workers can read, for the context's file.
        chunk_size: items in a chunk; fewer where each takes long.
    """
    starts = range(0, len(items), chunk_size)
    # Cut only when a chunk's turn comes: items may be costly to hold.
    chunks = (items[first : first + chunk_size] for first in starts)
    jobs = min(jobs or cores(), len(starts))
    if executor is None and (jobs <= 1 or len(starts) < _FEW):
        for chunk in chunks:
            yield chunk, function(context, chunk)
        return
    if executor is None and _can_fork():
        with _forked(jobs, context) as (pool, key):
            yield from _ordered(pool, _run_inherited, (function, key), chunks, jobs)
        return
    with _filed(context, scratch) as path:
        if executor is not None:
            yield from _ordered(executor, _run_filed, (function, path), chunks, 2 * cores())
            return
        spawning = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(jobs, mp_context=spawning) as pool:
            yield from _ordered(pool, _run_filed, (function, path), chunks, jobs)


def _ordered(
    pool: Executor,
    run: Callable[..., Any],
    leading: tuple[Any, ...],
    chunks: Iterable[Sequence[Any]],
    jobs: int,
) -> Iterator[tuple[Sequence[Any], Any]]:
    # A few chunks ahead of what is consumed: enough to keep workers busy, and results of a
    # large site never pile up in memory.
    rest = iter(chunks)
    ahead = deque(
        (chunk, pool.submit(run, *leading, chunk)) for chunk in itertools.islice(rest, 4 * jobs)
    )
    try:
        while ahead:
            chunk, future = ahead.popleft()
            result = future.result()
            for following in itertools.islice(rest, 1):
                ahead.append((following, pool.submit(run, *leading, following)))
            yield chunk, result
    finally:
        for _, future in ahead:
            future.cancel()


def _can_fork() -> bool:
    # Forking a process with other threads may copy a lock that nobody will ever release.
    return sys.platform == "linux" and threading.active_count() == 1


@contextmanager
def _forked(jobs: int, context: Any) -> Iterator[tuple[Executor, int]]:
    key = id(context)
    _inherited[key] = context
    # Objects that the collector never touches stay shared between the processes.
    gc.freeze()
    try:
        forking = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(jobs, mp_context=forking, initializer=gc.disable) as pool:
            yield pool, key
    finally:
        gc.unfreeze()
        del _inherited[key]


def _run_inherited(function: Callable[..., Any], key: int, chunk: Sequence[Any]) -> Any:
    return function(_inherited[key], chunk)


@contextmanager
def _filed(context: Any, scratch: Path) -> Iterator[str]:
    path = scratch / f"work-{os.getpid()}-{id(context)}.pickle"
    path.write_bytes(pickle.dumps(context))
    try:
        yield str(path)
    finally:
        path.unlink()


def _run_filed(function: Callable[..., Any], path: str, chunk: Sequence[Any]) -> Any:
    global _loaded
    if _loaded is None or _loaded[0] != path:
        # Written by this very build a moment ago, for its own workers.
        _loaded = (path, pickle.loads(Path(path).read_bytes()))  # noqa: S301
    return function(_loaded[1], chunk)
