"""What upkeep removes while the bot works, and what it never touches."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from bot import upkeep
from bot.jobs import Dispatcher, Job, JobProgress, JobRequest, Jobs, Limits, Outcome, State
from bot.store import Store
from bot.store.blobs import Blob
from bot.store.records import File, Interaction, NewVersion
from bot.store.sessions import history

LONG_AGO_S = 2 * 3600.0
LIMITS = Limits(floor_bytes=0)


@dataclass
class Painter:
    """Stores a picture, then waits to be let go."""

    store: Store
    stored: list[Blob] = field(default_factory=list)
    go: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self, job: Job, report: Callable[[JobProgress], None]) -> Outcome:
        blob = await asyncio.to_thread(self.store.blobs.put_bytes, f"picture of job {job.job_id}".encode())
        self.stored.append(blob)
        await self.go.wait()
        return Outcome({"say": "done"}, (NewVersion("cover", (File("p", blob.sha256, blob.size),)),))


def cover(number: int) -> JobRequest:
    return JobRequest(Interaction("test", f"i{number}", "test:ann", "test:g", "c"), "cover", {"title": "Rain"})


def age(store: Store, blob: Blob) -> None:
    then = time.time() - LONG_AGO_S
    os.utime(store.blobs.path(blob.sha256), (then, then))
    store.own_since = min(store.own_since, then)  # the bot has run for so long


async def keep_up(store: Store) -> None:
    await upkeep.once(store, floor_bytes=0, max_print_bytes=None, owner=None)


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not true():
            await asyncio.sleep(0.01)


async def test_what_a_cancelled_job_had_stored_goes_while_the_bot_works(store: Store) -> None:
    jobs, painter = Jobs(store, LIMITS), Painter(store)
    dispatcher = Dispatcher(store, jobs, painter)
    working = asyncio.create_task(dispatcher.run())
    await jobs.accept(cover(1))
    await until(lambda: len(painter.stored) == 1)
    assert await dispatcher.cancel(1, "test:ann")
    await jobs.accept(cover(2))
    await until(lambda: len(painter.stored) == 2)
    left, needed = painter.stored
    await keep_up(store)
    assert store.blobs.has(left.sha256), "it may belong to something that is being written now"
    age(store, left)
    await keep_up(store)
    assert not store.blobs.has(left.sha256)
    painter.go.set()
    while (await jobs.get(2)).state is not State.DONE:
        await asyncio.sleep(0.01)
    age(store, needed)
    await keep_up(store)
    (version,) = await history(store.db, 2)
    assert store.blobs.intact(version.files[0].sha256)
    working.cancel()
    await asyncio.gather(working, return_exceptions=True)


async def test_a_job_whose_result_has_waited_for_hours_keeps_its_files(store: Store) -> None:
    jobs = Jobs(store, LIMITS)
    await jobs.accept(cover(1))
    job = await jobs.start_next()
    assert job is not None
    blob = store.blobs.put_bytes(b"waits for a disk that takes it")
    age(store, blob)
    async with store.db.transaction() as tx:
        await tx.execute("UPDATE jobs SET started_at = started_at - ?", (LONG_AGO_S,))
    await keep_up(store)
    assert store.blobs.has(blob.sha256)
    done = Outcome({"say": "done"}, (NewVersion("cover", (File("p", blob.sha256, blob.size),)),))
    assert await jobs.finish(job, done) is not None


async def test_a_picture_that_is_stored_again_meanwhile_stays(store: Store) -> None:
    blob = store.blobs.put_bytes(b"uploaded twice")
    age(store, blob)
    before = time.time() - 3600
    assert store.blobs.stored_between(0, before) == {blob.sha256}
    store.blobs.put_bytes(b"uploaded twice")
    assert store.blobs.remove([blob.sha256], unless_since=before) == 0
    assert store.blobs.intact(blob.sha256)
