"""The outbox: a message is a row before it is sent, and it is sent again until the platform confirms it.

A message that answers an interaction is sent as an edit of that answer while the interaction's token is valid, because
an edit may be repeated freely. After that it is a new message with a nonce, which the platform posts once even if it is
sent several times. A message never changes back from new message to edit. A try without a known result (a crash, a lost
connection) leaves the row `uncertain`: the platform then looks for the message before it posts it again.
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
from bot.store.removals import sent_too_late

log = logging.getLogger(__name__)

TOKEN_MARGIN_S = 30.0
"""A token that expires sooner than this is not used, because the edit could arrive too late."""

_NONCE_CHARS = 24
"""Discord accepts nonces of at most 25 characters."""


@dataclass(frozen=True)
class Target:
    """Where to send a message: the channel, and the interaction that the message answers, if any."""

    platform: str
    channel_id: str
    interaction_id: str | None = None


@dataclass(frozen=True)
class OutboxMessage:
    """A message to send once. A second message with the same `key` is ignored.

    Messages with the same `lane` are sent in order. The platform renders `body` as text and pictures. `version_id` is
    the version whose files the message shows; they are kept until it is sent.
    """

    key: str
    lane: str
    target: Target
    body: Json
    version_id: int | None = None


@dataclass(frozen=True)
class Delivery:
    """One try to send a message.

    `mode` "edit": replace the answer of the interaction, including its attachments, through `token`.
    `mode` "post": post a new message with `nonce`, which the platform enforces. `uncertain`: an earlier try at
    `tried_at` may have arrived, possibly as an edit of `message_id` (the interaction's answer, if known), so look for
    it before posting.
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


class NotSent(Exception):  # noqa: N818 -- a result, not a fault
    """The platform refused the message: try again after `retry_after_s`, or by backoff."""

    def __init__(self, reason: str, retry_after_s: float | None = None) -> None:
        super().__init__(reason)
        self.retry_after_s = retry_after_s


class TokenGone(NotSent):
    """The interaction's token or answer no longer exists: post a new message instead."""


class Undeliverable(NotSent):
    """The message cannot be delivered: the channel was deleted or the bot has no access to it."""


Deliver = Callable[[Delivery], Awaitable[str]]
"""Sends one message and returns its id on the platform. Raises `NotSent` or a subclass when nothing was sent; after any
other exception it is unknown whether the message was sent."""


async def enqueue(tx: Transaction, message: OutboxMessage, now: float) -> bool:
    """Add a message in the transaction it belongs to; False when its key already exists.

    Call the store's notifier after the commit, so that the message is sent at once.
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
        """Outbox id -> monotonic time of its first try, or of a later success of another message."""

    def behind_s(self) -> float:
        """Seconds since the first of the tries that have all failed; 0 when no message waits for another try."""
        since = min(self._tried_since.values(), default=None)
        return 0.0 if since is None else self._store.clock.monotonic() - since

    def _over(self, outbox_id: int) -> None:
        """A message was sent or dropped: start the times of the others again."""
        self._tried_since.pop(outbox_id, None)
        self._tried_since = dict.fromkeys(self._tried_since, self._store.clock.monotonic())

    async def recover(self) -> int:
        """Make the messages that a dead process was sending uncertain and due again; returns how many."""
        async with self._db.transaction() as tx:
            return await tx.execute(
                "UPDATE outbox SET state = 'waiting', uncertain = 1, next_try_at = 0"
                " WHERE state = 'saying' AND platform = ?",
                (self._platform,),
            )

    async def claim(self, limit: int = 1) -> list[Delivery]:
        """Claim up to `limit` due messages, at most the oldest of each lane, and commit that a try begins."""
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
                # A time further away than the longest wait means that the clock was set back: the message is due.
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

    async def sent(self, delivery: Delivery, message_id: str) -> None:
        """Record that the message is in the chat as `message_id`. If its row was deleted meanwhile, it is removed."""
        now = self._store.clock.now()
        async with self._db.transaction() as tx:
            if not await tx.execute(
                "UPDATE outbox SET state = 'said', message_id = ?, ended_at = ?, error = NULL WHERE outbox_id = ?",
                (message_id, now, delivery.outbox_id),
            ):
                target = delivery.target
                await sent_too_late(tx, delivery.outbox_id, target.platform, target.channel_id, message_id, now)
        self._over(delivery.outbox_id)
        self._store.notifier.notify()

    async def not_sent(self, delivery: Delivery, error: Exception) -> None:
        """Record a failed try. The type of `error` decides: try again later, post instead of edit, or drop it."""
        now = self._store.clock.now()
        after_s = wait_s(delivery.tries, error.retry_after_s if isinstance(error, NotSent) else None)
        state, mode = "waiting", delivery.mode
        if isinstance(error, TokenGone):
            after_s, mode = 0.0, "post"
        elif isinstance(error, Undeliverable):
            state = "dropped"
        log.warning("message %s was not sent (try %d): %s", delivery.key, delivery.tries, error)
        async with self._db.transaction() as tx:
            await tx.execute(
                "UPDATE outbox SET state = ?, mode = ?, uncertain = max(uncertain, ?), next_try_at = ?, error = ?,"
                " ended_at = ? WHERE outbox_id = ?",
                (
                    state,
                    mode,
                    not isinstance(error, NotSent),
                    now + after_s,
                    f"{type(error).__name__}: {error}"[:500],
                    now if state == "dropped" else None,
                    delivery.outbox_id,
                ),
            )
        if state == "dropped":
            self._over(delivery.outbox_id)
        self._store.notifier.notify()

    async def deliver(self, delivery: Delivery, send: Deliver) -> bool:
        """Try to send one claimed message; True when it was sent. Raises nothing but cancellation."""
        try:
            message_id = await send(delivery)
        except Exception as error:
            await recorded(partial(self.not_sent, delivery, error))
            return False
        await recorded(partial(self.sent, delivery, message_id))
        return True

    async def run(self, send: Deliver, at_once: int = 4, leave_s: float = 3.0) -> None:
        """Send the waiting messages, up to `at_once` at a time, until cancelled. Call `recover` before.

        When cancelled, it gives running tries `leave_s` to end. The row of a try that does not end stays claimed until
        `recover` at the next start.
        """
        async with asyncio.TaskGroup() as group:
            sending: set[asyncio.Task[bool]] = set()
            try:
                while True:
                    seen = self._store.notifier.count
                    claimed = await recorded(partial(self.claim, at_once - len(sending)))
                    for delivery in claimed:
                        task = group.create_task(self.deliver(delivery, send))
                        sending.add(task)
                        task.add_done_callback(lambda done: self._ended(sending, done))
                    if not claimed:
                        await self._store.notifier.wait_past(seen, await recorded(self._idle_s))
            except asyncio.CancelledError:
                if sending:
                    await asyncio.wait(sending, timeout=leave_s)
                raise

    def _ended(self, sending: set[asyncio.Task[bool]], done: asyncio.Task[bool]) -> None:
        sending.discard(done)
        self._store.notifier.notify()  # another message can be sent

    async def unsent(self) -> int:
        """How many messages are not yet sent."""
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
            self._tried_since.clear()  # including messages of books that were deleted between two tries
        # Overdue rows wait for an earlier one of their lane, whose end notifies this loop.
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
