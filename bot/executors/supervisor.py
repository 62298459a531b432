"""`WorkerSupervisor`: keeps one worker process of an executor running and gives it one task or batch at a time.

One coroutine, `serve`, owns the worker: it starts it, gives it the next waiting task, and replaces it when it dies.
Nothing here computes, and apart from starting a process nothing blocks the event loop.

The first supervisor starts its worker at once and takes every task. The others start theirs when a task waits while
all earlier ones are busy, and leave batched painting to the first, whose worker has the model loaded.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.executors.batch_run import BatchRun
from bot.executors.contract import Batching, CoverWork, Health, Task
from bot.executors.pending_task import CRASH, PendingTask, TaskTimeouts, describe_exit_code, next_batch
from bot.executors.process import WorkerOptions, WorkerProcess
from bot.executors.wire import Cancel, Ready

log = logging.getLogger("bot.executor")

_GIVE_UP_STARTS = 3
"""After this many failed starts in a row, waiting tasks fail; the supervisor keeps trying to start a worker."""
_FIRST_BACKOFF_S, _MAX_BACKOFF_S = 0.5, 30.0


@dataclass
class WaitingTasks:
    """The tasks that wait for a worker, in order, and the supervisors that take them."""

    pending: deque[PendingTask] = field(default_factory=deque)
    supervisors: Sequence[WorkerSupervisor] = ()
    closing: bool = False

    def wake(self) -> None:
        """Wake every supervisor: a task has arrived, left or been taken."""
        for supervisor in self.supervisors:
            supervisor.wake.set()

    @property
    def batches(self) -> Mapping[str, Batching]:
        """As in `Health`; taken from the first worker, the only one that paints batches."""
        return self.supervisors[0].health.batches

    def for_first(self, pending_task: PendingTask) -> bool:
        """Whether a batching generator paints for the task, so that only the first worker may take it."""
        return any(
            isinstance(work, CoverWork) and work.picture is None and (work.engine or "") in self.batches
            for work in pending_task.task.works
        )


class WorkerSupervisor:
    """Keeps one worker running. `number` 0 is the first; `clear` deletes the files of a task."""

    def __init__(
        self,
        number: int,
        waiting: WaitingTasks,
        options: WorkerOptions,
        timeouts: TaskTimeouts,
        scratch: Path,
        clear: Callable[[Task], Awaitable[None]],
    ) -> None:
        self.number = number
        self.wake = asyncio.Event()
        self._waiting, self._options, self._timeouts = waiting, options, timeouts
        self._scratch, self._clear = scratch, clear
        self._batch_run: BatchRun | None = None
        self._worker: WorkerProcess | None = None
        self._failures = 0
        """Deaths and failed starts since a worker last finished a task."""
        self._failed_starts = 0
        self._health = Health(ready=False, busy=False, starts=0, deaths=0)

    @property
    def running(self) -> list[PendingTask]:
        return [] if self._batch_run is None else self._batch_run.pending

    @property
    def has_begun(self) -> bool:
        """Whether it has a worker that is ready or busy."""
        return self._health.ready

    def takes(self, pending_task: PendingTask) -> bool:
        """Whether its worker may run the task; only the first worker paints batches."""
        return self.number == 0 or not self._waiting.for_first(pending_task)

    @property
    def health(self) -> Health:
        """The state of this worker alone."""
        return replace(
            self._health,
            ready=self._health.ready and not self.running,
            busy=bool(self.running),
            restarts=max(0, self._health.starts - 1),
            batches=(self._worker and self._worker.batches) or self._health.batches,
            pids=(self._worker.pid,) if self._worker else (),
        )

    def stop(self, pending_task: PendingTask) -> None:
        """Cancel a running task; the worker is killed when it does not stop within the grace period."""
        if pending_task.stop_by is None and self._worker:
            pending_task.stop_by = time.monotonic() + self._timeouts.cancel_s
            self._worker.send(Cancel(pending_task.task.job_id, pending_task.task.attempt))
            self._worker.nudge()

    def close(self) -> None:
        """Kill the worker: running tasks are handed back, so there is nothing to wait for."""
        self.wake.set()
        if self._worker:
            self._worker.kill("closing")

    async def serve(self) -> None:
        while not self._waiting.closing:
            try:
                await self._serve_once()
            except Exception as error:
                # A bug in this module: the tasks must still end, and later tasks must be served.
                log.critical("The executor failed unexpectedly; its worker is replaced", exc_info=True)
                for pending_task in self.running:
                    pending_task.finish(pending_task.fail("crash", CRASH, repr(error)))
                self._batch_run = None
                if self._worker:
                    self._worker.kill("nonsense")

    async def _serve_once(self) -> None:
        """Handle one run, one death or one failed start."""
        if self._worker is None:
            await self._until_needed()
        if self._waiting.closing:
            return
        worker = self._worker or await self._begin()
        if worker is None:
            await self._pause()
            return
        pending = await self._next_tasks(worker)
        if pending:
            self._batch_run = run = BatchRun(
                worker, pending, self._timeouts, self._clear, lambda: self._waiting.closing
            )
            self._waiting.wake()  # the remaining tasks may need another worker
            await run.run_to_end()
            self._batch_run = None
            if run.answered:
                self._failures = 0
            if run.spent:
                worker.kill("spent")
        if worker.cause or worker.gone.is_set() or self._waiting.closing:
            await self._replace(worker)

    async def _until_needed(self) -> None:
        """Wait until the worker is needed: the first at once, another when a task waits and all earlier workers are
        busy.
        """
        while not self._waiting.closing and self.number:
            self.wake.clear()
            if any(map(self.takes, self._waiting.pending)) and all(
                supervisor.running for supervisor in self._waiting.supervisors[: self.number]
            ):
                return
            await self.wake.wait()

    async def _begin(self) -> WorkerProcess | None:
        """A worker that is ready, or None when none could be started."""
        began = time.monotonic()
        try:
            # A waiting task loads the models anyway, and a warm-up that kills the worker must not prevent its start.
            warm_up = self._options.warm_up and not self._waiting.pending and not self._failed_starts
            worker = await WorkerProcess.spawn(self._options, self._scratch, warm_up=warm_up)
        except OSError as error:
            self._start_failed(f"a process cannot be started: {error.strerror}")
            return None
        self._worker = worker
        if self._waiting.closing:
            worker.kill("closing")
        ready = await worker.ready(self._timeouts.start_s)
        if not isinstance(ready, Ready):
            worker.kill("start_timeout")
            code = await worker.ended()
            self._worker = None
            self._start_failed(f"{describe_exit_code(code)}; {worker.last_words}")
            return None
        self._failed_starts = 0
        took_s = round(time.monotonic() - began, 3)
        self._health = replace(
            self._health,
            ready=True,
            starts=self._health.starts + 1,
            ready_s=took_s,
            engines=ready.engines,
            batches=worker.batches,
            problem="",
        )
        log.info("The worker %d is ready after %.1f s: %s", worker.pid, took_s, ", ".join(ready.engines))
        return worker

    def _start_failed(self, detail: str) -> None:
        if self._waiting.closing:
            return
        self._failed_starts += 1
        self._failures += 1
        problem = "The painting process does not start: run `python -m bot check` to see why."
        self._health = replace(self._health, ready=False, problem=problem)
        log.error(
            "The worker did not start (%d in a row), so it is started again; `python -m bot check` shows why: %s",
            self._failed_starts,
            detail,
        )
        if self._failed_starts >= _GIVE_UP_STARTS and self.number == 0:
            for pending_task in list(self._waiting.pending):
                if any(
                    supervisor.takes(pending_task) for supervisor in self._waiting.supervisors if supervisor.has_begun
                ):
                    continue
                pending_task.finish(pending_task.fail("crash", "no_worker", detail))
                self._waiting.pending.remove(pending_task)

    async def _pause(self) -> None:
        """Wait before another start: not after the first failure, then with exponential backoff."""
        if self._failures < 2 or self._waiting.closing:
            return
        pause_s = min(_MAX_BACKOFF_S, _FIRST_BACKOFF_S * 2.0 ** min(self._failures - 2, 10))
        until = time.monotonic() + pause_s
        while not self._waiting.closing and (left_s := until - time.monotonic()) > 0:
            self.wake.clear()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(left_s):
                    await self.wake.wait()

    async def _next_tasks(self, worker: WorkerProcess) -> list[PendingTask]:
        """The tasks of the next run; empty when the worker has died or was killed, or the executor is closing."""
        while not self._waiting.closing and not worker.gone.is_set() and worker.cause is None:
            pending, gather_s = next_batch(filter(self.takes, self._waiting.pending))
            if pending and not gather_s:
                for pending_task in pending:
                    self._waiting.pending.remove(pending_task)
                return pending
            self.wake.clear()
            worker.on_gone(self.wake)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(gather_s or None):
                    await self.wake.wait()
        return []

    async def _replace(self, worker: WorkerProcess) -> None:
        code = await worker.ended()
        self._worker = None
        self._health = replace(self._health, ready=False, deaths=self._health.deaths + 1)
        if self._waiting.closing:
            return
        self._failures += 1
        log.warning("The worker %d ended (%s); starting another", worker.pid, describe_exit_code(code))
        await self._pause()
