"""Any course of events: the queue is fair, and each accepted job ends once."""

from __future__ import annotations

from collections import Counter
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.jobs import Job, JobRequest, Jobs, Limits, Outcome, State
from bot.jobs.states import ENDED
from bot.store import Store
from bot.store.records import Interaction, NewVersion

OPEN = Limits(user_open=None, user_running=None, user_per_day=None, server_open=None, total_open=None, floor_bytes=0)
ONE = Outcome({"say": "done"}, (NewVersion("cover", ()),))
FAILED = {"say": "failed"}
ACTIONS = st.lists(
    st.tuples(
        st.sampled_from(["accept", "accept", "accept", "start", "start", "finish", "crash", "cancel", "late", "die"]),
        st.integers(0, 5),
    ),
    min_size=5,
    max_size=60,
)


class Course:
    """Drives one queue and keeps, beside it, who was served while whom waited."""

    def __init__(self, store: Store) -> None:
        self.store, self.jobs = store, Jobs(store, OPEN)
        self.numbers = count()
        self.accepted: list[int] = []
        self.running: list[Job] = []
        self.stale: list[Job] = []
        self.served_while_waiting: dict[str, set[str]] = {}

    async def accept(self, choice: int) -> None:
        press = Interaction("test", str(next(self.numbers)), f"test:u{choice}", "", "channel")
        self.accepted.append((await self.jobs.accept(JobRequest(press, "cover", {}))).job.job_id)

    async def start(self, choice: int) -> None:
        places = await self.jobs.places()
        job = await self.jobs.start_next()
        if job is None:
            assert not places
            return
        assert places[job.job_id] == 1 and sorted(places.values()) == list(range(1, len(places) + 1))
        self.running.append(job)
        if job.attempt == 1:  # a job that is tried again has had its turn
            for user, served in self.served_while_waiting.items():
                if user != job.user_key:
                    assert job.user_key not in served, f"{job.user_key} was served twice while {user} waited"
                    served.add(job.user_key)
        self.served_while_waiting.pop(job.user_key)

    async def finish(self, choice: int) -> None:
        if self.running:
            job = self.running.pop(choice % len(self.running))
            await self.jobs.finish(job, ONE)
            self.stale.append(job)

    async def crash(self, choice: int) -> None:
        if self.running:
            job = self.running.pop(choice % len(self.running))
            await self.jobs.crashed(job, "died", FAILED)
            self.stale.append(job)

    async def cancel(self, choice: int) -> None:
        if self.accepted:
            await self.jobs.cancel(self.accepted[choice % len(self.accepted)], {"say": "cancelled"})

    async def late(self, choice: int) -> None:
        if self.stale:
            assert await self.jobs.finish(self.stale[choice % len(self.stale)], ONE) is None

    async def die(self, choice: int) -> None:
        self.jobs = Jobs(self.store, OPEN)
        await self.jobs.recover(FAILED)
        self.stale, self.running = self.stale + self.running, []

    async def note_who_waits(self) -> None:
        waiting = {job.user_key for job in await self.jobs.open_jobs() if job.state is State.QUEUED}
        before = self.served_while_waiting
        self.served_while_waiting = {user: before.get(user, set()) for user in waiting}


# Many courses follow each other in one store, each from an empty queue.
@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(actions=ACTIONS)
async def test_any_course_of_events_is_fair_and_ends_each_job_once(
    store: Store, actions: list[tuple[str, int]]
) -> None:
    await _clear(store)
    course = Course(store)
    for action, choice in actions:
        await getattr(course, action)(choice)
        await course.note_who_waits()
    await course.die(0)
    while (job := await course.jobs.start_next()) is not None:
        assert await course.jobs.finish(job, ONE) is not None

    states = {row["job_id"]: row["state"] for row in await store.db.all("SELECT job_id, state FROM jobs")}
    assert sorted(states) == sorted(course.accepted) and set(states.values()) <= ENDED
    said = Counter(row["key"] for row in await store.db.all("SELECT key FROM outbox"))
    assert said == {f"job:{job_id}:end": 1 for job_id in course.accepted}
    made = Counter(row["job_id"] for row in await store.db.all("SELECT job_id FROM versions"))
    assert made == {job_id: 1 for job_id, state in states.items() if state == State.DONE}


async def _clear(store: Store) -> None:
    async with store.db.transaction() as tx:
        await tx.execute("UPDATE sessions SET deleted_at = 0, current_version_id = NULL")
        for table in ("outbox", "versions", "jobs", "turns", "sessions", "interactions", "usage"):
            await tx.execute(f"DELETE FROM {table}")
