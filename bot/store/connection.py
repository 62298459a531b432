"""`Connection`: one SQLite connection on a thread of its own, so that no statement ever runs on the event loop."""

from __future__ import annotations

import asyncio
import contextlib
import queue
import sqlite3
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from articover.errors import StorageError

BUSY_TIMEOUT_MS = 5000
"""How long a statement waits for another process (a running backup, a `check`) before it says busy."""

Params = Sequence[Any] | dict[str, Any]

_T = TypeVar("_T")
_Call = tuple["asyncio.Future[Any]", Callable[[sqlite3.Connection], Any]]


class Connection:
    """Calls are done one after the other, in their order. Make it with `Connection.open`, end it with `close`."""

    def __init__(self, path: Path, *, reads_only: bool) -> None:
        self._raw: sqlite3.Connection
        self._calls: queue.SimpleQueue[_Call | None] = queue.SimpleQueue()
        self._closed = False
        opened = asyncio.get_running_loop().create_future()
        self._opened: asyncio.Future[None] = opened
        self._thread = threading.Thread(target=self._work, args=(path, reads_only, opened), name="sqlite")
        self._thread.start()

    @classmethod
    async def open(cls, path: Path, *, reads_only: bool = False) -> Connection:
        """Connect to the database `path`, in WAL mode. Raises `sqlite3.Error`, or `StorageError` without WAL."""
        connection = cls(path, reads_only=reads_only)
        try:
            await connection._opened
        except BaseException:
            await connection.close()
            raise
        return connection

    async def do(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        """Do `work` on the connection's thread, where it may take as many statements as it likes.

        Under load a trip there and back costs more than what SQLite does there. Work whose caller is cancelled
        meanwhile is done all the same.
        """
        if self._closed:
            raise sqlite3.ProgrammingError("this connection is closed")
        future: asyncio.Future[_T] = asyncio.get_running_loop().create_future()
        self._calls.put((future, work))
        return await future

    async def execute(self, sql: str, params: Params = ()) -> None:
        """Run one statement and let go of its rows."""
        await self.do(lambda raw: raw.execute(sql, params).close())

    async def all(self, sql: str, params: Params = ()) -> list[sqlite3.Row]:
        """All rows of one statement.

        To the last one in one call: a SELECT left unfinished, by an await or a cancellation, would keep the whole
        connection at its moment, and others would not read what they have just written.
        """
        return await self.do(lambda raw: raw.execute(sql, params).fetchall())

    async def commit(self) -> None:
        await self.do(lambda raw: raw.commit())

    async def rollback(self) -> None:
        await self.do(lambda raw: raw.rollback())

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open; of use when no call is under way."""
        return self._raw.in_transaction

    async def close(self) -> None:
        """Do the calls that wait, then close. A second call does nothing."""
        if not self._closed:
            self._closed = True
            self._calls.put(None)
            await asyncio.to_thread(self._thread.join)

    def _work(self, path: Path, reads_only: bool, opened: asyncio.Future[None]) -> None:
        try:
            with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as self._raw:
                _configure(self._raw, path, reads_only)
                _tell(opened, None)
                while (call := self._calls.get()) is not None:
                    _do(self._raw, *call)
                    del call  # not kept alive by a thread that may wait for hours
        except BaseException as error:
            _tell(opened, None, error)


def _do(raw: sqlite3.Connection, future: asyncio.Future[Any], work: Callable[[sqlite3.Connection], Any]) -> None:
    try:
        result = work(raw)
    except BaseException as error:  # for whoever asked, whatever it is: the thread goes on
        _tell(future, None, error)
    else:
        _tell(future, result)


def _tell(future: asyncio.Future[Any], result: Any, error: BaseException | None = None) -> None:
    # A loop that was closed waits for nothing any more.
    with contextlib.suppress(RuntimeError):
        future.get_loop().call_soon_threadsafe(_settle, future, result, error)


def _settle(future: asyncio.Future[Any], result: Any, error: BaseException | None) -> None:
    if future.done():
        return  # its caller was cancelled
    if error is not None:
        future.set_exception(error)
    else:
        future.set_result(result)


def _configure(raw: sqlite3.Connection, path: Path, reads_only: bool) -> None:
    raw.row_factory = sqlite3.Row
    raw.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    if raw.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
        raise StorageError(f"The disk of {path} cannot share memory between processes: use a local disk.")
    for pragma in (
        "synchronous = FULL",  # an acknowledged commit survives a power cut, not only a crash
        "foreign_keys = ON",
        "secure_delete = ON",  # what a user had deleted is not left in free pages
        *(("query_only = ON",) if reads_only else ()),
    ):
        raw.execute(f"PRAGMA {pragma}")
