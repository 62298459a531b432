"""Those who wait for the same are served together; each gets its own result or its own failure."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import pytest

from articover.errors import Cancelled
from articover.generate.diffusion.batching import Batcher


class Painter:
    """Paints when it is let; remembers its batches."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.go, self.busy = threading.Event(), threading.Event()

    def paint(self, items: Sequence[int]) -> list[int | BaseException]:
        self.batches.append(list(items))
        self.busy.set()
        assert self.go.wait(10)
        return [ValueError(f"no {item}") if item < 0 else 10 * item for item in items]


def submit_each(
    batcher: Batcher[int, int], requests: list[tuple[str, int]]
) -> tuple[list[threading.Thread], dict[int, object]]:
    got: dict[int, object] = {}

    def one(key: str, item: int) -> None:
        try:
            got[item] = batcher.submit(key, item)
        except ValueError as error:
            got[item] = str(error)

    threads = [threading.Thread(target=one, args=request) for request in requests]
    return threads, got


def wait_until_waiting(batcher: Batcher[int, int], count: int) -> None:
    for _ in range(1000):
        if batcher.waiting >= count:
            return
        threading.Event().wait(0.01)
    raise AssertionError("they never queued")


def test_who_waits_for_the_same_shares_one_batch() -> None:
    painter = Painter()
    batcher: Batcher[int, int] = Batcher(painter.paint, 3)
    first, got = submit_each(batcher, [("a", 1)])
    first[0].start()
    assert painter.busy.wait(10)
    others, got_others = submit_each(batcher, [("a", 2), ("b", 3), ("a", 4), ("a", -5), ("a", 6)])
    for count, thread in enumerate(others, start=1):
        thread.start()
        wait_until_waiting(batcher, count)
    painter.go.set()
    for thread in (*first, *others):
        thread.join(10)
    assert got == {1: 10}
    assert got_others == {2: 20, 3: 30, 4: 40, -5: "no -5", 6: 60}
    assert painter.batches[0] == [1]
    assert sorted(sorted(batch) for batch in painter.batches[1:]) == [[3], [-5, 2, 4], [6]] or len(painter.batches) == 4
    assert all(len(batch) <= 3 for batch in painter.batches)
    assert not any({3} < set(batch) for batch in painter.batches), "another key never joins"


def test_several_at_once_are_one_batch_in_their_order() -> None:
    painter = Painter()
    painter.go.set()
    batcher: Batcher[int, int] = Batcher(painter.paint, 8)
    assert batcher.submit_all([("a", 3), ("b", 1), ("a", 2)]) == [30, 10, 20]
    assert sorted(painter.batches) == [[1], [3, 2]]


def test_of_several_each_gets_its_own_failure() -> None:
    painter = Painter()
    painter.go.set()
    batcher: Batcher[int, int] = Batcher(painter.paint, 8)
    first, failed, last = batcher.submit_all([("a", 1), ("a", -2), ("a", 3)])
    assert (first, str(failed), last) == (10, "no -2", 30)


def test_who_is_cancelled_while_waiting_leaves_the_queue() -> None:
    painter = Painter()
    batcher: Batcher[int, int] = Batcher(painter.paint, 8)
    first, _ = submit_each(batcher, [("a", 1)])
    first[0].start()
    assert painter.busy.wait(10)

    def check() -> None:
        raise Cancelled("Cancelled.")

    with pytest.raises(Cancelled):
        batcher.submit("a", 2, check)
    assert batcher.waiting == 0
    painter.go.set()
    first[0].join(10)
    assert painter.batches == [[1]]


def test_a_batch_that_fails_fails_each_and_the_next_runs() -> None:
    calls: list[int] = []

    def paint(items: Sequence[int]) -> list[int | BaseException]:
        calls.append(len(items))
        if len(calls) == 1:
            raise RuntimeError("broken")
        return [*items]

    batcher: Batcher[int, int] = Batcher(paint, 8)
    with pytest.raises(RuntimeError, match="broken"):
        batcher.submit("a", 1)
    assert batcher.submit("a", 2) == 2
