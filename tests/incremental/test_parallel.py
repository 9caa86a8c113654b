"""Work in chunks: the same results in the same order, whoever does it."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rakor.incremental import parallel
from rakor.incremental.parallel import CHUNK, Workers, cores, in_chunks


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
    work = in_chunks(shifted, 7, range(count), jobs=1, scratch=Path(), chunk_size=size)
    assert flat(work) == expected(count)


@given(st.integers(0, 40), st.integers(1, 9))
def test_chunks_are_full_but_for_the_last(count: int, size: int) -> None:
    work = in_chunks(shifted, 7, range(count), jobs=1, scratch=Path(), chunk_size=size)
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
    work = list(in_chunks(shifted, 7, range(40), jobs=jobs, scratch=tmp_path, chunk_size=3))
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


def test_little_work_starts_no_process(tmp_path: Path) -> None:
    few = list(in_chunks(shifted, 7, range(3 * CHUNK), jobs=4, scratch=tmp_path))
    assert {pid for _, (_, pid) in few} == {os.getpid()}


def test_nothing_to_do_gives_nothing(tmp_path: Path) -> None:
    assert list(in_chunks(shifted, 7, [], jobs=4, scratch=tmp_path)) == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_a_task_raises_comes_out_and_nothing_is_left(jobs: int, tmp_path: Path) -> None:
    done: list[int] = []

    def work() -> None:
        options = {"jobs": jobs, "scratch": tmp_path, "chunk_size": 4}
        for chunk, _ in in_chunks(failing, 21, range(40), **options):  # type: ignore[arg-type]
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
    work = in_chunks(shifted, 7, range(10_000), executor=executor, scratch=tmp_path, chunk_size=1)
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

    work = in_chunks(shifted, 7, Costly(), jobs=1, scratch=tmp_path, chunk_size=10)
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
