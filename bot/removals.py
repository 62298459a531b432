"""Delete the messages of deleted books from the chat: one row per message until the platform confirms its deletion.

The rows are written in the transaction that deletes the book, so no crash can leave a message behind. Deleting twice is
harmless, so a row is tried again after a crash.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

from bot.outbox import NotSent
from bot.retries import MAX_RETRY_S, idle_s, recorded, wait_s
from bot.store import Store

log = logging.getLogger(__name__)

_AT_ONCE = 4


@dataclass(frozen=True)
class Removal:
    """A message to delete from the chat.

    `message_id` is None for a message that was being sent when its book was deleted. If it arrived, then after
    `tried_at`, with `nonce`, as the message of `outbox_id`.
    """

    removal_id: int
    platform: str
    channel_id: str
    message_id: str | None
    outbox_id: int | None
    nonce: str | None
    tried_at: float | None
    tries: int


Remove = Callable[[Removal], Awaitable[None]]
"""Deletes one message from the chat; returns when it is deleted or cannot be deleted. Raises `NotSent` when the
platform asks to wait. The deletion is tried again after this and any other exception."""


class Removals:
    """The messages of one platform to delete, in one open store."""

    def __init__(self, store: Store, platform: str) -> None:
        self._store = store
        self._platform = platform

    async def recover(self) -> int:
        """Make all rows due at the start, when no message is being sent; returns how many."""
        async with self._store.db.transaction() as tx:
            return await tx.execute("UPDATE removals SET next_try_at = 0 WHERE platform = ?", (self._platform,))

    async def run(self, remove: Remove) -> None:
        """Delete messages as they become due, a few at a time, until cancelled. Call `recover` before."""
        while True:
            seen = self._store.notifier.count
            due = await recorded(self._due)
            await asyncio.gather(*(self._try(each, remove) for each in due))
            if not due:
                await self._store.notifier.wait_past(seen, await recorded(self._idle_s))

    async def left(self) -> int:
        """How many messages are not yet deleted."""
        row = await self._store.db.one("SELECT count(*) AS n FROM removals WHERE platform = ?", (self._platform,))
        return int(row["n"]) if row else 0

    async def _try(self, removal: Removal, remove: Remove) -> None:
        try:
            await remove(removal)
        except Exception as error:  # after any error the deletion is tried again
            log.info("a message of a deleted book could not be deleted (try %d): %s", removal.tries + 1, error)
            await recorded(partial(self._put_off, removal, error))
        else:
            await recorded(partial(self._done, removal))

    async def _done(self, removal: Removal) -> None:
        async with self._store.db.transaction() as tx:
            await tx.execute("DELETE FROM removals WHERE removal_id = ?", (removal.removal_id,))
        self._store.notifier.notify()

    async def _put_off(self, removal: Removal, error: Exception) -> None:
        after_s = wait_s(removal.tries + 1, error.retry_after_s if isinstance(error, NotSent) else None)
        async with self._store.db.transaction() as tx:
            await tx.execute(
                "UPDATE removals SET tries = tries + 1, next_try_at = ? WHERE removal_id = ?",
                (self._store.clock.now() + after_s, removal.removal_id),
            )

    async def _due(self) -> list[Removal]:
        now = self._store.clock.now()
        rows = await self._store.db.all(
            "SELECT removal_id, platform, channel_id, message_id, outbox_id, nonce, tried_at, tries FROM removals"
            # A time further away than the longest wait means that the clock was set back: the row is due.
            " WHERE platform = ? AND (next_try_at <= ? OR next_try_at > ?) ORDER BY next_try_at, removal_id LIMIT ?",
            (self._platform, now, now + MAX_RETRY_S, _AT_ONCE),
        )
        return [_removal(row) for row in rows]

    async def _idle_s(self) -> float:
        row = await self._store.db.one(
            "SELECT min(next_try_at) AS due FROM removals WHERE platform = ?", (self._platform,)
        )
        return idle_s(row["due"] if row else None, self._store.clock.now())


def _removal(row: sqlite3.Row) -> Removal:
    return Removal(*row)
