"""Run the tasks of a batch so that one model call paints the pictures of all of them.

Each task has a slot: a thread of its own. One slot works at a time, so engine code never runs in parallel. A slot that
needs a picture submits a sample request and waits. When every slot has ended or waits for a picture, the main thread
paints all requests, one call per model, and the slots continue with their results.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from articover.brief import Brief
from articover.cover import Background, EngineRecord
from articover.engine import Availability, Generator, RunContext
from articover.errors import ArtiCoverError, Cancelled
from articover.trim import Trim

Request = tuple[Brief, Trim, RunContext]
Picture = tuple[Background, EngineRecord] | ArtiCoverError

_LOOK_EVERY_S = 0.1
"""How often a waiting slot checks whether its task was cancelled."""


@dataclass(eq=False)
class _Order:
    """The pictures that slot `number` requests from `model`, and the result."""

    number: int
    model: Generator
    requests: Sequence[Request]
    result: Sequence[Picture] | BaseException | None = None

    def given(self) -> list[Picture]:
        assert self.result is not None
        if isinstance(self.result, BaseException):
            raise self.result
        return list(self.result)


class BatchSlots:
    """Runs the tasks of a batch. `run` returns when the last task has ended."""

    def __init__(self, works: Sequence[Callable[[BatchSlot], None]], cancelled: Sequence[Callable[[], bool]]) -> None:
        """`works` holds the function of each slot, which must not raise; `cancelled` tells whether its task was
        cancelled.
        """
        self._slots = [BatchSlot(self, number, asked) for number, asked in enumerate(cancelled)]
        self._works = works
        self._moved = threading.Condition()
        self._going = len(works)
        """Number of slots that have not ended and do not wait for a picture."""
        self._at_work = False
        self._waiting: set[int] = set()
        self._orders: list[_Order] = []
        self._painting: list[_Order] = []

    def run(self) -> None:
        threads = [
            threading.Thread(target=self._go, args=(slot, work), name=f"lane {slot.number}", daemon=True)
            for slot, work in zip(self._slots, self._works, strict=True)
        ]
        for thread in threads:
            thread.start()
        while self._next_orders():
            _paint(list(self._painting))
            with self._moved:
                self._going += len(self._painting)
                # Queue them before they wake up, so that they continue in the order of their slots.
                self._waiting |= {order.number for order in self._painting}
                self._painting = []
                self._moved.notify_all()
        for thread in threads:
            thread.join()

    def _go(self, slot: BatchSlot, work: Callable[[BatchSlot], None]) -> None:
        try:
            work(slot)
        finally:
            with self._moved:
                self._leave(slot)
                self._going -= 1
                self._moved.notify_all()

    def _next_orders(self) -> bool:
        """Wait until every slot has ended or waits for a picture; False when all have ended."""
        with self._moved:
            self._moved.wait_for(lambda: self._going == 0)
            self._painting, self._orders = self._orders, []
            return bool(self._painting)

    def enter(self, slot: BatchSlot) -> None:
        """Wait until this slot may work; slots work in order of arrival. Raises `Cancelled`."""
        with self._moved:
            self._waiting.add(slot.number)
            try:
                while self._at_work or slot.number != min(self._waiting):
                    slot.look()
                    self._moved.wait(_LOOK_EVERY_S)
                self._at_work = slot.has_turn = True
            finally:
                self._waiting.discard(slot.number)
                self._moved.notify_all()

    def _leave(self, slot: BatchSlot) -> None:
        if slot.has_turn:
            self._at_work = slot.has_turn = False

    def painted(self, slot: BatchSlot, model: Generator, requests: Sequence[Request]) -> list[Picture]:
        """The pictures of `requests`, painted together with the requests of the other slots.

        Raises `Cancelled` as soon as the task is cancelled, if other slots still need the painting to continue.
        """
        order = _Order(slot.number, model, requests)
        with self._moved:
            self._leave(slot)
            self._orders.append(order)
            self._going -= 1
            self._moved.notify_all()
            try:
                while order in self._orders or order in self._painting:
                    # The last request waits for the painting to stop, because the model may ignore cancellation.
                    if self._painting != [order]:
                        slot.look()
                    self._moved.wait(_LOOK_EVERY_S)
            except Cancelled:
                # The slot stopped waiting, so `run` must not count it again when the batch is painted.
                for orders in (self._orders, self._painting):
                    if order in orders:
                        orders.remove(order)
                self._going += 1
                raise
        self.enter(slot)
        return order.given()


class BatchSlot:
    """The slot of one task; `number` is its position in the batch."""

    def __init__(self, batch: BatchSlots, number: int, cancelled: Callable[[], bool]) -> None:
        self.number, self.has_turn = number, False
        self._slots, self._cancelled = batch, cancelled

    def enter(self) -> None:
        """Wait until this slot may work. Raises `Cancelled`."""
        self._slots.enter(self)

    def look(self) -> None:
        if self._cancelled():
            raise Cancelled("Cancelled; nothing was written.")

    def joined(self, model: Generator) -> Generator:
        """`model`, wrapped so that each call also paints what the other slots request from it."""
        return _Joined(model, self)

    def painted(self, model: Generator, requests: Sequence[Request]) -> list[Picture]:
        return self._slots.painted(self, model, requests)


class _Joined(Generator):
    """A generator that submits its requests to the batch."""

    def __init__(self, model: Generator, slot: BatchSlot) -> None:
        # What follows a series is painted without the other slots.
        self.description = replace(model.description, follows_series=False)
        self._model, self._slot = model, slot

    def availability(self) -> Availability:
        return self._model.availability()

    def generate(self, brief: Brief, trim: Trim, run: RunContext) -> tuple[Background, EngineRecord]:
        (picture,) = self.generate_many([(brief, trim, run)])
        if isinstance(picture, ArtiCoverError):
            raise picture
        return picture

    def generate_many(self, requests: Sequence[Request]) -> list[Picture]:
        return self._slot.painted(self._model, requests)


def _paint(orders: Sequence[_Order]) -> None:
    """Paint all requests, with one call per model."""
    models = {id(order.model): order.model for order in orders}
    for model in models.values():
        _paint_by(model, [order for order in orders if order.model is model])


def _paint_by(model: Generator, orders: Sequence[_Order]) -> None:
    try:
        pictures = model.generate_many([request for order in orders for request in order.requests])
    except ArtiCoverError as error:
        for order in orders:
            order.result = error
        return
    except Exception as error:
        if len(orders) == 1:
            orders[0].result = error
            return
        # The error is unexpected, so one of the requests may be at fault: each task is retried alone.
        for order in orders:
            _paint_by(model, [order])
        return
    left = iter(pictures)
    for order in orders:
        order.result = [next(left) for _ in order.requests]
