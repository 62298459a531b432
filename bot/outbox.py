"""What must still be said. A message is a row before it is sent, and is sent again until its platform said yes.

A message that answers an interaction is an edit of that answer while its token lives: an edit may be
repeated freely. Afterwards it is a new message with a nonce, which the platform sends once however often it
is asked. From edit to new message the way is one way. A try whose answer was never read (a crash, a lost
connection) leaves the row `uncertain`: the platform then looks for the message before it sends it anew.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Literal

from bot.retries import MAX_RETRY_S, idle_s, recorded, wait_s
from bot.store import Store, Transaction
from bot.store.records import Json, dump
from bot.store.removals import said_too_late

log = logging.getLogger(__name__)

TOKEN_MARGIN_S = 30.0
"""A token this close to its end is not used: the edit could arrive too late."""


_NONCE_CHARS = 24
"""Discord takes nonces of at most 25 characters."""


@dataclass(frozen=True)
class Target:
    """Where to say something: the channel, and the interaction it answers, if any."""

    platform: str
    channel_id: str
    interaction_id: str | None = None


@dataclass(frozen=True)
class OutboxMessage:
    """Something to be said once. A second message with the same `key` is the first one again.

    Messages with the same `lane` are said in order. `body` is for the platform to put into words and
    pictures; `version_id` names the version whose files it shows, which are kept until it is said.
    """

    key: str
    lane: str
    target: Target
    body: Json
    version_id: int | None = None


@dataclass(frozen=True)
class Delivery:
    """One try to say a message.

    `mode` "edit": replace the answer of the interaction through `token`, attachments included.
    `mode` "post": a new message with `nonce`, enforced. `uncertain`: an earlier try, at `tried_at`, may have
    arrived, perhaps as an edit of `message_id` (the interaction's answer, when known): look before posting.
    """

    outbox_id: int
    key: str
    nonce: str
    mode: Literal["edit", "post"]
    target: Target
    token: str
    message_id: str | None
    body: Json
    version_id: int | None
    tries: int
    uncertain: bool
    tried_at: float | None


class NotSaid(Exception):  # noqa: N818 -- an answer, not a fault
    """The platform answered no: nothing was said; try again after `retry_after_s`, or by backoff."""

    def __init__(self, reason: str, retry_after_s: float | None = None) -> None:
        super().__init__(reason)
        self.retry_after_s = retry_after_s


class TokenGone(NotSaid):
    """The interaction's token or answer is no longer there: nothing was said; say it as a new message."""


class Undeliverable(NotSaid):
    """It can never be said there: the channel is gone or closed to the bot."""


Deliver = Callable[[Delivery], Awaitable[str]]
"""Says one message and returns its id there. Raises `NotSaid` or its kinds when it knows that nothing was said;
any other exception leaves open whether it was."""


async def enqueue(tx: Transaction, message: OutboxMessage, now: float) -> bool:
    """Add a message to the transaction it belongs to; False when its key is there already.

    Ring the store's bell after the commit, so that it is said at once.
    """
    digest = hashlib.sha256(message.key.encode()).hexdigest()
    return bool(
        await tx.execute(
            "INSERT INTO outbox (key, nonce, lane, platform, channel_id, interaction_id, version_id, body,"
            " next_try_at, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING",
            (
                message.key,
                digest[:_NONCE_CHARS],
                message.lane,
                message.target.platform,
                message.target.channel_id,
                message.target.interaction_id,
                message.version_id,
                dump(message.body),
                now,
                now,
            ),
        )
    )


class Outbox:
    """The outbox of one platform in one open store."""

    def __init__(self, store: Store, platform: str) -> None:
        self._store = store
        self._db = store.db
        self._platform = platform
        self._tried_since: dict[int, float] = {}
        """Outbox id -> monotonic time of its first try, or of the last success of any other since."""

    def behind_s(self) -> float:
        """For how long messages have been tried without any success, in seconds; 0 when none waits for another try."""
        since = min(self._tried_since.values(), default=None)
        return 0.0 if since is None else self._store.clock.monotonic() - since

    def _over(self, outbox_id: int) -> None:
        """A message is said or given up, so the others are not held up."""
        self._tried_since.pop(outbox_id, None)
        self._tried_since = dict.fromkeys(self._tried_since, self._store.clock.monotonic())

    async def recover(self) -> int:
        """At start: what a dead process was saying is uncertain and due again; returns how many."""
        async with self._db.transaction() as tx:
            return await tx.execute(
                "UPDATE outbox SET state = 'waiting', uncertain = 1, next_try_at = 0"
                " WHERE state = 'saying' AND platform = ?",
                (self._platform,),
            )

    async def claim(self, limit: int = 1) -> list[Delivery]:
        """Take up to `limit` messages that are due, at most the oldest of each lane; commits that a try begins."""
        if limit < 1:
            return []
        now = self._store.clock.now()
        async with self._db.transaction() as tx:
            rows = await tx.all(
                """
                SELECT o.*, i.token, i.token_expires_at, i.message_id AS answer_id
                FROM outbox o LEFT JOIN interactions i USING (platform, interaction_id)
                WHERE o.state = 'waiting' AND o.platform = :platform
                  AND (o.next_try_at <= :now OR o.next_try_at > :now + :longest)
                  AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.lane = o.lane AND e.outbox_id < o.outbox_id
                                  AND e.state IN ('waiting', 'saying') AND e.platform = o.platform)
                ORDER BY o.outbox_id LIMIT :limit
                """,
                # Further away than any wait: the clock was set back, and nobody should wait for it.
                {"platform": self._platform, "now": now, "longest": MAX_RETRY_S, "limit": limit},
            )
            deliveries = [_delivery(row, _mode(row, now)) for row in rows]
            for each in deliveries:
                await tx.execute(
                    "UPDATE outbox SET state = 'saying', mode = ?, tries = ?, tried_at = ? WHERE outbox_id = ?",
                    (each.mode, each.tries, now, each.outbox_id),
                )
        for each in deliveries:
            self._tried_since.setdefault(each.outbox_id, self._store.clock.monotonic())
        return deliveries

    async def said(self, delivery: Delivery, message_id: str) -> None:
        """It stands in the chat as `message_id`; and must go again if its row did meanwhile, with what it shows."""
        now = self._store.clock.now()
        async with self._db.transaction() as tx:
            if not await tx.execute(
                "UPDATE outbox SET state = 'said', message_id = ?, ended_at = ?, error = NULL WHERE outbox_id = ?",
                (message_id, now, delivery.outbox_id),
            ):
                target = delivery.target
                await said_too_late(tx, delivery.outbox_id, target.platform, target.channel_id, message_id, now)
        self._over(delivery.outbox_id)
        self._store.notifier.notify()

    async def not_said(self, delivery: Delivery, error: Exception) -> None:
        """A try failed: wait and try again, post instead of edit, or give the message up, by the kind of `error`."""
        now = self._store.clock.now()
        after_s = wait_s(delivery.tries, error.retry_after_s if isinstance(error, NotSaid) else None)
        state, mode = "waiting", delivery.mode
        if isinstance(error, TokenGone):
            after_s, mode = 0.0, "post"
        elif isinstance(error, Undeliverable):
            state = "dropped"
        log.warning("message %s not said (try %d): %s", delivery.key, delivery.tries, error)
        async with self._db.transaction() as tx:
            await tx.execute(
                "UPDATE outbox SET state = ?, mode = ?, uncertain = max(uncertain, ?), next_try_at = ?, error = ?,"
                " ended_at = ? WHERE outbox_id = ?",
                (
                    state,
                    mode,
                    not isinstance(error, NotSaid),
                    now + after_s,
                    f"{type(error).__name__}: {error}"[:500],
                    now if state == "dropped" else None,
                    delivery.outbox_id,
                ),
            )
        if state == "dropped":
            self._over(delivery.outbox_id)
        self._store.notifier.notify()

    async def deliver(self, delivery: Delivery, say: Deliver) -> bool:
        """Try to say one claimed message; True when it is said. Only cancellation passes through."""
        try:
            message_id = await say(delivery)
        except Exception as error:
            await recorded(partial(self.not_said, delivery, error))
            return False
        await recorded(partial(self.said, delivery, message_id))
        return True

    async def run(self, say: Deliver, at_once: int = 4, leave_s: float = 3.0) -> None:
        """Say what must be said, `at_once` messages at a time, until cancelled. `recover` comes first.

        Cancelled, it lets tries under way end for `leave_s`; the row of one that does not stays claimed, and
        `recover` at the next start finds it.
        """
        async with asyncio.TaskGroup() as group:
            under_way: set[asyncio.Task[bool]] = set()
            try:
                while True:
                    rung = self._store.notifier.count
                    claimed = await recorded(partial(self.claim, at_once - len(under_way)))
                    for delivery in claimed:
                        task = group.create_task(self.deliver(delivery, say))
                        under_way.add(task)
                        task.add_done_callback(lambda done: self._ended(under_way, done))
                    if not claimed:
                        await self._store.notifier.wait_past(rung, await recorded(self._idle_s))
            except asyncio.CancelledError:
                if under_way:
                    await asyncio.wait(under_way, timeout=leave_s)
                raise

    def _ended(self, under_way: set[asyncio.Task[bool]], done: asyncio.Task[bool]) -> None:
        under_way.discard(done)
        self._store.notifier.notify()  # there is room for another

    async def unsaid(self) -> int:
        """How many messages still have to be said."""
        row = await self._db.one(
            "SELECT count(*) AS n FROM outbox WHERE state IN ('waiting', 'saying') AND platform = ?", (self._platform,)
        )
        return int(row["n"]) if row else 0

    async def _idle_s(self) -> float:
        row = await self._db.one(
            "SELECT count(*) AS n, min(CASE WHEN state = 'waiting' THEN next_try_at END) AS due FROM outbox"
            " WHERE state IN ('waiting', 'saying') AND platform = ?",
            (self._platform,),
        )
        if row is not None and not row["n"]:
            self._tried_since.clear()  # also of books that were deleted between two tries
        # Overdue rows wait for an earlier one of their lane, whose end rings the bell.
        return idle_s(row["due"] if row else None, self._store.clock.now())


def _mode(row: sqlite3.Row, now: float) -> Literal["edit", "post"]:
    if row["mode"] == "post" or not row["token"] or now > row["token_expires_at"] - TOKEN_MARGIN_S:
        return "post"
    return "edit"


def _delivery(row: sqlite3.Row, mode: Literal["edit", "post"]) -> Delivery:
    return Delivery(
        row["outbox_id"],
        row["key"],
        row["nonce"],
        mode,
        Target(row["platform"], row["channel_id"], row["interaction_id"]),
        row["token"] or "",
        row["answer_id"],
        json.loads(row["body"]),
        row["version_id"],
        row["tries"] + 1,
        bool(row["uncertain"]),
        row["tried_at"],
    )
