"""The durable queue: a job is a row before it is work, and whatever dies, it ends exactly once.

    queued --start--> running --finish--> done
      |  ^               |------fail----> failed
      |  '--hand back----|
      '-----cancel-------'--------------> cancelled

Users are served in turn: each start sends its user to the end of the line. `attempt` grows whenever a start
is given up, so a result that arrives late finds another attempt, or no running job, and changes nothing.
The versions a job made, its state and what is to be said about it commit in one transaction.
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
    Limits,
    Outcome,
    Request,
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
    """The queue of one open store; rings its bell whenever there may be something to start or to say."""

    def __init__(self, store: Store, limits: Limits | None = None) -> None:
        self._store = store
        self._db = store.db
        self.limits = limits or Limits()
        # Fifty people at once are told their places: not fifty readings of a line of fifty.
        self._places = Shared(lambda: fair_queue.places(self._db))

    async def accept(self, request: Request) -> Accepted:
        """Commit a command as a queued job; when this returns it is on the disk.

        The same interaction again returns the job it already has. Raises `LimitError`, `SpaceError`,
        `NotFoundError` (no such session), `BlobMissingError` (a file was deleted meanwhile: store it again) and
        `StorageError`; nothing was queued then.
        """
        space = await free_space(self._store, self.limits.floor_bytes) if request.needs_space else None
        async with self._db.transaction() as tx:
            # Files are looked for on another thread; all else is one trip to SQLite's.
            now = self._store.clock.now()
            accept = partial(
                accepting.accept, store=self._store, limits=self.limits, request=request, space=space, now=now
            )
            job, repeated = await (accept(tx) if request.files else tx.at_once(accept))
        if not repeated:
            self._store.notifier.notify()
        return Accepted(job, (await self.places()).get(job.job_id, 0), repeated)

    async def knows(self, interaction: Interaction) -> bool:
        """Whether this interaction has made a job."""
        sql = "SELECT 1 FROM jobs WHERE platform = ? AND interaction_id = ?"
        return await self._db.one(sql, (interaction.platform, interaction.interaction_id)) is not None

    async def start_next(self) -> Job | None:
        """Start the job whose user has waited longest for a turn, within the limits; None when there is none."""
        started = await self.start_batch(lambda job: None)
        return started[0] if started else None

    async def start_batch(self, batch_key_of: BatchKeyOf) -> tuple[Job, ...]:
        """The same, and with it the jobs in line that one model can paint along; `outline` says which those are."""
        async with self._db.transaction() as tx:
            return await starting.start(tx, self.limits, self._store.clock.now(), batch_key_of)

    async def finish(self, job: Job, outcome: Outcome) -> list[int] | None:
        """Commit versions, print files, the state `done` and the message; returns the version ids.

        None when the result is late: the job was cancelled, timed out or started anew, and nothing was
        changed. Raises `BlobMissingError` when a file of the outcome is not in the blob folder.
        """
        hashes = [file.sha256 for version in outcome.versions for file in version.files]
        hashes += [file.sha256 for files in (*outcome.prints.values(), outcome.own_prints) for file in files]
        async with self._db.transaction() as tx:
            current = await self._current(tx, job)
            if current is None:
                return None
            # Inside the transaction, because retention deletes files only while it holds the writer, too.
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
        """End a running job as failed, for good; False when it is no longer this attempt's."""
        async with self._db.transaction() as tx:
            current = await self._current(tx, job)
            if current is None:
                return False
            await self._fail(tx, current, error, say)
        self._store.notifier.notify()
        return True

    async def crashed(self, job: Job, error: str, say: Json) -> State | None:
        """The worker died under the job: queued again, the second time failed. None when late."""
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
        """Queue a running job again because the bot is going to stop; it will be the first to start."""
        async with self._db.transaction() as tx:
            current = await self._current(tx, job)
            if current is None:
                return False
            await self._hand_back(tx, current)
        self._store.notifier.notify()
        return True

    async def cancel(self, job_id: int, say: Json) -> Job | None:
        """End a job at once, queued or running; None when it has already ended. Raises `NotFoundError`.

        A result of the work still under way is refused from now on; stopping that work is the dispatcher's.
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
        """At start: queue again what a dead process was running. Returns (queued again, failed for good).

        Call it once, before anything is started; the data folder's lock says that process is dead.
        """
        again, failed = [], []
        async with self._db.transaction() as tx:
            # The newest first, because each goes to the head of the line.
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
            raise NotFoundError("This job is no longer here.")
        return job_of(row)

    async def newest(self, session_id: int) -> Job | None:
        """The job of a book that was accepted last, whatever became of it; None before the first."""
        row = await self._db.one("SELECT * FROM jobs WHERE session_id = ? ORDER BY job_id DESC LIMIT 1", (session_id,))
        return None if row is None else job_of(row)

    async def files(self, job: Job) -> list[File]:
        """What the job was given to read, an uploaded picture for one."""
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
        """For each queued job: 1 when it is the next to start, 2 after that ..., were nothing else to come."""
        return await self._places()

    async def _current(self, tx: Transaction, job: Job) -> Job | None:
        """The row of a running job if it still is this attempt's; None also when its book was deleted."""
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
        await fair_queue.to_front(tx, job.user_key)  # its turn has been paid for
        return await self._step(tx, job, Event.HAND_BACK)

    async def _end(self, tx: Transaction, job: Job, say: Json, version_ids: Sequence[int] = ()) -> None:
        """Put what is to be said about the end of a job beside it; the key lets it be said once."""
        row = await tx.one(
            "SELECT channel_id FROM interactions WHERE platform = ? AND interaction_id = ?",
            (job.platform, job.interaction_id),
        )
        assert row is not None
        target = Target(job.platform, row["channel_id"], job.interaction_id)
        body = {"job_id": job.job_id, "session_id": job.session_id, "version_ids": list(version_ids), **say}
        message = OutboxMessage(f"job:{job.job_id}:end", job.lane, target, body, max(version_ids, default=None))
        await enqueue(tx, message, self._store.clock.now())
