"""One run of a worker: a single task or a batch of tasks, followed until each has ended."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence

from bot.executors.contract import Task, TaskEnd, TaskFailed, TaskResult
from bot.executors.pending_task import CRASH, PendingTask, TaskTimeouts
from bot.executors.process import Cause, WorkerProcess
from bot.executors.wire import Do, Done, Failed, Progressed
from bot.logs import tracing

log = logging.getLogger("bot.executor")


class BatchRun:
    """`pending` holds the tasks that have not ended.

    `answered` is True once the worker ended a task itself; `spent` is True when the worker should be replaced. `clear`
    deletes the files of a task; `closing` returns whether the executor is closing.
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
        """Send the tasks to the worker and follow each to its end."""
        last_progress = time.monotonic()
        too_long = last_progress + sum(self._timeouts.total_of(pending_task.task) for pending_task in self.pending)
        if self._is_batch:
            job_ids = ", ".join(str(pending_task.task.job_id) for pending_task in self.pending)
            log.info("The jobs %s run as one batch", job_ids)
        self._worker.send(Do(tuple(pending_task.task for pending_task in self.pending)))
        while self.pending:
            limits: list[tuple[float, Cause]] = [
                (last_progress + self._timeouts.hang_s, "hung"),
                (too_long, "too_long"),
            ]
            limits += [
                (pending_task.stop_by, "cancelled") for pending_task in self.pending if pending_task.stop_by is not None
            ]
            limit, cause = min(limits)
            # The worker was killed: no message but its end can follow.
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
                        # Progress of any task shows that the worker is alive, because one task works at a time.
                        last_progress = time.monotonic()
                        if pending_task.stop_by is None:
                            pending_task.report(progress)
                case Done(result):
                    await self._answer(result)
                case Failed(failure, trace):
                    await self._answer(failure, trace)
                case None:
                    await self._lose()
                case _:
                    pass  # `WorkerProcess.nudge`: compute the limits again

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
                # Native code may be in an undefined state after a failed allocation.
                self.spent = self.spent or end.kind == "memory"
                if trace:
                    log.error("Job %d failed: %s\n%s", end.job_id, end.detail or end.code, trace)
            await self._finish(pending_task, pending_task.cancelled if pending_task.stop_by is not None else end)

    async def _lose(self) -> None:
        """The worker has ended: end all remaining tasks."""
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
            return pending_task.handed_back  # the worker was killed because another task ignored its cancellation
        end = pending_task.lost(self._worker.cause, code, self._worker.last_words, self._timeouts)
        log.error("The worker %d died during job %d: %s", self._worker.pid, pending_task.task.job_id, end.detail)
        if self._is_batch:
            # The task at fault is not known yet: each task is retried alone, and that try tells a crash from a lack
            # of memory.
            return pending_task.fail("crash", CRASH, end.detail)
        return end

    async def _finish(self, pending_task: PendingTask, end: TaskEnd) -> None:
        if not isinstance(end, TaskResult):
            await self._clear(pending_task.task)
        self.pending.remove(pending_task)
        pending_task.finish(end)
