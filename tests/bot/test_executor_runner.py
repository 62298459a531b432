"""From an accepted job to committed versions, through the real store, queue, dispatcher and a real worker."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from executor_contract import cover_work

from bot.executors.contract import EditWork, Task, TaskResult
from bot.executors.local import LocalExecutor
from bot.executors.process import WorkerOptions
from bot.executors.runner import ExecutorRunner, paths_of
from bot.jobs import Dispatcher, Job, JobRequest, Jobs, Limits, Outcome, State
from bot.store import Store
from bot.store.records import File, Interaction, NewVersion


class Covers:
    """The smallest job planner: a synopsis is painted, a parent version gets a new title."""

    def __init__(self, store: Store) -> None:
        self.store = store

    async def plan(self, job: Job) -> Task:
        if job.parent_id is None:
            return Task(job.job_id, job.attempt, (cover_work(job.payload["synopsis"]),))
        rows = await self.store.db.all("SELECT * FROM version_files WHERE version_id = ?", (job.parent_id,))
        files = [File(row["name"], row["sha256"], row["size"]) for row in rows if row["name"] != "preview.jpg"]
        return Task(job.job_id, job.attempt, (EditWork(paths_of(self.store.blobs, files), {"title": "Snow"}),))

    def build_outcome(self, job: Job, result: TaskResult, files: tuple[tuple[File, ...], ...]) -> Outcome:
        return Outcome({"say": "done"}, tuple(NewVersion(job.kind, item, parent_id=job.parent_id) for item in files))


class Running:
    def __init__(
        self, store: Store, jobs: Jobs, executor: LocalExecutor, dispatcher: Dispatcher, working: asyncio.Task[None]
    ) -> None:
        self.store, self.jobs, self.executor, self.dispatcher = store, jobs, executor, dispatcher
        self.working = working

    async def ends(self, session: Any, parent_id: int | None = None, **payload: str) -> Job:
        return await self.ended(await self.accept(session, parent_id, **payload))

    async def accept(self, session: Any, parent_id: int | None = None, **payload: str) -> int:
        number = len(await self.jobs.open_jobs()) + len(await self.store.db.all("SELECT * FROM jobs"))
        interaction = Interaction("test", str(number), "test:u", "", "c")
        return (await self.jobs.accept(JobRequest(interaction, "cover", session, payload, parent_id))).job.job_id

    async def ended(self, job_id: int) -> Job:
        async with asyncio.timeout(20):
            while (job := await self.jobs.get(job_id)).state in (State.QUEUED, State.RUNNING):
                await asyncio.sleep(0.02)
        return job


@pytest_asyncio.fixture
async def running(tmp_path: Path) -> AsyncIterator[Running]:
    environment = {"PYTHONPATH": str(Path(__file__).parent)}
    options = WorkerOptions(engines="fake_engines:FakeEngines", warm_up=False, environment=environment)
    async with await Store.open(tmp_path / "data") as store:
        executor = LocalExecutor(tmp_path / "data" / "scratch", options)
        await executor.start()
        jobs = Jobs(store, Limits(floor_bytes=0))
        dispatcher = Dispatcher(store, jobs, ExecutorRunner(executor, store.blobs, Covers(store)))
        working = asyncio.create_task(dispatcher.run())
        yield Running(store, jobs, executor, dispatcher, working)
        working.cancel()
        await executor.close()
        with contextlib.suppress(asyncio.CancelledError):
            await working


async def test_a_job_becomes_versions_whose_files_are_stored(running: Running) -> None:
    job = await running.ends({"title": "Rain"}, synopsis="")
    assert (job.state, job.error) == (State.DONE, None)
    (first,) = await running.store.db.all("SELECT * FROM versions")
    edited = await running.ends(job.session_id, first["version_id"])
    assert (edited.state, edited.error) == (State.DONE, None)
    rows = await running.store.db.all("SELECT * FROM version_files ORDER BY version_id, name")
    assert [row["name"] for row in rows] == 2 * [
        "background.png",
        "cover.json",
        "cover.png",
        "credits.txt",
        "preview.jpg",
    ]
    assert rows[0]["sha256"] == rows[5]["sha256"]
    assert all(running.store.blobs.intact(row["sha256"]) for row in rows)
    assert list((running.store.folder / "scratch").iterdir()) == []


async def test_a_crash_is_tried_again_and_a_wrong_request_is_not(running: Running, tmp_path: Path) -> None:
    job = await running.ends({"title": "Rain"}, synopsis=f"crash once {tmp_path / 'crashed'}")
    assert (job.state, job.attempt, job.crashes) == (State.DONE, 2, 1)
    job = await running.ends({"title": "Rain"}, synopsis="crash")
    assert (job.state, job.error) == (State.FAILED, "crash")
    job = await running.ends({"title": "Rain"}, synopsis="request")
    assert (job.state, job.attempt) == (State.FAILED, 1)
    assert (await running.ends({"title": "Rain"}, synopsis="")).state == State.DONE


async def test_a_cancelled_job_frees_the_worker(running: Running) -> None:
    job_id = await running.accept({"title": "Rain"}, synopsis="slow")
    while job_id not in running.dispatcher.progress:
        await asyncio.sleep(0.01)
    assert await running.dispatcher.cancel(job_id, "test:u")
    assert (await running.ended(job_id)).state == State.CANCELLED
    assert (await running.ends({"title": "Rain"}, synopsis="")).state == State.DONE
    assert running.executor.health().deaths == 0


@pytest.mark.parametrize("order", ["hang", "slow"])
async def test_closing_queues_the_running_job_again(running: Running, order: str) -> None:
    job_id = await running.accept({"title": "Rain"}, synopsis=order)
    while job_id not in running.dispatcher.progress:
        await asyncio.sleep(0.01)
    async with asyncio.timeout(10):
        running.working.cancel()
        await running.executor.close()
        with contextlib.suppress(asyncio.CancelledError):
            await running.working
    job = await running.jobs.get(job_id)
    assert (job.state, job.attempt) == (State.QUEUED, 2)
