"""`TaskRun`: the state of a task in the worker; `Cancellations`: which tasks were cancelled."""

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
    """The result of `generator` with `seed` for a work that is still to be done; None once it was taken."""

    generator: Generator
    seed: int
    result: PictureResult | None

    def take(self, generator: Generator, seed: int) -> PictureResult | None:
        """The result, once, if it was made by `generator` with `seed`."""
        if generator is not self.generator or seed != self.seed:
            return None
        result, self.result = self.result, None
        return result


class TaskRun:
    """The state of a task in the worker: its folders, its reporters, and the pictures `painted` ahead, by step.

    `folder` gets the results, `sources` the input files. `ahead_s` is the time spent on painting ahead, in seconds.
    """

    def __init__(self, bot: WorkerConnection, task: Task, scratch: Path, cancelled: Callable[[], bool]) -> None:
        self.task, self.cancelled = task, cancelled
        self.folder = scratch / task.name
        self.sources = self.folder / "sources"
        self.painted: dict[int, PaintedAhead] = {}
        self.ahead_s = 0.0
        self._bot = bot
        self._reporters: dict[int, Reporter] = {}
        self._begun = False

    @property
    def key(self) -> TaskKey:
        return self.task.job_id, self.task.attempt

    def begin(self) -> None:
        """Make the empty folders at the first call. Raises `OSError`."""
        if not self._begun:
            shutil.rmtree(self.folder, ignore_errors=True)
            self.sources.mkdir(parents=True)
            self._begun = True

    def reporter(self, step: int) -> Reporter:
        """The reporter of work `step`, shared by painting ahead and by the work itself."""
        if step not in self._reporters:
            self._reporters[step] = Reporter(self._bot, self.task, step, self.folder)
        return self._reporters[step]

    def context(self, step: int) -> RunContext:
        return RunContext(on_progress=self.reporter(step).on_progress, cancelled=self.cancelled)


class Cancellations:
    """The cancelled tasks. A waiting task of a batch ends as soon as it is cancelled.

    One thread calls `cancel` while another works.
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
        """Begin a batch: `keys` wait while pictures are painted for all of them."""
        with self._lock:
            self._waiting, self._painting = set(keys), True
            self._end_waiting()

    def take_turn(self, key: TaskKey) -> bool:
        """Begin with task `key`; False when it has ended. The first call marks the end of painting ahead."""
        with self._lock:
            self._painting = False
            waits = key in self._waiting
            self._waiting.discard(key)
            self._end_waiting()
            return waits

    def forget(self, key: TaskKey) -> None:
        """Remove the task `key`, which has ended."""
        with self._lock:
            self._cancelled.discard(key)

    def _end_waiting(self) -> None:
        for key in sorted(self._waiting & self._cancelled):
            # The last task waits until the painting stops. If an engine ignores the cancellation, the bot kills the
            # worker.
            if self._painting and len(self._waiting) == 1:
                return
            self._waiting.discard(key)
            self._end(key)
