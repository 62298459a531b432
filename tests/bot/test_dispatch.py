"""From the queue to the worker and back: slots, timeouts, cancellation, crashes, leaving."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import pytest

from articover.errors import EngineError, StorageError, TextError
from bot.errors import WorkerCrashed
from bot.jobs import Dispatcher, HandedBack, Job, JobFailed, JobProgress, JobRequest, Jobs, Limits, Outcome, State
from bot.store import Store
from bot.store.records import File, Interaction, NewVersion
from bot.store.sessions import history

OPEN = Limits(user_open=None, user_running=None, user_per_day=None, server_open=None, total_open=None, floor_bytes=0)
ONE = Outcome({"say": "done"}, (NewVersion("cover", ()),))


@dataclass
class Runner:
    """Does what a test says, and counts what runs at once."""

    act: Callable[[Job], Awaitable[Outcome]]
    now: int = 0
    most: int = 0
    stopped: list[int] = field(default_factory=list)

    async def run(self, job: Job, report: Callable[[JobProgress], None]) -> Outcome:
        report(JobProgress("generate", 0.25))
        self.now += 1
        self.most = max(self.most, self.now)
        try:
            return await self.act(job)
        except asyncio.CancelledError:
            self.stopped.append(job.job_id)
            raise
        finally:
            self.now -= 1


@asynccontextmanager
async def at_work(store: Store, act: Callable[[Job], Awaitable[Outcome]], **more: Any) -> AsyncIterator[Dispatcher]:
    dispatcher = Dispatcher(store, Jobs(store, OPEN), Runner(act), **more)
    task = asyncio.create_task(dispatcher.run())
    try:
        async with asyncio.timeout(10):
            yield dispatcher
    finally:
        task.cancel()
        outcome = (await asyncio.gather(task, return_exceptions=True))[0]
        assert isinstance(outcome, asyncio.CancelledError)


async def accept(dispatcher: Dispatcher, number: int = 1) -> int:
    press = Interaction("test", f"i{number}", "test:ann", "", "c")
    return (await dispatcher.jobs.accept(JobRequest(press, "cover", {}))).job.job_id


async def ended(dispatcher: Dispatcher, job_id: int = 1) -> Job:
    while (job := await dispatcher.jobs.get(job_id)).state in (State.QUEUED, State.RUNNING):
        await asyncio.sleep(0.01)
    return job


async def messages(store: Store) -> list[dict[str, Any]]:
    return [json.loads(row["body"]) for row in await store.db.all("SELECT body FROM outbox ORDER BY outbox_id")]


async def test_jobs_run_as_many_at_once_as_there_are_slots(store: Store) -> None:
    async def act(job: Job) -> Outcome:
        await asyncio.sleep(0.02)
        return ONE

    async with at_work(store, act, slots=lambda: 2) as dispatcher:
        for number in range(7):
            await accept(dispatcher, number)
        for job_id in range(1, 8):
            assert (await ended(dispatcher, job_id)).state is State.DONE
        assert dispatcher.runner.most == 2  # type: ignore[attr-defined]
    assert not dispatcher.progress


async def test_progress_is_told_while_it_runs(store: Store) -> None:
    told: list[tuple[int, float]] = []

    async def act(job: Job) -> Outcome:
        await asyncio.sleep(0.05)
        return ONE

    async with at_work(
        store, act, on_progress=lambda job, step: told.append((job.job_id, step.fraction))
    ) as dispatcher:
        await accept(dispatcher)
        await ended(dispatcher)
    assert told == [(1, 0.25)]


async def test_a_job_that_takes_too_long_is_stopped_and_failed(store: Store) -> None:
    async def act(job: Job) -> Outcome:
        await asyncio.sleep(60)
        return ONE

    async with at_work(store, act, timeouts_s={"cover": 0.05}) as dispatcher:
        await accept(dispatcher)
        job = await ended(dispatcher)
        assert job.state is State.FAILED and "longer than 0.05 s" in str(job.error)
        assert dispatcher.runner.stopped == [1]  # type: ignore[attr-defined]
    assert [message["reason"] for message in await messages(store)] == ["timeout"]


async def test_cancel_ends_the_job_at_once_and_stops_the_work(store: Store) -> None:
    started = asyncio.Event()

    async def act(job: Job) -> Outcome:
        started.set()
        if job.job_id == 1:
            await asyncio.sleep(60)
        return ONE

    async with at_work(store, act) as dispatcher:
        await accept(dispatcher)
        await started.wait()
        assert await dispatcher.cancel(1, by="test:ann") and not await dispatcher.cancel(1, by="test:ann")
        assert (await dispatcher.jobs.get(1)).state is State.CANCELLED
        await accept(dispatcher, 2)
        assert (await ended(dispatcher, 2)).state is State.DONE, "the slot is free again"
        assert dispatcher.runner.stopped == [1]  # type: ignore[attr-defined]
    assert [message["say"] for message in await messages(store)] == ["cancelled", "done"]


async def test_work_that_finishes_although_cancelled_leaves_nothing(store: Store) -> None:
    started = asyncio.Event()

    async def act(job: Job) -> Outcome:
        started.set()
        with suppress(asyncio.CancelledError):  # as an engine that cannot be interrupted
            await asyncio.sleep(60)
        return ONE

    async with at_work(store, act) as dispatcher:
        await accept(dispatcher)
        await started.wait()
        await dispatcher.cancel(1, by="test:ann")
        await asyncio.sleep(0.1)
    assert not await history(store.db, 1) and len(await messages(store)) == 1


async def test_a_worker_that_crashes_gets_one_more_try(store: Store) -> None:
    tries: list[int] = []

    async def act(job: Job) -> Outcome:
        tries.append(job.attempt)
        if job.job_id == 2 or job.attempt == 1:
            raise WorkerCrashed(sentence="The worker was killed.")
        return ONE

    async with at_work(store, act) as dispatcher:
        await accept(dispatcher, 1)
        assert (await ended(dispatcher, 1)).state is State.DONE
        await accept(dispatcher, 2)
        assert (await ended(dispatcher, 2)).state is State.FAILED
    assert tries == [1, 2, 1, 2] and [message["say"] for message in await messages(store)] == ["done", "failed"]


async def test_a_version_whose_file_is_gone_is_made_again(store: Store) -> None:
    async def act(job: Job) -> Outcome:
        blob = store.blobs.put_bytes(b"picture")
        if job.attempt == 1:
            store.blobs.remove([blob.sha256])
        return Outcome({"say": "done"}, (NewVersion("cover", (File("p", blob.sha256, blob.size),)),))

    async with at_work(store, act) as dispatcher:
        await accept(dispatcher)
        assert (await ended(dispatcher)).state is State.DONE
    assert len(await history(store.db, 1)) == 1


@pytest.mark.parametrize(
    ("error", "reason", "told"),
    [
        (JobFailed("memory", EngineError("out_of_memory").fact), "memory", "sentence-out_of_memory"),
        (TextError("no_title", most=200), "error", "sentence-no_title"),
        (StorageError(sentence="/data/blobs is full."), "storage", "full"),
        (ZeroDivisionError("division by zero"), "unexpected", "sentence-unexpected"),
        (TimeoutError("a socket's own"), "timeout", "a socket's own"),
    ],
)
async def test_a_job_that_cannot_be_done_fails_and_says_why(
    store: Store, error: Exception, reason: str, told: str
) -> None:
    async def act(job: Job) -> Outcome:
        raise error

    async with at_work(store, act) as dispatcher:
        await accept(dispatcher)
        assert (await ended(dispatcher)).state is State.FAILED
        await accept(dispatcher, 2)
        assert (await ended(dispatcher, 2)).state is State.FAILED, "and the dispatcher goes on"
    message = (await messages(store))[0]
    assert message["reason"] == reason and told in str(message["error"])


async def test_leaving_hands_the_running_job_back(store: Store) -> None:
    started = asyncio.Event()

    async def act(job: Job) -> Outcome:
        started.set()
        await asyncio.sleep(60)
        return ONE

    async with at_work(store, act) as dispatcher:
        await accept(dispatcher)
        await started.wait()
    job = await dispatcher.jobs.get(1)
    assert (job.state, job.attempt, job.crashes) == (State.QUEUED, 2, 0)
    assert await Jobs(store).recover({}) == ([], [])


async def test_a_runner_that_closes_hands_back_too(store: Store) -> None:
    async def act(job: Job) -> Outcome:
        if job.attempt == 1:
            raise HandedBack
        return ONE

    async with at_work(store, act) as dispatcher:
        await accept(dispatcher)
        assert (await ended(dispatcher)).state is State.DONE
    assert (await dispatcher.jobs.get(1)).attempt == 2
