"""`Transaction`: the operations between a BEGIN and its COMMIT. `Database.transaction` opens and ends it."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

from bot.errors import NotFoundError
from bot.store.connection import Connection, Params

_T = TypeVar("_T")


class Transaction:
    """An open write transaction; usable only inside its `async with`."""

    def __init__(self, connection: Connection, forget: Callable[[], Awaitable[None]]) -> None:
        self._connection: Connection | None = connection
        self._forget = forget
        self._after: list[Callable[[], Awaitable[None]]] = []

    async def execute(self, sql: str, params: Params = ()) -> int:
        """Run one statement that returns no rows; returns the number of rows it changed."""
        return await self._do(lambda raw: raw.execute(sql, params).rowcount)

    async def insert(self, sql: str, params: Params = ()) -> int:
        """Run one INSERT; returns the new row id."""
        row_id = await self._do(lambda raw: raw.execute(sql, params).lastrowid)
        assert row_id is not None
        return row_id

    async def one(self, sql: str, params: Params = ()) -> sqlite3.Row | None:
        rows = await self.all(sql, params)
        return rows[0] if rows else None

    async def all(self, sql: str, params: Params = ()) -> list[sqlite3.Row]:
        return await self._do(lambda raw: raw.execute(sql, params).fetchall())

    async def all_kept(self, sql: str, params: tuple[str, ...]) -> list[sqlite3.Row]:
        """`all` without the cache, which holds committed rows only."""
        return await self.all(sql, params)

    async def at_once(self, work: Callable[[Transaction], Coroutine[Any, Any, _T]]) -> _T:
        """Run `work` in one call on the connection's thread; it may await only its own statements."""
        return await self._do(lambda raw: _done(work(_Inline(self, raw))))

    def after_commit(self, action: Callable[[], Awaitable[None]]) -> None:
        """Run `action` right after the commit, before any other transaction begins; never after a rollback."""
        self._after.append(action)

    def forget_kept(self) -> None:
        """Clear the cache of `all_kept`; call it when its tables change."""
        self.after_commit(self._forget)

    def end(self) -> list[Callable[[], Awaitable[None]]]:
        """Refuse further use; returns the actions to run after the commit."""
        self._connection = None
        return self._after

    async def _do(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        connection = self._connection
        if connection is None:
            raise RuntimeError("This transaction has ended.")
        try:
            return await connection.do(work)
        except sqlite3.Error as error:
            if not connection.in_transaction:
                self._connection = None  # SQLite has rolled it back; another statement would run outside a transaction
            if (
                isinstance(error, sqlite3.IntegrityError)
                and error.sqlite_errorcode == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY
            ):
                # The row refers to another that was deleted after the caller looked and before the transaction began.
                raise NotFoundError(sentence="What this belongs to was deleted in the meantime.") from error
            raise


class _Inline(Transaction):
    """A transaction on the connection's thread, where nothing is awaited."""

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
    raise RuntimeError("Work on the connection's thread may await only its statements.")
