"""Batching: requests with the same key that wait at the same time are painted together."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_POLL_S = 0.1


@dataclass(eq=False)
class _PendingRequest(Generic[Item, Result]):
    key: Hashable
    item: Item
    done: bool = False
    result: Result | BaseException | None = field(default=None)


class Batcher(Generic[Item, Result]):
    """Runs one batch at a time. The thread that gets to run takes every waiting request of the same key with it.

    `paint(items)` returns a result or an exception for each item. `gather_s` is how long the first request waits
    for others to join its batch.
    """

    def __init__(
        self, paint: Callable[[Sequence[Item]], Sequence[Result | BaseException]], size: int, gather_s: float = 0.0
    ) -> None:
        self._paint, self._size, self._gather_s = paint, size, gather_s
        self._turn, self._lock = threading.Lock(), threading.Lock()
        self._waiting: list[_PendingRequest[Item, Result]] = []

    def submit(self, key: Hashable, item: Item, check: Callable[[], None] = lambda: None) -> Result:
        """The result for `item`, in a batch with others of the same `key`. `check` may raise while it waits."""
        result = self.submit_all([(key, item)], check)[0]
        if isinstance(result, BaseException):
            raise result
        return result

    def submit_all(
        self, items: Sequence[tuple[Hashable, Item]], check: Callable[[], None] = lambda: None
    ) -> list[Result | BaseException]:
        """The same for several items: for each its result or exception, in order. Raises what `check` raises."""
        pending = [_PendingRequest[Item, Result](key, item) for key, item in items]
        with self._lock:
            self._waiting += pending
        try:
            for request in pending:
                self._wait_for(request, check)
        finally:
            with self._lock:
                self._waiting = [other for other in self._waiting if other not in pending]
        return [request.result for request in pending]  # type: ignore[misc]  # Done, so it is one or the other.

    @property
    def waiting(self) -> int:
        """The number of requests that wait for a batch."""
        with self._lock:
            return len(self._waiting)

    def _wait_for(self, request: _PendingRequest[Item, Result], check: Callable[[], None]) -> None:
        while not self._turn.acquire(timeout=_POLL_S):
            check()
        try:
            if not request.done:
                time.sleep(self._gather_s)
                self._run(self._batch_of(request))
        finally:
            self._turn.release()

    def _batch_of(self, first: _PendingRequest[Item, Result]) -> list[_PendingRequest[Item, Result]]:
        with self._lock:
            alike = [request for request in self._waiting if request.key == first.key and request is not first]
            batch = [first, *alike[: self._size - 1]]
            self._waiting = [request for request in self._waiting if request not in batch]
        return batch

    def _run(self, batch: list[_PendingRequest[Item, Result]]) -> None:
        try:
            results: Sequence[Result | BaseException] = self._paint([request.item for request in batch])
        except BaseException as error:
            results = [error] * len(batch)
        for request, result in zip(batch, results, strict=True):
            request.result, request.done = result, True
