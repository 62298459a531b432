"""Start jobs: the next one in the line, and the jobs that one model can paint with it in a batch.

The next job does not depend on the batch, which prevents starvation. All users with a job in the batch move to the end
of the line.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace

from bot.errors import NotFoundError
from bot.jobs import fair_queue
from bot.jobs.states import ENDED, TRANSITIONS, Event, Job, Limits, job_of, or_huge
from bot.store import Transaction

_LOOK_AT = 200
"""How many waiting jobs are considered for a batch, which holds only a few."""

_LINE = """
    SELECT j.*,
           j.crashes > 0 OR j.recoveries > 1
           OR EXISTS (SELECT 1 FROM job_files f WHERE f.job_id = j.job_id) AS alone,
           (SELECT count(*) FROM jobs r WHERE r.state = 'running' AND r.user_key = j.user_key) AS running
    FROM jobs j JOIN turns t USING (user_key)
    WHERE j.state = 'queued' ORDER BY t.position, j.job_id LIMIT ?
"""
"""`alone`: not batched, because the job may have crashed a worker or the bot, or has an uploaded picture."""


@dataclass(frozen=True)
class BatchKey:
    """Jobs of equal `key` can be painted together. The job has `pictures` pictures; a batch holds at most `most`."""

    key: Hashable
    pictures: int
    most: int


BatchKeyOf = Callable[[Job], BatchKey | None]
"""None for a job whose engine does not paint in batches."""


async def start(tx: Transaction, limits: Limits, now: float, batch_key_of: BatchKeyOf) -> tuple[Job, ...]:
    """Start the next job and the waiting jobs that share its batch; empty when there is nothing to start."""
    job_id = await fair_queue.next_job(tx, or_huge(limits.user_running))
    if job_id is None:
        return ()
    head = await load(tx, job_id)
    plan = batch_key_of(head)
    members: list[Job] = []
    if plan is not None and plan.pictures < plan.most:
        waiting = await tx.all(_LINE, (_LOOK_AT,))
        members = _batch_members(waiting, head, plan, or_huge(limits.user_running), batch_key_of)
    started = [await _start(tx, job, now) for job in (head, *members)]
    ids = tuple(job.job_id for job in started)
    return tuple(replace(job, batch=ids) for job in started) if members else tuple(started)


async def load(tx: Transaction, job_id: int) -> Job:
    """The current row of a job. Raises `NotFoundError`."""
    row = await tx.one("SELECT * FROM jobs WHERE job_id = ?", (job_id,))
    if row is None:
        raise NotFoundError(sentence="This job is no longer here.")
    return job_of(row)


async def step(tx: Transaction, job: Job, event: Event, now: float) -> Job:
    """Change the state of `job` by `event`; returns the changed job."""
    after = TRANSITIONS[job.state, event]
    await tx.execute(
        "UPDATE jobs SET state = ?, ended_at = ? WHERE job_id = ?",
        (after, now if after in ENDED else None, job.job_id),
    )
    return await load(tx, job.job_id)


async def _start(tx: Transaction, job: Job, now: float) -> Job:
    await tx.execute("UPDATE jobs SET started_at = ? WHERE job_id = ?", (now, job.job_id))
    started = await step(tx, job, Event.START, now)
    await fair_queue.to_end(tx, started.user_key)
    return started


def _batch_members(
    waiting: Sequence[sqlite3.Row], head: Job, plan: BatchKey, user_running: int, batch_key_of: BatchKeyOf
) -> list[Job]:
    """The jobs to batch with `head`, in the order of the line, as many as the batch can hold.

    A user's later job never overtakes an earlier one, and a batch holds at most one job per book.
    """
    if all(row["alone"] for row in waiting if row["job_id"] == head.job_id):
        return []
    members: list[Job] = []
    room, books, passed = plan.most - plan.pictures, {head.session_id}, set[str]()
    running = {row["user_key"]: row["running"] for row in waiting}
    running[head.user_key] += 1
    for row in _in_rounds(waiting):
        user = row["user_key"]
        if row["job_id"] == head.job_id or user in passed:
            continue
        job = job_of(row)
        excluded = row["alone"] or running[user] >= user_running or job.session_id in books
        candidate = None if excluded else batch_key_of(job)
        if candidate is None or candidate.key != plan.key or candidate.pictures > room:
            passed.add(user)
            continue
        members.append(job)
        room -= candidate.pictures
        running[user] += 1
        books.add(job.session_id)
        if not room:
            break
    return members


def _in_rounds(waiting: Iterable[sqlite3.Row]) -> list[sqlite3.Row]:
    """The first jobs of all users, then the second jobs and so on."""
    places = fair_queue.deal(list(waiting))
    return sorted(waiting, key=lambda row: places[row["job_id"]])
