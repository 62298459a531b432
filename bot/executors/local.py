"""`LocalExecutor`: worker processes on this machine, each kept running by a supervisor."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import shutil
from dataclasses import replace
from pathlib import Path

from articover.files import storage_errors
from bot.config import Config
from bot.executors.contract import Health, OnProgress, Task, TaskEnd, TaskResult
from bot.executors.machine import workers_for
from bot.executors.memory import limit_mb
from bot.executors.pending_task import PendingTask, TaskTimeouts
from bot.executors.process import WorkerOptions
from bot.executors.supervisor import WaitingTasks, WorkerSupervisor
from bot.store import private

log = logging.getLogger("bot.executor")

_CLOSE_S = 8.0
"""How long `close` waits for killed workers to end; freeing their memory can take the kernel seconds."""


class LocalExecutor:
    """Runs tasks in worker processes that it starts and watches. See `contract.Executor`.

    `scratch` is this executor's own folder, on the disk of the data folder; its content is cleared at start.
    """

    @classmethod
    def configured(cls, config: Config, scratch: Path) -> LocalExecutor:
        """The executor that `config` describes."""
        worker, timeouts = config.worker, config.timeouts
        workers = workers_for(worker, config.settings)
        options = WorkerOptions(
            settings=config.settings,
            threads=worker.threads,
            workers=workers,
            nice=worker.nice,
            memory_limit_mb=worker.memory_limit_mb or limit_mb(0) // workers,
            warm_up=worker.warm_up,
        )
        total_s = {
            "cover": timeouts.cover_s,
            "edit": timeouts.edit_s,
            "print": timeouts.print_s,
            "remove_text": timeouts.remove_text_s,
            "enlarge": timeouts.print_s,
            "compare": timeouts.edit_s,
            "sheet": timeouts.edit_s,
        }
        task_timeouts = TaskTimeouts(timeouts.start_s, timeouts.hang_s, timeouts.cancel_s, total_s)
        return cls(scratch, options, task_timeouts, workers)

    def __init__(
        self,
        scratch: Path,
        options: WorkerOptions | None = None,
        timeouts: TaskTimeouts | None = None,
        workers: int = 1,
    ) -> None:
        """At most `workers` processes, each as `options` says; they are started as they are needed."""
        self.options, self.timeouts = options or WorkerOptions(), timeouts or TaskTimeouts()
        self._scratch = scratch.absolute()
        self._waiting = WaitingTasks()
        self._waiting.supervisors = self._supervisors = tuple(
            WorkerSupervisor(number, self._waiting, self.options, self.timeouts, self._scratch, self._clear_up)
            for number in range(workers)
        )
        self._serving: list[asyncio.Task[None]] = []

    @property
    def capacity(self) -> int:
        """One per worker; but one in all if the configured generator paints batches.

        Waiting jobs then accumulate and are painted in one call, instead of being taken from the queue one by one.
        """
        return 1 if "" in self._waiting.batches else len(self._supervisors)

    async def start(self) -> None:
        """Clear the scratch folder and begin to start a worker. Raises `StorageError` when it cannot be made."""
        await asyncio.to_thread(_clear, self._scratch)
        self._serving = [
            asyncio.create_task(supervisor.serve(), name=f"worker {supervisor.number} of the local executor")
            for supervisor in self._supervisors
        ]

    async def run(self, task: Task, on_progress: OnProgress) -> TaskEnd:
        pending_task = PendingTask(task, on_progress, asyncio.get_running_loop().create_future())
        if self._waiting.closing:
            return pending_task.handed_back
        self._waiting.pending.append(pending_task)
        self._waiting.wake()
        try:
            return await asyncio.shield(pending_task.end)
        except asyncio.CancelledError:
            self._stop(pending_task)
            # The caller may rely on the worker having stopped.
            if isinstance(end := await asyncio.shield(pending_task.end), TaskResult):
                await self.release(end)
            raise

    def cancel(self, job_id: int) -> bool:
        pending = [
            pending_task
            for pending_task in (*self._running, *self._waiting.pending)
            if pending_task.task.job_id == job_id
        ]
        for pending_task in pending:
            self._stop(pending_task)
        return bool(pending)

    async def release(self, result: TaskResult) -> None:
        await asyncio.to_thread(_remove, self._scratch, f"{result.job_id}-{result.attempt}")

    def health(self) -> Health:
        """The state of all workers; capabilities and start time are those of the first."""
        supervisors = [supervisor.health for supervisor in self._supervisors]
        return replace(
            supervisors[0],
            ready=any(supervisor.ready for supervisor in supervisors),
            busy=any(supervisor.busy for supervisor in supervisors),
            starts=sum(supervisor.starts for supervisor in supervisors),
            deaths=sum(supervisor.deaths for supervisor in supervisors),
            restarts=sum(supervisor.restarts for supervisor in supervisors),
            pids=tuple(pid for supervisor in supervisors for pid in supervisor.pids),
        )

    async def close(self) -> None:
        if self._waiting.closing:
            return
        self._waiting.closing = True
        for pending_task in self._waiting.pending:
            pending_task.finish(pending_task.handed_back)
        self._waiting.pending.clear()
        for supervisor in self._supervisors:
            supervisor.close()
        if self._serving:
            _, late = await asyncio.wait(self._serving, timeout=_CLOSE_S)
            if late:
                log.error("A worker did not end in time; it ends with this process")
            for serving in late:
                serving.cancel()
            for pending_task in self._running:
                pending_task.finish(pending_task.handed_back)

    @property
    def _running(self) -> list[PendingTask]:
        return [pending_task for supervisor in self._supervisors for pending_task in supervisor.running]

    def _stop(self, pending_task: PendingTask) -> None:
        for supervisor in self._supervisors:
            if pending_task in supervisor.running:
                supervisor.stop(pending_task)
                return
        with contextlib.suppress(ValueError):
            self._waiting.pending.remove(pending_task)
        pending_task.finish(pending_task.cancelled)

    async def _clear_up(self, task: Task) -> None:
        await asyncio.to_thread(_remove, self._scratch, task.name)


def _clear(scratch: Path) -> None:
    with storage_errors(scratch):
        shutil.rmtree(scratch, ignore_errors=True)
        private.make_folder(scratch)


def _remove(scratch: Path, name: str) -> None:
    shutil.rmtree(scratch / name, ignore_errors=True)
