"""`Dispatcher`: passes jobs from the queue to a runner and stores their results.

It holds no durable state. If the process dies, `Jobs.recover` queues the running jobs again at the next start.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol, TypeVar

from articover.errors import ArtiCoverError, EngineError, StorageError, code_of
from articover.facts import Fact, to_json
from bot.errors import BlobMissingError, WorkerCrashed
from bot.jobs.queue import Jobs
from bot.jobs.starting import BatchKeyOf
from bot.jobs.states import Job, Outcome
from bot.store import Store
from bot.store.records import Json

log = logging.getLogger(__name__)

DEFAULT_TIMEOUT_S = 600.0
"""For kinds of jobs without a timeout of their own."""

_FIRST_RETRY_S, _LONGEST_RETRY_S = 0.5, 30.0
"""Between tries to write a result while the disk fails."""

T = TypeVar("T")


@dataclass(frozen=True)
class JobProgress:
    """The progress of a running job: `stage` ("generate"), `fraction` of the stage (0..1) and the current operation.

    `live_preview` is the path of a small picture of the unfinished painting, "" when there is no new one; the file
    exists as long as the job runs. `step` is the number (1 ..) of the picture or file that is being made, among all
    that the job makes.
    """

    stage: str
    fraction: float
    doing: Fact | None = None
    live_preview: str = ""
    step: int = 1


class JobFailed(EngineError):  # noqa: N818 -- a result, not a fault
    """The job cannot be done; `reason` is one word ("timeout", "memory", "request") that goes into the message.

    `error` says why.
    """

    def __init__(self, reason: str, error: Fact) -> None:
        super().__init__(code_of(error), sentence=error.sentence, **error.arguments)
        self.reason = reason


class HandedBack(Exception):  # noqa: N818 -- a result, not a fault
    """The work was stopped because the bot is shutting down; the job runs after the next start."""


class Runner(Protocol):
    """Turns a job into its outcome through an executor."""

    async def run(self, job: Job, report: Callable[[JobProgress], None]) -> Outcome:
        """Do the job; when this returns, all files of the outcome are in the blob folder.

        Raises `WorkerCrashed` when the worker died (the job may be tried again), `HandedBack`, and `JobFailed` or
        another `ArtiCoverError` when the job cannot be done. When cancelled, it first stops the work, by killing the
        worker if necessary, and then raises the cancellation.
        """
        ...


@dataclass
class Dispatcher:
    """Runs up to `slots()` jobs, or batches of jobs that one model paints together, at once.

    `timeouts_s` are by kind of job; the timeout of a batch is the sum of its jobs'. `batch_key_of` tells which jobs can
    be batched. `storage_error` is the error that prevents a result from being stored, or None. `progress` holds the
    last report of each running job; `on_progress` is called with each new report.
    """

    store: Store
    jobs: Jobs
    runner: Runner
    slots: Callable[[], int] = lambda: 1
    timeouts_s: Mapping[str, float] = field(default_factory=dict)
    on_progress: Callable[[Job, JobProgress], None] | None = None
    batch_key_of: BatchKeyOf = lambda job: None
    progress: dict[int, JobProgress] = field(default_factory=dict, init=False)
    storage_error: StorageError | None = field(default=None, init=False)
    _running: dict[int, asyncio.Task[None]] = field(default_factory=dict, init=False)
    _batches: list[set[int]] = field(default_factory=list, init=False)
    _cancelled: set[int] = field(default_factory=set, init=False)

    async def run(self) -> None:
        """Run jobs until cancelled; then stop them and hand them back. Call `Jobs.recover` before."""
        async with asyncio.TaskGroup() as group:
            while True:
                seen = self.store.notifier.count
                jobs = await self._recorded(self._start) if len(self._batches) < self.slots() else ()
                if not jobs:
                    await self.store.notifier.wait_past(seen)
                    continue
                timeout_s = sum(self.timeouts_s.get(job.kind, DEFAULT_TIMEOUT_S) for job in jobs)
                self._batches.append({job.job_id for job in jobs})
                for job in jobs:
                    task = group.create_task(self._work(job, timeout_s), name=f"job {job.job_id}")
                    self._running[job.job_id] = task
                    task.add_done_callback(partial(self._ended, job.job_id))

    async def cancel(self, job_id: int, by: str) -> bool:
        """Cancel a job permanently; False when it has already ended. Raises `NotFoundError`.

        `by` is the key of the user who cancelled, for the message.
        """
        ended = await self.jobs.cancel(job_id, {"say": "cancelled", "by": by})
        if ended is None:
            return False
        task = self._running.get(job_id)
        if task is not None:
            self._cancelled.add(job_id)
            task.cancel()
        return True

    async def _start(self) -> tuple[Job, ...]:
        return await self.jobs.start_batch(self.batch_key_of)

    def _ended(self, job_id: int, task: asyncio.Task[None]) -> None:
        self._running.pop(job_id, None)
        for batch in self._batches:
            batch.discard(job_id)
        self._batches = [batch for batch in self._batches if batch]
        self._cancelled.discard(job_id)
        self.progress.pop(job_id, None)
        self.store.notifier.notify()

    async def _work(self, job: Job, timeout_s: float) -> None:
        try:
            await self._attempt(job, timeout_s)
        except asyncio.CancelledError:
            if job.job_id in self._cancelled:
                return  # its end is already committed
            try:
                await self.jobs.hand_back(job)
            except StorageError as error:
                log.error("job %d was not handed back; the next start will queue it again: %s", job.job_id, error)
            raise

    async def _attempt(self, job: Job, timeout_s: float) -> None:
        try:
            async with asyncio.timeout(timeout_s) as limit:
                outcome = await self.runner.run(job, lambda progress: self._report(job, progress))
            ids = await self._recorded(lambda: self.jobs.finish(job, outcome))
            if ids is None:
                log.info("job %d: the result of attempt %d came too late and was discarded", job.job_id, job.attempt)
        except TimeoutError as error:
            took = f"it took longer than {timeout_s:g} s" if limit.expired() else str(error)
            await self._fail(job, "timeout", EngineError(sentence=took))
        except (WorkerCrashed, BlobMissingError) as error:
            sentence, say = str(error), _failure("crash", error)
            log.warning("job %d: %s", job.job_id, sentence)
            await self._recorded(lambda: self.jobs.crashed(job, sentence, say))
        except HandedBack:
            await self._recorded(lambda: self.jobs.hand_back(job))
        except JobFailed as error:
            await self._fail(job, error.reason, error)
        except StorageError as error:
            # Its sentence contains paths of this machine, which belong in the log and not in the chat.
            log.error("job %d: %s", job.job_id, error)
            await self._fail(job, "storage", error)
        except ArtiCoverError as error:
            await self._fail(job, "error", error)
        except Exception:
            log.exception("job %d failed unexpectedly", job.job_id)
            await self._fail(job, "unexpected", EngineError("unexpected"))

    async def _fail(self, job: Job, reason: str, error: ArtiCoverError) -> None:
        await self._recorded(lambda: self.jobs.fail(job, str(error), _failure(reason, error)))

    def _report(self, job: Job, progress: JobProgress) -> None:
        self.progress[job.job_id] = progress
        if self.on_progress is not None:
            self.on_progress(job, progress)

    async def _recorded(self, write: Callable[[], Awaitable[T]]) -> T:
        """Write to the store, and retry while the disk fails, so that a full disk loses no result."""
        wait_s = _FIRST_RETRY_S
        while True:
            try:
                written = await write()
            except BlobMissingError:
                raise
            except StorageError as error:
                self.storage_error = error
                log.error("%s Trying again in %g s.", error, wait_s)
                await asyncio.sleep(wait_s)
                wait_s = min(_LONGEST_RETRY_S, wait_s * 2)
            else:
                self.storage_error = None
                return written


def _failure(reason: str, error: ArtiCoverError) -> Json:
    return {
        "say": "failed",
        "reason": reason,
        "error": to_json(error.fact),
    }
