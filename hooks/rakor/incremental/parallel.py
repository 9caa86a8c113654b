"""Parallel work in chunks, on the cores there are or on an executor handed in.

A task is a pure function of a context, the same for all, and of one chunk of items. Where
processes can be forked, each piece of work has new ones: what is in memory by then is theirs for
nothing. Processes that must load the program first are started once for all the work of a build,
and read the context from a file, as do those of an executor of others (a cluster).

Several threads of one worker share what is large in a context, and nothing that a thread makes for
itself: each works on a copy, for which ``__getstate__`` of the context leaves such things out.
"""

from __future__ import annotations

import contextlib
import copy
import gc
import hashlib
import itertools
import os
import pickle
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, wait
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, Self, TypeVar, runtime_checkable

from rakor.incremental.shared_file import sweep

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

Item = TypeVar("Item")
Result = TypeVar("Result")

CHUNK = 64
_FEW = 4  # chunks; below this, starting processes costs more than it saves
_MOST_ON_WINDOWS = 61  # processes that one can wait for there; more are refused
_PATIENCE = 30  # seconds for work that nobody wants any more to come to its end

_inherited: dict[int, Any] = {}
_loading = threading.Lock()
_loaded: tuple[str, Any] = ("", None)
_own = threading.local()


def cores() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@runtime_checkable
class Lendable(Protocol):
    """A context that is too large to be handed to every machine."""

    def lent(self, folder: Path) -> AbstractContextManager[Any]:
        """Give a context with the same answers that holds little itself.

        The rest lies in a file in this folder, as long as the block lasts.
        """


class SharedExecutor(Executor):
    """An executor whose workers may run on other machines: they have folders in common with us."""

    def probe(self, folders: Sequence[Path]) -> None:
        """Make sure that what one writes into these folders the others see, or raise."""
        raise NotImplementedError

    def width(self) -> int:
        """Return how many chunks are worked on at once; it may change meanwhile."""
        raise NotImplementedError

    def result(self, future: Future[Result]) -> Result:
        """Wait for what was submitted; what went wrong on the way is said for people."""
        raise NotImplementedError

    def settle(self) -> None:
        """Wait until nobody works any more on what was cancelled."""
        raise NotImplementedError


class Workers:
    """Who does the work of a build, piece by piece.

    What had to be started stays until :meth:`close`; work that comes later starts it anew.
    """

    def __init__(self, scratch: Path, jobs: int = 0, executor: Executor | None = None) -> None:
        """Take what is needed; nothing is started yet.

        Args:
            scratch: a folder that all workers can read, for files with contexts.
            jobs: processes to use; 0 means as many as there are cores.
            executor: does the work instead of processes made here; whoever made it ends it.
        """
        self._scratch = scratch
        self._jobs = jobs or cores()
        self._executor = executor
        self._started: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the processes that were started."""
        if self._started is not None:
            self._started.shutdown()
            self._started = None

    def probe(self, site_dir: Path) -> None:
        """Make sure that workers elsewhere see what this build writes, and the other way about.

        Raises:
            RakorError: one of them does not; it says which and why.
        """
        if isinstance(self._executor, SharedExecutor):
            sweep(self._scratch)
            above = next(folder for folder in site_dir.parents if folder.exists())
            self._executor.probe((self._scratch, above))

    def run(
        self,
        function: Callable[[Any, Sequence[Item]], Result],
        context: Any,
        items: Sequence[Item],
        chunk_size: int = CHUNK,
    ) -> Iterator[tuple[Sequence[Item], Result]]:
        """Yield each chunk of ``items`` with ``function(context, chunk)``, in order.

        Args:
            function: importable by name, with no other state.
            context: what all chunks need; never changed by ``function``.
            items: the work.
            chunk_size: items in a chunk; fewer where each takes long.
        """
        starts = range(0, len(items), chunk_size)
        # Cut only when a chunk's turn comes: items may be costly to hold.
        chunks = (items[first : first + chunk_size] for first in starts)
        jobs = min(self._jobs, len(starts))
        if self._executor is None and (jobs <= 1 or len(starts) < _FEW):
            for chunk in chunks:
                yield chunk, function(context, chunk)
        elif self._executor is None and self._started is None and _can_fork():
            with _forked(jobs, context) as (pool, key):
                yield from _ordered(pool, _run_inherited, (function, key), chunks, jobs)
        elif starts:
            with ExitStack() as held:
                if isinstance(self._executor, SharedExecutor) and isinstance(context, Lendable):
                    context = held.enter_context(context.lent(self._scratch))
                path = held.enter_context(_filed(context, self._scratch))
                pool = self._executor or self._pool()
                jobs = 2 * cores() if self._executor else jobs
                yield from _ordered(pool, _run_filed, (function, path), chunks, jobs)

    def _pool(self) -> ProcessPoolExecutor:
        if self._started is None:
            self._started = _processes(self._jobs, "spawn")
        return self._started


def _processes(
    jobs: int, start: str, prepare: Callable[[], object] | None = None
) -> ProcessPoolExecutor:
    """Return so many processes to be started in this way, each of which prepares itself."""
    # Loaded here: a build of one new text starts none.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    if sys.platform == "win32":
        jobs = min(jobs, _MOST_ON_WINDOWS)
    return ProcessPoolExecutor(jobs, multiprocessing.get_context(start), initializer=prepare)


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
    ahead: deque[tuple[Sequence[Any], Future[Any]]] = deque()
    shared = pool if isinstance(pool, SharedExecutor) else None
    taken = 0
    try:
        while True:
            if shared and taken % jobs == 0:
                jobs = shared.width()  # somebody may have come or gone
            for chunk in itertools.islice(rest, max(0, 4 * jobs - len(ahead))):
                ahead.append((chunk, pool.submit(run, *leading, chunk)))
            if not ahead:
                return
            chunk, future = ahead.popleft()
            result = shared.result(future) if shared else future.result()
            taken += 1
            yield chunk, result
    finally:
        # Where work is cut short, what has begun still reads the context and writes files.
        begun = [future for _, future in ahead if not future.cancel()]
        if shared and ahead:
            shared.settle()
        wait(begun, _PATIENCE)


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
        with _processes(jobs, "fork", gc.disable) as pool:
            yield pool, key
    finally:
        gc.unfreeze()
        del _inherited[key]


def _run_inherited(function: Callable[..., Any], key: int, chunk: Sequence[Any]) -> Any:
    return function(_inherited[key], chunk)


@contextmanager
def _filed(context: Any, scratch: Path) -> Iterator[str]:
    data = pickle.dumps(context)
    # Workers keep what they read under its name: another context must have another.
    path = scratch / f"work-{hashlib.blake2b(data, digest_size=16).hexdigest()}.pickle"
    path.write_bytes(data)
    del data
    try:
        yield str(path)
    finally:
        with contextlib.suppress(OSError):  # Windows, while somebody still reads it
            path.unlink()


def _run_filed(function: Callable[..., Any], path: str, chunk: Sequence[Any]) -> Any:
    if getattr(_own, "path", "") != path:
        _own.context = copy.copy(_load(path))
        _own.path = path
    return function(_own.context, chunk)


def _load(path: str) -> Any:
    """The context in a file, read once for all threads; any other is let go of."""
    global _loaded
    with _loading:
        if _loaded[0] != path:
            _loaded = ("", None)
            # Written by this very build a moment ago, for its own workers.
            _loaded = (path, pickle.loads(Path(path).read_bytes()))  # noqa: S301
        return _loaded[1]
