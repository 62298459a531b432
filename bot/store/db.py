"""The database connections: one writer, one reader, and the transaction that everything durable goes through.

SQLite shares one transaction per connection, so two coroutines on one connection would commit, or roll
back, each other's work. Hence one `asyncio.Lock`: whoever writes has the connection alone, from SAVEPOINT to
RELEASE. Those who waited for it meanwhile join the same BEGIN IMMEDIATE ... COMMIT, because a commit costs an
fsync (6 ms here, and 50 presses at once would wait for 50 of them); nobody's `transaction` returns before
that COMMIT. Reading has a connection of its own, which in WAL mode neither waits for the writer nor sees half
of it. Every call runs on the connection's thread (aiosqlite), never on the event loop.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite

from articover.errors import StorageError
from bot.errors import BusyError, DatabaseError

log = logging.getLogger(__name__)

BUSY_TIMEOUT_MS = 5000
"""How long a statement waits for another process (a running backup, a `check`) before it says busy."""

_FOLD_TIMEOUT_MS = 200
_MAX_KEPT = 1000
"""Answers kept in memory, of a few hundred bytes each."""

Params = Sequence[Any] | dict[str, Any]

_T = TypeVar("_T")


class Transaction:
    """An open write transaction; usable only inside its `async with`."""

    def __init__(self, connection: aiosqlite.Connection, forget: Callable[[], Awaitable[None]]) -> None:
        self._connection: aiosqlite.Connection | None = connection
        self._forget = forget
        self._after: list[Callable[[], Awaitable[None]]] = []

    async def execute(self, sql: str, params: Params = ()) -> int:
        """Run one statement that returns no rows; returns how many it changed."""
        cursor = await self._run(lambda connection: connection.execute(sql, params))
        return cursor.rowcount

    async def insert(self, sql: str, params: Params = ()) -> int:
        """Run one INSERT; returns the new row id."""
        cursor = await self._run(lambda connection: connection.execute(sql, params))
        assert cursor.lastrowid is not None
        return cursor.lastrowid

    async def one(self, sql: str, params: Params = ()) -> sqlite3.Row | None:
        rows = await self.all(sql, params)
        return rows[0] if rows else None

    async def all(self, sql: str, params: Params = ()) -> list[sqlite3.Row]:
        return list(await self._run(lambda connection: connection.execute_fetchall(sql, params)))

    async def all_kept(self, sql: str, params: tuple[str, ...]) -> list[sqlite3.Row]:
        """`all`: what is kept of what is committed may not be so here."""
        return await self.all(sql, params)

    async def at_once(self, work: Callable[[Transaction], Coroutine[Any, Any, _T]]) -> _T:
        """Do `work` in one trip to the connection's thread; it may wait for nothing but its own statements."""

        def there(raw: sqlite3.Connection) -> _T:
            return _done(work(_Inline(self, raw)))

        # aiosqlite has no open way to this; its own methods are made of it.
        return await self._run(lambda connection: connection._execute(there, connection._conn))  # type: ignore[no-untyped-call]

    def after_commit(self, action: Callable[[], Awaitable[None]]) -> None:
        """Do `action` right after the commit and before any other transaction begins; never after a rollback."""
        self._after.append(action)

    def forget_kept(self) -> None:
        """For whoever changes what is read by `all_kept`."""
        self.after_commit(self._forget)

    def end(self) -> list[Callable[[], Awaitable[None]]]:
        """Refuse further use; returns what is to be done after the commit."""
        self._connection = None
        return self._after

    async def _run(self, statement: Callable[[aiosqlite.Connection], Awaitable[_T]]) -> _T:
        """One trip to the connection's thread and back: under load each trip costs more than what SQLite does there."""
        connection = self._connection
        if connection is None:
            raise RuntimeError("This transaction has ended.")
        try:
            return await statement(connection)
        except sqlite3.Error:
            if not connection.in_transaction:
                self._connection = None  # SQLite has undone it; another statement would stand alone
            raise


class _Inline(Transaction):
    """A transaction on its connection's own thread, where nothing is waited for."""

    def __init__(self, whole: Transaction, raw: sqlite3.Connection) -> None:
        self._raw, self._forget, self._after = raw, whole._forget, whole._after

    async def execute(self, sql: str, params: Params = ()) -> int:
        return self._raw.execute(sql, params).rowcount

    async def insert(self, sql: str, params: Params = ()) -> int:
        row_id = self._raw.execute(sql, params).lastrowid
        assert row_id is not None
        return row_id

    async def all(self, sql: str, params: Params = ()) -> list[sqlite3.Row]:
        return self._raw.execute(sql, params).fetchall()


def _done(work: Coroutine[Any, Any, _T]) -> _T:
    try:
        work.send(None)
    except StopIteration as end:
        value: _T = end.value
        return value
    work.close()
    raise RuntimeError("What is done at once may wait for nothing but its statements.")


@dataclass
class _Group:
    """Transactions that share one COMMIT: how many were kept so far, and how it ended."""

    kept: int = 0
    after_commit: list[Callable[[], Awaitable[None]]] = field(default_factory=list)
    ended: bool = False
    error: BaseException | None = None


class Database:
    """One SQLite file. Make it with `Database.open`, end it with `close`."""

    def __init__(self, path: Path, writer: aiosqlite.Connection, reader: aiosqlite.Connection) -> None:
        self.path = path
        self._writer = writer
        self._reader = reader
        self._lock = asyncio.Lock()
        self._group = _Group()
        self._owner: asyncio.Task[Any] | None = None
        self._kept: dict[tuple[str, Params], list[sqlite3.Row]] = {}
        self._kept_since = 0

    @classmethod
    async def open(cls, path: Path) -> Database:
        """Connect to a database that is already migrated. Raises `StorageError` or one of its kind."""
        with storage_errors(path):
            writer = await aiosqlite.connect(path, isolation_level=None)
            try:
                await _configure(writer, path)
                reader = await aiosqlite.connect(path, isolation_level=None)
                try:
                    await _configure(reader, path)
                    await reader.execute("PRAGMA query_only = ON")
                except BaseException:
                    await reader.close()
                    raise
            except BaseException:
                await writer.close()
                raise
        return cls(path, writer, reader)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """All of the work in it or none: any exception, cancellation included, takes back the whole of it, and only it.

        When it has ended without an exception the work is on the disk (synchronous = FULL). A task that is
        cancelled while its work is being committed gets its CancelledError after that.
        """
        task = asyncio.current_task()
        if self._owner is not None and self._owner is task:
            raise RuntimeError("A transaction is already open in this task; pass it on instead of opening another.")
        with storage_errors(self.path):
            async with self._lock:
                self._owner = task
                group, transaction = self._group, Transaction(self._writer, self._forget)
                try:
                    # Inside the try, because a cancelled statement still runs on the connection's thread.
                    if not group.kept:
                        await self._writer.execute("BEGIN IMMEDIATE")
                    await self._writer.execute(f"SAVEPOINT member{group.kept}")
                    yield transaction
                    # The savepoint is left to the COMMIT; the next member's stands above it.
                    group.kept += 1
                    group.after_commit += transaction.end()
                except BaseException as error:
                    transaction.end()
                    await _to_the_end(self._take_back(group, error))
                    raise
                finally:
                    self._owner = None
                if group.after_commit:
                    # Nobody may join any more: what follows this commit counts on no other work in between.
                    await _to_the_end(self._commit(group))
            # This queues behind those who wait for the lock by now: they join, and one commit serves all.
            await _to_the_end(self._settle(group))
            if group.error is not None:
                raise group.error

    async def _take_back(self, group: _Group, error: BaseException) -> None:
        """Undo one member's work. After some errors (a full disk) SQLite has undone the whole group: then all fail."""
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
        """Commit a group, unless another of its members has done so."""
        async with self._lock:
            if not group.ended:
                await self._commit(group)

    async def _commit(self, group: _Group) -> None:
        """Commit a group and do what follows. For whoever holds the lock."""
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
                log.exception("what should follow a commit failed")

    def _end(self, group: _Group, error: BaseException | None) -> None:
        group.ended, group.error = True, error
        self._group = _Group()

    async def one(self, sql: str, params: Params = ()) -> sqlite3.Row | None:
        """The first row of what is committed, or None."""
        rows = await self.all(sql, params)
        return rows[0] if rows else None

    async def all(self, sql: str, params: Params = ()) -> list[sqlite3.Row]:
        """All rows of what is committed, as of one moment."""
        with storage_errors(self.path):
            # To the last row in one call: a SELECT left unfinished, by an await or a cancellation, would keep
            # the whole connection at its moment, and others would not read what they have just written.
            return list(await self._reader.execute_fetchall(sql, params))

    async def all_kept(self, sql: str, params: tuple[str, ...]) -> list[sqlite3.Row]:
        """`all`, from memory when the same was read before: for what every command looks at and few ever change.

        Whoever writes to its tables says so by `Transaction.forget_kept`.
        """
        rows = self._kept.get((sql, params))
        if rows is None:
            since = self._kept_since
            rows = await self.all(sql, params)
            # Read before a commit and back after it: not to be kept.
            if since == self._kept_since:
                if len(self._kept) >= _MAX_KEPT:
                    self._kept.clear()
                self._kept[sql, params] = rows
        return rows

    async def _forget(self) -> None:
        self._kept_since += 1
        self._kept.clear()

    async def fold_log(self) -> None:
        """Empty the write-ahead log into the file, for what was deleted stands in it; to be done `after_commit`.

        Waits only briefly for a reader (a backup under way): the log is emptied later then, at the latest at the end.
        """
        await self._writer.execute(f"PRAGMA busy_timeout = {_FOLD_TIMEOUT_MS}")
        try:
            await self._writer.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            await self._writer.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")

    async def close(self) -> None:
        """End both connections; the last one folds the write-ahead log into the file."""
        await self._reader.close()
        await self._writer.close()


@contextmanager
def storage_errors(path: Path) -> Iterator[None]:
    """Say SQLite's errors about the file `path` in plain words, as `StorageError`s; others pass through."""
    try:
        yield
    except sqlite3.IntegrityError:
        raise
    except sqlite3.DatabaseError as error:
        name = getattr(error, "sqlite_errorname", "") or ""
        translated = _translate(name, path)
        if translated is None:
            raise
        raise translated from error


def _translate(name: str, path: Path) -> StorageError | None:
    if name == "SQLITE_FULL":
        return StorageError(f"The disk that holds {path} is full: free some space; nothing was changed.")
    if name.startswith("SQLITE_IOERR"):
        return StorageError(
            f"The disk refused to write or read {path}: check its space and health; nothing was changed."
        )
    if name.startswith(("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_CANTOPEN")):
        return StorageError(f"The database {path} cannot be written: make its folder writable for this user.")
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return DatabaseError(
            f"The database {path} is damaged: stop the bot and put a backup back with `python -m bot restore`."
        )
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return BusyError(
            f"The database {path} is held by another program: close it and try again; nothing was changed."
        )
    return None


async def _configure(connection: aiosqlite.Connection, path: Path) -> None:
    connection.row_factory = sqlite3.Row
    await connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    (mode,) = await connection.execute_fetchall("PRAGMA journal_mode = WAL")
    if mode[0] != "wal":
        raise StorageError(f"The disk of {path} cannot share memory between processes: use a local disk.")
    for pragma in (
        "synchronous = FULL",  # an acknowledged commit survives a power cut, not only a crash
        "foreign_keys = ON",
        "secure_delete = ON",  # what a user had deleted is not left in free pages
    ):
        await connection.execute(f"PRAGMA {pragma}")


async def _to_the_end(work: Awaitable[None]) -> None:
    """Wait for `work` even when this task is cancelled meanwhile; then let the cancellation through."""
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
