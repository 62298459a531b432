"""Accept a command: check it against the limits, and store it with its files and interaction in one transaction."""

from __future__ import annotations

import asyncio

from bot.errors import LimitError, NotFoundError, SpaceError
from bot.jobs import fair_queue
from bot.jobs.states import Job, JobRequest, Limits, job_of, or_huge
from bot.store import Store, Transaction
from bot.store.clock import utc_day
from bot.store.interactions import remember_interaction
from bot.store.records import Interaction, dump
from bot.store.retention import Space
from bot.store.sessions import create_session, get_session, get_version


async def accept(
    tx: Transaction, store: Store, limits: Limits, request: JobRequest, space: Space | None, now: float
) -> tuple[Job, bool]:
    """The job of `request`, and whether it already existed; free space is not checked if `space` is None.

    Raises what `Jobs.accept` raises.
    """
    known = await tx.one(
        "SELECT * FROM jobs WHERE platform = ? AND interaction_id = ?",
        (request.interaction.platform, request.interaction.interaction_id),
    )
    if known is not None:
        return job_of(known), True
    return await _queue(tx, store, limits, request, space, now), False


async def _queue(
    tx: Transaction, store: Store, limits: Limits, request: JobRequest, space: Space | None, now: float
) -> Job:
    if space is not None and space.low:
        raise SpaceError(
            sentence="There is too little space left for new pictures: edits and history go on; try later."
        )
    await _check_limits(tx, request.interaction, request.limits or limits, now)
    if isinstance(request.session, int):
        session_id = (await get_session(tx, request.session)).session_id
    else:
        session_id = await create_session(tx, request.interaction, request.session, now, private=request.private)
    await _check_parent(tx, request.parent_id, session_id)
    if request.files:
        # Inside the transaction, because files are only removed under the same write lock.
        await asyncio.to_thread(store.blobs.require, [file.sha256 for file in request.files])
    await remember_interaction(tx, request.interaction, now)
    return await _insert(tx, request, session_id, now)


async def _check_limits(tx: Transaction, interaction: Interaction, limits: Limits, now: float) -> None:
    row = await tx.one(
        """
        SELECT count(*) AS total,
               coalesce(sum(user_key = :user), 0) AS user,
               coalesce(sum(server_key = :server), 0) AS server,
               (SELECT jobs FROM usage WHERE user_key = :user AND day = :day) AS today
        FROM jobs WHERE state IN ('queued', 'running')
        """,
        {"user": interaction.user_key, "server": interaction.server_key, "day": utc_day(now)},
    )
    assert row is not None
    if row["user"] >= or_huge(limits.user_open):
        raise LimitError(sentence=f"You already have {row['user']} covers under way: wait for one, or cancel one.")
    if (row["today"] or 0) >= or_huge(limits.user_per_day):
        raise LimitError(sentence=f"You have used today's {limits.user_per_day} covers: come back tomorrow.")
    if interaction.server_key and row["server"] >= or_huge(limits.server_open):
        raise LimitError(
            sentence=f"This server already has {row['server']} covers under way: try again in a few minutes."
        )
    if row["total"] >= or_huge(limits.total_open):
        raise LimitError(sentence=f"{row['total']} covers are waiting already: try again in a few minutes.")


async def _insert(tx: Transaction, request: JobRequest, session_id: int, now: float) -> Job:
    interaction = request.interaction
    await fair_queue.join(tx, interaction.user_key)
    row = await tx.one(
        "INSERT INTO jobs (session_id, user_key, server_key, platform, interaction_id, kind, payload, parent_id,"
        " queued_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING *",
        (
            session_id,
            interaction.user_key,
            interaction.server_key,
            interaction.platform,
            interaction.interaction_id,
            request.kind,
            dump(request.payload),
            request.parent_id,
            now,
        ),
    )
    assert row is not None
    job = job_of(row)
    for file in request.files:
        values = (job.job_id, file.name, file.sha256, file.size)
        await tx.execute("INSERT INTO job_files VALUES (?, ?, ?, ?)", values)
    await tx.execute(
        "INSERT INTO usage (user_key, day, jobs) VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET jobs = jobs + 1",
        (interaction.user_key, utc_day(now)),
    )
    return job


async def _check_parent(tx: Transaction, parent_id: int | None, session_id: int) -> None:
    if parent_id is not None and (await get_version(tx, parent_id)).session_id != session_id:
        raise NotFoundError("other_version")
