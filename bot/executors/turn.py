"""A task's turn at a worker: how long it may take, how it ends, and what a worker's death means for it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

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

BROKE_DOWN = "The painting process broke down while it made this."
_USUAL_S = 300.0
"""For a kind of work that `Patience` does not name."""


@dataclass(frozen=True)
class Patience:
    """How long is too long, in seconds. `total_s` is by kind of work; a task has the sum of its works."""

    start_s: float = 120.0
    hang_s: float = 180.0
    cancel_s: float = 5.0
    total_s: Mapping[str, float] = field(
        default_factory=lambda: {"cover": 300.0, "edit": 60.0, "print": 600.0, "remove_text": 300.0, "sheet": 60.0}
    )

    def total_of(self, task: Task) -> float:
        return sum(self.total_s.get(kind_of(work), _USUAL_S) for work in task.works)


_GATHER_S = 2.0
"""So long the first of a company waits for the others, who may have been cancelled on their way."""


@dataclass(eq=False)
class Turn:
    """A task from `run`, when it `arrived`, to its end.

    `stop_by` is when the worker is killed, once a cancel was asked for.
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
            log.exception("The progress of job %d could not be told", progress.job_id)

    def fail(self, kind: FailureKind, code: str, message: str, detail: str = "") -> TaskFailed:
        return TaskFailed(self.task.job_id, self.task.attempt, kind, code, message, detail)

    def lost(self, cause: Cause | None, code: int, last_words: str, patience: Patience) -> TaskFailed:
        """What the end of its worker means for the task: by whom (None: not by us), and with which return code."""
        detail = "\n".join(part for part in (f"{cause or 'not our doing'}: {how_it_ended(code)}", last_words) if part)
        match cause:
            case "hung":
                said = f"Nothing moved for {patience.hang_s:g} seconds, so the painting process was restarted."
                return self.fail("timeout", "hung", said, detail)
            case "too_long":
                most_s = patience.total_of(self.task)
                said = f"This took longer than the {most_s:g} seconds allowed, so it was stopped: ask for less at once."
                return self.fail("timeout", "too_long", said, detail)
            case "memory_limit":
                said = "This needed more memory than the bot may use: choose a smaller size or dpi."
                return self.fail("memory", "memory_limit", said, detail)
            case None if code == -signal.SIGKILL:
                said = "The system stopped the painting process, most likely because memory ran out."
                return self.fail("memory", "killed", said, detail)
            case _:
                return self.fail("crash", "crash", BROKE_DOWN, detail)

    @property
    def cancelled(self) -> TaskFailed:
        return self.fail("cancelled", "cancelled", "Cancelled.")

    @property
    def handed_back(self) -> TaskHandedBack:
        return TaskHandedBack(self.task.job_id, self.task.attempt)


def next_company(waiting: Iterable[Turn]) -> tuple[list[Turn], float]:
    """The turns to be done next, together, and for how many seconds to wait for more of their company first."""
    turns = list(waiting)
    if not turns:
        return [], 0.0
    first, wanted = turns[0], turns[0].task.company
    here = [turn for turn in turns if turn is first or (wanted and turn.task.company == wanted)]
    if len(here) >= len(wanted):
        return here, 0.0
    return here, max(0.0, first.arrived + _GATHER_S - time.monotonic())


def how_it_ended(code: int) -> str:
    """A return code in words."""
    if code >= 0:
        return f"exit code {code}"
    with contextlib.suppress(ValueError):
        return f"signal {signal.Signals(-code).name}"
    return f"signal {-code}"
