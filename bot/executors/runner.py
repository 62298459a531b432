"""A `Runner` on an executor: it makes a task of a job, and an outcome or an error of the task's end."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from bot.errors import WorkerCrashed
from bot.executors.contract import Executor, Task, TaskFailed, TaskHandedBack, TaskProgress, TaskResult
from bot.jobs import HandedBack, Job, JobFailed, JobProgress, Outcome
from bot.logs import tracing
from bot.store.blobs import Blobs
from bot.store.records import File


class JobPlanner(Protocol):
    """Plans the works of a job and builds its outcome; implemented by the conversation."""

    async def plan(self, job: Job) -> Task:
        """The works of `job`; their input files are given by path (see `paths_of`)."""
        ...

    def build_outcome(self, job: Job, result: TaskResult, files: tuple[tuple[File, ...], ...]) -> Outcome:
        """The versions and the message of a finished job; `files` are those of each `Made`, stored as blobs."""
        ...


@dataclass(frozen=True)
class ExecutorRunner:
    """A `bot.jobs.Runner` that runs jobs on `executor` and stores their files in `blobs`."""

    executor: Executor
    blobs: Blobs
    job_planner: JobPlanner

    async def run(self, job: Job, report: Callable[[JobProgress], None]) -> Outcome:
        task = replace(await self.job_planner.plan(job), batch=job.batch)
        with tracing(task.trace):
            end = await self.executor.run(task, lambda progress: report(_progress_of(progress)))
            match end:
                case TaskHandedBack():
                    raise HandedBack
                case TaskFailed() if end.worker_died:
                    raise WorkerCrashed(end.code)
                case TaskFailed(kind=kind, error=error):
                    raise JobFailed(kind, error)
                case TaskResult():
                    try:
                        return self.job_planner.build_outcome(
                            job, end, await asyncio.to_thread(_stored, self.blobs, end)
                        )
                    finally:
                        await self.executor.release(end)


def paths_of(blobs: Blobs, files: Iterable[File]) -> dict[str, str]:
    """File name -> absolute path, as the `source` of a work requires."""
    return {file.name: str(blobs.path(file.sha256).absolute()) for file in files}


def _stored(blobs: Blobs, result: TaskResult) -> tuple[tuple[File, ...], ...]:
    """Put every file of `result` into the blob folder. Blocks. Raises `StorageError`."""
    made = []
    for item in result.made:
        stored = ((name, blobs.put_file(item.path(name))) for name in item.files)
        made.append(tuple(File(name, blob.sha256, blob.size) for name, blob in stored))
    return tuple(made)


def _progress_of(progress: TaskProgress) -> JobProgress:
    return JobProgress(progress.stage, progress.fraction, progress.doing, progress.live_preview, progress.step)
