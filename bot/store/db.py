"""The database connections, one writer and one reader, and the transaction for all durable changes.

SQLite has one transaction per connection, so two coroutines on one connection would commit or roll back each other's
work. Therefore an `asyncio.Lock` gives each writer the connection alone, from SAVEPOINT to RELEASE. Writers that waited
meanwhile join the same BEGIN IMMEDIATE ... COMMIT (group commit), because a commit costs an fsync (6 ms here, and 50
simultaneous presses would wait for 50 of them). `transaction` returns only after that COMMIT. Reads have their own
connection, which in WAL mode neither waits for the writer nor sees uncommitted changes. No statement runs on the event
loop: see `Connection`.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from bot.store.connection import BUSY_TIMEOUT_MS, Connection, Params
from bot.store.faults import sqlite_errors
from bot.store.transaction import Transaction

log = logging.getLogger(__name__)

_FOLD_TIMEOUT_MS = 200
_MAX_KEPT = 1000
"""Cached results, of a few hundred bytes each."""


@dataclass
class _Group:
    """Transactions that share one COMMIT: the number that succeeded so far, and the result of the commit."""

    kept: int = 0
    after_commit: list[Callable[[], Awaitable[None]]] = field(default_factory=list)
    ended: bool = False
    error: BaseException | None = None


class Database:
    """One SQLite file. Make it with `Database.open`, end it with `close`."""

    def __init__(self, path: Path, writer: Connection, reader: Connection) -> None:
        self.path = path
        self._writer = writer
        self._reader = reader
        self._lock = asyncio.Lock()
        self._group = _Group()
        self._owner: asyncio.Task[Any] | None = None
        self._kept: dict[tuple[str, Params], list[sqlite3.Row]] = {}
        self._kept_since = 0
        self._file = _identity(path)

    @classmethod
    async def open(cls, path: Path) -> Database:
        """Connect to a migrated database. Raises `StorageError` or a subclass."""
        with sqlite_errors(path):
            writer = await Connection.open(path)
            try:
                reader = await Connection.open(path, reads_only=True)
            except BaseException:
                await writer.close()
                raise
        return cls(path, writer, reader)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """All of the work in the block or none: any exception, including cancellation, rolls back this block only.

        After a normal exit the work is on the disk (synchronous = FULL). A task that is cancelled during its commit
        gets its CancelledError after the commit.
        """
        task = asyncio.current_task()
        if self._owner is not None and self._owner is task:
            raise RuntimeError("A transaction is already open in this task; pass it on instead of opening another.")
        with sqlite_errors(self.path):
            async with self._lock:
                self._owner = task
                group, transaction = self._group, Transaction(self._writer, self._forget)
                try:
                    # Inside the try: a cancelled statement still runs on the connection's thread.
                    await self._writer.do(partial(_begin, member=group.kept))
                    yield transaction
                    # The COMMIT releases the savepoint; the next member's savepoint nests inside it.
                    group.kept += 1
                    group.after_commit += transaction.end()
                except BaseException as error:
                    transaction.end()
                    await _to_the_end(self._take_back(group, error))
                    raise
                finally:
                    self._owner = None
                if group.after_commit:
                    # Close the group: actions after this commit rely on no other work in between.
                    await _to_the_end(self._commit(group))
            # The writers that already wait for the lock run first and join the group, so one commit serves all.
            await _to_the_end(self._settle(group))
            if group.error is not None:
                raise group.error

    async def _take_back(self, group: _Group, error: BaseException) -> None:
        """Roll back one member. After some errors (such as a full disk) SQLite has rolled back the whole group: then
        all fail."""
        if group.kept:
            try:
                await self._writer.execute(f"ROLLBACK TO member{group.kept}")
            except sqlite3.Error as gone:
                error = error if isinstance(error, sqlite3.Error) else gone
            else:
                return
        try:
            await self._writer.rollback()
        finally:
            self._end(group, error)

    async def _settle(self, group: _Group) -> None:
        """Commit a group unless another member has done so."""
        async with self._lock:
            if not group.ended:
                await self._commit(group)

    async def _commit(self, group: _Group) -> None:
        """Commit a group and run its follow-up actions. The caller holds the lock."""
        try:
            await self._writer.commit()
        except sqlite3.Error as error:
            self._end(group, error)
            await self._writer.rollback()
            return
        self._end(group, None)
        for action in group.after_commit:
            try:
                await action()
            except Exception:
                log.exception("an action after a commit failed")

    def _end(self, group: _Group, error: BaseException | None) -> None:
        group.ended, group.error = True, error
        self._group = _Group()

    async def one(self, sql: str, params: Params = ()) -> sqlite3.Row | None:
        """The first committed row, or None."""
        rows = await self.all(sql, params)
        return rows[0] if rows else None

    async def all(self, sql: str, params: Params = ()) -> list[sqlite3.Row]:
        """All committed rows, as of one moment."""
        with sqlite_errors(self.path):
            return await self._reader.all(sql, params)

    async def all_kept(self, sql: str, params: tuple[str, ...]) -> list[sqlite3.Row]:
        """`all`, cached: for rows that every command reads and that rarely change.

        A transaction that writes to these tables must call `Transaction.forget_kept`.
        """
        rows = self._kept.get((sql, params))
        if rows is None:
            since = self._kept_since
            rows = await self.all(sql, params)
            # The read began before a commit and ended after it: do not cache it.
            if since == self._kept_since:
                if len(self._kept) >= _MAX_KEPT:
                    self._kept.clear()
                self._kept[sql, params] = rows
        return rows

    async def _forget(self) -> None:
        self._kept_since += 1
        self._kept.clear()

    async def fold_log(self) -> None:
        """Move the write-ahead log into the file, because the log still contains deleted text; call it in
        `after_commit`.

        Waits only briefly for a reader (such as a backup): the log is then emptied later, at the latest on closing.
        """
        await self._writer.execute(f"PRAGMA busy_timeout = {_FOLD_TIMEOUT_MS}")
        try:
            await self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            await self._writer.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")

    def is_in_place(self) -> bool:
        """Whether `path` is still the file that was opened. Blocks."""
        return _identity(self.path) == self._file

    async def close(self) -> None:
        """Close both connections; the last one folds the write-ahead log into the file."""
        await self._reader.close()
        await self._writer.close()


def _identity(path: Path) -> tuple[int, int] | None:
    """The identity of the file at `path`; None if there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _begin(raw: sqlite3.Connection, *, member: int) -> None:
    """Both statements in one call, because every writer waits for it."""
    if not member:
        raw.execute("BEGIN IMMEDIATE")
    raw.execute(f"SAVEPOINT member{member}")


async def _to_the_end(work: Awaitable[None]) -> None:
    """Wait for `work` even when this task is cancelled; then raise the cancellation."""
    future = asyncio.ensure_future(work)
    cancelled: asyncio.CancelledError | None = None
    while not future.done():
        try:
            await asyncio.shield(future)
        except asyncio.CancelledError as error:
            cancelled = error
        except BaseException:
            break
    future.result()
    if cancelled is not None:
        raise cancelled
