"""Requests that wait for the same thing are painted together."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_LOOK_EVERY_S = 0.1


@dataclass(eq=False)
class _Ticket(Generic[Item, Result]):
    key: Hashable
    item: Item
    done: bool = False
    result: Result | BaseException | None = field(default=None)


class Batcher(Generic[Item, Result]):
    """Lets one batch run at a time. Whoever's turn it is takes along all who wait with the same key.

    `paint(items)` returns a result, or an exception to be raised, for each item. `gather_s` is how long a
    first request waits for company.
    """

    def __init__(
        self, paint: Callable[[Sequence[Item]], Sequence[Result | BaseException]], size: int, gather_s: float = 0.0
    ) -> None:
        self._paint, self._size, self._gather_s = paint, size, gather_s
        self._turn, self._lock = threading.Lock(), threading.Lock()
        self._waiting: list[_Ticket[Item, Result]] = []

    def submit(self, key: Hashable, item: Item, check: Callable[[], None] = lambda: None) -> Result:
        """The result for `item`, in a batch with others of the same `key`. `check` may raise while it waits."""
        result = self.submit_all([(key, item)], check)[0]
        if isinstance(result, BaseException):
            raise result
        return result

    def submit_all(
        self, items: Sequence[tuple[Hashable, Item]], check: Callable[[], None] = lambda: None
    ) -> list[Result | BaseException]:
        """The same for several at once: for each its result, or what befell it. Raises what `check` raises."""
        tickets = [_Ticket[Item, Result](key, item) for key, item in items]
        with self._lock:
            self._waiting += tickets
        try:
            for ticket in tickets:
                self._see_through(ticket, check)
        finally:
            with self._lock:
                self._waiting = [other for other in self._waiting if other not in tickets]
        return [ticket.result for ticket in tickets]  # type: ignore[misc]  # Done, so it is one or the other.

    @property
    def waiting(self) -> int:
        """How many wait for their turn."""
        with self._lock:
            return len(self._waiting)

    def _see_through(self, ticket: _Ticket[Item, Result], check: Callable[[], None]) -> None:
        while not self._turn.acquire(timeout=_LOOK_EVERY_S):
            check()
        try:
            if not ticket.done:
                time.sleep(self._gather_s)
                self._run(self._batch_of(ticket))
        finally:
            self._turn.release()

    def _batch_of(self, first: _Ticket[Item, Result]) -> list[_Ticket[Item, Result]]:
        with self._lock:
            alike = [ticket for ticket in self._waiting if ticket.key == first.key and ticket is not first]
            batch = [first, *alike[: self._size - 1]]
            self._waiting = [ticket for ticket in self._waiting if ticket not in batch]
        return batch

    def _run(self, batch: list[_Ticket[Item, Result]]) -> None:
        try:
            results: Sequence[Result | BaseException] = self._paint([ticket.item for ticket in batch])
        except BaseException as error:
            results = [error] * len(batch)
        for ticket, result in zip(batch, results, strict=True):
            ticket.result, ticket.done = result, True
