"""A worker's shift: the turns it does at once, one or a company of several, followed to their ends."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from bot.executors.contract import Task, TaskEnd, TaskFailed, TaskResult
from bot.executors.pending_task import CRASH_MESSAGE, PendingTask, TaskTimeouts
from bot.executors.process import Cause, WorkerProcess
from bot.executors.wire import Do, Done, Failed, Progressed
from bot.logs import tracing

log = logging.getLogger("bot.executor")


class BatchRun:
    """`turns` are those still open. `answered` once the worker ended a task by itself; `spent` when it should go.

    `clear` takes away what a task left, `closing` says whether the executor is to close.
    """

    def __init__(
        self,
        worker: WorkerProcess,
        pending: Sequence[PendingTask],
        timeouts: TaskTimeouts,
        clear: Callable[[Task], Awaitable[None]],
        closing: Callable[[], bool],
    ) -> None:
        self.pending = list(pending)
        self.answered = self.spent = False
        self._worker, self._timeouts, self._clear, self._closing = worker, timeouts, clear, closing
        self._is_batch = len(pending) > 1

    async def run_to_end(self) -> None:
        """Give the tasks to the worker and follow each to its end."""
        heard = time.monotonic()
        too_long = heard + sum(self._timeouts.total_of(pending_task.task) for pending_task in self.pending)
        if self._is_batch:
            log.info(
                "Jobs %s are done together", ", ".join(str(pending_task.task.job_id) for pending_task in self.pending)
            )
        self._worker.send(Do(tuple(pending_task.task for pending_task in self.pending)))
        while self.pending:
            limits: list[tuple[float, Cause]] = [(heard + self._timeouts.hang_s, "hung"), (too_long, "too_long")]
            limits += [
                (pending_task.stop_by, "cancelled") for pending_task in self.pending if pending_task.stop_by is not None
            ]
            limit, cause = min(limits)
            # Once killed, all that can come is its end.
            left_s = None if self._worker.cause else max(0.0, limit - time.monotonic())
            try:
                async with asyncio.timeout(left_s):
                    message = await self._worker.inbox.get()
            except TimeoutError:
                self._worker.kill(cause)
                continue
            match message:
                case Progressed(progress):
                    pending_task = self._pending_task_of(progress.job_id, progress.attempt)
                    if pending_task is not None:
                        # Whoever's it is: one of them works, or something is painted for all.
                        heard = time.monotonic()
                        if pending_task.stop_by is None:
                            pending_task.report(progress)
                case Done(result):
                    await self._answer(result)
                case Failed(failure, trace):
                    await self._answer(failure, trace)
                case None:
                    await self._lose()
                case _:
                    pass  # a nudge: look at `stop_by` anew

    def _pending_task_of(self, job_id: int, attempt: int) -> PendingTask | None:
        wanted = job_id, attempt
        return next(
            (
                pending_task
                for pending_task in self.pending
                if (pending_task.task.job_id, pending_task.task.attempt) == wanted
            ),
            None,
        )

    async def _answer(self, end: TaskResult | TaskFailed, trace: str = "") -> None:
        self.answered = True
        pending_task = self._pending_task_of(end.job_id, end.attempt)
        if pending_task is None:
            return
        with tracing(pending_task.task.trace):
            if isinstance(end, TaskFailed):
                # Native code may not have survived a failed allocation whole.
                self.spent = self.spent or end.kind == "memory"
                if trace:
                    log.error("Job %d failed: %s\n%s", end.job_id, end.detail or end.message, trace)
            await self._finish(pending_task, pending_task.cancelled if pending_task.stop_by is not None else end)

    async def _lose(self) -> None:
        """The worker is gone: the end of all who are left."""
        code = await self._worker.ended()
        for pending_task in list(self.pending):
            with tracing(pending_task.task.trace):
                await self._finish(pending_task, self._lost(pending_task, code))

    def _lost(self, pending_task: PendingTask, code: int) -> TaskEnd:
        if self._closing():
            return pending_task.handed_back
        if pending_task.stop_by is not None:
            return pending_task.cancelled
        if self._worker.cause == "cancelled":
            return pending_task.handed_back  # killed because of another, who did not stop
        end = pending_task.lost(self._worker.cause, code, self._worker.last_words, self._timeouts)
        log.error("The worker %d died under job %d: %s", self._worker.pid, pending_task.task.job_id, end.detail)
        if self._is_batch:
            # Whose fault it is shows when each is tried again alone, and how large a task is by itself.
            return replace(end, kind="crash", code="crash", message=CRASH_MESSAGE)
        return end

    async def _finish(self, pending_task: PendingTask, end: TaskEnd) -> None:
        if not isinstance(end, TaskResult):
            await self._clear(pending_task.task)
        self.pending.remove(pending_task)
        pending_task.finish(end)
