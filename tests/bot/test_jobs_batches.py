"""Who is started along with whom: alike, in the order of the line, and never at the cost of who is next."""

from __future__ import annotations

import asyncio
from collections import Counter
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articover.generate.diffusion.options import DiffusionSettings, LoraSettings
from bot.conversation.batch_keys import batch_key_of
from bot.errors import WorkerCrashed
from bot.executors.contract import Batching
from bot.jobs import BatchKey, Dispatcher, HandedBack, Job, JobProgress, JobRequest, Jobs, Limits, Outcome, State
from bot.jobs.states import ENDED
from bot.store import Store
from bot.store.records import File, Interaction, NewVersion

OPEN = Limits(user_open=None, user_running=1, user_per_day=None, server_open=None, total_open=None, floor_bytes=0)
FREE = Limits(user_open=None, user_running=None, user_per_day=None, server_open=None, total_open=None, floor_bytes=0)
ONE = Outcome({"say": "done"}, (NewVersion("cover", ()),))
MOST = 4
_numbers = count()


def key_of(job: Job) -> BatchKey | None:
    key = job.payload.get("key")
    return None if key is None else BatchKey(key, job.payload.get("pictures", 1), MOST)


async def accept(jobs: Jobs, user: str, key: str | None = "a", book: Any = None, **more: Any) -> int:
    press = Interaction("test", f"c{next(_numbers)}", f"test:{user}", "", "c")
    files = more.pop("files", ())
    request = JobRequest(press, "cover", {} if book is None else book, {"key": key, **more}, files=files)
    return (await jobs.accept(request)).job.job_id


async def started(jobs: Jobs) -> list[int]:
    batch = await jobs.start_batch(key_of)
    assert all(job.batch == (tuple(each.job_id for each in batch) if len(batch) > 1 else ()) for job in batch)
    assert all(job.state is State.RUNNING for job in batch)
    return [job.job_id for job in batch]


async def test_who_is_alike_rides_with_the_next_in_line(store: Store) -> None:
    jobs = Jobs(store, OPEN)
    ann, ben, cat, dan = [await accept(jobs, name, key) for name, key in zip("abcd", "xyxx", strict=True)]
    assert await started(jobs) == [ann, cat, dan]
    assert await jobs.places() == {ben: 1}
    assert await started(jobs) == [ben]
    assert await started(jobs) == []


async def test_who_no_model_paints_in_batches_goes_alone(store: Store) -> None:
    jobs = Jobs(store, OPEN)
    first, second = await accept(jobs, "ann", None), await accept(jobs, "ben", None)
    assert [await started(jobs), await started(jobs)] == [[first], [second]]


async def test_there_is_room_for_as_many_pictures_as_are_painted_at_once(store: Store) -> None:
    jobs = Jobs(store, OPEN)
    ann = await accept(jobs, "ann")
    options = await accept(jobs, "ben", pictures=4)
    others = [await accept(jobs, name) for name in ("cat", "dan", "eve", "fay")]
    assert await started(jobs) == [ann, *others[:3]]
    assert await started(jobs) == [options]
    assert await started(jobs) == [others[3]]


async def test_one_of_each_person_unless_more_may_run(store: Store) -> None:
    jobs = Jobs(store, OPEN)
    ann = [await accept(jobs, "ann") for _ in range(2)]
    ben = [await accept(jobs, "ben") for _ in range(2)]
    assert await started(jobs) == [ann[0], ben[0]]
    assert await started(jobs) == [], "they have one each running"
    many = Jobs(store, FREE)
    cat = [await accept(many, "cat") for _ in range(2)]
    assert await started(many) == [ann[1], ben[1], *cat]


async def test_everybodys_first_comes_before_anybodys_second(store: Store) -> None:
    jobs = Jobs(store, FREE)
    ann = [await accept(jobs, "ann") for _ in range(4)]
    ben, cat = await accept(jobs, "ben"), await accept(jobs, "cat")
    assert await started(jobs) == [ann[0], ben, cat, ann[1]]


async def test_nobodys_later_job_overtakes_their_earlier_one(store: Store) -> None:
    jobs = Jobs(store, FREE)
    ann, other, later = await accept(jobs, "ann"), await accept(jobs, "ben", "b"), await accept(jobs, "ben")
    assert await started(jobs) == [ann]
    assert await started(jobs) == [other]
    assert await started(jobs) == [later]


async def test_of_one_book_one_picture_is_painted_at_a_time(store: Store) -> None:
    jobs = Jobs(store, FREE)
    ann = await accept(jobs, "ann")
    book = (await jobs.get(ann)).session_id
    again, ben = await accept(jobs, "ann", book=book), await accept(jobs, "ben")
    assert await started(jobs) == [ann, ben]
    assert await started(jobs) == [again]


async def test_who_brings_a_picture_goes_alone(store: Store) -> None:
    jobs = Jobs(store, OPEN)
    blob = store.blobs.put_bytes(b"picture")
    file = File("picture", blob.sha256, blob.size)
    first = await accept(jobs, "ann", files=(file,))
    second, third = await accept(jobs, "ben"), await accept(jobs, "cat", files=(file,))
    assert [await started(jobs) for _ in range(3)] == [[first], [second], [third]]


async def test_who_was_there_when_a_worker_or_the_bot_died_goes_alone(store: Store) -> None:
    jobs = Jobs(store, OPEN)
    ids = [await accept(jobs, name) for name in ("ann", "ben", "cat", "dan")]
    batch = await jobs.start_batch(key_of)
    for job in batch[:3]:
        await jobs.crashed(job, "died", {"say": "failed"})
    await jobs.hand_back(batch[3])
    alone = [await started(jobs) for _ in range(4)]
    assert sorted(alone) == [[each] for each in ids]

    jobs = Jobs(store, OPEN)
    await jobs.recover({"say": "failed"})
    two = [await accept(jobs, name) for name in ("eve", "fay")]
    for _ in range(2):
        while len(await started(jobs)):
            pass
        await jobs.recover({"say": "failed"})
    while (now := await started(jobs)) and not set(now) & set(two):
        pass
    assert len(now) == 1, "twice the bot died under it"


ACTIONS = st.lists(
    st.tuples(
        st.sampled_from(["accept", "accept", "accept", "accept", "start", "start", "finish", "crash", "cancel", "die"]),
        st.integers(0, 5),
        st.sampled_from(["a", "b", None]),
        st.integers(1, 4),
    ),
    min_size=5,
    max_size=60,
)


class Course:
    """Drives one queue and keeps, beside it, which job was the first of a batch while which others waited."""

    def __init__(self, store: Store, user_running: int | None) -> None:
        self.store, self.limits = store, Limits(None, user_running, None, None, None, 0)
        self.jobs, self.running, self.accepted = Jobs(store, self.limits), list[Job](), list[int]()
        self.heads_while_waiting: dict[str, set[str]] = {}

    async def accept(self, choice: int, key: str | None, pictures: int) -> None:
        self.accepted.append(await accept(self.jobs, f"u{choice}", key, pictures=pictures))

    async def start(self, choice: int, key: str | None, pictures: int) -> None:
        places = await self.jobs.places()
        batch = await self.jobs.start_batch(key_of)
        self.running += batch
        for job in batch:
            self.heads_while_waiting.pop(job.user_key, None)
        if len(batch) > 1:
            keys = [found for job in batch if (found := key_of(job))]
            assert len(keys) == len(batch) and len({each.key for each in keys}) == 1
            assert sum(each.pictures for each in keys) <= MOST
            assert len({job.session_id for job in batch}) == len(batch)
            assert not any(job.crashes for job in batch)
        if self.limits.user_running is not None:
            most = Counter(job.user_key for job in self.running)
            assert max(most.values(), default=0) <= self.limits.user_running
        elif batch:
            self._note_head(batch[0], places)
        else:
            assert not places

    def _note_head(self, head: Job, places: dict[int, int]) -> None:
        assert places[head.job_id] == 1
        if head.attempt == 1:  # a job that is tried again has had its turn
            for user, heads in self.heads_while_waiting.items():
                assert head.user_key not in heads, f"{head.user_key} was next twice while {user} waited"
                heads.add(head.user_key)

    async def finish(self, choice: int, key: str | None, pictures: int) -> None:
        if self.running:
            await self.jobs.finish(self.running.pop(choice % len(self.running)), ONE)

    async def crash(self, choice: int, key: str | None, pictures: int) -> None:
        if self.running:
            await self.jobs.crashed(self.running.pop(choice % len(self.running)), "died", {"say": "failed"})

    async def cancel(self, choice: int, key: str | None, pictures: int) -> None:
        if self.accepted:
            job_id = self.accepted[choice % len(self.accepted)]
            await self.jobs.cancel(job_id, {"say": "cancelled"})
            self.running = [job for job in self.running if job.job_id != job_id]

    async def die(self, choice: int, key: str | None, pictures: int) -> None:
        self.jobs, self.running = Jobs(self.store, self.limits), []
        await self.jobs.recover({"say": "failed"})

    async def note_who_waits(self) -> None:
        waiting = {job.user_key for job in await self.jobs.open_jobs() if job.state is State.QUEUED}
        before = self.heads_while_waiting
        self.heads_while_waiting = {user: before.get(user, set()) for user in waiting}


# Many courses follow each other in one store, each from an empty queue.
@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(actions=ACTIONS, user_running=st.sampled_from([1, 2, None]))
async def test_nobody_waits_longer_because_others_ride(
    store: Store, actions: list[tuple[str, int, str | None, int]], user_running: int | None
) -> None:
    """While a user waits, no other user is first of a batch twice: joining a batch does not use up a turn."""
    await _clear(store)
    course = Course(store, user_running)
    for action, *how in actions:
        await getattr(course, action)(*how)
        await course.note_who_waits()
    await course.die(0, None, 1)
    while batch := await course.jobs.start_batch(key_of):
        for job in batch:
            assert await course.jobs.finish(job, ONE) is not None
    states = {row["job_id"]: row["state"] for row in await store.db.all("SELECT job_id, state FROM jobs")}
    assert sorted(states) == sorted(course.accepted) and set(states.values()) <= ENDED
    said = Counter(row["key"] for row in await store.db.all("SELECT key FROM outbox"))
    assert said == {f"job:{job_id}:end": 1 for job_id in course.accepted}


async def _clear(store: Store) -> None:
    async with store.db.transaction() as tx:
        await tx.execute("UPDATE sessions SET deleted_at = 0, current_version_id = NULL")
        for table in ("outbox", "versions", "jobs", "turns", "sessions", "interactions", "usage"):
            await tx.execute(f"DELETE FROM {table}")


# What is asked for


BATCHES = {"": Batching("diffusion", 8), "diffusion": Batching("diffusion", 8)}


def a_job(kind: str = "cover", engine: str | None = None, trim: str = "2:3", genre: str = "sci-fi", **more: Any) -> Job:
    asked = {"brief": {"title": "Rain", "genre": genre}, "trim": trim, **more.pop("asked", {})}
    payload = {"asked": asked, "engine": engine, "seed": 1, **more}
    return Job(1, 1, "u", "s", "p", "i", kind, payload, None, State.QUEUED, 1, 0, None)


def test_same_shape_and_loras_are_alike() -> None:
    covers = LoraSettings("covers.safetensors", genres=("science fiction", "fantasy"))
    settings = DiffusionSettings(loras=(LoraSettings("all.safetensors"), covers))

    def key(job: Job) -> Any:
        found = batch_key_of(job, lambda: BATCHES, settings)
        assert found is not None
        return found.key

    assert key(a_job()) == key(a_job(engine="diffusion")) == key(a_job(trim="6x9in")) == key(a_job(genre="fantasy"))
    assert key(a_job()) != key(a_job(trim="1:1"))
    assert key(a_job()) != key(a_job(genre="romance")), "the second LoRA is not for these"
    four = batch_key_of(a_job("options", seeds=[1, 2, 3, 4]), lambda: BATCHES, settings)
    assert four is not None and (four.pictures, four.most) == (4, 8)


@pytest.mark.parametrize(
    "job",
    [
        a_job(engine="illustrator"),
        a_job(engine="auto"),
        a_job("edit"),
        a_job("print"),
        a_job(asked={"series_of": 7}),
        a_job(trim="no shape"),
    ],
)
def test_what_is_not_painted_in_batches_has_no_batch_key(job: Job) -> None:
    assert batch_key_of(job, lambda: BATCHES, DiffusionSettings()) is None


# The dispatcher


class Together:
    """A runner under which batches of two stay together: the second job ends after the first."""

    def __init__(self) -> None:
        self.running: set[int] = set()
        self.seen: list[set[int]] = []
        self.tries: list[tuple[int, tuple[int, ...]]] = []
        self.go = asyncio.Event()

    async def run(self, job: Job, report: Any) -> Outcome:
        report(JobProgress("generate", 0.5))
        self.tries.append((job.job_id, job.batch))
        self.running.add(job.job_id)
        await asyncio.sleep(0.01)
        self.seen.append(set(self.running))
        try:
            match job.payload.get("act"):
                case "wait":
                    await self.go.wait()
                case "crash" if job.batch:
                    raise WorkerCrashed(sentence="The worker died.")
                case "back" if job.attempt == 1:
                    raise HandedBack
        finally:
            self.running.discard(job.job_id)
        return ONE


async def test_a_batch_has_one_slot_until_its_last_has_ended(store: Store) -> None:
    runner, jobs = Together(), Jobs(store, OPEN)
    dispatcher = Dispatcher(store, jobs, runner, batch_key_of=key_of)
    ids = [await accept(jobs, "ann"), await accept(jobs, "ben", act="wait"), await accept(jobs, "cat", "b")]
    working = asyncio.create_task(dispatcher.run())
    async with asyncio.timeout(10):
        while (await jobs.get(ids[0])).state is not State.DONE:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.1)
        assert (await jobs.get(ids[2])).state is State.QUEUED, "the worker is not free yet"
        runner.go.set()
        while (await jobs.get(ids[2])).state is not State.DONE:
            await asyncio.sleep(0.01)
    working.cancel()
    await asyncio.gather(working, return_exceptions=True)
    assert runner.seen[0] == {ids[0], ids[1]}
    assert {batch for _, batch in runner.tries} == {(ids[0], ids[1]), ()}


async def test_after_a_crash_each_goes_alone_and_only_once(store: Store) -> None:
    runner, jobs = Together(), Jobs(store, OPEN)
    ids = [await accept(jobs, name, act="crash") for name in ("ann", "ben", "cat")]
    working = asyncio.create_task(Dispatcher(store, jobs, runner, batch_key_of=key_of).run())
    async with asyncio.timeout(10):
        while await jobs.open_jobs():
            await asyncio.sleep(0.01)
    working.cancel()
    await asyncio.gather(working, return_exceptions=True)
    assert [(await jobs.get(each)).state for each in ids] == 3 * [State.DONE]
    tries = [*((each, tuple(ids)) for each in ids), *((each, ()) for each in ids)]
    assert Counter(runner.tries) == Counter(tries)
    assert max(len(seen) for seen in runner.seen[3:]) == 1


async def test_a_job_that_was_handed_back_is_batched_again_and_one_that_crashed_is_not(store: Store) -> None:
    runner, jobs = Together(), Jobs(store, OPEN)
    ids = [await accept(jobs, name, act="back") for name in ("ann", "ben")]
    working = asyncio.create_task(Dispatcher(store, jobs, runner, batch_key_of=key_of).run())
    async with asyncio.timeout(10):
        while await jobs.open_jobs():
            await asyncio.sleep(0.01)
    working.cancel()
    await asyncio.gather(working, return_exceptions=True)
    found = [await jobs.get(each) for each in ids]
    assert [(job.state, job.attempt, job.crashes) for job in found] == 2 * [(State.DONE, 2, 0)]


async def test_a_batch_has_the_time_of_all_and_one_may_be_cancelled(store: Store) -> None:
    runner, jobs = Together(), Jobs(store, OPEN)
    dispatcher = Dispatcher(store, jobs, runner, batch_key_of=key_of, timeouts_s={"cover": 0.4})
    ids = [await accept(jobs, name, act="wait") for name in ("ann", "ben", "cat")]
    working = asyncio.create_task(dispatcher.run())
    async with asyncio.timeout(10):
        while len(runner.tries) < 3:
            await asyncio.sleep(0.01)
        assert await dispatcher.cancel(ids[1], "test:ben")
        await asyncio.sleep(0.6)
        assert [(await jobs.get(each)).state for each in ids] == [State.RUNNING, State.CANCELLED, State.RUNNING]
        runner.go.set()
        while await jobs.open_jobs():
            await asyncio.sleep(0.01)
    working.cancel()
    await asyncio.gather(working, return_exceptions=True)
    assert [(await jobs.get(each)).state for each in ids] == [State.DONE, State.CANCELLED, State.DONE]
