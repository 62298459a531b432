"""The queue: accepted once, served in turn, ended once."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articover.errors import RequestError
from bot.errors import BlobMissingError, LimitError, NotFoundError, SpaceError
from bot.jobs import JobRequest, Jobs, Limits, Outcome, State
from bot.jobs.fair_queue import deal
from bot.jobs.states import MAX_RECOVERIES, TRANSITIONS, Event
from bot.outbox import Outbox
from bot.store import Store
from bot.store.deletion import delete_session
from bot.store.records import File, Interaction, NewVersion
from bot.store.retention import collect_orphans
from bot.store.sessions import get_session, history, sessions_of

OPEN = Limits(user_open=None, user_running=None, user_per_day=None, server_open=None, total_open=None, floor_bytes=0)
DONE = Outcome({"say": "done"})


def press(number: int, user: str = "ann", server: str = "guild") -> Interaction:
    return Interaction("test", f"i{number}", f"test:{user}", f"test:{server}", "channel", "token", 2e9)


def cover(number: int, user: str = "ann", **more: object) -> JobRequest:
    return replace(JobRequest(press(number, user), "cover", {"title": f"Book {number}"}), **more)  # type: ignore[arg-type]


def file(store: Store, text: str, name: str = "cover.json") -> File:
    blob = store.blobs.put_bytes(text.encode())
    return File(name, blob.sha256, blob.size)


async def said(store: Store) -> Counter[str]:
    return Counter(
        {row["key"]: row["n"] for row in await store.db.all("SELECT key, count(*) n FROM outbox GROUP BY key")}
    )


async def test_one_users_ten_do_not_hold_up_the_others(store: Store) -> None:
    jobs = Jobs(store, OPEN)
    for number in range(10):
        await jobs.accept(cover(number, "ann"))
    assert (await jobs.accept(cover(10, "bob"))).place == 2
    assert (await jobs.accept(cover(11, "cho"))).place == 3
    started = [await jobs.start_next() for _ in range(12)]
    assert [job.user_key for job in started if job][:5] == ["test:ann", "test:bob", "test:cho", "test:ann", "test:ann"]
    assert [job.job_id for job in started if job and job.user_key == "test:ann"] == list(range(1, 11))
    assert await jobs.start_next() is None


async def test_the_same_interaction_twice_is_one_job_and_one_book(store: Store) -> None:
    jobs = Jobs(store, OPEN)
    first = await jobs.accept(cover(1))
    again = await jobs.accept(cover(1))
    assert again.repeated and again.job.job_id == first.job.job_id
    rows = await store.db.one("SELECT (SELECT count(*) FROM jobs) j, (SELECT count(*) FROM sessions) s")
    assert rows is not None and tuple(rows) == (1, 1)


async def test_done_commits_version_state_and_message_together(store: Store) -> None:
    jobs = Jobs(store, OPEN)
    await jobs.accept(cover(1))
    job = await jobs.start_next()
    assert job is not None
    versions = tuple(NewVersion("option", (file(store, f"option {n}"),)) for n in range(4))
    ids = await jobs.finish(job, Outcome({"say": "done"}, versions))
    assert ids is not None and len(ids) == 4
    assert [version.number for version in await history(store.db, job.session_id)] == [1, 2, 3, 4]
    assert (await get_session(store.db, job.session_id)).current_version_id == ids[-1]
    assert await said(store) == {"job:1:end": 1}
    (delivery,) = await Outbox(store, "test").claim()
    assert delivery.body == {"job_id": 1, "session_id": 1, "version_ids": [1, 2, 3, 4], "say": "done"}
    assert (await jobs.get(1)).state is State.DONE


async def test_an_uploaded_picture_waits_with_its_job(store: Store) -> None:
    jobs = Jobs(store, OPEN)
    upload = file(store, "my own picture", "upload.png")
    accepted = await jobs.accept(cover(1, files=(upload,)))
    assert await collect_orphans(store) == 0
    assert await jobs.files(accepted.job) == [upload] and store.blobs.intact(upload.sha256)


async def test_an_upload_that_a_deletion_took_away_meanwhile_is_not_accepted(store: Store) -> None:
    """Two people hand in the same picture; the first one's book is deleted between the storing and the accepting."""
    jobs = Jobs(store, OPEN)
    upload = file(store, "our picture", "upload.png")
    first = await jobs.accept(cover(1, files=(upload,)))
    again = file(store, "our picture", "upload.png")
    await delete_session(store, first.job.session_id)
    with pytest.raises(BlobMissingError):
        await jobs.accept(cover(2, files=(again,)))
    assert await jobs.open_jobs() == [] and await sessions_of(store.db, "test:ann") == []


async def test_a_missing_picture_keeps_everything_back(store: Store) -> None:
    jobs = Jobs(store, OPEN)
    await jobs.accept(cover(1))
    job = await jobs.start_next()
    assert job is not None
    lost = NewVersion("cover", (File("cover.json", "0" * 64, 1),))
    with pytest.raises(BlobMissingError):
        await jobs.finish(job, Outcome({"say": "done"}, (lost,)))
    assert (await jobs.get(1)).state is State.RUNNING
    assert await history(store.db, job.session_id) == [] and not await said(store)


async def test_a_late_result_changes_nothing(store: Store) -> None:
    jobs = Jobs(store, OPEN)
    await jobs.accept(cover(1))
    late = await jobs.start_next()
    assert late is not None and await jobs.crashed(late, "worker died", {"say": "failed"}) is State.QUEUED
    assert await jobs.finish(late, DONE) is None
    again = await jobs.start_next()
    assert again is not None and again.attempt == 2
    assert await jobs.finish(late, DONE) is None
    assert not await jobs.fail(late, "late", {}) and await jobs.crashed(late, "late", {}) is None
    version = NewVersion("cover", (file(store, "x"),))
    assert await jobs.finish(again, Outcome({"say": "done"}, (version,))) == [1]
    assert await jobs.finish(again, Outcome({"say": "done"}, (version,))) is None
    assert len(await history(store.db, 1)) == 1 and await said(store) == {"job:1:end": 1}


async def test_a_worker_crash_is_tried_again_once(store: Store) -> None:
    jobs = Jobs(store, OPEN)
    await jobs.accept(cover(1))
    await jobs.accept(cover(2, "bob"))
    states = []
    for _ in range(2):
        job = await jobs.start_next()
        assert job is not None and job.job_id == 1, "its turn is paid for, so it does not queue again"
        states.append(await jobs.crashed(job, "the worker died", {"say": "failed"}))
    assert states == [State.QUEUED, State.FAILED]
    assert (await jobs.get(1)).error == "the worker died" and await said(store) == {"job:1:end": 1}


async def test_cancel_works_at_any_time_and_once(store: Store) -> None:
    jobs = Jobs(store, OPEN)
    await jobs.accept(cover(1))
    await jobs.accept(cover(2))
    running = await jobs.start_next()
    assert running is not None
    for job_id in (1, 2):
        assert await jobs.cancel(job_id, {"say": "cancelled"}) is not None
        assert await jobs.cancel(job_id, {"say": "cancelled"}) is None
    assert await jobs.finish(running, DONE) is None
    assert await jobs.start_next() is None
    assert await said(store) == {"job:1:end": 1, "job:2:end": 1}
    with pytest.raises(NotFoundError):
        await jobs.cancel(99, {})


async def test_recovery_queues_what_was_running_but_not_for_ever(store: Store) -> None:
    jobs = Jobs(store, OPEN)
    await jobs.accept(cover(1))
    for time in range(MAX_RECOVERIES + 1):
        job = await jobs.start_next()
        assert job is not None and job.attempt == time + 1
        again, failed = await Jobs(store, OPEN).recover({"say": "failed"})
        assert (len(again), len(failed)) == ((1, 0) if time < MAX_RECOVERIES else (0, 1))
    assert (await jobs.get(1)).state is State.FAILED and await said(store) == {"job:1:end": 1}


async def test_limits_refuse_in_one_sentence_and_queue_nothing(store: Store) -> None:
    async def refused(limits: Limits, *before: JobRequest) -> str:
        jobs = Jobs(store, limits)
        for request in before:
            await jobs.accept(request)
        with pytest.raises(LimitError) as caught:
            await jobs.accept(cover(1000))
        assert not await store.db.all("SELECT 1 FROM jobs WHERE interaction_id = 'i1000'")
        return str(caught.value)

    assert "already have 2" in await refused(replace(OPEN, user_open=2), cover(1), cover(2))
    assert "server" in await refused(replace(OPEN, server_open=3), cover(3, "bob"))
    assert "today" in await refused(replace(OPEN, user_per_day=2))
    assert "waiting already" in await refused(replace(OPEN, total_open=3))


async def test_a_user_runs_at_most_as_many_as_allowed(store: Store) -> None:
    jobs = Jobs(store, replace(OPEN, user_running=1))
    for number in range(3):
        await jobs.accept(cover(number))
    assert await jobs.start_next() is not None
    assert await jobs.start_next() is None
    await jobs.accept(cover(9, "bob"))
    other = await jobs.start_next()
    assert other is not None and other.user_key == "test:bob"


async def test_below_the_floor_new_pictures_wait_and_edits_go_on(store: Store) -> None:
    jobs = Jobs(store, replace(OPEN, floor_bytes=1 << 60))
    with pytest.raises(SpaceError, match="too little space"):
        await jobs.accept(cover(1))
    assert (await jobs.accept(cover(2, needs_space=False))).place == 1


async def test_another_books_version_is_no_parent(store: Store) -> None:
    jobs = Jobs(store, OPEN)
    await jobs.accept(cover(1))
    job = await jobs.start_next()
    assert job is not None
    await jobs.finish(job, Outcome({"say": "done"}, (NewVersion("cover", ()),)))
    other = await jobs.accept(cover(2))
    with pytest.raises(RequestError):
        await jobs.accept(cover(3, session=other.job.session_id, parent_id=1))


async def test_versions_cannot_be_changed_even_by_sql(store: Store) -> None:
    jobs = Jobs(store, OPEN)
    await jobs.accept(cover(1))
    job = await jobs.start_next()
    assert job is not None
    await jobs.finish(job, Outcome({"say": "done"}, (NewVersion("cover", (file(store, "x"),)),)))
    for sql in (
        "UPDATE versions SET action = 'other'",
        "DELETE FROM versions",
        "UPDATE version_files SET size = 0",
        "DELETE FROM version_files",
        "UPDATE jobs SET state = 'queued'",
    ):
        with pytest.raises(sqlite3.IntegrityError):
            async with store.db.transaction() as tx:
                await tx.execute(sql)


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("event", list(Event))
def test_only_what_is_drawn_can_happen(state: State, event: Event) -> None:
    leaves_queue = event in (Event.START, Event.CANCEL)
    possible = {State.QUEUED: leaves_queue, State.RUNNING: event is not Event.START}.get(state, False)
    assert ((state, event) in TRANSITIONS) == possible


@given(st.lists(st.integers(0, 4), max_size=30))
def test_dealing_gives_everybody_one_before_anybody_gets_two(users: list[int]) -> None:
    line = sorted(
        ({"job_id": n, "user_key": str(u), "position": u} for n, u in enumerate(users)),
        key=lambda r: (r["position"], r["job_id"]),
    )
    places = deal(line)  # type: ignore[arg-type]
    assert sorted(places.values()) == list(range(1, len(users) + 1))
    served: Counter[str] = Counter()
    owner = {row["job_id"]: row["user_key"] for row in line}
    total = Counter(owner.values())
    for job_id in sorted(places, key=places.__getitem__):
        served[owner[job_id]] += 1
        assert all(served[u] >= min(total[u], served[owner[job_id]] - 1) for u in total)
