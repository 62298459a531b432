"""`TaskRun`: a task while the worker works for it; `Cancellations`: which tasks are to stop."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from articover.engine import Generator, PictureResult, RunContext
from bot.executors.contract import Task
from bot.executors.reporting import Reporter
from bot.executors.wire import WorkerConnection

TaskKey = tuple[int, int]
"""A task's job and attempt."""


@dataclass(eq=False)
class PaintedAhead:
    """What `generator` made with `seed` for a work whose turn has not come; None once it was taken."""

    generator: Generator
    seed: int
    result: PictureResult | None

    def take(self, generator: Generator, seed: int) -> PictureResult | None:
        """The result, once, if it is what `generator` would make with `seed`."""
        if generator is not self.generator or seed != self.seed:
            return None
        result, self.result = self.result, None
        return result


class TaskRun:
    """Where a task's files go (`folder`, `sources`), how its works report, and what was `painted` ahead, by step.

    `ahead_s` is how long that took.
    """

    def __init__(self, line: WorkerConnection, task: Task, scratch: Path, cancelled: Callable[[], bool]) -> None:
        self.task, self.cancelled = task, cancelled
        self.folder = scratch / task.name
        self.sources = self.folder / "sources"
        self.painted: dict[int, PaintedAhead] = {}
        self.ahead_s = 0.0
        self._line = line
        self._reporters: dict[int, Reporter] = {}
        self._begun = False

    @property
    def key(self) -> TaskKey:
        return self.task.job_id, self.task.attempt

    def begin(self) -> None:
        """Make the empty folder, at the first call. Raises `OSError`."""
        if not self._begun:
            shutil.rmtree(self.folder, ignore_errors=True)
            self.sources.mkdir(parents=True)
            self._begun = True

    def reporter(self, step: int) -> Reporter:
        """What reports on work `step`: the same whether it is painted ahead or in its turn."""
        if step not in self._reporters:
            self._reporters[step] = Reporter(self._line, self.task, step, self.folder)
        return self._reporters[step]

    def context(self, step: int) -> RunContext:
        return RunContext(on_progress=self.reporter(step).on_progress, cancelled=self.cancelled)


class Cancellations:
    """Which tasks were cancelled. A task of a batch that waits for the others ends at once when it is.

    One thread cancels while another works.
    """

    def __init__(self, end: Callable[[TaskKey], None]) -> None:
        """`end` reports a waiting task as cancelled."""
        self._end = end
        self._lock = threading.Lock()
        self._cancelled: set[TaskKey] = set()
        self._waiting: set[TaskKey] = set()
        self._painting = False

    def cancel(self, key: TaskKey) -> None:
        with self._lock:
            self._cancelled.add(key)
            self._end_waiting()

    def is_cancelled(self, key: TaskKey) -> bool:
        return key in self._cancelled

    def wait(self, keys: Iterable[TaskKey]) -> None:
        """`keys` wait for their turn while pictures are painted for all of them."""
        with self._lock:
            self._waiting, self._painting = set(keys), True
            self._end_waiting()

    def take_turn(self, key: TaskKey) -> bool:
        """Begin with `key`; False when it has ended. The first call says that the painting for all is over."""
        with self._lock:
            self._painting = False
            waits = key in self._waiting
            self._waiting.discard(key)
            self._end_waiting()
            return waits

    def forget(self, key: TaskKey) -> None:
        """`key` has ended."""
        with self._lock:
            self._cancelled.discard(key)

    def _end_waiting(self) -> None:
        for key in sorted(self._waiting & self._cancelled):
            # The last one waits to see the painting stop, which may ignore cancellation: the bot ends the worker then.
            if self._painting and len(self._waiting) == 1:
                return
            self._waiting.discard(key)
            self._end(key)
