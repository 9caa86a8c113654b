"""Work in chunks: the same results in the same order, whoever does it."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rakor.incremental import parallel
from rakor.incremental.parallel import CHUNK, Workers, cores


def shifted(context: int, items: Sequence[int]) -> tuple[list[int], int]:
    return [context + item for item in items], os.getpid()


def failing(context: int, items: Sequence[int]) -> list[int]:
    if context in items:
        raise ValueError(f"no {context}")
    return list(items)


def flat(work: Iterator[tuple[Sequence[int], tuple[list[int], int]]]) -> list[tuple[int, int]]:
    """Items with their results, as they come."""
    return [pair for chunk, (made, _) in work for pair in zip(chunk, made, strict=True)]


def expected(count: int) -> list[tuple[int, int]]:
    return [(item, item + 7) for item in range(count)]


@given(st.integers(0, 40), st.integers(1, 9))
def test_every_item_comes_once_and_in_order(count: int, size: int) -> None:
    work = Workers(Path(), 1).run(shifted, 7, range(count), size)
    assert flat(work) == expected(count)


@given(st.integers(0, 40), st.integers(1, 9))
def test_chunks_are_full_but_for_the_last(count: int, size: int) -> None:
    work = Workers(Path(), 1).run(shifted, 7, range(count), size)
    sizes = [len(chunk) for chunk, _ in work]
    assert sum(sizes) == count
    assert all(one == size for one in sizes[:-1])
    assert all(0 < one <= size for one in sizes)


@pytest.mark.parametrize("jobs", [2, 3])
@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_processes_give_the_same(
    jobs: int, start: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    can_fork = start == "fork"
    if can_fork and not hasattr(os, "fork"):
        pytest.skip("this system cannot fork")
    monkeypatch.setattr(parallel, "_can_fork", lambda: can_fork)
    with Workers(tmp_path, jobs) as workers:
        work = list(workers.run(shifted, 7, range(40), 3))
    assert flat(iter(work)) == expected(40)
    assert os.getpid() not in {pid for _, (_, pid) in work}
    assert not list(tmp_path.iterdir())
    assert not parallel._inherited


@pytest.mark.parametrize("kind", ["threads", "processes"])
def test_an_executor_of_others_gives_the_same(kind: str, tmp_path: Path) -> None:
    executor: Executor
    if kind == "threads":
        executor = ThreadPoolExecutor(3)
    else:
        executor = ProcessPoolExecutor(2, mp_context=get_context("spawn"))
    with executor:
        workers = Workers(tmp_path, executor=executor)
        assert flat(workers.run(shifted, 7, range(30), 2)) == expected(30)
        # Another context, which no worker may mistake for the first.
        again = workers.run(shifted, 100, range(8), 2)
        assert flat(again) == [(item, item + 100) for item in range(8)]
    assert not list(tmp_path.iterdir())


def test_processes_that_are_not_forked_are_started_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parallel, "_can_fork", lambda: False)
    with Workers(tmp_path, 2) as workers:
        seen = [
            {pid for _, (_, pid) in workers.run(shifted, step, range(40), 5)} for step in range(4)
        ]
    assert len(set.union(*seen)) <= 2
    with workers:  # what comes later starts others
        later = {pid for _, (_, pid) in workers.run(shifted, 7, range(40), 5)}
    assert later.isdisjoint(set.union(*seen))


class Pad:
    """Large things, and a sheet that one thread writes on."""

    def __init__(self) -> None:
        self.large = list(range(100))
        self.sheet: list[int] = []

    def __getstate__(self) -> dict[str, object]:
        return {**vars(self), "sheet": []}


def written(pad: Pad, items: Sequence[int]) -> tuple[list[int], int, int]:
    """Write down the items one by one; return the sheet, whose it is, and what large things are."""
    pad.sheet.clear()
    for item in items:
        pad.sheet.append(item)
        time.sleep(0.001)  # others have their turn
    return list(pad.sheet), id(pad), id(pad.large)


def test_threads_share_what_is_large_and_nothing_else(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as executor:
        workers = Workers(tmp_path, executor=executor)
        work = list(workers.run(written, Pad(), range(200), 5))
    assert [sheet for _, (sheet, _, _) in work] == [list(chunk) for chunk, _ in work]
    assert len({pad for _, (_, pad, _) in work}) > 1
    assert len({large for _, (_, _, large) in work}) == 1


def test_little_work_starts_no_process(tmp_path: Path) -> None:
    few = list(Workers(tmp_path, 4).run(shifted, 7, range(3 * CHUNK)))
    assert {pid for _, (_, pid) in few} == {os.getpid()}


def test_nothing_to_do_gives_nothing(tmp_path: Path) -> None:
    assert list(Workers(tmp_path, 4).run(shifted, 7, [])) == []
    nobody = Workers(tmp_path, executor=Counting())
    assert list(nobody.run(shifted, 7, [])) == []
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_a_task_raises_comes_out_and_nothing_is_left(jobs: int, tmp_path: Path) -> None:
    done: list[int] = []

    def work() -> None:
        with Workers(tmp_path, jobs) as workers:
            for chunk, _ in workers.run(failing, 21, range(40), 4):
                done.extend(chunk)

    with pytest.raises(ValueError, match="no 21"):
        work()
    assert done == list(range(20))  # all before it, in order
    assert not list(tmp_path.iterdir())
    assert not parallel._inherited


class Counting(Executor):
    """Does its work at once and counts what was given to it."""

    given = 0

    def submit(self, function: Any, /, *arguments: Any, **named: Any) -> Future[Any]:
        self.given += 1
        future: Future[Any] = Future()
        future.set_result(function(*arguments, **named))
        return future


def test_results_never_pile_up(tmp_path: Path) -> None:
    """Work goes a few chunks ahead of whoever takes the results, and no further."""
    executor = Counting()
    work = Workers(tmp_path, executor=executor).run(shifted, 7, range(10_000), 1)
    ahead = 4 * 2 * cores()
    for taken in range(1, 200):
        next(work)
        assert executor.given <= taken + ahead
    work.close()  # type: ignore[attr-defined]
    assert executor.given <= 199 + ahead
    assert not list(tmp_path.iterdir())


def test_items_are_cut_when_their_turn_comes(tmp_path: Path) -> None:
    class Costly(Sequence[int]):
        asked = 0

        def __len__(self) -> int:
            return 1000

        def __getitem__(self, at: Any) -> Any:
            Costly.asked += 1
            return range(1000)[at]

    work = Workers(tmp_path, 1).run(shifted, 7, Costly(), 10)
    next(work)
    assert Costly.asked == 1


def test_a_process_with_other_threads_does_not_fork() -> None:
    over = threading.Event()
    other = threading.Thread(target=over.wait)
    other.start()
    try:
        assert not parallel._can_fork()
    finally:
        over.set()
        other.join()


def test_there_is_a_core() -> None:
    assert 1 <= cores() <= (os.cpu_count() or 1)


def test_windows_is_asked_for_no_more_processes_than_it_gives(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    parallel._processes(1, "spawn").shutdown()  # loads what asks for the system
    monkeypatch.setattr("sys.platform", "win32")
    parallel._processes(100, "spawn").shutdown()
    with pytest.raises(ValueError, match="max_workers"):
        ProcessPoolExecutor(100)
