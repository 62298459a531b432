"""`PendingTask`: a task in the executor, its timeouts, and its result when the worker dies."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from articover.errors import EngineError
from bot.executors.contract import (
    FailureKind,
    OnProgress,
    Task,
    TaskEnd,
    TaskFailed,
    TaskHandedBack,
    TaskProgress,
    kind_of,
)
from bot.executors.process import Cause

log = logging.getLogger("bot.executor")

CRASH = "crash"
"""The code of a worker that broke down while it made something."""
_USUAL_S = 300.0
"""For a kind of work without an entry in `TaskTimeouts.total_s`."""


@dataclass(frozen=True)
class TaskTimeouts:
    """Timeouts in seconds. `total_s` is by kind of work; a task has the sum over its works."""

    start_s: float = 120.0
    hang_s: float = 180.0
    cancel_s: float = 5.0
    total_s: Mapping[str, float] = field(
        default_factory=lambda: {"cover": 300.0, "edit": 60.0, "print": 600.0, "remove_text": 300.0, "sheet": 60.0}
    )

    def total_of(self, task: Task) -> float:
        return sum(self.total_s.get(kind_of(work), _USUAL_S) for work in task.works)


_GATHER_S = 2.0
"""How long the first task of a batch waits for the others, which may have been cancelled before they arrived."""


@dataclass(eq=False)
class PendingTask:
    """A task passed to `run`, from its arrival to its end.

    `stop_by` is the monotonic time at which the worker is killed, set once the task was cancelled.
    """

    task: Task
    on_progress: OnProgress
    end: asyncio.Future[TaskEnd]
    stop_by: float | None = None
    arrived: float = field(default_factory=time.monotonic)

    def finish(self, end: TaskEnd) -> None:
        if not self.end.done():
            self.end.set_result(end)

    def report(self, progress: TaskProgress) -> None:
        try:
            self.on_progress(progress)
        except Exception:
            log.exception("The progress of job %d could not be reported", progress.job_id)

    def fail(self, kind: FailureKind, code: str, detail: str = "") -> TaskFailed:
        return TaskFailed(self.task.job_id, self.task.attempt, kind, EngineError(code).fact, detail)

    def lost(self, cause: Cause | None, code: int, last_words: str, timeouts: TaskTimeouts) -> TaskFailed:
        """The failure for a worker that ended with return code `code`; `cause` is None when the bot did not kill it."""
        detail = "\n".join(
            part for part in (f"{cause or 'not killed by the bot'}: {describe_exit_code(code)}", last_words) if part
        )
        match cause:
            case "hung":
                return self.fail("timeout", "hung", f"nothing moved for {timeouts.hang_s:g} s\n{detail}")
            case "too_long":
                return self.fail("timeout", "too_long", f"longer than {timeouts.total_of(self.task):g} s\n{detail}")
            case "memory_limit":
                return self.fail("memory", "memory_limit", detail)
            case None if code == -signal.SIGKILL:
                # The system did, most likely because memory ran out.
                return self.fail("memory", "killed", detail)
            case _:
                return self.fail("crash", CRASH, detail)

    @property
    def cancelled(self) -> TaskFailed:
        return self.fail("cancelled", "cancelled")

    @property
    def handed_back(self) -> TaskHandedBack:
        return TaskHandedBack(self.task.job_id, self.task.attempt)


def next_batch(waiting: Iterable[PendingTask]) -> tuple[list[PendingTask], float]:
    """The tasks to run next as one batch, and how many seconds to wait for further members of the batch first."""
    pending = list(waiting)
    if not pending:
        return [], 0.0
    first, wanted = pending[0], pending[0].task.batch
    here = [
        pending_task
        for pending_task in pending
        if pending_task is first or (wanted and pending_task.task.batch == wanted)
    ]
    if len(here) >= len(wanted):
        return here, 0.0
    return here, max(0.0, first.arrived + _GATHER_S - time.monotonic())


def describe_exit_code(code: int) -> str:
    """A return code for the log: an exit code or the name of a signal."""
    if code >= 0:
        return f"exit code {code}"
    with contextlib.suppress(ValueError):
        return f"signal {signal.Signals(-code).name}"
    return f"signal {-code}"
