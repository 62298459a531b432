"""The durable queue: a job is a row before its work starts, and ends exactly once, whichever process dies.

    queued --start--> running --finish--> done
      |  ^               |------fail----> failed
      |  '--hand back----|
      '-----cancel-------'--------------> cancelled

Users are served in turn: each start moves its user to the end of the line. `attempt` is increased whenever a started
job is handed back, so a late result finds another attempt, or no running job, and is discarded. The versions of a job,
its state and the message about it are committed in one transaction.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial

from bot.errors import NotFoundError
from bot.jobs import accepting, fair_queue, starting
from bot.jobs.shared import Shared
from bot.jobs.starting import BatchKeyOf
from bot.jobs.states import (
    ENDED,
    MAX_CRASHES,
    MAX_RECOVERIES,
    Accepted,
    Event,
    Job,
    JobRequest,
    Limits,
    Outcome,
    State,
    job_of,
)
from bot.outbox import OutboxMessage, Target, enqueue
from bot.store import Store, Transaction
from bot.store.clock import utc_day
from bot.store.records import File, Interaction, Json
from bot.store.retention import free_space
from bot.store.sessions import add_print_files, add_versions


class Jobs:
    """The queue of one open store; calls the store's notifier when there may be a job to start or a message to send."""

    def __init__(self, store: Store, limits: Limits | None = None) -> None:
        self._store = store
        self._db = store.db
        self.limits = limits or Limits()
        # Fifty users who ask for their places at once share one query.
        self._places = Shared(lambda: fair_queue.places(self._db))

    async def accept(self, request: JobRequest) -> Accepted:
        """Commit a command as a queued job; when this returns, the job is on the disk.

        A repeated interaction returns its existing job. Raises `LimitError`, `SpaceError`, `NotFoundError` (no such
        session), `BlobMissingError` (a file was deleted in the meantime: store it again) and `StorageError`; nothing is
        queued then.
        """
        space = await free_space(self._store, self.limits.floor_bytes) if request.needs_space else None
        async with self._db.transaction() as tx:
            # Files are checked on another thread; without files, all of it is one call on SQLite's thread.
            now = self._store.clock.now()
            accept = partial(
                accepting.accept, store=self._store, limits=self.limits, request=request, space=space, now=now
            )
            job, repeated = await (accept(tx) if request.files else tx.at_once(accept))
        if not repeated:
            self._store.notifier.notify()
        return Accepted(job, (await self.places()).get(job.job_id, 0), repeated)

    async def knows(self, interaction: Interaction) -> bool:
        """Whether this interaction already has a job."""
        sql = "SELECT 1 FROM jobs WHERE platform = ? AND interaction_id = ?"
        return await self._db.one(sql, (interaction.platform, interaction.interaction_id)) is not None

    async def start_next(self) -> Job | None:
        """Start the job whose user has waited longest, within the limits; None when there is none."""
        started = await self.start_batch(lambda job: None)
        return started[0] if started else None

    async def start_batch(self, batch_key_of: BatchKeyOf) -> tuple[Job, ...]:
        """Like `start_next`, together with the queued jobs that share the batch key of the job; empty when none."""
        async with self._db.transaction() as tx:
            return await starting.start(tx, self.limits, self._store.clock.now(), batch_key_of)

    async def finish(self, job: Job, outcome: Outcome) -> list[int] | None:
        """Commit versions, print files, the state `done` and the message; returns the version ids.

        None when the result is late, because the job was cancelled, timed out or was started again; nothing is changed
        then. Raises `BlobMissingError` when a file of the outcome is not in the blob folder.
        """
        hashes = [file.sha256 for version in outcome.versions for file in version.files]
        hashes += [file.sha256 for files in (*outcome.prints.values(), outcome.own_prints) for file in files]
        async with self._db.transaction() as tx:
            current = await self._current(tx, job)
            if current is None:
                return None
            # Inside the transaction, because retention deletes files under the same write lock.
            await asyncio.to_thread(self._store.blobs.require, hashes)
            now = self._store.clock.now()
            ids = await add_versions(tx, job.session_id, job.job_id, outcome.versions, now)
            own = {ids[-1]: outcome.own_prints} if ids and outcome.own_prints else {}
            await add_print_files(tx, job.job_id, {**outcome.prints, **own})
            await self._step(tx, current, Event.FINISH)
            await self._end(tx, current, outcome.say, ids or list(outcome.prints))
            await tx.execute(
                "INSERT INTO usage (user_key, day, work_s) VALUES (?, ?, ?)"
                " ON CONFLICT DO UPDATE SET work_s = work_s + excluded.work_s",
                (job.user_key, utc_day(now), outcome.work_s),
            )
        self._store.notifier.notify()
        return ids

    async def fail(self, job: Job, error: str, say: Json) -> bool:
        """End a running job as failed; False when this attempt is no longer running."""
        async with self._db.transaction() as tx:
            current = await self._current(tx, job)
            if current is None:
                return False
            await self._fail(tx, current, error, say)
        self._store.notifier.notify()
        return True

    async def crashed(self, job: Job, error: str, say: Json) -> State | None:
        """Record that the worker died while it ran the job: queue the job again, or fail it the second time.

        None when this attempt is no longer running.
        """
        async with self._db.transaction() as tx:
            current = await self._current(tx, job)
            if current is None:
                return None
            await tx.execute("UPDATE jobs SET crashes = crashes + 1 WHERE job_id = ?", (job.job_id,))
            if current.crashes >= MAX_CRASHES:
                await self._fail(tx, current, error, say)
                state = State.FAILED
            else:
                state = (await self._hand_back(tx, current)).state
        self._store.notifier.notify()
        return state

    async def hand_back(self, job: Job) -> bool:
        """Queue a running job again because the bot is shutting down; it will start first. False when it is late."""
        async with self._db.transaction() as tx:
            current = await self._current(tx, job)
            if current is None:
                return False
            await self._hand_back(tx, current)
        self._store.notifier.notify()
        return True

    async def cancel(self, job_id: int, say: Json) -> Job | None:
        """End a queued or running job at once; None when it has already ended. Raises `NotFoundError`.

        A later result of the job is discarded; the dispatcher stops the work.
        """
        async with self._db.transaction() as tx:
            job = await starting.load(tx, job_id)
            if job.state in ENDED:
                return None
            ended = await self._step(tx, job, Event.CANCEL)
            await self._end(tx, ended, say)
        self._store.notifier.notify()
        return ended

    async def recover(self, say: Json) -> tuple[list[Job], list[Job]]:
        """Queue the jobs again that were running when the previous process died. Returns (queued again, failed).

        Call it once, before any job is started. The lock on the data folder proves that the previous process is dead.
        """
        again, failed = [], []
        async with self._db.transaction() as tx:
            # The newest first, because each moves to the front of the line.
            for row in await tx.all("SELECT * FROM jobs WHERE state = 'running' ORDER BY job_id DESC"):
                await tx.execute("UPDATE jobs SET recoveries = recoveries + 1 WHERE job_id = ?", (row["job_id"],))
                if row["recoveries"] >= MAX_RECOVERIES:
                    await self._fail(tx, job_of(row), "the bot stopped each time it ran this job", say)
                    failed.append(job_of(row))
                else:
                    again.append(await self._hand_back(tx, job_of(row)))
        self._store.notifier.notify()
        return again, failed

    async def get(self, job_id: int) -> Job:
        """The job as committed. Raises `NotFoundError`."""
        row = await self._db.one("SELECT * FROM jobs WHERE job_id = ?", (job_id,))
        if row is None:
            raise NotFoundError(sentence="This job is no longer here.")
        return job_of(row)

    async def newest(self, session_id: int) -> Job | None:
        """The last accepted job of a book, in any state; None before the first."""
        row = await self._db.one("SELECT * FROM jobs WHERE session_id = ? ORDER BY job_id DESC LIMIT 1", (session_id,))
        return None if row is None else job_of(row)

    async def files(self, job: Job) -> list[File]:
        """The job's input files, such as an uploaded picture."""
        rows = await self._db.all("SELECT name, sha256, size FROM job_files WHERE job_id = ?", (job.job_id,))
        return [File(*row) for row in rows]

    async def open_jobs(self, *, session_id: int | None = None, user_key: str | None = None) -> list[Job]:
        """Queued and running jobs, of one book or one user if named, in order of acceptance."""
        rows = await self._db.all(
            "SELECT * FROM jobs WHERE state IN ('queued', 'running')"
            " AND (:session IS NULL OR session_id = :session) AND (:user IS NULL OR user_key = :user) ORDER BY job_id",
            {"session": session_id, "user": user_key},
        )
        return [job_of(row) for row in rows]

    async def places(self) -> dict[int, int]:
        """The place of each queued job if no other job were added: 1 starts next, then 2 and so on."""
        return await self._places()

    async def _current(self, tx: Transaction, job: Job) -> Job | None:
        """The row of a running job, or None if this attempt is no longer running or the book was deleted."""
        row = await tx.one(
            "SELECT * FROM jobs WHERE job_id = ? AND state = 'running' AND attempt = ?", (job.job_id, job.attempt)
        )
        return None if row is None else job_of(row)

    async def _step(self, tx: Transaction, job: Job, event: Event) -> Job:
        return await starting.step(tx, job, event, self._store.clock.now())

    async def _fail(self, tx: Transaction, job: Job, error: str, say: Json) -> None:
        await tx.execute("UPDATE jobs SET error = ? WHERE job_id = ?", (error, job.job_id))
        await self._step(tx, job, Event.FAIL)
        await self._end(tx, job, say)

    async def _hand_back(self, tx: Transaction, job: Job) -> Job:
        await tx.execute("UPDATE jobs SET attempt = attempt + 1 WHERE job_id = ?", (job.job_id,))
        await fair_queue.to_front(tx, job.user_key)  # the interrupted start already counted as the user's turn
        return await self._step(tx, job, Event.HAND_BACK)

    async def _end(self, tx: Transaction, job: Job, say: Json, version_ids: Sequence[int] = ()) -> None:
        """Enqueue the message about the end of a job; its key prevents a second one."""
        row = await tx.one(
            "SELECT channel_id FROM interactions WHERE platform = ? AND interaction_id = ?",
            (job.platform, job.interaction_id),
        )
        assert row is not None
        target = Target(job.platform, row["channel_id"], job.interaction_id)
        body = {"job_id": job.job_id, "session_id": job.session_id, "version_ids": list(version_ids), **say}
        message = OutboxMessage(f"job:{job.job_id}:end", job.lane, target, body, max(version_ids, default=None))
        await enqueue(tx, message, self._store.clock.now())
