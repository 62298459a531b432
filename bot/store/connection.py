"""`Connection`: one SQLite connection on a thread of its own, so that no statement ever runs on the event loop."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite

from articover.errors import StorageError

BUSY_TIMEOUT_MS = 5000
"""How long a statement waits for another process (a backup, a `check`) before it fails as busy."""

Params = Sequence[Any] | dict[str, Any]

_T = TypeVar("_T")


class Connection:
    """Calls are executed one after another, in order. Open it with `Connection.open`, end it with `close`."""

    def __init__(self, thread: _Thread) -> None:
        self._thread = thread

    @classmethod
    async def open(cls, path: Path, *, reads_only: bool = False) -> Connection:
        """Connect to the database `path`, in WAL mode. Raises `sqlite3.Error`, or `StorageError` without WAL."""
        thread = _Thread(partial(sqlite3.connect, path, isolation_level=None), iter_chunk_size=64)
        await thread
        try:
            await thread.do(lambda raw: _configure(raw, path, reads_only))
        except BaseException:
            await thread.close()
            raise
        return cls(thread)

    async def do(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        """Run `work` on the connection's thread, where it may execute any number of statements.

        Under load a switch between threads costs more than SQLite's work. Cancelling the caller does not cancel the
        work.
        """
        return await self._thread.do(work)

    async def execute(self, sql: str, params: Params = ()) -> None:
        """Run one statement and discard its rows."""
        await self.do(lambda raw: raw.execute(sql, params).close())

    async def all(self, sql: str, params: Params = ()) -> list[sqlite3.Row]:
        """All rows of one statement.

        To the last one in one call: a SELECT left unfinished, by an await or a cancellation, would keep the whole
        connection at its moment, and others would not read what they have just written.
        """
        return await self.do(lambda raw: raw.execute(sql, params).fetchall())

    async def commit(self) -> None:
        await self._thread.commit()

    async def rollback(self) -> None:
        await self._thread.rollback()

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open; meaningful only while no call runs."""
        return self._thread.in_transaction

    async def close(self) -> None:
        """Finish the waiting calls, then close. A second call does nothing."""
        await self._thread.close()


class _Thread(aiosqlite.Connection):
    """aiosqlite's own way to run a function on its thread, made public for work of several statements."""

    async def do(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        try:
            done: _T = await self._execute(lambda: work(self._conn))  # type: ignore[no-untyped-call]
        except ValueError as error:
            if self._connection is not None:
                raise
            raise sqlite3.ProgrammingError("this connection is closed") from error
        return done


def _configure(raw: sqlite3.Connection, path: Path, reads_only: bool) -> None:
    raw.row_factory = sqlite3.Row
    raw.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    if raw.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
        raise StorageError(
            sentence=f"The disk of {path} does not support shared memory, which the database needs: use a local disk."
        )
    for pragma in (
        "synchronous = FULL",  # an acknowledged commit survives a power cut, not only a crash
        "foreign_keys = ON",
        "secure_delete = ON",  # deleted text is not left in free pages
        *(("query_only = ON",) if reads_only else ()),
    ):
        raw.execute(f"PRAGMA {pragma}")
